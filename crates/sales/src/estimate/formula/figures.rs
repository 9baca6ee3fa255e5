//! The figures of the formula (SAL-22 to SAL-28): shipped ones, and what a location may make of them.

use kernel::{Problems, money::Ratio};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::estimate::codes::RoomKind;

/// Everything the formula reckons with besides the estimate itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Figures {
    /// Weight of a cubic foot where neither article nor estimate says.
    pub density_lb_per_cuft: Ratio,
    pub crew: CrewFigures,
    pub trucks: TruckFigures,
    pub speed: SpeedFigures,
    pub access: AccessFigures,
    pub handling: HandlingFigures,
    pub range: RangeFigures,
    pub correction: CorrectionFigures,
    pub longest: LongestFigures,
    /// Hours are rounded up to a multiple of this.
    pub rounding_minutes: u32,
    pub packing: PackingFigures,
}

/// Movers by weight and by the heaviest article (SAL-23).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct CrewFigures {
    /// Below this weight `two` suffices.
    pub small_below_lb: u32,
    pub small_movers: u32,
    /// Below this weight `medium_movers` suffice.
    pub medium_below_lb: u32,
    pub medium_movers: u32,
    /// Above, one more for each started step of this weight.
    pub step_lb: u32,
    /// An article above this weight asks for at least `heavy_movers`.
    pub heavy_over_lb: u32,
    pub heavy_movers: u32,
    pub very_heavy_over_lb: u32,
    pub very_heavy_movers: u32,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct TruckFigures {
    pub lb_per_truck: u32,
    /// Volume of the location's truck, where it is known.
    pub volume_cuft: Option<u32>,
    /// How much of that volume can be loaded.
    pub fill_percent: u32,
}

/// Pounds an hour by crew (SAL-24).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct SpeedFigures {
    /// For two movers, three, and so on.
    pub lb_per_hour: Vec<u32>,
    /// Each mover beyond that list adds this.
    pub further_lb_per_hour: u32,
}

/// What a stop's share of the work grows by (SAL-25).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct AccessFigures {
    pub per_floor_percent: u32,
    /// Instead of the floors.
    pub elevator_percent: u32,
    pub free_carry_ft: u32,
    pub carry_step_ft: u32,
    pub per_carry_step_percent: u32,
    pub most_percent: u32,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct HandlingFigures {
    /// For each large appliance or piano.
    pub appliance_minutes: u32,
    /// For each piece to take apart and put together.
    pub assembly_minutes: u32,
    /// For each stop beyond `free_stops`.
    pub extra_stop_minutes: u32,
    pub free_stops: u32,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct RangeFigures {
    pub low_percent: u32,
    pub high_percent: u32,
    /// Either way, of a preset's volume (SAL-22).
    pub preset_percent: u32,
    /// From so many like jobs on, their own 10th and 90th percentile.
    pub own_from_jobs: u32,
}

/// How far a location's own history moves the hours (SAL-26).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct CorrectionFigures {
    /// As many jobs as the shipped formula counts for.
    pub weight_jobs: u32,
    pub least: Ratio,
    pub most: Ratio,
}

/// The longest day, and how far movers are added to keep it (SAL-27).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct LongestFigures {
    pub minutes: u32,
    pub crew_cap: u32,
}

/// Cartons (SAL-28).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct PackingFigures {
    pub packers: u32,
    pub materials: Vec<CartonMaterial>,
    pub suggestions: Vec<CartonSuggestion>,
}

/// A carton as the formula sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CartonMaterial {
    /// Key of the material, the same as in tariffs.
    pub material: String,
    pub volume_cuft: Ratio,
    pub pack_minutes: Ratio,
    pub unpack_minutes: Ratio,
}

/// Cartons a room usually fills.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CartonSuggestion {
    pub room: RoomKind,
    pub small: u32,
    pub medium: u32,
    pub large: u32,
}

/// The shipped cartons.
pub const SMALL: &str = "carton-small";
pub const MEDIUM: &str = "carton-medium";
pub const LARGE: &str = "carton-large";
pub const EXTRA_LARGE: &str = "carton-extra-large";

