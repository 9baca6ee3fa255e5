//! An event is told to those whom it concerns.

use std::collections::BTreeMap;

use engine::{Event, TenantTx, event::NewEvent};
use jiff::SignedDuration;
use kernel::{
    Id, Result,
    ids::{CrewMemberId, UserId},
};
use ports::{Filling, OutgoingMail};
use serde_json::{Value, json};
use uuid::Uuid;

use super::{
    preferences,
    rules::{RULES, Rule, To},
    store::{self, Told},
};
use crate::template::{declared::at, write};

/// The same of one record within this long is told once, with a count (MSG-19).
const TOGETHER: SignedDuration = SignedDuration::from_mins(5);

/// The record an event is about, as it is called.
pub struct Named {
    pub entity: String,
    pub entity_ref: Uuid,
    pub number: String,
    pub subject: String,
    pub owner: Option<UserId>,
}

async fn named(tx: &TenantTx, event: &Event) -> Result<Option<Named>> {
    let id = event.entity_id;
    let here = |number: String, subject: String, owner| Named {
        entity: event.entity.clone(),
        entity_ref: id,
        number,
        subject,
        owner,
    };
    Ok(match event.entity.as_str() {
        "lead" => store::lead_named(tx, Id::from_uuid(id)).await?.map(|r| here(r.number, r.subject, r.assigned_to)),
        "quote" => store::quote_named(tx, Id::from_uuid(id)).await?.map(|r| here(r.number, r.subject, r.assigned_to)),
        "journey" => store::journey_named(tx, Id::from_uuid(id)).await?.map(|r| here(r.number, r.subject, None)),
        // A model has no name but its version, which the event tells.
        "score_model" => {
            let version = event.data.get("model_version").and_then(Value::as_i64);
            version.map(|version| here(version.to_string(), String::new(), None))
        }
        "sequence" => {
            crate::sequence::store::name(tx, Id::from_uuid(id)).await?.map(|name| here(String::new(), name, None))
        }
        "message" => store::message_named(tx, Id::from_uuid(id)).await?.map(|r| match r.conversation_id {
            // Where it can be answered.
            Some(conversation) => Named {
                entity: "conversation".into(),
                entity_ref: conversation.uuid(),
                number: String::new(),
                subject: r.title.unwrap_or(r.subject),
                owner: r.assigned_to,
            },
            None => here(String::new(), r.subject, None),
        }),
        _ => None,
    })
}

fn user_in(value: Option<&Value>) -> Option<UserId> {
    value.and_then(|v| serde_json::from_value(v.clone()).ok())
}

/// Everybody the rule names, once each; whoever did it knows already.
async fn recipients(tx: &TenantTx, rule: &Rule, event: &Event, named: &Named) -> Result<BTreeMap<UserId, String>> {
    let mut people: Vec<UserId> = named.owner.filter(|_| rule.to.contains(&To::Owner)).into_iter().collect();
    let mut roles: Vec<String> = vec![];
    for to in rule.to {
        match to {
            To::Owner => {}
            To::Named(field) => people.extend(user_in(event.data.get(*field))),
            To::Crew => {
                let member = event.data.get("crew_member_id");
                let member: Option<CrewMemberId> = member.and_then(|v| serde_json::from_value(v.clone()).ok());
                if let Some(member) = member {
                    people.extend(store::crew_user(tx, member).await?);
                }
            }
            To::Role(code) => roles.push((*code).into()),
            To::Levels => {
                let listed = event.data.get("to").and_then(Value::as_array).into_iter().flatten();
                for who in listed.filter_map(Value::as_str) {
                    match who {
                        "OWNER" => people.extend(user_in(event.data.get("assigned_to")).or(named.owner)),
                        "MANAGER" | "ADMIN" => roles.push(who.into()),
                        // Who is next is told when the lead is given to them.
                        _ => {}
                    }
                }
            }
        }
    }
    let mut found = BTreeMap::new();
    for person in people {
        found.extend(store::active_user(tx, person).await?);
    }
    if !roles.is_empty() {
        found.extend(store::users_of_roles(tx, &roles, event.location).await?);
    }
    found.retain(|user, _| event.actor != Some(user.uuid()));
    Ok(found)
}

/// Writes a row for each, or counts one up, and mails those who want it so.
pub async fn tell(tx: &TenantTx, event: Event) -> Result<()> {
    for rule in RULES.iter().filter(|rule| rule.event == event.name) {
        // Other failures stand in the list of messages; these are somebody's to mend (MSG-5, MSG-6).
        let code = event.data.get("code").and_then(Value::as_str).unwrap_or_default();
        if rule.kind == "WORDS_MISSING" && !matches!(code, "MISSING_TEMPLATE" | "MISSING_VARIABLE" | "TOO_LONG") {
            continue;
        }
        let Some(named) = named(tx, &event).await? else { continue };
        for (user, email) in recipients(tx, rule, &event, &named).await? {
            let wants = preferences::of(tx, user).await?;
            if wants.is_on(rule, "IN_APP") {
                in_app(tx, rule, &event, &named, user).await?;
            }
            if wants.is_on(rule, "EMAIL") {
                by_mail(tx, rule, &event, &named, user, email).await?;
            }
        }
    }
    Ok(())
}

async fn in_app(tx: &TenantTx, rule: &Rule, event: &Event, named: &Named, user: UserId) -> Result<()> {
    let group = format!("{}:{}", rule.kind, named.entity_ref);
    let id = match store::latest_of_group(tx, user, &group, tx.now() - TOGETHER).await? {
        // An event that comes again is told once.
        Some(row) if row.event_refs.contains(&event.id.uuid()) => return Ok(()),
        Some(row) => {
            let mut events = row.event_refs;
            events.push(event.id.uuid());
            store::join(tx, row.id, &events, named).await?;
            row.id
        }
        None => {
            if store::was_told(tx, user, &group, event.id.uuid()).await? {
                return Ok(());
            }
            let told = Told { user, rule, group: &group, event: event.id.uuid(), location: event.location };
            store::insert(tx, &told, named).await?
        }
    };
    tx.emit(NewEvent::new("messaging.notification.changed", "notification", id.uuid()).data(json!({"user_id": user})));
    Ok(())
}

async fn by_mail(tx: &TenantTx, rule: &Rule, event: &Event, named: &Named, user: UserId, email: String) -> Result<()> {
    let language = crate::sender::store::face(tx, event.location).await?.language;
    let language = crate::template::declared::language(&language).unwrap_or_default();
    let text = rule.say(at(language), &named.number, &named.subject, 1);
    let mail = OutgoingMail {
        template: "messaging.notification",
        to: email,
        language: Some(crate::template::declared::code(language)),
        values: vec![("text", Filling::Text(text)), ("link", Filling::Link(tx.settings().public_url.clone()))],
        customer_id: None,
        location_id: event.location,
        about: ("app_user", user.uuid()),
        attachments: vec![],
    };
    write::mail_once(tx, mail, format!("told:{}:{}:{user}", event.id, rule.kind)).await.map(drop)
}
