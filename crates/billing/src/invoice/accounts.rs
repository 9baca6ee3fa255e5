//! Which account each part of an invoice goes to, and the entries an issue posts (BIL-28).

use kernel::{
    Error, Result,
    money::{
        Money,
        tax::{TaxClass, TaxKind, TaxLine},
    },
};

use super::{Line, code_of, reckon::Totals};

/// What customers owe.
pub const RECEIVABLE: &str = "1100";
/// What was given away.
const DISCOUNTS: &str = "4900";
const ROUNDING: &str = "6410";

/// Account of a line's revenue: by its category, and where that says too little by its tax class.
pub fn revenue(category: &str, class: TaxClass) -> &'static str {
    match category {
        "LABOUR" | "TRAVEL" | "LINEHAUL" | "LANE" | "ACCESS" | "BULKY" => "4010",
        "PACKING" if matches!(class, TaxClass::Material | TaxClass::Goods) => "4030",
        "PACKING" => "4020",
        "TRANSIT_STORAGE" | "STORAGE" => "4040",
        "MACHINE" | "SUNDAY_WORK" | "CREW" | "RENTAL" | "MOBILISATION" | "LODGING" | "RISK" | "USAGE" | "WAIVER" => {
            "4050"
        }
        "VALUATION" => "4060",
        super::ROUNDING => ROUNDING,
        _ => match class {
            TaxClass::Material | TaxClass::Goods => "4030",
            TaxClass::Storage => "4040",
            TaxClass::Rental | TaxClass::SiteWork => "4050",
            _ => "4010",
        },
    }
}

/// Account of a tax charged and not yet paid over.
pub fn tax(tax: TaxKind) -> &'static str {
    match tax {
        TaxKind::Gst | TaxKind::Hst => "2200",
        TaxKind::Qst => "2210",
        TaxKind::Pst => "2220",
        TaxKind::Rst => "2230",
        TaxKind::Cgst => "2240",
        TaxKind::Sgst => "2241",
        TaxKind::Utgst => "2242",
        TaxKind::Igst => "2243",
        TaxKind::SalesTax => "2250",
    }
}

/// How a tax is named in the ledger: `HST CA-ON`.
pub fn tax_name(line: &TaxLine) -> Result<String> {
    Ok(format!("{} {}", code_of(&line.tax)?, line.jurisdiction))
}

/// One entry of the issue: debit positive, credit negative.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    pub account: &'static str,
    pub amount_minor: i64,
    pub tax: Option<String>,
}

/// Debit receivable and discounts, credit revenue and taxes; they sum to zero.
pub fn entries(lines: &[Line], totals: &Totals) -> Result<Vec<Entry>> {
    let currency = totals.total.currency();
    let mut entries = vec![Entry { account: RECEIVABLE, amount_minor: totals.total.minor(), tax: None }];
    let discounts = Money::sum(lines.iter().map(|line| line.discount), currency).map_err(Error::internal)?;
    entries.push(Entry { account: DISCOUNTS, amount_minor: discounts.minor(), tax: None });
    let start = entries.len();
    for line in lines {
        let account = revenue(&line.category, line.class);
        let credit = line.amount.checked_neg().map_err(Error::internal)?.minor();
        match entries[start..].iter_mut().find(|entry| entry.account == account) {
            Some(entry) => entry.amount_minor += credit,
            None => entries.push(Entry { account, amount_minor: credit, tax: None }),
        }
    }
    for line in &totals.taxes {
        let credit = line.amount.checked_neg().map_err(Error::internal)?.minor();
        entries.push(Entry { account: tax(line.tax), amount_minor: credit, tax: Some(tax_name(line)?) });
    }
    entries.retain(|entry| entry.amount_minor != 0);
    Ok(entries)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::invoice::reckon::tests::{line, seller, totals};
    use jiff::civil::date;
    use kernel::money::{
        Currency,
        tax::{Place, SupplyPlaces},
    };

    fn ontario(key: &str, class: TaxClass, category: &str, minor: i64) -> Line {
        let ontario = Place::new("CA", "ON");
        let places =
            SupplyPlaces { handover: Some(ontario.clone()), ..SupplyPlaces::between(ontario.clone(), ontario) };
        Line { places, ..line(key, class, category, minor, Currency::Cad) }
    }
    fn posted(lines: &mut [Line]) -> Vec<(&'static str, i64)> {
        let totals = totals(lines, date(2026, 5, 4), &seller("CA", "ON"));
        let entries = entries(lines, &totals).expect("entries");
        assert_eq!(entries.iter().map(|e| e.amount_minor).sum::<i64>(), 0);
        entries.into_iter().map(|e| (e.account, e.amount_minor)).collect()
    }

    #[test]
    fn example_7_the_issue_of_example_1() {
        let mut lines = [ontario("labour", TaxClass::Freight, "LABOUR", 66_025)];
        assert_eq!(posted(&mut lines), [("1100", 74_608), ("4010", -66_025), ("2200", -8_583)]);
    }

    #[test]
    fn bil_28_revenue_by_category_discounts_apart_one_entry_an_account() {
        let mut lines = [
            ontario("labour", TaxClass::Freight, "LABOUR", 60_000),
            ontario("travel", TaxClass::Freight, "TRAVEL", 5_000),
            ontario("packing", TaxClass::Freight, "PACKING", 10_000),
            ontario("boxes", TaxClass::Goods, "PACKING", 2_000),
            ontario("cover", TaxClass::Freight, "VALUATION", 3_000),
            ontario("free", TaxClass::Freight, "EXTRA", 0),
        ];
        lines[0].discount = Money::new(5_000, Currency::Cad);
        let entries = posted(&mut lines);
        assert_eq!(
            entries,
            [
                ("1100", 84_750),
                ("4900", 5_000),
                ("4010", -65_000),
                ("4020", -10_000),
                ("4030", -2_000),
                ("4060", -3_000),
                ("2200", -9_750)
            ]
        );
    }

    #[test]
    fn bil_28_lines_of_any_category_have_an_account() {
        assert_eq!(revenue("FEE", TaxClass::SiteWork), "4050");
        assert_eq!(revenue("PERCENTAGE_FEE", TaxClass::Freight), "4010");
        assert_eq!(revenue("SERVICE", TaxClass::Storage), "4040");
        assert_eq!(revenue("ROUNDING", TaxClass::OutOfScope), "6410");
    }
}