impl Default for Figures {
    fn default() -> Self {
        Self {
            density_lb_per_cuft: Ratio::whole(7),
            crew: CrewFigures::default(),
            trucks: TruckFigures::default(),
            speed: SpeedFigures::default(),
            access: AccessFigures::default(),
            handling: HandlingFigures::default(),
            range: RangeFigures::default(),
            correction: CorrectionFigures::default(),
            longest: LongestFigures::default(),
            rounding_minutes: 15,
            packing: PackingFigures::default(),
        }
    }
}
impl Default for CrewFigures {
    fn default() -> Self {
        Self {
            small_below_lb: 1_500,
            small_movers: 2,
            medium_below_lb: 5_000,
            medium_movers: 3,
            step_lb: 3_000,
            heavy_over_lb: 350,
            heavy_movers: 3,
            very_heavy_over_lb: 500,
            very_heavy_movers: 4,
        }
    }
}
impl Default for TruckFigures {
    fn default() -> Self {
        Self { lb_per_truck: 10_000, volume_cuft: None, fill_percent: 90 }
    }
}
impl Default for SpeedFigures {
    fn default() -> Self {
        Self { lb_per_hour: vec![700, 1_000, 1_300, 1_550, 1_800], further_lb_per_hour: 200 }
    }
}
impl Default for AccessFigures {
    fn default() -> Self {
        Self {
            per_floor_percent: 20,
            elevator_percent: 25,
            free_carry_ft: 50,
            carry_step_ft: 50,
            per_carry_step_percent: 20,
            most_percent: 150,
        }
    }
}
impl Default for HandlingFigures {
    fn default() -> Self {
        Self { appliance_minutes: 10, assembly_minutes: 10, extra_stop_minutes: 15, free_stops: 2 }
    }
}
impl Default for RangeFigures {
    fn default() -> Self {
        Self { low_percent: 85, high_percent: 120, preset_percent: 20, own_from_jobs: 30 }
    }
}
impl Default for CorrectionFigures {
    fn default() -> Self {
        let hundredths = |n| Ratio::new(n, 100).unwrap_or(Ratio::ONE);
        Self { weight_jobs: 20, least: hundredths(70), most: hundredths(140) }
    }
}
impl Default for LongestFigures {
    fn default() -> Self {
        Self { minutes: 480, crew_cap: 6 }
    }
}
impl Default for PackingFigures {
    fn default() -> Self {
        let halves = |n| Ratio::new(n, 2).unwrap_or(Ratio::ONE);
        let material = |name: &str, twice_cuft, pack: i64| CartonMaterial {
            material: name.into(),
            volume_cuft: halves(twice_cuft),
            pack_minutes: Ratio::whole(pack),
            unpack_minutes: halves(pack.into()),
        };
        let room = |room, small, medium, large| CartonSuggestion { room, small, medium, large };
        Self {
            packers: 2,
            materials: vec![
                material(SMALL, 3, 6),
                material(MEDIUM, 6, 8),
                material(LARGE, 9, 10),
                material(EXTRA_LARGE, 12, 12),
            ],
            suggestions: vec![
                room(RoomKind::Kitchen, 6, 8, 2),
                room(RoomKind::Bedroom, 3, 5, 3),
                room(RoomKind::KidsRoom, 3, 5, 2),
                room(RoomKind::LivingRoom, 4, 4, 2),
                room(RoomKind::DiningRoom, 2, 3, 0),
                room(RoomKind::Office, 8, 3, 0),
                room(RoomKind::Garage, 2, 4, 4),
            ],
        }
    }
}

impl Figures {
    pub fn material(&self, name: &str) -> Option<&CartonMaterial> {
        self.packing.materials.iter().find(|m| m.material == name)
    }

