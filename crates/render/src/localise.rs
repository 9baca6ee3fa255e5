//! Turns tagged values (`{"amount": …, "currency": …}`) into text of the paper's language, so
//! that templates place words and never calculate or format.

use serde_json::{Map, Value};

use crate::image::{self, EmbeddedImage};
use crate::{Language, RenderError, format};

/// Data as the template reads it: one entry an edition, and the pictures they show.
#[derive(Debug)]
pub(crate) struct Localised {
    pub editions: Value,
    pub images: Vec<EmbeddedImage>,
}

pub(crate) fn localise(template: &str, editions: &[&Value]) -> Result<Localised, RenderError> {
    let mut images = Vec::new();
    let mut written = Vec::with_capacity(editions.len());
    for edition in editions {
        let language = language_of(template, edition)?;
        let mut walk = Walk { template, language, images: &mut images };
        written.push(walk.value(edition, "")?);
    }
    Ok(Localised { editions: Value::Array(written), images })
}

fn language_of(template: &str, edition: &Value) -> Result<Language, RenderError> {
    match find_meta(edition).and_then(|meta| meta.get("language")) {
        None => Ok(Language::default()),
        Some(value) => serde_json::from_value(value.clone()).map_err(|error| RenderError::BadValue {
            template: template.to_owned(),
            path: "meta.language".to_owned(),
            reason: error.to_string(),
        }),
    }
}

/// The paper's `meta`; a signed paper keeps that of the paper inside it.
pub(crate) fn find_meta(edition: &Value) -> Option<&Value> {
    edition.get("meta").or_else(|| edition.get("quote").and_then(|quote| quote.get("meta")))
}

struct Walk<'a> {
    template: &'a str,
    language: Language,
    images: &'a mut Vec<EmbeddedImage>,
}

impl Walk<'_> {
    fn value(&mut self, value: &Value, path: &str) -> Result<Value, RenderError> {
        match value {
            Value::Array(items) => {
                items.iter().enumerate().map(|(index, item)| self.value(item, &format!("{path}[{index}]"))).collect()
            }
            Value::Object(object) => match self.tagged(object) {
                Some(text) => text.map_err(|reason| RenderError::BadValue {
                    template: self.template.to_owned(),
                    path: path.to_owned(),
                    reason,
                }),
                None => {
                    let mut out = Map::new();
                    for (key, item) in object {
                        let place = match path {
                            "" => key.clone(),
                            _ => format!("{path}.{key}"),
                        };
                        out.insert(key.clone(), self.value(item, &place)?);
                    }
                    Ok(Value::Object(out))
                }
            },
            plain => Ok(plain.clone()),
        }
    }

    /// The text of a tagged value, or nothing for an ordinary object.
    fn tagged(&mut self, object: &Map<String, Value>) -> Option<Result<Value, String>> {
        let text = |key: &str| object.get(key).and_then(Value::as_str);
        let language = self.language;
        let written = match object.len() {
            1 => {
                let (key, value) = object.iter().next()?;
                let value = value.as_str()?;
                match key.as_str() {
                    "decimal" => format::decimal(value, language),
                    "percent" => format::percent(value, language),
                    "day" => format::day(value, language),
                    "moment" => format::moment(value, None, language),
                    _ => return None,
                }
            }
            2 => {
                if let (Some(amount), Some(currency)) = (text("amount"), text("currency")) {
                    format::money(amount, currency, language)
                } else if let (Some(moment), Some(zone)) = (text("moment"), text("zone")) {
                    format::moment(moment, Some(zone), language)
                } else if text("media_type").is_some() && text("base64").is_some() {
                    return Some(self.picture(object));
                } else {
                    return None;
                }
            }
            _ => return None,
        };
        Some(written.map(Value::from).map_err(|bad| bad.to_string()))
    }

    fn picture(&mut self, object: &Map<String, Value>) -> Result<Value, String> {
        let picture = image::read(object, self.images.len())?;
        let path = picture.path.clone();
        self.images.push(picture);
        Ok(Value::from(path))
    }
}
