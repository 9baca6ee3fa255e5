//! Rows of sequences and of those who are in them.

use engine::{ListQuery, Page, TenantTx};
use jiff::Timestamp;
use kernel::{
    Error, Result,
    ids::{CommunicationId, CustomerId, LeadId, LocationId, SequenceEnrolmentId, SequenceId, SequenceVersionId},
};

use super::{
    Wanted, filled,
    list::SequenceLine,
    people::Person,
    step::{Step, StepKind, WaitFrom, WaitUnit},
};
use crate::sql::sequence as sql;

pub use crate::sql::sequence::{
    CountsRow, EnteredByLeadsRow as Entry, IncomingRow as Incoming, LeadStandingRow as Lead,
    LockEnrolmentRow as Enrolment, OfLeadRow, PassagesOfLeadRow, SEQUENCE_ENROLMENT_LIST, SEQUENCE_LIST,
    SequenceByIdRow as Row, VersionByIdRow as Version,
};

pub async fn row(tx: &TenantTx, id: SequenceId) -> Result<Row> {
    sql::sequence_by_id(tx, id).await?.ok_or_else(|| Error::not_found("sequence"))
}

pub async fn insert(tx: &TenantTx, id: SequenceId, wanted: &Wanted) -> Result<()> {
    let row = sql::InsertSequence {
        id,
        name: wanted.name.trim(),
        location_id: wanted.location_id,
        enters: wanted.enters.code(),
        source: filled(wanted.source.as_deref()),
        service_type: filled(wanted.service_type.as_deref()),
        is_active: wanted.is_active,
    };
    sql::insert_sequence(tx, row).await.map(drop)
}

pub async fn change(tx: &TenantTx, id: SequenceId, wanted: &Wanted, current_number: i32) -> Result<()> {
    let row = sql::ChangeSequence {
        id,
        name: wanted.name.trim(),
        location_id: wanted.location_id,
        enters: wanted.enters.code(),
        source: filled(wanted.source.as_deref()),
        service_type: filled(wanted.service_type.as_deref()),
        is_active: wanted.is_active,
        current_number,
    };
    sql::change_sequence(tx, row).await.map(drop)
}

/// Writes a version: steps and ways out, which never change again.
pub async fn insert_version(tx: &TenantTx, sequence: SequenceId, number: i32, wanted: &Wanted) -> Result<()> {
    let id: SequenceVersionId = tx.new_id();
    let row = sql::InsertVersion {
        id,
        sequence_id: sequence,
        number,
        ends_on_reply: wanted.ends_on_reply,
        ends_on_booking: wanted.ends_on_booking,
        ends_on_stages: &wanted.ends_on_stages,
    };
    sql::insert_version(tx, row).await?;
    for (position, step) in (1..).zip(&wanted.steps) {
        let call = step.kind == StepKind::Call;
        let row = sql::InsertStep {
            id: tx.new_id::<()>().uuid(),
            sequence_version_id: id,
            position,
            kind: step.kind.code(),
            wait_from: step.wait_from.code(),
            wait_count: step.wait_count,
            wait_unit: step.wait_unit.code(),
            at_minute: step.at_minute,
            in_open_hours: step.in_open_hours,
            template_key: filled(step.template_key.as_deref()).filter(|_| !call),
            title: filled(step.title.as_deref()).filter(|_| call),
            condition: filled(step.condition.as_deref()),
        };
        sql::insert_step(tx, row).await?;
    }
    Ok(())
}

pub async fn version(tx: &TenantTx, id: SequenceVersionId) -> Result<Version> {
    sql::version_by_id(tx, id).await?.ok_or_else(|| Error::internal("a sequence has lost its version"))
}

pub async fn current(tx: &TenantTx, sequence: SequenceId, number: i32) -> Result<Version> {
    let found = sql::version_of(tx, sequence, number).await?;
    let v = found.ok_or_else(|| Error::internal("a sequence has lost its version"))?;
    Ok(Version {
        id: v.id,
        number: v.number,
        ends_on_reply: v.ends_on_reply,
        ends_on_booking: v.ends_on_booking,
        ends_on_stages: v.ends_on_stages,
        at: v.at,
    })
}

