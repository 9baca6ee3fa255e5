//! Answers an item of a checklist.

use engine::{Operation, Spec, TenantTx};
use jiff::Timestamp;
use kernel::{Error, Problems, Result, ids::JourneyId};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{StepCard, Tick, checklist, closed, number, rights::Rights, store};
use crate::{
    journey::{stage, store as journeys},
    workflow::{Item, ItemKind},
};

/// Answers an item of a checklist. Of two answers the later one by the corrected clock stands (MOB-13).
#[derive(Deserialize, JsonSchema)]
pub struct TickItem {
    pub id: JourneyId,
    #[serde(deserialize_with = "number")]
    pub number: i32,
    #[schemars(length(min = 1, max = 100))]
    pub code: String,
    pub done: bool,
    /// The answer of items that are more than a tick.
    #[serde(default)]
    pub value: Value,
    pub occurred_at: Option<Timestamp>,
}

/// How large an answer may be, written as JSON.
const MOST_VALUE_BYTES: usize = 10_000;

/// Whether the answer is one that this kind of item takes.
fn fits(item: &Item, value: &Value) -> bool {
    let whole = |most: i64| value.as_i64().is_some_and(|n| (0..=most).contains(&n));
    value.is_null()
        || match item.kind {
            ItemKind::Percent => whole(100),
            ItemKind::Count => whole(1_000_000),
            ItemKind::Rating => value.as_i64().is_some_and(|n| (1..=5).contains(&n)),
            ItemKind::Choice => value.as_str().is_some_and(|v| item.choices.iter().any(|c| c.code == v)),
            _ => true,
        }
}

impl Operation for TickItem {
    type Output = StepCard;
    const SPEC: Spec = Spec::command("dispatch.step.tick", "POST", "/journeys/{id}/steps/{number}/items/{code}")
        .summary("Answers an item of a checklist.")
        .permission("journey", "UPDATE")
        .on("journey", "id")
        .offline();

    fn check(&self, p: &mut Problems) {
        p.text("code", &self.code, 100);
        let size = self.value.to_string().len();
        p.require(size <= MOST_VALUE_BYTES, "value", "TOO_LONG", "That is too much.");
    }

    async fn run(self, tx: &TenantTx) -> Result<StepCard> {
        tx.target().await?;
        let (state, steps) = futures::try_join!(journeys::state(tx, self.id), store::of(tx, self.id))?;
        stage::refuse_cancelled(&state)?;
        let step = steps.step(self.number)?;
        let (items, ticks) = checklist(step)?;
        let item = items.iter().find(|i| i.code == self.code).ok_or_else(|| Error::not_found("item"))?;
        let rights = Rights::of(tx, self.number);
        if !rights.may_tick(item) {
            return Err(Error::forbidden("STEP_MATRIX", "This part of the checklist is not your role's."));
        }
        if !fits(item, &self.value) {
            return Err(Error::invalid("value", "NOT_AN_ANSWER", "This item is answered differently."));
        }
        let at = self.occurred_at.map_or(tx.now(), |at| at.min(tx.now()));
        let later = ticks.get(&self.code).is_none_or(|t| t.at <= at);
        if closed(&step.status) {
            // A phone's answer from before the step was closed says nothing new; a later one is too late.
            return match step.completed_at.is_some_and(|end| at <= end) {
                true => steps.card(self.number, &rights),
                false => Err(Error::conflict("STEP_CLOSED", "The step is closed.")),
            };
        }
        if later {
            if step.status != "IN_PROGRESS" {
                steps.may_begin(self.number)?;
                store::start(tx, step.id, at).await?;
            }
            let by = tx.caller().user().map(|u| u.uuid());
            let answer = Tick { done: self.done, value: self.value, at, by };
            let mut one = serde_json::Map::new();
            one.insert(self.code, serde_json::to_value(answer).map_err(Error::internal)?);
            store::tick(tx, step.id, &Value::Object(one)).await?;
            stage::tell(tx, "dispatch.journey.changed", &state);
        }
        store::of(tx, self.id).await?.card(self.number, &rights)
    }
    fn example() -> Value {
        json!({"id": "jny_01h455vb4pex5vsknk084sn02q", "number": 1, "code": "fuel", "done": true, "value": 80})
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workflow::{Choice, Labels};

    fn item(kind: ItemKind) -> Item {
        let choices = vec![Choice { code: "GOOD".into(), labels: Labels::new() }];
        let code = "x".to_owned();
        Item { code, labels: Labels::new(), part: None, kind, choices, required: true, media_required: false }
    }

    #[test]
    fn dsp_8_answers_fit_their_kind() {
        assert!(fits(&item(ItemKind::Percent), &json!(100)) && !fits(&item(ItemKind::Percent), &json!(101)));
        assert!(fits(&item(ItemKind::Rating), &json!(5)) && !fits(&item(ItemKind::Rating), &json!(0)));
        assert!(fits(&item(ItemKind::Choice), &json!("GOOD")) && !fits(&item(ItemKind::Choice), &json!("BAD")));
        assert!(fits(&item(ItemKind::Count), &json!(12)) && !fits(&item(ItemKind::Count), &json!(-1)));
        assert!(fits(&item(ItemKind::Check), &Value::Null));
    }
}
