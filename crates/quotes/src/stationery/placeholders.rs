//! What a template's texts may show of a quote (QUO-42), with the names of the older crane system (QUO-43).

use std::collections::BTreeMap;

use kernel::money::Money;
use render::{
    Language,
    document::{Amount, QuoteDocument, StopRole},
    format,
};
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::{Value, json};

use crate::{
    pricing::{
        Category, Priced,
        input::{CraneOrderInput, DealType, OrderLength, Work},
    },
    quote::{Paper, decimal},
    words,
};

/// How a value is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Type {
    Text,
    Money,
    Date,
    Number,
    /// Entries with fields, for `{% for … %}`.
    List,
}

use Type::{Date, List, Money as Sum, Number, Text};

/// Every placeholder with its type.
pub const ALL: [(&str, Type); 58] = [
    ("customer_name", Text),
    ("customer_email", Text),
    ("customer_phone", Text),
    ("customer_company", Text),
    ("customer_address", Text),
    ("customer_designation", Text),
    ("quotation_id", Text),
    ("quotation_date", Date),
    ("quotation_number", Text),
    ("quotation_title", Text),
    ("valid_until", Date),
    ("created_date", Date),
    ("service_date", Date),
    ("validity_period", Text),
    ("equipment_name", Text),
    ("equipment_id", Text),
    ("equipment_capacity", Text),
    ("equipment_type", Text),
    ("project_duration", Text),
    ("working_hours", Number),
    ("shift_type", Text),
    ("day_night", Text),
    ("order_type", Text),
    ("usage_type", Text),
    ("risk_factor", Text),
    ("site_location", Text),
    ("site_distance", Number),
    ("mob_demob_cost", Sum),
    ("base_rate", Sum),
    ("subtotal", Sum),
    ("gst_amount", Sum),
    ("gst_applicable", Text),
    ("tax_amount", Sum),
    ("discount_amount", Sum),
    ("deposit_amount", Sum),
    ("total_amount", Sum),
    ("food_resources", Number),
    ("accommodation_resources", Number),
    ("extra_charges", Sum),
    ("company_name", Text),
    ("company_address", Text),
    ("company_phone", Text),
    ("company_email", Text),
    ("company_website", Text),
    ("company_gst", Text),
    ("company_pan", Text),
    ("prepared_by", Text),
    ("terms_conditions", Text),
    ("payment_terms", Text),
    ("notes", Text),
    ("current_date", Date),
    ("current_time", Text),
    ("current_year", Number),
    ("origin_address", Text),
    ("destination_address", Text),
    ("lines", List),
    ("taxes", List),
    ("stops", List),
];

/// Their names.
pub const NAMES: [&str; ALL.len()] = {
    let mut names = [""; ALL.len()];
    let mut n = 0;
    while n < ALL.len() {
        names[n] = ALL[n].0;
        n += 1;
    }
    names
};

pub type Values = BTreeMap<&'static str, Value>;

fn pick(language: Language, en: &str, fr: &str) -> Value {
    json!(if language == Language::Fr { fr } else { en })
}

fn amount(amount: &Amount, language: Language) -> Value {
    json!(format::money(&amount.amount, &amount.currency, language).unwrap_or_else(|_| amount.amount.clone()))
}

fn money(money: Money, language: Language) -> Value {
    amount(&Amount::new(money.amount_text(), money.currency().code()), language)
}

/// A sum worth naming; nothing where it is zero.
fn some(sum: Option<Money>, language: Language) -> Value {
    sum.filter(|sum| !sum.is_zero()).map_or(Value::Null, |sum| money(sum, language))
}

fn day(text: &str, language: Language) -> Value {
    json!(format::day(text, language).unwrap_or_else(|_| text.to_owned()))
}

fn number(text: &str, language: Language) -> Value {
    json!(format::decimal(text, language).unwrap_or_else(|_| text.to_owned()))
}

fn sum_of(priced: &Priced, categories: &[Category]) -> Option<Money> {
    let lines = priced.lines.iter().filter(|line| line.selected && categories.contains(&line.category));
    Money::sum(lines.map(|line| line.net), priced.currency).ok()
}

