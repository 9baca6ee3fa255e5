//! The rows of a file as they are kept until they are checked: divided into parts, so that a batch reads only its own.

use bytes::Bytes;
use engine::TenantTx;
use kernel::{Error, Result};
use tokio::sync::mpsc;

use super::BATCH;
use crate::file::{
    self, Kind,
    headings::{Column, Columns},
};

/// What a file turned out to hold.
pub struct Read {
    pub kind: Kind,
    pub columns: Vec<Column>,
    pub rows: usize,
}

fn key(tx: &TenantTx, folder: &str, part: usize) -> String {
    format!("{}.{part}", files::Store::key(tx.company(), "imports", folder))
}

/// Reads the file and keeps its parts while it is read: never more than a few of them stand in memory.
pub async fn keep(tx: &TenantTx, folder: &str, bytes: Bytes) -> Result<Read> {
    let store = tx.port::<files::Store>()?;
    let (send, mut receive) = mpsc::channel::<Vec<u8>>(2);
    let reading = tokio::task::spawn_blocking(move || read(&bytes, &send));
    let mut part = 0;
    while let Some(bytes) = receive.recv().await {
        store.put(&key(tx, folder, part), bytes.into()).await?;
        part += 1;
    }
    reading.await.map_err(Error::internal)?
}

fn read(bytes: &[u8], send: &mpsc::Sender<Vec<u8>>) -> Result<Read> {
    let mut columns: Option<Columns> = None;
    let mut rows = 0;
    let mut part: Vec<Vec<String>> = Vec::with_capacity(BATCH);
    let hand_over = |part: &mut Vec<Vec<String>>| -> Result<()> {
        let bytes = serde_json::to_vec(part).map_err(Error::internal)?;
        part.clear();
        send.blocking_send(bytes).map_err(Error::internal)
    };
    let kind = file::read(bytes, &mut |row| {
        let Some(columns) = &mut columns else {
            columns = Some(Columns::new(row));
            return Ok(());
        };
        columns.row(&row);
        rows += 1;
        part.push(row);
        if part.len() == BATCH { hand_over(&mut part) } else { Ok(()) }
    })?;
    if !part.is_empty() {
        hand_over(&mut part)?;
    }
    Ok(Read { kind, columns: columns.map(Columns::finish).unwrap_or_default(), rows })
}

/// The rows behind the given one, up to a batch.
pub async fn rows_behind(tx: &TenantTx, folder: &str, row: usize) -> Result<Vec<Vec<String>>> {
    let bytes = tx.port::<files::Store>()?.get(&key(tx, folder, row / BATCH)).await?;
    let mut rows: Vec<Vec<String>> = serde_json::from_slice(&bytes).map_err(Error::internal)?;
    rows.drain(..(row % BATCH).min(rows.len()));
    Ok(rows)
}
