//! What the analytics read and write.

use engine::{ListQuery, ListSql, Page, TenantTx};
use jiff::{Timestamp, civil::Date};
use kernel::{
    Error, Result,
    ids::{LocationId, SalesTargetId},
    money::{Currency, Money},
};

use super::{Scope, targets::TargetLine};
use crate::sql::analytics as sql;

pub use sql::{
    ForecastsMadeRow, InsertSnapshot, OpenByMonthRow, OutcomesRow, PaceRow, TARGET_LIST, TargetsBetweenRow,
    WonByMonthRow,
};

pub async fn outcomes(tx: &TenantTx, by: &str, from: Timestamp, to: Timestamp, of: &Scope) -> Result<Vec<OutcomesRow>> {
    let asked = sql::Outcomes {
        by,
        from,
        to,
        everywhere: of.everywhere,
        locations: &of.locations,
        mine: of.mine,
        location_id: of.location,
    };
    sql::outcomes(tx, asked).await
}

pub async fn open_by_month(tx: &TenantTx, of: &Scope) -> Result<Vec<OpenByMonthRow>> {
    sql::open_by_month(tx, of.everywhere, &of.locations, of.mine, of.location).await
}

pub async fn won_by_month(tx: &TenantTx, since: Timestamp, of: &Scope) -> Result<Vec<WonByMonthRow>> {
    let (everywhere, locations, mine) = (of.everywhere, of.locations.as_slice(), of.mine);
    sql::won_by_month(tx, sql::WonByMonth { since, everywhere, locations, mine, location_id: of.location }).await
}

pub async fn pace(tx: &TenantTx, since: Timestamp, of: &Scope) -> Result<Vec<PaceRow>> {
    let (everywhere, locations, mine) = (of.everywhere, of.locations.as_slice(), of.mine);
    sql::pace(tx, sql::Pace { everywhere, locations, mine, location_id: of.location, since }).await
}

/// What was forecast for the months since.
pub async fn forecasts_made(tx: &TenantTx, since: Date, of: &Scope) -> Result<Vec<ForecastsMadeRow>> {
    sql::forecasts_made(tx, since, of.everywhere, &of.locations, of.location).await
}

pub async fn snapshot_taken(tx: &TenantTx, day: Date) -> Result<bool> {
    Ok(sql::snapshot_taken(tx, day).await?.any)
}

pub async fn insert_snapshot(tx: &TenantTx, row: InsertSnapshot<'_>) -> Result<()> {
    sql::insert_snapshot(tx, row).await.map(drop)
}

pub async fn targets(
    tx: &TenantTx,
    from: Date,
    to: Date,
    location: Option<LocationId>,
) -> Result<Vec<TargetsBetweenRow>> {
    sql::targets_between(tx, from, to, location).await
}

fn target(row: sql::TargetRow) -> Result<TargetLine> {
    let currency: Currency = row.currency.parse().map_err(Error::internal)?;
    Ok(TargetLine {
        id: row.id,
        month: row.month,
        location_id: row.location_id,
        location_name: row.location_name,
        amount: Money::new(row.amount_minor, currency),
        version: row.version,
    })
}

pub async fn target_list(tx: &TenantTx, list: &ListSql, query: &ListQuery) -> Result<Page<TargetLine>> {
    let page = tx.list(list, query, sql::TargetRow::from_row).await?;
    let items = page.items.into_iter().map(target).collect::<Result<_>>()?;
    Ok(Page { items, next: page.next, limit: page.limit })
}

/// Sets a month's target, of a location or of the whole company.
pub async fn put_target(tx: &TenantTx, month: Date, location: Option<LocationId>, amount: Money) -> Result<TargetLine> {
    let code = amount.currency().code();
    let id = match sql::target_at(tx, month, location, code).await? {
        Some(row) => {
            sql::set_target(tx, amount.minor(), row.id).await?;
            row.id
        }
        None => {
            let id: SalesTargetId = tx.new_id();
            let amount_minor = amount.minor();
            sql::insert_target(
                tx,
                sql::InsertTarget { id, month, location_id: location, amount_minor, currency: code },
            )
            .await?;
            id
        }
    };
    target(sql::target_by_id(tx, id).await?.ok_or_else(|| Error::not_found("target"))?)
}
