//! Pictures, signatures and papers.

use engine::{ListQuery, Operation, Page, Spec, TenantTx};
use kernel::Result;
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::MediaCard;
use crate::sql::media::{MEDIA_LIST, MediaRow};

/// Files the caller may see.
#[derive(Deserialize, JsonSchema)]
pub struct ListMedia {
    #[serde(flatten)]
    query: ListQuery,
}

impl Operation for ListMedia {
    type Output = Page<MediaCard>;
    const SPEC: Spec = Spec::list("capture.media.list", "/media", &MEDIA_LIST)
        .summary("Pictures, signatures and papers.")
        .permission("media", "VIEW");

    async fn run(self, tx: &TenantTx) -> Result<Self::Output> {
        tx.list(&MEDIA_LIST, &self.query, |row| MediaRow::from_row(row).map(MediaCard::from)).await
    }
    fn example() -> Value {
        json!({"journey_id": "jny_01h455vb4pex5vsknk084sn02q", "limit": 50})
    }
}
