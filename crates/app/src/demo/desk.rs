//! A location at work: its place on the map, its machines and the people who go out with them.

use std::sync::Arc;

use anyhow::{Context, Result};
use jiff::{Timestamp, ToSpan, civil::Date, tz::TimeZone};
use kernel::{ids::UserId, time::local_instant};
use serde_json::{Value, json};

use super::{Actor, people};

/// A city of the demo.
pub struct Town {
    pub city: &'static str,
    pub province: &'static str,
    pub country: &'static str,
    pub zone: &'static str,
    pub postal_code: &'static str,
    /// Degrees.
    pub latitude: f64,
    pub longitude: f64,
    pub streets: [&'static str; 5],
    /// Area code with country code.
    pub phone: &'static str,
}

pub const NORTH_YORK: Town = Town {
    city: "North York",
    province: "ON",
    country: "CA",
    zone: "America/Toronto",
    postal_code: "M2N 5W9",
    latitude: 43.7615,
    longitude: -79.4111,
    streets: ["Maple Hollow Rd", "Birchcliff Cres", "Wren Gate", "Old Orchard Ave", "Fernwood Ct"],
    phone: "+1416",
};
pub const BURNABY: Town = Town {
    city: "Burnaby",
    province: "BC",
    country: "CA",
    zone: "America/Vancouver",
    postal_code: "V5H 4M1",
    latitude: 49.2488,
    longitude: -122.9805,
    streets: ["Cedar Spit Rd", "Heron Way", "Salal Dr", "Tidewater St", "Fir Knoll Pl"],
    phone: "+1604",
};
pub const OTTAWA: Town = Town {
    city: "Ottawa",
    province: "ON",
    country: "CA",
    zone: "America/Toronto",
    postal_code: "K2P 1L4",
    latitude: 45.4215,
    longitude: -75.6972,
    streets: ["Lockmaster Lane", "Tulip Bed Ave", "Gatineau View", "Canal Bend", "Sugarbush Rd"],
    phone: "+1613",
};
pub const PUNE: Town = Town {
    city: "Pune",
    province: "MH",
    country: "IN",
    zone: "Asia/Kolkata",
    postal_code: "411045",
    latitude: 18.5593,
    longitude: 73.7868,
    streets: ["Metro Depot Rd", "Baner Ridge", "Mula River Rd", "Textile Mill Lane", "Hill View Phase 2"],
    phone: "+9198",
};

impl Town {
    /// The n-th address, with a position near the middle of the city.
    pub fn stop(&self, role: &str, n: usize) -> (Value, f64, f64) {
        let (east, north) = ((n * 37 % 50) as f64 / 1000.0 - 0.025, (n * 53 % 40) as f64 / 1000.0 - 0.02);
        let address = json!({
            "street": format!("{} {}", 11 + n * 7 % 180, self.streets[n % self.streets.len()]), "city": self.city,
            "province": self.province, "postal_code": self.postal_code, "country": self.country,
        });
        (json!({"role": role, "address": address}), self.latitude + north, self.longitude + east)
    }
}

/// Somebody of the crew, with a sign-in or without.
#[derive(Clone)]
pub struct Member {
    pub id: Value,
    pub user: Option<UserId>,
}

/// A machine with those who go out with it.
#[derive(Clone)]
pub struct Team {
    pub machine: Value,
    /// The first one leads.
    pub crew: Vec<Member>,
}

/// Who acts for the office: plans, and approves.
#[derive(Clone, Copy, Default)]
pub struct Office {
    pub planner: Option<UserId>,
    pub approver: Option<UserId>,
}

/// A location at work.
pub struct Desk {
    pub actor: Actor,
    pub location: Value,
    pub town: &'static Town,
    pub teams: Vec<Team>,
    pub office: Office,
    pub today: Date,
    pub zone: TimeZone,
    /// Numbers of this desk's customers begin here, so that nobody is met twice.
    pub first: usize,
}

/// The desk as tasks share it.
pub type AtDesk = Arc<Desk>;

impl Desk {
    pub fn new(actor: &Actor, location: &Value, town: &'static Town, office: Office, first: usize) -> Result<Self> {
        let zone = TimeZone::get(town.zone)?;
        let today = actor.engine.settings().now().to_zoned(zone.clone()).date();
        Ok(Self {
            actor: actor.clone(),
            location: location.clone(),
            town,
            teams: Vec::new(),
            office,
            today,
            zone,
            first,
        })
    }
    pub fn is_crane(&self) -> bool {
        self.town.country == "IN"
    }
    pub fn now(&self) -> Timestamp {
        self.actor.engine.settings().now()
    }
    pub fn day(&self, from_today: i64) -> Result<Date> {
        Ok(self.today.checked_add(from_today.days())?)
    }
    /// Local wall time of a day.
    pub fn at(&self, day: Date, hour: i8, minute: i8) -> Timestamp {
        local_instant(day.at(hour, minute, 0, 0), &self.zone)
    }

    /// Takes somebody into the crew, with a certificate where the position needs one.
    pub async fn hire(&self, n: usize, position: &str, user: Option<UserId>) -> Result<Member> {
        let input = json!({
            "name": people::full(n), "position": position, "location_id": self.location, "user_id": user,
            "phone": self.phone(n), "languages": ["en"], "experience_years": 2 + n % 14, "province": self.town.province,
        });
        let made = self.actor.run("crew.member.create", input).await?;
        if matches!(position, "OPERATOR" | "RIGGER" | "SIGNALLER") {
            let papers = json!({
                "id": made["id"], "kind": position, "number": format!("MH-{}", 20_817 + n), "issuer": "Demo board",
                "issued_on": self.day(-500)?, "expires_on": self.day(600)?,
            });
            let filed = self.actor.run("crew.certification.add", papers).await?;
            let certificate = filed[0]["id"].clone();
            let verdict = json!({"id": made["id"], "certification_id": certificate, "verdict": "VALID"});
            self.actor.run("crew.certification.judge", verdict).await?;
        }
        Ok(Member { id: made["id"].clone(), user })
    }

    /// Files the papers that a machine needs to go out.
    pub async fn insure(&self, machine: &Value, n: usize) -> Result<()> {
        let input = json!({
            "id": machine, "kind": "INSURANCE", "number": format!("P-{}", 4_400 + n), "expires_on": self.day(200)?,
        });
        self.actor.run("fleet.equipment.file_document", input).await.map(drop)
    }

    /// The phone of the n-th person here; invented numbers only.
    pub fn phone(&self, n: usize) -> String {
        match self.town.country {
            "IN" => format!("{}2210{:04}", self.town.phone, 1_000 + n),
            _ => format!("{}555{:04}", self.town.phone, 100 + n),
        }
    }
}

/// The ids under a field of a list of answers.
pub fn id_of(answer: &Value) -> Result<Value> {
    answer.get("id").cloned().context("an id in the answer")
}
