//! The site assessment: what a crane meets on a site and what it has to lift (SAL-31, SAL-32).

pub mod candidates;
pub mod change;
pub mod clearance;
pub mod codes;
pub mod create;
pub mod draw;
pub mod duty;
pub mod expire;
pub mod lift;
pub mod list;
pub mod put_constraints;
pub mod put_lifts;
pub mod read;
pub mod resolve;
pub mod show_picture;
pub mod sign;
pub mod store;
pub mod verify_duty;

use jiff::{Timestamp, civil::Date};
use kernel::{
    Error, Problems, Result,
    ids::{
        CustomerId, DealId, EquipmentId, LeadId, LiftDutyId, LiftRequirementId, LocationId, MediaId, SiteAssessmentId,
        UserId,
    },
    money::Ratio,
};
use schemars::JsonSchema;
use serde::Serialize;

use crate::lead::{Place, at_most};
use codes::{ConstraintKind, Severity, State};
use lift::Verdict;

/// An assessment in a list.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct AssessmentLine {
    pub id: SiteAssessmentId,
    pub number: String,
    pub state: State,
    pub lead_id: Option<LeadId>,
    pub deal_id: Option<DealId>,
    pub customer_id: Option<CustomerId>,
    pub location_id: Option<LocationId>,
    pub location_name: Option<String>,
    pub assigned_to: Option<UserId>,
    pub assigned_name: Option<String>,
    pub title: String,
    pub site: Place,
    /// Stoppers that nobody has resolved.
    pub open_stoppers: i32,
    pub signed_at: Option<Timestamp>,
    /// Its last day.
    pub valid_until: Option<Date>,
    /// A newer one of the same lead or deal was signed.
    pub superseded_at: Option<Timestamp>,
    pub created_at: Timestamp,
    pub version: i64,
}

/// The answer about one thing that may stand in the way.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Constraint {
    pub kind: ConstraintKind,
    pub severity: Severity,
    pub note: Option<String>,
    /// Power lines: none in reach.
    pub no_lines: bool,
    /// Kilovolts; absent when nobody knows.
    pub line_kv: Option<i32>,
    /// How near the crane comes at its worst.
    pub distance_m: Option<Ratio>,
    /// How far it must stay away (DSP-21).
    pub clear_distance_m: Option<Ratio>,
    pub pictures: i32,
    pub resolved_at: Option<Timestamp>,
    pub resolved_name: Option<String>,
    pub resolution: Option<String>,
}

/// A picture of the site.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Picture {
    pub id: MediaId,
    /// The constraint it shows, or `SITE`.
    pub shows: String,
    /// PENDING until its bytes have come.
    pub state: String,
    pub content_type: String,
    pub taken_at: Timestamp,
    /// What is drawn on it.
    pub marks: Vec<draw::Mark>,
}

/// A duty that was read for a lift from a machine's own chart.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Duty {
    pub id: LiftDutyId,
    pub equipment_id: EquipmentId,
    pub machine_number: String,
    pub machine_name: String,
    pub class: Option<String>,
    pub configuration: String,
    pub chart_radius_m: Ratio,
    pub chart_boom_m: Ratio,
    pub duty_t: Ratio,
    /// Document and page.
    pub source: String,
    pub read_name: Option<String>,
    pub verified_at: Option<Timestamp>,
    pub verified_name: Option<String>,
    /// Gross load ÷ duty, per cent.
    pub utilisation_percent: Ratio,
    /// MANUAL until a second person has verified it.
    pub verdict: Verdict,
}

/// Something to be lifted.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Lift {
    pub id: LiftRequirementId,
    pub name: String,
    pub load_t: Ratio,
    pub rigging_t: Ratio,
    pub block_t: Ratio,
    /// Load + rigging + block.
    pub gross_t: Ratio,
    pub radius_m: Ratio,
    pub height_m: Ratio,
    /// The shortest boom that reaches so far and so high.
    pub boom_m: Ratio,
    pub obstacles: Option<String>,
    pub picks: i32,
    pub duties: Vec<Duty>,
    /// The best that a verified machine offers; MANUAL when there is none.
    pub verdict: Verdict,
}

/// One assessment with everything known.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct AssessmentDetail {
    pub id: SiteAssessmentId,
    pub number: String,
    pub state: State,
    pub lead_id: Option<LeadId>,
    pub lead_number: Option<String>,
    pub deal_id: Option<DealId>,
    pub deal_number: Option<String>,
    pub customer_id: Option<CustomerId>,
    pub customer_name: Option<String>,
    pub location_id: Option<LocationId>,
    pub location_name: Option<String>,
    pub assigned_to: Option<UserId>,
    pub assigned_name: Option<String>,
    pub title: String,
    pub site: Place,
    pub ground: Option<String>,
    pub access: Option<String>,
    pub notes: Option<String>,
    pub constraints: Vec<Constraint>,
    /// Of the five that are asked, those without an answer.
    pub unanswered: Vec<ConstraintKind>,
    pub pictures: Vec<Picture>,
    pub lifts: Vec<Lift>,
    pub open_stoppers: i32,
    pub signed_at: Option<Timestamp>,
    pub signed_name: Option<String>,
    pub valid_until: Option<Date>,
    pub superseded_at: Option<Timestamp>,
    pub created_at: Timestamp,
    pub updated_at: Timestamp,
    pub version: i64,
}

/// A signed assessment stays as it is.
pub fn require_draft(row: &store::Row) -> Result<()> {
    if row.state != State::Draft.code() {
        let text = "This assessment is signed. Begin a new one when the site has changed.";
        return Err(Error::conflict("ASSESSMENT_SIGNED", text));
    }
    Ok(())
}

/// The texts of an assessment, as they may be typed.
fn check_texts(p: &mut Problems, site: Option<&Place>, texts: &[(&str, &Option<String>)]) {
    if let Some(site) = site {
        site.check("site", p);
    }
    for (field, value) in texts {
        at_most(p, field, value.as_deref(), if *field == "title" { 200 } else { 10_000 });
    }
}

/// A weight in tonnes to the kilogram, or a length in metres to the centimetre.
fn check_figure(p: &mut Problems, field: &str, value: Ratio, parts: i64, least: i32, most: i32) {
    let fits = lift::whole(value, parts).is_some_and(|v| (least..=most).contains(&v));
    let (unit, per) = if parts == 1_000 { ("t", "kilogram") } else { ("m", "centimetre") };
    let bound = |n: i32| f64::from(n) / parts as f64;
    let text = format!("Between {} and {} {unit}, to the {per}.", bound(least), bound(most));
    p.require(fits, field, "OUT_OF_RANGE", &text);
}
