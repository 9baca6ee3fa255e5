//! The deal: what may be sold to a customer, and how far it is (SAL-18 to SAL-20).

pub mod add_quote;
pub mod board;
pub mod change;
pub mod create;
pub mod follow;
pub mod list;
pub mod move_many;
pub mod moves;
pub mod new;
pub mod read;
pub mod stage;
pub mod store;
pub mod sums;
pub mod undo;
pub mod value;

use jiff::{Timestamp, civil::Date, tz::TimeZone};
use kernel::{
    Error, Result,
    ids::{CustomerId, DealId, JobId, LeadId, LocationId, PipelineId, PipelineStageId, QuoteId, UserId},
    money::{Currency, Money},
    time::local_day,
};
use schemars::JsonSchema;
use serde::Serialize;
use uuid::Uuid;

use stage::Stage;

/// A deal in a list and on the board.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct DealCard {
    pub id: DealId,
    pub number: String,
    pub title: String,
    pub pipeline_id: PipelineId,
    pub stage_id: PipelineStageId,
    pub stage: Stage,
    pub stage_name_en: String,
    pub stage_name_fr: String,
    pub stage_since: Timestamp,
    /// Whole local days in this stage.
    pub age_days: i32,
    /// It has stood here for longer than the stage's limit.
    pub is_late: bool,
    pub lead_id: Option<LeadId>,
    pub customer_id: CustomerId,
    pub customer_name: String,
    pub location_id: Option<LocationId>,
    pub location_name: Option<String>,
    pub assigned_to: Option<UserId>,
    pub assigned_name: Option<String>,
    #[schemars(extend("x-mask" = "BILL"))]
    pub value: Money,
    /// TYPED or QUOTE.
    pub value_source: String,
    /// Per cent.
    pub probability: i32,
    pub expected_close: Option<Date>,
    pub machine_class: Option<String>,
    pub start_date: Option<Date>,
    pub closed_at: Option<Timestamp>,
    pub created_at: Timestamp,
    pub version: i64,
}

/// A quote of the deal.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct DealQuote {
    pub id: QuoteId,
    pub number: String,
    pub quote_version: i32,
    pub status: String,
    pub title: String,
    #[schemars(extend("x-mask" = "BILL"))]
    pub total: Money,
    pub service_date: Date,
    pub valid_until: Date,
    pub sent_at: Option<Timestamp>,
    pub accepted_at: Option<Timestamp>,
}

/// One move through the pipeline.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct StageChange {
    pub id: Uuid,
    pub from_stage: Option<Stage>,
    pub to_stage: Stage,
    pub from_name_en: Option<String>,
    pub from_name_fr: Option<String>,
    pub to_name_en: Option<String>,
    pub to_name_fr: Option<String>,
    pub reason: Option<String>,
    pub at: Timestamp,
    /// Absent: it came about by itself.
    pub by_name: Option<String>,
}

/// When the work of a sold deal is, and with what (SAL-19).
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Scheduling {
    pub quote_id: QuoteId,
    pub start: Date,
    /// Start and the deal's days.
    pub end: Date,
    pub machines: Vec<Machine>,
    pub job_id: Option<JobId>,
    pub job_number: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Machine {
    pub class: String,
    pub quantity: i64,
}

/// One deal with everything known.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct DealDetail {
    #[serde(flatten)]
    pub card: DealCard,
    pub pipeline_name_en: String,
    pub pipeline_name_fr: String,
    pub age_limit_days: Option<i32>,
    pub lead_number: Option<String>,
    /// A quote changes it no more.
    pub value_fixed: bool,
    pub value_quote_id: Option<QuoteId>,
    /// Value × probability.
    #[schemars(extend("x-mask" = "BILL"))]
    pub weighted: Money,
    pub probability_by_hand: bool,
    pub source: Option<String>,
    pub days: Option<i32>,
    pub competitor: Option<String>,
    pub notes: Option<String>,
    pub won_reason: Option<String>,
    pub lost_reason: Option<String>,
    pub updated_at: Timestamp,
    pub quotes: Vec<DealQuote>,
    pub changes: Vec<StageChange>,
    pub scheduling: Option<Scheduling>,
}

/// A stored base stage.
pub fn stage_of(code: &str) -> Result<Stage> {
    Stage::read(code).ok_or_else(|| Error::internal("an unknown stage"))
}

/// A stored amount.
pub fn money(minor: i64, currency: &str) -> Result<Money> {
    let currency: Currency = currency.parse().map_err(Error::internal)?;
    Ok(Money::new(minor, currency))
}

/// Local midnights since then.
pub fn age_days(since: Timestamp, now: Timestamp, zone: &str) -> i32 {
    let zone = TimeZone::get(zone).unwrap_or(TimeZone::UTC);
    let days = local_day(since, &zone).until(local_day(now, &zone)).map_or(0, |span| span.get_days());
    days.max(0)
}

/// Whether an open deal has stood in its stage for longer than it should.
pub fn is_late(closed: bool, age_days: i32, limit: Option<i32>) -> bool {
    !closed && limit.is_some_and(|most| age_days > most)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sal_18_a_card_is_late_after_the_stages_limit_by_local_days() {
        let at = |text: &str| text.parse::<Timestamp>().expect("a time");
        // 23:30 in Toronto; eight local midnights until the ninth day's morning.
        let since = at("2026-05-02T03:30:00Z");
        assert_eq!(age_days(since, at("2026-05-02T04:30:00Z"), "America/Toronto"), 1, "after midnight there");
        assert_eq!(age_days(since, at("2026-05-02T04:30:00Z"), "UTC"), 0);
        let age = age_days(since, at("2026-05-09T12:00:00Z"), "America/Toronto");
        assert_eq!(age, 8);
        assert!(is_late(false, age, Some(7)) && !is_late(false, 7, Some(7)));
        assert!(!is_late(true, age, Some(7)) && !is_late(false, 400, None));
    }
    #[test]
    fn sal_18_ages_beyond_a_month_are_days_too() {
        let at = |text: &str| text.parse::<Timestamp>().expect("a time");
        assert_eq!(age_days(at("2026-01-01T12:00:00Z"), at("2026-03-02T12:00:00Z"), "UTC"), 60);
    }
}
