//! Tells what was done to the entries of a block, given the order in which they were sealed.

use std::collections::{HashMap, VecDeque};

use super::{
    hash::Hash,
    report::{Finding, Kind, Place},
};

/// One entry line as read.
pub(super) struct Seen {
    /// Hash of the entry; none for a line that cannot be read.
    pub hash: Option<Hash>,
    /// The leaf hash written beside it.
    pub leaf: Option<Hash>,
    /// Line of the file.
    pub line: u64,
}

/// The findings of one block: `seen` against `sealed`. `cut` says that the file stops here, so
/// that what lacks at the end was cut off. `after` is the line behind the block.
pub(super) fn compare(block: u64, sealed: &[Hash], seen: &[Seen], cut: bool, after: u64) -> Vec<Finding> {
    let mut found = Vec::new();
    let mut add = |kind, entry: usize, line, text: &str| {
        let place = Place::Entry { block, entry: entry as u64 + 1 };
        found.push(Finding { kind, place, line, text: text.to_owned() });
    };

    let mut free: HashMap<Hash, VecDeque<usize>> = HashMap::new();
    for (place, hash) in sealed.iter().enumerate() {
        free.entry(*hash).or_default().push_back(place);
    }
    let mut take = |hash: Option<Hash>| free.get_mut(&hash?).and_then(VecDeque::pop_front);

    // Where each line belongs in the sealed order: by what it says, else by its own leaf hash.
    let mut home: Vec<Option<usize>> = seen.iter().map(|line| take(line.hash)).collect();
    let in_order: Vec<(usize, usize)> = home.iter().enumerate().filter_map(|(at, p)| Some((at, (*p)?))).collect();
    for (line, place) in seen.iter().zip(&mut home) {
        match place {
            Some(entry) if line.leaf != line.hash => {
                add(Kind::Changed, *entry, line.line, "The leaf hash beside the entry is not that of the entry.");
            }
            Some(_) => {}
            None => {
                *place = take(line.leaf);
                if let Some(entry) = place {
                    add(Kind::Changed, *entry, line.line, "The entry is not what was sealed.");
                }
            }
        }
    }

    let mut sorted: Vec<usize> = in_order.iter().map(|(_, place)| *place).collect();
    sorted.sort_unstable();
    if let Some(((at, _), place)) = in_order.iter().zip(&sorted).find(|((_, is), should)| is != *should) {
        add(Kind::Reordered, *place, seen[*at].line, "Another entry of the same block stands here.");
    }

    // Lines and sealed entries left over between the same neighbours belong together.
    let mut taken = vec![false; sealed.len()];
    home.iter().flatten().for_each(|place| taken[*place] = true);
    let mut lacking: HashMap<usize, VecDeque<usize>> = HashMap::new();
    let mut gap = 0;
    for (place, taken) in taken.iter().enumerate() {
        if *taken {
            gap = place + 1;
        } else {
            lacking.entry(gap).or_default().push_back(place);
        }
    }
    let mut gap = 0;
    let mut last_present = home.iter().flatten().max().map_or(0, |place| place + 1);
    for (at, (line, place)) in seen.iter().zip(&home).enumerate() {
        if let Some(place) = place {
            gap = place + 1;
        } else if let Some(entry) = lacking.get_mut(&gap).and_then(VecDeque::pop_front) {
            last_present = last_present.max(entry + 1);
            add(Kind::Changed, entry, line.line, "The entry is not what was sealed.");
        } else {
            add(Kind::Inserted, at, line.line, "This entry was never sealed in the block.");
        }
    }

    let lines: HashMap<usize, u64> = home.iter().zip(seen).filter_map(|(p, line)| Some(((*p)?, line.line))).collect();
    for entry in lacking.into_values().flatten() {
        let line = (entry..sealed.len()).find_map(|next| lines.get(&next)).copied().unwrap_or(after);
        if cut && entry >= last_present {
            add(Kind::Truncated, entry, line, "The file stops before the end of the block.");
        } else {
            add(Kind::Missing, entry, line, "The entry was sealed and is not in the file.");
        }
    }
    // Several may lack before one line; the first of them is to be named.
    found.sort_by_key(|f| (f.line, if let Place::Entry { entry, .. } = f.place { entry } else { 0 }));
    found
}
