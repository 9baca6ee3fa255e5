//! Ten thousand ways to tamper with an export.

mod sample;

use std::collections::BTreeMap;

use compliance::chain::*;
use sample::{Numbers, Trail, check, entry, join, seal};

/// Line numbers of an untouched export.
struct Map {
    /// (block, line).
    blocks: Vec<(u64, usize)>,
    /// (block, entry, line).
    entries: Vec<(u64, u64, usize)>,
    checkpoints: Vec<usize>,
}

fn map(lines: &[String]) -> Map {
    let mut map = Map { blocks: Vec::new(), entries: Vec::new(), checkpoints: Vec::new() };
    for (at, line) in lines.iter().enumerate() {
        let block = map.blocks.len() as u64;
        if line.starts_with("{\"block\"") {
            map.blocks.push((block + 1, at));
        } else if line.starts_with("{\"entry\"") {
            let entry = map.entries.iter().filter(|(b, ..)| *b == block).count() as u64 + 1;
            map.entries.push((block, entry, at));
        } else if line.starts_with("{\"checkpoint\"") {
            map.checkpoints.push(at);
        }
    }
    map
}

fn change_byte(line: &mut String, range: std::ops::Range<usize>, numbers: &mut Numbers) {
    let mut bytes = std::mem::take(line).into_bytes();
    let at = range.start + numbers.below(range.len());
    loop {
        let byte = numbers.below(128) as u8;
        if byte != bytes[at] && byte != b'\n' {
            bytes[at] = byte;
            break;
        }
    }
    // A broken character is as good as any other change.
    *line = String::from_utf8_lossy(&bytes).into_owned();
}

/// Replaces the hex digits of a member by others.
fn change_hex(line: &mut String, member: &str, numbers: &mut Numbers) {
    let start = line.find(&format!("\"{member}\":\"")).unwrap() + member.len() + 4;
    let at = start + numbers.below(64);
    let other = if &line[at..=at] == "0" { "1" } else { "0" };
    line.replace_range(at..=at, other);
}

struct Case<'a> {
    trail: &'a Trail,
    lines: Vec<String>,
    map: Map,
}

