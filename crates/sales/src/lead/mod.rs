//! The lead: somebody who asked.

pub mod assess;
pub mod assign;
pub mod board;
pub mod change;
pub mod convert;
pub mod create;
pub mod fraud;
pub mod list;
pub mod moves;
pub mod quarantine;
pub mod read;
pub mod repeat;
pub mod score;
pub mod set_status;
pub mod status;
pub mod store;
pub mod touch;
pub mod weights;

use jiff::{Timestamp, civil::Date};
use kernel::{
    Problems,
    ids::{CustomerId, LeadId, LocationId, QuoteId, UserId},
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;

/// Where something is moved from or to, as far as it is known.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Place {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub street: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub city: Option<String>,
    /// Province or state.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub province: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub postal_code: Option<String>,
    /// ISO 3166, two letters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub floor: Option<i32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub elevator: Option<bool>,
    /// Steps.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stairs: Option<i32>,
    /// The whole address in one line, where it came so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub full: Option<String>,
}

impl Place {
    pub fn is_known(&self) -> bool {
        [&self.street, &self.city, &self.postal_code, &self.full].into_iter().any(|t| filled(t).is_some())
    }
    pub fn check(&self, field: &str, p: &mut Problems) {
        for (name, value, most) in [
            ("street", &self.street, 200),
            ("city", &self.city, 100),
            ("province", &self.province, 100),
            ("postal_code", &self.postal_code, 20),
            ("country", &self.country, 2),
            ("full", &self.full, 500),
        ] {
            at_most(p, &format!("{field}.{name}"), value.as_deref(), most);
        }
        for (name, value) in [("floor", self.floor), ("stairs", self.stairs)] {
            p.require(
                (-10..=300).contains(&value.unwrap_or(0)),
                &format!("{field}.{name}"),
                "OUT_OF_RANGE",
                "Between -10 and 300.",
            );
        }
    }
}

/// What a crane customer asks for.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Rental {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub machine_class: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub site_city: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub site_province: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub start_date: Option<Date>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rental_days: Option<i32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shift: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub day_night: Option<String>,
}

impl Rental {
    pub fn check(&self, p: &mut Problems) {
        for (name, value) in [
            ("machine_class", &self.machine_class),
            ("site_city", &self.site_city),
            ("site_province", &self.site_province),
            ("shift", &self.shift),
            ("day_night", &self.day_night),
        ] {
            at_most(p, &format!("rental.{name}"), value.as_deref(), 100);
        }
        let days = self.rental_days.unwrap_or(1);
        p.require((1..=3_650).contains(&days), "rental.rental_days", "OUT_OF_RANGE", "Between 1 and 3650 days.");
    }
}

/// At most so many characters, and none that cannot be stored.
pub fn at_most(p: &mut Problems, field: &str, value: Option<&str>, most: usize) {
    let Some(value) = value else { return };
    if value.chars().count() > most {
        p.add(field, "TOO_LONG", format!("At most {most} characters."));
    }
    p.require(!value.contains('\0'), field, "NOT_READABLE", "This text has a forbidden character.");
}

/// A text, unless it is blank.
pub fn filled(text: &Option<String>) -> Option<&str> {
    text.as_deref().map(str::trim).filter(|t| !t.is_empty())
}

/// A lead in a list and on the board.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct LeadCard {
    pub id: LeadId,
    pub number: String,
    pub name: String,
    pub company_name: Option<String>,
    #[schemars(extend("x-mask" = "CONTACT"))]
    pub email: Option<String>,
    #[schemars(extend("x-mask" = "CONTACT"))]
    pub phone: Option<String>,
    pub status: String,
    pub priority: String,
    pub source: String,
    pub service_type: Option<String>,
    pub move_size: Option<String>,
    pub move_date: Option<Date>,
    pub origin_city: Option<String>,
    pub destination_city: Option<String>,
    pub location_id: Option<LocationId>,
    pub location_name: Option<String>,
    pub assigned_to: Option<UserId>,
    pub assigned_name: Option<String>,
    /// 0 to 100.
    pub score: i32,
    pub received_at: Timestamp,
    pub first_touch_at: Option<Timestamp>,
    pub clock_started_at: Option<Timestamp>,
    /// A customer the lead was recognised as, before it is converted.
    pub duplicate_of_customer_id: Option<CustomerId>,
    /// How far it was raised while it waits: 0 to 3 (SAL-10).
    pub escalation: i32,
    pub version: i64,
}

