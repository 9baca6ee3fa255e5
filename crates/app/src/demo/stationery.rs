//! The demo companies' own words on their quotations.

use anyhow::Result;
use serde_json::{Value, json};

use super::Actor;

/// What a company says above and below its prices, in English and French.
pub struct Letter {
    pub name: &'static str,
    pub colour: &'static str,
    pub registrations: &'static [[&'static str; 2]],
    pub tagline: [&'static str; 2],
    pub introduction: [&'static str; 2],
    pub terms: [&'static str; 2],
}

/// Makes the template and publishes it; a draft of its next version waits.
pub async fn letter(actor: &Actor, letter: &Letter) -> Result<()> {
    let registrations: Vec<Value> =
        letter.registrations.iter().map(|[label, number]| json!({"label": label, "number": number})).collect();
    let content = |terms: [String; 2]| {
        let texts =
            |n: usize| json!({"tagline": letter.tagline[n], "introduction": letter.introduction[n], "terms": terms[n]});
        json!({
            "colour": letter.colour, "registrations": registrations,
            "en": texts(0), "fr": texts(1),
        })
    };
    let terms = letter.terms.map(str::to_owned);
    let made = actor
        .run("quotes.document_template.create", json!({"name": letter.name, "content": content(terms.clone())}))
        .await?;
    actor.run("quotes.document_template.publish", json!({"id": made["id"]})).await?;
    let [en, fr] = terms;
    let next = [
        format!("{en}\n\nQuestions? Call {{{{ company_name }}}}."),
        format!("{fr}\n\nDes questions? Appelez {{{{ company_name }}}}."),
    ];
    actor.run("quotes.document_template.write", json!({"id": made["id"], "content": content(next)})).await.map(drop)
}
