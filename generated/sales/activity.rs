//! Written by `cargo xtask sql` from crates/sales/queries/activity.sql: edit that.

#[derive(Debug, Clone, serde::Serialize)]
pub struct ActivityRow {
    pub id: kernel::ids::SalesActivityId,
    pub activity_type: String,
    pub state: String,
    pub subject: String,
    pub description: Option<String>,
    pub lead_id: Option<kernel::ids::LeadId>,
    pub lead_number: Option<String>,
    pub deal_id: Option<kernel::ids::DealId>,
    pub deal_number: Option<String>,
    pub customer_id: Option<kernel::ids::CustomerId>,
    pub name: Option<String>,
    pub location_id: Option<kernel::ids::LocationId>,
    pub assigned_to: Option<kernel::ids::UserId>,
    pub assigned_name: Option<String>,
    pub scheduled_at: jiff::Timestamp,
    pub duration_minutes: i32,
    pub ends_at: jiff::Timestamp,
    pub call_outcome: Option<String>,
    pub outcome: Option<String>,
    pub closed_at: Option<jiff::Timestamp>,
    pub drop_reason: Option<String>,
    pub created_at: jiff::Timestamp,
    pub version: i64,
}

impl ActivityRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            activity_type: row.try_get(1).map_err(kernel::Error::internal)?,
            state: row.try_get(2).map_err(kernel::Error::internal)?,
            subject: row.try_get(3).map_err(kernel::Error::internal)?,
            description: row.try_get(4).map_err(kernel::Error::internal)?,
            lead_id: row.try_get(5).map_err(kernel::Error::internal)?,
            lead_number: row.try_get(6).map_err(kernel::Error::internal)?,
            deal_id: row.try_get(7).map_err(kernel::Error::internal)?,
            deal_number: row.try_get(8).map_err(kernel::Error::internal)?,
            customer_id: row.try_get(9).map_err(kernel::Error::internal)?,
            name: row.try_get(10).map_err(kernel::Error::internal)?,
            location_id: row.try_get(11).map_err(kernel::Error::internal)?,
            assigned_to: row.try_get(12).map_err(kernel::Error::internal)?,
            assigned_name: row.try_get(13).map_err(kernel::Error::internal)?,
            scheduled_at: row.try_get(14).map_err(kernel::Error::internal)?,
            duration_minutes: row.try_get(15).map_err(kernel::Error::internal)?,
            ends_at: row.try_get(16).map_err(kernel::Error::internal)?,
            call_outcome: row.try_get(17).map_err(kernel::Error::internal)?,
            outcome: row.try_get(18).map_err(kernel::Error::internal)?,
            closed_at: row.try_get(19).map_err(kernel::Error::internal)?,
            drop_reason: row.try_get(20).map_err(kernel::Error::internal)?,
            created_at: row.try_get(21).map_err(kernel::Error::internal)?,
            version: row.try_get(22).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn activity_by_id(
    tx: &engine::TenantTx,
    id: kernel::ids::SalesActivityId,
) -> kernel::Result<Option<ActivityRow>> {
    const SQL: &str = r#"select a.id, a.type as activity_type, a.state, a.subject, a.description, a.lead_id, l.number as "lead_number?", a.deal_id,
       d.number as "deal_number?", a.customer_id, coalesce(c.display_name, l.full_name) as "name?", a.location_id,
       a.assigned_to, u.name as "assigned_name?", a.scheduled_at, a.duration_minutes, a.ends_at, a.call_outcome, a.outcome,
       a.closed_at, a.drop_reason, a.created_at, a.version
from sales_activity a
left join lead l on l.company_id = a.company_id and l.id = a.lead_id
left join deal d on d.company_id = a.company_id and d.id = a.deal_id
left join customers_v_card c on c.company_id = a.company_id and c.id = a.customer_id
left join access_v_user u on u.company_id = a.company_id and u.id = a.assigned_to
where a.company_id = $1
  and a.id = $2"#;
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &id]).await?;
    super::at_most_one(rows, "activity_by_id")?.as_ref().map(ActivityRow::from_row).transpose()
}

