//! Completes a journey.

use engine::{Operation, Spec, TenantTx};
use kernel::{Error, Problems, Result, ids::JourneyId};
use ports::CalendarPort;
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{
    card::JourneyCard,
    stage::{self, Circumstances},
    store,
};
use crate::{flag, job, step::store as steps};

/// Completes: every stop done or skipped with a reason, every step closed (DSP-5). What is left of the reserved time
/// is free at once.
#[derive(Deserialize, JsonSchema)]
pub struct Complete {
    pub id: JourneyId,
    /// Why stops were left out; needed when some were not visited.
    #[schemars(length(max = 500))]
    pub skip_reason: Option<String>,
    #[serde(flatten)]
    pub how: Circumstances,
}

impl Operation for Complete {
    type Output = JourneyCard;
    const SPEC: Spec = Spec::command("dispatch.journey.complete", "POST", "/journeys/{id}/complete")
        .summary("Completes a journey.")
        .permission("journey", "UPDATE")
        .on("journey", "id")
        .offline();

    fn check(&self, p: &mut Problems) {
        self.how.check(p);
        if let Some(reason) = &self.skip_reason {
            p.text("skip_reason", reason, 500);
        }
    }

    async fn run(self, tx: &TenantTx) -> Result<JourneyCard> {
        let target = tx.target().await?;
        let (state, stops, open_steps) =
            futures::try_join!(store::state(tx, self.id), store::stops(tx, self.id), steps::open(tx, self.id))?;
        stage::refuse_cancelled(&state)?;
        match state.status.as_str() {
            "MORNING_PREP" => return Err(Error::conflict("NOT_DEPARTED", "The journey has not departed yet.")),
            "EN_ROUTE" | "ONSITE" => {}
            _ => return store::card(tx, self.id).await,
        }
        let unvisited = stops.iter().any(|s| s.state == "PENDING" && s.role != "YARD");
        let mut reasons: Vec<String> = open_steps.iter().map(|step| format!("Step {step} is still open.")).collect();
        if unvisited && self.skip_reason.is_none() {
            reasons.push("A stop was not visited; say why it was left out.".into());
        }
        if !reasons.is_empty() {
            return Err(Error::conflict("NOT_COMPLETE", reasons.join(" ")).with_data(json!({"reasons": reasons})));
        }
        let at = self.how.at(tx);
        for stop in stops.iter().filter(|s| s.state == "ARRIVED") {
            store::leave_stop(tx, stop.id, at, if target.facts.mine { "CREW" } else { "DISPATCHER" }).await?;
        }
        let back = self.skip_reason.as_deref().unwrap_or("Back at the yard");
        store::skip_stops(tx, self.id, back).await?;
        stage::enter(tx, &state, "COMPLETED", &self.how, target.facts.mine, None).await?;
        let calendar = tx.port::<CalendarPort>()?;
        if at <= state.planned_start {
            calendar.release(tx, self.id, None).await?;
        } else if at < state.planned_end {
            calendar.shift(tx, self.id, state.planned_start, at).await?;
        }
        stage::tell(tx, "dispatch.journey.completed", &state);
        job::progress::follow(tx, state.job_id).await?;
        flag::refresh(tx, self.id).await?;
        store::card(tx, self.id).await
    }
    fn example() -> Value {
        json!({"id": "jny_01h455vb4pex5vsknk084sn02q", "occurred_at": "2026-06-01T19:40:00Z"})
    }
}
