//! The one shape of every answer.

use axum::{
    body::Body,
    http::{HeaderValue, Response, StatusCode, header},
};
use engine::{Answer, Blob, Spec};
use kernel::{Error, ErrorKind};
use serde_json::{Value, json};

use crate::request::COOKIE;

pub(crate) fn status_of(kind: ErrorKind) -> StatusCode {
    match kind {
        ErrorKind::Malformed => StatusCode::BAD_REQUEST,
        ErrorKind::NotSignedIn => StatusCode::UNAUTHORIZED,
        ErrorKind::Forbidden => StatusCode::FORBIDDEN,
        ErrorKind::NotFound => StatusCode::NOT_FOUND,
        ErrorKind::Conflict => StatusCode::CONFLICT,
        ErrorKind::Stale => StatusCode::PRECONDITION_FAILED,
        ErrorKind::Invalid => StatusCode::UNPROCESSABLE_ENTITY,
        ErrorKind::TooMany => StatusCode::TOO_MANY_REQUESTS,
        ErrorKind::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
        ErrorKind::Internal => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

pub(crate) fn json_response(status: StatusCode, body: &Value) -> Response<Body> {
    let mut response = Response::new(Body::from(body.to_string()));
    *response.status_mut() = status;
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    response
}

pub(crate) fn error_body(error: &Error, request_id: uuid::Uuid) -> Value {
    let mut body = json!({
        "success": false,
        "error": error.code,
        "message": error.message,
        "detail": error.message,
        "details": error.problems,
        "request_id": request_id.to_string(),
    });
    if let Some(data) = &error.data {
        body["data"] = data.clone();
    }
    body
}

pub(crate) fn failure(error: &Error, request_id: uuid::Uuid) -> Response<Body> {
    if matches!(error.kind, ErrorKind::Internal | ErrorKind::Unavailable) {
        tracing::error!(%request_id, error = %error, "failed");
    }
    let mut response = json_response(status_of(error.kind), &error_body(error, request_id));
    if error.kind == ErrorKind::TooMany || error.kind == ErrorKind::Unavailable {
        response.headers_mut().entry(header::RETRY_AFTER).or_insert(HeaderValue::from_static("5"));
    }
    response
}

pub(crate) fn success(spec: &Spec, answer: Answer, secure: bool) -> Response<Body> {
    if spec.blob {
        return file(answer.data);
    }
    let mut data = answer.data;
    let cookie = take_refresh(&mut data, spec, secure);
    let own_status = data.get("http_status").and_then(Value::as_u64).and_then(|s| StatusCode::from_u16(s as u16).ok());
    if let (Some(_), Some(members)) = (own_status, data.as_object_mut()) {
        members.remove("http_status");
    }
    let bare = data.get("bare").cloned();
    let status = own_status.unwrap_or(if spec.created { StatusCode::CREATED } else { StatusCode::OK });
    let version = data.get("version").and_then(Value::as_i64);
    let body = match bare {
        // Older clients expect their own shape.
        Some(bare) => bare,
        None if spec.list.is_some() => {
            let items = data.get_mut("items").map(Value::take).unwrap_or_else(|| json!([]));
            json!({
                "success": true, "data": items, "message": "",
                "page": {"next": data["next"], "limit": data["limit"]},
            })
        }
        None => json!({"success": true, "data": data, "message": ""}),
    };
    let mut response = json_response(status, &body);
    let headers = response.headers_mut();
    if let Some(version) = version
        && let Ok(tag) = HeaderValue::from_str(&format!("\"{version}\""))
    {
        headers.insert(header::ETAG, tag);
    }
    if answer.replayed {
        headers.insert("idempotent-replayed", HeaderValue::from_static("true"));
    }
    if let Some(cookie) = cookie {
        headers.append(header::SET_COOKIE, cookie);
    }
    response
}

/// The refresh token travels as a cookie that scripts cannot read (ACC-20); phones ask for it in the body.
fn take_refresh(data: &mut Value, spec: &Spec, secure: bool) -> Option<HeaderValue> {
    if !spec.name.starts_with("access.auth.") {
        return None;
    }
    let members = data.as_object_mut()?;
    let phone = members.get("kind").and_then(Value::as_str) == Some("PHONE");
    let (token, age_s) = match members.get("refresh_token")?.clone() {
        Value::String(token) => (token, members.get("refresh_expires_in").and_then(Value::as_i64).unwrap_or(43_200)),
        _ => (String::new(), 0),
    };
    if !phone {
        members.remove("refresh_token");
    }
    let secure = if secure { "; Secure" } else { "" };
    let text = format!("{COOKIE}={token}; HttpOnly; SameSite=Strict; Path=/api/auth; Max-Age={age_s}{secure}");
    HeaderValue::from_str(&text).ok()
}

fn file(data: Value) -> Response<Body> {
    use base64::Engine as _;
    let Ok(blob) = serde_json::from_value::<Blob>(data) else {
        return json_response(StatusCode::INTERNAL_SERVER_ERROR, &json!({"success": false, "error": "INTERNAL"}));
    };
    let bytes = base64::engine::general_purpose::STANDARD.decode(&blob.bytes).unwrap_or_default();
    let mut response = Response::new(Body::from(bytes));
    let headers = response.headers_mut();
    if let Ok(kind) = HeaderValue::from_str(&blob.content_type) {
        headers.insert(header::CONTENT_TYPE, kind);
    }
    let name: String = blob.file_name.chars().filter(|c| c.is_ascii_alphanumeric() || "-_. ".contains(*c)).collect();
    if let Ok(disposition) = HeaderValue::from_str(&format!("inline; filename=\"{name}\"")) {
        headers.insert(header::CONTENT_DISPOSITION, disposition);
    }
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    response
}
