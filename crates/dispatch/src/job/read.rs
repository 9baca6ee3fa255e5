//! A job with stops, needs and journeys.

use engine::{Operation, Spec, TenantTx};
use jiff::Timestamp;
use kernel::{
    Result,
    ids::{JobId, JobStopId},
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{JobCard, store};
use crate::journey::{card::JourneyCard, store as journeys};

/// A job with stops, needs and journeys.
#[derive(Deserialize, JsonSchema)]
pub struct ReadJob {
    pub id: JobId,
}

/// A stop as promised.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct JobStopCard {
    pub id: JobStopId,
    pub order: i32,
    pub role: String,
    pub address: Value,
    pub window_start: Option<Timestamp>,
    pub window_end: Option<Timestamp>,
    pub planned_minutes: i32,
}

/// What the job needs.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct JobItemCard {
    pub kind: String,
    pub description: Option<String>,
    pub quantity: i32,
    /// OPEN until its journeys have it.
    pub state: String,
    pub waived: bool,
}

#[derive(Serialize, JsonSchema)]
pub struct JobPage {
    #[serde(flatten)]
    pub card: JobCard,
    pub stops: Vec<JobStopCard>,
    pub items: Vec<JobItemCard>,
    pub journeys: Vec<JourneyCard>,
}

/// The page of a job.
pub async fn page(tx: &TenantTx, id: JobId) -> Result<JobPage> {
    let (card, stops, items, journeys) =
        futures::try_join!(store::read(tx, id), store::stops(tx, id), store::items(tx, id), journeys::of_job(tx, id))?;
    let stops = stops.into_iter().map(|s| JobStopCard {
        id: s.id,
        order: s.position,
        role: s.role,
        address: s.address,
        window_start: s.window_start,
        window_end: s.window_end,
        planned_minutes: s.planned_minutes,
    });
    let items = items.into_iter().map(|i| JobItemCard {
        kind: i.kind,
        description: i.description,
        quantity: i.quantity,
        state: i.state,
        waived: i.waived,
    });
    Ok(JobPage { card, stops: stops.collect(), items: items.collect(), journeys })
}

impl Operation for ReadJob {
    type Output = JobPage;
    const SPEC: Spec = Spec::read("dispatch.job.read", "/jobs/{id}")
        .summary("A job with stops, needs and journeys.")
        .permission("job", "VIEW")
        .on("job", "id");

    async fn run(self, tx: &TenantTx) -> Result<JobPage> {
        page(tx, self.id).await
    }
    fn example() -> Value {
        json!({"id": "job_01h455vb4pex5vsknk084sn02q"})
    }
}
