//! Written by `cargo xtask sql` from crates/sales/queries/sheet.sql: edit that.

#[derive(Debug, Clone, serde::Serialize)]
pub struct StopsOfRow {
    pub id: uuid::Uuid,
    pub stop_number: i32,
    pub role: String,
    pub address: serde_json::Value,
    pub floor: i32,
    pub elevator: bool,
    pub carry_ft: i32,
    pub parking: String,
    pub notes: Option<String>,
}

impl StopsOfRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            stop_number: row.try_get(1).map_err(kernel::Error::internal)?,
            role: row.try_get(2).map_err(kernel::Error::internal)?,
            address: row.try_get(3).map_err(kernel::Error::internal)?,
            floor: row.try_get(4).map_err(kernel::Error::internal)?,
            elevator: row.try_get(5).map_err(kernel::Error::internal)?,
            carry_ft: row.try_get(6).map_err(kernel::Error::internal)?,
            parking: row.try_get(7).map_err(kernel::Error::internal)?,
            notes: row.try_get(8).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn stops_of(tx: &engine::TenantTx, estimate_id: kernel::ids::EstimateId) -> kernel::Result<Vec<StopsOfRow>> {
    const SQL: &str = r"select s.id, s.stop_number, s.role, s.address, s.floor, s.elevator, s.carry_ft, s.parking, s.notes
from estimate_stop s
where s.company_id = $1
  and s.estimate_id = $2
order by s.stop_number
limit 50";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &estimate_id]).await?;
    rows.iter().map(StopsOfRow::from_row).collect()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct RoomsOfRow {
    pub id: uuid::Uuid,
    pub room_number: i32,
    pub kind: String,
    pub name: Option<String>,
}

impl RoomsOfRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            room_number: row.try_get(1).map_err(kernel::Error::internal)?,
            kind: row.try_get(2).map_err(kernel::Error::internal)?,
            name: row.try_get(3).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn rooms_of(tx: &engine::TenantTx, estimate_id: kernel::ids::EstimateId) -> kernel::Result<Vec<RoomsOfRow>> {
    const SQL: &str = r"select r.id, r.room_number, r.kind, r.name
from estimate_room r
where r.company_id = $1
  and r.estimate_id = $2
order by r.room_number
limit 100";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &estimate_id]).await?;
    rows.iter().map(RoomsOfRow::from_row).collect()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct ItemsOfRow {
    pub id: uuid::Uuid,
    pub room_number: i32,
    pub line_number: i32,
    pub article_code: Option<i32>,
    pub name: String,
    pub volume_centi_cuft: i32,
    pub weight_lb: Option<i32>,
    pub going: i32,
    pub staying: i32,
    pub flags: serde_json::Value,
    pub from_stop: Option<i32>,
    pub to_stop: Option<i32>,
    pub acknowledged: bool,
    pub declared_value: Option<serde_json::Value>,
    pub notes: Option<String>,
}

impl ItemsOfRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            room_number: row.try_get(1).map_err(kernel::Error::internal)?,
            line_number: row.try_get(2).map_err(kernel::Error::internal)?,
            article_code: row.try_get(3).map_err(kernel::Error::internal)?,
            name: row.try_get(4).map_err(kernel::Error::internal)?,
            volume_centi_cuft: row.try_get(5).map_err(kernel::Error::internal)?,
            weight_lb: row.try_get(6).map_err(kernel::Error::internal)?,
            going: row.try_get(7).map_err(kernel::Error::internal)?,
            staying: row.try_get(8).map_err(kernel::Error::internal)?,
            flags: row.try_get(9).map_err(kernel::Error::internal)?,
            from_stop: row.try_get(10).map_err(kernel::Error::internal)?,
            to_stop: row.try_get(11).map_err(kernel::Error::internal)?,
            acknowledged: row.try_get(12).map_err(kernel::Error::internal)?,
            declared_value: row.try_get(13).map_err(kernel::Error::internal)?,
            notes: row.try_get(14).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn items_of(tx: &engine::TenantTx, estimate_id: kernel::ids::EstimateId) -> kernel::Result<Vec<ItemsOfRow>> {
    const SQL: &str = r"select i.id, i.room_number, i.line_number, i.article_code, i.name, i.volume_centi_cuft, i.weight_lb, i.going, i.staying,
       i.flags, i.from_stop, i.to_stop, i.acknowledged, i.declared_value, i.notes
from estimate_item i
where i.company_id = $1
  and i.estimate_id = $2
order by i.room_number, i.line_number
limit 1000";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &estimate_id]).await?;
    rows.iter().map(ItemsOfRow::from_row).collect()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct CartonsOfRow {
    pub id: uuid::Uuid,
    pub material: String,
    pub quantity: i32,
    pub packed_by: String,
    pub unpacked: bool,
}

impl CartonsOfRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            material: row.try_get(1).map_err(kernel::Error::internal)?,
            quantity: row.try_get(2).map_err(kernel::Error::internal)?,
            packed_by: row.try_get(3).map_err(kernel::Error::internal)?,
            unpacked: row.try_get(4).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn cartons_of(
    tx: &engine::TenantTx,
    estimate_id: kernel::ids::EstimateId,
) -> kernel::Result<Vec<CartonsOfRow>> {
    const SQL: &str = r"select c.id, c.material, c.quantity, c.packed_by, c.unpacked
from estimate_carton c
where c.company_id = $1
  and c.estimate_id = $2
order by c.material, c.packed_by
limit 200";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &estimate_id]).await?;
    rows.iter().map(CartonsOfRow::from_row).collect()
}

#[derive(Debug, Clone)]
pub struct InsertStop<'a> {
    pub id: uuid::Uuid,
    pub estimate_id: kernel::ids::EstimateId,
    pub stop_number: i32,
    pub role: &'a str,
    pub address: &'a serde_json::Value,
    pub floor: i32,
    pub elevator: bool,
    pub carry_ft: i32,
    pub parking: &'a str,
    pub notes: Option<&'a str>,
}

pub async fn insert_stop(tx: &engine::TenantTx, p: InsertStop<'_>) -> kernel::Result<u64> {
    const SQL: &str = r"insert into estimate_stop (company_id, id, estimate_id, stop_number, role, address, floor, elevator, carry_ft, parking,
  notes)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
    let company_id = tx.company();
    engine::Sql::exec(
        tx,
        SQL,
        &[
            &company_id,
            &p.id,
            &p.estimate_id,
            &p.stop_number,
            &p.role,
            &p.address,
            &p.floor,
            &p.elevator,
            &p.carry_ft,
            &p.parking,
            &p.notes,
        ],
    )
    .await
}

#[derive(Debug, Clone)]
pub struct ChangeStop<'a> {
    pub role: &'a str,
    pub address: &'a serde_json::Value,
    pub floor: i32,
    pub elevator: bool,
    pub carry_ft: i32,
    pub parking: &'a str,
    pub notes: Option<&'a str>,
    pub id: uuid::Uuid,
}

