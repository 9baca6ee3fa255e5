//! The doors to other systems: files of theirs become records of ours, checked before and taken back where they were
//! wrong.

#[macro_use(codes)]
extern crate kernel;

#[path = "../../../generated/integrations/mod.rs"]
mod sql;

mod file;
mod import;

use engine::{Module, Resource};

/// The module as the application mounts it.
pub fn module() -> Module {
    Module::new("integrations", "Integrations: what other systems know, brought in and taken back.")
        .resource(Resource {
            name: "import",
            table: "import_run",
            location: "r.location_id",
            mine: "r.created_by = $3",
            noun: "import",
        })
        .operation::<import::objects::ListObjects>()
        .operation::<import::profiles::ListProfiles>()
        .operation::<import::upload::UploadImport>()
        .operation::<import::list::ListImports>()
        .operation::<import::read::ReadImport>()
        .operation::<import::map::MapImport>()
        .operation::<import::check::CheckImport>()
        .operation::<import::rows::ListRows>()
        .operation::<import::correct::CorrectRow>()
        .operation::<import::run::RunImport>()
        .operation::<import::pause::PauseImport>()
        .operation::<import::pause::ResumeImport>()
        .operation::<import::undo::UndoImport>()
        .operation::<import::report::ReportImport>()
        .on("integrations.import.advanced", "integrations.import_step", |tx, event| {
            Box::pin(import::step::step(tx, event))
        })
}
