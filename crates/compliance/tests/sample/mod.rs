//! A small sealed trail of an invented company, and the lines of its export.
#![allow(dead_code)]

use compliance::chain::*;
use ed25519_dalek::SigningKey;
use jiff::{Timestamp, ToSpan, civil::date};
use serde_json::json;
use uuid::Uuid;

pub const COMPANY: Uuid = Uuid::from_u128(0x7000_8000_0000_0000_0001);

pub fn key() -> SigningKey {
    SigningKey::from_bytes(&[7; 32])
}

pub fn keys() -> PublicKeys {
    [key().verifying_key()].into_iter().collect()
}

#[derive(Clone)]
pub struct Trail {
    pub blocks: Vec<(Block, Vec<Vec<u8>>)>,
    pub checkpoints: Vec<SignedCheckpoint>,
}

/// One entry; its time is `seq` seconds after the start of March.
pub fn entry(seq: i64) -> Vec<u8> {
    let at = date(2026, 3, 1).in_tz("UTC").unwrap().timestamp() + seq.seconds();
    entry_bytes(json!({
        "at": at.to_string(), "action": "UPDATE", "entity": "customer", "seq": seq,
        "operation": "customer.update", "rows": [{"key": format!("cus_{seq}"), "after": {"name": "Ána \"Q\" Sørli"}}],
    }))
    .unwrap()
}

fn time_of(entry: &[u8]) -> Option<Timestamp> {
    let value: serde_json::Value = serde_json::from_slice(entry).unwrap();
    value["at"].as_str().map(|at| at.parse().unwrap())
}

pub fn seal(number: u64, prev: Hash, entries: &[Vec<u8>]) -> Block {
    let leaves = entries.iter().map(|e| leaf_hash(e)).collect();
    let (first, last) = (time_of(&entries[0]), time_of(&entries[entries.len() - 1]));
    Block::seal(COMPANY, number, prev, first, last, leaves).unwrap()
}

impl Trail {
    /// Blocks of the sizes given, a checkpoint after each block whose number `days` names.
    pub fn new(sizes: &[usize], days: &[u64]) -> Self {
        let (mut seq, mut prev, mut previous) = (0, Hash::ZERO, Hash::ZERO);
        let mut trail = Self { blocks: Vec::new(), checkpoints: Vec::new() };
        for (size, number) in sizes.iter().zip(1..) {
            let entries: Vec<_> = (0..*size).map(|i| entry(seq + i as i64)).collect();
            seq += *size as i64;
            let block = seal(number, prev, &entries);
            prev = block.hash;
            trail.blocks.push((block, entries));
            if days.contains(&number) {
                let day = date(2026, 3, 1).checked_add((trail.checkpoints.len() as i64).days()).unwrap();
                let checkpoint = Checkpoint { company: COMPANY, day, last_block: number, last_hash: prev, previous };
                previous = checkpoint.hash();
                trail.checkpoints.push(checkpoint.sign(&key()));
            }
        }
        trail
    }

    /// The export from block `first` on.
    pub fn export_from(&self, first: u64) -> Vec<u8> {
        let id = key_id(&key().verifying_key());
        let mut writer = ExportWriter::new(Vec::new(), COMPANY, &id, first).unwrap();
        for (block, entries) in self.blocks.iter().filter(|(block, _)| block.number >= first) {
            writer.block(block).unwrap();
            for entry in entries {
                writer.entry(entry).unwrap();
            }
            for checkpoint in self.checkpoints.iter().filter(|c| c.checkpoint.last_block == block.number) {
                writer.checkpoint(checkpoint).unwrap();
            }
        }
        writer.finish().unwrap()
    }

    pub fn export(&self) -> Vec<u8> {
        self.export_from(1)
    }

    pub fn lines(&self) -> Vec<String> {
        String::from_utf8(self.export()).unwrap().lines().map(str::to_owned).collect()
    }
}

pub fn join(lines: &[String]) -> Vec<u8> {
    lines.iter().flat_map(|line| [line.as_bytes(), b"\n"].concat()).collect()
}

pub fn check(bytes: &[u8], known: Option<&Checkpoint>) -> Report {
    verify(bytes, &keys(), known).unwrap()
}

/// Deterministic numbers (SplitMix64), so that a failure can be repeated.
pub struct Numbers(pub u64);

impl Numbers {
    pub fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) % limit as u64) as usize
    }
}
