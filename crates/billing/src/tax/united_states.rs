//! United States (BIL-18): rates as the company enters them, by state and class; interstate moves
//! carry no sales tax.

use kernel::money::tax::{TaxClass, TaxKind, TaxNote, TaxProblem};

use super::supply::{Charge, Supply};

pub(super) fn charges(supply: &Supply, notes: &mut Vec<TaxNote>) -> Result<Vec<Charge>, TaxProblem> {
    let mut charges = Vec::new();
    let origin = supply.line.places.origin.as_ref();
    for (place, base) in supply.places()? {
        if supply.class() == TaxClass::Freight && origin.is_some_and(|origin| origin != place) {
            notes.push(TaxNote::Interstate { line: supply.line.key.clone() });
            continue;
        }
        let state = place.region.as_deref().filter(|_| place.country == "US");
        let state = state.ok_or_else(|| supply.unknown(place))?;
        let rate = supply.rate("US", Some(state), TaxKind::SalesTax);
        let rate = rate.ok_or_else(|| supply.no_rule(&place.code()))?;
        charges.push(Charge { jurisdiction: place.code(), tax: TaxKind::SalesTax, rate, base });
    }
    Ok(charges)
}
