//! Written by `cargo xtask sql` from crates/sales/queries/score.sql: edit that.

#[derive(Debug, Clone, serde::Serialize)]
pub struct ScoreFactsRow {
    pub id: kernel::ids::LeadId,
    pub service_type: Option<String>,
    pub move_size: Option<String>,
    pub move_date: Option<jiff::civil::Date>,
    pub origin: serde_json::Value,
    pub destination: serde_json::Value,
    pub rental: serde_json::Value,
    pub channel: String,
    pub phone_e164: Option<String>,
    pub phone_state: String,
    pub industry: String,
    pub timezone: String,
    pub weights: Option<serde_json::Value>,
    pub city_served: bool,
    pub class_in_fleet: bool,
    pub source_kind: Option<String>,
    pub submissions: i64,
    pub called: bool,
    pub answered: bool,
    pub opened: bool,
    pub attempts: i64,
    pub flagged: bool,
    pub worked_before: bool,
    pub value_minor: Option<i64>,
    pub median_minor: Option<i64>,
}

impl ScoreFactsRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            service_type: row.try_get(1).map_err(kernel::Error::internal)?,
            move_size: row.try_get(2).map_err(kernel::Error::internal)?,
            move_date: row.try_get(3).map_err(kernel::Error::internal)?,
            origin: row.try_get(4).map_err(kernel::Error::internal)?,
            destination: row.try_get(5).map_err(kernel::Error::internal)?,
            rental: row.try_get(6).map_err(kernel::Error::internal)?,
            channel: row.try_get(7).map_err(kernel::Error::internal)?,
            phone_e164: row.try_get(8).map_err(kernel::Error::internal)?,
            phone_state: row.try_get(9).map_err(kernel::Error::internal)?,
            industry: row.try_get(10).map_err(kernel::Error::internal)?,
            timezone: row.try_get(11).map_err(kernel::Error::internal)?,
            weights: row.try_get(12).map_err(kernel::Error::internal)?,
            city_served: row.try_get(13).map_err(kernel::Error::internal)?,
            class_in_fleet: row.try_get(14).map_err(kernel::Error::internal)?,
            source_kind: row.try_get(15).map_err(kernel::Error::internal)?,
            submissions: row.try_get(16).map_err(kernel::Error::internal)?,
            called: row.try_get(17).map_err(kernel::Error::internal)?,
            answered: row.try_get(18).map_err(kernel::Error::internal)?,
            opened: row.try_get(19).map_err(kernel::Error::internal)?,
            attempts: row.try_get(20).map_err(kernel::Error::internal)?,
            flagged: row.try_get(21).map_err(kernel::Error::internal)?,
            worked_before: row.try_get(22).map_err(kernel::Error::internal)?,
            value_minor: row.try_get(23).map_err(kernel::Error::internal)?,
            median_minor: row.try_get(24).map_err(kernel::Error::internal)?,
        })
    }
}

