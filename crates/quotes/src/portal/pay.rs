//! Accepting with a deposit by card, second step: the provider's page.

use engine::{Operation, Spec, TenantTx};
use kernel::{Error, Result, ids::QuoteAcceptanceId};
use ports::CardsPort;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{acceptance, behind_link};

/// Tells where the deposit is paid. Card data is typed on the provider's page and never comes here.
#[derive(Deserialize, JsonSchema)]
pub struct PayDeposit {
    pub token: String,
    pub acceptance_id: QuoteAcceptanceId,
}

#[derive(Serialize, JsonSchema)]
pub struct PaymentPlace {
    pub pay_url: String,
}

/// Refuses what was completed, given up or outdated.
pub(super) fn require_open(row: &acceptance::Row, now: jiff::Timestamp) -> Result<()> {
    if matches!(row.state.as_str(), "PREPARED" | "AUTHORISED") && row.expires_at > now {
        return Ok(());
    }
    Err(Error::conflict(
        "ACCEPTANCE_ENDED",
        "This took too long and was given up. Nothing was signed and nothing was charged. Please begin again.",
    ))
}

impl Operation for PayDeposit {
    type Output = PaymentPlace;
    const SPEC: Spec = Spec::command("quotes.portal.pay", "POST", "/portal/quotes/{token}/accept/pay")
        .summary("Where the deposit of a prepared acceptance is paid.")
        .link("q");

    async fn run(self, tx: &TenantTx) -> Result<PaymentPlace> {
        let row = behind_link(tx, false).await?;
        tx.about("quote", row.id.uuid(), &row.full_number());
        tx.at_location(Some(row.location_id));
        let open = acceptance::locked(tx, row.id, self.acceptance_id).await?;
        require_open(&open, tx.now())?;
        let back = format!("{}/portal/quotes/{}", tx.settings().public_url, self.token);
        let pay_url = tx.port::<CardsPort>()?.page(tx, open.intent_id, &back).await?;
        Ok(PaymentPlace { pay_url })
    }

    fn example() -> Value {
        json!({"token": "q_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
            "acceptance_id": "qac_01h00000000000000000000000"})
    }
}
