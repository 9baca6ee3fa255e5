//! How a figure came about: one step after the other, each with what went in.

use kernel::money::Ratio;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What a value counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Unit {
    Cuft,
    Lb,
    LbPerHour,
    Minute,
    Percent,
    Mover,
    Truck,
    Carton,
    Day,
    Factor,
}

/// A named figure that went into a step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Figure {
    /// Message key of its words.
    pub name: String,
    pub value: Ratio,
    pub unit: Unit,
}

/// One step of a run.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Step {
    /// Message key of its words.
    pub name: String,
    /// Which stop or carton it is about, where there are several.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subject: Option<String>,
    /// The rule it follows.
    pub rule: String,
    pub of: Vec<Figure>,
    /// The exact value.
    pub value: Ratio,
    pub unit: Unit,
}

/// Takes down the steps as they are reckoned.
#[derive(Debug, Default)]
pub struct Steps(pub Vec<Step>);

impl Steps {
    pub fn put(&mut self, rule: &str, name: &str, of: &[(&str, Ratio, Unit)], value: Ratio, unit: Unit) -> Ratio {
        self.about(None, rule, name, of, value, unit)
    }

    pub fn about(
        &mut self,
        subject: Option<String>,
        rule: &str,
        name: &str,
        of: &[(&str, Ratio, Unit)],
        value: Ratio,
        unit: Unit,
    ) -> Ratio {
        let figure =
            |(name, value, unit): &(&str, Ratio, Unit)| Figure { name: (*name).into(), value: *value, unit: *unit };
        self.0.push(Step {
            name: name.into(),
            subject,
            rule: rule.into(),
            of: of.iter().map(figure).collect(),
            value,
            unit,
        });
        value
    }
}
