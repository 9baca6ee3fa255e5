//! Tests: format.

use render::Language::{En, Fr};
use render::format::{day, decimal, moment, money, percent};

#[test]
fn quo_42_money_in_english() {
    let cases = [
        ("1234.50", "CAD", "$1,234.50"),
        ("0", "CAD", "$0.00"),
        ("-0.00", "CAD", "$0.00"),
        ("-50.00", "CAD", "−$50.00"),
        ("0.0525", "CAD", "$0.0525"),
        ("139.0000", "CAD", "$139.00"),
        ("999.99", "USD", "US$999.99"),
        ("1000000.00", "EUR", "€1,000,000.00"),
        ("169448.00", "INR", "₹1,69,448.00"),
        ("2213137.20", "INR", "₹22,13,137.20"),
        ("3513600000.00", "INR", "₹3,51,36,00,000.00"),
        ("999.00", "INR", "₹999.00"),
        ("12.00", "CHF", "CHF\u{a0}12.00"),
    ];
    for (amount, currency, written) in cases {
        assert_eq!(money(amount, currency, En).unwrap(), written);
    }
}

#[test]
fn quo_42_money_in_french() {
    let cases = [
        ("1234.50", "CAD", "1\u{a0}234,50\u{a0}$"),
        ("-50.00", "CAD", "−50,00\u{a0}$"),
        ("1234567.00", "CAD", "1\u{a0}234\u{a0}567,00\u{a0}$"),
        ("80.00", "USD", "80,00\u{a0}$\u{a0}US"),
        ("169448.00", "INR", "169\u{a0}448,00\u{a0}₹"),
    ];
    for (amount, currency, written) in cases {
        assert_eq!(money(amount, currency, Fr).unwrap(), written);
    }
}

#[test]
fn quo_42_other_numbers_and_dates() {
    assert_eq!(decimal("7.750", En).unwrap(), "7.75");
    assert_eq!(decimal("1080", Fr).unwrap(), "1\u{a0}080");
    assert_eq!(percent("9.975", En).unwrap(), "9.975%");
    assert_eq!(percent("9.975", Fr).unwrap(), "9,975\u{a0}%");
    assert_eq!(day("2026-06-27", En).unwrap(), "June 27, 2026");
    assert_eq!(day("2026-06-01", Fr).unwrap(), "1er juin 2026");
    assert_eq!(
        moment("2026-06-27T14:03:11-04:00", Some("America/Toronto"), En).unwrap(),
        "June 27, 2026, 14:03:11 (UTC−04:00, America/Toronto)"
    );
    assert_eq!(
        moment("2026-12-02T09:00:05+05:30", Some("Asia/Kolkata"), Fr).unwrap(),
        "2 décembre 2026, 09\u{a0}h\u{a0}00\u{a0}min\u{a0}05\u{a0}s (UTC+05:30, Asia/Kolkata)"
    );
}

#[test]
fn quo_42_unreadable_values_are_refused() {
    for amount in ["", "12,50", "1e3", "--1", "12.", ".5", "NaN", "１２"] {
        assert!(money(amount, "CAD", En).is_err(), "{amount}");
    }
    assert!(money("1.00", "cad", En).is_err());
    assert!(day("2026-02-30", En).is_err());
    assert!(moment("2026-06-27", None, En).is_err());
    assert!(moment("2026-06-27T10:00:00", None, En).is_err());
}
