//! A block: up to ten thousand entries under one hash, linked to the block before.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{
    hash::{Hash, sha256},
    merkle::merkle_root,
};

/// Most entries of one block.
pub const MAX_ENTRIES: usize = 10_000;

/// A sealed block as it is stored and exported.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Block {
    /// From 1, without gaps in a company.
    pub number: u64,
    pub count: u32,
    /// Member `at` of the first entry; none when the entries carry no time.
    pub first_at: Option<Timestamp>,
    /// Member `at` of the last entry.
    pub last_at: Option<Timestamp>,
    pub root: Hash,
    /// Hash of the block before, zeros for block 1.
    pub prev: Hash,
    pub hash: Hash,
    /// Leaf hashes in sealed order.
    pub leaves: Vec<Hash>,
}

impl Block {
    /// Seals `leaves`, which are ordered by (at, id), behind the block whose hash is `prev`.
    /// `None` without leaves or with more than [`MAX_ENTRIES`].
    pub fn seal(
        company: Uuid,
        number: u64,
        prev: Hash,
        first_at: Option<Timestamp>,
        last_at: Option<Timestamp>,
        leaves: Vec<Hash>,
    ) -> Option<Self> {
        if leaves.is_empty() || leaves.len() > MAX_ENTRIES {
            return None;
        }
        let count = u32::try_from(leaves.len()).ok()?;
        let root = merkle_root(&leaves);
        let hash = block_hash(company, number, &prev, count, &root);
        Some(Self { number, count, first_at, last_at, root, prev, hash, leaves })
    }

    /// What the hash ought to be by the other members.
    pub(super) fn computed_hash(&self, company: Uuid) -> Hash {
        block_hash(company, self.number, &self.prev, self.count, &self.root)
    }
}

/// Hash of a block: `02` ‖ company ‖ number ‖ previous block hash ‖ count ‖ root.
pub fn block_hash(company: Uuid, number: u64, prev: &Hash, count: u32, root: &Hash) -> Hash {
    sha256(&[&[2], company.as_bytes(), &number.to_be_bytes(), &prev.0, &count.to_be_bytes(), &root.0])
}
