//! Sequences over the real database, a clock of their own, a provider and a mail server.

use anyhow::Result;
use serde_json::{Value, json};

use crate::texts::desk::Desk;

/// A Wednesday.
const NOON: &str = "2026-07-15T12:00:00";
const ELISE: &str = "+14165550142";

struct Course {
    desk: Desk,
    sequence: Value,
}

impl Course {
    async fn open(slug: &str, wanted: Value) -> Result<Self> {
        let desk = Desk::open(slug, NOON).await?;
        let sequence = desk.run("messaging.sequence.create", wanted).await["id"].clone();
        Ok(Self { desk, sequence })
    }
    async fn lead(&self, more: Value) -> Value {
        let mut lead = json!({"full_name": "Élise Roy", "email": "elise@mail.example", "phone": "416-555-0142"});
        for (name, value) in more.as_object().into_iter().flatten() {
            lead[name] = value.clone();
        }
        self.desk.run("sales.lead.create", lead).await["id"].clone()
    }
    /// The newest enrolment of a lead.
    async fn of(&self, lead: &Value) -> Value {
        self.desk.run("messaging.sequence.of_lead", json!({"id": lead})).await["enrolments"][0].clone()
    }
    /// Waits until so many steps were taken.
    async fn steps(&self, lead: &Value, count: usize) -> Value {
        let many = |e: &Value| e["passages"].as_array().is_some_and(|p| p.len() >= count);
        Desk::wait(&format!("{count} steps"), async || many(&self.of(lead).await)).await;
        let enrolment = self.of(lead).await;
        assert_eq!(enrolment["passages"].as_array().map(Vec::len), Some(count), "{enrolment}");
        enrolment
    }
    /// Waits until it stands so.
    async fn until(&self, lead: &Value, state: &str) -> Value {
        Desk::wait(state, async || self.of(lead).await["state"] == state).await;
        self.of(lead).await
    }
    /// To the instant of the next step, and what the clock does then.
    async fn to_next(&self, lead: &Value) -> String {
        let due = self.of(lead).await["due_at"].as_str().expect("a next step").to_owned();
        let at: jiff::Timestamp = due.parse().expect("an instant");
        self.desk.pass(at.as_second() - self.desk.now().as_second() + 1);
        self.desk.tick("messaging.sequences").await;
        let zone = jiff::tz::TimeZone::get("America/Toronto").expect("a zone");
        at.to_zoned(zone).strftime("%m-%d %H:%M").to_string()
    }
    async fn activities(&self, lead: &Value) -> Vec<Value> {
        let page = self.desk.run("sales.activity.list", json!({"lead_id": lead, "limit": 50})).await;
        page["items"].as_array().expect("a list").clone()
    }
}

