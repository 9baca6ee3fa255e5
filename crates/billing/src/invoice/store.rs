//! The invoice's rows.

use std::collections::HashMap;

use engine::{ListQuery, Page, TenantTx};
use jiff::Timestamp;
use kernel::{
    Error, Result,
    ids::{BillingEntityId, CustomerId, InvoiceId, InvoiceItemId, JobId, QuoteId},
    money::{Currency, Money, Rate, UnitPrice, tax::TaxLine},
};
use serde_json::Value;
use uuid::Uuid;

use super::{
    InvoiceStatus, Line, accounts, code_of, read_code,
    reckon::{TaxFacts, Totals},
    signed::SignedPrice,
};
use crate::{
    sql::{invoice as sql, seller},
    tax::Registration,
};

pub use crate::sql::invoice::{
    ChangeDraft, INVOICE_LIST, InsertInvoice, InvoiceByIdRow as Row, InvoiceListRow as ListRow, ItemsOfRow as ItemRow,
    JobToBillRow as JobRow, MarkIssued, PartiesRow as Parties, PaymentsOfRow as PaymentRow, TO_BILL,
    TaxesOfRow as TaxRow, ToBillRow,
};

impl Row {
    pub fn status(&self) -> Result<InvoiceStatus> {
        InvoiceStatus::read(&self.status)
    }
    pub fn currency(&self) -> Result<Currency> {
        self.currency.parse().map_err(Error::internal)
    }
    /// What the tax of the draft depends on, on a day.
    pub fn tax_facts(&self, day: jiff::civil::Date) -> Result<TaxFacts> {
        let recipient = serde_json::from_value(self.recipient.clone()).map_err(Error::internal)?;
        Ok(TaxFacts { day, recipient, untaxed_reason: self.untaxed_reason.clone() })
    }
}

impl ItemRow {
    pub fn line(&self, currency: Currency) -> Result<Line> {
        Ok(Line {
            key: self.line_key.clone(),
            category: self.category.clone(),
            class: read_code(&self.tax_class)?,
            description: self.description.clone(),
            quantity: self.quantity.parse().map_err(Error::internal)?,
            unit: self.unit.clone(),
            unit_price: UnitPrice::from_ten_thousandths(self.unit_price),
            amount: Money::new(self.amount_minor, currency),
            discount: Money::new(self.discount_minor, currency),
            places: serde_json::from_value(self.places.clone()).map_err(Error::internal)?,
            public: self.is_public,
        })
    }
}

impl TaxRow {
    pub fn line(&self, currency: Currency) -> Result<TaxLine> {
        Ok(TaxLine {
            jurisdiction: self.jurisdiction.clone(),
            tax: read_code(&self.tax)?,
            rate: Rate::from_millionths(self.rate),
            base: Money::new(self.base_minor, currency),
            amount: Money::new(self.amount_minor, currency),
            shares: serde_json::from_value(self.shares.clone()).map_err(Error::internal)?,
        })
    }
}

pub async fn row(tx: &TenantTx, id: InvoiceId) -> Result<Row> {
    sql::invoice_by_id(tx, id).await?.ok_or_else(|| Error::not_found("invoice"))
}

pub async fn items(tx: &TenantTx, id: InvoiceId) -> Result<Vec<ItemRow>> {
    sql::items_of(tx, id).await
}

pub async fn taxes(tx: &TenantTx, id: InvoiceId) -> Result<Vec<TaxRow>> {
    sql::taxes_of(tx, id).await
}

pub async fn payments(tx: &TenantTx, id: InvoiceId) -> Result<Vec<PaymentRow>> {
    sql::payments_of(tx, id).await
}

pub async fn job(tx: &TenantTx, id: JobId) -> Result<JobRow> {
    sql::job_to_bill(tx, id).await?.ok_or_else(|| Error::not_found("job"))
}

