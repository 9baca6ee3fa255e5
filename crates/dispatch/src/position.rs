//! Where something happened, and how far apart two places are (DSP-13).

use kernel::Problems;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A fix of the phone.
#[derive(Clone, Copy, Debug, Deserialize, Serialize, JsonSchema)]
pub struct Position {
    #[schemars(range(min = -90, max = 90))]
    pub latitude: f64,
    #[schemars(range(min = -180, max = 180))]
    pub longitude: f64,
    /// Radius of the fix in metres.
    #[schemars(range(min = 0, max = 1_000_000))]
    pub accuracy_m: Option<f64>,
}

impl Position {
    pub fn is_on_earth(&self) -> bool {
        let accuracy = self.accuracy_m.is_none_or(|a| (0.0..=1_000_000.0).contains(&a));
        (-90.0..=90.0).contains(&self.latitude) && (-180.0..=180.0).contains(&self.longitude) && accuracy
    }
    /// (latitude, longitude) in millionths of a degree.
    pub fn micro(&self) -> (i32, i32) {
        ((self.latitude * 1e6).round() as i32, (self.longitude * 1e6).round() as i32)
    }
    pub fn accuracy_whole_m(&self) -> Option<i32> {
        self.accuracy_m.map(|a| a.round() as i32)
    }
}

pub fn check(p: &mut Problems, field: &str, position: Option<&Position>) {
    p.require(position.is_none_or(Position::is_on_earth), field, "NOT_ON_EARTH", "Not a position.");
}

const EARTH_RADIUS_M: f64 = 6_371_000.0;

/// Distance on the sphere between two (latitude, longitude) pairs in millionths of a degree, in metres: haversine.
pub fn distance_m(a: (i32, i32), b: (i32, i32)) -> f64 {
    let radians = |micro: i32| (f64::from(micro) / 1e6).to_radians();
    let (lat_a, lat_b) = (radians(a.0), radians(b.0));
    let (d_lat, d_lon) = (lat_b - lat_a, radians(b.1) - radians(a.1));
    let h = (d_lat / 2.0).sin().powi(2) + lat_a.cos() * lat_b.cos() * (d_lon / 2.0).sin().powi(2);
    2.0 * EARTH_RADIUS_M * h.sqrt().min(1.0).asin()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The worked example of arriving and leaving.
    #[test]
    fn dsp_13_distances_by_haversine() {
        let stop = (43_653_200, -79_383_200);
        for (latitude, metres) in [(43_654_900, 189.03), (43_655_100, 211.27), (43_656_000, 311.35)] {
            let found = distance_m(stop, (latitude, -79_383_200));
            assert!((found - metres).abs() < 0.01, "{found} instead of {metres}");
        }
    }
    #[test]
    fn nowhere_is_not_on_earth() {
        let here = Position { latitude: 43.6532, longitude: -79.3832, accuracy_m: Some(8.0) };
        assert!(here.is_on_earth());
        assert!(!Position { latitude: 91.0, ..here }.is_on_earth());
        assert!(!Position { longitude: f64::NAN, ..here }.is_on_earth());
    }
}
