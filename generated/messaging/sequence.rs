//! Written by `cargo xtask sql` from crates/messaging/queries/sequence.sql: edit that.

#[derive(Debug, Clone)]
pub struct InsertSequence<'a> {
    pub id: kernel::ids::SequenceId,
    pub name: &'a str,
    pub location_id: Option<kernel::ids::LocationId>,
    pub enters: &'a str,
    pub source: Option<&'a str>,
    pub service_type: Option<&'a str>,
    pub is_active: bool,
}

pub async fn insert_sequence(tx: &engine::TenantTx, p: InsertSequence<'_>) -> kernel::Result<u64> {
    const SQL: &str = r"insert into sequence (company_id, id, name, location_id, enters, source, service_type, is_active)
values ($1, $2, $3, $4, $5, $6, $7, $8)";
    let company_id = tx.company();
    engine::Sql::exec(
        tx,
        SQL,
        &[&company_id, &p.id, &p.name, &p.location_id, &p.enters, &p.source, &p.service_type, &p.is_active],
    )
    .await
}

#[derive(Debug, Clone)]
pub struct ChangeSequence<'a> {
    pub name: &'a str,
    pub location_id: Option<kernel::ids::LocationId>,
    pub enters: &'a str,
    pub source: Option<&'a str>,
    pub service_type: Option<&'a str>,
    pub is_active: bool,
    pub current_number: i32,
    pub id: kernel::ids::SequenceId,
}

pub async fn change_sequence(tx: &engine::TenantTx, p: ChangeSequence<'_>) -> kernel::Result<u64> {
    const SQL: &str = r"update sequence s
set name = $2,
    location_id = $3,
    enters = $4,
    source = $5,
    service_type = $6,
    is_active = $7,
    current_number = $8
where s.company_id = $1
  and s.id = $9";
    let company_id = tx.company();
    engine::Sql::exec(
        tx,
        SQL,
        &[
            &company_id,
            &p.name,
            &p.location_id,
            &p.enters,
            &p.source,
            &p.service_type,
            &p.is_active,
            &p.current_number,
            &p.id,
        ],
    )
    .await
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct SequenceByIdRow {
    pub id: kernel::ids::SequenceId,
    pub name: String,
    pub location_id: Option<kernel::ids::LocationId>,
    pub enters: String,
    pub source: Option<String>,
    pub service_type: Option<String>,
    pub is_active: bool,
    pub current_number: i32,
    pub version: i64,
}

impl SequenceByIdRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            name: row.try_get(1).map_err(kernel::Error::internal)?,
            location_id: row.try_get(2).map_err(kernel::Error::internal)?,
            enters: row.try_get(3).map_err(kernel::Error::internal)?,
            source: row.try_get(4).map_err(kernel::Error::internal)?,
            service_type: row.try_get(5).map_err(kernel::Error::internal)?,
            is_active: row.try_get(6).map_err(kernel::Error::internal)?,
            current_number: row.try_get(7).map_err(kernel::Error::internal)?,
            version: row.try_get(8).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn sequence_by_id(
    tx: &engine::TenantTx,
    id: kernel::ids::SequenceId,
) -> kernel::Result<Option<SequenceByIdRow>> {
    const SQL: &str = r"select s.id, s.name, s.location_id, s.enters, s.source, s.service_type, s.is_active, s.current_number, s.version
from sequence s
where s.company_id = $1
  and s.id = $2";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &id]).await?;
    super::at_most_one(rows, "sequence_by_id")?.as_ref().map(SequenceByIdRow::from_row).transpose()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct SequenceListRow {
    pub id: kernel::ids::SequenceId,
    pub name: String,
    pub location_id: Option<kernel::ids::LocationId>,
    pub location_name: Option<String>,
    pub enters: String,
    pub source: Option<String>,
    pub service_type: Option<String>,
    pub is_active: bool,
    pub current_number: i32,
    pub version: i64,
}

impl SequenceListRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            name: row.try_get(1).map_err(kernel::Error::internal)?,
            location_id: row.try_get(2).map_err(kernel::Error::internal)?,
            location_name: row.try_get(3).map_err(kernel::Error::internal)?,
            enters: row.try_get(4).map_err(kernel::Error::internal)?,
            source: row.try_get(5).map_err(kernel::Error::internal)?,
            service_type: row.try_get(6).map_err(kernel::Error::internal)?,
            is_active: row.try_get(7).map_err(kernel::Error::internal)?,
            current_number: row.try_get(8).map_err(kernel::Error::internal)?,
            version: row.try_get(9).map_err(kernel::Error::internal)?,
        })
    }
}

pub const SEQUENCE_LIST: engine::ListSql = engine::ListSql {
    name: "sequence_list",
    sql: r#"select s.id, s.name, s.location_id, l.name as "location_name?", s.enters, s.source, s.service_type, s.is_active,
       s.current_number, s.version
from sequence s
left join access_v_location l on l.company_id = s.company_id and l.id = s.location_id
where s.company_id = $1"#,
    resource: "sequence",
    alias: "s",
    rows: "s",
    sorts: &[engine::ListSort {
        name: "name",
        column: "s.name",
        kind: engine::ColumnKind::Text,
        descending: false,
        nullable: false,
    }],
    filters: &[engine::ListFilter { name: "is_active", column: "s.is_active", kind: engine::ColumnKind::Bool }],
    search: None,
};

