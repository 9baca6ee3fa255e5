//! From where on the validator says something (QUO-36). A company may set these; what blocks can only be made stricter, and
//! no finding can be taken more lightly than the product takes it.

use std::collections::BTreeMap;

use kernel::money::{Rate, Ratio};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::validator::{Flag, FlagCode, FlagLevel};

/// The limits of the checks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct CheckLimits {
    /// Days ahead of which a service date is doubted (P03).
    pub days_ahead: u32,
    /// Share of the formula's hours below which, and above which, somebody must approve (P04).
    pub least_hours: Rate,
    /// See `least_hours`.
    pub most_hours: Rate,
    /// Pounds a cubic foot between which a load is likely (P06).
    pub least_density: u32,
    /// See `least_density`.
    pub most_density: u32,
    /// Cubic feet above which a load is unlikely (P06).
    pub most_volume_cuft: u32,
    /// How many times as long as the straight line a road may be (P07).
    pub most_detour: u32,
    /// Change of a unit price above which somebody must approve (P08).
    pub most_override: Rate,
    /// By how much other periods must be cheaper to be told (P13).
    pub least_saving: Rate,
    /// Longest hire in days (P14).
    pub most_days: u32,
    /// Findings that are taken more seriously than shipped.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub levels: BTreeMap<FlagCode, FlagLevel>,
}

impl Default for CheckLimits {
    fn default() -> Self {
        Self {
            days_ahead: 548,
            least_hours: Rate::percent(50),
            most_hours: Rate::percent(200),
            least_density: 3,
            most_density: 15,
            most_volume_cuft: 4_500,
            most_detour: 3,
            most_override: Rate::percent(10),
            least_saving: Rate::percent(10),
            most_days: 3_650,
            levels: BTreeMap::new(),
        }
    }
}

impl CheckLimits {
    /// Whether they are those the product ships with.
    pub fn is_shipped(&self) -> bool {
        *self == Self::default()
    }

    /// A finding at the level the company wants, which is never below its own.
    pub(super) fn raise(&self, flag: &mut Flag) {
        if let Some(wanted) = self.levels.get(&flag.code) {
            flag.level = flag.level.max(*wanted);
        }
    }

    /// What nobody may set, field by field, with what to do instead.
    pub fn problems(&self) -> Vec<(&'static str, &'static str)> {
        let shipped = Self::default();
        let mut found = Vec::new();
        let mut require = |holds: bool, field, sentence| {
            if !holds {
                found.push((field, sentence));
            }
        };
        let hundred = Rate::percent(100);
        require((1..=3_650).contains(&self.days_ahead), "days_ahead", "Between 1 and 3,650 days.");
        require(
            Rate::ZERO < self.least_hours && self.least_hours <= hundred,
            "least_hours",
            "Above 0 %, at most 100 % of the formula's hours.",
        );
        require(
            hundred <= self.most_hours && self.most_hours <= Rate::percent(1_000),
            "most_hours",
            "Between 100 % and 1,000 % of the formula's hours.",
        );
        require(self.least_density < self.most_density, "least_density", "Below the highest density.");
        require(self.most_density <= 100, "most_density", "At most 100 pounds a cubic foot.");
        require((1..=50_000).contains(&self.most_volume_cuft), "most_volume_cuft", "Between 1 and 50,000 cubic feet.");
        require((1..=20).contains(&self.most_detour), "most_detour", "Between 1 and 20 times the straight line.");
        require(
            Rate::ZERO <= self.most_override && self.most_override <= hundred,
            "most_override",
            "Between 0 % and 100 %.",
        );
        require(
            Rate::ZERO <= self.least_saving && self.least_saving < hundred,
            "least_saving",
            "At least 0 %, below 100 %.",
        );
        require(
            (1..=shipped.most_days).contains(&self.most_days),
            "most_days",
            "This limit blocks: it can be lowered from 3,650 days, not raised.",
        );
        require(
            self.levels.iter().all(|(code, level)| *level >= shipped_level(*code)),
            "levels",
            "A finding can be taken more seriously than shipped, never less.",
        );
        found
    }
}

/// The lightest level the product itself gives findings of a code.
pub fn shipped_level(code: FlagCode) -> FlagLevel {
    use FlagCode::{P01, P02, P03, P04, P05, P06, P07, P08, P09, P10, P11, P12, P13, P14, P15};
    match code {
        P01 | P02 | P10 | P12 | P14 => FlagLevel::Block,
        P04 | P08 | P15 => FlagLevel::Approval,
        P03 | P05 | P06 | P07 | P09 | P11 | P13 => FlagLevel::Warn,
    }
}

/// A share of something, as a plain figure.
pub(super) fn share(rate: Rate, of: Ratio) -> Ratio {
    of.times(rate.to_ratio()).unwrap_or(of)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quo_36_what_blocks_is_only_made_stricter() {
        assert!(CheckLimits::default().problems().is_empty());
        let with = |change: &dyn Fn(&mut CheckLimits)| {
            let mut limits = CheckLimits::default();
            change(&mut limits);
            limits.problems().iter().map(|(field, _)| *field).collect::<Vec<_>>()
        };
        assert_eq!(with(&|l| l.most_days = 365), Vec::<&str>::new());
        assert_eq!(with(&|l| l.most_days = 3_651), ["most_days"]);
        assert_eq!(
            with(&|l| {
                l.levels.insert(FlagCode::P01, FlagLevel::Warn);
            }),
            ["levels"]
        );
        assert_eq!(
            with(&|l| {
                l.levels.insert(FlagCode::P13, FlagLevel::Block);
            }),
            Vec::<&str>::new()
        );
        let all = with(&|l| {
            l.days_ahead = 0;
            l.most_detour = 0;
        });
        assert_eq!(all, ["days_ahead", "most_detour"], "all at once");
    }

    #[test]
    fn quo_36_a_level_is_raised_and_never_lowered() {
        let levels = BTreeMap::from([(FlagCode::P13, FlagLevel::Approval), (FlagCode::P03, FlagLevel::Approval)]);
        let limits = CheckLimits { levels, ..CheckLimits::default() };
        let raised = |code, level| {
            let mut flag = Flag::new(code, level, "", "quote.any");
            limits.raise(&mut flag);
            flag.level
        };
        assert_eq!(raised(FlagCode::P13, FlagLevel::Warn), FlagLevel::Approval);
        assert_eq!(raised(FlagCode::P03, FlagLevel::Block), FlagLevel::Block);
        assert_eq!(raised(FlagCode::P09, FlagLevel::Warn), FlagLevel::Warn);
    }
}
