//! What the formula is asked about.

use kernel::money::Ratio;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::estimate::codes::{Flag, PackedBy, RoomKind, StopRole};

/// One estimate, as the formula sees it. Kept with each run, so that it can be reckoned again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Input {
    pub service: Service,
    pub density_lb_per_cuft: Ratio,
    /// Volume of the move size chosen.
    pub preset_cuft: Option<Ratio>,
    pub things: Vec<Thing>,
    pub cartons: Vec<Cartons>,
    pub rooms: Vec<RoomKind>,
    pub stops: Vec<Stop>,
    /// Between the stops.
    pub driving_minutes: u32,
    /// Figures a person typed, with a reason kept on the estimate.
    pub typed: Option<Typed>,
    /// Finished jobs like this one.
    pub history: Option<History>,
}

/// Which part of the work the service type does (SAL-24).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Service {
    pub code: String,
    pub load_percent: u32,
    pub unload_percent: u32,
    pub needs_truck: bool,
}

/// A line of the sheet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Thing {
    pub name: String,
    /// Of one piece.
    pub volume_cuft: Ratio,
    /// Of one piece; absent: by density.
    pub weight_lb: Option<Ratio>,
    pub going: u32,
    pub flags: Vec<Flag>,
    /// Number of the stop it is loaded at, counted from 1.
    pub from_stop: Option<u32>,
    pub to_stop: Option<u32>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Cartons {
    pub material: String,
    pub quantity: u32,
    pub packed_by: PackedBy,
    /// The crew unpacks them too.
    pub unpacked: bool,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Stop {
    pub role: StopRole,
    /// The ground floor is the first.
    pub floor: i32,
    pub elevator: bool,
    pub carry_ft: u32,
}

/// What a person typed instead; the rest is reckoned.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Typed {
    pub volume_cuft: Option<Ratio>,
    pub weight_lb: Option<Ratio>,
    pub movers: Option<u32>,
    pub trucks: Option<u32>,
    /// Of the whole job, driving included.
    pub minutes: Option<u32>,
}

/// Jobs of the same location, size class and method in the last 180 days.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct History {
    pub jobs: u32,
    /// Median of actual ÷ estimated.
    pub median: Ratio,
    /// 10th and 90th percentile of actual ÷ estimated.
    pub low: Ratio,
    pub high: Ratio,
}
