//! Invented papers of both trades in both languages.
#![allow(dead_code, unused_imports, reason = "each test binary uses its own part")]

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use render::Template;
use serde_json::{Value, json};

mod crane;
mod moving;

pub use crane::{pune_invoice, pune_quote, pune_receipt};
pub use moving::{
    letterhead_quote, montreal_invoice, montreal_quote, signed_toronto_quote, toronto_invoice, toronto_quote,
};

/// Name, form and data of every sample.
pub fn all() -> Vec<(&'static str, Template, Value)> {
    let bilingual = json!([montreal_quote("fr"), montreal_quote("en")]);
    vec![
        ("quote_moving_en", Template::quote(), toronto_quote()),
        ("quote_moving_fr", Template::quote(), montreal_quote("fr")),
        ("quote_moving_fr_en", Template::quote(), bilingual),
        ("quote_signed_en", Template::signed_quote(), signed_toronto_quote()),
        ("quote_crane_en", Template::quote(), pune_quote()),
        ("invoice_moving_en", Template::invoice(), toronto_invoice()),
        ("invoice_moving_fr", Template::invoice(), montreal_invoice()),
        ("invoice_crane_en", Template::invoice(), pune_invoice()),
        ("quote_letterhead_en", Template::quote(), letterhead_quote()),
        ("receipt_crane_en", Template::receipt(), pune_receipt()),
    ]
}

pub fn cad(amount: &str) -> Value {
    json!({"amount": amount, "currency": "CAD"})
}

pub fn inr(amount: &str) -> Value {
    json!({"amount": amount, "currency": "INR"})
}

pub fn day(day: &str) -> Value {
    json!({"day": day})
}

pub fn line(description: &str, quantity: &str, unit: &str, price: Value, total: Value) -> Value {
    json!({"description": description, "quantity": {"decimal": quantity}, "unit": unit,
           "unit_price": price, "total": total})
}

pub fn svg(markup: &str) -> Value {
    json!({"media_type": "image/svg+xml", "base64": STANDARD.encode(markup)})
}
