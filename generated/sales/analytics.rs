//! Written by `cargo xtask sql` from crates/sales/queries/analytics.sql: edit that.

#[derive(Debug, Clone, serde::Serialize)]
pub struct OutcomesRow {
    pub key: Option<String>,
    pub leads: i64,
    pub won: i64,
    pub lost: i64,
    pub open: i64,
    pub cost_minor: Option<i64>,
    pub costed: i64,
}

impl OutcomesRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            key: row.try_get(0).map_err(kernel::Error::internal)?,
            leads: row.try_get(1).map_err(kernel::Error::internal)?,
            won: row.try_get(2).map_err(kernel::Error::internal)?,
            lost: row.try_get(3).map_err(kernel::Error::internal)?,
            open: row.try_get(4).map_err(kernel::Error::internal)?,
            cost_minor: row.try_get(5).map_err(kernel::Error::internal)?,
            costed: row.try_get(6).map_err(kernel::Error::internal)?,
        })
    }
}

#[derive(Debug, Clone)]
pub struct Outcomes<'a> {
    pub by: &'a str,
    pub from: jiff::Timestamp,
    pub to: jiff::Timestamp,
    pub everywhere: bool,
    pub locations: &'a [uuid::Uuid],
    pub mine: kernel::ids::UserId,
    pub location_id: Option<kernel::ids::LocationId>,
}

/// What became of the leads that came in a stretch of days, by what they are told apart by (SAL-33), within reach.
pub async fn outcomes(tx: &engine::TenantTx, p: Outcomes<'_>) -> kernel::Result<Vec<OutcomesRow>> {
    const SQL: &str = r#"select k.key as "key?", k.leads as "leads!", k.won as "won!", k.lost as "lost!", k.open as "open!", k.cost_minor as "cost_minor?",
       k.costed as "costed!"
from (
  select case $2::text
           when 'SOURCE' then l.source
           when 'PROVIDER' then p.name
           when 'CAMPAIGN' then coalesce(l.tracking ->> 'utmcampaign', l.tracking ->> 'utm_campaign')
           when 'REP' then u.name
           when 'LOCATION' then o.name
           when 'SERVICE' then l.service_type
           when 'SIZE' then coalesce(nullif(l.move_size, ''), nullif(l.rental ->> 'machine_class', ''))
           when 'HOUR' then to_char(l.received_at at time zone coalesce(o.timezone, c.timezone), 'HH24')
         end as key,
         count(*) as leads,
         count(*) filter (where l.status = 'WON' or (l.status = 'ARCHIVED' and l.status_before = 'WON')) as won,
         count(*) filter (where l.status = 'LOST' or (l.status = 'ARCHIVED' and l.status_before = 'LOST')) as lost,
         count(*) filter (where l.status in ('NEW', 'CONTACTED', 'QUALIFIED', 'PROPOSAL_SENT', 'NEGOTIATION')) as open,
         sum(coalesce(p.cost_per_lead_minor, s.cost_per_lead_minor))::bigint as cost_minor,
         count(coalesce(p.cost_per_lead_minor, s.cost_per_lead_minor)) as costed
  from lead l
  join company c on c.id = l.company_id
  left join access_v_location o on o.company_id = l.company_id and o.id = l.location_id
  left join access_v_user u on u.company_id = l.company_id and u.id = l.assigned_to
  left join lead_provider p on p.company_id = l.company_id and p.id = l.provider_id
  left join move_source s on s.company_id = l.company_id and s.name = l.source
  where l.company_id = $1
    and l.received_at >= $3
    and l.received_at < $4
    and l.quarantined_at is null
    and ($5 or l.location_id is null or l.location_id = any ($6) or l.assigned_to = $7
      or l.created_by = $7)
    and ($8::uuid is null or l.location_id = $8)
  group by 1
) k
order by k.leads desc, k.key
limit 500"#;
    let company_id = tx.company();
    let rows = engine::Sql::rows(
        tx,
        SQL,
        &[&company_id, &p.by, &p.from, &p.to, &p.everywhere, &p.locations, &p.mine, &p.location_id],
    )
    .await?;
    rows.iter().map(OutcomesRow::from_row).collect()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct OpenByMonthRow {
    pub month: Option<jiff::civil::Date>,
    pub location_id: Option<kernel::ids::LocationId>,
    pub location_name: Option<String>,
    pub machine_class: Option<String>,
    pub currency: String,
    pub deals: i64,
    pub value_minor: i64,
    pub weighted: i64,
    pub committed_minor: i64,
}

impl OpenByMonthRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            month: row.try_get(0).map_err(kernel::Error::internal)?,
            location_id: row.try_get(1).map_err(kernel::Error::internal)?,
            location_name: row.try_get(2).map_err(kernel::Error::internal)?,
            machine_class: row.try_get(3).map_err(kernel::Error::internal)?,
            currency: row.try_get(4).map_err(kernel::Error::internal)?,
            deals: row.try_get(5).map_err(kernel::Error::internal)?,
            value_minor: row.try_get(6).map_err(kernel::Error::internal)?,
            weighted: row.try_get(7).map_err(kernel::Error::internal)?,
            committed_minor: row.try_get(8).map_err(kernel::Error::internal)?,
        })
    }
}

