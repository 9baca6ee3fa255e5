//! Sequences: messages and calls that follow one another until somebody answers (MSG-33, SAL-16).

pub mod advance;
pub mod change;
pub mod create;
pub mod enrol;
pub mod exits;
pub mod leave;
pub mod list;
pub mod of_lead;
pub mod people;
pub mod read;
pub mod resume;
mod shipped;
mod standing;
mod step;
pub mod store;
mod timing;

use kernel::{Problems, ids::LocationId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

pub use shipped::Shipped;
pub use step::Step;

/// Most steps of one sequence.
const MOST_STEPS: usize = 30;
/// States of a lead that can end a sequence.
const STAGES: [&str; 8] =
    ["CONTACTED", "QUALIFIED", "UNQUALIFIED", "PROPOSAL_SENT", "NEGOTIATION", "WON", "LOST", "ARCHIVED"];

/// Who enters by themselves.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Enters {
    /// Nobody: people put leads in.
    #[default]
    ByHand,
    /// Every lead that comes in and fits.
    Leads,
}

impl Enters {
    pub fn code(self) -> &'static str {
        match self {
            Enters::ByHand => "BY_HAND",
            Enters::Leads => "LEADS",
        }
    }
}

/// What somebody wants a sequence to be.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Wanted {
    pub name: String,
    /// Absent: for the whole company.
    pub location_id: Option<LocationId>,
    #[serde(default)]
    pub enters: Enters,
    /// Only leads of this source; absent: of any.
    pub source: Option<String>,
    /// Only leads that ask for this service; absent: for any.
    pub service_type: Option<String>,
    /// Whether anybody enters. Those who are in it go on.
    #[serde(default)]
    pub is_active: bool,
    #[serde(default = "yes")]
    pub ends_on_reply: bool,
    #[serde(default = "yes")]
    pub ends_on_booking: bool,
    /// States of the lead that end it.
    #[serde(default = "closed")]
    pub ends_on_stages: Vec<String>,
    /// In their order.
    #[serde(default)]
    pub steps: Vec<Step>,
}

fn yes() -> bool {
    true
}

fn closed() -> Vec<String> {
    ["UNQUALIFIED", "WON", "LOST"].map(str::to_owned).to_vec()
}

/// A text without its margins; none where nothing is left.
fn filled(text: Option<&str>) -> Option<&str> {
    text.map(str::trim).filter(|text| !text.is_empty())
}

impl Wanted {
    /// Everything that is wrong with it.
    pub fn check(&self, p: &mut Problems) {
        p.text("name", &self.name, 100);
        for (field, value) in [("source", &self.source), ("service_type", &self.service_type)] {
            let fits = value.as_deref().is_none_or(|text| text.chars().count() <= 100);
            p.require(fits, field, "TOO_LONG", "At most 100 characters.");
        }
        for stage in &self.ends_on_stages {
            let known = STAGES.contains(&stage.as_str());
            p.require(known, "ends_on_stages", "NOT_KNOWN", "There is no such state that can end it.");
        }
        p.require(self.steps.len() <= MOST_STEPS, "steps", "TOO_MANY", "At most 30 steps.");
        for (at, step) in self.steps.iter().enumerate() {
            step.check(p, at);
        }
    }
}
