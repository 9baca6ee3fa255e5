//! Texts with placeholders: introductions, terms, e-mails.
//!
//! `{{ customer_name }}` shows a value, `{% if deposit %}…{% endif %}` is a condition and
//! `{% for line in lines %}…{% endfor %}` a list.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
    sync::{Arc, Mutex, PoisonError},
};

use minijinja::{Environment, ErrorKind, UndefinedBehavior, Value, value::Object};
use serde::Serialize;

use crate::RenderError;

/// Steps a text may take while it is filled; a page of terms needs a few hundred.
const STEPS: u64 = 200_000;

/// A checked text, ready to be filled.
#[derive(Debug)]
pub struct TextTemplate {
    environment: Environment<'static>,
    name: String,
    used: Vec<String>,
}

impl TextTemplate {
    /// Reads a text and refuses placeholders outside `known` (top names, `customer_name` or
    /// `customer` for `customer.name`).
    pub fn parse(name: &str, source: &str, known: &[&str]) -> Result<Self, RenderError> {
        let mut environment = Environment::empty();
        environment.set_undefined_behavior(UndefinedBehavior::Strict);
        environment.set_fuel(Some(STEPS));
        environment.add_template_owned(name.to_owned(), source.to_owned()).map_err(|error| RenderError::Template {
            template: name.to_owned(),
            line: error.line().unwrap_or(0),
            reason: error.to_string(),
        })?;
        let mut used: Vec<String> = match environment.get_template(name) {
            Ok(template) => template.undeclared_variables(false).into_iter().collect(),
            Err(_) => Vec::new(),
        };
        used.sort();
        if let Some(unknown) = used.iter().find(|name| !known.contains(&name.as_str())) {
            return Err(RenderError::UnknownPlaceholder { template: name.to_owned(), path: unknown.clone() });
        }
        Ok(Self { environment, name: name.to_owned(), used })
    }

    /// Reads a text and names every placeholder outside `known`, not only the first.
    pub fn read(name: &str, source: &str, known: &[&str]) -> Result<Self, Vec<RenderError>> {
        let all: Vec<String> = match Self::names(source) {
            Ok(all) => all,
            Err((line, reason)) => {
                return Err(vec![RenderError::Template { template: name.to_owned(), line, reason }]);
            }
        };
        let unknown: Vec<RenderError> = all
            .iter()
            .filter(|used| !known.contains(&used.as_str()))
            .map(|used| RenderError::UnknownPlaceholder { template: name.to_owned(), path: used.clone() })
            .collect();
        if !unknown.is_empty() {
            return Err(unknown);
        }
        Self::parse(name, source, known).map_err(|error| vec![error])
    }

    /// The top names a text uses, sorted; or the line that cannot be read.
    fn names(source: &str) -> Result<Vec<String>, (usize, String)> {
        let environment = Environment::empty();
        let template =
            environment.template_from_str(source).map_err(|error| (error.line().unwrap_or(0), error.to_string()))?;
        let mut used: Vec<String> = template.undeclared_variables(false).into_iter().collect();
        used.sort();
        Ok(used)
    }

    /// Fills the text. Every empty value that it shows is named; one that only a condition asks for may be empty.
    pub fn fill_whole(&self, values: &BTreeMap<&str, serde_json::Value>) -> Result<String, Vec<RenderError>> {
        let shown: Shown = Arc::default();
        let held: BTreeMap<&str, Value> = values
            .iter()
            .map(|(name, value)| {
                let held = if is_empty(value) {
                    Value::from_object(Nothing { name: (*name).to_owned(), shown: Arc::clone(&shown) })
                } else {
                    Value::from(minijinja::value::Serde(value))
                };
                (*name, held)
            })
            .collect();
        let filled = self.environment.get_template(&self.name).and_then(|template| template.render(&held));
        let missing: Vec<RenderError> = shown
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .iter()
            .map(|name| RenderError::MissingPlaceholder { template: self.name.clone(), path: name.clone() })
            .collect();
        if !missing.is_empty() {
            return Err(missing);
        }
        filled.map_err(|error| {
            vec![RenderError::Template {
                template: self.name.clone(),
                line: error.line().unwrap_or(0),
                reason: error.to_string(),
            }]
        })
    }

    /// Top names the text uses, sorted.
    pub fn placeholders(&self) -> &[String] {
        &self.used
    }

