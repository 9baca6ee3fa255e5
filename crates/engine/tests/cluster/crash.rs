//! What a kill leaves behind, and that the next open copes with it.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use engine::cluster::{Cluster, ClusterError, DATABASE, Options, Phase, RestartLimit};
use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;

use super::{connect, folder, processes_on, until, until_nothing_runs_on};

const OWNER_FOLDER: &str = "CNC_TEST_OWNER_FOLDER";

fn signal(pid: u32, signal: Signal) {
    kill(Pid::from_raw(pid.cast_signed()), signal).unwrap();
}

async fn kill_and_await_the_next(cluster: &Cluster) {
    let before = cluster.pid().unwrap();
    signal(before, Signal::SIGKILL);
    let phases = cluster.phases();
    until("the next start", || cluster.pid().is_some_and(|now| now != before) && *phases.borrow() == Phase::Running)
        .await;
}

/// Another process of this program that owns a cluster until it is killed.
fn owner(folder: &Path) -> Child {
    Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "crash::owns_a_cluster_until_killed", "--ignored", "--nocapture"])
        .env(OWNER_FOLDER, folder)
        .stdout(Stdio::piped())
        .stderr(Stdio::inherit())
        .spawn()
        .unwrap()
}

fn until_open(owner: &mut Child) {
    let lines = BufReader::new(owner.stdout.take().unwrap()).lines();
    assert!(lines.map_while(Result::ok).any(|line| line.contains("cluster is open")), "the owner did not open");
}

#[tokio::test]
#[ignore = "the other process of the tests below"]
async fn owns_a_cluster_until_killed() {
    let folder = PathBuf::from(std::env::var_os(OWNER_FOLDER).unwrap());
    let cluster = Cluster::open(&folder, Options::default()).await.unwrap();
    let client = connect(&cluster).await;
    client.batch_execute("create table if not exists kept (n int); insert into kept values (1)").await.unwrap();
    println!("\ncluster is open");
    std::future::pending::<()>().await;
}

#[tokio::test]
async fn killed_postgres_is_started_again() {
    let folder = folder();
    let cluster = Cluster::open(folder.path(), Options::default()).await.unwrap();
    connect(&cluster).await.batch_execute("create table kept as select 7 as n").await.unwrap();
    kill_and_await_the_next(&cluster).await;
    let kept: i32 = connect(&cluster).await.query_one("select n from kept", &[]).await.unwrap().get(0);
    assert_eq!(kept, 7);
}

#[tokio::test]
async fn restarts_are_bounded_and_the_end_is_told() {
    let folder = folder();
    let restarts = RestartLimit { most: 1, within: Duration::from_secs(60) };
    let cluster = Cluster::open(folder.path(), Options { restarts, ..Options::for_tests() }).await.unwrap();
    kill_and_await_the_next(&cluster).await;
    signal(cluster.pid().unwrap(), Signal::SIGKILL);
    let reason = tokio::time::timeout(Duration::from_secs(20), cluster.died()).await.unwrap();
    assert!(reason.contains("signal: 9"), "{reason}");
    drop(cluster);
    Cluster::open(folder.path(), Options::for_tests()).await.unwrap();
}

#[tokio::test]
async fn a_killed_owner_leaves_no_orphan_and_the_next_open_recovers() {
    let folder = folder();
    let mut first = owner(folder.path());
    until_open(&mut first);
    assert!(!processes_on(folder.path()).is_empty());
    first.kill().unwrap();
    first.wait().unwrap();
    // At once, while PostgreSQL is still about to end.
    let begun = Instant::now();
    let cluster = Cluster::open(folder.path(), Options::default()).await.unwrap();
    println!("start after a killed owner: {:?}", begun.elapsed());
    let kept: i32 = connect(&cluster).await.query_one("select n from kept", &[]).await.unwrap().get(0);
    assert_eq!(kept, 1);
    drop(cluster);

    let mut second = owner(folder.path());
    until_open(&mut second);
    second.kill().unwrap();
    second.wait().unwrap();
    // Nobody opens the folder: it has to end by itself.
    until_nothing_runs_on(folder.path()).await;
}

