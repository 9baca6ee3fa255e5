//! Issuing: tax of the day, number, ledger, frozen paper and lock, in one transaction (BIL-2, BIL-4, BIL-28).

use engine::{Operation, Spec, TenantTx, event::NewEvent};
use jiff::{ToSpan, civil::Date};
use kernel::{
    Error, Result,
    ids::InvoiceId,
    money::{Money, Ratio, tax::Place},
    time::local_day,
};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{
    Line, accounts,
    draft::as_seller,
    number::Series,
    paper::{Paper, editions},
    read::{InvoicePage, page},
    reckon::{Totals, reckon},
    signed::SignedPrice,
    store::{self, ItemRow, MarkIssued, Parties, Row},
    zone,
};
use crate::{
    deposit::apply::{Issued, apply},
    ledger::{self, Kind, Posting},
    seller::port::book,
    tax::Registration,
};

/// Issues a draft. It cannot be changed afterwards.
#[derive(Deserialize, JsonSchema)]
pub struct IssueInvoice {
    pub id: InvoiceId,
}

/// A draft with everything that decides what it comes to.
pub(super) struct Draft {
    pub row: Row,
    pub items: Vec<ItemRow>,
    pub lines: Vec<Line>,
    pub parties: Parties,
    pub numbers: Vec<(Registration, String)>,
    pub signed: Option<SignedPrice>,
}

impl Draft {
    /// Reads a draft; anything else is refused.
    pub async fn read(tx: &TenantTx, id: InvoiceId) -> Result<Self> {
        let (row, items) = futures::try_join!(store::row(tx, id), store::items(tx, id))?;
        row.status()?.require_draft()?;
        let signed = async {
            match row.quote_id {
                Some(quote) => store::signed(tx, quote).await,
                None => Ok(None),
            }
        };
        let (parties, numbers, signed) =
            futures::try_join!(store::parties(tx, &row), store::registrations(tx, row.entity_id), signed)?;
        let currency = row.currency()?;
        let lines = items.iter().map(|item| item.line(currency)).collect::<Result<_>>()?;
        Ok(Self { row, items, lines, parties, numbers, signed })
    }

    pub fn seller_place(&self) -> Place {
        Place { country: self.parties.seller_country.clone(), region: self.parties.seller_region.clone() }
    }

    /// Today where the work was done.
    pub fn today(&self, tx: &TenantTx) -> Result<Date> {
        Ok(local_day(tx.now(), &zone(&self.row.timezone)?))
    }

    /// Totals by the rates of a day.
    pub fn reckon(&mut self, day: Date) -> Result<Totals> {
        let place = self.seller_place();
        let book = book(as_seller(place, self.parties.saskatchewan_crane_pst, &self.numbers));
        reckon(&mut self.lines, &self.row.tax_facts(day)?, self.row.currency()?, book.as_ref())
    }

    /// Writes the lines that changed, and the taxes.
    pub async fn write(&self, tx: &TenantTx, totals: &Totals, day: Date) -> Result<()> {
        let currency = self.row.currency()?;
        for (item, line) in self.items.iter().zip(&self.lines) {
            if item.line(currency)? != *line {
                store::change_item(tx, item.id, line).await?;
            }
        }
        store::put_taxes(tx, self.row.id, totals, &self.numbers, &self.seller_place(), day).await
    }

    fn paper<'a>(&'a self, totals: &'a Totals, made: &'a Made<'a>) -> Paper<'a> {
        Paper {
            number: made.number,
            language: &self.row.language,
            parties: &self.parties,
            registrations: &self.numbers,
            lines: &self.lines,
            totals,
            issued_on: made.day,
            supplied_on: self.row.supply_date,
            due_on: Some(made.due),
            job: self.row.job_number.as_deref(),
            served: self.row.served_customer_name.as_deref(),
            purchase_order: self.row.purchase_order.as_deref(),
            made_at: made.at,
            zone: made.zone,
        }
    }

    /// The paper as it would be issued now, marked as a draft.
    pub fn preview(&mut self, tx: &TenantTx) -> Result<Value> {
        let day = self.today(tx)?;
        let totals = self.reckon(day)?;
        let zone = zone(&self.row.timezone)?;
        let made = Made { number: None, day, due: due_date(day, &self.parties)?, at: tx.now(), zone: &zone };
        editions(&self.paper(&totals, &made))
    }

    /// What stands in the way of issuing.
    fn refuse_unready(&self, tx: &TenantTx, totals: &Totals, facts: &engine::permission::RowFacts) -> Result<()> {
        let (row, parties) = (&self.row, &self.parties);
        if parties.seller_currency != row.currency {
            let text = format!(
                "There is no exchange rate from {} to {}, the seller's currency.",
                row.currency, parties.seller_currency
            );
            return Err(Error::conflict("NO_EXCHANGE_RATE", text));
        }
        if parties.po_required && row.purchase_order.as_deref().is_none_or(|po| po.trim().is_empty()) {
            return Err(Error::conflict(
                "PURCHASE_ORDER_REQUIRED",
                "This customer needs a purchase order on every invoice. Enter its number first.",
            ));
        }
        if totals.total.is_zero() {
            return Err(Error::conflict("NOTHING_TO_BILL", "This invoice comes to nothing. Cancel it instead."));
        }
        let signed = self.signed.as_ref().map(|price| price.subtotal);
        if signed.is_some_and(|signed| is_far_from(totals.subtotal, signed)) {
            tx.require("invoice", "APPROVE", facts)?;
        }
        Ok(())
    }
}

