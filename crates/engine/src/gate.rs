//! The catalogue gate: one query, every row is a violation of the database's rules.

use kernel::{Error, Result};
use tokio_postgres::Client;

pub async fn check(client: &Client) -> Result<Vec<String>> {
    let rows = client.query(include_str!("gate.sql"), &[]).await.map_err(Error::internal)?;
    rows.iter()
        .map(|row| {
            let rule: String = row.try_get(0).map_err(Error::internal)?;
            let object: String = row.try_get(1).map_err(Error::internal)?;
            Ok(format!("{rule} ({object})"))
        })
        .collect()
}
