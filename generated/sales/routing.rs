//! Written by `cargo xtask sql` from crates/sales/queries/routing.sql: edit that.

#[derive(Debug, Clone, serde::Serialize)]
pub struct HoursOfRow {
    pub weekday: i32,
    pub from_minute: i32,
    pub to_minute: i32,
}

impl HoursOfRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            weekday: row.try_get(0).map_err(kernel::Error::internal)?,
            from_minute: row.try_get(1).map_err(kernel::Error::internal)?,
            to_minute: row.try_get(2).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn hours_of(tx: &engine::TenantTx, location_id: kernel::ids::LocationId) -> kernel::Result<Vec<HoursOfRow>> {
    const SQL: &str = r"select h.weekday, h.from_minute, h.to_minute
from answering_hours h
where h.company_id = $1
  and h.location_id = $2
order by h.weekday, h.from_minute
limit 100";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &location_id]).await?;
    rows.iter().map(HoursOfRow::from_row).collect()
}

pub async fn clear_hours(tx: &engine::TenantTx, location_id: kernel::ids::LocationId) -> kernel::Result<u64> {
    const SQL: &str = r"delete from answering_hours
where company_id = $1
  and location_id = $2";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &location_id]).await
}

#[derive(Debug, Clone)]
pub struct InsertHours {
    pub id: uuid::Uuid,
    pub location_id: kernel::ids::LocationId,
    pub weekday: i32,
    pub from_minute: i32,
    pub to_minute: i32,
}

pub async fn insert_hours(tx: &engine::TenantTx, p: InsertHours) -> kernel::Result<u64> {
    const SQL: &str = r"insert into answering_hours (company_id, id, location_id, weekday, from_minute, to_minute)
values ($1, $2, $3, $4, $5, $6)";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &p.id, &p.location_id, &p.weekday, &p.from_minute, &p.to_minute]).await
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct PlacesRow {
    pub id: kernel::ids::LocationId,
    pub city: String,
    pub province: String,
    pub country: String,
    pub timezone: String,
}

impl PlacesRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            city: row.try_get(1).map_err(kernel::Error::internal)?,
            province: row.try_get(2).map_err(kernel::Error::internal)?,
            country: row.try_get(3).map_err(kernel::Error::internal)?,
            timezone: row.try_get(4).map_err(kernel::Error::internal)?,
        })
    }
}

/// Where a lead may go that no rule sends anywhere.
pub async fn places(tx: &engine::TenantTx) -> kernel::Result<Vec<PlacesRow>> {
    const SQL: &str = r#"select l.id, l.city, l.province, l.country as "country!", l.timezone as "timezone!"
from access_v_location l
where l.company_id = $1
  and l.status = 'ACTIVE'
order by l.created_at, l.id
limit 200"#;
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id]).await?;
    rows.iter().map(PlacesRow::from_row).collect()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct RulesRow {
    pub id: kernel::ids::RoutingRuleId,
    pub name: String,
    pub position: i32,
    pub condition: String,
    pub location_id: Option<kernel::ids::LocationId>,
    pub pool_id: Option<kernel::ids::RoutingPoolId>,
    pub is_active: bool,
    pub rule_version: i32,
    pub version: i64,
}

