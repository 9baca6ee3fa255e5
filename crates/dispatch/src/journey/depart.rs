//! Departs: machine ready, crew complete, first step approved.

use engine::{Operation, Spec, TenantTx};
use kernel::{Error, Problems, Result, ids::JourneyId};
use ports::{AbilityPort, ReadinessPort};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{
    card::JourneyCard,
    stage::{self, Circumstances},
    store::{self, State},
};
use crate::{flag, job, seat::store as seats, step::store as steps};

/// Departs: machine ready, crew complete and able, every step that must be approved before is (DSP-4).
#[derive(Deserialize, JsonSchema)]
pub struct Depart {
    pub id: JourneyId,
    #[serde(flatten)]
    pub how: Circumstances,
}

impl Operation for Depart {
    type Output = JourneyCard;
    const SPEC: Spec = Spec::command("dispatch.journey.depart", "POST", "/journeys/{id}/depart")
        .summary("Departs: machine ready, crew complete, first step approved.")
        .permission("journey", "UPDATE")
        .on("journey", "id")
        .offline();

    fn check(&self, p: &mut Problems) {
        self.how.check(p);
    }

    async fn run(self, tx: &TenantTx) -> Result<JourneyCard> {
        let target = tx.target().await?;
        let state = store::state(tx, self.id).await?;
        stage::refuse_cancelled(&state)?;
        if stage::rank(&state.status) > 0 {
            return store::card(tx, self.id).await;
        }
        let obstacles = obstacles(tx, &state).await?;
        if !obstacles.is_empty() {
            let mut refusal = Error::conflict("NOT_READY_TO_DEPART", obstacles.join(" "));
            refusal.data = Some(json!({"reasons": obstacles}));
            return Err(refusal);
        }
        stage::enter(tx, &state, "EN_ROUTE", &self.how, target.facts.mine, None).await?;
        stage::tell(tx, "dispatch.journey.departed", &state);
        job::progress::follow(tx, state.job_id).await?;
        flag::refresh(tx, self.id).await?;
        store::card(tx, self.id).await
    }
    fn example() -> Value {
        json!({
            "id": "jny_01h455vb4pex5vsknk084sn02q", "occurred_at": "2026-06-01T11:04:00Z",
            "position": {"latitude": 43.6532, "longitude": -79.3832, "accuracy_m": 12},
        })
    }
}

/// Everything that keeps a journey at home, as sentences.
async fn obstacles(tx: &TenantTx, state: &State) -> Result<Vec<String>> {
    let mut out = Vec::new();
    let (crew, unapproved) = futures::try_join!(seats::confirmed(tx, state.id), steps::unapproved(tx, state.id))?;
    match state.truck_id {
        None => out.push("No truck or machine is set.".to_owned()),
        Some(truck) => {
            if state.truck_out {
                out.push("The truck is still out on another journey.".to_owned());
            }
            let readiness = tx.port::<ReadinessPort>()?;
            out.extend(readiness.obstacles(tx, truck, state.planned_end).await?);
        }
    }
    if state.confirmed < i64::from(state.crew_minimum) {
        out.push(format!("{} of the crew are confirmed, at least {} are needed.", state.confirmed, state.crew_minimum));
    }
    let ability = tx.port::<AbilityPort>()?;
    let asked = crew.iter().map(|seat| ability.obstacles(tx, seat.crew_member_id, &seat.role, state.planned_end));
    out.extend(futures::future::try_join_all(asked).await?.into_iter().flatten());
    out.extend(unapproved.into_iter().map(|step| format!("Step {step} must be approved first.")));
    Ok(out)
}
