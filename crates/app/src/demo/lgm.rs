//! LGM: 43 locations, 50 users in the documented distribution of roles, trucks and crews.

use anyhow::{Context, Result};
use engine::Engine;
use kernel::ids::{CompanyId, UserId};
use quotes::pricing::fixtures;
use serde_json::{Value, json};

use super::{
    Actor, PASSWORD,
    campaigns::{self, Kept},
    counter,
    days::{self, Line, When},
    desk::{AtDesk, BURNABY, Desk, NORTH_YORK, OTTAWA, Office, Team, Town},
    journeys::Stage,
    lgm_locations::{PLACES, zone},
    people,
    stationery::{Letter, letter},
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
    let actor = Actor { engine: engine.clone(), company };
    let (people, fleet, ()) = tokio::try_join!(users(&actor, &places), trucks(&actor, &places), seller(&actor))?;
    days::tariff(&actor, "Local moves", "MOVING", "CAD", &fixtures::moving_example()).await?;
    days::tariff_of(&actor, "Long distance", "MOVING", "CAD", &fixtures::moving_example(), json!({"reach": "BETWEEN"}))
        .await?;
    letter(&actor, &LETTER).await?;
    let north_york = desk(&actor, &places, &fleet, HOME, &NORTH_YORK, people.north_york(), 100);
    let burnaby = desk(&actor, &places, &fleet, BURNABY_AT, &BURNABY, people.burnaby(), 300);
    let ottawa = desk(&actor, &places, &fleet, OTTAWA_AT, &OTTAWA, Staff::default(), 400);
    let (north_york, burnaby, ottawa) = tokio::try_join!(north_york, burnaby, ottawa)?;
    tokio::try_join!(
        days::fill(&north_york, NORTH_YORK_DAYS),
        days::fill(&burnaby, BURNABY_DAYS),
        days::fill(&ottawa, OTTAWA_DAYS),
        north_york.enquiries(200),
    )?;
    let segments = [
        Kept { name: "Homes", filters: || json!({"type": "RESIDENTIAL"}) },
        Kept { name: "Firms", filters: || json!({"kind": "COMPANY"}) },
        Kept { name: "British Columbia", filters: || json!({"province": "BC"}) },
    ];
    let subject = ["Winter storage, first month free", "Entreposage d’hiver, premier mois gratuit"];
    let body = [
        "Hello {{ customer }},\n\nWhat you do not need until spring stays dry and warm with us; the first month is free.\n\nAnswer this message and we call you.\n\n{{ company }}",
        "Bonjour {{ customer }},\n\nCe dont vous n’avez pas besoin avant le printemps reste chez nous, au sec et au chaud ; le premier mois est gratuit.\n\nRépondez à ce message et nous vous appelons.\n\n{{ company }}",
    ];
    campaigns::load(&actor, &segments, subject, body).await?;
    counter::preset(&actor, "Local move by the hour").await?;
    counter::form(&actor, "Ask for a quote", &places[HOME], "LGM Moving may write to me about its offers.").await?;
    counter::look_alikes(&actor, &places[HOME]).await
}

const LETTER: Letter = Letter {
    name: "LGM letter",
    colour: "#0b5c4a",
    registrations: &[["GST/HST", "DEMO RT0001"]],
    tagline: ["Forty-three branches, one promise", "Quarante-trois succursales, une promesse"],
    introduction: [
        "Hello {{ customer_name }},\nthank you for asking us about your move on {{ service_date }}. This offer of {{ total_amount }} is valid until {{ valid_until }}.",
        "Bonjour {{ customer_name }},\nmerci de nous confier votre déménagement du {{ service_date }}. Cette offre de {{ total_amount }} est valide jusqu’au {{ valid_until }}.",
    ],
    terms: [
        "Please have boxes closed and labelled when the crew arrives.\n\n{% if deposit_amount %}A deposit of {{ deposit_amount }} keeps your day.{% endif %}",
        "Prière de fermer et d’étiqueter les boîtes avant l’arrivée de l’équipe.\n\n{% if deposit_amount %}Un acompte de {{ deposit_amount }} réserve votre journée.{% endif %}",
    ],
};

