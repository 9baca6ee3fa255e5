//! The chain of blocks: numbers without gaps, each linked to the one before. Keeps only the
//! newest block and the gaps, so that a trail of any length is checked in little memory.

use std::collections::BTreeMap;

use uuid::Uuid;

use super::{
    block::{Block, block_hash},
    hash::Hash,
    report::{Findings, Kind, Place},
};

/// A hash that may be either of two, when a block's own line was altered.
pub(super) type Hashes = Vec<Hash>;

pub(super) struct BlockOrder {
    company: Uuid,
    first: u64,
    /// Number of the newest block read, at first that of the block before the file's first.
    pub newest: u64,
    /// Hash of the newest block; empty where unknown.
    pub newest_hash: Hashes,
    /// Numbers not yet read: first of the gap → (last of the gap, line behind it).
    gaps: BTreeMap<u64, (u64, u64)>,
}

impl BlockOrder {
    /// `first` is the number of the file's first block, at least 1.
    pub fn new(company: Uuid, first: u64) -> Self {
        let newest_hash = if first == 1 { vec![Hash::ZERO] } else { Hashes::new() };
        Self { company, first, newest: first - 1, newest_hash, gaps: BTreeMap::new() }
    }

    /// Takes the next block of the file and gives the number it stands for and its hash.
    pub fn take(&mut self, block: &Block, line: u64, findings: &mut Findings) -> (u64, Hashes) {
        let next = self.newest.saturating_add(1);
        let computed = block.computed_hash(self.company);
        let (number, hashes) = if computed == block.hash {
            (block.number, vec![computed])
        } else {
            let as_next = block_hash(self.company, next, &block.prev, block.count, &block.root);
            let number = if as_next == block.hash { next } else { block.number };
            let text = "The block's hash is not that of its number, link, count and root.";
            findings.add(Kind::BadLink, Place::Block(number), line, text.to_owned());
            (number, vec![block.hash, computed])
        };
        let mut add = |kind, place, text: &str| findings.add(kind, Place::Block(place), line, text.to_owned());
        if number < next {
            if self.fill(number) {
                add(Kind::Reordered, number, "The block stands behind a later one.");
            } else if number < self.first {
                add(Kind::Inserted, number, "The block lies before the first block of the file.");
            } else {
                add(Kind::Inserted, number, "There is already a block of that number.");
            }
            return (number, hashes);
        }
        if number > next {
            self.gaps.insert(next, (number - 1, line));
        } else if !self.newest_hash.is_empty() && !self.newest_hash.contains(&block.prev) {
            add(Kind::BadLink, number, "The block is not linked to the block before it.");
        }
        self.newest = number;
        self.newest_hash.clone_from(&hashes);
        (number, hashes)
    }

    /// Whether `number` has not been read although a later block has.
    pub fn lacks(&self, number: u64) -> bool {
        self.gaps.range(..=number).next_back().is_some_and(|(_, (last, _))| number <= *last)
    }

    /// Names the first gap that was never filled.
    pub fn report_gaps(&self, findings: &mut Findings) {
        for (number, (_, line)) in &self.gaps {
            findings.add(Kind::Missing, Place::Block(*number), *line, "The block is not in the file.".to_owned());
        }
    }

    fn fill(&mut self, number: u64) -> bool {
        if !self.lacks(number) {
            return false;
        }
        let Some((first, (last, line))) = self.gaps.range(..=number).next_back().map(|(f, l)| (*f, *l)) else {
            return false;
        };
        self.gaps.remove(&first);
        if first < number {
            self.gaps.insert(first, (number - 1, line));
        }
        if number < last {
            self.gaps.insert(number + 1, (last, line));
        }
        true
    }
}
