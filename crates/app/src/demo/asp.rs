//! ASP Cranes: six cranes with their rates, operators with certificates.

use anyhow::{Context, Result};
use engine::Engine;
use kernel::ids::CompanyId;
use quotes::pricing::fixtures;
use serde_json::{Value, json};

use super::{
    Actor, PASSWORD,
    campaigns::{self, Kept},
    counter,
    days::{self, Line, When},
    desk::{AtDesk, Desk, Office, PUNE, Team},
    journeys::Stage,
    people,
    stationery::{Letter, letter},
};
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
    let actor = Actor { engine: engine.clone(), company };
    let entity = json!({
        "legal_name": "ASP Cranes Pvt Ltd", "currency": "INR", "country": "IN", "region": "MH", "city": "Pune",
        "registrations": [{"tax": "IGST", "jurisdiction": "IN-MH", "number": "DEMO IN-MH", "valid_from": "2018-01-01"}],
    });
    actor.run("billing.entity.create", entity).await?;
    days::tariff(&actor, "Crane rates", "CRANE", "INR", &fixtures::crane_example()).await?;
    letter(&actor, &LETTER).await?;
    actor.user(&people::full(70), "sales@asp.example", "SALES_AGENT", &yard).await?;
    let manager = actor.user(&people::full(71), "operations@asp.example", "OPERATIONS_MANAGER", &yard).await?;
    let operator = actor.user(&people::full(72), "operator@asp.example", "OPERATOR", &yard).await?;
    actor.user(&people::full(73), "support@asp.example", "SUPPORT", &yard).await?;
    let office = Office { planner: Some(manager), approver: None };
    let mut desk = Desk::new(&actor, &yard, &PUNE, office, 100)?;
    for (n, machine) in cranes(&actor, &yard).await?.into_iter().rev().take(4).enumerate() {
        desk.insure(&machine, n).await?;
        let user = (n == 0).then_some(operator);
        let operates = desk.hire(if n == 0 { 72 } else { 80 + n }, "OPERATOR", user).await?;
        let rigs = desk.hire(90 + n, "RIGGER", None).await?;
        desk.teams.push(Team { machine, crew: vec![operates, rigs] });
    }
    let desk = AtDesk::new(desk);
    tokio::try_join!(days::fill(&desk, DAYS), desk.enquiries(200))?;
    let segments = [Kept { name: "Builders", filters: || json!({"kind": "COMPANY"}) }];
    let subject = ["Cranes free in the monsoon weeks", "Grues libres pendant la mousson"];
    let body = [
        "Hello {{ customer }},\n\nSome of our cranes are free in the coming weeks, at weekly rates. Tell us load, radius and height and we name the machine.\n\n{{ company }}",
        "Bonjour {{ customer }},\n\nCertaines de nos grues sont libres ces prochaines semaines, au tarif hebdomadaire. Dites-nous charge, portée et hauteur.\n\n{{ company }}",
    ];
    campaigns::load(&actor, &segments, subject, body).await?;
    counter::preset(&actor, "Mobile crane, two days").await
}

const LETTER: Letter = Letter {
    name: "ASP letter",
    colour: "#8a3b12",
    registrations: &[["GSTIN", "DEMO IN-MH"], ["PAN", "DEMO PAN"]],
    tagline: ["Lifting planned before it begins", "Le levage planifié d’avance"],
    introduction: [
        "Dear {{ customer_name }},\nwe are pleased to offer{% if equipment_name %} {{ equipment_name }}{% if project_duration %} for {{ project_duration }}{% endif %}{% endif %}{% if site_location %} at {{ site_location }}{% endif %}.",
        "Bonjour {{ customer_name }},\nnous avons le plaisir d’offrir{% if equipment_name %} {{ equipment_name }}{% if project_duration %} pour {{ project_duration }}{% endif %}{% endif %}{% if site_location %}, à {{ site_location }}{% endif %}.",
    ],
    terms: [
        "Rates are for {{ working_hours }} working hours a shift. The site gives level, firm ground.\n\nValid for {{ validity_period }}.",
        "Les tarifs valent pour {{ working_hours }} heures de travail par quart. Le chantier fournit un sol ferme et de niveau.\n\nValide pendant {{ validity_period }}.",
    ],
};

use Stage::{AtLastStop, EnRoute, Finished, Planned, Ready};
use When::{At, Before, Later};

/// Team 0 is that of the operator who can sign in.
const DAYS: &[Line] = &[
    Line::new(-1, 0, At(8), 8, Finished),
    Line::new(-1, 1, At(9), 6, Finished),
    Line::new(-1, 2, At(8), 4, Finished),
    Line::new(-1, 2, At(13), 4, Finished),
    Line::new(0, 0, Before(4), 8, AtLastStop),
    Line::new(0, 1, Before(6), 4, Finished),
    Line::new(0, 2, Before(1), 6, EnRoute).by_hand(),
    Line::new(0, 3, Later(1), 3, Ready).by_hand(),
    Line::tray(0, 15, 4),
    Line::new(1, 0, At(8), 8, Planned),
    Line::new(1, 1, At(9), 6, Planned).by_hand(),
    Line::tray(1, 8, 6),
    Line::tray(1, 11, 5).by_hand(),
];

/// Model, category, most tonnes.
const CRANES: &[(&str, &str, i64)] = &[
    ("TC-7030", "TOWER_CRANE", 70),
    ("TC-6035", "TOWER_CRANE", 60),
    ("TC-5025", "TOWER_CRANE", 50),
    ("MC-50", "MOBILE_CRANE", 50),
    ("MC-25", "MOBILE_CRANE", 25),
    ("CC-100", "CRAWLER_CRANE", 100),
];

async fn cranes(actor: &Actor, yard: &Value) -> Result<Vec<Value>> {
    let mut made = Vec::new();
    for (n, (name, category, tonnes)) in CRANES.iter().enumerate() {
        let input = json!({
            "name": name, "type": "CRANE", "category": category, "class": name, "max_lift_kg": tonnes * 1_000,
            "serial": format!("ASP-{}", 7_100 + n), "manufactured_year": 2015 + n, "location_id": yard,
        });
        made.push(actor.run("fleet.equipment.create", input).await?["id"].clone());
    }
    Ok(made)
}
