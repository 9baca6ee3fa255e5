//! A company with a tariff, a customer and somebody who catches its mail.

use std::sync::{Arc, Mutex};

use anyhow::{Context, Result};
use base64::Engine as _;
use engine::{
    Credentials, Engine, Event, Request, RequestFacts, TenantTx,
    cluster::{TestDatabase, shared_for_tests},
    database::Database,
    module::BoxFuture,
    settings::Settings,
};
use jiff::{SignedDuration, Timestamp, civil::Date};
use kernel::{
    Id,
    ids::{CommunicationId, CompanyId, CustomerId, LeadId, LocationId, PaymentIntentId, QuoteId},
    money::Currency,
    money::tax::{TaxAnswer, TaxDecider, TaxProblem, TaxQuestion},
    time::Clock,
};
use ports::{Filling, OutgoingMail, OutgoingText};
use quotes::pricing::fixtures::moving_example;
use serde_json::{Value, json};
use tokio_postgres::NoTls;
use uuid::Uuid;

pub const PHONE: &str = "Mozilla/5.0 (Linux; Android 16; Pixel 9) Chrome/141.0 Mobile Safari/537.36";
/// A fee of the example tariff that is offered as an option here.
pub const KIT_FEE: &str = "kit.packing";

/// What every event is about.
const ENTITY: Uuid = Uuid::from_u128(5);

struct NoTax;
impl TaxDecider for NoTax {
    fn decide(&self, _: &TaxQuestion) -> std::result::Result<TaxAnswer, Vec<TaxProblem>> {
        Ok(TaxAnswer { taxes: Vec::new(), notes: Vec::new() })
    }
}
struct Untaxed;
impl ports::Tax for Untaxed {
    fn book<'a>(
        &'a self,
        _: &'a TenantTx,
        _: Option<LocationId>,
        _: Date,
    ) -> BoxFuture<'a, kernel::Result<Box<dyn TaxDecider + Send + Sync>>> {
        Box::pin(async { Ok(Box::new(NoTax) as Box<dyn TaxDecider + Send + Sync>) })
    }
}

#[derive(Clone, Default)]
struct Letterbox(Arc<Mutex<Vec<String>>>);
impl ports::Mail for Letterbox {
    fn queue<'a>(&'a self, tx: &'a TenantTx, mail: OutgoingMail) -> BoxFuture<'a, kernel::Result<CommunicationId>> {
        Box::pin(async move {
            assert_eq!(mail.attachments.len(), 1);
            let number = mail.values.iter().find_map(|(name, value)| match value {
                Filling::Text(number) if *name == "number" => Some(number.as_str()),
                _ => None,
            });
            self.0.lock().expect("whole").push(format!("{} {}", mail.template, number.expect("a number")));
            Ok(tx.new_id())
        })
    }
    fn text<'a>(&'a self, _: &'a TenantTx, text: OutgoingText) -> BoxFuture<'a, kernel::Result<CommunicationId>> {
        panic!("offers go by mail, not by text to {}", text.to)
    }
}

/// Customers of whom none was merged.
struct Unmerged;
impl ports::EnsureCustomer for Unmerged {
    fn ensure<'a>(
        &'a self,
        _: &'a TenantTx,
        _: &'a ports::WantedCustomer,
    ) -> BoxFuture<'a, kernel::Result<(CustomerId, bool)>> {
        Box::pin(async { Err(kernel::Error::internal("no customer is made here")) })
    }
    fn survivor<'a>(&'a self, _: &'a TenantTx, customer: CustomerId) -> BoxFuture<'a, kernel::Result<CustomerId>> {
        Box::pin(async move { Ok(customer) })
    }
    fn matches<'a>(
        &'a self,
        _: &'a TenantTx,
        _: &'a ports::WantedCustomer,
    ) -> BoxFuture<'a, kernel::Result<Vec<(CustomerId, String, i32)>>> {
        Box::pin(async { Ok(vec![]) })
    }
}

