//! `/health` (ACC-36): anonymous, by module; live and ready for balancers.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex},
};

use axum::{
    body::Body,
    extract::State as Extract,
    http::{Response, StatusCode},
};
use jiff::Timestamp;
use serde_json::{Value, json};

use crate::{State, answer};

/// When each background part last gave a sign of life, and how often it should (seconds).
#[derive(Clone, Default)]
pub struct Beats(Arc<Mutex<BTreeMap<&'static str, (Timestamp, i64)>>>);

impl Beats {
    pub fn beat(&self, part: &'static str, every_s: i64, now: Timestamp) {
        self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner).insert(part, (now, every_s));
    }
    /// A part is inactive after three missed beats.
    fn states(&self, now: Timestamp) -> BTreeMap<String, &'static str> {
        let beats = self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        beats
            .iter()
            .map(|(part, (at, every_s))| {
                let late = now.as_second() - at.as_second() > every_s * 3 + 3;
                ((*part).to_owned(), if late { "inactive" } else { "active" })
            })
            .collect()
    }
}

pub(crate) async fn health(Extract(state): Extract<State>) -> Response<Body> {
    let shared = &state.0;
    let alive = shared.engine.database().alive().await;
    let mut modules: BTreeMap<String, Value> = BTreeMap::new();
    for module in &shared.engine.registry().modules {
        modules.insert(module.name.into(), json!(if alive { "active" } else { "inactive" }));
    }
    for (older, module) in [
        ("auth", "access"),
        ("journey", "dispatch"),
        ("audit", "compliance"),
        ("multi_tenant", "access"),
        ("company_management", "access"),
    ] {
        let state = modules.get(module).cloned().unwrap_or(json!("inactive"));
        modules.insert(older.into(), state);
    }
    let beats = shared.beats.states(shared.engine.settings().now());
    let background = !beats.is_empty() && beats.values().all(|s| *s == "active");
    modules.insert("background_sync".into(), json!(if background { "active" } else { "inactive" }));
    modules.extend(beats.into_iter().map(|(part, state)| (part, json!(state))));
    let mut body = json!({
        "success": alive,
        "message": if alive { "C&C CRM is operational." } else { "The database is not reachable." },
        "status": if alive { "operational" } else { "degraded" },
        "version": shared.version,
        "modules": modules,
    });
    if !alive {
        body["error"] = json!("DATABASE");
    }
    answer::json_response(if alive { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE }, &body)
}

pub(crate) async fn live() -> Response<Body> {
    answer::json_response(StatusCode::OK, &json!({"success": true, "status": "live"}))
}

pub(crate) async fn ready(Extract(state): Extract<State>) -> Response<Body> {
    let alive = state.0.engine.database().alive().await;
    let status = if alive { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE };
    answer::json_response(status, &json!({"success": alive, "status": if alive { "ready" } else { "degraded" }}))
}

pub(crate) async fn metrics(Extract(state): Extract<State>) -> Response<Body> {
    Response::new(Body::from(state.0.metrics.text()))
}
