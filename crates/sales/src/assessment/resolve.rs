//! A stopper is out of the way.

use engine::{Operation, Spec, TenantTx};
use kernel::{Error, Problems, Result, ids::SiteAssessmentId};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{
    AssessmentDetail,
    codes::{ConstraintKind, Severity},
    read::detail,
    store,
};

/// Says how a stopper was resolved; a crane quote may then be sent (SAL-31).
#[derive(Deserialize, JsonSchema)]
pub struct ResolveConstraint {
    pub id: SiteAssessmentId,
    pub kind: ConstraintKind,
    /// What was done about it.
    pub resolution: String,
}

impl Operation for ResolveConstraint {
    type Output = AssessmentDetail;
    const SPEC: Spec = Spec::command("sales.assessment.resolve", "POST", "/site-assessments/{id}/resolve")
        .summary("Says how something that stopped the lift was resolved.")
        .permission("site_assessment", "APPROVE")
        .on("site_assessment", "id");

    fn check(&self, p: &mut Problems) {
        p.text("resolution", &self.resolution, 2_000);
    }

    async fn run(self, tx: &TenantTx) -> Result<AssessmentDetail> {
        let row = store::row(tx, self.id).await?;
        let all = store::constraints(tx, self.id).await?;
        let found = all.iter().find(|c| c.kind == self.kind.code());
        let stops = found.is_some_and(|c| c.severity == Severity::Stopper.code() && c.resolved_at.is_none());
        if !stops {
            return Err(Error::conflict("NO_STOPPER", "Nothing of this kind stops the lift."));
        }
        let by = tx.user_id_or_nil();
        let resolution = self.resolution.trim();
        store::resolve(tx, self.id, self.kind.code(), by, resolution).await?;
        store::count_stoppers(tx, self.id).await?;
        tx.reason(resolution);
        store::told(tx, &row);
        detail(tx, self.id).await
    }

    fn example() -> Value {
        json!({"id": "sas_01h2xcejqtf2nbrexx3vqjhp41", "kind": "POWER_LINES",
            "resolution": "The utility switches the line off from 06:00 to 18:00."})
    }
}
