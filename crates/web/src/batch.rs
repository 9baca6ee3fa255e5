//! A phone's batch (MOB-8, MOB-9): operations taken in sequence, each in a transaction of its own with the client's
//! id as idempotency key. A repeat gets the stored answer; one refusal does not stop the others.

use axum::{
    body::{Body, Bytes},
    extract::State as Extract,
    http::{HeaderMap, Response, StatusCode},
};
use engine::{Credentials, Request, RequestFacts};
use kernel::{Error, ErrorKind, Result};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::{State, answer, handler::Peer, request};

const MOST: usize = 200;

#[derive(Deserialize)]
struct Batch {
    device_id: String,
    operations: Vec<Item>,
}

#[derive(Deserialize)]
struct Item {
    client_id: uuid::Uuid,
    sequence: i64,
    operation: String,
    #[serde(default)]
    input: Value,
    recorded_at: jiff::Timestamp,
}

pub(crate) async fn take(
    Extract(state): Extract<State>,
    peer: Option<axum::Extension<Peer>>,
    headers: HeaderMap,
    body: Bytes,
) -> Response<Body> {
    let request_id = state.0.engine.new_request_id();
    let facts = RequestFacts {
        request_id,
        address: peer.and_then(|p| p.0.0),
        agent: request::header_text(&headers, "user-agent"),
        reads_french: request::reads_french(&headers),
    };
    match run(&state, request::bearer(&headers), facts, &body).await {
        Ok(data) => answer::json_response(StatusCode::OK, &json!({"success": true, "data": data, "message": ""})),
        Err(e) => answer::failure(&e, request_id),
    }
}

async fn run(state: &State, token: Option<String>, facts: RequestFacts, body: &[u8]) -> Result<Value> {
    let token = token.ok_or_else(|| Error::not_signed_in("NOT_SIGNED_IN", "Please sign in."))?;
    state.0.engine.settings().keys.verify(&token, state.0.engine.settings().now())?;
    let mut batch: Batch =
        serde_json::from_slice(body).map_err(|e| request::malformed(&format!("The batch cannot be read: {e}.")))?;
    if batch.operations.len() > MOST {
        return Err(Error::invalid("operations", "TOO_MANY", format!("At most {MOST} operations a batch.")));
    }
    batch.operations.sort_by_key(|item| item.sequence);
    let mut results = Vec::with_capacity(batch.operations.len());
    let mut highest = 0;
    for item in batch.operations {
        highest = highest.max(item.sequence);
        let outcome = one(state, &token, &facts, &item).await;
        // Nobody is signed in, or the server is down: the rest stays on the phone.
        if let Err(e) = &outcome
            && matches!(
                e.kind,
                ErrorKind::NotSignedIn | ErrorKind::Unavailable | ErrorKind::Internal | ErrorKind::TooMany
            )
        {
            if results.is_empty() {
                return Err(e.clone());
            }
            break;
        }
        let result = match outcome {
            Ok(data) => json!({"client_id": item.client_id, "state": "APPLIED", "result": data}),
            Err(e) => {
                let conflict = matches!(e.kind, ErrorKind::Conflict | ErrorKind::Stale);
                json!({
                    "client_id": item.client_id,
                    "state": if conflict { "CONFLICT" } else { "REJECTED" },
                    "code": e.code, "reason": e.message, "details": e.problems,
                })
            }
        };
        record(state, &token, &facts, &batch.device_id, &item, &result).await?;
        results.push(result);
    }
    Ok(json!({"results": results, "last_sequence": highest, "server_time": state.0.engine.settings().now()}))
}

async fn one(state: &State, token: &str, facts: &RequestFacts, item: &Item) -> Result<Value> {
    let operation = state.0.engine.registry().operation(&item.operation);
    if !operation.is_some_and(|o| o.spec().offline) {
        return Err(Error::invalid("operation", "NOT_OFFLINE", "This cannot be recorded offline."));
    }
    let mut input = item.input.clone();
    if let Some(members) = input.as_object_mut() {
        members.entry("occurred_at").or_insert(json!(item.recorded_at));
    }
    let request = Request {
        operation: item.operation.clone(),
        credentials: Credentials::Bearer(token.into()),
        input,
        key: Some(item.client_id.to_string()),
        if_version: None,
        body: None,
        facts: facts.clone(),
    };
    state.0.engine.run(request).await.map(|a| a.data)
}

/// The receipt: what came from which device, and how it ended.
async fn record(
    state: &State,
    token: &str,
    facts: &RequestFacts,
    device: &str,
    item: &Item,
    result: &Value,
) -> Result<()> {
    if state.0.engine.registry().operation("mobile.operation.record").is_none() {
        return Ok(());
    }
    let request = Request {
        operation: "mobile.operation.record".into(),
        credentials: Credentials::Bearer(token.into()),
        input: json!({
            "device_id": device, "client_id": item.client_id, "sequence": item.sequence, "operation": item.operation,
            "recorded_at": item.recorded_at, "state": result["state"], "reason": result["reason"],
        }),
        key: Some(format!("receipt-{}", item.client_id)),
        if_version: None,
        body: None,
        facts: facts.clone(),
    };
    match state.0.engine.run(request).await {
        Err(e) if e.code == "KEY_REUSED" => Ok(()),
        other => other.map(|_| ()),
    }
}
