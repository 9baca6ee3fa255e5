//! A person looks through what the customer put down, and takes it over.

use engine::{Operation, Spec, TenantTx, event::NewEvent};
use kernel::{
    Error, Problems, Result,
    ids::{EstimateId, SelfSurveyId},
    money::Ratio,
};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{State, SurveyRoom, check_rooms, is_pictured, store};
use crate::estimate::{
    self, EstimateDetail,
    codes::Method,
    put_sheet::resolve,
    reckon::Head,
    require_open,
    sheet::{Item, Room},
    sheet_store,
};

/// Reviews a self-survey: its rooms, as the reviewer leaves them, become the estimate's. With a picture of each room it
/// then counts as a survey (SAL-30).
#[derive(Deserialize, JsonSchema)]
pub struct ReviewSurvey {
    pub id: EstimateId,
    pub survey_id: SelfSurveyId,
    /// Absent: as the customer sent them. Something that is no article counts no volume until somebody gives it one.
    pub rooms: Option<Vec<SurveyRoom>>,
}

fn room(room: SurveyRoom) -> Room {
    let item = |item: super::SurveyItem| Item {
        article_code: item.article_code,
        // An article has its own name, in the estimate's language.
        name: item.article_code.is_none().then_some(item.name),
        volume_cuft: item.article_code.is_none().then_some(Ratio::ZERO),
        weight_lb: None,
        going: item.count,
        staying: 0,
        flags: None,
        from_stop: None,
        to_stop: None,
        acknowledged: false,
        declared_value: None,
        notes: None,
    };
    Room { kind: room.kind, name: room.name, items: room.items.into_iter().map(item).collect() }
}

impl Operation for ReviewSurvey {
    type Output = EstimateDetail;
    const SPEC: Spec = Spec::command("sales.survey.review", "POST", "/estimates/{id}/self-survey/review")
        .summary("Reviews what a customer put down; its rooms become the estimate's.")
        .permission("estimate", "UPDATE")
        .on("estimate", "id");

    fn check(&self, p: &mut Problems) {
        if let Some(rooms) = &self.rooms {
            check_rooms(rooms, p);
        }
    }

    async fn run(self, tx: &TenantTx) -> Result<EstimateDetail> {
        let row = estimate::store::row(tx, self.id).await?;
        require_open(&row)?;
        let surveys = store::of_estimate(tx, self.id).await?;
        let found = surveys.into_iter().find(|s| s.id == self.survey_id);
        let found = found.ok_or_else(|| Error::invalid("survey_id", "NOT_FOUND", "There is no such survey here."))?;
        if found.state != State::Submitted.code() {
            return Err(Error::conflict("NOT_SUBMITTED", "Only what the customer has sent is reviewed."));
        }
        let sent_at = found.submitted_at.unwrap_or(tx.now());
        let survey = store::detail(tx, found).await?;
        let pictured = is_pictured(&survey.rooms, &survey.pictures);
        let mut sheet = sheet_store::load(tx, self.id).await?;
        let rooms = self.rooms.unwrap_or(survey.rooms).into_iter().filter(|room| !room.items.is_empty());
        sheet.rooms = rooms.map(room).collect();
        resolve(tx, &mut sheet, row.language == "fr").await?;
        sheet_store::save(tx, self.id, &sheet).await?;
        let mut head = Head::of(&row)?;
        head.method = Method::SelfSurvey;
        estimate::store::reckon_and_keep(tx, self.id, &head, &sheet).await?;
        store::set_surveyed(tx, self.id, pictured, sent_at).await?;
        store::review(tx, self.survey_id).await?;
        let data = json!({"estimate_id": self.id, "survey_id": self.survey_id, "lead_id": row.lead_id});
        let event = NewEvent::new("sales.survey.reviewed", "estimate", self.id.uuid()).location(row.location_id);
        tx.emit(event.data(data));
        estimate::change::told(tx, &row);
        estimate::read::detail(tx, self.id).await
    }

    fn example() -> Value {
        json!({"id": "est_01h2xcejqtf2nbrexx3vqjhp41", "survey_id": "ssu_01h2xcejqtf2nbrexx3vqjhp42"})
    }
}
