//! Starts, the folder's lock, and what is refused.

use std::path::Path;
use std::time::Instant;

use engine::cluster::{Cluster, ClusterError, Options, Phase};

use super::{connect, folder, setting, until_nothing_runs_on};

#[tokio::test]
async fn a_fresh_start_and_a_second_one() {
    let folder = folder();
    let begun = Instant::now();
    let cluster = Cluster::open(folder.path(), Options::default()).await.unwrap();
    println!("fresh start: {:?}", begun.elapsed());
    let client = connect(&cluster).await;
    for (name, value) in [
        ("server_encoding", "UTF8"),
        ("TimeZone", "UTC"),
        ("fsync", "on"),
        ("jit", "off"),
        ("listen_addresses", ""),
        ("data_checksums", "on"),
    ] {
        assert_eq!(setting(&client, name).await, value, "{name}");
    }
    let sorted = client.query_one("select lower('ÉTÉ'), 'Z' < 'a'", &[]).await.unwrap();
    assert_eq!((sorted.get::<_, &str>(0), sorted.get::<_, bool>(1)), ("été", true));
    client.batch_execute("create table kept as select 7 as n").await.unwrap();
    let begun = Instant::now();
    cluster.stop().await.unwrap();
    println!("stop: {:?}", begun.elapsed());
    assert_eq!(*cluster.phases().borrow(), Phase::Stopped);
    until_nothing_runs_on(folder.path()).await;
    drop(cluster);

    let begun = Instant::now();
    let cluster = Cluster::open(folder.path(), Options::default()).await.unwrap();
    println!("second start: {:?}", begun.elapsed());
    let kept: i32 = connect(&cluster).await.query_one("select n from kept", &[]).await.unwrap().get(0);
    assert_eq!(kept, 7);
    drop(cluster);
    until_nothing_runs_on(folder.path()).await;
}

#[tokio::test]
async fn a_second_opener_hears_who_holds_the_folder() {
    let folder = folder();
    let _first = Cluster::open(folder.path(), Options::for_tests()).await.unwrap();
    let refused = Cluster::open(folder.path(), Options::for_tests()).await.unwrap_err();
    assert!(matches!(refused, ClusterError::InUse { .. }), "{refused}");
    let said = refused.to_string();
    assert!(said.contains(&format!("in use by another server (process {})", std::process::id())), "{said}");
}

#[tokio::test]
async fn a_long_path_gets_its_socket_elsewhere() {
    let outer = folder();
    set_mode(outer.path(), 0o755);
    let long = outer.path().join("a-long-name".repeat(8)).join("and its data");
    let cluster = Cluster::open(&long, Options::for_tests()).await.unwrap();
    connect(&cluster).await;
    let socket_folder = cluster.socket_folder().to_owned();
    assert!(!socket_folder.starts_with(outer.path()));
    use std::os::unix::fs::MetadataExt;
    assert_eq!(socket_folder.metadata().unwrap().mode() & 0o777, 0o700);
    drop(cluster);
    assert!(!socket_folder.exists());
}

#[tokio::test]
async fn other_files_are_not_taken_for_a_cluster() {
    let folder = folder();
    std::fs::create_dir(folder.path().join("pg")).unwrap();
    std::fs::write(folder.path().join("pg/letter"), "dear").unwrap();
    let refused = Cluster::open(folder.path(), Options::for_tests()).await.unwrap_err();
    assert!(matches!(refused, ClusterError::NotACluster(_)), "{refused}");
    assert!(folder.path().join("pg/letter").exists());
}

#[tokio::test]
async fn as_root_an_unreachable_folder_is_named() {
    if !nix::unistd::geteuid().is_root() {
        return;
    }
    let closed = folder();
    set_mode(closed.path(), 0o700);
    let refused = Cluster::open(&closed.path().join("data"), Options::for_tests()).await.unwrap_err();
    let said = refused.to_string();
    assert!(said.contains(&format!("chmod o+x {}", closed.path().display())), "{said}");
}

#[tokio::test]
async fn a_broken_setting_is_told_with_the_log() {
    let folder = folder();
    drop(Cluster::open(folder.path(), Options::for_tests()).await.unwrap());
    std::fs::write(folder.path().join("postgres.local.conf"), "no_such_setting = 1\n").unwrap();
    let said = Cluster::open(folder.path(), Options::for_tests()).await.unwrap_err().to_string();
    assert!(said.contains("no_such_setting"), "{said}");
}

fn set_mode(folder: &Path, mode: u32) {
    std::fs::set_permissions(folder, std::os::unix::fs::PermissionsExt::from_mode(mode)).unwrap();
}
