//! The databases that tests copy: one that is migrated and empty, one with the demo's companies at work.

use std::{
    sync::{Arc, LazyLock},
    time::Duration,
};

use anyhow::{Context, Result, bail};
use engine::{Engine, cluster::shared_for_tests};
use kernel::time::{Clock as _, SystemClock};
use tokio_postgres::{Config, NoTls};

use crate::wiring;

/// The migrated, empty template; made anew by any change of a migration.
pub async fn empty() -> Result<String> {
    let all: String = engine::migrate::MIGRATIONS.iter().map(|(name, text)| format!("{name}{text}")).collect();
    let key = files::sha256_hex(all.as_bytes())[..16].to_owned();
    shared_for_tests().template(&key, async |config| migrate(&config).await).await
}

/// The quarter of an hour in which this program began. What waits in the demo, such as a consent to be given within half
/// an hour, must not have run out in a template of an earlier run.
static QUARTER: LazyLock<i64> = LazyLock::new(|| SystemClock.now().as_second() / 900);

/// The template with both companies of the demo, and what `fill` adds. What is in it depends on the program and on the
/// time, so each build of the tests makes its own, anew each quarter of an hour.
pub async fn populated(fill: impl AsyncFnOnce(&Engine) -> Result<()>) -> Result<String> {
    let program = std::env::current_exe().context("the test's own program")?;
    let built = program.metadata()?.modified()?.duration_since(std::time::UNIX_EPOCH)?;
    let key = files::sha256_hex(format!("{}{built:?}{}", program.display(), *QUARTER).as_bytes())[..16].to_owned();
    shared_for_tests()
        .template(&format!("demo_{key}"), async |config| {
            migrate(&config).await?;
            load_demo(&config, fill).await?;
            hang_up(&config).await
        })
        .await
}

async fn migrate(config: &Config) -> Result<()> {
    let (client, connection) = config.connect(NoTls).await?;
    let task = tokio::spawn(connection);
    engine::migrate::run(&client).await?;
    drop(client);
    let _ = task.await;
    Ok(())
}

async fn load_demo(config: &Config, fill: impl AsyncFnOnce(&Engine) -> Result<()>) -> Result<()> {
    let role = |name: &str| {
        let mut config = config.clone();
        config.user(name);
        config
    };
    let (engine, _, _files) = wiring::engine(role("cnc_app"), role("cnc_worker"), app::modules::all(), &|_| {}).await?;
    let queue = queue::Queue::start(engine.clone(), 2, Arc::new(|_, _| {})).await?;
    let loaded = app::demo::companies(&engine).await;
    queue.stop().await;
    loaded?;
    fill(&engine).await
}

/// A database with a connection to it can neither be renamed nor copied.
async fn hang_up(config: &Config) -> Result<()> {
    let (client, connection) = config.connect(NoTls).await?;
    let task = tokio::spawn(connection);
    let others = "from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()";
    for _ in 0..200 {
        client.execute(&format!("select pg_terminate_backend(pid) {others}"), &[]).await?;
        let left: i64 = client.query_one(&format!("select count(*) {others}"), &[]).await?.get(0);
        if left == 0 {
            drop(client);
            let _ = task.await;
            return Ok(());
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    bail!("somebody keeps a connection to the template")
}
