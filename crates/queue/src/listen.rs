//! Hears what the relays of all copies tell.

use std::time::Duration;

use engine::Engine;
use futures::StreamExt;
use kernel::{
    Error, Id, Result,
    ids::{CompanyId, EventId},
};
use tokio_postgres::{AsyncMessage, NoTls};
use uuid::Uuid;

use crate::relay::CHANNEL;

/// Calls `told` for every event of every company, until the task is dropped. Reconnects by itself; what was said in
/// between, streams learn from their last id when they reconnect.
pub async fn listen<F>(engine: Engine, told: F)
where
    F: Fn(CompanyId, EventId) + Send + Sync + 'static,
{
    loop {
        if let Err(e) = hear(&engine, &told).await {
            tracing::warn!(error = %e, "the event listener lost its connection");
        }
        tokio::time::sleep(Duration::from_secs(1)).await;
    }
}

async fn hear<F: Fn(CompanyId, EventId)>(engine: &Engine, told: &F) -> Result<()> {
    let (client, mut connection) = engine.database().worker_config().connect(NoTls).await.map_err(Error::internal)?;
    let mut messages = futures::stream::poll_fn(move |context| connection.poll_message(context));
    let command = format!("listen {CHANNEL}");
    let listening = client.batch_execute(&command);
    tokio::pin!(listening);
    let mut ready = false;
    loop {
        tokio::select! {
            done = &mut listening, if !ready => {
                done.map_err(Error::internal)?;
                ready = true;
            }
            message = messages.next() => match message {
                None => return Ok(()),
                Some(Err(e)) => return Err(Error::internal(e)),
                Some(Ok(AsyncMessage::Notification(note))) => {
                    if let Some((company, event)) = note.payload().split_once(' ')
                        && let (Ok(company), Ok(event)) = (company.parse::<Uuid>(), event.parse::<Uuid>())
                    {
                        told(Id::from_uuid(company), Id::from_uuid(event));
                    }
                }
                Some(Ok(_)) => {}
            },
        }
    }
}
