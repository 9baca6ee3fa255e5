//! India (BIL-17): central and state tax inside the seller's state, the integrated tax between states.

use kernel::money::tax::{Place, TaxKind, TaxProblem};

use super::supply::{Charge, Supply};

/// States and the union territories with a legislature of their own (ISO 3166-2, older codes too).
const STATES: [&str; 35] = [
    "AP", "AR", "AS", "BR", "CG", "CT", "DL", "GA", "GJ", "HR", "HP", "JH", "JK", "KA", "KL", "MP", "MH", "MN", "ML",
    "MZ", "NL", "OD", "OR", "PY", "PB", "RJ", "SK", "TN", "TG", "TS", "TR", "UP", "UK", "UT", "WB",
];
/// Union territories without a legislature, which levy UTGST.
const TERRITORIES: [&str; 6] = ["AN", "CH", "DH", "DN", "LA", "LD"];

pub(super) fn charges(supply: &Supply) -> Result<Vec<Charge>, TaxProblem> {
    let seller = &supply.book.seller.place;
    let mut charges = Vec::new();
    for (place, base) in supply.places()? {
        let own_state = known(supply, seller)?;
        let state = known(supply, place)?;
        let charge = |tax, jurisdiction: String| {
            let rate = supply.rate("IN", None, tax).ok_or_else(|| supply.no_rule(&place.code()))?;
            Ok(Charge { jurisdiction, tax, rate, base })
        };
        if state == own_state {
            let territory = TERRITORIES.contains(&state);
            let local = if territory { TaxKind::Utgst } else { TaxKind::Sgst };
            charges.push(charge(TaxKind::Cgst, "IN".to_owned())?);
            charges.push(charge(local, place.code())?);
        } else {
            charges.push(charge(TaxKind::Igst, "IN".to_owned())?);
        }
    }
    Ok(charges)
}

fn known<'a>(supply: &Supply, place: &'a Place) -> Result<&'a str, TaxProblem> {
    let region = place
        .region
        .as_deref()
        .filter(|region| place.country == "IN" && (STATES.contains(region) || TERRITORIES.contains(region)));
    region.ok_or_else(|| supply.unknown(place))
}