/// One thing that happened with a lead.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Touch {
    pub id: Uuid,
    pub kind: String,
    /// Done by a person; automatic ones never stop the clock.
    pub is_human: bool,
    pub note: Option<String>,
    pub outcome: Option<String>,
    pub at: Timestamp,
    pub by_name: Option<String>,
}

/// A finished activity of a person.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Activity {
    pub id: Uuid,
    #[serde(rename = "type")]
    pub activity_type: &'static str,
    pub subject: String,
    pub at: Timestamp,
    pub by_name: Option<String>,
}

#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct FraudFlag {
    pub code: String,
    pub evidence: String,
    pub weight: i32,
    pub cleared_at: Option<Timestamp>,
}

/// Who looks like the same.
#[derive(Clone, Debug, Default, Serialize, JsonSchema)]
pub struct Duplicates {
    pub leads: Vec<SimilarLead>,
    pub customers: Vec<SimilarCustomer>,
}

#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct SimilarLead {
    pub id: LeadId,
    pub number: String,
    pub name: String,
    pub status: String,
}

#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct SimilarCustomer {
    pub id: CustomerId,
    pub display_name: String,
    /// 0 to 100 (CUS-13).
    pub score: i32,
}

/// One lead with everything known.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct LeadDetail {
    pub id: LeadId,
    pub number: String,
    pub name: String,
    pub full_name: String,
    pub first_name: Option<String>,
    pub last_name: Option<String>,
    pub company_name: Option<String>,
    #[schemars(extend("x-mask" = "CONTACT"))]
    pub email: Option<String>,
    #[schemars(extend("x-mask" = "CONTACT"))]
    pub phone: Option<String>,
    /// OK, UNVERIFIED or INVALID; an invalid number is never dialled.
    pub phone_state: String,
    pub phone_extension: Option<String>,
    pub language: String,
    pub status: String,
    pub status_since: Timestamp,
    pub priority: String,
    pub priority_by_hand: bool,
    pub source: String,
    pub channel: String,
    pub service_type: Option<String>,
    pub move_size: Option<String>,
    pub move_date: Option<Date>,
    /// The customer has no date yet.
    pub move_date_open: bool,
    pub origin: Place,
    pub destination: Place,
    pub origin_city: Option<String>,
    pub destination_city: Option<String>,
    pub rental: Rental,
    pub location_id: Option<LocationId>,
    pub location_name: Option<String>,
    pub assigned_to: Option<UserId>,
    pub assigned_name: Option<String>,
    pub score: i32,
    pub score_reasons: Vec<score::Reason>,
    pub notes: Option<String>,
    pub tracking: Value,
    pub received_at: Timestamp,
    pub clock_started_at: Option<Timestamp>,
    pub first_touch_at: Option<Timestamp>,
    pub last_contact_at: Option<Timestamp>,
    pub follow_up_at: Option<Timestamp>,
    pub touch_count: i32,
    pub reopened: i32,
    pub quarantined_at: Option<Timestamp>,
    pub lost_reason: Option<String>,
    pub closed_at: Option<Timestamp>,
    pub converted_at: Option<Timestamp>,
    pub customer_id: Option<CustomerId>,
    pub duplicate_of_customer_id: Option<CustomerId>,
    pub quote_id: Option<QuoteId>,
    pub touches: Vec<Touch>,
    pub activities: Vec<Activity>,
    pub fraud_flags: Vec<FraudFlag>,
    pub duplicates: Duplicates,
    /// How far it was raised while it waited: 0 to 3 (SAL-10).
    pub escalation: i32,
    /// When it is raised next; absent once somebody touched it.
    pub escalation_due_at: Option<Timestamp>,
    /// Minutes of answering hours until the first human touch (SAL-9).
    pub business_minutes: Option<i32>,
    /// How it came to its owner (SAL-8).
    pub routing: Option<crate::routing::Routed>,
    pub version: i64,
}