/// Open deals by the month they are expected to close in, location, class and currency (SAL-34), within reach.
pub async fn open_by_month(
    tx: &engine::TenantTx,
    everywhere: bool,
    locations: &[uuid::Uuid],
    mine: kernel::ids::UserId,
    location_id: Option<kernel::ids::LocationId>,
) -> kernel::Result<Vec<OpenByMonthRow>> {
    const SQL: &str = r#"select k.month as "month?", k.location_id as "location_id?", o.name as "location_name?", k.machine_class as "machine_class?",
       k.currency as "currency!", k.deals as "deals!", k.value_minor as "value_minor!", k.weighted as "weighted!",
       k.committed_minor as "committed_minor!"
from (
  select date_trunc('month', d.expected_close::timestamp)::date as month, d.location_id, d.machine_class, d.currency,
         count(*) as deals, sum(d.value_minor)::bigint as value_minor,
         sum(d.value_minor * d.probability)::bigint as weighted,
         coalesce(sum(d.value_minor) filter (where d.stage = 'NEGOTIATION'), 0)::bigint as committed_minor
  from deal d
  where d.company_id = $1
    and d.closed_at is null
    and ($2 or d.location_id is null or d.location_id = any ($3) or d.assigned_to = $4
      or d.created_by = $4)
    and ($5::uuid is null or d.location_id = $5)
  group by 1, 2, 3, 4
) k
left join access_v_location o on o.company_id = $1 and o.id = k.location_id
order by k.month nulls last, k.location_id, k.machine_class, k.currency
limit 2000"#;
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &everywhere, &locations, &mine, &location_id]).await?;
    rows.iter().map(OpenByMonthRow::from_row).collect()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct WonByMonthRow {
    pub month: jiff::civil::Date,
    pub currency: String,
    pub deals: i64,
    pub value_minor: i64,
}

impl WonByMonthRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            month: row.try_get(0).map_err(kernel::Error::internal)?,
            currency: row.try_get(1).map_err(kernel::Error::internal)?,
            deals: row.try_get(2).map_err(kernel::Error::internal)?,
            value_minor: row.try_get(3).map_err(kernel::Error::internal)?,
        })
    }
}

#[derive(Debug, Clone)]
pub struct WonByMonth<'a> {
    pub since: jiff::Timestamp,
    pub everywhere: bool,
    pub locations: &'a [uuid::Uuid],
    pub mine: kernel::ids::UserId,
    pub location_id: Option<kernel::ids::LocationId>,
}

