//! Render: pdf.

use jiff::fmt::temporal::Pieces;
use serde_json::Value;
use sha2::{Digest, Sha256};
use typst::diag::{SourceDiagnostic, Warned};
use typst::foundations::{Datetime, Smart};
use typst::layout::{Frame, FrameItem};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, Timestamp};

use crate::localise::{find_meta, localise};
use crate::world::{Desk, line_of};
use crate::{RenderError, Template};

/// How many renders a laid-out piece may go unused before it is forgotten.
const KEPT_RENDERS: usize = 8;

/// A finished paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pdf {
    pub bytes: Vec<u8>,
    /// Number of pages.
    pub pages: usize,
    /// SHA-256 of `bytes`, lower-case hexadecimal.
    pub sha256: String,
}

/// Makes the PDF of `data`: one document, or a list of editions bound in their order.
///
/// The same template and data give the same bytes: creation date and identity come from
/// `meta.made_at` and the data. This is processor work of some hundred milliseconds: call it
/// where blocking is allowed.
pub fn pdf(template: &Template, data: &Value) -> Result<Pdf, RenderError> {
    let document = lay_out(template, data)?;
    let identity = Sha256::new().chain_update(template.text()).chain_update(data.to_string()).finalize();
    let options = PdfOptions {
        ident: Smart::Custom(hex::encode(identity)),
        creator: Smart::Custom(None),
        timestamp: made_at(template, data)?,
        ..PdfOptions::default()
    };
    let written = typst_pdf::pdf(&document, &options);
    comemo::evict(KEPT_RENDERS);
    let bytes = written.map_err(|diagnostics| RenderError::Export {
        template: template.name().to_owned(),
        reason: diagnostics.first().map_or_else(String::new, |diagnostic| diagnostic.message.to_string()),
    })?;
    Ok(Pdf { pages: document.pages().len(), sha256: hex::encode(Sha256::digest(&bytes)), bytes })
}

/// The same pages as [`pdf`] makes, each as SVG for a screen.
pub fn preview(template: &Template, data: &Value) -> Result<Vec<String>, RenderError> {
    let document = lay_out(template, data)?;
    let options = typst_svg::SvgOptions::default();
    let pages = document.pages().iter().map(|page| typst_svg::svg(page, &options)).collect();
    comemo::evict(KEPT_RENDERS);
    Ok(pages)
}

/// Whether a picture can be drawn on a paper; `base64` is its content.
pub fn draws(media_type: &str, base64: &str) -> Result<(), RenderError> {
    let source = "#import \"/common.typ\": editions\n#editions(doc => image(doc.picture, width: 100%))";
    let template = Template::from_source("picture", source, &["picture"])?;
    let data = serde_json::json!({"picture": {"media_type": media_type, "base64": base64}});
    lay_out(&template, &data).map(drop)
}

/// The words on each page in reading order of the layout, spaces between runs: for search, for
/// readers of plain text, and to prove that something is printed.
pub fn page_texts(template: &Template, data: &Value) -> Result<Vec<String>, RenderError> {
    let document = lay_out(template, data)?;
    let texts = document
        .pages()
        .iter()
        .map(|page| {
            let mut runs = Vec::new();
            collect_text(&page.frame, &mut runs);
            runs.join(" ")
        })
        .collect();
    comemo::evict(KEPT_RENDERS);
    Ok(texts)
}

fn collect_text(frame: &Frame, runs: &mut Vec<String>) {
    for (_, item) in frame.items() {
        match item {
            FrameItem::Group(group) => collect_text(&group.frame, runs),
            FrameItem::Text(text) => runs.push(text.text.to_string()),
            _ => {}
        }
    }
}

fn editions(data: &Value) -> Vec<&Value> {
    match data {
        Value::Array(editions) => editions.iter().collect(),
        single => vec![single],
    }
}

fn lay_out(template: &Template, data: &Value) -> Result<PagedDocument, RenderError> {
    let editions = editions(data);
    if editions.is_empty() {
        return Err(RenderError::MissingPlaceholder { template: template.name().to_owned(), path: "[0]".to_owned() });
    }
    for edition in &editions {
        template.check(edition)?;
    }
    let localised = localise(template.name(), &editions)?;
    let desk = Desk::new(template.name(), template.source(), localised)?;
    let Warned { output, .. } = typst::compile::<PagedDocument>(&desk);
    match output {
        Ok(document) => Ok(document),
        Err(diagnostics) => Err(diagnostics.first().map_or_else(
            || RenderError::Export { template: template.name().to_owned(), reason: "no reason given".to_owned() },
            |diagnostic| explain(template, diagnostic),
        )),
    }
}

fn explain(template: &Template, diagnostic: &SourceDiagnostic) -> RenderError {
    let name = template.name().to_owned();
    let message = diagnostic.message.as_str();
    if let Some(key) = message.strip_prefix("dictionary does not contain key \"") {
        return RenderError::UnknownPlaceholder {
            template: name,
            path: key.split('"').next().unwrap_or(key).to_owned(),
        };
    }
    let line = line_of(template.source(), diagnostic.span);
    RenderError::Template { template: name, line, reason: message.to_owned() }
}

/// Creation time for the file's metadata, from the first edition.
fn made_at(template: &Template, data: &Value) -> Result<Option<Timestamp>, RenderError> {
    let first = editions(data).into_iter().next();
    let Some(text) = first.and_then(find_meta).and_then(|meta| meta.get("made_at")?.get("moment")?.as_str()) else {
        return Ok(None);
    };
    let stamp = || {
        let pieces = Pieces::parse(text).ok()?;
        let (date, time) = (pieces.date(), pieces.time()?);
        let offset_minutes = pieces.to_numeric_offset()?.seconds() / 60;
        let datetime = Datetime::from_ymd_hms(
            date.year().into(),
            date.month().unsigned_abs(),
            date.day().unsigned_abs(),
            time.hour().unsigned_abs(),
            time.minute().unsigned_abs(),
            time.second().unsigned_abs(),
        )?;
        Timestamp::new_local(datetime, offset_minutes)
    };
    stamp().map(Some).ok_or_else(|| RenderError::BadValue {
        template: template.name().to_owned(),
        path: "meta.made_at".to_owned(),
        reason: format!("`{text}` is not a time such as 2026-06-27T14:03:11-04:00"),
    })
}
