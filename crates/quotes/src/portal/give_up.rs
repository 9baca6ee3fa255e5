//! The customer does not go on with paying.

use engine::{Operation, Spec, TenantTx};
use kernel::Result;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{acceptance::drop_open, behind_link};

/// Gives up what is being accepted by card: the day is free again, what was set aside is given back. Where nothing is being
/// accepted, nothing happens.
#[derive(Deserialize, JsonSchema)]
pub struct GiveUpAcceptance {
    #[expect(dead_code, reason = "a path parameter: the runner reads it")]
    pub token: String,
}

#[derive(Serialize, JsonSchema)]
pub struct GivenUp {
    /// Whether anything was under way.
    pub given_up: bool,
}

impl Operation for GiveUpAcceptance {
    type Output = GivenUp;
    const SPEC: Spec = Spec::command("quotes.portal.give_up", "POST", "/portal/quotes/{token}/accept/give-up")
        .summary("Gives up an acceptance whose deposit was to be paid by card.")
        .link("q");

    async fn run(self, tx: &TenantTx) -> Result<GivenUp> {
        let row = behind_link(tx, true).await?;
        tx.about("quote", row.id.uuid(), &row.full_number());
        tx.at_location(Some(row.location_id));
        Ok(GivenUp { given_up: drop_open(tx, row.id, "GIVEN_UP").await? })
    }

    fn example() -> Value {
        json!({"token": "q_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
    }
}
