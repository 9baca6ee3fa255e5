//! Pictures, signatures and papers as evidence: registered first, stored when the bytes have come and are the same.

#[macro_use(codes)]
extern crate kernel;

#[path = "../../../generated/capture/mod.rs"]
mod sql;

mod media;

use engine::{Module, Resource};

/// The module as the application mounts it.
pub fn module() -> Module {
    Module::new("capture", "Capture & Confirm: pictures, signatures and papers as evidence.")
        .resource(Resource {
            name: "media",
            table: "media",
            location: "r.location_id",
            mine: "r.created_by = $3 or exists (select 1 from dispatch_v_journey_member m \
                   where m.company_id = r.company_id and m.journey_id = r.journey_id and m.user_id = $3)",
            noun: "file",
        })
        .operation::<media::list::ListMedia>()
        .operation::<media::register::RegisterMedia>()
        .operation::<media::upload::Upload>()
        .operation::<media::file::MediaFile>()
        .constraint("media_once", "ALREADY_REGISTERED", "sha256", "This file is already registered there.")
}
