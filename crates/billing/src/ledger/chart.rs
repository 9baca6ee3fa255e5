//! The accounts every company starts with.

use serde::Serialize;

/// What an account is; debits raise assets and expenses, credits raise liabilities and revenue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum AccountKind {
    Asset,
    Liability,
    Revenue,
    Expense,
}

impl AccountKind {
    pub fn code(self) -> &'static str {
        match self {
            Self::Asset => "ASSET",
            Self::Liability => "LIABILITY",
            Self::Revenue => "REVENUE",
            Self::Expense => "EXPENSE",
        }
    }
}

/// Cash taken by crews and not yet handed over.
pub const CASH_IN_FIELD: &str = "1000";
/// Cheques received and not yet at the bank.
pub const UNDEPOSITED: &str = "1010";
pub const BANK: &str = "1050";
/// Card payments on their way to the bank.
pub const CARD_CLEARING: &str = "1150";
/// What customers have paid ahead and no invoice has taken up.
pub const DEPOSITS: &str = "2100";
/// What customers owe.
pub const RECEIVABLE: &str = "1100";
/// What customers have paid above what they owe.
pub const CUSTOMER_CREDIT: &str = "2150";
/// What the smallest coin makes of cash.
pub const ROUNDING: &str = "6410";

use AccountKind::{Asset, Expense, Liability, Revenue};

/// Code, name and kind.
const CHART: &[(&str, &str, AccountKind)] = &[
    (CASH_IN_FIELD, "Cash in the field", Asset),
    (UNDEPOSITED, "Undeposited funds", Asset),
    (BANK, "Bank", Asset),
    (RECEIVABLE, "Accounts receivable", Asset),
    (CARD_CLEARING, "Card clearing", Asset),
    ("1160", "Disputed payments", Asset),
    ("1300", "Stock of materials", Asset),
    ("1500", "Equipment", Asset),
    ("1510", "Accumulated depreciation", Asset),
    (DEPOSITS, "Customer deposits", Liability),
    (CUSTOMER_CREDIT, "Customer credit", Liability),
    ("2200", "GST and HST charged", Liability),
    ("2210", "QST charged", Liability),
    ("2220", "PST charged", Liability),
    ("2230", "RST charged", Liability),
    ("2240", "CGST charged", Liability),
    ("2241", "SGST charged", Liability),
    ("2242", "UTGST charged", Liability),
    ("2243", "IGST charged", Liability),
    ("2250", "Sales tax charged", Liability),
    ("2400", "Accrued job cost", Liability),
    ("2500", "Tips to pay out", Liability),
    ("2600", "Deferred revenue", Liability),
    ("2700", "Claims to settle", Liability),
    ("4010", "Moving services", Revenue),
    ("4020", "Packing services", Revenue),
    ("4030", "Materials sold", Revenue),
    ("4040", "Storage", Revenue),
    ("4050", "Rental of equipment", Revenue),
    ("4060", "Valuation coverage", Revenue),
    ("4080", "Forfeited deposits and late fees", Revenue),
    ("4900", "Discounts given", Revenue),
    ("5000", "Job cost", Expense),
    ("6100", "Payment provider fees", Expense),
    ("6110", "Dispute fees", Expense),
    ("6200", "Bad debt", Expense),
    ("6400", "Exchange differences", Expense),
    (ROUNDING, "Rounding differences", Expense),
];

/// Name and kind of an account of the default chart.
pub fn account(code: &str) -> Option<(&'static str, AccountKind)> {
    CHART.iter().find(|(c, _, _)| *c == code).map(|(_, name, kind)| (*name, *kind))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bil_28_the_chart_names_each_account_once_by_the_kind_its_number_says() {
        for (at, (code, name, kind)) in CHART.iter().enumerate() {
            let by_number = match code.as_bytes()[0] {
                b'1' => Asset,
                b'2' => Liability,
                b'4' => Revenue,
                _ => Expense,
            };
            assert_eq!(*kind, by_number, "{code}");
            assert!(CHART[..at].iter().all(|(c, n, _)| c < code && n != name), "{code}");
            assert_eq!(account(code), Some((*name, *kind)));
        }
        assert_eq!(account("9999"), None);
    }
}
