//! Values as the reader of a language writes them (MSG-6).

use std::collections::BTreeMap;

use jiff::{Timestamp, tz::TimeZone};
use kernel::html::escaped;
use minijinja::Value;
use ports::Filling;
use render::{Language, format};

use super::declared::{Declared, at};

/// A value, ready to be read.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Shown {
    Text(String),
    Link(String),
    List(Vec<String>),
}

impl Shown {
    fn is_empty(&self) -> bool {
        match self {
            Shown::Text(text) | Shown::Link(text) => text.trim().is_empty(),
            Shown::List(lines) => lines.is_empty(),
        }
    }
}

/// All values of one message in one language.
#[derive(Clone, Debug, Default)]
pub struct Values(BTreeMap<&'static str, Shown>);

/// `8:05 a.m.` or `8 h 05`.
fn clock(time: jiff::civil::Time, language: Language) -> String {
    let (hour, minute) = (time.hour(), time.minute());
    match language {
        Language::En => {
            let half = if hour < 12 { "a.m." } else { "p.m." };
            format!("{}:{minute:02}\u{a0}{half}", if hour % 12 == 0 { 12 } else { hour % 12 })
        }
        Language::Fr if minute == 0 => format!("{hour}\u{a0}h"),
        Language::Fr => format!("{hour}\u{a0}h\u{a0}{minute:02}"),
    }
}

fn time(instant: Timestamp, language: Language, zone: &TimeZone) -> String {
    let local = instant.to_zoned(zone.clone());
    let day = format::day(&local.date().to_string(), language).unwrap_or_else(|_| local.date().to_string());
    let between = if language == Language::Fr { "à" } else { "at" };
    format!("{day} {between} {}", clock(local.time(), language))
}

/// `45 min`, `2 h`, `1 h 30 min`.
fn duration(minutes: i64) -> String {
    match (minutes / 60, minutes % 60) {
        (0, minutes) => format!("{minutes}\u{a0}min"),
        (hours, 0) => format!("{hours}\u{a0}h"),
        (hours, minutes) => format!("{hours}\u{a0}h\u{a0}{minutes}\u{a0}min"),
    }
}

fn shown(value: &Filling, language: Language, zone: &TimeZone) -> Shown {
    Shown::Text(match value {
        Filling::Text(text) => text.trim().to_owned(),
        Filling::Money(money) => {
            format::money(&money.amount_text(), money.currency().code(), language).unwrap_or_else(|_| money.to_string())
        }
        Filling::Day(day) => format::day(&day.to_string(), language).unwrap_or_else(|_| day.to_string()),
        Filling::Time(instant) => time(*instant, language, zone),
        Filling::Minutes(minutes) => duration(*minutes),
        Filling::Link(link) => return Shown::Link(link.clone()),
        Filling::List(lines) => return Shown::List(lines.clone()),
    })
}

impl Values {
    pub fn put(&mut self, name: &'static str, value: &Filling, language: Language, zone: &TimeZone) {
        self.0.insert(name, shown(value, language, zone));
    }

    /// Those of the preview.
    pub fn samples(declared: &Declared, language: Language, zone: &TimeZone) -> Self {
        let mut values = Self::default();
        for variable in declared.variables() {
            if let Some(sample) = variable.sample(language) {
                values.put(variable.name, &sample, language, zone);
            }
        }
        values
    }

    /// The first required one that is empty (MSG-6).
    pub fn missing(&self, declared: &Declared) -> Option<&'static str> {
        let empty = |name: &str| self.0.get(name).is_none_or(Shown::is_empty);
        declared.variables().find(|v| v.required && empty(v.name)).map(|v| v.name)
    }

    /// Puts what stands there otherwise into the place of optional ones that are empty.
    pub fn complete(&mut self, declared: &Declared, language: Language) {
        for variable in declared.variables() {
            if self.0.get(variable.name).is_none_or(Shown::is_empty) {
                self.0.insert(variable.name, Shown::Text(variable.otherwise[at(language)].into()));
            }
        }
    }

    fn each(&self, value: impl Fn(&Shown) -> Value) -> Value {
        self.0.iter().map(|(name, shown)| (*name, value(shown))).collect::<BTreeMap<_, _>>().into()
    }

    pub fn in_text(&self) -> Value {
        self.each(|shown| match shown {
            Shown::Text(text) | Shown::Link(text) => Value::from(text.as_str()),
            Shown::List(lines) => Value::from(lines.clone()),
        })
    }

    /// A link can be followed; the rest is escaped where it is put in.
    pub fn in_html(&self) -> Value {
        self.each(|shown| match shown {
            Shown::Text(text) => Value::from(text.as_str()),
            Shown::List(lines) => Value::from(lines.clone()),
            Shown::Link(link) if link.starts_with("https://") || link.starts_with("http://") => {
                let address = escaped(link);
                Value::from_safe_string(format!("<a href=\"{address}\">{address}</a>"))
            }
            Shown::Link(link) => Value::from(link.as_str()),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn msg_6_formats_follow_the_language_and_the_zone_of_the_location() {
        let toronto = TimeZone::get("America/Toronto").expect("a zone");
        let instant: Timestamp = "2026-07-18T12:05:00Z".parse().expect("an instant");
        let say = |filling: &Filling, language| match shown(filling, language, &toronto) {
            Shown::Text(text) => text.replace('\u{a0}', " "),
            other => panic!("{other:?}"),
        };
        assert_eq!(say(&Filling::Time(instant), Language::En), "July 18, 2026 at 8:05 a.m.");
        assert_eq!(say(&Filling::Time(instant), Language::Fr), "18 juillet 2026 à 8 h 05");
        assert_eq!(say(&Filling::Minutes(90), Language::Fr), "1 h 30 min");
        assert_eq!(say(&Filling::Minutes(45), Language::En), "45 min");
        let money = Filling::Money(kernel::money::Money::parse("1468.95", "CAD".parse().expect("CAD")).expect("money"));
        assert_eq!(say(&money, Language::En), "$1,468.95");
        assert_eq!(say(&money, Language::Fr), "1 468,95 $");
        assert_eq!(clock(jiff::civil::time(0, 0, 0, 0), Language::En).replace('\u{a0}', " "), "12:00 a.m.");
        assert_eq!(clock(jiff::civil::time(13, 0, 0, 0), Language::Fr).replace('\u{a0}', " "), "13 h");
    }
}
