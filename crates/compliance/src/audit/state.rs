//! How far the chain has come, and what is not yet protected by it.

use engine::{Operation, Spec, TenantTx};
use jiff::{Timestamp, civil::Date};
use kernel::Result;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::store;
use crate::AuditKey;

#[derive(Deserialize, JsonSchema)]
pub struct ReadChain {}

#[derive(Serialize, JsonSchema)]
pub struct LastBlock {
    pub number: i64,
    pub hash: String,
    pub last_at: Timestamp,
}

#[derive(Serialize, JsonSchema)]
pub struct LastCheckpoint {
    pub sequence: i64,
    pub day: Date,
    pub block: i64,
    pub hash: String,
    pub at: Timestamp,
}

#[derive(Serialize, JsonSchema)]
pub struct Chain {
    pub blocks: i64,
    /// Lines that no block holds yet: protected only by the database's grants, for some seconds.
    pub unsealed: i64,
    pub last_block: Option<LastBlock>,
    pub last_checkpoint: Option<LastCheckpoint>,
    /// What `cnc verify audit FILE --key` takes.
    pub public_key: String,
}

impl Operation for ReadChain {
    type Output = Chain;
    const SPEC: Spec = Spec::read("compliance.audit.chain", "/audit/chain")
        .summary("How far the sealed chain has come.")
        .permission("audit", "VIEW");
    async fn run(self, tx: &TenantTx) -> Result<Self::Output> {
        let (state, block, checkpoint) =
            futures::try_join!(store::state(tx), store::last_block(tx), store::last_checkpoint(tx))?;
        let key = tx.port::<AuditKey>()?;
        Ok(Chain {
            blocks: state.blocks,
            unsealed: state.unsealed,
            last_block: block
                .map(|b| {
                    Ok::<_, kernel::Error>(LastBlock {
                        number: b.number,
                        hash: store::hash(&b.hash)?.to_string(),
                        last_at: b.last_at,
                    })
                })
                .transpose()?,
            last_checkpoint: checkpoint
                .map(|c| {
                    let hash = store::hash(&c.hash)?.to_string();
                    Ok::<_, kernel::Error>(LastCheckpoint {
                        sequence: c.sequence,
                        day: c.day,
                        block: c.block,
                        hash,
                        at: c.at,
                    })
                })
                .transpose()?,
            public_key: hex::encode(key.verifying_key().as_bytes()),
        })
    }
    fn example() -> Value {
        json!({})
    }
}