/// Tampers by the recipe and gives the bytes with the kind and place that must be named.
fn tamper(case: &Case, recipe: usize, numbers: &mut Numbers) -> (Vec<u8>, Option<Kind>, Option<Place>) {
    let (mut lines, map) = (case.lines.clone(), &case.map);
    let (block, entry_no, at) = map.entries[numbers.below(map.entries.len())];
    let place = Place::Entry { block, entry: entry_no };
    let (number, block_at) = map.blocks[numbers.below(map.blocks.len())];
    let signed_at = map.checkpoints[numbers.below(map.checkpoints.len())];
    let block_end = |n: u64| map.blocks.get(n as usize).map_or(lines.len() - 1, |(_, at)| *at);
    let (kind, place) = match recipe {
        0 => {
            let end = lines[at].len() - 75;
            change_byte(&mut lines[at], 9..end, numbers);
            (Some(Kind::Changed), Some(place))
        }
        1 => {
            lines.remove(at);
            (Some(Kind::Missing), Some(place))
        }
        2 => {
            let forged = String::from_utf8(entry(1_000_000 + numbers.below(1000) as i64)).unwrap();
            let leaf = leaf_hash(forged.as_bytes());
            lines.insert(at, format!("{{\"entry\":{forged},\"leaf\":\"{leaf}\"}}"));
            (Some(Kind::Inserted), Some(place))
        }
        3 => {
            let others: Vec<_> = map.entries.iter().filter(|(b, e, _)| *b == block && *e != entry_no).collect();
            let (_, other_no, other) = *others[numbers.below(others.len())];
            lines.swap(at, other);
            (Some(Kind::Reordered), Some(Place::Entry { block, entry: entry_no.min(other_no) }))
        }
        4 => {
            let member = ["prev", "hash", "root"][numbers.below(3)];
            change_hex(&mut lines[block_at], member, numbers);
            (Some(Kind::BadLink), Some(Place::Block(number)))
        }
        5 => {
            let member = ["signature", "last_hash", "previous"][numbers.below(3)];
            let day = lines[signed_at].find("\"day\":\"").unwrap() + 7;
            let day = lines[signed_at][day..day + 10].parse().unwrap();
            change_hex(&mut lines[signed_at], member, numbers);
            (Some(Kind::BadSignature), Some(Place::Checkpoint(day)))
        }
        6 => {
            // Cut behind a whole block before the last checkpoint, with an end line that fits.
            let blocks = 1 + numbers.below(map.blocks.len() - 2);
            let cut =
                Trail { blocks: case.trail.blocks[..blocks].to_vec(), checkpoints: case.trail.checkpoints.clone() };
            return (cut.export(), Some(Kind::Truncated), None);
        }
        7 => {
            let whole = join(&lines);
            return (whole[..numbers.below(whole.len())].to_vec(), Some(Kind::Truncated), None);
        }
        8 => {
            let end = block_end(number);
            let last = number as usize == map.blocks.len();
            lines.drain(block_at..end);
            let place = (!last).then_some(Place::Block(number));
            ((!last).then_some(Kind::Missing), place)
        }
        9 => {
            let copy: Vec<_> = lines[block_at..block_end(number)].to_vec();
            let end = block_end(number);
            lines.splice(end..end, copy);
            (Some(Kind::Inserted), Some(Place::Block(number)))
        }
        10 => {
            let n = (number as usize).min(map.blocks.len() - 1);
            let (start, middle, end) = (map.blocks[n - 1].1, map.blocks[n].1, block_end(n as u64 + 1));
            lines[start..end].rotate_left(middle - start);
            (Some(Kind::Reordered), Some(Place::Block(n as u64)))
        }
        11 => {
            // Everything behind a forged entry sealed again, which only the signature can show.
            let mut forged = case.trail.clone();
            forged.blocks[block as usize - 1].1[entry_no as usize - 1] = entry(2_000_000);
            let mut prev = Hash::ZERO;
            for (block, entries) in &mut forged.blocks {
                *block = seal(block.number, prev, entries);
                prev = block.hash;
            }
            return (forged.export(), Some(Kind::BadLink), None);
        }
        12 => {
            change_hex(&mut lines[at], "leaf", numbers);
            (Some(Kind::Changed), Some(place))
        }
        13 => {
            lines.remove(signed_at);
            (Some(Kind::Missing), None)
        }
        14 => {
            lines.insert(signed_at, lines[signed_at].clone());
            (Some(Kind::Inserted), None)
        }
        15 => {
            let other = (at + 1 + numbers.below(lines.len() - 1)) % lines.len();
            lines.swap(at, other);
            (None, None)
        }
        16 => {
            let (_, _, other) = map.entries[numbers.below(map.entries.len())];
            let line = lines.remove(at);
            if other == at {
                return (join(&lines), Some(Kind::Missing), Some(place));
            }
            lines.insert(other, line);
            (None, None)
        }
        17 => {
            let line = numbers.below(lines.len());
            lines.remove(line);
            (None, None)
        }
        _ => {
            let mut bytes = join(&lines);
            let at = numbers.below(bytes.len());
            bytes[at] = bytes[at].wrapping_add(1 + numbers.below(255) as u8);
            return (bytes, None, None);
        }
    };
    (join(&lines), kind, place)
}

#[test]
fn cmp_6_ten_thousand_mutations_are_all_found_and_none_in_the_clean_export() {
    let trails = [Trail::new(&[3, 2, 5, 4], &[2, 4]), Trail::new(&[2, 7, 3], &[1, 3])];
    let mut numbers = Numbers(20_260_301);
    let mut of_kind: BTreeMap<Kind, u32> = BTreeMap::new();
    for trail in &trails {
        let known = &trail.checkpoints.last().unwrap().checkpoint;
        let lines = trail.lines();
        let case = Case { trail, map: map(&lines), lines };
        let clean = join(&case.lines);
        for known in [None, Some(known)] {
            let report = check(&clean, known);
            assert!(report.is_clean(), "{report}");
            assert!(report.remarks.is_empty(), "{report}");
        }
        for round in 0..5_000 {
            let recipe = round % 20;
            let (bytes, kind, place) = tamper(&case, recipe, &mut numbers);
            let report = check(&bytes, Some(known));
            let told = || format!("recipe {recipe}, round {round}: {kind:?} {place:?}\n{report}");
            assert!(bytes != clean, "{}", told());
            assert!(!report.is_clean(), "{}\n{}", told(), String::from_utf8_lossy(&bytes));
            report.findings.iter().for_each(|f| *of_kind.entry(f.kind).or_default() += 1);
            if let Some(kind) = kind {
                assert!(report.finding(kind).is_some(), "{}", told());
            }
            if let (Some(kind), Some(place)) = (kind, place) {
                assert_eq!(report.finding(kind).unwrap().place, place, "{}", told());
            }
            // What is done to entries alone is named as that and as nothing else.
            if matches!(recipe, 0..=3 | 12) {
                assert_eq!(report.findings.len(), 1, "{}", told());
            }
        }
    }
    assert_eq!(of_kind.len(), 7, "{of_kind:?}");
}
