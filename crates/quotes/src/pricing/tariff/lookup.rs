//! Tariff: lookup.

use kernel::money::Ratio;

use super::{DistanceUnit, Rule, RuleBody, TariffVersion};

impl TariffVersion {
    /// All rules of one kind with their keys.
    pub(in crate::pricing) fn all<'a, T: 'a>(
        &'a self,
        pick: impl Fn(&'a RuleBody) -> Option<&'a T> + 'a,
    ) -> impl Iterator<Item = (&'a str, &'a T)> + 'a {
        self.rules.iter().filter_map(move |rule| pick(&rule.body).map(|body| (rule.rule_key.as_str(), body)))
    }

    /// The rule with this key.
    pub(in crate::pricing) fn rule(&self, rule_key: &str) -> Option<&Rule> {
        self.rules.iter().find(|rule| rule.rule_key == rule_key)
    }

    /// Kilometres in the tariff's unit of distance.
    pub(in crate::pricing) fn distance(&self, km: Ratio) -> Result<Ratio, kernel::money::MoneyError> {
        match self.distance_unit {
            DistanceUnit::Km => Ok(km),
            // One statute mile is 1.609344 km by definition.
            DistanceUnit::Mi => km.over(Ratio::new(1_609_344, 1_000_000)?),
        }
    }
}

/// Picks one kind of rule out of all.
macro_rules! of_kind {
    ($kind:ident) => {
        |body: &$crate::pricing::tariff::RuleBody| match body {
            $crate::pricing::tariff::RuleBody::$kind(rule) => Some(rule),
            _ => None,
        }
    };
}
pub(in crate::pricing) use of_kind;
