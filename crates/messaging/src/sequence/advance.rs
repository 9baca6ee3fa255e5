//! Steps are taken when they are due.

use engine::{Event, TenantTx, event::NewEvent};
use jiff::{SignedDuration, Timestamp, tz::TimeZone};
use kernel::{Error, Id, Result, ids::SequenceEnrolmentId};
use ports::{Channel, Permitted};
use serde_json::json;

use super::{
    exits, standing,
    step::Step,
    store::{self, Enrolment, Lead, Reached},
    timing::{self, Course},
};
use crate::{
    message::gate,
    sender,
    template::{
        declared,
        write::{Order, write},
    },
};

/// A step that was missed by more than this is not taken: people are asked (MSG-33).
const OUTAGE: SignedDuration = SignedDuration::from_hours(24);
/// The clock asks again after this long, should nobody have acted.
const AGAIN: SignedDuration = SignedDuration::from_mins(10);

/// Every minute: those whose step is due, each as work of its own.
pub async fn tick(tx: &TenantTx) -> Result<()> {
    let again_at = tx.now().checked_add(AGAIN).map_err(Error::internal)?;
    for id in store::due(tx, again_at).await? {
        tx.emit(NewEvent::new("messaging.sequence.due", "sequence_enrolment", id.uuid()));
    }
    Ok(())
}

pub async fn due(tx: &TenantTx, event: Event) -> Result<()> {
    advance(tx, Id::from_uuid(event.entity_id)).await
}

/// What came of a step.
enum Came {
    Sent(kernel::ids::CommunicationId),
    Task,
    Skipped(&'static str),
    /// They do not want to hear of us by this channel.
    Withdrawn,
}

/// Takes every step whose time has come; one after the other, each once.
pub async fn advance(tx: &TenantTx, id: SequenceEnrolmentId) -> Result<()> {
    while let Some(row) = store::lock(tx, id).await? {
        let due_at = row.due_at.filter(|at| row.state == "ACTIVE" && *at <= tx.now());
        let Some(due_at) = due_at else { return Ok(()) };
        if tx.now().duration_since(due_at) > OUTAGE {
            store::pause(tx, id).await?;
            tx.emit(
                NewEvent::new("messaging.sequence.paused", "sequence", row.sequence_id.uuid())
                    .location(row.location_id)
                    .data(json!({"lead_id": row.lead_id, "due_at": due_at})),
            );
            return Ok(());
        }
        if !take(tx, &row).await? {
            return Ok(());
        }
    }
    Ok(())
}

/// Takes the next step; false when nobody goes on from here.
async fn take(tx: &TenantTx, row: &Enrolment) -> Result<bool> {
    let (version, steps) =
        futures::try_join!(store::version(tx, row.sequence_version_id), store::steps(tx, row.sequence_version_id))?;
    let lead = store::lead(tx, row.lead_id).await?.ok_or_else(|| Error::internal("a lead has gone"))?;
    if lead.is_quarantined || version.ends_on_stages.contains(&lead.status) {
        exits::leave(tx, row.id, "STAGE").await?;
        return Ok(false);
    }
    let at = |position: i32| usize::try_from(position - 1).ok().and_then(|at| steps.get(at));
    let Some(step) = at(row.step) else {
        store::finish(tx, row.id, None).await?;
        return Ok(false);
    };
    let location = lead.location_id.or(row.location_id);
    let face = sender::store::face(tx, location).await?;
    let zone = TimeZone::get(face.timezone()).unwrap_or(TimeZone::UTC);
    let reached = standing::reached(tx, &lead).await?;
    let came = if standing::holds(step.condition.as_deref(), &standing::facts(tx, &lead, &reached, &zone)) {
        act(tx, row, step, &lead, &reached).await?
    } else {
        Came::Skipped("CONDITION")
    };
    let (outcome, reason, message) = match came {
        Came::Sent(id) => ("SENT", None, Some(id)),
        Came::Task => ("TASK", None, None),
        Came::Skipped(why) => ("SKIPPED", Some(why), None),
        Came::Withdrawn => ("SKIPPED", Some("WITHDRAWN"), None),
    };
    store::passed(tx, row.id, row.step, outcome, reason, message).await?;
    if matches!(came, Came::Withdrawn) {
        exits::leave(tx, row.id, "WITHDRAWAL").await?;
        return Ok(false);
    }
    let next = match at(row.step + 1) {
        Some(next) => {
            let course = Course { location, zone: &zone, started_at: row.started_at, last_at: tx.now() };
            Some(timing::due(tx, next, &course).await?)
        }
        None => None,
    };
    store::step_on(tx, row.id, row.step + 1, next, &reached).await?;
    if next.is_none() {
        store::finish(tx, row.id, None).await?;
        exits::ended(tx, row, "DONE");
    }
    Ok(next.is_some())
}

/// Writes the message or has the call planned.
async fn act(tx: &TenantTx, row: &Enrolment, step: &Step, lead: &Lead, reached: &Reached) -> Result<Came> {
    let Some(channel) = step.channel() else {
        call(tx, row, step, lead);
        return Ok(Came::Task);
    };
    let location = lead.location_id.or(row.location_id);
    let to = match channel {
        Channel::Email => reached.email.as_deref(),
        Channel::Sms => reached.phone.as_deref(),
    };
    let Some(to) = to else { return Ok(Came::Skipped("NO_POINT")) };
    let words = step.template_key.as_deref().and_then(declared::find);
    let Some(declared) = words else { return Ok(Came::Skipped("NO_WORDS")) };
    if channel == Channel::Sms && sender::store::for_location(tx, channel, location).await?.is_none() {
        return Ok(Came::Skipped("NO_SENDER"));
    }
    match gate::judge(tx, channel, to, declared.purpose, lead.customer_id).await? {
        Permitted::No("WITHDRAWN") => return Ok(Came::Withdrawn),
        Permitted::No(why) => return Ok(Came::Skipped(why)),
        Permitted::Yes(_) => {}
    }
    let order = Order {
        declared,
        to: to.to_owned(),
        language: Some(lead.language.clone()),
        values: standing::values(lead),
        customer_id: lead.customer_id,
        location_id: location,
        about: ("lead".into(), row.lead_id.uuid()),
        attachments: vec![],
        key: Some(format!("sequence:{}:{}", row.id, row.step)),
    };
    write(tx, order).await.map(Came::Sent)
}

/// Tells whoever plans calls.
fn call(tx: &TenantTx, row: &Enrolment, step: &Step, lead: &Lead) {
    tx.emit(
        NewEvent::new("messaging.sequence.call_due", "lead", row.lead_id.uuid())
            .location(lead.location_id.or(row.location_id))
            .data(json!({"title": step.title, "enrolment_id": row.id, "step": row.step})),
    );
}

/// When the first step of a version is due for somebody who enters now.
pub async fn first_due(
    tx: &TenantTx,
    steps: &[Step],
    location: Option<kernel::ids::LocationId>,
) -> Result<Option<Timestamp>> {
    let Some(step) = steps.first() else { return Ok(None) };
    let face = sender::store::face(tx, location).await?;
    let zone = TimeZone::get(face.timezone()).unwrap_or(TimeZone::UTC);
    let course = Course { location, zone: &zone, started_at: tx.now(), last_at: tx.now() };
    timing::due(tx, step, &course).await.map(Some)
}
