//! Render: image.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Map, Value};
use typst::foundations::Bytes;

/// Logos and signatures are small; more is a mistake or an attack.
const MAX_BYTES: usize = 4 * 1024 * 1024;

/// A picture out of the data, served to the template under a path of its own.
#[derive(Debug, Clone)]
pub(crate) struct EmbeddedImage {
    pub bytes: Bytes,
    pub path: String,
}

/// Reads `{"media_type", "base64"}` as the picture number `index` of the paper.
pub(crate) fn read(object: &Map<String, Value>, index: usize) -> Result<EmbeddedImage, String> {
    let text = |key| object.get(key).and_then(Value::as_str).unwrap_or_default();
    let bytes = STANDARD.decode(text("base64").trim()).map_err(|error| format!("not base64: {error}"))?;
    if bytes.len() > MAX_BYTES {
        return Err(format!("larger than {MAX_BYTES} bytes"));
    }
    let (extension, fits) = match text("media_type") {
        "image/png" => ("png", bytes.starts_with(b"\x89PNG\r\n\x1a\n")),
        "image/jpeg" => ("jpg", bytes.starts_with(b"\xff\xd8\xff")),
        "image/webp" => ("webp", bytes.starts_with(b"RIFF")),
        "image/svg+xml" => ("svg", std::str::from_utf8(&bytes).is_ok()),
        other => return Err(format!("`{other}` is not PNG, JPEG, WebP or SVG")),
    };
    if !fits {
        return Err(format!("the content is not {extension}"));
    }
    Ok(EmbeddedImage { bytes: Bytes::new(bytes), path: format!("/image/{index}.{extension}") })
}
