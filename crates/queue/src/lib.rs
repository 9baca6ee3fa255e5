//! Floor 2: background work. Business transactions write an outbox row; the relay empties it, makes jobs and tells
//! the open streams of every copy of the server. Jobs and schedules run company by company, with retries and a
//! visible list of what was given up.

mod jobs;
mod listen;
mod relay;
mod schedules;

pub use jobs::{DeadLetter, dead_letters};
pub use listen::listen;

use std::{sync::Arc, time::Duration};

use engine::Engine;
use graphile_worker::tokio_postgres::TokioPostgresDatabase;
use graphile_worker::{Database, LocalQueueConfig, RefetchDelayConfig, Worker, WorkerOptions, WorkerRecoveryConfig};
use kernel::{Error, Result};

/// Connections of the queue: fetching, completing, relaying.
const CONNECTIONS: usize = 6;
/// How long an idle copy waits before it asks for jobs again, unless it is told of one.
const IDLE_PAUSE: Duration = Duration::from_millis(500);
pub(crate) const SCHEMA: &str = "graphile_worker";

/// Tells the caller that a background part is alive: its name and how often it says so, in seconds.
pub type Beat = Arc<dyn Fn(&'static str, i64) + Send + Sync>;

/// The running background work of one copy.
pub struct Queue {
    worker: Arc<Worker>,
    tasks: Vec<tokio::task::JoinHandle<()>>,
}

impl Queue {
    /// Starts relay, worker and schedules.
    pub async fn start(engine: Engine, concurrency: usize, beat: Beat) -> Result<Self> {
        let database: Database =
            TokioPostgresDatabase::from_config(engine.database().worker_config().clone(), CONNECTIONS)
                .map_err(Error::internal)?
                .into();
        // Without a pause after an empty fetch the library fetches again at once, without end. A new job ends the pause.
        let idle = RefetchDelayConfig::default().with_duration(IDLE_PAUSE).with_max_abort_threshold(1);
        let worker = WorkerOptions::default()
            .database(database)
            .schema(SCHEMA)
            .concurrency(concurrency)
            .poll_interval(Duration::from_secs(1))
            // One fetch serves several jobs; a copy that dies gives its jobs back.
            .local_queue(LocalQueueConfig::builder().refetch_delay(idle).build())
            .worker_recovery(WorkerRecoveryConfig::default())
            .listen_os_shutdown_signals(false)
            .define_job::<jobs::RunSubscriber>()
            .define_job::<jobs::RunSchedule>()
            .add_extension(jobs::Context(engine.clone()))
            .init()
            .await
            .map_err(Error::internal)?;
        let worker = Arc::new(worker);
        let runner = worker.clone();
        let tasks = vec![
            tokio::spawn(async move {
                if let Err(e) = runner.run().await {
                    tracing::error!(error = %e, "the job worker ended");
                }
            }),
            tokio::spawn(relay::run(engine.clone(), beat.clone())),
            tokio::spawn(schedules::run(engine, beat)),
        ];
        Ok(Self { worker, tasks })
    }

    /// Lets running jobs end, then stops.
    pub async fn stop(self) {
        self.worker.request_shutdown();
        for task in &self.tasks[1..] {
            task.abort();
        }
        for task in self.tasks {
            let _ = tokio::time::timeout(Duration::from_secs(10), task).await;
        }
    }
}