impl RulesRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            name: row.try_get(1).map_err(kernel::Error::internal)?,
            position: row.try_get(2).map_err(kernel::Error::internal)?,
            condition: row.try_get(3).map_err(kernel::Error::internal)?,
            location_id: row.try_get(4).map_err(kernel::Error::internal)?,
            pool_id: row.try_get(5).map_err(kernel::Error::internal)?,
            is_active: row.try_get(6).map_err(kernel::Error::internal)?,
            rule_version: row.try_get(7).map_err(kernel::Error::internal)?,
            version: row.try_get(8).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn rules(tx: &engine::TenantTx) -> kernel::Result<Vec<RulesRow>> {
    const SQL: &str = r"select r.id, r.name, r.position, r.condition, r.location_id, r.pool_id, r.is_active, r.rule_version, r.version
from routing_rule r
where r.company_id = $1
order by r.position, r.id
limit 200";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id]).await?;
    rows.iter().map(RulesRow::from_row).collect()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct RuleFactsRow {
    pub id: kernel::ids::RoutingRuleId,
    pub location_id: Option<kernel::ids::LocationId>,
    pub rule_version: i32,
}

impl RuleFactsRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            location_id: row.try_get(1).map_err(kernel::Error::internal)?,
            rule_version: row.try_get(2).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn rule_facts(tx: &engine::TenantTx, id: kernel::ids::RoutingRuleId) -> kernel::Result<Option<RuleFactsRow>> {
    const SQL: &str = r"select r.id, r.location_id, r.rule_version
from routing_rule r
where r.company_id = $1
  and r.id = $2
for update";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &id]).await?;
    super::at_most_one(rows, "rule_facts")?.as_ref().map(RuleFactsRow::from_row).transpose()
}

#[derive(Debug, Clone)]
pub struct InsertRule<'a> {
    pub id: kernel::ids::RoutingRuleId,
    pub name: &'a str,
    pub position: i32,
    pub condition: &'a str,
    pub location_id: Option<kernel::ids::LocationId>,
    pub pool_id: Option<kernel::ids::RoutingPoolId>,
    pub is_active: bool,
}

pub async fn insert_rule(tx: &engine::TenantTx, p: InsertRule<'_>) -> kernel::Result<u64> {
    const SQL: &str = r"insert into routing_rule (company_id, id, name, position, condition, location_id, pool_id, is_active)
values ($1, $2, $3, $4, $5, $6, $7, $8)";
    let company_id = tx.company();
    engine::Sql::exec(
        tx,
        SQL,
        &[&company_id, &p.id, &p.name, &p.position, &p.condition, &p.location_id, &p.pool_id, &p.is_active],
    )
    .await
}

#[derive(Debug, Clone)]
pub struct SetRule<'a> {
    pub name: &'a str,
    pub position: i32,
    pub condition: &'a str,
    pub location_id: Option<kernel::ids::LocationId>,
    pub pool_id: Option<kernel::ids::RoutingPoolId>,
    pub is_active: bool,
    pub id: kernel::ids::RoutingRuleId,
}

pub async fn set_rule(tx: &engine::TenantTx, p: SetRule<'_>) -> kernel::Result<u64> {
    const SQL: &str = r"update routing_rule r
set name = $2,
    position = $3,
    condition = $4,
    location_id = $5,
    pool_id = $6,
    is_active = $7,
    rule_version = r.rule_version + 1
where r.company_id = $1
  and r.id = $8";
    let company_id = tx.company();
    engine::Sql::exec(
        tx,
        SQL,
        &[&company_id, &p.name, &p.position, &p.condition, &p.location_id, &p.pool_id, &p.is_active, &p.id],
    )
    .await
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct PoolsRow {
    pub id: kernel::ids::RoutingPoolId,
    pub name: String,
    pub location_id: Option<kernel::ids::LocationId>,
    pub location_name: Option<String>,
    pub is_default: bool,
    pub fallback_to: Option<kernel::ids::UserId>,
    pub fallback_name: Option<String>,
    pub is_active: bool,
    pub version: i64,
}

impl PoolsRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            name: row.try_get(1).map_err(kernel::Error::internal)?,
            location_id: row.try_get(2).map_err(kernel::Error::internal)?,
            location_name: row.try_get(3).map_err(kernel::Error::internal)?,
            is_default: row.try_get(4).map_err(kernel::Error::internal)?,
            fallback_to: row.try_get(5).map_err(kernel::Error::internal)?,
            fallback_name: row.try_get(6).map_err(kernel::Error::internal)?,
            is_active: row.try_get(7).map_err(kernel::Error::internal)?,
            version: row.try_get(8).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn pools(tx: &engine::TenantTx) -> kernel::Result<Vec<PoolsRow>> {
    const SQL: &str = r#"select p.id, p.name, p.location_id, l.name as "location_name?", p.is_default, p.fallback_to, u.name as "fallback_name?",
       p.is_active, p.version
from routing_pool p
left join access_v_location l on l.company_id = p.company_id and l.id = p.location_id
left join access_v_user u on u.company_id = p.company_id and u.id = p.fallback_to
where p.company_id = $1
order by p.name, p.id
limit 200"#;
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id]).await?;
    rows.iter().map(PoolsRow::from_row).collect()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct PoolOfRow {
    pub id: kernel::ids::RoutingPoolId,
}

