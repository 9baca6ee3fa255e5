//! Papers become files and pages.

use kernel::{Error, Result};
use render::{
    Language, RenderError, Template,
    document::{Evidence, SignedQuoteDocument},
};

use super::document::{Paper, papers};

/// A finished file.
pub struct Pdf {
    pub bytes: Vec<u8>,
    pub sha256: String,
}

/// The quote as PDF; the same quote always gives the same bytes (QUO-42).
pub async fn quote_pdf(paper: &Paper<'_>) -> Result<Pdf> {
    let editions = papers(paper)?;
    render(Template::quote(), serde_json::to_value(&editions).map_err(Error::internal)?).await
}

/// The same pages as the PDF's, each as SVG for a screen.
pub async fn quote_pages(paper: &Paper<'_>) -> Result<Vec<String>> {
    let editions = serde_json::to_value(papers(paper)?).map_err(Error::internal)?;
    let made = tokio::task::spawn_blocking(move || render::preview(&Template::quote(), &editions)).await;
    made.map_err(Error::internal)?.map_err(refused)
}

/// The quote with the evidence of its signature as last page of each edition (QUO-47).
pub async fn signed_pdf(paper: &Paper<'_>, evidence: impl Fn(Language) -> Evidence) -> Result<Pdf> {
    let editions: Vec<SignedQuoteDocument> = papers(paper)?
        .into_iter()
        .map(|quote| SignedQuoteDocument { evidence: evidence(quote.meta.language), quote })
        .collect();
    render(Template::signed_quote(), serde_json::to_value(&editions).map_err(Error::internal)?).await
}

/// Setting type is work for the processor: off the threads that answer requests.
async fn render(template: Template, data: serde_json::Value) -> Result<Pdf> {
    let made = tokio::task::spawn_blocking(move || render::pdf(&template, &data)).await.map_err(Error::internal)?;
    let pdf = made.map_err(refused)?;
    Ok(Pdf { sha256: files::sha256_hex(&pdf.bytes), bytes: pdf.bytes })
}

fn refused(e: RenderError) -> Error {
    match e {
        // A letterhead is drawn when it is kept: what cannot be drawn here is the signature.
        RenderError::BadValue { reason, .. } | RenderError::Template { reason, .. } if about_picture(&reason) => {
            Error::invalid("signature_svg", "NOT_A_DRAWING", "The signature cannot be drawn. Please draw it again.")
        }
        RenderError::MissingPlaceholder { path, .. } => {
            Error::conflict("PAPER_INCOMPLETE", format!("The paper cannot be made: {path} is missing."))
        }
        e => Error::internal(e),
    }
}

fn about_picture(reason: &str) -> bool {
    let reason = reason.to_lowercase();
    reason.contains("svg") || reason.contains("image")
}