/// What the points of some leads rest on (SAL-13), as far as it is known here, with the company's own weights.
pub async fn score_facts(tx: &engine::TenantTx, ids: &[uuid::Uuid]) -> kernel::Result<Vec<ScoreFactsRow>> {
    const SQL: &str = r#"select l.id, l.service_type, l.move_size, l.move_date, l.origin, l.destination, l.rental, l.channel, l.phone_e164,
       l.phone_state, c.industry, coalesce(o.timezone, c.timezone) as "timezone!", w.weights as "weights?",
       exists (select 1 from access_v_location n where n.company_id = $1 and n.status = 'ACTIVE'
         and lower(n.city) in (lower(l.origin_city), lower(l.rental ->> 'site_city'))) as "city_served!",
       exists (select 1 from fleet_v_equipment e where e.company_id = $1
         and e.class = l.rental ->> 'machine_class' and e.status not in ('RETIRED', 'SOLD')) as "class_in_fleet!",
       (select s.kind from move_source s where s.company_id = $1 and lower(s.name) = lower(l.source)
         order by s.id limit 1) as "source_kind?",
       (select count(*) from lead_touch t where t.company_id = $1 and t.lead_id = l.id
         and t.kind = 'SUBMISSION') as "submissions!",
       exists (select 1 from lead_touch t where t.company_id = $1 and t.lead_id = l.id
         and t.kind = 'CALL_IN') as "called!",
       exists (select 1 from lead_touch t where t.company_id = $1 and t.lead_id = l.id
         and (t.kind in ('EMAIL_IN', 'SMS_IN', 'CALL_IN', 'MEETING')
           or (t.kind = 'CALL_OUT' and t.outcome = 'CONNECTED'))) as "answered!",
       exists (select 1 from lead_touch t where t.company_id = $1 and t.lead_id = l.id
         and t.kind = 'CLICK') as "opened!",
       (select count(*) from lead_touch t where t.company_id = $1 and t.lead_id = l.id
         and t.is_human) as "attempts!",
       exists (select 1 from fraud_flag f where f.company_id = $1 and f.lead_id = l.id
         and f.cleared_at is null) as "flagged!",
       exists (select 1 from dispatch_v_job j where j.company_id = $1 and j.customer_id = l.customer_id
         and j.status = 'COMPLETED') as "worked_before!",
       coalesce((select q.total_minor from quotes_v_quote q where q.company_id = $1 and q.lead_id = l.id
         order by q.created_at desc, q.id limit 1), l.estimated_value_minor) as "value_minor?",
       (select percentile_disc(0.5) within group (order by w.accepted_total_minor)
          from (select q.accepted_total_minor from quotes_v_quote q where q.company_id = $1
            and q.location_id = l.location_id and q.accepted_at is not null
            order by q.created_at desc limit 200) w) as "median_minor?"
from lead l
join company c on c.id = l.company_id
left join access_v_location o on o.company_id = l.company_id and o.id = l.location_id
left join score_setting w on w.company_id = l.company_id
where l.company_id = $1
  and l.id = any ($2)
order by l.id
limit 200"#;
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &ids]).await?;
    rows.iter().map(ScoreFactsRow::from_row).collect()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct OpenLeadsRow {
    pub id: kernel::ids::LeadId,
}

impl OpenLeadsRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self { id: row.try_get(0).map_err(kernel::Error::internal)? })
    }
}

/// Open leads after one, in the order of their ids: all of them are scored anew each night.
pub async fn open_leads(tx: &engine::TenantTx, after: kernel::ids::LeadId) -> kernel::Result<Vec<OpenLeadsRow>> {
    const SQL: &str = r"select l.id
from lead l
where l.company_id = $1
  and l.status in ('NEW', 'CONTACTED', 'QUALIFIED', 'PROPOSAL_SENT', 'NEGOTIATION')
  and l.quarantined_at is null
  and l.id > $2
order by l.id
limit 200";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &after]).await?;
    rows.iter().map(OpenLeadsRow::from_row).collect()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct SettingRow {
    pub weights: serde_json::Value,
    pub probability_shown: bool,
    pub version: i64,
    pub updated_at: jiff::Timestamp,
}

impl SettingRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            weights: row.try_get(0).map_err(kernel::Error::internal)?,
            probability_shown: row.try_get(1).map_err(kernel::Error::internal)?,
            version: row.try_get(2).map_err(kernel::Error::internal)?,
            updated_at: row.try_get(3).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn setting(tx: &engine::TenantTx) -> kernel::Result<Option<SettingRow>> {
    const SQL: &str = r"select s.weights, s.probability_shown, s.version, s.updated_at
from score_setting s
where s.company_id = $1";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id]).await?;
    super::at_most_one(rows, "setting")?.as_ref().map(SettingRow::from_row).transpose()
}

pub async fn put_setting(
    tx: &engine::TenantTx,
    id: uuid::Uuid,
    weights: &serde_json::Value,
    probability_shown: bool,
) -> kernel::Result<u64> {
    const SQL: &str = r"insert into score_setting (company_id, id, weights, probability_shown)
values ($1, $2, $3, $4)
on conflict (company_id) do update
set weights = excluded.weights,
    probability_shown = excluded.probability_shown";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &id, &weights, &probability_shown]).await
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct HistoryCountsRow {
    pub won: i64,
    pub lost: i64,
    pub stale: i64,
    pub archived_won: i64,
    pub archived_lost: i64,
}

impl HistoryCountsRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            won: row.try_get(0).map_err(kernel::Error::internal)?,
            lost: row.try_get(1).map_err(kernel::Error::internal)?,
            stale: row.try_get(2).map_err(kernel::Error::internal)?,
            archived_won: row.try_get(3).map_err(kernel::Error::internal)?,
            archived_lost: row.try_get(4).map_err(kernel::Error::internal)?,
        })
    }
}

