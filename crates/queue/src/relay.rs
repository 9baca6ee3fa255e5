//! Empties the outbox: jobs for the subscribers, a word to every copy's listener. Several copies share the work
//! row by row; a crash in between leaves the rows for the next look.

use std::time::Duration;

use engine::Engine;
use graphile_worker::{JobSpec, Schema, sql::add_job::single::add_job};
use kernel::{Error, Result};
use serde_json::json;
use tokio_postgres::{Client, NoTls};
use uuid::Uuid;

use crate::{Beat, SCHEMA, jobs};
use graphile_worker::TaskHandler;

pub(crate) const CHANNEL: &str = "cnc_events";
/// A fallback only: a commit of this copy wakes the relay at once.
const LOOK_EVERY: Duration = Duration::from_millis(250);

pub(crate) async fn connect(engine: &Engine) -> Result<Client> {
    let (client, connection) = engine.database().worker_config().connect(NoTls).await.map_err(Error::internal)?;
    tokio::spawn(async move {
        let _ = connection.await;
    });
    Ok(client)
}

pub(crate) async fn run(engine: Engine, beat: Beat) {
    loop {
        if let Err(e) = keep_relaying(&engine, &beat).await {
            tracing::warn!(error = %e, "the relay lost its connection");
            tokio::time::sleep(Duration::from_secs(1)).await;
        }
    }
}

async fn keep_relaying(engine: &Engine, beat: &Beat) -> Result<()> {
    let mut client = connect(engine).await?;
    loop {
        beat("relay", 5);
        if relay(engine, &mut client).await? == 0 {
            tokio::select! {
                () = engine.committed() => {}
                () = tokio::time::sleep(LOOK_EVERY) => {}
            }
        }
    }
}

async fn relay(engine: &Engine, client: &mut Client) -> Result<usize> {
    let tx = client.transaction().await.map_err(Error::internal)?;
    let rows = tx
        .query(
            "delete from outbox where event_id in (select event_id from outbox order by at, event_id \
             for update skip locked limit 100) returning event_id, company_id, name",
            &[],
        )
        .await
        .map_err(Error::internal)?;
    let schema = Schema::from(SCHEMA);
    for row in &rows {
        let event: Uuid = row.try_get(0).map_err(Error::internal)?;
        let company: Uuid = row.try_get(1).map_err(Error::internal)?;
        let name: String = row.try_get(2).map_err(Error::internal)?;
        for subscriber in engine.registry().subscribers(&name) {
            let payload = json!({"company_id": company, "event_id": event, "subscriber": subscriber.name});
            let key = format!("{event}:{}", subscriber.name);
            let spec = JobSpec { job_key: Some(key), max_attempts: Some(12), ..JobSpec::default() };
            add_job(&tx, &schema, jobs::RunSubscriber::IDENTIFIER, payload, spec, false)
                .await
                .map_err(Error::internal)?;
        }
        tx.execute("select pg_notify($1, $2)", &[&CHANNEL, &format!("{company} {event}")])
            .await
            .map_err(Error::internal)?;
    }
    tx.commit().await.map_err(Error::internal)?;
    Ok(rows.len())
}
