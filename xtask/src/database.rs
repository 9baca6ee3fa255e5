//! A database that exists only while a command runs, with all migrations applied.

use std::{fs, path::Path};

use anyhow::{Context as _, Result, bail};
use engine::cluster::Cluster;
use tokio_postgres::{Client, NoTls, error::ErrorPosition};

use crate::{fault::Fault, tree};

pub struct Database {
    /// Signed in as the owner of all tables.
    pub client: Client,
    cluster: Cluster,
}

impl Database {
    /// Starts a private cluster and applies the root's migrations, in the order of their names. They are read from
    /// their files, not from the built engine: a fault is named with its line, and any root can be tried.
    pub async fn migrated(root: &Path) -> Result<Self> {
        let cluster = Cluster::ephemeral().await.context("starting PostgreSQL")?;
        let (client, connection) = cluster.superuser_config().connect(NoTls).await?;
        tokio::spawn(connection);
        engine::migrate::roles(&client).await.context("making the roles")?;
        client.batch_execute("set role cnc_owner").await?;
        for path in tree::files(root, &["migrations"], &["sql"])? {
            let text = fs::read_to_string(&path)?;
            if let Err(error) = client.batch_execute(&format!("begin;{text}\n;commit")).await {
                bail!("{}", fault(&tree::below(root, &path), &text, &error));
            }
        }
        Ok(Self { client, cluster })
    }

    pub async fn stop(self) -> Result<()> {
        drop(self.client);
        self.cluster.stop().await.context("stopping PostgreSQL")
    }
}

fn fault(file: &str, text: &str, error: &tokio_postgres::Error) -> Fault {
    let Some(db) = error.as_db_error() else { return Fault::new(file, 1, error.to_string()) };
    let line = match db.position() {
        Some(ErrorPosition::Original(at)) => {
            let before = (*at as usize).saturating_sub("begin;".len() + 1);
            text.chars().take(before).filter(|c| *c == '\n').count() + 1
        }
        _ => 1,
    };
    let inside = db.where_().map(|w| format!(" ({})", w.replace('\n', ", "))).unwrap_or_default();
    Fault::new(file, line, format!("PostgreSQL refuses it: {}{inside}.", db.message()))
}