/// How much history there is, counted as far as it matters (SAL-14).
pub async fn history_counts(
    tx: &engine::TenantTx,
    since: jiff::Timestamp,
    stale: jiff::Timestamp,
) -> kernel::Result<HistoryCountsRow> {
    const SQL: &str = r#"select (select count(*) from (select 1 from lead l where l.company_id = $1 and l.status = 'WON'
         and l.received_at > $2 and l.quarantined_at is null limit 1000) w) as "won!",
       (select count(*) from (select 1 from lead l where l.company_id = $1 and l.status in ('LOST', 'UNQUALIFIED')
         and l.received_at > $2 and l.quarantined_at is null limit 1000) n) as "lost!",
       (select count(*) from (select 1 from lead l where l.company_id = $1
         and l.status in ('NEW', 'CONTACTED', 'QUALIFIED', 'PROPOSAL_SENT', 'NEGOTIATION')
         and l.received_at > $2 and l.received_at < $3 and l.quarantined_at is null limit 1000) s) as "stale!",
       (select count(*) from (select 1 from lead l where l.company_id = $1 and l.status = 'ARCHIVED'
         and l.status_before = 'WON' and l.received_at > $2 and l.quarantined_at is null limit 1000) a)
         as "archived_won!",
       (select count(*) from (select 1 from lead l where l.company_id = $1 and l.status = 'ARCHIVED'
         and l.status_before is distinct from 'WON' and l.received_at > $2 and l.quarantined_at is null
         limit 1000) b) as "archived_lost!"
from company c
where c.id = $1"#;
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &since, &stale]).await?;
    HistoryCountsRow::from_row(&super::exactly_one(rows, "history_counts")?)
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct HistoryRow {
    pub id: kernel::ids::LeadId,
    pub received_at: jiff::Timestamp,
    pub location_id: Option<kernel::ids::LocationId>,
    pub won: bool,
    pub closed_at: Option<jiff::Timestamp>,
    pub contacted_at: Option<jiff::Timestamp>,
    pub estimated_at: Option<jiff::Timestamp>,
    pub quoted_at: Option<jiff::Timestamp>,
}

impl HistoryRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            received_at: row.try_get(1).map_err(kernel::Error::internal)?,
            location_id: row.try_get(2).map_err(kernel::Error::internal)?,
            won: row.try_get(3).map_err(kernel::Error::internal)?,
            closed_at: row.try_get(4).map_err(kernel::Error::internal)?,
            contacted_at: row.try_get(5).map_err(kernel::Error::internal)?,
            estimated_at: row.try_get(6).map_err(kernel::Error::internal)?,
            quoted_at: row.try_get(7).map_err(kernel::Error::internal)?,
        })
    }
}

/// What became of leads, in the order they came, with the moments at which they were looked at (SAL-14). A lead that has
/// been open for long counts as lost.
pub async fn history(
    tx: &engine::TenantTx,
    after_at: jiff::Timestamp,
    after_id: kernel::ids::LeadId,
    stale: jiff::Timestamp,
) -> kernel::Result<Vec<HistoryRow>> {
    const SQL: &str = r#"select l.id, l.received_at, l.location_id,
       l.status = 'WON' or (l.status = 'ARCHIVED' and l.status_before = 'WON') as "won!",
       case when l.status in ('WON', 'LOST', 'UNQUALIFIED', 'ARCHIVED') then l.closed_at end as "closed_at?",
       (select min(t.at) from lead_touch t where t.company_id = $1 and t.lead_id = l.id and t.is_human)
         as "contacted_at?",
       (select min(e.created_at) from estimate e where e.company_id = $1 and e.lead_id = l.id)
         as "estimated_at?",
       (select min(q.sent_at) from quotes_v_quote q where q.company_id = $1 and q.lead_id = l.id)
         as "quoted_at?"
from lead l
where l.company_id = $1
  and l.quarantined_at is null
  and l.received_at >= $2
  and (l.received_at > $2 or l.id > $3)
  and (l.status in ('WON', 'LOST', 'UNQUALIFIED', 'ARCHIVED') or l.received_at < $4)
order by l.received_at, l.id
limit 2000"#;
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &after_at, &after_id, &stale]).await?;
    rows.iter().map(HistoryRow::from_row).collect()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct FactsAtRow {
    pub n: i64,
    pub id: kernel::ids::LeadId,
    pub received_at: jiff::Timestamp,
    pub timezone: String,
    pub location_id: Option<kernel::ids::LocationId>,
    pub channel: Option<String>,
    pub source: Option<String>,
    pub email: Option<String>,
    pub phone: Option<String>,
    pub phone_state: Option<String>,
    pub move_size: Option<String>,
    pub move_date: Option<String>,
    pub origin: Option<serde_json::Value>,
    pub destination: Option<serde_json::Value>,
    pub rental: Option<serde_json::Value>,
    pub first_touch_at: Option<jiff::Timestamp>,
    pub attempts: i64,
    pub submissions: i64,
    pub called: bool,
    pub answered: bool,
    pub opened: bool,
    pub flagged: bool,
    pub worked_before: bool,
    pub estimated: bool,
    pub quoted: bool,
}

