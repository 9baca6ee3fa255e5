//! One version of an offer: its life, and what must be true when a customer accepts it.

mod assessment;
pub mod change;
pub(crate) mod cover;
pub mod create;
pub(crate) mod credit;
pub mod delete;
mod document;
pub(crate) mod estimate;
pub mod expire;
pub mod explain;
mod facts;
pub mod flags;
mod inputs;
mod items;
pub mod list;
pub mod pdf;
pub mod price;
mod print;
pub(crate) mod promise;
pub mod re_rate;
pub mod read;
mod reckon;
mod rerated;
mod save;
mod selection;
pub mod send;
mod snapshot;
mod stop;
pub(crate) mod store;
mod tariffs;
pub(crate) mod usual;
pub mod versions;
pub mod withdraw;

pub(crate) use create::{next_number, stops_of, valid_until};
pub(crate) use document::{Paper, clauses, decimal, folded, languages, moment};
pub(crate) use flags::Finding;
pub(crate) use inputs::forget_places;
pub(crate) use pdf::{file_name, pages, stored};
pub(crate) use print::{Pdf, quote_pdf, signed_pdf};
pub(crate) use reckon::{
    Ground, Reckoned, Request as ReckonRequest, reckon_again, reckoned, reckoned_row, reckoned_with,
};
pub(crate) use save::{Wanted, save_draft, save_new};
pub(crate) use selection::{as_sent, from_query, with_selection};
pub(crate) use send::looks_like_mail;
pub(crate) use snapshot::{Snapshot, refuse_blocked};
#[cfg(test)]
pub(crate) use stop::StopAddress;
pub(crate) use stop::{Stop, StopRole};

use jiff::{Timestamp, ToSpan, civil::Date, tz::TimeZone};
use kernel::{Error, Result, money::Money, time::local_instant};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

/// Days a quote is valid unless said otherwise (QUO-40).
pub const VALID_DAYS: i64 = 30;
/// Days a link stays readable past validity (QUO-44).
pub const READABLE_DAYS: i64 = 90;

/// Where a version stands (QUO-39).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum QuoteStatus {
    Draft,
    /// Somebody is asked whether the price may be sent.
    PendingApproval,
    Sent,
    Viewed,
    Accepted,
    Converted,
    Rejected,
    Expired,
}

impl QuoteStatus {
    pub fn read(code: &str) -> Result<Self> {
        Ok(match code {
            "DRAFT" => Self::Draft,
            "PENDING_APPROVAL" => Self::PendingApproval,
            "SENT" => Self::Sent,
            "VIEWED" => Self::Viewed,
            "ACCEPTED" => Self::Accepted,
            "CONVERTED" => Self::Converted,
            "REJECTED" => Self::Rejected,
            "EXPIRED" => Self::Expired,
            other => return Err(Error::internal(format!("quote status {other}"))),
        })
    }

    /// Out of the house, whatever became of it.
    pub fn was_sent(self) -> bool {
        !matches!(self, Self::Draft | Self::PendingApproval)
    }

    /// With the customer, who may accept or reject.
    pub fn is_open(self) -> bool {
        matches!(self, Self::Sent | Self::Viewed)
    }

    /// Signed, whether or not a job was made of it.
    pub fn is_signed(self) -> bool {
        matches!(self, Self::Accepted | Self::Converted)
    }

    /// Only along the arrows of a quote's life; a closed version never opens again.
    pub fn may_become(self, next: Self) -> bool {
        match self {
            Self::Draft => matches!(next, Self::Sent | Self::PendingApproval),
            Self::PendingApproval => next == Self::Draft,
            Self::Sent => matches!(next, Self::Viewed | Self::Accepted | Self::Rejected | Self::Expired),
            Self::Viewed => matches!(next, Self::Accepted | Self::Rejected | Self::Expired),
            Self::Accepted => next == Self::Converted,
            Self::Converted | Self::Rejected | Self::Expired => false,
        }
    }

    /// Refuses with what a person can do instead.
    pub fn require(self, next: Self) -> Result<()> {
        if self.may_become(next) {
            return Ok(());
        }
        let (code, message) = match (self, next) {
            (Self::PendingApproval, _) => return Err(waiting()),
            (Self::Draft, _) => ("NOT_SENT", "This quote has not been sent yet."),
            (_, Self::Sent) => ("NOT_A_DRAFT", "Only drafts can be sent. Make a new version."),
            (Self::Expired, _) => ("QUOTE_EXPIRED", "This quote has expired. A new version can be made."),
            (Self::Rejected, _) => ("QUOTE_CLOSED", "This quote was closed. A new version can be made."),
            _ => ("QUOTE_SIGNED", "This quote has been accepted already."),
        };
        Err(Error::conflict(code, message))
    }

    /// Price, items and terms are free in drafts only.
    pub fn require_draft(self) -> Result<()> {
        match self {
            Self::Draft => return Ok(()),
            Self::PendingApproval => return Err(waiting()),
            _ => {}
        }
        Err(Error::conflict(
            "NOT_A_DRAFT",
            "This quote has been sent and stands as it is. Make a new version to change it.",
        ))
    }
}

/// Nothing about the price changes while somebody is asked about it.
fn waiting() -> Error {
    Error::conflict("WAITS_FOR_APPROVAL", "This quote waits for an answer. Withdraw the question to change it.")
}

/// What a quote is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum QuoteKind {
    Moving,
    Crane,
    Rental,
    Service,
}

