//! Journeys, newest first.

use engine::{ListQuery, Operation, Page, Spec, TenantTx};
use kernel::Result;
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::card::JourneyCard;
use crate::sql::journey::{CardRow, JOURNEY_LIST};

/// Journeys, newest first.
#[derive(Deserialize, JsonSchema)]
pub struct ListJourneys {
    #[serde(flatten)]
    query: ListQuery,
}

impl Operation for ListJourneys {
    type Output = Page<JourneyCard>;
    const SPEC: Spec = Spec::list("dispatch.journey.list", "/journeys", &JOURNEY_LIST)
        .summary("Journeys, newest first.")
        .permission("journey", "VIEW");

    async fn run(self, tx: &TenantTx) -> Result<Self::Output> {
        tx.list(&JOURNEY_LIST, &self.query, |row| CardRow::from_row(row).and_then(JourneyCard::try_from)).await
    }
    fn example() -> Value {
        json!({"date": "2026-06-01", "limit": 50})
    }
}
