//! What a deal is worth (SAL-19): the newest quote that was sent or accepted, else what somebody typed.

use engine::TenantTx;
use kernel::Result;

use super::store::{self, Locked};

/// Takes over the quote's total, unless the value was fixed by hand. Without such a quote the value stays as it was.
pub async fn refresh(tx: &TenantTx, deal: &Locked) -> Result<()> {
    if deal.value_fixed {
        return Ok(());
    }
    let Some(quote) = store::value_from_quotes(tx, deal.id).await? else { return Ok(()) };
    let same = deal.value_quote_id == Some(quote.id.uuid())
        && deal.value_minor == quote.total_minor
        && deal.currency == quote.currency;
    if same {
        return Ok(());
    }
    store::set_value(tx, deal.id, quote.total_minor, &quote.currency, quote.id).await
}
