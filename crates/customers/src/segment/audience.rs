//! Who a segment is, page by page, as other modules ask.

use engine::{ListQuery, TenantTx, module::BoxFuture};
use kernel::{
    Result,
    ids::{LocationId, SegmentId},
};
use ports::{Addressee, AudienceFilters};
use serde_json::Value;

use super::{query, seen};
use crate::customer;

/// Offered to the application under [`ports::AudiencePort`].
pub struct Audience;

/// The frozen form: what the list is asked for.
fn filters_of(value: &Value) -> ListQuery {
    let filters = value.get("filters").and_then(Value::as_object).cloned().unwrap_or_default();
    query(value.get("q").and_then(Value::as_str), &filters)
}

/// Nobody who is blocked, merged or put aside is written to.
fn is_written_to(status: &str) -> bool {
    status == "ACTIVE"
}

impl ports::Audience for Audience {
    fn filters<'a>(&'a self, tx: &'a TenantTx, segment: SegmentId) -> BoxFuture<'a, Result<AudienceFilters>> {
        Box::pin(async move {
            let row = seen(tx, segment).await?;
            let filters = serde_json::json!({"q": row.q, "filters": row.filters});
            Ok(AudienceFilters { name: row.name, filters })
        })
    }

    fn page<'a>(
        &'a self,
        tx: &'a TenantTx,
        filters: &'a Value,
        location: Option<LocationId>,
        cursor: Option<&'a str>,
    ) -> BoxFuture<'a, Result<(Vec<Addressee>, Option<String>)>> {
        Box::pin(async move {
            let asked = ListQuery {
                limit: Some(200),
                cursor: cursor.map(str::to_owned),
                sort: Some("created_at".into()),
                ..filters_of(filters)
            };
            let page = customer::store::addressees(tx, &asked).await?;
            let fits = |row: &(Addressee, String)| {
                is_written_to(&row.1) && (location.is_none() || row.0.location_id == location)
            };
            let people = page.items.into_iter().filter(fits).map(|(person, _)| person).collect();
            Ok((people, page.next))
        })
    }
}
