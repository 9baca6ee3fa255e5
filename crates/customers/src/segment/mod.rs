//! Segments: filters of the list of customers under a name, counted live (CUS-24).

mod audience;
pub mod change;
pub mod count;
pub mod create;
pub mod list;
pub mod remove;
mod store;

pub use audience::Audience;

use engine::{ListQuery, TenantTx, permission::RowFacts};
use kernel::{
    Error, Problems, Result,
    ids::{LocationId, SegmentId, UserId},
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::customer;

/// Who sees a segment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Scope {
    Own,
    Location,
    Company,
}

impl Scope {
    fn code(self) -> &'static str {
        match self {
            Scope::Own => "OWN",
            Scope::Location => "LOCATION",
            Scope::Company => "COMPANY",
        }
    }
    fn read(code: &str) -> Self {
        match code {
            "LOCATION" => Scope::Location,
            "COMPANY" => Scope::Company,
            _ => Scope::Own,
        }
    }
}

/// What somebody wants a segment to be.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
pub struct Wanted {
    pub name: String,
    pub scope: Scope,
    /// Of a segment for one location.
    pub location_id: Option<LocationId>,
    /// Free text, as the list takes it.
    pub q: Option<String>,
    /// Filters of the list with their values, such as `{"city": "Toronto", "created_at.gte": "2026-01-01T00:00:00Z"}`.
    #[serde(default)]
    pub filters: Map<String, Value>,
}

#[derive(Serialize, JsonSchema)]
pub struct Segment {
    pub id: SegmentId,
    pub name: String,
    pub scope: Scope,
    pub location_id: Option<LocationId>,
    pub location_name: Option<String>,
    pub q: Option<String>,
    pub filters: Map<String, Value>,
    /// Whether the caller may change it.
    pub may_change: bool,
    pub version: i64,
}

fn filled(text: Option<&str>) -> Option<&str> {
    text.map(str::trim).filter(|text| !text.is_empty())
}

impl Wanted {
    fn check(&self, p: &mut Problems) {
        p.text("name", &self.name, 100);
        let placed = (self.scope == Scope::Location) == self.location_id.is_some();
        p.require(placed, "location_id", "SCOPE", "A segment for a location names it, others do not.");
        p.require(self.filters.len() <= 30, "filters", "TOO_MANY", "At most 30 filters.");
        let plain = self.filters.values().all(|v| v.is_string() || v.is_boolean() || v.is_number());
        p.require(plain, "filters", "NOT_READABLE", "Each filter has one value; several are separated by commas.");
    }

    /// As the list takes it.
    fn query(&self) -> ListQuery {
        query(filled(self.q.as_deref()), &self.filters)
    }
}

fn query(q: Option<&str>, filters: &Map<String, Value>) -> ListQuery {
    ListQuery { q: q.map(str::to_owned), filters: filters.clone(), ..ListQuery::default() }
}

/// Filters that no list knows are refused, each by its name.
fn check_filters(tx: &TenantTx, wanted: &Wanted) -> Result<()> {
    customer::store::CUSTOMER_LIST.compose(tx, &wanted.query()).map(drop).map_err(|mut e| {
        for problem in &mut e.problems {
            problem.field = if problem.field == "q" { "q".into() } else { format!("filters.{}", problem.field) };
        }
        e
    })
}

/// Whether somebody sees a segment of this scope.
fn is_seen(tx: &TenantTx, scope: Scope, location: Option<LocationId>, by: Option<uuid::Uuid>) -> bool {
    match scope {
        Scope::Company => true,
        Scope::Location => tx.may("customer", "VIEW", &RowFacts { location, mine: false, record: Value::Null }),
        Scope::Own => by.is_some() && by == tx.caller().user().map(UserId::uuid),
    }
}

/// One's own may be changed by oneself, others by whoever may change customers there.
fn may_change(tx: &TenantTx, scope: Scope, location: Option<LocationId>, by: Option<uuid::Uuid>) -> bool {
    match scope {
        Scope::Own => is_seen(tx, scope, location, by),
        _ => tx.may("customer", "UPDATE", &RowFacts { location, mine: false, record: Value::Null }),
    }
}

fn shown(tx: &TenantTx, row: store::Line) -> Segment {
    let scope = Scope::read(&row.scope);
    Segment {
        id: row.id,
        name: row.name,
        scope,
        location_id: row.location_id,
        location_name: row.location_name,
        q: row.q,
        filters: row.filters,
        may_change: may_change(tx, scope, row.location_id, row.created_by),
        version: row.version,
    }
}

/// A segment that the caller sees.
async fn seen(tx: &TenantTx, id: SegmentId) -> Result<store::Line> {
    let found = store::find(tx, id).await?;
    found
        .filter(|row| is_seen(tx, Scope::read(&row.scope), row.location_id, row.created_by))
        .ok_or_else(|| Error::not_found("segment"))
}

/// A segment that the caller may change.
async fn changeable(tx: &TenantTx, id: SegmentId) -> Result<store::Line> {
    let row = seen(tx, id).await?;
    if !may_change(tx, Scope::read(&row.scope), row.location_id, row.created_by) {
        return Err(Error::forbidden("NO_GRANT", "Only who may change customers there changes this segment."));
    }
    Ok(row)
}

/// Whether the caller may make one of this scope.
fn require_scope(tx: &TenantTx, scope: Scope, location: Option<LocationId>) -> Result<()> {
    match scope {
        Scope::Own => Ok(()),
        _ => tx.require("customer", "UPDATE", &RowFacts { location, mine: false, record: Value::Null }),
    }
}
