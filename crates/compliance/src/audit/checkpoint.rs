//! A signed checkpoint: from then on nothing before it can change unseen, even by whoever holds the database.

use engine::{Operation, Spec, TenantTx};
use jiff::{civil::Date, tz::TimeZone};
use kernel::Result;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::store;
use crate::{
    AuditKey,
    chain::{Checkpoint, Hash},
    sql::seal::InsertCheckpoint,
};

#[derive(Deserialize, JsonSchema)]
pub struct MakeCheckpoint {}

#[derive(Serialize, JsonSchema)]
pub struct Made {
    pub sequence: i64,
    pub day: Date,
    pub block: i64,
    pub hash: String,
}

impl Operation for MakeCheckpoint {
    type Output = Made;
    const SPEC: Spec = Spec::command("compliance.audit.checkpoint", "POST", "/audit/checkpoint")
        .summary("Signs the chain as it stands.")
        .permission("audit", "UPDATE");
    async fn run(self, tx: &TenantTx) -> Result<Self::Output> {
        make(tx).await
    }
    fn example() -> Value {
        json!({})
    }
}

/// Signs the newest block and links the checkpoint to the one before.
pub(crate) async fn make(tx: &TenantTx) -> Result<Made> {
    let (block, before) = futures::try_join!(store::last_block(tx), store::last_checkpoint(tx))?;
    let (number, hash) = match &block {
        Some(block) => (block.number, store::hash(&block.hash)?),
        None => (0, Hash::ZERO),
    };
    let (sequence, previous) = match &before {
        Some(before) => (before.sequence + 1, store::hash(&before.hash)?),
        None => (1, Hash::ZERO),
    };
    let day = tx.now().to_zoned(TimeZone::UTC).date();
    let checkpoint = Checkpoint {
        company: tx.company().uuid(),
        day,
        last_block: u64::try_from(number).unwrap_or(0),
        last_hash: hash,
        previous,
    };
    let own = checkpoint.hash();
    let signed = checkpoint.sign(tx.port::<AuditKey>()?.as_ref());
    store::keep_checkpoint(
        tx,
        InsertCheckpoint {
            sequence,
            day,
            block: number,
            block_hash: hash.as_bytes(),
            previous_hash: previous.as_bytes(),
            hash: own.as_bytes(),
            signature: &signed.signature,
            key_id: &signed.key_id,
        },
    )
    .await?;
    Ok(Made { sequence, day, block: number, hash: own.to_string() })
}
