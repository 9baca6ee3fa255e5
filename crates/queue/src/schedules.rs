//! What runs by the clock, company by company. Every copy offers the jobs of a period; the job's key makes one of them.
//! A job looks after many companies: with one for each, hundreds of quiet companies kept the database busy with the
//! making and ending of jobs alone.

use std::{collections::HashMap, time::Duration};

use engine::Engine;
use graphile_worker::{JobSpec, Schema, TaskHandler, sql::add_job::single::add_job};
use kernel::{Error, Id, Result};
use serde_json::json;
use tokio_postgres::Client;
use uuid::Uuid;

use crate::{Beat, SCHEMA, jobs, relay};

/// Companies of one job.
const TOGETHER: usize = 100;

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
        for some in companies.chunks(TOGETHER) {
            let companies: Vec<Uuid> = some.iter().map(|company| company.uuid()).collect();
            let key = format!("{name}:{}:{period}", companies[0]);
            offer_run(&client, &schema, name, &companies, key).await?;
        }
        done.insert(name, period);
    }
    Ok(())
}

/// A job that runs a schedule for these companies.
async fn offer_run(client: &Client, schema: &Schema, name: &str, companies: &[Uuid], key: String) -> Result<()> {
    let payload = json!({"companies": companies, "schedule": name});
    let spec = JobSpec { job_key: Some(key), max_attempts: Some(3), ..JobSpec::default() };
    add_job(client, schema, jobs::RunSchedule::IDENTIFIER, payload, spec, false)
        .await
        .map(drop)
        .map_err(Error::internal)
}

/// Runs a schedule for one company after another. Where one fails the others go on, and it is tried again by itself.
pub(crate) async fn run_all(engine: &Engine, name: &str, companies: &[Uuid]) -> Result<()> {
    let schedule = engine.registry().schedule(name).ok_or_else(|| Error::internal(format!("no schedule {name}")))?;
    let run = async |company: Uuid| engine.run_job(Id::from_uuid(company), schedule.name, schedule.run).await;
    if let [company] = companies {
        // Alone the job itself is tried again, and is given up visibly in the end.
        return run(*company).await;
    }
    let mut failed = Vec::new();
    for company in companies {
        if let Err(e) = run(*company).await {
            tracing::warn!(schedule = name, %company, error = %e, "a schedule failed");
            failed.push(*company);
        }
    }
    if failed.is_empty() {
        return Ok(());
    }
    let client = relay::connect(engine).await?;
    let (schema, now) = (Schema::from(SCHEMA), engine.settings().now());
    for company in failed {
        offer_run(&client, &schema, name, &[company], format!("{name}:{company}:again:{now}")).await?;
    }
    Ok(())
}
