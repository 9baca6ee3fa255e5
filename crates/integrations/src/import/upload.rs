//! A file goes up.

use engine::{Operation, Spec, TenantTx};
use kernel::{
    Problems, Result,
    ids::{ImportRunId, LocationId},
};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{ImportRun, object, parts, require, store};
use crate::file::{MOST_BYTES, headings::guess};

/// Takes a file (CSV or XLSX) as the body of the request, reads its headings and guesses what they mean. Nothing is
/// written but the import itself.
#[derive(Deserialize, JsonSchema)]
pub struct UploadImport {
    /// What its rows become, for example `customer`.
    pub object: String,
    pub file_name: String,
    /// The place its records belong to; your own where you have one only.
    pub location_id: Option<LocationId>,
}

impl Operation for UploadImport {
    type Output = ImportRun;
    const SPEC: Spec = Spec::command("integrations.import.upload", "POST", "/imports")
        .summary("Takes a file of at most 50 MiB, 100,000 rows and 200 columns, and guesses what its columns mean.")
        .permission("import", "CREATE")
        .created()
        .bytes(MOST_BYTES);

    fn check(&self, p: &mut Problems) {
        p.text("object", &self.object, 50);
        p.text("file_name", &self.file_name, 200);
    }

    async fn run(self, tx: &TenantTx) -> Result<ImportRun> {
        let object = object(tx, &self.object)?;
        let only_location = match tx.caller().locations() {
            [one] => Some(*one),
            _ => None,
        };
        let location = self.location_id.or(only_location);
        require(tx, object.as_ref(), "CREATE", location)?;
        if let Some(location) = self.location_id {
            store::require_location(tx, location).await?;
        }
        let bytes = tx.body();
        let (size, sha256) = (bytes.len() as i64, files::sha256_hex(&bytes));
        let id: ImportRunId = tx.new_id();
        let folder = id.uuid().to_string();
        let read = parts::keep(tx, &folder, bytes).await?;
        let mapping = guess(&read.columns, object.fields());
        let delimiter = read.kind.delimiter.map(String::from);
        let row = store::NewRun {
            id,
            object: &self.object,
            file_name: self.file_name.trim(),
            folder: &folder,
            sha256: &sha256,
            bytes: size,
            format: read.kind.format,
            encoding: read.kind.encoding,
            delimiter: delimiter.as_deref(),
            file_columns: &json!(read.columns),
            row_total: i32::try_from(read.rows).unwrap_or(i32::MAX),
            mapping: &json!(mapping),
            location_id: location,
        };
        store::insert(tx, row).await?;
        tx.about("import", id.uuid(), self.file_name.trim());
        tx.at_location(location);
        store::run(tx, id).await
    }

    fn example() -> Value {
        json!({"object": "customer", "file_name": "customers.csv"})
    }
}
