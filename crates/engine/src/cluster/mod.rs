//! The private PostgreSQL that the server runs where no `DATABASE_URL` is given.
//!
//! One data folder holds one cluster: `pg` (PostgreSQL's data), `log`, `run` (the socket), `postgres.conf` (written at
//! each start), `lock`. PostgreSQL listens on a unix socket in a folder that only its own account may enter, so there
//! are no passwords.

mod account;
mod error;
mod folder;
mod leftover;
mod making;
mod process;
mod programs;
mod settings;
mod socket;
mod supervise;
mod testing;

use std::path::{Path, PathBuf};
use std::sync::{Arc, mpsc};
use std::thread::JoinHandle;
use std::time::Duration;

use nix::sys::signal::Signal;

pub use error::ClusterError;
pub use making::{DATABASE, SUPERUSER};
pub use programs::Programs;
pub use supervise::Phase;
pub use testing::{TestCluster, TestDatabase, shared_for_tests};

use account::Account;
use error::At;
use folder::{DataFolder, FolderLock, private_folder};
use supervise::{Plan, Supervised};

/// What a commit is worth.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Durability {
    /// A commit survives a crash of the machine.
    Full,
    /// For tests: a crash of the machine may lose or spoil the data.
    None,
}

/// How often an unexpected end is answered with another start.
#[derive(Debug, Clone, Copy)]
pub struct RestartLimit {
    /// Starts allowed in the window; 0 means never again.
    pub most: usize,
    /// The window.
    pub within: Duration,
}

/// How the cluster is run.
#[derive(Debug, Clone)]
pub struct Options {
    /// What a commit is worth.
    pub durability: Durability,
    /// Connections PostgreSQL accepts.
    pub max_connections: u32,
    /// How long a start may take; recovery after a crash is part of it.
    pub start_timeout: Duration,
    /// How long a clean stop may take before PostgreSQL is ended the hard way.
    pub stop_timeout: Duration,
    /// How often it is started again.
    pub restarts: RestartLimit,
}

impl Default for Options {
    fn default() -> Options {
        Options {
            durability: Durability::Full,
            max_connections: 100,
            start_timeout: Duration::from_secs(600),
            stop_timeout: Duration::from_secs(30),
            restarts: RestartLimit { most: 3, within: Duration::from_secs(60) },
        }
    }
}

impl Options {
    /// Fast settings for data that nobody misses.
    pub fn for_tests() -> Options {
        Options { durability: Durability::None, max_connections: 300, ..Options::default() }
    }

    fn stop_signal(&self) -> Signal {
        // PostgreSQL's fast shutdown: sessions are ended, everything is written.
        Signal::SIGINT
    }
}

/// A running private PostgreSQL. Dropping it stops PostgreSQL, blocking until that is done; where this process is
/// killed, the system tells PostgreSQL to stop (Linux) or the next open does.
#[derive(Debug)]
pub struct Cluster {
    supervised: Arc<Supervised>,
    thread: Option<JoinHandle<()>>,
    /// Removed after the stop.
    throwaway: Option<PathBuf>,
    /// Last, so that the folder is free only when PostgreSQL has ended.
    _lock: FolderLock,
}

impl Cluster {
    /// Opens the cluster in `data_folder`, makes it first where there is none, and returns when it accepts connections.
    /// Recovers from every kind of earlier crash.
    pub async fn open(data_folder: &Path, options: Options) -> Result<Cluster, ClusterError> {
        let folder = data_folder.to_owned();
        tokio::task::spawn_blocking(move || Cluster::open_blocking(&folder, options))
            .await
            .map_err(|e| ClusterError::Supervisor(e.to_string()))?
    }

    /// [`Cluster::open`] for callers outside a runtime.
    pub fn open_blocking(data_folder: &Path, options: Options) -> Result<Cluster, ClusterError> {
        let data = DataFolder::open(data_folder)?;
        let lock = FolderLock::take(&data.root)?;
        let account = Account::choose(&data.pg)?;
        let made_by = data.made_by()?;
        let programs = Programs::find(made_by.map(|major| (major, data.pg.as_path())))?;
        if let Some(account) = &account {
            account.let_through(&data.root)?;
            account.check_reach(&data.root)?;
        }
        match made_by {
            None => making::make(&data, &programs, account.as_ref(), options.durability)?,
            Some(_) => {
                making::remove_half_made(&data)?;
                take_over(&data.pg, account.as_ref())?;
            }
        }
        private_folder(&data.log, account.as_ref())?;
        settings::write(&data, options.durability, options.max_connections)?;
        let socket_folder = socket::socket_folder(&data, account.as_ref())?;
        let at_death = options.stop_signal();
        let plan = Plan { data, programs, account, socket_folder, at_death, options };
        Cluster::supervise(plan, lock)
    }

