//! Taking a payment towards an invoice (BIL-11, BIL-20, BIL-25).

use engine::{Operation, Spec, TenantTx, event::NewEvent};
use jiff::{Timestamp, ToSpan, tz::TimeZone};
use kernel::{
    Error, Problems, Result,
    ids::{InvoiceId, MediaId, PaymentId},
    money::Money,
};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{
    Method,
    read::{PaymentPage, page},
    settle::{Settled, Taking},
    store::{self, InsertCredit, InsertPayment, InvoiceRow},
};
use crate::ledger::{self, Kind, Posting};

/// More than any bill, and far from what sums overflow at.
const MOST_MINOR: i64 = 10_000_000_000_000;
/// How far a phone's clock may be ahead, and how long before its issue an invoice may seem paid.
const CLOCK_MINUTES: i64 = 10;

/// Records cash, a cheque or a transfer.
#[derive(Deserialize, JsonSchema)]
pub struct RecordPayment {
    pub invoice_id: InvoiceId,
    pub method: Method,
    /// What shall count towards the invoice; cash is rounded to what coins there are.
    pub amount: Money,
    /// Cash handed over, where change is wanted.
    #[serde(default)]
    pub tendered: Option<Money>,
    /// Whether what is above the balance becomes the customer's credit; refused otherwise.
    #[serde(default)]
    pub surplus_to_credit: bool,
    /// Number of the cheque or transfer.
    #[serde(default)]
    pub reference: Option<String>,
    #[serde(default)]
    pub note: Option<String>,
    /// Photo of the cheque.
    #[serde(default)]
    pub photo_id: Option<MediaId>,
    /// When the money came, where it is recorded later.
    #[serde(default)]
    pub received_at: Option<Timestamp>,
}

impl Operation for RecordPayment {
    type Output = PaymentPage;
    const SPEC: Spec = Spec::command("billing.payment.record", "POST", "/payments")
        .summary("Takes cash, a cheque or a transfer towards an invoice.")
        .permission("payment", "CREATE")
        .on("invoice", "invoice_id")
        .key_required()
        .offline()
        .created();

    fn check(&self, p: &mut Problems) {
        let within = |money: Money| (1..=MOST_MINOR).contains(&money.minor());
        p.require(within(self.amount), "amount", "OUT_OF_RANGE", "An amount above zero.");
        if let Some(tendered) = self.tendered {
            p.require(within(tendered), "tendered", "OUT_OF_RANGE", "An amount above zero.");
            p.require(self.method == Method::Cash, "tendered", "ONLY_CASH", "Change is given for cash only.");
        }
        let by_hand = self.method != Method::Card;
        p.require(by_hand, "method", "NOT_BY_HAND", "Cards are paid by the customer, on the provider's page.");
        for (field, text, most) in [("reference", &self.reference, 200), ("note", &self.note, 10_000)] {
            if let Some(text) = text {
                p.text(field, text, most);
            }
        }
    }

    async fn run(self, tx: &TenantTx) -> Result<PaymentPage> {
        // The invoice's row is locked first, so that two payments follow each other.
        tx.target().await?;
        let invoice = store::invoice(tx, self.invoice_id).await?;
        require_payable(&invoice)?;
        let received_at = self.received_at.unwrap_or(tx.now());
        require_plausible(received_at, tx.now(), &invoice)?;
        store::require_photo(tx, self.photo_id).await?;
        let currency = invoice.currency.parse().map_err(Error::internal)?;
        let taking = Taking {
            method: self.method,
            amount: self.amount,
            tendered: self.tendered,
            surplus_to_credit: self.surplus_to_credit,
        };
        let settled = taking.settle(Money::new(invoice.balance_minor, currency))?;

        // The receipt's series is held from here on: as little as possible follows.
        let n = tx.number(&format!("receipt:{}", invoice.entity_id.uuid())).await?;
        let number = format!("RCT-{n:06}");
        let id: PaymentId = tx.new_id();
        self.write(tx, id, &number, &invoice, &settled, received_at).await?;
        ledger::post(tx, self.posting(id, number.clone(), &invoice, &settled, received_at)?).await?;

        tx.about("payment", id.uuid(), &number);
        tx.at_location(Some(invoice.location_id));
        tx.occurred_at(received_at);
        self.tell(tx, id, &invoice, &settled);
        page(tx, id).await
    }

    fn example() -> Value {
        json!({"invoice_id": "inv_01h00000000000000000000000", "method": "CASH",
            "amount": {"amount": "546.08", "currency": "CAD"}, "tendered": {"amount": "560.00", "currency": "CAD"}})
    }
}