pub const ACTIVITY_LIST: engine::ListSql = engine::ListSql {
    name: "activity_list",
    sql: r#"select a.id, a.type as activity_type, a.state, a.subject, a.description, a.lead_id, l.number as "lead_number?", a.deal_id,
       d.number as "deal_number?", a.customer_id, coalesce(c.display_name, l.full_name) as "name?", a.location_id,
       a.assigned_to, u.name as "assigned_name?", a.scheduled_at, a.duration_minutes, a.ends_at, a.call_outcome, a.outcome,
       a.closed_at, a.drop_reason, a.created_at, a.version
from sales_activity a
left join lead l on l.company_id = a.company_id and l.id = a.lead_id
left join deal d on d.company_id = a.company_id and d.id = a.deal_id
left join customers_v_card c on c.company_id = a.company_id and c.id = a.customer_id
left join access_v_user u on u.company_id = a.company_id and u.id = a.assigned_to
where a.company_id = $1"#,
    resource: "activity",
    alias: "a",
    rows: "a",
    sorts: &[engine::ListSort {
        name: "scheduled_at",
        column: "a.scheduled_at",
        kind: engine::ColumnKind::Timestamp,
        descending: false,
        nullable: false,
    }],
    filters: &[
        engine::ListFilter { name: "state", column: "a.state", kind: engine::ColumnKind::Text },
        engine::ListFilter { name: "type", column: "a.type", kind: engine::ColumnKind::Text },
        engine::ListFilter { name: "assigned_to", column: "a.assigned_to", kind: engine::ColumnKind::Id("app_user") },
        engine::ListFilter { name: "lead_id", column: "a.lead_id", kind: engine::ColumnKind::Id("lead") },
        engine::ListFilter { name: "deal_id", column: "a.deal_id", kind: engine::ColumnKind::Id("deal") },
        engine::ListFilter { name: "customer_id", column: "a.customer_id", kind: engine::ColumnKind::Id("customer") },
        engine::ListFilter { name: "location_id", column: "a.location_id", kind: engine::ColumnKind::Id("location") },
        engine::ListFilter { name: "scheduled_at", column: "a.scheduled_at", kind: engine::ColumnKind::Timestamp },
    ],
    search: None,
};

#[derive(Debug, Clone)]
pub struct InsertActivity<'a> {
    pub id: kernel::ids::SalesActivityId,
    pub activity_type: &'a str,
    pub state: &'a str,
    pub subject: &'a str,
    pub description: Option<&'a str>,
    pub lead_id: Option<kernel::ids::LeadId>,
    pub deal_id: Option<kernel::ids::DealId>,
    pub customer_id: Option<kernel::ids::CustomerId>,
    pub location_id: Option<kernel::ids::LocationId>,
    pub assigned_to: Option<kernel::ids::UserId>,
    pub scheduled_at: jiff::Timestamp,
    pub duration_minutes: i32,
    pub ends_at: jiff::Timestamp,
    pub call_outcome: Option<&'a str>,
    pub outcome: Option<&'a str>,
    pub closed_at: Option<jiff::Timestamp>,
    pub closed_by: Option<uuid::Uuid>,
    pub tell_at: Option<jiff::Timestamp>,
}

pub async fn insert_activity(tx: &engine::TenantTx, p: InsertActivity<'_>) -> kernel::Result<u64> {
    const SQL: &str = r"insert into sales_activity (company_id, id, type, state, subject, description, lead_id, deal_id, customer_id, location_id,
  assigned_to, scheduled_at, duration_minutes, ends_at, call_outcome, outcome, closed_at, closed_by, tell_at)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10,
  $11, $12, $13, $14, $15, $16, $17, $18, $19)";
    let company_id = tx.company();
    engine::Sql::exec(
        tx,
        SQL,
        &[
            &company_id,
            &p.id,
            &p.activity_type,
            &p.state,
            &p.subject,
            &p.description,
            &p.lead_id,
            &p.deal_id,
            &p.customer_id,
            &p.location_id,
            &p.assigned_to,
            &p.scheduled_at,
            &p.duration_minutes,
            &p.ends_at,
            &p.call_outcome,
            &p.outcome,
            &p.closed_at,
            &p.closed_by,
            &p.tell_at,
        ],
    )
    .await
}

