//! On Mondays at six the forecast is written down, to be held against what came of it (SAL-34).

use engine::TenantTx;
use jiff::civil::Weekday;
use kernel::{Error, Result, money::Ratio};

use super::{everything, store, zone};

/// The hour from which a Monday's forecast is taken.
const HOUR: i8 = 6;

/// Σ value × probability in hundredths, as minor units.
pub fn weighted(hundredfold: i64) -> Result<i64> {
    let exact = Ratio::new(hundredfold.into(), 100).map_err(Error::internal)?;
    i64::try_from(exact.round_half_up()).map_err(Error::internal)
}

pub async fn take(tx: &TenantTx) -> Result<()> {
    let now = tx.now().to_zoned(zone(tx).await?);
    let day = now.date();
    if day.weekday() != Weekday::Monday || now.hour() < HOUR || store::snapshot_taken(tx, day).await? {
        return Ok(());
    }
    for row in store::open_by_month(tx, &everything()).await? {
        // Who names no month promises nothing in any.
        let Some(month) = row.month else { continue };
        let snapshot = store::InsertSnapshot {
            id: tx.new_id::<()>().uuid(),
            day,
            month,
            location_id: row.location_id,
            machine_class: row.machine_class.as_deref(),
            currency: &row.currency,
            deals: i32::try_from(row.deals).map_err(Error::internal)?,
            value_minor: row.value_minor,
            weighted_minor: weighted(row.weighted)?,
            committed_minor: row.committed_minor,
        };
        store::insert_snapshot(tx, snapshot).await?;
    }
    Ok(())
}
