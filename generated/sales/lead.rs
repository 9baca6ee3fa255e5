//! Written by `cargo xtask sql` from crates/sales/queries/lead.sql: edit that.

#[derive(Debug, Clone, serde::Serialize)]
pub struct DefaultsRow {
    pub language: String,
    pub industry: String,
    pub company_timezone: String,
    pub country: String,
    pub timezone: Option<String>,
}

impl DefaultsRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            language: row.try_get(0).map_err(kernel::Error::internal)?,
            industry: row.try_get(1).map_err(kernel::Error::internal)?,
            company_timezone: row.try_get(2).map_err(kernel::Error::internal)?,
            country: row.try_get(3).map_err(kernel::Error::internal)?,
            timezone: row.try_get(4).map_err(kernel::Error::internal)?,
        })
    }
}

/// What a lead is read with: country and zone of its location, else of the first location.
pub async fn defaults(
    tx: &engine::TenantTx,
    location_id: Option<kernel::ids::LocationId>,
) -> kernel::Result<DefaultsRow> {
    const SQL: &str = r#"select c.language, c.industry, c.timezone as company_timezone,
       coalesce(
         (select l.country from access_v_location l where l.company_id = $1 and l.id = $2),
         (select l.country from access_v_location l where l.company_id = $1 order by l.created_at, l.id limit 1),
         'CA') as "country!",
       (select l.timezone from access_v_location l where l.company_id = $1 and l.id = $2) as "timezone?"
from company c
where c.id = $1"#;
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &location_id]).await?;
    DefaultsRow::from_row(&super::exactly_one(rows, "defaults")?)
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct LocationByCodeRow {
    pub id: kernel::ids::LocationId,
}

impl LocationByCodeRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self { id: row.try_get(0).map_err(kernel::Error::internal)? })
    }
}

