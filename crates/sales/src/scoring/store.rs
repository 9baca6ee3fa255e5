//! Rows of settings, models and what they said.

use std::collections::HashMap;

use engine::TenantTx;
use jiff::{SignedDuration, Timestamp};
use kernel::{
    Error, Result,
    ids::{LeadId, LocationId, ScoreModelId},
};
use serde_json::json;
use uuid::Uuid;

use super::{ModelState, Moment, StateReason, features::Reading, model::Model, report::Report};
use crate::{lead::weights::Weights, sql::score as sql};

pub use sql::{
    FactsAtRow, HistoryRow, LockStandingRow as Standing, ModelByIdRow as Row, NewestModelsRow, StandingModelRow,
    WatchedRow,
};

/// Months of history a model learns from, in days.
const HISTORY_DAYS: i64 = 730;
/// A lead that has been open for so long counts as lost.
const STALE_DAYS: i64 = 120;

/// The first moment of the history.
pub fn history_from(tx: &TenantTx) -> Timestamp {
    tx.now() - SignedDuration::from_hours(24 * HISTORY_DAYS)
}

fn stale(tx: &TenantTx) -> Timestamp {
    tx.now() - SignedDuration::from_hours(24 * STALE_DAYS)
}

/// The company's weights, and whether the probability is shown.
pub async fn setting(tx: &TenantTx) -> Result<(Weights, bool)> {
    let Some(row) = sql::setting(tx).await? else { return Ok((Weights::default(), true)) };
    let weights: Weights = serde_json::from_value(row.weights).map_err(Error::internal)?;
    Ok((weights.whole(), row.probability_shown))
}

pub async fn put_setting(tx: &TenantTx, weights: &Weights, probability_shown: bool) -> Result<()> {
    sql::put_setting(tx, tx.new_id::<()>().uuid(), &json!(weights.whole()), probability_shown).await.map(drop)
}

/// How many leads of the history were won and how many were not; neither is counted beyond a thousand or two.
pub async fn history_counts(tx: &TenantTx) -> Result<(i64, i64)> {
    let row = sql::history_counts(tx, history_from(tx), stale(tx)).await?;
    Ok((row.won + row.archived_won, row.lost + row.stale + row.archived_lost))
}

/// The next two thousand leads of the history after one.
pub async fn history(tx: &TenantTx, after: (Timestamp, LeadId)) -> Result<Vec<HistoryRow>> {
    sql::history(tx, after.0, after.1, stale(tx)).await
}

/// What was known of leads at moments.
pub async fn facts_at(tx: &TenantTx, ids: &[Uuid], times: &[Timestamp]) -> Result<Vec<FactsAtRow>> {
    sql::facts_at(tx, ids, times).await
}

pub async fn reading(tx: &TenantTx) -> Result<Reading> {
    let kinds = sql::source_kinds(tx).await?;
    Ok(Reading::new(kinds.into_iter().map(|row| (row.name_key, row.kind)).collect()))
}

/// A model that was just learned.
pub struct Learned<'a> {
    pub id: ScoreModelId,
    pub model_version: i32,
    pub state: ModelState,
    pub reason: Option<StateReason>,
    pub leads: i32,
    pub won: i32,
    pub model: &'a Model,
    pub report: &'a Report,
}

pub async fn insert(tx: &TenantTx, learned: Learned<'_>) -> Result<()> {
    let (coefficients, calibration) = learned.model.stored()?;
    let row = sql::InsertModel {
        id: learned.id,
        model_version: learned.model_version,
        state: learned.state.code(),
        state_reason: learned.reason.map(StateReason::code),
        history_from: history_from(tx),
        leads: learned.leads,
        won: learned.won,
        coefficients: &coefficients,
        calibration: &calibration,
        report: &json!(learned.report),
    };
    sql::insert_model(tx, row).await.map(drop)
}

/// The models that are not retired, locked.
pub async fn lock_standing(tx: &TenantTx) -> Result<Vec<Standing>> {
    sql::lock_standing(tx).await
}

pub async fn set_state(tx: &TenantTx, id: ScoreModelId, state: ModelState, reason: StateReason) -> Result<()> {
    sql::set_model_state(tx, state.code(), Some(reason.code()), id).await.map(drop)
}

/// The newest model's version and when it was trained.
pub async fn last(tx: &TenantTx) -> Result<Option<(i32, Timestamp)>> {
    Ok(sql::last_model(tx).await?.map(|row| (row.model_version, row.trained_at)))
}

pub async fn standing(tx: &TenantTx) -> Result<Option<StandingModelRow>> {
    sql::standing_model(tx).await
}

pub async fn row(tx: &TenantTx, id: ScoreModelId) -> Result<Row> {
    sql::model_by_id(tx, id).await?.ok_or_else(|| Error::not_found("model"))
}

/// The fifty newest models from before a version.
pub async fn newest(tx: &TenantTx, before: i32) -> Result<Vec<NewestModelsRow>> {
    sql::newest_models(tx, before).await
}

pub async fn location_names(tx: &TenantTx, ids: &[LocationId]) -> Result<HashMap<LocationId, String>> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let ids: Vec<Uuid> = ids.iter().map(|id| id.uuid()).collect();
    Ok(sql::location_names(tx, &ids).await?.into_iter().map(|row| (row.id, row.name)).collect())
}

/// Keeps what a model said at a moment; the first word stands.
pub async fn note(
    tx: &TenantTx,
    lead: LeadId,
    model: ScoreModelId,
    moment: Moment,
    millionths: i32,
    at: Timestamp,
) -> Result<()> {
    let row = sql::InsertConversionScore {
        id: tx.new_id::<()>().uuid(),
        lead_id: lead,
        model_id: model,
        moment: moment.code(),
        probability_millionths: millionths,
        at,
    };
    sql::insert_conversion_score(tx, row).await.map(drop)
}

/// What a model said of the five hundred leads that closed last since it was trained.
pub async fn watched(tx: &TenantTx, model: ScoreModelId, trained_at: Timestamp) -> Result<Vec<WatchedRow>> {
    sql::watched(tx, trained_at, model).await
}
