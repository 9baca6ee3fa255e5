//! Written by `cargo xtask sql` from crates/quotes/queries/preset.sql: edit that.

#[derive(Debug, Clone, serde::Serialize)]
pub struct PresetListRow {
    pub id: kernel::ids::QuotePresetId,
    pub name: String,
    pub kind: String,
    pub inputs: serde_json::Value,
    pub terms: Option<String>,
    pub version: i64,
}

impl PresetListRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            name: row.try_get(1).map_err(kernel::Error::internal)?,
            kind: row.try_get(2).map_err(kernel::Error::internal)?,
            inputs: row.try_get(3).map_err(kernel::Error::internal)?,
            terms: row.try_get(4).map_err(kernel::Error::internal)?,
            version: row.try_get(5).map_err(kernel::Error::internal)?,
        })
    }
}

pub const PRESET_LIST: engine::ListSql = engine::ListSql {
    name: "preset_list",
    sql: r"select p.id, p.name, p.kind, p.inputs, p.terms, p.version
from quote_preset p
where p.company_id = $1",
    resource: "quote_preset",
    alias: "p",
    rows: "p",
    sorts: &[engine::ListSort {
        name: "name",
        column: "p.name",
        kind: engine::ColumnKind::Text,
        descending: false,
        nullable: false,
    }],
    filters: &[engine::ListFilter { name: "kind", column: "p.kind", kind: engine::ColumnKind::Text }],
    search: None,
};

#[derive(Debug, Clone)]
pub struct InsertPreset<'a> {
    pub id: kernel::ids::QuotePresetId,
    pub name: &'a str,
    pub kind: &'a str,
    pub inputs: &'a serde_json::Value,
    pub terms: Option<&'a str>,
}

pub async fn insert_preset(tx: &engine::TenantTx, p: InsertPreset<'_>) -> kernel::Result<u64> {
    const SQL: &str = r"insert into quote_preset (company_id, id, name, kind, inputs, terms)
values ($1, $2, $3, $4, $5, $6)";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &p.id, &p.name, &p.kind, &p.inputs, &p.terms]).await
}

pub async fn delete_preset(tx: &engine::TenantTx, id: kernel::ids::QuotePresetId) -> kernel::Result<u64> {
    const SQL: &str = r"delete from quote_preset p
where p.company_id = $1
  and p.id = $2";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &id]).await
}
