//! Which tariff prices each part of a quote, and why (QUO-6).

use std::collections::BTreeMap;

use engine::TenantTx;
use kernel::{
    Result,
    ids::{TariffId, TariffVersionId},
};
use schemars::JsonSchema;
use serde::Serialize;
use uuid::Uuid;

use super::reckon::Request;
use crate::{
    pricing::{
        PricingInput,
        input::{PartInput, Work},
    },
    tariff::{
        self, Candidate, Wanted, fitting, needs, no_tariff,
        scope::{Reach, Route, reach_of, service_code},
    },
};

/// Why a version prices a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum TariffReason {
    /// The quote has this version since its first price, or a person chose it.
    Kept,
    /// A person chose its tariff.
    Chosen,
    /// It is the location's own.
    Location,
    /// It is for this service.
    ServiceType,
    /// It is for this distance.
    Reach,
    /// It holds for everything.
    General,
}

/// Another tariff that would fit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct OtherTariff {
    pub tariff_id: TariffId,
    pub name: String,
}

/// The tariff of a part.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct PartTariff {
    /// Key of the part.
    pub part: String,
    pub tariff_id: TariffId,
    pub tariff_version_id: TariffVersionId,
    pub name: String,
    pub number: i32,
    /// PUBLISHED, or RETIRED: a draft with it is better priced anew.
    pub state: String,
    pub reasons: Vec<TariffReason>,
    /// How far the part goes, where its stops tell.
    pub reach: Option<Reach>,
    /// Less particular ones, the most particular first.
    pub others: Vec<OtherTariff>,
}

/// What was decided about one part.
#[derive(Clone, Debug)]
pub struct Pick {
    pub reasons: Vec<TariffReason>,
    pub reach: Option<Reach>,
    pub others: Vec<OtherTariff>,
}

fn reasons(candidate: &Candidate, named: bool) -> Vec<TariffReason> {
    if named {
        return vec![TariffReason::Chosen];
    }
    let (location, service, reach) = candidate.rank();
    let said = [(location, TariffReason::Location), (service, TariffReason::ServiceType), (reach, TariffReason::Reach)];
    let found: Vec<TariffReason> = said.into_iter().filter(|(holds, _)| *holds).map(|(_, reason)| reason).collect();
    if found.is_empty() { vec![TariffReason::General] } else { found }
}

/// How far a part goes.
fn reach(request: &Request<'_>, part: &PartInput, local_km: i32) -> Option<Reach> {
    let (from_location, distance_km) = match &part.work {
        Work::Move(work) => (false, work.distance_km.or(work.straight_km)),
        Work::CraneOrder(order) => (true, Some(order.mobilisation.distance_km)),
        Work::HourlyHire(_) | Work::Rental(_) | Work::Charges => (true, None),
    };
    reach_of(&Route {
        stops: request.stops,
        country: &request.around.country,
        province: &request.around.province,
        from_location,
        distance_km: distance_km.filter(|km| !km.is_zero()),
        local_km,
    })
}

/// Parts that name no version get the most particular one valid on their day; named versions stay. Answers what was
/// decided, part by part.
pub async fn choose_versions(
    tx: &TenantTx,
    request: &Request<'_>,
    input: &mut PricingInput,
    local_km: i32,
) -> Result<Vec<Pick>> {
    let day = input.priced_on;
    let mut candidates: Option<(jiff::civil::Date, Vec<Candidate>)> = None;
    let mut picks = Vec::with_capacity(input.parts.len().min(5));
    for n in 0..input.parts.len().min(5) {
        let part = &input.parts[n];
        let reach = reach(request, part, local_km);
        if !part.tariff_version_id.is_nil() {
            picks.push(Pick { reasons: vec![TariffReason::Kept], reach, others: Vec::new() });
            continue;
        }
        let service = part.service_date;
        let found = match candidates.take().filter(|(of, _)| *of == service) {
            Some((_, found)) => found,
            None => tariff::store::candidates(tx, request.location, day, service).await?,
        };
        let (kind, base) = needs(&part.work, request.kind.code());
        // A named tariff prices what it can; parts of another kind get the one that fits them.
        let named = request.tariff.filter(|id| {
            let own = found.iter().find(|candidate| candidate.tariff == *id);
            kind == request.kind.code() || own.is_none_or(|candidate| candidate.kind == kind)
        });
        let wanted = Wanted {
            kind,
            currency: input.currency.code(),
            base,
            tariff: named,
            service: match &part.work {
                Work::Move(work) => Some(service_code(work.service)),
                _ => None,
            },
            reach,
        };
        let fitting = fitting(&found, &wanted);
        let Some((chosen, others)) = fitting.split_first() else {
            return Err(no_tariff(n, &found, &wanted, day));
        };
        picks.push(Pick {
            reasons: reasons(chosen, named.is_some()),
            reach,
            others: others
                .iter()
                .filter(|other| other.tariff != chosen.tariff)
                .map(|other| OtherTariff { tariff_id: other.tariff, name: other.name.clone() })
                .collect(),
        });
        input.parts[n].tariff_version_id = chosen.id.uuid();
        candidates = Some((service, found));
    }
    Ok(picks)
}

/// The tariffs of complete inputs; without picks, as a kept quote stands.
pub async fn tariffs_of(tx: &TenantTx, versions: &[(String, Uuid)], picks: &[Pick]) -> Result<Vec<PartTariff>> {
    if versions.is_empty() {
        return Ok(Vec::new());
    }
    let mut ids: Vec<Uuid> = versions.iter().map(|(_, version)| *version).collect();
    ids.sort_unstable();
    ids.dedup();
    let named: BTreeMap<Uuid, _> = tariff::store::versions_named(tx, &ids)
        .await?
        .into_iter()
        .map(|version| (version.id.uuid(), version))
        .collect();
    let part = |(n, (part, id)): (usize, &(String, Uuid))| {
        let version = named.get(id)?;
        let pick = picks.get(n);
        Some(PartTariff {
            part: part.clone(),
            tariff_id: version.tariff_id,
            tariff_version_id: version.id,
            name: version.name.clone(),
            number: version.number,
            state: version.state.clone(),
            reasons: pick.map_or_else(|| vec![TariffReason::Kept], |pick| pick.reasons.clone()),
            reach: pick.and_then(|pick| pick.reach),
            others: pick.map(|pick| pick.others.clone()).unwrap_or_default(),
        })
    };
    Ok(versions.iter().enumerate().filter_map(part).collect())
}

/// Parts with the versions that complete inputs name.
pub fn versions_of(input: &PricingInput) -> Vec<(String, Uuid)> {
    input.parts.iter().map(|part| (part.key.clone(), part.tariff_version_id)).collect()
}

/// The same of inputs as stored, which a draft without a price may not have complete.
pub fn versions_stored(inputs: &serde_json::Value) -> Vec<(String, Uuid)> {
    let parts = inputs.get("parts").and_then(serde_json::Value::as_array).into_iter().flatten();
    parts
        .filter_map(|part| {
            let version = part.get("tariff_version_id")?.as_str()?.parse().ok()?;
            Some((part.get("key")?.as_str()?.to_owned(), version))
        })
        .collect()
}
