//! How a template looks on a real quote.

use engine::{Operation, Spec, TenantTx, permission::RowFacts};
use kernel::{
    Error, ErrorKind, Problem, Problems, Result,
    ids::{DocumentTemplateId, QuoteId},
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{
    content::{self, Content},
    dress::Dress,
    store,
};
use crate::quote::{PaperLanguage, pages, store as quotes};

/// Sets a quote with a template and keeps nothing. The pages are those of the PDF.
#[derive(Deserialize, JsonSchema)]
pub struct LookAtTemplate {
    pub id: DocumentTemplateId,
    pub quote_id: QuoteId,
    /// Absent: the quote's.
    pub language: Option<PaperLanguage>,
    /// What is typed; absent: the newest version.
    pub content: Option<Content>,
}

/// The pages, each as SVG; or why there are none.
#[derive(Serialize, JsonSchema)]
pub struct TemplateLook {
    #[schemars(extend("x-mask" = "BILL"))]
    pub pages: Vec<String>,
    /// Empty placeholders that the texts show: this quote could not be sent so.
    pub problems: Vec<Problem>,
}

impl Operation for LookAtTemplate {
    type Output = TemplateLook;
    const SPEC: Spec = Spec::read_by_post("quotes.document_template.look", "/document-templates/{id}/preview")
        .summary("The pages of a quote set with a template.")
        .permission("template", "VIEW")
        .on("document_template", "id");

    fn check(&self, p: &mut Problems) {
        if let Some(content) = &self.content {
            content.check(p);
        }
    }

    async fn run(self, tx: &TenantTx) -> Result<TemplateLook> {
        tx.target().await?;
        if tx.caller().permissions().masked("BILL") {
            return Err(Error::forbidden("FIELD_GROUP", "This paper shows amounts that your role does not see."));
        }
        let row = quotes::row(tx, self.quote_id).await?;
        let mine = row.assigned_to.is_some() && row.assigned_to == tx.caller().user();
        tx.require("quote", "VIEW", &RowFacts { location: Some(row.location_id), mine, record: Value::Null })?;
        let content = match self.content {
            Some(content) => content,
            None => {
                let newest = store::versions(tx, self.id).await?.into_iter().next();
                content::read(newest.ok_or_else(|| Error::not_found("version"))?.content)?
            }
        };
        let dress = Dress::of(tx, None, content).await?;
        match pages(tx, &row, &dress, self.language).await {
            Ok(pages) => Ok(TemplateLook { pages, problems: Vec::new() }),
            Err(e) if e.kind == ErrorKind::Invalid => Ok(TemplateLook { pages: Vec::new(), problems: e.problems }),
            Err(e) => Err(e),
        }
    }

    fn example() -> Value {
        json!({
            "id": "dtp_01h00000000000000000000000", "quote_id": "quo_01h00000000000000000000000",
            "content": {"en": {"introduction": "Dear {{ customer_name }}"}}
        })
    }
}
