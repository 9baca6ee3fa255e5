//! The browser apps, built into the binary. Hashed assets are immutable; pages and the service worker are asked
//! for again each time; a missing asset is 404, never a page.

use axum::{
    body::Body,
    http::{HeaderValue, Response, StatusCode, Uri, header},
};
use rust_embed::RustEmbed;

#[derive(RustEmbed)]
#[folder = "$CNC_WEB_DIST"]
struct Apps;

/// (address below which it lives, folder, page).
const APPS: &[(&str, &str)] = &[("/mobile", "crew"), ("/portal", "portal"), ("", "staff")];

pub(crate) async fn serve(uri: Uri) -> Response<Body> {
    let path = uri.path();
    for (base, folder) in APPS {
        let Some(rest) = path.strip_prefix(base) else { continue };
        if !rest.is_empty() && !rest.starts_with('/') {
            continue;
        }
        let rest = rest.trim_start_matches('/');
        if let Some(found) = file(&format!("{folder}/{rest}")) {
            return found;
        }
        let last = rest.rsplit('/').next().unwrap_or_default();
        if rest.starts_with("assets/") || last.contains('.') {
            return plain(StatusCode::NOT_FOUND, "There is no such file.");
        }
        return file(&format!("{folder}/index.html")).unwrap_or_else(|| {
            plain(StatusCode::NOT_FOUND, "The browser apps are not built in. Build them with `make web`.")
        });
    }
    plain(StatusCode::NOT_FOUND, "There is no such page.")
}

fn plain(status: StatusCode, text: &'static str) -> Response<Body> {
    let mut response = Response::new(Body::from(text));
    *response.status_mut() = status;
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("text/plain; charset=utf-8"));
    response
}

fn file(path: &str) -> Option<Response<Body>> {
    if path.ends_with('/') {
        return None;
    }
    let found = Apps::get(path)?;
    let kind = match path.rsplit('.').next() {
        Some("mjs" | "js") => "text/javascript".to_owned(),
        Some("webmanifest") => "application/manifest+json".to_owned(),
        _ => mime_guess::from_path(path).first_or_octet_stream().to_string(),
    };
    let mut response = Response::new(Body::from(found.data));
    let headers = response.headers_mut();
    if let Ok(kind) = HeaderValue::from_str(&kind) {
        headers.insert(header::CONTENT_TYPE, kind);
    }
    let cache = if path.contains("/assets/") { "public, max-age=31536000, immutable" } else { "no-cache" };
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(cache));
    Some(response)
}
