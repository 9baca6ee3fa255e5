//! A draft that is not needed.

use engine::{Operation, Spec, TenantTx, event::NewEvent};
use kernel::{Problems, Result, ids::InvoiceId};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{
    InvoiceStatus,
    read::{InvoicePage, page},
    store,
};

/// Cancels a draft; an issued invoice is credited instead (BIL-3, BIL-4).
#[derive(Deserialize, JsonSchema)]
pub struct CancelInvoice {
    pub id: InvoiceId,
    #[schemars(length(min = 1, max = 500))]
    pub reason: String,
}

impl Operation for CancelInvoice {
    type Output = InvoicePage;
    const SPEC: Spec = Spec::command("billing.invoice.cancel", "POST", "/invoices/{id}/cancel")
        .summary("Cancels a draft.")
        .permission("invoice", "CREATE")
        .on("invoice", "id");

    fn check(&self, p: &mut Problems) {
        p.text("reason", &self.reason, 500);
    }

    async fn run(self, tx: &TenantTx) -> Result<InvoicePage> {
        let row = store::row(tx, self.id).await?;
        let status = row.status()?;
        if status == InvoiceStatus::Cancelled {
            return page(tx, self.id).await;
        }
        status.require_draft()?;
        tx.reason(self.reason.trim());
        store::cancel(tx, self.id).await?;
        let told = json!({"invoice_id": self.id, "job_id": row.job_id, "customer_id": row.customer_id});
        tx.emit(
            NewEvent::new("billing.invoice.cancelled", "invoice", self.id.uuid())
                .location(Some(row.location_id))
                .data(told),
        );
        page(tx, self.id).await
    }

    fn example() -> Value {
        json!({"id": "inv_01h00000000000000000000000", "reason": "Billed by hand"})
    }
}