    /// Fills the text. A placeholder without a value is refused and named.
    pub fn fill(&self, values: &impl Serialize) -> Result<String, RenderError> {
        let values = minijinja::Value::from(minijinja::value::Serde(values));
        let missing =
            |path: &str| RenderError::MissingPlaceholder { template: self.name.clone(), path: path.to_owned() };
        for name in &self.used {
            if values.get_attr(name).is_ok_and(|value| value.is_undefined()) {
                return Err(missing(name));
            }
        }
        let filled = self.environment.get_template(&self.name).and_then(|template| template.render(&values));
        filled.map_err(|error| match error.kind() {
            ErrorKind::UndefinedError => missing(error.detail().unwrap_or("a nested value")),
            _ => RenderError::Template {
                template: self.name.clone(),
                line: error.line().unwrap_or(0),
                reason: error.to_string(),
            },
        })
    }
}

/// Names of empty values that were shown.
type Shown = Arc<Mutex<BTreeSet<String>>>;

/// Stands for an empty value: false in a condition, and remembered where it is shown.
#[derive(Debug)]
struct Nothing {
    name: String,
    shown: Shown,
}

impl Object for Nothing {
    fn is_true(self: &Arc<Self>) -> bool {
        false
    }

    fn render(self: &Arc<Self>, _: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.shown.lock().unwrap_or_else(PoisonError::into_inner).insert(self.name.clone());
        Ok(())
    }
}

fn is_empty(value: &serde_json::Value) -> bool {
    match value {
        serde_json::Value::Null => true,
        serde_json::Value::String(text) => text.trim().is_empty(),
        // A list without entries repeats nothing, which is no fault.
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    const KNOWN: [&str; 3] = ["customer_name", "lines", "deposit"];

    #[test]
    fn quo_42_unknown_placeholder_is_refused_at_saving() {
        let error = TextTemplate::parse("terms", "Dear {{ custmer_name }}", &KNOWN).unwrap_err();
        assert_eq!(error, RenderError::UnknownPlaceholder { template: "terms".into(), path: "custmer_name".into() });
        assert!(matches!(
            TextTemplate::parse("terms", "a\n{{ customer_name", &KNOWN),
            Err(RenderError::Template { line: 2, .. })
        ));
    }

    #[test]
    fn quo_42_missing_placeholder_is_refused_at_sending() {
        let text = TextTemplate::parse("terms", "Dear {{ customer_name }}", &KNOWN).unwrap();
        let error = text.fill(&json!({})).unwrap_err();
        assert_eq!(error.to_string(), "terms: nothing given for `customer_name`");
    }

    #[test]
    fn quo_42_every_unknown_placeholder_is_named_at_once() {
        let errors =
            TextTemplate::read("terms", "{{ custmer_name }} {{ customer_name }} {% if depsit %}x{% endif %}", &KNOWN)
                .expect_err("two unknown names");
        let paths: Vec<String> = errors.iter().map(ToString::to_string).collect();
        assert_eq!(paths, ["terms: `custmer_name` is not known here", "terms: `depsit` is not known here"]);
    }

    #[test]
    fn quo_42_every_empty_value_that_is_shown_is_named_and_conditions_may_be_empty() {
        let source = "{{ customer_name }}{% if deposit %} pays {{ deposit }}{% else %} pays nothing{% endif %}\
                      {% for line in lines %}{{ line.title }}{% endfor %}";
        let text = TextTemplate::read("note", source, &KNOWN).expect("a text");
        let mut values = BTreeMap::from([("customer_name", json!("")), ("deposit", json!(null)), ("lines", json!([]))]);
        let errors = text.fill_whole(&values).expect_err("nobody is named");
        assert_eq!(errors, [RenderError::MissingPlaceholder { template: "note".into(), path: "customer_name".into() }]);
        values.insert("customer_name", json!("Ann #strong[*]"));
        assert_eq!(text.fill_whole(&values).expect("filled"), "Ann #strong[*] pays nothing", "text stays text");
    }

    #[test]
    fn quo_42_lists_and_conditions() {
        let source = "{{ customer_name }}:{% for line in lines %} {{ line.title }};{% endfor %}\
                      {% if deposit %} deposit {{ deposit }}{% endif %}";
        let text = TextTemplate::parse("note", source, &KNOWN).unwrap();
        let values = json!({"customer_name": "Ann", "deposit": null,
                            "lines": [{"title": "crane"}, {"title": "<rigger>"}]});
        assert_eq!(text.fill(&values).unwrap(), "Ann: crane; <rigger>;");
    }
}
