//! The questions within reach.

use engine::{ListQuery, Operation, Page, Spec, TenantTx};
use jiff::Timestamp;
use kernel::{
    Error, Result,
    ids::{LocationId, QuoteApprovalId, QuoteId, UserId},
    money::Money,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{ApprovalState, read::findings, store};
use crate::quote::Finding;

/// Lists questions about prices, newest first.
#[derive(Deserialize, JsonSchema)]
pub struct ListApprovals {
    #[serde(flatten)]
    pub query: ListQuery,
}

/// A question in the list.
#[derive(Serialize, JsonSchema)]
pub struct ApprovalLine {
    pub id: QuoteApprovalId,
    pub quote_id: QuoteId,
    pub number: String,
    pub quote_version: i32,
    pub title: String,
    pub customer_name: String,
    pub location_id: LocationId,
    pub state: ApprovalState,
    pub reason: String,
    pub findings: Vec<Finding>,
    #[schemars(extend("x-mask" = "BILL"))]
    pub total: Money,
    #[schemars(extend("x-mask" = "BILL"))]
    pub discount: Money,
    pub asked_by: Option<UserId>,
    pub asked_by_name: Option<String>,
    pub asked_at: Timestamp,
    pub expires_at: Timestamp,
    pub answered_at: Option<Timestamp>,
    pub note: Option<String>,
    /// Who is asked now: MANAGER, and ADMIN when they do not answer.
    pub level: String,
}

impl ApprovalLine {
    fn of(row: store::Line) -> Result<Self> {
        let currency = row.currency.parse().map_err(Error::internal)?;
        Ok(Self {
            id: row.id,
            quote_id: row.quote_id,
            number: row.number,
            quote_version: row.quote_version,
            title: row.title,
            customer_name: row.customer_name,
            location_id: row.location_id,
            state: ApprovalState::read(&row.state)?,
            reason: row.reason,
            findings: findings(row.findings)?,
            total: Money::new(row.total_minor, currency),
            discount: Money::new(row.discount_minor, currency),
            asked_by: row.asked_by,
            asked_by_name: row.asked_by_name,
            asked_at: row.asked_at,
            expires_at: row.expires_at,
            answered_at: row.answered_at,
            note: row.note,
            level: row.level,
        })
    }
}

impl Operation for ListApprovals {
    type Output = Page<ApprovalLine>;
    const SPEC: Spec = Spec::list("quotes.approval.list", "/quote-approvals", &store::APPROVAL_LIST)
        .summary("Questions about prices, newest first.")
        .permission("quote", "VIEW");

    async fn run(self, tx: &TenantTx) -> Result<Page<ApprovalLine>> {
        let Page { items, next, limit } = store::list(tx, &self.query).await?;
        Ok(Page { items: items.into_iter().map(ApprovalLine::of).collect::<Result<_>>()?, next, limit })
    }

    fn example() -> Value {
        json!({"state": "ASKED"})
    }
}