#[derive(Debug, Clone)]
pub struct ChangeActivity<'a> {
    pub activity_type: &'a str,
    pub subject: &'a str,
    pub description: Option<&'a str>,
    pub assigned_to: Option<kernel::ids::UserId>,
    pub scheduled_at: jiff::Timestamp,
    pub duration_minutes: i32,
    pub ends_at: jiff::Timestamp,
    pub tell_at: Option<jiff::Timestamp>,
    pub id: kernel::ids::SalesActivityId,
}

pub async fn change_activity(tx: &engine::TenantTx, p: ChangeActivity<'_>) -> kernel::Result<u64> {
    const SQL: &str = r"update sales_activity
set type = $2,
    subject = $3,
    description = $4,
    assigned_to = $5,
    scheduled_at = $6,
    duration_minutes = $7,
    ends_at = $8,
    tell_at = $9
where company_id = $1
  and id = $10";
    let company_id = tx.company();
    engine::Sql::exec(
        tx,
        SQL,
        &[
            &company_id,
            &p.activity_type,
            &p.subject,
            &p.description,
            &p.assigned_to,
            &p.scheduled_at,
            &p.duration_minutes,
            &p.ends_at,
            &p.tell_at,
            &p.id,
        ],
    )
    .await
}

pub async fn complete_activity(
    tx: &engine::TenantTx,
    call_outcome: Option<&str>,
    outcome: Option<&str>,
    by: Option<uuid::Uuid>,
    id: kernel::ids::SalesActivityId,
) -> kernel::Result<u64> {
    const SQL: &str = r"update sales_activity
set state = 'DONE',
    call_outcome = $2,
    outcome = $3,
    closed_at = $4,
    closed_by = $5,
    tell_at = null
where company_id = $1
  and id = $6";
    let company_id = tx.company();
    let now = tx.now();
    engine::Sql::exec(tx, SQL, &[&company_id, &call_outcome, &outcome, &now, &by, &id]).await
}

pub async fn drop_activity(
    tx: &engine::TenantTx,
    drop_reason: &str,
    by: Option<uuid::Uuid>,
    id: kernel::ids::SalesActivityId,
) -> kernel::Result<u64> {
    const SQL: &str = r"update sales_activity
set state = 'DROPPED',
    drop_reason = $2,
    closed_at = $3,
    closed_by = $4,
    tell_at = null
where company_id = $1
  and id = $5";
    let company_id = tx.company();
    let now = tx.now();
    engine::Sql::exec(tx, SQL, &[&company_id, &drop_reason, &now, &by, &id]).await
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct NextRow {
    pub id: kernel::ids::SalesActivityId,
    pub activity_type: String,
    pub subject: String,
    pub scheduled_at: jiff::Timestamp,
    pub ends_at: jiff::Timestamp,
    pub assigned_name: Option<String>,
}

impl NextRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            activity_type: row.try_get(1).map_err(kernel::Error::internal)?,
            subject: row.try_get(2).map_err(kernel::Error::internal)?,
            scheduled_at: row.try_get(3).map_err(kernel::Error::internal)?,
            ends_at: row.try_get(4).map_err(kernel::Error::internal)?,
            assigned_name: row.try_get(5).map_err(kernel::Error::internal)?,
        })
    }
}

/// What is planned first for a lead.
pub async fn next_of_lead(tx: &engine::TenantTx, lead_id: kernel::ids::LeadId) -> kernel::Result<Option<NextRow>> {
    const SQL: &str = r#"select a.id, a.type as activity_type, a.subject, a.scheduled_at, a.ends_at, u.name as "assigned_name?"
from sales_activity a
left join access_v_user u on u.company_id = a.company_id and u.id = a.assigned_to
where a.company_id = $1
  and a.lead_id = $2
  and a.state = 'PLANNED'
order by a.scheduled_at, a.id
limit 1"#;
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &lead_id]).await?;
    super::at_most_one(rows, "next_of_lead")?.as_ref().map(NextRow::from_row).transpose()
}

