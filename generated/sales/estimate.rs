//! Written by `cargo xtask sql` from crates/sales/queries/estimate.sql: edit that.

#[derive(Debug, Clone, serde::Serialize)]
pub struct EstimateByIdRow {
    pub id: kernel::ids::EstimateId,
    pub number: String,
    pub estimate_version: i32,
    pub parent_id: Option<kernel::ids::EstimateId>,
    pub is_newest: bool,
    pub lead_id: Option<kernel::ids::LeadId>,
    pub lead_number: Option<String>,
    pub name: Option<String>,
    pub customer_id: Option<kernel::ids::CustomerId>,
    pub location_id: Option<kernel::ids::LocationId>,
    pub location_name: Option<String>,
    pub assigned_to: Option<kernel::ids::UserId>,
    pub assigned_name: Option<String>,
    pub language: String,
    pub state: String,
    pub locked_at: Option<jiff::Timestamp>,
    pub method: String,
    pub counts_as_survey: bool,
    pub surveyed_at: Option<jiff::Timestamp>,
    pub service_type: String,
    pub load_percent: i32,
    pub unload_percent: i32,
    pub needs_truck: bool,
    pub density_centi_lb: Option<i32>,
    pub move_size: Option<String>,
    pub preset_cuft: Option<i32>,
    pub driving_minutes: i32,
    pub distance_km: Option<i32>,
    pub typed: Option<serde_json::Value>,
    pub typed_reason: Option<String>,
    pub notes: Option<String>,
    pub formula_id: Option<kernel::ids::FormulaId>,
    pub history: Option<serde_json::Value>,
    pub outputs: serde_json::Value,
    pub hand_over: serde_json::Value,
    pub unsettled_prohibited: i32,
    pub unvalued: i32,
    pub quote_id: Option<uuid::Uuid>,
    pub created_at: jiff::Timestamp,
    pub updated_at: jiff::Timestamp,
    pub version: i64,
}

