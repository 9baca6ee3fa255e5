//! Somebody brings the deposit.

use engine::{Operation, Spec, TenantTx};
use kernel::{
    Error, Problems, Result,
    ids::{DepositId, PaymentId, QuoteId},
    money::Money,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::record::{Received, receive};
use crate::{
    payment::Method,
    sql::{deposit as sql, seller},
};

/// Records a deposit for a quote in cash, by cheque or by transfer. What is held for the quote is confirmed by it.
#[derive(Deserialize, JsonSchema)]
pub struct TakeDeposit {
    pub quote_id: QuoteId,
    pub method: Method,
    pub amount: Money,
    /// Number of the cheque or transfer.
    #[serde(default)]
    pub reference: Option<String>,
}

#[derive(Serialize, JsonSchema)]
pub struct DepositTaken {
    pub id: DepositId,
    pub payment_id: PaymentId,
    pub receipt_url: String,
}

impl Operation for TakeDeposit {
    type Output = DepositTaken;
    const SPEC: Spec = Spec::command("billing.deposit.take", "POST", "/deposits")
        .summary("Takes a deposit for a quote in cash, by cheque or by transfer.")
        .permission("payment", "CREATE")
        .on("quote", "quote_id")
        .key_required()
        .created();

    fn check(&self, p: &mut Problems) {
        let within = (1..=10_000_000_000_000).contains(&self.amount.minor());
        p.require(within, "amount", "OUT_OF_RANGE", "An amount above zero.");
        let by_hand = self.method != Method::Card;
        p.require(by_hand, "method", "NOT_BY_HAND", "Cards are paid by the customer, on the quote's page.");
        if let Some(reference) = &self.reference {
            p.text("reference", reference, 200);
        }
    }

    async fn run(self, tx: &TenantTx) -> Result<DepositTaken> {
        // The quote's row is held first, so that two deposits follow each other.
        tx.target().await?;
        let quote = sql::quote_to_pay(tx, self.quote_id).await?.ok_or_else(|| Error::not_found("quote"))?;
        if !matches!(quote.status.as_str(), "SENT" | "VIEWED" | "ACCEPTED" | "CONVERTED") {
            return Err(Error::conflict(
                "QUOTE_NOT_OPEN",
                "A deposit is for a quote that is with the customer or signed.",
            ));
        }
        if quote.currency != self.amount.currency().code() {
            return Err(Error::invalid("amount", "CURRENCY_MISMATCH", format!("The quote is in {}.", quote.currency)));
        }
        let paid = sql::sum_of_quote(tx, self.quote_id).await?.minor;
        if paid.saturating_add(self.amount.minor()) > quote.accepted_total_minor.unwrap_or(quote.total_minor) {
            return Err(Error::invalid("amount", "ABOVE_TOTAL", "A deposit is never above the total of the quote."));
        }
        let entity = seller::seller_of_location(tx, Some(quote.location_id)).await?.ok_or_else(|| {
            Error::conflict("NO_SELLER", "Enter the company's legal seller and its tax registrations first.")
        })?;
        let received = Received {
            quote: quote.id,
            customer: quote.payer_id.unwrap_or(quote.customer_id),
            location: quote.location_id,
            timezone: &quote.timezone,
            entity: entity.id,
            method: self.method,
            currency: &quote.currency,
            amount_minor: self.amount.minor(),
            reference: self.reference.as_deref().map(str::trim).filter(|text| !text.is_empty()),
            at: tx.now(),
        };
        let (id, payment_id) = receive(tx, received).await?;
        Ok(DepositTaken { id, payment_id, receipt_url: format!("/api/payments/{payment_id}/receipt") })
    }

    fn example() -> Value {
        json!({"quote_id": "quo_01h00000000000000000000000", "method": "BANK_TRANSFER",
            "amount": {"amount": "1.00", "currency": "CAD"}, "reference": "E-TRANSFER 77"})
    }
}