#[derive(Debug, Clone, serde::Serialize)]
pub struct EnteredByLeadsRow {
    pub id: kernel::ids::SequenceId,
    pub location_id: Option<kernel::ids::LocationId>,
    pub source: Option<String>,
    pub service_type: Option<String>,
    pub current_number: i32,
}

impl EnteredByLeadsRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            location_id: row.try_get(1).map_err(kernel::Error::internal)?,
            source: row.try_get(2).map_err(kernel::Error::internal)?,
            service_type: row.try_get(3).map_err(kernel::Error::internal)?,
            current_number: row.try_get(4).map_err(kernel::Error::internal)?,
        })
    }
}

/// Sequences that leads enter by themselves, the most particular first.
pub async fn entered_by_leads(tx: &engine::TenantTx) -> kernel::Result<Vec<EnteredByLeadsRow>> {
    const SQL: &str = r"select s.id, s.location_id, s.source, s.service_type, s.current_number
from sequence s
where s.company_id = $1
  and s.is_active
  and s.enters = 'LEADS'
order by (s.location_id is null), (s.source is null), (s.service_type is null), s.created_at, s.id
limit 100";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id]).await?;
    rows.iter().map(EnteredByLeadsRow::from_row).collect()
}

#[derive(Debug, Clone)]
pub struct InsertVersion<'a> {
    pub id: kernel::ids::SequenceVersionId,
    pub sequence_id: kernel::ids::SequenceId,
    pub number: i32,
    pub ends_on_reply: bool,
    pub ends_on_booking: bool,
    pub ends_on_stages: &'a [String],
}