/// A company that takes no cards and counts no days.
struct NoCards;
impl ports::Cards for NoCards {
    fn are_taken<'a>(&'a self, _: &'a TenantTx, _: LocationId, _: Currency) -> BoxFuture<'a, kernel::Result<bool>> {
        Box::pin(async { Ok(false) })
    }
    fn want<'a>(
        &'a self,
        _: &'a TenantTx,
        _: ports::WantedDeposit<'a>,
    ) -> BoxFuture<'a, kernel::Result<PaymentIntentId>> {
        Box::pin(async { Err(kernel::Error::internal("cards are not taken here")) })
    }
    fn page<'a>(&'a self, _: &'a TenantTx, _: PaymentIntentId, _: &'a str) -> BoxFuture<'a, kernel::Result<String>> {
        Box::pin(async { Err(kernel::Error::internal("cards are not taken here")) })
    }
    fn look<'a>(&'a self, _: &'a TenantTx, _: PaymentIntentId) -> BoxFuture<'a, kernel::Result<ports::CardState>> {
        Box::pin(async { Ok(ports::CardState::Gone) })
    }
    fn take<'a>(&'a self, _: &'a TenantTx, _: PaymentIntentId) -> BoxFuture<'a, kernel::Result<()>> {
        Box::pin(async { Ok(()) })
    }
    fn give_back<'a>(&'a self, _: &'a TenantTx, _: PaymentIntentId) -> BoxFuture<'a, kernel::Result<()>> {
        Box::pin(async { Ok(()) })
    }
}

#[derive(Clone)]
struct Hands(Arc<Mutex<Timestamp>>);
impl Clock for Hands {
    fn now(&self) -> Timestamp {
        *self.0.lock().expect("whole")
    }
}

pub struct Kit {
    engine: Engine,
    clock: Hands,
    letters: Letterbox,
    database: TestDatabase,
    _files: tempfile::TempDir,
    pub company: CompanyId,
    location: LocationId,
    pub customer_id: CustomerId,
}