pub async fn next_of_deal(tx: &engine::TenantTx, deal_id: kernel::ids::DealId) -> kernel::Result<Option<NextRow>> {
    const SQL: &str = r#"select a.id, a.type as activity_type, a.subject, a.scheduled_at, a.ends_at, u.name as "assigned_name?"
from sales_activity a
left join access_v_user u on u.company_id = a.company_id and u.id = a.assigned_to
where a.company_id = $1
  and a.deal_id = $2
  and a.state = 'PLANNED'
order by a.scheduled_at, a.id
limit 1"#;
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &deal_id]).await?;
    super::at_most_one(rows, "next_of_deal")?.as_ref().map(NextRow::from_row).transpose()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct LastClosedOfLeadRow {
    pub closed_at: Option<jiff::Timestamp>,
}

impl LastClosedOfLeadRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self { closed_at: row.try_get(0).map_err(kernel::Error::internal)? })
    }
}

pub async fn last_closed_of_lead(
    tx: &engine::TenantTx,
    lead_id: kernel::ids::LeadId,
) -> kernel::Result<LastClosedOfLeadRow> {
    const SQL: &str = r#"select max(a.closed_at) as "closed_at?"
from sales_activity a
where a.company_id = $1
  and a.lead_id = $2
  and a.state <> 'PLANNED'"#;
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &lead_id]).await?;
    LastClosedOfLeadRow::from_row(&super::exactly_one(rows, "last_closed_of_lead")?)
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct LastClosedOfDealRow {
    pub closed_at: Option<jiff::Timestamp>,
}

impl LastClosedOfDealRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self { closed_at: row.try_get(0).map_err(kernel::Error::internal)? })
    }
}

pub async fn last_closed_of_deal(
    tx: &engine::TenantTx,
    deal_id: kernel::ids::DealId,
) -> kernel::Result<LastClosedOfDealRow> {
    const SQL: &str = r#"select max(a.closed_at) as "closed_at?"
from sales_activity a
where a.company_id = $1
  and a.deal_id = $2
  and a.state <> 'PLANNED'"#;
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &deal_id]).await?;
    LastClosedOfDealRow::from_row(&super::exactly_one(rows, "last_closed_of_deal")?)
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct ToTellRow {
    pub id: kernel::ids::SalesActivityId,
    pub activity_type: String,
    pub subject: String,
    pub lead_id: Option<kernel::ids::LeadId>,
    pub deal_id: Option<kernel::ids::DealId>,
    pub location_id: Option<kernel::ids::LocationId>,
    pub assigned_to: Option<kernel::ids::UserId>,
    pub ends_at: jiff::Timestamp,
}

impl ToTellRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            activity_type: row.try_get(1).map_err(kernel::Error::internal)?,
            subject: row.try_get(2).map_err(kernel::Error::internal)?,
            lead_id: row.try_get(3).map_err(kernel::Error::internal)?,
            deal_id: row.try_get(4).map_err(kernel::Error::internal)?,
            location_id: row.try_get(5).map_err(kernel::Error::internal)?,
            assigned_to: row.try_get(6).map_err(kernel::Error::internal)?,
            ends_at: row.try_get(7).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn to_tell(tx: &engine::TenantTx) -> kernel::Result<Vec<ToTellRow>> {
    const SQL: &str = r"select a.id, a.type as activity_type, a.subject, a.lead_id, a.deal_id, a.location_id, a.assigned_to, a.ends_at
from sales_activity a
where a.company_id = $1
  and a.tell_at <= $2
order by a.tell_at, a.id
limit 500
for update skip locked";
    let company_id = tx.company();
    let now = tx.now();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &now]).await?;
    rows.iter().map(ToTellRow::from_row).collect()
}

pub async fn set_tell(
    tx: &engine::TenantTx,
    tell_at: Option<jiff::Timestamp>,
    id: kernel::ids::SalesActivityId,
) -> kernel::Result<u64> {
    const SQL: &str = r"update sales_activity
set tell_at = $2
where company_id = $1
  and id = $3";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &tell_at, &id]).await
}

pub async fn phone_is_invalid(tx: &engine::TenantTx, id: kernel::ids::LeadId) -> kernel::Result<u64> {
    const SQL: &str = r"update lead
set phone_state = 'INVALID'
where company_id = $1
  and id = $2";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &id]).await
}
