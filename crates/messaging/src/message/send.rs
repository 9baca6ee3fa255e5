//! A person writes to somebody.

use engine::{Operation, Spec, TenantTx, permission::RowFacts};
use jiff::Timestamp;
use kernel::{
    Error, Problems, Result,
    ids::{CustomerId, LocationId},
    normal::{Email, Phone},
};
use ports::Channel;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{
    MessageLine,
    draft::{Draft, Priority},
    queue::queue,
    store,
};
use crate::{conversation, sender};

/// How a message goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum By {
    Email,
    Sms,
}

impl From<By> for Channel {
    fn from(by: By) -> Self {
        match by {
            By::Email => Channel::Email,
            By::Sms => Channel::Sms,
        }
    }
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum For {
    #[default]
    Service,
    Marketing,
    Review,
}

impl For {
    pub fn code(self) -> &'static str {
        match self {
            For::Service => "SERVICE",
            For::Marketing => "MARKETING",
            For::Review => "REVIEW",
        }
    }
}

/// Sends a message to a customer, now or at an hour. Says at once when it is not allowed out.
#[derive(Deserialize, JsonSchema)]
pub struct SendMessage {
    pub channel: By,
    pub customer_id: CustomerId,
    /// One of the customer's points; the primary one when absent.
    pub to: Option<String>,
    /// Mail only.
    pub subject: Option<String>,
    pub text: String,
    #[serde(default)]
    pub purpose: For,
    #[serde(default)]
    pub priority: Priority,
    /// Whose number or address it comes from; the customer's location when absent.
    pub location_id: Option<LocationId>,
    pub send_at: Option<Timestamp>,
    /// After this it is not sent any more.
    pub expires_at: Option<Timestamp>,
}

/// The point in its stored form.
pub async fn point(tx: &TenantTx, channel: Channel, given: &str, location: Option<LocationId>) -> Result<String> {
    let read = match channel {
        Channel::Email => Email::read(given).map(|e| e.lower),
        Channel::Sms => {
            let country = sender::store::face(tx, location).await?.country;
            Phone::read(given, country.as_deref().unwrap_or("CA")).e164
        }
    };
    read.ok_or_else(|| match channel {
        Channel::Email => Error::invalid("to", "NOT_AN_EMAIL", "This is not an e-mail address."),
        Channel::Sms => Error::invalid("to", "NOT_A_NUMBER", "This is not a phone number."),
    })
}

/// What is wrong with the words of a message.
pub fn check_words(p: &mut Problems, channel: By, subject: Option<&str>, text: &str) {
    p.text("text", text, if channel == By::Sms { 1_600 } else { 50_000 });
    if let Some(subject) = subject {
        p.require(subject.chars().count() <= 200, "subject", "TOO_LONG", "At most 200 characters.");
    }
}

impl Operation for SendMessage {
    type Output = MessageLine;
    const SPEC: Spec = Spec::command("messaging.message.send", "POST", "/messages")
        .summary("Sends a message to a customer.")
        .permission("message", "CREATE")
        .created();

    fn check(&self, p: &mut Problems) {
        check_words(p, self.channel, self.subject.as_deref(), &self.text);
        if self.channel == By::Email {
            let subject = self.subject.as_deref().unwrap_or_default();
            p.require(!subject.trim().is_empty(), "subject", "REQUIRED", "Mail needs a subject.");
        }
        if let (Some(at), Some(end)) = (self.send_at, self.expires_at) {
            p.require(at < end, "expires_at", "BEFORE_SENDING", "It must be good for longer than until it is sent.");
        }
    }

    async fn run(self, tx: &TenantTx) -> Result<MessageLine> {
        let card = store::customer_card(tx, self.customer_id).await?.ok_or_else(|| Error::not_found("customer"))?;
        let customer = card.merged_into.unwrap_or(self.customer_id);
        if let Some(location) = self.location_id
            && !sender::store::is_location(tx, location).await?
        {
            return Err(Error::not_found("location"));
        }
        let location = self.location_id.or(card.location_id);
        tx.require("message", "CREATE", &RowFacts { location, mine: true, record: Value::Null })?;
        let channel = Channel::from(self.channel);
        let to = match &self.to {
            Some(to) => point(tx, channel, to, location).await?,
            None => match channel {
                Channel::Email => card.email.clone(),
                Channel::Sms => card.phone.clone(),
            }
            .ok_or_else(|| {
                Error::invalid("to", "NO_POINT", "This customer has nothing to write to by this channel.")
            })?,
        };
        let conversation = conversation::store::ensure_of_customer(tx, customer, location, channel).await?;
        let draft = Draft {
            subject: self.subject.clone().unwrap_or_default(),
            purpose: self.purpose.code().into(),
            priority: self.priority,
            customer_id: Some(customer),
            location_id: location,
            conversation_id: Some(conversation),
            send_at: self.send_at,
            expires_at: self.expires_at,
            ..Draft::new(channel, &to, &self.text, ("customer", customer.uuid()))
        };
        let id = queue(tx, draft).await?;
        conversation::store::went_out(tx, conversation, channel, &self.text, true).await?;
        conversation::changed(tx, conversation, location);
        tx.about("message", id.uuid(), &card.display_name);
        tx.at_location(location);
        Ok(store::line(store::row(tx, id).await?))
    }

    fn example() -> Value {
        json!({
            "channel": "EMAIL", "customer_id": "cus_01h00000000000000000000000", "subject": "Your move on Saturday",
            "text": "We arrive between 8 and 9 in the morning.",
        })
    }
}
