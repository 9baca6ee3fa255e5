//! Tax: credit.

use kernel::money::{Money, MoneyError, Rate};

/// What has been credited of a tax so far.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Credited {
    /// Base credited.
    pub base: Money,
    /// Tax credited.
    pub tax: Money,
}

/// Tax of a further credit: its base × rate, never more than is left, and the last credit takes
/// whatever is left so that no cent remains (BIL-12).
pub fn credited_tax(base: Money, tax: Money, rate: Rate, so_far: Credited, credit: Money) -> Result<Money, MoneyError> {
    let left = tax.checked_sub(so_far.tax)?;
    if so_far.base.checked_add(credit)? == base {
        return Ok(left);
    }
    rate.of(credit)?.smaller(left)
}

#[cfg(test)]
mod tests {
    use kernel::money::Currency::Cad;

    use super::*;

    #[test]
    fn bil_12_the_last_credit_takes_the_remaining_cent() {
        let cad = |minor| Money::new(minor, Cad);
        let mut so_far = Credited { base: cad(0), tax: cad(0) };
        let mut taxes = Vec::new();
        for _ in 0..3 {
            let tax = credited_tax(cad(9_999), cad(1_300), Rate::percent(13), so_far, cad(3_333)).unwrap();
            so_far.base = so_far.base.checked_add(cad(3_333)).unwrap();
            so_far.tax = so_far.tax.checked_add(tax).unwrap();
            taxes.push(tax.minor());
        }
        assert_eq!(taxes, [433, 433, 434]);
    }
}
