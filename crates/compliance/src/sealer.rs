//! The sealer: every two seconds each company's new audit lines go into a block; once a day the chain is signed.
//! Lines carry no link to each other, so that writers never wait for one another. Several copies may run: a block's
//! number can be taken once only.

use std::time::Duration;

use engine::{Engine, TenantTx};
use jiff::tz::TimeZone;
use kernel::{Error, Result};

use crate::{
    audit::{checkpoint, store},
    chain::{Block, Hash},
    sql::seal::InsertBlock,
};

const EVERY: Duration = Duration::from_secs(2);

/// Runs until the task is dropped; `beat` says that it is alive.
pub async fn run(engine: Engine, beat: impl Fn() + Send + Sync + 'static) {
    loop {
        beat();
        if let Err(e) = all(&engine).await {
            tracing::error!(error = %e, "the audit trail could not be sealed");
        }
        tokio::time::sleep(EVERY).await;
    }
}

/// Seals what is waiting, of every company.
pub async fn all(engine: &Engine) -> Result<()> {
    for company in engine.companies_with_unsealed().await? {
        let sealed = engine.run_job(company, "compliance.seal", |tx| Box::pin(one(tx))).await;
        match sealed {
            // Another copy was faster.
            Err(e) if e.kind == kernel::ErrorKind::Conflict => {}
            other => other?,
        }
    }
    Ok(())
}

async fn one(tx: &TenantTx) -> Result<()> {
    let (pending, last, signed) =
        futures::try_join!(store::pending(tx), store::last_block(tx), store::last_checkpoint(tx))?;
    let (Some(first), Some(newest)) = (pending.first(), pending.last()) else { return Ok(()) };
    let (number, previous) = match &last {
        Some(block) => (block.number + 1, store::hash(&block.hash)?),
        None => (1, Hash::ZERO),
    };
    let leaves = pending.iter().map(|p| store::hash(&p.leaf)).collect::<Result<Vec<_>>>()?;
    let block = Block::seal(
        tx.company().uuid(),
        u64::try_from(number).map_err(Error::internal)?,
        previous,
        Some(first.at),
        Some(newest.at),
        leaves,
    )
    .ok_or_else(|| Error::internal("a block without entries"))?;
    let entries: Vec<_> = pending.iter().map(|p| p.entry_id).collect();
    let leaves: Vec<u8> = block.leaves.iter().flat_map(|l| l.as_bytes().to_vec()).collect();
    store::keep_block(
        tx,
        InsertBlock {
            number,
            entry_count: i32::try_from(entries.len()).map_err(Error::internal)?,
            first_at: first.at,
            last_at: newest.at,
            root: block.root.as_bytes(),
            previous_hash: previous.as_bytes(),
            hash: block.hash.as_bytes(),
            entry_ids: &entries,
            leaves: &leaves,
        },
        &entries,
    )
    .await?;
    let today = tx.now().to_zoned(TimeZone::UTC).date();
    if signed.is_none_or(|s| s.day < today) {
        checkpoint::make(tx).await?;
    }
    Ok(())
}