pub async fn insert_version(tx: &engine::TenantTx, p: InsertVersion<'_>) -> kernel::Result<u64> {
    const SQL: &str = r"insert into sequence_version (company_id, id, sequence_id, number, ends_on_reply, ends_on_booking, ends_on_stages, at)
values ($1, $2, $3, $4, $5, $6, $7, $8)";
    let company_id = tx.company();
    let now = tx.now();
    engine::Sql::exec(
        tx,
        SQL,
        &[&company_id, &p.id, &p.sequence_id, &p.number, &p.ends_on_reply, &p.ends_on_booking, &p.ends_on_stages, &now],
    )
    .await
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct VersionOfRow {
    pub id: kernel::ids::SequenceVersionId,
    pub number: i32,
    pub ends_on_reply: bool,
    pub ends_on_booking: bool,
    pub ends_on_stages: Vec<String>,
    pub at: jiff::Timestamp,
}

impl VersionOfRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            number: row.try_get(1).map_err(kernel::Error::internal)?,
            ends_on_reply: row.try_get(2).map_err(kernel::Error::internal)?,
            ends_on_booking: row.try_get(3).map_err(kernel::Error::internal)?,
            ends_on_stages: row.try_get(4).map_err(kernel::Error::internal)?,
            at: row.try_get(5).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn version_of(
    tx: &engine::TenantTx,
    sequence_id: kernel::ids::SequenceId,
    number: i32,
) -> kernel::Result<Option<VersionOfRow>> {
    const SQL: &str = r"select v.id, v.number, v.ends_on_reply, v.ends_on_booking, v.ends_on_stages, v.at
from sequence_version v
where v.company_id = $1
  and v.sequence_id = $2
  and v.number = $3";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &sequence_id, &number]).await?;
    super::at_most_one(rows, "version_of")?.as_ref().map(VersionOfRow::from_row).transpose()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct VersionByIdRow {
    pub id: kernel::ids::SequenceVersionId,
    pub number: i32,
    pub ends_on_reply: bool,
    pub ends_on_booking: bool,
    pub ends_on_stages: Vec<String>,
    pub at: jiff::Timestamp,
}

impl VersionByIdRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            number: row.try_get(1).map_err(kernel::Error::internal)?,
            ends_on_reply: row.try_get(2).map_err(kernel::Error::internal)?,
            ends_on_booking: row.try_get(3).map_err(kernel::Error::internal)?,
            ends_on_stages: row.try_get(4).map_err(kernel::Error::internal)?,
            at: row.try_get(5).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn version_by_id(
    tx: &engine::TenantTx,
    id: kernel::ids::SequenceVersionId,
) -> kernel::Result<Option<VersionByIdRow>> {
    const SQL: &str = r"select v.id, v.number, v.ends_on_reply, v.ends_on_booking, v.ends_on_stages, v.at
from sequence_version v
where v.company_id = $1
  and v.id = $2";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &id]).await?;
    super::at_most_one(rows, "version_by_id")?.as_ref().map(VersionByIdRow::from_row).transpose()
}

#[derive(Debug, Clone)]
pub struct InsertStep<'a> {
    pub id: uuid::Uuid,
    pub sequence_version_id: kernel::ids::SequenceVersionId,
    pub position: i32,
    pub kind: &'a str,
    pub wait_from: &'a str,
    pub wait_count: i32,
    pub wait_unit: &'a str,
    pub at_minute: Option<i32>,
    pub in_open_hours: bool,
    pub template_key: Option<&'a str>,
    pub title: Option<&'a str>,
    pub condition: Option<&'a str>,
}

pub async fn insert_step(tx: &engine::TenantTx, p: InsertStep<'_>) -> kernel::Result<u64> {
    const SQL: &str = r"insert into sequence_step (company_id, id, sequence_version_id, position, kind, wait_from, wait_count, wait_unit,
  at_minute, in_open_hours, template_key, title, condition)
values ($1, $2, $3, $4, $5, $6, $7, $8,
  $9, $10, $11, $12, $13)";
    let company_id = tx.company();
    engine::Sql::exec(
        tx,
        SQL,
        &[
            &company_id,
            &p.id,
            &p.sequence_version_id,
            &p.position,
            &p.kind,
            &p.wait_from,
            &p.wait_count,
            &p.wait_unit,
            &p.at_minute,
            &p.in_open_hours,
            &p.template_key,
            &p.title,
            &p.condition,
        ],
    )
    .await
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct StepsOfRow {
    pub position: i32,
    pub kind: String,
    pub wait_from: String,
    pub wait_count: i32,
    pub wait_unit: String,
    pub at_minute: Option<i32>,
    pub in_open_hours: bool,
    pub template_key: Option<String>,
    pub title: Option<String>,
    pub condition: Option<String>,
}

impl StepsOfRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            position: row.try_get(0).map_err(kernel::Error::internal)?,
            kind: row.try_get(1).map_err(kernel::Error::internal)?,
            wait_from: row.try_get(2).map_err(kernel::Error::internal)?,
            wait_count: row.try_get(3).map_err(kernel::Error::internal)?,
            wait_unit: row.try_get(4).map_err(kernel::Error::internal)?,
            at_minute: row.try_get(5).map_err(kernel::Error::internal)?,
            in_open_hours: row.try_get(6).map_err(kernel::Error::internal)?,
            template_key: row.try_get(7).map_err(kernel::Error::internal)?,
            title: row.try_get(8).map_err(kernel::Error::internal)?,
            condition: row.try_get(9).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn steps_of(
    tx: &engine::TenantTx,
    sequence_version_id: kernel::ids::SequenceVersionId,
) -> kernel::Result<Vec<StepsOfRow>> {
    const SQL: &str = r"select t.position, t.kind, t.wait_from, t.wait_count, t.wait_unit, t.at_minute, t.in_open_hours, t.template_key,
       t.title, t.condition
from sequence_step t
where t.company_id = $1
  and t.sequence_version_id = $2
order by t.position
limit 50";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &sequence_version_id]).await?;
    rows.iter().map(StepsOfRow::from_row).collect()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct CountsRow {
    pub state: String,
    pub step: i32,
    pub exit_reason: Option<String>,
    pub people: i64,
}

impl CountsRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            state: row.try_get(0).map_err(kernel::Error::internal)?,
            step: row.try_get(1).map_err(kernel::Error::internal)?,
            exit_reason: row.try_get(2).map_err(kernel::Error::internal)?,
            people: row.try_get(3).map_err(kernel::Error::internal)?,
        })
    }
}

/// How many people stand where in a sequence, and how those who left it left.
pub async fn counts(tx: &engine::TenantTx, sequence_id: kernel::ids::SequenceId) -> kernel::Result<Vec<CountsRow>> {
    const SQL: &str = r#"select e.state, case when e.state in ('ACTIVE', 'PAUSED') then e.step else 0 end as "step!", e.exit_reason, count(*) as "people!"
from sequence_enrolment e
where e.company_id = $1
  and e.sequence_id = $2
group by 1, 2, 3
order by 1, 2, 3
limit 500"#;
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &sequence_id]).await?;
    rows.iter().map(CountsRow::from_row).collect()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct CountsOfAllRow {
    pub sequence_id: kernel::ids::SequenceId,
    pub state: String,
    pub people: i64,
}

impl CountsOfAllRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            sequence_id: row.try_get(0).map_err(kernel::Error::internal)?,
            state: row.try_get(1).map_err(kernel::Error::internal)?,
            people: row.try_get(2).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn counts_of_all(tx: &engine::TenantTx, sequence_ids: &[uuid::Uuid]) -> kernel::Result<Vec<CountsOfAllRow>> {
    const SQL: &str = r#"select e.sequence_id, e.state, count(*) as "people!"
from sequence_enrolment e
where e.company_id = $1
  and e.sequence_id = any ($2)
group by e.sequence_id, e.state
order by e.sequence_id, e.state
limit 5000"#;
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &sequence_ids]).await?;
    rows.iter().map(CountsOfAllRow::from_row).collect()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct LeadStandingRow {
    pub number: String,
    pub full_name: String,
    pub status: String,
    pub source: String,
    pub service_type: Option<String>,
    pub priority: String,
    pub score: i32,
    pub language: String,
    pub email: Option<String>,
    pub phone: Option<String>,
    pub customer_id: Option<kernel::ids::CustomerId>,
    pub location_id: Option<kernel::ids::LocationId>,
    pub assigned_to: Option<kernel::ids::UserId>,
    pub move_date: Option<jiff::civil::Date>,
    pub is_quarantined: bool,
}

