//! The stages of a journey and what each change of stage stores (DSP-3). The database refuses every jump that is not
//! in its own list, whoever asks.

use engine::{TenantTx, event::NewEvent};
use jiff::Timestamp;
use kernel::{Error, Problems, Result};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::json;

use super::store::{self, State};
use crate::{
    position::{self, Position},
    sql::journey::InsertTransition,
};

/// When and where it happened, as the phone recorded it.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
pub struct Circumstances {
    /// Absent when there was no fix in time.
    pub position: Option<Position>,
    /// When it happened, for what was recorded offline; never later than now.
    pub occurred_at: Option<Timestamp>,
}

impl Circumstances {
    pub fn check(&self, p: &mut Problems) {
        position::check(p, "position", self.position.as_ref());
    }
    pub fn at(&self, tx: &TenantTx) -> Timestamp {
        self.occurred_at.map_or(tx.now(), |at| at.min(tx.now()))
    }
}

/// How far along a stage is; a phone's late news of an earlier stage has no effect (MOB-13).
pub fn rank(status: &str) -> i32 {
    match status {
        "MORNING_PREP" => 0,
        "EN_ROUTE" | "ONSITE" => 1,
        "COMPLETED" => 2,
        "AUDITED" => 3,
        _ => -1,
    }
}

/// Who told it: the crew, the office or the product itself.
pub fn source(tx: &TenantTx, mine: bool) -> &'static str {
    match (tx.caller().user(), mine) {
        (None, _) => "SYSTEM",
        (Some(_), true) => "CREW",
        (Some(_), false) => "DISPATCHER",
    }
}

/// Nothing more happens on a cancelled journey.
pub fn refuse_cancelled(state: &State) -> Result<()> {
    if state.status == "CANCELLED" {
        return Err(Error::conflict("JOURNEY_CANCELLED", format!("Journey {} was cancelled.", state.number)));
    }
    Ok(())
}

/// Moves a journey to its next stage.
pub async fn enter(
    tx: &TenantTx,
    state: &State,
    to: &str,
    how: &Circumstances,
    mine: bool,
    reason: Option<&str>,
) -> Result<()> {
    let micro = how.position.map(|p| p.micro());
    tx.occurred_at(how.at(tx));
    store::transit(
        tx,
        InsertTransition {
            id: tx.new_id::<()>().uuid(),
            journey_id: state.id,
            from_status: &state.status,
            to_status: to,
            occurred_at: how.at(tx),
            source: source(tx, mine),
            by_user: tx.caller().user().map(|u| u.uuid()),
            latitude_micro: micro.map(|m| m.0),
            longitude_micro: micro.map(|m| m.1),
            accuracy_m: how.position.and_then(|p| p.accuracy_whole_m()),
            reason,
        },
    )
    .await
}

/// Tells others what became of a journey.
pub fn tell(tx: &TenantTx, name: &'static str, state: &State) {
    let event = NewEvent::new(name, "journey", state.id.uuid()).location(Some(state.location_id));
    tx.emit(event.data(json!({"job_id": state.job_id})));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mob_13_stages_only_go_forward() {
        assert!(rank("MORNING_PREP") < rank("EN_ROUTE"));
        assert_eq!(rank("EN_ROUTE"), rank("ONSITE"), "a way home follows the site");
        assert!(rank("ONSITE") < rank("COMPLETED"));
        assert!(rank("COMPLETED") < rank("AUDITED"));
    }
}