pub async fn location_by_code(tx: &engine::TenantTx, code: &str) -> kernel::Result<Option<LocationByCodeRow>> {
    const SQL: &str = r"select l.id
from access_v_location l
where l.company_id = $1
  and l.code = $2";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &code]).await?;
    super::at_most_one(rows, "location_by_code")?.as_ref().map(LocationByCodeRow::from_row).transpose()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct LeadByIdRow {
    pub id: kernel::ids::LeadId,
    pub number: String,
    pub customer_id: Option<kernel::ids::CustomerId>,
    pub location_id: Option<kernel::ids::LocationId>,
    pub location_name: Option<String>,
    pub assigned_to: Option<kernel::ids::UserId>,
    pub assigned_name: Option<String>,
    pub first_name: Option<String>,
    pub last_name: Option<String>,
    pub full_name: String,
    pub company_name: Option<String>,
    pub email: Option<String>,
    pub phone: Option<String>,
    pub email_match: Option<String>,
    pub phone_e164: Option<String>,
    pub phone_extension: Option<String>,
    pub phone_state: String,
    pub language: String,
    pub source: String,
    pub channel: String,
    pub status: String,
    pub status_before: Option<String>,
    pub status_since: jiff::Timestamp,
    pub priority: String,
    pub priority_by_hand: bool,
    pub service_type: Option<String>,
    pub move_size: Option<String>,
    pub move_date: Option<jiff::civil::Date>,
    pub move_date_open: bool,
    pub origin: serde_json::Value,
    pub destination: serde_json::Value,
    pub origin_city: Option<String>,
    pub destination_city: Option<String>,
    pub distance_km: Option<i32>,
    pub rental: serde_json::Value,
    pub estimated_value_minor: Option<i64>,
    pub score: i32,
    pub score_reasons: serde_json::Value,
    pub notes: Option<String>,
    pub tracking: serde_json::Value,
    pub received_at: jiff::Timestamp,
    pub clock_started_at: Option<jiff::Timestamp>,
    pub first_touch_at: Option<jiff::Timestamp>,
    pub last_contact_at: Option<jiff::Timestamp>,
    pub follow_up_at: Option<jiff::Timestamp>,
    pub touches: i32,
    pub reopened: i32,
    pub quarantined_at: Option<jiff::Timestamp>,
    pub lost_reason: Option<String>,
    pub closed_at: Option<jiff::Timestamp>,
    pub converted_at: Option<jiff::Timestamp>,
    pub quote_id: Option<uuid::Uuid>,
    pub escalation: i32,
    pub escalation_due_at: Option<jiff::Timestamp>,
    pub handed_over: i32,
    pub business_minutes: Option<i32>,
    pub version: i64,
}

impl LeadByIdRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            number: row.try_get(1).map_err(kernel::Error::internal)?,
            customer_id: row.try_get(2).map_err(kernel::Error::internal)?,
            location_id: row.try_get(3).map_err(kernel::Error::internal)?,
            location_name: row.try_get(4).map_err(kernel::Error::internal)?,
            assigned_to: row.try_get(5).map_err(kernel::Error::internal)?,
            assigned_name: row.try_get(6).map_err(kernel::Error::internal)?,
            first_name: row.try_get(7).map_err(kernel::Error::internal)?,
            last_name: row.try_get(8).map_err(kernel::Error::internal)?,
            full_name: row.try_get(9).map_err(kernel::Error::internal)?,
            company_name: row.try_get(10).map_err(kernel::Error::internal)?,
            email: row.try_get(11).map_err(kernel::Error::internal)?,
            phone: row.try_get(12).map_err(kernel::Error::internal)?,
            email_match: row.try_get(13).map_err(kernel::Error::internal)?,
            phone_e164: row.try_get(14).map_err(kernel::Error::internal)?,
            phone_extension: row.try_get(15).map_err(kernel::Error::internal)?,
            phone_state: row.try_get(16).map_err(kernel::Error::internal)?,
            language: row.try_get(17).map_err(kernel::Error::internal)?,
            source: row.try_get(18).map_err(kernel::Error::internal)?,
            channel: row.try_get(19).map_err(kernel::Error::internal)?,
            status: row.try_get(20).map_err(kernel::Error::internal)?,
            status_before: row.try_get(21).map_err(kernel::Error::internal)?,
            status_since: row.try_get(22).map_err(kernel::Error::internal)?,
            priority: row.try_get(23).map_err(kernel::Error::internal)?,
            priority_by_hand: row.try_get(24).map_err(kernel::Error::internal)?,
            service_type: row.try_get(25).map_err(kernel::Error::internal)?,
            move_size: row.try_get(26).map_err(kernel::Error::internal)?,
            move_date: row.try_get(27).map_err(kernel::Error::internal)?,
            move_date_open: row.try_get(28).map_err(kernel::Error::internal)?,
            origin: row.try_get(29).map_err(kernel::Error::internal)?,
            destination: row.try_get(30).map_err(kernel::Error::internal)?,
            origin_city: row.try_get(31).map_err(kernel::Error::internal)?,
            destination_city: row.try_get(32).map_err(kernel::Error::internal)?,
            distance_km: row.try_get(33).map_err(kernel::Error::internal)?,
            rental: row.try_get(34).map_err(kernel::Error::internal)?,
            estimated_value_minor: row.try_get(35).map_err(kernel::Error::internal)?,
            score: row.try_get(36).map_err(kernel::Error::internal)?,
            score_reasons: row.try_get(37).map_err(kernel::Error::internal)?,
            notes: row.try_get(38).map_err(kernel::Error::internal)?,
            tracking: row.try_get(39).map_err(kernel::Error::internal)?,
            received_at: row.try_get(40).map_err(kernel::Error::internal)?,
            clock_started_at: row.try_get(41).map_err(kernel::Error::internal)?,
            first_touch_at: row.try_get(42).map_err(kernel::Error::internal)?,
            last_contact_at: row.try_get(43).map_err(kernel::Error::internal)?,
            follow_up_at: row.try_get(44).map_err(kernel::Error::internal)?,
            touches: row.try_get(45).map_err(kernel::Error::internal)?,
            reopened: row.try_get(46).map_err(kernel::Error::internal)?,
            quarantined_at: row.try_get(47).map_err(kernel::Error::internal)?,
            lost_reason: row.try_get(48).map_err(kernel::Error::internal)?,
            closed_at: row.try_get(49).map_err(kernel::Error::internal)?,
            converted_at: row.try_get(50).map_err(kernel::Error::internal)?,
            quote_id: row.try_get(51).map_err(kernel::Error::internal)?,
            escalation: row.try_get(52).map_err(kernel::Error::internal)?,
            escalation_due_at: row.try_get(53).map_err(kernel::Error::internal)?,
            handed_over: row.try_get(54).map_err(kernel::Error::internal)?,
            business_minutes: row.try_get(55).map_err(kernel::Error::internal)?,
            version: row.try_get(56).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn lead_by_id(tx: &engine::TenantTx, id: kernel::ids::LeadId) -> kernel::Result<Option<LeadByIdRow>> {
    const SQL: &str = r#"select l.id, l.number, l.customer_id, l.location_id, o.name as "location_name?", l.assigned_to, u.name as "assigned_name?",
       l.first_name, l.last_name, l.full_name, l.company_name, l.email, l.phone, l.email_match, l.phone_e164,
       l.phone_extension, l.phone_state, l.language, l.source, l.channel, l.status, l.status_before, l.status_since,
       l.priority, l.priority_by_hand, l.service_type, l.move_size, l.move_date, l.move_date_open, l.origin,
       l.destination, l.origin_city, l.destination_city, l.distance_km, l.rental, l.estimated_value_minor, l.score,
       l.score_reasons, l.notes, l.tracking, l.received_at, l.clock_started_at, l.first_touch_at, l.last_contact_at,
       l.follow_up_at, l.touches, l.reopened, l.quarantined_at, l.lost_reason, l.closed_at, l.converted_at, l.quote_id,
       l.escalation, l.escalation_due_at, l.handed_over, l.business_minutes, l.version
from lead l
left join access_v_location o on o.company_id = l.company_id and o.id = l.location_id
left join access_v_user u on u.company_id = l.company_id and u.id = l.assigned_to
where l.company_id = $1
  and l.id = $2"#;
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &id]).await?;
    super::at_most_one(rows, "lead_by_id")?.as_ref().map(LeadByIdRow::from_row).transpose()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct LockLeadRow {
    pub status: String,
}

impl LockLeadRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self { status: row.try_get(0).map_err(kernel::Error::internal)? })
    }
}