    fn supervise(plan: Plan, lock: FolderLock) -> Result<Cluster, ClusterError> {
        let supervised = Arc::new(Supervised::new(plan));
        let (tell, started) = mpsc::sync_channel(1);
        let thread = std::thread::Builder::new().name("postgres".to_owned()).spawn({
            let supervised = Arc::clone(&supervised);
            move || supervised.run(&tell)
        });
        let thread = thread.map_err(|e| ClusterError::Supervisor(e.to_string()))?;
        let cluster = Cluster { supervised, thread: Some(thread), throwaway: None, _lock: lock };
        started.recv().map_err(|_| ClusterError::Supervisor("it ended early".to_owned()))??;
        Ok(cluster)
    }

    /// How to connect to a database of the cluster as a role.
    pub fn config(&self, database: &str, role: &str) -> tokio_postgres::Config {
        let mut config = tokio_postgres::Config::new();
        config.host_path(self.socket_folder()).port(socket::PORT).dbname(database).user(role);
        config.connect_timeout(Duration::from_secs(10));
        config
    }

    /// How to connect to the product's database as the superuser.
    pub fn superuser_config(&self) -> tokio_postgres::Config {
        self.config(DATABASE, SUPERUSER)
    }

    /// Folder of the socket, for other programs (`psql -h`).
    pub fn socket_folder(&self) -> &Path {
        &self.supervised.plan.socket_folder
    }

    /// The installation in use.
    pub fn programs(&self) -> &Programs {
        &self.supervised.plan.programs
    }

    /// The data folder, without links.
    pub fn data_folder(&self) -> &Path {
        &self.supervised.plan.data.root
    }

    /// Process id of PostgreSQL while it runs.
    pub fn pid(&self) -> Option<u32> {
        self.supervised.pid()
    }

    /// Tells how PostgreSQL is doing, and of each change.
    pub fn phases(&self) -> tokio::sync::watch::Receiver<Phase> {
        self.supervised.phase.subscribe()
    }

    /// Resolves with the reason when PostgreSQL has ended unexpectedly and is not started again; never after a stop.
    pub async fn died(&self) -> String {
        let mut phases = self.phases();
        let died = phases.wait_for(|p| matches!(p, Phase::Died(_))).await;
        if let Ok(Phase::Died(reason)) = died.as_deref() {
            return reason.clone();
        }
        std::future::pending().await
    }

    /// Stops PostgreSQL: sessions are ended, everything is written. Again is allowed. An error tells that it had to be
    /// ended the hard way; the data is safe even then.
    pub async fn stop(&self) -> Result<(), ClusterError> {
        let supervised = Arc::clone(&self.supervised);
        tokio::task::spawn_blocking(move || supervised.stop())
            .await
            .map_err(|e| ClusterError::Supervisor(e.to_string()))?
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        if let Err(e) = self.supervised.stop() {
            tracing::warn!(error = %e, "PostgreSQL at the server's end");
        }
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
        let plan = &self.supervised.plan;
        if plan.socket_folder != plan.data.run {
            let _ = std::fs::remove_dir(&plan.socket_folder);
        }
        if let Some(folder) = &self.throwaway
            && let Err(e) = std::fs::remove_dir_all(folder)
        {
            tracing::warn!(error = %e, folder = %folder.display(), "throwaway cluster stays");
        }
    }
}

/// Data that root put there, from a backup for example, becomes the account's.
fn take_over(pg: &Path, account: Option<&Account>) -> Result<(), ClusterError> {
    use std::os::unix::fs::MetadataExt;
    let owner = std::fs::metadata(pg).at("cannot read", pg)?.uid();
    match account {
        Some(account) if owner != account.uid => account.give_all(pg),
        _ => Ok(()),
    }
}
