//! A mover with a number, a mailbox and a clock of its own.

use std::{
    sync::{Arc, Mutex},
    time::Duration,
};

use anyhow::Result;
use engine::settings::Settings;
use jiff::{SignedDuration, Timestamp};
use kernel::time::Clock;
use messaging::signature;
use serde_json::{Value, json};
use testkit::{Client, Kit, Reply, Served, TestCompany};
use uuid::Uuid;

use super::{
    mail_server::{MailServer, Mood as MailMood},
    provider::{Fields, Provider},
};

/// What the provider and we prove ourselves with.
pub const SECRET: &str = "a-secret-nobody-reads-anywhere";
pub const NUMBER: &str = "+14165550100";

#[derive(Clone)]
pub struct Hands(Arc<Mutex<Timestamp>>);
impl Clock for Hands {
    fn now(&self) -> Timestamp {
        // Every look is a little later, so that what follows comes after.
        let mut now = self.0.lock().expect("whole");
        *now = now.checked_add(SignedDuration::from_millis(1)).expect("in range");
        *now
    }
}

pub struct Desk {
    pub served: Served,
    pub company: TestCompany,
    pub provider: Provider,
    pub mail: MailServer,
    pub http: Client,
    pub clock: Hands,
    pub sms_hook: String,
    pub status_hook: String,
    pub mail_hook: String,
}

impl Desk {
    /// At this local time in Toronto.
    pub async fn open(slug: &str, local: &str) -> Result<Self> {
        let zone = jiff::tz::TimeZone::get("America/Toronto")?;
        let clock = Hands(Arc::new(Mutex::new(kernel::time::local_instant(local.parse()?, &zone))));
        let mail = MailServer::start(MailMood::Takes).await?;
        let smtp = mail.smtp()?;
        let hands = clock.clone();
        let otherwise = move |settings: &mut Settings| {
            settings.clock = Arc::new(hands.clone());
            settings.ports.offer::<messaging::Smtp>(smtp.clone());
        };
        let kit = Kit::start_otherwise(&otherwise).await?;
        let company = kit.company(slug, "MOVING").await?;
        let provider = Provider::start().await?;
        let served = kit.serve().await?;
        let http = served.anonymous();
        let mut desk = Self {
            served,
            company,
            provider,
            mail,
            http,
            clock,
            sms_hook: String::new(),
            status_hook: String::new(),
            mail_hook: String::new(),
        };
        let url = desk.provider.url.clone();
        let sms = json!({"channel": "SMS", "address": NUMBER, "display_name": "Office", "base_url": url,
            "account": "AC1", "secret": SECRET});
        let sms = desk.run("messaging.sender.create", sms).await;
        desk.sms_hook = sms["incoming_url"].as_str().expect("an address").to_owned();
        desk.status_hook = sms["status_url"].as_str().expect("an address").to_owned();
        let mailbox = json!({"channel": "EMAIL", "address": "office@maplelane.example", "display_name": "Office",
            "secret": SECRET});
        let mailbox = desk.run("messaging.sender.create", mailbox).await;
        desk.mail_hook = mailbox["incoming_url"].as_str().expect("an address").to_owned();
        Ok(desk)
    }

