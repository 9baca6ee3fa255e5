//! What a payment comes to: how much counts, what is rounded, what is given back, and what goes to which account.

use kernel::{
    Error, Result,
    money::{Currency, Money},
};

use super::Method;
use crate::ledger::chart;

/// A payment as somebody wants to take it.
#[derive(Clone, Copy, Debug)]
pub struct Taking {
    pub method: Method,
    /// What shall count; for cash before rounding.
    pub amount: Money,
    /// Cash handed over, where change is wanted.
    pub tendered: Option<Money>,
    /// Whether what is above the balance becomes the customer's credit.
    pub surplus_to_credit: bool,
}

/// A payment reckoned; minor units.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Settled {
    /// What counts: towards the invoice and as credit.
    pub amount: i64,
    /// Towards the invoice.
    pub allocated: i64,
    pub credit: i64,
    /// Received less counted.
    pub rounding: i64,
    pub received: i64,
    pub change: i64,
}

/// Smallest coin, in minor units.
fn coin(currency: Currency) -> i64 {
    match currency {
        Currency::Cad => 5,
        _ => 1,
    }
}

/// What is paid in coins for an amount that is not negative: the nearest multiple of the smallest coin (BIL-25).
pub fn in_coins(minor: i64, currency: Currency) -> i64 {
    let coin = coin(currency);
    let over = minor % coin;
    if over * 2 >= coin { minor - over + coin } else { minor - over }
}

impl Taking {
    /// Reckons a payment towards an invoice with this balance.
    pub fn settle(self, balance: Money) -> Result<Settled> {
        let currency = balance.currency();
        if self.amount.currency() != currency {
            let text = format!("The invoice is in {currency}.");
            return Err(Error::invalid("amount", "OTHER_CURRENCY", text));
        }
        let cash = self.method == Method::Cash;
        let round = |minor: i64| if cash { in_coins(minor, currency) } else { minor };
        let (wanted, open) = (self.amount.minor(), balance.minor());
        // Whoever hands over the rounded balance has paid all of it.
        let amount = if cash && wanted == round(open) { open } else { wanted };
        if amount > open && !self.surplus_to_credit {
            let data = serde_json::json!({"balance": balance});
            return Err(Error::invalid(
                "amount",
                "ABOVE_BALANCE",
                format!("Only {balance} is open. Take that much, or mark the rest as the customer's credit."),
            )
            .with_data(data));
        }
        let received = round(amount);
        if received == 0 && amount != open {
            return Err(Error::invalid("amount", "BELOW_A_COIN", "This is less than the smallest coin."));
        }
        let allocated = amount.min(open);
        let change = self.change(received, currency)?;
        Ok(Settled { amount, allocated, credit: amount - allocated, rounding: received - amount, received, change })
    }

    fn change(self, received: i64, currency: Currency) -> Result<i64> {
        let Some(tendered) = self.tendered else { return Ok(0) };
        if tendered.currency() != currency {
            return Err(Error::invalid("tendered", "OTHER_CURRENCY", format!("The invoice is in {currency}.")));
        }
        if tendered.minor() < received {
            let due = Money::new(received, currency);
            return Err(Error::invalid("tendered", "TOO_LITTLE", format!("{due} is to be paid in cash.")));
        }
        Ok(tendered.minor() - received)
    }
}

