//! A message goes to whoever writes it, to nobody else (MSG-7).

use engine::{Operation, Spec, TenantTx};
use jiff::tz::TimeZone;
use kernel::{Error, Problems, Result, ids::LocationId};
use ports::Channel;
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{
    In, check_length,
    choose::{self},
    preview::{Around, look, typed},
    store::{self, Place},
};
use crate::{
    message::{MessageLine, draft::Draft, queue::queue, send::point, store as messages},
    sender,
};

/// Sends the message with its samples to the caller's own address or number.
#[derive(Deserialize, JsonSchema)]
pub struct TestTemplate {
    pub key: String,
    pub location_id: Option<LocationId>,
    pub language: In,
    pub subject: Option<String>,
    /// The words that hold where absent.
    pub body: Option<String>,
}

impl Operation for TestTemplate {
    type Output = MessageLine;
    const SPEC: Spec = Spec::command("messaging.template.test", "POST", "/templates/{key}/test")
        .summary("Sends a message with its samples to oneself.")
        .permission("template", "UPDATE")
        .created();

    fn check(&self, p: &mut Problems) {
        if let Some(body) = &self.body {
            check_length(p, self.subject.as_deref(), body);
        }
    }

    async fn run(self, tx: &TenantTx) -> Result<MessageLine> {
        let declared = super::declared(&self.key)?;
        super::require(tx, "UPDATE", self.location_id).await?;
        let nobody = || Error::conflict("NOBODY", "Only somebody who has signed in can send a test to themselves.");
        let user = tx.caller().user().ok_or_else(nobody)?;
        let own = store::own_points(tx, user).await?.ok_or_else(nobody)?;
        let to = match declared.channel {
            Channel::Email => own.email,
            Channel::Sms => {
                let none = || Error::conflict("NO_POINT", "Your account has no phone number. Add one to it first.");
                point(tx, Channel::Sms, &own.phone.ok_or_else(none)?, self.location_id).await?
            }
        };
        let face = sender::store::face(tx, self.location_id).await?;
        let chosen = match typed(Some(self.language), self.subject.as_deref(), self.body.as_deref()) {
            Some(chosen) => chosen,
            None => {
                let rows = store::published(tx, Place { key: declared.key, location: self.location_id }).await?;
                choose::of(declared, &rows, self.language.language())
            }
        };
        let zone = TimeZone::get(face.timezone()).unwrap_or(TimeZone::UTC);
        let looks = look(declared, &chosen, &Around { face: &face, zone, card: None });
        let mut problems = Problems::new();
        for problem in looks.problems {
            problems.add(problem.field, &problem.code, problem.message);
        }
        problems.finish()?;
        let draft = Draft {
            subject: looks.subject,
            html: looks.html,
            purpose: "INTERNAL".into(),
            location_id: self.location_id,
            ..Draft::new(declared.channel, &to, &looks.text, ("app_user", user.uuid()))
        };
        let id = queue(tx, draft).await?;
        tx.about("message", id.uuid(), declared.name[0]);
        tx.at_location(self.location_id);
        Ok(messages::line(messages::row(tx, id).await?))
    }

    fn example() -> Value {
        json!({"key": "quotes.quote.sent", "language": "en"})
    }
}
