//! What is finally owed, and how much of it at delivery (QUO-19).

use kernel::money::{Money, MoneyError, Rate};

use super::input::EstimateKind;

/// The final amount from the quote, the actual work and signed change orders.
pub fn final_amount(
    estimate: EstimateKind,
    quoted: Money,
    actual: Money,
    change_orders: Money,
) -> Result<Money, MoneyError> {
    match estimate {
        EstimateKind::NonBinding => Ok(actual),
        EstimateKind::Binding => quoted.checked_add(change_orders),
        EstimateKind::NotToExceed => quoted.smaller(actual)?.checked_add(change_orders),
    }
}

/// What may be collected at delivery and what is due later.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Collection {
    /// At delivery.
    pub at_delivery: Money,
    /// Not before the law's waiting time.
    pub later: Money,
}

/// Splits a final amount by the law's cap, a share of the estimate (110 % is `Rate::percent(110)`)
/// plus signed change orders.
pub fn due_at_delivery(
    owed: Money,
    estimate: Money,
    change_orders: Money,
    cap: Rate,
) -> Result<Collection, MoneyError> {
    let at_delivery = owed.smaller(cap.of(estimate)?.checked_add(change_orders)?)?;
    Ok(Collection { at_delivery, later: owed.checked_sub(at_delivery)? })
}

#[cfg(test)]
mod tests {
    use kernel::money::Currency::{Cad, Usd};

    use super::*;

    #[test]
    fn quo_19_a_non_binding_interstate_estimate_is_capped_at_delivery() {
        let usd = |minor| Money::new(minor, Usd);
        let owed = final_amount(EstimateKind::NonBinding, usd(200_000), usd(246_000), usd(0)).unwrap();
        let due = due_at_delivery(owed, usd(200_000), usd(0), Rate::percent(110)).unwrap();
        assert_eq!(due, Collection { at_delivery: usd(220_000), later: usd(26_000) });
    }

    #[test]
    fn quo_19_not_to_exceed_takes_the_lower() {
        let cad = |minor| Money::new(minor, Cad);
        let owed = |actual| final_amount(EstimateKind::NotToExceed, cad(345_099), cad(actual), cad(0));
        assert_eq!(owed(361_240), Ok(cad(345_099)));
        assert_eq!(owed(328_810), Ok(cad(328_810)));
    }

    #[test]
    fn quo_19_binding_adds_signed_changes_only() {
        let cad = |minor| Money::new(minor, Cad);
        let owed = final_amount(EstimateKind::Binding, cad(100_000), cad(150_000), cad(5_000));
        assert_eq!(owed, Ok(cad(105_000)));
    }
}