impl PoolOfRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self { id: row.try_get(0).map_err(kernel::Error::internal)? })
    }
}

/// The pool of a lead at a location: its own default, else the company's.
pub async fn pool_of(
    tx: &engine::TenantTx,
    location_id: Option<kernel::ids::LocationId>,
) -> kernel::Result<Option<PoolOfRow>> {
    const SQL: &str = r"select p.id
from routing_pool p
where p.company_id = $1
  and p.is_active
  and p.is_default
  and (p.location_id = $2 or p.location_id is null)
order by p.location_id nulls last, p.id
limit 1";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &location_id]).await?;
    super::at_most_one(rows, "pool_of")?.as_ref().map(PoolOfRow::from_row).transpose()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct LockPoolRow {
    pub id: kernel::ids::RoutingPoolId,
    pub name: String,
    pub location_id: Option<kernel::ids::LocationId>,
    pub fallback_to: Option<kernel::ids::UserId>,
    pub is_active: bool,
}

impl LockPoolRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            name: row.try_get(1).map_err(kernel::Error::internal)?,
            location_id: row.try_get(2).map_err(kernel::Error::internal)?,
            fallback_to: row.try_get(3).map_err(kernel::Error::internal)?,
            is_active: row.try_get(4).map_err(kernel::Error::internal)?,
        })
    }
}

/// One lead at a time is given to a pool, so that equal leads never go to the same member twice.
pub async fn lock_pool(tx: &engine::TenantTx, id: kernel::ids::RoutingPoolId) -> kernel::Result<Option<LockPoolRow>> {
    const SQL: &str = r"select p.id, p.name, p.location_id, p.fallback_to, p.is_active
from routing_pool p
where p.company_id = $1
  and p.id = $2
for update";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &id]).await?;
    super::at_most_one(rows, "lock_pool")?.as_ref().map(LockPoolRow::from_row).transpose()
}

#[derive(Debug, Clone)]
pub struct InsertPool<'a> {
    pub id: kernel::ids::RoutingPoolId,
    pub name: &'a str,
    pub location_id: Option<kernel::ids::LocationId>,
    pub is_default: bool,
    pub fallback_to: Option<kernel::ids::UserId>,
    pub is_active: bool,
}

pub async fn insert_pool(tx: &engine::TenantTx, p: InsertPool<'_>) -> kernel::Result<u64> {
    const SQL: &str = r"insert into routing_pool (company_id, id, name, location_id, is_default, fallback_to, is_active)
values ($1, $2, $3, $4, $5, $6, $7)";
    let company_id = tx.company();
    engine::Sql::exec(
        tx,
        SQL,
        &[&company_id, &p.id, &p.name, &p.location_id, &p.is_default, &p.fallback_to, &p.is_active],
    )
    .await
}

#[derive(Debug, Clone)]
pub struct SetPool<'a> {
    pub name: &'a str,
    pub location_id: Option<kernel::ids::LocationId>,
    pub is_default: bool,
    pub fallback_to: Option<kernel::ids::UserId>,
    pub is_active: bool,
    pub id: kernel::ids::RoutingPoolId,
}

