//! Written by `cargo xtask sql` from crates/sales/queries/deal.sql: edit that.

#[derive(Debug, Clone, serde::Serialize)]
pub struct DealByIdRow {
    pub id: kernel::ids::DealId,
    pub number: String,
    pub pipeline_id: kernel::ids::PipelineId,
    pub pipeline_name_en: String,
    pub pipeline_name_fr: String,
    pub stage_id: kernel::ids::PipelineStageId,
    pub stage_name_en: String,
    pub stage_name_fr: String,
    pub age_limit_days: Option<i32>,
    pub stage: String,
    pub stage_since: jiff::Timestamp,
    pub lead_id: Option<kernel::ids::LeadId>,
    pub lead_number: Option<String>,
    pub lead_status: Option<String>,
    pub customer_id: kernel::ids::CustomerId,
    pub customer_name: String,
    pub location_id: Option<kernel::ids::LocationId>,
    pub location_name: Option<String>,
    pub timezone: String,
    pub assigned_to: Option<kernel::ids::UserId>,
    pub assigned_name: Option<String>,
    pub title: String,
    pub value_minor: i64,
    pub currency: String,
    pub value_source: String,
    pub value_fixed: bool,
    pub value_quote_id: Option<uuid::Uuid>,
    pub probability: i32,
    pub probability_by_hand: bool,
    pub expected_close: Option<jiff::civil::Date>,
    pub source: Option<String>,
    pub machine_class: Option<String>,
    pub start_date: Option<jiff::civil::Date>,
    pub days: Option<i32>,
    pub competitor: Option<String>,
    pub notes: Option<String>,
    pub won_reason: Option<String>,
    pub lost_reason: Option<String>,
    pub closed_at: Option<jiff::Timestamp>,
    pub created_at: jiff::Timestamp,
    pub created_by: Option<uuid::Uuid>,
    pub updated_at: jiff::Timestamp,
    pub version: i64,
}

impl DealByIdRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            number: row.try_get(1).map_err(kernel::Error::internal)?,
            pipeline_id: row.try_get(2).map_err(kernel::Error::internal)?,
            pipeline_name_en: row.try_get(3).map_err(kernel::Error::internal)?,
            pipeline_name_fr: row.try_get(4).map_err(kernel::Error::internal)?,
            stage_id: row.try_get(5).map_err(kernel::Error::internal)?,
            stage_name_en: row.try_get(6).map_err(kernel::Error::internal)?,
            stage_name_fr: row.try_get(7).map_err(kernel::Error::internal)?,
            age_limit_days: row.try_get(8).map_err(kernel::Error::internal)?,
            stage: row.try_get(9).map_err(kernel::Error::internal)?,
            stage_since: row.try_get(10).map_err(kernel::Error::internal)?,
            lead_id: row.try_get(11).map_err(kernel::Error::internal)?,
            lead_number: row.try_get(12).map_err(kernel::Error::internal)?,
            lead_status: row.try_get(13).map_err(kernel::Error::internal)?,
            customer_id: row.try_get(14).map_err(kernel::Error::internal)?,
            customer_name: row.try_get(15).map_err(kernel::Error::internal)?,
            location_id: row.try_get(16).map_err(kernel::Error::internal)?,
            location_name: row.try_get(17).map_err(kernel::Error::internal)?,
            timezone: row.try_get(18).map_err(kernel::Error::internal)?,
            assigned_to: row.try_get(19).map_err(kernel::Error::internal)?,
            assigned_name: row.try_get(20).map_err(kernel::Error::internal)?,
            title: row.try_get(21).map_err(kernel::Error::internal)?,
            value_minor: row.try_get(22).map_err(kernel::Error::internal)?,
            currency: row.try_get(23).map_err(kernel::Error::internal)?,
            value_source: row.try_get(24).map_err(kernel::Error::internal)?,
            value_fixed: row.try_get(25).map_err(kernel::Error::internal)?,
            value_quote_id: row.try_get(26).map_err(kernel::Error::internal)?,
            probability: row.try_get(27).map_err(kernel::Error::internal)?,
            probability_by_hand: row.try_get(28).map_err(kernel::Error::internal)?,
            expected_close: row.try_get(29).map_err(kernel::Error::internal)?,
            source: row.try_get(30).map_err(kernel::Error::internal)?,
            machine_class: row.try_get(31).map_err(kernel::Error::internal)?,
            start_date: row.try_get(32).map_err(kernel::Error::internal)?,
            days: row.try_get(33).map_err(kernel::Error::internal)?,
            competitor: row.try_get(34).map_err(kernel::Error::internal)?,
            notes: row.try_get(35).map_err(kernel::Error::internal)?,
            won_reason: row.try_get(36).map_err(kernel::Error::internal)?,
            lost_reason: row.try_get(37).map_err(kernel::Error::internal)?,
            closed_at: row.try_get(38).map_err(kernel::Error::internal)?,
            created_at: row.try_get(39).map_err(kernel::Error::internal)?,
            created_by: row.try_get(40).map_err(kernel::Error::internal)?,
            updated_at: row.try_get(41).map_err(kernel::Error::internal)?,
            version: row.try_get(42).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn deal_by_id(tx: &engine::TenantTx, id: kernel::ids::DealId) -> kernel::Result<Option<DealByIdRow>> {
    const SQL: &str = r#"select d.id, d.number, d.pipeline_id, p.name_en as pipeline_name_en, p.name_fr as pipeline_name_fr, d.stage_id,
       s.name_en as stage_name_en, s.name_fr as stage_name_fr, s.age_limit_days, d.stage, d.stage_since, d.lead_id,
       l.number as "lead_number?", l.status as "lead_status?", d.customer_id, c.display_name as "customer_name!",
       d.location_id, o.name as "location_name?", coalesce(o.timezone, co.timezone) as "timezone!", d.assigned_to,
       u.name as "assigned_name?", d.title, d.value_minor, d.currency, d.value_source, d.value_fixed, d.value_quote_id,
       d.probability, d.probability_by_hand, d.expected_close, d.source, d.machine_class, d.start_date, d.days,
       d.competitor, d.notes, d.won_reason, d.lost_reason, d.closed_at, d.created_at, d.created_by, d.updated_at, d.version
from deal d
join company co on co.id = d.company_id
join pipeline p on p.company_id = d.company_id and p.id = d.pipeline_id
join pipeline_stage s on s.company_id = d.company_id and s.id = d.stage_id
join customers_v_card c on c.company_id = d.company_id and c.id = d.customer_id
left join lead l on l.company_id = d.company_id and l.id = d.lead_id
left join access_v_location o on o.company_id = d.company_id and o.id = d.location_id
left join access_v_user u on u.company_id = d.company_id and u.id = d.assigned_to
where d.company_id = $1
  and d.id = $2"#;
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &id]).await?;
    super::at_most_one(rows, "deal_by_id")?.as_ref().map(DealByIdRow::from_row).transpose()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct LockDealsRow {
    pub id: kernel::ids::DealId,
    pub number: String,
    pub title: String,
    pub pipeline_id: kernel::ids::PipelineId,
    pub stage_id: kernel::ids::PipelineStageId,
    pub stage: String,
    pub stage_since: jiff::Timestamp,
    pub lead_id: Option<kernel::ids::LeadId>,
    pub location_id: Option<kernel::ids::LocationId>,
    pub assigned_to: Option<kernel::ids::UserId>,
    pub created_by: Option<uuid::Uuid>,
    pub value_minor: i64,
    pub currency: String,
    pub value_fixed: bool,
    pub value_quote_id: Option<uuid::Uuid>,
    pub probability: i32,
    pub probability_by_hand: bool,
    pub won_reason: Option<String>,
    pub lost_reason: Option<String>,
    pub closed_at: Option<jiff::Timestamp>,
    pub version: i64,
}

