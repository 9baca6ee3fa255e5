//! Render: template.

use serde::de::DeserializeOwned;
use serde_json::Value;
use typst::syntax::Source;

use crate::RenderError;
use crate::document::{
    ConsentDocument, EvidenceDocument, InvoiceDocument, QuoteDocument, ReceiptDocument, SignedQuoteDocument,
};
use crate::world::{line_of, main_source};

type Check = fn(&Value) -> Result<(), serde_path_to_error::Error<serde_json::Error>>;

/// The form of one kind of paper. Cheap to clone; make it once and keep it.
#[derive(Debug, Clone)]
pub struct Template {
    name: String,
    text: String,
    source: Source,
    check: Option<Check>,
    required: Vec<String>,
}

impl Template {
    /// A quote; data: [`QuoteDocument`].
    pub fn quote() -> Self {
        Self::built_in::<QuoteDocument>(
            "quote",
            "#import \"/quote.typ\": quote\n#import \"/common.typ\": editions\n#editions(quote)",
        )
    }

    /// The quote's pages as shown to the signer, then the page of evidence; data:
    /// [`SignedQuoteDocument`].
    pub fn signed_quote() -> Self {
        Self::built_in::<SignedQuoteDocument>(
            "signed_quote",
            "#import \"/quote.typ\": quote\n#import \"/evidence.typ\": evidence\n\
             #import \"/common.typ\": editions\n\
             #editions(doc => { quote(doc.quote); evidence(doc.quote, doc.evidence) })",
        )
    }

    /// The page of evidence alone, for any signed paper; data: [`EvidenceDocument`].
    pub fn evidence() -> Self {
        Self::built_in::<EvidenceDocument>(
            "evidence",
            "#import \"/evidence.typ\": evidence\n#import \"/common.typ\": editions\n\
             #editions(doc => evidence(doc, doc.evidence))",
        )
    }

    /// An invoice, with DRAFT across it while it is one; data: [`InvoiceDocument`].
    pub fn invoice() -> Self {
        Self::built_in::<InvoiceDocument>(
            "invoice",
            "#import \"/invoice.typ\": invoice\n#import \"/common.typ\": editions\n\
             #editions(invoice)",
        )
    }

    /// A receipt for a payment; data: [`ReceiptDocument`].
    pub fn receipt() -> Self {
        Self::built_in::<ReceiptDocument>(
            "receipt",
            "#import \"/receipt.typ\": receipt\n#import \"/common.typ\": editions\n\
             #editions(receipt)",
        )
    }

    /// What a customer consented to; data: [`ConsentDocument`].
    pub fn consent() -> Self {
        Self::built_in::<ConsentDocument>(
            "consent",
            "#import \"/consent.typ\": consent\n#import \"/common.typ\": editions\n\
             #editions(consent)",
        )
    }

    /// A form of one's own in Typst. It reads a list of editions from `/data.json` (or uses
    /// `editions` of `/common.typ`). `required` are paths that must hold something:
    /// `customer.name`, `lines[].description`. A text that does not parse is refused with its
    /// line.
    pub fn from_source(name: &str, text: &str, required: &[&str]) -> Result<Self, RenderError> {
        let refused = |line, reason: String| RenderError::Template { template: name.to_owned(), line, reason };
        let source =
            main_source(text.to_owned()).ok_or_else(|| refused(0, "the template cannot be named".to_owned()))?;
        let (errors, _) = source.root().errors_and_warnings();
        if let Some(error) = errors.first() {
            let line = line_of(&source, error.span);
            return Err(refused(line, error.message.to_string()));
        }
        Ok(Self {
            name: name.to_owned(),
            text: text.to_owned(),
            source,
            check: None,
            required: required.iter().map(|path| (*path).to_owned()).collect(),
        })
    }

    fn built_in<D: DeserializeOwned>(name: &str, text: &str) -> Self {
        let mut template = Self::from_source(name, text, &[])
            // A constant text of this file; the tests render every one.
            .expect("a built-in template parses");
        template.check = Some(|value| serde_path_to_error::deserialize::<_, D>(value).map(drop));
        template
    }

    /// The name used in errors.
    pub fn name(&self) -> &str {
        &self.name
    }

    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    pub(crate) fn source(&self) -> &Source {
        &self.source
    }

    /// Refuses data that lacks what this paper must show, or names what it does not know.
    pub fn check(&self, data: &Value) -> Result<(), RenderError> {
        if let Some(check) = self.check {
            check(data).map_err(|error| self.refusal(&error))?;
        }
        for path in &self.required {
            let steps: Vec<&str> = path.split('.').collect();
            if let Some(path) = missing(data, &steps, "") {
                return Err(RenderError::MissingPlaceholder { template: self.name.clone(), path });
            }
        }
        Ok(())
    }

    fn refusal(&self, error: &serde_path_to_error::Error<serde_json::Error>) -> RenderError {
        let template = self.name.clone();
        let reason = error.inner().to_string();
        let parent = match error.path().to_string() {
            root if root == "." => String::new(),
            path => path,
        };
        let named = |prefix: &str| {
            let field = reason.strip_prefix(prefix)?.split('`').next()?;
            // For an unknown field the path already ends with it.
            Some(if parent.is_empty() {
                field.to_owned()
            } else if parent.rsplit('.').next() == Some(field) && prefix.starts_with("unknown") {
                parent.clone()
            } else {
                format!("{parent}.{field}")
            })
        };
        if let Some(path) = named("missing field `") {
            RenderError::MissingPlaceholder { template, path }
        } else if let Some(path) = named("unknown field `") {
            RenderError::UnknownPlaceholder { template, path }
        } else if reason == crate::document::EMPTY {
            RenderError::MissingPlaceholder { template, path: parent }
        } else {
            RenderError::BadValue { template, path: parent, reason }
        }
    }
}

/// The first place where the path leads to nothing.
fn missing(value: &Value, steps: &[&str], walked: &str) -> Option<String> {
    let Some((step, rest)) = steps.split_first() else {
        let empty = match value {
            Value::Null => true,
            Value::String(text) => text.trim().is_empty(),
            Value::Array(items) => items.is_empty(),
            _ => false,
        };
        return empty.then(|| walked.to_owned());
    };
    let key = step.strip_suffix("[]").unwrap_or(step);
    let here = match walked {
        "" => key.to_owned(),
        _ => format!("{walked}.{key}"),
    };
    let Some(next) = value.get(key) else {
        return Some(here);
    };
    if !step.ends_with("[]") {
        return missing(next, rest, &here);
    }
    match next.as_array() {
        Some(items) if !items.is_empty() => {
            items.iter().enumerate().find_map(|(index, item)| missing(item, rest, &format!("{here}[{index}]")))
        }
        _ => Some(here),
    }
}
