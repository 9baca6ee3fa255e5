//! Volume and weight of what goes, the crew and the trucks it needs (SAL-22, SAL-23).

use kernel::money::{MoneyError, Ratio};

use super::{Figures, Input, Steps, Unit};
use crate::estimate::codes::Mode;

type Exact<T> = Result<T, MoneyError>;

/// What goes.
#[derive(Clone, Debug)]
pub struct Load {
    pub mode: Mode,
    pub volume_cuft: Ratio,
    /// Likely least and most volume of a preset.
    pub range_cuft: Option<(Ratio, Ratio)>,
    pub weight_lb: Ratio,
    pub heaviest_lb: Ratio,
}

fn sum(parts: impl Iterator<Item = Exact<Ratio>>) -> Exact<Ratio> {
    parts.into_iter().try_fold(Ratio::ZERO, |so_far, part| so_far.plus(part?))
}

/// Typed figures first, then the sheet, then the move size.
fn mode(input: &Input) -> Mode {
    if input.typed.is_some() {
        Mode::Manual
    } else if input.things.is_empty() && input.preset_cuft.is_some() {
        Mode::Preset
    } else {
        Mode::Inventory
    }
}

/// The sheet added up; counts that stay are left out.
pub fn load(figures: &Figures, input: &Input, steps: &mut Steps) -> Exact<Load> {
    let density = input.density_lb_per_cuft;
    let mode = mode(input);
    let piece = |thing: &super::Thing| thing.weight_lb.map_or_else(|| thing.volume_cuft.times(density), Ok);
    let going = || input.things.iter().filter(|t| t.going > 0);
    // A volume is no scale: only a weight somebody stated makes an article heavy.
    let heaviest_lb = going().filter_map(|t| t.weight_lb).max().unwrap_or(Ratio::ZERO);
    let cartons = || input.cartons.iter().filter_map(|c| Some((c, figures.material(&c.material)?)));
    let carton_cuft = sum(cartons().map(|(c, m)| m.volume_cuft.times(c.quantity.into())))?;
    let carton_lb = carton_cuft.times(density)?;
    let things_cuft = sum(going().map(|t| t.volume_cuft.times(t.going.into())))?;
    let things_lb = sum(going().map(|t| piece(t)?.times(t.going.into())))?;

    let mut volume_cuft = things_cuft.plus(carton_cuft)?;
    let mut weight_lb = things_lb.plus(carton_lb)?;
    let mut range_cuft = None;
    let typed = input.typed.clone().unwrap_or_default();
    if mode == Mode::Preset || (mode == Mode::Manual && input.things.is_empty()) {
        if let Some(preset) = input.preset_cuft {
            // A move size means the whole home, its cartons too.
            volume_cuft = steps.put("SAL-22", "volume_preset", &[], preset, Unit::Cuft);
            weight_lb = volume_cuft.times(density)?;
            range_cuft = Some(preset_range(figures, preset, steps)?);
        }
    } else {
        let of = [("articles", things_cuft, Unit::Cuft), ("cartons", carton_cuft, Unit::Cuft)];
        steps.put("SAL-22", "volume_sheet", &of, volume_cuft, Unit::Cuft);
        let of = [("articles", things_lb, Unit::Lb), ("cartons", carton_lb, Unit::Lb)];
        steps.put("SAL-22", "weight_sheet", &of, weight_lb, Unit::Lb);
    }
    if let Some(said) = typed.volume_cuft {
        volume_cuft = steps.put("SAL-22", "volume_typed", &[], said, Unit::Cuft);
        weight_lb = volume_cuft.times(density)?;
        range_cuft = None;
    }
    if let Some(said) = typed.weight_lb {
        weight_lb = steps.put("SAL-22", "weight_typed", &[], said, Unit::Lb);
    } else if mode != Mode::Inventory {
        let of = [("volume", volume_cuft, Unit::Cuft), ("density", density, Unit::Factor)];
        steps.put("SAL-22", "weight_by_density", &of, weight_lb, Unit::Lb);
    }
    Ok(Load { mode, volume_cuft, range_cuft, weight_lb, heaviest_lb })
}

fn preset_range(figures: &Figures, preset: Ratio, steps: &mut Steps) -> Exact<(Ratio, Ratio)> {
    let percent = i128::from(figures.range.preset_percent);
    let low = preset.times(Ratio::new(100 - percent, 100)?)?;
    let high = preset.times(Ratio::new(100 + percent, 100)?)?;
    let of = |end| [("volume", preset, Unit::Cuft), ("percent", Ratio::whole(end), Unit::Percent)];
    steps.put("SAL-22", "volume_low", &of(100 - percent as i64), low, Unit::Cuft);
    steps.put("SAL-22", "volume_high", &of(100 + percent as i64), high, Unit::Cuft);
    Ok((low, high))
}

fn count(value: i128) -> u32 {
    u32::try_from(value.max(0)).unwrap_or(u32::MAX)
}

/// Movers by weight, and at least as many as the heaviest article asks for.
pub fn movers(figures: &Figures, load: &Load, steps: &mut Steps) -> Exact<u32> {
    let crew = &figures.crew;
    let weight = load.weight_lb;
    let by_weight = if weight < Ratio::from(crew.small_below_lb) {
        crew.small_movers
    } else if weight < Ratio::from(crew.medium_below_lb) {
        crew.medium_movers
    } else {
        let beyond = weight.minus(crew.medium_below_lb.into())?;
        crew.medium_movers.saturating_add(count(beyond.over(crew.step_lb.into())?.ceil()))
    };
    steps.put("SAL-23", "movers_by_weight", &[("weight", weight, Unit::Lb)], by_weight.into(), Unit::Mover);
    let heaviest = load.heaviest_lb;
    let by_article = if heaviest > Ratio::from(crew.very_heavy_over_lb) {
        crew.very_heavy_movers
    } else if heaviest > Ratio::from(crew.heavy_over_lb) {
        crew.heavy_movers
    } else {
        0
    };
    if by_article > by_weight {
        let of = [("heaviest", heaviest, Unit::Lb)];
        steps.put("SAL-23", "movers_by_article", &of, by_article.into(), Unit::Mover);
    }
    Ok(by_weight.max(by_article))
}

/// Trucks by weight, and by volume where the truck's is known; none where hands alone are hired.
pub fn trucks(figures: &Figures, input: &Input, load: &Load, steps: &mut Steps) -> Exact<u32> {
    if !input.service.needs_truck {
        steps.put("SAL-23", "trucks_not_needed", &[], Ratio::ZERO, Unit::Truck);
        return Ok(0);
    }
    let rule = &figures.trucks;
    let by_weight = count(load.weight_lb.over(rule.lb_per_truck.into())?.ceil());
    let of = [("weight", load.weight_lb, Unit::Lb), ("per_truck", rule.lb_per_truck.into(), Unit::Lb)];
    steps.put("SAL-23", "trucks_by_weight", &of, by_weight.into(), Unit::Truck);
    let Some(volume) = rule.volume_cuft else { return Ok(by_weight) };
    let usable = Ratio::from(volume).times(Ratio::new(rule.fill_percent.into(), 100)?)?;
    let by_volume = count(load.volume_cuft.over(usable)?.ceil());
    let of = [("volume", load.volume_cuft, Unit::Cuft), ("per_truck", usable, Unit::Cuft)];
    steps.put("SAL-23", "trucks_by_volume", &of, by_volume.into(), Unit::Truck);
    Ok(by_weight.max(by_volume))
}