impl LockDealsRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            number: row.try_get(1).map_err(kernel::Error::internal)?,
            title: row.try_get(2).map_err(kernel::Error::internal)?,
            pipeline_id: row.try_get(3).map_err(kernel::Error::internal)?,
            stage_id: row.try_get(4).map_err(kernel::Error::internal)?,
            stage: row.try_get(5).map_err(kernel::Error::internal)?,
            stage_since: row.try_get(6).map_err(kernel::Error::internal)?,
            lead_id: row.try_get(7).map_err(kernel::Error::internal)?,
            location_id: row.try_get(8).map_err(kernel::Error::internal)?,
            assigned_to: row.try_get(9).map_err(kernel::Error::internal)?,
            created_by: row.try_get(10).map_err(kernel::Error::internal)?,
            value_minor: row.try_get(11).map_err(kernel::Error::internal)?,
            currency: row.try_get(12).map_err(kernel::Error::internal)?,
            value_fixed: row.try_get(13).map_err(kernel::Error::internal)?,
            value_quote_id: row.try_get(14).map_err(kernel::Error::internal)?,
            probability: row.try_get(15).map_err(kernel::Error::internal)?,
            probability_by_hand: row.try_get(16).map_err(kernel::Error::internal)?,
            won_reason: row.try_get(17).map_err(kernel::Error::internal)?,
            lost_reason: row.try_get(18).map_err(kernel::Error::internal)?,
            closed_at: row.try_get(19).map_err(kernel::Error::internal)?,
            version: row.try_get(20).map_err(kernel::Error::internal)?,
        })
    }
}

/// Several that are moved together are locked in one order, so that two people never wait for each other.
pub async fn lock_deals(tx: &engine::TenantTx, ids: &[uuid::Uuid]) -> kernel::Result<Vec<LockDealsRow>> {
    const SQL: &str = r"select d.id, d.number, d.title, d.pipeline_id, d.stage_id, d.stage, d.stage_since, d.lead_id, d.location_id,
       d.assigned_to, d.created_by, d.value_minor, d.currency, d.value_fixed, d.value_quote_id, d.probability,
       d.probability_by_hand, d.won_reason, d.lost_reason, d.closed_at, d.version
from deal d
where d.company_id = $1
  and d.id = any ($2)
order by d.id
limit 200
for update of d";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &ids]).await?;
    rows.iter().map(LockDealsRow::from_row).collect()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct DealCardRow {
    pub id: kernel::ids::DealId,
    pub number: String,
    pub title: String,
    pub pipeline_id: kernel::ids::PipelineId,
    pub stage_id: kernel::ids::PipelineStageId,
    pub stage: String,
    pub stage_name_en: String,
    pub stage_name_fr: String,
    pub age_limit_days: Option<i32>,
    pub stage_since: jiff::Timestamp,
    pub lead_id: Option<kernel::ids::LeadId>,
    pub customer_id: kernel::ids::CustomerId,
    pub customer_name: String,
    pub location_id: Option<kernel::ids::LocationId>,
    pub location_name: Option<String>,
    pub timezone: String,
    pub assigned_to: Option<kernel::ids::UserId>,
    pub assigned_name: Option<String>,
    pub value_minor: i64,
    pub currency: String,
    pub value_source: String,
    pub probability: i32,
    pub expected_close: Option<jiff::civil::Date>,
    pub machine_class: Option<String>,
    pub start_date: Option<jiff::civil::Date>,
    pub closed_at: Option<jiff::Timestamp>,
    pub created_at: jiff::Timestamp,
    pub version: i64,
}

impl DealCardRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            number: row.try_get(1).map_err(kernel::Error::internal)?,
            title: row.try_get(2).map_err(kernel::Error::internal)?,
            pipeline_id: row.try_get(3).map_err(kernel::Error::internal)?,
            stage_id: row.try_get(4).map_err(kernel::Error::internal)?,
            stage: row.try_get(5).map_err(kernel::Error::internal)?,
            stage_name_en: row.try_get(6).map_err(kernel::Error::internal)?,
            stage_name_fr: row.try_get(7).map_err(kernel::Error::internal)?,
            age_limit_days: row.try_get(8).map_err(kernel::Error::internal)?,
            stage_since: row.try_get(9).map_err(kernel::Error::internal)?,
            lead_id: row.try_get(10).map_err(kernel::Error::internal)?,
            customer_id: row.try_get(11).map_err(kernel::Error::internal)?,
            customer_name: row.try_get(12).map_err(kernel::Error::internal)?,
            location_id: row.try_get(13).map_err(kernel::Error::internal)?,
            location_name: row.try_get(14).map_err(kernel::Error::internal)?,
            timezone: row.try_get(15).map_err(kernel::Error::internal)?,
            assigned_to: row.try_get(16).map_err(kernel::Error::internal)?,
            assigned_name: row.try_get(17).map_err(kernel::Error::internal)?,
            value_minor: row.try_get(18).map_err(kernel::Error::internal)?,
            currency: row.try_get(19).map_err(kernel::Error::internal)?,
            value_source: row.try_get(20).map_err(kernel::Error::internal)?,
            probability: row.try_get(21).map_err(kernel::Error::internal)?,
            expected_close: row.try_get(22).map_err(kernel::Error::internal)?,
            machine_class: row.try_get(23).map_err(kernel::Error::internal)?,
            start_date: row.try_get(24).map_err(kernel::Error::internal)?,
            closed_at: row.try_get(25).map_err(kernel::Error::internal)?,
            created_at: row.try_get(26).map_err(kernel::Error::internal)?,
            version: row.try_get(27).map_err(kernel::Error::internal)?,
        })
    }
}

