//! Money that came ahead is written down: payment, receipt, deposit, ledger, event.

use engine::{TenantTx, event::NewEvent};
use jiff::{Timestamp, tz::TimeZone};
use kernel::{
    Error, Result,
    ids::{BillingEntityId, CustomerId, DepositId, LocationId, PaymentId, QuoteId},
};
use serde_json::json;

use crate::{
    ledger::{self, Kind, Posting, chart},
    payment::{
        Method,
        store::{self, InsertPayment},
    },
    sql::deposit as sql,
};

/// What came, for which quote.
pub struct Received<'a> {
    pub quote: QuoteId,
    pub customer: CustomerId,
    pub location: LocationId,
    pub timezone: &'a str,
    pub entity: BillingEntityId,
    pub method: Method,
    pub currency: &'a str,
    pub amount_minor: i64,
    pub reference: Option<&'a str>,
    pub at: Timestamp,
}

/// Writes it down, with a receipt's number (BIL-20).
pub async fn receive(tx: &TenantTx, received: Received<'_>) -> Result<(DepositId, PaymentId)> {
    let number = format!("RCT-{:06}", tx.number(&format!("receipt:{}", received.entity.uuid())).await?);
    let (id, payment): (DepositId, PaymentId) = (tx.new_id(), tx.new_id());
    let row = InsertPayment {
        id: payment,
        number: &number,
        entity_id: received.entity,
        customer_id: received.customer,
        location_id: received.location,
        method: received.method.code(),
        currency: received.currency,
        amount_minor: received.amount_minor,
        rounding_minor: 0,
        tendered_minor: None,
        change_minor: 0,
        credit_minor: 0,
        reference: received.reference,
        note: None,
        media_id: None,
        received_at: received.at,
    };
    store::insert(tx, row).await?;
    let deposit = sql::InsertDeposit {
        id,
        payment_id: payment,
        quote_id: received.quote,
        entity_id: received.entity,
        customer_id: received.customer,
        location_id: received.location,
        currency: received.currency,
        amount_minor: received.amount_minor,
        received_at: received.at,
    };
    sql::insert_deposit(tx, deposit).await?;
    ledger::post(tx, posting(id, &number, &received)?).await?;
    tx.about("deposit", id.uuid(), &number);
    tx.at_location(Some(received.location));
    tx.emit(NewEvent::new("billing.deposit.received", "deposit", id.uuid()).location(Some(received.location)).data(
        json!({"deposit_id": id, "payment_id": payment, "quote_id": received.quote, "customer_id": received.customer,
            "method": received.method}),
    ));
    Ok((id, payment))
}

fn posting(id: DepositId, number: &str, received: &Received<'_>) -> Result<Posting> {
    let zone = TimeZone::get(received.timezone).map_err(Error::internal)?;
    let line = |account, amount_minor| ledger::Line {
        account,
        amount_minor,
        location: Some(received.location.uuid()),
        customer: Some(received.customer.uuid()),
        job: None,
        tax: None,
    };
    Ok(Posting {
        entity: received.entity.uuid(),
        kind: Kind::Payment,
        source: "deposit",
        source_id: id.uuid(),
        purpose: "receive",
        label: number.to_owned(),
        effective_date: received.at.to_zoned(zone).date(),
        currency: received.currency.to_owned(),
        lines: vec![
            line(received.method.account(), received.amount_minor),
            line(chart::DEPOSITS, -received.amount_minor),
        ],
    })
}
