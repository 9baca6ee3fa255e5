//! Cancels a job.

use engine::{Operation, Spec, TenantTx, event::NewEvent, permission::RowFacts};
use kernel::{Error, Problems, Result, ids::JobId};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{
    read::{JobPage, page},
    store,
};
use crate::journey::store as journeys;

/// Cancels a job: freely before the first journey departs, by a manager afterwards (DSP-1). Its journeys are cancelled
/// first, one by one.
#[derive(Deserialize, JsonSchema)]
pub struct CancelJob {
    pub id: JobId,
    #[schemars(length(min = 1, max = 500))]
    pub reason: String,
}

impl Operation for CancelJob {
    type Output = JobPage;
    const SPEC: Spec = Spec::command("dispatch.job.cancel", "POST", "/jobs/{id}/cancel")
        .summary("Cancels a job.")
        .permission("job", "UPDATE")
        .on("job", "id");

    fn check(&self, p: &mut Problems) {
        p.text("reason", &self.reason, 500);
    }

    async fn run(self, tx: &TenantTx) -> Result<JobPage> {
        let target = tx.target().await?;
        let status = target.facts.record["status"].as_str().unwrap_or_default();
        let from_outside = RowFacts { mine: false, ..target.facts.clone() };
        match status {
            "CANCELLED" => return page(tx, self.id).await,
            "COMPLETED" => return Err(Error::conflict("JOB_OVER", "A completed job is not cancelled.")),
            "IN_PROGRESS" => tx.require("job", "APPROVE", &from_outside)?,
            _ => tx.require("job", "UPDATE", &from_outside)?,
        }
        let journeys = journeys::of_job(tx, self.id).await?;
        let open: Vec<&str> = journeys
            .iter()
            .filter(|j| matches!(j.status.as_str(), "MORNING_PREP" | "EN_ROUTE" | "ONSITE"))
            .map(|j| j.number.as_str())
            .collect();
        if !open.is_empty() {
            let text = format!("Cancel its journeys first: {}.", open.join(", "));
            return Err(Error::conflict("HAS_JOURNEYS", text).with_data(json!({"journeys": open})));
        }
        tx.reason(&self.reason);
        store::cancel(tx, self.id, self.reason.trim()).await?;
        tx.emit(NewEvent::new("dispatch.job.cancelled", "job", self.id.uuid()).location(target.facts.location));
        page(tx, self.id).await
    }
    fn example() -> Value {
        json!({"id": "job_01h455vb4pex5vsknk084sn02q", "reason": "Customer postponed"})
    }
}
