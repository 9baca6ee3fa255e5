//! A lead finds its place and its owner (SAL-7, SAL-8).

use engine::{Event, TenantTx, event::NewEvent};
use kernel::{
    Result,
    ids::{LeadId, LocationId, RoutingPoolId, UserId},
    time::local_day,
};
use serde_json::json;

use super::{
    choice::{Asked, Candidate, choose},
    condition::Facts,
    store::{self, Choice, Rule},
    wait,
};
use crate::lead::{self, status::Status, store::NewTouch};

/// Where a lead goes: by a rule, else to the nearest location and its pool.
pub struct Way {
    pub rule: Option<Rule>,
    pub location: Option<LocationId>,
    pub pool: Option<RoutingPoolId>,
}

/// The first active rule that holds; conditions that fail are named beside it.
pub fn first_rule(rules: &[Rule], facts: &Facts) -> (Option<Rule>, Vec<(String, String)>) {
    let mut failed = Vec::new();
    for rule in rules.iter().filter(|r| r.is_active) {
        match facts.hold(&rule.condition) {
            Ok(true) => return (Some(rule.clone()), failed),
            Ok(false) => {}
            Err(why) => failed.push((rule.name.clone(), why)),
        }
    }
    (None, failed)
}

/// The nearest location by what an address says: the same city, else the same province, else the same country. Within
/// one of these the oldest location wins.
pub fn nearest(
    places: &[store::Place],
    address: &lead::Place,
    site: (Option<&str>, Option<&str>),
) -> Option<LocationId> {
    let same = |left: Option<&str>, right: Option<&str>| matches!((left, right), (Some(l), Some(r)) if !l.trim().is_empty() && l.trim().eq_ignore_ascii_case(r.trim()));
    let city = lead::filled(&address.city).or(site.0);
    let province = lead::filled(&address.province).or(site.1);
    let country = lead::filled(&address.country);
    let found = |fits: &dyn Fn(&store::Place) -> bool| places.iter().find(|p| fits(p)).map(|p| p.id);
    found(&|p| same(Some(p.city.as_str()), city) && (province.is_none() || same(Some(p.province.as_str()), province)))
        .or_else(|| found(&|p| same(Some(p.province.as_str()), province)))
        .or_else(|| found(&|p| same(Some(p.country.as_str()), country)))
        .or_else(|| (places.len() == 1).then(|| places[0].id))
}

/// The way of a lead as the rules stand now.
pub async fn way(tx: &TenantTx, row: &lead::store::Row, rules: &[Rule]) -> Result<(Way, Vec<(String, String)>)> {
    let week = store::week(tx, row.location_id).await?;
    let flags = lead::store::flags(tx, row.id).await?;
    let (rule, failed) = first_rule(rules, &Facts::of(row, &flags, tx.now(), &week.zone));
    let mut location = rule.as_ref().and_then(|r| r.location_id).or(row.location_id);
    if location.is_none() {
        let address: lead::Place = serde_json::from_value(row.origin.clone()).unwrap_or_default();
        let rental: lead::Rental = serde_json::from_value(row.rental.clone()).unwrap_or_default();
        let site = (lead::filled(&rental.site_city), lead::filled(&rental.site_province));
        location = nearest(&store::places(tx).await?, &address, site);
    }
    let pool = match rule.as_ref().and_then(|r| r.pool_id) {
        Some(pool) => Some(pool),
        None => store::pool_of(tx, location).await?,
    };
    Ok((Way { rule, location, pool }, failed))
}

/// A lead came in: its clock starts, and unless somebody has it, it is routed.
pub async fn received(tx: &TenantTx, event: Event) -> Result<()> {
    let id: LeadId = kernel::Id::from_uuid(event.entity_id);
    if !lead::store::lock(tx, id).await? {
        return Ok(());
    }
    let row = lead::store::row(tx, id).await?;
    // Told twice, its clock starts once.
    let started = row.escalation_due_at.is_some() || row.escalation > 0;
    if started || row.quarantined_at.is_some() || !Status::read(&row.status).is_some_and(Status::is_open) {
        return Ok(());
    }
    tx.about("lead", id.uuid(), &row.number);
    tx.at_location(row.location_id);
    let Some(owner) = row.assigned_to else { return route(tx, &row).await };
    // A lead somebody enters is that person's own.
    let own = Choice {
        lead: id,
        rule: None,
        pool: None,
        location: row.location_id,
        chosen: Some(owner),
        outcome: "OWN",
        candidates: &[],
    };
    store::log(tx, own).await?;
    wait::start(tx, &row, row.location_id, 0).await
}

