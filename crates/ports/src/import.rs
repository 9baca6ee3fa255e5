//! What a module offers to the import engine: its fields, its checks, finding who is there, writing, taking back (INT-32).

use std::{collections::BTreeMap, sync::Arc};

use engine::{TenantTx, module::BoxFuture};
use kernel::{Result, ids::LocationId};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;

/// A field that a column may be mapped to.
#[derive(Clone, Copy, Debug)]
pub struct ImportField {
    pub name: &'static str,
    /// Headings that mean it, in English and French and in other systems' files, as `kernel::normal::name_key` writes
    /// them.
    pub synonyms: &'static [&'static str],
    /// Whether it holds a day: then day and month of an ambiguous column must be told apart by somebody.
    pub is_day: bool,
}

/// The filled cells of one row, by field.
pub type ImportValues = BTreeMap<String, String>;

/// What holds for a whole run.
#[derive(Clone, Debug)]
pub struct ImportSetting {
    pub run: Uuid,
    /// ISO 3166: how numbers without a country are read.
    pub country: String,
    pub location_id: Option<LocationId>,
    /// Whether `03/04/2026` is the fourth of March.
    pub month_first: bool,
}

/// Something about one cell.
#[derive(Clone, Debug, Serialize, Deserialize, schemars::JsonSchema)]
pub struct ImportProblem {
    /// Empty for the whole row.
    pub field: String,
    pub code: String,
    /// A warning does not keep the row out.
    pub warning: bool,
    pub en: String,
    pub fr: String,
}

impl ImportProblem {
    pub fn error(field: &str, code: &str, en: impl Into<String>, fr: impl Into<String>) -> Self {
        Self { field: field.into(), code: code.into(), warning: false, en: en.into(), fr: fr.into() }
    }
    pub fn warning(field: &str, code: &str, en: impl Into<String>, fr: impl Into<String>) -> Self {
        Self { warning: true, ..Self::error(field, code, en, fr) }
    }
}

/// A record that a row may mean.
#[derive(Clone, Debug)]
pub struct ImportMatch {
    pub record: Uuid,
    /// Number and name.
    pub label: String,
    /// 0 to 100.
    pub score: i32,
    /// Each reason with its points.
    pub reasons: Value,
    pub active: bool,
}

/// A record to be.
#[derive(Clone, Debug)]
pub struct ImportNew {
    pub id: Uuid,
    pub values: ImportValues,
    /// Records that may be the same and are left as suggestions.
    pub suggestions: Vec<ImportMatch>,
}

/// A record as an import left it, for taking it back.
#[derive(Clone, Debug)]
pub struct ImportedRecord {
    pub record: Uuid,
    /// What [`ImportObject::change`] answered; none for a created record.
    pub before: Option<Value>,
}

/// One kind of record that files may bring. All of it works on whole batches, so that no row costs a query of its own.
pub trait ImportObject: Send + Sync {
    /// The resource whose CREATE and UPDATE an import needs.
    fn name(&self) -> &'static str;
    fn fields(&self) -> &'static [ImportField];
    /// Everything wrong with a row that can be said without looking at data.
    fn check(&self, values: &ImportValues, setting: &ImportSetting) -> Vec<ImportProblem>;
    /// What rows that may mean the same record share: two without a common key are never alike.
    fn keys(&self, values: &ImportValues, setting: &ImportSetting) -> Vec<String>;
    /// Score and reasons of two rows of a file.
    fn likeness(&self, one: &ImportValues, other: &ImportValues, setting: &ImportSetting) -> (i32, Value);
    /// The records each row may mean, best first.
    fn find<'a>(
        &'a self,
        tx: &'a TenantTx,
        rows: &'a [ImportValues],
        setting: &'a ImportSetting,
    ) -> BoxFuture<'a, Result<Vec<Vec<ImportMatch>>>>;
    /// Number and name of records that are there: of each the one that stands for it today, and whether it is in use.
    fn standing<'a>(&'a self, tx: &'a TenantTx, records: &'a [Uuid]) -> BoxFuture<'a, Result<Vec<ImportStanding>>>;
    /// Makes creations of one company wait for each other, before [`ImportObject::find`] is asked for the last time.
    fn take_turn<'a>(&'a self, tx: &'a TenantTx) -> BoxFuture<'a, Result<()>>;
    fn create<'a>(
        &'a self,
        tx: &'a TenantTx,
        rows: &'a [ImportNew],
        setting: &'a ImportSetting,
    ) -> BoxFuture<'a, Result<()>>;
    /// Empty cells change nothing. Answers what is needed to take each change back; none where nothing changed.
    fn change<'a>(
        &'a self,
        tx: &'a TenantTx,
        rows: &'a [(Uuid, ImportValues)],
        setting: &'a ImportSetting,
    ) -> BoxFuture<'a, Result<Vec<Option<Value>>>>;
    /// Takes records back; answers of each why it was kept, none where it was taken back.
    fn undo<'a>(
        &'a self,
        tx: &'a TenantTx,
        records: &'a [ImportedRecord],
    ) -> BoxFuture<'a, Result<Vec<Option<&'static str>>>>;
}

/// A record today.
#[derive(Clone, Debug)]
pub struct ImportStanding {
    pub asked: Uuid,
    /// The survivor where the record was merged.
    pub record: Uuid,
    pub label: String,
    pub active: bool,
}

/// All kinds of records that files may bring, offered by the modules and put together by the application.
#[derive(Clone, Default)]
pub struct ImportObjects(Arc<Vec<Arc<dyn ImportObject>>>);

impl ImportObjects {
    pub fn new(all: Vec<Arc<dyn ImportObject>>) -> Self {
        Self(Arc::new(all))
    }
    pub fn get(&self, name: &str) -> Option<Arc<dyn ImportObject>> {
        self.0.iter().find(|o| o.name() == name).cloned()
    }
    pub fn all(&self) -> impl Iterator<Item = &Arc<dyn ImportObject>> {
        self.0.iter()
    }
}