impl EstimateByIdRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            number: row.try_get(1).map_err(kernel::Error::internal)?,
            estimate_version: row.try_get(2).map_err(kernel::Error::internal)?,
            parent_id: row.try_get(3).map_err(kernel::Error::internal)?,
            is_newest: row.try_get(4).map_err(kernel::Error::internal)?,
            lead_id: row.try_get(5).map_err(kernel::Error::internal)?,
            lead_number: row.try_get(6).map_err(kernel::Error::internal)?,
            name: row.try_get(7).map_err(kernel::Error::internal)?,
            customer_id: row.try_get(8).map_err(kernel::Error::internal)?,
            location_id: row.try_get(9).map_err(kernel::Error::internal)?,
            location_name: row.try_get(10).map_err(kernel::Error::internal)?,
            assigned_to: row.try_get(11).map_err(kernel::Error::internal)?,
            assigned_name: row.try_get(12).map_err(kernel::Error::internal)?,
            language: row.try_get(13).map_err(kernel::Error::internal)?,
            state: row.try_get(14).map_err(kernel::Error::internal)?,
            locked_at: row.try_get(15).map_err(kernel::Error::internal)?,
            method: row.try_get(16).map_err(kernel::Error::internal)?,
            counts_as_survey: row.try_get(17).map_err(kernel::Error::internal)?,
            surveyed_at: row.try_get(18).map_err(kernel::Error::internal)?,
            service_type: row.try_get(19).map_err(kernel::Error::internal)?,
            load_percent: row.try_get(20).map_err(kernel::Error::internal)?,
            unload_percent: row.try_get(21).map_err(kernel::Error::internal)?,
            needs_truck: row.try_get(22).map_err(kernel::Error::internal)?,
            density_centi_lb: row.try_get(23).map_err(kernel::Error::internal)?,
            move_size: row.try_get(24).map_err(kernel::Error::internal)?,
            preset_cuft: row.try_get(25).map_err(kernel::Error::internal)?,
            driving_minutes: row.try_get(26).map_err(kernel::Error::internal)?,
            distance_km: row.try_get(27).map_err(kernel::Error::internal)?,
            typed: row.try_get(28).map_err(kernel::Error::internal)?,
            typed_reason: row.try_get(29).map_err(kernel::Error::internal)?,
            notes: row.try_get(30).map_err(kernel::Error::internal)?,
            formula_id: row.try_get(31).map_err(kernel::Error::internal)?,
            history: row.try_get(32).map_err(kernel::Error::internal)?,
            outputs: row.try_get(33).map_err(kernel::Error::internal)?,
            hand_over: row.try_get(34).map_err(kernel::Error::internal)?,
            unsettled_prohibited: row.try_get(35).map_err(kernel::Error::internal)?,
            unvalued: row.try_get(36).map_err(kernel::Error::internal)?,
            quote_id: row.try_get(37).map_err(kernel::Error::internal)?,
            created_at: row.try_get(38).map_err(kernel::Error::internal)?,
            updated_at: row.try_get(39).map_err(kernel::Error::internal)?,
            version: row.try_get(40).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn estimate_by_id(
    tx: &engine::TenantTx,
    id: kernel::ids::EstimateId,
) -> kernel::Result<Option<EstimateByIdRow>> {
    const SQL: &str = r#"select e.id, e.number, e.estimate_version, e.parent_id, e.is_newest, e.lead_id, l.number as "lead_number?",
       coalesce(l.full_name, c.display_name) as "name?", e.customer_id, e.location_id, o.name as "location_name?",
       e.assigned_to, u.name as "assigned_name?", e.language, e.state, e.locked_at, e.method, e.counts_as_survey,
       e.surveyed_at, e.service_type, e.load_percent, e.unload_percent, e.needs_truck, e.density_centi_lb, e.move_size,
       e.preset_cuft, e.driving_minutes, e.distance_km, e.typed, e.typed_reason, e.notes, e.formula_id, e.history,
       e.outputs, e.hand_over, e.unsettled_prohibited, e.unvalued, e.quote_id, e.created_at, e.updated_at, e.version
from estimate e
left join lead l on l.company_id = e.company_id and l.id = e.lead_id
left join customers_v_card c on c.company_id = e.company_id and c.id = e.customer_id
left join access_v_location o on o.company_id = e.company_id and o.id = e.location_id
left join access_v_user u on u.company_id = e.company_id and u.id = e.assigned_to
where e.company_id = $1
  and e.id = $2"#;
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &id]).await?;
    super::at_most_one(rows, "estimate_by_id")?.as_ref().map(EstimateByIdRow::from_row).transpose()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct EstimateLineRow {
    pub id: kernel::ids::EstimateId,
    pub number: String,
    pub estimate_version: i32,
    pub is_newest: bool,
    pub lead_id: Option<kernel::ids::LeadId>,
    pub customer_id: Option<kernel::ids::CustomerId>,
    pub name: Option<String>,
    pub location_id: Option<kernel::ids::LocationId>,
    pub location_name: Option<String>,
    pub state: String,
    pub method: String,
    pub mode: String,
    pub service_type: String,
    pub volume_cuft: i32,
    pub weight_lb: i32,
    pub movers: i32,
    pub trucks: i32,
    pub minutes: i32,
    pub unsettled_prohibited: i32,
    pub quote_id: Option<uuid::Uuid>,
    pub created_at: jiff::Timestamp,
    pub updated_at: jiff::Timestamp,
    pub version: i64,
}

impl EstimateLineRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            number: row.try_get(1).map_err(kernel::Error::internal)?,
            estimate_version: row.try_get(2).map_err(kernel::Error::internal)?,
            is_newest: row.try_get(3).map_err(kernel::Error::internal)?,
            lead_id: row.try_get(4).map_err(kernel::Error::internal)?,
            customer_id: row.try_get(5).map_err(kernel::Error::internal)?,
            name: row.try_get(6).map_err(kernel::Error::internal)?,
            location_id: row.try_get(7).map_err(kernel::Error::internal)?,
            location_name: row.try_get(8).map_err(kernel::Error::internal)?,
            state: row.try_get(9).map_err(kernel::Error::internal)?,
            method: row.try_get(10).map_err(kernel::Error::internal)?,
            mode: row.try_get(11).map_err(kernel::Error::internal)?,
            service_type: row.try_get(12).map_err(kernel::Error::internal)?,
            volume_cuft: row.try_get(13).map_err(kernel::Error::internal)?,
            weight_lb: row.try_get(14).map_err(kernel::Error::internal)?,
            movers: row.try_get(15).map_err(kernel::Error::internal)?,
            trucks: row.try_get(16).map_err(kernel::Error::internal)?,
            minutes: row.try_get(17).map_err(kernel::Error::internal)?,
            unsettled_prohibited: row.try_get(18).map_err(kernel::Error::internal)?,
            quote_id: row.try_get(19).map_err(kernel::Error::internal)?,
            created_at: row.try_get(20).map_err(kernel::Error::internal)?,
            updated_at: row.try_get(21).map_err(kernel::Error::internal)?,
            version: row.try_get(22).map_err(kernel::Error::internal)?,
        })
    }
}