/// The job's final invoice that is not cancelled: (id, number, status).
pub async fn final_of(tx: &TenantTx, job: JobId) -> Result<Option<(InvoiceId, Option<String>, InvoiceStatus)>> {
    let Some(row) = sql::final_of_job(tx, job).await? else { return Ok(None) };
    Ok(Some((row.id, row.number, InvoiceStatus::read(&row.status)?)))
}

/// Descriptions of a quote's lines by their keys.
pub async fn words(tx: &TenantTx, quote: QuoteId) -> Result<HashMap<String, String>> {
    let rows = sql::signed_words(tx, quote).await?;
    Ok(rows.into_iter().map(|row| (row.line_key, row.description)).collect())
}

pub async fn signed(tx: &TenantTx, quote: QuoteId) -> Result<Option<SignedPrice>> {
    sql::signed_subtotal(tx, quote).await?.map(|row| SignedPrice::read(&row.priced)).transpose()
}

/// The numbers under which a seller is registered, by validity.
pub async fn registrations(tx: &TenantTx, entity: BillingEntityId) -> Result<Vec<(Registration, String)>> {
    let rows = seller::registrations(tx, entity).await?;
    let read = rows.into_iter().map(|r| {
        let tax = read_code(&r.tax)?;
        let registration =
            Registration { tax, jurisdiction: r.jurisdiction, valid_from: r.valid_from, valid_to: r.valid_to };
        Ok((registration, r.number))
    });
    read.collect()
}

pub async fn parties(tx: &TenantTx, row: &Row) -> Result<Parties> {
    let found = sql::parties(tx, row.location_id, row.customer_id, row.entity_id).await?;
    found.ok_or_else(|| Error::internal("an invoice without seller, place or customer"))
}

pub async fn insert(tx: &TenantTx, invoice: InsertInvoice<'_>) -> Result<()> {
    sql::insert_invoice(tx, invoice).await.map(drop)
}

pub async fn insert_items(tx: &TenantTx, id: InvoiceId, lines: &[Line]) -> Result<()> {
    futures::future::try_join_all(lines.iter().enumerate().map(|(n, line)| insert_item(tx, id, n + 1, line)))
        .await
        .map(drop)
}

async fn insert_item(tx: &TenantTx, id: InvoiceId, position: usize, line: &Line) -> Result<()> {
    let item = sql::InsertItem {
        id: tx.new_id(),
        invoice_id: id,
        position: i32::try_from(position).map_err(Error::internal)?,
        line_key: &line.key,
        category: &line.category,
        tax_class: &code_of(&line.class)?,
        description: &line.description,
        quantity: &line.quantity.to_string(),
        unit: &line.unit,
        unit_price: line.unit_price.ten_thousandths(),
        amount_minor: line.amount.minor(),
        discount_minor: line.discount.minor(),
        net_minor: line.net().map_err(Error::internal)?.minor(),
        account_code: accounts::revenue(&line.category, line.class),
        places: &serde_json::to_value(&line.places).map_err(Error::internal)?,
        is_public: line.public,
    };
    sql::insert_item(tx, item).await.map(drop)
}

/// Writes a line over; its key, class and places stay.
pub async fn change_item(tx: &TenantTx, id: InvoiceItemId, line: &Line) -> Result<()> {
    let item = sql::ChangeItem {
        description: &line.description,
        quantity: &line.quantity.to_string(),
        unit_price: line.unit_price.ten_thousandths(),
        amount_minor: line.amount.minor(),
        discount_minor: line.discount.minor(),
        net_minor: line.net().map_err(Error::internal)?.minor(),
        id,
    };
    sql::change_item(tx, item).await.map(drop)
}