/// What was won in the months since, in each company-local month and currency, within reach.
pub async fn won_by_month(tx: &engine::TenantTx, p: WonByMonth<'_>) -> kernel::Result<Vec<WonByMonthRow>> {
    const SQL: &str = r#"select k.month as "month!", k.currency as "currency!", k.deals as "deals!", k.value_minor as "value_minor!"
from (
  select date_trunc('month', d.closed_at at time zone c.timezone)::date as month, d.currency, count(*) as deals,
         sum(d.value_minor)::bigint as value_minor
  from deal d
  join company c on c.id = d.company_id
  where d.company_id = $1
    and d.closed_at >= $2
    and d.stage = 'WON'
    and ($3 or d.location_id is null or d.location_id = any ($4) or d.assigned_to = $5
      or d.created_by = $5)
    and ($6::uuid is null or d.location_id = $6)
  group by 1, 2
) k
order by k.month, k.currency
limit 200"#;
    let company_id = tx.company();
    let rows =
        engine::Sql::rows(tx, SQL, &[&company_id, &p.since, &p.everywhere, &p.locations, &p.mine, &p.location_id])
            .await?;
    rows.iter().map(WonByMonthRow::from_row).collect()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct PaceRow {
    pub currency: String,
    pub open: i64,
    pub open_minor: i64,
    pub won: i64,
    pub lost: i64,
    pub won_seconds: i64,
}

impl PaceRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            currency: row.try_get(0).map_err(kernel::Error::internal)?,
            open: row.try_get(1).map_err(kernel::Error::internal)?,
            open_minor: row.try_get(2).map_err(kernel::Error::internal)?,
            won: row.try_get(3).map_err(kernel::Error::internal)?,
            lost: row.try_get(4).map_err(kernel::Error::internal)?,
            won_seconds: row.try_get(5).map_err(kernel::Error::internal)?,
        })
    }
}

#[derive(Debug, Clone)]
pub struct Pace<'a> {
    pub everywhere: bool,
    pub locations: &'a [uuid::Uuid],
    pub mine: kernel::ids::UserId,
    pub location_id: Option<kernel::ids::LocationId>,
    pub since: jiff::Timestamp,
}

/// What the velocity is made of: open deals and their mean, deals closed since and how long the won ones took.
pub async fn pace(tx: &engine::TenantTx, p: Pace<'_>) -> kernel::Result<Vec<PaceRow>> {
    const SQL: &str = r#"select k.currency as "currency!", sum(k.open)::bigint as "open!", sum(k.open_minor)::bigint as "open_minor!",
       sum(k.won)::bigint as "won!", sum(k.lost)::bigint as "lost!", sum(k.won_seconds)::bigint as "won_seconds!"
from (
  select d.currency, count(*) as open, sum(d.value_minor)::bigint as open_minor, 0 as won, 0 as lost, 0 as won_seconds
  from deal d
  where d.company_id = $1
    and d.closed_at is null
    and ($2 or d.location_id is null or d.location_id = any ($3) or d.assigned_to = $4
      or d.created_by = $4)
    and ($5::uuid is null or d.location_id = $5)
  group by d.currency
  union all
  select d.currency, 0, 0, count(*) filter (where d.stage = 'WON'), count(*) filter (where d.stage = 'LOST'),
         coalesce(sum(extract(epoch from d.closed_at - d.created_at)) filter (where d.stage = 'WON'), 0)::bigint
  from deal d
  where d.company_id = $1
    and d.closed_at >= $6
    and ($2 or d.location_id is null or d.location_id = any ($3) or d.assigned_to = $4
      or d.created_by = $4)
    and ($5::uuid is null or d.location_id = $5)
  group by d.currency
) k
group by k.currency
order by 2 desc, k.currency
limit 10"#;
    let company_id = tx.company();
    let rows =
        engine::Sql::rows(tx, SQL, &[&company_id, &p.everywhere, &p.locations, &p.mine, &p.location_id, &p.since])
            .await?;
    rows.iter().map(PaceRow::from_row).collect()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct ForecastsMadeRow {
    pub month: jiff::civil::Date,
    pub day: jiff::civil::Date,
    pub currency: String,
    pub weighted_minor: i64,
}

impl ForecastsMadeRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            month: row.try_get(0).map_err(kernel::Error::internal)?,
            day: row.try_get(1).map_err(kernel::Error::internal)?,
            currency: row.try_get(2).map_err(kernel::Error::internal)?,
            weighted_minor: row.try_get(3).map_err(kernel::Error::internal)?,
        })
    }
}