impl RecordPayment {
    async fn write(
        &self,
        tx: &TenantTx,
        id: PaymentId,
        number: &str,
        invoice: &InvoiceRow,
        settled: &Settled,
        received_at: Timestamp,
    ) -> Result<()> {
        let trimmed =
            |text: &Option<String>| text.as_deref().map(str::trim).filter(|t| !t.is_empty()).map(String::from);
        let (reference, note) = (trimmed(&self.reference), trimmed(&self.note));
        let payment = InsertPayment {
            id,
            number,
            entity_id: invoice.entity_id,
            customer_id: invoice.customer_id,
            location_id: invoice.location_id,
            method: self.method.code(),
            currency: &invoice.currency,
            amount_minor: settled.amount,
            rounding_minor: settled.rounding,
            tendered_minor: self.tendered.map(Money::minor),
            change_minor: settled.change,
            credit_minor: settled.credit,
            reference: reference.as_deref(),
            note: note.as_deref(),
            media_id: self.photo_id,
            received_at,
        };
        store::insert(tx, payment).await?;
        if settled.allocated > 0 {
            store::allocate(tx, id, invoice.id, settled.allocated).await?;
        }
        if settled.credit > 0 {
            let credit = InsertCredit {
                id: tx.new_id::<()>().uuid(),
                customer_id: invoice.customer_id,
                payment_id: id,
                currency: &invoice.currency,
                amount_minor: settled.credit,
            };
            store::credit(tx, credit).await?;
        }
        store::mark_paid(tx, invoice.id, settled.allocated, status_after(invoice, settled)).await
    }

    fn posting(
        &self,
        id: PaymentId,
        label: String,
        invoice: &InvoiceRow,
        settled: &Settled,
        received_at: Timestamp,
    ) -> Result<Posting> {
        let zone = TimeZone::get(&invoice.timezone).map_err(Error::internal)?;
        let line = |(account, amount_minor)| ledger::Line {
            account,
            amount_minor,
            location: Some(invoice.location_id.uuid()),
            customer: Some(invoice.customer_id.uuid()),
            job: invoice.job_id.map(|job| job.uuid()),
            tax: None,
        };
        Ok(Posting {
            entity: invoice.entity_id.uuid(),
            kind: Kind::Payment,
            source: "payment",
            source_id: id.uuid(),
            purpose: "receive",
            label,
            effective_date: received_at.to_zoned(zone).date(),
            currency: invoice.currency.clone(),
            lines: settled.entries(self.method).into_iter().map(line).collect(),
        })
    }

    fn tell(&self, tx: &TenantTx, id: PaymentId, invoice: &InvoiceRow, settled: &Settled) {
        let data = json!({"payment_id": id, "invoice_id": invoice.id, "customer_id": invoice.customer_id,
            "job_id": invoice.job_id, "method": self.method});
        let at = Some(invoice.location_id);
        tx.emit(NewEvent::new("billing.payment.completed", "payment", id.uuid()).location(at).data(data.clone()));
        if settled.allocated == invoice.balance_minor {
            tx.emit(NewEvent::new("billing.invoice.paid", "invoice", invoice.id.uuid()).location(at).data(data));
        }
    }
}

/// An overdue invoice stays overdue until all of it is paid (BIL-3).
fn status_after(invoice: &InvoiceRow, settled: &Settled) -> &'static str {
    if settled.allocated == invoice.balance_minor {
        "PAID"
    } else if invoice.status == "OVERDUE" {
        "OVERDUE"
    } else {
        "PARTIAL_PAID"
    }
}

fn require_payable(invoice: &InvoiceRow) -> Result<()> {
    let (code, text) = match invoice.status.as_str() {
        "SENT" | "VIEWED" | "PARTIAL_PAID" | "OVERDUE" => return Ok(()),
        "DRAFT" => ("INVOICE_NOT_ISSUED", "This invoice is still a draft. Issue it first, then take the payment."),
        "PAID" => ("INVOICE_PAID", "This invoice is paid already."),
        _ => ("INVOICE_CLOSED", "This invoice is closed and takes no payment."),
    };
    Err(Error::conflict(code, text))
}

fn require_plausible(received_at: Timestamp, now: Timestamp, invoice: &InvoiceRow) -> Result<()> {
    let slack = CLOCK_MINUTES.minutes();
    if received_at > now.checked_add(slack).map_err(Error::internal)? {
        return Err(Error::invalid("received_at", "IN_THE_FUTURE", "This is still to come."));
    }
    let issued = invoice.issued_at.unwrap_or(received_at);
    if received_at < issued.checked_sub(slack).map_err(Error::internal)? {
        return Err(Error::invalid("received_at", "BEFORE_ISSUE", "The invoice was issued after that."));
    }
    Ok(())
}
