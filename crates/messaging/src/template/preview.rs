//! A message as its reader gets it, before it is sent (MSG-7).

use engine::{Operation, Spec, TenantTx, permission::RowFacts};
use jiff::tz::TimeZone;
use kernel::{
    Error, Problem, Problems, Result,
    ids::{CustomerId, LocationId},
};
use ports::{Channel, Filling};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{
    In, check_length,
    choose::{self, Chosen, Source},
    declared::{Declared, LANGUAGES, code, language},
    problems,
    shown::Values,
    store::{self, Place},
    write::{compose, of_us},
};
use crate::{
    message::store::{Card, customer_card},
    sender,
    text::segments,
};

/// Mail above this many bytes is warned of.
const HEAVY: usize = 100_000;

/// Shows a message with its samples, or for a real customer: as typed in one language, or as it holds in all.
#[derive(Deserialize, JsonSchema)]
pub struct PreviewTemplate {
    pub key: String,
    pub location_id: Option<LocationId>,
    /// With words: their language. Without: only this one.
    pub language: Option<In>,
    pub subject: Option<String>,
    pub body: Option<String>,
    /// Whose name and language; the samples where absent.
    pub customer_id: Option<CustomerId>,
}

/// How a text message is coded and counted.
#[derive(Serialize, JsonSchema)]
pub struct Counted {
    /// GSM_7 or UCS_2.
    pub encoding: String,
    pub units: usize,
    pub segments: usize,
    /// Whether it may be sent at all.
    pub fits: bool,
}

#[derive(Serialize, JsonSchema)]
pub struct Looks {
    pub language: String,
    /// LOCATION, COMPANY, SHIPPED or TYPED.
    pub source: Source,
    /// Whether a customer of this language gets it: the chosen customer's, or every one.
    pub is_theirs: bool,
    pub subject: String,
    pub text: String,
    /// Mail only: the same text as a page.
    pub html: Option<String>,
    /// Mail only: both parts together, without attachments.
    pub bytes: Option<usize>,
    pub heavy: bool,
    /// Text messages only.
    pub counted: Option<Counted>,
    /// What keeps these words from being published.
    pub problems: Vec<PreviewProblem>,
}

#[derive(Serialize, JsonSchema)]
pub struct PreviewProblem {
    pub field: String,
    pub code: String,
    pub message: String,
}

impl From<Problem> for PreviewProblem {
    fn from(p: Problem) -> Self {
        Self { field: p.field, code: p.code, message: p.message }
    }
}

#[derive(Serialize, JsonSchema)]
pub struct Preview {
    pub looks: Vec<Looks>,
}

/// Where the message would come from, and for whom.
pub struct Around<'a> {
    pub face: &'a sender::Face,
    pub zone: TimeZone,
    pub card: Option<&'a Card>,
}

/// One language of it. Values are the samples, and what is known of us and of the customer.
pub fn look(declared: &Declared, chosen: &Chosen, around: &Around<'_>) -> Looks {
    let mut values = Values::samples(declared, chosen.language, &around.zone);
    of_us(&mut values, around.face, chosen.language, &around.zone);
    if let Some(card) = around.card {
        values.put("customer", &Filling::Text(card.display_name.clone()), chosen.language, &around.zone);
    }
    let mut looks = Looks {
        language: code(chosen.language).into(),
        source: chosen.source,
        is_theirs: around.card.is_none_or(|card| {
            let wanted = [Some(card.language.as_str()), around.face.location_language, Some(&around.face.language)];
            choose::order(&wanted).first() == Some(&chosen.language)
        }),
        subject: String::new(),
        text: String::new(),
        html: None,
        bytes: None,
        heavy: false,
        counted: None,
        problems: vec![],
    };
    if let Err(e) = problems(declared, &chosen.subject, &chosen.body).finish() {
        looks.problems = e.problems.into_iter().map(PreviewProblem::from).collect();
        return looks;
    }
    match compose(declared, chosen, values) {
        Ok(composed) => {
            looks.subject = composed.subject;
            looks.text = composed.text;
            looks.html = composed.html;
        }
        Err(refused) => {
            let problem = PreviewProblem { field: "body".into(), code: refused.code.into(), message: refused.reason };
            looks.problems.push(problem);
        }
    }
    match declared.channel {
        Channel::Email => {
            let bytes = looks.text.len() + looks.html.as_ref().map_or(0, String::len);
            looks.bytes = Some(bytes);
            looks.heavy = bytes > HEAVY;
        }
        Channel::Sms => {
            looks.text = segments::plain_punctuation(&looks.text);
            let count = segments::count(&looks.text);
            looks.counted = Some(Counted {
                encoding: if count.is_plain { "GSM_7" } else { "UCS_2" }.into(),
                units: count.units,
                segments: count.segments,
                fits: count.segments <= segments::MOST,
            });
        }
    }
    looks
}

/// The words as typed, where some are.
pub fn typed(language: Option<In>, subject: Option<&str>, body: Option<&str>) -> Option<Chosen> {
    body.map(|body| Chosen {
        version: None,
        language: language.unwrap_or(In::En).language(),
        source: Source::Typed,
        subject: subject.unwrap_or_default().trim().into(),
        body: body.trim().into(),
    })
}

impl Operation for PreviewTemplate {
    type Output = Preview;
    const SPEC: Spec = Spec::read_by_post("messaging.template.preview", "/templates/{key}/preview")
        .summary("Shows a message as its reader gets it.")
        .permission("template", "VIEW");

    fn check(&self, p: &mut Problems) {
        if let Some(body) = &self.body {
            check_length(p, self.subject.as_deref(), body);
            p.require(self.language.is_some(), "language", "REQUIRED", "Say which language the words are in.");
        }
    }

    async fn run(self, tx: &TenantTx) -> Result<Preview> {
        let declared = super::declared(&self.key)?;
        if self.location_id.is_some_and(|location| !super::may_view(tx, location)) {
            return Err(Error::not_found("location"));
        }
        let card = match self.customer_id {
            None => None,
            Some(customer) => {
                let card = customer_card(tx, customer).await?.ok_or_else(|| Error::not_found("customer"))?;
                let facts = RowFacts {
                    location: card.location_id,
                    mine: card.assigned_to == tx.caller().user() && card.assigned_to.is_some(),
                    record: Value::Null,
                };
                if !tx.may("customer", "VIEW", &facts) {
                    return Err(Error::not_found("customer"));
                }
                Some(card)
            }
        };
        let location = self.location_id.or(card.as_ref().and_then(|card| card.location_id));
        let face = sender::store::face(tx, location).await?;
        let zone = TimeZone::get(face.timezone()).unwrap_or(TimeZone::UTC);
        let around = Around { face: &face, zone, card: card.as_ref() };
        if let Some(chosen) = typed(self.language, self.subject.as_deref(), self.body.as_deref()) {
            return Ok(Preview { looks: vec![look(declared, &chosen, &around)] });
        }
        let rows = store::published(tx, Place { key: declared.key, location }).await?;
        let wanted = |l: &render::Language| self.language.is_none_or(|only| language(only.code()) == Some(*l));
        let all = LANGUAGES.into_iter().filter(wanted).map(|l| choose::of(declared, &rows, l));
        Ok(Preview { looks: all.map(|chosen| look(declared, &chosen, &around)).collect() })
    }

    fn example() -> Value {
        json!({"key": "quotes.quote.sent", "language": "en", "subject": "Your quote {{ number }}", "body": "Here it is: {{ link }}"})
    }
}
