//! A second person reads the chart again.

use engine::{Operation, Spec, TenantTx};
use kernel::{
    Error, Result,
    ids::{LiftDutyId, SiteAssessmentId},
};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{AssessmentDetail, read::detail, require_draft, store};

/// Verifies a duty: whoever read it cannot be the one who verifies it (SAL-32).
#[derive(Deserialize, JsonSchema)]
pub struct VerifyDuty {
    pub id: SiteAssessmentId,
    pub duty_id: LiftDutyId,
}

impl Operation for VerifyDuty {
    type Output = AssessmentDetail;
    const SPEC: Spec = Spec::command("sales.assessment.verify_duty", "POST", "/site-assessments/{id}/duties/verify")
        .summary("A second person verifies the duty that was read from a chart.")
        .permission("site_assessment", "APPROVE")
        .on("site_assessment", "id");

    async fn run(self, tx: &TenantTx) -> Result<AssessmentDetail> {
        let row = store::row(tx, self.id).await?;
        require_draft(&row)?;
        let duties = store::duties(tx, self.id).await?;
        let duty = duties.iter().find(|d| d.id == self.duty_id);
        let duty = duty.ok_or_else(|| Error::invalid("duty_id", "NOT_FOUND", "There is no such duty here."))?;
        let by = tx.caller().user().ok_or_else(|| Error::conflict("NOBODY", "A person verifies a duty."))?;
        if duty.read_by == Some(by.uuid()) {
            return Err(Error::conflict("SAME_PERSON", "Somebody else than who read this duty verifies it."));
        }
        store::verify_duty(tx, self.duty_id, by).await?;
        store::told(tx, &row);
        detail(tx, self.id).await
    }

    fn example() -> Value {
        json!({"id": "sas_01h2xcejqtf2nbrexx3vqjhp41", "duty_id": "ldu_01h2xcejqtf2nbrexx3vqjhp42"})
    }
}
