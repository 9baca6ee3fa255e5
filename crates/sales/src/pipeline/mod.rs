//! Pipelines: the columns deals go through, each mapped to a base stage (SAL-18).

pub mod list;
pub mod save;
pub mod store;

use kernel::ids::{PipelineId, PipelineStageId};
use schemars::JsonSchema;
use serde::Serialize;

use crate::deal::stage::Stage;

/// A pipeline with its columns in order.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Pipeline {
    /// Absent: the shipped one, which becomes the company's own with its first deal.
    pub id: Option<PipelineId>,
    pub name_en: String,
    pub name_fr: String,
    /// MOVING, CRANE_RENTAL or LOGISTICS.
    pub industry: String,
    pub is_default: bool,
    pub is_active: bool,
    pub stages: Vec<StageLine>,
    /// Deals closed in the last 12 months; from 100 on the stages' own rates are offered.
    pub closed_deals: Option<i64>,
    pub version: i64,
}

/// One column.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct StageLine {
    pub id: Option<PipelineStageId>,
    pub base: Stage,
    pub name_en: String,
    pub name_fr: String,
    /// Per cent a deal gets when it comes here, unless somebody set it by hand.
    pub probability: i32,
    /// After so many days a card is coloured.
    pub age_limit_days: Option<i32>,
    /// Won of the deals that were here and closed in the last 12 months, per cent; after 100 closed deals.
    pub own_rate: Option<i32>,
}

/// Name of a base stage in English and French.
pub fn shipped_name(stage: Stage) -> (&'static str, &'static str) {
    match stage {
        Stage::Qualification => ("Qualification", "Qualification"),
        Stage::Proposal => ("Proposal", "Proposition"),
        Stage::Negotiation => ("Negotiation", "Négociation"),
        Stage::Won => ("Won", "Gagnée"),
        Stage::Lost => ("Lost", "Perdue"),
    }
}

/// Name of the pipeline a company begins with.
pub fn shipped_pipeline_name(industry: &str) -> (&'static str, &'static str) {
    match industry {
        "CRANE_RENTAL" => ("Crane hire", "Location de grues"),
        "LOGISTICS" => ("Logistics", "Logistique"),
        _ => ("Moves", "Déménagements"),
    }
}

/// Won of closed, in whole per cent rounded half up; none before 100 closed deals of the pipeline (SAL-18).
pub fn own_rate(closed_of_pipeline: i64, closed: i64, won: i64) -> Option<i32> {
    if closed_of_pipeline < 100 || closed <= 0 {
        return None;
    }
    i32::try_from((won * 200 + closed) / (closed * 2)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sal_18_a_stages_own_rate_is_offered_after_a_hundred_closed_deals() {
        assert_eq!(own_rate(99, 60, 31), None);
        assert_eq!(own_rate(100, 60, 31), Some(52), "31 of 60 is 51.7 per cent");
        assert_eq!(own_rate(250, 0, 0), None, "nothing to divide by");
        assert_eq!(own_rate(100, 100, 100), Some(100));
    }
}
