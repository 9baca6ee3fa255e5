//! Ratio: tests.

use proptest::prelude::*;

use super::*;

fn ratio(numerator: i128, denominator: i128) -> Ratio {
    Ratio::new(numerator, denominator).unwrap()
}

#[test]
fn halves_round_away_from_zero() {
    assert_eq!(ratio(5, 2).round_half_up(), 3);
    assert_eq!(ratio(-5, 2).round_half_up(), -3);
    assert_eq!(ratio(249, 100).round_half_up(), 2);
    assert_eq!(ratio(-249, 100).round_half_up(), -2);
}

#[test]
fn steps_round_up_once() {
    assert_eq!(ratio(320, 1).rounded_up_to(ratio(15, 1)).unwrap(), ratio(330, 1));
    assert_eq!(ratio(330, 1).rounded_up_to(ratio(15, 1)).unwrap(), ratio(330, 1));
    assert!(ratio(1, 1).rounded_up_to(Ratio::ZERO).is_err());
}

#[test]
fn text_is_decimal_where_exact() {
    for (value, text) in [(ratio(31, 4), "7.75"), (ratio(-1, 2), "-0.5"), (ratio(15, 26), "15/26")] {
        assert_eq!(value.to_string(), text);
        assert_eq!(text.parse::<Ratio>().unwrap(), value);
    }
    assert_eq!(serde_json::from_str::<Ratio>("12.4").unwrap(), ratio(62, 5));
    assert_eq!(serde_json::from_str::<Ratio>("12").unwrap(), ratio(12, 1));
    for bad in ["", "1/0", "x", "1.2.3", "1e9", "--1", "1.1234567890123"] {
        assert!(bad.parse::<Ratio>().is_err(), "{bad}");
    }
}

#[test]
fn overflow_is_told() {
    let huge = ratio(i128::MAX, 1);
    assert_eq!(huge.times(huge), Err(MoneyError::Overflow));
    assert_eq!(huge.plus(huge), Err(MoneyError::Overflow));
    assert_eq!(Ratio::new(1, 0), Err(MoneyError::DivisionByZero));
    assert_eq!(huge.round_half_up(), i128::MAX);
}

fn any_ratio() -> impl Strategy<Value = Ratio> {
    (-1_000_000_000_i128..1_000_000_000, 1_i128..1_000_000).prop_map(|(n, d)| ratio(n, d))
}

proptest! {
    #[test]
    fn addition_and_multiplication_have_inverses(a in any_ratio(), b in any_ratio()) {
        prop_assert_eq!(a.plus(b).unwrap().minus(b).unwrap(), a);
        if !b.is_zero() {
            prop_assert_eq!(a.times(b).unwrap().over(b).unwrap(), a);
        }
    }

    #[test]
    fn order_agrees_with_the_sign_of_the_difference(a in any_ratio(), b in any_ratio()) {
        let difference = a.minus(b).unwrap();
        prop_assert_eq!(a.cmp(&b), difference.numerator().cmp(&0));
    }

    #[test]
    fn rounding_is_never_further_than_a_half(a in any_ratio()) {
        let distance = a.minus(ratio(a.round_half_up(), 1)).unwrap();
        prop_assert!(distance.numerator().abs() * 2 <= distance.denominator());
        prop_assert!(a.floor() <= a.round_half_up() && a.round_half_up() <= a.ceil());
    }

    #[test]
    fn text_and_json_round_trip(a in any_ratio()) {
        prop_assert_eq!(a.to_string().parse::<Ratio>().unwrap(), a);
        let json = serde_json::to_string(&a).unwrap();
        prop_assert_eq!(serde_json::from_str::<Ratio>(&json).unwrap(), a);
    }
}
