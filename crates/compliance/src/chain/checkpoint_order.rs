//! The chain of checkpoints: all of them are kept, a day adds one.

use std::collections::BTreeSet;

use super::{
    checkpoint::Checkpoint,
    hash::Hash,
    report::{Findings, Kind, Place},
};

pub(super) struct SeenCheckpoint {
    pub checkpoint: Checkpoint,
    pub hash: Hash,
    /// Whether the signature holds.
    pub signed: bool,
    /// Whether it stands in the file before the block it names.
    pub early: bool,
    pub line: u64,
}

/// Checks the links from each checkpoint to the one before. `from_start` says that the file
/// begins with block 1, so that its first checkpoint is the company's first.
pub(super) fn check_links(seen: &[SeenCheckpoint], from_start: bool, findings: &mut Findings) {
    let known: BTreeSet<Hash> = seen.iter().map(|c| c.hash).collect();
    let mut passed = BTreeSet::new();
    let mut begun = false;
    // Hash of the checkpoint before; none where it cannot be known.
    let mut before = from_start.then_some(Hash::ZERO);
    for SeenCheckpoint { checkpoint, hash, signed, line, .. } in seen {
        let mut add = |kind, text: &str| findings.add(kind, Place::Checkpoint(checkpoint.day), *line, text.to_owned());
        if !passed.insert(*hash) {
            add(Kind::Inserted, "The checkpoint stands in the file twice.");
            continue;
        }
        // One whose signature fails is named for that and proves nothing about its neighbours,
        // except that the next one may rest on it as it was before.
        if !signed {
            before = None;
            continue;
        }
        let previous = checkpoint.previous;
        match before {
            Some(expected) if expected == previous => {}
            None if previous != Hash::ZERO || !begun => {}
            _ if previous == Hash::ZERO && begun => add(Kind::BadLink, "A second chain of checkpoints begins here."),
            _ if previous == Hash::ZERO || known.contains(&previous) => {
                add(Kind::Reordered, "The checkpoint does not stand in the order of the days.");
            }
            _ => add(Kind::Missing, "The checkpoint before this one is not in the file."),
        }
        begun |= previous == Hash::ZERO;
        before = Some(*hash);
    }
}

/// Looks for the checkpoint given beside the file among those in it. `cut` says that the file does
/// not reach its block, `end` is the line behind the last.
pub(super) fn check_known(known: &Checkpoint, seen: &[SeenCheckpoint], cut: bool, end: u64, findings: &mut Findings) {
    let hash = known.hash();
    if seen.iter().any(|c| c.hash == hash) {
        return;
    }
    let place = Place::KnownCheckpoint(known.day);
    if let Some(other) = seen.iter().find(|c| c.checkpoint.day == known.day) {
        let text = "The file holds another checkpoint for that day.";
        findings.add(Kind::BadLink, place, other.line, text.to_owned());
    } else if let Some(later) = seen.iter().find(|c| c.checkpoint.day > known.day) {
        let text = "The file holds later checkpoints and not the known one.";
        findings.add(Kind::Missing, place, later.line, text.to_owned());
    } else if cut {
        let text = "The file stops before the known checkpoint.";
        findings.add(Kind::Truncated, place, end, text.to_owned());
    } else {
        let text = "The file holds the block of the known checkpoint and not the checkpoint.";
        findings.add(Kind::Missing, place, end, text.to_owned());
    }
}
