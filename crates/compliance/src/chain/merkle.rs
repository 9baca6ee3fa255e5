//! Merkle tree of RFC 9162 section 2.1: an odd node at the end of a level moves up unchanged,
//! which gives the same tree as splitting at the largest power of two.

use serde::{Deserialize, Serialize};

use super::hash::{Hash, node_hash, sha256};

/// Shows that one leaf is part of a tree without the other leaves.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct InclusionProof {
    /// Place of the leaf, from 0.
    pub index: u64,
    /// Number of leaves in the tree.
    pub size: u64,
    /// Sibling hashes from the leaf upwards, at most ⌈log2 size⌉.
    pub path: Vec<Hash>,
}

/// Root of the tree over `leaves`; that of an empty list is the hash of nothing.
pub fn merkle_root(leaves: &[Hash]) -> Hash {
    let mut level = leaves.to_vec();
    while level.len() > 1 {
        level = level_above(&level);
    }
    level.first().copied().unwrap_or_else(|| sha256(&[]))
}

/// The proof for the leaf at `index` (from 0); `None` when there is no such leaf.
pub fn inclusion_proof(leaves: &[Hash], index: usize) -> Option<InclusionProof> {
    if index >= leaves.len() {
        return None;
    }
    let mut path = Vec::new();
    let mut level = leaves.to_vec();
    let mut at = index;
    while level.len() > 1 {
        path.extend(level.get(at ^ 1));
        level = level_above(&level);
        at /= 2;
    }
    Some(InclusionProof { index: index as u64, size: leaves.len() as u64, path })
}

/// Whether `proof` leads from `leaf` to `root` (RFC 9162 section 2.1.3.2).
pub fn verify_inclusion(leaf: &Hash, proof: &InclusionProof, root: &Hash) -> bool {
    if proof.index >= proof.size {
        return false;
    }
    let (mut at, mut last, mut hash) = (proof.index, proof.size - 1, *leaf);
    for sibling in &proof.path {
        if last == 0 {
            return false;
        }
        if at % 2 == 1 || at == last {
            hash = node_hash(sibling, &hash);
            // A node without sibling moved up unchanged: skip the levels where it did.
            while at % 2 == 0 && at != 0 {
                at /= 2;
                last /= 2;
            }
        } else {
            hash = node_hash(&hash, sibling);
        }
        at /= 2;
        last /= 2;
    }
    last == 0 && hash == *root
}

fn level_above(level: &[Hash]) -> Vec<Hash> {
    level
        .chunks(2)
        .map(|pair| match pair {
            [left, right] => node_hash(left, right),
            // `chunks(2)` gives one or two; the one moves up.
            rest => rest[0],
        })
        .collect()
}