/// Two who change one lead at once wait for each other.
pub async fn lock_lead(tx: &engine::TenantTx, id: kernel::ids::LeadId) -> kernel::Result<Option<LockLeadRow>> {
    const SQL: &str = r"select l.status
from lead l
where l.company_id = $1
  and l.id = $2
for update";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &id]).await?;
    super::at_most_one(rows, "lock_lead")?.as_ref().map(LockLeadRow::from_row).transpose()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct LeadCardRow {
    pub id: kernel::ids::LeadId,
    pub number: String,
    pub full_name: String,
    pub company_name: Option<String>,
    pub email: Option<String>,
    pub phone: Option<String>,
    pub status: String,
    pub priority: String,
    pub source: String,
    pub service_type: Option<String>,
    pub move_size: Option<String>,
    pub move_date: Option<jiff::civil::Date>,
    pub origin_city: Option<String>,
    pub destination_city: Option<String>,
    pub location_id: Option<kernel::ids::LocationId>,
    pub location_name: Option<String>,
    pub assigned_to: Option<kernel::ids::UserId>,
    pub assigned_name: Option<String>,
    pub score: i32,
    pub received_at: jiff::Timestamp,
    pub first_touch_at: Option<jiff::Timestamp>,
    pub clock_started_at: Option<jiff::Timestamp>,
    pub customer_id: Option<kernel::ids::CustomerId>,
    pub converted_at: Option<jiff::Timestamp>,
    pub escalation: i32,
    pub version: i64,
}

impl LeadCardRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            number: row.try_get(1).map_err(kernel::Error::internal)?,
            full_name: row.try_get(2).map_err(kernel::Error::internal)?,
            company_name: row.try_get(3).map_err(kernel::Error::internal)?,
            email: row.try_get(4).map_err(kernel::Error::internal)?,
            phone: row.try_get(5).map_err(kernel::Error::internal)?,
            status: row.try_get(6).map_err(kernel::Error::internal)?,
            priority: row.try_get(7).map_err(kernel::Error::internal)?,
            source: row.try_get(8).map_err(kernel::Error::internal)?,
            service_type: row.try_get(9).map_err(kernel::Error::internal)?,
            move_size: row.try_get(10).map_err(kernel::Error::internal)?,
            move_date: row.try_get(11).map_err(kernel::Error::internal)?,
            origin_city: row.try_get(12).map_err(kernel::Error::internal)?,
            destination_city: row.try_get(13).map_err(kernel::Error::internal)?,
            location_id: row.try_get(14).map_err(kernel::Error::internal)?,
            location_name: row.try_get(15).map_err(kernel::Error::internal)?,
            assigned_to: row.try_get(16).map_err(kernel::Error::internal)?,
            assigned_name: row.try_get(17).map_err(kernel::Error::internal)?,
            score: row.try_get(18).map_err(kernel::Error::internal)?,
            received_at: row.try_get(19).map_err(kernel::Error::internal)?,
            first_touch_at: row.try_get(20).map_err(kernel::Error::internal)?,
            clock_started_at: row.try_get(21).map_err(kernel::Error::internal)?,
            customer_id: row.try_get(22).map_err(kernel::Error::internal)?,
            converted_at: row.try_get(23).map_err(kernel::Error::internal)?,
            escalation: row.try_get(24).map_err(kernel::Error::internal)?,
            version: row.try_get(25).map_err(kernel::Error::internal)?,
        })
    }
}

pub const LEAD_LIST: engine::ListSql = engine::ListSql {
    name: "lead_list",
    sql: r#"select l.id, l.number, l.full_name, l.company_name, l.email, l.phone, l.status, l.priority, l.source, l.service_type,
       l.move_size, l.move_date, l.origin_city, l.destination_city, l.location_id, o.name as "location_name?",
       l.assigned_to, u.name as "assigned_name?", l.score, l.received_at, l.first_touch_at, l.clock_started_at,
       l.customer_id, l.converted_at, l.escalation, l.version
from lead l
left join access_v_location o on o.company_id = l.company_id and o.id = l.location_id
left join access_v_user u on u.company_id = l.company_id and u.id = l.assigned_to
where l.company_id = $1
  and l.quarantined_at is null"#,
    resource: "lead",
    alias: "l",
    rows: "l",
    sorts: &[
        engine::ListSort {
            name: "received_at",
            column: "l.received_at",
            kind: engine::ColumnKind::Timestamp,
            descending: true,
            nullable: false,
        },
        engine::ListSort {
            name: "number",
            column: "l.number",
            kind: engine::ColumnKind::Text,
            descending: false,
            nullable: false,
        },
        engine::ListSort {
            name: "score",
            column: "l.score",
            kind: engine::ColumnKind::Integer,
            descending: false,
            nullable: false,
        },
        engine::ListSort {
            name: "move_date",
            column: "l.move_date",
            kind: engine::ColumnKind::Date,
            descending: false,
            nullable: true,
        },
    ],
    filters: &[
        engine::ListFilter { name: "status", column: "l.status", kind: engine::ColumnKind::Text },
        engine::ListFilter { name: "priority", column: "l.priority", kind: engine::ColumnKind::Text },
        engine::ListFilter { name: "assigned_to", column: "l.assigned_to", kind: engine::ColumnKind::Id("app_user") },
        engine::ListFilter { name: "source", column: "l.source", kind: engine::ColumnKind::Text },
        engine::ListFilter { name: "service_type", column: "l.service_type", kind: engine::ColumnKind::Text },
        engine::ListFilter { name: "location_id", column: "l.location_id", kind: engine::ColumnKind::Id("location") },
        engine::ListFilter { name: "customer_id", column: "l.customer_id", kind: engine::ColumnKind::Id("customer") },
        engine::ListFilter { name: "score", column: "l.score", kind: engine::ColumnKind::Integer },
        engine::ListFilter { name: "received_at", column: "l.received_at", kind: engine::ColumnKind::Timestamp },
        engine::ListFilter { name: "move_date", column: "l.move_date", kind: engine::ColumnKind::Date },
    ],
    search: Some("lead_search"),
};

