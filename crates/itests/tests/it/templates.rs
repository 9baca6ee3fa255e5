//! The words of what the product writes: whose hold, what is refused, what is shown, and what leaves by itself.

use std::time::Duration;

use crate::texts::desk::Desk;
use anyhow::Result;
use serde_json::{Value, json};

const NOON: &str = "2026-07-15T12:00:00";
const NIGHT: &str = "2026-07-15T23:30:00";
const LEAD: &str = "sales.lead.received";
const ELISE: &str = "+14165550142";

impl Desk {
    /// Own words of one language hold from now on.
    async fn publish(&self, key: &str, location: &Value, language: &str, subject: &str, body: &str) {
        let words =
            json!({"key": key, "location_id": location, "language": language, "subject": subject, "body": body});
        self.run("messaging.template.draft", words).await;
        self.run("messaging.template.publish", json!({"key": key, "location_id": location, "language": language}))
            .await;
    }
    async fn switch(&self, key: &str, location: &Value, is_on: bool) {
        self.run("messaging.template.switch", json!({"key": key, "location_id": location, "is_on": is_on})).await;
    }
    async fn location(&self, name: &str, province: &str) -> Value {
        let input = json!({"name": name, "code": name.to_uppercase(), "kind": "CORPORATE", "city": name,
            "province": province, "country": "CA", "timezone": "America/Toronto"});
        self.run("access.location.create", input).await["id"].clone()
    }
    async fn main(&self) -> Value {
        self.run("access.location.list", json!({"q": "Main"})).await["items"][0]["id"].clone()
    }
    /// Enters a lead and waits for what is written to it.
    async fn asks(&self, location: &Value, name: &str, email: &str) -> Value {
        let lead = json!({"full_name": name, "email": email, "location_id": location, "move_date": "2026-08-01"});
        self.run("sales.lead.create", lead).await;
        self.written_to(email).await
    }
    async fn messages_to(&self, to: &str) -> Vec<Value> {
        let page = self.run("messaging.message.list", json!({"limit": 100})).await;
        let all = page["items"].as_array().expect("a list").clone();
        all.into_iter().filter(|message| message["to"] == to).collect()
    }
    async fn written_to(&self, to: &str) -> Value {
        for _ in 0..600 {
            if let Some(message) = self.messages_to(to).await.first() {
                return self.message(&message["id"]).await;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        panic!("nothing was written to {to}")
    }
    /// An event of a lead reaches the messages that answer it.
    async fn heard(&self, name: &str, lead: &Value, location: &Value, event: u128) -> Result<()> {
        let engine = &self.served.kit.engine;
        let run = engine.registry().subscriber("messaging.speak").expect("there").run;
        let event = engine::Event {
            company: self.company.id,
            id: kernel::Id::from_uuid(uuid::Uuid::from_u128(event)),
            name: name.into(),
            entity: "lead".into(),
            entity_id: serde_json::from_value::<kernel::ids::LeadId>(lead.clone())?.uuid(),
            location: serde_json::from_value(location.clone())?,
            actor: None,
            at: self.now(),
            data: Value::Null,
            attempt: 1,
        };
        Ok(engine.run_job(self.company.id, "messaging.speak", move |tx| run(tx, event.clone())).await?)
    }
    fn problems(e: &kernel::Error) -> Vec<(&str, &str)> {
        e.problems.iter().map(|p| (p.field.as_str(), p.message.as_str())).collect()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn msg_5_the_locations_own_words_then_the_companys_then_the_shipped_ones() -> Result<()> {
    let desk = Desk::open("whose", NOON).await?;
    let (main, laval) = (desk.main().await, desk.location("Laval", "QC").await);
    desk.switch(LEAD, &Value::Null, true).await;
    let shipped = desk.asks(&main, "Ann Shipped", "ann@mail.example").await;
    assert!(shipped["subject"].as_str().expect("one").starts_with("We have your request L-"), "{shipped}");
    assert!(
        shipped["text"]
            .as_str()
            .expect("one")
            .starts_with("Hello Ann Shipped,\n\nThank you for asking us about August 1, 2026.")
    );
    assert!(shipped["html"].as_str().expect("one").contains("<p style=\"margin:0 0 1em\">Hello Ann Shipped,</p>"));

    desk.publish(LEAD, &Value::Null, "en", "Thanks, {{ customer }}", "Company words.").await;
    desk.publish(LEAD, &main, "en", "Thanks from Main", "Main words.").await;
    assert_eq!(desk.asks(&main, "Bob Main", "bob@mail.example").await["text"], "Main words.");
    // A lead speaks the company's language unless it says otherwise: in Laval it is English too.
    let company = desk.asks(&laval, "Cleo Laval", "cleo@mail.example").await;
    assert_eq!((&company["subject"], &company["text"]), (&json!("Thanks, Cleo Laval"), &json!("Company words.")));
    // French has no words of the company: those that are shipped, never half in another language.
    let looks = desk.run("messaging.template.preview", json!({"key": LEAD, "location_id": main})).await;
    let sources: Vec<_> =
        looks["looks"].as_array().expect("two").iter().map(|l| (&l["language"], &l["source"])).collect();
    assert_eq!(sources, [(&json!("en"), &json!("LOCATION")), (&json!("fr"), &json!("SHIPPED"))]);

    // Taken out of use, those of the level above hold again.
    desk.run("messaging.template.retire", json!({"key": LEAD, "location_id": main, "language": "en"})).await;
    assert_eq!(desk.asks(&main, "Dora Main", "dora@mail.example").await["text"], "Company words.");
    let kept = desk.run("messaging.template.read", json!({"key": LEAD, "location_id": main})).await;
    assert_eq!((&kept["versions"][0]["state"], &kept["versions"][0]["number"]), (&json!("RETIRED"), &json!(1)));
    desk.served.stop().await;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn msg_5_a_customer_is_written_to_in_their_language() -> Result<()> {
    let desk = Desk::open("tongue", NOON).await?;
    let main = desk.main().await;
    desk.switch("dispatch.job.created", &Value::Null, true).await;
    let input = json!({"first_name": "Élise", "last_name": "Roy", "email": "elise@mail.example", "language": "fr", "location_id": main});
    let elise = desk.run("customers.customer.create", input).await["id"].clone();
    let job = json!({"customer_id": elise, "location_id": main, "kind": "MOVING", "title": "Deux pièces",
        "service_date": "2026-08-01", "stops": []});
    desk.run("dispatch.job.create", job.clone()).await;
    let written = desk.written_to("elise@mail.example").await;
    assert_eq!(written["subject"], "Réservé : Deux pièces le 1er août 2026");
    assert!(written["text"].as_str().expect("one").starts_with("Bonjour Élise Roy,"), "{written}");
    assert_eq!(written["purpose"], "SERVICE");

    // A job without a day: the message must name it, so it is kept as failed and the job is there all the same (MSG-6).
    let mut dayless = job;
    dayless["service_date"] = Value::Null;
    dayless["title"] = json!("Sans date");
    desk.run("dispatch.job.create", dayless).await;
    Desk::wait("failed", async || desk.messages_to("elise@mail.example").await.len() == 2).await;
    let failed =
        desk.messages_to("elise@mail.example").await.into_iter().find(|m| m["status"] == "FAILED").expect("one");
    assert_eq!(failed["code"], "MISSING_VARIABLE");
    assert!(failed["reason"].as_str().expect("why").contains("“day”"), "{failed}");
    let again = desk.try_run("messaging.message.resend", json!({"id": failed["id"]})).await.expect_err("no words");
    assert_eq!(again.code, "WITHOUT_WORDS");
    desk.served.stop().await;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn msg_6_words_that_show_what_is_not_there_are_kept_as_draft_and_never_published() -> Result<()> {
    let desk = Desk::open("faulty", NOON).await?;
    let key = "quotes.quote.sent";
    let words = json!({"key": key, "language": "en", "subject": "For {{ custmer }}",
        "body": "Hello {{ customer }},\n{{ total * 2 }}"});
    let kept = desk.run("messaging.template.draft", words).await;
    assert_eq!((&kept["versions"][0]["state"], &kept["versions"][0]["number"]), (&json!("DRAFT"), &json!(1)));
    let refused =
        desk.try_run("messaging.template.publish", json!({"key": key, "language": "en"})).await.expect_err("faulty");
    let said = Desk::problems(&refused);
    assert_eq!(said[0], ("subject", "Line 1: There is no “custmer” in this message."));
    assert!(said[1].0 == "body" && said[1].1.starts_with("Line 2: “* 2”"), "{said:?}");
    // The next draft of the same language is the same one; published, its words are fixed.
    desk.publish(key, &Value::Null, "en", "For {{ CustomerName }}", "Read {{ link }}").await;
    let shown = desk.run("messaging.template.read", json!({"key": key})).await;
    let states: Vec<_> =
        shown["versions"].as_array().expect("a list").iter().map(|v| (&v["number"], &v["state"])).collect();
    assert_eq!(states, [(&json!(1), &json!("PUBLISHED"))]);
    let looks = desk.run("messaging.template.preview", json!({"key": key, "language": "en"})).await;
    assert_eq!(looks["looks"][0]["subject"], "For Priya Fontaine", "an older system’s placeholder");
    let owner = desk.served.kit.owner().await?;
    let changed = owner.batch_execute(&format!(
        "begin; set local app.company_id = '{}'; set local app.user_id = '{nil}'; set local app.entry_id = '{nil}'; \
         set local app.now = '2026-07-15T16:00:00Z'; update template_version set body = 'x'; commit",
        desk.company.id.uuid(), nil = uuid::Uuid::nil()
    )).await.expect_err("fixed");
    assert!(changed.as_db_error().is_some_and(|e| e.message().contains("not changed")), "{changed:?}");
    desk.publish(key, &Value::Null, "en", "Second", "Read {{ link }}").await;
    let shown = desk.run("messaging.template.read", json!({"key": key})).await;
    let states: Vec<_> =
        shown["versions"].as_array().expect("a list").iter().map(|v| (&v["number"], &v["state"])).collect();
    assert_eq!(states, [(&json!(2), &json!("PUBLISHED")), (&json!(1), &json!("RETIRED"))]);
    let long = json!({"key": "sales.lead.received_text", "language": "en", "body": "a".repeat(800)});
    desk.run("messaging.template.draft", long).await;
    let long = json!({"key": "sales.lead.received_text", "language": "en"});
    let refused = desk.try_run("messaging.template.publish", long).await.expect_err("six segments");
    assert_eq!(refused.problems[0].code, "TOO_LONG", "MSG-8");
    desk.run("messaging.template.draft", json!({"key": key, "language": "en", "subject": "s", "body": "b"})).await;
    desk.run("messaging.template.discard", json!({"key": key, "language": "en"})).await;
    let gone =
        desk.try_run("messaging.template.discard", json!({"key": key, "language": "en"})).await.expect_err("gone");
    assert_eq!(gone.kind, kernel::ErrorKind::NotFound);
    desk.served.stop().await;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn msg_7_the_preview_shows_a_real_customer_and_counts_a_text() -> Result<()> {
    let desk = Desk::open("preview", NOON).await?;
    let elise = desk.customer("Roy", ELISE, "elise@mail.example").await;
    let typed = json!({"key": "sales.lead.received", "customer_id": elise, "language": "en", "subject": "Hi {{ customer }}",
        "body": "Hello {{ customer }} <3"});
    let looks = desk.run("messaging.template.preview", typed).await;
    let look = &looks["looks"][0];
    assert_eq!(
        (&look["source"], &look["subject"], &look["text"]),
        (&json!("TYPED"), &json!("Hi Élise Roy"), &json!("Hello Élise Roy <3"))
    );
    assert!(look["html"].as_str().expect("a page").contains("Hello Élise Roy &lt;3"));
    assert_eq!(look["heavy"], false);
    let text = json!({"key": "sales.lead.received_text", "language": "fr", "body": format!("{} ê", "a".repeat(69))});
    let counted = desk.run("messaging.template.preview", text).await["looks"][0]["counted"].clone();
    assert_eq!(counted, json!({"encoding": "UCS_2", "units": 71, "segments": 2, "fits": true}));
    let faulty = json!({"key": "sales.lead.received", "language": "en", "subject": "", "body": "{{ nothing }}"});
    let problems = desk.run("messaging.template.preview", faulty).await["looks"][0]["problems"].clone();
    let fields: Vec<_> = problems.as_array().expect("both").iter().map(|p| p["field"].clone()).collect();
    assert_eq!(fields, ["subject", "body"]);
    desk.served.stop().await;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn msg_7_a_test_goes_to_whoever_sends_it_and_to_nobody_else() -> Result<()> {
    let desk = Desk::open("oneself", NOON).await?;
    let admin = desk.served.signed_in(&desk.company.admin_email).await?;
    let input = json!({"language": "fr", "subject": "Essai {{ number }}", "body": "Voici {{ link }}", "to": "all@mail.example"});
    let sent = admin.post("/templates/quotes.quote.sent/test", input).await?;
    assert_eq!(sent.status, 201, "{:?}", sent.body);
    let sent = sent.data()?;
    assert_eq!((&sent["to"], &sent["subject"]), (&json!(desk.company.admin_email), &json!("Essai Q-2026-000123-1")));
    assert_eq!(sent["purpose"], "INTERNAL");
    let faulty = admin
        .post("/templates/quotes.quote.sent/test", json!({"language": "fr", "subject": "a", "body": "{{ x }}"}))
        .await?;
    assert_eq!(faulty.status, 422);
    let by_text = admin.post("/templates/sales.lead.received_text/test", json!({"language": "en"})).await?;
    assert_eq!((by_text.status, &by_text.body["error"]), (409, &json!("NO_POINT")));
    desk.served.stop().await;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn msg_5_nothing_leaves_by_itself_before_it_is_switched_on_and_then_once() -> Result<()> {
    let desk = Desk::open("switch", NIGHT).await?;
    let main = desk.main().await;
    let (by_text, arrived) = ("sales.lead.received_text", "dispatch.journey.arrived");
    let refused = desk.try_run("messaging.template.switch", json!({"key": "quotes.quote.sent", "is_on": true})).await;
    assert_eq!(refused.expect_err("an act sends it").code, "SENT_BY_AN_ACT");
    let listed = desk.run("messaging.template.list", json!({})).await;
    assert!(listed["templates"].as_array().expect("a list").iter().all(|t| t["switches"] == json!([])));
    let early = json!({"full_name": "Early Bird", "email": "early@mail.example", "location_id": main});
    let early = desk.run("sales.lead.create", early).await;
    desk.heard(LEAD, &early["id"], &main, 76).await?;
    assert!(desk.messages_to("early@mail.example").await.is_empty(), "nobody switched it on");
    // Off for this location, then on for the company: the location's word counts.
    desk.switch(LEAD, &main, false).await;
    desk.switch(LEAD, &Value::Null, true).await;
    desk.switch(by_text, &main, true).await;
    let lead =
        json!({"full_name": "Night Owl", "email": "owl@mail.example", "phone": "416 555 0142", "location_id": main});
    let lead = desk.run("sales.lead.create", lead).await;
    let text = desk.written_to(ELISE).await;
    assert_eq!(
        (&text["type"], &text["status"]),
        (&json!("SMS"), &json!("SCHEDULED")),
        "it waits for the morning: {text}"
    );
    assert!(text["text"].as_str().expect("one").contains("we have your request L-"), "{text}");
    assert!(desk.messages_to("owl@mail.example").await.is_empty());
    assert!(desk.messages_to("early@mail.example").await.is_empty());
    // However often the event comes.
    for _ in 0..3 {
        desk.heard(LEAD, &lead["id"], &main, 77).await?;
    }
    assert_eq!(desk.messages_to(ELISE).await.len(), 2, "that event's, once, beside the first");
    let listed = desk.run("messaging.template.list", json!({})).await;
    let line = listed["templates"].as_array().expect("a list").iter().find(|t| t["key"] == arrived).expect("shipped");
    assert_eq!((&line["switches"], &line["event"]), (&json!([]), &json!(arrived)));
    desk.served.stop().await;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn msg_5_an_invitation_speaks_with_the_companys_own_words() -> Result<()> {
    let desk = Desk::open("invite", NOON).await?;
    let main = desk.main().await;
    desk.publish("access.user.invited", &Value::Null, "en", "Come in, {{ name }}", "{{ company }}: {{ link }}").await;
    let user = json!({"name": "Priya", "email": "priya@mail.example", "role_code": "DISPATCHER", "location_id": main});
    desk.run("access.user.create", user).await;
    let written = desk.written_to("priya@mail.example").await;
    assert_eq!(written["subject"], "Come in, Priya");
    assert!(written["text"].as_str().expect("one").starts_with("Company invite: http"), "{written}");
    assert!(written["html"].as_str().expect("one").contains("<a href=\"http"), "{written}");
    desk.served.stop().await;
    Ok(())
}