pub async fn change_stop(tx: &engine::TenantTx, p: ChangeStop<'_>) -> kernel::Result<u64> {
    const SQL: &str = r"update estimate_stop
set role = $2,
    address = $3,
    floor = $4,
    elevator = $5,
    carry_ft = $6,
    parking = $7,
    notes = $8
where company_id = $1
  and id = $9";
    let company_id = tx.company();
    engine::Sql::exec(
        tx,
        SQL,
        &[&company_id, &p.role, &p.address, &p.floor, &p.elevator, &p.carry_ft, &p.parking, &p.notes, &p.id],
    )
    .await
}

pub async fn delete_stops(tx: &engine::TenantTx, ids: &[uuid::Uuid]) -> kernel::Result<u64> {
    const SQL: &str = r"delete from estimate_stop
where company_id = $1
  and id = any ($2)";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &ids]).await
}

#[derive(Debug, Clone)]
pub struct InsertRoom<'a> {
    pub id: uuid::Uuid,
    pub estimate_id: kernel::ids::EstimateId,
    pub room_number: i32,
    pub kind: &'a str,
    pub name: Option<&'a str>,
}

pub async fn insert_room(tx: &engine::TenantTx, p: InsertRoom<'_>) -> kernel::Result<u64> {
    const SQL: &str = r"insert into estimate_room (company_id, id, estimate_id, room_number, kind, name)
values ($1, $2, $3, $4, $5, $6)";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &p.id, &p.estimate_id, &p.room_number, &p.kind, &p.name]).await
}

pub async fn change_room(tx: &engine::TenantTx, kind: &str, name: Option<&str>, id: uuid::Uuid) -> kernel::Result<u64> {
    const SQL: &str = r"update estimate_room
set kind = $2,
    name = $3
where company_id = $1
  and id = $4";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &kind, &name, &id]).await
}

pub async fn delete_rooms(tx: &engine::TenantTx, ids: &[uuid::Uuid]) -> kernel::Result<u64> {
    const SQL: &str = r"delete from estimate_room
where company_id = $1
  and id = any ($2)";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &ids]).await
}

