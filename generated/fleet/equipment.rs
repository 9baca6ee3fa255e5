//! Written by `cargo xtask sql` from crates/fleet/queries/equipment.sql: edit that.

#[derive(Debug, Clone, serde::Serialize)]
pub struct EquipmentRow {
    pub id: kernel::ids::EquipmentId,
    pub number: String,
    pub name: String,
    pub r#type: String,
    pub category: Option<String>,
    pub class: Option<String>,
    pub owner_kind: String,
    pub status: String,
    pub plate: Option<String>,
    pub serial: Option<String>,
    pub manufactured_year: Option<i32>,
    pub capacity_cuft: Option<i32>,
    pub payload_kg: Option<i32>,
    pub max_lift_kg: Option<i32>,
    pub boom_m: Option<i32>,
    pub unladen_kg: Option<i32>,
    pub odometer_km: Option<i32>,
    pub engine_hours: Option<i32>,
    pub rate_hour: Option<i64>,
    pub rate_day: Option<i64>,
    pub rate_month: Option<i64>,
    pub running_cost_km: Option<i64>,
    pub currency: String,
    pub location_id: Option<kernel::ids::LocationId>,
    pub notes: Option<String>,
    pub blocked_after: Option<jiff::civil::Date>,
    pub version: i64,
}

impl EquipmentRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            number: row.try_get(1).map_err(kernel::Error::internal)?,
            name: row.try_get(2).map_err(kernel::Error::internal)?,
            r#type: row.try_get(3).map_err(kernel::Error::internal)?,
            category: row.try_get(4).map_err(kernel::Error::internal)?,
            class: row.try_get(5).map_err(kernel::Error::internal)?,
            owner_kind: row.try_get(6).map_err(kernel::Error::internal)?,
            status: row.try_get(7).map_err(kernel::Error::internal)?,
            plate: row.try_get(8).map_err(kernel::Error::internal)?,
            serial: row.try_get(9).map_err(kernel::Error::internal)?,
            manufactured_year: row.try_get(10).map_err(kernel::Error::internal)?,
            capacity_cuft: row.try_get(11).map_err(kernel::Error::internal)?,
            payload_kg: row.try_get(12).map_err(kernel::Error::internal)?,
            max_lift_kg: row.try_get(13).map_err(kernel::Error::internal)?,
            boom_m: row.try_get(14).map_err(kernel::Error::internal)?,
            unladen_kg: row.try_get(15).map_err(kernel::Error::internal)?,
            odometer_km: row.try_get(16).map_err(kernel::Error::internal)?,
            engine_hours: row.try_get(17).map_err(kernel::Error::internal)?,
            rate_hour: row.try_get(18).map_err(kernel::Error::internal)?,
            rate_day: row.try_get(19).map_err(kernel::Error::internal)?,
            rate_month: row.try_get(20).map_err(kernel::Error::internal)?,
            running_cost_km: row.try_get(21).map_err(kernel::Error::internal)?,
            currency: row.try_get(22).map_err(kernel::Error::internal)?,
            location_id: row.try_get(23).map_err(kernel::Error::internal)?,
            notes: row.try_get(24).map_err(kernel::Error::internal)?,
            blocked_after: row.try_get(25).map_err(kernel::Error::internal)?,
            version: row.try_get(26).map_err(kernel::Error::internal)?,
        })
    }
}

pub const EQUIPMENT_LIST: engine::ListSql = engine::ListSql {
    name: "equipment_list",
    sql: r"select e.id, e.number, e.name, e.type, e.category, e.class, e.owner_kind, e.status, e.plate, e.serial,
       e.manufactured_year, e.capacity_cuft, e.payload_kg, e.max_lift_kg, e.boom_m, e.unladen_kg,
       e.odometer_km, e.engine_hours, e.rate_hour, e.rate_day, e.rate_month, e.running_cost_km, e.currency,
       e.location_id, e.notes, v.blocked_after, e.version
from equipment e
join fleet_v_equipment v on v.company_id = e.company_id and v.id = e.id
where e.company_id = $1",
    resource: "equipment",
    alias: "e",
    rows: "e",
    sorts: &[
        engine::ListSort {
            name: "number",
            column: "e.number",
            kind: engine::ColumnKind::Text,
            descending: false,
            nullable: false,
        },
        engine::ListSort {
            name: "name",
            column: "e.name",
            kind: engine::ColumnKind::Text,
            descending: false,
            nullable: false,
        },
        engine::ListSort {
            name: "status",
            column: "e.status",
            kind: engine::ColumnKind::Text,
            descending: false,
            nullable: false,
        },
    ],
    filters: &[
        engine::ListFilter { name: "status", column: "e.status", kind: engine::ColumnKind::Text },
        engine::ListFilter { name: "type", column: "e.type", kind: engine::ColumnKind::Text },
        engine::ListFilter { name: "category", column: "e.category", kind: engine::ColumnKind::Text },
        engine::ListFilter { name: "location_id", column: "e.location_id", kind: engine::ColumnKind::Id("location") },
    ],
    search: None,
};

