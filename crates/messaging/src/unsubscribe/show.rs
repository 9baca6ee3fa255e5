//! The page behind the link of a marketing mail.

use engine::{Blob, Operation, Spec, TenantTx};
use kernel::Result;
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{KIND, page, store};

/// Shows whose mail would end; looking ends nothing.
#[derive(Deserialize, JsonSchema)]
pub struct ShowUnsubscribe {
    pub token: String,
}

impl Operation for ShowUnsubscribe {
    type Output = Blob;
    const SPEC: Spec = Spec::read("messaging.unsubscribe.show", "/public/unsubscribe/{token}")
        .summary("The page behind the link of a marketing mail.")
        .link(KIND)
        .content(&["text/html"]);

    async fn run(self, tx: &TenantTx) -> Result<Blob> {
        let mail = store::mail(tx).await?;
        Ok(Blob::new("text/html; charset=utf-8", "unsubscribe.html", page::ask(&mail, &self.token).as_bytes()))
    }

    fn example() -> Value {
        json!({"token": "u_AAAAAAAAAAAAAAAAAAAAAAAA"})
    }
}
