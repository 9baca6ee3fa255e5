//! The generated documents that are committed and reviewed: API, roles, events.

use anyhow::{Result, bail};
use engine::module::Registry;

use crate::{VERSION, aliases, modules};

/// `openapi`, `roles` or `events`.
pub fn text(what: &str) -> Result<String> {
    match what {
        "openapi" => {
            let registry = Registry::new(modules::all());
            Ok(format!("{}\n", serde_json::to_string_pretty(&openapi(&registry))?))
        }
        "roles" => Ok(access::roles_text()),
        "events" => Ok(events()),
        other => bail!("there is no document {other}; say openapi, roles or events"),
    }
}

/// Who acts on which event.
fn events() -> String {
    let mut lines: Vec<String> = modules::all()
        .iter()
        .flat_map(|m| m.subscribers.iter().map(|s| format!("{} -> {}", s.event, s.name)).collect::<Vec<_>>())
        .collect();
    lines.sort();
    format!("# Events that modules act on\n\n{}\n", lines.join("\n"))
}

/// The API document of a table of operations.
pub fn openapi(registry: &Registry) -> serde_json::Value {
    web::openapi_document(registry, VERSION, &aliases::all())
}
