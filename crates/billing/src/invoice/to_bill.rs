//! Finished jobs that are not billed yet.

use engine::{ListQuery, Operation, Page, Spec, TenantTx};
use jiff::Timestamp;
use kernel::{
    Error, Result,
    ids::{CustomerId, InvoiceId, JobId, LocationId},
    money::Money,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::store;

/// Lists finished jobs whose final invoice is not issued, the oldest first.
#[derive(Deserialize, JsonSchema)]
pub struct ListToBill {
    #[serde(flatten)]
    pub query: ListQuery,
}

/// A finished job.
#[derive(Serialize, JsonSchema)]
pub struct JobToBill {
    pub id: JobId,
    pub number: String,
    pub title: String,
    pub customer_id: CustomerId,
    pub customer_name: String,
    pub location_id: LocationId,
    pub finished_at: Timestamp,
    /// Whole hours since it was finished.
    pub age_hours: i64,
    /// With tax, as signed.
    #[schemars(extend("x-mask" = "BILL"))]
    pub quoted: Option<Money>,
    /// The draft that waits to be issued.
    pub draft_id: Option<InvoiceId>,
}

impl JobToBill {
    fn of(row: store::ToBillRow, now: Timestamp) -> Result<Self> {
        let quoted = row
            .total_minor
            .zip(row.currency)
            .map(|(minor, currency)| Ok::<_, Error>(Money::new(minor, currency.parse().map_err(Error::internal)?)));
        Ok(Self {
            id: row.id,
            number: row.number,
            title: row.title,
            customer_id: row.customer_id,
            customer_name: row.customer_name,
            location_id: row.location_id,
            finished_at: row.finished_at,
            age_hours: age_hours(row.finished_at, now),
            quoted: quoted.transpose()?,
            draft_id: row.draft_id,
        })
    }
}

fn age_hours(finished_at: Timestamp, now: Timestamp) -> i64 {
    now.duration_since(finished_at).as_hours().max(0)
}

impl Operation for ListToBill {
    type Output = Page<JobToBill>;
    const SPEC: Spec = Spec::list("billing.to_bill", "/to-bill", &store::TO_BILL)
        .summary("Finished jobs whose final invoice is not issued.")
        .permission("invoice", "VIEW");

    async fn run(self, tx: &TenantTx) -> Result<Page<JobToBill>> {
        let Page { items, next, limit } = store::to_bill(tx, &self.query).await?;
        let now = tx.now();
        Ok(Page { items: items.into_iter().map(|row| JobToBill::of(row, now)).collect::<Result<_>>()?, next, limit })
    }

    fn example() -> Value {
        json!({"limit": 50})
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn age_counts_whole_hours_and_never_below_nothing() {
        let at = |text: &str| text.parse::<Timestamp>().expect("an instant");
        assert_eq!(age_hours(at("2026-05-01T10:00:00Z"), at("2026-05-03T11:59:00Z")), 49);
        assert_eq!(age_hours(at("2026-05-01T10:00:00Z"), at("2026-05-01T09:00:00Z")), 0);
    }
}