pub async fn steps(tx: &TenantTx, version: SequenceVersionId) -> Result<Vec<Step>> {
    let step = |row: sql::StepsOfRow| Step {
        kind: StepKind::read(&row.kind),
        wait_from: WaitFrom::read(&row.wait_from),
        wait_count: row.wait_count,
        wait_unit: WaitUnit::read(&row.wait_unit),
        at_minute: row.at_minute,
        in_open_hours: row.in_open_hours,
        template_key: row.template_key,
        title: row.title,
        condition: row.condition,
    };
    Ok(sql::steps_of(tx, version).await?.into_iter().map(step).collect())
}

pub async fn counts(tx: &TenantTx, sequence: SequenceId) -> Result<Vec<CountsRow>> {
    sql::counts(tx, sequence).await
}

/// The page of sequences, each with how many are in it.
pub async fn list(tx: &TenantTx, query: &ListQuery) -> Result<Page<SequenceLine>> {
    let page = tx.list(&SEQUENCE_LIST, query, sql::SequenceListRow::from_row).await?;
    let ids: Vec<uuid::Uuid> = page.items.iter().map(|row| row.id.uuid()).collect();
    let counts = if ids.is_empty() { vec![] } else { sql::counts_of_all(tx, &ids).await? };
    let people = |id: SequenceId, state: &str| {
        counts.iter().filter(|c| c.sequence_id == id && c.state == state).map(|c| c.people).sum()
    };
    Ok(page.map(|row| SequenceLine {
        id: row.id,
        location_id: row.location_id,
        location_name: row.location_name,
        enters: row.enters,
        source: row.source,
        service_type: row.service_type,
        is_active: row.is_active,
        current_number: row.current_number,
        active: people(row.id, "ACTIVE"),
        paused: people(row.id, "PAUSED"),
        done: people(row.id, "DONE"),
        exited: people(row.id, "EXITED"),
        name: row.name,
        version: row.version,
    }))
}

pub async fn people(tx: &TenantTx, query: &ListQuery) -> Result<Page<Person>> {
    let page = tx.list(&SEQUENCE_ENROLMENT_LIST, query, sql::SequenceEnrolmentListRow::from_row).await?;
    Ok(page.map(|row| Person {
        id: row.id,
        sequence_id: row.sequence_id,
        lead_id: row.lead_id,
        lead_number: row.lead_number,
        name: row.name,
        state: row.state,
        step: row.step,
        due_at: row.due_at,
        started_at: row.started_at,
        ended_at: row.ended_at,
        exit_reason: row.exit_reason,
    }))
}

pub async fn entered_by_leads(tx: &TenantTx) -> Result<Vec<Entry>> {
    sql::entered_by_leads(tx).await
}

pub async fn lead(tx: &TenantTx, id: LeadId) -> Result<Option<Lead>> {
    sql::lead_standing(tx, id).await
}

/// Where a lead is reached, in stored form.
#[derive(Clone, Debug, Default)]
pub struct Reached {
    pub customer: Option<CustomerId>,
    pub email: Option<String>,
    pub phone: Option<String>,
}

pub struct Entering {
    pub id: SequenceEnrolmentId,
    pub sequence: SequenceId,
    pub version: SequenceVersionId,
    pub lead: LeadId,
    pub location: Option<LocationId>,
    pub due_at: Option<Timestamp>,
}

/// Puts a lead in; false where it is in one already.
pub async fn enter(tx: &TenantTx, entering: Entering, reached: &Reached) -> Result<bool> {
    let row = sql::InsertEnrolment {
        id: entering.id,
        sequence_id: entering.sequence,
        sequence_version_id: entering.version,
        lead_id: entering.lead,
        customer_id: reached.customer,
        location_id: entering.location,
        email_lower: reached.email.as_deref(),
        phone_e164: reached.phone.as_deref(),
        due_at: entering.due_at,
        look_at: entering.due_at,
    };
    Ok(sql::insert_enrolment(tx, row).await? > 0)
}

pub async fn lock(tx: &TenantTx, id: SequenceEnrolmentId) -> Result<Option<Enrolment>> {
    sql::lock_enrolment(tx, id).await
}

pub async fn standing(tx: &TenantTx, lead: LeadId) -> Result<Option<SequenceEnrolmentId>> {
    Ok(sql::standing_of_lead(tx, lead).await?.map(|row| row.id))
}

