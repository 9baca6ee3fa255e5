//! What a template says.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use bytes::Bytes;
use engine::TenantTx;
use kernel::{Error, Problems, Result};
use render::{Language, RenderError, text::TextTemplate};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::placeholders::{self, samples};

/// Largest picture of a letterhead.
const MOST_PICTURE_BYTES: usize = 1 << 20;
const MOST_REGISTRATIONS: usize = 6;

/// Where a letterhead lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Position {
    /// At the top of the first page, in place of the printed head.
    Top,
    /// Behind every page.
    FullPage,
    /// At the bottom of every page.
    Bottom,
}

/// The company's own stationery.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Letterhead {
    pub position: Position,
    /// 100 is full strength.
    pub opacity_percent: u8,
    /// PNG, JPEG, WebP or SVG.
    pub media_type: String,
    /// A new picture, at most 1 MiB; absent: the one of `file` stays.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub base64: Option<String>,
    /// SHA-256 of the picture as it is kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
}

/// A number that papers show: GST, PAN, carrier number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Registration {
    pub label: String,
    pub number: String,
}

/// The texts of one language; placeholders in them are filled for each quote.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Texts {
    /// Below the company's name.
    pub tagline: String,
    /// Above the prices.
    pub introduction: String,
    /// Below them; an empty line begins a paragraph. The quote's own terms follow unless `terms_conditions` shows them.
    pub terms: String,
}

/// All a version of a template says.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Content {
    /// `#rrggbb`; absent: the shipped one.
    pub colour: Option<String>,
    pub registrations: Vec<Registration>,
    pub letterhead: Option<Letterhead>,
    pub en: Texts,
    pub fr: Texts,
}

impl Texts {
    pub fn fields(&self) -> [(&'static str, &str); 3] {
        [("tagline", &self.tagline), ("introduction", &self.introduction), ("terms", &self.terms)]
    }
}

impl Content {
    pub fn texts(&self, language: Language) -> &Texts {
        match language {
            Language::En => &self.en,
            Language::Fr => &self.fr,
        }
    }

    /// Everything that is wrong, each at its field: unknown placeholders, texts that cannot be read, pictures that are
    /// none.
    pub fn check(&self, p: &mut Problems) {
        let colour = self
            .colour
            .as_deref()
            .is_none_or(|c| c.len() == 7 && c.starts_with('#') && c[1..].bytes().all(|b| b.is_ascii_hexdigit()));
        p.require(colour, "content.colour", "NOT_A_COLOUR", "A colour is written like #1f3a5f.");
        let few = self.registrations.len() <= MOST_REGISTRATIONS;
        p.require(few, "content.registrations", "TOO_MANY", "At most 6 registrations.");
        for (n, registration) in self.registrations.iter().take(MOST_REGISTRATIONS).enumerate() {
            p.text(&format!("content.registrations.{n}.label"), &registration.label, 40);
            p.text(&format!("content.registrations.{n}.number"), &registration.number, 60);
        }
        if let Some(letterhead) = &self.letterhead {
            letterhead.check(p);
        }
        for (language, code) in [(Language::En, "en"), (Language::Fr, "fr")] {
            for (name, text) in self.texts(language).fields() {
                let field = format!("content.{code}.{name}");
                if text.chars().count() > 20_000 {
                    p.add(field, "TOO_LONG", "A text has at most 20,000 characters.");
                    continue;
                }
                for (code, sentence) in faults(name, text, language) {
                    p.add(field.clone(), code, sentence);
                }
            }
        }
    }
}

/// What is wrong with a text: names nobody knows, then what shows when it is filled with samples.
fn faults(name: &str, text: &str, language: Language) -> Vec<(&'static str, String)> {
    let faults = match TextTemplate::read(name, text, &placeholders::NAMES) {
        Err(faults) => faults,
        Ok(template) => template.fill_whole(&samples(language)).err().unwrap_or_default(),
    };
    faults
        .into_iter()
        .map(|fault| match fault {
            RenderError::UnknownPlaceholder { path, .. } => {
                ("UNKNOWN_PLACEHOLDER", format!("There is no placeholder {path}; the list beside the text names all."))
            }
            RenderError::Template { line, reason, .. } => ("NOT_READABLE", format!("Line {line}: {reason}.")),
            other => ("NOT_READABLE", format!("{other}.")),
        })
        .collect()
}

impl Letterhead {
    fn check(&self, p: &mut Problems) {
        let opacity = (1..=100).contains(&self.opacity_percent);
        p.require(opacity, "content.letterhead.opacity_percent", "OUT_OF_RANGE", "Between 1 and 100 percent.");
        let Some(base64) = &self.base64 else {
            let hash = self.file.as_deref().is_some_and(|f| f.len() == 64 && f.bytes().all(|b| b.is_ascii_hexdigit()));
            p.require(hash, "content.letterhead.base64", "REQUIRED", "A letterhead needs a picture.");
            return;
        };
        let bytes = STANDARD.decode(base64.trim()).unwrap_or_default();
        let begins: &[u8] = match self.media_type.as_str() {
            "image/png" => b"\x89PNG\r\n\x1a\n",
            "image/jpeg" => b"\xff\xd8\xff",
            "image/webp" => b"RIFF",
            "image/svg+xml" => b"<",
            _ => b"\0",
        };
        let text = std::str::from_utf8(&bytes).is_ok_and(|text| text.trim_start().starts_with('<'));
        let fits = if self.media_type == "image/svg+xml" { text } else { bytes.starts_with(begins) };
        p.require(
            fits,
            "content.letterhead.base64",
            "NOT_A_PICTURE",
            "A letterhead is a PNG, JPEG, WebP or SVG picture.",
        );
        let small = bytes.len() <= MOST_PICTURE_BYTES;
        p.require(small, "content.letterhead.base64", "TOO_LARGE", "A letterhead has at most 1 MiB.");
    }

