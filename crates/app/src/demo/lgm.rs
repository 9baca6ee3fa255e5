//! LGM: 43 locations, 50 users in the documented distribution of roles, trucks and crews.

use anyhow::{Context, Result};
use engine::Engine;
use kernel::ids::CompanyId;
use serde_json::{Value, json};

use super::{
    Actor, PASSWORD, days,
    lgm_locations::{PLACES, zone},
    people,
};
use crate::keys;

pub async fn load(engine: &Engine) -> Result<()> {
    let locations: Vec<Value> = PLACES
        .iter()
        .map(|p| {
            let code: String = p.name.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_uppercase();
            json!({
                "name": p.name, "code": code.chars().take(16).collect::<String>(),
                "kind": if p.corporate { "CORPORATE" } else { "FRANCHISE" },
                "city": p.name.split(" (").next().unwrap_or(p.name), "province": p.province, "country": "CA",
                "timezone": zone(p.province), "truck_count": p.trucks,
                "truck_note": (!p.truck_note.is_empty()).then_some(p.truck_note),
                "storage_type": p.storage, "storage_note": (!p.storage_note.is_empty()).then_some(p.storage_note),
                "cx_care": p.cx_care,
            })
        })
        .collect();
    let made = keys::platform(
        engine,
        "access.platform.company.create",
        json!({
            "company": {"name": "LGM Moving", "slug": "lgm", "industry": "MOVING",
                "timezone": "America/Toronto", "currency": "CAD", "language": "en"},
            "locations": locations,
            "admin": {"name": "Avery Quill", "email": "avery.admin@lgm.example", "password": PASSWORD},
            "plan": "ENTERPRISE", "user_limit": 60,
        }),
    )
    .await?;
    let company: CompanyId = serde_json::from_value(made["id"].clone()).context("the company's id")?;
    let places: Vec<Value> = made["location_ids"].as_array().cloned().unwrap_or_default();
    let actor = Actor { engine, company };
    let field = users(&actor, &places).await?;
    trucks(&actor, &places).await?;
    seller(&actor).await?;
    days::moves(&actor, &places[HOME], &field).await
}

/// North York: where the demo's days happen.
const HOME: usize = 6;

async fn seller(actor: &Actor<'_>) -> Result<()> {
    let from = "2015-01-01";
    let registrations: Vec<Value> = [("GST", "CA"), ("QST", "CA-QC"), ("PST", "CA-BC"), ("PST", "CA-SK"), ("RST", "CA-MB")]
        .into_iter()
        .map(|(tax, jurisdiction)| json!({"tax": tax, "jurisdiction": jurisdiction, "number": format!("DEMO {jurisdiction}"), "valid_from": from}))
        .collect();
    let entity = json!({
        "legal_name": "LGM Moving Inc.", "currency": "CAD", "country": "CA", "region": "ON", "city": "Toronto",
        "terms_days": 0, "registrations": registrations,
    });
    actor.run("billing.entity.create", entity).await.map(drop)
}

/// 39 ADMIN (one is there), 7 MANAGER, one each of DISPATCHER, DRIVER, MOVER, AUDITOR.
async fn users(actor: &Actor<'_>, places: &[Value]) -> Result<Vec<Value>> {
    for n in 1..39 {
        let (first, last) = people::name(n);
        let email = format!("{}.{}{n}@lgm.example", first.to_lowercase(), last.to_lowercase());
        actor.user(&format!("{first} {last}"), &email, "ADMIN", &places[n % places.len()]).await?;
    }
    for (n, place) in places.iter().enumerate().take(7) {
        actor.user(&people::full(40 + n), &format!("manager{}@lgm.example", n + 1), "MANAGER", place).await?;
    }
    let mut field = Vec::new();
    for (n, role) in ["DISPATCHER", "DRIVER", "MOVER", "AUDITOR"].into_iter().enumerate() {
        let email = format!("{}@lgm.example", role.to_lowercase());
        let user = actor.user(&people::full(50 + n), &email, role, &places[HOME]).await?;
        if ["DRIVER", "MOVER"].contains(&role) {
            field.push(json!({"name": people::full(50 + n), "position": role, "user_id": user["id"], "location_id": places[HOME]}));
        }
    }
    Ok(field)
}

async fn trucks(actor: &Actor<'_>, places: &[Value]) -> Result<()> {
    for (at, place) in PLACES.iter().enumerate().filter(|(_, p)| p.corporate) {
        for n in 1..=place.trucks {
            actor
                .run(
                    "fleet.equipment.create",
                    json!({
                        "name": format!("{} {n}", place.name), "type": "TRUCK", "category": "TRUCK_26FT",
                        "location_id": places[at],
                    }),
                )
                .await?;
        }
    }
    Ok(())
}
