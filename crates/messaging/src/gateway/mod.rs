//! The way out for text messages: a provider in Twilio's shape (MSG-16). Another provider of that shape is settings.

mod answer;
pub mod signature;

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex, PoisonError},
};

use jiff::Timestamp;
use kernel::ids::CommunicationId;
use url::{Url, form_urlencoded::Serializer};

pub use answer::{Refusal, Told, told};

/// Answers kept in memory, for transactions that are run again.
const REMEMBERED: usize = 5_000;

/// One number at a provider.
pub struct Account {
    pub base_url: String,
    pub account: String,
    pub secret: String,
}

/// One text as it leaves.
pub struct Text {
    pub id: CommunicationId,
    /// When it was decided to give it away: a later decision is another hand-over.
    pub handed_at: Timestamp,
    pub from: String,
    pub to: String,
    pub body: String,
    /// Where the provider tells what became of it.
    pub callback: String,
}

/// What came of handing a text over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The provider's name of it.
    Taken(String),
    /// Worth another try, after so many seconds if it said (MSG-21).
    Temporary {
        reason: String,
        wait_s: Option<i64>,
    },
    Permanent(Refusal),
    /// It may have it (MSG-22).
    Unknown(String),
}

type Handed = (CommunicationId, Timestamp, Outcome);

/// Offered by the application as a port.
#[derive(Clone, Default)]
pub struct Gateway {
    anywhere: bool,
    /// A transaction that has to be run again must not make a second message: what was answered is kept here.
    handed: Arc<Mutex<VecDeque<Handed>>>,
}

impl Gateway {
    /// Also to addresses of this machine and network, and without TLS: for tests and for a provider of one's own.
    pub fn to_this_machine_too() -> Self {
        Self { anywhere: true, ..Self::default() }
    }

    fn known(&self, id: CommunicationId, handed_at: Timestamp) -> Option<Outcome> {
        let handed = self.handed.lock().unwrap_or_else(PoisonError::into_inner);
        handed.iter().find(|(i, at, _)| *i == id && *at == handed_at).map(|(_, _, outcome)| outcome.clone())
    }

    /// Whether this copy of the program has handed it over already.
    pub fn has(&self, id: CommunicationId, handed_at: Timestamp) -> bool {
        self.known(id, handed_at).is_some()
    }

    /// Hands a text over, once for each decision to do so.
    pub async fn send(&self, at: &Account, text: &Text) -> Outcome {
        if let Some(outcome) = self.known(text.id, text.handed_at) {
            return outcome;
        }
        let form = Serializer::new(String::new())
            .append_pair("To", &text.to)
            .append_pair("From", &text.from)
            .append_pair("Body", &text.body)
            .append_pair("StatusCallback", &text.callback)
            .finish();
        let outcome = match messages(at) {
            Err(reason) => {
                Outcome::Permanent(Refusal { code: "PROVIDER_ADDRESS".into(), reason, ..Refusal::default() })
            }
            Ok(url) => {
                let question = outside::Question {
                    method: "POST",
                    url,
                    account: &at.account,
                    secret: &at.secret,
                    form,
                    idempotency_key: None,
                };
                answer::outcome(outside::ask(question, self.anywhere).await)
            }
        };
        let mut handed = self.handed.lock().unwrap_or_else(PoisonError::into_inner);
        if handed.len() >= REMEMBERED {
            handed.pop_front();
        }
        handed.push_back((text.id, text.handed_at, outcome.clone()));
        outcome
    }

    /// Whether the provider has the text after all: looked for among those to this number (MSG-22).
    ///
    /// # Errors
    /// When it does not say.
    pub async fn look_up(&self, at: &Account, text: &Text) -> Result<Option<String>, String> {
        let mut url = messages(at)?;
        url.query_pairs_mut()
            .append_pair("To", &text.to)
            .append_pair("From", &text.from)
            .append_pair("PageSize", "100");
        let question = outside::Question {
            method: "GET",
            url,
            account: &at.account,
            secret: &at.secret,
            form: String::new(),
            idempotency_key: None,
        };
        match outside::ask(question, self.anywhere).await {
            Ok(answered) if answered.status == 200 => answer::found(&answered.body, &text.body, text.handed_at),
            Ok(answered) => Err(format!("The provider answered {}.", answered.status)),
            Err(outside::Lost::Refused(e) | outside::Lost::Unreached(e) | outside::Lost::Unanswered(e)) => Err(e),
        }
    }
}

/// Where the account's messages are.
fn messages(at: &Account) -> Result<Url, String> {
    let base = at.base_url.trim_end_matches('/');
    let mut url: Url = base.parse().map_err(|e| format!("The provider's address cannot be read: {e}."))?;
    url.path_segments_mut().map_err(|()| "The provider's address cannot be read.".to_owned())?.pop_if_empty().extend([
        "2010-04-01",
        "Accounts",
        &at.account,
        "Messages.json",
    ]);
    Ok(url)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn msg_16_the_base_address_and_the_account_make_the_place() {
        let at = |base: &str| Account { base_url: base.into(), account: "AC/1".into(), secret: String::new() };
        let place = messages(&at("https://api.provider.example/")).expect("a place");
        assert_eq!(place.as_str(), "https://api.provider.example/2010-04-01/Accounts/AC%2F1/Messages.json");
        assert!(messages(&at("nonsense")).is_err());
    }
}
