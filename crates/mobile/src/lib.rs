//! Phones that work without a network: what they sent, how each thing ended, and how far each phone has come.

#[macro_use(codes)]
extern crate kernel;

#[path = "../../../generated/mobile/mod.rs"]
mod sql;

mod device;
mod operation;

use engine::{Module, Resource};

/// The module as the application mounts it.
pub fn module() -> Module {
    Module::new("mobile", "Mobile & Field: the crew's phones, with or without a network.")
        .resource(Resource {
            name: "device",
            table: "device",
            location: "null::uuid",
            mine: "r.user_id = $3",
            noun: "phone",
        })
        .resource(Resource {
            name: "mobile_operation",
            table: "mobile_operation",
            location: "null::uuid",
            mine: "r.user_id = $3",
            noun: "operation",
        })
        .operation::<operation::record::RecordOperation>()
        .operation::<operation::list::ListOperations>()
        .operation::<device::list::ListDevices>()
}