impl FactsAtRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            n: row.try_get(0).map_err(kernel::Error::internal)?,
            id: row.try_get(1).map_err(kernel::Error::internal)?,
            received_at: row.try_get(2).map_err(kernel::Error::internal)?,
            timezone: row.try_get(3).map_err(kernel::Error::internal)?,
            location_id: row.try_get(4).map_err(kernel::Error::internal)?,
            channel: row.try_get(5).map_err(kernel::Error::internal)?,
            source: row.try_get(6).map_err(kernel::Error::internal)?,
            email: row.try_get(7).map_err(kernel::Error::internal)?,
            phone: row.try_get(8).map_err(kernel::Error::internal)?,
            phone_state: row.try_get(9).map_err(kernel::Error::internal)?,
            move_size: row.try_get(10).map_err(kernel::Error::internal)?,
            move_date: row.try_get(11).map_err(kernel::Error::internal)?,
            origin: row.try_get(12).map_err(kernel::Error::internal)?,
            destination: row.try_get(13).map_err(kernel::Error::internal)?,
            rental: row.try_get(14).map_err(kernel::Error::internal)?,
            first_touch_at: row.try_get(15).map_err(kernel::Error::internal)?,
            attempts: row.try_get(16).map_err(kernel::Error::internal)?,
            submissions: row.try_get(17).map_err(kernel::Error::internal)?,
            called: row.try_get(18).map_err(kernel::Error::internal)?,
            answered: row.try_get(19).map_err(kernel::Error::internal)?,
            opened: row.try_get(20).map_err(kernel::Error::internal)?,
            flagged: row.try_get(21).map_err(kernel::Error::internal)?,
            worked_before: row.try_get(22).map_err(kernel::Error::internal)?,
            estimated: row.try_get(23).map_err(kernel::Error::internal)?,
            quoted: row.try_get(24).map_err(kernel::Error::internal)?,
        })
    }
}

/// What was known of leads at a moment: the lead as it stood then, and only what had happened by then (SAL-14).
pub async fn facts_at(
    tx: &engine::TenantTx,
    ids: &[uuid::Uuid],
    times: &[jiff::Timestamp],
) -> kernel::Result<Vec<FactsAtRow>> {
    const SQL: &str = r#"select w.n as "n!", l.id, l.received_at, coalesce(o.timezone, c.timezone) as "timezone!", l.location_id,
       i.image ->> 'channel' as "channel?", i.image ->> 'source' as "source?", i.image ->> 'email_match' as "email?",
       i.image ->> 'phone_e164' as "phone?", i.image ->> 'phone_state' as "phone_state?",
       i.image ->> 'move_size' as "move_size?", i.image ->> 'move_date' as "move_date?",
       i.image -> 'origin' as "origin?", i.image -> 'destination' as "destination?", i.image -> 'rental' as "rental?",
       (select min(t.at) from lead_touch t where t.company_id = $1 and t.lead_id = l.id and t.is_human
         and t.at <= w.at) as "first_touch_at?",
       (select count(*) from lead_touch t where t.company_id = $1 and t.lead_id = l.id and t.is_human
         and t.at <= w.at) as "attempts!",
       (select count(*) from lead_touch t where t.company_id = $1 and t.lead_id = l.id
         and t.kind = 'SUBMISSION' and t.at <= w.at) as "submissions!",
       exists (select 1 from lead_touch t where t.company_id = $1 and t.lead_id = l.id
         and t.kind = 'CALL_IN' and t.at <= w.at) as "called!",
       exists (select 1 from lead_touch t where t.company_id = $1 and t.lead_id = l.id and t.at <= w.at
         and (t.kind in ('EMAIL_IN', 'SMS_IN', 'CALL_IN', 'MEETING')
           or (t.kind = 'CALL_OUT' and t.outcome = 'CONNECTED'))) as "answered!",
       exists (select 1 from lead_touch t where t.company_id = $1 and t.lead_id = l.id
         and t.kind = 'CLICK' and t.at <= w.at) as "opened!",
       exists (select 1 from fraud_flag f where f.company_id = $1 and f.lead_id = l.id
         and f.created_at <= w.at and (f.cleared_at is null or f.cleared_at > w.at)) as "flagged!",
       exists (select 1 from dispatch_v_job j where j.company_id = $1
         and j.customer_id = (i.image ->> 'customer_id')::uuid and j.status = 'COMPLETED' and j.actual_end <= w.at)
         as "worked_before!",
       exists (select 1 from estimate e where e.company_id = $1 and e.lead_id = l.id
         and e.created_at <= w.at) as "estimated!",
       exists (select 1 from quotes_v_quote q where q.company_id = $1 and q.lead_id = l.id
         and q.sent_at <= w.at) as "quoted!"
from unnest($2::uuid[], $3::timestamptz[]) with ordinality w (lead_id, at, n)
join lead l on l.company_id = $1 and l.id = w.lead_id
join company c on c.id = l.company_id
left join access_v_location o on o.company_id = l.company_id and o.id = l.location_id
cross join lateral (
  select h.image
  from row_change h
  where h.company_id = $1
    and h.table_name = 'lead'
    and h.row_id = w.lead_id
    and h.at <= w.at
  order by h.version desc
  limit 1
) i
order by w.n
limit 8000"#;
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &ids, &times]).await?;
    rows.iter().map(FactsAtRow::from_row).collect()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct SourceKindsRow {
    pub name_key: String,
    pub kind: String,
}

