//! The ledger: double entry, append-only, in the seller's own currency; every posting sums to zero (BIL-28, BIL-29).

pub mod chart;
pub mod check;
pub mod list;
mod post;
mod store;
pub mod trial_balance;

use jiff::civil::Date;
use kernel::{Error, Result};
use uuid::Uuid;

pub use post::post;

/// What a transaction records.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Invoice,
    Payment,
}

impl Kind {
    pub fn code(self) -> &'static str {
        match self {
            Self::Invoice => "INVOICE",
            Self::Payment => "PAYMENT",
        }
    }
}

/// One line: debit positive, credit negative.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Code in the chart, such as 1100.
    pub account: &'static str,
    pub amount_minor: i64,
    pub location: Option<Uuid>,
    pub customer: Option<Uuid>,
    pub job: Option<Uuid>,
    /// Name of the tax, such as HST CA-ON.
    pub tax: Option<String>,
}

/// One transaction with its lines, posted once for each source and purpose.
#[derive(Clone, Debug)]
pub struct Posting {
    /// The legal seller whose books these are.
    pub entity: Uuid,
    pub kind: Kind,
    /// What it comes from: invoice, payment.
    pub source: &'static str,
    pub source_id: Uuid,
    pub purpose: &'static str,
    /// How people find it: the paper's number.
    pub label: String,
    pub effective_date: Date,
    pub currency: String,
    pub lines: Vec<Line>,
}

impl Posting {
    /// At least two lines, none of nothing, together zero.
    pub fn check(&self) -> Result<()> {
        if self.lines.len() < 2 {
            return Err(Error::internal(format!("the posting of {} has fewer than two lines", self.label)));
        }
        if self.lines.iter().any(|line| line.amount_minor == 0) {
            return Err(Error::internal(format!("the posting of {} has a line of nothing", self.label)));
        }
        let sum: i128 = self.lines.iter().map(|line| i128::from(line.amount_minor)).sum();
        if sum != 0 {
            return Err(Error::internal(format!("the posting of {} is off by {sum}", self.label)));
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn posting(amounts: &[i64]) -> Posting {
        let line = |amount_minor: &i64| Line {
            account: chart::RECEIVABLE,
            amount_minor: *amount_minor,
            location: None,
            customer: None,
            job: None,
            tax: None,
        };
        Posting {
            entity: Uuid::nil(),
            kind: Kind::Invoice,
            source: "invoice",
            source_id: Uuid::nil(),
            purpose: "issue",
            label: "INV-000001".into(),
            effective_date: jiff::civil::date(2026, 5, 4),
            currency: "CAD".into(),
            lines: amounts.iter().map(line).collect(),
        }
    }

    #[test]
    fn bil_29_a_posting_has_two_lines_none_empty_and_sums_to_zero() {
        assert!(posting(&[74_608, -66_025, -8_583]).check().is_ok());
        for wrong in [&[74_608, -66_025][..], &[74_608], &[], &[5, -5, 0], &[i64::MAX, i64::MAX, 2]] {
            assert!(posting(wrong).check().is_err(), "{wrong:?}");
        }
    }
}
