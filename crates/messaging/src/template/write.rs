//! A message is written with its template's words.

use engine::TenantTx;
use jiff::{SignedDuration, tz::TimeZone};
use kernel::{
    Error, Result,
    ids::{CommunicationId, CustomerId, LocationId},
};
use ports::{Attachment, Channel, Filling, OutgoingMail};
use render::Language;
use uuid::Uuid;

use super::{
    choose::{self, Chosen},
    declared::{self, Declared, code},
    shown::Values,
    words,
};
use crate::{
    message::{
        draft::{Draft, Priority, Refused, Wording},
        queue,
        store::customer_card,
    },
    sender::{self, Face},
    text::segments,
};

/// Segments a text from a template takes at most: the last is left for the line that the first text to a number gets.
const MOST: usize = segments::MOST - 1;

/// What somebody wants said.
pub struct Order {
    pub declared: &'static Declared,
    pub to: String,
    /// The language that goes before the customer's own.
    pub language: Option<String>,
    pub values: Vec<(&'static str, Filling)>,
    pub customer_id: Option<CustomerId>,
    pub location_id: Option<LocationId>,
    pub about: (String, Uuid),
    pub attachments: Vec<Attachment>,
    /// Two writings under one key are one message.
    pub key: Option<String>,
}

/// The parts of a message.
pub struct Composed {
    pub subject: String,
    pub text: String,
    pub html: Option<String>,
}

/// What every message may show of us.
pub fn of_us(values: &mut Values, face: &Face, language: Language, zone: &TimeZone) {
    values.put("company", &Filling::Text(face.name.clone()), language, zone);
    if let Some(phone) = &face.phone {
        values.put("company_phone", &Filling::Text(phone.clone()), language, zone);
    }
}

/// Puts the parts together, or says why they cannot be.
pub fn compose(declared: &Declared, chosen: &Chosen, mut values: Values) -> std::result::Result<Composed, Refused> {
    if let Some(name) = values.missing(declared) {
        let reason = format!("Nothing is known for “{name}”, and the message must say it.");
        return Err(Refused { code: "MISSING_VARIABLE", reason });
    }
    values.complete(declared, chosen.language);
    let broken = |fault: words::Fault| Refused {
        code: "MISSING_TEMPLATE",
        reason: format!("The words of this message cannot be read, line {}: {}", fault.line, fault.reason),
    };
    let mail = declared.channel == Channel::Email;
    let text = words::text(&chosen.body, declared, &values).map_err(broken)?;
    if !mail && segments::count(&segments::plain_punctuation(&text)).segments > MOST {
        return Err(Refused { code: "TOO_LONG", reason: format!("This makes more than {MOST} segments.") });
    }
    let html = || words::html(&chosen.body, declared, &values, code(chosen.language));
    Ok(Composed {
        subject: if mail { words::line(&chosen.subject, declared, &values).map_err(broken)? } else { String::new() },
        text,
        html: if mail { Some(html().map_err(broken)?) } else { None },
    })
}

/// Writes the message. One that lacks its words or a value is kept as FAILED with the reason, so that the act it
/// belongs to goes on (MSG-5, MSG-6).
pub async fn write(tx: &TenantTx, order: Order) -> Result<CommunicationId> {
    let declared = order.declared;
    let card = match order.customer_id {
        Some(customer) => customer_card(tx, customer).await?,
        None => None,
    };
    let location = order.location_id.or(card.as_ref().and_then(|c| c.location_id));
    let face = sender::store::face(tx, location).await?;
    let wanted = [
        order.language.as_deref(),
        card.as_ref().map(|c| c.language.as_str()),
        face.location_language,
        Some(face.language.as_str()),
    ];
    let chosen = choose::choose(tx, declared, location, &wanted).await?;
    let zone = TimeZone::get(face.timezone()).unwrap_or(TimeZone::UTC);
    let mut values = Values::default();
    of_us(&mut values, &face, chosen.language, &zone);
    if let Some(card) = &card {
        values.put("customer", &Filling::Text(card.display_name.clone()), chosen.language, &zone);
    }
    for (name, value) in &order.values {
        values.put(name, value, chosen.language, &zone);
    }
    let (composed, refused) = match compose(declared, &chosen, values) {
        Ok(composed) => (composed, None),
        Err(refused) => (Composed { subject: declared.key.into(), text: String::new(), html: None }, Some(refused)),
    };
    let about = (order.about.0.as_str(), order.about.1);
    let expires_at = match declared.urgent_minutes {
        Some(minutes) => Some(tx.now().checked_add(SignedDuration::from_mins(minutes)).map_err(Error::internal)?),
        None => None,
    };
    let draft = Draft {
        subject: composed.subject,
        html: composed.html,
        purpose: declared.purpose.into(),
        priority: if expires_at.is_some() { Priority::Urgent } else { Priority::Normal },
        customer_id: order.customer_id,
        location_id: location,
        attachments: order.attachments,
        key: order.key,
        expires_at,
        wording: Some(Wording { key: declared.key.into(), version: chosen.version }),
        refused,
        ..Draft::new(declared.channel, &order.to, &composed.text, about)
    };
    queue::queue(tx, draft).await
}

/// Mail of another module.
pub async fn mail(tx: &TenantTx, mail: OutgoingMail) -> Result<CommunicationId> {
    keyed(tx, mail, None).await
}

/// The same, once under a key.
pub async fn mail_once(tx: &TenantTx, mail: OutgoingMail, key: String) -> Result<CommunicationId> {
    keyed(tx, mail, Some(key)).await
}

async fn keyed(tx: &TenantTx, mail: OutgoingMail, key: Option<String>) -> Result<CommunicationId> {
    let about = (mail.about.0.to_owned(), mail.about.1);
    if let Some(declared) = declared::find(mail.template) {
        let order = Order {
            declared,
            to: mail.to,
            language: mail.language.map(str::to_owned),
            values: mail.values,
            customer_id: mail.customer_id,
            location_id: mail.location_id,
            about,
            attachments: mail.attachments,
            key,
        };
        return write(tx, order).await;
    }
    let draft = Draft {
        subject: mail.template.into(),
        customer_id: mail.customer_id,
        location_id: mail.location_id,
        key,
        wording: Some(Wording { key: mail.template.into(), version: None }),
        refused: Some(Refused { code: "MISSING_TEMPLATE", reason: "There are no words for this message.".into() }),
        ..Draft::new(Channel::Email, &mail.to, "", (&about.0, about.1))
    };
    queue::queue(tx, draft).await
}
