//! Where, for which services and how far a tariff holds. Of several that fit a part, the most particular one prices it
//! (QUO-6): by location, then by service type, then by reach.

use std::collections::BTreeSet;

use kernel::{Error, Problems, Result, ids::LocationId, money::Ratio};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{
    pricing::{input::MoveService, tariff::TariffKind},
    quote::{Stop, StopRole},
};

/// Kilometres below which work is local unless the company says otherwise.
pub const LOCAL_KM: i32 = 100;

/// How far work goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Reach {
    /// Below the company's local distance; in the United States inside one state only.
    Local,
    /// Inside one province or state.
    Within,
    /// From one province or state to another.
    Between,
    CrossBorder,
}

impl Reach {
    pub fn code(self) -> &'static str {
        match self {
            Self::Local => "LOCAL",
            Self::Within => "WITHIN",
            Self::Between => "BETWEEN",
            Self::CrossBorder => "CROSS_BORDER",
        }
    }

    pub fn read(code: &str) -> Result<Self> {
        Ok(match code {
            "LOCAL" => Self::Local,
            "WITHIN" => Self::Within,
            "BETWEEN" => Self::Between,
            "CROSS_BORDER" => Self::CrossBorder,
            other => return Err(Error::internal(format!("reach {other}"))),
        })
    }
}

/// A service as tariffs name it.
pub fn service_code(service: MoveService) -> &'static str {
    match service {
        MoveService::Full => "FULL",
        MoveService::LoadOnly => "LOAD_ONLY",
        MoveService::UnloadOnly => "UNLOAD_ONLY",
        MoveService::Storage => "STORAGE",
        MoveService::LabourOnly => "LABOUR_ONLY",
        MoveService::PackingOnly => "PACKING_ONLY",
    }
}

/// What a tariff is for, as a person says it. Nothing said: everything.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(default)]
pub struct ScopeInput {
    /// Locations; none: the whole company.
    pub location_ids: Vec<LocationId>,
    /// Services of moves; none: all.
    pub service_types: Vec<MoveService>,
    /// How far; absent: any distance.
    pub reach: Option<Reach>,
}

impl ScopeInput {
    pub fn check(&self, kind: Option<TariffKind>, p: &mut Problems) {
        p.require(self.location_ids.len() <= 200, "location_ids", "TOO_MANY", "At most 200 locations.");
        let moves = kind.is_none_or(|kind| kind == TariffKind::Moving) || self.service_types.is_empty();
        p.require(moves, "service_types", "MOVES_ONLY", "Only tariffs for moves are limited to services.");
    }

    pub fn scope(&self) -> Scope {
        Scope {
            locations: self.location_ids.iter().map(|id| id.uuid()).collect(),
            services: self.service_types.iter().map(|service| service_code(*service).to_owned()).collect(),
            reach: self.reach,
        }
    }
}

/// What a tariff is for; empty sets mean everything.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scope {
    pub locations: BTreeSet<uuid::Uuid>,
    pub services: BTreeSet<String>,
    pub reach: Option<Reach>,
}

impl Scope {
    pub fn read(
        location: Option<LocationId>,
        places: Option<Vec<String>>,
        services: Vec<String>,
        reach: Option<&str>,
    ) -> Result<Self> {
        let mut locations: BTreeSet<uuid::Uuid> = location.iter().map(|id| id.uuid()).collect();
        for place in places.into_iter().flatten() {
            locations.insert(place.parse().map_err(Error::internal)?);
        }
        Ok(Self { locations, services: services.into_iter().collect(), reach: reach.map(Reach::read).transpose()? })
    }

    /// How particular it is; the greater one goes before.
    pub fn rank(&self) -> (bool, bool, bool) {
        (!self.locations.is_empty(), !self.services.is_empty(), self.reach.is_some())
    }

    /// Whether some work fits both and neither is more particular: nobody could tell which one prices it.
    pub fn ties(&self, other: &Self) -> bool {
        let meet = |a: &BTreeSet<String>, b: &BTreeSet<String>| a.is_empty() || a.intersection(b).next().is_some();
        self.rank() == other.rank()
            && (self.locations.is_empty() || self.locations.intersection(&other.locations).next().is_some())
            && meet(&self.services, &other.services)
            && self.reach == other.reach
    }
}

/// Where work is done, as far as the reach asks.
pub struct Route<'a> {
    pub stops: &'a [Stop],
    /// Country and province of the location, where stops do not say theirs.
    pub country: &'a str,
    pub province: &'a str,
    /// Work that goes out from the location to a site instead of from stop to stop.
    pub from_location: bool,
    /// By road, where known; else the straight line.
    pub distance_km: Option<Ratio>,
    pub local_km: i32,
}

