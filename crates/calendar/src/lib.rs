//! Who and what is taken, when. The database refuses to take one resource twice, whatever the path.

#[macro_use(codes)]
extern crate kernel;

#[path = "../../../generated/calendar/mod.rs"]
mod sql;

mod capacity;
mod entry;
mod port;

use engine::{Module, Resource};

pub use port::Calendar;

/// The module as the application mounts it.
pub fn module() -> Module {
    Module::new("calendar", "Calendar & Capacity: who and what is taken, when.")
        .resource(Resource {
            name: "schedule",
            table: "schedule_entry",
            location: "r.location_id",
            mine: "r.created_by = $3 or exists (select 1 from crew_v_member m \
                   where m.company_id = r.company_id and m.id = r.crew_member_id and m.user_id = $3)",
            noun: "calendar entry",
        })
        .resource(Resource {
            name: "booking",
            table: "booking",
            location: "r.location_id",
            mine: "r.created_by = $3",
            noun: "booking",
        })
        .operation::<capacity::read::ReadCapacity>()
        .operation::<capacity::set::SetCapacity>()
        .operation::<capacity::list::ListBookings>()
        .on("dispatch.job.cancelled", "calendar.job_cancelled", |tx, event| {
            Box::pin(capacity::expire::job_cancelled(tx, event))
        })
        .every(60, "calendar.bookings_expire", |tx| Box::pin(capacity::expire::expire(tx)))
        .constraint("booking_one", "BOOKED_ALREADY", "quote_id", "This quote has its day already.")
        .operation::<entry::list::ListEntries>()
        .operation::<entry::create::CreateEntry>()
        .operation::<entry::cancel::CancelEntry>()
        .constraint("schedule_entry_truck_free", "TRUCK_TAKEN", "truck_id", "This truck is already taken at that time.")
        .constraint(
            "schedule_entry_crew_free",
            "CREW_TAKEN",
            "crew_member_id",
            "This person is already taken at that time.",
        )
        .constraint("schedule_entry_order", "TIMES_REVERSED", "ends_at", "The end comes after the start.")
}