/// Writes the taxes in place of those there were.
pub async fn put_taxes(
    tx: &TenantTx,
    id: InvoiceId,
    totals: &Totals,
    numbers: &[(Registration, String)],
    seller: &kernel::money::tax::Place,
    day: jiff::civil::Date,
) -> Result<()> {
    // Done before the first of the new rows is on its way: they are unique by jurisdiction, tax and rate.
    sql::clear_taxes(tx, id).await?;
    for line in &totals.taxes {
        let registration = numbers.iter().find(|(r, _)| r.holds(line.tax, &line.jurisdiction, seller, day));
        let tax = sql::InsertTax {
            id: tx.new_id::<()>().uuid(),
            invoice_id: id,
            jurisdiction: &line.jurisdiction,
            tax: &code_of(&line.tax)?,
            rate: line.rate.millionths(),
            base_minor: line.base.minor(),
            amount_minor: line.amount.minor(),
            account_code: accounts::tax(line.tax),
            shares: &serde_json::to_value(&line.shares).map_err(Error::internal)?,
            registration: registration.map(|(_, number)| number.as_str()),
        };
        sql::insert_tax(tx, tax).await?;
    }
    Ok(())
}

/// Drafts for a customer go to whoever pays for it now.
pub async fn redirect_drafts(tx: &TenantTx, customer: CustomerId) -> Result<()> {
    let payer = sql::payer_of(tx, customer).await?.map(|row| row.payer_id);
    sql::redirect_drafts(tx, payer, customer).await.map(drop)
}

pub async fn change(tx: &TenantTx, draft: ChangeDraft<'_>) -> Result<()> {
    sql::change_draft(tx, draft).await.map(drop)
}

/// Locks it for good.
pub async fn issue(tx: &TenantTx, issued: MarkIssued<'_>) -> Result<()> {
    match sql::mark_issued(tx, issued).await? {
        1 => Ok(()),
        _ => Err(Error::conflict("INVOICE_ISSUED", "This invoice has been issued meanwhile.")),
    }
}

pub async fn cancel(tx: &TenantTx, id: InvoiceId) -> Result<()> {
    sql::mark_cancelled(tx, id).await.map(drop)
}

pub async fn list(tx: &TenantTx, query: &ListQuery) -> Result<Page<ListRow>> {
    tx.list(&INVOICE_LIST, query, ListRow::from_row).await
}

pub async fn to_bill(tx: &TenantTx, query: &ListQuery) -> Result<Page<ToBillRow>> {
    tx.list(&TO_BILL, query, ToBillRow::from_row).await
}

/// A finished job waits to be billed, unless it is. What was told late, when the invoice was issued by hand already,
/// must not bring it back.
pub async fn wait_for_bill(tx: &TenantTx, job: JobId, told_at: Timestamp) -> Result<()> {
    let (row, there) = futures::try_join!(self::job(tx, job), final_of(tx, job))?;
    match there {
        Some((_, _, status)) if status != InvoiceStatus::Draft => Ok(()),
        _ => sql::wait_for_bill(tx, job, row.actual_end.unwrap_or(told_at)).await.map(drop),
    }
}

/// It waits no longer.
pub async fn billed(tx: &TenantTx, job: JobId) -> Result<()> {
    sql::billed(tx, job).await.map(drop)
}

/// Key and hash of the file made at issue.
pub async fn paper(tx: &TenantTx, id: InvoiceId) -> Result<Option<(String, String)>> {
    Ok(sql::paper_of(tx, id).await?.map(|row| (row.pdf_key, row.pdf_sha256)))
}

pub async fn insert_paper(tx: &TenantTx, id: InvoiceId, key: &str, sha256: &str) -> Result<()> {
    let paper: Uuid = tx.new_id::<()>().uuid();
    sql::insert_paper(tx, paper, id, key, sha256).await.map(drop)
}

/// The seller of a location, as found or refused.
pub async fn seller_of(tx: &TenantTx, row: &JobRow) -> Result<seller::SellerOfLocationRow> {
    seller::seller_of_location(tx, Some(row.location_id)).await?.ok_or_else(|| {
        Error::conflict("NO_SELLER", "Enter the company's legal seller and its tax registrations first.")
    })
}

/// Notes as stored.
pub fn notes(totals: &Totals) -> Result<Value> {
    serde_json::to_value(&totals.notes).map_err(Error::internal)
}
