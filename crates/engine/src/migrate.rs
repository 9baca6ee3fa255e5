//! Migrations: plain SQL, forward only, one ordered list, each hashed and recorded. The catalogue gate runs after.

use kernel::{Error, Result};
use sha2::{Digest, Sha256};
use tokio_postgres::Client;

use crate::gate;

include!(concat!(env!("OUT_DIR"), "/migrations.rs"));

/// Makes the roles and extensions; needs the right to create them.
pub async fn roles(client: &Client) -> Result<()> {
    client.batch_execute(include_str!("roles.sql")).await.map_err(named("roles"))
}

/// Applies what is missing, as the owner role, and returns the names of what was applied.
pub async fn run(client: &Client) -> Result<Vec<&'static str>> {
    roles(client).await?;
    client.batch_execute("set role cnc_owner; select pg_advisory_lock(7265443)").await.map_err(named("lock"))?;
    let done = apply(client).await;
    client.batch_execute("select pg_advisory_unlock(7265443); reset role").await.map_err(named("unlock"))?;
    done
}

async fn apply(client: &Client) -> Result<Vec<&'static str>> {
    let has_table = client
        .query_one("select to_regclass('public.schema_change') is not null", &[])
        .await
        .and_then(|row| row.try_get::<_, bool>(0))
        .map_err(named("schema_change"))?;
    let mut known = std::collections::BTreeMap::new();
    if has_table {
        for row in client.query("select name, sha256 from schema_change", &[]).await.map_err(named("schema_change"))? {
            known.insert(row.get::<_, String>(0), row.get::<_, String>(1));
        }
    }
    let mut applied = Vec::new();
    for (name, text) in MIGRATIONS {
        let hash = hex::encode(Sha256::digest(text.as_bytes()));
        if let Some(before) = known.get(*name) {
            if *before != hash {
                return Err(Error::internal(format!("migration {name} was changed after it had been applied")));
            }
            continue;
        }
        let outcome = async {
            client.batch_execute("begin").await?;
            client.batch_execute(text).await?;
            let fingerprint = fingerprint(client).await?;
            client
                .execute(
                    "insert into schema_change (name, sha256, fingerprint, at) values ($1, $2, $3, transaction_timestamp())",
                    &[name, &hash, &fingerprint],
                )
                .await?;
            client.batch_execute("commit").await
        }
        .await;
        if let Err(e) = outcome {
            let _ = client.batch_execute("rollback").await;
            return Err(named(name)(e));
        }
        applied.push(*name);
    }
    let violations = gate::check(client).await?;
    if violations.is_empty() {
        Ok(applied)
    } else {
        Err(Error::internal(format!("the catalogue gate found: {}", violations.join("; "))))
    }
}

/// SHA-256 over every column, constraint, policy, trigger and function of the schema.
pub async fn fingerprint(client: &Client) -> std::result::Result<String, tokio_postgres::Error> {
    let row = client.query_one(include_str!("fingerprint.sql"), &[]).await?;
    row.try_get(0)
}

fn named(what: &str) -> impl Fn(tokio_postgres::Error) -> Error {
    let what = what.to_owned();
    move |e| {
        let detail = e
            .as_db_error()
            .map_or_else(|| e.to_string(), |d| format!("{} {:?} {:?}", d.message(), d.detail(), d.where_()));
        Error::internal(format!("{what}: {detail}"))
    }
}
