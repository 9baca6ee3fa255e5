//! Activities: what people did to sell, and what they mean to do next (SAL-17).

pub mod change;
pub mod complete;
pub mod create;
pub mod drop;
pub mod list;
pub mod of_sequence;
pub mod standing;
pub mod store;
pub mod tell;

use jiff::{Timestamp, ToSpan};
use kernel::{
    Error, Problems, Result,
    ids::{CustomerId, DealId, LeadId, LocationId, SalesActivityId, UserId},
};
use schemars::JsonSchema;
use serde::Serialize;

use crate::lead::{at_most, touch::CallOutcome};

codes! {
    ActivityType {
        PhoneCall = "PHONE_CALL", Email = "EMAIL", Meeting = "MEETING", ProposalSent = "PROPOSAL_SENT",
        FollowUp = "FOLLOW_UP", Demo = "DEMO", SiteVisit = "SITE_VISIT", Other = "OTHER",
    }
}

codes! {
    State { Planned = "PLANNED", Done = "DONE", Dropped = "DROPPED" }
}

/// An activity in a list.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Activity {
    pub id: SalesActivityId,
    #[serde(rename = "type")]
    pub activity_type: ActivityType,
    pub state: State,
    pub subject: String,
    pub description: Option<String>,
    pub lead_id: Option<LeadId>,
    pub lead_number: Option<String>,
    pub deal_id: Option<DealId>,
    pub deal_number: Option<String>,
    pub customer_id: Option<CustomerId>,
    /// Of the customer, else of the lead.
    pub name: Option<String>,
    pub location_id: Option<LocationId>,
    pub assigned_to: Option<UserId>,
    pub assigned_name: Option<String>,
    pub scheduled_at: Timestamp,
    pub duration_minutes: i32,
    /// It is planned and should be over.
    pub is_overdue: bool,
    pub call_outcome: Option<CallOutcome>,
    pub outcome: Option<String>,
    pub closed_at: Option<Timestamp>,
    pub drop_reason: Option<String>,
    pub created_at: Timestamp,
    pub version: i64,
}

/// When something of so many minutes is over.
fn ends(at: Timestamp, minutes: i32) -> Result<Timestamp> {
    at.checked_add(i64::from(minutes).minutes()).map_err(Error::internal)
}

fn check_texts(p: &mut Problems, description: Option<&str>, minutes: Option<i32>) {
    at_most(p, "description", description, 10_000);
    let fits = (1..=1_440).contains(&minutes.unwrap_or(30));
    p.require(fits, "duration_minutes", "OUT_OF_RANGE", "Between 1 minute and a day.");
}

/// Only what is planned can still be moved, done or dropped.
fn require_planned(row: &store::Row) -> Result<()> {
    if row.state != State::Planned.code() {
        return Err(Error::conflict("ACTIVITY_CLOSED", "This activity is done or dropped already."));
    }
    Ok(())
}
