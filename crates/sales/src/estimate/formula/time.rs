//! Hours: speed, shares, access, handling, correction, rounding, and movers added to keep the day short
//! (SAL-24 to SAL-27).

use kernel::money::{MoneyError, Ratio};

use super::{Figures, Input, Load, Steps, Stop, Unit};
use crate::estimate::codes::{Flag, StopRole};

type Exact<T> = Result<T, MoneyError>;

/// Which end of the job.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum End {
    Load,
    Unload,
}

/// Minutes of one crew, exact.
#[derive(Clone, Debug)]
pub struct Time {
    pub movers: u32,
    /// Load, unload and handling, corrected.
    pub labour: Ratio,
    pub total: Ratio,
    /// Rounded up once.
    pub rounded: u32,
}

fn whole(value: i128) -> u32 {
    u32::try_from(value.max(0)).unwrap_or(u32::MAX)
}

/// Rounded up to the formula's step.
pub fn rounded_up(figures: &Figures, minutes: Ratio) -> Exact<u32> {
    Ok(whole(minutes.rounded_up_to(figures.rounding_minutes.into())?.ceil()))
}

fn speed(figures: &Figures, movers: u32) -> Ratio {
    let list = &figures.speed.lb_per_hour;
    let at = movers.saturating_sub(2) as usize;
    match list.get(at) {
        Some(speed) => Ratio::from(*speed),
        None => {
            let further = (at + 1).saturating_sub(list.len()) as i64;
            let last = list.last().copied().unwrap_or(1);
            Ratio::whole(i64::from(last) + further * i64::from(figures.speed.further_lb_per_hour))
        }
    }
}

/// How much slower a stop makes its share, in percent.
fn access_percent(figures: &Figures, stop: &Stop) -> u32 {
    let rule = &figures.access;
    let floors = u32::try_from(stop.floor.saturating_sub(1)).unwrap_or(0);
    let height = match (stop.elevator, stop.floor) {
        // Nobody takes the elevator on the ground floor.
        (true, 1) => 0,
        (true, _) => rule.elevator_percent,
        (false, _) => floors.saturating_mul(rule.per_floor_percent),
    };
    let beyond = stop.carry_ft.saturating_sub(rule.free_carry_ft);
    let carry = beyond.div_ceil(rule.carry_step_ft).saturating_mul(rule.per_carry_step_percent);
    height.saturating_add(carry).min(rule.most_percent)
}

/// The stops of one end, with their numbers. Storage stands for whichever end has no other stop.
fn stops_of(input: &Input, end: End) -> Vec<(u32, &Stop)> {
    let has = |role| input.stops.iter().any(|s| s.role == role);
    let storage_is_load = !has(StopRole::Pickup) && has(StopRole::Dropoff) || input.service.code == "STORAGE_OUT";
    let belongs = |stop: &Stop| match (stop.role, end) {
        (StopRole::Pickup, End::Load) | (StopRole::Dropoff, End::Unload) => true,
        (StopRole::Storage, End::Load) => storage_is_load,
        (StopRole::Storage, End::Unload) => !storage_is_load,
        _ => false,
    };
    (1..).zip(&input.stops).filter(|(_, stop)| belongs(stop)).collect()
}

/// Cubic feet that go by each of these stops; equal where no line names one of them.
fn weights(input: &Input, stops: &[(u32, &Stop)], end: End) -> Exact<Vec<Ratio>> {
    let mut out = Vec::with_capacity(stops.len());
    for (number, _) in stops {
        let mut cuft = Ratio::ZERO;
        for thing in &input.things {
            let named = if end == End::Load { thing.from_stop } else { thing.to_stop };
            if named == Some(*number) {
                cuft = cuft.plus(thing.volume_cuft.times(thing.going.into())?)?;
            }
        }
        out.push(cuft);
    }
    if out.iter().all(|cuft| cuft.is_zero()) {
        out.iter_mut().for_each(|cuft| *cuft = Ratio::ONE);
    }
    Ok(out)
}

/// One end's minutes: its share of the base, each stop's part slowed by its access.
fn end_minutes(figures: &Figures, input: &Input, end: End, base: Ratio, steps: &mut Steps) -> Exact<Ratio> {
    let (name, percent) = match end {
        End::Load => ("load_minutes", input.service.load_percent),
        End::Unload => ("unload_minutes", input.service.unload_percent),
    };
    let share = base.times(Ratio::new(percent.into(), 100)?)?;
    let of = [("base", base, Unit::Minute), ("share", percent.into(), Unit::Percent)];
    let share =
        steps.put("SAL-24", if end == End::Load { "load_share" } else { "unload_share" }, &of, share, Unit::Minute);
    let stops = stops_of(input, end);
    if stops.is_empty() || share.is_zero() {
        return Ok(share);
    }
    let weights = weights(input, &stops, end)?;
    let all = weights.iter().try_fold(Ratio::ZERO, |sum, cuft| sum.plus(*cuft))?;
    let mut minutes = Ratio::ZERO;
    for ((number, stop), weight) in stops.iter().zip(weights) {
        let part = share.times(weight)?.over(all)?;
        let percent = access_percent(figures, stop);
        let slowed = part.times(Ratio::new(100 + i128::from(percent), 100)?)?;
        let of = [("share", part, Unit::Minute), ("access", percent.into(), Unit::Percent)];
        steps.about(Some(number.to_string()), "SAL-25", name, &of, slowed, Unit::Minute);
        minutes = minutes.plus(slowed)?;
    }
    Ok(minutes)
}