pub const DEAL_LIST: engine::ListSql = engine::ListSql {
    name: "deal_list",
    sql: r#"select d.id, d.number, d.title, d.pipeline_id, d.stage_id, d.stage, s.name_en as stage_name_en,
       s.name_fr as stage_name_fr, s.age_limit_days, d.stage_since, d.lead_id, d.customer_id,
       c.display_name as "customer_name!", d.location_id, o.name as "location_name?",
       coalesce(o.timezone, co.timezone) as "timezone!", d.assigned_to, u.name as "assigned_name?", d.value_minor,
       d.currency, d.value_source, d.probability, d.expected_close, d.machine_class, d.start_date, d.closed_at,
       d.created_at, d.version
from deal d
join company co on co.id = d.company_id
join pipeline_stage s on s.company_id = d.company_id and s.id = d.stage_id
join customers_v_card c on c.company_id = d.company_id and c.id = d.customer_id
left join access_v_location o on o.company_id = d.company_id and o.id = d.location_id
left join access_v_user u on u.company_id = d.company_id and u.id = d.assigned_to
where d.company_id = $1"#,
    resource: "deal",
    alias: "d",
    rows: "d",
    sorts: &[
        engine::ListSort {
            name: "created_at",
            column: "d.created_at",
            kind: engine::ColumnKind::Timestamp,
            descending: true,
            nullable: false,
        },
        engine::ListSort {
            name: "number",
            column: "d.number",
            kind: engine::ColumnKind::Text,
            descending: false,
            nullable: false,
        },
        engine::ListSort {
            name: "value_minor",
            column: "d.value_minor",
            kind: engine::ColumnKind::BigInt,
            descending: false,
            nullable: false,
        },
        engine::ListSort {
            name: "stage_since",
            column: "d.stage_since",
            kind: engine::ColumnKind::Timestamp,
            descending: false,
            nullable: false,
        },
        engine::ListSort {
            name: "expected_close",
            column: "d.expected_close",
            kind: engine::ColumnKind::Date,
            descending: false,
            nullable: true,
        },
    ],
    filters: &[
        engine::ListFilter { name: "stage", column: "d.stage", kind: engine::ColumnKind::Text },
        engine::ListFilter { name: "pipeline_id", column: "d.pipeline_id", kind: engine::ColumnKind::Id("pipeline") },
        engine::ListFilter { name: "stage_id", column: "d.stage_id", kind: engine::ColumnKind::Id("pipeline_stage") },
        engine::ListFilter { name: "assigned_to", column: "d.assigned_to", kind: engine::ColumnKind::Id("app_user") },
        engine::ListFilter { name: "location_id", column: "d.location_id", kind: engine::ColumnKind::Id("location") },
        engine::ListFilter { name: "customer_id", column: "d.customer_id", kind: engine::ColumnKind::Id("customer") },
        engine::ListFilter { name: "lead_id", column: "d.lead_id", kind: engine::ColumnKind::Id("lead") },
        engine::ListFilter { name: "expected_close", column: "d.expected_close", kind: engine::ColumnKind::Date },
        engine::ListFilter { name: "created_at", column: "d.created_at", kind: engine::ColumnKind::Timestamp },
    ],
    search: Some("deal_search"),
};

#[derive(Debug, Clone, serde::Serialize)]
pub struct DealColumnTotalsRow {
    pub stage_id: kernel::ids::PipelineStageId,
    pub currency: String,
    pub cards: i64,
    pub value_minor: i64,
    pub weighted: i64,
}

impl DealColumnTotalsRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            stage_id: row.try_get(0).map_err(kernel::Error::internal)?,
            currency: row.try_get(1).map_err(kernel::Error::internal)?,
            cards: row.try_get(2).map_err(kernel::Error::internal)?,
            value_minor: row.try_get(3).map_err(kernel::Error::internal)?,
            weighted: row.try_get(4).map_err(kernel::Error::internal)?,
        })
    }
}

#[derive(Debug, Clone)]
pub struct DealColumnTotals<'a> {
    pub pipeline_id: kernel::ids::PipelineId,
    pub since: jiff::Timestamp,
    pub everywhere: bool,
    pub locations: &'a [uuid::Uuid],
    pub mine: kernel::ids::UserId,
    pub assigned_to: Option<kernel::ids::UserId>,
    pub location_id: Option<kernel::ids::LocationId>,
}

