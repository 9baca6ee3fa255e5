//! The assessments within reach.

use engine::{ListQuery, Operation, Page, Spec, TenantTx};
use kernel::Result;
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{AssessmentLine, store};

/// Lists site assessments, newest first; by lead with `lead_id`, by deal with `deal_id`.
#[derive(Deserialize, JsonSchema)]
pub struct ListAssessments {
    #[serde(flatten)]
    pub query: ListQuery,
}

impl Operation for ListAssessments {
    type Output = Page<AssessmentLine>;
    const SPEC: Spec = Spec::list("sales.assessment.list", "/site-assessments", &store::ASSESSMENT_LIST)
        .summary("Site assessments, by lead, deal, customer, location or state.")
        .permission("site_assessment", "VIEW");

    async fn run(self, tx: &TenantTx) -> Result<Page<AssessmentLine>> {
        store::list(tx, &self.query).await
    }
    fn example() -> Value {
        json!({"state": "DRAFT"})
    }
}