pub const ESTIMATE_LIST: engine::ListSql = engine::ListSql {
    name: "estimate_list",
    sql: r#"select e.id, e.number, e.estimate_version, e.is_newest, e.lead_id, e.customer_id,
       coalesce(l.full_name, c.display_name) as "name?", e.location_id, o.name as "location_name?", e.state, e.method,
       e.mode, e.service_type, e.volume_cuft, e.weight_lb, e.movers, e.trucks, e.minutes, e.unsettled_prohibited,
       e.quote_id, e.created_at, e.updated_at, e.version
from estimate e
left join lead l on l.company_id = e.company_id and l.id = e.lead_id
left join customers_v_card c on c.company_id = e.company_id and c.id = e.customer_id
left join access_v_location o on o.company_id = e.company_id and o.id = e.location_id
where e.company_id = $1"#,
    resource: "estimate",
    alias: "e",
    rows: "e",
    sorts: &[engine::ListSort {
        name: "created_at",
        column: "e.created_at",
        kind: engine::ColumnKind::Timestamp,
        descending: true,
        nullable: false,
    }],
    filters: &[
        engine::ListFilter { name: "lead_id", column: "e.lead_id", kind: engine::ColumnKind::Id("lead") },
        engine::ListFilter { name: "customer_id", column: "e.customer_id", kind: engine::ColumnKind::Id("customer") },
        engine::ListFilter { name: "location_id", column: "e.location_id", kind: engine::ColumnKind::Id("location") },
        engine::ListFilter { name: "state", column: "e.state", kind: engine::ColumnKind::Text },
        engine::ListFilter { name: "is_newest", column: "e.is_newest", kind: engine::ColumnKind::Bool },
    ],
    search: None,
};

#[derive(Debug, Clone, serde::Serialize)]
pub struct CustomerOfRow {
    pub id: kernel::ids::CustomerId,
    pub display_name: String,
    pub location_id: Option<kernel::ids::LocationId>,
    pub assigned_to: Option<kernel::ids::UserId>,
    pub language: String,
    pub status: String,
}

impl CustomerOfRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            display_name: row.try_get(1).map_err(kernel::Error::internal)?,
            location_id: row.try_get(2).map_err(kernel::Error::internal)?,
            assigned_to: row.try_get(3).map_err(kernel::Error::internal)?,
            language: row.try_get(4).map_err(kernel::Error::internal)?,
            status: row.try_get(5).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn customer_of(tx: &engine::TenantTx, id: kernel::ids::CustomerId) -> kernel::Result<Option<CustomerOfRow>> {
    const SQL: &str = r"select c.id, c.display_name, c.location_id, c.assigned_to, c.language, c.status
from customers_v_card c
where c.company_id = $1
  and c.id = $2";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &id]).await?;
    super::at_most_one(rows, "customer_of")?.as_ref().map(CustomerOfRow::from_row).transpose()
}

#[derive(Debug, Clone)]
pub struct InsertEstimate<'a> {
    pub id: kernel::ids::EstimateId,
    pub number: &'a str,
    pub estimate_version: i32,
    pub parent_id: Option<kernel::ids::EstimateId>,
    pub lead_id: Option<kernel::ids::LeadId>,
    pub customer_id: Option<kernel::ids::CustomerId>,
    pub location_id: Option<kernel::ids::LocationId>,
    pub assigned_to: Option<kernel::ids::UserId>,
    pub language: &'a str,
    pub method: &'a str,
    pub counts_as_survey: bool,
    pub surveyed_at: Option<jiff::Timestamp>,
    pub service_type: &'a str,
    pub load_percent: i32,
    pub unload_percent: i32,
    pub needs_truck: bool,
    pub density_centi_lb: Option<i32>,
    pub move_size: Option<&'a str>,
    pub preset_cuft: Option<i32>,
    pub driving_minutes: i32,
    pub distance_km: Option<i32>,
    pub typed: Option<&'a serde_json::Value>,
    pub typed_reason: Option<&'a str>,
    pub notes: Option<&'a str>,
}

