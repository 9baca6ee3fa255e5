//! One handler for all operations.

use std::{net::SocketAddr, sync::Arc, time::Instant};

use axum::{
    body::{Body, Bytes},
    extract::{
        ConnectInfo, RawPathParams, RawQuery, State as Extract,
        rejection::{BytesRejection, RawPathParamsRejection},
    },
    http::{HeaderMap, HeaderValue, Response, header},
};
use engine::{Body as InputBody, Spec, Told};
use kernel::{Error, ErrorKind};

use crate::{State, alias::Alias, answer, csv, request};

/// What a route knows of its operation.
#[derive(Clone)]
pub(crate) struct Route {
    pub spec: Spec,
    pub alias: Option<Arc<Alias>>,
}

#[derive(Clone)]
pub(crate) struct Peer(pub Option<String>);

impl Peer {
    pub fn of(connect: Option<ConnectInfo<SocketAddr>>) -> Self {
        Self(connect.map(|c| c.0.ip().to_string()))
    }
}

#[allow(clippy::too_many_arguments)]
pub(crate) async fn handle(
    state: Extract<State>,
    connect: Option<axum::Extension<Peer>>,
    route: Route,
    path: Result<RawPathParams, RawPathParamsRejection>,
    query: RawQuery,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Response<Body> {
    let Extract(state) = state;
    let spec = route.spec;
    let started = Instant::now();
    let request_id = state.0.engine.new_request_id();
    let address = connect.and_then(|p| p.0.0);
    let query = query.0.unwrap_or_default();
    let (Ok(path), Ok(body)) = (path, body) else {
        let e = request::malformed("The address cannot be read, or the body is too large or broke off.");
        return answer::failure(&e, request_id);
    };
    let raw = request::Raw {
        path: path.iter().map(|(n, v)| (n.to_owned(), v.to_owned())).collect(),
        query: &query,
        headers: &headers,
        body,
        address,
        request_id,
    };
    let mut response = respond(&state, &route, &raw).await;
    if let Ok(id) = HeaderValue::from_str(&request_id.to_string()) {
        response.headers_mut().insert("x-request-id", id);
    }
    response.headers_mut().entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    let took = started.elapsed();
    let status = response.status().as_u16();
    state.0.metrics.observe(spec.name, status, took);
    tracing::info!(%request_id, operation = spec.name, status, duration_us = took.as_micros() as u64, "request");
    response
}

async fn respond(state: &State, route: &Route, raw: &request::Raw<'_>) -> Response<Body> {
    let spec = &route.spec;
    let fail = |e: &Error| match &route.alias {
        Some(alias) => alias.failure(e, raw.request_id),
        None => answer::failure(e, raw.request_id),
    };
    if let Err(e) = state.0.limits.check(raw) {
        return fail(&e);
    }
    let most = match spec.body {
        InputBody::Bytes(most) => most,
        InputBody::Json => 1 << 20,
    };
    if raw.body.len() > most {
        let e = Error::new(ErrorKind::Malformed, "TOO_LARGE", format!("At most {most} bytes are taken here."));
        return fail(&e);
    }
    let mut request = match request::of(raw, spec) {
        Ok(request) => request,
        Err(e) => return fail(&e),
    };
    if let Some(input) = route.alias.as_ref().and_then(|alias| alias.input) {
        request.input = input(request.input);
    }
    let wants_csv = spec.list.is_some()
        && request::header_text(raw.headers, header::ACCEPT.as_str()).is_some_and(|a| a.starts_with("text/csv"));
    if wants_csv {
        return csv::stream(state.0.engine.clone(), *spec, request, raw.request_id).await;
    }
    // A command goes on when the client hangs up: its answer is kept under the key.
    let engine = state.0.engine.clone();
    let reshape = route.alias.as_ref().and_then(|alias| alias.output);
    let outcome = tokio::spawn(async move {
        match reshape {
            Some(_) => engine.run(request).await.map(Told::Tree),
            None => engine.tell(request).await,
        }
    });
    match outcome.await {
        Ok(Ok(Told::Text(text))) => answer::told(spec, &text),
        Ok(Ok(Told::Tree(mut done))) => {
            if let Some(output) = reshape {
                done.data = output(done.data);
            }
            answer::success(spec, done, state.0.secure_cookies)
        }
        Ok(Err(e)) => fail(&e),
        Err(e) => fail(&Error::internal(e)),
    }
}