impl Settled {
    /// Account and amount of each entry, debit positive; they sum to zero (BIL-28).
    pub fn entries(&self, method: Method) -> Vec<(&'static str, i64)> {
        let mut entries = vec![
            (method.account(), self.received),
            (chart::RECEIVABLE, -self.allocated),
            (chart::CUSTOMER_CREDIT, -self.credit),
            (chart::ROUNDING, -self.rounding),
        ];
        entries.retain(|(_, minor)| *minor != 0);
        entries
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn cad(minor: i64) -> Money {
        Money::new(minor, Currency::Cad)
    }
    fn taking(method: Method, minor: i64) -> Taking {
        Taking { method, amount: cad(minor), tendered: None, surplus_to_credit: false }
    }

    #[test]
    fn bil_25_canadian_cash_goes_to_the_nearest_five_cents_and_other_money_stays() {
        let rounded: Vec<i64> = (54_600..=54_610).map(|minor| in_coins(minor, Currency::Cad)).collect();
        let expected = [54_600, 54_600, 54_600, 54_605, 54_605, 54_605, 54_605, 54_605, 54_610, 54_610, 54_610];
        assert_eq!(rounded, expected);
        assert_eq!(in_coins(54_608, Currency::Usd), 54_608);
        let transfer = taking(Method::BankTransfer, 54_608).settle(cad(54_608)).expect("settled");
        assert_eq!((transfer.received, transfer.rounding), (54_608, 0));
    }

    #[test]
    fn example_1_the_rest_of_546_08_in_cash_is_546_10_with_two_cents_rounding() {
        let exact = Taking { tendered: Some(cad(56_000)), ..taking(Method::Cash, 54_608) };
        let settled = exact.settle(cad(54_608)).expect("settled");
        let expected =
            Settled { amount: 54_608, allocated: 54_608, credit: 0, rounding: 2, received: 54_610, change: 1_390 };
        assert_eq!(settled, expected);
        assert_eq!(settled.entries(Method::Cash), [("1000", 54_610), ("1100", -54_608), ("6410", -2)]);
        let in_coins = taking(Method::Cash, 54_610).settle(cad(54_608)).expect("settled");
        assert_eq!(Settled { change: 1_390, ..in_coins }, expected, "entered as the coins handed over");
        let down = taking(Method::Cash, 54_610).settle(cad(54_612)).expect("settled");
        assert_eq!((down.allocated, down.rounding), (54_612, -2), "the balance becomes nothing");
        assert_eq!(down.entries(Method::Cash), [("1000", 54_610), ("1100", -54_612), ("6410", 2)]);
    }

    #[test]
    fn bil_11_a_surplus_is_credit_only_where_marked() {
        let refused = taking(Method::Check, 60_000).settle(cad(54_608)).expect_err("above the balance");
        assert_eq!((refused.code.as_str(), refused.problems[0].code.as_str()), ("INVALID", "ABOVE_BALANCE"));
        let marked = Taking { surplus_to_credit: true, ..taking(Method::Check, 60_000) };
        let settled = marked.settle(cad(54_608)).expect("settled");
        assert_eq!((settled.allocated, settled.credit), (54_608, 5_392));
        assert_eq!(settled.entries(Method::Check), [("1010", 60_000), ("1100", -54_608), ("2150", -5_392)]);
    }

    #[test]
    fn bil_25_less_than_a_coin_is_no_payment_unless_it_is_all_that_is_open() {
        assert!(taking(Method::Cash, 2).settle(cad(500)).is_err());
        let last = taking(Method::Cash, 2).settle(cad(2)).expect("settled");
        assert_eq!(last.entries(Method::Cash), [("1100", -2), ("6410", 2)]);
        let short = Taking { tendered: Some(cad(1_000)), ..taking(Method::Cash, 1_500) };
        assert!(short.settle(cad(2_000)).is_err(), "too little handed over");
        let dollars = Taking { amount: Money::new(100, Currency::Usd), ..taking(Method::Cash, 100) };
        assert!(dollars.settle(cad(2_000)).is_err(), "another currency");
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2_000))]
        /// Issue, then payments of any kind and size: whatever is accepted posts zero in sum, and the receivable is
        /// the balance after each.
        #[test]
        fn bil_30_any_sequence_of_payments_keeps_the_books(
            total in 1_i64..2_000_000,
            payments in prop::collection::vec((0_u8..3, 1_i64..900_000, any::<bool>(), 0_u8..5), 1..30),
        ) {
            let (mut balance, mut receivable, mut credit, mut in_2150) = (total, total, 0, 0);
            for (method, size, surplus_to_credit, kind) in payments {
                let method = [Method::Cash, Method::Check, Method::BankTransfer][usize::from(method)];
                let wanted = match kind {
                    0 => balance.max(1),
                    1 => in_coins(balance, Currency::Cad).max(1),
                    _ => size,
                };
                let taking = Taking { surplus_to_credit, ..taking(method, wanted) };
                let Ok(settled) = taking.settle(cad(balance)) else {
                    prop_assert!(wanted > balance && !surplus_to_credit || wanted < 3 && method == Method::Cash);
                    continue;
                };
                let entries = settled.entries(method);
                prop_assert!(entries.len() >= 2);
                prop_assert_eq!(entries.iter().map(|(_, minor)| minor).sum::<i64>(), 0);
                prop_assert!(settled.rounding.abs() <= 2 && (method == Method::Cash || settled.rounding == 0));
                prop_assert!(method != Method::Cash || settled.received % 5 == 0);
                let of = |account: &str| entries.iter().filter(|(a, _)| *a == account).map(|(_, m)| m).sum::<i64>();
                balance -= settled.allocated;
                receivable += of("1100");
                credit += settled.credit;
                in_2150 -= of("2150");
                prop_assert!(balance >= 0);
                prop_assert_eq!(receivable, balance);
                prop_assert_eq!(in_2150, credit);
                if balance == 0 {
                    break;
                }
            }
        }
    }
}
