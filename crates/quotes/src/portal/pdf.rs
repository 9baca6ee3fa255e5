//! The customer's files.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use engine::{Blob, Operation, Spec, TenantTx};
use kernel::{Error, Problems, Result};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{Choice, Wish, behind_link, choice};
use crate::{
    quote::{
        Paper, Pdf, Snapshot,
        cover::CoverChoice,
        file_name, from_query, quote_pdf,
        store::{self, Row},
        stored,
    },
    stationery,
};

/// Reads the PDF behind a link: as sent, of another choice, or as signed.
#[derive(Deserialize, JsonSchema)]
pub struct PortalPdf {
    #[expect(dead_code, reason = "a path parameter: the runner reads it")]
    pub token: String,
    /// Ids of the chosen options, separated by commas; absent: as sent.
    pub selected: Option<String>,
    /// The chosen covers, as JSON in base64url.
    pub covers: Option<String>,
    /// `true`: the signed file.
    pub signed: Option<String>,
}

/// Covers as they stand in an address.
pub(super) fn covers_text(covers: &[CoverChoice]) -> Result<String> {
    Ok(URL_SAFE_NO_PAD.encode(serde_json::to_vec(covers).map_err(Error::internal)?))
}

fn covers_of(text: Option<&str>) -> Result<Vec<CoverChoice>> {
    let Some(text) = text else { return Ok(Vec::new()) };
    let read = URL_SAFE_NO_PAD.decode(text).ok().and_then(|bytes| serde_json::from_slice(&bytes).ok());
    read.ok_or_else(|| Error::invalid("covers", "NOT_READABLE", "This is no choice of covers."))
}

/// The paper of a choice, as of sending: the same choice always gives the same bytes (QUO-42).
pub(crate) async fn paper_of(tx: &TenantTx, row: &Row, choice: &Choice) -> Result<Pdf> {
    let snapshot = Snapshot::read(&row.snapshot)?;
    let stops = row.stops()?;
    let dress = stationery::of_version(tx, row.document_template_version_id).await?;
    quote_pdf(&paper(row, choice, &snapshot, &stops, dress.as_ref())?).await
}

pub(crate) fn paper<'a>(
    row: &'a Row,
    choice: &'a Choice,
    snapshot: &'a Snapshot,
    stops: &'a [crate::quote::Stop],
    dress: Option<&'a stationery::Dress>,
) -> Result<Paper<'a>> {
    Ok(Paper {
        number: row.full_number(),
        language: &row.language,
        title: &row.title,
        service_date: row.service_date,
        valid_until: row.valid_until,
        terms: row.terms.as_deref(),
        stops,
        snapshot,
        priced: &choice.priced,
        input: &choice.input,
        made_at: row.sent_at.ok_or_else(|| Error::internal("a sent quote without its time"))?,
        dress,
    })
}

impl Operation for PortalPdf {
    type Output = Blob;
    const SPEC: Spec = Spec::read("quotes.portal.pdf", "/portal/quotes/{token}/pdf")
        .summary("The quote of a link as PDF.")
        .link("q")
        .audited()
        .blob();

    fn check(&self, p: &mut Problems) {
        let fits = self.selected.as_deref().is_none_or(|s| s.len() <= 8_000);
        p.require(fits, "selected", "TOO_MANY", "At most 200 options.");
        let fits = self.covers.as_deref().is_none_or(|s| s.len() <= 4_000);
        p.require(fits, "covers", "TOO_MANY", "At most one for each part.");
    }

    async fn run(self, tx: &TenantTx) -> Result<Blob> {
        let row = behind_link(tx, false).await?;
        tx.about("quote", row.id.uuid(), &row.full_number());
        if self.signed.as_deref() == Some("true") {
            let signature = store::signature(tx, row.id).await?.ok_or_else(|| Error::not_found("signed file"))?;
            return stored(tx, &signature.signed_key, &file_name(&row, true)).await;
        }
        let key = row.pdf_key.as_deref().ok_or_else(|| Error::internal("a sent quote without its file"))?;
        let Some(selected) = &self.selected else { return stored(tx, key, &file_name(&row, false)).await };
        let items = store::items(tx, row.id).await?;
        let (selected, covers) = (from_query(selected)?, covers_of(self.covers.as_deref())?);
        let choice = choice(tx, &row, &items, Wish { selected: &selected, covers: &covers }).await?;
        if choice.as_sent {
            return stored(tx, key, &file_name(&row, false)).await;
        }
        let pdf = paper_of(tx, &row, &choice).await?;
        Ok(Blob::new("application/pdf", &file_name(&row, false), &pdf.bytes))
    }

    fn example() -> Value {
        json!({"token": "q_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
    }
}
