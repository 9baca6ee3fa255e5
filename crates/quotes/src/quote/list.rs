//! The quotes within reach.

use engine::{ListQuery, Operation, Page, Spec, TenantTx};
use jiff::{Timestamp, civil::Date};
use kernel::{
    Error, Result,
    ids::{CustomerId, LeadId, LocationId, QuoteId, UserId},
    money::Money,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{QuoteKind, QuoteStatus, store};

/// Lists quotes, newest first.
#[derive(Deserialize, JsonSchema)]
pub struct ListQuotes {
    #[serde(flatten)]
    pub query: ListQuery,
}

/// A quote in a list.
#[derive(Serialize, JsonSchema)]
pub struct QuoteLine {
    pub id: QuoteId,
    pub number: String,
    pub quote_version: i32,
    pub kind: QuoteKind,
    pub status: QuoteStatus,
    pub customer_id: CustomerId,
    pub customer_name: String,
    pub title: String,
    /// With tax; of what was signed once it is.
    #[schemars(extend("x-mask" = "BILL"))]
    pub total: Money,
    pub service_date: Date,
    pub valid_until: Date,
    pub sent_at: Option<Timestamp>,
    pub viewed_at: Option<Timestamp>,
    pub accepted_at: Option<Timestamp>,
    pub location_id: LocationId,
    pub lead_id: Option<LeadId>,
    pub assigned_to: Option<UserId>,
    pub created_at: Timestamp,
    pub version: i64,
}

impl QuoteLine {
    fn of(row: store::Line) -> Result<Self> {
        let currency = row.currency.parse().map_err(Error::internal)?;
        Ok(Self {
            id: row.id,
            number: row.number,
            quote_version: row.quote_version,
            kind: QuoteKind::read(&row.kind)?,
            status: QuoteStatus::read(&row.status)?,
            customer_id: row.customer_id,
            customer_name: row.customer_name,
            title: row.title,
            total: Money::new(row.accepted_total_minor.unwrap_or(row.total_minor), currency),
            service_date: row.service_date,
            valid_until: row.valid_until,
            sent_at: row.sent_at,
            viewed_at: row.viewed_at,
            accepted_at: row.accepted_at,
            location_id: row.location_id,
            lead_id: row.lead_id,
            assigned_to: row.assigned_to,
            created_at: row.created_at,
            version: row.version,
        })
    }
}

impl Operation for ListQuotes {
    type Output = Page<QuoteLine>;
    const SPEC: Spec = Spec::list("quotes.quote.list", "/quotes", &store::QUOTE_LIST)
        .summary("Quotes, filtered, sorted and searched.")
        .permission("quote", "VIEW");

    async fn run(self, tx: &TenantTx) -> Result<Page<QuoteLine>> {
        let Page { items, next, limit } = store::list(tx, &self.query).await?;
        Ok(Page { items: items.into_iter().map(QuoteLine::of).collect::<Result<_>>()?, next, limit })
    }

    fn example() -> Value {
        json!({"status": "SENT,VIEWED", "sort": "-created_at"})
    }
}