/// When and under which number a paper is made.
struct Made<'a> {
    number: Option<&'a str>,
    day: Date,
    due: Date,
    at: jiff::Timestamp,
    zone: &'a jiff::tz::TimeZone,
}

/// More than a fifth off the signed price (BIL-5).
fn is_far_from(subtotal: Money, signed: Money) -> bool {
    let (now, then) = (i128::from(subtotal.minor()), i128::from(signed.minor()));
    (now - then).abs() * 5 > then.abs()
}

/// The payer's terms where there are some, else the seller's (BIL-7).
fn due_date(day: Date, parties: &Parties) -> Result<Date> {
    let own = parties.customer_terms_days.filter(|days| *days > 0);
    let days = own.unwrap_or(parties.terms_days);
    day.checked_add(days.days()).map_err(Error::internal)
}

impl Operation for IssueInvoice {
    type Output = InvoicePage;
    const SPEC: Spec = Spec::command("billing.invoice.issue", "POST", "/invoices/{id}/issue")
        .summary("Numbers, posts and locks a draft.")
        .permission("invoice", "CREATE")
        .on("invoice", "id")
        .key_required();

    async fn run(self, tx: &TenantTx) -> Result<InvoicePage> {
        let target = tx.target().await?;
        let mut draft = Draft::read(tx, self.id).await?;
        let day = draft.today(tx)?;
        let totals = draft.reckon(day)?;
        draft.refuse_unready(tx, &totals, &target.facts)?;
        let due = due_date(day, &draft.parties)?;
        draft.write(tx, &totals, day).await?;
        let entries = accounts::entries(&draft.lines, &totals)?;

        // From here on the seller's series is held: as little as possible follows.
        let series = Series::of(draft.row.entity_id, &draft.parties.seller_country, day);
        let number = series.written(tx.number(&series.name).await?)?;
        let zone = zone(&draft.row.timezone)?;
        let made = Made { number: Some(&number), day, due, at: tx.now(), zone: &zone };
        let document = editions(&draft.paper(&totals, &made))?;
        let notes = store::notes(&totals)?;
        let issued = MarkIssued {
            number: Some(&number),
            tax_date: day,
            tax_notes: &notes,
            subtotal_minor: totals.subtotal.minor(),
            tax_minor: totals.tax.minor(),
            total_minor: totals.total.minor(),
            due_date: Some(due),
            document: Some(&document),
            issued_by: Some(tx.user_id_or_nil()).filter(|id| !id.is_nil()),
            id: self.id,
        };
        let posting = posting(&draft.row, &number, day, entries);
        let row = &draft.row;
        let waits_no_more = async {
            match row.job_id {
                Some(job) => store::billed(tx, job).await,
                None => Ok(()),
            }
        };
        futures::try_join!(store::issue(tx, issued), ledger::post(tx, posting), waits_no_more)?;

        if let Some(quote) = row.quote_id {
            let issued = Issued {
                id: self.id,
                number: &number,
                quote,
                entity: row.entity_id,
                customer: row.customer_id,
                location: row.location_id,
                job: row.job_id,
                currency: &row.currency,
                total_minor: totals.total.minor(),
                day,
            };
            apply(tx, &issued).await?;
        }
        tx.about("invoice", self.id.uuid(), &number);
        let told = json!({"invoice_id": self.id, "job_id": row.job_id, "customer_id": row.customer_id});
        tx.emit(
            NewEvent::new("billing.invoice.issued", "invoice", self.id.uuid())
                .location(Some(row.location_id))
                .data(told),
        );
        page(tx, self.id).await
    }

    fn example() -> Value {
        json!({"id": "inv_01h00000000000000000000000"})
    }
}

fn posting(row: &Row, number: &str, day: Date, entries: Vec<accounts::Entry>) -> Posting {
    let lines = entries.into_iter().map(|entry| ledger::Line {
        account: entry.account,
        amount_minor: entry.amount_minor,
        location: Some(row.location_id.uuid()),
        customer: Some(row.customer_id.uuid()),
        job: row.job_id.map(kernel::Id::uuid),
        tax: entry.tax,
    });
    Posting {
        entity: row.entity_id.uuid(),
        kind: Kind::Invoice,
        source: "invoice",
        source_id: row.id.uuid(),
        purpose: "issue",
        label: number.to_owned(),
        effective_date: day,
        currency: row.currency.clone(),
        lines: lines.collect(),
    }
}

/// Whether a quantity is more than what was agreed for the line (BIL-5).
pub(super) fn exceeds(agreed: Option<Ratio>, quantity: Ratio) -> bool {
    agreed.is_none_or(|agreed| quantity > agreed)
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::money::Currency::Cad;

    #[test]
    fn bil_5_more_than_a_fifth_off_the_signed_price_needs_approval() {
        let cad = |minor| Money::new(minor, Cad);
        assert!(!is_far_from(cad(80_000), cad(100_000)));
        assert!(is_far_from(cad(79_999), cad(100_000)));
        assert!(is_far_from(cad(120_001), cad(100_000)));
    }

    #[test]
    fn bil_5_no_more_is_billed_than_agreed() {
        assert!(!exceeds(Some(Ratio::whole(5)), Ratio::whole(5)));
        assert!(exceeds(Some(Ratio::whole(5)), Ratio::whole(6)));
        assert!(exceeds(None, Ratio::ONE), "a line nobody signed");
    }
}
