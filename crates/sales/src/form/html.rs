//! The hosted page: plain HTML, no script, no remote address.

use std::fmt::Write as _;

use kernel::html::escaped;
use serde_json::{Map, Value};

use super::{STAMP, TRAP};
use crate::intake::store::Form;

/// (field, kind of input, browser's autofill, English, French)
const FIELDS: &[(&str, &str, &str, &str, &str)] = &[
    ("first_name", "text", "given-name", "First name", "Prénom"),
    ("last_name", "text", "family-name", "Last name", "Nom"),
    ("email", "email", "email", "E-mail", "Courriel"),
    ("phone", "tel", "tel", "Phone", "Téléphone"),
    ("move_date", "date", "off", "Date", "Date"),
    ("origin_city", "text", "off", "From (city)", "De (ville)"),
    ("destination_city", "text", "off", "To (city)", "À (ville)"),
];

const STYLE: &str = "body{font:16px/1.5 system-ui,sans-serif;margin:0;background:#f5f6f8;color:#1b1f24}\
    main{max-width:34rem;margin:2rem auto;padding:1.5rem;background:#fff;border-radius:12px}\
    label{display:block;margin:.8rem 0 .2rem}input,textarea{font:inherit;width:100%;box-sizing:border-box;padding:.5rem;\
    border:1px solid #8b949e;border-radius:6px}input[type=checkbox]{width:auto}\
    button{font:inherit;margin-top:1rem;padding:.6rem 1.4rem;border:0;border-radius:6px;background:#0b57d0;color:#fff}\
    .error{color:#b3261e}.away{position:absolute;left:-10000px}";

fn page(form: &Form, body: &str) -> String {
    format!(
        "<!doctype html><html lang=\"{}\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" \
         content=\"width=device-width,initial-scale=1\"><title>{title}</title><style>{STYLE}</style></head>\
         <body><main><h1>{title}</h1>{body}</main></body></html>",
        escaped(&form.language),
        title = escaped(&form.company_name),
    )
}

/// The form, with what was typed before when it comes back.
pub fn form(form: &Form, link: &str, stamp: &str, typed: &Map<String, Value>, error: Option<&str>) -> String {
    let french = form.language == "fr";
    let said = |english: &'static str, in_french: &'static str| if french { in_french } else { english };
    let mut body = String::new();
    if let Some(error) = error {
        let _ = write!(body, "<p class=\"error\" role=\"alert\">{}</p>", escaped(error));
    }
    let _ = write!(body, "<form method=\"post\" action=\"/api/forms/{}/send\">", escaped(link));
    let value = |name: &str| escaped(typed.get(name).and_then(Value::as_str).unwrap_or_default());
    for (name, kind, autofill, english, in_french) in FIELDS {
        let _ = write!(
            body,
            "<label for=\"{name}\">{}</label><input id=\"{name}\" name=\"{name}\" type=\"{kind}\" \
             autocomplete=\"{autofill}\" maxlength=\"200\" value=\"{}\">",
            said(english, in_french),
            value(name),
        );
    }
    let _ = write!(
        body,
        "<label for=\"notes\">{}</label><textarea id=\"notes\" name=\"notes\" rows=\"4\" maxlength=\"5000\">{}</textarea>\
         <label><input type=\"checkbox\" name=\"opt_in\" value=\"yes\"> {}</label>\
         <div class=\"away\" aria-hidden=\"true\"><label for=\"{TRAP}\">{TRAP}</label>\
         <input id=\"{TRAP}\" name=\"{TRAP}\" tabindex=\"-1\" autocomplete=\"off\"></div>\
         <input type=\"hidden\" name=\"{STAMP}\" value=\"{}\"><button type=\"submit\">{}</button></form>",
        said("What can we do for you?", "Que pouvons-nous faire pour vous ?"),
        value("notes"),
        escaped(&form.consent_wording),
        escaped(stamp),
        said("Send", "Envoyer"),
    );
    page(form, &body)
}

/// What is shown after sending.
pub fn thanks(form: &Form) -> String {
    let text = if form.language == "fr" {
        "Merci. Nous vous répondrons très bientôt."
    } else {
        "Thank you. We will get back to you very soon."
    };
    page(form, &format!("<p>{text}</p>"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn example() -> Form {
        Form {
            id: kernel::Id::from_uuid(uuid::Uuid::from_u128(1)),
            name: "Home page".into(),
            source: "Website".into(),
            location_id: None,
            service_type: "MOVING".into(),
            language: "fr".into(),
            consent_wording: "Oui, écrivez-moi.".into(),
            company_name: "Quill & Fils".into(),
        }
    }

    #[test]
    fn sal_3_works_without_script_and_boxes_are_empty() {
        let typed = json!({"first_name": "<b>\"Nora\"</b>"});
        let html = form(&example(), "f_x", "1.a", typed.as_object().expect("an object"), None);
        assert!(!html.contains("<script") && !html.contains(" checked") && !html.contains("<b>"));
        assert!(html.contains("Quill &amp; Fils") && html.contains("&lt;b&gt;&quot;Nora&quot;"));
        assert!(html.contains("method=\"post\" action=\"/api/forms/f_x/send\"") && html.contains("Prénom"));
    }
}
