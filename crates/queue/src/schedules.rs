//! What runs by the clock, company by company. Every copy offers the jobs of a period; the job's key makes one of them.

use std::{collections::HashMap, time::Duration};

use engine::Engine;
use graphile_worker::{JobSpec, Schema, TaskHandler, sql::add_job::single::add_job};
use kernel::{Error, Result};
use serde_json::json;
use uuid::Uuid;

use crate::{Beat, SCHEMA, jobs, relay};

pub(crate) async fn run(engine: Engine, beat: Beat) {
    let mut done: HashMap<&'static str, i64> = HashMap::new();
    loop {
        beat("schedules", 5);
        if let Err(e) = offer(&engine, &mut done).await {
            tracing::warn!(error = %e, "schedules could not be offered");
        }
        tokio::time::sleep(Duration::from_secs(1)).await;
    }
}

async fn offer(engine: &Engine, done: &mut HashMap<&'static str, i64>) -> Result<()> {
    let now_s = engine.settings().now().as_second();
    let due: Vec<_> = engine
        .registry()
        .schedules()
        .map(|s| (s.name, now_s / i64::try_from(s.every_s.max(1)).unwrap_or(1)))
        .filter(|(name, period)| done.get(name) != Some(period))
        .collect();
    if due.is_empty() {
        return Ok(());
    }
    let companies = engine.active_companies().await?;
    let client = relay::connect(engine).await?;
    let schema = Schema::from(SCHEMA);
    for (name, period) in due {
        for company in &companies {
            let company: Uuid = company.uuid();
            let payload = json!({"company_id": company, "schedule": name});
            let key = format!("{name}:{company}:{period}");
            let spec = JobSpec { job_key: Some(key), max_attempts: Some(3), ..JobSpec::default() };
            add_job(&client, &schema, jobs::RunSchedule::IDENTIFIER, payload, spec, false)
                .await
                .map_err(Error::internal)?;
        }
        done.insert(name, period);
    }
    Ok(())
}
