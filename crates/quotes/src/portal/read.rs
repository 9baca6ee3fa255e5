//! The customer opens the link.

use engine::{Operation, Spec, TenantTx, event::NewEvent};
use kernel::Result;
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{
    behind_link,
    page::{PortalPage, page},
};
use crate::quote::{is_person, store};

/// Reads the quote behind a link. The first view by a person tells the company (QUO-44).
#[derive(Deserialize, JsonSchema)]
pub struct ReadPortal {
    pub token: String,
}

impl Operation for ReadPortal {
    type Output = PortalPage;
    const SPEC: Spec = Spec::command("quotes.portal.read", "GET", "/portal/quotes/{token}")
        .summary("The customer's page of a quote.")
        .action(engine::Action::View)
        .link("q");

    async fn run(self, tx: &TenantTx) -> Result<PortalPage> {
        let mut row = behind_link(tx, true).await?;
        tx.about("quote", row.id.uuid(), &row.full_number());
        tx.at_location(Some(row.location_id));
        if row.status()?.is_open()
            && is_person(tx.caller().facts().agent.as_deref())
            && store::viewed(tx, row.id).await?
        {
            row.status = "VIEWED".into();
            tx.emit(
                NewEvent::new("quotes.quote.viewed", "quote", row.id.uuid())
                    .location(Some(row.location_id))
                    .data(json!({"quote_id": row.id, "customer_id": row.customer_id, "lead_id": row.lead_id})),
            );
        }
        page(tx, &row, &self.token, None).await
    }

    fn example() -> Value {
        json!({"token": "q_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
    }
}