pub const LEAD_QUARANTINE_LIST: engine::ListSql = engine::ListSql {
    name: "lead_quarantine_list",
    sql: r#"select l.id, l.number, l.full_name, l.company_name, l.email, l.phone, l.status, l.priority, l.source, l.service_type,
       l.move_size, l.move_date, l.origin_city, l.destination_city, l.location_id, o.name as "location_name?",
       l.assigned_to, u.name as "assigned_name?", l.score, l.received_at, l.first_touch_at, l.clock_started_at,
       l.customer_id, l.converted_at, l.escalation, l.version
from lead l
left join access_v_location o on o.company_id = l.company_id and o.id = l.location_id
left join access_v_user u on u.company_id = l.company_id and u.id = l.assigned_to
where l.company_id = $1
  and l.quarantined_at is not null
  and l.status <> 'UNQUALIFIED'"#,
    resource: "lead",
    alias: "l",
    rows: "l",
    sorts: &[
        engine::ListSort {
            name: "received_at",
            column: "l.received_at",
            kind: engine::ColumnKind::Timestamp,
            descending: true,
            nullable: false,
        },
        engine::ListSort {
            name: "number",
            column: "l.number",
            kind: engine::ColumnKind::Text,
            descending: false,
            nullable: false,
        },
    ],
    filters: &[
        engine::ListFilter { name: "source", column: "l.source", kind: engine::ColumnKind::Text },
        engine::ListFilter { name: "location_id", column: "l.location_id", kind: engine::ColumnKind::Id("location") },
    ],
    search: None,
};

#[derive(Debug, Clone, serde::Serialize)]
pub struct BoardCountsRow {
    pub status: String,
    pub count: i64,
}

impl BoardCountsRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            status: row.try_get(0).map_err(kernel::Error::internal)?,
            count: row.try_get(1).map_err(kernel::Error::internal)?,
        })
    }
}

/// All cards of the board by status, within reach; closed ones for a while.
pub async fn board_counts(
    tx: &engine::TenantTx,
    everywhere: bool,
    locations: &[uuid::Uuid],
    mine: kernel::ids::UserId,
    since: jiff::Timestamp,
) -> kernel::Result<Vec<BoardCountsRow>> {
    const SQL: &str = r#"select k.status as "status!", k.cards as "count!"
from (
  select l.status, count(*) as cards
  from lead l
  where l.company_id = $1
    and l.quarantined_at is null
    and l.status in ('NEW', 'CONTACTED', 'QUALIFIED', 'PROPOSAL_SENT', 'NEGOTIATION')
    and ($2 or l.location_id is null or l.location_id = any ($3) or l.assigned_to = $4
      or l.created_by = $4)
  group by l.status
  union all
  select l.status, count(*)
  from lead l
  where l.company_id = $1
    and l.quarantined_at is null
    and l.status in ('WON', 'LOST')
    and l.closed_at > $5
    and ($2 or l.location_id is null or l.location_id = any ($3) or l.assigned_to = $4
      or l.created_by = $4)
  group by l.status
) k
order by k.status
limit 10"#;
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &everywhere, &locations, &mine, &since]).await?;
    rows.iter().map(BoardCountsRow::from_row).collect()
}

/// The newest fifty cards of each column.
pub async fn board_cards(
    tx: &engine::TenantTx,
    since: jiff::Timestamp,
    everywhere: bool,
    locations: &[uuid::Uuid],
    mine: kernel::ids::UserId,
) -> kernel::Result<Vec<LeadCardRow>> {
    const SQL: &str = r#"select l.id, l.number, l.full_name, l.company_name, l.email, l.phone, l.status, l.priority, l.source, l.service_type,
       l.move_size, l.move_date, l.origin_city, l.destination_city, l.location_id, o.name as "location_name?",
       l.assigned_to, u.name as "assigned_name?", l.score, l.received_at, l.first_touch_at, l.clock_started_at,
       l.customer_id, l.converted_at, l.escalation, l.version
from unnest(array['NEW', 'CONTACTED', 'QUALIFIED', 'PROPOSAL_SENT', 'NEGOTIATION', 'WON', 'LOST']) k (status)
cross join lateral (
  select i.id
  from lead i
  where i.company_id = $1
    and i.status = k.status
    and i.quarantined_at is null
    and (k.status not in ('WON', 'LOST') or i.closed_at > $2)
    and ($3 or i.location_id is null or i.location_id = any ($4) or i.assigned_to = $5
      or i.created_by = $5)
  order by i.received_at desc, i.id
  limit 50
) p
join lead l on l.company_id = $1 and l.id = p.id
left join access_v_location o on o.company_id = l.company_id and o.id = l.location_id
left join access_v_user u on u.company_id = l.company_id and u.id = l.assigned_to
order by l.status, l.received_at desc, l.id
limit 350"#;
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &since, &everywhere, &locations, &mine]).await?;
    rows.iter().map(LeadCardRow::from_row).collect()
}

#[derive(Debug, Clone)]
pub struct InsertLead<'a> {
    pub id: kernel::ids::LeadId,
    pub number: &'a str,
    pub customer_id: Option<kernel::ids::CustomerId>,
    pub location_id: Option<kernel::ids::LocationId>,
    pub assigned_to: Option<kernel::ids::UserId>,
    pub first_name: Option<&'a str>,
    pub last_name: Option<&'a str>,
    pub full_name: &'a str,
    pub company_name: Option<&'a str>,
    pub name_key: &'a str,
    pub email: Option<&'a str>,
    pub phone: Option<&'a str>,
    pub email_match: Option<&'a str>,
    pub phone_e164: Option<&'a str>,
    pub phone_extension: Option<&'a str>,
    pub phone_state: &'a str,
    pub language: &'a str,
    pub source: &'a str,
    pub provider_id: Option<kernel::ids::LeadProviderId>,
    pub channel: &'a str,
    pub service_type: Option<&'a str>,
    pub move_size: Option<&'a str>,
    pub move_date: Option<jiff::civil::Date>,
    pub move_date_open: bool,
    pub origin: &'a serde_json::Value,
    pub destination: &'a serde_json::Value,
    pub origin_city: Option<&'a str>,
    pub destination_city: Option<&'a str>,
    pub rental: &'a serde_json::Value,
    pub notes: Option<&'a str>,
    pub tracking: &'a serde_json::Value,
    pub network: Option<&'a str>,
    pub clock_started_at: Option<jiff::Timestamp>,
    pub quarantined_at: Option<jiff::Timestamp>,
}