/// What was forecast for each month: the last snapshot from before the month began, else its first one.
pub async fn forecasts_made(
    tx: &engine::TenantTx,
    since: jiff::civil::Date,
    everywhere: bool,
    locations: &[uuid::Uuid],
    location_id: Option<kernel::ids::LocationId>,
) -> kernel::Result<Vec<ForecastsMadeRow>> {
    const SQL: &str = r#"select k.month as "month!", k.day as "day!", k.currency as "currency!", k.weighted_minor as "weighted_minor!"
from (
  select f.month, f.day, f.currency, sum(f.weighted_minor)::bigint as weighted_minor,
         row_number() over (partition by f.month, f.currency
           order by (f.day < f.month) desc, case when f.day < f.month then f.day end desc, f.day) as place
  from forecast_snapshot f
  where f.company_id = $1
    and f.month >= $2
    and ($3 or f.location_id is null or f.location_id = any ($4))
    and ($5::uuid is null or f.location_id = $5)
  group by f.month, f.day, f.currency
) k
where k.place = 1
order by k.month, k.currency
limit 200"#;
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &since, &everywhere, &locations, &location_id]).await?;
    rows.iter().map(ForecastsMadeRow::from_row).collect()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct SnapshotTakenRow {
    pub any: bool,
}

impl SnapshotTakenRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self { any: row.try_get(0).map_err(kernel::Error::internal)? })
    }
}

pub async fn snapshot_taken(tx: &engine::TenantTx, day: jiff::civil::Date) -> kernel::Result<SnapshotTakenRow> {
    const SQL: &str =
        r#"select exists (select 1 from forecast_snapshot f where f.company_id = $1 and f.day = $2) as "any!""#;
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &day]).await?;
    SnapshotTakenRow::from_row(&super::exactly_one(rows, "snapshot_taken")?)
}

#[derive(Debug, Clone)]
pub struct InsertSnapshot<'a> {
    pub id: uuid::Uuid,
    pub day: jiff::civil::Date,
    pub month: jiff::civil::Date,
    pub location_id: Option<kernel::ids::LocationId>,
    pub machine_class: Option<&'a str>,
    pub currency: &'a str,
    pub deals: i32,
    pub value_minor: i64,
    pub weighted_minor: i64,
    pub committed_minor: i64,
}

pub async fn insert_snapshot(tx: &engine::TenantTx, p: InsertSnapshot<'_>) -> kernel::Result<u64> {
    const SQL: &str = r"insert into forecast_snapshot (company_id, id, day, month, location_id, machine_class, currency, deals, value_minor,
  weighted_minor, committed_minor)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10,
  $11)
on conflict (company_id, day, month, location_id, machine_class, currency) do nothing";
    let company_id = tx.company();
    engine::Sql::exec(
        tx,
        SQL,
        &[
            &company_id,
            &p.id,
            &p.day,
            &p.month,
            &p.location_id,
            &p.machine_class,
            &p.currency,
            &p.deals,
            &p.value_minor,
            &p.weighted_minor,
            &p.committed_minor,
        ],
    )
    .await
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct TargetsBetweenRow {
    pub month: jiff::civil::Date,
    pub currency: String,
    pub amount_minor: i64,
}

impl TargetsBetweenRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            month: row.try_get(0).map_err(kernel::Error::internal)?,
            currency: row.try_get(1).map_err(kernel::Error::internal)?,
            amount_minor: row.try_get(2).map_err(kernel::Error::internal)?,
        })
    }
}