pub async fn set_pool(tx: &engine::TenantTx, p: SetPool<'_>) -> kernel::Result<u64> {
    const SQL: &str = r"update routing_pool
set name = $2,
    location_id = $3,
    is_default = $4,
    fallback_to = $5,
    is_active = $6
where company_id = $1
  and id = $7";
    let company_id = tx.company();
    engine::Sql::exec(
        tx,
        SQL,
        &[&company_id, &p.name, &p.location_id, &p.is_default, &p.fallback_to, &p.is_active, &p.id],
    )
    .await
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct AllMembersRow {
    pub id: uuid::Uuid,
    pub pool_id: kernel::ids::RoutingPoolId,
    pub user_id: kernel::ids::UserId,
    pub name: String,
    pub weight: i32,
    pub open_cap: i32,
    pub untouched_cap: i32,
    pub languages: serde_json::Value,
    pub is_active: bool,
}

impl AllMembersRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            pool_id: row.try_get(1).map_err(kernel::Error::internal)?,
            user_id: row.try_get(2).map_err(kernel::Error::internal)?,
            name: row.try_get(3).map_err(kernel::Error::internal)?,
            weight: row.try_get(4).map_err(kernel::Error::internal)?,
            open_cap: row.try_get(5).map_err(kernel::Error::internal)?,
            untouched_cap: row.try_get(6).map_err(kernel::Error::internal)?,
            languages: row.try_get(7).map_err(kernel::Error::internal)?,
            is_active: row.try_get(8).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn all_members(tx: &engine::TenantTx) -> kernel::Result<Vec<AllMembersRow>> {
    const SQL: &str = r#"select m.id, m.pool_id, m.user_id, u.name as "name!", m.weight, m.open_cap, m.untouched_cap, m.languages, m.is_active
from routing_pool p
join pool_member m on m.company_id = p.company_id and m.pool_id = p.id
join access_v_user u on u.company_id = m.company_id and u.id = m.user_id
where p.company_id = $1
order by p.name, p.id, u.name, m.id
limit 2000"#;
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id]).await?;
    rows.iter().map(AllMembersRow::from_row).collect()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct MembersRow {
    pub user_id: kernel::ids::UserId,
    pub name: String,
    pub is_active: bool,
    pub weight: i32,
    pub open_cap: i32,
    pub untouched_cap: i32,
    pub languages: serde_json::Value,
    pub assigned_day: Option<jiff::civil::Date>,
    pub assigned_today: i32,
    pub last_assigned_at: Option<jiff::Timestamp>,
    pub open: i64,
    pub untouched: i64,
}

impl MembersRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            user_id: row.try_get(0).map_err(kernel::Error::internal)?,
            name: row.try_get(1).map_err(kernel::Error::internal)?,
            is_active: row.try_get(2).map_err(kernel::Error::internal)?,
            weight: row.try_get(3).map_err(kernel::Error::internal)?,
            open_cap: row.try_get(4).map_err(kernel::Error::internal)?,
            untouched_cap: row.try_get(5).map_err(kernel::Error::internal)?,
            languages: row.try_get(6).map_err(kernel::Error::internal)?,
            assigned_day: row.try_get(7).map_err(kernel::Error::internal)?,
            assigned_today: row.try_get(8).map_err(kernel::Error::internal)?,
            last_assigned_at: row.try_get(9).map_err(kernel::Error::internal)?,
            open: row.try_get(10).map_err(kernel::Error::internal)?,
            untouched: row.try_get(11).map_err(kernel::Error::internal)?,
        })
    }
}

