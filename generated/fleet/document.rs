//! Written by `cargo xtask sql` from crates/fleet/queries/document.sql: edit that.

#[derive(Debug, Clone, serde::Serialize)]
pub struct DocumentRow {
    pub id: uuid::Uuid,
    pub kind: String,
    pub number: Option<String>,
    pub expires_on: Option<jiff::civil::Date>,
    pub blocks: bool,
}

impl DocumentRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            kind: row.try_get(1).map_err(kernel::Error::internal)?,
            number: row.try_get(2).map_err(kernel::Error::internal)?,
            expires_on: row.try_get(3).map_err(kernel::Error::internal)?,
            blocks: row.try_get(4).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn documents_of(
    tx: &engine::TenantTx,
    equipment_id: kernel::ids::EquipmentId,
) -> kernel::Result<Vec<DocumentRow>> {
    const SQL: &str = r"select d.id, d.kind, d.number, d.expires_on, d.blocks
from equipment_document d
where d.company_id = $1
  and d.equipment_id = $2
  and d.replaced_at is null
order by d.kind, d.id
limit 100";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &equipment_id]).await?;
    rows.iter().map(DocumentRow::from_row).collect()
}

pub async fn replace_document(
    tx: &engine::TenantTx,
    equipment_id: kernel::ids::EquipmentId,
    kind: &str,
) -> kernel::Result<u64> {
    const SQL: &str = r"update equipment_document d
set replaced_at = $2
where d.company_id = $1
  and d.equipment_id = $3
  and d.kind = $4
  and d.replaced_at is null";
    let company_id = tx.company();
    let now = tx.now();
    engine::Sql::exec(tx, SQL, &[&company_id, &now, &equipment_id, &kind]).await
}

#[derive(Debug, Clone)]
pub struct InsertDocument<'a> {
    pub id: uuid::Uuid,
    pub equipment_id: kernel::ids::EquipmentId,
    pub kind: &'a str,
    pub number: Option<&'a str>,
    pub expires_on: Option<jiff::civil::Date>,
    pub blocks: bool,
}

pub async fn insert_document(tx: &engine::TenantTx, p: InsertDocument<'_>) -> kernel::Result<u64> {
    const SQL: &str = r"insert into equipment_document (company_id, id, equipment_id, kind, number, expires_on, blocks)
values ($1, $2, $3, $4, $5, $6, $7)";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &p.id, &p.equipment_id, &p.kind, &p.number, &p.expires_on, &p.blocks])
        .await
}