#[tokio::test]
async fn owner_and_postgres_killed_together_recover() {
    let folder = folder();
    let mut first = owner(folder.path());
    until_open(&mut first);
    let pid_file = std::fs::read_to_string(folder.path().join("pg/postmaster.pid")).unwrap();
    let postgres: u32 = pid_file.lines().next().unwrap().parse().unwrap();
    signal(postgres, Signal::SIGSTOP);
    first.kill().unwrap();
    first.wait().unwrap();
    signal(postgres, Signal::SIGKILL);
    let cluster = Cluster::open(folder.path(), Options::default()).await.unwrap();
    let kept: i32 = connect(&cluster).await.query_one("select n from kept", &[]).await.unwrap().get(0);
    assert_eq!(kept, 1);
}

#[tokio::test]
async fn a_pid_file_that_names_a_stranger_stops_nothing_and_hurts_nobody() {
    let folder = folder();
    drop(Cluster::open(folder.path(), Options::for_tests()).await.unwrap());
    let mut stranger = Command::new("sleep").arg("60").spawn().unwrap();
    let pg = folder.path().canonicalize().unwrap().join("pg");
    let noted = format!("{}\n{}\n1\n5432\n/nowhere\n\n1 1\nready\n", stranger.id(), pg.display());
    std::fs::write(pg.join("postmaster.pid"), noted).unwrap();
    let cluster = Cluster::open(folder.path(), Options::for_tests()).await.unwrap();
    assert_ne!(cluster.pid(), Some(stranger.id()));
    assert_eq!(stranger.try_wait().unwrap(), None);
    stranger.kill().unwrap();
    stranger.wait().unwrap();
}

#[tokio::test]
async fn postgres_started_by_hand_is_left_alone() {
    let folder = folder();
    let cluster = Cluster::open(folder.path(), Options::for_tests()).await.unwrap();
    let program = cluster.programs().folder.join("postgres");
    let pg = cluster.data_folder().join("pg");
    drop(cluster);
    use std::os::unix::{fs::MetadataExt, process::CommandExt};
    let owner = pg.metadata().unwrap();
    let socket_folder = format!("unix_socket_directories={}", pg.display());
    let mut by_hand = Command::new(program);
    by_hand.arg("-D").arg(&pg).args(["-c", &socket_folder, "-c", "listen_addresses="]);
    by_hand.uid(owner.uid()).gid(owner.gid()).current_dir("/").stderr(Stdio::null());
    let mut by_hand = by_hand.spawn().unwrap();
    let ready = || std::fs::read_to_string(pg.join("postmaster.pid")).is_ok_and(|t| t.contains("ready"));
    until("the start by hand", ready).await;
    let refused = Cluster::open(folder.path(), Options::for_tests()).await.unwrap_err();
    assert!(matches!(refused, ClusterError::StartedByHand { .. }), "{refused}");
    assert!(refused.to_string().contains(&format!("process {}", by_hand.id())), "{refused}");
    signal(by_hand.id(), Signal::SIGINT);
    by_hand.wait().unwrap();
    Cluster::open(folder.path(), Options::for_tests()).await.unwrap();
}

#[tokio::test]
async fn a_crash_while_the_cluster_is_made_leaves_nothing_behind() {
    let folder = folder();
    let making = folder.path().join("pg.making");
    let mut first = owner(folder.path());
    until("the start of making", || making.join("PG_VERSION").exists()).await;
    first.kill().unwrap();
    first.wait().unwrap();
    assert!(!folder.path().join("pg").exists());
    let cluster = Cluster::open(folder.path(), Options::default()).await.unwrap();
    assert!(!making.exists());
    let name = connect(&cluster).await.query_one("select current_database()::text", &[]).await.unwrap();
    assert_eq!(name.get::<_, &str>(0), DATABASE);
}
