//! The hosted page of a form.

use engine::{Blob, Operation, Spec, TenantTx};
use kernel::{Error, Result};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::{html, stamp};
use crate::intake::store;

/// Shows the form.
#[derive(Deserialize, JsonSchema)]
pub struct ShowForm {
    pub form: String,
}

impl Operation for ShowForm {
    type Output = Blob;
    const SPEC: Spec = Spec::read("sales.form.show", "/forms/{form}")
        .summary("The hosted page of a web form.")
        .link("f")
        .content(&["text/html"]);

    async fn run(self, tx: &TenantTx) -> Result<Blob> {
        let form = store::form(tx).await?.ok_or_else(|| Error::not_found("form"))?;
        let stamp = stamp(&tx.settings().master_key, &tx.link_hash()?, tx.now());
        let page = html::form(&form, &self.form, &stamp, &Map::new(), None);
        Ok(Blob::new("text/html; charset=utf-8", "form.html", page.as_bytes()))
    }

    fn example() -> Value {
        json!({"form": "f_AAAAAAAAAAAAAAAAAAAAAAAA"})
    }
}
