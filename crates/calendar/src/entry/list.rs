//! Who and what is taken, when.

use engine::{ListQuery, Operation, Page, Spec, TenantTx};
use kernel::Result;
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::EntryCard;
use crate::sql::entry::{ENTRY_LIST, EntryRow};

/// Reservations, by resource and time.
#[derive(Deserialize, JsonSchema)]
pub struct ListEntries {
    #[serde(flatten)]
    query: ListQuery,
}

impl Operation for ListEntries {
    type Output = Page<EntryCard>;
    const SPEC: Spec = Spec::list("calendar.schedule.list", "/schedule", &ENTRY_LIST)
        .summary("Who and what is taken, when.")
        .permission("schedule", "VIEW");

    async fn run(self, tx: &TenantTx) -> Result<Self::Output> {
        tx.list(&ENTRY_LIST, &self.query, |row| EntryRow::from_row(row).map(EntryCard::from)).await
    }
    fn example() -> Value {
        json!({"starts_at.gte": "2026-06-01T00:00:00Z", "limit": 100})
    }
}
