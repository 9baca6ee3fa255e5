//! The customer signs without a card.

use engine::{Operation, Spec, TenantTx};
use jiff::{SignedDuration, Timestamp};
use kernel::{Error, Problems, Result};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{
    acceptance::{self, drop_open},
    behind_link,
    page::signed_pdf_url,
    signing::{Given, checked, sign, take_day},
};
use crate::quote::{QuoteStatus, store::Row};

/// How long a day is held for a deposit that is still to come (QUO-46).
const HELD: SignedDuration = SignedDuration::from_hours(48);

/// Accepts and signs the quote behind a link. Accepting twice gives the same answer (QUO-45, QUO-46). The day is taken in the
/// same act: for good where nothing is paid ahead, else for 48 hours.
#[derive(Deserialize, JsonSchema)]
pub struct AcceptQuote {
    pub token: String,
    #[serde(flatten)]
    pub given: Given,
}

#[derive(Serialize, JsonSchema)]
pub struct AcceptedQuote {
    pub status: QuoteStatus,
    pub signed_pdf_url: String,
}

impl AcceptedQuote {
    pub(super) fn of(token: &str) -> Self {
        Self { status: QuoteStatus::Accepted, signed_pdf_url: signed_pdf_url(token) }
    }
}

impl Operation for AcceptQuote {
    type Output = AcceptedQuote;
    const SPEC: Spec = Spec::command("quotes.portal.accept", "POST", "/portal/quotes/{token}/accept")
        .summary("The customer accepts and signs a quote.")
        .link("q")
        .key_required();

    fn check(&self, p: &mut Problems) {
        self.given.check(p);
    }

    async fn run(self, tx: &TenantTx) -> Result<AcceptedQuote> {
        let row = behind_link(tx, true).await?;
        tx.about("quote", row.id.uuid(), &row.full_number());
        tx.at_location(Some(row.location_id));
        if row.status()?.is_signed() {
            return Ok(AcceptedQuote::of(&self.token));
        }
        let checked = checked(tx, &row, &self.given).await?;
        drop_open(tx, row.id, "REPLACED").await?;
        let until = held_until(tx, &row, checked.choice.priced.deposit.minor()).await?;
        take_day(tx, &row, until).await?;
        sign(tx, &row, &self.given, &checked).await?;
        Ok(AcceptedQuote::of(&self.token))
    }

    fn example() -> Value {
        json!({
            "token": "q_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "selected": [],
            "signer_name": "Priya Fontaine", "method": "TYPED", "typed_name": "Priya Fontaine", "consent": true,
            "total_shown": {"amount": "785.35", "currency": "CAD"}
        })
    }
}

/// For good where the deposit is nothing or has come already.
async fn held_until(tx: &TenantTx, row: &Row, deposit_minor: i64) -> Result<Option<Timestamp>> {
    if deposit_minor <= 0 || acceptance::paid_ahead(tx, row.id).await? >= deposit_minor {
        return Ok(None);
    }
    tx.now().checked_add(HELD).map(Some).map_err(Error::internal)
}
