//! The segments somebody sees.

use engine::{Operation, Spec, TenantTx};
use kernel::Result;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{Scope, Segment, is_seen, shown, store};

/// Lists segments by name: everybody's, those of one's locations, and one's own.
#[derive(Deserialize, JsonSchema)]
pub struct ListSegments {}

#[derive(Serialize, JsonSchema)]
pub struct Segments {
    pub segments: Vec<Segment>,
}

impl Operation for ListSegments {
    type Output = Segments;
    const SPEC: Spec = Spec::read("customers.segment.list", "/segments")
        .summary("Saved filters of the list of customers.")
        .permission("customer", "VIEW");

    async fn run(self, tx: &TenantTx) -> Result<Segments> {
        let rows = store::all(tx).await?.into_iter();
        let seen = rows.filter(|row| is_seen(tx, Scope::read(&row.scope), row.location_id, row.created_by));
        Ok(Segments { segments: seen.map(|row| shown(tx, row)).collect() })
    }

    fn example() -> Value {
        json!({})
    }
}