/// The members of a pool with what they have open.
pub async fn members(tx: &engine::TenantTx, pool_id: kernel::ids::RoutingPoolId) -> kernel::Result<Vec<MembersRow>> {
    const SQL: &str = r#"select m.user_id, u.name as "name!", m.is_active and u.status = 'ACTIVE' as "is_active!", m.weight, m.open_cap, m.untouched_cap,
       m.languages, m.assigned_day, m.assigned_today, m.last_assigned_at,
       (select count(*) from lead l where l.company_id = $1 and l.assigned_to = m.user_id
         and l.quarantined_at is null
         and l.status in ('NEW', 'CONTACTED', 'QUALIFIED', 'PROPOSAL_SENT', 'NEGOTIATION')) as "open!",
       (select count(*) from lead l where l.company_id = $1 and l.assigned_to = m.user_id
         and l.quarantined_at is null and l.first_touch_at is null
         and l.status in ('NEW', 'CONTACTED', 'QUALIFIED', 'PROPOSAL_SENT', 'NEGOTIATION')) as "untouched!"
from pool_member m
join access_v_user u on u.company_id = m.company_id and u.id = m.user_id
where m.company_id = $1
  and m.pool_id = $2
order by m.user_id
limit 200"#;
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &pool_id]).await?;
    rows.iter().map(MembersRow::from_row).collect()
}

#[derive(Debug, Clone)]
pub struct PutMember<'a> {
    pub id: uuid::Uuid,
    pub pool_id: kernel::ids::RoutingPoolId,
    pub user_id: kernel::ids::UserId,
    pub weight: i32,
    pub open_cap: i32,
    pub untouched_cap: i32,
    pub languages: &'a serde_json::Value,
    pub is_active: bool,
}

pub async fn put_member(tx: &engine::TenantTx, p: PutMember<'_>) -> kernel::Result<u64> {
    const SQL: &str = r"insert into pool_member (company_id, id, pool_id, user_id, weight, open_cap, untouched_cap, languages, is_active)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
on conflict (company_id, pool_id, user_id) do update
set weight = excluded.weight,
    open_cap = excluded.open_cap,
    untouched_cap = excluded.untouched_cap,
    languages = excluded.languages,
    is_active = excluded.is_active";
    let company_id = tx.company();
    engine::Sql::exec(
        tx,
        SQL,
        &[
            &company_id,
            &p.id,
            &p.pool_id,
            &p.user_id,
            &p.weight,
            &p.open_cap,
            &p.untouched_cap,
            &p.languages,
            &p.is_active,
        ],
    )
    .await
}

pub async fn remove_members(
    tx: &engine::TenantTx,
    pool_id: kernel::ids::RoutingPoolId,
    kept: &[uuid::Uuid],
) -> kernel::Result<u64> {
    const SQL: &str = r"delete from pool_member
where company_id = $1
  and pool_id = $2
  and user_id <> all ($3)";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &pool_id, &kept]).await
}

pub async fn note_given(
    tx: &engine::TenantTx,
    today: jiff::civil::Date,
    pool_id: kernel::ids::RoutingPoolId,
    user_id: kernel::ids::UserId,
) -> kernel::Result<u64> {
    const SQL: &str = r"update pool_member m
set assigned_today = case when m.assigned_day = $2 then m.assigned_today + 1 else 1 end,
    assigned_day = $2,
    last_assigned_at = $3
where m.company_id = $1
  and m.pool_id = $4
  and m.user_id = $5";
    let company_id = tx.company();
    let now = tx.now();
    engine::Sql::exec(tx, SQL, &[&company_id, &today, &now, &pool_id, &user_id]).await
}

#[derive(Debug, Clone)]
pub struct InsertLog<'a> {
    pub id: uuid::Uuid,
    pub lead_id: kernel::ids::LeadId,
    pub rule_id: Option<kernel::ids::RoutingRuleId>,
    pub rule_version: Option<i32>,
    pub pool_id: Option<kernel::ids::RoutingPoolId>,
    pub location_id: Option<kernel::ids::LocationId>,
    pub chosen: Option<kernel::ids::UserId>,
    pub outcome: &'a str,
    pub candidates: &'a serde_json::Value,
}

