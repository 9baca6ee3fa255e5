//! Statements about machines.

use engine::TenantTx;
use kernel::{Error, Result, ids::EquipmentId};

use super::EquipmentCard;
use crate::sql;

pub async fn read(tx: &TenantTx, id: EquipmentId) -> Result<EquipmentCard> {
    let row = sql::equipment::equipment_by_id(tx, id).await?;
    row.map(EquipmentCard::from).ok_or_else(|| Error::not_found("machine"))
}
pub async fn currency(tx: &TenantTx) -> Result<String> {
    Ok(sql::equipment::company_currency(tx).await?.currency)
}
/// Whether the machine is reserved for anything that is not over.
pub async fn has_future_work(tx: &TenantTx, id: EquipmentId) -> Result<bool> {
    Ok(sql::equipment::has_future_work(tx, id).await?.busy)
}
pub async fn insert(tx: &TenantTx, machine: sql::equipment::InsertEquipment<'_>) -> Result<()> {
    sql::equipment::insert_equipment(tx, machine).await.map(drop)
}
pub async fn change(tx: &TenantTx, change: sql::equipment::ChangeEquipment<'_>) -> Result<()> {
    sql::equipment::change_equipment(tx, change).await.map(drop)
}