impl LeadStandingRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            number: row.try_get(0).map_err(kernel::Error::internal)?,
            full_name: row.try_get(1).map_err(kernel::Error::internal)?,
            status: row.try_get(2).map_err(kernel::Error::internal)?,
            source: row.try_get(3).map_err(kernel::Error::internal)?,
            service_type: row.try_get(4).map_err(kernel::Error::internal)?,
            priority: row.try_get(5).map_err(kernel::Error::internal)?,
            score: row.try_get(6).map_err(kernel::Error::internal)?,
            language: row.try_get(7).map_err(kernel::Error::internal)?,
            email: row.try_get(8).map_err(kernel::Error::internal)?,
            phone: row.try_get(9).map_err(kernel::Error::internal)?,
            customer_id: row.try_get(10).map_err(kernel::Error::internal)?,
            location_id: row.try_get(11).map_err(kernel::Error::internal)?,
            assigned_to: row.try_get(12).map_err(kernel::Error::internal)?,
            move_date: row.try_get(13).map_err(kernel::Error::internal)?,
            is_quarantined: row.try_get(14).map_err(kernel::Error::internal)?,
        })
    }
}

/// What a step needs to know of its lead.
pub async fn lead_standing(tx: &engine::TenantTx, id: kernel::ids::LeadId) -> kernel::Result<Option<LeadStandingRow>> {
    const SQL: &str = r#"select l.number, l.full_name, l.status, l.source, l.service_type, l.priority, l.score, l.language, l.email, l.phone,
       l.customer_id, l.location_id, l.assigned_to, l.move_date, l.quarantined_at is not null as "is_quarantined!"
from sales_v_lead l
where l.company_id = $1
  and l.id = $2"#;
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &id]).await?;
    super::at_most_one(rows, "lead_standing")?.as_ref().map(LeadStandingRow::from_row).transpose()
}

#[derive(Debug, Clone)]
pub struct InsertEnrolment<'a> {
    pub id: kernel::ids::SequenceEnrolmentId,
    pub sequence_id: kernel::ids::SequenceId,
    pub sequence_version_id: kernel::ids::SequenceVersionId,
    pub lead_id: kernel::ids::LeadId,
    pub customer_id: Option<kernel::ids::CustomerId>,
    pub location_id: Option<kernel::ids::LocationId>,
    pub email_lower: Option<&'a str>,
    pub phone_e164: Option<&'a str>,
    pub due_at: Option<jiff::Timestamp>,
    pub look_at: Option<jiff::Timestamp>,
}

pub async fn insert_enrolment(tx: &engine::TenantTx, p: InsertEnrolment<'_>) -> kernel::Result<u64> {
    const SQL: &str = r"insert into sequence_enrolment (company_id, id, sequence_id, sequence_version_id, lead_id, customer_id, location_id,
  email_lower, phone_e164, due_at, look_at, started_at)
values ($1, $2, $3, $4, $5, $6, $7,
  $8, $9, $10, $11, $12)
on conflict do nothing";
    let company_id = tx.company();
    let now = tx.now();
    engine::Sql::exec(
        tx,
        SQL,
        &[
            &company_id,
            &p.id,
            &p.sequence_id,
            &p.sequence_version_id,
            &p.lead_id,
            &p.customer_id,
            &p.location_id,
            &p.email_lower,
            &p.phone_e164,
            &p.due_at,
            &p.look_at,
            &now,
        ],
    )
    .await
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct LockEnrolmentRow {
    pub id: kernel::ids::SequenceEnrolmentId,
    pub sequence_id: kernel::ids::SequenceId,
    pub sequence_version_id: kernel::ids::SequenceVersionId,
    pub lead_id: kernel::ids::LeadId,
    pub location_id: Option<kernel::ids::LocationId>,
    pub state: String,
    pub step: i32,
    pub due_at: Option<jiff::Timestamp>,
    pub started_at: jiff::Timestamp,
    pub last_step_at: Option<jiff::Timestamp>,
}