/// North York: home of the demo's dispatcher, driver and mover.
const HOME: usize = 6;
const BURNABY_AT: usize = 0;
const OTTAWA_AT: usize = 33;

use Stage::{AtFirstStop, AtLastStop, EnRoute, Finished, Planned, Ready};
use When::{At, Before, Later};

/// Team 1 are the driver and the mover who can sign in.
const NORTH_YORK_DAYS: &[Line] = &[
    Line::new(-1, 0, At(8), 4, Finished),
    Line::new(-1, 0, At(13), 4, Finished),
    Line::new(-1, 1, At(8), 6, Finished),
    Line::new(-1, 2, At(9), 5, Finished),
    Line::new(-1, 3, At(9), 7, Finished),
    Line::new(0, 0, Before(7), 4, Finished),
    Line::new(0, 0, Later(2), 4, Planned).by_hand(),
    Line::new(0, 1, Before(2), 6, AtFirstStop),
    Line::new(0, 2, Before(4), 6, AtLastStop),
    Line::new(0, 3, Later(1), 5, Ready).by_hand(),
    Line::tray(0, 14, 3),
    Line::new(1, 0, At(8), 4, Planned),
    Line::new(1, 1, At(9), 5, Planned),
    Line::new(1, 2, At(10), 4, Planned).understaffed(),
    Line::tray(1, 9, 6),
    Line::tray(1, 13, 3).by_hand(),
];
const BURNABY_DAYS: &[Line] = &[
    Line::new(-1, 0, At(8), 5, Finished),
    Line::new(-1, 1, At(9), 4, Finished),
    Line::new(-1, 2, At(12), 5, Finished),
    Line::new(0, 0, Before(5), 3, Finished),
    Line::new(0, 1, Before(3), 5, AtLastStop).by_hand(),
    Line::new(0, 2, Later(2), 4, Planned),
    Line::tray(0, 15, 3).by_hand(),
    Line::new(1, 0, At(8), 5, Planned).by_hand(),
    Line::new(1, 1, At(9), 4, Planned),
    Line::tray(1, 10, 4),
];
const OTTAWA_DAYS: &[Line] = &[
    Line::new(-1, 0, At(8), 5, Finished),
    Line::new(-1, 1, At(10), 6, Finished),
    Line::new(0, 0, Before(1), 4, EnRoute).by_hand(),
    Line::new(0, 1, Later(3), 4, Planned).by_hand(),
    Line::new(1, 0, At(9), 5, Planned),
    Line::tray(1, 11, 4).by_hand(),
];

/// A desk with its teams of a driver and two movers.
async fn desk(
    actor: &Actor,
    places: &[Value],
    fleet: &[Vec<Value>],
    at: usize,
    town: &'static Town,
    staff: Staff,
    first: usize,
) -> Result<AtDesk> {
    // What the place sends on working days; more than its days of the demo ask for.
    let days: Vec<Value> = (1..=6).map(|day| json!({"weekday": day, "trucks": 40, "movers": 130})).collect();
    actor.run("calendar.capacity.set", json!({"location_id": places[at], "days": days})).await?;
    let mut desk = Desk::new(actor, &places[at], town, staff.office, first)?;
    let machines = &fleet[at];
    for (n, machine) in machines.iter().take(4).enumerate() {
        let person = first - 40 + n * 3;
        let field = staff.field.filter(|_| n == 1);
        desk.insure(machine, person).await?;
        let (driver, mover) = (field.map(|f| f.0), field.map(|f| f.1));
        let driver_n = if driver.is_some() { DRIVER_PERSON } else { person };
        let mover_n = if mover.is_some() { DRIVER_PERSON + 1 } else { person + 1 };
        let crew = vec![
            desk.hire(driver_n, "DRIVER", driver).await?,
            desk.hire(mover_n, "MOVER", mover).await?,
            desk.hire(person + 2, "MOVER", None).await?,
        ];
        desk.teams.push(Team { machine: machine.clone(), crew });
    }
    Ok(AtDesk::new(desk))
}

