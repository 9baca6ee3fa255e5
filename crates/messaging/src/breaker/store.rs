//! Rows of providers that fail or failed.

use engine::TenantTx;
use jiff::Timestamp;
use kernel::{
    Error, Result,
    ids::{CommunicationId, LocationId, SenderIdentityId},
};
use ports::Channel;

use super::{
    Provider,
    rule::{Circuit, Seen},
};
use crate::sql::breaker as sql;

pub use crate::sql::breaker::{OpenStatesRow as Open, WaitingNowRow as Waiting};

pub struct State {
    pub state: String,
    pub has_failures: bool,
    pub trial_at: Option<Timestamp>,
}

pub async fn state(tx: &TenantTx, of: Provider) -> Result<Option<State>> {
    let row = sql::state_of(tx, of.channel.code(), of.sender).await?;
    Ok(row.map(|row| State { state: row.state, has_failures: row.failures_in_row > 0, trial_at: row.trial_at }))
}

/// The row, held until the end; none for a provider that never failed.
pub async fn lock(tx: &TenantTx, of: Provider) -> Result<Option<Circuit>> {
    let row = sql::lock_state(tx, of.channel.code(), of.sender).await?;
    Ok(row.map(|row| Circuit {
        failures_in_row: row.failures_in_row,
        opened_at: row.opened_at,
        trial_at: row.trial_at,
        good_trials: row.good_trials,
    }))
}

pub async fn ensured(tx: &TenantTx, of: Provider) -> Result<Circuit> {
    sql::ensure_state(tx, tx.new_id::<()>().uuid(), of.channel.code(), of.sender).await?;
    lock(tx, of).await?.ok_or_else(|| Error::internal("a provider's state was not kept"))
}

pub async fn put(tx: &TenantTx, of: Provider, circuit: &Circuit, last_error: Option<&str>) -> Result<()> {
    let short = last_error.map(|reason| reason.chars().take(300).collect::<String>());
    let row = sql::SetState {
        state: circuit.state(),
        failures_in_row: circuit.failures_in_row,
        opened_at: circuit.opened_at,
        trial_at: circuit.trial_at,
        good_trials: circuit.good_trials,
        last_error: short.as_deref(),
        channel: of.channel.code(),
        sender_id: of.sender,
    };
    sql::set_state(tx, row).await.map(drop)
}

pub async fn seen(tx: &TenantTx, of: Provider, since: Timestamp) -> Result<Seen> {
    let row = sql::tried_lately(tx, of.channel.code(), since, of.sender).await?;
    // The row of the try at hand is not written yet.
    Ok(Seen { tries: row.tries + 1, failures: row.failures + 1 })
}

pub async fn hold(tx: &TenantTx, id: CommunicationId) -> Result<()> {
    sql::hold(tx, id).await.map(drop)
}

pub async fn held(tx: &TenantTx, of: Provider, priority: &str) -> Result<Vec<CommunicationId>> {
    Ok(sql::held(tx, of.channel.code(), of.sender, priority).await?.into_iter().map(|row| row.id).collect())
}

pub async fn let_go(tx: &TenantTx, ids: &[CommunicationId], next_try_at: Timestamp) -> Result<()> {
    let ids: Vec<uuid::Uuid> = ids.iter().map(|id| id.uuid()).collect();
    sql::let_go(tx, Some(next_try_at), &ids).await.map(drop)
}

pub async fn all(tx: &TenantTx) -> Result<Vec<Open>> {
    sql::open_states(tx).await
}

pub async fn waiting(tx: &TenantTx) -> Result<Vec<Waiting>> {
    sql::waiting_now(tx).await
}

pub async fn fallback(
    tx: &TenantTx,
    channel: Channel,
    location: Option<LocationId>,
) -> Result<Option<SenderIdentityId>> {
    Ok(sql::fallback_for(tx, channel.code(), location).await?.map(|row| row.id))
}
