//! One crew member with certificates.

use engine::{Operation, Spec, TenantTx};
use kernel::{Result, ids::CrewMemberId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{MemberCard, store};
use crate::certification::{Certification, store as certifications};

/// One crew member with certificates.
#[derive(Deserialize, JsonSchema)]
pub struct ReadMember {
    pub id: CrewMemberId,
}

#[derive(Serialize, JsonSchema)]
pub struct MemberPage {
    #[serde(flatten)]
    pub card: MemberCard,
    pub certifications: Vec<Certification>,
}

impl Operation for ReadMember {
    type Output = MemberPage;
    const SPEC: Spec = Spec::read("crew.member.read", "/crew-members/{id}")
        .summary("One crew member with certificates.")
        .permission("crew", "VIEW")
        .on("crew", "id");

    async fn run(self, tx: &TenantTx) -> Result<Self::Output> {
        let (card, certifications) = futures::try_join!(store::read(tx, self.id), certifications::of(tx, self.id))?;
        Ok(MemberPage { card, certifications })
    }
    fn example() -> Value {
        json!({"id": "crw_01h455vb4pex5vsknk084sn02q"})
    }
}
