//! A quote's paper in the company's own words.

use engine::TenantTx;
use kernel::{Error, Problems, Result, ids::DocumentTemplateVersionId};
use render::{RenderError, document::QuoteDocument, text::TextTemplate};

use super::{
    content::{self, Content},
    placeholders::{self, NAMES, Values},
    store,
};
use crate::{
    quote::{Paper, QuoteKind, clauses},
    words,
};

/// A template's version, ready to be put on papers.
#[derive(Clone, Debug)]
pub struct Dress {
    /// None: a draft that is only looked at.
    pub version: Option<DocumentTemplateVersionId>,
    pub content: Content,
    /// The letterhead's picture, in base64.
    picture: Option<String>,
}

/// What quotes of a kind are sent with now; none: the shipped layout.
pub async fn current(tx: &TenantTx, kind: QuoteKind) -> Result<Option<Dress>> {
    let row = store::for_kind(tx, kind.code()).await?;
    match row {
        Some(row) => Dress::of(tx, Some(row.id), content::read(row.content)?).await.map(Some),
        None => Ok(None),
    }
}

/// What a quote was sent with.
pub async fn of_version(tx: &TenantTx, version: Option<DocumentTemplateVersionId>) -> Result<Option<Dress>> {
    let Some(id) = version else { return Ok(None) };
    let row = store::version(tx, id).await?.ok_or_else(|| Error::internal("a quote's template is gone"))?;
    Dress::of(tx, Some(id), content::read(row.content)?).await.map(Some)
}

impl Dress {
    pub async fn of(tx: &TenantTx, version: Option<DocumentTemplateVersionId>, content: Content) -> Result<Self> {
        let picture = match &content.letterhead {
            Some(letterhead) => Some(letterhead.picture(tx).await?),
            None => None,
        };
        Ok(Self { version, content, picture })
    }

    /// Puts the company's words on one edition. Every empty placeholder it shows is added to the problems.
    pub fn put_on(&self, doc: &mut QuoteDocument, paper: &Paper<'_>, p: &mut Problems) {
        let language = doc.meta.language;
        let own = paper.terms.map(clauses).unwrap_or_default();
        doc.company.colour.clone_from(&self.content.colour);
        doc.company.letterhead = self
            .content
            .letterhead
            .as_ref()
            .zip(self.picture.as_deref())
            .map(|(sheet, picture)| sheet.printed(picture));
        doc.company.registrations = self
            .content
            .registrations
            .iter()
            .map(|r| render::document::Registration { label: r.label.clone(), number: r.number.clone() })
            .collect();
        let values = placeholders::values(doc, paper, &self.content.registrations);
        let texts = self.content.texts(language);
        let mut filled = |name: &str, text: &str| {
            let field = format!("template.{}.{name}", words::code(language));
            fill(name, text, &values, &field, p)
        };
        let tagline = filled("tagline", &texts.tagline);
        let introduction = filled("introduction", &texts.introduction);
        let terms = filled("terms", &texts.terms);
        doc.company.tagline = tagline;
        doc.introduction = introduction;
        if let Some(terms) = terms {
            let shows_own = TextTemplate::read("terms", &texts.terms, &NAMES)
                .is_ok_and(|text| text.placeholders().iter().any(|name| name == "terms_conditions"));
            let covers = doc.terms.len() - own.len();
            doc.terms.truncate(covers);
            doc.terms.extend(clauses(&terms));
            if !shows_own {
                doc.terms.extend(own);
            }
        }
    }
}

/// The text with its values; none where it says nothing.
fn fill(name: &str, text: &str, values: &Values, field: &str, p: &mut Problems) -> Option<String> {
    if text.trim().is_empty() {
        return None;
    }
    let filled = TextTemplate::read(name, text, &NAMES).and_then(|template| template.fill_whole(values));
    match filled {
        Ok(filled) => Some(filled.trim().to_owned()).filter(|filled| !filled.is_empty()),
        Err(errors) => {
            for error in errors {
                let (code, sentence) = match error {
                    RenderError::MissingPlaceholder { path, .. } => (
                        "EMPTY_PLACEHOLDER",
                        format!(
                            "The template shows {path}, which this quote leaves empty: fill it, or ask for it with an if."
                        ),
                    ),
                    other => ("NOT_READABLE", format!("{other}.")),
                };
                p.add(field, code, sentence);
            }
            None
        }
    }
}
