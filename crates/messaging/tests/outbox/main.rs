//! Outgoing mail over a real database and a mail server of the test's own: nothing lost, nothing twice.

mod server;

use std::sync::{Arc, Mutex};

use anyhow::Result;
use bytes::Bytes;
use engine::{
    Credentials, Engine, Event, Request, RequestFacts, TenantTx,
    cluster::{TestDatabase, shared_for_tests},
    database::Database,
    module::BoxFuture,
    settings::Settings,
};
use jiff::{SignedDuration, Timestamp};
use kernel::{
    Id,
    ids::{CommunicationId, CompanyId},
    time::Clock,
};
use ports::{Attachment, Filling, MayWe, OutgoingMail, Permitted};
use serde_json::{Value, json};
use server::{MailServer, Mood};
use tokio_postgres::NoTls;
use uuid::Uuid;

#[derive(Clone)]
struct Hands(Arc<Mutex<Timestamp>>);
impl Clock for Hands {
    fn now(&self) -> Timestamp {
        *self.0.lock().expect("whole")
    }
}

/// A ledger in which nobody ever said no.
struct Everybody;
impl ports::Consent for Everybody {
    fn ask<'a>(&'a self, _: &'a TenantTx, _: MayWe<'a>) -> BoxFuture<'a, kernel::Result<Permitted>> {
        Box::pin(async { Ok(Permitted::Yes(None)) })
    }
    fn stop<'a>(&'a self, _: &'a TenantTx, _: &'a str, _: Value) -> BoxFuture<'a, kernel::Result<bool>> {
        Box::pin(async { Ok(false) })
    }
    fn start<'a>(&'a self, _: &'a TenantTx, _: &'a str, _: Value) -> BoxFuture<'a, kernel::Result<()>> {
        Box::pin(async { Ok(()) })
    }
    fn withdraw<'a>(
        &'a self,
        _: &'a TenantTx,
        _: &'a str,
        _: ports::Channel,
        _: &'a str,
        _: Value,
    ) -> BoxFuture<'a, kernel::Result<()>> {
        Box::pin(async { Ok(()) })
    }
    fn invalid<'a>(&'a self, _: &'a TenantTx, _: &'a str) -> BoxFuture<'a, kernel::Result<()>> {
        Box::pin(async { Ok(()) })
    }
}

struct Kit {
    engine: Engine,
    clock: Hands,
    company: CompanyId,
    store: files::Store,
    _database: TestDatabase,
    _files: tempfile::TempDir,
}

async fn migrate(config: tokio_postgres::Config) -> Result<()> {
    let (client, connection) = config.connect(NoTls).await?;
    let task = tokio::spawn(connection);
    engine::migrate::run(&client).await?;
    drop(client);
    let _ = task.await;
    Ok(())
}

impl Kit {
    async fn start(smtp: messaging::Smtp) -> Result<Self> {
        let all: String = engine::migrate::MIGRATIONS.iter().map(|(_, text)| *text).collect();
        let shared = shared_for_tests();
        let template =
            shared.template(&format!("messaging{}", &files::sha256_hex(all.as_bytes())[..12]), migrate).await?;
        let database = shared.database(Some(&template)).await?;
        let folder = tempfile::tempdir()?;
        let store = files::Store::local(folder.path())?;
        let clock = Hands(Arc::new(Mutex::new("2026-06-03T10:00:00Z".parse()?)));
        let mut settings = Settings::new([7; 32], "https://crm.example".into());
        settings.clock = Arc::new(clock.clone());
        settings.ports.offer::<files::Store>(store.clone());
        settings.ports.offer::<messaging::Smtp>(smtp);
        settings.ports.offer::<messaging::Gateway>(messaging::Gateway::default());
        settings.ports.offer::<ports::ConsentPort>(Arc::new(Everybody));
        let pool = Database::connect(database.config("cnc_app"), database.config("cnc_worker")).await?;
        let engine = Engine::new(pool, vec![messaging::module()], settings);
        let company: CompanyId = Id::from_uuid(Uuid::from_u128(1));
        let (client, connection) = database.superuser_config().connect(NoTls).await?;
        let task = tokio::spawn(connection);
        let text = format!(
            "insert into company (id, name, slug, industry, timezone, currency, contact_email)
             values ('{}', 'Maple Lane Movers', 'maple', 'MOVING', 'America/Toronto', 'CAD', 'hello@maplelane.example')",
            company.uuid()
        );
        client.batch_execute(&text).await?;
        drop(client);
        let _ = task.await;
        Ok(Self { engine, clock, company, store, _database: database, _files: folder })
    }

    /// Queues a mail with one attachment in a transaction of its own.
    async fn queue(&self, to: &str) -> Result<CommunicationId> {
        let key = files::Store::key(self.company, "quotes", "a.pdf");
        self.store.put(&key, Bytes::from_static(b"%PDF-1.7")).await?;
        let made: Arc<Mutex<Option<CommunicationId>>> = Arc::default();
        let (told, to) = (made.clone(), to.to_owned());
        self.engine
            .run_job(self.company, "test.queue", move |tx| {
                let (told, to, key) = (told.clone(), to.clone(), key.clone());
                Box::pin(async move {
                    let mail = OutgoingMail {
                        template: "quotes.document.signed",
                        to,
                        language: None,
                        values: vec![("number", Filling::Text("Q-1".into()))],
                        customer_id: None,
                        location_id: None,
                        about: ("quote", Uuid::from_u128(5)),
                        attachments: vec![Attachment {
                            object_key: key,
                            file_name: "quote.pdf".into(),
                            content_type: "application/pdf".into(),
                        }],
                    };
                    let id = ports::Mail::queue(&messaging::Mail, tx, mail).await?;
                    *told.lock().expect("whole") = Some(id);
                    Ok(())
                })
            })
            .await?;
        let id = made.lock().expect("whole").take();
        Ok(id.expect("queued"))
    }

