//! Quote: parts.

use std::collections::BTreeSet;

use crate::pricing::error::PricingError;
use crate::pricing::fees::{self, Pass};
use crate::pricing::input::{PartInput, PricingInput, Work};
use crate::pricing::sheet::{Scenario, Sheet, is_key};
use crate::pricing::tariff::TariffVersion;
use crate::pricing::{crane, moving, rental};

/// Most parts of a quote.
const MOST_PARTS: usize = 5;

/// Prices every part; lines inside a part come in the order of the categories.
pub(super) fn price_parts<'a>(
    input: &'a PricingInput,
    tariffs: &'a [TariffVersion],
    scenario: Scenario,
) -> Result<Vec<Sheet<'a>>, Vec<PricingError>> {
    let mut errors = super::options::check(input);
    if input.parts.is_empty() || input.parts.len() > MOST_PARTS {
        errors.push(quote_invalid("parts", "must be one to five"));
    }
    let keys: BTreeSet<_> = input.parts.iter().map(|part| &part.key).collect();
    if keys.len() != input.parts.len() || keys.iter().any(|key| !is_key(key)) {
        errors.push(quote_invalid("parts.key", "must be given once each, without a slash"));
    }
    let adjusted: BTreeSet<_> = input.adjustments.iter().map(|adjustment| &adjustment.line).collect();
    if adjusted.len() != input.adjustments.len() {
        errors.push(quote_invalid("adjustments", "name a line twice"));
    }
    let mut sheets = Vec::with_capacity(input.parts.len());
    for part in &input.parts {
        let tariff = tariffs.iter().find(|tariff| tariff.id == part.tariff_version_id);
        let Some(tariff) = tariff else {
            errors.push(PricingError::TariffUnknown { part: part.key.clone() });
            continue;
        };
        if tariff.currency != input.currency {
            errors.push(PricingError::CurrencyMismatch { part: part.key.clone() });
            continue;
        }
        let mut sheet = Sheet::new(input, part, tariff, scenario);
        price_part(&mut sheet, part);
        errors.append(&mut sheet.errors);
        sheets.push(sheet);
    }
    for adjustment in &input.adjustments {
        let lines = sheets.iter().flat_map(|sheet| &sheet.entries);
        if errors.is_empty() && !lines.into_iter().any(|entry| entry.line.key == adjustment.line) {
            errors.push(quote_invalid("adjustments", &format!("name no line: {}", adjustment.line)));
        }
    }
    if errors.is_empty() { Ok(sheets) } else { Err(errors) }
}

fn price_part(sheet: &mut Sheet, part: &PartInput) {
    match &part.work {
        Work::Move(work) => moving::price(sheet, work),
        Work::CraneOrder(work) => crane::price_order(sheet, work),
        Work::HourlyHire(work) => sheet.attempt(|sheet| crane::price_hire(sheet, work)),
        Work::Rental(work) => sheet.attempt(|sheet| rental::price(sheet, work)),
        Work::Charges => {}
    }
    fees::price(sheet, Pass::Plain);
    fees::price(sheet, Pass::Percentages);
    match &part.work {
        Work::Move(work) => moving::price_valuation(sheet, work),
        Work::CraneOrder(_) => crane::price_credit(sheet),
        Work::HourlyHire(_) | Work::Rental(_) | Work::Charges => {}
    }
}

pub(super) fn quote_invalid(field: &str, reason: &str) -> PricingError {
    PricingError::InputInvalid { part: String::new(), field: field.to_owned(), reason: reason.to_owned() }
}
