//! Accepting with a deposit by card, first step: everything is checked, the day is held, the wish to be paid is written down.

use engine::{Operation, Spec, TenantTx};
use jiff::Timestamp;
use kernel::{Error, Problems, Result, ids::QuoteAcceptanceId, money::Money};
use ports::{CardsPort, WantedDeposit};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{
    acceptance::{self, InsertAcceptance, OPEN_FOR, drop_open},
    behind_link,
    signing::{Given, checked, take_day},
};
use crate::quote::QuoteStatus;

/// Prepares accepting the quote behind a link with its deposit paid by card (QUO-45). What is given here is signed by the
/// last step, and by nothing before it.
#[derive(Deserialize, JsonSchema)]
pub struct PrepareAcceptance {
    #[expect(dead_code, reason = "a path parameter: the runner reads it")]
    pub token: String,
    #[serde(flatten)]
    pub given: Given,
}

/// What is held, and until when.
#[derive(Serialize, JsonSchema)]
pub struct Prepared {
    pub acceptance_id: QuoteAcceptanceId,
    pub deposit: Money,
    pub expires_at: Timestamp,
}

impl Operation for PrepareAcceptance {
    type Output = Prepared;
    const SPEC: Spec = Spec::command("quotes.portal.prepare", "POST", "/portal/quotes/{token}/accept/prepare")
        .summary("Holds everything for an acceptance with a deposit by card.")
        .link("q")
        .key_required();

    fn check(&self, p: &mut Problems) {
        self.given.check(p);
    }

    async fn run(self, tx: &TenantTx) -> Result<Prepared> {
        let row = behind_link(tx, true).await?;
        tx.about("quote", row.id.uuid(), &row.full_number());
        tx.at_location(Some(row.location_id));
        row.status()?.require(QuoteStatus::Accepted)?;
        let checked = checked(tx, &row, &self.given).await?;
        let deposit = checked.choice.priced.deposit;
        if deposit.minor() <= 0 {
            return Err(Error::conflict(
                "NO_DEPOSIT",
                "Nothing is paid ahead for this quote. Please accept it as it is.",
            ));
        }
        let expires_at = tx.now().checked_add(OPEN_FOR).map_err(Error::internal)?;
        drop_open(tx, row.id, "REPLACED").await?;
        let booking = take_day(tx, &row, Some(expires_at)).await?;
        let wanted = WantedDeposit {
            quote: row.id,
            customer: row.debtor(),
            location: row.location_id,
            amount: deposit,
            label: &row.full_number(),
        };
        let intent = tx.port::<CardsPort>()?.want(tx, wanted).await?;
        let id: QuoteAcceptanceId = tx.new_id();
        let prepared = InsertAcceptance {
            id,
            quote_id: row.id,
            given: &serde_json::to_value(&self.given).map_err(Error::internal)?,
            currency: deposit.currency().code(),
            total_minor: checked.choice.priced.total.minor(),
            deposit_minor: deposit.minor(),
            shown_sha256: &checked.shown_sha256,
            booking_id: booking,
            intent_id: intent,
            expires_at,
        };
        acceptance::insert(tx, prepared).await?;
        Ok(Prepared { acceptance_id: id, deposit, expires_at })
    }

    fn example() -> Value {
        json!({
            "token": "q_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "selected": [],
            "signer_name": "Priya Fontaine", "method": "TYPED", "typed_name": "Priya Fontaine", "consent": true,
            "total_shown": {"amount": "785.35", "currency": "CAD"}
        })
    }
}