pub async fn insert_estimate(tx: &engine::TenantTx, p: InsertEstimate<'_>) -> kernel::Result<u64> {
    const SQL: &str = r"insert into estimate (company_id, id, number, estimate_version, parent_id, lead_id, customer_id, location_id, assigned_to,
  language, method, counts_as_survey, surveyed_at, service_type, load_percent, unload_percent, needs_truck,
  density_centi_lb, move_size, preset_cuft, driving_minutes, distance_km, typed, typed_reason, notes)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9,
  $10, $11, $12, $13, $14, $15, $16, $17,
  $18, $19, $20, $21, $22, $23, $24, $25)";
    let company_id = tx.company();
    engine::Sql::exec(
        tx,
        SQL,
        &[
            &company_id,
            &p.id,
            &p.number,
            &p.estimate_version,
            &p.parent_id,
            &p.lead_id,
            &p.customer_id,
            &p.location_id,
            &p.assigned_to,
            &p.language,
            &p.method,
            &p.counts_as_survey,
            &p.surveyed_at,
            &p.service_type,
            &p.load_percent,
            &p.unload_percent,
            &p.needs_truck,
            &p.density_centi_lb,
            &p.move_size,
            &p.preset_cuft,
            &p.driving_minutes,
            &p.distance_km,
            &p.typed,
            &p.typed_reason,
            &p.notes,
        ],
    )
    .await
}

#[derive(Debug, Clone)]
pub struct SetHead<'a> {
    pub method: &'a str,
    pub counts_as_survey: bool,
    pub surveyed_at: Option<jiff::Timestamp>,
    pub service_type: &'a str,
    pub load_percent: i32,
    pub unload_percent: i32,
    pub needs_truck: bool,
    pub density_centi_lb: Option<i32>,
    pub move_size: Option<&'a str>,
    pub preset_cuft: Option<i32>,
    pub driving_minutes: i32,
    pub distance_km: Option<i32>,
    pub typed: Option<&'a serde_json::Value>,
    pub typed_reason: Option<&'a str>,
    pub notes: Option<&'a str>,
    pub id: kernel::ids::EstimateId,
}

pub async fn set_head(tx: &engine::TenantTx, p: SetHead<'_>) -> kernel::Result<u64> {
    const SQL: &str = r"update estimate
set method = $2,
    counts_as_survey = $3,
    surveyed_at = $4,
    service_type = $5,
    load_percent = $6,
    unload_percent = $7,
    needs_truck = $8,
    density_centi_lb = $9,
    move_size = $10,
    preset_cuft = $11,
    driving_minutes = $12,
    distance_km = $13,
    typed = $14,
    typed_reason = $15,
    notes = $16
where company_id = $1
  and id = $17";
    let company_id = tx.company();
    engine::Sql::exec(
        tx,
        SQL,
        &[
            &company_id,
            &p.method,
            &p.counts_as_survey,
            &p.surveyed_at,
            &p.service_type,
            &p.load_percent,
            &p.unload_percent,
            &p.needs_truck,
            &p.density_centi_lb,
            &p.move_size,
            &p.preset_cuft,
            &p.driving_minutes,
            &p.distance_km,
            &p.typed,
            &p.typed_reason,
            &p.notes,
            &p.id,
        ],
    )
    .await
}

#[derive(Debug, Clone)]
pub struct SetOutputs<'a> {
    pub formula_id: Option<kernel::ids::FormulaId>,
    pub history: Option<&'a serde_json::Value>,
    pub mode: &'a str,
    pub volume_cuft: i32,
    pub weight_lb: i32,
    pub movers: i32,
    pub trucks: i32,
    pub minutes: i32,
    pub outputs: &'a serde_json::Value,
    pub hand_over: &'a serde_json::Value,
    pub unsettled_prohibited: i32,
    pub unvalued: i32,
    pub id: kernel::ids::EstimateId,
}