/// All cards of a board by stage and currency, within reach; closed ones for a while.
pub async fn deal_column_totals(
    tx: &engine::TenantTx,
    p: DealColumnTotals<'_>,
) -> kernel::Result<Vec<DealColumnTotalsRow>> {
    const SQL: &str = r#"select k.stage_id as "stage_id!", k.currency as "currency!", k.cards as "cards!", k.value_minor as "value_minor!",
       k.weighted as "weighted!"
from (
  select d.stage_id, d.currency, count(*) as cards, sum(d.value_minor)::bigint as value_minor,
         sum(d.value_minor * d.probability)::bigint as weighted
  from pipeline_stage s
  join deal d on d.company_id = s.company_id and d.stage_id = s.id
  where s.company_id = $1
    and s.pipeline_id = $2
    and (d.closed_at is null or d.closed_at > $3)
    and ($4 or d.location_id is null or d.location_id = any ($5) or d.assigned_to = $6
      or d.created_by = $6)
    and ($7::uuid is null or d.assigned_to = $7)
    and ($8::uuid is null or d.location_id = $8)
  group by d.stage_id, d.currency
) k
order by k.stage_id, k.currency
limit 200"#;
    let company_id = tx.company();
    let rows = engine::Sql::rows(
        tx,
        SQL,
        &[&company_id, &p.pipeline_id, &p.since, &p.everywhere, &p.locations, &p.mine, &p.assigned_to, &p.location_id],
    )
    .await?;
    rows.iter().map(DealColumnTotalsRow::from_row).collect()
}

#[derive(Debug, Clone)]
pub struct DealColumnCards<'a> {
    pub since: jiff::Timestamp,
    pub everywhere: bool,
    pub locations: &'a [uuid::Uuid],
    pub mine: kernel::ids::UserId,
    pub assigned_to: Option<kernel::ids::UserId>,
    pub location_id: Option<kernel::ids::LocationId>,
    pub pipeline_id: kernel::ids::PipelineId,
}

/// The fifty of each column that moved last.
pub async fn deal_column_cards(tx: &engine::TenantTx, p: DealColumnCards<'_>) -> kernel::Result<Vec<DealCardRow>> {
    const SQL: &str = r#"select d.id, d.number, d.title, d.pipeline_id, d.stage_id, d.stage, s.name_en as stage_name_en,
       s.name_fr as stage_name_fr, s.age_limit_days, d.stage_since, d.lead_id, d.customer_id,
       c.display_name as "customer_name!", d.location_id, o.name as "location_name?",
       coalesce(o.timezone, co.timezone) as "timezone!", d.assigned_to, u.name as "assigned_name?", d.value_minor,
       d.currency, d.value_source, d.probability, d.expected_close, d.machine_class, d.start_date, d.closed_at,
       d.created_at, d.version
from pipeline_stage s
join company co on co.id = s.company_id
cross join lateral (
  select i.id
  from deal i
  where i.company_id = $1
    and i.stage_id = s.id
    and (i.closed_at is null or i.closed_at > $2)
    and ($3 or i.location_id is null or i.location_id = any ($4) or i.assigned_to = $5
      or i.created_by = $5)
    and ($6::uuid is null or i.assigned_to = $6)
    and ($7::uuid is null or i.location_id = $7)
  order by i.stage_since desc, i.id
  limit 50
) k
join deal d on d.company_id = $1 and d.id = k.id
join customers_v_card c on c.company_id = d.company_id and c.id = d.customer_id
left join access_v_location o on o.company_id = d.company_id and o.id = d.location_id
left join access_v_user u on u.company_id = d.company_id and u.id = d.assigned_to
where s.company_id = $1
  and s.pipeline_id = $8
  and s.is_active
order by s.position, d.stage_since desc, d.id
limit 1000"#;
    let company_id = tx.company();
    let rows = engine::Sql::rows(
        tx,
        SQL,
        &[&company_id, &p.since, &p.everywhere, &p.locations, &p.mine, &p.assigned_to, &p.location_id, &p.pipeline_id],
    )
    .await?;
    rows.iter().map(DealCardRow::from_row).collect()
}

#[derive(Debug, Clone)]
pub struct InsertDeal<'a> {
    pub id: kernel::ids::DealId,
    pub number: &'a str,
    pub pipeline_id: kernel::ids::PipelineId,
    pub stage_id: kernel::ids::PipelineStageId,
    pub stage: &'a str,
    pub lead_id: Option<kernel::ids::LeadId>,
    pub customer_id: kernel::ids::CustomerId,
    pub location_id: Option<kernel::ids::LocationId>,
    pub assigned_to: Option<kernel::ids::UserId>,
    pub title: &'a str,
    pub title_key: &'a str,
    pub value_minor: i64,
    pub currency: &'a str,
    pub value_fixed: bool,
    pub probability: i32,
    pub probability_by_hand: bool,
    pub expected_close: Option<jiff::civil::Date>,
    pub source: Option<&'a str>,
    pub machine_class: Option<&'a str>,
    pub start_date: Option<jiff::civil::Date>,
    pub days: Option<i32>,
    pub competitor: Option<&'a str>,
    pub notes: Option<&'a str>,
}

