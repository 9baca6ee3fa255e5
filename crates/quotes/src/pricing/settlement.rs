//! What is finally owed, and how much of it at delivery (QUO-19).

use kernel::money::tax::SupplyPlaces;
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

/// The most a law lets a carrier take, as a share of the estimate; printed on the quote.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CollectionCap {
    /// At delivery at most this share; the rest not before so many days later.
    AtDelivery {
        /// The share.
        share: Rate,
        /// The days.
        rest_after_days: u32,
    },
    /// Never more than this share.
    AtAll {
        /// The share.
        share: Rate,
    },
}

/// Days after delivery before which the rest is not due between states of the United States.
const REST_AFTER_DAYS: u32 = 30;

/// Household goods between states of the United States: 110 % of a non-binding and 100 % of any other estimate at
/// delivery. Consumers in Ontario: at most 10 % above an estimate.
pub fn collection_cap(estimate: EstimateKind, places: &SupplyPlaces, consumer: bool) -> Option<CollectionCap> {
    let origin = places.origin.as_ref()?;
    let non_binding = estimate == EstimateKind::NonBinding;
    match (origin.country.as_str(), origin.region.as_deref()) {
        ("US", from) => {
            let interstate = places.destinations.iter().any(|end| end.place.region.as_deref() != from);
            let share = Rate::percent(if non_binding { 110 } else { 100 });
            interstate.then_some(CollectionCap::AtDelivery { share, rest_after_days: REST_AFTER_DAYS })
        }
        ("CA", Some("ON")) if consumer && non_binding => Some(CollectionCap::AtAll { share: Rate::percent(110) }),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use kernel::money::Currency::{Cad, Usd};
    use kernel::money::tax::Place;

    use super::*;

    #[test]
    fn quo_19_a_non_binding_interstate_estimate_is_capped_at_delivery() {
        let usd = |minor| Money::new(minor, Usd);
        let owed = final_amount(EstimateKind::NonBinding, usd(200_000), usd(246_000), usd(0)).unwrap();
        let due = due_at_delivery(owed, usd(200_000), usd(0), Rate::percent(110)).unwrap();
        assert_eq!(due, Collection { at_delivery: usd(220_000), later: usd(26_000) });
    }

    #[test]
    fn quo_19_caps_are_those_of_the_place() {
        let between = |country: &str, from: &str, to: &str| {
            SupplyPlaces::between(Place::new(country, from), Place::new(country, to))
        };
        let share = |percent| CollectionCap::AtDelivery { share: Rate::percent(percent), rest_after_days: 30 };
        let interstate = between("US", "NY", "NJ");
        assert_eq!(collection_cap(EstimateKind::NonBinding, &interstate, true), Some(share(110)));
        assert_eq!(collection_cap(EstimateKind::Binding, &interstate, true), Some(share(100)));
        assert_eq!(collection_cap(EstimateKind::NonBinding, &between("US", "NY", "NY"), true), None);
        let ontario = between("CA", "ON", "QC");
        let most = Some(CollectionCap::AtAll { share: Rate::percent(110) });
        assert_eq!(collection_cap(EstimateKind::NonBinding, &ontario, true), most);
        assert_eq!(collection_cap(EstimateKind::NonBinding, &ontario, false), None, "a company is no consumer");
        assert_eq!(collection_cap(EstimateKind::Binding, &ontario, true), None);
        assert_eq!(collection_cap(EstimateKind::NonBinding, &between("CA", "BC", "BC"), true), None);
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