pub async fn insert_log(tx: &engine::TenantTx, p: InsertLog<'_>) -> kernel::Result<u64> {
    const SQL: &str = r"insert into routing_log (company_id, id, lead_id, rule_id, rule_version, pool_id, location_id, chosen, outcome, candidates,
  at)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
    let company_id = tx.company();
    let now = tx.now();
    engine::Sql::exec(
        tx,
        SQL,
        &[
            &company_id,
            &p.id,
            &p.lead_id,
            &p.rule_id,
            &p.rule_version,
            &p.pool_id,
            &p.location_id,
            &p.chosen,
            &p.outcome,
            &p.candidates,
            &now,
        ],
    )
    .await
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct LogOfLeadRow {
    pub outcome: String,
    pub rule_name: Option<String>,
    pub pool_name: Option<String>,
    pub location_name: Option<String>,
    pub chosen: Option<kernel::ids::UserId>,
    pub chosen_name: Option<String>,
    pub candidates: serde_json::Value,
    pub at: jiff::Timestamp,
    pub pool_id: Option<kernel::ids::RoutingPoolId>,
    pub rule_id: Option<kernel::ids::RoutingRuleId>,
}

impl LogOfLeadRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            outcome: row.try_get(0).map_err(kernel::Error::internal)?,
            rule_name: row.try_get(1).map_err(kernel::Error::internal)?,
            pool_name: row.try_get(2).map_err(kernel::Error::internal)?,
            location_name: row.try_get(3).map_err(kernel::Error::internal)?,
            chosen: row.try_get(4).map_err(kernel::Error::internal)?,
            chosen_name: row.try_get(5).map_err(kernel::Error::internal)?,
            candidates: row.try_get(6).map_err(kernel::Error::internal)?,
            at: row.try_get(7).map_err(kernel::Error::internal)?,
            pool_id: row.try_get(8).map_err(kernel::Error::internal)?,
            rule_id: row.try_get(9).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn log_of_lead(tx: &engine::TenantTx, lead_id: kernel::ids::LeadId) -> kernel::Result<Option<LogOfLeadRow>> {
    const SQL: &str = r#"select g.outcome, r.name as "rule_name?", p.name as "pool_name?", o.name as "location_name?", g.chosen,
       u.name as "chosen_name?", g.candidates, g.at, g.pool_id, g.rule_id
from routing_log g
left join routing_rule r on r.company_id = g.company_id and r.id = g.rule_id
left join routing_pool p on p.company_id = g.company_id and p.id = g.pool_id
left join access_v_location o on o.company_id = g.company_id and o.id = g.location_id
left join access_v_user u on u.company_id = g.company_id and u.id = g.chosen
where g.company_id = $1
  and g.lead_id = $2
order by g.at desc, g.id desc
limit 1"#;
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &lead_id]).await?;
    super::at_most_one(rows, "log_of_lead")?.as_ref().map(LogOfLeadRow::from_row).transpose()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct RecentLeadsRow {
    pub id: kernel::ids::LeadId,
}

impl RecentLeadsRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self { id: row.try_get(0).map_err(kernel::Error::internal)? })
    }
}

pub async fn recent_leads(tx: &engine::TenantTx, since: jiff::Timestamp) -> kernel::Result<Vec<RecentLeadsRow>> {
    const SQL: &str = r"select l.id
from lead l
where l.company_id = $1
  and l.received_at > $2
  and l.quarantined_at is null
order by l.received_at desc, l.id
limit 200";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &since]).await?;
    rows.iter().map(RecentLeadsRow::from_row).collect()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct DueLeadsRow {
    pub id: kernel::ids::LeadId,
}

impl DueLeadsRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self { id: row.try_get(0).map_err(kernel::Error::internal)? })
    }
}

/// Those whose wait has reached a level; whoever looks at one keeps it to the end.
pub async fn due_leads(tx: &engine::TenantTx) -> kernel::Result<Vec<DueLeadsRow>> {
    const SQL: &str = r"select l.id
from lead l
where l.company_id = $1
  and l.escalation_due_at <= $2
order by l.escalation_due_at, l.id
limit 50
for update of l skip locked";
    let company_id = tx.company();
    let now = tx.now();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &now]).await?;
    rows.iter().map(DueLeadsRow::from_row).collect()
}