pub async fn insert_lead(tx: &engine::TenantTx, p: InsertLead<'_>) -> kernel::Result<u64> {
    const SQL: &str = r"insert into lead (company_id, id, number, customer_id, location_id, assigned_to, first_name, last_name, full_name,
  company_name, name_key, email, phone, email_match, phone_e164, phone_extension, phone_state, language, source,
  provider_id, channel, status_since, service_type, move_size, move_date, move_date_open, origin, destination,
  origin_city, destination_city, rental, notes, tracking, network, received_at, clock_started_at, quarantined_at)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9,
  $10, $11, $12, $13, $14, $15, $16, $17, $18, $19,
  $20, $21, $22, $23, $24, $25, $26, $27, $28,
  $29, $30, $31, $32, $33, $34, $22, $35, $36)";
    let company_id = tx.company();
    let now = tx.now();
    engine::Sql::exec(
        tx,
        SQL,
        &[
            &company_id,
            &p.id,
            &p.number,
            &p.customer_id,
            &p.location_id,
            &p.assigned_to,
            &p.first_name,
            &p.last_name,
            &p.full_name,
            &p.company_name,
            &p.name_key,
            &p.email,
            &p.phone,
            &p.email_match,
            &p.phone_e164,
            &p.phone_extension,
            &p.phone_state,
            &p.language,
            &p.source,
            &p.provider_id,
            &p.channel,
            &now,
            &p.service_type,
            &p.move_size,
            &p.move_date,
            &p.move_date_open,
            &p.origin,
            &p.destination,
            &p.origin_city,
            &p.destination_city,
            &p.rental,
            &p.notes,
            &p.tracking,
            &p.network,
            &p.clock_started_at,
            &p.quarantined_at,
        ],
    )
    .await
}

#[derive(Debug, Clone)]
pub struct ChangeLead<'a> {
    pub first_name: Option<&'a str>,
    pub last_name: Option<&'a str>,
    pub full_name: &'a str,
    pub company_name: Option<&'a str>,
    pub name_key: &'a str,
    pub email: Option<&'a str>,
    pub email_match: Option<&'a str>,
    pub phone: Option<&'a str>,
    pub phone_e164: Option<&'a str>,
    pub phone_state: Option<&'a str>,
    pub source: Option<&'a str>,
    pub service_type: Option<&'a str>,
    pub move_size: Option<&'a str>,
    pub move_date: Option<jiff::civil::Date>,
    pub move_date_open: Option<bool>,
    pub origin: Option<&'a serde_json::Value>,
    pub destination: Option<&'a serde_json::Value>,
    pub origin_city: Option<&'a str>,
    pub destination_city: Option<&'a str>,
    pub rental: Option<&'a serde_json::Value>,
    pub notes: Option<&'a str>,
    pub location_id: Option<kernel::ids::LocationId>,
    pub follow_up_at: Option<jiff::Timestamp>,
    pub priority_by_hand: Option<bool>,
    pub priority: Option<&'a str>,
    pub id: kernel::ids::LeadId,
}

/// What is absent stays; an empty text clears.
pub async fn change_lead(tx: &engine::TenantTx, p: ChangeLead<'_>) -> kernel::Result<u64> {
    const SQL: &str = r"update lead l
set first_name = nullif(coalesce($2, l.first_name), ''),
    last_name = nullif(coalesce($3, l.last_name), ''),
    full_name = $4,
    company_name = nullif(coalesce($5, l.company_name), ''),
    name_key = $6,
    email = nullif(coalesce($7, l.email), ''),
    email_match = nullif(coalesce($8, l.email_match), ''),
    phone = nullif(coalesce($9, l.phone), ''),
    phone_e164 = nullif(coalesce($10, l.phone_e164), ''),
    phone_state = coalesce($11, l.phone_state),
    source = coalesce($12, l.source),
    service_type = nullif(coalesce($13, l.service_type), ''),
    move_size = nullif(coalesce($14, l.move_size), ''),
    move_date = coalesce($15, l.move_date),
    move_date_open = coalesce($16, l.move_date_open),
    origin = coalesce($17, l.origin),
    destination = coalesce($18, l.destination),
    origin_city = nullif(coalesce($19, l.origin_city), ''),
    destination_city = nullif(coalesce($20, l.destination_city), ''),
    rental = coalesce($21, l.rental),
    notes = nullif(coalesce($22, l.notes), ''),
    location_id = coalesce($23, l.location_id),
    follow_up_at = coalesce($24, l.follow_up_at),
    priority_by_hand = coalesce($25, l.priority_by_hand),
    priority = coalesce($26, l.priority)
where l.company_id = $1
  and l.id = $27";
    let company_id = tx.company();
    engine::Sql::exec(
        tx,
        SQL,
        &[
            &company_id,
            &p.first_name,
            &p.last_name,
            &p.full_name,
            &p.company_name,
            &p.name_key,
            &p.email,
            &p.email_match,
            &p.phone,
            &p.phone_e164,
            &p.phone_state,
            &p.source,
            &p.service_type,
            &p.move_size,
            &p.move_date,
            &p.move_date_open,
            &p.origin,
            &p.destination,
            &p.origin_city,
            &p.destination_city,
            &p.rental,
            &p.notes,
            &p.location_id,
            &p.follow_up_at,
            &p.priority_by_hand,
            &p.priority,
            &p.id,
        ],
    )
    .await
}

