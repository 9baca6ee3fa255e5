//! The estimate: what must be moved, and the crew, trucks and hours it takes (SAL-22 to SAL-29).

pub mod change;
pub mod codes;
pub mod create;
pub mod differences;
pub mod explain;
pub mod figures;
pub mod formula;
pub mod hand_over;
pub mod list;
pub mod lock;
pub mod next_version;
pub mod preview;
pub mod put_item;
pub mod put_sheet;
pub mod read;
pub mod reckon;
pub mod sheet;
pub mod sheet_store;
pub mod store;
pub mod to_quote;

use jiff::Timestamp;
use kernel::{
    Error, Result,
    ids::{CustomerId, EstimateId, LeadId, LocationId, QuoteId, UserId},
    money::Ratio,
};
use schemars::JsonSchema;
use serde::Serialize;

use codes::{Method, Mode, State};
use formula::{Outputs, Typed};
use sheet::Sheet;

/// One estimate with its sheet and what the formula makes of it.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct EstimateDetail {
    pub id: EstimateId,
    pub number: String,
    pub estimate_version: i32,
    pub parent_id: Option<EstimateId>,
    pub is_newest: bool,
    pub lead_id: Option<LeadId>,
    pub lead_number: Option<String>,
    pub customer_id: Option<CustomerId>,
    /// Of the lead, else of the customer.
    pub name: Option<String>,
    pub location_id: Option<LocationId>,
    pub location_name: Option<String>,
    pub assigned_to: Option<UserId>,
    pub assigned_name: Option<String>,
    pub language: String,
    pub state: State,
    pub locked_at: Option<Timestamp>,
    pub method: Method,
    /// Whether the law may take it for a survey.
    pub counts_as_survey: bool,
    pub surveyed_at: Option<Timestamp>,
    pub service_type: String,
    pub load_percent: i32,
    pub unload_percent: i32,
    pub needs_truck: bool,
    /// Absent: the formula's.
    pub density_lb_per_cuft: Option<Ratio>,
    pub move_size: Option<String>,
    pub preset_cuft: Option<i32>,
    pub driving_minutes: i32,
    pub distance_km: Option<i32>,
    pub typed: Option<Typed>,
    pub typed_reason: Option<String>,
    pub notes: Option<String>,
    pub sheet: Sheet,
    pub outputs: Outputs,
    /// Prohibited articles that are neither struck nor acknowledged: until then nothing is quoted (SAL-29).
    pub unsettled_prohibited: i32,
    /// Lines of high value nobody declared a value for.
    pub unvalued: i32,
    pub quote_id: Option<QuoteId>,
    pub created_at: Timestamp,
    pub updated_at: Timestamp,
    pub version: i64,
}

/// An estimate in a list.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct EstimateLine {
    pub id: EstimateId,
    pub number: String,
    pub estimate_version: i32,
    pub is_newest: bool,
    pub lead_id: Option<LeadId>,
    pub customer_id: Option<CustomerId>,
    pub name: Option<String>,
    pub location_id: Option<LocationId>,
    pub location_name: Option<String>,
    pub state: State,
    pub method: Method,
    pub mode: Mode,
    pub service_type: String,
    pub volume_cuft: i32,
    pub weight_lb: i32,
    pub movers: i32,
    pub trucks: i32,
    pub minutes: i32,
    pub unsettled_prohibited: i32,
    pub quote_id: Option<QuoteId>,
    pub created_at: Timestamp,
    pub updated_at: Timestamp,
    pub version: i64,
}

/// ONSITE and VIDEO count as a survey; a self-survey only once a person has reviewed it (SAL-30).
pub fn is_survey(method: Method) -> bool {
    matches!(method, Method::Onsite | Method::Video)
}

/// A locked estimate stays as it is.
pub fn require_open(row: &store::Row) -> Result<()> {
    if row.state == State::Locked.code() {
        let text = "This estimate is locked: a quote rests on it. Make a new version to change it.";
        return Err(Error::conflict("ESTIMATE_LOCKED", text));
    }
    Ok(())
}

/// What a customer put down is never used before a person has looked at it (SAL-30).
pub fn require_reviewed(row: &store::Row) -> Result<()> {
    if row.state == State::Submitted.code() {
        let text = "The customer has sent a self-survey. Review it first.";
        return Err(Error::conflict("SURVEY_WAITS", text));
    }
    Ok(())
}
