//! Taking imported customers back (CUS-31): those made become inactive, those changed get their former values; whoever was
//! changed or used since is kept.

use engine::{TenantTx, event::NewEvent};
use futures::future::try_join_all;
use jiff::Timestamp;
use kernel::{Error, Result, ids::CustomerId};
use ports::ImportedRecord;
use serde::Deserialize;
use serde_json::{Value, json};
use uuid::Uuid;

use super::store;
use crate::merge;

/// How a changed customer was, and what it became.
#[derive(Deserialize)]
struct Before {
    row: Value,
    updated: bool,
    version: i64,
    at: Timestamp,
}

/// Of each why it was kept; none where it was taken back.
pub async fn undo(tx: &TenantTx, records: &[ImportedRecord]) -> Result<Vec<Option<&'static str>>> {
    let made: Vec<Uuid> = records.iter().filter(|r| r.before.is_none()).map(|r| r.record).collect();
    let changed: Vec<Uuid> = records.iter().filter(|r| r.before.is_some()).map(|r| r.record).collect();
    let all: Vec<Uuid> = records.iter().map(|r| r.record).collect();
    let versions = store::versions(tx, &all).await?;
    let uses = store::use_of(tx, &made).await?;
    let why = |record: &ImportedRecord, before: Option<&Before>| match before {
        Some(before) => (versions.get(&record.record) != Some(&before.version)).then_some("CHANGED_SINCE"),
        None => match uses.get(&record.record) {
            Some(it) if it.used => Some("USED_SINCE"),
            Some(it) if it.version == 1 && it.status == "ACTIVE" => None,
            _ => Some("CHANGED_SINCE"),
        },
    };
    let mut kept = Vec::with_capacity(records.len());
    let (mut aside, mut back) = (vec![], vec![]);
    for record in records {
        let before: Option<Before> =
            record.before.clone().map(serde_json::from_value).transpose().map_err(Error::internal)?;
        let reason = why(record, before.as_ref());
        kept.push(reason);
        match (reason, before) {
            (None, Some(before)) => back.push((CustomerId::from_uuid(record.record), before)),
            (None, None) => aside.push(record.record),
            (Some(_), _) => {}
        }
    }
    if !aside.is_empty() {
        store::put_aside(tx, &aside).await?;
    }
    try_join_all(back.iter().map(|(id, before)| restore(tx, *id, before))).await?;
    let touched = aside.into_iter().chain(changed.into_iter().filter(|id| back.iter().any(|(b, _)| b.uuid() == *id)));
    for id in touched {
        tx.emit(NewEvent::new("customers.customer.changed", "customer", id).data(json!({"import_undone": true})));
    }
    Ok(kept)
}

async fn restore(tx: &TenantTx, id: CustomerId, before: &Before) -> Result<()> {
    if before.updated {
        merge::store::become_row(tx, id, &before.row).await?;
    }
    store::drop_given(tx, id, before.at).await
}
