//! Rows of exchange rates.

use engine::TenantTx;
use jiff::civil::Date;
use kernel::{Error, Result, ids::ExchangeRateId, money::Currency, time::local_day};

use super::{DayRate, list::RateLine, rate_text};
use crate::{deal::store as deals, sql::rate as sql};

fn line(row: sql::RateRow) -> Result<RateLine> {
    Ok(RateLine {
        id: row.id,
        currency: row.currency.parse().map_err(Error::internal)?,
        day: row.day,
        rate: rate_text(row.rate_e8),
        version: row.version,
    })
}

/// The hundred newest rates from before a day.
pub async fn newest(tx: &TenantTx, before: Date) -> Result<Vec<RateLine>> {
    sql::newest_rates(tx, before).await?.into_iter().map(line).collect()
}

/// Enters the rate of a day, or puts it right.
pub async fn put(tx: &TenantTx, currency: Currency, day: Date, rate_e8: i64) -> Result<RateLine> {
    let id = match sql::rate_of_day(tx, currency.code(), day).await? {
        Some(row) => {
            sql::set_rate(tx, rate_e8, row.id).await?;
            row.id
        }
        None => {
            let id: ExchangeRateId = tx.new_id();
            sql::insert_rate(tx, id, currency.code(), day, rate_e8).await?;
            id
        }
    };
    line(sql::rate_by_id(tx, id).await?.ok_or_else(|| Error::not_found("rate"))?)
}

/// The company's currency, its today, and the rates of today: the last one known by then in each currency.
pub async fn today(tx: &TenantTx) -> Result<(Currency, Vec<DayRate>)> {
    let company = deals::company(tx).await?;
    let own: Currency = company.currency.parse().map_err(Error::internal)?;
    let zone = jiff::tz::TimeZone::get(&company.timezone).unwrap_or(jiff::tz::TimeZone::UTC);
    let others: Vec<String> = Currency::ALL.into_iter().filter(|c| *c != own).map(|c| c.code().to_owned()).collect();
    let rate = |row: sql::RatesOnRow| {
        let currency = row.currency.parse().map_err(Error::internal)?;
        Ok(DayRate { currency, day: row.day, rate_e8: row.rate_e8 })
    };
    let rows = sql::rates_on(tx, &others, local_day(tx.now(), &zone)).await?;
    Ok((own, rows.into_iter().map(rate).collect::<Result<_>>()?))
}
