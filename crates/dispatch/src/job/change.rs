//! Changes a job.

use engine::{Operation, Spec, TenantTx, permission::RowFacts};
use jiff::{Timestamp, civil::Date};
use kernel::{Error, Problems, Result, ids::JobId};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{
    check_notes, check_size, progress,
    read::{JobPage, page},
    store,
};
use crate::sql::job;

/// Changes what is given; an empty text clears a field.
#[derive(Deserialize, JsonSchema)]
pub struct ChangeJob {
    pub id: JobId,
    #[schemars(length(min = 1, max = 100))]
    pub title: Option<String>,
    pub service_date: Option<Date>,
    pub window_start: Option<Timestamp>,
    pub window_end: Option<Timestamp>,
    #[schemars(range(min = 15, max = 100_000))]
    pub planned_minutes: Option<i32>,
    #[schemars(range(min = 1, max = 50))]
    pub crew_wanted: Option<i32>,
    #[schemars(range(min = 1, max = 50))]
    pub crew_minimum: Option<i32>,
    #[schemars(range(min = 0, max = 50))]
    pub trucks_wanted: Option<i32>,
    #[schemars(length(max = 10000))]
    pub instructions: Option<String>,
    #[schemars(length(max = 10000))]
    pub notes: Option<String>,
}

impl Operation for ChangeJob {
    type Output = JobPage;
    const SPEC: Spec = Spec::command("dispatch.job.change", "PATCH", "/jobs/{id}")
        .summary("Changes a job.")
        .permission("job", "UPDATE")
        .on("job", "id");

    fn check(&self, p: &mut Problems) {
        if let Some(title) = &self.title {
            p.text("title", title, 100);
        }
        check_size(p, self.planned_minutes, self.crew_wanted, self.crew_minimum, self.trucks_wanted);
        check_notes(p, &[("instructions", &self.instructions), ("notes", &self.notes)]);
    }

    async fn run(self, tx: &TenantTx) -> Result<JobPage> {
        let target = tx.target().await?;
        // The crew may see its job, the office changes it.
        tx.require("job", "UPDATE", &RowFacts { mine: false, ..target.facts.clone() })?;
        if matches!(target.facts.record["status"].as_str(), Some("COMPLETED" | "CANCELLED")) {
            return Err(Error::conflict("JOB_OVER", "A job that is over is no longer changed."));
        }
        store::change(
            tx,
            job::ChangeJob {
                title: self.title.as_deref().map(str::trim),
                service_date: self.service_date,
                window_start: self.window_start,
                window_end: self.window_end,
                planned_minutes: self.planned_minutes,
                crew_wanted: self.crew_wanted,
                crew_minimum: self.crew_minimum,
                trucks_wanted: self.trucks_wanted,
                instructions: self.instructions.as_deref(),
                notes: self.notes.as_deref(),
                id: self.id,
            },
        )
        .await?;
        progress::follow(tx, self.id).await?;
        page(tx, self.id).await
    }
    fn example() -> Value {
        json!({"id": "job_01h455vb4pex5vsknk084sn02q", "instructions": "Ring twice"})
    }
}
