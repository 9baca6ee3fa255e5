//! Tests: papers.

use std::time::{Duration, Instant};

use render::document::{InvoiceDocument, QuoteDocument, SignedQuoteDocument};
use render::{Template, page_texts, pdf, preview};
use serde_json::{Value, json};

mod samples;

use samples::{
    all, montreal_invoice, montreal_quote, pune_invoice, pune_quote, signed_toronto_quote, svg, toronto_invoice,
    toronto_quote,
};

fn text(template: &Template, data: &Value) -> String {
    page_texts(template, data).unwrap().join("\n")
}

#[test]
fn quo_42_same_data_gives_the_same_bytes() {
    for (name, template, data) in all() {
        let first = pdf(&template, &data).unwrap();
        assert!(first.bytes.starts_with(b"%PDF-"), "{name}");
        // Empty memory and another thread: nothing may depend on what was rendered before.
        comemo::evict(0);
        let (template, data) = (template.clone(), data.clone());
        let second = std::thread::spawn(move || pdf(&template, &data).unwrap());
        assert_eq!(first, second.join().unwrap(), "{name}");
    }
}

#[test]
fn quo_42_other_data_gives_another_file_dated_by_the_data() {
    let first = pdf(&Template::quote(), &toronto_quote()).unwrap();
    let stamp = b"D:20260603101500-04'00";
    assert!(first.bytes.windows(stamp.len()).any(|window| window == stamp));
    let mut data = toronto_quote();
    data["meta"]["made_at"]["moment"] = json!("2026-06-03T10:15:01-04:00");
    assert_ne!(first.sha256, pdf(&Template::quote(), &data).unwrap().sha256);
}

#[test]
fn quo_42_english_and_french() {
    let english = text(&Template::quote(), &toronto_quote());
    for part in ["Quote", "Prepared for", "June 27, 2026", "7.75\u{a0}h", "$3,158.15", "HST Ontario 13%", "Page 1 of 2"]
    {
        assert!(english.contains(part), "{part} in {english}");
    }
    let french = text(&Template::quote(), &montreal_quote("fr"));
    for part in [
        "Soumission",
        "Préparée pour",
        "24 mai 2026",
        "5,5\u{a0}h",
        "1\u{a0}789,00\u{a0}$",
        "TVQ 9,975\u{a0}%",
        "Page 1 de 1",
    ] {
        assert!(french.contains(part), "{part} in {french}");
    }
    let rupees = text(&Template::quote(), &pune_quote());
    assert!(rupees.contains("₹5,86,578.00") && rupees.contains("वर्क्स"));
}

#[test]
fn quo_42_quebec_binds_french_before_english() {
    let both = json!([montreal_quote("fr"), montreal_quote("en")]);
    let pages = page_texts(&Template::quote(), &both).unwrap();
    assert_eq!(pages.len(), 2);
    assert!(pages[0].contains("Soumission") && pages[0].contains("Page 1 de 1"));
    assert!(pages[1].contains("Quote") && pages[1].contains("Page 1 of 1"));
}

#[test]
fn quo_41_options_are_marked() {
    let words = text(&Template::quote(), &toronto_quote());
    assert!(words.contains("Option, chosen") && words.contains("Option, not included"));
    assert!(words.contains("($229.99)"));
}

#[test]
fn quo_19_range_kind_and_cap_are_printed() {
    let words = text(&Template::quote(), &toronto_quote());
    for part in ["$2,815.25 – $3,672.49", "Non-binding estimate", "more than 10 %", "$631.63"] {
        assert!(words.contains(part), "{part}");
    }
}

#[test]
fn quo_47_evidence_is_one_page_behind_the_pages_shown() {
    let shown = page_texts(&Template::quote(), &toronto_quote()).unwrap();
    let signed = page_texts(&Template::signed_quote(), &signed_toronto_quote()).unwrap();
    assert_eq!(signed.len(), shown.len() + 1);
    assert_eq!(signed[..shown.len()], shown);
    let evidence = signed.last().unwrap();
    for part in [
        "Evidence of signature",
        "Annex to Q-2026-000123",
        "Priya Fontaine",
        "Drawn by hand",
        "June 5, 2026, 19:42:08 (UTC−04:00, America/Toronto)",
        "203.0.113.27",
        "Android 16",
        "I have read this quote",
        "version 2026-01",
        "9f86d081 884c7d65",
        "Daniel Okoye",
    ] {
        assert!(evidence.contains(part), "{part} in {evidence}");
    }
    let full = signed_toronto_quote();
    let quote = &full["quote"];
    let alone = json!({"meta": quote["meta"], "company": quote["company"], "evidence": full["evidence"]});
    assert_eq!(page_texts(&Template::evidence(), &alone).unwrap().len(), 1);
}

