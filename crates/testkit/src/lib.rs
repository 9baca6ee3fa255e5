//! Beside the floors: the product over a real PostgreSQL for tests. One cluster a test process, one database a test,
//! copied from a template that was migrated once.

mod client;
mod template;
mod wiring;

pub use client::{Client, Reply};
pub use wiring::Otherwise;

use std::sync::Arc;

use anyhow::Result;
use engine::{
    Credentials, Engine, Module, Request, RequestFacts,
    cluster::{TestDatabase, shared_for_tests},
};
use kernel::ids::CompanyId;
use serde_json::{Value, json};
use tokio_postgres::NoTls;

/// The product without HTTP; see [`Served`] for the rest.
pub struct Kit {
    pub engine: Engine,
    pub audit_key: compliance::AuditKey,
    database: TestDatabase,
    _files: tempfile::TempDir,
}

/// Another copy of the program beside a kit's own.
pub struct Beside {
    pub engine: Engine,
    _files: tempfile::TempDir,
}

impl Kit {
    /// A fresh, migrated, empty installation.
    pub async fn start() -> Result<Self> {
        Self::start_otherwise(&|_| {}).await
    }

    /// The same, with some of the settings as the test wants them.
    pub async fn start_otherwise(otherwise: Otherwise<'_>) -> Result<Self> {
        Self::copy_of(&template::empty().await?, app::modules::all(), otherwise).await
    }

    /// An installation with the demo's two companies at work; everybody's password is [`app::demo::PASSWORD`]. What
    /// `fill` adds stands in the template: a test program that fills it in two ways gets the first one twice.
    pub async fn populated(fill: impl AsyncFnOnce(&Engine) -> Result<()>) -> Result<Self> {
        Self::copy_of(&template::populated(fill).await?, app::modules::all(), &|_| {}).await
    }

    async fn copy_of(template: &str, modules: Vec<Module>, otherwise: Otherwise<'_>) -> Result<Self> {
        let database = shared_for_tests().database(Some(template)).await?;
        // A copy of a database does not copy what was granted on the database itself.
        {
            let (client, connection) = database.superuser_config().connect(NoTls).await?;
            let task = tokio::spawn(connection);
            engine::migrate::roles(&client).await?;
            drop(client);
            let _ = task.await;
        }
        let (application, worker) = (database.config("cnc_app"), database.config("cnc_worker"));
        let (engine, audit_key, files) = wiring::engine(application, worker, modules, otherwise).await?;
        Ok(Self { engine, audit_key, database, _files: files })
    }

    /// A second copy of the program over the same database, run by these modules.
    pub async fn beside(&self, modules: Vec<Module>) -> Result<Beside> {
        let (application, worker) = (self.database.config("cnc_app"), self.database.config("cnc_worker"));
        let (engine, _, files) = wiring::engine(application, worker, modules, &|_| {}).await?;
        Ok(Beside { engine, _files: files })
    }

    /// A connection as the database's superuser: for looking behind the walls, and for breaking them on purpose.
    pub async fn owner(&self) -> Result<tokio_postgres::Client> {
        let (client, connection) = self.database.superuser_config().connect(NoTls).await?;
        tokio::spawn(async move {
            let _ = connection.await;
        });
        Ok(client)
    }

    pub fn application(&self) -> tokio_postgres::Config {
        self.database.config("cnc_app")
    }

    pub fn facts(&self) -> RequestFacts {
        RequestFacts::internal(self.engine.new_request_id())
    }

    /// Runs an operation with the given credentials.
    pub async fn run(&self, credentials: Credentials, operation: &str, input: Value) -> kernel::Result<Value> {
        let request = Request {
            operation: operation.into(),
            credentials,
            input,
            key: None,
            if_version: None,
            body: None,
            facts: self.facts(),
        };
        self.engine.run(request).await.map(|a| a.data)
    }

