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
pub mod scope;
pub mod scopes;
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
use scope::Reach;

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
    /// Its only location; null where it holds at several or everywhere.
    pub location_id: Option<LocationId>,
    /// Where it holds; nothing: the whole company.
    pub location_ids: Vec<LocationId>,
    /// Services of moves it is for; nothing: all.
    pub service_types: Vec<String>,
    /// How far; null: any distance.
    pub reach: Option<Reach>,
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
    /// Only this tariff, whatever services and distances it is for: a person chose it.
    pub tariff: Option<TariffId>,
    /// Service of a move.
    pub service: Option<&'static str>,
    /// How far the work goes, where its stops tell.
    pub reach: Option<Reach>,
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
    /// Nothing: all.
    pub services: Vec<String>,
    pub reach: Option<Reach>,
    pub valid_from: Date,
    pub rule_kinds: Vec<String>,
}

impl Candidate {
    /// How particular it is (QUO-6): location, then service type, then reach.
    pub fn rank(&self) -> (bool, bool, bool) {
        (self.at_location, !self.services.is_empty(), self.reach.is_some())
    }

    /// Whether its rates are those the work asks for.
    fn has_rates(&self, wanted: &Wanted<'_>) -> bool {
        self.kind == wanted.kind
            && self.currency == wanted.currency
            && wanted.base.is_none_or(|base| self.rule_kinds.iter().any(|kind| kind == base))
    }

    /// Whether it is for the work.
    fn fits(&self, wanted: &Wanted<'_>) -> bool {
        let serves =
            self.services.is_empty() || wanted.service.is_some_and(|wanted| self.services.iter().any(|s| s == wanted));
        serves && self.reach.is_none_or(|reach| wanted.reach == Some(reach))
    }
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

/// The versions that could price a part, the most particular first (QUO-6): location before service type before reach;
/// then the one that began last, then by name. Where a person named a tariff, only that one.
pub fn fitting<'a>(candidates: &'a [Candidate], wanted: &Wanted<'_>) -> Vec<&'a Candidate> {
    let mut fitting: Vec<&Candidate> = candidates
        .iter()
        .filter(|c| c.has_rates(wanted))
        .filter(|c| wanted.tariff.map_or_else(|| c.fits(wanted), |named| named == c.tariff))
        .collect();
    fitting.sort_by(|a, b| (b.rank(), b.valid_from).cmp(&(a.rank(), a.valid_from)).then_with(|| a.name.cmp(&b.name)));
    fitting
}

/// Whether two spans of validity, half open, share a day.
pub fn overlap(a: (Date, Option<Date>), b: (Date, Option<Date>)) -> bool {
    let before = |end: Option<Date>, begin: Date| end.is_some_and(|end| end <= begin);
    !before(a.1, b.0) && !before(b.1, a.0)
}

pub(crate) fn no_tariff(part: usize, candidates: &[Candidate], wanted: &Wanted<'_>, day: Date) -> Error {
    let field = format!("inputs.parts.{part}.tariff_version_id");
    let far: Vec<&str> =
        candidates.iter().filter(|c| c.has_rates(wanted) && c.reach.is_some()).map(|c| c.name.as_str()).collect();
    if wanted.tariff.is_none() && wanted.reach.is_none() && !far.is_empty() {
        let names = far.join(", ");
        let message = format!("How far the work goes decides between {names}: give the stops and the distance.");
        return Error::invalid(&field, "REACH_UNKNOWN", message);
    }
    let base = wanted.base.map(|b| format!(" with {b} rates")).unwrap_or_default();
    Error::invalid(
        &field,
        "NO_TARIFF",
        format!(
            "No published {} tariff in {}{base} fits this work and is valid on {day}.",
            wanted.kind, wanted.currency
        ),
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
            services: Vec::new(),
            reach: None,
            valid_from: from,
            rule_kinds: vec!["HOURLY".into()],
        }
    }
    const WANTED: Wanted<'static> = Wanted {
        kind: "MOVING",
        currency: "CAD",
        base: Some("HOURLY"),
        tariff: None,
        service: Some("FULL"),
        reach: Some(Reach::Local),
    };

    fn choose<'a>(candidates: &'a [Candidate], wanted: &Wanted<'_>) -> Option<&'a Candidate> {
        fitting(candidates, wanted).first().copied()
    }

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
    fn quo_6_location_goes_before_service_before_reach() {
        let day = date(2026, 1, 1);
        let general = candidate(1, "General", false, date(2026, 6, 1));
        let local = Candidate { reach: Some(Reach::Local), ..candidate(2, "Local", false, day) };
        let full = Candidate { services: vec!["FULL".into()], ..candidate(3, "Full service", false, day) };
        let own = candidate(4, "Toronto", true, day);
        let far = Candidate { reach: Some(Reach::Between), ..candidate(5, "Far", true, day) };
        let all = [general, local, full, own, far];
        let names: Vec<&str> = fitting(&all, &WANTED).iter().map(|c| c.name.as_str()).collect();
        assert_eq!(names, ["Toronto", "Full service", "Local", "General"]);
        let unknown = Wanted { reach: None, ..WANTED };
        assert_eq!(fitting(&all[..2], &unknown).len(), 1, "a distance nobody knows is not guessed");
        let named = Wanted { tariff: Some(all[4].tariff), ..WANTED };
        assert_eq!(choose(&all, &named).map(|c| c.name.as_str()), Some("Far"), "a person may choose another");
        let refused = no_tariff(0, &all[1..2], &unknown, day);
        assert_eq!(refused.problems[0].code, "REACH_UNKNOWN");
        assert!(refused.problems[0].message.contains("Local"));
    }

    #[test]
    fn quo_6_half_open_spans_that_touch_do_not_overlap() {
        let (a, b) = (date(2026, 1, 1), date(2026, 7, 1));
        assert!(!overlap((a, Some(b)), (b, None)));
        assert!(overlap((a, None), (b, Some(date(2026, 8, 1)))));
    }
}
