//! Older paths, all in one place: an older client only changes its base URL.

mod journey;

use std::sync::Arc;

use engine::Module;
use serde_json::{Value, json};
use web::Alias;

/// Older paths that are several of today's operations at once: all of them or none.
pub fn module() -> Module {
    let mut module = Module::new("older", "Paths of the older system that do several things in one transaction.");
    module.operations.push(Arc::new(journey::Change));
    module.operations.push(Arc::new(journey::AssignCrew));
    module
}

/// Each answers below `/api` as the older system's documents describe. Two more are operations of [`module`], because
/// they do several things in one transaction.
pub fn all() -> Vec<Alias> {
    vec![
        Alias::same("GET", "/journey/active", "dispatch.journey.active"),
        Alias::same("POST", "/journey", "dispatch.journey.create"),
        Alias::same("GET", "/journey/{id}", "dispatch.journey.read"),
        Alias::same("DELETE", "/journey/{id}", "dispatch.journey.cancel").input(|mut input| {
            with(&mut input, "reason", json!("Deleted by an older client."));
            input
        }),
        Alias::same("POST", "/journey/{id}/steps/{number}/start", "dispatch.step.start"),
        Alias::same("POST", "/journey/{id}/steps/{number}/complete", "dispatch.step.complete"),
        Alias::same("POST", "/journey/{id}/steps/{number}/approve", "dispatch.step.approve"),
        provider(),
    ]
}

/// Lead providers keep their address and get refusals in their own shape (SAL-35, SAL-36).
fn provider() -> Alias {
    Alias::same("POST", "/leads/from-provider/v2", "sales.intake.from_provider").error(|error| match error.kind {
        kernel::ErrorKind::NotFound => (400, json!({"message": "Provider not found."})),
        kernel::ErrorKind::TooMany => (429, json!({"message": error.message})),
        kernel::ErrorKind::Internal | kernel::ErrorKind::Unavailable => (503, json!({"message": error.message})),
        _ => (400, json!({"message": error.message, "details": error.problems})),
    })
}

fn with(input: &mut Value, name: &str, value: Value) {
    if let Some(members) = input.as_object_mut() {
        members.entry(name).or_insert(value);
    }
}
