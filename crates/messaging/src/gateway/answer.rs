//! What a provider's answers mean: the table of MSG-16.

use jiff::{SignedDuration, Timestamp, fmt::rfc2822};
use serde::Deserialize;
use serde_json::Value;

use outside::{Answered, Lost};

use super::Outcome;

/// What a refusal says of the number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Told {
    #[default]
    Nothing,
    /// Its owner told the provider to stop.
    OptedOut,
    /// No text arrives there: no number, or a land line.
    Invalid,
    /// Switched off or out of reach: later perhaps.
    Unreachable,
    /// Too fast.
    Rate,
}

/// A refusal for good.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Refusal {
    /// The provider's own number of it.
    pub code: String,
    pub reason: String,
    pub told: Told,
}

/// The shipped table of numbers.
const TABLE: &[(&str, Told)] = &[
    ("21610", Told::OptedOut),
    ("21211", Told::Invalid),
    ("21217", Told::Invalid),
    ("21407", Told::Invalid),
    ("21614", Told::Invalid),
    ("30005", Told::Invalid),
    ("30006", Told::Invalid),
    ("30003", Told::Unreachable),
    ("14107", Told::Rate),
    ("20429", Told::Rate),
    ("30022", Told::Rate),
];

pub fn told(code: &str) -> Told {
    TABLE.iter().find(|(known, _)| *known == code).map_or(Told::Nothing, |(_, told)| *told)
}

#[derive(Default, Deserialize)]
struct Body {
    #[serde(alias = "id")]
    sid: Option<String>,
    #[serde(alias = "error_code")]
    code: Option<Value>,
    #[serde(alias = "error_message")]
    message: Option<String>,
}

fn text(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

pub fn outcome(answer: Result<Answered, Lost>) -> Outcome {
    let answered = match answer {
        Ok(answered) => answered,
        Err(Lost::Refused(reason)) => {
            return Outcome::Permanent(Refusal { code: "PROVIDER_ADDRESS".into(), reason, told: Told::Nothing });
        }
        Err(Lost::Unreached(reason)) => return Outcome::Temporary { reason, wait_s: None },
        Err(Lost::Unanswered(reason)) => return Outcome::Unknown(reason),
    };
    let body: Body = serde_json::from_slice(&answered.body).unwrap_or_default();
    let code = body.code.as_ref().filter(|c| !c.is_null()).map(text).unwrap_or_default();
    let said = body.message.unwrap_or_else(|| format!("The provider answered {}.", answered.status));
    let temporary = |reason| Outcome::Temporary { reason, wait_s: answered.retry_after_s };
    match answered.status {
        200..=299 => match body.sid {
            Some(sid) => Outcome::Taken(sid),
            None => Outcome::Unknown("The provider answered without naming the message.".into()),
        },
        401 | 403 if told(&code) == Told::Nothing => {
            temporary(format!("The provider does not accept the account and secret of this number. {said}"))
        }
        408 | 429 | 500..=599 => temporary(said),
        _ => match told(&code) {
            Told::Rate | Told::Unreachable => temporary(said),
            told => Outcome::Permanent(Refusal { code, reason: said, told }),
        },
    }
}

/// Looks for the text in the provider's list: the same words, made since it was handed over.
pub fn found(body: &[u8], words: &str, handed_at: Timestamp) -> Result<Option<String>, String> {
    #[derive(Deserialize)]
    struct Message {
        sid: String,
        body: Option<String>,
        date_created: Option<String>,
    }
    #[derive(Deserialize)]
    struct List {
        messages: Vec<Message>,
    }
    let list: List = serde_json::from_slice(body).map_err(|e| format!("The provider's list cannot be read: {e}."))?;
    // Clocks differ a little.
    let since = handed_at - SignedDuration::from_mins(5);
    let made = |text: &str| rfc2822::parse(text).map(|z| z.timestamp()).ok().or_else(|| text.parse().ok());
    let mine = |m: &Message| {
        let recent = m.date_created.as_deref().and_then(made).is_none_or(|at| at >= since);
        m.body.as_deref() == Some(words) && recent
    };
    Ok(list.messages.into_iter().find(mine).map(|m| m.sid))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answered(status: u16, body: &str, retry_after_s: Option<i64>) -> Outcome {
        outcome(Ok(Answered { status, retry_after_s, body: body.to_owned().into() }))
    }

    #[test]
    fn msg_16_answers_are_read_by_the_table() {
        assert_eq!(
            answered(201, r#"{"sid":"SM1","status":"queued","error_code":null}"#, None),
            Outcome::Taken("SM1".into())
        );
        assert!(matches!(answered(201, "{}", None), Outcome::Unknown(_)));
        let refused = |code: u32| answered(400, &format!(r#"{{"code":{code},"message":"no"}}"#), None);
        let told_by = |outcome: Outcome| match outcome {
            Outcome::Permanent(refusal) => refusal.told,
            other => panic!("{other:?}"),
        };
        assert_eq!(told_by(refused(21610)), Told::OptedOut);
        assert_eq!(told_by(refused(21614)), Told::Invalid);
        assert_eq!(told_by(refused(21602)), Told::Nothing);
        assert!(matches!(refused(30003), Outcome::Temporary { .. }));
    }
    #[test]
    fn msg_21_busy_and_broken_providers_are_asked_again_when_they_say() {
        assert!(matches!(answered(429, "{}", Some(7)), Outcome::Temporary { wait_s: Some(7), .. }));
        assert!(matches!(answered(503, "", None), Outcome::Temporary { wait_s: None, .. }));
        assert!(matches!(answered(401, r#"{"code":20003,"message":"no"}"#, None), Outcome::Temporary { .. }));
    }
    #[test]
    fn msg_22_a_lost_answer_is_unknown_and_a_lost_way_is_not() {
        assert!(matches!(outcome(Err(Lost::Unanswered("x".into()))), Outcome::Unknown(_)));
        assert!(matches!(outcome(Err(Lost::Unreached("x".into()))), Outcome::Temporary { .. }));
    }
    #[test]
    fn msg_22_the_list_says_whether_it_has_the_text() {
        let handed: Timestamp = "2026-07-15T14:00:00Z".parse().expect("an instant");
        let list = |date: &str| format!(r#"{{"messages":[{{"sid":"SM9","body":"Hello","date_created":"{date}"}}]}}"#);
        let here = list("Wed, 15 Jul 2026 14:00:02 +0000");
        assert_eq!(found(here.as_bytes(), "Hello", handed), Ok(Some("SM9".into())));
        assert_eq!(found(here.as_bytes(), "Other", handed), Ok(None));
        let earlier = list("Wed, 15 Jul 2026 13:00:02 +0000");
        assert_eq!(found(earlier.as_bytes(), "Hello", handed), Ok(None));
        assert!(found(b"<html>", "Hello", handed).is_err());
    }
}
