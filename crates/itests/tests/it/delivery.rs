//! Providers that fail are left alone until they work again, and nothing is lost (MSG-23).

use anyhow::Result;
use futures::future::join_all;
use serde_json::{Value, json};

use crate::texts::{
    desk::{Desk, NUMBER, SECRET},
    mail_server::Mood as MailMood,
    provider::{Mood, Provider, field},
};

const NOON: &str = "2026-07-15T12:00:00";

async fn people(desk: &Desk, count: usize) -> Vec<String> {
    let mut made = vec![];
    for n in 0..count {
        let name = format!("Roy {n}");
        made.push(desk.customer(&name, &format!("416-555-01{:02}", 50 + n), &format!("p{n}@mail.example")).await);
    }
    made
}

async fn provider(desk: &Desk, channel: &str) -> Value {
    let read = desk.run("messaging.delivery.read", json!({})).await;
    let all = read["providers"].as_array().expect("providers");
    all.iter().find(|p| p["channel"] == channel).cloned().unwrap_or(Value::Null)
}

async fn until(desk: &Desk, channel: &str, state: &str) {
    Desk::wait(state, async || provider(desk, channel).await["state"] == state).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn msg_23_mail_waits_for_its_server_is_tried_each_minute_and_drains_by_priority() -> Result<()> {
    let desk = Desk::open("breaker", NOON).await?;
    desk.mail.be(MailMood::Later);
    let people = people(&desk, 8).await;
    let mail = async |n: usize, more: Value| {
        let mut input =
            json!({"channel": "EMAIL", "customer_id": people[n], "subject": format!("S{n}"), "text": format!("T{n}")});
        for (name, value) in more.as_object().into_iter().flatten() {
            input[name] = value.clone();
        }
        desk.run("messaging.message.send", input).await["id"].clone()
    };
    let mut sent = vec![];
    for n in 0..5 {
        sent.push(mail(n, json!({})).await);
        Desk::wait("tried", async || desk.message(&sent[n]).await["attempts"] == 1).await;
    }
    until(&desk, "EMAIL", "OPEN").await;
    // What comes now waits without being tried; the older ones too, once they are due.
    let soon = desk.now().checked_add(jiff::SignedDuration::from_secs(50))?;
    let stale = mail(5, json!({"expires_at": soon})).await;
    let urgent = mail(6, json!({"priority": "URGENT"})).await;
    desk.pass(40);
    desk.tick("messaging.retry").await;
    Desk::wait("held", async || provider(&desk, "EMAIL").await["waiting"] == 7).await;
    let shown = provider(&desk, "EMAIL").await;
    assert!(shown["since"].is_string() && shown["last_error"].as_str().is_some_and(|e| !e.is_empty()), "{shown}");
    assert_eq!(desk.message(&stale).await["attempts"], 0);
    // It works again: one a minute, the urgent one first; what is stale never leaves.
    desk.mail.be(MailMood::Takes);
    desk.tick("messaging.schedule").await;
    assert_eq!(desk.mail.taken().len(), 0, "not before its minute");
    desk.pass(30);
    desk.tick("messaging.schedule").await;
    desk.until(&urgent, "SENT").await;
    until(&desk, "EMAIL", "HALF_OPEN").await;
    desk.tick("messaging.schedule").await;
    assert_eq!(desk.mail.taken().len(), 1, "one trial a minute");
    assert_eq!(desk.message(&stale).await["code"], "EXPIRED");
    for trial in 2..=3 {
        desk.pass(61);
        desk.tick("messaging.schedule").await;
        Desk::wait("a trial", async || desk.mail.taken().len() == trial).await;
    }
    until(&desk, "EMAIL", "CLOSED").await;
    desk.tick("messaging.schedule").await;
    for id in &sent {
        desk.until(id, "SENT").await;
    }
    assert_eq!(desk.mail.taken().len(), 6, "each once, the stale one never");
    assert_eq!(provider(&desk, "EMAIL").await["waiting"], 0);
    desk.served.stop().await;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn msg_23_texts_go_by_the_second_number_and_urgent_ones_by_mail() -> Result<()> {
    let desk = Desk::open("second-number", NOON).await?;
    let people = people(&desk, 8).await;
    desk.provider.be(Mood::Busy);
    for (n, person) in people.iter().take(5).enumerate() {
        let text = desk.text(person, &format!("T{n}")).await;
        Desk::wait("tried", async || desk.message(&text["id"]).await["attempts"] == 1).await;
    }
    until(&desk, "SMS", "OPEN").await;
    assert_eq!(provider(&desk, "SMS").await["address"], NUMBER);
    let urgent =
        json!({"channel": "SMS", "customer_id": people[5], "text": "Truck in 20 minutes", "priority": "URGENT"});
    let urgent = desk.run("messaging.message.send", urgent).await;
    let gone = desk.until(&urgent["id"], "CANCELLED").await;
    assert_eq!(gone["code"], "BY_MAIL");
    Desk::wait("by mail", async || desk.mail.taken().iter().any(|m| m.contains("Truck in 20 minutes"))).await;
    // A second number of another provider takes over.
    let other = Provider::start().await?;
    let second = json!({"channel": "SMS", "address": "+14165550101", "display_name": "Second", "base_url": other.url,
        "account": "AC2", "secret": SECRET, "is_fallback": true});
    desk.run("messaging.sender.create", second).await;
    let text = desk.text(&people[6], "By the other way").await;
    desk.until(&text["id"], "SENT").await;
    assert_eq!((other.taken().len(), desk.provider.taken().len()), (1, 0));
    assert_eq!(field(&other.taken()[0], "From"), "+14165550101");
    desk.served.stop().await;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn msg_13_two_at_one_instant_see_each_other() -> Result<()> {
    let desk = Desk::open("instant", NOON).await?;
    let elise = desk.customer("Roy", "+14165550142", "elise@mail.example").await;
    let card = desk.run("customers.customer.read", json!({"id": elise})).await;
    let points = card["points"].as_array().expect("points");
    let point = points.iter().find(|p| p["kind"] == "EMAIL").expect("mail")["id"].clone();
    let given = json!({"id": elise, "point_id": point, "channel": "EMAIL", "purpose": "MARKETING", "act": "GIVEN",
        "wording": "Yes, write to me."});
    desk.run("customers.consent.record", given).await;
    let offers = (0..6).map(|n| {
        let offer = json!({"channel": "EMAIL", "customer_id": elise, "subject": format!("Offer {n}"), "text": format!("Offer {n}"),
            "purpose": "MARKETING"});
        desk.run("messaging.message.send", offer)
    });
    let sent = join_all(offers).await;
    let mut states: Vec<_> = sent.iter().map(|m| m["status"].as_str().expect("a status").to_owned()).collect();
    states.sort_unstable();
    assert_eq!(states, ["CANCELLED", "CANCELLED", "QUEUED", "SCHEDULED", "SCHEDULED", "SCHEDULED"]);
    desk.served.stop().await;
    Ok(())
}
