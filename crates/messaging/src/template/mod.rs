//! The words of what the product writes: shipped, and a company's or location's own in their place (MSG-5 to MSG-7).

mod aliases;
pub mod choose;
pub mod declared;
pub mod discard;
pub mod draft;
pub mod list;
pub mod preview;
pub mod publish;
pub mod read;
pub mod retire;
mod shipped;
pub mod shown;
pub mod speak;
pub mod store;
pub mod switch;
pub mod test;
pub mod words;
pub mod write;

use engine::{TenantTx, permission::RowFacts};
use kernel::{Error, Problems, Result, ids::LocationId};
use ports::Channel;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use self::declared::Declared;
use crate::sender;

/// A language that words are written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum In {
    En,
    Fr,
}

impl In {
    pub fn code(self) -> &'static str {
        match self {
            In::En => "en",
            In::Fr => "fr",
        }
    }
    pub fn language(self) -> render::Language {
        match self {
            In::En => render::Language::En,
            In::Fr => render::Language::Fr,
        }
    }
}

/// The message of a key.
pub fn declared(key: &str) -> Result<&'static Declared> {
    declared::find(key).ok_or_else(|| Error::not_found("message"))
}

/// Whether the caller sees the words of a location.
pub fn may_view(tx: &TenantTx, location: LocationId) -> bool {
    tx.may("template", "VIEW", &RowFacts { location: Some(location), mine: false, record: Value::Null })
}

/// Whether the caller may do so with the words of the company or of one location, which must be one of ours.
pub async fn require(tx: &TenantTx, action: &str, location: Option<LocationId>) -> Result<()> {
    if let Some(location) = location
        && !sender::store::is_location(tx, location).await?
    {
        return Err(Error::not_found("location"));
    }
    tx.require("template", action, &RowFacts { location, mine: false, record: Value::Null })
}

/// What can be said about words without knowing their message.
pub fn check_length(p: &mut Problems, subject: Option<&str>, body: &str) {
    p.text("body", body, 20_000);
    if let Some(subject) = subject {
        p.require(subject.chars().count() <= 200, "subject", "TOO_LONG", "At most 200 characters.");
        p.require(!subject.contains(['\r', '\n']), "subject", "ONE_LINE", "A subject is one line.");
    }
}

/// Everything that keeps words from being published, each with its line.
pub fn problems(declared: &Declared, subject: &str, body: &str) -> Problems {
    let mut p = Problems::new();
    let mail = declared.channel == Channel::Email;
    p.require(!mail || !subject.trim().is_empty(), "subject", "REQUIRED", "Mail needs a subject.");
    for (field, source) in [("subject", subject), ("body", body)] {
        if field == "subject" && !mail {
            continue;
        }
        for fault in words::faults(source, declared) {
            p.add(field, "NOT_READABLE", format!("Line {}: {}", fault.line, fault.reason));
        }
    }
    p
}