impl SourceKindsRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            name_key: row.try_get(0).map_err(kernel::Error::internal)?,
            kind: row.try_get(1).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn source_kinds(tx: &engine::TenantTx) -> kernel::Result<Vec<SourceKindsRow>> {
    const SQL: &str = r"select s.name_key, s.kind
from move_source s
where s.company_id = $1
  and s.kind in ('REFERRAL', 'PARTNER')
order by s.name_key
limit 1000";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id]).await?;
    rows.iter().map(SourceKindsRow::from_row).collect()
}

#[derive(Debug, Clone)]
pub struct InsertModel<'a> {
    pub id: kernel::ids::ScoreModelId,
    pub model_version: i32,
    pub state: &'a str,
    pub state_reason: Option<&'a str>,
    pub history_from: jiff::Timestamp,
    pub leads: i32,
    pub won: i32,
    pub coefficients: &'a serde_json::Value,
    pub calibration: &'a serde_json::Value,
    pub report: &'a serde_json::Value,
}

pub async fn insert_model(tx: &engine::TenantTx, p: InsertModel<'_>) -> kernel::Result<u64> {
    const SQL: &str = r"insert into score_model (company_id, id, model_version, state, state_reason, state_since, trained_at, history_from, leads,
  won, coefficients, calibration, report)
values ($1, $2, $3, $4, $5, $6, $6, $7, $8, $9, $10,
  $11, $12)";
    let company_id = tx.company();
    let now = tx.now();
    engine::Sql::exec(
        tx,
        SQL,
        &[
            &company_id,
            &p.id,
            &p.model_version,
            &p.state,
            &p.state_reason,
            &now,
            &p.history_from,
            &p.leads,
            &p.won,
            &p.coefficients,
            &p.calibration,
            &p.report,
        ],
    )
    .await
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct LockStandingRow {
    pub id: kernel::ids::ScoreModelId,
    pub state: String,
    pub model_version: i32,
}

impl LockStandingRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            state: row.try_get(1).map_err(kernel::Error::internal)?,
            model_version: row.try_get(2).map_err(kernel::Error::internal)?,
        })
    }
}

/// The models that are not retired; nobody else trains or retires until the transaction ends.
pub async fn lock_standing(tx: &engine::TenantTx) -> kernel::Result<Vec<LockStandingRow>> {
    const SQL: &str = r"select m.id, m.state, m.model_version
from score_model m
where m.company_id = $1
  and m.state in ('ACTIVE', 'SHADOW')
order by m.id
limit 2
for update";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id]).await?;
    rows.iter().map(LockStandingRow::from_row).collect()
}

