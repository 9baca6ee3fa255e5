//! Rows of segments.

use engine::TenantTx;
use kernel::{
    Result,
    ids::{LocationId, SegmentId},
};
use serde_json::{Map, Value};

use super::{Wanted, filled};
use crate::sql::segment as sql;

pub struct Line {
    pub id: SegmentId,
    pub name: String,
    pub scope: String,
    pub location_id: Option<LocationId>,
    pub location_name: Option<String>,
    pub q: Option<String>,
    pub filters: Map<String, Value>,
    pub created_by: Option<uuid::Uuid>,
    pub version: i64,
}

fn map(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(map) => map,
        _ => Map::new(),
    }
}

pub async fn find(tx: &TenantTx, id: SegmentId) -> Result<Option<Line>> {
    Ok(sql::segment_by_id(tx, id).await?.map(|row| Line {
        id: row.id,
        name: row.name,
        scope: row.scope,
        location_id: row.location_id,
        location_name: None,
        q: row.q,
        filters: map(row.filters),
        created_by: row.created_by,
        version: row.version,
    }))
}

pub async fn all(tx: &TenantTx) -> Result<Vec<Line>> {
    let rows = sql::segments(tx, tx.caller().user().map(|u| u.uuid())).await?;
    let line = |row: sql::SegmentsRow| Line {
        id: row.id,
        name: row.name,
        scope: row.scope,
        location_id: row.location_id,
        location_name: row.location_name,
        q: row.q,
        filters: map(row.filters),
        created_by: row.created_by,
        version: row.version,
    };
    Ok(rows.into_iter().map(line).collect())
}

pub async fn insert(tx: &TenantTx, id: SegmentId, wanted: &Wanted) -> Result<()> {
    let row = sql::InsertSegment {
        id,
        name: wanted.name.trim(),
        scope: wanted.scope.code(),
        location_id: wanted.location_id,
        q: filled(wanted.q.as_deref()),
        filters: &Value::Object(wanted.filters.clone()),
    };
    sql::insert_segment(tx, row).await.map(drop)
}

pub async fn change(tx: &TenantTx, id: SegmentId, wanted: &Wanted) -> Result<()> {
    let row = sql::ChangeSegment {
        id,
        name: wanted.name.trim(),
        scope: wanted.scope.code(),
        location_id: wanted.location_id,
        q: filled(wanted.q.as_deref()),
        filters: &Value::Object(wanted.filters.clone()),
    };
    sql::change_segment(tx, row).await.map(drop)
}

pub async fn remove(tx: &TenantTx, id: SegmentId) -> Result<()> {
    sql::remove_segment(tx, id).await.map(drop)
}
