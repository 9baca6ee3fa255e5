//! Routes made from the table of operations.

use std::{collections::BTreeMap, net::SocketAddr, sync::Arc};

use axum::{
    Extension, Router,
    body::Body,
    extract::{ConnectInfo, Request},
    http::{Response, StatusCode},
    middleware::{self, Next},
    routing::{MethodFilter, MethodRouter, get, on, post},
};
use engine::{Engine, operation::Access};
use serde_json::json;
use tower_http::{catch_panic::CatchPanicLayer, compression::CompressionLayer};

use crate::{
    Alias, Beats, Hub, Shared, State, answer, apps, batch, docs, events, handler,
    handler::{Peer, Route},
    health, limits, metrics, openapi, security,
};

pub struct Options {
    pub aliases: Vec<Alias>,
    /// Cookies only over https; off on a plain local address.
    pub secure_cookies: bool,
    /// Off in benchmarks and tests that measure something else.
    pub rate_limits: bool,
    pub version: &'static str,
}

fn filter(method: &str) -> MethodFilter {
    match method {
        "GET" => MethodFilter::GET,
        "PUT" => MethodFilter::PUT,
        "PATCH" => MethodFilter::PATCH,
        "DELETE" => MethodFilter::DELETE,
        _ => MethodFilter::POST,
    }
}

fn service(method: &str, route: Route) -> MethodRouter<State> {
    on(filter(method), move |state, peer, path, query, headers, body| {
        handler::handle(state, peer, route.clone(), path, query, headers, body)
    })
}

/// The whole product over HTTP.
///
/// # Panics
/// When two operations share method and path: a mistake of the program, found at its start.
pub fn router(engine: Engine, hub: Hub, beats: Beats, options: Options) -> Router {
    let document = Arc::new(openapi::document(engine.registry(), options.version, &options.aliases));
    let page = Arc::new(docs::page(&document));
    let mut paths: BTreeMap<String, MethodRouter<State>> = BTreeMap::new();
    let mut add = |method: &str, path: &str, route: Route| {
        let at = paths.remove(path).unwrap_or_default();
        paths.insert(path.to_owned(), at.merge(service(method, route)));
    };
    for operation in engine.registry().operations() {
        let spec = operation.spec();
        if spec.access != Access::Internal {
            add(spec.method, spec.path, Route { spec, alias: None });
        }
    }
    for alias in options.aliases {
        if let Some(operation) = engine.registry().operation(alias.operation) {
            let (method, path) = (alias.method, alias.path);
            add(method, path, Route { spec: operation.spec(), alias: Some(Arc::new(alias)) });
        }
    }
    let mut api = Router::new();
    for (path, methods) in paths {
        api = api.route(&path, methods);
    }
    let json_document = document.clone();
    api = api
        .route("/events", get(events::stream))
        .route("/mobile/operations", post(batch::take))
        .route("/openapi.json", get(move || async move { answer::json_response(StatusCode::OK, &json_document) }))
        .route("/docs", get(move || async move { axum::response::Html(page.as_str().to_owned()) }))
        .route("/health", get(health::health))
        .route("/health/live", get(health::live))
        .route("/health/ready", get(health::ready))
        .fallback(unknown);
    let state = State(Arc::new(Shared {
        engine,
        hub,
        limits: limits::Limits::new(!options.rate_limits),
        metrics: metrics::Metrics::new(),
        secure_cookies: options.secure_cookies,
        version: options.version,
        beats,
    }));
    let sweeper = state.clone();
    tokio::spawn(async move {
        loop {
            tokio::time::sleep(std::time::Duration::from_secs(60)).await;
            sweeper.0.limits.forget_idle();
        }
    });
    Router::new()
        .nest("/api", api)
        .route("/health", get(health::health))
        .route("/health/live", get(health::live))
        .route("/health/ready", get(health::ready))
        .route("/metrics", get(health::metrics))
        .fallback(apps::serve)
        .layer(axum::extract::DefaultBodyLimit::max(64 << 20))
        .layer(middleware::from_fn(peer))
        .layer(middleware::from_fn(security::headers))
        .layer(CompressionLayer::new())
        .layer(CatchPanicLayer::custom(|_: Box<dyn std::any::Any + Send>| {
            let body = json!({"success": false, "error": "INTERNAL", "message": "Something went wrong on our side. Please try again."});
            answer::json_response(StatusCode::INTERNAL_SERVER_ERROR, &body)
        }))
        .with_state(state)
}

/// Where the request came from, for limits and the audit trail.
async fn peer(connect: Option<Extension<ConnectInfo<SocketAddr>>>, mut request: Request, next: Next) -> Response<Body> {
    request.extensions_mut().insert(Peer::of(connect.map(|c| c.0)));
    next.run(request).await
}

async fn unknown() -> Response<Body> {
    let body = json!({
        "success": false, "error": "NOT_FOUND", "message": "There is no such address.", "detail": "There is no such address.",
        "details": [],
    });
    answer::json_response(StatusCode::NOT_FOUND, &body)
}