    /// Everything the formula could not reckon with.
    pub fn check(&self, p: &mut Problems) {
        let between = |p: &mut Problems, field: &str, value: Ratio, least: i64, most: i64| {
            if value < Ratio::whole(least) || value > Ratio::whole(most) {
                p.add(format!("figures.{field}"), "OUT_OF_RANGE", format!("Between {least} and {most}."));
            }
        };
        between(p, "density_lb_per_cuft", self.density_lb_per_cuft, 3, 15);
        let (crew, access, handling) = (&self.crew, &self.access, &self.handling);
        for (field, value, least, most) in [
            ("crew.small_below_lb", crew.small_below_lb, 1, 1_000_000),
            ("crew.medium_below_lb", crew.medium_below_lb, crew.small_below_lb, 1_000_000),
            ("crew.step_lb", crew.step_lb, 1, 1_000_000),
            ("crew.small_movers", crew.small_movers, 2, 20),
            ("crew.medium_movers", crew.medium_movers, crew.small_movers, 20),
            ("crew.heavy_movers", crew.heavy_movers, 2, 20),
            ("crew.very_heavy_movers", crew.very_heavy_movers, crew.heavy_movers, 20),
            ("crew.very_heavy_over_lb", crew.very_heavy_over_lb, crew.heavy_over_lb, 100_000),
            ("trucks.lb_per_truck", self.trucks.lb_per_truck, 100, 100_000),
            ("trucks.volume_cuft", self.trucks.volume_cuft.unwrap_or(100), 100, 10_000),
            ("trucks.fill_percent", self.trucks.fill_percent, 10, 100),
            ("speed.further_lb_per_hour", self.speed.further_lb_per_hour, 0, 10_000),
            ("access.per_floor_percent", access.per_floor_percent, 0, 200),
            ("access.elevator_percent", access.elevator_percent, 0, 200),
            ("access.carry_step_ft", access.carry_step_ft, 1, 5_000),
            ("access.free_carry_ft", access.free_carry_ft, 0, 5_000),
            ("access.per_carry_step_percent", access.per_carry_step_percent, 0, 200),
            ("access.most_percent", access.most_percent, 0, 500),
            ("handling.appliance_minutes", handling.appliance_minutes, 0, 240),
            ("handling.assembly_minutes", handling.assembly_minutes, 0, 240),
            ("handling.extra_stop_minutes", handling.extra_stop_minutes, 0, 240),
            ("handling.free_stops", handling.free_stops, 0, 50),
            ("range.low_percent", self.range.low_percent, 10, 100),
            ("range.high_percent", self.range.high_percent, 100, 400),
            ("range.preset_percent", self.range.preset_percent, 0, 90),
            ("range.own_from_jobs", self.range.own_from_jobs, 10, 1_000),
            ("correction.weight_jobs", self.correction.weight_jobs, 1, 1_000),
            ("longest.minutes", self.longest.minutes, 60, 1_440),
            ("longest.crew_cap", self.longest.crew_cap, 2, 20),
            ("rounding_minutes", self.rounding_minutes, 1, 60),
            ("packing.packers", self.packing.packers, 1, 20),
        ] {
            between(p, field, value.into(), least.into(), most.into());
        }
        between(p, "correction.least", self.correction.least, 0, 1);
        between(p, "correction.most", self.correction.most, 1, 5);
        let speeds = &self.speed.lb_per_hour;
        let rising = speeds.windows(2).all(|pair| pair[0] <= pair[1]) && speeds.first().is_some_and(|s| *s > 0);
        p.require(
            rising && speeds.len() <= 20,
            "figures.speed.lb_per_hour",
            "NOT_RISING",
            "1 to 20 speeds, from two movers on, each at least the one before.",
        );
        let materials = &self.packing.materials;
        p.require(materials.len() <= 50, "figures.packing.materials", "TOO_MANY", "At most 50 cartons.");
        for (n, m) in materials.iter().take(50).enumerate() {
            let field = |name: &str| format!("packing.materials.{n}.{name}");
            p.text(&format!("figures.{}", field("material")), &m.material, 60);
            between(p, &field("volume_cuft"), m.volume_cuft, 0, 100);
            between(p, &field("pack_minutes"), m.pack_minutes, 0, 240);
            between(p, &field("unpack_minutes"), m.unpack_minutes, 0, 240);
        }
        for name in [SMALL, MEDIUM, LARGE] {
            let there = materials.iter().filter(|m| m.material == name).count() == 1;
            p.require(
                there,
                "figures.packing.materials",
                "MISSING",
                "The small, medium and large carton stand once each.",
            );
        }
        for (n, s) in self.packing.suggestions.iter().take(50).enumerate() {
            for (name, count) in [("small", s.small), ("medium", s.medium), ("large", s.large)] {
                between(p, &format!("packing.suggestions.{n}.{name}"), count.into(), 0, 200);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sal_28_the_shipped_figures_are_sound_and_unsound_ones_are_named_at_once() {
        let mut p = Problems::new();
        Figures::default().check(&mut p);
        assert!(p.is_empty());
        let mut wrong = Figures { rounding_minutes: 0, ..Figures::default() };
        wrong.speed.lb_per_hour = vec![700, 600];
        wrong.density_lb_per_cuft = Ratio::whole(16);
        wrong.check(&mut p);
        let fields: Vec<String> = p.finish().expect_err("problems").problems.into_iter().map(|p| p.field).collect();
        assert_eq!(fields, ["figures.density_lb_per_cuft", "figures.rounding_minutes", "figures.speed.lb_per_hour"]);
    }
}
