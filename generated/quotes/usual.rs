//! Written by `cargo xtask sql` from crates/quotes/queries/usual.sql: edit that.

#[derive(Debug, Clone, serde::Serialize)]
pub struct UsualPricesRow {
    pub measure: String,
    pub currency: String,
    pub low_price: i64,
    pub high_price: i64,
}

impl UsualPricesRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            measure: row.try_get(0).map_err(kernel::Error::internal)?,
            currency: row.try_get(1).map_err(kernel::Error::internal)?,
            low_price: row.try_get(2).map_err(kernel::Error::internal)?,
            high_price: row.try_get(3).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn usual_prices(
    tx: &engine::TenantTx,
    location_id: kernel::ids::LocationId,
) -> kernel::Result<Vec<UsualPricesRow>> {
    const SQL: &str = r"select p.measure, p.currency, p.low_price, p.high_price
from usual_price p
where p.company_id = $1
  and p.location_id = $2
order by p.measure, p.currency
limit 30";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &location_id]).await?;
    rows.iter().map(UsualPricesRow::from_row).collect()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct SellingLocationsRow {
    pub id: kernel::ids::LocationId,
}

impl SellingLocationsRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self { id: row.try_get(0).map_err(kernel::Error::internal)? })
    }
}

pub async fn selling_locations(tx: &engine::TenantTx) -> kernel::Result<Vec<SellingLocationsRow>> {
    const SQL: &str = r"select l.id
from access_v_location l
where l.company_id = $1
order by l.id
limit 500";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id]).await?;
    rows.iter().map(SellingLocationsRow::from_row).collect()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct SignedWorkRow {
    pub id: kernel::ids::QuoteId,
    pub currency: String,
    pub subtotal: Option<String>,
    pub parts: Option<serde_json::Value>,
}

impl SignedWorkRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            currency: row.try_get(1).map_err(kernel::Error::internal)?,
            subtotal: row.try_get(2).map_err(kernel::Error::internal)?,
            parts: row.try_get(3).map_err(kernel::Error::internal)?,
        })
    }
}

/// What was signed at a location since a day, newest first.
pub async fn signed_work(
    tx: &engine::TenantTx,
    location_id: kernel::ids::LocationId,
    since: jiff::Timestamp,
) -> kernel::Result<Vec<SignedWorkRow>> {
    const SQL: &str = r#"select q.id, s.currency, s.priced -> 'subtotal' ->> 'amount' as "subtotal?", q.inputs -> 'parts' as "parts?"
from quote q
join signature_log s on s.company_id = q.company_id and s.quote_id = q.id
where q.company_id = $1
  and q.location_id = $2
  and q.accepted_at >= $3
order by q.accepted_at desc, q.id
limit 5000"#;
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &location_id, &since]).await?;
    rows.iter().map(SignedWorkRow::from_row).collect()
}

#[derive(Debug, Clone)]
pub struct PutUsualPrice<'a> {
    pub id: uuid::Uuid,
    pub location_id: kernel::ids::LocationId,
    pub measure: &'a str,
    pub currency: &'a str,
    pub low_price: i64,
    pub high_price: i64,
    pub sample: i32,
}

pub async fn put_usual_price(tx: &engine::TenantTx, p: PutUsualPrice<'_>) -> kernel::Result<u64> {
    const SQL: &str = r"insert into usual_price (company_id, id, location_id, measure, currency, low_price, high_price, sample, made_at)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
on conflict (company_id, location_id, measure, currency) do update
set low_price = excluded.low_price,
    high_price = excluded.high_price,
    sample = excluded.sample,
    made_at = excluded.made_at";
    let company_id = tx.company();
    let now = tx.now();
    engine::Sql::exec(
        tx,
        SQL,
        &[&company_id, &p.id, &p.location_id, &p.measure, &p.currency, &p.low_price, &p.high_price, &p.sample, &now],
    )
    .await
}
