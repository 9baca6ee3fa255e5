//! What proves a signature: who, how, when, from where, agreeing to which words, on which file.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use engine::RequestFacts;
use jiff::{Timestamp, tz::TimeZone};
use kernel::Problems;
use render::{
    Language,
    document::{Evidence, Fact, Image, SignatureMethod, SignerEvidence},
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{pricing::Priced, quote::moment, words};

/// How somebody signs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "UPPERCASE")]
pub enum Method {
    Drawn,
    Typed,
    Click,
}

impl Method {
    pub fn code(self) -> &'static str {
        match self {
            Self::Drawn => "DRAWN",
            Self::Typed => "TYPED",
            Self::Click => "CLICK",
        }
    }
}

/// A drawing that is a signature: strokes only, nothing that loads or runs.
pub fn is_drawing(svg: &str) -> bool {
    const PIECES: [&str; 6] = ["svg", "g", "path", "polyline", "line", "circle"];
    let svg = svg.trim();
    if svg.len() > 200_000 || !svg.starts_with("<svg") || !svg.ends_with("</svg>") {
        return false;
    }
    let lower = svg.to_lowercase();
    if ["href", "url(", "style", "&", "<!", "<?", "script"].iter().any(|bad| lower.contains(bad)) {
        return false;
    }
    let strokes = ["<path", "<polyline", "<line", "<circle"].iter().any(|s| lower.contains(s));
    strokes
        && svg.split('<').skip(1).all(|tag| {
            let name: String = tag.trim_start_matches('/').chars().take_while(char::is_ascii_alphabetic).collect();
            PIECES.contains(&name.as_str())
        })
}

/// What a method asks for beside the name.
pub fn check(p: &mut Problems, method: Method, svg: Option<&str>, typed: Option<&str>) {
    match method {
        Method::Drawn => {
            let drawn = svg.is_some_and(is_drawing);
            p.require(drawn, "signature_svg", "NOT_A_DRAWING", "Please draw your signature.");
        }
        Method::Typed => {
            p.text("typed_name", typed.unwrap_or_default(), 100);
        }
        Method::Click => {}
    }
}

/// One signature by the customer.
pub struct Signing<'a> {
    pub name: &'a str,
    pub email: Option<&'a str>,
    pub method: Method,
    pub svg: Option<&'a str>,
    pub shown_sha256: &'a str,
    pub at: Timestamp,
    pub zone: &'a TimeZone,
    pub facts: &'a RequestFacts,
    pub priced: &'a Priced,
    pub verify_at: String,
}

impl Signing<'_> {
    /// The page of evidence in one language.
    pub fn evidence(&self, language: Language) -> Evidence {
        let sums = words::sums(language);
        let chosen = self.priced.lines.iter().filter(|l| l.option.is_some() && l.selected);
        let unknown = || "–".to_owned();
        let given = |text: &Option<String>| text.clone().filter(|t| !t.trim().is_empty()).unwrap_or_else(unknown);
        Evidence {
            document_sha256: self.shown_sha256.to_owned(),
            selection: chosen
                .map(|l| Fact { label: words::line(l, language), value: sums.chosen.to_owned() })
                .collect(),
            signers: vec![SignerEvidence {
                name: self.name.to_owned(),
                role: sums.customer.to_owned(),
                email: self.email.map(str::to_owned),
                method: match self.method {
                    Method::Drawn => SignatureMethod::Drawn,
                    Method::Typed => SignatureMethod::Typed,
                    Method::Click => SignatureMethod::Clicked,
                },
                in_person: false,
                signed_at: moment(self.at, self.zone),
                network_address: given(&self.facts.address),
                user_agent: given(&self.facts.agent),
                device: None,
                consent_text: words::consent(language).to_owned(),
                consent_version: Some(words::CONSENT_VERSION.to_owned()),
                signature: self
                    .svg
                    .filter(|_| self.method == Method::Drawn)
                    .map(|svg| Image { media_type: "image/svg+xml".into(), base64: STANDARD.encode(svg.trim()) }),
            }],
            verify_at: Some(self.verify_at.clone()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quo_47_a_signature_is_strokes_and_nothing_else() {
        let drawn =
            r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M1 1l3 3" stroke="#123"/></svg>"##;
        assert!(is_drawing(drawn));
        for bad in [
            "",
            "<svg></svg>",
            "<svg><script>1</script><path d=''/></svg>",
            r#"<svg><image href="http://elsewhere.example/x.png"/><path d=""/></svg>"#,
            "<svg><foreignObject/><path d=''/></svg>",
            "<svg><path d='&x;'/></svg>",
        ] {
            assert!(!is_drawing(bad), "{bad}");
        }
    }

    #[test]
    fn quo_47_each_method_asks_for_its_own_proof() {
        let asks = |method, svg, typed| {
            let mut p = Problems::new();
            check(&mut p, method, svg, typed);
            p.finish().is_err()
        };
        assert!(asks(Method::Drawn, None, None));
        assert!(asks(Method::Typed, None, None));
        assert!(!asks(Method::Typed, None, Some("Priya Fontaine")));
        assert!(!asks(Method::Click, None, None));
    }
}
