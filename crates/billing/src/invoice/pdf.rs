//! The invoice's file.

use bytes::Bytes;
use engine::{Blob, Operation, Spec, TenantTx};
use kernel::{Error, Result, ids::InvoiceId};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{
    InvoiceStatus,
    issue::Draft,
    paper::render,
    store::{self, Row},
};

/// Reads the invoice as PDF: as issued, or a draft as it would be issued now.
#[derive(Deserialize, JsonSchema)]
pub struct InvoicePdf {
    pub id: InvoiceId,
}

fn file_name(row: &Row) -> String {
    format!("{}.pdf", row.number.as_deref().unwrap_or("draft").replace([' ', '/'], "-"))
}

/// Makes and keeps the file of an issued invoice from its frozen data; once is enough.
pub(crate) async fn keep(tx: &TenantTx, id: InvoiceId) -> Result<()> {
    let (row, there) = futures::try_join!(store::row(tx, id), store::paper(tx, id))?;
    let (Some(document), None) = (row.document, there) else { return Ok(()) };
    let pdf = render(document).await?;
    let key = files::Store::key(tx.company(), "invoices", &format!("{}.pdf", pdf.sha256));
    tx.port::<files::Store>()?.put(&key, Bytes::from(pdf.bytes)).await?;
    store::insert_paper(tx, id, &key, &pdf.sha256).await
}

async fn bytes(tx: &TenantTx, row: &Row) -> Result<Bytes> {
    if let Some((key, _)) = store::paper(tx, row.id).await? {
        return tx.port::<files::Store>()?.get(&key).await;
    }
    let document = match (&row.document, row.status()?) {
        (Some(document), _) => document.clone(),
        (None, InvoiceStatus::Draft) => Draft::read(tx, row.id).await?.preview(tx)?,
        (None, _) => return Err(Error::conflict("NO_PAPER", "This draft was cancelled; there is no paper of it.")),
    };
    Ok(Bytes::from(render(document).await?.bytes))
}

impl Operation for InvoicePdf {
    type Output = Blob;
    const SPEC: Spec = Spec::read("billing.invoice.pdf", "/invoices/{id}/pdf")
        .summary("The invoice as PDF.")
        .permission("invoice", "VIEW")
        .on("invoice", "id")
        .audited()
        .blob();

    async fn run(self, tx: &TenantTx) -> Result<Blob> {
        if tx.caller().permissions().masked("BILL") {
            return Err(Error::forbidden("FIELD_GROUP", "This file shows amounts that your role does not see."));
        }
        let row = store::row(tx, self.id).await?;
        Ok(Blob::new("application/pdf", &file_name(&row), &bytes(tx, &row).await?))
    }

    fn example() -> Value {
        json!({"id": "inv_01h00000000000000000000000"})
    }
}
