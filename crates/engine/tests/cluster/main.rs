//! The private cluster against a real PostgreSQL: first and later starts, and every kind of crash.

mod crash;
mod shared;
mod start;

use std::path::Path;
use std::time::{Duration, Instant};

use engine::cluster::Cluster;
use tokio_postgres::{Client, NoTls};

fn folder() -> tempfile::TempDir {
    tempfile::Builder::new().prefix("cluster-").tempdir().unwrap()
}

async fn connect(cluster: &Cluster) -> Client {
    let (client, connection) = cluster.superuser_config().connect(NoTls).await.unwrap();
    tokio::spawn(connection);
    client
}

async fn setting(client: &Client, name: &str) -> String {
    client.query_one("select current_setting($1)", &[&name]).await.unwrap().get(0)
}

/// Ids of the processes that work in the cluster's data.
fn processes_on(folder: &Path) -> Vec<String> {
    let pg = folder.canonicalize().unwrap().join("pg");
    let entries = std::fs::read_dir("/proc").unwrap().flatten();
    entries
        .filter(|e| std::fs::read_link(e.path().join("cwd")).is_ok_and(|cwd| cwd.starts_with(&pg)))
        .map(|e| e.file_name().to_string_lossy().into_owned())
        .collect()
}

async fn until(what: &str, mut done: impl FnMut() -> bool) {
    let begun = Instant::now();
    while !done() {
        assert!(begun.elapsed() < Duration::from_secs(20), "{what} did not happen");
        tokio::time::sleep(Duration::from_millis(2)).await;
    }
}

/// The system lists a process for an instant after its end.
async fn until_nothing_runs_on(folder: &Path) {
    until("the end of PostgreSQL", || processes_on(folder).is_empty()).await;
}