impl LockEnrolmentRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            sequence_id: row.try_get(1).map_err(kernel::Error::internal)?,
            sequence_version_id: row.try_get(2).map_err(kernel::Error::internal)?,
            lead_id: row.try_get(3).map_err(kernel::Error::internal)?,
            location_id: row.try_get(4).map_err(kernel::Error::internal)?,
            state: row.try_get(5).map_err(kernel::Error::internal)?,
            step: row.try_get(6).map_err(kernel::Error::internal)?,
            due_at: row.try_get(7).map_err(kernel::Error::internal)?,
            started_at: row.try_get(8).map_err(kernel::Error::internal)?,
            last_step_at: row.try_get(9).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn lock_enrolment(
    tx: &engine::TenantTx,
    id: kernel::ids::SequenceEnrolmentId,
) -> kernel::Result<Option<LockEnrolmentRow>> {
    const SQL: &str = r"select e.id, e.sequence_id, e.sequence_version_id, e.lead_id, e.location_id, e.state, e.step, e.due_at, e.started_at,
       e.last_step_at
from sequence_enrolment e
where e.company_id = $1
  and e.id = $2
for update";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &id]).await?;
    super::at_most_one(rows, "lock_enrolment")?.as_ref().map(LockEnrolmentRow::from_row).transpose()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct StandingOfLeadRow {
    pub id: kernel::ids::SequenceEnrolmentId,
}

impl StandingOfLeadRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self { id: row.try_get(0).map_err(kernel::Error::internal)? })
    }
}

/// The one a lead goes through now.
pub async fn standing_of_lead(
    tx: &engine::TenantTx,
    lead_id: kernel::ids::LeadId,
) -> kernel::Result<Option<StandingOfLeadRow>> {
    const SQL: &str = r"select e.id
from sequence_enrolment e
where e.company_id = $1
  and e.lead_id = $2
  and e.state in ('ACTIVE', 'PAUSED')";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &lead_id]).await?;
    super::at_most_one(rows, "standing_of_lead")?.as_ref().map(StandingOfLeadRow::from_row).transpose()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct WasInOneRow {
    pub any: bool,
}

impl WasInOneRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self { any: row.try_get(0).map_err(kernel::Error::internal)? })
    }
}

pub async fn was_in_one(tx: &engine::TenantTx, lead_id: kernel::ids::LeadId) -> kernel::Result<WasInOneRow> {
    const SQL: &str = r#"select exists (select 1 from sequence_enrolment e
  where e.company_id = $1 and e.lead_id = $2) as "any!""#;
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &lead_id]).await?;
    WasInOneRow::from_row(&super::exactly_one(rows, "was_in_one")?)
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct OfLeadRow {
    pub id: kernel::ids::SequenceEnrolmentId,
    pub sequence_id: kernel::ids::SequenceId,
    pub name: String,
    pub state: String,
    pub step: i32,
    pub due_at: Option<jiff::Timestamp>,
    pub started_at: jiff::Timestamp,
    pub ended_at: Option<jiff::Timestamp>,
    pub exit_reason: Option<String>,
    pub number: i32,
    pub steps: i64,
}

impl OfLeadRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            sequence_id: row.try_get(1).map_err(kernel::Error::internal)?,
            name: row.try_get(2).map_err(kernel::Error::internal)?,
            state: row.try_get(3).map_err(kernel::Error::internal)?,
            step: row.try_get(4).map_err(kernel::Error::internal)?,
            due_at: row.try_get(5).map_err(kernel::Error::internal)?,
            started_at: row.try_get(6).map_err(kernel::Error::internal)?,
            ended_at: row.try_get(7).map_err(kernel::Error::internal)?,
            exit_reason: row.try_get(8).map_err(kernel::Error::internal)?,
            number: row.try_get(9).map_err(kernel::Error::internal)?,
            steps: row.try_get(10).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn of_lead(tx: &engine::TenantTx, lead_id: kernel::ids::LeadId) -> kernel::Result<Vec<OfLeadRow>> {
    const SQL: &str = r#"select e.id, e.sequence_id, s.name, e.state, e.step, e.due_at, e.started_at, e.ended_at, e.exit_reason, v.number,
       (select count(*) from sequence_step t
         where t.company_id = e.company_id and t.sequence_version_id = e.sequence_version_id) as "steps!"
from sequence_enrolment e
join sequence s on s.company_id = e.company_id and s.id = e.sequence_id
join sequence_version v on v.company_id = e.company_id and v.id = e.sequence_version_id
where e.company_id = $1
  and e.lead_id = $2
order by e.started_at desc, e.id desc
limit 20"#;
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &lead_id]).await?;
    rows.iter().map(OfLeadRow::from_row).collect()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct PassagesOfLeadRow {
    pub sequence_enrolment_id: kernel::ids::SequenceEnrolmentId,
    pub position: i32,
    pub at: jiff::Timestamp,
    pub outcome: String,
    pub reason: Option<String>,
    pub communication_id: Option<kernel::ids::CommunicationId>,
    pub message_status: Option<String>,
    pub channel: Option<String>,
    pub subject: Option<String>,
}

