//! What somebody wants to be told of, and how (MSG-20).

use engine::{Operation, Spec, TenantTx};
use kernel::{Problems, Result, ids::UserId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{
    me,
    rules::{RULES, Rule, of_kind},
    store::{self, PreferencesRow},
    timing::{self, Digest, Quiet, Times},
};
use crate::push::{Browser, browsers, vapid};

/// The ways somebody of the company is told.
const CHANNELS: [&str; 4] = ["IN_APP", "EMAIL", "SMS", "PUSH"];
/// Here what is urgent comes whatever one says.
const ALWAYS: [&str; 2] = ["IN_APP", "PUSH"];

/// One person's wishes.
pub struct Wishes(Vec<PreferencesRow>);

impl Wishes {
    /// What the person said, else what is shipped. What is urgent comes to the app and the browser in any case.
    pub fn is_on(&self, rule: &Rule, channel: &str) -> bool {
        if rule.urgent && ALWAYS.contains(&channel) {
            return true;
        }
        let said = self.0.iter().find(|row| row.kind == rule.kind && row.channel == channel);
        let shipped = match channel {
            "EMAIL" => rule.by_mail,
            "PUSH" => rule.by_push,
            "SMS" => rule.by_text,
            _ => true,
        };
        said.map_or(shipped, |row| row.is_on)
    }
}

pub async fn of(tx: &TenantTx, user: UserId) -> Result<Wishes> {
    Ok(Wishes(store::preferences(tx, user).await?))
}

#[derive(Serialize, JsonSchema)]
pub struct Preference {
    pub kind: String,
    pub name_en: String,
    pub name_fr: String,
    pub in_app: bool,
    pub email: bool,
    pub sms: bool,
    pub push: bool,
    /// It cannot wait: in the app and the browser it is always told.
    pub urgent: bool,
}

/// When one is told by mail and in the browser; what is urgent comes to the browser at once.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, JsonSchema)]
pub struct When {
    pub email_digest: Digest,
    pub push_digest: Digest,
    /// Absent: at any hour.
    pub quiet_hours: Option<Quiet>,
}

#[derive(Serialize, JsonSchema)]
pub struct Preferences {
    pub preferences: Vec<Preference>,
    pub when: When,
    /// Where the person's clock stands.
    pub timezone: String,
    /// What a browser subscribes with.
    pub push_key: String,
    /// Those that are told already.
    pub browsers: Vec<Browser>,
}

async fn show(tx: &TenantTx, user: UserId) -> Result<Preferences> {
    let (wishes, times, browsers) = futures::try_join!(of(tx, user), timing::of(tx, user), browsers(tx, user))?;
    let line = |rule: &Rule| Preference {
        kind: rule.kind.into(),
        name_en: rule.name[0].into(),
        name_fr: rule.name[1].into(),
        in_app: wishes.is_on(rule, "IN_APP"),
        email: wishes.is_on(rule, "EMAIL"),
        sms: wishes.is_on(rule, "SMS"),
        push: wishes.is_on(rule, "PUSH"),
        urgent: rule.urgent,
    };
    Ok(Preferences {
        preferences: RULES.iter().map(line).collect(),
        when: When { email_digest: times.email, push_digest: times.push, quiet_hours: times.quiet },
        timezone: times.zone.iana_name().unwrap_or("UTC").to_owned(),
        push_key: vapid::public_key(tx.settings()),
        browsers,
    })
}

/// Reads what the caller is told of.
#[derive(Deserialize, JsonSchema)]
pub struct ReadPreferences {}

impl Operation for ReadPreferences {
    type Output = Preferences;
    const SPEC: Spec = Spec::read("messaging.notification.preferences", "/notification-preferences")
        .summary("What one is told of, and how.")
        .session();

    async fn run(self, tx: &TenantTx) -> Result<Preferences> {
        show(tx, me(tx)?).await
    }

    fn example() -> Value {
        json!({})
    }
}

#[derive(Deserialize, JsonSchema)]
pub struct Wish {
    pub kind: String,
    /// IN_APP, EMAIL, SMS or PUSH.
    pub channel: String,
    pub is_on: bool,
}

/// Changes what the caller is told of; what is not named stays.
#[derive(Deserialize, JsonSchema)]
pub struct ChangePreferences {
    #[serde(default)]
    pub wishes: Vec<Wish>,
    /// Where it is said, all of it.
    pub when: Option<When>,
}

impl Operation for ChangePreferences {
    type Output = Preferences;
    const SPEC: Spec = Spec::command("messaging.notification.prefer", "PUT", "/notification-preferences")
        .summary("Changes what one is told of, and how.")
        .session();

    fn check(&self, p: &mut Problems) {
        p.require(self.wishes.len() <= 100, "wishes", "TOO_MANY", "At most 100 at a time.");
        for (at, wish) in self.wishes.iter().enumerate() {
            match of_kind(&wish.kind) {
                None => {
                    p.add(format!("wishes[{at}].kind"), "UNKNOWN", "There is no such kind.");
                }
                Some(rule) if rule.urgent && ALWAYS.contains(&wish.channel.as_str()) && !wish.is_on => {
                    p.add(format!("wishes[{at}].is_on"), "URGENT", "What cannot wait is always told here.");
                }
                Some(_) => {}
            }
            if !CHANNELS.contains(&wish.channel.as_str()) {
                p.add(format!("wishes[{at}].channel"), "UNKNOWN", "IN_APP, EMAIL, SMS or PUSH.");
            }
        }
        if let Some(quiet) = self.when.and_then(|when| when.quiet_hours) {
            for (field, minute) in [("from_minute", quiet.from_minute), ("until_minute", quiet.until_minute)] {
                let fine = (0..1_440).contains(&minute);
                p.require(
                    fine,
                    &format!("when.quiet_hours.{field}"),
                    "NOT_A_TIME",
                    "Minutes since midnight, 0 to 1439.",
                );
            }
            let apart = quiet.from_minute != quiet.until_minute;
            p.require(apart, "when.quiet_hours.until_minute", "SAME", "The end is another time than the beginning.");
        }
    }

    async fn run(self, tx: &TenantTx) -> Result<Preferences> {
        let user = me(tx)?;
        if let Some(when) = self.when {
            let zone = jiff::tz::TimeZone::UTC;
            let times = Times { email: when.email_digest, push: when.push_digest, quiet: when.quiet_hours, zone };
            store::set_setting(tx, user, &times).await?;
        }
        for wish in &self.wishes {
            store::set_preference(tx, user, &wish.kind, &wish.channel, wish.is_on).await?;
        }
        show(tx, user).await
    }

    fn example() -> Value {
        json!({
            "wishes": [{"kind": "QUOTE_VIEWED", "channel": "EMAIL", "is_on": true}],
            "when": {"email_digest": "HOURLY", "push_digest": "NOW",
                "quiet_hours": {"from_minute": 1_260, "until_minute": 360}}
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn msg_20_what_is_urgent_comes_to_app_and_browser_whatever_was_said() {
        let off = |kind: &str| {
            CHANNELS.map(|channel| PreferencesRow { kind: kind.into(), channel: channel.into(), is_on: false })
        };
        let wishes = Wishes(["CREW_DECLINED", "LEAD_WAITS"].into_iter().flat_map(off).collect());
        let on = |kind: &str| CHANNELS.map(|channel| wishes.is_on(of_kind(kind).expect("shipped"), channel));
        assert_eq!(on("CREW_DECLINED"), [true, false, false, true]);
        assert_eq!(on("LEAD_WAITS"), [false; 4]);
        assert_eq!(on("APPROVAL_ASKED"), [true, false, false, true], "as shipped");
        assert_eq!(on("JOB_ASSIGNED"), [true, false, true, true], "as shipped");
    }
}
