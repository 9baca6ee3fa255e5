//! LGM: 43 locations, 50 users in the documented distribution of roles, trucks and crews.

use anyhow::{Context, Result};
use engine::Engine;
use kernel::ids::CompanyId;
use serde_json::{Value, json};

use super::{
    Actor, PASSWORD,
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
    users(&actor, &places).await?;
    trucks_and_crews(&actor, &places).await
}

/// 39 ADMIN (one is there), 7 MANAGER, one each of DISPATCHER, DRIVER, MOVER, AUDITOR.
async fn users(actor: &Actor<'_>, places: &[Value]) -> Result<()> {
    for n in 1..39 {
        let (first, last) = people::name(n);
        let email = format!("{}.{}{n}@lgm.example", first.to_lowercase(), last.to_lowercase());
        actor.user(&format!("{first} {last}"), &email, "ADMIN", &places[n % places.len()]).await?;
    }
    for n in 0..7 {
        actor.user(&people::full(40 + n), &format!("manager{}@lgm.example", n + 1), "MANAGER", &places[n]).await?;
    }
    // North York is where the demo's days happen.
    let home = &places[6];
    for (n, role) in ["DISPATCHER", "DRIVER", "MOVER", "AUDITOR"].into_iter().enumerate() {
        actor.user(&people::full(50 + n), &format!("{}@lgm.example", role.to_lowercase()), role, home).await?;
    }
    Ok(())
}

async fn trucks_and_crews(actor: &Actor<'_>, places: &[Value]) -> Result<()> {
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
