//! The consent ledger (CUS-8 to CUS-12): may we, to this point, by this channel, for this purpose? The latest entry
//! answers; entries are never changed.

mod port;
pub mod proof;
pub mod read;
pub mod record;
pub mod store;

use jiff::{Timestamp, ToSpan, tz::TimeZone};
use kernel::ids::ContactPointId;
use schemars::JsonSchema;
use serde::Serialize;

pub use port::consent_port;
pub use store::states;

codes! {
    Channel { Email = "EMAIL", Sms = "SMS", Call = "CALL", Push = "PUSH", Letter = "LETTER" }
}
codes! {
    Purpose { Service = "SERVICE", Marketing = "MARKETING", Review = "REVIEW", Recording = "RECORDING", Location = "LOCATION" }
}
codes! {
    Act { Given = "GIVEN", Implied = "IMPLIED", Withdrawn = "WITHDRAWN", ExpiredByLaw = "EXPIRED_BY_LAW" }
}
codes! {
    Basis {
        Express = "EXPRESS", Purchase = "PURCHASE", Inquiry = "INQUIRY", Contract = "CONTRACT", Legitimate = "LEGITIMATE",
    }
}
codes! {
    Source {
        Form = "FORM", Provider = "PROVIDER", Call = "CALL", SmsKeyword = "SMS_KEYWORD", Link = "LINK", Portal = "PORTAL",
        Staff = "STAFF", Import = "IMPORT",
    }
}
codes! {
    /// Whose law holds (CUS-10).
    Pack { Casl = "CASL", Tcpa = "TCPA", Gdpr = "GDPR", India = "IN", Default = "DEFAULT" }
}

/// Where the European rules hold.
const GDPR_COUNTRIES: &[&str] = &[
    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GB", "GR", "HR", "HU", "IE", "IS", "IT", "LI",
    "LT", "LU", "LV", "MT", "NL", "NO", "PL", "PT", "RO", "SE", "SI", "SK",
];

/// The pack follows the recipient's country (ISO 3166).
pub fn pack_of(country: &str) -> Pack {
    match country {
        "CA" => Pack::Casl,
        "US" => Pack::Tcpa,
        "IN" => Pack::India,
        other if GDPR_COUNTRIES.contains(&other) => Pack::Gdpr,
        _ => Pack::Default,
    }
}

/// When an entry lapses by itself: implied consent under CASL after 2 years from a purchase or contract and 6 months
/// from an inquiry; express consent never.
pub fn lapses_at(pack: Pack, act: Act, basis: Basis, at: Timestamp) -> Option<Timestamp> {
    let span = match (pack, act, basis) {
        (Pack::Casl, Act::Implied, Basis::Purchase | Basis::Contract) => 2.years(),
        (Pack::Casl, Act::Implied, Basis::Inquiry) => 6.months(),
        _ => return None,
    };
    at.to_zoned(TimeZone::UTC).checked_add(span).ok().map(|zoned| zoned.timestamp())
}

/// Whether an implied entry may follow the latest one: it never revives what was withdrawn, never stands in for an
/// express consent, and never shortens what holds.
pub fn may_imply(latest: Option<(&str, Option<Timestamp>)>, lapses: Option<Timestamp>) -> bool {
    match latest {
        None => true,
        Some(("WITHDRAWN" | "GIVEN", _)) => false,
        Some(("IMPLIED", Some(until))) => lapses.is_none_or(|new| new > until),
        Some(("IMPLIED", None)) => false,
        Some(_) => true,
    }
}

/// Where one point stands for one channel and purpose.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ConsentState {
    pub point_id: ContactPointId,
    pub channel: String,
    pub purpose: String,
    /// The latest act: GIVEN, IMPLIED, WITHDRAWN or EXPIRED_BY_LAW.
    pub state: String,
    /// Whether it holds now.
    pub holds: bool,
    pub basis: String,
    pub pack: String,
    pub wording: Option<String>,
    pub wording_language: Option<String>,
    pub source: String,
    pub at: Timestamp,
    pub expires_at: Option<Timestamp>,
}

/// Whether an entry allows something at an instant.
pub fn holds(act: &str, expires_at: Option<Timestamp>, now: Timestamp) -> bool {
    matches!(act, "GIVEN" | "IMPLIED") && expires_at.is_none_or(|end| now < end)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().expect("a time")
    }

    /// Worked example 4.
    #[test]
    fn cus_10_implied_consent_lapses_and_withdrawal_stays() {
        let inquiry = lapses_at(Pack::Casl, Act::Implied, Basis::Inquiry, at("2026-01-15T15:00:00Z"));
        assert_eq!(inquiry, Some(at("2026-07-15T15:00:00Z")));
        assert!(
            holds("IMPLIED", inquiry, at("2026-07-15T14:59:59Z"))
                && !holds("IMPLIED", inquiry, at("2026-07-15T15:00:00Z"))
        );
        let purchase = lapses_at(Pack::Casl, Act::Implied, Basis::Purchase, at("2026-03-02T12:00:00Z"));
        assert_eq!(purchase, Some(at("2028-03-02T12:00:00Z")));
        assert!(may_imply(Some(("IMPLIED", inquiry)), purchase));
        assert!(!may_imply(Some(("WITHDRAWN", None)), purchase), "a new job does not revive it");
        assert!(!may_imply(Some(("IMPLIED", purchase)), inquiry), "a shorter one does not shorten it");
        assert!(!may_imply(Some(("GIVEN", None)), purchase));
    }
    #[test]
    fn cus_10_the_pack_follows_the_country() {
        assert_eq!(pack_of("CA"), Pack::Casl);
        assert_eq!(pack_of("US"), Pack::Tcpa);
        assert_eq!(pack_of("FR"), Pack::Gdpr);
        assert_eq!(pack_of("BR"), Pack::Default);
        assert_eq!(lapses_at(Pack::Tcpa, Act::Given, Basis::Express, at("2026-01-15T15:00:00Z")), None);
    }
}