pub async fn set_outputs(tx: &engine::TenantTx, p: SetOutputs<'_>) -> kernel::Result<u64> {
    const SQL: &str = r"update estimate
set formula_id = $2,
    history = $3,
    mode = $4,
    volume_cuft = $5,
    weight_lb = $6,
    movers = $7,
    trucks = $8,
    minutes = $9,
    outputs = $10,
    hand_over = $11,
    unsettled_prohibited = $12,
    unvalued = $13
where company_id = $1
  and id = $14";
    let company_id = tx.company();
    engine::Sql::exec(
        tx,
        SQL,
        &[
            &company_id,
            &p.formula_id,
            &p.history,
            &p.mode,
            &p.volume_cuft,
            &p.weight_lb,
            &p.movers,
            &p.trucks,
            &p.minutes,
            &p.outputs,
            &p.hand_over,
            &p.unsettled_prohibited,
            &p.unvalued,
            &p.id,
        ],
    )
    .await
}

pub async fn set_locked(tx: &engine::TenantTx, id: kernel::ids::EstimateId) -> kernel::Result<u64> {
    const SQL: &str = r"update estimate
set state = 'LOCKED',
    locked_at = $2
where company_id = $1
  and id = $3";
    let company_id = tx.company();
    let now = tx.now();
    engine::Sql::exec(tx, SQL, &[&company_id, &now, &id]).await
}

pub async fn set_quote(
    tx: &engine::TenantTx,
    quote_id: Option<kernel::ids::QuoteId>,
    id: kernel::ids::EstimateId,
) -> kernel::Result<u64> {
    const SQL: &str = r"update estimate
set quote_id = $2
where company_id = $1
  and id = $3";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &quote_id, &id]).await
}

pub async fn set_superseded(tx: &engine::TenantTx, number: &str) -> kernel::Result<u64> {
    const SQL: &str = r"update estimate
set is_newest = false
where company_id = $1
  and number = $2";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &number]).await
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct LastVersionRow {
    pub estimate_version: i32,
}

impl LastVersionRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self { estimate_version: row.try_get(0).map_err(kernel::Error::internal)? })
    }
}

pub async fn last_version(tx: &engine::TenantTx, number: &str) -> kernel::Result<LastVersionRow> {
    const SQL: &str = r#"select coalesce(max(e.estimate_version), 0) as "estimate_version!"
from estimate e
where e.company_id = $1
  and e.number = $2"#;
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &number]).await?;
    LastVersionRow::from_row(&super::exactly_one(rows, "last_version")?)
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct OfQuoteRow {
    pub id: kernel::ids::EstimateId,
}

impl OfQuoteRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self { id: row.try_get(0).map_err(kernel::Error::internal)? })
    }
}

pub async fn of_quote(tx: &engine::TenantTx, quote_id: kernel::ids::QuoteId) -> kernel::Result<Option<OfQuoteRow>> {
    const SQL: &str = r"select e.id
from estimate e
where e.company_id = $1
  and e.quote_id = $2
order by e.created_at desc, e.id
limit 1";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &quote_id]).await?;
    super::at_most_one(rows, "of_quote")?.as_ref().map(OfQuoteRow::from_row).transpose()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct NewestOfLeadRow {
    pub id: kernel::ids::EstimateId,
    pub quote_id: Option<uuid::Uuid>,
}

impl NewestOfLeadRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            quote_id: row.try_get(1).map_err(kernel::Error::internal)?,
        })
    }
}

/// The lead's newest estimate.
pub async fn newest_of_lead(
    tx: &engine::TenantTx,
    lead_id: kernel::ids::LeadId,
) -> kernel::Result<Option<NewestOfLeadRow>> {
    const SQL: &str = r"select e.id, e.quote_id
from estimate e
where e.company_id = $1
  and e.lead_id = $2
  and e.is_newest
order by e.created_at desc, e.id
limit 1";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &lead_id]).await?;
    super::at_most_one(rows, "newest_of_lead")?.as_ref().map(NewestOfLeadRow::from_row).transpose()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct LockEstimateRow {
    pub state: String,
}

impl LockEstimateRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self { state: row.try_get(0).map_err(kernel::Error::internal)? })
    }
}

pub async fn lock_estimate(
    tx: &engine::TenantTx,
    id: kernel::ids::EstimateId,
) -> kernel::Result<Option<LockEstimateRow>> {
    const SQL: &str = r"select e.state
from estimate e
where e.company_id = $1
  and e.id = $2
for update";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &id]).await?;
    super::at_most_one(rows, "lock_estimate")?.as_ref().map(LockEstimateRow::from_row).transpose()
}
