//! Demo companies with invented people, made through operations only: *LGM*, a mover with 43 locations, and *ASP
//! Cranes*, a crane-rental company. Loading twice changes nothing.

mod asp;
mod days;
mod lgm;
mod lgm_locations;
mod people;

use anyhow::{Context, Result};
use engine::{Credentials, Engine, Request, RequestFacts};
use kernel::ids::CompanyId;
use serde_json::{Value, json};

use crate::{Configuration, keys};

/// The password of everybody in the demo.
pub const PASSWORD: &str = "demo pianos on a ferry";

/// Loads the demo companies if they are not there, and answers the sign-ins as a text for people.
pub async fn load(engine: &Engine, configuration: &Configuration) -> Result<String> {
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
    if !has("lgm") {
        lgm::load(engine).await.context("LGM")?;
    }
    if !has("asp-cranes") {
        asp::load(engine).await.context("ASP Cranes")?;
    }
    Ok(sign_ins(&configuration.url()))
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
pub(crate) struct Actor<'a> {
    pub engine: &'a Engine,
    pub company: CompanyId,
}

impl Actor<'_> {
    /// Runs an operation as the product itself.
    pub async fn run(&self, operation: &str, input: Value) -> Result<Value> {
        self.with(Credentials::Internal { company: self.company, cause: "demo".into() }, operation, input).await
    }

    pub async fn with(&self, credentials: Credentials, operation: &str, input: Value) -> Result<Value> {
        let request = Request {
            operation: operation.into(),
            credentials,
            key: Some(format!("demo-{}", self.engine.new_request_id())),
            input: input.clone(),
            if_version: None,
            body: None,
            facts: RequestFacts::internal(self.engine.new_request_id()),
        };
        let answer = self.engine.run(request).await;
        answer.map(|a| a.data).with_context(|| format!("{operation} {input}"))
    }

    /// A user who can sign in.
    pub async fn user(&self, name: &str, email: &str, role: &str, location: &Value) -> Result<Value> {
        let input =
            json!({"name": name, "email": email, "role_code": role, "location_id": location, "password": PASSWORD});
        self.run("access.user.create", input).await
    }
}