/// The values of a quote in one language; what is not known is null.
pub fn values(doc: &QuoteDocument, paper: &Paper<'_>, registrations: &[super::content::Registration]) -> Values {
    let language = doc.meta.language;
    let mut all: Values = NAMES.iter().map(|name| (*name, Value::Null)).collect();
    let registered = |word: &str| {
        let found = registrations.iter().find(|registration| registration.label.to_uppercase().contains(word));
        json!(found.map(|registration| &registration.number))
    };
    let stop = |wanted: &[StopRole]| {
        let found = doc.stops.iter().filter(|stop| wanted.contains(&stop.role)).map(|stop| stop.address.join(", "));
        json!(found.collect::<Vec<_>>().first())
    };
    let made = doc.meta.made_at.moment.as_str();
    let validity = paper.valid_until.since(issued(doc)).map_or(0, |span| span.get_days());
    all.extend([
        ("customer_name", json!(doc.customer.name)),
        ("customer_email", json!(doc.customer.email)),
        ("customer_phone", json!(doc.customer.phone)),
        ("customer_company", json!(doc.customer.company)),
        ("customer_address", json!(doc.customer.address.join(", "))),
        ("quotation_id", json!(doc.meta.number)),
        ("quotation_number", json!(doc.meta.number)),
        ("quotation_title", json!(doc.subject)),
        ("quotation_date", day(&doc.issued_on.day, language)),
        ("created_date", day(&doc.issued_on.day, language)),
        ("current_date", day(&doc.issued_on.day, language)),
        ("current_time", json!(made.get(11..16))),
        ("current_year", json!(made.get(..4))),
        ("valid_until", day(&doc.valid_until.day, language)),
        ("validity_period", pick(language, &format!("{validity} days"), &format!("{validity} jours"))),
        ("service_date", day(&paper.service_date.to_string(), language)),
        ("company_name", json!(doc.company.name)),
        ("company_address", json!(doc.company.address.join(", "))),
        ("company_phone", json!(doc.company.phone)),
        ("company_email", json!(doc.company.email)),
        ("company_website", json!(doc.company.website)),
        ("company_gst", registered("GST")),
        ("company_pan", registered("PAN")),
        ("prepared_by", json!(doc.prepared_by.as_ref().map(|contact| &contact.name))),
        ("subtotal", amount(&doc.subtotal, language)),
        ("total_amount", amount(&doc.total, language)),
        ("deposit_amount", some(Some(paper.priced.deposit), language)),
        ("discount_amount", some(Some(paper.priced.discount), language)),
        ("mob_demob_cost", some(sum_of(paper.priced, &[Category::Mobilisation]), language)),
        ("extra_charges", some(sum_of(paper.priced, &[Category::Extra]), language)),
        ("terms_conditions", json!(paper.terms)),
        ("payment_terms", payment(paper, language)),
        ("origin_address", stop(&[StopRole::Pickup])),
        ("destination_address", stop(&[StopRole::Delivery])),
        ("site_location", stop(&[StopRole::Site, StopRole::Delivery])),
        ("lines", lines(doc, language)),
        ("stops", json!(doc.stops.iter().map(|stop| json!({"address": stop.address.join(", ")})).collect::<Vec<_>>())),
    ]);
    let taxes = Money::sum(paper.priced.taxes.iter().map(|tax| tax.amount), paper.priced.currency).ok();
    all.extend([
        ("gst_amount", some(taxes, language)),
        ("tax_amount", some(taxes, language)),
        (
            "gst_applicable",
            if paper.priced.taxes.is_empty() { pick(language, "No", "Non") } else { pick(language, "Yes", "Oui") },
        ),
        (
            "taxes",
            json!(
                doc.taxes
                    .iter()
                    .map(|tax| json!({"label": tax.label, "amount": amount(&tax.amount, language)}))
                    .collect::<Vec<_>>()
            ),
        ),
    ]);
    let order = paper.input.parts.iter().find_map(|part| match &part.work {
        Work::CraneOrder(order) => Some(order.as_ref()),
        _ => None,
    });
    if let Some(order) = order {
        all.extend(crane(order, paper, language));
    }
    all
}

fn issued(doc: &QuoteDocument) -> jiff::civil::Date {
    doc.issued_on.day.parse().unwrap_or_default()
}

