//! What may stand in words, and what comes of them.

use jiff::tz::TimeZone;
use ports::Filling;
use render::Language;

use super::*;
use crate::template::declared::find;

fn quote() -> &'static Declared {
    find("quotes.quote.sent").expect("shipped")
}

fn values(pairs: &[(&'static str, Filling)]) -> Values {
    let mut values = Values::default();
    for (name, filling) in pairs {
        values.put(name, filling, Language::En, &TimeZone::UTC);
    }
    values.complete(quote(), Language::En);
    values
}

fn reason(source: &str) -> (usize, String) {
    let faults = faults(source, quote());
    assert_eq!(faults.len(), 1, "{source}: {faults:?}");
    (faults[0].line, faults[0].reason.clone())
}

#[test]
fn msg_6_unknown_variables_are_refused_all_at_once_with_their_lines() {
    let faults = faults("Hello {{ customer }},\n{{ custmer }}\n\n{{ totl }} {{ number }}", quote());
    let lines: Vec<_> = faults.iter().map(|f| (f.line, f.reason.as_str())).collect();
    assert_eq!(lines, [(2, "There is no “custmer” in this message."), (4, "There is no “totl” in this message.")]);
}

#[test]
fn msg_6_no_arithmetic_no_calls_no_filters() {
    for source in
        ["{{ total + 1 }}", "{{ total * 2 }}", "{{ number|upper }}", "{{ range(9) }}", "{{ number[0] }}", "{{ 1 }}"]
    {
        assert_eq!(reason(&format!("a\n{source}")).0, 2, "{source}");
    }
    for (source, why) in [
        ("{% set number = customer %}", "“= customer” cannot stand here"),
        ("{% macro a() %}{% endmacro %}", "“()” cannot stand here"),
        ("{% include 'x' %}", "Only if"),
    ] {
        assert!(reason(source).1.starts_with(why), "{source}");
    }
    assert!(reason("{{ number.__class__ }}").1.starts_with("One name"));
    assert!(reason("{% if number.size %}a{% endif %}").1.starts_with("Values have no parts"));
    assert!(faults("{% if word and number != \"9\" %}a{% elif not word %}b{% else %}c{% endif %}", quote()).is_empty());
}

#[test]
fn msg_7_what_cannot_be_read_says_its_line() {
    assert_eq!(reason("a\nb {{ number"), (2, "What begins with {{ has no }}.".into()));
    assert_eq!(reason("a\n\n{% if word %}b").0, 3);
}

#[test]
fn msg_6_lists_are_told_line_by_line_and_not_within_each_other() {
    let declared = find("quotes.document.signed").expect("shipped");
    let source = "We bring:\n{% for line in options %}\n- {{ line }}\n{% endfor %}\nSee you.";
    assert!(faults(source, declared).is_empty());
    let mut values = Values::default();
    let lines = Filling::List(vec!["12 Elm St".into(), "3 Oak <Ave>".into()]);
    values.put("options", &lines, Language::En, &TimeZone::UTC);
    assert_eq!(text(source, declared, &values).expect("filled"), "We bring:\n- 12 Elm St\n- 3 Oak <Ave>\nSee you.");
    assert!(html(source, declared, &values, "en").expect("filled").contains("3 Oak &lt;Ave&gt;"));
    let nested = "{% for a in options %}{% for b in options %}{{ b }}{% endfor %}{% endfor %}";
    assert_eq!(faults(nested, declared)[0].reason, "A list cannot stand within a list.");
}

#[test]
fn msg_6_values_and_words_are_escaped_in_html_and_links_can_be_followed() {
    let given = values(&[
        ("customer", Filling::Text("<b>Ann</b> & Co".into())),
        ("link", Filling::Link("https://crm.example/q?a=1&b=\"2\"".into())),
    ]);
    let source = "Hello {{ customer }} <3\n\nRead on:\n{{ link }}";
    let page = html(source, quote(), &given, "en").expect("filled");
    assert!(page.contains("&lt;b&gt;Ann&lt;&#x2f;b&gt; &amp; Co &lt;3"), "{page}");
    let address = "https://crm.example/q?a=1&amp;b=&quot;2&quot;";
    assert!(page.contains(&format!("Read on:<br><a href=\"{address}\">{address}</a></p>")), "{page}");
    let plain = text(source, quote(), &given).expect("filled");
    assert_eq!(plain, "Hello <b>Ann</b> & Co <3\n\nRead on:\nhttps://crm.example/q?a=1&b=\"2\"");
    // A link that is none is not made one.
    let odd = values(&[("link", Filling::Link("javascript:alert(1)".into()))]);
    assert!(!html("{{ link }}", quote(), &odd, "en").expect("filled").contains("<a "));
}

#[test]
fn msg_6_a_subject_stays_one_line() {
    let given = values(&[("customer", Filling::Text("Ann\r\nBcc: all@mail.example".into()))]);
    assert_eq!(line("For {{ customer }}", quote(), &given).expect("filled"), "For Ann Bcc: all@mail.example");
}

#[test]
fn msg_6_a_condition_on_a_line_of_its_own_leaves_no_gap() {
    let source = "Hello,\n\n{% if word %}\n{{ word }}\n\n{% endif %}\nYour quote.";
    let given = values(&[("word", Filling::Text("As discussed.".into()))]);
    assert_eq!(text(source, quote(), &given).expect("filled"), "Hello,\n\nAs discussed.\n\nYour quote.");
    assert_eq!(text(source, quote(), &values(&[])).expect("filled"), "Hello,\n\nYour quote.");
}