pub async fn insert_deal(tx: &engine::TenantTx, p: InsertDeal<'_>) -> kernel::Result<u64> {
    const SQL: &str = r"insert into deal (company_id, id, number, pipeline_id, stage_id, stage, stage_since, lead_id, customer_id, location_id,
  assigned_to, title, title_key, value_minor, currency, value_fixed, probability, probability_by_hand, expected_close,
  source, machine_class, start_date, days, competitor, notes)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10,
  $11, $12, $13, $14, $15, $16, $17, $18,
  $19, $20, $21, $22, $23, $24, $25)";
    let company_id = tx.company();
    let now = tx.now();
    engine::Sql::exec(
        tx,
        SQL,
        &[
            &company_id,
            &p.id,
            &p.number,
            &p.pipeline_id,
            &p.stage_id,
            &p.stage,
            &now,
            &p.lead_id,
            &p.customer_id,
            &p.location_id,
            &p.assigned_to,
            &p.title,
            &p.title_key,
            &p.value_minor,
            &p.currency,
            &p.value_fixed,
            &p.probability,
            &p.probability_by_hand,
            &p.expected_close,
            &p.source,
            &p.machine_class,
            &p.start_date,
            &p.days,
            &p.competitor,
            &p.notes,
        ],
    )
    .await
}

#[derive(Debug, Clone)]
pub struct ChangeDeal<'a> {
    pub title: &'a str,
    pub title_key: &'a str,
    pub value_minor: i64,
    pub currency: &'a str,
    pub value_source: &'a str,
    pub value_fixed: bool,
    pub value_quote_id: Option<uuid::Uuid>,
    pub probability: i32,
    pub probability_by_hand: bool,
    pub expected_close: Option<jiff::civil::Date>,
    pub assigned_to: Option<uuid::Uuid>,
    pub location_id: Option<kernel::ids::LocationId>,
    pub source: Option<&'a str>,
    pub machine_class: Option<&'a str>,
    pub start_date: Option<jiff::civil::Date>,
    pub days: Option<i32>,
    pub competitor: Option<&'a str>,
    pub notes: Option<&'a str>,
    pub id: kernel::ids::DealId,
}

/// What is absent stays; an empty text clears.
pub async fn change_deal(tx: &engine::TenantTx, p: ChangeDeal<'_>) -> kernel::Result<u64> {
    const SQL: &str = r"update deal d
set title = $2,
    title_key = $3,
    value_minor = $4,
    currency = $5,
    value_source = $6,
    value_fixed = $7,
    value_quote_id = $8,
    probability = $9,
    probability_by_hand = $10,
    expected_close = coalesce($11, d.expected_close),
    assigned_to = coalesce($12, d.assigned_to),
    location_id = coalesce($13, d.location_id),
    source = nullif(coalesce($14, d.source), ''),
    machine_class = nullif(coalesce($15, d.machine_class), ''),
    start_date = coalesce($16, d.start_date),
    days = coalesce($17, d.days),
    competitor = nullif(coalesce($18, d.competitor), ''),
    notes = nullif(coalesce($19, d.notes), '')
where d.company_id = $1
  and d.id = $20";
    let company_id = tx.company();
    engine::Sql::exec(
        tx,
        SQL,
        &[
            &company_id,
            &p.title,
            &p.title_key,
            &p.value_minor,
            &p.currency,
            &p.value_source,
            &p.value_fixed,
            &p.value_quote_id,
            &p.probability,
            &p.probability_by_hand,
            &p.expected_close,
            &p.assigned_to,
            &p.location_id,
            &p.source,
            &p.machine_class,
            &p.start_date,
            &p.days,
            &p.competitor,
            &p.notes,
            &p.id,
        ],
    )
    .await
}

#[derive(Debug, Clone)]
pub struct SetDealStage<'a> {
    pub stage_id: kernel::ids::PipelineStageId,
    pub stage: &'a str,
    pub stage_since: jiff::Timestamp,
    pub probability: i32,
    pub probability_by_hand: bool,
    pub won_reason: Option<&'a str>,
    pub lost_reason: Option<&'a str>,
    pub closed_at: Option<jiff::Timestamp>,
    pub id: kernel::ids::DealId,
}

pub async fn set_deal_stage(tx: &engine::TenantTx, p: SetDealStage<'_>) -> kernel::Result<u64> {
    const SQL: &str = r"update deal
set stage_id = $2,
    stage = $3,
    stage_since = $4,
    probability = $5,
    probability_by_hand = $6,
    won_reason = $7,
    lost_reason = $8,
    closed_at = $9
where company_id = $1
  and id = $10";
    let company_id = tx.company();
    engine::Sql::exec(
        tx,
        SQL,
        &[
            &company_id,
            &p.stage_id,
            &p.stage,
            &p.stage_since,
            &p.probability,
            &p.probability_by_hand,
            &p.won_reason,
            &p.lost_reason,
            &p.closed_at,
            &p.id,
        ],
    )
    .await
}

pub async fn set_deal_value(
    tx: &engine::TenantTx,
    value_minor: i64,
    currency: &str,
    value_quote_id: Option<uuid::Uuid>,
    id: kernel::ids::DealId,
) -> kernel::Result<u64> {
    const SQL: &str = r"update deal
set value_minor = $2,
    currency = $3,
    value_source = 'QUOTE',
    value_quote_id = $4
where company_id = $1
  and id = $5";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &value_minor, &currency, &value_quote_id, &id]).await
}

#[derive(Debug, Clone)]
pub struct InsertStageChange<'a> {
    pub id: uuid::Uuid,
    pub deal_id: Option<kernel::ids::DealId>,
    pub lead_id: Option<kernel::ids::LeadId>,
    pub batch_id: Option<uuid::Uuid>,
    pub from_stage: Option<&'a str>,
    pub to_stage: &'a str,
    pub from_stage_id: Option<kernel::ids::PipelineStageId>,
    pub to_stage_id: Option<kernel::ids::PipelineStageId>,
    pub reason: Option<&'a str>,
    pub before: &'a serde_json::Value,
    pub actor_id: Option<uuid::Uuid>,
}

