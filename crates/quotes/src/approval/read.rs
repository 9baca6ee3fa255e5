//! What was asked about a quote's price, with everything an answer needs.

use engine::{Operation, Spec, TenantTx};
use jiff::Timestamp;
use kernel::{
    Error, Result,
    ids::{QuoteApprovalId, QuoteId, UserId},
    money::{Currency, Money, Rate},
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{ApprovalState, as_rate, discount_share, price_mark, store};
use crate::quote::{Finding, store as quotes};

/// A question about a price.
#[derive(Serialize, JsonSchema)]
pub struct Approval {
    pub id: QuoteApprovalId,
    pub quote_id: QuoteId,
    pub state: ApprovalState,
    /// Whether the quote still has the price that was asked about.
    pub is_this_price: bool,
    pub reason: String,
    pub findings: Vec<Finding>,
    #[schemars(extend("x-mask" = "BILL"))]
    pub total: Money,
    #[schemars(extend("x-mask" = "BILL"))]
    pub discount: Money,
    /// The discount as a share of the amount before it.
    #[schemars(extend("x-mask" = "BILL"))]
    pub discount_share: Option<Rate>,
    #[schemars(extend("x-mask" = "COST"))]
    pub margin: Option<Rate>,
    pub asked_by: Option<UserId>,
    pub asked_by_name: Option<String>,
    pub asked_at: Timestamp,
    pub expires_at: Timestamp,
    pub answered_by: Option<UserId>,
    pub answered_by_name: Option<String>,
    pub answered_at: Option<Timestamp>,
    pub note: Option<String>,
    /// Who is asked now: MANAGER, and ADMIN when they do not answer.
    pub level: String,
    /// Offered with a no: another discount, and what the quote comes to with it.
    #[schemars(extend("x-mask" = "BILL"))]
    pub counter_discount: Option<Rate>,
    #[schemars(extend("x-mask" = "BILL"))]
    pub counter_total: Option<Money>,
}

/// The findings as they stood when somebody asked.
pub(super) fn findings(stored: Value) -> Result<Vec<Finding>> {
    serde_json::from_value(stored).map_err(Error::internal)
}

/// The newest question about a quote.
pub async fn approval(tx: &TenantTx, quote: QuoteId) -> Result<Approval> {
    let (row, asked) = futures::try_join!(quotes::row(tx, quote), store::newest(tx, quote))?;
    let asked = asked.ok_or_else(|| Error::not_found("question about this quote"))?;
    let currency: Currency = asked.currency.parse().map_err(Error::internal)?;
    let priced = row.priced()?;
    let mark = match &priced {
        Some(priced) => Some(price_mark(&row.input()?, priced)?),
        None => None,
    };
    Ok(Approval {
        id: asked.id,
        quote_id: asked.quote_id,
        state: ApprovalState::read(&asked.state)?,
        is_this_price: mark.as_deref() == Some(&asked.price_mark),
        reason: asked.reason,
        findings: findings(asked.findings)?,
        total: Money::new(asked.total_minor, currency),
        discount: Money::new(asked.discount_minor, currency),
        discount_share: priced.as_ref().and_then(discount_share),
        margin: priced.and_then(|priced| priced.margin).and_then(as_rate),
        asked_by: asked.asked_by,
        asked_by_name: asked.asked_by_name,
        asked_at: asked.asked_at,
        expires_at: asked.expires_at,
        answered_by: asked.answered_by,
        answered_by_name: asked.answered_by_name,
        answered_at: asked.answered_at,
        note: asked.note,
        level: asked.level,
        counter_discount: asked.counter_discount.map(|rate| Rate::from_millionths(i64::from(rate))),
        counter_total: asked.counter_total_minor.map(|minor| Money::new(minor, currency)),
    })
}

/// Reads the newest question about a quote's price.
#[derive(Deserialize, JsonSchema)]
pub struct ReadApproval {
    pub id: QuoteId,
}

impl Operation for ReadApproval {
    type Output = Approval;
    const SPEC: Spec = Spec::read("quotes.approval.read", "/quotes/{id}/approval")
        .summary("The newest question about a quote's price and its answer.")
        .permission("quote", "VIEW")
        .on("quote", "id");

    async fn run(self, tx: &TenantTx) -> Result<Approval> {
        tx.target().await?;
        approval(tx, self.id).await
    }

    fn example() -> Value {
        json!({"id": "quo_01h00000000000000000000000"})
    }
}
