//! Canada (BIL-16): HST or GST of the province that counts, QST beside GST in Québec, and the sales
//! taxes of British Columbia, Saskatchewan and Manitoba where they apply.

use kernel::money::Money;
use kernel::money::tax::{Place, TaxClass, TaxKind, TaxNote, TaxProblem};

use super::supply::{Charge, Supply};

const PROVINCES: [&str; 13] = ["AB", "BC", "MB", "NB", "NL", "NS", "NT", "NU", "ON", "PE", "QC", "SK", "YT"];

pub(super) fn charges(supply: &Supply, notes: &mut Vec<TaxNote>) -> Result<Vec<Charge>, TaxProblem> {
    let mut charges = Vec::new();
    for (place, amount) in supply.places()? {
        if is_carried(supply.class()) && crosses_the_border(supply, place) {
            notes.push(TaxNote::ZeroRated { line: supply.line.key.clone() });
            continue;
        }
        if place.country != "CA" {
            // Sent or performed abroad: an export.
            notes.push(TaxNote::ZeroRated { line: supply.line.key.clone() });
            continue;
        }
        let province = province(supply, place)?;
        charges.extend(federal(supply, province, amount)?);
        if province == "QC" && qst_applies(supply) {
            charges.push(provincial(supply, province, TaxKind::Qst, amount)?);
        }
    }
    if let Some(charge) = sales_tax(supply)? {
        charges.push(charge);
    }
    Ok(charges)
}

/// HST where the province has it, else GST.
fn federal(supply: &Supply, province: &str, base: Money) -> Result<Vec<Charge>, TaxProblem> {
    if let Some(rate) = supply.rate("CA", Some(province), TaxKind::Hst) {
        return Ok(vec![Charge { jurisdiction: format!("CA-{province}"), tax: TaxKind::Hst, rate, base }]);
    }
    let rate = supply.rate("CA", None, TaxKind::Gst).ok_or_else(|| supply.no_rule("CA"))?;
    Ok(vec![Charge { jurisdiction: "CA".to_owned(), tax: TaxKind::Gst, rate, base }])
}

fn provincial(supply: &Supply, province: &str, tax: TaxKind, base: Money) -> Result<Charge, TaxProblem> {
    let jurisdiction = format!("CA-{province}");
    let rate = supply.rate("CA", Some(province), tax).ok_or_else(|| supply.no_rule(&jurisdiction))?;
    Ok(Charge { jurisdiction, tax, rate, base })
}

fn is_carried(class: TaxClass) -> bool {
    matches!(class, TaxClass::Freight | TaxClass::Material)
}

fn crosses_the_border(supply: &Supply, destination: &Place) -> bool {
    let origin = supply.line.places.origin.as_ref();
    destination.country != "CA" || origin.is_some_and(|origin| origin.country != "CA")
}

/// Carriage is taxed by Québec only when it begins and ends there and belongs to no longer movement.
fn qst_applies(supply: &Supply) -> bool {
    let places = &supply.line.places;
    !is_carried(supply.class())
        || (places.origin.as_ref().is_some_and(|origin| origin.is("CA", "QC")) && !places.part_of_longer_movement)
}

/// PST or RST on things handed over or rented, and on cranes in Saskatchewan if so decided.
fn sales_tax(supply: &Supply) -> Result<Option<Charge>, TaxProblem> {
    let places = &supply.line.places;
    let place = match supply.class() {
        TaxClass::Material => places.handover.as_ref().or(places.origin.as_ref()),
        TaxClass::Goods | TaxClass::Rental => supply.places()?.first().map(|(place, _)| *place),
        TaxClass::SiteWork => {
            let site = supply.places()?.first().map(|(place, _)| *place);
            match (site.is_some_and(|site| site.is("CA", "SK")), supply.book.seller.saskatchewan_crane_pst) {
                (true, Some(true)) => site,
                (true, None) => {
                    return Err(TaxProblem::Undecided {
                        line: supply.line.key.clone(),
                        setting: "Saskatchewan PST on cranes".to_owned(),
                    });
                }
                _ => None,
            }
        }
        _ => None,
    };
    let Some(place) = place.filter(|place| place.country == "CA") else { return Ok(None) };
    let tax = match province(supply, place)? {
        "BC" | "SK" => TaxKind::Pst,
        "MB" => TaxKind::Rst,
        _ => return Ok(None),
    };
    provincial(supply, province(supply, place)?, tax, supply.line.amount).map(Some)
}

fn province<'a>(supply: &Supply, place: &'a Place) -> Result<&'a str, TaxProblem> {
    let province = place.region.as_deref().filter(|region| PROVINCES.contains(region));
    province.ok_or_else(|| supply.unknown(place))
}