pub async fn equipment_by_id(
    tx: &engine::TenantTx,
    id: kernel::ids::EquipmentId,
) -> kernel::Result<Option<EquipmentRow>> {
    const SQL: &str = r"select e.id, e.number, e.name, e.type, e.category, e.class, e.owner_kind, e.status, e.plate, e.serial,
       e.manufactured_year, e.capacity_cuft, e.payload_kg, e.max_lift_kg, e.boom_m, e.unladen_kg,
       e.odometer_km, e.engine_hours, e.rate_hour, e.rate_day, e.rate_month, e.running_cost_km, e.currency,
       e.location_id, e.notes, v.blocked_after, e.version
from equipment e
join fleet_v_equipment v on v.company_id = e.company_id and v.id = e.id
where e.company_id = $1
  and e.id = $2";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &id]).await?;
    super::at_most_one(rows, "equipment_by_id")?.as_ref().map(EquipmentRow::from_row).transpose()
}

#[derive(Debug, Clone)]
pub struct InsertEquipment<'a> {
    pub id: kernel::ids::EquipmentId,
    pub number: &'a str,
    pub name: &'a str,
    pub r#type: &'a str,
    pub category: Option<&'a str>,
    pub class: Option<&'a str>,
    pub owner_kind: &'a str,
    pub plate: Option<&'a str>,
    pub serial: Option<&'a str>,
    pub manufactured_year: Option<i32>,
    pub capacity_cuft: Option<i32>,
    pub payload_kg: Option<i32>,
    pub max_lift_kg: Option<i32>,
    pub boom_m: Option<i32>,
    pub unladen_kg: Option<i32>,
    pub odometer_km: Option<i32>,
    pub engine_hours: Option<i32>,
    pub rate_hour: Option<i64>,
    pub rate_day: Option<i64>,
    pub rate_month: Option<i64>,
    pub running_cost_km: Option<i64>,
    pub currency: &'a str,
    pub location_id: Option<kernel::ids::LocationId>,
    pub notes: Option<&'a str>,
}

pub async fn insert_equipment(tx: &engine::TenantTx, p: InsertEquipment<'_>) -> kernel::Result<u64> {
    const SQL: &str = r"insert into equipment (company_id, id, number, name, type, category, class, owner_kind, plate, serial,
  manufactured_year, capacity_cuft, payload_kg, max_lift_kg, boom_m, unladen_kg, odometer_km, engine_hours,
  rate_hour, rate_day, rate_month, running_cost_km, currency, location_id, notes)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10,
  $11, $12, $13, $14, $15, $16, $17, $18,
  $19, $20, $21, $22, $23, $24, $25)";
    let company_id = tx.company();
    engine::Sql::exec(
        tx,
        SQL,
        &[
            &company_id,
            &p.id,
            &p.number,
            &p.name,
            &p.r#type,
            &p.category,
            &p.class,
            &p.owner_kind,
            &p.plate,
            &p.serial,
            &p.manufactured_year,
            &p.capacity_cuft,
            &p.payload_kg,
            &p.max_lift_kg,
            &p.boom_m,
            &p.unladen_kg,
            &p.odometer_km,
            &p.engine_hours,
            &p.rate_hour,
            &p.rate_day,
            &p.rate_month,
            &p.running_cost_km,
            &p.currency,
            &p.location_id,
            &p.notes,
        ],
    )
    .await
}

#[derive(Debug, Clone)]
pub struct ChangeEquipment<'a> {
    pub name: Option<&'a str>,
    pub category: Option<&'a str>,
    pub class: Option<&'a str>,
    pub status: Option<&'a str>,
    pub plate: Option<&'a str>,
    pub serial: Option<&'a str>,
    pub capacity_cuft: Option<i32>,
    pub payload_kg: Option<i32>,
    pub max_lift_kg: Option<i32>,
    pub odometer_km: Option<i32>,
    pub engine_hours: Option<i32>,
    pub rate_hour: Option<i64>,
    pub rate_day: Option<i64>,
    pub rate_month: Option<i64>,
    pub running_cost_km: Option<i64>,
    pub location_id: Option<kernel::ids::LocationId>,
    pub notes: Option<&'a str>,
    pub id: kernel::ids::EquipmentId,
}