impl PassagesOfLeadRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            sequence_enrolment_id: row.try_get(0).map_err(kernel::Error::internal)?,
            position: row.try_get(1).map_err(kernel::Error::internal)?,
            at: row.try_get(2).map_err(kernel::Error::internal)?,
            outcome: row.try_get(3).map_err(kernel::Error::internal)?,
            reason: row.try_get(4).map_err(kernel::Error::internal)?,
            communication_id: row.try_get(5).map_err(kernel::Error::internal)?,
            message_status: row.try_get(6).map_err(kernel::Error::internal)?,
            channel: row.try_get(7).map_err(kernel::Error::internal)?,
            subject: row.try_get(8).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn passages_of_lead(
    tx: &engine::TenantTx,
    lead_id: kernel::ids::LeadId,
) -> kernel::Result<Vec<PassagesOfLeadRow>> {
    const SQL: &str = r#"select p.sequence_enrolment_id, p.position, p.at, p.outcome, p.reason, p.communication_id, m.status as "message_status?",
       m.type as "channel?", m.subject as "subject?"
from sequence_enrolment e
join sequence_passage p on p.company_id = e.company_id and p.sequence_enrolment_id = e.id
left join communication m on m.company_id = p.company_id and m.id = p.communication_id
where e.company_id = $1
  and e.lead_id = $2
order by p.at, p.position
limit 500"#;
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &lead_id]).await?;
    rows.iter().map(PassagesOfLeadRow::from_row).collect()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct DueRow {
    pub id: kernel::ids::SequenceEnrolmentId,
}

impl DueRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self { id: row.try_get(0).map_err(kernel::Error::internal)? })
    }
}

/// Steps whose time has come.
pub async fn due(tx: &engine::TenantTx) -> kernel::Result<Vec<DueRow>> {
    const SQL: &str = r"select e.id
from sequence_enrolment e
where e.company_id = $1
  and e.state = 'ACTIVE'
  and e.look_at <= $2
order by e.look_at, e.id
limit 5000
for update skip locked";
    let company_id = tx.company();
    let now = tx.now();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &now]).await?;
    rows.iter().map(DueRow::from_row).collect()
}

/// Keeps the clock from asking again while the step is under way.
pub async fn look_again(
    tx: &engine::TenantTx,
    look_at: Option<jiff::Timestamp>,
    ids: &[uuid::Uuid],
) -> kernel::Result<u64> {
    const SQL: &str = r"update sequence_enrolment e
set look_at = $2
where e.company_id = $1
  and e.id = any ($3)";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &look_at, &ids]).await
}

#[derive(Debug, Clone)]
pub struct StepOn<'a> {
    pub step: i32,
    pub due_at: Option<jiff::Timestamp>,
    pub customer_id: Option<kernel::ids::CustomerId>,
    pub email_lower: Option<&'a str>,
    pub phone_e164: Option<&'a str>,
    pub id: kernel::ids::SequenceEnrolmentId,
}

pub async fn step_on(tx: &engine::TenantTx, p: StepOn<'_>) -> kernel::Result<u64> {
    const SQL: &str = r"update sequence_enrolment e
set step = $2,
    due_at = $3,
    look_at = $3,
    last_step_at = $4,
    customer_id = $5,
    email_lower = $6,
    phone_e164 = $7
where e.company_id = $1
  and e.id = $8";
    let company_id = tx.company();
    let now = tx.now();
    engine::Sql::exec(
        tx,
        SQL,
        &[&company_id, &p.step, &p.due_at, &now, &p.customer_id, &p.email_lower, &p.phone_e164, &p.id],
    )
    .await
}

pub async fn finish(
    tx: &engine::TenantTx,
    state: &str,
    exit_reason: Option<&str>,
    id: kernel::ids::SequenceEnrolmentId,
) -> kernel::Result<u64> {
    const SQL: &str = r"update sequence_enrolment e
set state = $2,
    exit_reason = $3,
    ended_at = $4,
    due_at = null,
    look_at = null
where e.company_id = $1
  and e.id = $5
  and e.state in ('ACTIVE', 'PAUSED')";
    let company_id = tx.company();
    let now = tx.now();
    engine::Sql::exec(tx, SQL, &[&company_id, &state, &exit_reason, &now, &id]).await
}

pub async fn pause(tx: &engine::TenantTx, id: kernel::ids::SequenceEnrolmentId) -> kernel::Result<u64> {
    const SQL: &str = r"update sequence_enrolment e
set state = 'PAUSED',
    look_at = null
where e.company_id = $1
  and e.id = $2
  and e.state = 'ACTIVE'";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &id]).await
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct ResumeAllRow {
    pub id: kernel::ids::SequenceEnrolmentId,
}

impl ResumeAllRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self { id: row.try_get(0).map_err(kernel::Error::internal)? })
    }
}

/// Those who waited through an outage go on from where they stood.
pub async fn resume_all(
    tx: &engine::TenantTx,
    sequence_id: kernel::ids::SequenceId,
) -> kernel::Result<Vec<ResumeAllRow>> {
    const SQL: &str = r"update sequence_enrolment e
set state = 'ACTIVE',
    due_at = $2,
    look_at = $2
where e.company_id = $1
  and e.sequence_id = $3
  and e.state = 'PAUSED'
returning e.id";
    let company_id = tx.company();
    let now = tx.now();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &now, &sequence_id]).await?;
    rows.iter().map(ResumeAllRow::from_row).collect()
}

