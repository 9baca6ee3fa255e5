//! A running installation: database, engine, background work, HTTP; and its clean end.

use std::sync::Arc;

use anyhow::{Context, Result, bail};
use engine::{
    Engine,
    cluster::{self, Cluster},
    database::Database,
};
use tokio_postgres::{Config, NoTls};

use crate::{Configuration, VERSION, aliases, connections, keys, modules};

/// The three logins of one database.
pub struct Logins {
    pub owner: Config,
    pub application: Config,
    pub worker: Config,
}

pub struct Running {
    pub engine: Engine,
    pub beats: web::Beats,
    pub hub: web::Hub,
    cluster: Option<Cluster>,
    queue: Option<queue::Queue>,
    tasks: Vec<tokio::task::JoinHandle<()>>,
}

/// Opens the private cluster, or reads where the given server is.
pub async fn database(configuration: &Configuration) -> Result<(Option<Cluster>, Logins)> {
    if let Some(url) = &configuration.database_url {
        let owner = configuration.database_owner_url.as_deref().unwrap_or(url);
        let Some(worker) = &configuration.database_worker_url else {
            bail!("with DATABASE_URL, CNC_DATABASE_WORKER_URL is needed too: the same server as the role cnc_worker");
        };
        let logins = Logins {
            owner: owner.parse().context("CNC_DATABASE_OWNER_URL")?,
            application: url.parse().context("DATABASE_URL")?,
            worker: worker.parse().context("CNC_DATABASE_WORKER_URL")?,
        };
        return Ok((None, logins));
    }
    let folder = configuration.data_folder()?.join("database");
    let cluster = Cluster::open(&folder, cluster::Options::default()).await?;
    let logins = Logins {
        owner: cluster.superuser_config(),
        application: cluster.config(cluster::DATABASE, "cnc_app"),
        worker: cluster.config(cluster::DATABASE, "cnc_worker"),
    };
    Ok((Some(cluster), logins))
}

/// Applies the missing migrations and says which.
pub async fn migrate(owner: &Config) -> Result<Vec<&'static str>> {
    let (client, connection) = owner.connect(NoTls).await.context("the database")?;
    let task = tokio::spawn(connection);
    let applied = engine::migrate::run(&client).await?;
    drop(client);
    let _ = task.await;
    Ok(applied)
}

/// The engine over a migrated database.
pub async fn engine(configuration: &Configuration, logins: &Logins) -> Result<Engine> {
    let database = Database::connect(logins.application.clone(), logins.worker.clone()).await?;
    let store = files::Store::local(&configuration.data_folder()?.join("files"))?;
    let smtp = messaging::Smtp::from_settings(configuration.smtp_url.as_deref(), Some(&configuration.mail_from))?;
    let mut settings = modules::settings(configuration.master_key()?, configuration.url(), store, smtp);
    if configuration.texts_inside {
        settings.ports.offer::<messaging::Gateway>(messaging::Gateway::to_this_machine_too());
    }
    if configuration.pushes_inside {
        settings.ports.offer::<messaging::Push>(messaging::Push::to_this_machine_too());
    }
    if configuration.cards_inside {
        settings.ports.offer::<billing::Provider>(billing::Provider::to_this_machine_too());
    }
    let audit_key = keys::load(&logins.application, &settings).await?;
    settings.ports.offer::<compliance::AuditKey>(audit_key);
    Ok(Engine::new(database, modules::all(), settings))
}

impl Running {
    /// Everything but HTTP.
    pub async fn start(configuration: &Configuration) -> Result<Self> {
        let (cluster, logins) = database(configuration).await?;
        for name in migrate(&logins.owner).await? {
            tracing::info!(migration = name, "applied");
        }
        let engine = engine(configuration, &logins).await?;
        Self::over(engine, cluster, configuration).await
    }

    /// Background work over an engine that is there already.
    pub async fn over(engine: Engine, cluster: Option<Cluster>, configuration: &Configuration) -> Result<Self> {
        let beats = web::Beats::default();
        let hub = web::Hub::default();
        let beat: queue::Beat = {
            let (beats, engine) = (beats.clone(), engine.clone());
            Arc::new(move |part, every_s| beats.beat(part, every_s, engine.settings().now()))
        };
        let queue = queue::Queue::start(engine.clone(), configuration.jobs, beat.clone()).await?;
        let mut tasks = Vec::new();
        {
            let (engine, hub) = (engine.clone(), hub.clone());
            let telling = engine.clone();
            tasks.push(tokio::spawn(queue::listen(engine, move |company, event| {
                if hub.has(company) {
                    let (engine, hub) = (telling.clone(), hub.clone());
                    tokio::spawn(async move {
                        if let Ok(Some(event)) = engine.event(company, event).await {
                            hub.tell(Arc::new(event));
                        }
                    });
                }
            })));
        }
        tasks.extend(modules::background(&engine, configuration, beat));
        Ok(Self { engine, beats, hub, cluster, queue: Some(queue), tasks })
    }

    pub fn router(&self, configuration: &Configuration) -> axum::Router {
        web::router(
            self.engine.clone(),
            self.hub.clone(),
            self.beats.clone(),
            web::Options {
                aliases: aliases::all(),
                secure_cookies: configuration.url().starts_with("https://"),
                rate_limits: !configuration.no_rate_limits,
                version: VERSION,
            },
        )
    }

    /// Serves until `ended` resolves or the cluster dies, then stops everything in order.
    pub async fn serve(
        self,
        configuration: &Configuration,
        ended: impl Future<Output = ()> + Send + 'static,
    ) -> Result<()> {
        let listener = tokio::net::TcpListener::bind(&configuration.listen)
            .await
            .with_context(|| format!("cannot listen on {}", configuration.listen))?;
        self.serve_on(listener, configuration, ended).await
    }

    pub async fn serve_on(
        mut self,
        listener: tokio::net::TcpListener,
        configuration: &Configuration,
        ended: impl Future<Output = ()> + Send + 'static,
    ) -> Result<()> {
        let (stop, stopped) = tokio::sync::oneshot::channel();
        let server = tokio::spawn(connections::serve(listener, self.router(configuration), stopped));
        let died = match &self.cluster {
            Some(cluster) => {
                tokio::select! {
                    () = ended => None,
                    reason = cluster.died() => Some(reason),
                }
            }
            None => {
                ended.await;
                None
            }
        };
        let _ = stop.send(());
        // Open event streams would hold the server for ever: a short grace, then the end.
        let _ = tokio::time::timeout(std::time::Duration::from_secs(5), server).await;
        self.stop().await?;
        match died {
            Some(reason) => bail!("the database ended: {reason}"),
            None => Ok(()),
        }
    }

    pub async fn stop(&mut self) -> Result<()> {
        for task in self.tasks.drain(..) {
            task.abort();
        }
        if let Some(queue) = self.queue.take() {
            queue.stop().await;
        }
        self.engine.database().close();
        if let Some(cluster) = self.cluster.take() {
            cluster.stop().await?;
        }
        Ok(())
    }
}
