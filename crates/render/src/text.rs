//! Texts with placeholders: introductions, terms, e-mails.
//!
//! `{{ customer_name }}` shows a value, `{% if deposit %}…{% endif %}` is a condition and
//! `{% for line in lines %}…{% endfor %}` a list.

use minijinja::{Environment, ErrorKind, UndefinedBehavior};
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
    fn quo_42_lists_and_conditions() {
        let source = "{{ customer_name }}:{% for line in lines %} {{ line.title }};{% endfor %}\
                      {% if deposit %} deposit {{ deposit }}{% endif %}";
        let text = TextTemplate::parse("note", source, &KNOWN).unwrap();
        let values = json!({"customer_name": "Ann", "deposit": null,
                            "lines": [{"title": "crane"}, {"title": "<rigger>"}]});
        assert_eq!(text.fill(&values).unwrap(), "Ann: crane; <rigger>;");
    }
}
