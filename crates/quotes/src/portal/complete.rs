//! Accepting with a deposit by card, last step: all checks again, then signature, day and deposit as one.

use engine::{Operation, Spec, TenantTx};
use kernel::{Error, Result, ids::QuoteAcceptanceId};
use ports::{CalendarPort, CardState, CardsPort};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{
    accept::AcceptedQuote,
    acceptance, behind_link,
    pay::require_open,
    signing::{checked, sign},
};

/// Completes a prepared acceptance: the provider is asked whether the deposit is set aside, and only then the quote is
/// signed. Completing twice gives the same answer.
#[derive(Deserialize, JsonSchema)]
pub struct CompleteAcceptance {
    pub token: String,
    pub acceptance_id: QuoteAcceptanceId,
}

impl Operation for CompleteAcceptance {
    type Output = AcceptedQuote;
    const SPEC: Spec = Spec::command("quotes.portal.complete", "POST", "/portal/quotes/{token}/accept/complete")
        .summary("Signs a prepared acceptance once its deposit is set aside.")
        .link("q")
        .key_required();

    async fn run(self, tx: &TenantTx) -> Result<AcceptedQuote> {
        let row = behind_link(tx, true).await?;
        tx.about("quote", row.id.uuid(), &row.full_number());
        tx.at_location(Some(row.location_id));
        let open = acceptance::locked(tx, row.id, self.acceptance_id).await?;
        if row.status()?.is_signed() {
            return Ok(AcceptedQuote::of(&self.token));
        }
        require_open(&open, tx.now())?;
        let given = acceptance::given(&open)?;
        let checked = checked(tx, &row, &given).await?;
        if checked.choice.priced.deposit.minor() != open.deposit_minor {
            return Err(crate::quote::price_changed(checked.choice.priced.total));
        }
        let cards = tx.port::<CardsPort>()?;
        match cards.look(tx, open.intent_id).await? {
            CardState::Authorised => {}
            CardState::Waiting => {
                return Err(Error::conflict("DEPOSIT_WAITS", "The deposit has not been paid yet."));
            }
            CardState::Gone => {
                let message = "The deposit could not be paid. Nothing was signed and nothing was charged.";
                return Err(Error::conflict("DEPOSIT_FAILED", message));
            }
        }
        if open.booking_id.is_some() && !tx.port::<CalendarPort>()?.keep(tx, row.id, None).await? {
            let message = "The day could not be kept. Nothing was signed and nothing was charged.";
            return Err(Error::conflict("NO_CAPACITY", message));
        }
        sign(tx, &row, &given, &checked).await?;
        cards.take(tx, open.intent_id).await?;
        acceptance::end(tx, open.id, "COMPLETED", None).await?;
        Ok(AcceptedQuote::of(&self.token))
    }

    fn example() -> Value {
        json!({"token": "q_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
            "acceptance_id": "qac_01h00000000000000000000000"})
    }
}
