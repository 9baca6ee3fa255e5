//! The trail as a file that can be checked without us.

use engine::{Action, Blob, Operation, Spec, TenantTx};
use jiff::Timestamp;
use kernel::{Error, Result};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::store;
use crate::{
    AuditKey,
    chain::{Checkpoint, ExportWriter, SignedCheckpoint, key_id},
    sql::seal::CheckpointsAllRow,
};

/// Entries of one file; a longer trail is exported from a later block on.
const MOST_ENTRIES: usize = 50_000;

#[derive(Deserialize, JsonSchema)]
pub struct ExportAudit {
    /// The first block of the file, from 1.
    #[serde(default, deserialize_with = "engine::list::number")]
    pub from_block: Option<i64>,
}

impl Operation for ExportAudit {
    type Output = Blob;
    const SPEC: Spec = Spec::read("compliance.audit.export", "/audit/export")
        .summary("The sealed trail as a file for `cnc verify audit`.")
        .permission("audit", "EXPORT")
        .action(Action::Export)
        .audited()
        .content(&["application/jsonl"]);
    async fn run(self, tx: &TenantTx) -> Result<Self::Output> {
        let first = self.from_block.unwrap_or(1).max(1);
        let key = tx.port::<AuditKey>()?;
        let company = tx.company().uuid();
        let checkpoints = store::checkpoints(tx).await?;
        let id = key_id(&key.verifying_key());
        let start = u64::try_from(first).unwrap_or(1);
        let mut out = ExportWriter::new(Vec::new(), company, &id, start).map_err(Error::internal)?;
        let mut after = first - 1;
        let mut entries = 0;
        let mut signed = 0;
        'blocks: loop {
            let blocks = store::blocks_after(tx, after).await?;
            if blocks.is_empty() {
                break;
            }
            for row in &blocks {
                entries += row.entry_ids.len();
                if entries > MOST_ENTRIES {
                    break 'blocks;
                }
                out.block(&store::block(row)?).map_err(Error::internal)?;
                for entry in store::canonical(tx, &row.entry_ids).await? {
                    out.entry(entry.canonical.as_bytes()).map_err(Error::internal)?;
                }
                while let Some(row) = next_checkpoint(&checkpoints, &mut signed, row.number) {
                    let signature = <[u8; 64]>::try_from(row.signature.as_slice())
                        .map_err(|_| Error::internal("a signature has 64 bytes"))?;
                    let checkpoint = Checkpoint {
                        company,
                        day: row.day,
                        last_block: u64::try_from(row.block).unwrap_or(0),
                        last_hash: store::hash(&row.block_hash)?,
                        previous: store::hash(&row.previous_hash)?,
                    };
                    out.checkpoint(&SignedCheckpoint { checkpoint, signature, key_id: row.key_id.clone() })
                        .map_err(Error::internal)?;
                }
                after = row.number;
            }
        }
        let bytes = out.finish().map_err(Error::internal)?;
        let day = Timestamp::to_string(&tx.now());
        Ok(Blob::new("application/jsonl", &format!("audit-{}.jsonl", &day[..10]), &bytes))
    }
    fn example() -> Value {
        json!({})
    }
}

/// The next checkpoint over this block; those over earlier blocks are passed by.
fn next_checkpoint<'a>(all: &'a [CheckpointsAllRow], at: &mut usize, block: i64) -> Option<&'a CheckpointsAllRow> {
    while all.get(*at).is_some_and(|c| c.block < block) {
        *at += 1;
    }
    let found = all.get(*at).filter(|c| c.block == block)?;
    *at += 1;
    Some(found)
}