fn id<K>(n: u128) -> Id<K> {
    Id::from_uuid(Uuid::from_u128(n))
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
    pub async fn start() -> Result<Self> {
        let all: String = engine::migrate::MIGRATIONS.iter().map(|(_, text)| *text).collect();
        let shared = shared_for_tests();
        let template = format!("quotes{}", &files::sha256_hex(all.as_bytes())[..12]);
        let template = shared.template(&template, migrate).await.context("template")?;
        let database = shared.database(Some(&template)).await?;
        let folder = tempfile::tempdir()?;
        let (clock, letters) = (Hands(Arc::new(Mutex::new("2026-06-03T14:00:00Z".parse()?))), Letterbox::default());
        let mut settings = Settings::new([7; 32], "https://crm.example".into());
        settings.clock = Arc::new(clock.clone());
        settings.ports.offer::<ports::TaxPort>(Arc::new(Untaxed));
        settings.ports.offer::<ports::MailPort>(Arc::new(letters.clone()));
        settings.ports.offer::<ports::EnsureCustomerPort>(Arc::new(Unmerged));
        settings.ports.offer::<ports::CardsPort>(Arc::new(NoCards));
        settings.ports.offer::<ports::CalendarPort>(Arc::new(calendar::Calendar));
        settings.ports.offer::<files::Store>(files::Store::local(folder.path())?);
        let pool = Database::connect(database.config("cnc_app"), database.config("cnc_worker")).await?;
        let engine = Engine::new(pool, vec![quotes::module()], settings);
        let kit = Self {
            engine,
            clock,
            letters,
            database,
            _files: folder,
            company: id(1),
            location: id(2),
            customer_id: id(3),
        };
        kit.seed().await.context("seed")?;
        Ok(kit)
    }

    async fn seed(&self) -> Result<()> {
        let (company, location, customer) = (self.company.uuid(), self.location.uuid(), self.customer_id.uuid());
        let entry = Uuid::from_u128(99);
        let text = format!(
            "select set_config('app.company_id', '{company}', false), set_config('app.entry_id', '{entry}', false);
             insert into company (id, name, slug, industry, timezone, currency)
             values ('{company}', 'Maple Lane Movers', 'maple', 'MOVING', 'America/Toronto', 'CAD');
             insert into location (company_id, id, name, code, kind, city, province, country, timezone)
             values ('{company}', '{location}', 'Toronto', 'TOR', 'CORPORATE', 'Toronto', 'ON', 'CA', 'America/Toronto');
             insert into customer (company_id, id, number, kind, first_name, last_name, display_name, name_key, match_key,
               email, province, country, currency)
             values ('{company}', '{customer}', 'C-1', 'PERSON', 'Priya', 'Fontaine', 'Priya Fontaine', 'priya fontaine',
               'priya fontaine', 'priya.fontaine@mail.example', 'ON', 'CA', 'CAD');"
        );
        self.owner().await?.batch_execute(&text).await?;
        let example = serde_json::to_value(moving_example())?;
        let mut tariff = json!({"name": "Moves", "kind": "MOVING", "currency": "CAD", "valid_from": "2025-01-01"});
        tariff["settings"] = example["settings"].clone();
        tariff["rules"] = example["rules"].clone();
        let made = self.staff("quotes.tariff.create", tariff).await.context("create")?;
        let published = self.staff("quotes.tariff.publish", json!({"id": made["id"]})).await?;
        anyhow::ensure!(published["versions"][0]["state"] == "PUBLISHED", "QUO-7");
        Ok(())
    }

    /// The superuser's connection, as this company.
    pub async fn owner(&self) -> Result<tokio_postgres::Client> {
        let (client, connection) = self.database.superuser_config().connect(NoTls).await?;
        tokio::spawn(connection);
        let company = self.company.uuid();
        let settings = format!(
            "select set_config('app.company_id', '{company}', false), set_config('app.entry_id', '{}', false)",
            Uuid::from_u128(99)
        );
        client.batch_execute(&settings).await?;
        Ok(client)
    }

    async fn run(&self, credentials: Credentials, operation: &str, input: Value, agent: &str) -> kernel::Result<Value> {
        let facts = RequestFacts {
            request_id: self.engine.new_request_id(),
            address: Some("203.0.113.27".into()),
            agent: Some(agent.into()),
            reads_french: false,
        };
        let key = Some(self.engine.new_request_id().to_string());
        let request =
            Request { operation: operation.into(), credentials, input, key, if_version: None, body: None, facts };
        self.engine.run(request).await.map(|a| a.data)
    }

    pub async fn staff(&self, operation: &str, input: Value) -> kernel::Result<Value> {
        let credentials = Credentials::Internal { company: self.company, cause: "test".into() };
        self.run(credentials, operation, input, "test").await
    }

    pub async fn anybody(&self, operation: &str, input: Value) -> kernel::Result<Value> {
        self.run(Credentials::Anonymous, operation, input, PHONE).await
    }

    pub async fn customer(&self, token: &str, operation: &str, mut input: Value, agent: &str) -> kernel::Result<Value> {
        input["token"] = json!(token);
        self.run(Credentials::Link(token.into()), operation, input, agent).await
    }

    pub async fn accept(&self, token: &str, given: &Value) -> kernel::Result<Value> {
        let covers = json!([{"part": "move", "option": "RELEASED"}]);
        let mut input = json!({"signer_name": "Priya Fontaine", "method": "TYPED", "typed_name": "Priya Fontaine", "consent": true,
            "covers": covers});
        for (name, value) in given.as_object().into_iter().flatten() {
            input[name] = value.clone();
        }
        self.customer(token, "quotes.portal.accept", input, PHONE).await
    }

    /// Two movers and a truck on a weekday.
    pub fn hourly(&self, minutes: u32, charges: &Value) -> Value {
        json!({
            "option_groups": [{"key": "extras", "kind": "ANY"}],
            "parts": [{"key": "move", "charges": charges, "work": {"kind": "MOVE",
                "basis": {"kind": "HOURLY", "movers": 2, "trucks": 1, "labour": {"minutes": minutes},
                          "travel": {"rule_key": "travel.none"}}}}]
        })
    }

    pub async fn draft(&self, charges: Value) -> kernel::Result<Value> {
        let input = json!({
            "customer_id": self.customer_id, "location_id": self.location, "kind": "MOVING", "service_date": "2026-09-09",
            "inputs": self.hourly(300, &charges),
        });
        self.staff("quotes.quote.create", input).await
    }

    /// Sends and answers the link's token.
    pub async fn send(&self, id: &Value) -> Result<String> {
        let sent = self.staff("quotes.quote.send", json!({ "id": id })).await?;
        let url = sent["portal_url"].as_str().context("a link")?;
        Ok(url.strip_prefix("https://crm.example/portal/quotes/").context("below the public address")?.to_owned())
    }

    pub fn mails(&self) -> Vec<String> {
        self.letters.0.lock().expect("whole").clone()
    }

    pub fn pass_days(&self, days: i64) {
        let mut now = self.clock.0.lock().expect("whole");
        *now = now.checked_add(SignedDuration::from_hours(24 * days)).expect("in range");
    }

    pub async fn expire(&self) -> kernel::Result<()> {
        let schedule = self.engine.registry().schedule("quotes.expire").expect("there").run;
        self.engine.run_job(self.company, "quotes.expire", schedule).await
    }

    /// What another module would have told.
    pub async fn tell(&self, name: &'static str, data: Value) -> kernel::Result<()> {
        let subscriber = self.engine.registry().subscribers(name).next().expect("somebody listens").run;
        let event = Event {
            company: self.company,
            id: id(4),
            name: name.into(),
            entity: "test".into(),
            entity_id: ENTITY,
            location: None,
            actor: None,
            at: self.clock.now(),
            data,
            attempt: 1,
        };
        self.engine.run_job(self.company, name, move |tx| subscriber(tx, event.clone())).await
    }

    /// The job that the next event tells of.
    pub async fn job(&self) -> Result<()> {
        let text = format!(
            "insert into job (company_id, id, number, customer_id, location_id, kind, title)
             values ('{}', '{ENTITY}', 'J-1', '{}', '{}', 'MOVING', 'A move')",
            self.company.uuid(),
            self.customer_id.uuid(),
            self.location.uuid()
        );
        Ok(self.owner().await?.batch_execute(&text).await?)
    }

    /// A lead that became a customer and was promised a quote under the second id.
    pub async fn lead(&self) -> Result<(LeadId, QuoteId)> {
        let (lead, quote): (LeadId, QuoteId) = (id(6), id(7));
        let text = format!(
            "insert into lead (company_id, id, number, customer_id, location_id, full_name, name_key, source, channel,
               status_since, origin, destination, received_at)
             values ('{}', '{}', 'L-1', '{}', '{}', 'Priya Fontaine', 'priya fontaine', 'WEB', 'FORM', now(),
               '{{\"city\": \"Toronto\", \"province\": \"ON\", \"country\": \"CA\"}}', '{{\"city\": \"Ottawa\"}}', now())",
            self.company.uuid(),
            lead.uuid(),
            self.customer_id.uuid(),
            self.location.uuid()
        );
        self.owner().await?.batch_execute(&text).await?;
        Ok((lead, quote))
    }
}

/// SHA-256 of a file as answered inside the runner.
pub fn sha256_of(file: &Value) -> Result<String> {
    let bytes = base64::engine::general_purpose::STANDARD.decode(file["bytes"].as_str().context("a file")?)?;
    anyhow::ensure!(bytes.starts_with(b"%PDF"), "not a PDF");
    Ok(files::sha256_hex(&bytes))
}
