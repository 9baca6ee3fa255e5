//! The clusters that tests use.

use std::time::Instant;

use engine::cluster::{Cluster, ClusterError, shared_for_tests};
use tokio_postgres::NoTls;

use super::{connect, setting};

#[tokio::test]
async fn throwaway_clusters_are_removed() {
    let cluster = Cluster::ephemeral().await.unwrap();
    assert_eq!(setting(&connect(&cluster).await, "fsync").await, "off");
    let folder = cluster.data_folder().to_owned();
    drop(cluster);
    assert!(!folder.exists());
}

#[tokio::test]
async fn the_shared_cluster_copies_templates() {
    let begun = Instant::now();
    let shared = shared_for_tests();
    println!("shared cluster: {:?}", begun.elapsed());
    let prepare = async |config: tokio_postgres::Config| {
        let (client, connection) = config.connect(NoTls).await?;
        let running = tokio::spawn(connection);
        client.batch_execute("create table made as select 1 as n").await?;
        drop(client);
        running.await.unwrap()?;
        Ok::<(), ClusterError>(())
    };
    let template = shared.template("own_test", prepare).await.unwrap();
    let begun = Instant::now();
    let one = shared.database(Some(&template)).await.unwrap();
    println!("database from a template: {:?}", begun.elapsed());
    let two = shared.database(Some(&template)).await.unwrap();
    for database in [&one, &two] {
        let (client, connection) = database.superuser_config().connect(NoTls).await.unwrap();
        tokio::spawn(connection);
        client.batch_execute("insert into made values (2)").await.unwrap();
        let count: i64 = client.query_one("select count(*) from made", &[]).await.unwrap().get(0);
        assert_eq!(count, 2);
    }
}