impl QuoteKind {
    pub fn code(self) -> &'static str {
        match self {
            Self::Moving => "MOVING",
            Self::Crane => "CRANE",
            Self::Rental => "RENTAL",
            Self::Service => "SERVICE",
        }
    }
    pub fn read(code: &str) -> Result<Self> {
        Ok(match code {
            "MOVING" => Self::Moving,
            "CRANE" => Self::Crane,
            "RENTAL" => Self::Rental,
            "SERVICE" => Self::Service,
            other => return Err(Error::internal(format!("quote kind {other}"))),
        })
    }
}

/// Language of papers and messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum PaperLanguage {
    En,
    Fr,
}

impl PaperLanguage {
    pub fn code(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Fr => "fr",
        }
    }
}

/// The first instant at which a quote can no longer be accepted: the end of its last day at the location (QUO-40).
pub fn valid_before(valid_until: Date, zone: &TimeZone) -> Result<Timestamp> {
    let next = valid_until
        .checked_add(1.day())
        .map_err(|_| Error::invalid("valid_until", "TOO_FAR", "This date is too far ahead."))?;
    Ok(local_instant(next.at(0, 0, 0, 0), zone))
}

pub fn zone(name: &str) -> Result<TimeZone> {
    TimeZone::get(name).map_err(Error::internal)
}

/// Everything about acceptance that needs no data beyond the quote: open, in time, the price the signer saw (QUO-1,
/// QUO-40, QUO-45).
pub fn may_accept(
    status: QuoteStatus,
    valid_before: Timestamp,
    now: Timestamp,
    total: Money,
    shown: Money,
) -> Result<()> {
    status.require(QuoteStatus::Accepted)?;
    if now >= valid_before {
        return Err(Error::conflict("QUOTE_EXPIRED", "This quote has expired. Please ask for a new one."));
    }
    if total != shown {
        return Err(price_changed(total));
    }
    Ok(())
}

/// The answer to a total that is not the server's.
pub fn price_changed(total: Money) -> Error {
    Error::conflict("PRICE_CHANGED", "The price has changed. Please look at the new total.")
        .with_data(json!({ "total": total }))
}

/// A person's browser, not a preview, mail scanner or robot (QUO-44).
pub fn is_person(agent: Option<&str>) -> bool {
    const MACHINES: [&str; 12] = [
        "bot",
        "crawl",
        "spider",
        "preview",
        "scan",
        "proofpoint",
        "mimecast",
        "barracuda",
        "facebookexternalhit",
        "whatsapp",
        "curl",
        "python",
    ];
    let Some(agent) = agent else { return false };
    let agent = agent.to_lowercase();
    !MACHINES.iter().any(|machine| agent.contains(machine))
}

#[cfg(test)]
mod tests {
    use super::*;
    use QuoteStatus::*;
    use jiff::civil::date;
    use kernel::money::Currency;

    const ALL: [QuoteStatus; 8] = [Draft, PendingApproval, Sent, Viewed, Accepted, Converted, Rejected, Expired];

    #[test]
    fn quo_39_a_quote_goes_only_along_its_arrows() {
        let arrows: Vec<_> = ALL.iter().flat_map(|a| ALL.map(|b| (*a, b))).filter(|(a, b)| a.may_become(*b)).collect();
        assert_eq!(
            arrows,
            [
                (Draft, PendingApproval),
                (Draft, Sent),
                (PendingApproval, Draft),
                (Sent, Viewed),
                (Sent, Accepted),
                (Sent, Rejected),
                (Sent, Expired),
                (Viewed, Accepted),
                (Viewed, Rejected),
                (Viewed, Expired),
                (Accepted, Converted),
            ]
        );
    }

    #[test]
    fn quo_40_valid_to_the_end_of_the_day_at_the_location() {
        let toronto = zone("America/Toronto").expect("a zone");
        let end = valid_before(date(2026, 7, 3), &toronto).expect("a day");
        assert_eq!(end.to_string(), "2026-07-04T04:00:00Z");
        let cad = Money::new(78_535, Currency::Cad);
        let last: Timestamp = "2026-07-04T03:59:59Z".parse().expect("an instant");
        assert!(may_accept(Sent, end, last, cad, cad).is_ok());
        let late = may_accept(Viewed, end, end, cad, cad).expect_err("too late");
        assert_eq!(late.code, "QUOTE_EXPIRED");
    }

    #[test]
    fn quo_1_another_total_than_shown_is_refused_with_the_right_one() {
        let end: Timestamp = "2026-07-04T04:00:00Z".parse().expect("an instant");
        let now: Timestamp = "2026-07-01T12:00:00Z".parse().expect("an instant");
        let (total, shown) = (Money::new(10_001, Currency::Cad), Money::new(10_000, Currency::Cad));
        let refused = may_accept(Sent, end, now, total, shown).expect_err("changed");
        assert_eq!(refused.code, "PRICE_CHANGED");
        assert_eq!(refused.data, Some(json!({"total": {"amount": "100.01", "currency": "CAD"}})));
    }

    #[test]
    fn quo_45_nothing_closed_is_accepted() {
        let end: Timestamp = "2026-07-04T04:00:00Z".parse().expect("an instant");
        let now: Timestamp = "2026-07-01T12:00:00Z".parse().expect("an instant");
        let total = Money::new(1, Currency::Cad);
        for status in [Draft, PendingApproval, Accepted, Converted, Rejected, Expired] {
            assert!(may_accept(status, end, now, total, total).is_err(), "{status:?}");
        }
    }

    #[test]
    fn quo_44_only_a_person_views() {
        assert!(is_person(Some("Mozilla/5.0 (Linux; Android 16; Pixel 9) Chrome/141.0 Mobile Safari/537.36")));
        assert!(!is_person(Some("Mozilla/5.0 (compatible; LinkScanner/1.0)")));
        assert!(!is_person(None));
    }
}