    /// Keeps a new picture under its hash, or makes sure that the one named is kept.
    async fn keep(&mut self, tx: &TenantTx) -> Result<()> {
        let store = tx.port::<files::Store>()?;
        if let Some(base64) = self.base64.take() {
            let bytes = STANDARD.decode(base64.trim()).map_err(Error::internal)?;
            let (media_type, text) = (self.media_type.clone(), STANDARD.encode(&bytes));
            let drawn = tokio::task::spawn_blocking(move || render::draws(&media_type, &text));
            if let Err(e) = drawn.await.map_err(Error::internal)? {
                let message = format!("This picture cannot be drawn: {e}.");
                return Err(Error::invalid("content.letterhead.base64", "NOT_A_PICTURE", message));
            }
            let sha256 = files::sha256_hex(&bytes);
            store.put(&key(tx, &sha256), Bytes::from(bytes)).await?;
            self.file = Some(sha256);
            return Ok(());
        }
        self.picture(tx).await.map(drop)
    }

    /// The picture itself.
    pub async fn picture(&self, tx: &TenantTx) -> Result<String> {
        if let Some(base64) = &self.base64 {
            return Ok(base64.clone());
        }
        let missing = || Error::invalid("content.letterhead.base64", "NOT_FOUND", "This picture is not kept here.");
        let file = self.file.as_deref().ok_or_else(missing)?;
        match tx.port::<files::Store>()?.get(&key(tx, file)).await {
            Ok(bytes) => Ok(STANDARD.encode(bytes)),
            Err(e) if e.kind == kernel::ErrorKind::NotFound => Err(missing()),
            Err(e) => Err(e),
        }
    }

    pub fn printed(&self, picture: &str) -> render::document::Letterhead {
        use render::document::{Image, LetterheadPosition};
        render::document::Letterhead {
            image: Image { media_type: self.media_type.clone(), base64: picture.to_owned() },
            position: match self.position {
                Position::Top => LetterheadPosition::Top,
                Position::FullPage => LetterheadPosition::FullPage,
                Position::Bottom => LetterheadPosition::Bottom,
            },
            opacity_percent: self.opacity_percent,
        }
    }
}

fn key(tx: &TenantTx, sha256: &str) -> String {
    files::Store::key(tx.company(), "stationery", sha256)
}

impl Content {
    /// Content as rows hold it: pictures stand in the file store.
    pub async fn kept(mut self, tx: &TenantTx) -> Result<Self> {
        if let Some(letterhead) = &mut self.letterhead {
            letterhead.keep(tx).await?;
        }
        Ok(self)
    }
}

pub fn read(value: serde_json::Value) -> Result<Content> {
    serde_json::from_value(value).map_err(kernel::Error::internal)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problems(content: &Content) -> Vec<(String, String)> {
        let mut p = Problems::new();
        content.check(&mut p);
        p.finish().err().map(|e| e.problems).unwrap_or_default().into_iter().map(|p| (p.field, p.code)).collect()
    }

    #[test]
    fn quo_42_all_unknown_placeholders_of_both_languages_are_refused_at_once() {
        let mut content = Content::default();
        content.en.introduction = "Dear {{ custmer_name }}, {{ quotation_numbr }}".into();
        content.fr.terms = "{{ totl_amount }}".into();
        content.colour = Some("blue".into());
        let unknown = "UNKNOWN_PLACEHOLDER".to_owned();
        assert_eq!(
            problems(&content),
            [
                ("content.colour".to_owned(), "NOT_A_COLOUR".to_owned()),
                ("content.en.introduction".into(), unknown.clone()),
                ("content.en.introduction".into(), unknown.clone()),
                ("content.fr.terms".into(), unknown),
            ]
        );
    }

    #[test]
    fn quo_43_every_alias_of_the_crane_system_is_known() {
        let all: String =
            placeholders::NAMES.iter().map(|name| format!("{{% if {name} %}}{{{{ {name} }}}}{{% endif %}}")).collect();
        let content = Content { en: Texts { introduction: all.clone(), ..Texts::default() }, ..Content::default() };
        assert_eq!(problems(&content), []);
        for name in ["customer_designation", "equipment_capacity", "mob_demob_cost", "company_pan", "current_year"] {
            assert!(all.contains(name), "{name}");
        }
    }

    #[test]
    fn quo_42_texts_that_cannot_be_read_are_refused_with_their_line() {
        let mut content = Content::default();
        content.en.terms = "One\n{% if deposit %}two".into();
        content.en.introduction = "{{ customer_name|nonsense }}".into();
        content.en.tagline = "{% for line in lines %}{{ line.nonsense }}{% endfor %}".into();
        let found = problems(&content);
        assert_eq!(found.len(), 3, "{found:?}");
        assert!(found.iter().all(|(_, code)| code == "NOT_READABLE"));
    }

    #[test]
    fn quo_42_a_letterhead_is_a_picture() {
        let letterhead = |media_type: &str, bytes: &[u8], opacity_percent| Content {
            letterhead: Some(Letterhead {
                position: Position::Top,
                opacity_percent,
                media_type: media_type.into(),
                base64: Some(STANDARD.encode(bytes)),
                file: None,
            }),
            ..Content::default()
        };
        assert_eq!(problems(&letterhead("image/svg+xml", b"<svg/>", 40)), []);
        assert_eq!(problems(&letterhead("image/png", b"<svg/>", 0)).len(), 2);
        assert_eq!(problems(&letterhead("text/html", b"<p>", 100)).len(), 1);
    }
}
