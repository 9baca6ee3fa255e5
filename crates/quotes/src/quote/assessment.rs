//! What a crane quote asks of the assessment of its site (SAL-31).

use engine::TenantTx;
use kernel::Result;

use super::{
    QuoteKind,
    estimate::blocked,
    flags::Finding,
    store::{self, Row},
};
use crate::pricing::validator::FlagLevel;

/// Something on the site stops the lift and nobody has resolved it: of the quote's lead, its deal, or the deal's lead.
pub async fn stopper(tx: &TenantTx, row: &Row) -> Result<Option<Finding>> {
    if row.kind()? != QuoteKind::Crane {
        return Ok(None);
    }
    let deal = store::deal_of_quote(tx, row.id).await?;
    let mut found = None;
    if let Some(deal) = &deal {
        found = store::stopper_of_deal(tx, deal.id).await?;
    }
    let leads = [row.lead_id, deal.and_then(|d| d.lead_id)];
    for lead in leads.into_iter().flatten() {
        if found.is_none() {
            found = store::stopper_of_lead(tx, lead).await?;
        }
    }
    Ok(found.map(|number| Finding {
        code: "SITE_STOPPER".into(),
        level: FlagLevel::Block,
        subject: "site_assessment".into(),
        reason: "quote.site_stopper".into(),
        message: format!("Something on the site stops the lift ({number}). Have it resolved first."),
    }))
}

/// Refuses to send while there is one.
pub async fn refuse_stopper(tx: &TenantTx, row: &Row) -> Result<()> {
    stopper(tx, row).await?.map_or(Ok(()), |found| Err(blocked(found)))
}
