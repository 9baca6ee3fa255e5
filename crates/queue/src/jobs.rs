//! Jobs carry ids only and hold no logic: the subscriber or schedule of the module does the work.

use engine::Engine;
use graphile_worker::{IntoTaskHandlerResult, TaskHandler, WorkerContext};
use kernel::{
    Error, Id, Result,
    ids::{CompanyId, EventId},
};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::schedules;

#[derive(Clone)]
pub(crate) struct Context(pub Engine);

impl std::fmt::Debug for Context {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Context")
    }
}

/// Hands one event to one subscriber.
#[derive(Serialize, Deserialize)]
pub(crate) struct RunSubscriber {
    pub company_id: Uuid,
    pub event_id: Uuid,
    pub subscriber: String,
}

impl TaskHandler for RunSubscriber {
    const IDENTIFIER: &'static str = "subscriber";
    async fn run(self, context: WorkerContext) -> impl IntoTaskHandlerResult {
        let engine = engine_of(&context)?;
        let company: CompanyId = Id::from_uuid(self.company_id);
        let event: EventId = Id::from_uuid(self.event_id);
        let mut event = engine.event(company, event).await.map_err(told)?.ok_or("the event is gone")?;
        // Counted before the work begins, so that a time that broke off has counted too.
        event.attempt = u32::try_from(*context.job().attempts()).unwrap_or(1).max(1);
        let Some(subscriber) = engine.registry().subscriber(&self.subscriber) else {
            return Err(format!("no subscriber {}", self.subscriber));
        };
        let run = subscriber.run;
        engine.run_job(company, subscriber.name, |tx| run(tx, event.clone())).await.map_err(told)
    }
}

/// Runs one schedule for some companies.
#[derive(Serialize, Deserialize)]
pub(crate) struct RunSchedule {
    /// None in a job that an older copy made for one company: the next period looks after it.
    #[serde(default)]
    pub companies: Vec<Uuid>,
    pub schedule: String,
}

impl TaskHandler for RunSchedule {
    const IDENTIFIER: &'static str = "schedule";
    async fn run(self, context: WorkerContext) -> impl IntoTaskHandlerResult {
        let engine = engine_of(&context)?;
        schedules::run_all(&engine, &self.schedule, &self.companies).await.map_err(told)
    }
}

fn engine_of(context: &WorkerContext) -> std::result::Result<Engine, String> {
    context.get_ext::<Context>().map(|c| c.0.clone()).ok_or_else(|| "no engine".to_owned())
}

fn told(e: Error) -> String {
    e.to_string()
}

/// A job that was given up after all its attempts.
#[derive(Debug, Serialize)]
pub struct DeadLetter {
    pub id: i64,
    pub task: String,
    pub attempts: i16,
    pub last_error: Option<String>,
    pub payload: serde_json::Value,
}

/// What was given up, newest first; at most 200.
pub async fn dead_letters(engine: &Engine) -> Result<Vec<DeadLetter>> {
    let client = crate::relay::connect(engine).await?;
    let rows = client
        .query(
            "select j.id, t.identifier, j.attempts, j.last_error, j.payload::jsonb from graphile_worker._private_jobs j \
             join graphile_worker._private_tasks t on t.id = j.task_id where j.attempts >= j.max_attempts \
             order by j.id desc limit 200",
            &[],
        )
        .await
        .map_err(Error::internal)?;
    rows.iter()
        .map(|row| {
            Ok(DeadLetter {
                id: row.try_get(0).map_err(Error::internal)?,
                task: row.try_get(1).map_err(Error::internal)?,
                attempts: row.try_get(2).map_err(Error::internal)?,
                last_error: row.try_get(3).map_err(Error::internal)?,
                payload: row.try_get(4).map_err(Error::internal)?,
            })
        })
        .collect()
}
