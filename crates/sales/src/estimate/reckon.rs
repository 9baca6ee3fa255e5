//! The formula over an estimate as it stands, with the history of its location.

use engine::TenantTx;
use jiff::ToSpan;
use kernel::{Error, Result, ids::LocationId, money::Ratio};
use serde_json::Value;

use super::{
    codes::{self, Method},
    figures::{self, Formula},
    formula::{self, History, Input, Run, Service, Typed},
    hand_over,
    sheet::Sheet,
    store,
};
use crate::sql::formula as sql;

/// Finished jobs count for so long.
const HISTORY_DAYS: i64 = 180;
/// Volumes that tell one size class from the next: studio, one bedroom, two, three, four, larger.
const CLASSES_CUFT: [i32; 5] = [350, 650, 1_100, 1_500, 2_100];

/// What the formula reads besides the sheet.
#[derive(Clone, Debug)]
pub struct Head {
    pub location: Option<LocationId>,
    pub method: Method,
    pub service: Service,
    pub density: Option<Ratio>,
    pub preset_cuft: Option<i32>,
    pub driving_minutes: i32,
    pub distance_km: Option<i32>,
    pub typed: Option<Typed>,
}

/// What came out, and with what.
pub struct Reckoned {
    pub formula: Formula,
    pub input: Input,
    pub run: Run,
    pub hand_over: Value,
}

impl Head {
    pub fn of(row: &store::Row) -> Result<Self> {
        let percent = |n: i32| u32::try_from(n).map_err(Error::internal);
        Ok(Self {
            location: row.location_id,
            method: codes::read(&row.method)?,
            service: Service {
                code: row.service_type.clone(),
                load_percent: percent(row.load_percent)?,
                unload_percent: percent(row.unload_percent)?,
                needs_truck: row.needs_truck,
            },
            density: row.density_centi_lb.map(crate::catalogue::cuft).transpose()?,
            preset_cuft: row.preset_cuft,
            driving_minutes: row.driving_minutes,
            distance_km: row.distance_km,
            typed: row.typed.clone().map(serde_json::from_value).transpose().map_err(Error::internal)?,
        })
    }
}

fn natural(n: i32) -> u32 {
    u32::try_from(n).unwrap_or(0)
}

fn input(head: &Head, sheet: &Sheet, density: Ratio, history: Option<History>) -> Input {
    let thing = |item: &super::sheet::Item| formula::Thing {
        name: item.name.clone().unwrap_or_default(),
        volume_cuft: item.volume_cuft.unwrap_or_default(),
        weight_lb: item.weight_lb.map(|lb| Ratio::whole(lb.into())),
        going: natural(item.going),
        flags: item.flags.clone().unwrap_or_default(),
        from_stop: item.from_stop.map(natural),
        to_stop: item.to_stop.map(natural),
    };
    let stop = |s: &super::sheet::Stop| formula::Stop {
        role: s.role,
        floor: s.floor,
        elevator: s.elevator,
        carry_ft: natural(s.carry_ft),
    };
    let cartons = |c: &super::sheet::Carton| formula::Cartons {
        material: c.material.clone(),
        quantity: natural(c.quantity),
        packed_by: c.packed_by,
        unpacked: c.unpacked,
    };
    Input {
        service: head.service.clone(),
        density_lb_per_cuft: density,
        preset_cuft: head.preset_cuft.map(|cuft| Ratio::whole(cuft.into())),
        things: sheet.items().map(thing).collect(),
        cartons: sheet.cartons.iter().map(cartons).collect(),
        rooms: sheet.rooms.iter().map(|r| r.kind).collect(),
        stops: sheet.stops.iter().map(stop).collect(),
        driving_minutes: natural(head.driving_minutes),
        typed: head.typed.clone(),
        history,
    }
}

/// The volumes between which jobs are like this one.
fn class(volume_cuft: Ratio) -> (i32, i32) {
    let volume = volume_cuft.floor();
    let above = CLASSES_CUFT.iter().position(|most| volume < i128::from(*most)).unwrap_or(CLASSES_CUFT.len());
    let least = if above == 0 { 0 } else { CLASSES_CUFT[above - 1] };
    (least, CLASSES_CUFT.get(above).copied().unwrap_or(i32::MAX))
}

/// What finished jobs of this location, size and method really took; none while there are none.
async fn history(tx: &TenantTx, head: &Head, volume: Ratio) -> Result<Option<History>> {
    let Some(location) = head.location else { return Ok(None) };
    let since = tx.now().checked_sub((HISTORY_DAYS * 24).hours()).map_err(Error::internal)?;
    let (least_cuft, most_cuft) = class(volume);
    let like = sql::JobsLike { location_id: location, since, method: head.method.code(), least_cuft, most_cuft };
    let row = sql::jobs_like(tx, like).await?;
    let share = |permille: i64| Ratio::new(permille.into(), 1_000).map_err(Error::internal);
    if row.jobs <= 0 {
        return Ok(None);
    }
    Ok(Some(History {
        jobs: u32::try_from(row.jobs).map_err(Error::internal)?,
        median: share(row.median)?,
        low: share(row.low)?.min(Ratio::ONE),
        high: share(row.high)?.max(Ratio::ONE),
    }))
}

fn exact<T>(outcome: std::result::Result<T, kernel::money::MoneyError>) -> Result<T> {
    outcome.map_err(|e| Error::invalid("sheet", "TOO_LARGE", format!("This cannot be reckoned: {e}.")))
}

/// Reckons with what holds now.
pub async fn now(tx: &TenantTx, head: &Head, sheet: &Sheet) -> Result<Reckoned> {
    let formula = figures::in_force(tx, head.location).await?;
    let density = head.density.unwrap_or(formula.figures.density_lb_per_cuft);
    let mut input = input(head, sheet, density, None);
    let bare = exact(formula::run(&formula.figures, &input))?;
    input.history = history(tx, head, bare.outputs.volume_cuft).await?;
    finish(formula, head, sheet, input)
}

/// Reckons again with the figures and the history that were kept.
pub async fn as_kept(tx: &TenantTx, row: &store::Row, sheet: &Sheet) -> Result<Reckoned> {
    let head = Head::of(row)?;
    let formula = figures::with_id(tx, row.formula_id).await?;
    let density = head.density.unwrap_or(formula.figures.density_lb_per_cuft);
    let history = row.history.clone().map(serde_json::from_value).transpose().map_err(Error::internal)?;
    let input = input(&head, sheet, density, history);
    finish(formula, &head, sheet, input)
}

fn finish(formula: Formula, head: &Head, sheet: &Sheet, input: Input) -> Result<Reckoned> {
    let run = exact(formula::run(&formula.figures, &input))?;
    let handed = hand_over::of(&formula.figures, &head.service, sheet, head.distance_km, &run.outputs);
    Ok(Reckoned { hand_over: exact(handed)?, formula, input, run })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sal_26_like_jobs_are_of_the_same_size_class() {
        let class = |cuft: i64| class(Ratio::whole(cuft));
        assert_eq!((class(0), class(349), class(350)), ((0, 350), (0, 350), (350, 650)));
        assert_eq!((class(864), class(5_000)), ((650, 1_100), (2_100, i32::MAX)));
    }
}
