//! What is known of a lead at a moment, as features that hold or do not (SAL-14). Never name, language, gender, postcode
//! or free text: those say who somebody is, not what they want.

use std::collections::HashMap;

use jiff::{Timestamp, civil::Date, tz::TimeZone};
use kernel::{ids::LocationId, time::local_day};
use serde_json::Value;

use super::store::FactsAtRow;
use crate::lead::{Place, filled};

codes! {
    #[derive(PartialOrd, Ord, Hash)]
    Feature {
        DateWithin14 = "DATE_WITHIN_14", Date15To60 = "DATE_15_TO_60", DateLater = "DATE_LATER",
        Referral = "REFERRAL", Partner = "PARTNER", ByForm = "BY_FORM", ByProvider = "BY_PROVIDER", ByCall = "BY_CALL",
        NoEmail = "NO_EMAIL", NoPhone = "NO_PHONE", SizeKnown = "SIZE_KNOWN", BothAddresses = "BOTH_ADDRESSES",
        CustomerBefore = "CUSTOMER_BEFORE", CameAgain = "CAME_AGAIN", CalledIn = "CALLED_IN", Answered = "ANSWERED",
        Opened = "OPENED", TouchedIn5 = "TOUCHED_IN_5_MIN", TouchedInHour = "TOUCHED_IN_HOUR", Touched = "TOUCHED",
        Unanswered = "UNANSWERED_3", Estimated = "ESTIMATED", Quoted = "QUOTED", OffHours = "OFF_HOURS",
        FraudFlag = "FRAUD_FLAG", Location = "LOCATION",
    }
}

/// A feature, or the effect of one location.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Key {
    Of(Feature),
    Location(LocationId),
}

impl Key {
    /// As it stands in a stored model.
    pub fn code(self) -> String {
        match self {
            Self::Of(feature) => feature.code().to_owned(),
            Self::Location(id) => format!("LOCATION:{id}"),
        }
    }
    pub fn read(code: &str) -> Option<Self> {
        match code.split_once(':') {
            Some(("LOCATION", id)) => LocationId::parse(id).map(Self::Location),
            _ => serde_json::from_value(Value::String(code.to_owned())).ok().map(Self::Of),
        }
    }
    pub fn feature(self) -> Feature {
        match self {
            Self::Of(feature) => feature,
            Self::Location(_) => Feature::Location,
        }
    }
}

/// What the rows are read with: kinds of sources by their keys, zones by their names.
pub struct Reading {
    pub sources: HashMap<String, String>,
    zones: HashMap<String, TimeZone>,
}

impl Reading {
    pub fn new(sources: HashMap<String, String>) -> Self {
        Self { sources, zones: HashMap::new() }
    }

    fn zone(&mut self, name: &str) -> TimeZone {
        if let Some(zone) = self.zones.get(name) {
            return zone.clone();
        }
        let zone = TimeZone::get(name).unwrap_or(TimeZone::UTC);
        self.zones.insert(name.to_owned(), zone.clone());
        zone
    }

    /// The features that held at the moment.
    pub fn held(&mut self, row: &FactsAtRow, at: Timestamp) -> Vec<Key> {
        let zone = self.zone(&row.timezone);
        let kind = row.source.as_deref().and_then(|s| self.sources.get(&source_key(s))).map(String::as_str);
        let mut out: Vec<Key> = holds(row, at, &zone, kind).into_iter().map(Key::Of).collect();
        out.extend(row.location_id.map(Key::Location));
        out
    }
}

/// Sources are told apart without regard to case.
fn source_key(source: &str) -> String {
    source.trim().to_lowercase()
}

/// Days to the move or the rental at that moment; none where no date was known or it had passed.
fn days_to_date(row: &FactsAtRow, at: Timestamp, zone: &TimeZone) -> Option<i64> {
    let rental = row.rental.as_ref().and_then(|r| r.get("start_date")).and_then(Value::as_str);
    let date: Date = row.move_date.as_deref().or(rental)?.parse().ok()?;
    Some(i64::from((date - local_day(at, zone)).get_days())).filter(|days| *days >= 0)
}

fn holds(row: &FactsAtRow, at: Timestamp, zone: &TimeZone, source_kind: Option<&str>) -> Vec<Feature> {
    let place = |value: &Option<Value>| {
        value.as_ref().is_some_and(|v| serde_json::from_value::<Place>(v.clone()).is_ok_and(|p| p.is_known()))
    };
    let rental = |name: &str| {
        let text = row.rental.as_ref().and_then(|r| r.get(name));
        text.is_some_and(|v| !v.is_null() && v.as_str().is_none_or(|t| !t.trim().is_empty()))
    };
    let came = row.received_at.to_zoned(zone.clone());
    let off_hours = !(8..18).contains(&came.hour()) || came.weekday().to_monday_one_offset() > 5;
    let wait = row.first_touch_at.map(|touched| touched.duration_since(row.received_at).as_secs());
    let days = days_to_date(row, at, zone);
    let channel = row.channel.as_deref();
    let site = rental("site_city");
    let all = [
        (Feature::DateWithin14, days.is_some_and(|d| d <= 14)),
        (Feature::Date15To60, days.is_some_and(|d| (15..=60).contains(&d))),
        (Feature::DateLater, days.is_some_and(|d| d > 60)),
        (Feature::Referral, source_kind == Some("REFERRAL")),
        (Feature::Partner, source_kind == Some("PARTNER")),
        (Feature::ByForm, channel == Some("FORM")),
        (Feature::ByProvider, channel == Some("PROVIDER")),
        (Feature::ByCall, channel == Some("CALL")),
        (Feature::NoEmail, row.email.is_none()),
        (Feature::NoPhone, row.phone.is_none() || row.phone_state.as_deref() == Some("INVALID")),
        (Feature::SizeKnown, filled(&row.move_size).is_some() || rental("rental_days")),
        (Feature::BothAddresses, if site { place(&row.origin) } else { place(&row.origin) && place(&row.destination) }),
        (Feature::CustomerBefore, row.worked_before),
        (Feature::CameAgain, row.submissions >= 2),
        (Feature::CalledIn, row.called),
        (Feature::Answered, row.answered),
        (Feature::Opened, row.opened),
        (Feature::TouchedIn5, wait.is_some_and(|s| s <= 300)),
        (Feature::TouchedInHour, wait.is_some_and(|s| s > 300 && s <= 3_600)),
        (Feature::Touched, wait.is_some_and(|s| s > 3_600)),
        (Feature::Unanswered, row.attempts >= 3 && !row.answered),
        (Feature::Estimated, row.estimated),
        (Feature::Quoted, row.quoted),
        (Feature::OffHours, off_hours),
        (Feature::FraudFlag, row.flagged),
    ];
    all.into_iter().filter(|(_, held)| *held).map(|(feature, _)| feature).collect()
}