/// Gives a lead that nobody has to a member of its pool, to the fallback owner, or leaves it in the open queue.
pub async fn route(tx: &TenantTx, row: &lead::store::Row) -> Result<()> {
    let rules = store::rules(tx).await?;
    let (way, _) = way(tx, row, &rules).await?;
    let Some(pool) = way.pool else {
        // Routing is not set up here: the lead waits in its location's queue, the clock runs.
        store::set_routed(tx, row.id, way.location, None).await?;
        return wait::start(tx, row, way.location, 0).await;
    };
    let given = pick(tx, row, pool, way.location, None).await?;
    let outcome = given.outcome();
    let choice = Choice {
        lead: row.id,
        rule: way.rule.as_ref(),
        pool: Some(pool),
        location: way.location,
        chosen: given.to,
        outcome,
        candidates: &given.candidates,
    };
    store::log(tx, choice).await?;
    store::set_routed(tx, row.id, way.location, given.to).await?;
    if let Some(user) = given.to {
        tell(tx, row, way.location, user, outcome).await?;
    }
    match (given.to, given.at_work) {
        (Some(_), _) => wait::start(tx, row, way.location, 0).await,
        // Nobody able: the manager is called at once.
        (None, true) => wait::start(tx, row, way.location, 2).await,
        // Only closed: it is given away when the location opens.
        (None, false) => wait::until_open(tx, row, way.location).await,
    }
}

/// Who of a pool gets it.
pub struct Given {
    pub to: Option<UserId>,
    pub is_fallback: bool,
    pub at_work: bool,
    pub candidates: Vec<Candidate>,
}

impl Given {
    fn outcome(&self) -> &'static str {
        match (self.to, self.is_fallback) {
            (None, _) => "QUEUE",
            (Some(_), true) => "FALLBACK",
            (Some(_), false) => "MEMBER",
        }
    }
}

/// Chooses under the pool's lock and counts the choice.
pub async fn pick(
    tx: &TenantTx,
    row: &lead::store::Row,
    pool: RoutingPoolId,
    location: Option<LocationId>,
    not: Option<UserId>,
) -> Result<Given> {
    let Some(pool_row) = store::lock_pool(tx, pool).await?.filter(|p| p.is_active) else {
        return Ok(Given { to: None, is_fallback: false, at_work: true, candidates: vec![] });
    };
    let week = store::week(tx, location.or(pool_row.location_id)).await?;
    let today = local_day(tx.now(), &week.zone);
    let members = store::members(tx, pool, today).await?;
    let at_work = week.is_open(tx.now());
    let asked = Asked { language: Some(row.language.as_str()), at_work, not };
    let (chosen, candidates) = choose(&members, asked);
    if let Some(user) = chosen {
        store::note_given(tx, pool, user, today).await?;
        return Ok(Given { to: Some(user), is_fallback: false, at_work, candidates });
    }
    let fallback = match pool_row.fallback_to {
        Some(user) if not.is_none() && lead::store::user_is_active(tx, user).await? => Some(user),
        _ => None,
    };
    Ok(Given { to: fallback, is_fallback: fallback.is_some(), at_work, candidates })
}

/// The lead's history and everybody who listens hear of the new owner.
pub async fn tell(
    tx: &TenantTx,
    row: &lead::store::Row,
    location: Option<LocationId>,
    user: UserId,
    outcome: &str,
) -> Result<()> {
    let data = json!({"from": row.assigned_to, "to": user, "outcome": outcome});
    let touch = NewTouch { kind: "ASSIGNED", is_human: false, note: None, outcome: Some(outcome), data: data.clone() };
    lead::store::add_touch(tx, row.id, touch).await?;
    tx.emit(NewEvent::new("sales.lead.assigned", "lead", row.id.uuid()).location(location).data(data));
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(n: u128, city: &str, province: &str) -> store::Place {
        store::Place {
            id: LocationId::from_uuid(uuid::Uuid::from_u128(n)),
            city: city.into(),
            province: province.into(),
            country: "CA".into(),
            timezone: "America/Toronto".into(),
        }
    }

    #[test]
    fn sal_7_without_a_rule_the_nearest_location_takes_it() {
        let all = [place(1, "Burnaby", "BC"), place(2, "Toronto", "ON"), place(3, "Ottawa", "ON")];
        let at = |city: &str, province: &str| lead::Place {
            city: Some(city.into()),
            province: Some(province.into()),
            country: Some("CA".into()),
            ..lead::Place::default()
        };
        let none = (None, None);
        assert_eq!(nearest(&all, &at("ottawa", "ON"), none), Some(all[2].id), "the same city");
        assert_eq!(nearest(&all, &at("Hamilton", "ON"), none), Some(all[1].id), "the province's oldest");
        assert_eq!(nearest(&all, &at("Halifax", "NS"), none), Some(all[0].id), "the country's oldest");
        assert_eq!(nearest(&all, &lead::Place::default(), none), None, "nobody said where");
        assert_eq!(nearest(&all, &lead::Place::default(), (Some("Burnaby"), None)), Some(all[0].id), "a crane's site");
        assert_eq!(nearest(&all[..1], &lead::Place::default(), none), Some(all[0].id), "there is only one");
    }
}