pub async fn insert_stage_change(tx: &engine::TenantTx, p: InsertStageChange<'_>) -> kernel::Result<u64> {
    const SQL: &str = r"insert into stage_change (company_id, id, deal_id, lead_id, batch_id, from_stage, to_stage, from_stage_id, to_stage_id,
  reason, before, actor_id, at)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10,
  $11, $12, $13)";
    let company_id = tx.company();
    let now = tx.now();
    engine::Sql::exec(
        tx,
        SQL,
        &[
            &company_id,
            &p.id,
            &p.deal_id,
            &p.lead_id,
            &p.batch_id,
            &p.from_stage,
            &p.to_stage,
            &p.from_stage_id,
            &p.to_stage_id,
            &p.reason,
            &p.before,
            &p.actor_id,
            &now,
        ],
    )
    .await
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct ChangesOfDealRow {
    pub id: uuid::Uuid,
    pub from_stage: Option<String>,
    pub to_stage: String,
    pub from_name_en: Option<String>,
    pub from_name_fr: Option<String>,
    pub to_name_en: Option<String>,
    pub to_name_fr: Option<String>,
    pub reason: Option<String>,
    pub at: jiff::Timestamp,
    pub by_name: Option<String>,
}

impl ChangesOfDealRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            from_stage: row.try_get(1).map_err(kernel::Error::internal)?,
            to_stage: row.try_get(2).map_err(kernel::Error::internal)?,
            from_name_en: row.try_get(3).map_err(kernel::Error::internal)?,
            from_name_fr: row.try_get(4).map_err(kernel::Error::internal)?,
            to_name_en: row.try_get(5).map_err(kernel::Error::internal)?,
            to_name_fr: row.try_get(6).map_err(kernel::Error::internal)?,
            reason: row.try_get(7).map_err(kernel::Error::internal)?,
            at: row.try_get(8).map_err(kernel::Error::internal)?,
            by_name: row.try_get(9).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn changes_of_deal(
    tx: &engine::TenantTx,
    deal_id: kernel::ids::DealId,
) -> kernel::Result<Vec<ChangesOfDealRow>> {
    const SQL: &str = r#"select h.id, h.from_stage, h.to_stage, f.name_en as "from_name_en?", f.name_fr as "from_name_fr?",
       t.name_en as "to_name_en?", t.name_fr as "to_name_fr?", h.reason, h.at, u.name as "by_name?"
from stage_change h
left join pipeline_stage f on f.company_id = h.company_id and f.id = h.from_stage_id
left join pipeline_stage t on t.company_id = h.company_id and t.id = h.to_stage_id
left join access_v_user u on u.company_id = h.company_id and u.id = h.actor_id
where h.company_id = $1
  and h.deal_id = $2
order by h.at desc, h.id desc
limit 100"#;
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &deal_id]).await?;
    rows.iter().map(ChangesOfDealRow::from_row).collect()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct ChangesOfBatchRow {
    pub id: uuid::Uuid,
    pub deal_id: kernel::ids::DealId,
    pub from_stage_id: kernel::ids::PipelineStageId,
    pub to_stage_id: kernel::ids::PipelineStageId,
    pub from_stage: String,
    pub to_stage: String,
    pub before: serde_json::Value,
    pub actor_id: Option<uuid::Uuid>,
    pub at: jiff::Timestamp,
}

impl ChangesOfBatchRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            deal_id: row.try_get(1).map_err(kernel::Error::internal)?,
            from_stage_id: row.try_get(2).map_err(kernel::Error::internal)?,
            to_stage_id: row.try_get(3).map_err(kernel::Error::internal)?,
            from_stage: row.try_get(4).map_err(kernel::Error::internal)?,
            to_stage: row.try_get(5).map_err(kernel::Error::internal)?,
            before: row.try_get(6).map_err(kernel::Error::internal)?,
            actor_id: row.try_get(7).map_err(kernel::Error::internal)?,
            at: row.try_get(8).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn changes_of_batch(tx: &engine::TenantTx, batch_id: uuid::Uuid) -> kernel::Result<Vec<ChangesOfBatchRow>> {
    const SQL: &str = r#"select h.id, h.deal_id as "deal_id!", h.from_stage_id as "from_stage_id!", h.to_stage_id as "to_stage_id!",
       h.from_stage as "from_stage!", h.to_stage, h.before, h.actor_id, h.at
from stage_change h
where h.company_id = $1
  and h.batch_id = $2
  and h.deal_id is not null
order by h.deal_id, h.id
limit 200"#;
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &batch_id]).await?;
    rows.iter().map(ChangesOfBatchRow::from_row).collect()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct QuotesOfDealRow {
    pub id: kernel::ids::QuoteId,
    pub number: String,
    pub quote_version: i32,
    pub status: String,
    pub title: String,
    pub total_minor: i64,
    pub accepted_total_minor: Option<i64>,
    pub currency: String,
    pub service_date: jiff::civil::Date,
    pub valid_until: jiff::civil::Date,
    pub sent_at: Option<jiff::Timestamp>,
    pub accepted_at: Option<jiff::Timestamp>,
}

impl QuotesOfDealRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            number: row.try_get(1).map_err(kernel::Error::internal)?,
            quote_version: row.try_get(2).map_err(kernel::Error::internal)?,
            status: row.try_get(3).map_err(kernel::Error::internal)?,
            title: row.try_get(4).map_err(kernel::Error::internal)?,
            total_minor: row.try_get(5).map_err(kernel::Error::internal)?,
            accepted_total_minor: row.try_get(6).map_err(kernel::Error::internal)?,
            currency: row.try_get(7).map_err(kernel::Error::internal)?,
            service_date: row.try_get(8).map_err(kernel::Error::internal)?,
            valid_until: row.try_get(9).map_err(kernel::Error::internal)?,
            sent_at: row.try_get(10).map_err(kernel::Error::internal)?,
            accepted_at: row.try_get(11).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn quotes_of_deal(
    tx: &engine::TenantTx,
    deal_id: kernel::ids::DealId,
) -> kernel::Result<Vec<QuotesOfDealRow>> {
    const SQL: &str = r"select q.id, q.number, q.quote_version, q.status, q.title, q.total_minor, q.accepted_total_minor, q.currency,
       q.service_date, q.valid_until, q.sent_at, q.accepted_at
from deal_quote k
join quotes_v_quote q on q.company_id = k.company_id and q.id = k.quote_id
where k.company_id = $1
  and k.deal_id = $2
order by k.created_at desc, k.id desc
limit 50";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &deal_id]).await?;
    rows.iter().map(QuotesOfDealRow::from_row).collect()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct ValueFromQuotesRow {
    pub id: kernel::ids::QuoteId,
    pub total_minor: i64,
    pub currency: String,
}

impl ValueFromQuotesRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            total_minor: row.try_get(1).map_err(kernel::Error::internal)?,
            currency: row.try_get(2).map_err(kernel::Error::internal)?,
        })
    }
}

