//! The block being read: collects its entries and judges them when it ends.

use jiff::Timestamp;
use serde::Deserialize;
use uuid::Uuid;

use super::{
    block::{Block, MAX_ENTRIES, block_hash},
    compare::{Seen, compare},
    hash::{Hash, leaf_hash},
    merkle::merkle_root,
    report::{Findings, Kind, Place},
};

pub(super) struct OpenBlock {
    company: Uuid,
    block: Block,
    /// The number it stands for, also where the written one was altered.
    number: u64,
    line: u64,
    seen: Vec<Seen>,
    /// Whether every line so far is exactly what the leaf list says.
    as_listed: bool,
    times_fit: bool,
}

impl OpenBlock {
    pub fn new(company: Uuid, block: Block, number: u64, line: u64) -> Self {
        let seen = Vec::with_capacity(block.leaves.len());
        Self { company, block, number, line, seen, as_listed: true, times_fit: true }
    }

    /// Whether as many lines as the block counts have been read.
    pub fn is_full(&self) -> bool {
        self.seen.len() >= self.block.leaves.len()
    }

    /// Takes an entry line, or `None` for one that cannot be read.
    pub fn entry(&mut self, entry: Option<(&[u8], Hash)>, line: u64) {
        let index = self.seen.len();
        let hash = entry.map(|(bytes, _)| leaf_hash(bytes));
        let leaf = entry.map(|(_, leaf)| leaf);
        let listed = self.block.leaves.get(index).copied();
        let fits = listed.is_some() && hash == listed && leaf == listed;
        self.as_listed &= fits;
        if let (true, Some((bytes, _))) = (fits, entry) {
            if index == 0 {
                self.times_fit &= time_of(bytes) == self.block.first_at;
            }
            if index + 1 == self.block.leaves.len() {
                self.times_fit &= time_of(bytes) == self.block.last_at;
            }
        }
        // Beyond that a flood of foreign entries adds nothing to what is already known.
        if index < self.block.leaves.len() + MAX_ENTRIES {
            self.seen.push(Seen { hash, leaf, line });
        }
    }

    /// Judges the block. `cut` says that the file ended inside it, `after` is the next line.
    pub fn close(self, findings: &mut Findings, cut: bool, after: u64) {
        let (block, number) = (&self.block, self.number);
        let complete = self.seen.len() == block.leaves.len() && block.count as usize == block.leaves.len();
        if !self.times_fit {
            let text = "The times of the block are not those of its first and last entry.";
            findings.add(Kind::Changed, Place::Block(number), self.line, text.to_owned());
        }
        if self.as_listed && complete && merkle_root(&block.leaves) == block.root {
            if block.leaves.is_empty() {
                let text = "A block without entries is never sealed.";
                findings.add(Kind::Inserted, Place::Block(number), self.line, text.to_owned());
            }
            return;
        }
        let (sealed, proven) = self.sealed_order();
        let of_entries = compare(number, &sealed, &self.seen, cut, after);
        if sealed != block.leaves {
            let text = "The leaf list of the block was altered; the entries fit the sealed root.";
            findings.add(Kind::Changed, Place::Block(number), self.line, text.to_owned());
        } else if !proven {
            let text = "The leaf list does not give the root of the block, so its entries or the root were altered.";
            findings.add(Kind::Changed, Place::Block(number), self.line, text.to_owned());
        }
        if block.count as usize != sealed.len() {
            let text = "The block counts another number of entries than it seals.";
            findings.add(Kind::BadLink, Place::Block(number), self.line, text.to_owned());
        }
        of_entries.into_iter().for_each(|finding| findings.push(finding));
    }

    /// The leaves that give the root (or, where the root itself was altered, the block's hash):
    /// the stored list, the hashes of the entries, or the leaf hashes beside them. Without any of
    /// these the stored list, unproven.
    fn sealed_order(&self) -> (Vec<Hash>, bool) {
        let block = &self.block;
        let hashes: Option<Vec<Hash>> = self.seen.iter().map(|line| line.hash).collect();
        let beside: Option<Vec<Hash>> = self.seen.iter().map(|line| line.leaf).collect();
        let candidates: Vec<_> = [Some(block.leaves.clone()), hashes, beside]
            .into_iter()
            .flatten()
            .map(|leaves| (merkle_root(&leaves), leaves))
            .collect();
        let gives_hash = |root: &Hash, leaves: &[Hash]| {
            u32::try_from(leaves.len())
                .is_ok_and(|count| block_hash(self.company, self.number, &block.prev, count, root) == block.hash)
        };
        candidates
            .iter()
            .find(|(root, _)| *root == block.root)
            .or_else(|| candidates.iter().find(|(root, leaves)| gives_hash(root, leaves)))
            .map_or_else(|| (block.leaves.clone(), false), |(_, leaves)| (leaves.clone(), true))
    }
}

/// The member `at` of an entry, where it is a time.
fn time_of(entry: &[u8]) -> Option<Timestamp> {
    #[derive(Deserialize)]
    struct Timed {
        at: Timestamp,
    }
    serde_json::from_slice(entry).ok().map(|Timed { at }| at)
}
