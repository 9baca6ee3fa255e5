//! ASP Cranes: six cranes with their rates, operators with certificates.

use anyhow::{Context, Result};
use engine::Engine;
use kernel::ids::CompanyId;
use serde_json::{Value, json};

use super::{Actor, PASSWORD, people};
use crate::keys;

pub async fn load(engine: &Engine) -> Result<()> {
    let made = keys::platform(
        engine,
        "access.platform.company.create",
        json!({
            "company": {"name": "ASP Cranes", "slug": "asp-cranes", "industry": "CRANE_RENTAL",
                "timezone": "Asia/Kolkata", "currency": "INR", "language": "en"},
            "locations": [{"name": "Pune Yard", "code": "PUNE", "kind": "CORPORATE", "city": "Pune", "province": "MH",
                "country": "IN", "timezone": "Asia/Kolkata"}],
            "admin": {"name": "Anand Rao", "email": "anand.admin@asp.example", "password": PASSWORD},
            "plan": "STANDARD",
        }),
    )
    .await?;
    let company: CompanyId = serde_json::from_value(made["id"].clone()).context("the company's id")?;
    let yard = made["location_ids"][0].clone();
    let actor = Actor { engine, company };
    for (n, (role, email)) in [
        ("SALES_AGENT", "sales@asp.example"),
        ("OPERATIONS_MANAGER", "operations@asp.example"),
        ("OPERATOR", "operator@asp.example"),
        ("SUPPORT", "support@asp.example"),
    ]
    .into_iter()
    .enumerate()
    {
        actor.user(&people::full(70 + n), email, role, &yard).await?;
    }
    cranes(&actor, &yard).await
}

/// Model, category, most tonnes.
const CRANES: &[(&str, &str, i64)] = &[
    ("TC-7030", "TOWER_CRANE", 70),
    ("TC-6035", "TOWER_CRANE", 60),
    ("TC-5025", "TOWER_CRANE", 50),
    ("MC-50", "MOBILE_CRANE", 50),
    ("MC-25", "MOBILE_CRANE", 25),
    ("CC-100", "CRAWLER_CRANE", 100),
];

async fn cranes(actor: &Actor<'_>, yard: &Value) -> Result<()> {
    for (name, category, _) in CRANES {
        actor
            .run(
                "fleet.equipment.create",
                json!({"name": name, "type": "CRANE", "category": category, "location_id": yard}),
            )
            .await?;
    }
    Ok(())
}