    pub async fn try_run(&self, operation: &str, input: Value) -> kernel::Result<Value> {
        self.served.kit.internal(self.company.id, operation, input).await
    }
    pub async fn run(&self, operation: &str, input: Value) -> Value {
        self.try_run(operation, input).await.unwrap_or_else(|e| panic!("{operation}: {e}"))
    }
    pub async fn customer(&self, last_name: &str, phone: &str, email: &str) -> String {
        let input = json!({"first_name": "Élise", "last_name": last_name, "phone": phone, "email": email});
        self.run("customers.customer.create", input).await["id"].as_str().expect("an id").to_owned()
    }
    pub async fn text(&self, customer: &str, text: &str) -> Value {
        let input = json!({"channel": "SMS", "customer_id": customer, "text": text});
        self.run("messaging.message.send", input).await
    }
    pub async fn message(&self, id: &Value) -> Value {
        self.run("messaging.message.read", json!({"id": id})).await
    }
    /// Waits until the message stands so.
    pub async fn until(&self, id: &Value, status: &str) -> Value {
        for _ in 0..2_400 {
            let message = self.message(id).await;
            if message["status"] == status {
                return message;
            }
            tokio::time::sleep(Duration::from_millis(25)).await;
        }
        panic!("not {status}: {}", self.message(id).await)
    }
    /// Waits until so many messages came in.
    pub async fn came_in(&self, count: usize) -> Vec<Value> {
        let mut found = vec![];
        for _ in 0..2_400 {
            let page = self.run("messaging.message.list", json!({"direction": "IN", "limit": 100})).await;
            found = page["items"].as_array().expect("a list").clone();
            if found.len() >= count {
                return found;
            }
            tokio::time::sleep(Duration::from_millis(25)).await;
        }
        panic!("{} instead of {count} came in", found.len())
    }
    /// Waits for something else.
    pub async fn wait(what: &str, is_so: impl AsyncFn() -> bool) {
        for _ in 0..2_400 {
            if is_so().await {
                return;
            }
            tokio::time::sleep(Duration::from_millis(25)).await;
        }
        panic!("never {what}");
    }
    pub fn pass(&self, seconds: i64) {
        let mut now = self.clock.0.lock().expect("whole");
        *now = now.checked_add(SignedDuration::from_secs(seconds)).expect("in range");
    }
    pub fn now(&self) -> Timestamp {
        *self.clock.0.lock().expect("whole")
    }
    /// What the clock does, now.
    pub async fn tick(&self, schedule: &'static str) {
        let engine = &self.served.kit.engine;
        let run = engine.registry().schedule(schedule).expect("a schedule").run;
        engine.run_job(self.company.id, schedule, run).await.expect(schedule);
    }

    fn path(url: &str) -> &str {
        url.split_once("/api").expect("an address").1
    }
    async fn post_form(&self, url: &str, fields: &Fields, secret: &str) -> Reply {
        let given = signature::of_form(secret, url, fields);
        let body: Vec<String> = fields.iter().map(|(n, v)| format!("{n}={}", coded(v))).collect();
        let headers = [("x-twilio-signature", given.as_str()), ("content-type", "application/x-www-form-urlencoded")];
        self.http.post_bytes(Self::path(url), body.join("&").into_bytes(), &headers).await.expect("an answer")
    }
    /// A text message of the other side, as the provider brings it.
    pub async fn bring(&self, from: &str, text: &str, sid: &str, secret: &str) -> Reply {
        let fields = [("From", from), ("To", NUMBER), ("Body", text), ("MessageSid", sid)];
        let fields = fields.map(|(n, v)| (n.to_owned(), v.to_owned())).to_vec();
        self.post_form(&self.sms_hook, &fields, secret).await
    }
    pub async fn says(&self, from: &str, text: &str) -> Reply {
        self.bring(from, text, &format!("SMin{}", Uuid::now_v7().simple()), SECRET).await
    }
    /// What became of a message, told at the address that the message brought along.
    pub async fn tell(&self, callback: &str, sid: &str, status: &str) -> Reply {
        let fields = vec![("MessageSid".into(), sid.into()), ("MessageStatus".into(), status.into())];
        self.post_form(callback, &fields, SECRET).await
    }
    pub async fn bring_mail(&self, body: &str, at: Timestamp) -> Reply {
        let given = signature::of_body(SECRET, at, body.as_bytes());
        let headers = [("x-hook-signature", given.as_str()), ("content-type", "message/rfc822")];
        let path = Self::path(&self.mail_hook);
        self.http.post_bytes(path, body.as_bytes().to_vec(), &headers).await.expect("an answer")
    }
}

/// A value as it stands in a form.
fn coded(value: &str) -> String {
    value
        .bytes()
        .map(|b| if b.is_ascii_alphanumeric() { (b as char).to_string() } else { format!("%{b:02X}") })
        .collect()
}
