//! The rows of routing.

use engine::TenantTx;
use jiff::{Timestamp, civil::Date, tz::TimeZone};
use kernel::{
    Error, Result,
    ids::{LeadId, LocationId, RoutingPoolId, UserId},
};
use serde_json::json;
use uuid::Uuid;

use super::{
    Routed,
    choice::{Candidate, Member},
    hours::{Open, Week},
};
use crate::{lead, sql::routing as sql};

pub use crate::sql::routing::{
    AllMembersRow, AnsweredRow, InsertPool, InsertRule, LockPoolRow as Pool, PlacesRow as Place, PoolsRow, PutMember,
    RuleFactsRow, RulesRow as Rule, SetPool, SetRule,
};

/// The answering hours of a location, the usual ones where it has none.
pub async fn week(tx: &TenantTx, location: Option<LocationId>) -> Result<Week> {
    let defaults = lead::store::defaults(tx, location).await?;
    let zone = defaults.timezone.as_deref().unwrap_or(&defaults.company_timezone);
    let zone = TimeZone::get(zone).unwrap_or(TimeZone::UTC);
    let open = match location {
        Some(location) => hours(tx, location).await?,
        None => vec![],
    };
    Ok(if open.is_empty() { Week::usual(zone) } else { Week { zone, open } })
}

/// The hours a location has of its own.
pub async fn hours(tx: &TenantTx, location: LocationId) -> Result<Vec<Open>> {
    let open = |h: sql::HoursOfRow| Open { weekday: h.weekday, from_minute: h.from_minute, to_minute: h.to_minute };
    Ok(sql::hours_of(tx, location).await?.into_iter().map(open).collect())
}

pub async fn put_hours(tx: &TenantTx, location: LocationId, hours: &[Open]) -> Result<()> {
    sql::clear_hours(tx, location).await?;
    for open in hours {
        let row = sql::InsertHours {
            id: tx.new_id::<()>().uuid(),
            location_id: location,
            weekday: open.weekday,
            from_minute: open.from_minute,
            to_minute: open.to_minute,
        };
        sql::insert_hours(tx, row).await?;
    }
    Ok(())
}

pub async fn places(tx: &TenantTx) -> Result<Vec<Place>> {
    sql::places(tx).await
}

pub async fn rules(tx: &TenantTx) -> Result<Vec<Rule>> {
    sql::rules(tx).await
}

pub async fn rule(tx: &TenantTx, id: kernel::ids::RoutingRuleId) -> Result<RuleFactsRow> {
    sql::rule_facts(tx, id).await?.ok_or_else(|| Error::not_found("routing rule"))
}

pub async fn insert_rule(tx: &TenantTx, rule: InsertRule<'_>) -> Result<()> {
    sql::insert_rule(tx, rule).await.map(drop)
}

pub async fn set_rule(tx: &TenantTx, rule: SetRule<'_>) -> Result<()> {
    sql::set_rule(tx, rule).await.map(drop)
}

pub async fn pools(tx: &TenantTx) -> Result<Vec<PoolsRow>> {
    sql::pools(tx).await
}

pub async fn all_members(tx: &TenantTx) -> Result<Vec<AllMembersRow>> {
    sql::all_members(tx).await
}

/// The pool of a location: its own default, else the company's.
pub async fn pool_of(tx: &TenantTx, location: Option<LocationId>) -> Result<Option<RoutingPoolId>> {
    Ok(sql::pool_of(tx, location).await?.map(|row| row.id))
}

/// The pool, if it is there; nobody else is given a lead of it until the transaction ends.
pub async fn lock_pool(tx: &TenantTx, id: RoutingPoolId) -> Result<Option<Pool>> {
    sql::lock_pool(tx, id).await
}

pub async fn insert_pool(tx: &TenantTx, pool: InsertPool<'_>) -> Result<()> {
    sql::insert_pool(tx, pool).await.map(drop)
}

pub async fn set_pool(tx: &TenantTx, pool: SetPool<'_>) -> Result<()> {
    sql::set_pool(tx, pool).await.map(drop)
}

pub async fn put_member(tx: &TenantTx, member: PutMember<'_>) -> Result<()> {
    sql::put_member(tx, member).await.map(drop)
}

/// Members that are not kept are taken out.
pub async fn keep_members(tx: &TenantTx, pool: RoutingPoolId, kept: &[UserId]) -> Result<()> {
    let kept: Vec<Uuid> = kept.iter().map(|u| u.uuid()).collect();
    sql::remove_members(tx, pool, &kept).await.map(drop)
}

