//! The next version of an offer.

use engine::{Operation, Spec, TenantTx};
use kernel::{Error, Result, ids::QuoteId, time::local_day};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{
    VALID_DAYS,
    create::valid_until,
    read::{Quote, quote},
    reckon::{Reckoned, Request, reckoned},
    save::{Wanted, save_new},
    snapshot::require_customer,
    stop::Stop,
    store::{self, Row},
    zone,
};

/// Makes a draft with the same number and the next version. Tariff versions stay while the quote they came from is
/// valid; afterwards they are chosen anew (QUO-6).
#[derive(Deserialize, JsonSchema)]
pub struct AddQuoteVersion {
    pub id: QuoteId,
}

/// What was signed gets no further version.
pub(super) async fn refuse_signed(tx: &TenantTx, row: &Row) -> Result<()> {
    if store::is_accepted(tx, &row.number).await? {
        return Err(Error::conflict("QUOTE_SIGNED", "A version of this quote has been accepted already."));
    }
    Ok(())
}

/// Keeps a price as the next version's draft.
pub(super) async fn save_next(
    tx: &TenantTx,
    row: &Row,
    next: i32,
    stops: &[Stop],
    reckoned: &Reckoned,
) -> Result<QuoteId> {
    let id = tx.new_id();
    tx.about("quote", kernel::Id::uuid(id), &format!("{} v{next}", row.number));
    let wanted = Wanted {
        id,
        assigned_to: row.assigned_to.or(tx.caller().user()),
        valid_until: valid_until(local_day(tx.now(), &zone(&row.timezone)?), VALID_DAYS)?,
        ..Wanted::as_it_stands(row, stops, reckoned)?
    };
    save_new(tx, &wanted, &row.number, next).await?;
    Ok(id)
}

impl Operation for AddQuoteVersion {
    type Output = Quote;
    const SPEC: Spec = Spec::command("quotes.quote.add_version", "POST", "/quotes/{id}/versions")
        .summary("Makes the next version of a quote as a draft.")
        .permission("quote", "UPDATE")
        .on("quote", "id")
        .created();

    async fn run(self, tx: &TenantTx) -> Result<Quote> {
        let row = store::row(tx, self.id).await?;
        if row.status()?.require_draft().is_ok() {
            return Err(Error::conflict("IS_A_DRAFT", "This quote is still a draft: change it as it is."));
        }
        refuse_signed(tx, &row).await?;
        let (around, next) = futures::try_join!(
            store::around(tx, Some(row.customer_id), row.location_id),
            store::next_version(tx, &row.number)
        )?;
        require_customer(&around)?;
        let mut inputs = row.inputs.clone();
        if tx.now() >= row.valid_before {
            for part in inputs.get_mut("parts").and_then(Value::as_array_mut).into_iter().flatten() {
                part["tariff_version_id"] = Value::Null;
            }
        }
        let stops = row.stops()?;
        let request = Request {
            kind: row.kind()?,
            inputs: &inputs,
            location: row.location_id,
            around: &around,
            service_date: row.service_date,
            stops: &stops,
            tariff: None,
            planned_cost: None,
        };
        let reckoned = reckoned(tx, &request).await?;
        let id = save_next(tx, &row, next, &stops, &reckoned).await?;
        quote(tx, id).await
    }

    fn example() -> Value {
        json!({"id": "quo_01h00000000000000000000000"})
    }
}