    /// The event reaches the sender, as often as it may.
    async fn deliver(&self, id: CommunicationId) -> kernel::Result<()> {
        let name = "messaging.message.queued";
        let run = self.engine.registry().subscribers(name).next().expect("somebody sends").run;
        let event = Event {
            company: self.company,
            id: Id::from_uuid(Uuid::from_u128(9)),
            name: name.into(),
            entity: "message".into(),
            entity_id: id.uuid(),
            location: None,
            actor: None,
            at: self.clock.now(),
            data: Value::Null,
            attempt: 1,
        };
        self.engine.run_job(self.company, name, move |tx| run(tx, event.clone())).await
    }

    async fn run(&self, operation: &str, input: Value) -> kernel::Result<Value> {
        let request = Request {
            operation: operation.into(),
            credentials: Credentials::Internal { company: self.company, cause: "test".into() },
            input,
            key: None,
            if_version: None,
            body: None,
            facts: RequestFacts::internal(self.engine.new_request_id()),
        };
        self.engine.run(request).await.map(|a| a.data)
    }

    async fn message(&self, id: CommunicationId) -> kernel::Result<Value> {
        self.run("messaging.message.read", json!({ "id": id })).await
    }

    fn pass(&self, seconds: i64) {
        let mut now = self.clock.0.lock().expect("whole");
        *now = now.checked_add(SignedDuration::from_secs(seconds)).expect("in range");
    }
}

#[tokio::test]
async fn msg_3_a_message_is_sent_once_however_often_its_event_comes() -> Result<()> {
    let server = MailServer::start(Mood::Takes).await?;
    let kit = Kit::start(server.smtp()?).await?;
    let id = kit.queue("elise@mail.example").await?;
    let (one, two) = futures::join!(kit.deliver(id), kit.deliver(id));
    one?;
    two?;
    kit.deliver(id).await?;
    let taken = server.taken();
    assert_eq!(taken.len(), 1);
    assert!(taken[0].contains(&format!("Message-ID: <{id}@crm.example>")), "{}", taken[0]);
    assert!(taken[0].contains("filename=\"quote.pdf\""));
    assert_eq!(kit.message(id).await?["status"], "SENT");
    Ok(())
}

#[tokio::test]
async fn without_a_server_messages_wait_and_are_seen() -> Result<()> {
    let kit = Kit::start(messaging::Smtp::none()).await?;
    let id = kit.queue("elise@mail.example").await?;
    kit.deliver(id).await?;
    let list = kit.run("messaging.message.list", json!({"status": "QUEUED"})).await?;
    assert_eq!(list["items"][0]["id"], json!(id));
    Ok(())
}

#[tokio::test]
async fn msg_21_a_temporary_refusal_is_tried_again_until_a_day_has_passed() -> Result<()> {
    let server = MailServer::start(Mood::Later).await?;
    let kit = Kit::start(server.smtp()?).await?;
    let id = kit.queue("elise@mail.example").await?;
    kit.deliver(id).await?;
    let waiting = kit.message(id).await?;
    assert_eq!((waiting["status"].clone(), waiting["attempts"].clone()), (json!("QUEUED"), json!(1)));
    let schedule = kit.engine.registry().schedule("messaging.retry").expect("there").run;
    kit.pass(37);
    kit.engine.run_job(kit.company, "messaging.retry", schedule).await?;
    server.be(Mood::Takes);
    kit.deliver(id).await?;
    assert_eq!(kit.message(id).await?["status"], "SENT");

    server.be(Mood::Later);
    let late = kit.queue("elise@mail.example").await?;
    kit.pass(24 * 3_600);
    kit.deliver(late).await?;
    assert_eq!(kit.message(late).await?["status"], "FAILED");
    Ok(())
}

#[tokio::test]
async fn msg_21_a_refusal_for_good_fails_at_once_and_can_be_sent_elsewhere() -> Result<()> {
    let server = MailServer::start(Mood::Never).await?;
    let kit = Kit::start(server.smtp()?).await?;
    let id = kit.queue("nobody@mail.example").await?;
    kit.deliver(id).await?;
    let failed = kit.message(id).await?;
    assert_eq!(failed["status"], "FAILED");
    assert!(failed["reason"].as_str().is_some_and(|r| r.contains("550") || r.contains("No such")), "{failed}");
    server.be(Mood::Takes);
    let again = kit.run("messaging.message.resend", json!({"id": id, "to": "elise@mail.example"})).await?;
    assert_eq!((again["status"].clone(), again["resent_of"].clone()), (json!("QUEUED"), json!(id)));
    let id: CommunicationId = serde_json::from_value(again["id"].clone())?;
    kit.deliver(id).await?;
    assert_eq!(server.taken().len(), 1);
    Ok(())
}
