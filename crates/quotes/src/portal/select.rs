//! The customer tries options.

use engine::{Operation, Spec, TenantTx};
use kernel::{Problems, Result, ids::QuoteItemId};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{
    Wish, behind_link,
    page::{PortalPage, page},
};
use crate::quote::{QuoteStatus, cover::CoverChoice};

/// Prices a choice of options on the server; nothing is kept until it is signed (QUO-41).
#[derive(Deserialize, JsonSchema)]
pub struct SelectOptions {
    pub token: String,
    /// Exactly these optional items.
    pub selected: Vec<QuoteItemId>,
    /// How the goods of each part are protected, where already chosen.
    #[serde(default)]
    pub covers: Vec<CoverChoice>,
}

impl Operation for SelectOptions {
    type Output = PortalPage;
    const SPEC: Spec = Spec::read_by_post("quotes.portal.select", "/portal/quotes/{token}/select")
        .summary("The customer's page with a choice of options, priced.")
        .link("q");

    fn check(&self, p: &mut Problems) {
        p.require(self.selected.len() <= 200, "selected", "TOO_MANY", "At most 200 options.");
        p.require(self.covers.len() <= 5, "covers", "TOO_MANY", "At most one for each part.");
    }

    async fn run(self, tx: &TenantTx) -> Result<PortalPage> {
        let row = behind_link(tx, false).await?;
        row.status()?.require(QuoteStatus::Accepted)?;
        page(tx, &row, &self.token, Some(Wish { selected: &self.selected, covers: &self.covers })).await
    }

    fn example() -> Value {
        json!({"token": "q_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "selected": []})
    }
}