pub async fn set_model_state(
    tx: &engine::TenantTx,
    state: &str,
    state_reason: Option<&str>,
    id: kernel::ids::ScoreModelId,
) -> kernel::Result<u64> {
    const SQL: &str = r"update score_model
set state = $2,
    state_reason = $3,
    state_since = $4
where company_id = $1
  and id = $5";
    let company_id = tx.company();
    let now = tx.now();
    engine::Sql::exec(tx, SQL, &[&company_id, &state, &state_reason, &now, &id]).await
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct LastModelRow {
    pub model_version: i32,
    pub trained_at: jiff::Timestamp,
}

impl LastModelRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            model_version: row.try_get(0).map_err(kernel::Error::internal)?,
            trained_at: row.try_get(1).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn last_model(tx: &engine::TenantTx) -> kernel::Result<Option<LastModelRow>> {
    const SQL: &str = r"select m.model_version, m.trained_at
from score_model m
where m.company_id = $1
order by m.model_version desc
limit 1";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id]).await?;
    super::at_most_one(rows, "last_model")?.as_ref().map(LastModelRow::from_row).transpose()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct StandingModelRow {
    pub id: kernel::ids::ScoreModelId,
    pub model_version: i32,
    pub state: String,
    pub trained_at: jiff::Timestamp,
    pub coefficients: serde_json::Value,
    pub calibration: serde_json::Value,
}

impl StandingModelRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            model_version: row.try_get(1).map_err(kernel::Error::internal)?,
            state: row.try_get(2).map_err(kernel::Error::internal)?,
            trained_at: row.try_get(3).map_err(kernel::Error::internal)?,
            coefficients: row.try_get(4).map_err(kernel::Error::internal)?,
            calibration: row.try_get(5).map_err(kernel::Error::internal)?,
        })
    }
}

