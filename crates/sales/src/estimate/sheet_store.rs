//! The sheet's rows. Only what differs is written, so that history shows what somebody changed.

use std::{collections::BTreeMap, future::Future};

use engine::TenantTx;
use futures::future::{try_join_all, try_join4};
use kernel::{Error, Result, ids::EstimateId};
use serde_json::{Value, json};
use uuid::Uuid;

use super::{
    codes,
    sheet::{Carton, Item, Room, Sheet, Stop},
};
use crate::{
    catalogue::{centi, cuft},
    sql::sheet as sql,
};

/// The rows with their keys.
struct Rows {
    stops: BTreeMap<i32, (Uuid, Stop)>,
    rooms: BTreeMap<i32, (Uuid, Head)>,
    items: BTreeMap<(i32, i32), (Uuid, Item)>,
    cartons: BTreeMap<(String, &'static str), (Uuid, Carton)>,
}

/// A room without its lines.
type Head = (codes::RoomKind, Option<String>);

async fn rows(tx: &TenantTx, id: EstimateId) -> Result<Rows> {
    // Boxed, since four statements side by side would sit in the stack of every operation that reads a sheet.
    let (stops, rooms, items, cartons) = try_join4(
        Box::pin(sql::stops_of(tx, id)),
        Box::pin(sql::rooms_of(tx, id)),
        Box::pin(sql::items_of(tx, id)),
        Box::pin(sql::cartons_of(tx, id)),
    )
    .await?;
    let mut out =
        Rows { stops: BTreeMap::new(), rooms: BTreeMap::new(), items: BTreeMap::new(), cartons: BTreeMap::new() };
    for row in stops {
        let stop = Stop {
            role: codes::read(&row.role)?,
            address: read(row.address)?,
            floor: row.floor,
            elevator: row.elevator,
            carry_ft: row.carry_ft,
            parking: codes::read(&row.parking)?,
            notes: row.notes,
        };
        out.stops.insert(row.stop_number, (row.id, stop));
    }
    for row in rooms {
        out.rooms.insert(row.room_number, (row.id, (codes::read(&row.kind)?, row.name)));
    }
    for row in items {
        let item = Item {
            article_code: row.article_code,
            name: Some(row.name),
            volume_cuft: Some(cuft(row.volume_centi_cuft)?),
            weight_lb: row.weight_lb,
            going: row.going,
            staying: row.staying,
            flags: Some(read(row.flags)?),
            from_stop: row.from_stop,
            to_stop: row.to_stop,
            acknowledged: row.acknowledged,
            declared_value: row.declared_value.map(read).transpose()?,
            notes: row.notes,
        };
        out.items.insert((row.room_number, row.line_number), (row.id, item));
    }
    for row in cartons {
        let packed_by: codes::PackedBy = codes::read(&row.packed_by)?;
        let (material, quantity, unpacked) = (row.material, row.quantity, row.unpacked);
        let carton = Carton { material: material.clone(), quantity, packed_by, unpacked };
        out.cartons.insert((material, packed_by.code()), (row.id, carton));
    }
    Ok(out)
}

fn read<T: serde::de::DeserializeOwned>(value: Value) -> Result<T> {
    serde_json::from_value(value).map_err(Error::internal)
}

/// The sheet as it stands.
pub async fn load(tx: &TenantTx, id: EstimateId) -> Result<Sheet> {
    let rows = Box::pin(rows(tx, id)).await?;
    let mut items: BTreeMap<i32, Vec<Item>> = BTreeMap::new();
    for ((room, _), (_, item)) in rows.items {
        items.entry(room).or_default().push(item);
    }
    let room = |(number, (_, (kind, name))): (i32, (Uuid, Head))| Room {
        kind,
        name,
        items: items.remove(&number).unwrap_or_default(),
    };
    Ok(Sheet {
        stops: rows.stops.into_values().map(|(_, stop)| stop).collect(),
        rooms: rows.rooms.into_iter().map(room).collect(),
        cartons: rows.cartons.into_values().map(|(_, carton)| carton).collect(),
    })
}

/// What must be written so that `old` becomes `new`.
struct Changes<K, V> {
    insert: Vec<(K, V)>,
    change: Vec<(Uuid, V)>,
    delete: Vec<Uuid>,
}

fn changes<K: Ord, V: PartialEq>(mut old: BTreeMap<K, (Uuid, V)>, new: Vec<(K, V)>) -> Changes<K, V> {
    let mut out = Changes { insert: vec![], change: vec![], delete: vec![] };
    for (key, value) in new {
        match old.remove(&key) {
            None => out.insert.push((key, value)),
            Some((_, before)) if before == value => {}
            Some((id, _)) => out.change.push((id, value)),
        }
    }
    out.delete = old.into_values().map(|(id, _)| id).collect();
    out
}

async fn all<F: Future<Output = Result<u64>>>(writes: impl Iterator<Item = F>) -> Result<()> {
    try_join_all(writes).await.map(drop)
}

fn numbered<T>(list: Vec<T>) -> Vec<(i32, T)> {
    (1..).zip(list).collect()
}

/// Writes what differs from what stands there.
pub async fn save(tx: &TenantTx, id: EstimateId, sheet: &Sheet) -> Result<()> {
    let before = Box::pin(rows(tx, id)).await?;
    Box::pin(save_stops(tx, id, changes(before.stops, numbered(sheet.stops.clone())))).await?;
    let heads = sheet.rooms.iter().map(|r| (r.kind, r.name.clone())).collect();
    Box::pin(save_rooms(tx, id, changes(before.rooms, numbered(heads)))).await?;
    let lines = numbered(sheet.rooms.iter().map(|r| r.items.clone()).collect());
    let lines = lines
        .into_iter()
        .flat_map(|(room, items)| numbered(items).into_iter().map(move |(line, item)| ((room, line), item)));
    Box::pin(save_items(tx, id, changes(before.items, lines.collect()))).await?;
    let cartons = sheet.cartons.iter().map(|c| ((c.material.clone(), c.packed_by.code()), c.clone())).collect();
    Box::pin(save_cartons(tx, id, changes(before.cartons, cartons))).await
}

async fn save_stops(tx: &TenantTx, estimate_id: EstimateId, changes: Changes<i32, Stop>) -> Result<()> {
    if !changes.delete.is_empty() {
        sql::delete_stops(tx, &changes.delete).await?;
    }
    all(changes.change.iter().map(|(id, stop)| async move {
        let row = sql::ChangeStop {
            role: stop.role.code(),
            address: &json!(stop.address),
            floor: stop.floor,
            elevator: stop.elevator,
            carry_ft: stop.carry_ft,
            parking: stop.parking.code(),
            notes: stop.notes.as_deref(),
            id: *id,
        };
        sql::change_stop(tx, row).await
    }))
    .await?;
    all(changes.insert.iter().map(|(stop_number, stop)| async move {
        let row = sql::InsertStop {
            id: tx.new_id::<()>().uuid(),
            estimate_id,
            stop_number: *stop_number,
            role: stop.role.code(),
            address: &json!(stop.address),
            floor: stop.floor,
            elevator: stop.elevator,
            carry_ft: stop.carry_ft,
            parking: stop.parking.code(),
            notes: stop.notes.as_deref(),
        };
        sql::insert_stop(tx, row).await
    }))
    .await
}

async fn save_rooms(tx: &TenantTx, estimate_id: EstimateId, changes: Changes<i32, Head>) -> Result<()> {
    if !changes.delete.is_empty() {
        sql::delete_rooms(tx, &changes.delete).await?;
    }
    all(changes.change.iter().map(|(id, (kind, name))| sql::change_room(tx, kind.code(), name.as_deref(), *id)))
        .await?;
    all(changes.insert.iter().map(|(room_number, (kind, name))| {
        let row = sql::InsertRoom {
            id: tx.new_id::<()>().uuid(),
            estimate_id,
            room_number: *room_number,
            kind: kind.code(),
            name: name.as_deref(),
        };
        sql::insert_room(tx, row)
    }))
    .await
}

async fn save_items(tx: &TenantTx, estimate_id: EstimateId, changes: Changes<(i32, i32), Item>) -> Result<()> {
    if !changes.delete.is_empty() {
        sql::delete_items(tx, &changes.delete).await?;
    }
    all(changes.change.iter().map(|(id, item)| async move {
        let (flags, declared) = (json!(item.flags), item.declared_value.map(|v| json!(v)));
        let row = sql::ChangeItem {
            article_code: item.article_code,
            name: item.name.as_deref().unwrap_or_default(),
            volume_centi_cuft: centi(item.volume_cuft.unwrap_or_default())?,
            weight_lb: item.weight_lb,
            going: item.going,
            staying: item.staying,
            flags: &flags,
            from_stop: item.from_stop,
            to_stop: item.to_stop,
            acknowledged: item.acknowledged,
            declared_value: declared.as_ref(),
            notes: item.notes.as_deref(),
            id: *id,
        };
        sql::change_item(tx, row).await
    }))
    .await?;
    all(changes.insert.iter().map(|((room_number, line_number), item)| async move {
        let (flags, declared) = (json!(item.flags), item.declared_value.map(|v| json!(v)));
        let row = sql::InsertItem {
            id: tx.new_id::<()>().uuid(),
            estimate_id,
            room_number: *room_number,
            line_number: *line_number,
            article_code: item.article_code,
            name: item.name.as_deref().unwrap_or_default(),
            volume_centi_cuft: centi(item.volume_cuft.unwrap_or_default())?,
            weight_lb: item.weight_lb,
            going: item.going,
            staying: item.staying,
            flags: &flags,
            from_stop: item.from_stop,
            to_stop: item.to_stop,
            acknowledged: item.acknowledged,
            declared_value: declared.as_ref(),
            notes: item.notes.as_deref(),
        };
        sql::insert_item(tx, row).await
    }))
    .await
}

async fn save_cartons(
    tx: &TenantTx,
    estimate_id: EstimateId,
    changes: Changes<(String, &'static str), Carton>,
) -> Result<()> {
    if !changes.delete.is_empty() {
        sql::delete_cartons(tx, &changes.delete).await?;
    }
    all(changes.change.iter().map(|(id, carton)| sql::change_carton(tx, carton.quantity, carton.unpacked, *id)))
        .await?;
    all(changes.insert.iter().map(|(_, carton)| {
        let row = sql::InsertCarton {
            id: tx.new_id::<()>().uuid(),
            estimate_id,
            material: &carton.material,
            quantity: carton.quantity,
            packed_by: carton.packed_by.code(),
            unpacked: carton.unpacked,
        };
        sql::insert_carton(tx, row)
    }))
    .await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_differs_is_written() {
        let id = |n| Uuid::from_u128(n);
        let old = BTreeMap::from([(1, (id(1), "sofa")), (2, (id(2), "bed")), (3, (id(3), "lamp"))]);
        let found = changes(old, vec![(1, "sofa"), (2, "crib"), (4, "desk")]);
        assert_eq!(found.insert, [(4, "desk")]);
        assert_eq!(found.change, [(id(2), "crib")]);
        assert_eq!(found.delete, [id(3)]);
    }
}
