//! Rows of relations.

use engine::TenantTx;
use kernel::{
    Error, Id, Result,
    ids::{CustomerId, CustomerRelationId},
};
use uuid::Uuid;

use super::{Relation, RelationKind};
use crate::sql::relation as sql;

pub use sql::{RelationByIdRow as Row, StandingBetweenRow as Standing};

pub async fn all(tx: &TenantTx, family: &[Uuid]) -> Result<Vec<Relation>> {
    let rows = sql::relations_of(tx, family).await?;
    let relation = |row: sql::RelationsOfRow| Relation {
        id: Id::from_uuid(row.id),
        kind: row.kind,
        state: row.state,
        is_first: row.is_first,
        other_id: row.other_id,
        number: row.number,
        display_name: row.display_name,
        status: row.status,
        note: row.note,
        created_at: row.created_at,
        version: row.version,
    };
    Ok(rows.into_iter().map(relation).collect())
}

/// A relation of the family.
pub async fn find(tx: &TenantTx, id: CustomerRelationId, family: &[Uuid]) -> Result<Row> {
    sql::relation_by_id(tx, id, family).await?.ok_or_else(|| Error::not_found("relation"))
}

/// Everything between two families, also what has ended.
pub async fn between(tx: &TenantTx, family: &[Uuid], others: &[Uuid]) -> Result<Vec<Standing>> {
    sql::standing_between(tx, family, others).await
}

/// Who pays for a customer, where that is somebody else, with its name.
pub async fn payer(tx: &TenantTx, customer: CustomerId) -> Result<Option<(CustomerId, String)>> {
    Ok(sql::payer_of(tx, customer).await?.map(|row| (Id::from_uuid(row.payer_id), row.display_name)))
}

pub async fn insert(
    tx: &TenantTx,
    kind: RelationKind,
    (first, second): (CustomerId, CustomerId),
    state: &str,
    note: Option<&str>,
) -> Result<()> {
    let (customer_id, other_id) = kind.ordered(first, second);
    let id = tx.new_id();
    let relation = sql::InsertRelation { id, customer_id, other_id, kind: kind.code(), state, note };
    sql::insert_relation(tx, relation).await.map(drop)
}

pub async fn confirm(tx: &TenantTx, id: CustomerRelationId, note: Option<&str>) -> Result<()> {
    sql::confirm_relation(tx, note, id).await.map(drop)
}

pub async fn end(tx: &TenantTx, id: CustomerRelationId) -> Result<()> {
    sql::end_relation(tx, id).await.map(drop)
}

/// Two who share a phone or an address under different first names may be one household (CUS-14); a pair about which
/// anything was said before is left alone.
pub async fn suggest_household(tx: &TenantTx, one: CustomerId, other: CustomerId) -> Result<()> {
    if between(tx, &[one.uuid()], &[other.uuid()]).await?.is_empty() {
        insert(tx, RelationKind::Household, (one, other), "SUGGESTED", None).await?;
    }
    Ok(())
}