fn lines(doc: &QuoteDocument, language: Language) -> Value {
    let lines = doc.parts.iter().flat_map(|part| &part.lines).map(|line| {
        json!({
            "description": line.description,
            "quantity": line.quantity.as_ref().map(|quantity| number(&quantity.decimal, language)).unwrap_or(json!("")),
            "unit": line.unit.clone().unwrap_or_default(),
            "unit_price": line.unit_price.as_ref().map(|price| amount(price, language)).unwrap_or(json!("")),
            "total": amount(&line.total, language),
        })
    });
    json!(lines.collect::<Vec<_>>())
}

fn payment(paper: &Paper<'_>, language: Language) -> Value {
    match paper.input.deal {
        Some(DealType::Credit) => pick(language, "Within 30 days", "Dans les 30 jours"),
        Some(DealType::LongCredit) => pick(language, "Within 60 days", "Dans les 60 jours"),
        Some(DealType::Advance) => pick(language, "A part in advance", "Une partie d’avance"),
        Some(DealType::NoAdvance) => pick(language, "Nothing in advance", "Rien d’avance"),
        None => Value::Null,
    }
}

/// What only crane orders have.
fn crane(order: &CraneOrderInput, paper: &Paper<'_>, language: Language) -> Values {
    use crate::pricing::input::{Risk, Shift, Usage, WorkTime};
    let classes: Vec<String> = order
        .machines
        .iter()
        .map(|m| if m.quantity == 1 { m.class.clone() } else { format!("{} × {}", m.quantity, m.class) })
        .collect();
    let days = match &order.length {
        OrderLength::Days { days, sundays } => Some(u64::from(*days) + u64::from(*sundays)),
        OrderLength::Dates { .. } => None,
    };
    let kind = days.map(|days| match days {
        0..=10 => "MICRO",
        11..=25 => "SMALL",
        26..=365 => "MONTHLY",
        _ => "YEARLY",
    });
    let rate = paper.priced.lines.iter().find(|line| line.category == Category::Machine);
    let hours = order.hours_per_shift.map_or_else(|| "8".to_owned(), decimal);
    BTreeMap::from([
        ("equipment_name", json!(classes.join(" + "))),
        ("equipment_type", json!(order.machines.first().map(|machine| &machine.class))),
        (
            "project_duration",
            days.map_or(Value::Null, |days| pick(language, &format!("{days} days"), &format!("{days} jours"))),
        ),
        ("working_hours", number(&hours, language)),
        (
            "shift_type",
            match order.shift {
                Shift::Single => pick(language, "Single", "Simple"),
                Shift::Double => pick(language, "Double", "Double"),
            },
        ),
        (
            "day_night",
            match order.time {
                WorkTime::Day => pick(language, "Day", "Jour"),
                WorkTime::Night => pick(language, "Night", "Nuit"),
            },
        ),
        ("order_type", json!(kind)),
        (
            "usage_type",
            match order.usage {
                Usage::Normal => pick(language, "Normal", "Normal"),
                Usage::Medium => pick(language, "Medium", "Moyen"),
                Usage::Heavy => pick(language, "Heavy", "Intensif"),
            },
        ),
        (
            "risk_factor",
            match order.risk {
                Risk::Low => pick(language, "Low", "Faible"),
                Risk::Medium => pick(language, "Medium", "Moyen"),
                Risk::High => pick(language, "High", "Élevé"),
            },
        ),
        ("site_distance", number(&decimal(order.mobilisation.distance_km), language)),
        (
            "base_rate",
            rate.map_or(Value::Null, |line| {
                amount(&Amount::new(line.unit_price.to_string(), paper.priced.currency.code()), language)
            }),
        ),
        ("food_resources", json!(order.persons_fed.to_string())),
        ("accommodation_resources", json!(order.persons_housed.to_string())),
    ])
}

/// Something for every placeholder, to try a text with before any quote is there.
pub fn samples(language: Language) -> Values {
    ALL.iter()
        .map(|(name, of)| {
            let sample = match of {
                Text => json!(words::readable(name)),
                Sum => amount(&Amount::new("1234.50", "CAD"), language),
                Date => day("2026-06-27", language),
                Number => json!("8"),
                List => json!([{"description": "", "quantity": "", "unit": "", "unit_price": "", "total": "",
                    "label": "", "amount": "", "address": ""}]),
            };
            (*name, sample)
        })
        .collect()
}
