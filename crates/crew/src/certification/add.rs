//! Files a certificate, to be verified by somebody else.

use engine::{Operation, Spec, TenantTx, event::NewEvent};
use jiff::civil::Date;
use kernel::{Problems, Result, ids::CrewMemberId};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{Certification, CertificationKind, store};
use crate::{member::check_texts, sql::certification::InsertCertification};

/// Files a certificate; it opens nothing until somebody else has verified it (CRW-6).
#[derive(Deserialize, JsonSchema)]
pub struct AddCertification {
    pub id: CrewMemberId,
    pub kind: CertificationKind,
    #[schemars(length(max = 100))]
    pub class: Option<String>,
    #[schemars(range(min = 1, max = 5000))]
    pub capacity_t: Option<i32>,
    #[schemars(length(max = 100))]
    pub number: Option<String>,
    #[schemars(length(max = 100))]
    pub issuer: Option<String>,
    pub issued_on: Option<Date>,
    pub expires_on: Date,
}

impl Operation for AddCertification {
    type Output = Vec<Certification>;
    const SPEC: Spec = Spec::command("crew.certification.add", "POST", "/crew-members/{id}/certifications")
        .summary("Files a certificate, to be verified by somebody else.")
        .permission("certification", "CREATE")
        .on("crew", "id")
        .created();

    fn check(&self, p: &mut Problems) {
        check_texts(p, &[("class", &self.class, 100), ("number", &self.number, 100), ("issuer", &self.issuer, 100)]);
        let capacity = self.capacity_t.is_none_or(|t| (1..=5000).contains(&t));
        p.require(capacity, "capacity_t", "OUT_OF_RANGE", "Between 1 and 5000.");
        let ordered = self.issued_on.is_none_or(|d| d <= self.expires_on);
        p.require(ordered, "expires_on", "DATES_REVERSED", "A certificate expires after it was issued.");
    }

    async fn run(self, tx: &TenantTx) -> Result<Vec<Certification>> {
        let target = tx.target().await?;
        store::insert(
            tx,
            InsertCertification {
                id: tx.new_id::<()>().uuid(),
                crew_member_id: self.id,
                kind: self.kind.code(),
                class: self.class.as_deref(),
                capacity_t: self.capacity_t,
                number: self.number.as_deref(),
                issuer: self.issuer.as_deref(),
                issued_on: self.issued_on,
                expires_on: self.expires_on,
            },
        )
        .await?;
        tx.emit(NewEvent::new("crew.certification.added", "crew", self.id.uuid()).location(target.facts.location));
        store::of(tx, self.id).await
    }
    fn example() -> Value {
        json!({
            "id": "crw_01h455vb4pex5vsknk084sn02q", "kind": "OPERATOR", "class": "MOBILE_CRANE", "capacity_t": 120,
            "number": "MC-20817", "issued_on": "2024-05-01", "expires_on": "2027-04-30",
        })
    }
}
