//! Tariffs: named sets of dated rules. A version is frozen when it is published; which one holds is decided by the day.

pub mod change;
pub mod compare;
pub mod create;
pub mod discard;
pub mod draft;
pub mod impact;
pub mod list;
pub mod publish;
pub mod read;
pub mod retire;
pub(crate) mod store;
pub mod version;
mod warnings;

use jiff::civil::Date;
use kernel::{
    Error, Problems, Result,
    ids::{LocationId, TariffId, TariffVersionId},
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::pricing::{
    input::{MoveBasis, Work},
    tariff::{Rule, TariffSettings},
};

/// The number of a version, which arrives as text in a path or a query.
pub(crate) fn number<'de, D: serde::Deserializer<'de>>(d: D) -> std::result::Result<i32, D::Error> {
    let read = match serde_json::Value::deserialize(d)? {
        serde_json::Value::Number(n) => n.as_i64(),
        serde_json::Value::String(s) => s.parse().ok(),
        _ => None,
    };
    let number = read.and_then(|n| i32::try_from(n).ok());
    number.ok_or_else(|| serde::de::Error::custom("the number of a version"))
}

/// Which day decides the version.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum PriceBy {
    #[default]
    QuoteDate,
    ServiceDate,
}

impl PriceBy {
    pub fn code(self) -> &'static str {
        match self {
            Self::QuoteDate => "QUOTE_DATE",
            Self::ServiceDate => "SERVICE_DATE",
        }
    }
}

/// A version before it has a number.
#[derive(Deserialize, JsonSchema)]
pub struct VersionInput {
    /// First day.
    pub valid_from: Date,
    /// First day it is no longer valid.
    pub valid_to: Option<Date>,
    #[serde(default)]
    pub settings: TariffSettings,
    pub rules: Vec<Rule>,
}

impl VersionInput {
    pub fn check(&self, p: &mut Problems) {
        let ordered = self.valid_to.is_none_or(|to| self.valid_from < to);
        p.require(ordered, "valid_to", "BEFORE_BEGIN", "A version ends after it begins.");
        p.require(!self.rules.is_empty(), "rules", "REQUIRED", "A tariff needs at least one rule.");
        p.require(self.rules.len() <= 2_000, "rules", "TOO_MANY", "At most 2,000 rules.");
        for (n, rule) in self.rules.iter().take(2_000).enumerate() {
            p.text(&format!("rules.{n}.rule_key"), &rule.rule_key, 100);
        }
        for (n, reason) in warnings::unworkable(&self.rules).into_iter().take(100) {
            p.add(format!("rules.{n}"), "UNWORKABLE", reason);
        }
    }
}

/// A version as shown.
#[derive(Serialize, JsonSchema)]
pub struct VersionCard {
    pub id: TariffVersionId,
    pub number: i32,
    /// DRAFT, PUBLISHED or RETIRED.
    pub state: String,
    pub valid_from: Date,
    pub valid_to: Option<Date>,
    #[schemars(extend("x-mask" = "BILL"))]
    pub settings: TariffSettings,
    #[schemars(extend("x-mask" = "BILL"))]
    pub rules: Vec<Rule>,
}

/// A tariff with its versions, newest first.
#[derive(Serialize, JsonSchema)]
pub struct Tariff {
    pub id: TariffId,
    pub name: String,
    pub kind: String,
    pub currency: String,
    pub distance_unit: String,
    pub location_id: Option<LocationId>,
    pub price_by: String,
    pub versions: Vec<VersionCard>,
    pub version: i64,
}

impl Tariff {
    /// The version of this number.
    fn version(&self, number: i32) -> Result<&VersionCard> {
        let found = self.versions.iter().find(|version| version.number == number);
        found.ok_or_else(|| Error::not_found("version of this tariff"))
    }

    /// The draft of this number; published versions are never changed.
    fn draft(&self, number: i32) -> Result<&VersionCard> {
        let version = self.version(number)?;
        if version.state == "DRAFT" {
            return Ok(version);
        }
        Err(Error::conflict("NOT_A_DRAFT", "This version was published and stands as it is. Make a new draft of it."))
    }
}

/// What a part needs of the tariff that prices it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted<'a> {
    pub kind: &'static str,
    pub currency: &'a str,
    /// Kind of the rule the work's price begins with.
    pub base: Option<&'static str>,
    /// Only this tariff.
    pub tariff: Option<TariffId>,
}

/// A published version that is valid on the day.
#[derive(Clone, Debug)]
pub struct Candidate {
    pub id: TariffVersionId,
    pub tariff: TariffId,
    pub name: String,
    pub kind: String,
    pub currency: String,
    pub at_location: bool,
    pub valid_from: Date,
    pub rule_kinds: Vec<String>,
}