/// What is absent stays; an empty text clears.
pub async fn change_equipment(tx: &engine::TenantTx, p: ChangeEquipment<'_>) -> kernel::Result<u64> {
    const SQL: &str = r"update equipment e
set name = coalesce($2, e.name),
    category = nullif(coalesce($3, e.category), ''),
    class = nullif(coalesce($4, e.class), ''),
    status = coalesce($5, e.status),
    plate = nullif(coalesce($6, e.plate), ''),
    serial = nullif(coalesce($7, e.serial), ''),
    capacity_cuft = coalesce($8, e.capacity_cuft),
    payload_kg = coalesce($9, e.payload_kg),
    max_lift_kg = coalesce($10, e.max_lift_kg),
    odometer_km = coalesce($11, e.odometer_km),
    engine_hours = coalesce($12, e.engine_hours),
    rate_hour = coalesce($13, e.rate_hour),
    rate_day = coalesce($14, e.rate_day),
    rate_month = coalesce($15, e.rate_month),
    running_cost_km = coalesce($16, e.running_cost_km),
    location_id = coalesce($17, e.location_id),
    notes = nullif(coalesce($18, e.notes), '')
where e.company_id = $1
  and e.id = $19";
    let company_id = tx.company();
    engine::Sql::exec(
        tx,
        SQL,
        &[
            &company_id,
            &p.name,
            &p.category,
            &p.class,
            &p.status,
            &p.plate,
            &p.serial,
            &p.capacity_cuft,
            &p.payload_kg,
            &p.max_lift_kg,
            &p.odometer_km,
            &p.engine_hours,
            &p.rate_hour,
            &p.rate_day,
            &p.rate_month,
            &p.running_cost_km,
            &p.location_id,
            &p.notes,
            &p.id,
        ],
    )
    .await
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct ReadinessRow {
    pub name: String,
    pub status: String,
    pub timezone: String,
}

impl ReadinessRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            name: row.try_get(0).map_err(kernel::Error::internal)?,
            status: row.try_get(1).map_err(kernel::Error::internal)?,
            timezone: row.try_get(2).map_err(kernel::Error::internal)?,
        })
    }
}

/// What the test of readiness needs to know of a machine.
pub async fn readiness(tx: &engine::TenantTx, id: kernel::ids::EquipmentId) -> kernel::Result<Option<ReadinessRow>> {
    const SQL: &str = r#"select e.name, e.status, coalesce(l.timezone, c.timezone) as "timezone!"
from equipment e
join company c on c.id = e.company_id
left join access_v_location l on l.company_id = e.company_id and l.id = e.location_id
where e.company_id = $1
  and e.id = $2"#;
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &id]).await?;
    super::at_most_one(rows, "readiness")?.as_ref().map(ReadinessRow::from_row).transpose()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct HasFutureWorkRow {
    pub busy: bool,
}

impl HasFutureWorkRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self { busy: row.try_get(0).map_err(kernel::Error::internal)? })
    }
}

pub async fn has_future_work(tx: &engine::TenantTx, id: kernel::ids::EquipmentId) -> kernel::Result<HasFutureWorkRow> {
    const SQL: &str = r#"select exists (
  select 1
  from calendar_v_busy b
  where b.company_id = $1
    and b.equipment_id = $2
    and b.ends_at > $3
) as "busy!""#;
    let company_id = tx.company();
    let now = tx.now();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &id, &now]).await?;
    HasFutureWorkRow::from_row(&super::exactly_one(rows, "has_future_work")?)
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct CompanyCurrencyRow {
    pub currency: String,
}

impl CompanyCurrencyRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self { currency: row.try_get(0).map_err(kernel::Error::internal)? })
    }
}

pub async fn company_currency(tx: &engine::TenantTx) -> kernel::Result<CompanyCurrencyRow> {
    const SQL: &str = r"select c.currency
from company c
where c.id = $1";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id]).await?;
    CompanyCurrencyRow::from_row(&super::exactly_one(rows, "company_currency")?)
}