fn handling(figures: &Figures, input: &Input, steps: &mut Steps) -> Ratio {
    let rule = &figures.handling;
    if input.service.load_percent + input.service.unload_percent == 0 {
        return Ratio::ZERO;
    }
    let pieces = |wanted: &[Flag]| -> u32 {
        let flagged = input.things.iter().filter(|t| t.flags.iter().any(|f| wanted.contains(f)));
        flagged.fold(0, |sum: u32, t| sum.saturating_add(t.going))
    };
    let appliances = pieces(&[Flag::Appliance, Flag::Piano]);
    let assemblies = pieces(&[Flag::Assembly]);
    let extra = whole(input.stops.len() as i128).saturating_sub(rule.free_stops);
    let minutes =
        [(appliances, rule.appliance_minutes), (assemblies, rule.assembly_minutes), (extra, rule.extra_stop_minutes)];
    let total: i64 = minutes.iter().map(|(n, each)| i64::from(*n) * i64::from(*each)).sum();
    let of = [
        ("appliances", appliances.into(), Unit::Factor),
        ("assemblies", assemblies.into(), Unit::Factor),
        ("extra_stops", extra.into(), Unit::Factor),
    ];
    steps.put("SAL-25", "handling", &of, Ratio::whole(total), Unit::Minute)
}

/// `(n × r + 20) ÷ (n + 20)`, kept between the formula's ends.
pub fn correction(figures: &Figures, input: &Input, steps: &mut Steps) -> Exact<Ratio> {
    let Some(history) = &input.history else { return Ok(Ratio::ONE) };
    let weight = Ratio::from(figures.correction.weight_jobs);
    let jobs = Ratio::from(history.jobs);
    let drawn = jobs.times(history.median)?.plus(weight)?.over(jobs.plus(weight)?)?;
    let kept = drawn.max(figures.correction.least).min(figures.correction.most);
    let of = [("jobs", jobs, Unit::Factor), ("median", history.median, Unit::Factor)];
    Ok(steps.put("SAL-26", "correction", &of, kept, Unit::Factor))
}

/// The job's time with this crew.
pub fn with_crew(
    figures: &Figures,
    input: &Input,
    load: &Load,
    movers: u32,
    correction: Ratio,
    steps: &mut Steps,
) -> Exact<Time> {
    let speed = steps.put(
        "SAL-24",
        "speed",
        &[("movers", movers.into(), Unit::Mover)],
        speed(figures, movers),
        Unit::LbPerHour,
    );
    let base = load.weight_lb.times(Ratio::whole(60))?.over(speed)?;
    let of = [("weight", load.weight_lb, Unit::Lb), ("speed", speed, Unit::LbPerHour)];
    let base = steps.put("SAL-24", "base_minutes", &of, base, Unit::Minute);
    let loading = end_minutes(figures, input, End::Load, base, steps)?;
    let unloading = end_minutes(figures, input, End::Unload, base, steps)?;
    let handling = handling(figures, input, steps);
    let labour = loading.plus(unloading)?.plus(handling)?.times(correction)?;
    let of = [
        ("load", loading, Unit::Minute),
        ("unload", unloading, Unit::Minute),
        ("handling", handling, Unit::Minute),
        ("correction", correction, Unit::Factor),
    ];
    let labour = steps.put("SAL-26", "labour_minutes", &of, labour, Unit::Minute);
    let driving = Ratio::from(input.driving_minutes);
    let of = [("labour", labour, Unit::Minute), ("driving", driving, Unit::Minute)];
    let total = steps.put("SAL-26", "total_minutes", &of, labour.plus(driving)?, Unit::Minute);
    let rounded = rounded_up(figures, total)?;
    let of = [("total", total, Unit::Minute), ("step", figures.rounding_minutes.into(), Unit::Minute)];
    steps.put("SAL-26", "rounded_minutes", &of, rounded.into(), Unit::Minute);
    Ok(Time { movers, labour, total, rounded })
}

/// Movers are added one by one until the day is short enough (SAL-27).
pub fn within_the_day(figures: &Figures, input: &Input, load: &Load, movers: u32, steps: &mut Steps) -> Exact<Time> {
    let correction = correction(figures, input, steps)?;
    let mut time = with_crew(figures, input, load, movers, correction, steps)?;
    let rule = &figures.longest;
    let driving = Ratio::from(input.driving_minutes);
    while time.rounded > rule.minutes && time.movers < rule.crew_cap && driving <= time.labour {
        let of = [("longest", rule.minutes.into(), Unit::Minute), ("crew_cap", rule.crew_cap.into(), Unit::Mover)];
        let movers = time.movers + 1;
        steps.put("SAL-27", "mover_added", &of, movers.into(), Unit::Mover);
        time = with_crew(figures, input, load, movers, correction, steps)?;
    }
    Ok(time)
}
