//! The payment's rows.

use engine::{ListQuery, Page, TenantTx};
use kernel::{
    Error, Result,
    ids::{InvoiceId, MediaId, PaymentId},
};

use crate::sql::payment as sql;

pub use crate::sql::invoice::PartiesRow as Parties;
pub use crate::sql::payment::{
    AllocationsOfRow as AllocationRow, InsertCredit, InsertPayment, InvoiceToPayRow as InvoiceRow, PAYMENT_LIST,
    PaymentByIdRow as Row, PaymentListRow as ListRow,
};

pub async fn invoice(tx: &TenantTx, id: InvoiceId) -> Result<InvoiceRow> {
    sql::invoice_to_pay(tx, id).await?.ok_or_else(|| Error::not_found("invoice"))
}

/// Refuses a photo there is not.
pub async fn require_photo(tx: &TenantTx, photo: Option<MediaId>) -> Result<()> {
    let Some(photo) = photo else { return Ok(()) };
    match sql::photo_there(tx, photo).await? {
        Some(_) => Ok(()),
        None => Err(Error::invalid("photo_id", "NOT_FOUND", "There is no such photo.")),
    }
}

pub async fn insert(tx: &TenantTx, payment: InsertPayment<'_>) -> Result<()> {
    sql::insert_payment(tx, payment).await.map(drop)
}

pub async fn allocate(tx: &TenantTx, payment: PaymentId, invoice: InvoiceId, minor: i64) -> Result<()> {
    sql::insert_allocation(tx, tx.new_id::<()>().uuid(), payment, invoice, minor).await.map(drop)
}

pub async fn credit(tx: &TenantTx, credit: InsertCredit<'_>) -> Result<()> {
    sql::insert_credit(tx, credit).await.map(drop)
}

pub async fn mark_paid(tx: &TenantTx, invoice: InvoiceId, minor: i64, status: &str) -> Result<()> {
    match sql::mark_paid(tx, minor, status, invoice).await? {
        1 => Ok(()),
        _ => Err(Error::internal("a locked invoice changed")),
    }
}

pub async fn row(tx: &TenantTx, id: PaymentId) -> Result<Row> {
    sql::payment_by_id(tx, id).await?.ok_or_else(|| Error::not_found("payment"))
}

pub async fn allocations(tx: &TenantTx, id: PaymentId) -> Result<Vec<AllocationRow>> {
    sql::allocations_of(tx, id).await
}

pub async fn list(tx: &TenantTx, query: &ListQuery) -> Result<Page<ListRow>> {
    tx.list(&PAYMENT_LIST, query, ListRow::from_row).await
}

/// Seller, place and payer, as printed.
pub async fn parties(tx: &TenantTx, row: &Row) -> Result<Parties> {
    let found = crate::sql::invoice::parties(tx, row.location_id, row.customer_id, row.entity_id).await?;
    found.ok_or_else(|| Error::internal("a payment without seller, place or customer"))
}
