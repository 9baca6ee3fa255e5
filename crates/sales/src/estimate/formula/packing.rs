//! Packing time, and the cartons that rooms usually fill (SAL-28).

use std::collections::BTreeMap;

use kernel::money::{MoneyError, Ratio};

use super::{
    Figures, Input, Steps, Unit,
    figures::{LARGE, MEDIUM, SMALL},
    time::rounded_up,
};
use crate::estimate::codes::{PackedBy, RoomKind};

type Exact<T> = Result<T, MoneyError>;

/// Minutes of the packers together, rounded up, for packing and for unpacking.
pub fn minutes(figures: &Figures, input: &Input, steps: &mut Steps) -> Exact<(u32, u32)> {
    let (mut packing, mut unpacking) = (Ratio::ZERO, Ratio::ZERO);
    for carton in &input.cartons {
        let Some(material) = figures.material(&carton.material) else { continue };
        let quantity = Ratio::from(carton.quantity);
        let of = |each| [("quantity", quantity, Unit::Carton), ("each", each, Unit::Minute)];
        if carton.packed_by == PackedBy::Carrier {
            let each = material.pack_minutes;
            let minutes = each.times(quantity)?;
            steps.about(Some(carton.material.clone()), "SAL-28", "packing", &of(each), minutes, Unit::Minute);
            packing = packing.plus(minutes)?;
        }
        if carton.unpacked {
            let each = material.unpack_minutes;
            let minutes = each.times(quantity)?;
            steps.about(Some(carton.material.clone()), "SAL-28", "unpacking", &of(each), minutes, Unit::Minute);
            unpacking = unpacking.plus(minutes)?;
        }
    }
    let together = |name: &str, minutes: Ratio, steps: &mut Steps| -> Exact<u32> {
        let packers = figures.packing.packers;
        let rounded = rounded_up(figures, minutes.over(packers.into())?)?;
        if !minutes.is_zero() {
            let of = [("minutes", minutes, Unit::Minute), ("packers", packers.into(), Unit::Mover)];
            steps.put("SAL-28", name, &of, rounded.into(), Unit::Minute);
        }
        Ok(rounded)
    };
    Ok((together("packing_minutes", packing, steps)?, together("unpacking_minutes", unpacking, steps)?))
}

/// Cartons for these rooms, by material.
pub fn suggested(figures: &Figures, rooms: &[RoomKind]) -> BTreeMap<String, u32> {
    let mut out = BTreeMap::new();
    for room in rooms {
        for suggestion in figures.packing.suggestions.iter().filter(|s| s.room == *room) {
            for (name, count) in [(SMALL, suggestion.small), (MEDIUM, suggestion.medium), (LARGE, suggestion.large)] {
                *out.entry(name.to_owned()).or_insert(0) += count;
            }
        }
    }
    out.retain(|_, count| *count > 0);
    out
}
