//! Reads a request into an operation's input: path, query and body as one object.

use axum::http::{HeaderMap, header};
use bytes::Bytes;
use engine::{Body, Credentials, Request, RequestFacts, Spec, operation::Access};
use kernel::{Error, ErrorKind, Result};
use serde_json::{Map, Value};

pub(crate) const COOKIE: &str = "cnc_refresh";

pub(crate) struct Raw<'a> {
    pub path: Vec<(String, String)>,
    pub query: &'a str,
    pub headers: &'a HeaderMap,
    pub body: Bytes,
    pub address: Option<String>,
    pub request_id: uuid::Uuid,
}

pub(crate) fn header_text(headers: &HeaderMap, name: &str) -> Option<String> {
    headers.get(name).and_then(|v| v.to_str().ok()).map(str::to_owned)
}

/// The object an operation reads, before its types are known.
pub(crate) fn input(raw: &Raw<'_>, spec: &Spec) -> Result<Map<String, Value>> {
    let mut input = Map::new();
    let query = url::form_urlencoded::parse(raw.query.as_bytes());
    for (name, value) in query {
        input.insert(name.into_owned(), Value::String(value.into_owned()));
    }
    if spec.body == Body::Json && spec.method != "GET" && !raw.body.is_empty() {
        let form = header_text(raw.headers, header::CONTENT_TYPE.as_str())
            .is_some_and(|t| t.starts_with("application/x-www-form-urlencoded"));
        if form {
            for (name, value) in url::form_urlencoded::parse(&raw.body) {
                input.insert(name.into_owned(), Value::String(value.into_owned()));
            }
        } else {
            match serde_json::from_slice::<Value>(&raw.body) {
                Ok(Value::Object(members)) => input.extend(members),
                Ok(_) => return Err(malformed("The body must be a JSON object.")),
                Err(e) => return Err(malformed(&format!("The body is not valid JSON: {e}."))),
            }
        }
    }
    for (header, field) in spec.headers {
        if let Some(value) = header_text(raw.headers, header) {
            input.insert((*field).to_owned(), Value::String(value));
        }
    }
    for (name, value) in &raw.path {
        input.insert(name.clone(), Value::String(value.clone()));
    }
    if let Some(token) = refresh_cookie(raw.headers)
        && spec.name.starts_with("access.auth.")
        && !input.contains_key("refresh_token")
    {
        input.insert("refresh_token".into(), Value::String(token));
    }
    Ok(input)
}

pub(crate) fn malformed(message: &str) -> Error {
    Error::new(ErrorKind::Malformed, "MALFORMED", message)
}

fn refresh_cookie(headers: &HeaderMap) -> Option<String> {
    headers.get_all(header::COOKIE).iter().filter_map(|v| v.to_str().ok()).flat_map(|v| v.split(';')).find_map(|pair| {
        let (name, value) = pair.trim().split_once('=')?;
        (name == COOKIE).then(|| value.to_owned())
    })
}

pub(crate) fn credentials(raw: &Raw<'_>, spec: &Spec) -> Credentials {
    if let Access::Link(_) = spec.access {
        let from_query = url::form_urlencoded::parse(raw.query.as_bytes())
            .find(|(name, _)| name.eq_ignore_ascii_case("providerKey"))
            .map(|(_, value)| value.into_owned());
        let token =
            raw.path.iter().find(|(name, _)| matches!(name.as_str(), "token" | "provider_key" | "form" | "key"));
        return match token.map(|(_, value)| value.clone()).or(from_query) {
            Some(text) => Credentials::Link(text),
            None => Credentials::Anonymous,
        };
    }
    bearer(raw.headers).map_or(Credentials::Anonymous, Credentials::Bearer)
}

pub(crate) fn bearer(headers: &HeaderMap) -> Option<String> {
    header_text(headers, header::AUTHORIZATION.as_str())
        .and_then(|v| v.strip_prefix("Bearer ").map(|t| t.trim().to_owned()))
}

/// Whether the first language that is asked for is French.
pub(crate) fn reads_french(headers: &HeaderMap) -> bool {
    let wish = header_text(headers, header::ACCEPT_LANGUAGE.as_str()).unwrap_or_default();
    wish.split([',', ';', '-']).next().is_some_and(|first| first.trim().eq_ignore_ascii_case("fr"))
}

pub(crate) fn facts(raw: &Raw<'_>) -> RequestFacts {
    RequestFacts {
        request_id: raw.request_id,
        address: raw.address.clone(),
        agent: header_text(raw.headers, header::USER_AGENT.as_str()).map(|a| a.chars().take(300).collect()),
        reads_french: reads_french(raw.headers),
    }
}

pub(crate) fn of(raw: &Raw<'_>, spec: &Spec) -> Result<Request> {
    let if_version = match header_text(raw.headers, header::IF_MATCH.as_str()) {
        None => None,
        Some(text) => {
            let digits = text.trim_start_matches("W/").trim_matches('"');
            Some(digits.parse().map_err(|_| malformed("If-Match must be the ETag of an earlier answer."))?)
        }
    };
    Ok(Request {
        operation: spec.name.into(),
        credentials: credentials(raw, spec),
        input: Value::Object(input(raw, spec)?),
        key: header_text(raw.headers, "idempotency-key"),
        if_version,
        body: matches!(spec.body, Body::Bytes(_)).then(|| raw.body.clone()),
        facts: facts(raw),
    })
}