#[derive(Debug, Clone)]
pub struct SetStatus<'a> {
    pub status: &'a str,
    pub status_before: Option<&'a str>,
    pub lost_reason: Option<&'a str>,
    pub closes: bool,
    pub id: kernel::ids::LeadId,
}

/// The day it closed stays when a closed lead is put away or taken out again; opened again it has none.
pub async fn set_status(tx: &engine::TenantTx, p: SetStatus<'_>) -> kernel::Result<u64> {
    const SQL: &str = r"update lead
set status = $2,
    status_before = $3,
    status_since = $4,
    lost_reason = $5,
    closed_at = case when not $6 then null else coalesce(closed_at, $4) end
where company_id = $1
  and id = $7";
    let company_id = tx.company();
    let now = tx.now();
    engine::Sql::exec(tx, SQL, &[&company_id, &p.status, &p.status_before, &now, &p.lost_reason, &p.closes, &p.id])
        .await
}

pub async fn set_assigned(
    tx: &engine::TenantTx,
    assigned_to: Option<kernel::ids::UserId>,
    id: kernel::ids::LeadId,
) -> kernel::Result<u64> {
    const SQL: &str = r"update lead
set assigned_to = $2
where company_id = $1
  and id = $3";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &assigned_to, &id]).await
}

/// Every touch is counted; the first human one stops the clock (SAL-9).
pub async fn note_contact(
    tx: &engine::TenantTx,
    is_human: bool,
    by: uuid::Uuid,
    id: kernel::ids::LeadId,
) -> kernel::Result<u64> {
    const SQL: &str = r"update lead l
set touches = l.touches + 1,
    last_contact_at = case when $2 then $3 else l.last_contact_at end,
    first_touch_by = case when $2 and l.first_touch_at is null then $4 else l.first_touch_by end,
    first_touch_at = case when $2 then coalesce(l.first_touch_at, $3) else l.first_touch_at end
where l.company_id = $1
  and l.id = $5";
    let company_id = tx.company();
    let now = tx.now();
    engine::Sql::exec(tx, SQL, &[&company_id, &is_human, &now, &by, &id]).await
}

/// The clock starts anew (SAL-5).
pub async fn reopen(tx: &engine::TenantTx, id: kernel::ids::LeadId) -> kernel::Result<u64> {
    const SQL: &str = r"update lead l
set status = 'NEW',
    status_before = l.status,
    status_since = $2,
    clock_started_at = $2,
    first_touch_at = null,
    first_touch_by = null,
    lost_reason = null,
    closed_at = null,
    reopened = l.reopened + 1
where l.company_id = $1
  and l.id = $3";
    let company_id = tx.company();
    let now = tx.now();
    engine::Sql::exec(tx, SQL, &[&company_id, &now, &id]).await
}

/// Out of quarantine: now the clock starts.
pub async fn release(tx: &engine::TenantTx, id: kernel::ids::LeadId) -> kernel::Result<u64> {
    const SQL: &str = r"update lead
set quarantined_at = null,
    clock_started_at = $2
where company_id = $1
  and id = $3";
    let company_id = tx.company();
    let now = tx.now();
    engine::Sql::exec(tx, SQL, &[&company_id, &now, &id]).await
}

pub async fn set_converted(
    tx: &engine::TenantTx,
    customer_id: Option<kernel::ids::CustomerId>,
    quote_id: Option<kernel::ids::QuoteId>,
    id: kernel::ids::LeadId,
) -> kernel::Result<u64> {
    const SQL: &str = r"update lead l
set customer_id = $2,
    converted_at = coalesce(l.converted_at, $3),
    quote_id = coalesce(l.quote_id, $4)
where l.company_id = $1
  and l.id = $5";
    let company_id = tx.company();
    let now = tx.now();
    engine::Sql::exec(tx, SQL, &[&company_id, &customer_id, &now, &quote_id, &id]).await
}

pub async fn set_lead_quote(
    tx: &engine::TenantTx,
    quote_id: Option<kernel::ids::QuoteId>,
    id: kernel::ids::LeadId,
) -> kernel::Result<u64> {
    const SQL: &str = r"update lead
set quote_id = $2
where company_id = $1
  and id = $3";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &quote_id, &id]).await
}

pub async fn set_score(
    tx: &engine::TenantTx,
    score: i32,
    score_reasons: &serde_json::Value,
    priority: &str,
    id: kernel::ids::LeadId,
) -> kernel::Result<u64> {
    const SQL: &str = r"update lead l
set score = $2,
    score_reasons = $3,
    priority = case when l.priority_by_hand then l.priority else $4 end
where l.company_id = $1
  and l.id = $5
  and (l.score <> $2 or l.score_reasons <> $3
    or (not l.priority_by_hand and l.priority <> $4))";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &score, &score_reasons, &priority, &id]).await
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct SameContactRow {
    pub id: kernel::ids::LeadId,
    pub number: String,
    pub full_name: String,
    pub status: String,
    pub service_type: Option<String>,
    pub move_date: Option<jiff::civil::Date>,
    pub provider_id: Option<kernel::ids::LeadProviderId>,
    pub customer_id: Option<kernel::ids::CustomerId>,
    pub location_id: Option<kernel::ids::LocationId>,
    pub assigned_to: Option<kernel::ids::UserId>,
    pub quarantined_at: Option<jiff::Timestamp>,
    pub received_at: jiff::Timestamp,
}

impl SameContactRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            number: row.try_get(1).map_err(kernel::Error::internal)?,
            full_name: row.try_get(2).map_err(kernel::Error::internal)?,
            status: row.try_get(3).map_err(kernel::Error::internal)?,
            service_type: row.try_get(4).map_err(kernel::Error::internal)?,
            move_date: row.try_get(5).map_err(kernel::Error::internal)?,
            provider_id: row.try_get(6).map_err(kernel::Error::internal)?,
            customer_id: row.try_get(7).map_err(kernel::Error::internal)?,
            location_id: row.try_get(8).map_err(kernel::Error::internal)?,
            assigned_to: row.try_get(9).map_err(kernel::Error::internal)?,
            quarantined_at: row.try_get(10).map_err(kernel::Error::internal)?,
            received_at: row.try_get(11).map_err(kernel::Error::internal)?,
        })
    }
}

