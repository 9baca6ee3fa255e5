//! Customers from files (CUS-28 to CUS-31): what the import engine is offered.

mod change;
mod consent;
mod create;
mod fields;
mod find;
mod row;
mod store;
mod undo;
mod words;

use std::sync::Arc;

use engine::{TenantTx, module::BoxFuture};
use kernel::{Error, Result};
use ports::{
    ImportField, ImportMatch, ImportNew, ImportObject, ImportProblem, ImportSetting, ImportStanding, ImportValues,
    ImportedRecord,
};
use serde_json::Value;
use uuid::Uuid;

use crate::{
    customer::register,
    likeness::{Likeness, compare},
};

/// Offered to the application among the objects that files may bring.
pub fn import_object() -> Arc<dyn ImportObject> {
    Arc::new(Customers)
}

struct Customers;

/// Score and reasons as they are kept.
fn told(likeness: &Likeness) -> Result<Value> {
    let reasons: Vec<_> =
        likeness.reasons.iter().map(|&(reason, points)| register::MatchReason { reason, points }).collect();
    serde_json::to_value(reasons).map_err(Error::internal)
}

impl ImportObject for Customers {
    fn name(&self) -> &'static str {
        "customer"
    }

    fn fields(&self) -> &'static [ImportField] {
        fields::FIELDS
    }

    fn check(&self, values: &ImportValues, setting: &ImportSetting) -> Vec<ImportProblem> {
        row::check(values, setting)
    }

    fn keys(&self, values: &ImportValues, setting: &ImportSetting) -> Vec<String> {
        let traits = row::compared(values, setting).traits;
        let named = |kind: &'static str, all: Vec<String>| all.into_iter().map(move |value| format!("{kind}:{value}"));
        named("email", traits.emails)
            .chain(named("phone", traits.phones))
            .chain(named("address", traits.addresses))
            .collect()
    }

    fn likeness(&self, one: &ImportValues, other: &ImportValues, setting: &ImportSetting) -> (i32, Value) {
        let likeness = compare(&row::compared(one, setting).traits, &row::compared(other, setting).traits);
        (likeness.score, told(&likeness).unwrap_or_default())
    }

    fn find<'a>(
        &'a self,
        tx: &'a TenantTx,
        rows: &'a [ImportValues],
        setting: &'a ImportSetting,
    ) -> BoxFuture<'a, Result<Vec<Vec<ImportMatch>>>> {
        Box::pin(find::find(tx, rows, setting))
    }

    fn standing<'a>(&'a self, tx: &'a TenantTx, records: &'a [Uuid]) -> BoxFuture<'a, Result<Vec<ImportStanding>>> {
        Box::pin(store::standing(tx, records))
    }

    fn take_turn<'a>(&'a self, tx: &'a TenantTx) -> BoxFuture<'a, Result<()>> {
        Box::pin(register::take_turn(tx))
    }

    fn create<'a>(
        &'a self,
        tx: &'a TenantTx,
        rows: &'a [ImportNew],
        setting: &'a ImportSetting,
    ) -> BoxFuture<'a, Result<()>> {
        Box::pin(create::create(tx, rows, setting))
    }

    fn change<'a>(
        &'a self,
        tx: &'a TenantTx,
        rows: &'a [(Uuid, ImportValues)],
        setting: &'a ImportSetting,
    ) -> BoxFuture<'a, Result<Vec<Option<Value>>>> {
        Box::pin(change::change(tx, rows, setting))
    }

    fn undo<'a>(
        &'a self,
        tx: &'a TenantTx,
        records: &'a [ImportedRecord],
    ) -> BoxFuture<'a, Result<Vec<Option<&'static str>>>> {
        Box::pin(undo::undo(tx, records))
    }
}
