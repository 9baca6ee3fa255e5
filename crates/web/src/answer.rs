//! The one shape of every answer.

use axum::{
    body::Body,
    http::{HeaderValue, Response, StatusCode, header},
};
use engine::{Answer, Blob, Spec};
use kernel::{Error, ErrorKind};
use serde::Deserialize;
use serde_json::{Value, json, value::RawValue};

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
    text_response(status, body.to_string())
}

fn text_response(status: StatusCode, body: String) -> Response<Body> {
    let mut response = Response::new(Body::from(body));
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
                "success": true, "data": items, "message": answer.said,
                "page": {"next": data["next"], "limit": data["limit"]},
            })
        }
        None => json!({"success": true, "data": data, "message": answer.said}),
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

/// A page as its operation wrote it.
#[derive(Deserialize)]
struct PageText<'a> {
    #[serde(borrow)]
    items: &'a RawValue,
    #[serde(borrow)]
    next: Option<&'a RawValue>,
    limit: i64,
}

/// What an answer says of itself; the rest is passed on unread.
#[derive(Default, Deserialize)]
struct Marks<'a> {
    version: Option<Value>,
    http_status: Option<u16>,
    #[serde(borrow)]
    bare: Option<&'a RawValue>,
}

/// The same shape as [`success`], put around a text.
pub(crate) fn told(spec: &Spec, text: &RawValue) -> Response<Body> {
    let text = text.get();
    if spec.list.is_some()
        && let Ok(page) = serde_json::from_str::<PageText<'_>>(text)
    {
        let (items, next, limit) = (page.items.get(), page.next.map_or("null", RawValue::get), page.limit);
        let page = format!(r#"{{"limit":{limit},"next":{next}}}"#);
        return text_response(
            StatusCode::OK,
            format!(r#"{{"data":{items},"message":"","page":{page},"success":true}}"#),
        );
    }
    let marks: Marks<'_> = serde_json::from_str(text).unwrap_or_default();
    if marks.bare.is_some() || marks.http_status.is_some() {
        let data = serde_json::from_str(text).unwrap_or_default();
        return success(spec, Answer { data, replayed: false, said: String::new() }, false);
    }
    let mut response = text_response(StatusCode::OK, format!(r#"{{"data":{text},"message":"","success":true}}"#));
    if let Some(version) = marks.version.and_then(|v| v.as_i64())
        && let Ok(tag) = HeaderValue::from_str(&format!("\"{version}\""))
    {
        response.headers_mut().insert(header::ETAG, tag);
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

#[cfg(test)]
mod tests {
    use super::*;

    async fn shown(response: Response<Body>) -> (StatusCode, Option<HeaderValue>, Value) {
        let (head, body) = response.into_parts();
        let bytes = axum::body::to_bytes(body, usize::MAX).await.expect("a body");
        (head.status, head.headers.get(header::ETAG).cloned(), serde_json::from_slice(&bytes).expect("JSON"))
    }

    #[tokio::test]
    async fn a_text_goes_out_in_the_same_shape_as_a_tree() {
        let read = Spec::read("sample.read", "/samples/{id}");
        const SAMPLES: engine::ListSql = engine::ListSql {
            name: "samples",
            sql: "",
            resource: "sample",
            alias: "s",
            rows: "s",
            sorts: &[],
            filters: &[],
            search: None,
        };
        let list = Spec::list("sample.list", "/samples", &SAMPLES);
        for (spec, data) in [
            (&read, json!({"id": "smp_1", "version": 7, "name": "a \"quoted\" name"})),
            (&read, json!({"version": "7", "next": null})),
            (&read, json!([1, 2, 3])),
            (&read, json!(null)),
            (&read, json!({"bare": {"ok": true}, "http_status": 202})),
            (&list, json!({"items": [{"id": 1}], "next": "c_2", "limit": 25})),
            (&list, json!({"items": [], "next": null, "limit": 25})),
        ] {
            let tree = success(spec, Answer { data: data.clone(), replayed: false, said: String::new() }, false);
            let text = told(spec, &serde_json::value::to_raw_value(&data).expect("a text"));
            assert_eq!(shown(text).await, shown(tree).await, "{data}");
        }
    }
}