/// Leads with the same e-mail or phone: open, or closed lately and not won (SAL-5).
pub async fn same_contact(
    tx: &engine::TenantTx,
    email: Option<&str>,
    phone: Option<&str>,
    since: jiff::Timestamp,
) -> kernel::Result<Vec<SameContactRow>> {
    const SQL: &str = r"select l.id, l.number, l.full_name, l.status, l.service_type, l.move_date, l.provider_id, l.customer_id, l.location_id,
       l.assigned_to, l.quarantined_at, l.received_at
from lead l
where l.company_id = $1
  and (l.email_match = $2 or l.phone_e164 = $3)
  and (l.status in ('NEW', 'CONTACTED', 'QUALIFIED', 'PROPOSAL_SENT', 'NEGOTIATION')
    or (l.status in ('LOST', 'UNQUALIFIED', 'ARCHIVED') and l.status_before is distinct from 'WON' and l.closed_at > $4))
order by l.received_at desc, l.id
limit 20";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &email, &phone, &since]).await?;
    rows.iter().map(SameContactRow::from_row).collect()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct OtherLeadsRow {
    pub id: kernel::ids::LeadId,
    pub number: String,
    pub full_name: String,
    pub status: String,
}

impl OtherLeadsRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            number: row.try_get(1).map_err(kernel::Error::internal)?,
            full_name: row.try_get(2).map_err(kernel::Error::internal)?,
            status: row.try_get(3).map_err(kernel::Error::internal)?,
        })
    }
}

/// Leads with the same contact, whatever became of them; for the eye.
pub async fn other_leads(
    tx: &engine::TenantTx,
    id: kernel::ids::LeadId,
    email: Option<&str>,
    phone: Option<&str>,
) -> kernel::Result<Vec<OtherLeadsRow>> {
    const SQL: &str = r"select l.id, l.number, l.full_name, l.status
from lead l
where l.company_id = $1
  and l.id <> $2
  and (l.email_match = $3 or l.phone_e164 = $4)
order by l.received_at desc, l.id
limit 10";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &id, &email, &phone]).await?;
    rows.iter().map(OtherLeadsRow::from_row).collect()
}

#[derive(Debug, Clone)]
pub struct InsertTouch<'a> {
    pub id: uuid::Uuid,
    pub lead_id: kernel::ids::LeadId,
    pub kind: &'a str,
    pub is_human: bool,
    pub note: Option<&'a str>,
    pub outcome: Option<&'a str>,
    pub data: &'a serde_json::Value,
    pub actor_id: Option<uuid::Uuid>,
}

pub async fn insert_touch(tx: &engine::TenantTx, p: InsertTouch<'_>) -> kernel::Result<u64> {
    const SQL: &str = r"insert into lead_touch (company_id, id, lead_id, kind, is_human, note, outcome, data, actor_id, at)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    let company_id = tx.company();
    let now = tx.now();
    engine::Sql::exec(
        tx,
        SQL,
        &[&company_id, &p.id, &p.lead_id, &p.kind, &p.is_human, &p.note, &p.outcome, &p.data, &p.actor_id, &now],
    )
    .await
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct TouchesOfRow {
    pub id: uuid::Uuid,
    pub kind: String,
    pub is_human: bool,
    pub note: Option<String>,
    pub outcome: Option<String>,
    pub at: jiff::Timestamp,
    pub by_name: Option<String>,
}

impl TouchesOfRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            kind: row.try_get(1).map_err(kernel::Error::internal)?,
            is_human: row.try_get(2).map_err(kernel::Error::internal)?,
            note: row.try_get(3).map_err(kernel::Error::internal)?,
            outcome: row.try_get(4).map_err(kernel::Error::internal)?,
            at: row.try_get(5).map_err(kernel::Error::internal)?,
            by_name: row.try_get(6).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn touches_of(tx: &engine::TenantTx, lead_id: kernel::ids::LeadId) -> kernel::Result<Vec<TouchesOfRow>> {
    const SQL: &str = r#"select t.id, t.kind, t.is_human, t.note, t.outcome, t.at, u.name as "by_name?"
from lead_touch t
left join access_v_user u on u.company_id = t.company_id and u.id = t.actor_id
where t.company_id = $1
  and t.lead_id = $2
order by t.at desc, t.id desc
limit 200"#;
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &lead_id]).await?;
    rows.iter().map(TouchesOfRow::from_row).collect()
}

#[derive(Debug, Clone)]
pub struct InsertFlag<'a> {
    pub id: uuid::Uuid,
    pub lead_id: kernel::ids::LeadId,
    pub code: &'a str,
    pub evidence: &'a str,
    pub weight: i32,
}