/// Kinds of rules that a price can begin with; two tariffs that share one would be a tie.
pub const BASES: [&str; 7] = ["HOURLY", "LINEHAUL", "LANE", "MACHINE_RATE", "HIRE_RATE", "RENTAL_PERIOD", "SERVICE"];

/// The tariff kind and base rule of a part's work; charges alone follow the quote's kind.
pub fn needs(work: &Work, quote_kind: &'static str) -> (&'static str, Option<&'static str>) {
    match work {
        Work::Move(work) => (
            "MOVING",
            match work.basis {
                MoveBasis::Hourly(_) => Some("HOURLY"),
                MoveBasis::Linehaul => Some("LINEHAUL"),
                MoveBasis::Lane { .. } => Some("LANE"),
                MoveBasis::ByCharges => None,
            },
        ),
        Work::CraneOrder(_) => ("CRANE", Some("MACHINE_RATE")),
        Work::HourlyHire(_) => ("CRANE", Some("HIRE_RATE")),
        Work::Rental(_) => ("RENTAL", Some("RENTAL_PERIOD")),
        Work::Charges => (quote_kind, None),
    }
}

/// The version that prices a part (QUO-6): the location's own tariff before the company's; then the one that began
/// last, then by name.
pub fn choose<'a>(candidates: &'a [Candidate], wanted: &Wanted<'_>) -> Option<&'a Candidate> {
    candidates
        .iter()
        .filter(|c| c.kind == wanted.kind && c.currency == wanted.currency)
        .filter(|c| wanted.tariff.is_none_or(|t| t == c.tariff))
        .filter(|c| wanted.base.is_none_or(|base| c.rule_kinds.iter().any(|k| k == base)))
        .max_by(|a, b| {
            (a.at_location, a.valid_from).cmp(&(b.at_location, b.valid_from)).then_with(|| b.name.cmp(&a.name))
        })
}

/// Whether two spans of validity, half open, share a day.
pub fn overlap(a: (Date, Option<Date>), b: (Date, Option<Date>)) -> bool {
    let before = |end: Option<Date>, begin: Date| end.is_some_and(|end| end <= begin);
    !before(a.1, b.0) && !before(b.1, a.0)
}

pub(crate) fn no_tariff(part: usize, wanted: &Wanted<'_>, day: Date) -> Error {
    let base = wanted.base.map(|b| format!(" with {b} rates")).unwrap_or_default();
    Error::invalid(
        &format!("inputs.parts.{part}.tariff_version_id"),
        "NO_TARIFF",
        format!("No published {} tariff in {}{base} is valid on {day}.", wanted.kind, wanted.currency),
    )
}

pub(crate) fn count(number: usize) -> Result<i32> {
    i32::try_from(number).map_err(Error::internal)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use kernel::Id;
    use uuid::Uuid;

    fn candidate(n: u128, name: &str, at_location: bool, from: Date) -> Candidate {
        Candidate {
            id: Id::from_uuid(Uuid::from_u128(n)),
            tariff: Id::from_uuid(Uuid::from_u128(n + 100)),
            name: name.into(),
            kind: "MOVING".into(),
            currency: "CAD".into(),
            at_location,
            valid_from: from,
            rule_kinds: vec!["HOURLY".into()],
        }
    }
    const WANTED: Wanted<'static> = Wanted { kind: "MOVING", currency: "CAD", base: Some("HOURLY"), tariff: None };

    #[test]
    fn quo_6_the_locations_own_tariff_goes_first() {
        let company = candidate(1, "All", false, date(2026, 6, 1));
        let own = candidate(2, "Toronto", true, date(2025, 1, 1));
        let both = [company.clone(), own.clone()];
        assert_eq!(choose(&both, &WANTED).map(|c| c.id), Some(own.id));
        assert_eq!(choose(&both[..1], &WANTED).map(|c| c.id), Some(company.id));
    }

    #[test]
    fn quo_6_a_tariff_without_the_needed_rates_is_no_candidate() {
        let hourly = [candidate(1, "All", false, date(2025, 1, 1))];
        assert!(choose(&hourly, &Wanted { base: Some("LINEHAUL"), ..WANTED }).is_none());
        assert!(choose(&hourly, &Wanted { currency: "USD", ..WANTED }).is_none());
    }

    #[test]
    fn quo_6_half_open_spans_that_touch_do_not_overlap() {
        let (a, b) = (date(2026, 1, 1), date(2026, 7, 1));
        assert!(!overlap((a, Some(b)), (b, None)));
        assert!(overlap((a, None), (b, Some(date(2026, 8, 1)))));
    }
}