pub async fn was_in_one(tx: &TenantTx, lead: LeadId) -> Result<bool> {
    Ok(sql::was_in_one(tx, lead).await?.any)
}

pub async fn of_lead(tx: &TenantTx, lead: LeadId) -> Result<(Vec<OfLeadRow>, Vec<PassagesOfLeadRow>)> {
    futures::try_join!(sql::of_lead(tx, lead), sql::passages_of_lead(tx, lead))
}

/// Those whose step is due, each kept from being asked again until then.
pub async fn due(tx: &TenantTx, again_at: Timestamp) -> Result<Vec<SequenceEnrolmentId>> {
    let found: Vec<_> = sql::due(tx).await?.into_iter().map(|row| row.id).collect();
    if !found.is_empty() {
        let ids: Vec<uuid::Uuid> = found.iter().map(|id| id.uuid()).collect();
        sql::look_again(tx, Some(again_at), &ids).await?;
    }
    Ok(found)
}

pub async fn step_on(
    tx: &TenantTx,
    id: SequenceEnrolmentId,
    step: i32,
    due_at: Option<Timestamp>,
    reached: &Reached,
) -> Result<()> {
    let row = sql::StepOn {
        id,
        step,
        due_at,
        customer_id: reached.customer,
        email_lower: reached.email.as_deref(),
        phone_e164: reached.phone.as_deref(),
    };
    sql::step_on(tx, row).await.map(drop)
}

pub async fn finish(tx: &TenantTx, id: SequenceEnrolmentId, exit_reason: Option<&str>) -> Result<u64> {
    sql::finish(tx, if exit_reason.is_some() { "EXITED" } else { "DONE" }, exit_reason, id).await
}

pub async fn pause(tx: &TenantTx, id: SequenceEnrolmentId) -> Result<()> {
    sql::pause(tx, id).await.map(drop)
}

pub async fn resume_all(tx: &TenantTx, sequence: SequenceId) -> Result<usize> {
    Ok(sql::resume_all(tx, sequence).await?.len())
}

pub async fn passed(
    tx: &TenantTx,
    id: SequenceEnrolmentId,
    position: i32,
    outcome: &str,
    reason: Option<&str>,
    message: Option<CommunicationId>,
) -> Result<()> {
    let row = sql::InsertPassage {
        id: tx.new_id::<()>().uuid(),
        sequence_enrolment_id: id,
        position,
        outcome,
        reason,
        communication_id: message,
    };
    sql::insert_passage(tx, row).await.map(drop)
}

pub async fn by_point(tx: &TenantTx, is_email: bool, point: &str) -> Result<Vec<SequenceEnrolmentId>> {
    Ok(if is_email {
        sql::reached_by_email(tx, point).await?.into_iter().map(|row| row.id).collect()
    } else {
        sql::reached_by_phone(tx, point).await?.into_iter().map(|row| row.id).collect()
    })
}

pub async fn of_customer(tx: &TenantTx, customer: CustomerId) -> Result<Vec<SequenceEnrolmentId>> {
    Ok(sql::of_customer(tx, customer).await?.into_iter().map(|row| row.id).collect())
}

pub async fn of_message(tx: &TenantTx, message: CommunicationId) -> Result<Option<SequenceEnrolmentId>> {
    Ok(sql::of_message(tx, message).await?.map(|row| row.id))
}

pub async fn not_yet_sent(tx: &TenantTx, id: SequenceEnrolmentId) -> Result<Vec<CommunicationId>> {
    Ok(sql::not_yet_sent(tx, id).await?.into_iter().map(|row| row.id).collect())
}

pub async fn incoming(tx: &TenantTx, id: CommunicationId) -> Result<Option<Incoming>> {
    sql::incoming(tx, id).await
}

/// Whom a quote or a job is for.
pub async fn booked_by(tx: &TenantTx, entity: &str, id: uuid::Uuid) -> Result<Option<CustomerId>> {
    Ok(match entity {
        "quote" => sql::quote_customer(tx, kernel::Id::from_uuid(id)).await?.map(|row| row.customer_id),
        "job" => sql::job_customer(tx, kernel::Id::from_uuid(id)).await?.map(|row| row.customer_id),
        _ => None,
    })
}

pub async fn name(tx: &TenantTx, id: SequenceId) -> Result<Option<String>> {
    Ok(sql::sequence_named(tx, id).await?.map(|row| row.name))
}
