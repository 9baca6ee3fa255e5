//! Clusters for tests: one that lasts for one value, and one that a whole test run shares.

use std::fs::DirBuilder;
use std::os::unix::fs::{DirBuilderExt, MetadataExt};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

use nix::unistd::geteuid;
use tokio_postgres::{Client, Config, NoTls};

use super::error::{At, ClusterError};
use super::folder::FolderLock;
use super::{Cluster, DATABASE, Options, SUPERUSER, leftover};

const THROWAWAY_START: &str = "cnc-throwaway-";
const TEMPLATE_START: &str = "template_";
/// Templates of older migrations are kept up to this number.
const TEMPLATES_KEPT: usize = 6;
static NUMBER: AtomicU32 = AtomicU32::new(0);

impl Cluster {
    /// A cluster with fast settings in a folder of its own, removed with the value.
    pub async fn ephemeral() -> Result<Cluster, ClusterError> {
        tokio::task::spawn_blocking(Cluster::ephemeral_blocking)
            .await
            .map_err(|e| ClusterError::Supervisor(e.to_string()))?
    }

    /// [`Cluster::ephemeral`] for callers outside a runtime.
    pub fn ephemeral_blocking() -> Result<Cluster, ClusterError> {
        let parent = std::env::temp_dir();
        remove_abandoned(&parent);
        let folder = loop {
            let number = NUMBER.fetch_add(1, Ordering::Relaxed);
            let folder = parent.join(format!("{THROWAWAY_START}{}-{number}", std::process::id()));
            match DirBuilder::new().mode(0o700).create(&folder) {
                Ok(()) => break folder,
                Err(e) if e.kind() == std::io::ErrorKind::AlreadyExists => {}
                Err(e) => return Err(e).at("cannot create", &folder),
            }
        };
        let opened = Cluster::open_blocking(&folder, Options::for_tests());
        match opened {
            Ok(mut cluster) => {
                cluster.throwaway = Some(folder);
                Ok(cluster)
            }
            Err(e) => {
                let _ = std::fs::remove_dir_all(&folder);
                Err(e)
            }
        }
    }
}

/// Removes throwaway clusters whose process was killed.
fn remove_abandoned(parent: &Path) {
    for entry in std::fs::read_dir(parent).into_iter().flatten().flatten() {
        let folder = entry.path();
        let ours = entry.file_name().to_string_lossy().starts_with(THROWAWAY_START)
            && folder.symlink_metadata().is_ok_and(|m| m.is_dir() && m.uid() == geteuid().as_raw());
        // One without a lock is just being made.
        if ours && folder.join("lock").exists() && FolderLock::take(&folder).is_ok() {
            leftover::kill_all(&folder.join("pg"));
            let _ = std::fs::remove_dir_all(&folder);
        }
    }
}

/// The cluster that all tests of this process share: started once, ended with the process. Its folder is kept for the
/// next run, so that it starts in milliseconds and finished templates are there; processes side by side get one each.
///
/// # Panics
/// Where no cluster can be started: a test can't go on without it.
pub fn shared_for_tests() -> &'static TestCluster {
    static SHARED: OnceLock<TestCluster> = OnceLock::new();
    SHARED.get_or_init(|| {
        // A thread of its own, because the caller is often inside a runtime, where blocking on another one panics.
        let opened = std::thread::spawn(open_shared).join();
        match opened {
            Ok(Ok(cluster)) => cluster,
            Ok(Err(e)) => panic!("no database for the tests: {e}"),
            Err(_) => panic!("no database for the tests"),
        }
    })
}

fn open_shared() -> Result<TestCluster, ClusterError> {
    let mut refusal = None;
    for parent in shared_parents() {
        for slot in 1.. {
            match open_slot(&parent.join(format!("slot-{slot}"))) {
                Ok(cluster) => return Ok(cluster),
                Err(ClusterError::InUse { .. }) if slot < 64 => {}
                Err(e) => {
                    refusal = Some(e);
                    break;
                }
            }
        }
    }
    Err(refusal.unwrap_or_else(|| ClusterError::Supervisor("no folder for test clusters".to_owned())))
}

/// The build's target folder, else the folder for temporary files where the database's account can't get there.
fn shared_parents() -> Vec<PathBuf> {
    let program = std::env::current_exe().unwrap_or_default();
    let target = program.ancestors().find(|f| f.join("CACHEDIR.TAG").exists());
    let mut parents: Vec<PathBuf> = target.map(|t| t.join("test-clusters")).into_iter().collect();
    parents.push(std::env::temp_dir().join(format!("cnc-test-clusters-{}", geteuid())));
    parents
}