pub async fn insert_flag(tx: &engine::TenantTx, p: InsertFlag<'_>) -> kernel::Result<u64> {
    const SQL: &str = r"insert into fraud_flag (company_id, id, lead_id, code, evidence, weight)
values ($1, $2, $3, $4, $5, $6)
on conflict (company_id, lead_id, code) do nothing";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &p.id, &p.lead_id, &p.code, &p.evidence, &p.weight]).await
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct FlagsOfRow {
    pub code: String,
    pub evidence: String,
    pub weight: i32,
    pub cleared_at: Option<jiff::Timestamp>,
}

impl FlagsOfRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            code: row.try_get(0).map_err(kernel::Error::internal)?,
            evidence: row.try_get(1).map_err(kernel::Error::internal)?,
            weight: row.try_get(2).map_err(kernel::Error::internal)?,
            cleared_at: row.try_get(3).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn flags_of(tx: &engine::TenantTx, lead_id: kernel::ids::LeadId) -> kernel::Result<Vec<FlagsOfRow>> {
    const SQL: &str = r"select f.code, f.evidence, f.weight, f.cleared_at
from fraud_flag f
where f.company_id = $1
  and f.lead_id = $2
order by f.weight desc, f.code
limit 20";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &lead_id]).await?;
    rows.iter().map(FlagsOfRow::from_row).collect()
}

pub async fn clear_flags(
    tx: &engine::TenantTx,
    cleared_by: Option<uuid::Uuid>,
    lead_id: kernel::ids::LeadId,
) -> kernel::Result<u64> {
    const SQL: &str = r"update fraud_flag
set cleared_at = $2,
    cleared_by = $3
where company_id = $1
  and lead_id = $4
  and cleared_at is null";
    let company_id = tx.company();
    let now = tx.now();
    engine::Sql::exec(tx, SQL, &[&company_id, &now, &cleared_by, &lead_id]).await
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct FraudCountsRow {
    pub from_network: i64,
    pub quarantined_from_network: i64,
    pub names_of_phone: i64,
    pub same_text: bool,
}

impl FraudCountsRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            from_network: row.try_get(0).map_err(kernel::Error::internal)?,
            quarantined_from_network: row.try_get(1).map_err(kernel::Error::internal)?,
            names_of_phone: row.try_get(2).map_err(kernel::Error::internal)?,
            same_text: row.try_get(3).map_err(kernel::Error::internal)?,
        })
    }
}

#[derive(Debug, Clone)]
pub struct FraudCounts<'a> {
    pub network: Option<&'a str>,
    pub day_ago: jiff::Timestamp,
    pub month_ago: jiff::Timestamp,
    pub phone: Option<&'a str>,
    pub notes: Option<&'a str>,
    pub email: Option<&'a str>,
}

/// How often this network and this phone came lately (SAL-6).
pub async fn fraud_counts(tx: &engine::TenantTx, p: FraudCounts<'_>) -> kernel::Result<FraudCountsRow> {
    const SQL: &str = r#"select (select count(*) from (select 1 from lead l where l.company_id = $1 and l.network = $2
         and l.received_at > $3 limit 10) n) as "from_network!",
       (select count(*) from (select 1 from lead l where l.company_id = $1 and l.network = $2
         and l.quarantined_at is not null and l.received_at > $4 limit 10) q) as "quarantined_from_network!",
       (select count(distinct p.name_key) from (select l.name_key from lead l where l.company_id = $1
         and l.phone_e164 = $5 and l.received_at > $4 limit 100) p) as "names_of_phone!",
       exists (select 1 from (select l.notes, l.phone_e164, l.email_match from lead l where l.company_id = $1
           and l.received_at > $3 order by l.received_at desc limit 200) t
         where t.notes = $6 and (t.phone_e164 is distinct from $5 and t.email_match is distinct from $7))
         as "same_text!"
from company c
where c.id = $1"#;
    let company_id = tx.company();
    let rows =
        engine::Sql::rows(tx, SQL, &[&company_id, &p.network, &p.day_ago, &p.month_ago, &p.phone, &p.notes, &p.email])
            .await?;
    FraudCountsRow::from_row(&super::exactly_one(rows, "fraud_counts")?)
}

pub async fn add_source(
    tx: &engine::TenantTx,
    id: kernel::ids::MoveSourceId,
    name: &str,
    name_key: &str,
    kind: &str,
) -> kernel::Result<u64> {
    const SQL: &str = r"insert into move_source (company_id, id, name, name_key, kind)
values ($1, $2, $3, $4, $5)
on conflict (company_id, name_key) do nothing";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &id, &name, &name_key, &kind]).await
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct UserExistsRow {
    pub any: bool,
}

impl UserExistsRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self { any: row.try_get(0).map_err(kernel::Error::internal)? })
    }
}

pub async fn user_exists(tx: &engine::TenantTx, id: kernel::ids::UserId) -> kernel::Result<UserExistsRow> {
    const SQL: &str = r#"select exists (select 1 from access_v_user u
  where u.company_id = $1 and u.id = $2 and u.status = 'ACTIVE') as "any!""#;
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &id]).await?;
    UserExistsRow::from_row(&super::exactly_one(rows, "user_exists")?)
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct HasNoteRow {
    pub any: bool,
}

impl HasNoteRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self { any: row.try_get(0).map_err(kernel::Error::internal)? })
    }
}

pub async fn has_note(
    tx: &engine::TenantTx,
    lead_id: kernel::ids::LeadId,
    outcome: &str,
) -> kernel::Result<HasNoteRow> {
    const SQL: &str = r#"select exists (select 1 from lead_touch t
  where t.company_id = $1 and t.lead_id = $2 and t.outcome = $3) as "any!""#;
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &lead_id, &outcome]).await?;
    HasNoteRow::from_row(&super::exactly_one(rows, "has_note")?)
}
