//! The formula: from what goes to crew, trucks and hours, in exact fractions, every step taken down (SAL-22 to SAL-28).

mod figures;
mod input;
mod load;
mod packing;
mod steps;
#[cfg(test)]
mod tests;
mod time;

use std::collections::BTreeMap;

use kernel::money::{MoneyError, Ratio};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

pub use figures::Figures;
pub use input::{Cartons, History, Input, Service, Stop, Thing, Typed};
pub use load::Load;
pub use packing::suggested;
pub use steps::{Step, Steps, Unit};

use super::codes::Mode;

/// What an estimate says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Outputs {
    pub mode: Mode,
    pub volume_cuft: Ratio,
    /// Likely least and most, of a preset.
    pub low_volume_cuft: Option<Ratio>,
    pub high_volume_cuft: Option<Ratio>,
    pub weight_lb: Ratio,
    pub movers: u32,
    pub trucks: u32,
    /// Exact, of load and unload with handling.
    pub labour_minutes: Ratio,
    pub driving_minutes: u32,
    /// Of the whole job, rounded up.
    pub minutes: u32,
    pub low_minutes: u32,
    pub high_minutes: u32,
    /// The day is longer than the longest one.
    pub too_long: bool,
    /// Days the work is offered in; one where it fits.
    pub days: u32,
    pub packers: u32,
    pub packing_minutes: u32,
    pub unpacking_minutes: u32,
    /// Cartons the rooms usually fill, by material.
    pub suggested_cartons: BTreeMap<String, u32>,
}

/// A run of the formula.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Run {
    pub outputs: Outputs,
    pub steps: Vec<Step>,
}

/// Reckons one estimate.
///
/// # Errors
/// When a figure does not fit into exact arithmetic.
pub fn run(figures: &Figures, input: &Input) -> Result<Run, MoneyError> {
    let mut steps = Steps::default();
    let load = load::load(figures, input, &mut steps)?;
    let typed = input.typed.clone().unwrap_or_default();
    let trucks = match typed.trucks {
        Some(typed) => whole_step(&mut steps, "trucks_typed", typed, Unit::Truck),
        None => load::trucks(figures, input, &load, &mut steps)?,
    };
    let time = match typed.movers {
        Some(typed) => {
            let movers = whole_step(&mut steps, "movers_typed", typed, Unit::Mover);
            let correction = time::correction(figures, input, &mut steps)?;
            time::with_crew(figures, input, &load, movers, correction, &mut steps)?
        }
        None => {
            let movers = load::movers(figures, &load, &mut steps)?;
            time::within_the_day(figures, input, &load, movers, &mut steps)?
        }
    };
    let (mut total, mut labour) = (time.total, time.labour);
    let mut minutes = time.rounded;
    if let Some(typed) = typed.minutes {
        minutes = whole_step(&mut steps, "minutes_typed", typed, Unit::Minute);
        total = minutes.into();
        labour = Ratio::from(minutes.saturating_sub(input.driving_minutes));
    }
    let (low_minutes, high_minutes) = range(figures, input, total, &mut steps)?;
    let too_long = minutes > figures.longest.minutes;
    let days = minutes.div_ceil(figures.longest.minutes).max(1);
    if too_long {
        let of = [("total", minutes.into(), Unit::Minute), ("longest", figures.longest.minutes.into(), Unit::Minute)];
        steps.put("SAL-27", "days", &of, days.into(), Unit::Day);
    }
    let (packing_minutes, unpacking_minutes) = packing::minutes(figures, input, &mut steps)?;
    let outputs = Outputs {
        mode: load.mode,
        volume_cuft: load.volume_cuft,
        low_volume_cuft: load.range_cuft.map(|(low, _)| low),
        high_volume_cuft: load.range_cuft.map(|(_, high)| high),
        weight_lb: load.weight_lb,
        movers: time.movers,
        trucks,
        labour_minutes: labour,
        driving_minutes: input.driving_minutes,
        minutes,
        low_minutes,
        high_minutes,
        too_long,
        days,
        packers: figures.packing.packers,
        packing_minutes,
        unpacking_minutes,
        suggested_cartons: suggested(figures, &input.rooms),
    };
    Ok(Run { outputs, steps: steps.0 })
}

fn whole_step(steps: &mut Steps, name: &str, typed: u32, unit: Unit) -> u32 {
    steps.put("SAL-22", name, &[], typed.into(), unit);
    typed
}

/// The likely range; the jobs' own percentiles where there are enough of them (SAL-26).
fn range(figures: &Figures, input: &Input, total: Ratio, steps: &mut Steps) -> Result<(u32, u32), MoneyError> {
    let rule = &figures.range;
    let own = input.history.as_ref().filter(|h| h.jobs >= rule.own_from_jobs);
    let (low, high) = match own {
        Some(own) => (own.low, own.high),
        None => (Ratio::new(rule.low_percent.into(), 100)?, Ratio::new(rule.high_percent.into(), 100)?),
    };
    let mut end = |name: &str, factor: Ratio| -> Result<u32, MoneyError> {
        let minutes = time::rounded_up(figures, total.times(factor)?)?;
        let of = [("total", total, Unit::Minute), ("factor", factor, Unit::Factor)];
        steps.put("SAL-26", name, &of, minutes.into(), Unit::Minute);
        Ok(minutes)
    };
    Ok((end("low_minutes", low)?, end("high_minutes", high)?))
}