fn open_slot(folder: &Path) -> Result<TestCluster, ClusterError> {
    let cluster = match Cluster::open_blocking(folder, Options::for_tests()) {
        Err(ClusterError::NotStarted { .. } | ClusterError::OtherVersion { .. }) => {
            // Fast settings: a crash of the machine spoils the data. Nobody misses it.
            let lock = FolderLock::take(folder)?;
            leftover::kill_all(&folder.join("pg"));
            std::fs::remove_dir_all(folder.join("pg")).at("cannot remove", folder)?;
            drop(lock);
            Cluster::open_blocking(folder, Options::for_tests())?
        }
        other => other?,
    };
    let shared = TestCluster { cluster, making_template: tokio::sync::Mutex::new(()) };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let runtime = runtime.map_err(|e| ClusterError::Supervisor(e.to_string()))?;
    runtime.block_on(shared.remove_old_databases())?;
    Ok(shared)
}

/// A cluster for tests, with databases made from templates.
#[derive(Debug)]
pub struct TestCluster {
    cluster: Cluster,
    making_template: tokio::sync::Mutex<()>,
}

impl TestCluster {
    /// The cluster itself.
    pub fn cluster(&self) -> &Cluster {
        &self.cluster
    }

    /// Name of the template database for `key`, a name or hash that changes with what `prepare` does. Where there is
    /// none yet, `prepare` fills an empty database (its connections have to be closed at its end); a failed one is
    /// thrown away. Roles are the cluster's: they may exist from another template.
    pub async fn template<P, F, E>(&self, key: &str, prepare: P) -> Result<String, E>
    where
        P: FnOnce(Config) -> F,
        F: Future<Output = Result<(), E>>,
        E: From<ClusterError>,
    {
        let name = format!("{TEMPLATE_START}{key}");
        let unfinished = format!("unfinished_{key}");
        let _alone = self.making_template.lock().await;
        let admin = self.admin().await?;
        let found = admin.query_opt("select 1 from pg_database where datname = $1", &[&name]).await;
        if found.map_err(ClusterError::from)?.is_some() {
            return Ok(name);
        }
        statements(&admin, &[&format!("drop database if exists {} with (force)", quoted(&unfinished))]).await?;
        statements(&admin, &[&format!("create database {}", quoted(&unfinished))]).await?;
        prepare(self.cluster.config(&unfinished, SUPERUSER)).await?;
        statements(
            &admin,
            &[
                &format!("alter database {} rename to {}", quoted(&unfinished), quoted(&name)),
                &format!("alter database {} with allow_connections false", quoted(&name)),
            ],
        )
        .await?;
        Ok(name)
    }

    /// A new database, a copy of the template, dropped with the value. An empty one without a template.
    pub async fn database(&'static self, template: Option<&str>) -> Result<TestDatabase, ClusterError> {
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let name = format!("test_{}_{number}", std::process::id());
        let template = template.unwrap_or("template0");
        // Copying files is three times as fast as copying through the log where nothing is synced.
        let create = format!("create database {} template {} strategy file_copy", quoted(&name), quoted(template));
        statements(&self.admin().await?, &[&create]).await?;
        Ok(TestDatabase { cluster: self, name })
    }

    async fn admin(&self) -> Result<Client, ClusterError> {
        let (client, connection) = self.cluster.config("postgres", SUPERUSER).connect(NoTls).await?;
        tokio::spawn(connection);
        Ok(client)
    }

    /// Databases of earlier runs, and templates where there are too many.
    async fn remove_old_databases(&self) -> Result<(), ClusterError> {
        let admin = self.admin().await?;
        let rows = admin.query("select datname from pg_database where not datistemplate order by datname", &[]).await?;
        let names: Vec<String> = rows.iter().map(|r| r.get(0)).collect();
        let templates = names.iter().filter(|n| n.starts_with(TEMPLATE_START)).count();
        for name in names.iter().filter(|n| !["postgres", DATABASE].contains(&n.as_str())) {
            if templates > TEMPLATES_KEPT || !name.starts_with(TEMPLATE_START) {
                statements(&admin, &[&format!("drop database if exists {} with (force)", quoted(name))]).await?;
            }
        }
        Ok(())
    }
}

/// A database for one test.
#[derive(Debug)]
pub struct TestDatabase {
    cluster: &'static TestCluster,
    name: String,
}

impl TestDatabase {
    /// The database's name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// How to connect as a role.
    pub fn config(&self, role: &str) -> Config {
        self.cluster.cluster.config(&self.name, role)
    }

    /// How to connect as the superuser.
    pub fn superuser_config(&self) -> Config {
        self.config(SUPERUSER)
    }
}

impl Drop for TestDatabase {
    fn drop(&mut self) {
        // In the background: the test's own runtime may be ending. What the process's end cuts off, the next run drops.
        let (cluster, name) = (self.cluster, std::mem::take(&mut self.name));
        std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().ok()?;
            runtime.block_on(async {
                let admin = cluster.admin().await.ok()?;
                statements(&admin, &[&format!("drop database {} with (force)", quoted(&name))]).await.ok()
            })
        });
    }
}

async fn statements(client: &Client, all: &[&str]) -> Result<(), ClusterError> {
    for one in all {
        client.batch_execute(one).await?;
    }
    Ok(())
}

fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}
