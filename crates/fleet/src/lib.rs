//! Trucks, cranes and tools: what there is, what it can carry or lift, and whether it may go out.

#[macro_use(codes)]
extern crate kernel;

#[path = "../../../generated/fleet/mod.rs"]
mod sql;

mod document;
mod equipment;
mod readiness;

use engine::{Module, Resource};

pub use readiness::Readiness;

/// The module as the application mounts it.
pub fn module() -> Module {
    Module::new("fleet", "Fleet & Assets: trucks, cranes and tools, and whether they may go out.")
        .resource(Resource {
            name: "equipment",
            table: "equipment",
            location: "r.location_id",
            // The machine of a journey that I am on and that is not over.
            mine: "exists (select 1 from dispatch_v_journey j \
                   join dispatch_v_journey_member m on m.company_id = j.company_id and m.journey_id = j.id \
                   where j.company_id = r.company_id and j.truck_id = r.id and m.user_id = $3 \
                   and j.status in ('MORNING_PREP', 'EN_ROUTE', 'ONSITE'))",
            noun: "machine",
        })
        .operation::<equipment::list::ListEquipment>()
        .operation::<equipment::read::ReadEquipment>()
        .operation::<equipment::create::CreateEquipment>()
        .operation::<equipment::change::ChangeEquipment>()
        .operation::<document::file::FileDocument>()
        .constraint("equipment_plate", "PLATE_TAKEN", "plate", "Another machine has this plate.")
        .constraint("equipment_serial", "SERIAL_TAKEN", "serial", "Another machine has this serial number.")
}