#[derive(Debug, Clone)]
pub struct InsertItem<'a> {
    pub id: uuid::Uuid,
    pub estimate_id: kernel::ids::EstimateId,
    pub room_number: i32,
    pub line_number: i32,
    pub article_code: Option<i32>,
    pub name: &'a str,
    pub volume_centi_cuft: i32,
    pub weight_lb: Option<i32>,
    pub going: i32,
    pub staying: i32,
    pub flags: &'a serde_json::Value,
    pub from_stop: Option<i32>,
    pub to_stop: Option<i32>,
    pub acknowledged: bool,
    pub declared_value: Option<&'a serde_json::Value>,
    pub notes: Option<&'a str>,
}

pub async fn insert_item(tx: &engine::TenantTx, p: InsertItem<'_>) -> kernel::Result<u64> {
    const SQL: &str = r"insert into estimate_item (company_id, id, estimate_id, room_number, line_number, article_code, name, volume_centi_cuft,
  weight_lb, going, staying, flags, from_stop, to_stop, acknowledged, declared_value, notes)
values ($1, $2, $3, $4, $5, $6, $7, $8,
  $9, $10, $11, $12, $13, $14, $15, $16, $17)";
    let company_id = tx.company();
    engine::Sql::exec(
        tx,
        SQL,
        &[
            &company_id,
            &p.id,
            &p.estimate_id,
            &p.room_number,
            &p.line_number,
            &p.article_code,
            &p.name,
            &p.volume_centi_cuft,
            &p.weight_lb,
            &p.going,
            &p.staying,
            &p.flags,
            &p.from_stop,
            &p.to_stop,
            &p.acknowledged,
            &p.declared_value,
            &p.notes,
        ],
    )
    .await
}

#[derive(Debug, Clone)]
pub struct ChangeItem<'a> {
    pub article_code: Option<i32>,
    pub name: &'a str,
    pub volume_centi_cuft: i32,
    pub weight_lb: Option<i32>,
    pub going: i32,
    pub staying: i32,
    pub flags: &'a serde_json::Value,
    pub from_stop: Option<i32>,
    pub to_stop: Option<i32>,
    pub acknowledged: bool,
    pub declared_value: Option<&'a serde_json::Value>,
    pub notes: Option<&'a str>,
    pub id: uuid::Uuid,
}

pub async fn change_item(tx: &engine::TenantTx, p: ChangeItem<'_>) -> kernel::Result<u64> {
    const SQL: &str = r"update estimate_item
set article_code = $2,
    name = $3,
    volume_centi_cuft = $4,
    weight_lb = $5,
    going = $6,
    staying = $7,
    flags = $8,
    from_stop = $9,
    to_stop = $10,
    acknowledged = $11,
    declared_value = $12,
    notes = $13
where company_id = $1
  and id = $14";
    let company_id = tx.company();
    engine::Sql::exec(
        tx,
        SQL,
        &[
            &company_id,
            &p.article_code,
            &p.name,
            &p.volume_centi_cuft,
            &p.weight_lb,
            &p.going,
            &p.staying,
            &p.flags,
            &p.from_stop,
            &p.to_stop,
            &p.acknowledged,
            &p.declared_value,
            &p.notes,
            &p.id,
        ],
    )
    .await
}

pub async fn delete_items(tx: &engine::TenantTx, ids: &[uuid::Uuid]) -> kernel::Result<u64> {
    const SQL: &str = r"delete from estimate_item
where company_id = $1
  and id = any ($2)";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &ids]).await
}

#[derive(Debug, Clone)]
pub struct InsertCarton<'a> {
    pub id: uuid::Uuid,
    pub estimate_id: kernel::ids::EstimateId,
    pub material: &'a str,
    pub quantity: i32,
    pub packed_by: &'a str,
    pub unpacked: bool,
}

pub async fn insert_carton(tx: &engine::TenantTx, p: InsertCarton<'_>) -> kernel::Result<u64> {
    const SQL: &str = r"insert into estimate_carton (company_id, id, estimate_id, material, quantity, packed_by, unpacked)
values ($1, $2, $3, $4, $5, $6, $7)";
    let company_id = tx.company();
    engine::Sql::exec(
        tx,
        SQL,
        &[&company_id, &p.id, &p.estimate_id, &p.material, &p.quantity, &p.packed_by, &p.unpacked],
    )
    .await
}

pub async fn change_carton(
    tx: &engine::TenantTx,
    quantity: i32,
    unpacked: bool,
    id: uuid::Uuid,
) -> kernel::Result<u64> {
    const SQL: &str = r"update estimate_carton
set quantity = $2,
    unpacked = $3
where company_id = $1
  and id = $4";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &quantity, &unpacked, &id]).await
}

pub async fn delete_cartons(tx: &engine::TenantTx, ids: &[uuid::Uuid]) -> kernel::Result<u64> {
    const SQL: &str = r"delete from estimate_carton
where company_id = $1
  and id = any ($2)";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &ids]).await
}
