//! How many entries a second one core verifies: `cargo run --release -p compliance --example
//! verify_speed [ENTRIES] [FILE]`. With FILE the export is also written there, for
//! `tests/rfc9162.py`.

use std::{error::Error, time::Instant};

use compliance::chain::{Block, Checkpoint, ExportWriter, Hash, MAX_ENTRIES, PublicKeys, key_id, leaf_hash, verify};
use ed25519_dalek::SigningKey;
use jiff::{Timestamp, civil::date};
use uuid::Uuid;

fn main() -> Result<(), Box<dyn Error>> {
    let mut args = std::env::args().skip(1);
    let total: usize = args.next().map_or(Ok(1_000_000), |n| n.parse())?;
    let file = args.next();

    let company = Uuid::from_u128(1);
    let key = SigningKey::from_bytes(&[1; 32]);
    let keys: PublicKeys = [key.verifying_key()].into_iter().collect();
    let mut writer = ExportWriter::new(Vec::new(), company, &key_id(&key.verifying_key()), 1)?;
    let (mut prev, mut number) = (Hash::ZERO, 0);
    // Blocks of uneven size, so that trees with odd levels are among them.
    for start in (0..total).step_by(MAX_ENTRIES) {
        number += 1;
        let count = MAX_ENTRIES.min(total - start).saturating_sub(number % 97).max(1);
        let time = |seq: usize| Timestamp::from_second(1_772_323_200 + (start + seq) as i64);
        let entries = (0..count)
            .map(|seq| {
                let (at, id) = (time(seq)?, start + seq);
                Ok(format!(
                    r#"{{"action":"UPDATE","actor":"usr_01","at":"{at}","entity":"customer","id":"aud_{id}","operation":"customer.update","outcome":"DONE"}}"#
                ))
            })
            .collect::<Result<Vec<_>, jiff::Error>>()?;
        let leaves = entries.iter().map(|e| leaf_hash(e.as_bytes())).collect();
        let block = Block::seal(company, number as u64, prev, Some(time(0)?), Some(time(count - 1)?), leaves)
            .ok_or("a block holds at least one entry")?;
        prev = block.hash;
        writer.block(&block)?;
        entries.iter().try_for_each(|e| writer.entry(e.as_bytes()))?;
    }
    let day = date(2026, 3, 1);
    let checkpoint = Checkpoint { company, day, last_block: number as u64, last_hash: prev, previous: Hash::ZERO };
    writer.checkpoint(&checkpoint.clone().sign(&key))?;
    let export = writer.finish()?;
    if let Some(file) = file {
        std::fs::write(file, &export)?;
    }

    let begun = Instant::now();
    let report = verify(&*export, &keys, Some(&checkpoint))?;
    let seconds = begun.elapsed().as_secs_f64();
    print!("{report}");
    println!("{} MB in {seconds:.2} s: {:.0} entries/s.", export.len() / 1_000_000, report.entries as f64 / seconds);
    Ok(())
}