/// The members as they stand; counts of another day than today are over.
pub async fn members(tx: &TenantTx, pool: RoutingPoolId, today: Date) -> Result<Vec<Member>> {
    let member = |row: sql::MembersRow| Member {
        user: row.user_id,
        name: row.name,
        active: row.is_active,
        weight: row.weight,
        open: row.open,
        open_cap: row.open_cap,
        untouched: row.untouched,
        untouched_cap: row.untouched_cap,
        languages: serde_json::from_value(row.languages).unwrap_or_default(),
        assigned_today: if row.assigned_day == Some(today) { row.assigned_today } else { 0 },
        last_assigned: row.last_assigned_at,
    };
    Ok(sql::members(tx, pool).await?.into_iter().map(member).collect())
}

pub async fn note_given(tx: &TenantTx, pool: RoutingPoolId, user: UserId, today: Date) -> Result<()> {
    sql::note_given(tx, today, pool, user).await.map(drop)
}

/// What is written about a choice.
pub struct Choice<'a> {
    pub lead: LeadId,
    pub rule: Option<&'a Rule>,
    pub pool: Option<RoutingPoolId>,
    pub location: Option<LocationId>,
    pub chosen: Option<UserId>,
    pub outcome: &'static str,
    pub candidates: &'a [Candidate],
}

pub async fn log(tx: &TenantTx, choice: Choice<'_>) -> Result<()> {
    let candidates = json!(choice.candidates);
    let row = sql::InsertLog {
        id: tx.new_id::<()>().uuid(),
        lead_id: choice.lead,
        rule_id: choice.rule.map(|r| r.id),
        rule_version: choice.rule.map(|r| r.rule_version),
        pool_id: choice.pool,
        location_id: choice.location,
        chosen: choice.chosen,
        outcome: choice.outcome,
        candidates: &candidates,
    };
    sql::insert_log(tx, row).await.map(drop)
}

/// How the lead came to its owner, last.
pub async fn routed(tx: &TenantTx, lead: LeadId) -> Result<Option<Routed>> {
    let shown = |row: sql::LogOfLeadRow| Routed {
        outcome: row.outcome,
        rule_name: row.rule_name,
        pool_name: row.pool_name,
        location_name: row.location_name,
        chosen: row.chosen,
        chosen_name: row.chosen_name,
        candidates: row.candidates,
        at: row.at,
    };
    Ok(sql::log_of_lead(tx, lead).await?.map(shown))
}

/// The pool a lead was last given by.
pub async fn last_pool(tx: &TenantTx, lead: LeadId) -> Result<Option<RoutingPoolId>> {
    Ok(sql::log_of_lead(tx, lead).await?.and_then(|row| row.pool_id))
}

pub async fn recent(tx: &TenantTx, since: Timestamp) -> Result<Vec<LeadId>> {
    Ok(sql::recent_leads(tx, since).await?.into_iter().map(|row| row.id).collect())
}

/// Leads whose wait has reached a level, locked.
pub async fn due(tx: &TenantTx) -> Result<Vec<LeadId>> {
    Ok(sql::due_leads(tx).await?.into_iter().map(|row| row.id).collect())
}

pub async fn set_routed(tx: &TenantTx, lead: LeadId, location: Option<LocationId>, user: Option<UserId>) -> Result<()> {
    sql::set_routed(tx, location, user.map(|u| u.uuid()), lead).await.map(drop)
}

/// How far a lead was raised, when it is raised next, and how often it was handed on.
pub async fn set_wait(
    tx: &TenantTx,
    lead: LeadId,
    escalation: i32,
    due_at: Option<Timestamp>,
    handed_over: i32,
) -> Result<()> {
    sql::set_wait(tx, escalation, due_at, handed_over, lead).await.map(drop)
}

pub async fn set_business_minutes(tx: &TenantTx, lead: LeadId, minutes: i64) -> Result<()> {
    let minutes = i32::try_from(minutes).unwrap_or(i32::MAX);
    sql::set_business_minutes(tx, Some(minutes), lead).await.map(drop)
}

pub async fn answered(tx: &TenantTx, by: &str, since: Timestamp, reach: &engine::Reach) -> Result<Vec<AnsweredRow>> {
    let (everywhere, locations, mine) = lead::store::reach_parts(reach, tx.user_id_or_nil());
    let asked = sql::Answered { by, since, everywhere, locations: &locations, mine };
    sql::answered(tx, asked).await
}
