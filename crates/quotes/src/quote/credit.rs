//! Whether a customer's terms leave room for a quote (CUS-5).

use engine::TenantTx;
use jiff::{ToSpan, civil::Date};
use kernel::{
    Error, Result,
    ids::CustomerId,
    money::{Currency, Money},
};

use super::store;
use crate::pricing::{
    Priced,
    validator::{Flag, FlagCode},
};

/// An invoice this many days after its due date stops further work on credit.
const OVERDUE_DAYS: i64 = 30;

/// What stands between a customer and another quote.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Credit {
    /// A hold, or an invoice more than thirty days overdue.
    pub stopped: bool,
    /// What may still be promised: limit − open invoices − accepted work not billed yet. None where there is no limit, or
    /// where it is in another currency than the quote.
    pub room: Option<Money>,
}

impl Credit {
    fn of(row: &store::CreditRow, currency: Currency) -> Result<Self> {
        let stopped = row.credit_hold || row.overdue;
        let Some(limit) = row.limit_minor.filter(|_| row.currency == currency.code()) else {
            return Ok(Self { stopped, room: None });
        };
        let used = row.open_minor.checked_add(row.unbilled_minor);
        let room = used.and_then(|used| limit.checked_sub(used));
        let room = room.ok_or_else(|| Error::internal("the customer's open amounts are out of range"))?;
        Ok(Self { stopped, room: Some(Money::new(room, currency)) })
    }

    /// A quote for exactly the room that is left is allowed.
    pub fn allows(&self, total: Money) -> bool {
        !self.stopped && self.room.is_none_or(|room| total.minor() <= room.minor())
    }
}

/// Where a customer stands on a day; nobody yet owes nothing.
pub async fn credit(tx: &TenantTx, customer: Option<CustomerId>, currency: Currency, today: Date) -> Result<Credit> {
    let Some(customer) = customer else { return Ok(Credit::default()) };
    let before = today.checked_sub(OVERDUE_DAYS.days()).map_err(Error::internal)?;
    match store::credit(tx, customer, before).await? {
        Some(row) => Credit::of(&row, currency),
        None => Ok(Credit::default()),
    }
}

/// Whether the credit was looked at before sending: somebody with the right to do so agreed.
pub fn was_settled(priced: &Priced) -> bool {
    priced.flags.iter().any(is_of_credit)
}

fn is_of_credit(flag: &Flag) -> bool {
    flag.code == FlagCode::P15 && flag.reason.starts_with("quote.credit_")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(limit_minor: Option<i64>) -> store::CreditRow {
        store::CreditRow {
            currency: "CAD".into(),
            limit_minor,
            credit_hold: false,
            open_minor: 1_245_000,
            unbilled_minor: 520_000,
            overdue: false,
        }
    }
    fn cad(minor: i64) -> Money {
        Money::new(minor, Currency::Cad)
    }

    #[test]
    fn cus_5_worked_example_6_over_the_limit_by_808_15_and_exactly_at_it() {
        let credit = Credit::of(&row(Some(2_000_000)), cad(0).currency()).expect("credit");
        assert_eq!(credit.room, Some(cad(235_000)));
        assert!(!credit.allows(cad(315_815)));
        assert!(credit.allows(cad(235_000)));
        assert!(!credit.allows(cad(235_001)));
    }

    #[test]
    fn cus_5_without_a_limit_only_holds_and_old_debts_stop() {
        let open = Credit::of(&row(None), cad(0).currency()).expect("credit");
        assert!(open.allows(cad(9_000_000_000)));
        let overdue = store::CreditRow { overdue: true, ..row(None) };
        assert!(!Credit::of(&overdue, cad(0).currency()).expect("credit").allows(cad(1)));
        let held = store::CreditRow { credit_hold: true, ..row(Some(900_000_000)) };
        assert!(!Credit::of(&held, cad(0).currency()).expect("credit").allows(cad(1)));
    }
}
