//! Two versions side by side.

use std::collections::BTreeMap;

use engine::{Operation, Spec, TenantTx};
use kernel::{Error, Result, ids::TariffId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{VersionCard, store};

/// Compares two versions of a tariff rule by rule (QUO-7).
#[derive(Deserialize, JsonSchema)]
pub struct CompareVersions {
    pub id: TariffId,
    /// Number of the earlier version.
    #[serde(deserialize_with = "super::number")]
    pub before: i32,
    /// Number of the later one.
    #[serde(deserialize_with = "super::number")]
    pub after: i32,
}

/// What became of a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum RuleChange {
    Added,
    Removed,
    Changed,
}

/// One figure of a rule that differs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct FigureChange {
    /// Where it stands in the rule, `rates.weekday`.
    pub figure: String,
    /// Absent: it was not there.
    #[schemars(extend("x-mask" = "BILL"))]
    pub before: Option<Value>,
    /// Absent: it is no longer there.
    #[schemars(extend("x-mask" = "BILL"))]
    pub after: Option<Value>,
}

/// A rule that differs; those that stand on one side only are listed whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct RuleDifference {
    pub rule_key: String,
    pub kind: String,
    pub change: RuleChange,
    pub figures: Vec<FigureChange>,
}

/// Every difference; rules in the order of their keys.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Comparison {
    pub before: i32,
    pub after: i32,
    pub settings: Vec<FigureChange>,
    pub rules: Vec<RuleDifference>,
    /// Rules that are the same in both.
    pub unchanged: usize,
}

/// The figures of a value by where they stand.
fn figures(value: &Value, at: &str, found: &mut BTreeMap<String, Value>) {
    let below = |name: &str| if at.is_empty() { name.to_owned() } else { format!("{at}.{name}") };
    match value {
        Value::Object(fields) => fields.iter().for_each(|(name, inner)| figures(inner, &below(name), found)),
        Value::Array(items) if items.iter().any(Value::is_object) => {
            items.iter().enumerate().for_each(|(n, inner)| figures(inner, &below(&n.to_string()), found));
        }
        Value::Null => {}
        other => {
            found.insert(at.to_owned(), other.clone());
        }
    }
}

fn all_figures(value: &Value) -> BTreeMap<String, Value> {
    let mut found = BTreeMap::new();
    figures(value, "", &mut found);
    found
}

fn differences(before: &Value, after: &Value) -> Vec<FigureChange> {
    let (before, after) = (all_figures(before), all_figures(after));
    let names: std::collections::BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    names
        .into_iter()
        .filter(|name| before.get(*name) != after.get(*name))
        .map(|name| FigureChange {
            figure: name.clone(),
            before: before.get(name).cloned(),
            after: after.get(name).cloned(),
        })
        .collect()
}

/// Rules by key, each without it and with its kind apart.
fn by_key(version: &VersionCard) -> Result<BTreeMap<String, (String, Value)>> {
    let mut rules = BTreeMap::new();
    for rule in &version.rules {
        let mut body = serde_json::to_value(&rule.body).map_err(Error::internal)?;
        let kind = body.as_object_mut().and_then(|body| body.remove("kind"));
        let kind = kind.as_ref().and_then(Value::as_str).unwrap_or_default().to_owned();
        rules.insert(rule.rule_key.clone(), (kind, body));
    }
    Ok(rules)
}

/// Compares; what exists on one side only is listed, nothing is dropped.
pub fn compare(before: &VersionCard, after: &VersionCard) -> Result<Comparison> {
    let settings = |version: &VersionCard| serde_json::to_value(&version.settings).map_err(Error::internal);
    let (old, new) = (by_key(before)?, by_key(after)?);
    let nothing = (String::new(), Value::Null);
    let keys: std::collections::BTreeSet<&String> = old.keys().chain(new.keys()).collect();
    let total = keys.len();
    let rules: Vec<RuleDifference> = keys
        .into_iter()
        .filter_map(|key| {
            let (was, is) = (old.get(key), new.get(key));
            let change = match (was, is) {
                (None, _) => RuleChange::Added,
                (_, None) => RuleChange::Removed,
                (Some(was), Some(is)) if was == is => return None,
                _ => RuleChange::Changed,
            };
            let (was, is) = (was.unwrap_or(&nothing), is.unwrap_or(&nothing));
            let kind = if is.0.is_empty() { &was.0 } else { &is.0 };
            Some(RuleDifference {
                rule_key: key.clone(),
                kind: kind.clone(),
                change,
                figures: differences(&was.1, &is.1),
            })
        })
        .collect();
    Ok(Comparison {
        before: before.number,
        after: after.number,
        settings: differences(&settings(before)?, &settings(after)?),
        unchanged: total - rules.len(),
        rules,
    })
}

impl Operation for CompareVersions {
    type Output = Comparison;
    const SPEC: Spec = Spec::read("quotes.tariff.compare", "/tariffs/{id}/compare")
        .summary("Compares two versions of a tariff rule by rule.")
        .permission("tariff", "VIEW")
        .on("tariff", "id");

    async fn run(self, tx: &TenantTx) -> Result<Comparison> {
        tx.target().await?;
        let tariff = store::read(tx, self.id).await?;
        compare(tariff.version(self.before)?, tariff.version(self.after)?)
    }

    fn example() -> Value {
        json!({"id": "tar_01h00000000000000000000000", "before": 1, "after": 2})
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::pricing::fixtures::moving_example;

    fn card(number: i32) -> VersionCard {
        let example = moving_example();
        VersionCard {
            id: kernel::Id::from_uuid(example.id),
            number,
            state: "DRAFT".into(),
            valid_from: date(2026, 1, 1),
            valid_to: None,
            settings: example.settings,
            rules: example.rules,
        }
    }

    #[test]
    fn quo_7_versions_are_compared_rule_by_rule_and_nothing_is_dropped() {
        let (before, mut after) = (card(1), card(2));
        assert!(compare(&before, &after).expect("compared").rules.is_empty());
        after.settings.billing_step_minutes = 30;
        let removed = after.rules.remove(0).rule_key;
        let mut added = after.rules[0].clone();
        added.rule_key = "zz.new".into();
        after.rules.push(added);
        for rule in &mut after.rules {
            if let crate::pricing::tariff::RuleBody::Hourly(row) = &mut rule.body
                && rule.rule_key == "hourly.3-1"
            {
                row.rates.weekday = kernel::money::UnitPrice::from_hundredths(19_900);
            }
        }
        let found = compare(&before, &after).expect("compared");
        let changes: Vec<_> = found.rules.iter().map(|rule| (rule.rule_key.as_str(), rule.change)).collect();
        let expected = [
            (removed.as_str(), RuleChange::Removed),
            ("hourly.3-1", RuleChange::Changed),
            ("zz.new", RuleChange::Added),
        ];
        assert_eq!(changes, expected);
        let weekday = FigureChange {
            figure: "rates.weekday".into(),
            before: Some(json!("189.00")),
            after: Some(json!("199.00")),
        };
        assert_eq!(found.rules[1].figures, [weekday]);
        assert_eq!(found.settings[0].figure, "billing_step_minutes");
        assert_eq!(found.unchanged, before.rules.len() - 2);
        assert!(found.rules[0].figures.iter().all(|figure| figure.after.is_none()));
    }
}
