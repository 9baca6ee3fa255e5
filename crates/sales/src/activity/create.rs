//! An activity is planned, or was done.

use engine::{Operation, Spec, TenantTx, permission::RowFacts};
use jiff::Timestamp;
use kernel::{
    Error, Problems, Result,
    ids::{CustomerId, DealId, LeadId, LocationId, SalesActivityId, UserId},
};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{
    Activity, ActivityType, State, check_texts,
    complete::{Done, follow},
    ends, store,
};
use crate::{
    deal, estimate,
    lead::{self, filled, touch::CallOutcome},
};

/// Plans an activity on a lead, deal or customer; with `done` it was done already.
#[derive(Deserialize, JsonSchema)]
pub struct CreateActivity {
    #[serde(rename = "type")]
    pub activity_type: ActivityType,
    pub subject: String,
    pub description: Option<String>,
    pub lead_id: Option<LeadId>,
    pub deal_id: Option<DealId>,
    pub customer_id: Option<CustomerId>,
    /// The caller where absent.
    pub assigned_to: Option<UserId>,
    /// Needed for what is planned; now where it was done.
    pub scheduled_at: Option<Timestamp>,
    /// Half an hour where absent.
    pub duration_minutes: Option<i32>,
    #[serde(default)]
    pub done: bool,
    /// How a call went that was done.
    pub call_outcome: Option<CallOutcome>,
    /// What came of it.
    pub outcome: Option<String>,
}

/// What an activity is about.
#[derive(Clone, Copy, Default)]
pub struct About {
    pub lead: Option<LeadId>,
    pub deal: Option<DealId>,
    pub customer: Option<CustomerId>,
    pub location: Option<LocationId>,
}

/// Everything the caller named, as far as they may see it; a deal brings its lead and customer.
async fn about(tx: &TenantTx, input: &CreateActivity) -> Result<About> {
    let me = tx.caller().user();
    let mut about = About { lead: input.lead_id, deal: input.deal_id, customer: input.customer_id, location: None };
    if let Some(id) = input.deal_id {
        let row = deal::store::find(tx, id).await?.filter(|row| {
            let mine = me.is_some() && (row.assigned_to == me || row.created_by == me.map(|u| u.uuid()));
            tx.may("deal", "VIEW", &RowFacts { location: row.location_id, mine, record: Value::Null })
        });
        let row = row.ok_or_else(|| Error::invalid("deal_id", "NOT_FOUND", "There is no such deal."))?;
        about.lead = about.lead.or(row.lead_id);
        about.customer = about.customer.or(Some(row.customer_id));
        about.location = row.location_id;
    }
    if let Some(id) = about.lead {
        let row = lead::store::find(tx, id).await?.filter(|row| {
            let mine = me.is_some() && row.assigned_to == me;
            tx.may("lead", "VIEW", &RowFacts { location: row.location_id, mine, record: Value::Null })
        });
        let row = row.ok_or_else(|| Error::invalid("lead_id", "NOT_FOUND", "There is no such lead."))?;
        about.customer = about.customer.or(row.customer_id);
        about.location = about.location.or(row.location_id);
    }
    if let Some(id) = input.customer_id {
        let row = estimate::store::customer(tx, id).await?.filter(|row| {
            let mine = me.is_some() && row.assigned_to == me;
            tx.may("customer", "VIEW", &RowFacts { location: row.location_id, mine, record: Value::Null })
        });
        let row = row.ok_or_else(|| Error::invalid("customer_id", "NOT_FOUND", "There is no such customer."))?;
        about.location = about.location.or(row.location_id);
    }
    Ok(about)
}

/// What is to be written.
pub struct New<'a> {
    pub activity_type: ActivityType,
    pub subject: &'a str,
    pub description: Option<&'a str>,
    pub about: About,
    pub assigned_to: Option<UserId>,
    pub scheduled_at: Timestamp,
    pub duration_minutes: i32,
    /// It was done, and how.
    pub done: Option<Done<'a>>,
}

/// Writes an activity.
pub async fn write(tx: &TenantTx, new: New<'_>) -> Result<SalesActivityId> {
    let id: SalesActivityId = tx.new_id();
    let done = new.done.as_ref();
    let row = store::Insert {
        id,
        activity_type: new.activity_type.code(),
        state: if done.is_some() { State::Done.code() } else { State::Planned.code() },
        subject: new.subject,
        description: new.description,
        lead_id: new.about.lead,
        deal_id: new.about.deal,
        customer_id: new.about.customer,
        location_id: new.about.location,
        assigned_to: new.assigned_to,
        scheduled_at: new.scheduled_at,
        duration_minutes: new.duration_minutes,
        ends_at: ends(new.scheduled_at, new.duration_minutes)?,
        call_outcome: done.and_then(|d| d.call_outcome).map(CallOutcome::code),
        outcome: done.and_then(|d| d.outcome),
        closed_at: done.map(|_| tx.now()),
        closed_by: done.and_then(|_| tx.caller().user().map(|u| u.uuid())),
        tell_at: done.is_none().then_some(new.scheduled_at),
    };
    store::insert(tx, row).await?;
    Ok(id)
}

impl Operation for CreateActivity {
    type Output = Activity;
    const SPEC: Spec = Spec::command("sales.activity.create", "POST", "/activities")
        .summary("Plans an activity on a lead, deal or customer, or notes one that was done.")
        .permission("activity", "CREATE")
        .offline()
        .created();

    fn check(&self, p: &mut Problems) {
        p.text("subject", &self.subject, 200);
        check_texts(p, self.description.as_deref(), self.duration_minutes);
        lead::at_most(p, "outcome", self.outcome.as_deref(), 2_000);
        let about = self.lead_id.is_some() || self.deal_id.is_some() || self.customer_id.is_some();
        p.require(about, "lead_id", "REQUIRED", "An activity is about a lead, a deal or a customer.");
        let timed = self.done || self.scheduled_at.is_some();
        p.require(timed, "scheduled_at", "REQUIRED", "Say when it is to be done.");
        let is_call = self.activity_type == ActivityType::PhoneCall;
        p.require(is_call || self.call_outcome.is_none(), "call_outcome", "NOT_A_CALL", "Only a call has an outcome.");
        let told = self.done || (self.call_outcome.is_none() && self.outcome.is_none());
        p.require(told, "outcome", "NOT_DONE", "What came of it is known once it is done.");
    }

    async fn run(self, tx: &TenantTx) -> Result<Activity> {
        let about = about(tx, &self).await?;
        tx.require("activity", "CREATE", &RowFacts { location: about.location, mine: true, record: Value::Null })?;
        let done = Done { call_outcome: self.call_outcome, outcome: filled(&self.outcome) };
        let new = New {
            activity_type: self.activity_type,
            subject: self.subject.trim(),
            description: filled(&self.description),
            about,
            assigned_to: self.assigned_to.or(tx.caller().user()),
            scheduled_at: self.scheduled_at.unwrap_or(tx.now()),
            duration_minutes: self.duration_minutes.unwrap_or(30),
            done: self.done.then_some(done),
        };
        let id = write(tx, new).await?;
        let row = store::row(tx, id).await?;
        if self.done {
            follow(tx, &row).await?;
        }
        store::told(tx, &row, if self.done { "sales.activity.done" } else { "sales.activity.planned" });
        store::detail(tx, id).await
    }

    fn example() -> Value {
        json!({"type": "PHONE_CALL", "subject": "Ask about the piano", "lead_id": "lea_01h2xcejqtf2nbrexx3vqjhp41",
            "scheduled_at": "2030-06-02T14:00:00Z", "duration_minutes": 15})
    }
}
