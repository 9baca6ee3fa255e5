//! What comes next for a lead or a deal.

use engine::{Operation, Spec, TenantTx};
use jiff::Timestamp;
use kernel::{
    Result,
    ids::{DealId, LeadId, LocationId, SalesActivityId},
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{ActivityType, store};
use crate::{
    deal,
    estimate::codes::read,
    lead::{self, status::Status},
    routing::{self, hours::Week},
};

/// Reads the next action of a lead, and whether there is none.
#[derive(Deserialize, JsonSchema)]
pub struct NextOfLead {
    pub id: LeadId,
}

/// Reads the next action of a deal, and whether there is none.
#[derive(Deserialize, JsonSchema)]
pub struct NextOfDeal {
    pub id: DealId,
}

/// The next thing that is planned.
#[derive(Serialize, JsonSchema)]
pub struct NextStep {
    pub id: SalesActivityId,
    #[serde(rename = "type")]
    pub activity_type: ActivityType,
    pub subject: String,
    pub scheduled_at: Timestamp,
    pub assigned_name: Option<String>,
    pub is_overdue: bool,
}

#[derive(Serialize, JsonSchema)]
pub struct Standing {
    pub action: Option<NextStep>,
    /// NO_NEXT_ACTION: open, and nothing has been planned for a business day (SAL-17).
    pub no_next_action: bool,
}

/// A lead or deal: whether it is open, since when nothing was done, and where.
struct Subject {
    open: bool,
    since: Timestamp,
    location: Option<LocationId>,
    next: Option<store::Next>,
}

async fn of_lead(tx: &TenantTx, id: LeadId) -> Result<Subject> {
    let row = lead::store::row(tx, id).await?;
    let last = store::last_closed_of_lead(tx, id).await?;
    Ok(Subject {
        open: Status::read(&row.status).is_some_and(Status::is_open) && row.quarantined_at.is_none(),
        since: last.unwrap_or(row.received_at).max(row.received_at),
        location: row.location_id,
        next: store::next_of_lead(tx, id).await?,
    })
}

async fn of_deal(tx: &TenantTx, id: DealId) -> Result<Subject> {
    let row = deal::store::row(tx, id).await?;
    let last = store::last_closed_of_deal(tx, id).await?;
    Ok(Subject {
        open: row.closed_at.is_none(),
        since: last.unwrap_or(row.created_at).max(row.created_at),
        location: row.location_id,
        next: store::next_of_deal(tx, id).await?,
    })
}

/// Open minutes of a usual day of the location.
fn business_day(week: &Week) -> i64 {
    let open: i32 = week.open.iter().map(|o| o.to_minute - o.from_minute).sum();
    let mut days: Vec<i32> = week.open.iter().map(|o| o.weekday).collect();
    days.sort_unstable();
    days.dedup();
    i64::from(open) / i64::try_from(days.len().max(1)).unwrap_or(1)
}

/// Whether a whole business day has passed.
fn is_idle(week: &Week, since: Timestamp, now: Timestamp) -> bool {
    week.after(since, business_day(week)).is_some_and(|end| end <= now)
}

async fn standing(tx: &TenantTx, subject: Subject) -> Result<Standing> {
    let now = tx.now();
    let idle = subject.open && subject.next.is_none();
    let no_next_action = idle && is_idle(&routing::store::week(tx, subject.location).await?, subject.since, now);
    let action = subject.next.map(|row| -> Result<NextStep> {
        Ok(NextStep {
            id: row.id,
            activity_type: read(&row.activity_type)?,
            subject: row.subject,
            scheduled_at: row.scheduled_at,
            assigned_name: row.assigned_name,
            is_overdue: row.ends_at <= now,
        })
    });
    Ok(Standing { action: action.transpose()?, no_next_action })
}

impl Operation for NextOfLead {
    type Output = Standing;
    const SPEC: Spec = Spec::read("sales.activity.next_of_lead", "/leads/{id}/next-action")
        .summary("The next action of a lead, and whether there is none.")
        .permission("lead", "VIEW")
        .on("lead", "id");

    async fn run(self, tx: &TenantTx) -> Result<Standing> {
        standing(tx, of_lead(tx, self.id).await?).await
    }

    fn example() -> Value {
        json!({"id": "lea_01h2xcejqtf2nbrexx3vqjhp41"})
    }
}

impl Operation for NextOfDeal {
    type Output = Standing;
    const SPEC: Spec = Spec::read("sales.activity.next_of_deal", "/deals/{id}/next-action")
        .summary("The next action of a deal, and whether there is none.")
        .permission("deal", "VIEW")
        .on("deal", "id");

    async fn run(self, tx: &TenantTx) -> Result<Standing> {
        standing(tx, of_deal(tx, self.id).await?).await
    }

    fn example() -> Value {
        json!({"id": "dea_01h2xcejqtf2nbrexx3vqjhp41"})
    }
}

#[cfg(test)]
mod tests {
    use jiff::tz::TimeZone;

    use super::*;

    #[test]
    fn sal_17_without_a_next_action_for_a_business_day() {
        let at = |text: &str| text.parse::<jiff::Zoned>().expect("a time").timestamp();
        let week = Week::usual(TimeZone::get("America/Toronto").expect("a zone"));
        assert_eq!(business_day(&week), 600);
        // Saturday 10:00; Sunday is closed, so a business day is over on Monday at 10:00.
        let since = at("2026-05-09T10:00[America/Toronto]");
        assert!(!is_idle(&week, since, at("2026-05-11T09:59[America/Toronto]")));
        assert!(is_idle(&week, since, at("2026-05-11T10:00[America/Toronto]")));
    }
}
