//! The generated documents that are committed and reviewed: API, roles, events.

use anyhow::{Result, bail};
use engine::{Engine, module::Registry};

use crate::{VERSION, aliases, modules};

/// `openapi`, `roles` or `events`.
pub fn text(what: &str) -> Result<String> {
    match what {
        "openapi" => {
            let registry = Registry::new(modules::all());
            let document = web::openapi_document(&registry, VERSION, &aliases::all());
            Ok(format!("{}\n", serde_json::to_string_pretty(&document)?))
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

/// Kept for callers that hold an engine already.
pub fn openapi(engine: &Engine) -> serde_json::Value {
    web::openapi_document(engine.registry(), VERSION, &aliases::all())
}