async fn seller(actor: &Actor) -> Result<()> {
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

/// The person who is the driver with a sign-in; the mover comes next.
const DRIVER_PERSON: usize = 51;

/// Who acts at a desk.
#[derive(Clone, Copy, Default)]
struct Staff {
    office: Office,
    /// Driver and mover with a sign-in.
    field: Option<(UserId, UserId)>,
}

struct Users {
    managers: Vec<UserId>,
    dispatcher: UserId,
    driver: UserId,
    mover: UserId,
}

impl Users {
    fn north_york(&self) -> Staff {
        let office = Office { planner: Some(self.dispatcher), approver: self.managers.get(HOME).copied() };
        Staff { office, field: Some((self.driver, self.mover)) }
    }
    fn burnaby(&self) -> Staff {
        let manager = self.managers.first().copied();
        Staff { office: Office { planner: manager, approver: manager }, field: None }
    }
}

/// 39 ADMIN (one is there), 7 MANAGER, one each of DISPATCHER, DRIVER, MOVER, AUDITOR.
async fn users(actor: &Actor, places: &[Value]) -> Result<Users> {
    let admins = async {
        for n in 1..39 {
            let (first, last) = people::name(n);
            let email = format!("{}.{}{n}@lgm.example", first.to_lowercase(), last.to_lowercase());
            actor.user(&format!("{first} {last}"), &email, "ADMIN", &places[n % places.len()]).await?;
        }
        Ok::<_, anyhow::Error>(())
    };
    let others = async {
        let mut managers = Vec::new();
        for (n, place) in places.iter().enumerate().take(7) {
            let email = format!("manager{}@lgm.example", n + 1);
            managers.push(actor.user(&people::full(40 + n), &email, "MANAGER", place).await?);
        }
        let home = &places[HOME];
        let one = async |n: usize, role: &str| {
            let email = format!("{}@lgm.example", role.to_lowercase());
            actor.user(&people::full(n), &email, role, home).await
        };
        let dispatcher = one(DRIVER_PERSON - 1, "DISPATCHER").await?;
        let driver = one(DRIVER_PERSON, "DRIVER").await?;
        let mover = one(DRIVER_PERSON + 1, "MOVER").await?;
        one(DRIVER_PERSON + 2, "AUDITOR").await?;
        // Whoever opens the board as the administrator sees the place where most happens.
        let found = actor.run("access.user.list", json!({"q": "avery.admin@lgm.example"})).await?;
        let admin = found["items"][0]["id"].clone();
        actor.run("access.user.change", json!({"id": admin, "location_id": home})).await?;
        Ok::<_, anyhow::Error>(Users { managers, dispatcher, driver, mover })
    };
    let (people, ()) = tokio::try_join!(others, admins)?;
    Ok(people)
}

/// Trucks of the corporate locations and of Ottawa, by location.
async fn trucks(actor: &Actor, places: &[Value]) -> Result<Vec<Vec<Value>>> {
    let mut fleet = vec![Vec::new(); places.len()];
    for (at, place) in PLACES.iter().enumerate().filter(|(at, p)| p.corporate || *at == OTTAWA_AT) {
        for n in 1..=place.trucks {
            let input = json!({
                "name": format!("{} {n}", place.name), "type": "TRUCK", "category": "TRUCK_26FT", "class": "26FT",
                "plate": format!("{} {}{n:02}", place.province, 40 + at), "capacity_cuft": 1_700, "payload_kg": 4_500,
                "manufactured_year": 2017 + n % 8, "location_id": places[at],
            });
            fleet[at].push(actor.run("fleet.equipment.create", input).await?["id"].clone());
        }
    }
    Ok(fleet)
}
