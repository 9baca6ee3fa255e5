//! Moving one deal or many (SAL-20).

use engine::{Operation, Spec, TenantTx};
use jiff::{SignedDuration, Timestamp};
use kernel::{
    Error, ErrorKind, Problems, Result,
    ids::{DealId, PipelineStageId},
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use uuid::Uuid;

use super::{
    moves::{Move, first_stage, move_to},
    stage::Stage,
    store,
};
use crate::{
    lead::{at_most, filled, status::By},
    pipeline::{self, store::StageRow},
};

/// Most deals of one move.
const MOST: usize = 200;
/// Seconds in which a move is taken back with one key.
pub const UNDO_SECONDS: i64 = 10;

/// Moves deals to a column; those that cannot go are named with the reason, the others go.
#[derive(Deserialize, JsonSchema)]
pub struct MoveDeals {
    /// 1 to 200.
    pub ids: Vec<DealId>,
    /// The column; or say `stage`.
    pub stage_id: Option<PipelineStageId>,
    /// The first column of each deal's own pipeline for this base stage.
    pub stage: Option<Stage>,
    /// Needed for LOST, and for WON without an accepted quote.
    pub reason: Option<String>,
}

#[derive(Serialize, JsonSchema)]
pub struct Moved {
    /// Names the move, to take it back.
    pub batch: Uuid,
    pub moved: Vec<MovedDeal>,
    pub refused: Vec<NotMoved>,
    /// Until then the move can be taken back.
    pub undo_until: Timestamp,
}

#[derive(Serialize, JsonSchema)]
pub struct MovedDeal {
    pub id: DealId,
    pub number: String,
    pub from: Stage,
    pub to: Stage,
    pub stage_id: PipelineStageId,
}

/// A deal that stayed where it was, and why.
#[derive(Serialize, JsonSchema)]
pub struct NotMoved {
    pub id: DealId,
    /// Absent: the caller may not know it.
    pub number: Option<String>,
    pub title: Option<String>,
    pub code: String,
    pub message: String,
}

impl NotMoved {
    pub fn unknown(id: DealId) -> Self {
        let error = Error::not_found("deal");
        Self { id, number: None, title: None, code: error.code, message: error.message }
    }
    pub fn of(deal: &store::Locked, error: Error) -> Self {
        // What is wrong with the input says so at the field.
        let (code, message) = match error.problems.into_iter().next() {
            Some(problem) => (format!("{}_{}", problem.field.to_uppercase(), problem.code), problem.message),
            None => (error.code, error.message),
        };
        Self { id: deal.id, number: Some(deal.number.clone()), title: Some(deal.title.clone()), code, message }
    }
}

/// What stays of an error for one card; anything else ends the whole operation.
pub fn of_one_card(error: Error) -> Result<Error> {
    match error.kind {
        ErrorKind::Conflict | ErrorKind::Invalid | ErrorKind::Forbidden | ErrorKind::NotFound if !error.retry => {
            Ok(error)
        }
        _ => Err(error),
    }
}

impl MoveDeals {
    async fn one(
        &self,
        tx: &TenantTx,
        deal: &store::Locked,
        column: Option<&StageRow>,
        batch: (Uuid, bool),
    ) -> Result<MovedDeal> {
        let facts = store::facts(tx, deal);
        if !tx.may("deal", "UPDATE", &facts) {
            return Err(Error::forbidden("NOT_YOURS_TO_MOVE", "You may see this deal, but not move it."));
        }
        let first = match (column, self.stage) {
            (None, Some(base)) => Some(first_stage(tx, deal, base).await?),
            _ => None,
        };
        let Some(stage) = column.or(first.as_ref()) else {
            return Err(Error::invalid("stage_id", "REQUIRED", "Please say which column."));
        };
        let (batch, has_accepted_quote) = batch;
        let by = if tx.may("deal", "APPROVE", &facts) { By::Manager } else { By::Rep };
        let wanted = Move { to: stage, by, has_accepted_quote, reason: filled(&self.reason), batch: Some(batch) };
        move_to(tx, deal, &wanted).await?;
        Ok(MovedDeal {
            id: deal.id,
            number: deal.number.clone(),
            from: super::stage_of(&deal.stage)?,
            to: super::stage_of(&stage.base)?,
            stage_id: stage.id,
        })
    }
}

impl Operation for MoveDeals {
    type Output = Moved;
    const SPEC: Spec = Spec::command("sales.deal.move", "POST", "/deals/move")
        .summary("Moves one deal or many to a column; names each that did not move and why.")
        .permission("deal", "UPDATE");

    fn check(&self, p: &mut Problems) {
        p.require((1..=MOST).contains(&self.ids.len()), "ids", "OUT_OF_RANGE", "Between 1 and 200 deals.");
        let somewhere = self.stage_id.is_some() || self.stage.is_some();
        p.require(somewhere, "stage_id", "REQUIRED", "Please say which column.");
        at_most(p, "reason", self.reason.as_deref(), 500);
    }

    async fn run(self, tx: &TenantTx) -> Result<Moved> {
        let batch = tx.new_id::<()>().uuid();
        let column = match self.stage_id {
            Some(id) => Some(
                pipeline::store::stage(tx, id)
                    .await?
                    .ok_or_else(|| Error::invalid("stage_id", "UNKNOWN", "There is no such column."))?,
            ),
            None => None,
        };
        let mut deals = store::lock(tx, &self.ids).await?;
        deals.retain(|d| tx.may("deal", "VIEW", &store::facts(tx, d)));
        if deals.is_empty() {
            return Err(Error::not_found("deal"));
        }
        let accepted = store::with_accepted_quote(tx, &self.ids).await?;
        let (mut moved, mut refused) = (vec![], vec![]);
        for id in &self.ids {
            let Some(deal) = deals.iter().find(|d| d.id == *id) else {
                refused.push(NotMoved::unknown(*id));
                continue;
            };
            match self.one(tx, deal, column.as_ref(), (batch, accepted.contains(id))).await {
                Ok(done) => moved.push(done),
                Err(error) => refused.push(NotMoved::of(deal, of_one_card(error)?)),
            }
        }
        if let Some(reason) = filled(&self.reason) {
            tx.reason(reason);
        }
        if let ([only], Some(deal)) = (self.ids.as_slice(), deals.first()) {
            tx.about("deal", only.uuid(), &deal.number);
            tx.at_location(deal.location_id);
        }
        Ok(Moved { batch, moved, refused, undo_until: tx.now() + SignedDuration::from_secs(UNDO_SECONDS) })
    }

    fn example() -> Value {
        json!({"ids": ["dea_01h2xcejqtf2nbrexx3vqjhp41"], "stage": "LOST", "reason": "Went with Northside Cranes."})
    }
}
