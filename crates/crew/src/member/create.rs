//! Takes a person into the crew.

use engine::{Operation, Spec, TenantTx, event::NewEvent, permission::RowFacts};
use jiff::civil::Date;
use kernel::{
    Problems, Result,
    ids::{CrewMember, LocationId, UserId},
};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{MemberCard, MemberKind, Position, check_person, check_texts, store};
use crate::sql::member::InsertMember;

/// Takes a person into the crew.
#[derive(Deserialize, JsonSchema)]
pub struct CreateMember {
    #[schemars(length(min = 1, max = 100))]
    pub name: String,
    /// The person's sign-in, if there is one.
    pub user_id: Option<UserId>,
    pub location_id: Option<LocationId>,
    pub kind: Option<MemberKind>,
    pub position: Position,
    #[schemars(length(max = 100))]
    pub phone: Option<String>,
    #[schemars(length(max = 254))]
    pub email: Option<String>,
    #[schemars(length(max = 20))]
    pub languages: Option<Vec<String>>,
    pub hired_on: Option<Date>,
    /// Province of employment.
    #[schemars(length(max = 100))]
    pub province: Option<String>,
    #[schemars(range(min = 0, max = 80))]
    pub experience_years: Option<i32>,
    #[schemars(length(max = 10000))]
    pub notes: Option<String>,
}

impl Operation for CreateMember {
    type Output = MemberCard;
    const SPEC: Spec = Spec::command("crew.member.create", "POST", "/crew-members")
        .summary("Takes a person into the crew.")
        .permission("crew", "CREATE")
        .created();

    fn check(&self, p: &mut Problems) {
        p.text("name", &self.name, 100);
        check_texts(
            p,
            &[
                ("phone", &self.phone, 100),
                ("email", &self.email, 254),
                ("province", &self.province, 100),
                ("notes", &self.notes, 10_000),
            ],
        );
        check_person(p, self.languages.as_deref(), self.experience_years);
    }

    async fn run(self, tx: &TenantTx) -> Result<MemberCard> {
        let row = RowFacts { location: self.location_id, mine: false, record: Value::Null };
        tx.require("crew", "CREATE", &row)?;
        let id = tx.new_id::<CrewMember>();
        let number = format!("CM{:04}", tx.number("crew").await?);
        store::insert(
            tx,
            InsertMember {
                id,
                number: &number,
                name: self.name.trim(),
                user_id: self.user_id,
                location_id: self.location_id,
                kind: self.kind.unwrap_or(MemberKind::Employee).code(),
                position: self.position.code(),
                phone: self.phone.as_deref(),
                email: self.email.as_deref(),
                languages: self.languages.as_deref().unwrap_or_default(),
                hired_on: self.hired_on,
                province: self.province.as_deref(),
                experience_years: self.experience_years,
                notes: self.notes.as_deref(),
            },
        )
        .await?;
        tx.about("crew", id.uuid(), &number);
        tx.at_location(self.location_id);
        tx.emit(NewEvent::new("crew.member.created", "crew", id.uuid()).location(self.location_id));
        store::read(tx, id).await
    }
    fn example() -> Value {
        json!({
            "name": "Dana Okafor", "position": "DRIVER", "phone": "+1 416 555 0142", "languages": ["en", "fr"],
            "location_id": "loc_01h455vb4pex5vsknk084sn02q",
        })
    }
}
