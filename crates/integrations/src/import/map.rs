//! What the columns mean.

use std::collections::BTreeMap;

use engine::{Operation, Spec, TenantTx};
use kernel::{
    Error, Problems, Result,
    ids::{ImportRunId, LocationId},
};
use ports::ImportObject;
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{DayOrder, ImportRun, require, store, wrong_state};

/// Says which field each column means, and how ambiguous days are read.
#[derive(Deserialize, JsonSchema)]
pub struct MapImport {
    pub id: ImportRunId,
    /// One entry a column; null leaves the column out.
    pub mapping: Vec<Option<String>>,
    /// Needed where a mapped column's days could be read both ways.
    pub day_order: Option<DayOrder>,
    /// The place the records belong to.
    pub location_id: Option<LocationId>,
    /// Keeps the mapping under this name for the next file of the kind.
    pub save_as: Option<String>,
}

impl Operation for MapImport {
    type Output = ImportRun;
    const SPEC: Spec = Spec::command("integrations.import.map", "PUT", "/imports/{id}/mapping")
        .summary("Says what each column means; an ambiguous order of day and month must be chosen.")
        .permission("import", "CREATE")
        .on("import", "id");

    fn check(&self, p: &mut Problems) {
        p.require(self.mapping.len() <= 200, "mapping", "TOO_MANY", "A file has at most 200 columns.");
        p.require(
            self.mapping.iter().any(Option::is_some),
            "mapping",
            "REQUIRED",
            "Say what at least one column means.",
        );
        if let Some(name) = &self.save_as {
            p.text("save_as", name, 100);
        }
    }

    async fn run(self, tx: &TenantTx) -> Result<ImportRun> {
        let run = store::locked(tx, self.id).await?;
        if !run.is(&["UPLOADED", "MAPPED", "CHECKED"]) {
            return Err(wrong_state(&run));
        }
        let object = run.object(tx)?;
        let location = self.location_id.or(run.location_id);
        require(tx, object.as_ref(), "CREATE", location)?;
        self.fits(&run, object.as_ref())?;
        let order = self.day_order.map(DayOrder::code);
        store::set_mapping(tx, self.id, &json!(self.mapping), order, location).await?;
        if let Some(name) = &self.save_as {
            let named = run.columns.iter().zip(&self.mapping).filter_map(|(c, f)| Some((&c.name, f.as_ref()?)));
            let named: BTreeMap<_, _> = named.collect();
            store::save_profile(tx, &run.object, name.trim(), &json!(named), order).await?;
        }
        tx.about("import", self.id.uuid(), &run.file_name);
        store::run(tx, self.id).await
    }

    fn example() -> Value {
        json!({"id": "imp_01h2xcejqtf2nbrexx3vqjhp41", "mapping": ["first_name", "last_name", "email", null]})
    }
}

impl MapImport {
    fn fits(&self, run: &ImportRun, object: &dyn ImportObject) -> Result<()> {
        let mut p = Problems::new();
        let columns = run.columns.len();
        p.require(
            self.mapping.len() == columns,
            "mapping",
            "WRONG_LENGTH",
            &format!("The file has {columns} columns: one entry each."),
        );
        let mut seen: Vec<&str> = vec![];
        for (at, (field, column)) in self.mapping.iter().zip(&run.columns).enumerate() {
            let Some(field) = field.as_deref() else { continue };
            let place = format!("mapping.{at}");
            let Some(known) = object.fields().iter().find(|f| f.name == field) else {
                p.add(place, "UNKNOWN", format!("{field} is no field of a {}.", object.name()));
                continue;
            };
            if seen.contains(&field) {
                p.add(place, "TWICE", format!("{field} is meant by two columns: leave one out."));
            }
            seen.push(field);
            if known.is_day && column.days.as_deref() == Some("EITHER") && self.day_order.is_none() {
                p.add(
                    "day_order",
                    "REQUIRED",
                    format!(
                        "The days of “{}” could be read both ways: say whether the day or the month stands first.",
                        column.name
                    ),
                );
            }
        }
        p.finish().map_err(|e: Error| e)
    }
}
