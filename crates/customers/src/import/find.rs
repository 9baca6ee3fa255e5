//! Who of the base the rows of a batch may mean: asked for all rows at once, by what two that are alike always share.

use std::collections::{BTreeMap, BTreeSet};

use engine::TenantTx;
use kernel::Result;
use ports::{ImportMatch, ImportSetting, ImportValues};

use super::{row::compared, store, told};
use crate::{
    customer::store::Lookalike,
    likeness::{SUGGESTED, Traits, compare},
};

/// Of each row those that score 60 and more, best first.
pub async fn find(tx: &TenantTx, rows: &[ImportValues], setting: &ImportSetting) -> Result<Vec<Vec<ImportMatch>>> {
    let wanted: Vec<Traits> = rows.iter().map(|values| compared(values, setting).traits).collect();
    let all = |pick: fn(&Traits) -> &Vec<String>| -> Vec<String> {
        wanted.iter().flat_map(|t| pick(t).iter().cloned()).collect::<BTreeSet<_>>().into_iter().collect()
    };
    let there = store::sharing(tx, &all(|t| &t.emails), &all(|t| &t.phones), &all(|t| &t.addresses)).await?;
    // By what they share, so that no row is compared with every customer of the batch.
    let mut sharing: BTreeMap<(u8, &str), Vec<usize>> = BTreeMap::new();
    for (at, other) in there.iter().enumerate() {
        for key in keys(&other.traits) {
            sharing.entry(key).or_default().push(at);
        }
    }
    wanted
        .iter()
        .map(|traits| {
            let near: BTreeSet<usize> = keys(traits).filter_map(|key| sharing.get(&key)).flatten().copied().collect();
            let mut matches = vec![];
            for other in near.into_iter().map(|at| &there[at]) {
                let likeness = compare(traits, &other.traits);
                if likeness.score >= SUGGESTED {
                    matches.push(matched(other, likeness.score, told(&likeness)?));
                }
            }
            matches.sort_by_key(|m| (-m.score, m.record));
            Ok(matches)
        })
        .collect()
}

fn matched(other: &Lookalike, score: i32, reasons: serde_json::Value) -> ImportMatch {
    ImportMatch {
        record: other.id.uuid(),
        label: format!("{} {}", other.number, other.display_name),
        score,
        reasons,
        active: other.status != "INACTIVE",
    }
}

fn keys(traits: &Traits) -> impl Iterator<Item = (u8, &str)> {
    let emails = traits.emails.iter().map(|v| (0, v.as_str()));
    let phones = traits.phones.iter().map(|v| (1, v.as_str()));
    let addresses = traits.addresses.iter().map(|v| (2, v.as_str()));
    emails.chain(phones).chain(addresses).filter(|(_, v)| !v.is_empty())
}
