//! What an assessment is about, besides its constraints and lifts.

use engine::{Operation, Spec, TenantTx};
use kernel::{
    Error, Problems, Result,
    ids::{SiteAssessmentId, UserId},
};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{AssessmentDetail, check_texts, read::detail, require_draft, store};
use crate::lead::Place;

/// Changes what is given; what is absent stays, an empty text clears.
#[derive(Deserialize, JsonSchema)]
pub struct ChangeAssessment {
    pub id: SiteAssessmentId,
    pub title: Option<String>,
    pub site: Option<Place>,
    pub assigned_to: Option<UserId>,
    /// What the crane stands on.
    pub ground: Option<String>,
    /// How it gets there.
    pub access: Option<String>,
    pub notes: Option<String>,
}

impl Operation for ChangeAssessment {
    type Output = AssessmentDetail;
    const SPEC: Spec = Spec::command("sales.assessment.change", "PATCH", "/site-assessments/{id}")
        .summary("Changes the site, ground, access, notes or assessor of an assessment.")
        .permission("site_assessment", "UPDATE")
        .on("site_assessment", "id")
        .offline();

    fn check(&self, p: &mut Problems) {
        let texts =
            [("title", &self.title), ("ground", &self.ground), ("access", &self.access), ("notes", &self.notes)];
        check_texts(p, self.site.as_ref(), &texts);
        if let Some(title) = &self.title {
            p.require(!title.trim().is_empty(), "title", "REQUIRED", "An assessment needs a title.");
        }
    }

    async fn run(self, tx: &TenantTx) -> Result<AssessmentDetail> {
        let row = store::row(tx, self.id).await?;
        require_draft(&row)?;
        let site = self.site.map(|s| serde_json::to_value(s).map_err(Error::internal)).transpose()?;
        let change = store::Change {
            title: self.title.as_deref().map(str::trim),
            site: site.as_ref(),
            assigned_to: self.assigned_to.map(|u| u.uuid()),
            ground: self.ground.as_deref().map(str::trim),
            access: self.access.as_deref().map(str::trim),
            notes: self.notes.as_deref().map(str::trim),
            id: self.id,
        };
        store::change(tx, change).await?;
        store::told(tx, &row);
        detail(tx, self.id).await
    }

    fn example() -> Value {
        json!({"id": "sas_01h2xcejqtf2nbrexx3vqjhp41", "ground": "Compacted gravel on clay, dry",
            "access": "Gate 3, 4.2 m wide, one turn of 12 m"})
    }
}
