//! Which words a message is written with (MSG-5).

use engine::TenantTx;
use kernel::{Result, ids::TemplateVersionId};
use render::Language;
use schemars::JsonSchema;
use serde::Serialize;

use super::{
    declared::{Declared, at, code, language},
    store::{self, Place, PublishedRow},
};

/// Whose words they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Source {
    Location,
    Company,
    Shipped,
    /// Not kept yet: as somebody is writing them.
    Typed,
}

#[derive(Clone, Debug)]
pub struct Chosen {
    /// None for those that are shipped.
    pub version: Option<TemplateVersionId>,
    pub language: Language,
    pub source: Source,
    pub subject: String,
    pub body: String,
}

/// The languages in the order they are tried, each once: what the act asks for, the customer's, the location's, the
/// company's, English.
pub fn order(wanted: &[Option<&str>]) -> Vec<Language> {
    let mut order = Vec::with_capacity(2);
    for language in wanted.iter().flatten().filter_map(|code| language(code)).chain([Language::En]) {
        if !order.contains(&language) {
            order.push(language);
        }
    }
    order
}

/// The words of one language: the location's own, else the company's, else those that are shipped.
pub fn of(declared: &Declared, rows: &[PublishedRow], language: Language) -> Chosen {
    let of_language = || rows.iter().filter(|row| row.language == code(language));
    let own = of_language().find(|row| row.location_id.is_some()).or_else(|| of_language().next());
    match own {
        Some(row) => Chosen {
            version: Some(row.id),
            language,
            source: if row.location_id.is_some() { Source::Location } else { Source::Company },
            subject: row.subject.clone(),
            body: row.body.clone(),
        },
        None => Chosen {
            version: None,
            language,
            source: Source::Shipped,
            subject: declared.words[at(language)].subject.into(),
            body: declared.words[at(language)].body.into(),
        },
    }
}

/// A message is never half in another language: the first language decides, then whose words there are in it.
pub async fn choose(
    tx: &TenantTx,
    declared: &'static Declared,
    location: Option<kernel::ids::LocationId>,
    wanted: &[Option<&str>],
) -> Result<Chosen> {
    let rows = store::published(tx, Place { key: declared.key, location }).await?;
    let language = order(wanted).first().copied().unwrap_or_default();
    Ok(of(declared, &rows, language))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn msg_5_the_customers_language_then_the_locations_then_the_companys_then_english() {
        assert_eq!(order(&[Some("fr-CA"), None, Some("en")]), [Language::Fr, Language::En]);
        assert_eq!(order(&[Some("es"), Some("fr"), Some("en")]), [Language::Fr, Language::En]);
        assert_eq!(order(&[Some("es"), None, Some("de")]), [Language::En], "no words in those");
    }
}
