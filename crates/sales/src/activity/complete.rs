//! An activity is done; what comes next is asked for.

use engine::{Operation, Spec, TenantTx};
use jiff::Timestamp;
use kernel::{Problems, Result, ids::SalesActivityId};
use ports::ConsentPort;
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{
    Activity, ActivityType, check_texts,
    create::{About, New, write},
    require_planned, store,
};
use crate::{
    estimate::codes::read,
    lead::{
        self, at_most, filled,
        touch::{CallOutcome, TouchKind, record},
    },
};

/// How it went.
#[derive(Clone, Copy)]
pub struct Done<'a> {
    pub call_outcome: Option<CallOutcome>,
    pub outcome: Option<&'a str>,
}

/// What is to be done next.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
pub struct NextAction {
    #[serde(rename = "type")]
    pub activity_type: ActivityType,
    pub subject: String,
    pub scheduled_at: Timestamp,
    pub duration_minutes: Option<i32>,
}

/// Says that an activity is done and how it went, and plans the next one.
#[derive(Deserialize, JsonSchema)]
pub struct CompleteActivity {
    pub id: SalesActivityId,
    /// Of a call; WRONG_NUMBER and DISCONNECTED mark the number.
    pub call_outcome: Option<CallOutcome>,
    pub outcome: Option<String>,
    /// An open lead or deal without one is shown as such after a business day.
    pub next: Option<NextAction>,
}

/// The touch that an activity of this kind is for its lead; none where it is the company's own work.
fn touch_of(activity_type: ActivityType) -> Option<TouchKind> {
    match activity_type {
        ActivityType::PhoneCall => Some(TouchKind::CallOut),
        ActivityType::Email => Some(TouchKind::EmailOut),
        ActivityType::Meeting | ActivityType::SiteVisit | ActivityType::Demo => Some(TouchKind::Meeting),
        ActivityType::ProposalSent | ActivityType::FollowUp | ActivityType::Other => None,
    }
}

/// What a done activity means for its lead: a touch, and a number nobody is reached under (SAL-9, SAL-17).
pub async fn follow(tx: &TenantTx, row: &store::Row) -> Result<()> {
    let Some(id) = row.lead_id else { return Ok(()) };
    let lead = lead::store::row(tx, id).await?;
    let outcome: Option<CallOutcome> = row.call_outcome.as_deref().map(read).transpose()?;
    if let Some(kind) = touch_of(read(&row.activity_type)?) {
        let note = row.outcome.as_deref().unwrap_or(&row.subject);
        record(tx, &lead, kind, Some(note), outcome).await?;
    }
    let is_wrong = matches!(outcome, Some(CallOutcome::WrongNumber | CallOutcome::Disconnected));
    if let Some(phone) = lead.phone_e164.as_deref().filter(|_| is_wrong) {
        store::phone_is_invalid(tx, id).await?;
        tx.port::<ConsentPort>()?.invalid(tx, phone).await?;
    }
    Ok(())
}

impl Operation for CompleteActivity {
    type Output = Activity;
    const SPEC: Spec = Spec::command("sales.activity.complete", "POST", "/activities/{id}/complete")
        .summary("Says that an activity is done, how it went and what comes next.")
        .permission("activity", "UPDATE")
        .on("activity", "id")
        .offline();

    fn check(&self, p: &mut Problems) {
        at_most(p, "outcome", self.outcome.as_deref(), 2_000);
        if let Some(next) = &self.next {
            p.text("next.subject", &next.subject, 200);
            check_texts(p, None, next.duration_minutes);
        }
    }

    async fn run(self, tx: &TenantTx) -> Result<Activity> {
        let row = store::row(tx, self.id).await?;
        require_planned(&row)?;
        let is_call = row.activity_type == ActivityType::PhoneCall.code();
        let mut p = Problems::new();
        p.require(is_call || self.call_outcome.is_none(), "call_outcome", "NOT_A_CALL", "Only a call has an outcome.");
        let later = self.next.as_ref().is_none_or(|next| next.scheduled_at > tx.now());
        p.require(later, "next.scheduled_at", "PAST", "The next action is still to come.");
        p.finish()?;
        store::complete(tx, self.id, self.call_outcome.map(CallOutcome::code), filled(&self.outcome)).await?;
        if let Some(next) = &self.next {
            let about =
                About { lead: row.lead_id, deal: row.deal_id, customer: row.customer_id, location: row.location_id };
            let new = New {
                activity_type: next.activity_type,
                subject: next.subject.trim(),
                description: None,
                about,
                assigned_to: row.assigned_to,
                scheduled_at: next.scheduled_at,
                duration_minutes: next.duration_minutes.unwrap_or(30),
                done: None,
            };
            write(tx, new).await?;
        }
        let done = store::row(tx, self.id).await?;
        follow(tx, &done).await?;
        store::told(tx, &done, "sales.activity.done");
        store::detail(tx, self.id).await
    }

    fn example() -> Value {
        json!({"id": "act_01h2xcejqtf2nbrexx3vqjhp41", "outcome": "Wants a price for two days.",
            "next": {"type": "FOLLOW_UP", "subject": "Send the price", "scheduled_at": "2030-06-03T14:00:00Z"}})
    }
}