#[derive(Debug, Clone)]
pub struct InsertPassage<'a> {
    pub id: uuid::Uuid,
    pub sequence_enrolment_id: kernel::ids::SequenceEnrolmentId,
    pub position: i32,
    pub outcome: &'a str,
    pub reason: Option<&'a str>,
    pub communication_id: Option<kernel::ids::CommunicationId>,
}

pub async fn insert_passage(tx: &engine::TenantTx, p: InsertPassage<'_>) -> kernel::Result<u64> {
    const SQL: &str = r"insert into sequence_passage (company_id, id, sequence_enrolment_id, position, at, outcome, reason, communication_id)
values ($1, $2, $3, $4, $5, $6, $7, $8)
on conflict (company_id, sequence_enrolment_id, position) do nothing";
    let company_id = tx.company();
    let now = tx.now();
    engine::Sql::exec(
        tx,
        SQL,
        &[&company_id, &p.id, &p.sequence_enrolment_id, &p.position, &now, &p.outcome, &p.reason, &p.communication_id],
    )
    .await
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct ReachedByEmailRow {
    pub id: kernel::ids::SequenceEnrolmentId,
}

impl ReachedByEmailRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self { id: row.try_get(0).map_err(kernel::Error::internal)? })
    }
}

pub async fn reached_by_email(tx: &engine::TenantTx, email_lower: &str) -> kernel::Result<Vec<ReachedByEmailRow>> {
    const SQL: &str = r"select e.id
from sequence_enrolment e
where e.company_id = $1
  and e.email_lower = $2
  and e.state in ('ACTIVE', 'PAUSED')
order by e.id
limit 50";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &email_lower]).await?;
    rows.iter().map(ReachedByEmailRow::from_row).collect()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct ReachedByPhoneRow {
    pub id: kernel::ids::SequenceEnrolmentId,
}

impl ReachedByPhoneRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self { id: row.try_get(0).map_err(kernel::Error::internal)? })
    }
}

pub async fn reached_by_phone(tx: &engine::TenantTx, phone_e164: &str) -> kernel::Result<Vec<ReachedByPhoneRow>> {
    const SQL: &str = r"select e.id
from sequence_enrolment e
where e.company_id = $1
  and e.phone_e164 = $2
  and e.state in ('ACTIVE', 'PAUSED')
order by e.id
limit 50";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &phone_e164]).await?;
    rows.iter().map(ReachedByPhoneRow::from_row).collect()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct OfCustomerRow {
    pub id: kernel::ids::SequenceEnrolmentId,
}

impl OfCustomerRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self { id: row.try_get(0).map_err(kernel::Error::internal)? })
    }
}

pub async fn of_customer(
    tx: &engine::TenantTx,
    customer_id: kernel::ids::CustomerId,
) -> kernel::Result<Vec<OfCustomerRow>> {
    const SQL: &str = r"select e.id
from sequence_enrolment e
where e.company_id = $1
  and e.customer_id = $2
  and e.state in ('ACTIVE', 'PAUSED')
order by e.id
limit 50";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &customer_id]).await?;
    rows.iter().map(OfCustomerRow::from_row).collect()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct OfMessageRow {
    pub id: kernel::ids::SequenceEnrolmentId,
}

impl OfMessageRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self { id: row.try_get(0).map_err(kernel::Error::internal)? })
    }
}

/// Whose step a message was.
pub async fn of_message(
    tx: &engine::TenantTx,
    communication_id: kernel::ids::CommunicationId,
) -> kernel::Result<Option<OfMessageRow>> {
    const SQL: &str = r"select e.id
from sequence_passage p
join sequence_enrolment e on e.company_id = p.company_id and e.id = p.sequence_enrolment_id
where p.company_id = $1
  and p.communication_id = $2
  and e.state in ('ACTIVE', 'PAUSED')
limit 1";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &communication_id]).await?;
    super::at_most_one(rows, "of_message")?.as_ref().map(OfMessageRow::from_row).transpose()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct NotYetSentRow {
    pub id: kernel::ids::CommunicationId,
}

impl NotYetSentRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self { id: row.try_get(0).map_err(kernel::Error::internal)? })
    }
}