/// How far the work goes; none while its stops do not tell.
pub fn reach_of(route: &Route<'_>) -> Option<Reach> {
    let text =
        |given: &Option<String>| given.as_deref().map(str::trim).filter(|t| !t.is_empty()).map(str::to_uppercase);
    let goods: Vec<&Stop> = route.stops.iter().filter(|stop| stop.role != StopRole::Yard && stop.is_known()).collect();
    if goods.is_empty() || (goods.len() < 2 && !route.from_location) {
        return None;
    }
    let home = route.country.to_uppercase();
    let mut countries: BTreeSet<String> =
        goods.iter().map(|stop| text(&stop.address.country).unwrap_or_else(|| home.clone())).collect();
    let mut regions: Option<BTreeSet<String>> = goods.iter().map(|stop| text(&stop.address.province)).collect();
    if route.from_location {
        countries.insert(home.clone());
        if let Some(regions) = &mut regions {
            regions.insert(route.province.to_uppercase());
        }
    }
    if countries.len() > 1 {
        return Some(Reach::CrossBorder);
    }
    let one_region = regions.as_ref().map(|regions| regions.len() == 1);
    let near = route.distance_km.map(|km| km < Ratio::whole(route.local_km.into())).or_else(|| {
        // The same city is near, however far apart its ends are.
        let cities: Option<BTreeSet<String>> = goods.iter().map(|stop| text(&stop.address.city)).collect();
        let one_city =
            !route.from_location && cities.is_some_and(|cities| cities.len() == 1) && one_region == Some(true);
        one_city.then_some(true)
    });
    let may_be_local = !countries.contains("US") || one_region == Some(true);
    match (near, one_region) {
        (Some(true), _) if may_be_local => Some(Reach::Local),
        (Some(_), Some(true)) => Some(Reach::Within),
        (Some(_), Some(false)) => Some(Reach::Between),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quote::StopAddress;

    fn stop(role: StopRole, city: &str, province: &str, country: &str) -> Stop {
        let given = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        Stop::new(
            role,
            StopAddress { city: given(city), province: given(province), country: given(country), ..Default::default() },
        )
    }

    fn reach(from: (&str, &str, &str), to: (&str, &str, &str), km: Option<i64>) -> Option<Reach> {
        let stops = [stop(StopRole::Pickup, from.0, from.1, from.2), stop(StopRole::Dropoff, to.0, to.1, to.2)];
        reach_of(&Route {
            stops: &stops,
            country: "CA",
            province: "ON",
            from_location: false,
            distance_km: km.map(Ratio::whole),
            local_km: LOCAL_KM,
        })
    }

    #[test]
    fn quo_6_how_far_work_goes() {
        let (toronto, ottawa, gatineau) = (("Toronto", "ON", "CA"), ("Ottawa", "ON", "CA"), ("Gatineau", "QC", "CA"));
        assert_eq!(reach(toronto, ottawa, Some(450)), Some(Reach::Within));
        assert_eq!(reach(toronto, ("Oakville", "ON", "CA"), Some(99)), Some(Reach::Local));
        assert_eq!(reach(toronto, ("Barrie", "ON", "CA"), Some(100)), Some(Reach::Within), "under 100 km");
        assert_eq!(reach(ottawa, gatineau, Some(8)), Some(Reach::Local), "in Canada over a provincial border too");
        assert_eq!(reach(toronto, gatineau, Some(460)), Some(Reach::Between));
        assert_eq!(reach(("Buffalo", "NY", "US"), toronto, Some(160)), Some(Reach::CrossBorder));
        assert_eq!(reach(("Detroit", "MI", "US"), ("Windsor", "ON", "CA"), Some(5)), Some(Reach::CrossBorder));
        assert_eq!(reach(("New York", "NY", "US"), ("Hoboken", "NJ", "US"), Some(8)), Some(Reach::Between));
        assert_eq!(reach(("Albany", "NY", "US"), ("Troy", "NY", "US"), Some(13)), Some(Reach::Local));
    }

    #[test]
    fn quo_6_what_stops_do_not_tell_is_not_guessed() {
        let toronto = ("Toronto", "ON", "CA");
        assert_eq!(reach(toronto, ("Ottawa", "ON", "CA"), None), None, "no distance");
        assert_eq!(reach(toronto, toronto, None), Some(Reach::Local), "one city");
        assert_eq!(reach(toronto, ("", "", ""), Some(20)), None, "one end");
        assert_eq!(reach(toronto, ("Ottawa", "", "CA"), Some(450)), None, "no province");
        assert_eq!(reach(toronto, ("Oakville", "ON", ""), Some(40)), Some(Reach::Local), "the location's country");
    }

    #[test]
    fn quo_6_a_crane_goes_out_from_its_location() {
        let out = |province: &str, country: &str, km: Option<i64>| {
            let stops = [stop(StopRole::Site, "Somewhere", province, country)];
            reach_of(&Route {
                stops: &stops,
                country: "IN",
                province: "MH",
                from_location: true,
                distance_km: km.map(Ratio::whole),
                local_km: 150,
            })
        };
        assert_eq!(out("MH", "IN", Some(149)), Some(Reach::Local));
        assert_eq!(out("MH", "IN", Some(150)), Some(Reach::Within), "the company's own distance");
        assert_eq!(out("GJ", "IN", Some(400)), Some(Reach::Between));
        assert_eq!(out("MH", "IN", None), None);
    }

    #[test]
    fn quo_6_a_tie_is_work_that_fits_both_equally() {
        let at = |n: &[u128]| n.iter().map(|n| uuid::Uuid::from_u128(*n)).collect::<BTreeSet<_>>();
        let of = |services: &[&str]| services.iter().map(|s| (*s).to_owned()).collect::<BTreeSet<_>>();
        let scope = |locations: &[u128], services: &[&str], reach| Scope {
            locations: at(locations),
            services: of(services),
            reach,
        };
        let everywhere = Scope::default();
        assert!(everywhere.ties(&everywhere));
        assert!(!everywhere.ties(&scope(&[1], &[], None)), "the location's own goes before");
        assert!(scope(&[1, 2], &[], None).ties(&scope(&[2, 3], &[], None)), "both hold at the second");
        assert!(!scope(&[1], &[], None).ties(&scope(&[2], &[], None)));
        assert!(!scope(&[], &["FULL"], None).ties(&scope(&[], &[], Some(Reach::Local))), "service before reach");
        assert!(scope(&[], &["FULL", "STORAGE"], None).ties(&scope(&[], &["STORAGE"], None)));
        assert!(!scope(&[], &[], Some(Reach::Local)).ties(&scope(&[], &[], Some(Reach::Within))));
        assert!(scope(&[], &[], Some(Reach::Local)).ties(&scope(&[], &[], Some(Reach::Local))));
    }
}
