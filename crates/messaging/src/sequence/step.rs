//! One step: a message or a call, when, and under which condition.

use kernel::{Problems, expr::Expression};
use ports::Channel;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::template::declared;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum StepKind {
    Email,
    Sms,
    /// Planned for whoever looks after the lead.
    Call,
}

/// What a delay counts from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum WaitFrom {
    /// The entry.
    Start,
    #[default]
    Step,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum WaitUnit {
    #[default]
    Minutes,
    /// Minutes in which the location answers.
    OpenMinutes,
    Days,
    /// Days on which the location answers.
    OpenDays,
}

macro_rules! stored {
    ($kind:ident { $($variant:ident = $code:literal),* $(,)? }) => {
        impl $kind {
            pub fn code(self) -> &'static str {
                match self { $($kind::$variant => $code),* }
            }
            /// Of the stored code.
            pub fn read(code: &str) -> Self {
                match code { $($code => $kind::$variant,)* other => unreachable!("the table has no {other}") }
            }
        }
    };
}
stored!(StepKind { Email = "EMAIL", Sms = "SMS", Call = "CALL" });
stored!(WaitFrom { Start = "START", Step = "STEP" });
stored!(WaitUnit { Minutes = "MINUTES", OpenMinutes = "OPEN_MINUTES", Days = "DAYS", OpenDays = "OPEN_DAYS" });

/// A step of a sequence.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Step {
    pub kind: StepKind,
    #[serde(default)]
    pub wait_from: WaitFrom,
    #[serde(default)]
    pub wait_count: i32,
    #[serde(default)]
    pub wait_unit: WaitUnit,
    /// For days: minutes since midnight at the location. Absent: the hour it counts from.
    pub at_minute: Option<i32>,
    /// Moved to when the location answers; calls always are.
    #[serde(default)]
    pub in_open_hours: bool,
    /// The words of a message.
    pub template_key: Option<String>,
    /// What a call is about.
    pub title: Option<String>,
    /// An expression over `lead`; where it does not hold the step is left out.
    pub condition: Option<String>,
}

impl Step {
    /// The channel of a message; none for a call.
    pub fn channel(&self) -> Option<Channel> {
        match self.kind {
            StepKind::Email => Some(Channel::Email),
            StepKind::Sms => Some(Channel::Sms),
            StepKind::Call => None,
        }
    }

    pub fn check(&self, p: &mut Problems, at: usize) {
        let field = |name: &str| format!("steps.{at}.{name}");
        let counted = (0..=525_600).contains(&self.wait_count);
        p.require(counted, &field("wait_count"), "OUT_OF_RANGE", "Between 0 and 525,600.");
        let in_day = self.at_minute.is_none_or(|minute| (0..1_440).contains(&minute));
        p.require(in_day, &field("at_minute"), "OUT_OF_RANGE", "Minutes since midnight: 0 to 1,439.");
        match self.channel() {
            None => {
                p.text(&field("title"), self.title.as_deref().unwrap_or_default(), 200);
            }
            Some(channel) => {
                let words = self.template_key.as_deref().and_then(declared::find);
                let fits = words.is_some_and(|words| words.is_for_leads() && words.channel == channel);
                p.require(
                    fits,
                    &field("template_key"),
                    "NOT_KNOWN",
                    "Choose the words of a follow-up by this channel.",
                );
            }
        }
        if let Some(condition) = super::filled(self.condition.as_deref()) {
            let sample = json!({"status": "NEW", "source": "TEXT", "service_type": "TEXT", "priority": "MEDIUM",
                "score": 50, "language": "en", "has_email": true, "has_phone": true, "has_owner": true,
                "days_to_move": 12});
            let tried = Expression::compile(condition).and_then(|e| e.holds(&[("lead", &sample)]));
            if let Err(why) = tried {
                p.add(field("condition"), "NOT_READABLE", why);
            }
        }
    }
}
