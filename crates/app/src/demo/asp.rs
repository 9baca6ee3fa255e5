//! ASP Cranes: six cranes with their rates, operators with certificates.

use anyhow::{Context, Result};
use engine::Engine;
use kernel::ids::CompanyId;
use serde_json::{Value, json};

use super::{Actor, PASSWORD, days, people};
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
    let mut field = Vec::new();
    for (n, (role, email)) in [
        ("SALES_AGENT", "sales@asp.example"),
        ("OPERATIONS_MANAGER", "operations@asp.example"),
        ("OPERATOR", "operator@asp.example"),
        ("SUPPORT", "support@asp.example"),
    ]
    .into_iter()
    .enumerate()
    {
        let user = actor.user(&people::full(70 + n), email, role, &yard).await?;
        if role == "OPERATOR" {
            field.push(
                json!({"name": people::full(70 + n), "position": role, "user_id": user["id"], "location_id": yard}),
            );
        }
    }
    cranes(&actor, &yard).await?;
    let entity = json!({
        "legal_name": "ASP Cranes Pvt Ltd", "currency": "INR", "country": "IN", "region": "MH", "city": "Pune",
        "registrations": [{"tax": "IGST", "jurisdiction": "IN-MH", "number": "DEMO IN-MH", "valid_from": "2018-01-01"}],
    });
    actor.run("billing.entity.create", entity).await?;
    days::hires(&actor, &yard, &field).await
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
