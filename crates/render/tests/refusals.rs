//! Tests: refusals.

use render::{RenderError, Template, pdf};
use serde_json::{Value, json};

mod samples;

fn refused(template: &Template, data: &Value) -> RenderError {
    pdf(template, data).unwrap_err()
}

#[test]
fn quo_42_missing_required_placeholder_is_named() {
    let mut data = samples::toronto_quote();
    data["customer"].as_object_mut().unwrap().remove("name");
    assert_eq!(refused(&Template::quote(), &data).to_string(), "quote: nothing given for `customer.name`");
    data["customer"]["name"] = json!("  ");
    assert_eq!(refused(&Template::quote(), &data).to_string(), "quote: nothing given for `customer.name`");
    let mut data = samples::toronto_quote();
    data["parts"][1]["lines"][2].as_object_mut().unwrap().remove("total");
    assert_eq!(refused(&Template::quote(), &data).to_string(), "quote: nothing given for `parts[1].lines[2].total`");
    let mut data = samples::toronto_invoice();
    data.as_object_mut().unwrap().remove("balance");
    assert_eq!(refused(&Template::invoice(), &data).to_string(), "invoice: nothing given for `balance`");
}

#[test]
fn quo_42_unknown_placeholder_is_named() {
    let mut data = samples::toronto_quote();
    data["company"]["color"] = json!("#000000");
    assert_eq!(refused(&Template::quote(), &data).to_string(), "quote: `company.color` is not known here");
}

#[test]
fn quo_42_unreadable_values_are_named() {
    let mut data = samples::toronto_quote();
    data["parts"][0]["lines"][0]["total"]["amount"] = json!("12,50");
    assert_eq!(
        refused(&Template::quote(), &data).to_string(),
        "quote: `parts[0].lines[0].total`: `12,50` is not an amount such as 1234.50"
    );
    let mut data = samples::toronto_quote();
    data["valid_until"]["day"] = json!("2026-02-30");
    assert!(matches!(
        refused(&Template::quote(), &data),
        RenderError::BadValue { path, .. } if path == "valid_until"
    ));
    let mut data = samples::toronto_quote();
    data["company"]["logo"]["media_type"] = json!("image/png");
    assert!(matches!(
        refused(&Template::quote(), &data),
        RenderError::BadValue { path, .. } if path == "company.logo"
    ));
    let mut data = samples::toronto_quote();
    data["meta"]["language"] = json!("de");
    assert!(matches!(
        refused(&Template::quote(), &data),
        RenderError::BadValue { path, .. } if path == "meta.language"
    ));
    assert!(pdf(&Template::quote(), &json!([])).is_err());
}

#[test]
fn quo_42_own_templates_are_checked() {
    let broken = Template::from_source("docket", "#let x = 1\n#let y = (", &[]).unwrap_err();
    assert!(matches!(broken, RenderError::Template { line: 2, .. }), "{broken}");

    let source = "#let doc = json(\"/data.json\").first()\n\n#doc.machine.name, #doc.fee";
    let docket = Template::from_source("docket", source, &["machine.name", "hours[].day"]).unwrap();
    let whole = json!({"machine": {"name": "MC-50"}, "fee": {"amount": "5", "currency": "CAD"},
                       "hours": [{"day": {"day": "2026-05-01"}}]});
    assert_eq!(render::page_texts(&docket, &whole).unwrap(), ["MC-50, $5.00"]);

    let mut data = whole.clone();
    data["hours"] = json!([{"day": {"day": "2026-05-01"}}, {"day": ""}]);
    assert_eq!(refused(&docket, &data).to_string(), "docket: nothing given for `hours[1].day`");
    let mut data = whole.clone();
    data.as_object_mut().unwrap().remove("fee");
    assert_eq!(refused(&docket, &data).to_string(), "docket: `fee` is not known here");

    let reads_files = Template::from_source("spy", "\n#read(\"/etc/passwd\")", &[]).unwrap();
    let error = refused(&reads_files, &json!({}));
    assert!(matches!(error, RenderError::Template { line: 2, .. }), "{error}");
}