/// The model that speaks; else the one that is watched in silence.
pub async fn standing_model(tx: &engine::TenantTx) -> kernel::Result<Option<StandingModelRow>> {
    const SQL: &str = r"select m.id, m.model_version, m.state, m.trained_at, m.coefficients, m.calibration
from score_model m
where m.company_id = $1
  and m.state in ('ACTIVE', 'SHADOW')
order by m.state
limit 1";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id]).await?;
    super::at_most_one(rows, "standing_model")?.as_ref().map(StandingModelRow::from_row).transpose()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct ModelByIdRow {
    pub id: kernel::ids::ScoreModelId,
    pub model_version: i32,
    pub state: String,
    pub state_reason: Option<String>,
    pub state_since: jiff::Timestamp,
    pub trained_at: jiff::Timestamp,
    pub history_from: jiff::Timestamp,
    pub leads: i32,
    pub won: i32,
    pub coefficients: serde_json::Value,
    pub calibration: serde_json::Value,
    pub report: serde_json::Value,
    pub version: i64,
}

impl ModelByIdRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            model_version: row.try_get(1).map_err(kernel::Error::internal)?,
            state: row.try_get(2).map_err(kernel::Error::internal)?,
            state_reason: row.try_get(3).map_err(kernel::Error::internal)?,
            state_since: row.try_get(4).map_err(kernel::Error::internal)?,
            trained_at: row.try_get(5).map_err(kernel::Error::internal)?,
            history_from: row.try_get(6).map_err(kernel::Error::internal)?,
            leads: row.try_get(7).map_err(kernel::Error::internal)?,
            won: row.try_get(8).map_err(kernel::Error::internal)?,
            coefficients: row.try_get(9).map_err(kernel::Error::internal)?,
            calibration: row.try_get(10).map_err(kernel::Error::internal)?,
            report: row.try_get(11).map_err(kernel::Error::internal)?,
            version: row.try_get(12).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn model_by_id(tx: &engine::TenantTx, id: kernel::ids::ScoreModelId) -> kernel::Result<Option<ModelByIdRow>> {
    const SQL: &str = r"select m.id, m.model_version, m.state, m.state_reason, m.state_since, m.trained_at, m.history_from, m.leads, m.won,
       m.coefficients, m.calibration, m.report, m.version
from score_model m
where m.company_id = $1
  and m.id = $2";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &id]).await?;
    super::at_most_one(rows, "model_by_id")?.as_ref().map(ModelByIdRow::from_row).transpose()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct NewestModelsRow {
    pub id: kernel::ids::ScoreModelId,
    pub model_version: i32,
    pub state: String,
    pub state_reason: Option<String>,
    pub state_since: jiff::Timestamp,
    pub trained_at: jiff::Timestamp,
    pub history_from: jiff::Timestamp,
    pub leads: i32,
    pub won: i32,
    pub report: serde_json::Value,
    pub version: i64,
}

impl NewestModelsRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            model_version: row.try_get(1).map_err(kernel::Error::internal)?,
            state: row.try_get(2).map_err(kernel::Error::internal)?,
            state_reason: row.try_get(3).map_err(kernel::Error::internal)?,
            state_since: row.try_get(4).map_err(kernel::Error::internal)?,
            trained_at: row.try_get(5).map_err(kernel::Error::internal)?,
            history_from: row.try_get(6).map_err(kernel::Error::internal)?,
            leads: row.try_get(7).map_err(kernel::Error::internal)?,
            won: row.try_get(8).map_err(kernel::Error::internal)?,
            report: row.try_get(9).map_err(kernel::Error::internal)?,
            version: row.try_get(10).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn newest_models(tx: &engine::TenantTx, before: i32) -> kernel::Result<Vec<NewestModelsRow>> {
    const SQL: &str = r"select m.id, m.model_version, m.state, m.state_reason, m.state_since, m.trained_at, m.history_from, m.leads, m.won,
       m.report, m.version
from score_model m
where m.company_id = $1
  and m.model_version < $2
order by m.model_version desc
limit 50";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &before]).await?;
    rows.iter().map(NewestModelsRow::from_row).collect()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct LocationNamesRow {
    pub id: kernel::ids::LocationId,
    pub name: String,
}

impl LocationNamesRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            name: row.try_get(1).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn location_names(tx: &engine::TenantTx, ids: &[uuid::Uuid]) -> kernel::Result<Vec<LocationNamesRow>> {
    const SQL: &str = r"select l.id, l.name
from access_v_location l
where l.company_id = $1
  and l.id = any ($2)
order by l.id
limit 200";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &ids]).await?;
    rows.iter().map(LocationNamesRow::from_row).collect()
}

#[derive(Debug, Clone)]
pub struct InsertConversionScore<'a> {
    pub id: uuid::Uuid,
    pub lead_id: kernel::ids::LeadId,
    pub model_id: kernel::ids::ScoreModelId,
    pub moment: &'a str,
    pub probability_millionths: i32,
    pub at: jiff::Timestamp,
}

pub async fn insert_conversion_score(tx: &engine::TenantTx, p: InsertConversionScore<'_>) -> kernel::Result<u64> {
    const SQL: &str = r"insert into conversion_score (company_id, id, lead_id, model_id, moment, probability_millionths, at)
values ($1, $2, $3, $4, $5, $6, $7)
on conflict (company_id, lead_id, moment) do nothing";
    let company_id = tx.company();
    engine::Sql::exec(
        tx,
        SQL,
        &[&company_id, &p.id, &p.lead_id, &p.model_id, &p.moment, &p.probability_millionths, &p.at],
    )
    .await
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct WatchedRow {
    pub lead_id: kernel::ids::LeadId,
    pub won: bool,
    pub probability_millionths: i32,
}

impl WatchedRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            lead_id: row.try_get(0).map_err(kernel::Error::internal)?,
            won: row.try_get(1).map_err(kernel::Error::internal)?,
            probability_millionths: row.try_get(2).map_err(kernel::Error::internal)?,
        })
    }
}

/// What the model said of the leads that closed last, and what became of them (SAL-15).
pub async fn watched(
    tx: &engine::TenantTx,
    since: jiff::Timestamp,
    model_id: kernel::ids::ScoreModelId,
) -> kernel::Result<Vec<WatchedRow>> {
    const SQL: &str = r#"select k.id as "lead_id!", k.won as "won!", s.probability_millionths
from (
  select l.id, l.status = 'WON' or (l.status = 'ARCHIVED' and l.status_before = 'WON') as won
  from lead l
  where l.company_id = $1
    and l.closed_at is not null
    and l.closed_at > $2
    and l.quarantined_at is null
    and exists (select 1 from conversion_score e where e.company_id = $1 and e.lead_id = l.id
      and e.model_id = $3)
  order by l.closed_at desc, l.id
  limit 500
) k
join conversion_score s on s.company_id = $1 and s.lead_id = k.id and s.model_id = $3
order by k.id, s.moment
limit 2000"#;
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &since, &model_id]).await?;
    rows.iter().map(WatchedRow::from_row).collect()
}