/// The newest quote that was sent or accepted: what the deal is worth (SAL-19).
pub async fn value_from_quotes(
    tx: &engine::TenantTx,
    deal_id: kernel::ids::DealId,
) -> kernel::Result<Option<ValueFromQuotesRow>> {
    const SQL: &str = r#"select q.id, coalesce(q.accepted_total_minor, q.total_minor) as "total_minor!", q.currency
from deal_quote k
join quotes_v_quote q on q.company_id = k.company_id and q.id = k.quote_id
where k.company_id = $1
  and k.deal_id = $2
  and q.status in ('SENT', 'VIEWED', 'ACCEPTED', 'CONVERTED')
order by coalesce(q.accepted_at, q.sent_at) desc nulls last, q.created_at desc, q.id desc
limit 1"#;
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &deal_id]).await?;
    super::at_most_one(rows, "value_from_quotes")?.as_ref().map(ValueFromQuotesRow::from_row).transpose()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct QuotesSentRow {
    pub sent: i64,
    pub accepted: i64,
}

impl QuotesSentRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            sent: row.try_get(0).map_err(kernel::Error::internal)?,
            accepted: row.try_get(1).map_err(kernel::Error::internal)?,
        })
    }
}

/// How many of the deal's quotes went out, and whether one was accepted.
pub async fn quotes_sent(tx: &engine::TenantTx, deal_id: kernel::ids::DealId) -> kernel::Result<QuotesSentRow> {
    const SQL: &str = r#"select count(*) filter (where q.sent_at is not null) as "sent!",
       count(*) filter (where q.status in ('ACCEPTED', 'CONVERTED')) as "accepted!"
from deal_quote k
join quotes_v_quote q on q.company_id = k.company_id and q.id = k.quote_id
where k.company_id = $1
  and k.deal_id = $2"#;
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &deal_id]).await?;
    QuotesSentRow::from_row(&super::exactly_one(rows, "quotes_sent")?)
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct WithAcceptedQuoteRow {
    pub deal_id: kernel::ids::DealId,
}

impl WithAcceptedQuoteRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self { deal_id: row.try_get(0).map_err(kernel::Error::internal)? })
    }
}

/// Those of several deals that have an accepted quote.
pub async fn with_accepted_quote(
    tx: &engine::TenantTx,
    ids: &[uuid::Uuid],
) -> kernel::Result<Vec<WithAcceptedQuoteRow>> {
    const SQL: &str = r"select k.deal_id
from deal_quote k
join quotes_v_quote q on q.company_id = k.company_id and q.id = k.quote_id
where k.company_id = $1
  and k.deal_id = any ($2)
  and q.status in ('ACCEPTED', 'CONVERTED')
order by k.deal_id
limit 1000";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &ids]).await?;
    rows.iter().map(WithAcceptedQuoteRow::from_row).collect()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct SchedulingRow {
    pub quote_id: kernel::ids::QuoteId,
    pub service_date: jiff::civil::Date,
    pub machines: serde_json::Value,
    pub job_id: Option<kernel::ids::JobId>,
    pub job_number: Option<String>,
}

impl SchedulingRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            quote_id: row.try_get(0).map_err(kernel::Error::internal)?,
            service_date: row.try_get(1).map_err(kernel::Error::internal)?,
            machines: row.try_get(2).map_err(kernel::Error::internal)?,
            job_id: row.try_get(3).map_err(kernel::Error::internal)?,
            job_number: row.try_get(4).map_err(kernel::Error::internal)?,
        })
    }
}

/// What the job behind a won deal starts from.
pub async fn scheduling(tx: &engine::TenantTx, deal_id: kernel::ids::DealId) -> kernel::Result<Option<SchedulingRow>> {
    const SQL: &str = r#"select a.quote_id, a.service_date, a.machines, j.id as "job_id?", j.number as "job_number?"
from deal_quote k
join quotes_v_accepted a on a.company_id = k.company_id and a.quote_id = k.quote_id
left join dispatch_v_job j on j.company_id = k.company_id and j.quote_id = k.quote_id
where k.company_id = $1
  and k.deal_id = $2
order by a.accepted_at desc, a.quote_id
limit 1"#;
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &deal_id]).await?;
    super::at_most_one(rows, "scheduling")?.as_ref().map(SchedulingRow::from_row).transpose()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct QuoteFactsRow {
    pub id: kernel::ids::QuoteId,
    pub customer_id: kernel::ids::CustomerId,
    pub lead_id: Option<kernel::ids::LeadId>,
    pub status: String,
    pub location_id: kernel::ids::LocationId,
}

impl QuoteFactsRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            customer_id: row.try_get(1).map_err(kernel::Error::internal)?,
            lead_id: row.try_get(2).map_err(kernel::Error::internal)?,
            status: row.try_get(3).map_err(kernel::Error::internal)?,
            location_id: row.try_get(4).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn quote_facts(tx: &engine::TenantTx, id: kernel::ids::QuoteId) -> kernel::Result<Option<QuoteFactsRow>> {
    const SQL: &str = r"select q.id, q.customer_id, q.lead_id, q.status, q.location_id
from quotes_v_quote q
where q.company_id = $1
  and q.id = $2";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &id]).await?;
    super::at_most_one(rows, "quote_facts")?.as_ref().map(QuoteFactsRow::from_row).transpose()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct DealOfQuoteRow {
    pub deal_id: kernel::ids::DealId,
}

impl DealOfQuoteRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self { deal_id: row.try_get(0).map_err(kernel::Error::internal)? })
    }
}

