//! What a message of the product is made of: its key, its variables and the words that are shipped (MSG-5, MSG-6).

use ports::{Channel, Filling};
use render::Language;
use schemars::JsonSchema;
use serde::Serialize;

use super::shipped;

/// How a variable reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Kind {
    Text,
    Money,
    Day,
    Time,
    Duration,
    Link,
    List,
}

/// One thing a template may show.
#[derive(Clone, Copy, Debug)]
pub struct Variable {
    pub name: &'static str,
    pub kind: Kind,
    /// English, French.
    pub label: [&'static str; 2],
    /// Without it nothing is sent.
    pub required: bool,
    /// What stands there when an optional one is empty.
    pub otherwise: [&'static str; 2],
    /// As written in an example: `1468.95 CAD`, `2026-07-18`, an instant, minutes, lines.
    pub sample: [&'static str; 2],
}

impl Variable {
    pub const fn new(name: &'static str, kind: Kind, label: [&'static str; 2], sample: [&'static str; 2]) -> Self {
        Self { name, kind, label, required: true, otherwise: ["", ""], sample }
    }
    pub const fn optional(mut self) -> Self {
        self.required = false;
        self
    }

    /// The sample as a value.
    pub fn sample(&self, language: Language) -> Option<Filling> {
        let text = self.sample[at(language)];
        Some(match self.kind {
            Kind::Text => Filling::Text(text.into()),
            Kind::Money => {
                let (amount, currency) = text.split_once(' ')?;
                let currency = currency.parse().ok()?;
                Filling::Money(kernel::money::Money::parse(amount, currency).ok()?)
            }
            Kind::Day => Filling::Day(text.parse().ok()?),
            Kind::Time => Filling::Time(text.parse().ok()?),
            Kind::Duration => Filling::Minutes(text.parse().ok()?),
            Kind::Link => Filling::Link(text.into()),
            Kind::List => Filling::List(text.lines().map(str::to_owned).collect()),
        })
    }
}

/// Position of a language in pairs.
pub fn at(language: Language) -> usize {
    match language {
        Language::En => 0,
        Language::Fr => 1,
    }
}

/// The languages that words are written in.
pub const LANGUAGES: [Language; 2] = [Language::En, Language::Fr];

pub fn code(language: Language) -> &'static str {
    ["en", "fr"][at(language)]
}

/// A language by its code, with or without its country.
pub fn language(code: &str) -> Option<Language> {
    let short = code.get(..2)?;
    LANGUAGES.into_iter().find(|l| short.eq_ignore_ascii_case(self::code(*l)))
}

#[derive(Clone, Copy, Debug)]
pub struct Words {
    /// Mail only.
    pub subject: &'static str,
    pub body: &'static str,
}

/// A message of the product.
#[derive(Clone, Copy, Debug)]
pub struct Declared {
    pub key: &'static str,
    pub channel: Channel,
    /// SERVICE, MARKETING, RECEIPT, or INTERNAL to people of the company.
    pub purpose: &'static str,
    /// English, French.
    pub name: [&'static str; 2],
    /// The event it answers by itself, where a company wants it; else an act sends it.
    pub event: Option<&'static str>,
    /// Minutes after which it is not worth sending any more; it then also leaves at night.
    pub urgent_minutes: Option<i64>,
    pub variables: &'static [Variable],
    pub words: [Words; 2],
}

impl Declared {
    /// Its own variables and those of every message.
    pub fn variables(&self) -> impl Iterator<Item = &'static Variable> {
        self.variables.iter().chain(STANDARD)
    }
    /// A follow-up: it asks for nothing but what every lead has, so that sequences may send it.
    pub fn is_for_leads(&self) -> bool {
        self.key.starts_with("sales.follow.")
    }
}

/// What every message may show.
pub const STANDARD: &[Variable] = &[
    Variable::new("company", Kind::Text, ["Our name", "Notre nom"], ["Maple Lane Movers", "Déménagements Érable"]),
    Variable::new(
        "company_phone",
        Kind::Text,
        ["Our phone", "Notre téléphone"],
        ["+1 416 555 0100", "+1 514 555 0100"],
    )
    .optional(),
    Variable::new("customer", Kind::Text, ["Customer’s name", "Nom du client"], ["Priya Fontaine", "Élise Roy"])
        .optional(),
];

/// Every message, in the order people read them.
pub fn all() -> impl Iterator<Item = &'static Declared> {
    use shipped::{ACCESS, BILLING, DISPATCH, FOLLOW, QUOTES, SALES, TEXTS};
    [SALES, FOLLOW, QUOTES, DISPATCH, BILLING, TEXTS, ACCESS].into_iter().flatten()
}

pub fn find(key: &str) -> Option<&'static Declared> {
    all().find(|declared| declared.key == key)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::{
        template::{shown::Values, words},
        text::segments,
    };

    #[test]
    fn msg_7_every_shipped_message_can_be_read_and_shows_its_samples_in_both_languages() {
        assert!(all().count() >= 40);
        let zone = jiff::tz::TimeZone::UTC;
        for declared in all() {
            for language in LANGUAGES {
                let words = declared.words[at(language)];
                for source in [words.subject, words.body] {
                    assert!(words::faults(source, declared).is_empty(), "{} {language:?}", declared.key);
                }
                let values = Values::samples(declared, language, &zone);
                assert_eq!(values.missing(declared), None, "{}", declared.key);
                let text = words::text(words.body, declared, &values).expect(declared.key);
                assert!(!text.contains("{{") && text.len() > 20, "{text}");
                match declared.channel {
                    Channel::Email => assert!(!words.subject.is_empty(), "{}", declared.key),
                    Channel::Sms => {
                        let text = segments::plain_punctuation(&text);
                        assert!(segments::count(&text).segments <= 2, "{}: {text}", declared.key);
                    }
                }
            }
        }
    }
    #[test]
    fn msg_5_keys_are_told_apart_and_variables_too() {
        let keys: BTreeSet<_> = all().map(|d| d.key).collect();
        assert_eq!(keys.len(), all().count());
        for declared in all() {
            let names: BTreeSet<_> = declared.variables().map(|v| v.name).collect();
            assert_eq!(names.len(), declared.variables().count(), "{}", declared.key);
        }
    }
    #[test]
    fn sal_16_follow_ups_ask_for_nothing_that_a_lead_may_lack() {
        let follow: Vec<_> = all().filter(|declared| declared.is_for_leads()).collect();
        assert!(follow.len() >= 8);
        for declared in follow {
            let lacking = declared.variables.iter().any(|v| v.required && v.name != "number");
            assert!(!lacking && declared.event.is_none(), "{}", declared.key);
        }
    }
    #[test]
    fn languages_are_found_with_and_without_their_country() {
        assert_eq!(language("fr-CA"), Some(Language::Fr));
        assert_eq!(language("EN"), Some(Language::En));
        assert_eq!((language("es"), language("f"), language("")), (None, None, None));
    }
}
