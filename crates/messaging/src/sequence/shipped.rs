//! The sequence that is shipped.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::step::{
    Step, StepKind,
    StepKind::{Call, Email, Sms},
    WaitFrom,
    WaitFrom::Start,
    WaitUnit,
    WaitUnit::{Days, Minutes, OpenDays, OpenMinutes},
};

/// A sequence to begin with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Shipped {
    /// At once a text and mail, after five minutes and an open hour a call, the next open day mail, on day 3 a call and a
    /// text, on days 7 and 14 mail.
    SevenTouches,
}

/// Ten in the morning.
const TEN: i32 = 10 * 60;

fn step(kind: StepKind, from: WaitFrom, count: i32, unit: WaitUnit, at_minute: Option<i32>, what: &str) -> Step {
    let is_call = kind == Call;
    Step {
        kind,
        wait_from: from,
        wait_count: count,
        wait_unit: unit,
        at_minute,
        in_open_hours: is_call,
        template_key: (!is_call).then(|| what.to_owned()),
        title: is_call.then(|| what.to_owned()),
        condition: None,
    }
}

impl Shipped {
    /// Its steps; what calls are about in the company's language.
    pub fn steps(self, language: &str) -> Vec<Step> {
        let french = language.starts_with("fr");
        let say = |en: &'static str, fr: &'static str| if french { fr } else { en };
        match self {
            Shipped::SevenTouches => vec![
                step(Sms, Start, 0, Minutes, None, "sales.follow.hello_text"),
                step(Email, Start, 0, Minutes, None, "sales.follow.hello"),
                step(Call, Start, 5, Minutes, None, say("First call: new enquiry", "Premier appel : nouvelle demande")),
                step(Call, Start, 60, OpenMinutes, None, say("Second call", "Deuxième appel")),
                step(Email, Start, 1, OpenDays, Some(TEN), "sales.follow.next_day"),
                step(Call, Start, 3, Days, Some(TEN), say("Third call", "Troisième appel")),
                step(Sms, Start, 3, Days, Some(TEN), "sales.follow.third_day_text"),
                step(Email, Start, 7, Days, Some(TEN), "sales.follow.week"),
                step(Email, Start, 14, Days, Some(TEN), "sales.follow.last"),
            ],
        }
    }
}
