//! Statements about steps.

use engine::TenantTx;
use jiff::Timestamp;
use kernel::{
    Error, Result,
    ids::{JourneyId, JourneyStep, JourneyStepId, LocationId},
};
use serde_json::Value;

use super::{StepCard, closed, lets_next_begin, rights::Rights};
use crate::sql::{
    self,
    step::{InsertStep, MediaOfRow, StepsOfRow},
    workflow::TemplateStepsRow,
};

/// The steps of a journey in order, with the media that prove them.
pub struct Steps {
    pub rows: Vec<StepsOfRow>,
    pub media: Vec<MediaOfRow>,
}

impl Steps {
    pub fn step(&self, number: i32) -> Result<&StepsOfRow> {
        self.rows.iter().find(|s| s.number == number).ok_or_else(|| Error::not_found("step"))
    }
    pub fn media(&self) -> Vec<&MediaOfRow> {
        self.media.iter().collect()
    }
    /// The step as the caller sees it.
    pub fn card(&self, number: i32, rights: &Rights) -> Result<StepCard> {
        StepCard::of(self.step(number)?, &self.media(), rights)?.ok_or_else(|| Error::not_found("step"))
    }
    /// Whether everything before a step lets it begin.
    pub fn may_begin(&self, number: i32) -> Result<()> {
        match self.rows.iter().find(|s| s.number < number && !lets_next_begin(&s.status, &s.approval)) {
            None => Ok(()),
            Some(s) if closed(&s.status) => {
                Err(Error::conflict("STEP_NOT_APPROVED", format!("Step {} must be approved first.", s.number)))
            }
            Some(s) => Err(Error::conflict("STEP_NOT_OPEN", format!("Step {} comes first.", s.number))),
        }
    }
    /// The step that opens once this one lets it.
    pub fn next_pending(&self, number: i32) -> Option<&StepsOfRow> {
        self.rows.iter().find(|s| s.number == number + 1 && s.status == "PENDING")
    }
}

pub async fn of(tx: &TenantTx, journey: JourneyId) -> Result<Steps> {
    let one = [journey.uuid()];
    let (rows, media) = futures::try_join!(sql::step::steps_of(tx, &one), sql::step::media_of(tx, &one))?;
    Ok(Steps { rows, media })
}

/// Numbers and codes of steps that must be approved before anything else and are not.
pub async fn unapproved(tx: &TenantTx, journey: JourneyId) -> Result<Vec<String>> {
    let rows = sql::step::steps_of(tx, &[journey.uuid()]).await?;
    let waiting = rows.iter().filter(|s| s.approval == "BEFORE_NEXT" && !lets_next_begin(&s.status, &s.approval));
    Ok(waiting.map(|s| s.number.to_string()).collect())
}

/// Numbers of steps that are not closed.
pub async fn open(tx: &TenantTx, journey: JourneyId) -> Result<Vec<i32>> {
    let rows = sql::step::steps_of(tx, &[journey.uuid()]).await?;
    Ok(rows.iter().filter(|s| !closed(&s.status)).map(|s| s.number).collect())
}

/// Copies a step of the template into a journey.
pub async fn insert(tx: &TenantTx, journey: JourneyId, step: &TemplateStepsRow) -> Result<()> {
    let row = InsertStep {
        id: tx.new_id::<JourneyStep>(),
        journey_id: journey,
        number: step.number,
        code: &step.code,
        names: &step.names,
        planned_minutes: step.planned_minutes,
        approval: &step.approval,
        skippable: step.skippable,
        items: &step.items,
    };
    sql::step::insert_step(tx, row).await.map(drop)
}
pub async fn start(tx: &TenantTx, step: JourneyStepId, at: Timestamp) -> Result<()> {
    sql::step::start_step(tx, at, step).await.map(drop)
}
/// `tick` is an object with one member: the item's code.
pub async fn tick(tx: &TenantTx, step: JourneyStepId, tick: &Value) -> Result<()> {
    sql::step::tick_item(tx, tick, step).await.map(drop)
}
pub async fn complete(tx: &TenantTx, step: JourneyStepId, at: Timestamp, left_open: &[String]) -> Result<()> {
    let by = tx.caller().user().map(|u| u.uuid());
    sql::step::complete_step(tx, Some(at), by, left_open, step).await.map(drop)
}
pub async fn approve(tx: &TenantTx, step: JourneyStepId, own_approval: bool) -> Result<()> {
    let by = tx.caller().user().map(|u| u.uuid());
    sql::step::approve_step(tx, by, own_approval, step).await.map(drop)
}
pub async fn reject(tx: &TenantTx, step: JourneyStepId, reason: &str) -> Result<()> {
    sql::step::reject_step(tx, reason, step).await.map(drop)
}
pub async fn skip(tx: &TenantTx, step: JourneyStepId, reason: &str) -> Result<()> {
    let by = tx.caller().user().map(|u| u.uuid());
    sql::step::skip_step(tx, by, reason, step).await.map(drop)
}
/// Whether anybody else active at the location may approve the step of this number.
pub async fn others_approve(tx: &TenantTx, number: i32, location: LocationId) -> Result<bool> {
    Ok(sql::step::others_who_approve(tx, number, location).await?.found)
}
