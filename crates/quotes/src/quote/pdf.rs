//! The quote's file for staff.

use engine::{Blob, Operation, Spec, TenantTx};
use kernel::{Error, Result, ids::QuoteId};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{
    Paper, PaperLanguage, Snapshot,
    print::{quote_pages, quote_pdf},
    send::prepared_by,
    stop::Stop,
    store::{self, Row},
};
use crate::{
    pricing::{Priced, PricingInput},
    stationery::{self, Dress},
};

/// Reads the quote as PDF: the file as sent, or a draft as it would be sent now.
#[derive(Deserialize, JsonSchema)]
pub struct QuotePdf {
    pub id: QuoteId,
    /// The signed file instead.
    #[serde(default)]
    #[schemars(schema_with = "yes_or_no")]
    pub signed: Option<Value>,
}

/// A query says `true`, a body says true.
fn yes_or_no(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
    schemars::json_schema!({"type": ["boolean", "string", "null"], "enum": [true, false, "true", "false", null]})
}

fn says_yes(value: Option<&Value>) -> bool {
    matches!(value, Some(Value::Bool(true))) || value.and_then(Value::as_str) == Some("true")
}

pub(crate) async fn stored(tx: &TenantTx, key: &str, name: &str) -> Result<Blob> {
    let bytes = tx.port::<files::Store>()?.get(key).await?;
    Ok(Blob::new("application/pdf", name, &bytes))
}

/// A draft as it would be sent now.
async fn preview(tx: &TenantTx, row: &Row) -> Result<Blob> {
    let dress = stationery::current(tx, row.kind()?).await?;
    let sheet = sheet(tx, row).await?;
    let pdf = quote_pdf(&sheet.paper(row, dress.as_ref(), &row.language)).await?;
    Ok(Blob::new("application/pdf", &file_name(row, false), &pdf.bytes))
}

/// The pages of a quote set with a template, as it stands.
pub(crate) async fn pages(
    tx: &TenantTx,
    row: &Row,
    dress: &Dress,
    language: Option<PaperLanguage>,
) -> Result<Vec<String>> {
    let sheet = sheet(tx, row).await?;
    let language = match language {
        Some(language) => language.code(),
        None => &row.language,
    };
    quote_pages(&sheet.paper(row, Some(dress), language)).await
}

/// What a paper of an unsigned quote is made from.
struct Sheet {
    snapshot: Snapshot,
    priced: Priced,
    stops: Vec<Stop>,
    input: PricingInput,
}

async fn sheet(tx: &TenantTx, row: &Row) -> Result<Sheet> {
    let snapshot = if row.status()?.was_sent() {
        Snapshot::read(&row.snapshot)?
    } else {
        let around = store::around(tx, Some(row.customer_id), row.location_id).await?;
        Snapshot::of(&around, prepared_by(tx, row).await?)
    };
    let unpriced = || Error::conflict("NOT_PRICED", "This draft has no price yet; its flags say what is missing.");
    Ok(Sheet { snapshot, priced: row.priced()?.ok_or_else(unpriced)?, stops: row.stops()?, input: row.input()? })
}

impl Sheet {
    fn paper<'a>(&'a self, row: &'a Row, dress: Option<&'a Dress>, language: &'a str) -> Paper<'a> {
        Paper {
            number: row.full_number(),
            language,
            title: &row.title,
            service_date: row.service_date,
            valid_until: row.valid_until,
            terms: row.terms.as_deref(),
            stops: &self.stops,
            snapshot: &self.snapshot,
            priced: &self.priced,
            input: &self.input,
            made_at: row.sent_at.unwrap_or(row.created_at),
            dress,
        }
    }
}

pub(crate) fn file_name(row: &Row, signed: bool) -> String {
    let mark = if signed { "-signed" } else { "" };
    format!("{}{mark}.pdf", row.full_number().replace(' ', "-"))
}

impl Operation for QuotePdf {
    type Output = Blob;
    const SPEC: Spec = Spec::read("quotes.quote.pdf", "/quotes/{id}/pdf")
        .summary("The quote as PDF.")
        .permission("quote", "VIEW")
        .on("quote", "id")
        .audited()
        .blob();

    async fn run(self, tx: &TenantTx) -> Result<Blob> {
        if tx.caller().permissions().masked("BILL") {
            return Err(Error::forbidden("FIELD_GROUP", "This file shows amounts that your role does not see."));
        }
        let row = store::row(tx, self.id).await?;
        if says_yes(self.signed.as_ref()) {
            let signature = store::signature(tx, self.id).await?.ok_or_else(|| Error::not_found("signed file"))?;
            return stored(tx, &signature.signed_key, &file_name(&row, true)).await;
        }
        match row.pdf_key.as_deref() {
            Some(key) => stored(tx, key, &file_name(&row, false)).await,
            None => preview(tx, &row).await,
        }
    }

    fn example() -> Value {
        json!({"id": "quo_01h00000000000000000000000"})
    }
}
