//! Who did what and when, provably unaltered: the audit trail, its sealed chain, the history of every record and
//! the way back to an earlier version.

#[path = "../../../generated/compliance/mod.rs"]
mod sql;

mod audit;
pub mod chain;
mod history;
pub mod sealer;

use std::sync::Arc;

use engine::{Module, Resource};

/// The key that signs checkpoints; offered by `app`.
pub type AuditKey = Arc<ed25519_dalek::SigningKey>;

/// The module as the application mounts it.
pub fn module() -> Module {
    Module::new("compliance", "Compliance & Consistency: who did what and when, provably unaltered.")
        .resource(Resource {
            name: "audit",
            table: "audit_entry",
            location: "r.location_id",
            mine: "r.actor_id = $3",
            noun: "audit entry",
        })
        .operation::<audit::list::ListAudit>()
        .operation::<audit::read::ReadAudit>()
        .operation::<audit::state::ReadChain>()
        .operation::<audit::export::ExportAudit>()
        .operation::<audit::checkpoint::MakeCheckpoint>()
        .operation::<history::list::ListVersions>()
        .operation::<history::rollback::Rollback>()
}
