//! A move through the pipeline, by whoever: tested, written, told (SAL-18, SAL-19).

use engine::{TenantTx, event::NewEvent};
use kernel::{Error, Result, ids::LeadId};
use serde_json::{Value, json};
use uuid::Uuid;

use super::{
    stage::{Case, Refusal, Stage, may_move},
    stage_of,
    store::{self, Locked},
};
use crate::{
    lead::{self, status::By, status::Status},
    pipeline::store::{StageRow, stages},
};

/// Where a deal shall go, and what the move is judged by.
pub struct Move<'a> {
    pub to: &'a StageRow,
    pub by: By,
    pub has_accepted_quote: bool,
    pub reason: Option<&'a str>,
    /// Those that are moved in one go.
    pub batch: Option<Uuid>,
}

/// Moves the deal or says why not. A deal that stands there already stays as it is.
pub async fn move_to(tx: &TenantTx, deal: &Locked, wanted: &Move<'_>) -> Result<()> {
    let (from, to) = (stage_of(&deal.stage)?, stage_of(&wanted.to.base)?);
    if deal.pipeline_id != wanted.to.pipeline_id {
        return Err(Error::conflict("OTHER_PIPELINE", "This column belongs to another pipeline."));
    }
    if deal.stage_id == wanted.to.id {
        return Ok(());
    }
    let case =
        Case { by: wanted.by, has_accepted_quote: wanted.has_accepted_quote, has_reason: wanted.reason.is_some() };
    may_move(from, to, case).map_err(|refusal| refused(refusal, from, to))?;
    // What was set by hand holds while the deal is open.
    let by_hand = deal.probability_by_hand && from.is_open() && to.is_open();
    let set = store::SetStage {
        stage_id: wanted.to.id,
        stage: to.code(),
        stage_since: tx.now(),
        probability: if by_hand { deal.probability } else { wanted.to.probability },
        probability_by_hand: by_hand,
        won_reason: wanted.reason.filter(|_| to == Stage::Won),
        lost_reason: wanted.reason.filter(|_| to == Stage::Lost),
        closed_at: match (to.is_open(), deal.closed_at) {
            (true, _) => None,
            (false, Some(closed)) if from == to => Some(closed),
            (false, _) => Some(tx.now()),
        },
        id: deal.id,
    };
    store::set_stage(tx, set).await?;
    let lead_status = follow(tx, deal, to, wanted.reason).await?;
    write(tx, deal, wanted, to, lead_status).await?;
    let data = json!({"from": from.code(), "to": to.code(), "lead_id": deal.lead_id});
    let tell = |name| NewEvent::new(name, "deal", deal.id.uuid()).location(deal.location_id).data(data.clone());
    tx.emit(tell("sales.deal.stage_changed"));
    match to {
        Stage::Won if from != to => tx.emit(tell("sales.deal.won")),
        Stage::Lost if from != to => tx.emit(tell("sales.deal.lost")),
        _ => {}
    }
    Ok(())
}

async fn write(tx: &TenantTx, deal: &Locked, wanted: &Move<'_>, to: Stage, lead_status: Option<Status>) -> Result<()> {
    let before = json!({
        "stage_since": deal.stage_since, "probability": deal.probability,
        "probability_by_hand": deal.probability_by_hand, "won_reason": deal.won_reason,
        "lost_reason": deal.lost_reason, "closed_at": deal.closed_at, "lead_status": lead_status.map(Status::code),
    });
    let change = store::InsertStageChange {
        id: tx.new_id::<()>().uuid(),
        deal_id: Some(deal.id),
        lead_id: None,
        batch_id: wanted.batch,
        from_stage: Some(&deal.stage),
        to_stage: to.code(),
        from_stage_id: Some(deal.stage_id),
        to_stage_id: Some(wanted.to.id),
        reason: wanted.reason,
        before: &before,
        actor_id: tx.caller().user().map(|u| u.uuid()),
    };
    store::add_change(tx, change).await
}

/// The deal decides about its lead (SAL-11): won makes it won; lost, where no other deal of it is open, makes it lost.
/// Answers the status the lead had, if it was changed.
async fn follow(tx: &TenantTx, deal: &Locked, to: Stage, reason: Option<&str>) -> Result<Option<Status>> {
    let Some(lead) = deal.lead_id else { return Ok(None) };
    let to = match to {
        Stage::Won => Status::Won,
        Stage::Lost if !store::has_other_open(tx, lead, deal.id).await? => Status::Lost,
        _ => return Ok(None),
    };
    let Some(row) = locked_lead(tx, lead).await? else { return Ok(None) };
    let Some(before) = Status::read(&row.status).filter(|s| s.is_open()) else { return Ok(None) };
    lead::moves::move_to(tx, &row, to, By::Itself, reason).await?;
    Ok(Some(before))
}

async fn locked_lead(tx: &TenantTx, id: LeadId) -> Result<Option<lead::store::Row>> {
    lead::store::lock(tx, id).await?;
    lead::store::find(tx, id).await
}

/// The lead of a deal whose move was taken back: as it was, if only that move had changed it.
pub async fn lead_back(tx: &TenantTx, deal: &Locked, before: &Value) -> Result<()> {
    let was = before.get("lead_status").and_then(Value::as_str).and_then(Status::read);
    let (Some(was), Some(lead)) = (was, deal.lead_id) else { return Ok(()) };
    let Some(row) = locked_lead(tx, lead).await? else { return Ok(()) };
    let Some(now) = Status::read(&row.status).filter(|s| matches!(s, Status::Won | Status::Lost)) else {
        return Ok(());
    };
    lead::store::set_status(tx, lead, now, was, None).await?;
    let data = json!({"from": now.code(), "to": was.code(), "undone": true});
    tx.emit(NewEvent::new("sales.lead.status_changed", "lead", lead.uuid()).location(row.location_id).data(data));
    Ok(())
}

/// The first column of a pipeline for a base stage.
pub async fn first_stage(tx: &TenantTx, deal: &Locked, base: Stage) -> Result<StageRow> {
    let all = stages(tx, deal.pipeline_id).await?;
    let found = all.into_iter().find(|s| s.base == base.code());
    found.ok_or_else(|| Error::internal(format!("a pipeline without {}", base.code())))
}

fn refused(refusal: Refusal, from: Stage, to: Stage) -> Error {
    let (from, to) = (from.code(), to.code());
    let data = json!({"from": from, "to": to});
    match refusal {
        Refusal::NoSuchStep => Error::conflict("STAGE", format!("A deal does not go from {from} to {to}.")),
        Refusal::NeedsQuote => Error::conflict(
            "NO_ACCEPTED_QUOTE",
            "A deal is won by an accepted quote. Without one, somebody with deal:APPROVE says why.",
        ),
        Refusal::ManagerOnly => {
            Error::conflict("CLOSED", "A closed deal is taken up again by somebody with deal:APPROVE.")
        }
        Refusal::ReasonNeeded => Error::invalid("reason", "REQUIRED", "Please say why."),
    }
    .with_data(data)
}