/// Messages of the sequence that wait for their hour.
pub async fn not_yet_sent(
    tx: &engine::TenantTx,
    sequence_enrolment_id: kernel::ids::SequenceEnrolmentId,
) -> kernel::Result<Vec<NotYetSentRow>> {
    const SQL: &str = r"select m.id
from sequence_passage p
join communication m on m.company_id = p.company_id and m.id = p.communication_id
where p.company_id = $1
  and p.sequence_enrolment_id = $2
  and m.status in ('SCHEDULED', 'QUEUED')
  and m.handed_at is null
order by m.id
limit 50";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &sequence_enrolment_id]).await?;
    rows.iter().map(NotYetSentRow::from_row).collect()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct IncomingRow {
    pub r#type: String,
    pub from_address: Option<String>,
    pub customer_id: Option<kernel::ids::CustomerId>,
    pub text: Option<String>,
}

impl IncomingRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            r#type: row.try_get(0).map_err(kernel::Error::internal)?,
            from_address: row.try_get(1).map_err(kernel::Error::internal)?,
            customer_id: row.try_get(2).map_err(kernel::Error::internal)?,
            text: row.try_get(3).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn incoming(tx: &engine::TenantTx, id: kernel::ids::CommunicationId) -> kernel::Result<Option<IncomingRow>> {
    const SQL: &str = r#"select m.type, m.from_address, m.customer_id, p.content as "text?"
from communication m
left join communication_part p on p.company_id = m.company_id and p.communication_id = m.id and p.kind = 'TEXT'
where m.company_id = $1
  and m.id = $2
  and m.direction = 'IN'"#;
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &id]).await?;
    super::at_most_one(rows, "incoming")?.as_ref().map(IncomingRow::from_row).transpose()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct SequenceEnrolmentListRow {
    pub id: kernel::ids::SequenceEnrolmentId,
    pub sequence_id: kernel::ids::SequenceId,
    pub lead_id: kernel::ids::LeadId,
    pub lead_number: String,
    pub name: String,
    pub state: String,
    pub step: i32,
    pub due_at: Option<jiff::Timestamp>,
    pub started_at: jiff::Timestamp,
    pub ended_at: Option<jiff::Timestamp>,
    pub exit_reason: Option<String>,
}

impl SequenceEnrolmentListRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            sequence_id: row.try_get(1).map_err(kernel::Error::internal)?,
            lead_id: row.try_get(2).map_err(kernel::Error::internal)?,
            lead_number: row.try_get(3).map_err(kernel::Error::internal)?,
            name: row.try_get(4).map_err(kernel::Error::internal)?,
            state: row.try_get(5).map_err(kernel::Error::internal)?,
            step: row.try_get(6).map_err(kernel::Error::internal)?,
            due_at: row.try_get(7).map_err(kernel::Error::internal)?,
            started_at: row.try_get(8).map_err(kernel::Error::internal)?,
            ended_at: row.try_get(9).map_err(kernel::Error::internal)?,
            exit_reason: row.try_get(10).map_err(kernel::Error::internal)?,
        })
    }
}

pub const SEQUENCE_ENROLMENT_LIST: engine::ListSql = engine::ListSql {
    name: "sequence_enrolment_list",
    sql: r"select e.id, e.sequence_id, e.lead_id, l.number as lead_number, l.full_name as name, e.state, e.step, e.due_at,
       e.started_at, e.ended_at, e.exit_reason
from sequence_enrolment e
join sales_v_lead l on l.company_id = e.company_id and l.id = e.lead_id
where e.company_id = $1",
    resource: "sequence",
    alias: "e",
    rows: "e",
    sorts: &[engine::ListSort {
        name: "started_at",
        column: "e.started_at",
        kind: engine::ColumnKind::Timestamp,
        descending: true,
        nullable: false,
    }],
    filters: &[
        engine::ListFilter { name: "sequence_id", column: "e.sequence_id", kind: engine::ColumnKind::Id("sequence") },
        engine::ListFilter { name: "state", column: "e.state", kind: engine::ColumnKind::Text },
        engine::ListFilter { name: "step", column: "e.step", kind: engine::ColumnKind::Integer },
    ],
    search: None,
};

#[derive(Debug, Clone, serde::Serialize)]
pub struct QuoteCustomerRow {
    pub customer_id: kernel::ids::CustomerId,
}

impl QuoteCustomerRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self { customer_id: row.try_get(0).map_err(kernel::Error::internal)? })
    }
}

pub async fn quote_customer(
    tx: &engine::TenantTx,
    id: kernel::ids::QuoteId,
) -> kernel::Result<Option<QuoteCustomerRow>> {
    const SQL: &str = r"select q.customer_id
from quotes_v_quote q
where q.company_id = $1
  and q.id = $2";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &id]).await?;
    super::at_most_one(rows, "quote_customer")?.as_ref().map(QuoteCustomerRow::from_row).transpose()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct JobCustomerRow {
    pub customer_id: kernel::ids::CustomerId,
}

impl JobCustomerRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self { customer_id: row.try_get(0).map_err(kernel::Error::internal)? })
    }
}

pub async fn job_customer(tx: &engine::TenantTx, id: kernel::ids::JobId) -> kernel::Result<Option<JobCustomerRow>> {
    const SQL: &str = r"select j.customer_id
from dispatch_v_job j
where j.company_id = $1
  and j.id = $2";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &id]).await?;
    super::at_most_one(rows, "job_customer")?.as_ref().map(JobCustomerRow::from_row).transpose()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct SequenceNamedRow {
    pub name: String,
}

impl SequenceNamedRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self { name: row.try_get(0).map_err(kernel::Error::internal)? })
    }
}

pub async fn sequence_named(
    tx: &engine::TenantTx,
    id: kernel::ids::SequenceId,
) -> kernel::Result<Option<SequenceNamedRow>> {
    const SQL: &str = r"select s.name
from sequence s
where s.company_id = $1
  and s.id = $2";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &id]).await?;
    super::at_most_one(rows, "sequence_named")?.as_ref().map(SequenceNamedRow::from_row).transpose()
}
