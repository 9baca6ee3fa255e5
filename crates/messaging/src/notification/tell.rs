//! An event is told to those whom it concerns.

use std::collections::BTreeMap;

use engine::{Event, TenantTx, event::NewEvent};
use jiff::SignedDuration;
use kernel::{
    Error, ErrorKind, Id, Result,
    ids::{CrewMemberId, LocationId, UserId},
};
use ports::{Channel, Filling, OutgoingMail};
use serde_json::{Value, json};
use uuid::Uuid;

use super::{
    preferences,
    rules::{RULES, Rule, To},
    store::{self, Told},
    timing,
};
use crate::{
    message::send,
    push::tell as push,
    template::{
        declared::{self, at},
        write,
    },
};

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
        // A deal is known by its lead, and so is its owner.
        "deal" => match id_in(event.data.get("lead_id")) {
            Some(lead) => store::lead_named(tx, lead).await?.map(|r| here(r.number, r.subject, r.assigned_to)),
            None => None,
        },
        // What is to be done with a lead is done there.
        "activity" => {
            let subject = event.data.get("subject").and_then(Value::as_str).unwrap_or_default().to_owned();
            let lead: Option<kernel::ids::LeadId> = id_in(event.data.get("lead_id"));
            let (entity, entity_ref) = lead.map_or(("activity", id), |lead| ("lead", lead.uuid()));
            Some(Named { entity: entity.into(), entity_ref, number: String::new(), subject, owner: None })
        }
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

fn id_in<K>(value: Option<&Value>) -> Option<Id<K>>
where
    Id<K>: serde::de::DeserializeOwned,
{
    value.and_then(|v| serde_json::from_value(v.clone()).ok())
}

/// Everybody the rule names, once each; whoever did it knows already.
async fn recipients(tx: &TenantTx, rule: &Rule, event: &Event, named: &Named) -> Result<BTreeMap<UserId, String>> {
    let mut people: Vec<UserId> = named.owner.filter(|_| rule.to.contains(&To::Owner)).into_iter().collect();
    let mut roles: Vec<String> = vec![];
    for to in rule.to {
        match to {
            To::Owner | To::OnJourney => {}
            To::Named(field) => people.extend(id_in(event.data.get(*field))),
            To::Crew => {
                let member: Option<CrewMemberId> = id_in(event.data.get("crew_member_id"));
                if let Some(member) = member {
                    people.extend(store::crew_user(tx, member).await?);
                }
            }
            To::Role(code) => roles.push((*code).into()),
            To::Levels => {
                let listed = event.data.get("to").and_then(Value::as_array).into_iter().flatten();
                for who in listed.filter_map(Value::as_str) {
                    match who {
                        "OWNER" => people.extend(id_in(event.data.get("assigned_to")).or(named.owner)),
                        "MANAGER" | "ADMIN" => roles.push(who.into()),
                        // Who is next is told when the lead is given to them.
                        _ => {}
                    }
                }
            }
        }
    }
    let mut found = BTreeMap::new();
    if rule.to.contains(&To::OnJourney) {
        found.extend(store::users_on_journey(tx, Id::from_uuid(event.entity_id)).await?);
    }
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
            outside(tx, rule, &event, &named, (user, email), &wants).await?;
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

/// By mail and in the browser: now, or when the person wants to hear of it.
async fn outside(
    tx: &TenantTx,
    rule: &Rule,
    event: &Event,
    named: &Named,
    (user, email): (UserId, String),
    wants: &preferences::Wishes,
) -> Result<()> {
    let channels = ["EMAIL", "SMS", "PUSH"].map(|channel| (channel, wants.is_on(rule, channel)));
    if channels.iter().all(|(_, is_on)| !is_on) {
        return Ok(());
    }
    let times = timing::of(tx, user).await?;
    for (channel, _) in channels.into_iter().filter(|(_, is_on)| *is_on) {
        let due_at = times.due(channel, rule.urgent, tx.now());
        let key = format!("told:{}:{}:{user}", event.id, rule.kind);
        if due_at > tx.now() {
            let waits = store::Waits { user, channel, key: &key, rule, location: event.location, due_at };
            store::wait(tx, &waits, named).await?;
            continue;
        }
        match channel {
            "PUSH" => in_browser(tx, rule, event, named, user, &key).await?,
            "SMS" => {
                let said = rule.say(at(language(tx, event.location).await?), &named.number, &named.subject, 1);
                by_text(tx, user, event.location, said, rule.urgent, key).await?;
            }
            _ => by_mail(tx, rule, event, named, (user, email.clone()), key).await?,
        }
    }
    Ok(())
}

/// The language of those who work at the place.
pub async fn language(tx: &TenantTx, location: Option<LocationId>) -> Result<render::Language> {
    let language = crate::sender::store::face(tx, location).await?.language;
    Ok(declared::language(&language).unwrap_or_default())
}

async fn in_browser(tx: &TenantTx, rule: &Rule, event: &Event, named: &Named, user: UserId, key: &str) -> Result<()> {
    let language = language(tx, event.location).await?;
    let told = push::Told {
        key,
        title: &rule.say(at(language), &named.number, &named.subject, 1),
        kind: rule.kind,
        is_urgent: rule.urgent,
        entity: &named.entity,
        entity_ref: named.entity_ref,
    };
    push::tell(tx, user, &told).await
}

/// To their phone, where it is known and the place has a number to text from.
pub async fn by_text(
    tx: &TenantTx,
    user: UserId,
    location: Option<LocationId>,
    said: String,
    is_urgent: bool,
    key: String,
) -> Result<()> {
    let Some(phone) = store::place_of_user(tx, user).await?.and_then(|place| place.phone) else { return Ok(()) };
    if crate::sender::store::for_location(tx, Channel::Sms, location).await?.is_none() {
        return Ok(());
    }
    let to = match send::point(tx, Channel::Sms, &phone, location).await {
        Ok(to) => to,
        // What was typed there is no number.
        Err(e) if e.kind == ErrorKind::Invalid => return Ok(()),
        Err(e) => return Err(e),
    };
    let template = if is_urgent { "messaging.alert_text" } else { "messaging.notification_text" };
    let declared = declared::find(template).ok_or_else(|| Error::internal(format!("no words {template}")))?;
    let order = write::Order {
        declared,
        to,
        language: Some(declared::code(language(tx, location).await?).to_owned()),
        values: vec![("text", Filling::Text(said))],
        customer_id: None,
        location_id: location,
        about: ("app_user".into(), user.uuid()),
        attachments: vec![],
        key: Some(format!("sms:{key}")),
    };
    write::write(tx, order).await.map(drop)
}

async fn by_mail(
    tx: &TenantTx,
    rule: &Rule,
    event: &Event,
    named: &Named,
    (user, email): (UserId, String),
    key: String,
) -> Result<()> {
    let language = language(tx, event.location).await?;
    let text = rule.say(at(language), &named.number, &named.subject, 1);
    let mail = OutgoingMail {
        template: "messaging.notification",
        to: email,
        language: Some(declared::code(language)),
        values: vec![("text", Filling::Text(text)), ("link", Filling::Link(tx.settings().public_url.clone()))],
        customer_id: None,
        location_id: event.location,
        about: ("app_user", user.uuid()),
        attachments: vec![],
    };
    write::mail_once(tx, mail, key).await.map(drop)
}