pub async fn deal_of_quote(
    tx: &engine::TenantTx,
    quote_id: kernel::ids::QuoteId,
) -> kernel::Result<Option<DealOfQuoteRow>> {
    const SQL: &str = r"select k.deal_id
from deal_quote k
where k.company_id = $1
  and k.quote_id = $2";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &quote_id]).await?;
    super::at_most_one(rows, "deal_of_quote")?.as_ref().map(DealOfQuoteRow::from_row).transpose()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct DealOfLeadRow {
    pub id: kernel::ids::DealId,
}

impl DealOfLeadRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self { id: row.try_get(0).map_err(kernel::Error::internal)? })
    }
}

/// The deal a lead's quotes belong to: the open one, else the newest.
pub async fn deal_of_lead(
    tx: &engine::TenantTx,
    lead_id: kernel::ids::LeadId,
) -> kernel::Result<Option<DealOfLeadRow>> {
    const SQL: &str = r"select d.id
from deal d
where d.company_id = $1
  and d.lead_id = $2
order by (d.closed_at is null) desc, d.created_at desc, d.id
limit 1";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &lead_id]).await?;
    super::at_most_one(rows, "deal_of_lead")?.as_ref().map(DealOfLeadRow::from_row).transpose()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct FirstDealOfLeadRow {
    pub id: kernel::ids::DealId,
}

impl FirstDealOfLeadRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self { id: row.try_get(0).map_err(kernel::Error::internal)? })
    }
}

/// The deal the lead was converted into.
pub async fn first_deal_of_lead(
    tx: &engine::TenantTx,
    lead_id: kernel::ids::LeadId,
) -> kernel::Result<Option<FirstDealOfLeadRow>> {
    const SQL: &str = r"select d.id
from deal d
where d.company_id = $1
  and d.lead_id = $2
order by d.created_at, d.id
limit 1";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &lead_id]).await?;
    super::at_most_one(rows, "first_deal_of_lead")?.as_ref().map(FirstDealOfLeadRow::from_row).transpose()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct OpenDealsOfLeadRow {
    pub open: i64,
}

impl OpenDealsOfLeadRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self { open: row.try_get(0).map_err(kernel::Error::internal)? })
    }
}

pub async fn open_deals_of_lead(
    tx: &engine::TenantTx,
    lead_id: kernel::ids::LeadId,
    besides: kernel::ids::DealId,
) -> kernel::Result<OpenDealsOfLeadRow> {
    const SQL: &str = r#"select count(*) as "open!"
from deal d
where d.company_id = $1
  and d.lead_id = $2
  and d.closed_at is null
  and d.id <> $3"#;
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &lead_id, &besides]).await?;
    OpenDealsOfLeadRow::from_row(&super::exactly_one(rows, "open_deals_of_lead")?)
}

pub async fn add_deal_quote(
    tx: &engine::TenantTx,
    id: uuid::Uuid,
    deal_id: kernel::ids::DealId,
    quote_id: kernel::ids::QuoteId,
) -> kernel::Result<u64> {
    const SQL: &str = r"insert into deal_quote (company_id, id, deal_id, quote_id)
values ($1, $2, $3, $4)
on conflict (company_id, quote_id) do nothing";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &id, &deal_id, &quote_id]).await
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct QuotesOfLeadRow {
    pub id: kernel::ids::QuoteId,
}

impl QuotesOfLeadRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self { id: row.try_get(0).map_err(kernel::Error::internal)? })
    }
}

/// Quotes of the lead that belong to no deal yet.
pub async fn quotes_of_lead(
    tx: &engine::TenantTx,
    lead_id: kernel::ids::LeadId,
) -> kernel::Result<Vec<QuotesOfLeadRow>> {
    const SQL: &str = r"select q.id
from quotes_v_quote q
where q.company_id = $1
  and q.lead_id = $2
  and not exists (select 1 from deal_quote k where k.company_id = $1 and k.quote_id = q.id)
order by q.created_at, q.id
limit 50";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &lead_id]).await?;
    rows.iter().map(QuotesOfLeadRow::from_row).collect()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct CompanyCurrencyRow {
    pub currency: String,
    pub industry: String,
    pub timezone: String,
}

impl CompanyCurrencyRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            currency: row.try_get(0).map_err(kernel::Error::internal)?,
            industry: row.try_get(1).map_err(kernel::Error::internal)?,
            timezone: row.try_get(2).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn company_currency(tx: &engine::TenantTx) -> kernel::Result<CompanyCurrencyRow> {
    const SQL: &str = r"select c.currency, c.industry, c.timezone
from company c
where c.id = $1";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id]).await?;
    CompanyCurrencyRow::from_row(&super::exactly_one(rows, "company_currency")?)
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct DealOfSiblingRow {
    pub deal_id: kernel::ids::DealId,
}

impl DealOfSiblingRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self { deal_id: row.try_get(0).map_err(kernel::Error::internal)? })
    }
}

/// The deal of another version of the same quote.
pub async fn deal_of_sibling(
    tx: &engine::TenantTx,
    quote_id: kernel::ids::QuoteId,
) -> kernel::Result<Option<DealOfSiblingRow>> {
    const SQL: &str = r"select k.deal_id
from quotes_v_quote q
join quotes_v_quote s on s.company_id = q.company_id and s.number = q.number and s.id <> q.id
join deal_quote k on k.company_id = s.company_id and k.quote_id = s.id
where q.company_id = $1
  and q.id = $2
order by s.quote_version desc
limit 1";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &quote_id]).await?;
    super::at_most_one(rows, "deal_of_sibling")?.as_ref().map(DealOfSiblingRow::from_row).transpose()
}
