//! Changes a crew member.

use engine::{Operation, Spec, TenantTx, event::NewEvent, permission::RowFacts};
use kernel::{
    Error, Problems, Result,
    ids::{CrewMemberId, LocationId, UserId},
};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{MemberCard, MemberKind, MemberStatus, Position, check_person, check_texts, store};
use crate::sql::member;

/// Changes what is given; an empty text clears a field (CRW-2).
#[derive(Deserialize, JsonSchema)]
pub struct ChangeMember {
    pub id: CrewMemberId,
    #[schemars(length(min = 1, max = 100))]
    pub name: Option<String>,
    pub user_id: Option<UserId>,
    pub location_id: Option<LocationId>,
    pub kind: Option<MemberKind>,
    pub position: Option<Position>,
    pub status: Option<MemberStatus>,
    #[schemars(length(max = 100))]
    pub phone: Option<String>,
    #[schemars(length(max = 254))]
    pub email: Option<String>,
    #[schemars(length(max = 20))]
    pub languages: Option<Vec<String>>,
    #[schemars(range(min = 0, max = 80))]
    pub experience_years: Option<i32>,
    #[schemars(length(max = 10000))]
    pub notes: Option<String>,
}

impl Operation for ChangeMember {
    type Output = MemberCard;
    const SPEC: Spec = Spec::command("crew.member.change", "PATCH", "/crew-members/{id}")
        .summary("Changes a crew member.")
        .permission("crew", "UPDATE")
        .on("crew", "id");

    fn check(&self, p: &mut Problems) {
        if let Some(name) = &self.name {
            p.text("name", name, 100);
        }
        check_texts(p, &[("phone", &self.phone, 100), ("email", &self.email, 254), ("notes", &self.notes, 10_000)]);
        check_person(p, self.languages.as_deref(), self.experience_years);
    }

    async fn run(self, tx: &TenantTx) -> Result<MemberCard> {
        let target = tx.target().await?;
        if let Some(location) = self.location_id {
            tx.require("crew", "UPDATE", &RowFacts { location: Some(location), ..target.facts.clone() })?;
        }
        if self.status == Some(MemberStatus::Inactive) && store::has_future_work(tx, self.id).await? {
            return Err(Error::conflict(
                "HAS_WORK",
                "This person still has work on the calendar; give that to another first.",
            ));
        }
        store::change(
            tx,
            member::ChangeMember {
                id: self.id,
                name: self.name.as_deref().map(str::trim),
                user_id: self.user_id,
                location_id: self.location_id,
                kind: self.kind.map(MemberKind::code),
                position: self.position.map(Position::code),
                status: self.status.map(MemberStatus::code),
                phone: self.phone.as_deref(),
                email: self.email.as_deref(),
                languages: self.languages.as_deref(),
                experience_years: self.experience_years,
                notes: self.notes.as_deref(),
            },
        )
        .await?;
        let card = store::read(tx, self.id).await?;
        tx.emit(NewEvent::new("crew.member.changed", "crew", self.id.uuid()).location(card.location_id));
        Ok(card)
    }
    fn example() -> Value {
        json!({"id": "crw_01h455vb4pex5vsknk084sn02q", "status": "ON_LEAVE"})
    }
}
