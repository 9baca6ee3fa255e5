//! Demo companies with invented people, made through operations only: *LGM*, a mover with 43 locations, and *ASP
//! Cranes*, a crane-rental company. Loading twice changes nothing.

mod activities;
mod asp;
mod bills;
mod campaigns;
mod counter;
mod days;
mod deals;
mod desk;
mod journeys;
mod leads;
mod lgm;
mod lgm_locations;
mod people;
mod relations;
mod sites;
mod stationery;
mod steps;
mod surveys;
mod work;

use anyhow::{Context, Result};
use axum::body::Bytes;
use engine::{Credentials, Engine, Request, RequestFacts};
use kernel::ids::{CompanyId, UserId};
use serde_json::{Value, json};

use crate::{Configuration, keys};

/// The password of everybody in the demo.
pub const PASSWORD: &str = "demo pianos on a ferry";

/// Loads the demo companies if they are not there, and answers the sign-ins as a text for people.
pub async fn load(engine: &Engine, configuration: &Configuration) -> Result<String> {
    companies(engine).await?;
    Ok(sign_ins(&configuration.url()))
}

/// Loads the demo companies that are not there. Needs the background work: jobs come about by accepted quotes.
pub async fn companies(engine: &Engine) -> Result<()> {
    let there = keys::platform(engine, "access.platform.company.list", json!({})).await?;
    let has = |slug: &str| there.as_array().is_some_and(|all| all.iter().any(|c| c["slug"] == slug));
    if !has("lgm") && !has("asp-cranes") {
        let invited = keys::platform(
            engine,
            "access.platform.admin.invite",
            json!({"username": "root", "email": "root@cnc.example", "name": "Rita Root"}),
        )
        .await?;
        let setup = json!({"token": invited["token"], "password": PASSWORD});
        keys::platform(engine, "access.platform.admin.setup", setup).await?;
    }
    let mover = async {
        if has("lgm") {
            return Ok(());
        }
        lgm::load(engine).await.context("LGM")
    };
    let cranes = async {
        if has("asp-cranes") {
            return Ok(());
        }
        asp::load(engine).await.context("ASP Cranes")
    };
    tokio::try_join!(mover, cranes).map(drop)
}

fn sign_ins(url: &str) -> String {
    let mut out = format!("\nC&C CRM demo at {url} (password of everybody: {PASSWORD})\n\n");
    for (who, name, at) in [
        ("super admin", "root", "/super-admin"),
        ("LGM administrator", "avery.admin@lgm.example", "/"),
        ("LGM manager", "manager1@lgm.example", "/"),
        ("LGM dispatcher", "dispatcher@lgm.example", "/dispatch"),
        ("LGM driver", "driver@lgm.example", "/mobile/"),
        ("LGM mover", "mover@lgm.example", "/mobile/"),
        ("LGM auditor", "auditor@lgm.example", "/audit"),
        ("ASP administrator", "anand.admin@asp.example", "/"),
        ("ASP sales agent", "sales@asp.example", "/"),
        ("ASP operations manager", "operations@asp.example", "/dispatch"),
        ("ASP operator", "operator@asp.example", "/mobile/"),
    ] {
        out.push_str(&format!("  {who:<24} {name:<28} {url}{at}\n"));
    }
    out
}

/// One company of the demo, and the ways to act in it.
#[derive(Clone)]
pub(crate) struct Actor {
    pub engine: Engine,
    pub company: CompanyId,
}

impl Actor {
    /// Runs an operation as the product itself.
    pub async fn run(&self, operation: &str, input: Value) -> Result<Value> {
        self.with(self.product(), operation, input).await
    }

    /// Runs an operation as one of the company's users; without one as the product itself.
    pub async fn by(&self, user: Option<UserId>, operation: &str, input: Value) -> Result<Value> {
        let company = self.company;
        let credentials = user.map_or_else(|| self.product(), |user| Credentials::OnBehalf { company, user });
        self.with(credentials, operation, input).await
    }

    pub async fn with(&self, credentials: Credentials, operation: &str, input: Value) -> Result<Value> {
        self.send(credentials, operation, input, None).await
    }

    /// Brings the bytes of a file.
    pub async fn upload(&self, id: &Value, bytes: &'static [u8]) -> Result<()> {
        let body = Some(Bytes::from_static(bytes));
        self.send(self.product(), "capture.media.upload", json!({"id": id}), body).await.map(drop)
    }

    fn product(&self) -> Credentials {
        Credentials::Internal { company: self.company, cause: "demo".into() }
    }

    async fn send(
        &self,
        credentials: Credentials,
        operation: &str,
        input: Value,
        body: Option<Bytes>,
    ) -> Result<Value> {
        let mut facts = RequestFacts::internal(self.engine.new_request_id());
        if matches!(credentials, Credentials::Link(_)) {
            // A customer's page counts as seen when a person's browser opens it.
            facts.agent = Some("Mozilla/5.0 (demo)".into());
        }
        let request = Request {
            operation: operation.into(),
            credentials,
            key: Some(format!("demo-{}", self.engine.new_request_id())),
            input: input.clone(),
            if_version: None,
            body,
            facts,
        };
        let answer = self.engine.run(request).await;
        answer.map(|a| a.data).with_context(|| format!("{operation} {input}"))
    }

    /// A user who can sign in.
    pub async fn user(&self, name: &str, email: &str, role: &str, location: &Value) -> Result<UserId> {
        let input =
            json!({"name": name, "email": email, "role_code": role, "location_id": location, "password": PASSWORD});
        let made = self.run("access.user.create", input).await?;
        serde_json::from_value(made["id"].clone()).context("a user's id")
    }
}
