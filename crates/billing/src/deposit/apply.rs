//! An invoice takes up what was paid ahead for its quote.

use engine::{TenantTx, event::NewEvent};
use jiff::civil::Date;
use kernel::{
    Result,
    ids::{BillingEntityId, CustomerId, InvoiceId, JobId, LocationId, QuoteId},
};
use serde_json::json;

use crate::{
    ledger::{self, Kind, Posting, chart},
    payment::store,
    sql::deposit as sql,
};

/// An invoice that has just been issued.
pub struct Issued<'a> {
    pub id: InvoiceId,
    pub number: &'a str,
    pub quote: QuoteId,
    pub entity: BillingEntityId,
    pub customer: CustomerId,
    pub location: LocationId,
    pub job: Option<JobId>,
    pub currency: &'a str,
    pub total_minor: i64,
    pub day: Date,
}

/// Sets open deposits off against it, oldest first: 2100 to 1100.
pub async fn apply(tx: &TenantTx, invoice: &Issued<'_>) -> Result<()> {
    let mut left = invoice.total_minor;
    // Whoever paid ahead need not be who is billed: each deposit is taken off the account it was booked on.
    let mut taken: Vec<(CustomerId, i64)> = vec![];
    for deposit in sql::open_deposits(tx, invoice.quote, invoice.entity, invoice.currency).await? {
        let minor = left.min(deposit.amount_minor - deposit.applied_minor);
        if minor <= 0 {
            break;
        }
        left -= minor;
        sql::apply_deposit(tx, minor, deposit.id).await?;
        taken.push((deposit.customer_id, minor));
        store::allocate(tx, deposit.payment_id, invoice.id, minor).await?;
    }
    let applied = invoice.total_minor - left;
    if applied == 0 {
        return Ok(());
    }
    ledger::post(tx, posting(invoice, applied, &taken)).await?;
    let status = if left == 0 { "PAID" } else { "PARTIAL_PAID" };
    store::mark_paid(tx, invoice.id, applied, status).await?;
    if left == 0 {
        tx.emit(
            NewEvent::new("billing.invoice.paid", "invoice", invoice.id.uuid())
                .location(Some(invoice.location))
                .data(json!({"invoice_id": invoice.id, "customer_id": invoice.customer, "job_id": invoice.job})),
        );
    }
    Ok(())
}

fn posting(invoice: &Issued<'_>, minor: i64, taken: &[(CustomerId, i64)]) -> Posting {
    let line = |account, customer: CustomerId, amount_minor| ledger::Line {
        account,
        amount_minor,
        location: Some(invoice.location.uuid()),
        customer: Some(customer.uuid()),
        job: invoice.job.map(kernel::Id::uuid),
        tax: None,
    };
    let mut lines = vec![];
    for &(customer, minor) in taken {
        match lines.last_mut() {
            Some(ledger::Line { customer: Some(of), amount_minor, .. }) if *of == customer.uuid() => {
                *amount_minor += minor
            }
            _ => lines.push(line(chart::DEPOSITS, customer, minor)),
        }
    }
    lines.push(line(chart::RECEIVABLE, invoice.customer, -minor));
    Posting {
        entity: invoice.entity.uuid(),
        kind: Kind::Payment,
        source: "invoice",
        source_id: invoice.id.uuid(),
        purpose: "deposit",
        label: invoice.number.to_owned(),
        effective_date: invoice.day,
        currency: invoice.currency.to_owned(),
        lines,
    }
}
