//! Written by `cargo xtask sql` from crates/sales/queries/rate.sql: edit that.

#[derive(Debug, Clone, serde::Serialize)]
pub struct RateRow {
    pub id: kernel::ids::ExchangeRateId,
    pub currency: String,
    pub day: jiff::civil::Date,
    pub rate_e8: i64,
    pub version: i64,
}

impl RateRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            currency: row.try_get(1).map_err(kernel::Error::internal)?,
            day: row.try_get(2).map_err(kernel::Error::internal)?,
            rate_e8: row.try_get(3).map_err(kernel::Error::internal)?,
            version: row.try_get(4).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn newest_rates(tx: &engine::TenantTx, before: jiff::civil::Date) -> kernel::Result<Vec<RateRow>> {
    const SQL: &str = r#"select r.id, r.currency, r.day, (r.rate * 100000000)::bigint as "rate_e8!", r.version
from exchange_rate r
where r.company_id = $1
  and r.day < $2
order by r.day desc, r.currency
limit 100"#;
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &before]).await?;
    rows.iter().map(RateRow::from_row).collect()
}

pub async fn rate_by_id(tx: &engine::TenantTx, id: kernel::ids::ExchangeRateId) -> kernel::Result<Option<RateRow>> {
    const SQL: &str = r#"select r.id, r.currency, r.day, (r.rate * 100000000)::bigint as "rate_e8!", r.version
from exchange_rate r
where r.company_id = $1
  and r.id = $2"#;
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &id]).await?;
    super::at_most_one(rows, "rate_by_id")?.as_ref().map(RateRow::from_row).transpose()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct RateOfDayRow {
    pub id: kernel::ids::ExchangeRateId,
}

impl RateOfDayRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self { id: row.try_get(0).map_err(kernel::Error::internal)? })
    }
}

pub async fn rate_of_day(
    tx: &engine::TenantTx,
    currency: &str,
    day: jiff::civil::Date,
) -> kernel::Result<Option<RateOfDayRow>> {
    const SQL: &str = r"select r.id
from exchange_rate r
where r.company_id = $1
  and r.currency = $2
  and r.day = $3
for update";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &currency, &day]).await?;
    super::at_most_one(rows, "rate_of_day")?.as_ref().map(RateOfDayRow::from_row).transpose()
}

pub async fn insert_rate(
    tx: &engine::TenantTx,
    id: kernel::ids::ExchangeRateId,
    currency: &str,
    day: jiff::civil::Date,
    rate_e8: i64,
) -> kernel::Result<u64> {
    const SQL: &str = r"insert into exchange_rate (company_id, id, currency, day, rate)
values ($1, $2, $3, $4, $5::bigint / 100000000.0)";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &id, &currency, &day, &rate_e8]).await
}

pub async fn set_rate(tx: &engine::TenantTx, rate_e8: i64, id: kernel::ids::ExchangeRateId) -> kernel::Result<u64> {
    const SQL: &str = r"update exchange_rate
set rate = $2::bigint / 100000000.0
where company_id = $1
  and id = $3";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &rate_e8, &id]).await
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct RatesOnRow {
    pub currency: String,
    pub day: jiff::civil::Date,
    pub rate_e8: i64,
}

impl RatesOnRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            currency: row.try_get(0).map_err(kernel::Error::internal)?,
            day: row.try_get(1).map_err(kernel::Error::internal)?,
            rate_e8: row.try_get(2).map_err(kernel::Error::internal)?,
        })
    }
}

/// The rate of a day in each currency: the last one known by then.
pub async fn rates_on(
    tx: &engine::TenantTx,
    currencies: &[String],
    day: jiff::civil::Date,
) -> kernel::Result<Vec<RatesOnRow>> {
    const SQL: &str = r#"select k.currency as "currency!", k.day as "day!", k.rate_e8 as "rate_e8!"
from unnest($2::text[]) w (code)
cross join lateral (
  select r.currency, r.day, (r.rate * 100000000)::bigint as rate_e8
  from exchange_rate r
  where r.company_id = $1
    and r.currency = w.code::char(3)
    and r.day <= $3
  order by r.day desc
  limit 1
) k
order by k.currency
limit 20"#;
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &currencies, &day]).await?;
    rows.iter().map(RatesOnRow::from_row).collect()
}
