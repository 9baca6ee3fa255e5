//! Everything of all modules about a customer, newest first (CUS-21), and what people note themselves. Each page is read
//! from the modules' views, so it is never older than they are.

pub mod note;
pub mod read;
pub mod store;

use jiff::Timestamp;
use kernel::{
    ids::{CustomerNoteId, UserId},
    money::Money,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What may be asked for; an offer's versions, sendings, views and acceptance are all of kind QUOTE.
pub const KINDS: [&str; 11] =
    ["LEAD", "ESTIMATE", "DEAL", "QUOTE", "JOB", "MESSAGE", "INVOICE", "PAYMENT", "NOTE", "MERGE", "CONSENT"];

/// The right and, for money, the field group that a kind needs; none: whoever sees the customer.
pub fn needs(kind: &str) -> Option<&'static str> {
    match kind {
        "LEAD" => Some("lead"),
        "ESTIMATE" => Some("estimate"),
        "DEAL" => Some("deal"),
        "QUOTE" => Some("quote"),
        "JOB" => Some("job"),
        "MESSAGE" => Some("message"),
        "INVOICE" | "PAYMENT" => Some("invoice"),
        "CONSENT" => Some("consent"),
        _ => None,
    }
}

pub fn is_money(kind: &str) -> bool {
    matches!(kind, "INVOICE" | "PAYMENT")
}

/// One line of the timeline.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Entry {
    /// LEAD, ESTIMATE, DEAL, QUOTE, QUOTE_SENT, QUOTE_VIEW, QUOTE_ACCEPTED, JOB, MESSAGE, INVOICE, PAYMENT, NOTE, MERGE or
    /// CONSENT.
    pub kind: String,
    /// Unique within its kind.
    pub id: String,
    pub at: Timestamp,
    /// The record it leads to.
    pub of: String,
    /// Business number; of a message how it travelled, of consent the channel.
    pub number: Option<String>,
    /// Its title or text; of consent the purpose.
    pub title: Option<String>,
    /// Its state, direction or act.
    pub status: Option<String>,
    #[schemars(extend("x-mask" = "BILL"))]
    pub amount: Option<Money>,
    pub author_id: Option<UserId>,
    pub author_name: Option<String>,
}

/// A note that stands above the timeline.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct PinnedNote {
    pub id: CustomerNoteId,
    pub body: String,
    pub at: Timestamp,
    pub author_name: Option<String>,
    pub version: i64,
}

/// A place in the timeline: behind this entry.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Place {
    pub at: Timestamp,
    pub id: uuid::Uuid,
    pub kind: String,
}

impl Place {
    /// Before everything there is.
    pub fn first() -> Self {
        Self { at: Timestamp::MAX, id: uuid::Uuid::max(), kind: "~".into() }
    }
    pub fn text(&self) -> String {
        format!("{}~{}~{}", self.at.as_microsecond(), self.id.simple(), self.kind)
    }
    /// None where the text is no place.
    pub fn read(text: &str) -> Option<Self> {
        let mut parts = text.splitn(3, '~');
        let at = parts.next()?.parse().ok().and_then(|us| Timestamp::from_microsecond(us).ok())?;
        let id = uuid::Uuid::try_parse(parts.next()?).ok()?;
        let kind = parts.next()?.to_owned();
        let known = kind.len() <= 20 && kind.bytes().all(|b| b.is_ascii_uppercase() || b == b'_');
        known.then_some(Self { at, id, kind })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_read_as_it_is_written_and_nothing_else_is_one() {
        let at = "2026-03-04T10:30:00.123456Z".parse().expect("a time");
        let place = Place { at, id: uuid::Uuid::from_u128(7), kind: "QUOTE_SENT".into() };
        assert_eq!(Place::read(&place.text()), Some(place));
        for text in ["", "x~y~z", "1~00000000000000000000000000000007", "1~00000000000000000000000000000007~'; --"] {
            assert_eq!(Place::read(text), None, "{text}");
        }
    }

    #[test]
    fn cus_21_money_needs_the_right_to_see_invoices() {
        assert!(KINDS.iter().filter(|k| is_money(k)).all(|k| needs(k) == Some("invoice")));
    }
}