    /// Runs an operation as the product itself.
    pub async fn internal(&self, company: CompanyId, operation: &str, input: Value) -> kernel::Result<Value> {
        self.run(Credentials::Internal { company, cause: "test".into() }, operation, input).await
    }

    /// A company made by the super admin's wizard, with one location and an ADMIN who can sign in.
    pub async fn company(&self, slug: &str, industry: &str) -> Result<TestCompany> {
        let email = format!("admin@{slug}.example.org");
        let (zone, currency, province, country) = match industry {
            "CRANE_RENTAL" => ("Asia/Kolkata", "INR", "MH", "IN"),
            _ => ("America/Toronto", "CAD", "ON", "CA"),
        };
        let nobody = CompanyId::from_uuid(uuid::Uuid::nil());
        let made = self
            .internal(
                nobody,
                "access.platform.company.create",
                json!({
                    "company": {"name": format!("Company {slug}"), "slug": slug, "industry": industry,
                        "timezone": zone, "currency": currency, "language": "en"},
                    "locations": [{"name": "Main", "code": "MAIN", "city": "Toronto", "province": province,
                        "country": country, "timezone": zone, "kind": "CORPORATE"}],
                    "admin": {"name": "Ada Admin", "email": email, "password": PASSWORD},
                    "plan": "STANDARD",
                }),
            )
            .await?;
        let id: CompanyId = serde_json::from_value(made["id"].clone())?;
        Ok(TestCompany { id, slug: slug.into(), admin_email: email })
    }

    /// Signs in and answers the access token.
    pub async fn sign_in(&self, email: &str) -> Result<String> {
        let answer = self
            .run(Credentials::Anonymous, "access.auth.login", json!({"email": email, "password": PASSWORD}))
            .await?;
        let token = answer["access_token"].as_str();
        Ok(token.ok_or_else(|| anyhow::anyhow!("no token in {answer}"))?.to_owned())
    }

    /// The whole product on a port of this machine.
    pub async fn serve(self) -> Result<Served> {
        let hub = web::Hub::default();
        let router = web::router(
            self.engine.clone(),
            hub.clone(),
            web::Beats::default(),
            web::Options { aliases: app::aliases::all(), secure_cookies: false, rate_limits: false, version: "test" },
        );
        let queue = queue::Queue::start(self.engine.clone(), 2, Arc::new(|_, _| {})).await?;
        let listening = {
            let telling = self.engine.clone();
            tokio::spawn(queue::listen(self.engine.clone(), move |company, event| {
                let (engine, hub) = (telling.clone(), hub.clone());
                tokio::spawn(async move {
                    if let Ok(Some(event)) = engine.event(company, event).await {
                        hub.tell(Arc::new(event));
                    }
                });
            }))
        };
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
        let url = format!("http://{}", listener.local_addr()?);
        let service = router.into_make_service_with_connect_info::<std::net::SocketAddr>();
        let server = tokio::spawn(async move {
            let _ = axum::serve(listener, service).await;
        });
        Ok(Served { kit: self, url, queue: Some(queue), tasks: vec![listening, server] })
    }
}

/// The password of everybody a test makes.
pub const PASSWORD: &str = "three grey pianos on a ferry";

pub struct TestCompany {
    pub id: CompanyId,
    pub slug: String,
    pub admin_email: String,
}

/// The product with HTTP and background work.
pub struct Served {
    pub kit: Kit,
    pub url: String,
    queue: Option<queue::Queue>,
    tasks: Vec<tokio::task::JoinHandle<()>>,
}

impl Served {
    pub fn anonymous(&self) -> Client {
        Client::new(&self.url, None)
    }
    pub async fn signed_in(&self, email: &str) -> Result<Client> {
        Ok(Client::new(&self.url, Some(self.kit.sign_in(email).await?)))
    }
    pub async fn stop(mut self) {
        for task in self.tasks.drain(..) {
            task.abort();
        }
        if let Some(queue) = self.queue.take() {
            queue.stop().await;
        }
    }
}
