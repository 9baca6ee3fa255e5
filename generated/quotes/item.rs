//! Written by `cargo xtask sql` from crates/quotes/queries/item.sql: edit that.

#[derive(Debug, Clone)]
pub struct InsertItem<'a> {
    pub id: kernel::ids::QuoteItemId,
    pub quote_id: kernel::ids::QuoteId,
    pub position: i32,
    pub line_key: &'a str,
    pub part: &'a str,
    pub rule_key: Option<&'a str>,
    pub category: &'a str,
    pub tax_class: &'a str,
    pub description: &'a str,
    pub quantity: &'a str,
    pub unit: &'a str,
    pub unit_price: i64,
    pub computed_minor: i64,
    pub amount_minor: i64,
    pub discount_minor: i64,
    pub total_minor: i64,
    pub is_optional: bool,
    pub option_group: Option<&'a str>,
    pub selected: bool,
    pub is_public: bool,
}

pub async fn insert_item(tx: &engine::TenantTx, p: InsertItem<'_>) -> kernel::Result<u64> {
    const SQL: &str = r"insert into quote_item (company_id, id, quote_id, position, line_key, part, rule_key, category, tax_class, description,
  quantity, unit, unit_price, computed_minor, amount_minor, discount_minor, total_minor, is_optional, option_group,
  selected, is_public)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10,
  $11, $12, $13, $14, $15, $16, $17, $18,
  $19, $20, $21)";
    let company_id = tx.company();
    engine::Sql::exec(
        tx,
        SQL,
        &[
            &company_id,
            &p.id,
            &p.quote_id,
            &p.position,
            &p.line_key,
            &p.part,
            &p.rule_key,
            &p.category,
            &p.tax_class,
            &p.description,
            &p.quantity,
            &p.unit,
            &p.unit_price,
            &p.computed_minor,
            &p.amount_minor,
            &p.discount_minor,
            &p.total_minor,
            &p.is_optional,
            &p.option_group,
            &p.selected,
            &p.is_public,
        ],
    )
    .await
}

#[derive(Debug, Clone)]
pub struct ChangeItem<'a> {
    pub position: i32,
    pub part: &'a str,
    pub rule_key: Option<&'a str>,
    pub category: &'a str,
    pub tax_class: &'a str,
    pub description: &'a str,
    pub quantity: &'a str,
    pub unit: &'a str,
    pub unit_price: i64,
    pub computed_minor: i64,
    pub amount_minor: i64,
    pub discount_minor: i64,
    pub total_minor: i64,
    pub is_optional: bool,
    pub option_group: Option<&'a str>,
    pub selected: bool,
    pub is_public: bool,
    pub id: kernel::ids::QuoteItemId,
}

pub async fn change_item(tx: &engine::TenantTx, p: ChangeItem<'_>) -> kernel::Result<u64> {
    const SQL: &str = r"update quote_item i
set position = $2,
    part = $3,
    rule_key = $4,
    category = $5,
    tax_class = $6,
    description = $7,
    quantity = $8,
    unit = $9,
    unit_price = $10,
    computed_minor = $11,
    amount_minor = $12,
    discount_minor = $13,
    total_minor = $14,
    is_optional = $15,
    option_group = $16,
    selected = $17,
    is_public = $18
where i.company_id = $1
  and i.id = $19";
    let company_id = tx.company();
    engine::Sql::exec(
        tx,
        SQL,
        &[
            &company_id,
            &p.position,
            &p.part,
            &p.rule_key,
            &p.category,
            &p.tax_class,
            &p.description,
            &p.quantity,
            &p.unit,
            &p.unit_price,
            &p.computed_minor,
            &p.amount_minor,
            &p.discount_minor,
            &p.total_minor,
            &p.is_optional,
            &p.option_group,
            &p.selected,
            &p.is_public,
            &p.id,
        ],
    )
    .await
}

pub async fn drop_items(
    tx: &engine::TenantTx,
    quote_id: kernel::ids::QuoteId,
    ids: &[uuid::Uuid],
) -> kernel::Result<u64> {
    const SQL: &str = r"delete from quote_item i
where i.company_id = $1
  and i.quote_id = $2
  and i.id = any($3)";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &quote_id, &ids]).await
}

pub async fn clear_items(tx: &engine::TenantTx, quote_id: kernel::ids::QuoteId) -> kernel::Result<u64> {
    const SQL: &str = r"delete from quote_item i
where i.company_id = $1
  and i.quote_id = $2";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &quote_id]).await
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct ItemsOfRow {
    pub id: kernel::ids::QuoteItemId,
    pub position: i32,
    pub line_key: String,
    pub part: String,
    pub rule_key: Option<String>,
    pub category: String,
    pub tax_class: String,
    pub description: String,
    pub quantity: String,
    pub unit: String,
    pub unit_price: i64,
    pub computed_minor: i64,
    pub amount_minor: i64,
    pub discount_minor: i64,
    pub total_minor: i64,
    pub is_optional: bool,
    pub option_group: Option<String>,
    pub selected: bool,
    pub is_public: bool,
}

impl ItemsOfRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            position: row.try_get(1).map_err(kernel::Error::internal)?,
            line_key: row.try_get(2).map_err(kernel::Error::internal)?,
            part: row.try_get(3).map_err(kernel::Error::internal)?,
            rule_key: row.try_get(4).map_err(kernel::Error::internal)?,
            category: row.try_get(5).map_err(kernel::Error::internal)?,
            tax_class: row.try_get(6).map_err(kernel::Error::internal)?,
            description: row.try_get(7).map_err(kernel::Error::internal)?,
            quantity: row.try_get(8).map_err(kernel::Error::internal)?,
            unit: row.try_get(9).map_err(kernel::Error::internal)?,
            unit_price: row.try_get(10).map_err(kernel::Error::internal)?,
            computed_minor: row.try_get(11).map_err(kernel::Error::internal)?,
            amount_minor: row.try_get(12).map_err(kernel::Error::internal)?,
            discount_minor: row.try_get(13).map_err(kernel::Error::internal)?,
            total_minor: row.try_get(14).map_err(kernel::Error::internal)?,
            is_optional: row.try_get(15).map_err(kernel::Error::internal)?,
            option_group: row.try_get(16).map_err(kernel::Error::internal)?,
            selected: row.try_get(17).map_err(kernel::Error::internal)?,
            is_public: row.try_get(18).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn items_of(tx: &engine::TenantTx, quote_id: kernel::ids::QuoteId) -> kernel::Result<Vec<ItemsOfRow>> {
    const SQL: &str = r"select i.id, i.position, i.line_key, i.part, i.rule_key, i.category, i.tax_class, i.description, i.quantity, i.unit,
       i.unit_price, i.computed_minor, i.amount_minor, i.discount_minor, i.total_minor, i.is_optional, i.option_group,
       i.selected, i.is_public
from quote_item i
where i.company_id = $1
  and i.quote_id = $2
order by i.position
limit 1000";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &quote_id]).await?;
    rows.iter().map(ItemsOfRow::from_row).collect()
}
