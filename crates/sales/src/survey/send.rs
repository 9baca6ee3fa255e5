//! The link goes to the customer.

use engine::{Operation, Spec, TenantTx, event::NewEvent};
use jiff::ToSpan;
use kernel::{
    Error, Problems, Result,
    ids::{EstimateId, SelfSurveyId},
    normal::{Email, Phone},
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{
    By, State, SurveyRoom,
    link::{Letter, token, url},
    store,
};
use crate::{
    estimate::{self, codes::RoomKind, sheet_store},
    lead::{self, at_most},
};

/// Days a link is good.
const VALID_DAYS: i64 = 14;
/// Days after which the first reminder goes out.
pub const FIRST_REMINDER_DAYS: i64 = 2;

/// Sends the customer a link to count the own things, by e-mail or text message. One is out at a time.
#[derive(Deserialize, JsonSchema)]
pub struct SendSurvey {
    pub id: EstimateId,
    /// EMAIL where absent.
    pub by: Option<By>,
    /// Where it goes; the lead's or customer's own where absent.
    pub to: Option<String>,
}

/// The link is told once; only its hash is kept.
#[derive(Serialize, JsonSchema)]
pub struct SentSurvey {
    pub survey_id: SelfSurveyId,
    pub portal_url: String,
    #[schemars(extend("x-mask" = "CONTACT"))]
    pub sent_to: String,
    pub expires_at: jiff::Timestamp,
}

/// Where it goes, in its stored form.
async fn point(tx: &TenantTx, by: By, given: Option<&str>, ends: &store::Ends) -> Result<String> {
    let known = if by == By::Email { ends.email.as_deref() } else { ends.phone.as_deref() };
    let given = given.map(str::trim).filter(|t| !t.is_empty()).or(known);
    let given =
        given.ok_or_else(|| Error::invalid("to", "REQUIRED", "Nothing is known to write to. Please fill this in."))?;
    match by {
        By::Email => Email::read(given)
            .map(|e| e.lower)
            .ok_or_else(|| Error::invalid("to", "NOT_AN_EMAIL", "This is not an e-mail address.")),
        By::Sms => {
            let country = lead::store::defaults(tx, ends.location_id).await?.country;
            Phone::read(given, &country)
                .e164
                .ok_or_else(|| Error::invalid("to", "NOT_A_NUMBER", "This is not a phone number."))
        }
    }
}

/// What the customer begins with: the estimate's rooms, else those of a small home.
async fn first_rooms(tx: &TenantTx, id: EstimateId) -> Result<Vec<SurveyRoom>> {
    let sheet = sheet_store::load(tx, id).await?;
    let room = |kind, name| SurveyRoom { kind, name, items: vec![] };
    if sheet.rooms.is_empty() {
        let usual = [RoomKind::Kitchen, RoomKind::LivingRoom, RoomKind::Bedroom, RoomKind::Bathroom];
        return Ok(usual.into_iter().map(|kind| room(kind, None)).collect());
    }
    Ok(sheet.rooms.into_iter().map(|r| room(r.kind, r.name)).collect())
}

impl Operation for SendSurvey {
    type Output = SentSurvey;
    const SPEC: Spec = Spec::command("sales.survey.send", "POST", "/estimates/{id}/self-survey")
        .summary("Sends the customer a link to count and photograph the own things.")
        .permission("estimate", "UPDATE")
        .on("estimate", "id");

    fn check(&self, p: &mut Problems) {
        at_most(p, "to", self.to.as_deref(), 254);
    }

    async fn run(self, tx: &TenantTx) -> Result<SentSurvey> {
        let row = estimate::store::row(tx, self.id).await?;
        estimate::require_open(&row)?;
        let by = self.by.unwrap_or(By::Email);
        let ends = store::ends(tx, self.id).await?;
        let to = point(tx, by, self.to.as_deref(), &ends).await?;
        for before in store::of_estimate(tx, self.id).await? {
            if before.state == State::Submitted.code() {
                let text = "The customer has sent a survey already. Review it first.";
                return Err(Error::conflict("SURVEY_WAITS", text));
            }
            if before.state == State::Sent.code() || before.state == State::Opened.code() {
                store::expire(tx, before.id).await?;
            }
        }
        let id: SelfSurveyId = tx.new_id();
        let token = token(tx, id);
        let hash = kernel::link::hash(&token);
        let after = |days: i64| tx.now().checked_add((days * 24).hours()).map_err(Error::internal);
        let expires_at = after(VALID_DAYS)?;
        let rooms = json!(first_rooms(tx, self.id).await?);
        let survey = store::InsertSurvey {
            id,
            estimate_id: self.id,
            channel: by.code(),
            sent_to: &to,
            language: &row.language,
            link_hash: &hash,
            expires_at,
            remind_at: after(FIRST_REMINDER_DAYS)?,
            rooms: &rooms,
        };
        store::insert(tx, survey).await?;
        let portal_url = url(tx, &token);
        let letter = Letter {
            estimate: self.id,
            ends: &ends,
            by,
            to: &to,
            french: row.language == "fr",
            url: &portal_url,
            expires_at,
            reminder: false,
        };
        letter.queue(tx).await?;
        tx.about("estimate", self.id.uuid(), &row.number);
        tx.at_location(row.location_id);
        let data = json!({"estimate_id": self.id, "survey_id": id, "lead_id": row.lead_id, "by": by});
        tx.emit(NewEvent::new("sales.survey.sent", "estimate", self.id.uuid()).location(row.location_id).data(data));
        Ok(SentSurvey { survey_id: id, portal_url, sent_to: to, expires_at })
    }

    fn example() -> Value {
        json!({"id": "est_01h2xcejqtf2nbrexx3vqjhp41", "by": "EMAIL", "to": "nora.quill@example.com"})
    }
}
