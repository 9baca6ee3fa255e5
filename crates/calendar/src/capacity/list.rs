//! What is taken of the days.

use engine::{ListQuery, Operation, Page, Spec, TenantTx};
use jiff::{Timestamp, civil::Date};
use kernel::{
    Result,
    ids::{BookingId, LocationId, QuoteId},
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::sql::capacity::{BOOKING_LIST, BookingListRow};

/// Lists bookings, the earliest day first.
#[derive(Deserialize, JsonSchema)]
pub struct ListBookings {
    #[serde(flatten)]
    pub query: ListQuery,
}

/// Part of a day taken for a quote.
#[derive(Serialize, JsonSchema)]
pub struct BookingLine {
    pub id: BookingId,
    pub location_id: LocationId,
    pub quote_id: Option<QuoteId>,
    pub title: String,
    pub day: Date,
    pub trucks: i32,
    pub movers: i32,
    /// HELD, CONFIRMED or CANCELLED.
    pub state: String,
    pub held_until: Option<Timestamp>,
    /// EXPIRED, RELEASED or CANCELLED.
    pub end_reason: Option<String>,
    pub version: i64,
}

impl Operation for ListBookings {
    type Output = Page<BookingLine>;
    const SPEC: Spec = Spec::list("calendar.booking.list", "/bookings", &BOOKING_LIST)
        .summary("What is taken of the days, the earliest first.")
        .permission("schedule", "VIEW");

    async fn run(self, tx: &TenantTx) -> Result<Page<BookingLine>> {
        tx.list(&BOOKING_LIST, &self.query, |row| {
            let row = BookingListRow::from_row(row)?;
            Ok(BookingLine {
                id: row.id,
                location_id: row.location_id,
                quote_id: row.quote_id,
                title: row.title,
                day: row.day,
                trucks: row.trucks,
                movers: row.movers,
                state: row.state,
                held_until: row.held_until,
                end_reason: row.end_reason,
                version: row.version,
            })
        })
        .await
    }

    fn example() -> Value {
        json!({"state": "HELD,CONFIRMED"})
    }
}
