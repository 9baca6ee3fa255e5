//! The pools. Private to the engine: everybody else reaches data through a transaction.

use deadpool_postgres::{Manager, ManagerConfig, Object, Pool, RecyclingMethod, Runtime, Timeouts};
use kernel::{Error, Result};
use tokio_postgres::{Config, NoTls};

/// Measured: about four connections a core serve best.
const CONNECTIONS_PER_CORE: usize = 4;

#[derive(Clone)]
pub struct Database {
    application: Pool,
    worker: Config,
}

impl Database {
    /// `application` signs in as the application's role, `worker` as the queue's.
    pub async fn connect(application: Config, worker: Config) -> Result<Self> {
        let cores = std::thread::available_parallelism().map_or(2, usize::from);
        let manager =
            Manager::from_config(application, NoTls, ManagerConfig { recycling_method: RecyclingMethod::Fast });
        let wait = Some(std::time::Duration::from_secs(15));
        let pool = Pool::builder(manager)
            .max_size((cores * CONNECTIONS_PER_CORE).max(8))
            .timeouts(Timeouts { wait, create: wait, recycle: wait })
            .runtime(Runtime::Tokio1)
            .build()
            .map_err(Error::internal)?;
        let it = Self { application: pool, worker };
        it.refuse_powerful_login().await?;
        Ok(it)
    }

    /// The server does not start with a login that row security does not hold.
    async fn refuse_powerful_login(&self) -> Result<()> {
        let client = self.client().await?;
        let row = client
            .query_one(
                "select rolsuper or rolbypassrls or rolcreaterole or exists (\
                   select 1 from pg_class c where c.relowner = r.oid and c.relnamespace = 'public'::regnamespace) \
                 from pg_roles r where rolname = current_user",
                &[],
            )
            .await
            .map_err(Error::internal)?;
        if row.try_get::<_, bool>(0).map_err(Error::internal)? {
            return Err(Error::unavailable(
                "The database login is an owner, a superuser or bypasses row security. Use the role cnc_app.",
            ));
        }
        Ok(())
    }

    pub(crate) async fn client(&self) -> Result<Object> {
        self.application.get().await.map_err(|e| {
            let mut out = Error::unavailable("The database is not reachable right now. Please try again.");
            out.retry = !matches!(e, deadpool_postgres::PoolError::Timeout(_));
            out.cause = Some(e.to_string());
            out
        })
    }

    /// For the queue alone: its own tables, as its own role.
    pub fn worker_config(&self) -> &Config {
        &self.worker
    }

    pub async fn alive(&self) -> bool {
        match self.client().await {
            Ok(client) => client.simple_query("select 1").await.is_ok(),
            Err(_) => false,
        }
    }

    pub fn close(&self) {
        self.application.close();
    }
}