fn outcomes(enrolment: &Value) -> Vec<String> {
    let of = |p: &Value| {
        let what = p["channel"].as_str().or(p["reason"].as_str()).unwrap_or("CALL");
        format!("{} {what}", p["outcome"].as_str().unwrap_or_default())
    };
    enrolment["passages"].as_array().expect("passages").iter().map(of).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn sal_16_seven_touches_come_at_their_hours_and_calls_become_tasks() -> Result<()> {
    let shipped = json!({"name": "Seven touches", "enters": "LEADS", "shipped": "SEVEN_TOUCHES", "is_active": true});
    let course = Course::open("touches", shipped).await?;
    let lead = course.lead(json!({})).await;
    let begun = course.steps(&lead, 2).await;
    assert_eq!(outcomes(&begun), ["SENT SMS", "SENT EMAIL"], "at once");
    for passage in begun["passages"].as_array().expect("two") {
        course.desk.until(&passage["message_id"], "SENT").await;
    }
    assert!(course.desk.mail.taken()[0].contains("Your request"));
    let mut hours = vec![];
    for taken in 3..=9 {
        hours.push(course.to_next(&lead).await);
        // Two steps of one hour are taken together.
        let together = if taken == 6 { 7 } else { taken };
        if taken != 7 {
            course.steps(&lead, together).await;
        }
        if taken == 6 {
            hours.push("07-18 10:00".into());
        }
        if taken == 7 {
            hours.pop();
            continue;
        }
    }
    assert_eq!(
        hours[..6],
        ["07-15 12:05", "07-15 13:00", "07-16 10:00", "07-18 10:00", "07-18 10:00", "07-22 10:00"],
        "{hours:?}"
    );
    let done = course.until(&lead, "DONE").await;
    assert_eq!(
        outcomes(&done),
        [
            "SENT SMS",
            "SENT EMAIL",
            "TASK CALL",
            "TASK CALL",
            "SENT EMAIL",
            "TASK CALL",
            "SENT SMS",
            "SENT EMAIL",
            "SENT EMAIL"
        ]
    );
    Desk::wait("three calls planned", async || course.activities(&lead).await.len() == 3).await;
    assert!(course.activities(&lead).await.iter().all(|a| a["type"] == "PHONE_CALL" && a["state"] == "PLANNED"));
    // The clock finds nothing more to do.
    course.desk.pass(30 * 86_400);
    course.desk.tick("messaging.sequences").await;
    assert_eq!(course.of(&lead).await["passages"].as_array().map(Vec::len), Some(9));
    course.desk.served.stop().await;
    Ok(())
}

/// One mail at once and one the next day at ten.
fn two_mails(name: &str) -> Value {
    json!({"name": name, "enters": "LEADS", "is_active": true, "steps": [
        {"kind": "EMAIL", "template_key": "sales.follow.hello"},
        {"kind": "EMAIL", "wait_count": 1, "wait_unit": "DAYS", "at_minute": 600, "template_key": "sales.follow.next_day"}]})
}

#[tokio::test(flavor = "multi_thread")]
async fn msg_33_a_reply_a_stop_a_bounce_a_booking_and_a_hand_end_it() -> Result<()> {
    let course = Course::open("ways-out", two_mails("Two")).await?;
    let desk = &course.desk;
    let person = |n: u32| json!({"full_name": format!("Person {n}"), "email": format!("p{n}@mail.example"), "phone": format!("416-555-01{n}")});
    let (replies, stops, wins, by_hand) = (
        course.lead(person(51)).await,
        course.lead(person(52)).await,
        course.lead(person(53)).await,
        course.lead(person(54)).await,
    );
    for lead in [&replies, &stops, &wins, &by_hand] {
        course.steps(lead, 1).await;
    }
    let mail = "From: P <p51@mail.example>\r\nTo: office@maplelane.example\r\nMessage-ID: <1@mail.example>\r\nSubject: Re\r\n\r\nYes, please call.";
    assert_eq!(desk.bring_mail(mail, desk.now()).await.status, 200);
    assert_eq!(course.until(&replies, "EXITED").await["exit_reason"], "REPLY");
    desk.says("+14165550152", "STOP").await;
    assert_eq!(course.until(&stops, "EXITED").await["exit_reason"], "WITHDRAWAL");
    desk.run("sales.lead.status", json!({"id": wins, "status": "UNQUALIFIED", "reason": "Moved already."})).await;
    assert_eq!(course.until(&wins, "EXITED").await["exit_reason"], "STAGE");
    let leave = json!({"id": course.sequence, "lead_id": by_hand});
    desk.run("messaging.sequence.leave", leave.clone()).await;
    assert_eq!(course.of(&by_hand).await["exit_reason"], "BY_HAND");
    assert_eq!(desk.try_run("messaging.sequence.leave", leave).await.expect_err("out already").code, "NOT_IN_IT");
    // None of them hears of us again.
    desk.pass(2 * 86_400 - 60);
    desk.tick("messaging.sequences").await;
    for lead in [&replies, &stops, &wins, &by_hand] {
        assert_eq!(course.of(lead).await["passages"].as_array().map(Vec::len), Some(1));
    }
    let read = desk.run("messaging.sequence.read", json!({"id": course.sequence})).await;
    let mut exits: Vec<_> = read["exits"].as_array().expect("exits").iter().map(|e| e["reason"].as_str()).collect();
    exits.sort_unstable();
    assert_eq!(exits, [Some("BY_HAND"), Some("REPLY"), Some("STAGE"), Some("WITHDRAWAL")]);
    course.desk.served.stop().await;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn msg_30_a_reply_takes_back_what_waits_for_its_hour() -> Result<()> {
    let late = json!({"name": "Late", "is_active": true, "steps": [
        {"kind": "EMAIL", "template_key": "sales.follow.hello"},
        {"kind": "SMS", "wait_count": 600, "template_key": "sales.follow.hello_text"},
        {"kind": "CALL", "wait_count": 5, "wait_unit": "DAYS", "title": "Call"}]});
    let course = Course::open("taken-back", late).await?;
    let lead = course.lead(json!({})).await;
    let enrol = json!({"id": course.sequence, "lead_id": lead});
    course.desk.run("messaging.sequence.enrol", enrol.clone()).await;
    let twice = course.desk.try_run("messaging.sequence.enrol", enrol).await.expect_err("once at a time");
    assert_eq!(twice.code, "IN_ONE_ALREADY");
    // Ten hours later it is ten in the evening: the text waits for eight.
    course.to_next(&lead).await;
    let enrolment = course.steps(&lead, 2).await;
    let text = enrolment["passages"][1]["message_id"].clone();
    assert_eq!(course.desk.message(&text).await["status"], "SCHEDULED");
    course.desk.says(ELISE, "I have booked elsewhere").await;
    course.until(&lead, "EXITED").await;
    let message = course.desk.message(&text).await;
    assert_eq!((&message["status"], &message["code"]), (&json!("CANCELLED"), &json!("SEQUENCE_ENDED")));
    course.desk.served.stop().await;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn msg_33_a_new_version_touches_only_those_who_enter_after_it() -> Result<()> {
    let course = Course::open("versions", two_mails("Two")).await?;
    let desk = &course.desk;
    let before = course.lead(json!({})).await;
    course.steps(&before, 1).await;
    let mut other = two_mails("Two");
    other["id"] = course.sequence.clone();
    // The name alone makes no version, other steps do.
    other["name"] = json!("Two mails");
    assert_eq!(desk.run("messaging.sequence.change", other.clone()).await["current_number"], 1);
    other["steps"] = json!([{"kind": "CALL", "title": "Call", "condition": "lead.has_phone"}]);
    assert_eq!(desk.run("messaging.sequence.change", other.clone()).await["current_number"], 2);
    let after = course.lead(json!({"full_name": "Other", "email": "o@mail.example", "phone": null})).await;
    let enrolment = course.until(&after, "DONE").await;
    assert_eq!((&enrolment["number"], outcomes(&enrolment)), (&json!(2), vec!["SKIPPED CONDITION".to_owned()]));
    course.to_next(&before).await;
    let enrolment = course.until(&before, "DONE").await;
    assert_eq!((&enrolment["number"], outcomes(&enrolment).len()), (&json!(1), 2));
    // Words that are no follow-up, or go by another channel, and conditions over nothing are refused, all at once.
    other["steps"] = json!([{"kind": "EMAIL", "template_key": "quotes.quote.sent"}, {"kind": "SMS", "template_key": "sales.follow.hello"},
        {"kind": "CALL", "title": "", "condition": "lead.nothing > 1"}]);
    let refused = desk.try_run("messaging.sequence.change", other).await.expect_err("nonsense");
    let fields: Vec<_> = refused.problems.iter().map(|p| p.field.as_str()).collect();
    assert_eq!(fields, ["steps.0.template_key", "steps.1.template_key", "steps.2.title", "steps.2.condition"]);
    course.desk.served.stop().await;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn msg_33_a_step_missed_by_more_than_a_day_waits_for_a_person() -> Result<()> {
    let course = Course::open("outage", two_mails("Two")).await?;
    let desk = &course.desk;
    let lead = course.lead(json!({})).await;
    course.steps(&lead, 1).await;
    // Due on Thursday at ten; the clock stood until Saturday.
    desk.pass(3 * 86_400);
    desk.tick("messaging.sequences").await;
    course.until(&lead, "PAUSED").await;
    assert_eq!(course.of(&lead).await["passages"].as_array().map(Vec::len), Some(1), "nothing is sent late");
    let read = desk.run("messaging.sequence.resume", json!({"id": course.sequence})).await;
    assert_eq!(read["paused"], 0);
    desk.tick("messaging.sequences").await;
    course.until(&lead, "DONE").await;
    course.desk.served.stop().await;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn msg_33_the_most_particular_sequence_takes_a_lead_and_only_once() -> Result<()> {
    let course = Course::open("particular", two_mails("All")).await?;
    let desk = &course.desk;
    let mut referred = two_mails("Referred");
    referred["source"] = json!("Referral");
    let referred = desk.run("messaging.sequence.create", referred).await["id"].clone();
    let one = course.lead(json!({"source": "referral"})).await;
    let other = course.lead(json!({"full_name": "Other", "email": "o@mail.example", "phone": "416-555-0143"})).await;
    assert_eq!(course.steps(&one, 1).await["sequence_id"], referred);
    assert_eq!(course.steps(&other, 1).await["sequence_id"], course.sequence);
    desk.run("messaging.sequence.leave", json!({"id": referred, "lead_id": one})).await;
    // The event that comes again brings nobody back.
    desk.run("sales.lead.change", json!({"id": one, "notes": "Asked again."})).await;
    desk.tick("messaging.sequences").await;
    assert_eq!(course.of(&one).await["exit_reason"], "BY_HAND");
    let people = desk.run("messaging.sequence.people", json!({"sequence_id": referred})).await;
    assert_eq!(people["items"].as_array().map(Vec::len), Some(1));
    course.desk.served.stop().await;
    Ok(())
}