pub async fn set_routed(
    tx: &engine::TenantTx,
    location_id: Option<kernel::ids::LocationId>,
    assigned_to: Option<uuid::Uuid>,
    id: kernel::ids::LeadId,
) -> kernel::Result<u64> {
    const SQL: &str = r"update lead l
set location_id = coalesce(l.location_id, $2),
    assigned_to = coalesce($3, l.assigned_to)
where l.company_id = $1
  and l.id = $4";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &location_id, &assigned_to, &id]).await
}

pub async fn set_wait(
    tx: &engine::TenantTx,
    escalation: i32,
    due_at: Option<jiff::Timestamp>,
    handed_over: i32,
    id: kernel::ids::LeadId,
) -> kernel::Result<u64> {
    const SQL: &str = r"update lead
set escalation = $2,
    escalation_due_at = $3,
    handed_over = $4
where company_id = $1
  and id = $5";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &escalation, &due_at, &handed_over, &id]).await
}

pub async fn set_business_minutes(
    tx: &engine::TenantTx,
    business_minutes: Option<i32>,
    id: kernel::ids::LeadId,
) -> kernel::Result<u64> {
    const SQL: &str = r"update lead
set business_minutes = $2,
    escalation_due_at = null
where company_id = $1
  and id = $3";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &business_minutes, &id]).await
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct AnsweredRow {
    pub bucket: String,
    pub leads: i64,
    pub p50: i32,
    pub p90: i32,
}

impl AnsweredRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            bucket: row.try_get(0).map_err(kernel::Error::internal)?,
            leads: row.try_get(1).map_err(kernel::Error::internal)?,
            p50: row.try_get(2).map_err(kernel::Error::internal)?,
            p90: row.try_get(3).map_err(kernel::Error::internal)?,
        })
    }
}

#[derive(Debug, Clone)]
pub struct Answered<'a> {
    pub by: &'a str,
    pub since: jiff::Timestamp,
    pub everywhere: bool,
    pub locations: &'a [uuid::Uuid],
    pub mine: kernel::ids::UserId,
}

/// Open minutes to the first human touch: the median and the ninth tenth, by person, source, location or hour.
pub async fn answered(tx: &engine::TenantTx, p: Answered<'_>) -> kernel::Result<Vec<AnsweredRow>> {
    const SQL: &str = r#"select k.bucket as "bucket!", k.leads as "leads!", k.p50 as "p50!", k.p90 as "p90!"
from (
  select case $2 when 'USER' then coalesce(u.name, '-') when 'SOURCE' then l.source
           when 'LOCATION' then coalesce(o.name, '-')
           else to_char(l.first_touch_at at time zone coalesce(o.timezone, 'UTC'), 'HH24') end as bucket,
         count(*) as leads,
         percentile_disc(0.5) within group (order by l.business_minutes) as p50,
         percentile_disc(0.9) within group (order by l.business_minutes) as p90
  from lead l
  left join access_v_user u on u.company_id = l.company_id and u.id = l.assigned_to
  left join access_v_location o on o.company_id = l.company_id and o.id = l.location_id
  where l.company_id = $1
    and l.business_minutes is not null
    and l.first_touch_at > $3
    and ($4 or l.location_id is null or l.location_id = any ($5) or l.assigned_to = $6
      or l.created_by = $6)
  group by 1
) k
order by k.leads desc, k.bucket
limit 100"#;
    let company_id = tx.company();
    let rows =
        engine::Sql::rows(tx, SQL, &[&company_id, &p.by, &p.since, &p.everywhere, &p.locations, &p.mine]).await?;
    rows.iter().map(AnsweredRow::from_row).collect()
}
