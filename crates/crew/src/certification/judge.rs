//! Verifies, suspends or revokes a certificate.

use engine::{Operation, Spec, TenantTx, event::NewEvent};
use kernel::{Error, Problems, Result, ids::CrewMemberId};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};
use uuid::Uuid;

use super::{Certification, Verdict, store};
use crate::member::check_texts;

/// Verifies, suspends or revokes a certificate; nobody verifies what they filed (CRW-6).
#[derive(Deserialize, JsonSchema)]
pub struct JudgeCertification {
    pub id: CrewMemberId,
    pub certification_id: Uuid,
    pub verdict: Verdict,
    #[schemars(length(max = 500))]
    pub reason: Option<String>,
}

impl Operation for JudgeCertification {
    type Output = Vec<Certification>;
    const SPEC: Spec =
        Spec::command("crew.certification.judge", "POST", "/crew-members/{id}/certifications/{certification_id}/judge")
            .summary("Verifies, suspends or revokes a certificate.")
            .permission("certification", "APPROVE")
            .on("crew", "id");

    fn check(&self, p: &mut Problems) {
        check_texts(p, &[("reason", &self.reason, 500)]);
        if self.verdict != Verdict::Valid {
            p.text("reason", self.reason.as_deref().unwrap_or_default(), 500);
        }
    }

    async fn run(self, tx: &TenantTx) -> Result<Vec<Certification>> {
        let target = tx.target().await?;
        let (state, filed_by) = store::lock(tx, self.id, self.certification_id).await?;
        if state == "REVOKED" {
            return Err(Error::conflict("REVOKED", "A revoked certificate stays revoked; file the new one."));
        }
        let own = tx.caller().user().is_some_and(|user| filed_by == Some(user.uuid()));
        if self.verdict == Verdict::Valid && own {
            return Err(Error::forbidden("OWN_WORK", "Somebody other than who filed the certificate must verify it."));
        }
        if let Some(reason) = &self.reason {
            tx.reason(reason);
        }
        store::judge(tx, self.certification_id, self.verdict).await?;
        let name = match self.verdict {
            Verdict::Valid => "crew.certification.verified",
            Verdict::Suspended => "crew.certification.suspended",
            Verdict::Revoked => "crew.certification.revoked",
        };
        tx.emit(NewEvent::new(name, "crew", self.id.uuid()).location(target.facts.location));
        store::of(tx, self.id).await
    }
    fn example() -> Value {
        json!({
            "id": "crw_01h455vb4pex5vsknk084sn02q", "certification_id": "018f2d3e-7b2a-7c11-9f00-2b1f6f0a1c11",
            "verdict": "VALID",
        })
    }
}
