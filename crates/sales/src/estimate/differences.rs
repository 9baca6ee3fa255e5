//! What a version changed.

use std::collections::BTreeMap;

use engine::{Operation, Spec, TenantTx};
use kernel::{Error, Result, ids::EstimateId, money::Ratio};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{
    formula::Outputs,
    sheet::{Sheet, Stop},
    sheet_store, store,
};

/// Compares a version with the one it was made from.
#[derive(Deserialize, JsonSchema)]
pub struct ReadDifferences {
    pub id: EstimateId,
}

/// One thing that differs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Difference {
    /// `item`, `stop`, `carton`, `volume_cuft`, `weight_lb`, `movers`, `trucks`, `minutes`, or a field of the head.
    pub what: String,
    /// The room and article, the stop's number, the carton.
    pub subject: Option<String>,
    pub before: Value,
    pub after: Value,
}

#[derive(Serialize, JsonSchema)]
pub struct Differences {
    /// The version it was made from; none for the first.
    pub parent_id: Option<EstimateId>,
    pub differences: Vec<Difference>,
}

/// Pieces by room, article and flags: the order of lines does not matter.
fn pieces(sheet: &Sheet) -> BTreeMap<String, (i32, i32)> {
    let mut out = BTreeMap::new();
    for room in &sheet.rooms {
        let place = room.name.as_deref().unwrap_or(room.kind.code());
        for item in &room.items {
            let key = format!("{place} · {}", item.name.as_deref().unwrap_or_default());
            let counts: &mut (i32, i32) = out.entry(key).or_default();
            *counts = (counts.0 + item.going, counts.1 + item.staying);
        }
    }
    out
}

fn compared<K: Ord + Clone, V: PartialEq>(
    what: &str,
    before: &BTreeMap<K, V>,
    after: &BTreeMap<K, V>,
    subject: impl Fn(&K) -> String,
    show: impl Fn(&V) -> Value,
) -> Vec<Difference> {
    let keys: std::collections::BTreeSet<&K> = before.keys().chain(after.keys()).collect();
    let differs = keys.into_iter().filter(|key| before.get(key) != after.get(key));
    let side = |value: Option<&V>| value.map_or(Value::Null, &show);
    differs
        .map(|key| Difference {
            what: what.into(),
            subject: Some(subject(key)),
            before: side(before.get(key)),
            after: side(after.get(key)),
        })
        .collect()
}

fn of_sheets(before: &Sheet, after: &Sheet) -> Vec<Difference> {
    let counts = |(going, staying): &(i32, i32)| json!({"going": going, "staying": staying});
    let mut out = compared("item", &pieces(before), &pieces(after), String::clone, counts);
    let stops = |sheet: &Sheet| -> BTreeMap<usize, Stop> { (1..).zip(sheet.stops.iter().cloned()).collect() };
    out.extend(compared("stop", &stops(before), &stops(after), usize::to_string, |stop| json!(stop)));
    let cartons = |sheet: &Sheet| -> BTreeMap<String, (i32, bool)> {
        let key = |c: &super::sheet::Carton| format!("{} · {}", c.material, c.packed_by.code());
        sheet.cartons.iter().map(|c| (key(c), (c.quantity, c.unpacked))).collect()
    };
    let carton = |(quantity, unpacked): &(i32, bool)| json!({"quantity": quantity, "unpacked": unpacked});
    out.extend(compared("carton", &cartons(before), &cartons(after), String::clone, carton));
    out
}

fn of_outputs(before: &Outputs, after: &Outputs) -> Vec<Difference> {
    let measure = |what: &str, before: Ratio, after: Ratio| {
        (before != after).then(|| Difference {
            what: what.into(),
            subject: None,
            before: json!(before),
            after: json!(after),
        })
    };
    let count = |what: &str, before: u32, after: u32| measure(what, before.into(), after.into());
    [
        measure("volume_cuft", before.volume_cuft, after.volume_cuft),
        measure("weight_lb", before.weight_lb, after.weight_lb),
        count("movers", before.movers, after.movers),
        count("trucks", before.trucks, after.trucks),
        count("minutes", before.minutes, after.minutes),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn of_heads(before: &store::Row, after: &store::Row) -> Vec<Difference> {
    let fields = |row: &store::Row| {
        [
            ("service_type", json!(row.service_type)),
            ("move_size", json!(row.move_size)),
            ("method", json!(row.method)),
            ("driving_minutes", json!(row.driving_minutes)),
            ("distance_km", json!(row.distance_km)),
            ("density_centi_lb", json!(row.density_centi_lb)),
            ("typed", json!(row.typed)),
            ("notes", json!(row.notes)),
        ]
    };
    let pairs = fields(before).into_iter().zip(fields(after));
    let differ = pairs.filter(|((_, before), (_, after))| before != after);
    differ.map(|((what, before), (_, after))| Difference { what: what.into(), subject: None, before, after }).collect()
}

impl Operation for ReadDifferences {
    type Output = Differences;
    const SPEC: Spec = Spec::read("sales.estimate.differences", "/estimates/{id}/differences")
        .summary("What a version of an estimate changed.")
        .permission("estimate", "VIEW")
        .on("estimate", "id");

    async fn run(self, tx: &TenantTx) -> Result<Differences> {
        let row = store::row(tx, self.id).await?;
        let Some(parent) = row.parent_id else { return Ok(Differences { parent_id: None, differences: vec![] }) };
        let before = store::row(tx, parent).await?;
        let outputs = |row: &store::Row| -> Result<Outputs> {
            serde_json::from_value(row.outputs.clone()).map_err(Error::internal)
        };
        let mut differences = of_outputs(&outputs(&before)?, &outputs(&row)?);
        differences.extend(of_heads(&before, &row));
        differences.extend(of_sheets(&sheet_store::load(tx, parent).await?, &sheet_store::load(tx, self.id).await?));
        Ok(Differences { parent_id: Some(parent), differences })
    }
    fn example() -> Value {
        json!({"id": "est_01h2xcejqtf2nbrexx3vqjhp41"})
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sal_30_a_new_version_lists_what_it_changed() {
        let sheet = |beds: i32, lamp: bool| -> Sheet {
            let mut items = vec![json!({"name": "Bed", "volume_cuft": 60, "going": beds})];
            if lamp {
                items.insert(0, json!({"name": "Lamp", "volume_cuft": 3, "staying": 1}));
            }
            serde_json::from_value(json!({"rooms": [{"kind": "BEDROOM", "items": items}]})).expect("a sheet")
        };
        assert!(of_sheets(&sheet(2, true), &sheet(2, true)).is_empty());
        let found = of_sheets(&sheet(2, false), &sheet(3, true));
        let subjects: Vec<_> = found.iter().map(|d| d.subject.as_deref().unwrap_or_default()).collect();
        assert_eq!(subjects, ["BEDROOM · Bed", "BEDROOM · Lamp"]);
        assert_eq!(found[0].after, json!({"going": 3, "staying": 0}));
        assert_eq!(found[1].before, Value::Null);
    }
}
