//! Where the work happens, as jobs take it over.

use kernel::{Problems, money::Ratio};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// What happens at an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "UPPERCASE")]
pub enum StopRole {
    Yard,
    Pickup,
    Dropoff,
    Storage,
    Site,
}

/// An address and what the crew will meet there.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct StopAddress {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub street: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub city: Option<String>,
    /// `ON`, `QC`, `MH` and so on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub province: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub postal_code: Option<String>,
    /// Two letters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub floor: Option<i32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub elevator: Option<bool>,
    /// Flights.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stairs: Option<i32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// A place of the work.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Stop {
    pub role: StopRole,
    #[serde(default)]
    pub address: StopAddress,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub latitude_micro: Option<i32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub longitude_micro: Option<i32>,
    /// Way between door and truck, in feet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub carry_ft: Option<i32>,
    /// How much of the load goes here; loads for several provinces are taxed by it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub volume_cuft: Option<i32>,
}

impl Stop {
    pub fn new(role: StopRole, address: StopAddress) -> Self {
        Self { role, address, latitude_micro: None, longitude_micro: None, carry_ft: None, volume_cuft: None }
    }

    /// Lines as written on an envelope.
    pub fn lines(&self) -> Vec<String> {
        let at = &self.address;
        let join = |parts: [&Option<String>; 3], with: &str| {
            let given: Vec<&str> =
                parts.iter().filter_map(|p| p.as_deref()).map(str::trim).filter(|p| !p.is_empty()).collect();
            given.join(with)
        };
        let street = join([&at.street, &at.unit, &None], ", ");
        let city = join([&at.city, &at.province, &at.postal_code], " ");
        [street, city].into_iter().filter(|line| !line.is_empty()).collect()
    }

    /// Kilometres to another stop as the crow flies, to the metre; none while either is not on the map.
    pub fn straight_km(&self, other: &Self) -> Option<Ratio> {
        /// Mean radius of the earth, in metres.
        const RADIUS_M: f64 = 6_371_008.8;
        let at = |stop: &Self| {
            let radians = |micro: i32| (f64::from(micro) / 1e6).to_radians();
            Some((radians(stop.latitude_micro?), radians(stop.longitude_micro?)))
        };
        let ((north, east), (to_north, to_east)) = (at(self)?, at(other)?);
        let across = ((to_east - east) / 2.0).sin().powi(2) * north.cos() * to_north.cos();
        let haversine = ((to_north - north) / 2.0).sin().powi(2) + across;
        let metres = 2.0 * RADIUS_M * haversine.sqrt().min(1.0).asin();
        // At most half the way round the earth: within an integer.
        #[allow(clippy::cast_possible_truncation)]
        let metres = metres.floor() as i64;
        Ratio::new(metres.into(), 1_000).ok()
    }

    pub fn is_known(&self) -> bool {
        !self.lines().is_empty()
    }

    fn check(&self, at: &str, p: &mut Problems) {
        let a = &self.address;
        let texts = [&a.street, &a.unit, &a.city, &a.province, &a.postal_code, &a.country];
        let short = texts.iter().all(|t| t.as_deref().is_none_or(|t| t.chars().count() <= 200));
        p.require(short, at, "TOO_LONG", "Each line of an address has at most 200 characters.");
        let note = a.note.as_deref().is_none_or(|t| t.chars().count() <= 2_000);
        p.require(note, at, "TOO_LONG", "The note has at most 2,000 characters.");
        let country = a.country.as_deref().is_none_or(|c| c.len() == 2 && c.bytes().all(|b| b.is_ascii_uppercase()));
        p.require(country, at, "NOT_A_COUNTRY", "A country is two capital letters, like CA.");
        let floors =
            a.floor.is_none_or(|f| (-10..=200).contains(&f)) && a.stairs.is_none_or(|s| (0..=200).contains(&s));
        p.require(floors, at, "OUT_OF_RANGE", "Floors lie between -10 and 200, stairs between 0 and 200.");
        let on_earth = self.latitude_micro.is_none_or(|l| (-90_000_000..=90_000_000).contains(&l))
            && self.longitude_micro.is_none_or(|l| (-180_000_000..=180_000_000).contains(&l));
        p.require(on_earth, at, "OUT_OF_RANGE", "This position is not on earth.");
        let carry = self.carry_ft.is_none_or(|ft| (0..=5_000).contains(&ft));
        p.require(carry, &format!("{at}.carry_ft"), "OUT_OF_RANGE", "A carry has 0 to 5,000 feet.");
        let volume = self.volume_cuft.is_none_or(|cuft| (0..=50_000).contains(&cuft));
        p.require(volume, &format!("{at}.volume_cuft"), "OUT_OF_RANGE", "A volume has 0 to 50,000 cubic feet.");
    }
}

pub fn check_all(stops: &[Stop], p: &mut Problems) {
    p.require(stops.len() <= 50, "stops", "TOO_MANY", "At most 50 stops.");
    for (n, stop) in stops.iter().take(50).enumerate() {
        stop.check(&format!("stops.{n}"), p);
    }
}

/// An address as a lead holds it; what does not fit is left out.
pub fn from_lead(value: &Value) -> Option<StopAddress> {
    let text = |name: &str| {
        value.get(name).and_then(Value::as_str).map(str::trim).filter(|t| !t.is_empty()).map(str::to_owned)
    };
    let count = |name: &str| {
        let given = value.get(name)?;
        let number = given.as_i64().or_else(|| given.as_str()?.trim().parse().ok())?;
        i32::try_from(number).ok().filter(|n| (-10..=200).contains(n))
    };
    let address = StopAddress {
        street: text("street"),
        unit: text("unit"),
        city: text("city"),
        province: text("province"),
        postal_code: text("postal_code"),
        country: text("country").filter(|c| c.len() == 2),
        floor: count("floor"),
        elevator: value.get("elevator").and_then(Value::as_bool),
        stairs: count("stairs").filter(|n| *n >= 0),
        note: text("note"),
    };
    (address.street.is_some() || address.city.is_some() || address.postal_code.is_some()).then_some(address)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_leads_address_becomes_a_stop() {
        let address =
            from_lead(&json!({"street": "17 Balsam Avenue", "city": "Toronto", "floor": "3", "elevator": true}));
        let address = address.expect("known");
        assert_eq!((address.floor, address.elevator), (Some(3), Some(true)));
        assert_eq!(Stop::new(StopRole::Pickup, address).lines(), ["17 Balsam Avenue", "Toronto"]);
        assert!(from_lead(&json!({"floor": 2})).is_none());
    }

    #[test]
    fn p07_the_straight_line_between_two_points_of_the_map() {
        let at = |latitude_micro, longitude_micro| Stop {
            latitude_micro: Some(latitude_micro),
            longitude_micro: Some(longitude_micro),
            ..Stop::new(StopRole::Pickup, StopAddress::default())
        };
        let (toronto, ottawa) = (at(43_653_200, -79_383_200), at(45_421_500, -75_697_200));
        let km = toronto.straight_km(&ottawa).expect("on the map");
        assert!(km > Ratio::whole(350) && km < Ratio::whole(354), "{km}");
        assert_eq!(toronto.straight_km(&toronto), Some(Ratio::ZERO));
        assert_eq!(toronto.straight_km(&Stop::new(StopRole::Dropoff, StopAddress::default())), None);
    }
}
