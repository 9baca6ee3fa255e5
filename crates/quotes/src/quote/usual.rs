//! What work usually costs at each location, found out every night from what customers signed (P09).

use std::collections::BTreeMap;

use engine::TenantTx;
use jiff::SignedDuration;
use kernel::{
    Error, Result,
    ids::LocationId,
    money::{Currency, Ratio, UnitPrice},
};

use crate::{
    pricing::{
        input::PartInput,
        usual::{Measure, UsualPrice, measured, percentiles},
    },
    sql::usual as sql,
};

/// How far back prices count.
const DAYS_BACK: i64 = 365;

/// What a location's work usually costs.
pub async fn usual_prices(tx: &TenantTx, location: LocationId) -> Result<Vec<UsualPrice>> {
    let rows = sql::usual_prices(tx, location).await?;
    rows.into_iter()
        .map(|row| {
            Ok(UsualPrice {
                measure: [Measure::CuftNear, Measure::CuftFar, Measure::MachineDay]
                    .into_iter()
                    .find(|measure| measure.code() == row.measure)
                    .ok_or_else(|| Error::internal(format!("measure {}", row.measure)))?,
                currency: row.currency.parse().map_err(Error::internal)?,
                low: UnitPrice::from_ten_thousandths(row.low_price),
                high: UnitPrice::from_ten_thousandths(row.high_price),
            })
        })
        .collect()
}

/// Looks at a year of signed quotes of each location; locations that sold too little keep what stands.
pub async fn find_out(tx: &TenantTx) -> Result<()> {
    let since = tx.now().checked_sub(SignedDuration::from_hours(24 * DAYS_BACK)).map_err(Error::internal)?;
    for location in sql::selling_locations(tx).await? {
        let mut prices: BTreeMap<(Measure, String), Vec<Ratio>> = BTreeMap::new();
        for signed in sql::signed_work(tx, location.id, since).await? {
            if let Some((measure, price)) = unit_price(&signed) {
                prices.entry((measure, signed.currency)).or_default().push(price);
            }
        }
        for ((measure, currency), found) in prices {
            let sample = i32::try_from(found.len()).map_err(Error::internal)?;
            let Some((low, high)) = percentiles(found) else { continue };
            let price = |value| UnitPrice::nearest(value).map(UnitPrice::ten_thousandths).map_err(Error::internal);
            let row = sql::PutUsualPrice {
                id: tx.new_id::<kernel::ids::Quote>().uuid(),
                location_id: location.id,
                measure: measure.code(),
                currency: &currency,
                low_price: price(low)?,
                high_price: price(high)?,
                sample,
            };
            sql::put_usual_price(tx, row).await?;
        }
    }
    Ok(())
}

/// Price of a unit of a quote with one part that can be counted; parts together cannot be told apart.
fn unit_price(signed: &sql::SignedWorkRow) -> Option<(Measure, Ratio)> {
    let parts: Vec<PartInput> = serde_json::from_value(signed.parts.clone()?).ok()?;
    let [part] = &parts[..] else { return None };
    let (measure, units) = measured(part)?;
    let _: Currency = signed.currency.parse().ok()?;
    let sum: Ratio = signed.subtotal.as_deref()?.parse().ok()?;
    Some((measure, sum.over(units).ok()?))
}