#[test]
fn bil_2_a_draft_says_so_and_shows_no_number() {
    let draft = text(&Template::invoice(), &toronto_invoice());
    assert!(draft.contains("DRAFT"));
    let mut issued = toronto_invoice();
    issued["draft"] = json!(false);
    let issued = text(&Template::invoice(), &issued);
    assert!(!issued.contains("DRAFT") && issued.contains("INV-000045"));
    let mut french = montreal_invoice();
    french["draft"] = json!(true);
    assert!(text(&Template::invoice(), &french).contains("BROUILLON"));
}

#[test]
fn bil_15_taxes_stand_by_jurisdiction_with_base_and_rate() {
    let words = text(&Template::invoice(), &toronto_invoice());
    for part in [
        "HST Nova Scotia 14%",
        "$4,850.00",
        "$679.00",
        "HST Ontario 13%",
        "$214.88",
        "$27.93",
        "$5,771.81",
        "−$1,200.00",
        "$4,571.81",
    ] {
        assert!(words.contains(part), "{part}");
    }
}

#[test]
fn bil_17_indian_invoice_shows_codes_and_registrations() {
    let words = text(&Template::invoice(), &pune_invoice());
    for part in ["Tax invoice", "9973 13", "GSTIN 27AAAAA0000A1Z5", "GSTIN 27BBBBB0000B1Z3", "CGST 9%", "₹1,69,448.00"]
    {
        assert!(words.contains(part), "{part}");
    }
}

#[test]
fn quo_42_long_tables_repeat_their_head() {
    let mut data = pune_quote();
    let line = data["parts"][0]["lines"][0].clone();
    data["parts"][0]["lines"] = Value::Array(vec![line; 60]);
    data["terms"] = json!([]);
    let pages = page_texts(&Template::quote(), &data).unwrap();
    let with_lines = pages.iter().filter(|page| page.contains("Mobile crane MC-50"));
    let (mut count, mut headed) = (0, 0);
    for page in with_lines {
        count += 1;
        headed += usize::from(page.contains("Description") && page.contains("Unit price"));
    }
    assert!(count >= 2);
    assert_eq!(count, headed);
}

#[test]
fn quo_42_letterhead_lies_where_it_is_told() {
    let picture = svg(
        r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 600 60"><rect width="600" height="60" fill="#246"/></svg>"##,
    );
    let plain = pdf(&Template::quote(), &toronto_quote()).unwrap();
    for position in ["TOP", "FULL_PAGE", "BOTTOM"] {
        let mut data = toronto_quote();
        data["company"]["letterhead"] = json!({"image": picture, "position": position, "opacity_percent": 30});
        assert_ne!(pdf(&Template::quote(), &data).unwrap().sha256, plain.sha256);
    }
}

#[test]
fn quo_42_text_of_the_data_is_never_run() {
    let mut data = toronto_quote();
    let hostile = "#panic(\"x\") $x$ *bold* {{ y }} </svg>";
    data["customer"]["name"] = json!(hostile);
    assert!(text(&Template::quote(), &data).contains(hostile));
}

#[test]
fn quo_42_preview_has_the_pages_of_the_pdf() {
    let pages = preview(&Template::quote(), &pune_quote()).unwrap();
    assert_eq!(pages.len(), pdf(&Template::quote(), &pune_quote()).unwrap().pages);
    assert!(pages.iter().all(|page| page.starts_with("<svg")));
}

#[test]
fn quo_42_pdf_within_700_ms_once_warm() {
    let template = Template::signed_quote();
    pdf(&template, &signed_toronto_quote()).unwrap();
    let mut data = signed_toronto_quote();
    data["quote"]["customer"]["name"] = json!("Somebody Else");
    let start = Instant::now();
    pdf(&template, &data).unwrap();
    assert!(start.elapsed() < Duration::from_millis(700), "{:?}", start.elapsed());
}

#[test]
fn typed_documents_keep_every_field() {
    let quote: QuoteDocument = serde_json::from_value(toronto_quote()).unwrap();
    let again = serde_json::to_value(&quote).unwrap();
    assert_eq!(
        pdf(&Template::quote(), &again).unwrap().pages,
        pdf(&Template::quote(), &toronto_quote()).unwrap().pages
    );
    assert_eq!(page_texts(&Template::quote(), &again), page_texts(&Template::quote(), &toronto_quote()));
    serde_json::from_value::<SignedQuoteDocument>(signed_toronto_quote()).unwrap();
    serde_json::from_value::<InvoiceDocument>(pune_invoice()).unwrap();
}