/// Targets of some months: of one location, else of the company as a whole.
pub async fn targets_between(
    tx: &engine::TenantTx,
    from: jiff::civil::Date,
    to: jiff::civil::Date,
    location_id: Option<kernel::ids::LocationId>,
) -> kernel::Result<Vec<TargetsBetweenRow>> {
    const SQL: &str = r"select t.month, t.currency, t.amount_minor
from sales_target t
where t.company_id = $1
  and t.month >= $2
  and t.month < $3
  and t.location_id is not distinct from $4
order by t.month, t.currency
limit 200";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &from, &to, &location_id]).await?;
    rows.iter().map(TargetsBetweenRow::from_row).collect()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct TargetRow {
    pub id: kernel::ids::SalesTargetId,
    pub month: jiff::civil::Date,
    pub location_id: Option<kernel::ids::LocationId>,
    pub location_name: Option<String>,
    pub amount_minor: i64,
    pub currency: String,
    pub version: i64,
}

impl TargetRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            month: row.try_get(1).map_err(kernel::Error::internal)?,
            location_id: row.try_get(2).map_err(kernel::Error::internal)?,
            location_name: row.try_get(3).map_err(kernel::Error::internal)?,
            amount_minor: row.try_get(4).map_err(kernel::Error::internal)?,
            currency: row.try_get(5).map_err(kernel::Error::internal)?,
            version: row.try_get(6).map_err(kernel::Error::internal)?,
        })
    }
}

pub const TARGET_LIST: engine::ListSql = engine::ListSql {
    name: "target_list",
    sql: r#"select t.id, t.month, t.location_id, o.name as "location_name?", t.amount_minor, t.currency, t.version
from sales_target t
left join access_v_location o on o.company_id = t.company_id and o.id = t.location_id
where t.company_id = $1"#,
    resource: "sales_target",
    alias: "t",
    rows: "t",
    sorts: &[engine::ListSort {
        name: "month",
        column: "t.month",
        kind: engine::ColumnKind::Date,
        descending: true,
        nullable: false,
    }],
    filters: &[
        engine::ListFilter { name: "month", column: "t.month", kind: engine::ColumnKind::Date },
        engine::ListFilter { name: "location_id", column: "t.location_id", kind: engine::ColumnKind::Id("location") },
    ],
    search: None,
};

#[derive(Debug, Clone, serde::Serialize)]
pub struct TargetAtRow {
    pub id: kernel::ids::SalesTargetId,
}

impl TargetAtRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self { id: row.try_get(0).map_err(kernel::Error::internal)? })
    }
}

pub async fn target_at(
    tx: &engine::TenantTx,
    month: jiff::civil::Date,
    location_id: Option<kernel::ids::LocationId>,
    currency: &str,
) -> kernel::Result<Option<TargetAtRow>> {
    const SQL: &str = r"select t.id
from sales_target t
where t.company_id = $1
  and t.month = $2
  and t.location_id is not distinct from $3
  and t.currency = $4
for update";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &month, &location_id, &currency]).await?;
    super::at_most_one(rows, "target_at")?.as_ref().map(TargetAtRow::from_row).transpose()
}

#[derive(Debug, Clone)]
pub struct InsertTarget<'a> {
    pub id: kernel::ids::SalesTargetId,
    pub month: jiff::civil::Date,
    pub location_id: Option<kernel::ids::LocationId>,
    pub amount_minor: i64,
    pub currency: &'a str,
}

pub async fn insert_target(tx: &engine::TenantTx, p: InsertTarget<'_>) -> kernel::Result<u64> {
    const SQL: &str = r"insert into sales_target (company_id, id, month, location_id, amount_minor, currency)
values ($1, $2, $3, $4, $5, $6)";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &p.id, &p.month, &p.location_id, &p.amount_minor, &p.currency]).await
}

pub async fn set_target(
    tx: &engine::TenantTx,
    amount_minor: i64,
    id: kernel::ids::SalesTargetId,
) -> kernel::Result<u64> {
    const SQL: &str = r"update sales_target
set amount_minor = $2
where company_id = $1
  and id = $3";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &amount_minor, &id]).await
}

pub async fn target_by_id(tx: &engine::TenantTx, id: kernel::ids::SalesTargetId) -> kernel::Result<Option<TargetRow>> {
    const SQL: &str = r#"select t.id, t.month, t.location_id, o.name as "location_name?", t.amount_minor, t.currency, t.version
from sales_target t
left join access_v_location o on o.company_id = t.company_id and o.id = t.location_id
where t.company_id = $1
  and t.id = $2"#;
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &id]).await?;
    super::at_most_one(rows, "target_by_id")?.as_ref().map(TargetRow::from_row).transpose()
}
