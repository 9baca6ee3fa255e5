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
};

/// The ways somebody of the company is told.
const CHANNELS: [&str; 2] = ["IN_APP", "EMAIL"];

/// One person's wishes.
pub struct Wishes(Vec<PreferencesRow>);

impl Wishes {
    /// What the person said, else what is shipped.
    pub fn is_on(&self, rule: &Rule, channel: &str) -> bool {
        let said = self.0.iter().find(|row| row.kind == rule.kind && row.channel == channel);
        said.map_or(channel == "IN_APP" || rule.by_mail, |row| row.is_on)
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
}

#[derive(Serialize, JsonSchema)]
pub struct Preferences {
    pub preferences: Vec<Preference>,
}

async fn show(tx: &TenantTx, user: UserId) -> Result<Preferences> {
    let wishes = of(tx, user).await?;
    let line = |rule: &Rule| Preference {
        kind: rule.kind.into(),
        name_en: rule.name[0].into(),
        name_fr: rule.name[1].into(),
        in_app: wishes.is_on(rule, "IN_APP"),
        email: wishes.is_on(rule, "EMAIL"),
    };
    Ok(Preferences { preferences: RULES.iter().map(line).collect() })
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
    /// IN_APP or EMAIL.
    pub channel: String,
    pub is_on: bool,
}

/// Changes what the caller is told of; what is not named stays.
#[derive(Deserialize, JsonSchema)]
pub struct ChangePreferences {
    pub wishes: Vec<Wish>,
}

impl Operation for ChangePreferences {
    type Output = Preferences;
    const SPEC: Spec = Spec::command("messaging.notification.prefer", "PUT", "/notification-preferences")
        .summary("Changes what one is told of, and how.")
        .session();

    fn check(&self, p: &mut Problems) {
        p.require(self.wishes.len() <= 100, "wishes", "TOO_MANY", "At most 100 at a time.");
        for (at, wish) in self.wishes.iter().enumerate() {
            if of_kind(&wish.kind).is_none() {
                p.add(format!("wishes[{at}].kind"), "UNKNOWN", "There is no such kind.");
            }
            if !CHANNELS.contains(&wish.channel.as_str()) {
                p.add(format!("wishes[{at}].channel"), "UNKNOWN", "IN_APP or EMAIL.");
            }
        }
    }

    async fn run(self, tx: &TenantTx) -> Result<Preferences> {
        let user = me(tx)?;
        for wish in &self.wishes {
            store::set_preference(tx, user, &wish.kind, &wish.channel, wish.is_on).await?;
        }
        show(tx, user).await
    }

    fn example() -> Value {
        json!({"wishes": [{"kind": "QUOTE_VIEWED", "channel": "EMAIL", "is_on": true}]})
    }
}
