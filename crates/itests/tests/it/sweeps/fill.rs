//! What the demo's companies lack of the kinds of rows that operations are about.

use anyhow::{Context as _, Result};
use engine::{Credentials, Engine};
use kernel::ids::CompanyId;
use serde_json::{Value, json};
use uuid::Uuid;

use super::{MINE, THEIRS, ask, request, sign_in};

/// Makes a row of every kind that the demo has none of, at both companies.
pub async fn fill(engine: &Engine) -> Result<()> {
    let root = super_admin(engine).await?;
    for (_, email) in [MINE, THEIRS] {
        company(engine, &sign_in(engine, email, app::demo::PASSWORD).await, &root).await?;
    }
    Ok(())
}

/// A second super admin, signed in.
async fn super_admin(engine: &Engine) -> Result<String> {
    let nobody = CompanyId::from_uuid(Uuid::nil());
    let invited = json!({"username": "second", "email": "second@cnc.example", "name": "Sigrid Second"});
    let invited = engine.run_internal(nobody, "test", "access.platform.admin.invite", invited).await?;
    let setup = json!({"token": invited["token"], "password": testkit::PASSWORD});
    engine.run(request(engine, "access.platform.admin.setup", Credentials::Anonymous, setup)).await?;
    Ok(sign_in(engine, "second", testkit::PASSWORD).await)
}

async fn company(engine: &Engine, admin: &str, root: &str) -> Result<()> {
    let run = async |operation: &str, input: Value| -> Result<Value> {
        Ok(ask(engine, admin, operation, input).await.with_context(|| operation.to_owned())?.data)
    };
    let me = run("access.auth.me", json!({})).await?;
    let company: CompanyId = serde_json::from_value(me["company"]["id"].clone()).context(me.to_string())?;
    // Two pairs alike, of which one is merged.
    for name in ["Oystercatcher", "Oystercatchers"] {
        let input = json!({"kind": "PERSON", "first_name": "Wilhelmina", "last_name": name, "phone": "416-555-0177"});
        run("customers.customer.create", input).await?;
    }
    let pair = async |at: usize| {
        let input = json!({"kind": "COMPANY", "company_name": format!("Gannet Rigging {at}")});
        run("customers.customer.create", input).await
    };
    let (stays, goes) = (pair(1).await?, pair(2).await?);
    let merge = json!({"survivor_id": stays["id"], "survivor_version": stays["version"], "loser_id": goes["id"],
        "loser_version": goes["version"]});
    run("customers.merge.run", merge.clone()).await?;

    let users = run("access.user.list", json!({"limit": 200})).await?;
    let others = users["items"].as_array().expect("users").iter().filter(|u| u["role_code"] != "ADMIN");
    for user in others.take(2) {
        let right = json!({"id": user["id"], "act": "GRANT", "permission": "quote:VIEW", "scope": "LOCATION"});
        run("access.user_permission.give", right).await?;
    }
    // People who are away, and some who have not come yet.
    let person = async |name: &str, email: &str, password: Value| {
        let input = json!({"name": name, "email": format!("{email}@{}.example", company.uuid()), "password": password,
            "role_code": "DRIVER", "location_id": users["items"][0]["location_id"]});
        run("access.user.create", input).await
    };
    for at in 1..=2 {
        let away = person("Ava Away", &format!("ava{at}"), json!(testkit::PASSWORD)).await?;
        run("access.user.suspend", json!({"id": away["id"], "reason": "On leave until spring."})).await?;
        person("Cy Coming", &format!("cy{at}"), Value::Null).await?;
    }
    // A certificate that somebody else than the administrator filed.
    let crew = run("crew.member.list", json!({"sort": "number"})).await?;
    for member in crew["items"].as_array().expect("a crew").iter().take(3) {
        let certificate = json!({"id": member["id"], "kind": "OPERATOR", "class": "MOBILE_CRANE", "capacity_t": 120,
            "number": "MC-20817", "issued_on": "2024-05-01", "expires_on": "2031-04-30"});
        engine.run_internal(company, "test", "crew.certification.add", certificate).await?;
    }

    let machines = run("fleet.equipment.list", json!({})).await?;
    let service = json!({"equipment_id": machines["items"][0]["id"], "type": "MAINTENANCE", "title": "Brake service",
        "starts_at": "2030-06-02T12:00:00Z", "ends_at": "2030-06-02T16:00:00Z"});
    run("calendar.schedule.create", service).await?;

    let quotes = run("quotes.quote.list", json!({"limit": 1})).await?;
    for at in 1..=2 {
        let preset = json!({"name": format!("Preset {at}"), "quote_id": quotes["items"][0]["id"]});
        run("quotes.preset.create", preset).await?;
    }
    let account = json!({"base_url": "https://api.provider.example", "secret": "sk_sweep"});
    run("billing.card_account.set", account).await?;

    let receipt = json!({"device_id": "a-phone", "client_id": Uuid::now_v7(), "sequence": 1, "operation": "none",
        "recorded_at": "2026-06-01T12:00:00Z", "state": "APPLIED"});
    run("mobile.operation.record", receipt).await?;

    Box::pin(estimates(engine, admin, &users["items"][0]["location_id"])).await?;
    Box::pin(sites(engine, admin, &users["items"][0]["location_id"])).await?;
    Box::pin(surveys(engine, admin, company, &users["items"][0]["location_id"])).await?;

    let tariff = json!({"name": "At one place", "kind": "MOVING", "currency": "CAD", "valid_from": "2026-01-01",
        "location_id": users["items"][0]["location_id"], "rules": [{"rule_key": "hourly.2.1", "kind": "HOURLY",
            "movers": 2, "trucks": 1, "rates": {"weekday": "139.00", "weekend": "149.00", "peak": "169.00"}}]});
    run("quotes.tariff.create", tariff).await?;

    // A number at a place, a conversation there, and somebody who is not written to.
    let place = &users["items"][0]["location_id"];
    let number = json!({"channel": "SMS", "address": "+14165550199", "display_name": "Office", "location_id": place,
        "base_url": "https://provider.example", "account": "AC1", "secret": "as shown"});
    run("messaging.sender.create", number).await?;
    for at in 1..=2 {
        let reader = json!({"kind": "PERSON", "first_name": "Rhea", "last_name": format!("Reader {at}"),
            "email": format!("rhea{at}@{}.example", company.uuid())});
        let reader = run("customers.customer.create", reader).await?;
        let mail = json!({"channel": "EMAIL", "customer_id": reader["id"], "location_id": place, "subject": "Boxes",
            "text": format!("We bring {at} boxes.")});
        run("messaging.message.send", mail).await?;
        let silent = json!({"channel": "EMAIL", "point": format!("gone{at}@mail.example"), "note": "Asked by phone."});
        run("messaging.suppression.add", silent).await?;
    }

    // A sequence and a message to many at a place.
    let sequence = json!({"name": "At one place", "location_id": place, "steps": [{"kind": "CALL", "title": "Call"}]});
    run("messaging.sequence.create", sequence).await?;
    let segments = run("customers.segment.list", json!({})).await?;
    let bulk = json!({"name": "At one place", "channel": "EMAIL", "purpose": "SERVICE", "location_id": place,
        "segment_id": segments["segments"][0]["id"],
        "words": [{"language": "en", "subject": "Boxes", "body": "Boxes are back."}]});
    run("messaging.bulk.create", bulk).await?;

    notes_and_imports(engine, admin, &merge["survivor_id"]).await?;

    let support = json!({"id": company, "mode": "WRITE", "reason": "The board shows no trucks, ticket 12."});
    let asked = request(engine, "access.platform.support.open", Credentials::Bearer(root.into()), support);
    engine.run(asked).await?;
    Ok(())
}

/// Notes about a customer, and files of customers on their way.
async fn notes_and_imports(engine: &Engine, admin: &str, customer: &Value) -> Result<()> {
    for at in 1..=2 {
        let note = json!({"id": customer, "body": format!("Note {at}")});
        ask(engine, admin, "customers.note.add", note).await?;
        let input = json!({"object": "customer", "file_name": format!("file {at}.csv")});
        let mut upload = request(engine, "integrations.import.upload", Credentials::Bearer(admin.into()), input);
        upload.body = Some(format!("Name,Email\nPat Pipit {at},pipit{at}@sample.example\n").into());
        let run = engine.run(upload).await?.data;
        let map = json!({"id": run["id"], "mapping": ["name", "email"], "save_as": format!("Kind {at}")});
        ask(engine, admin, "integrations.import.map", map).await?;
    }
    Ok(())
}

/// Estimates at a place, one of them locked, and rows of the company's own in the catalogue.
async fn estimates(engine: &Engine, admin: &str, place: &Value) -> Result<()> {
    let run = async |operation: &str, input: Value| -> Result<Value> {
        Ok(ask(engine, admin, operation, input).await.with_context(|| operation.to_owned())?.data)
    };
    for locked in [false, false, true] {
        let lead = json!({"full_name": "Petra Plover", "phone": format!("416-555-01{}", if locked { 61 } else { 62 }),
            "location_id": place, "origin": {"city": "Toronto"}});
        let lead = run("sales.lead.create", lead).await?;
        let estimate = json!({"lead_id": lead["id"], "location_id": place,
            "stops": [{"role": "PICKUP"}, {"role": "DROPOFF"}]});
        let estimate = run("sales.estimate.create", estimate).await?;
        let sheet = json!({"id": estimate["id"], "rooms": [{"kind": "BEDROOM", "items": [{"article_code": 152, "going": 2}]}],
            "cartons": [{"material": "carton-small", "quantity": 4, "packed_by": "OWNER"}]});
        run("sales.estimate.put_sheet", sheet).await?;
        if locked {
            run("sales.estimate.lock", json!({"id": estimate["id"]})).await?;
        }
    }
    // One for a customer, from which a quote draft can be made.
    let mover = json!({"kind": "PERSON", "first_name": "Ferdinand", "last_name": "Fulmar", "phone": "416-555-0163"});
    let mover = run("customers.customer.create", mover).await?;
    run("sales.estimate.create", json!({"customer_id": mover["id"], "location_id": place})).await?;
    let article = json!({"name_en": "Kiln", "name_fr": "Four", "volume_cuft": "18", "room": "GARAGE"});
    run("sales.article.save", article).await?;
    let size = json!({"code": "COTTAGE", "name_en": "Cottage", "name_fr": "Chalet", "volume_cuft": 640});
    run("sales.move_size.save", size).await?;
    let ferry =
        json!({"code": "FERRY", "name_en": "Ferry", "name_fr": "Traversier", "load_percent": 65, "unload_percent": 0});
    run("sales.service_type.save", ferry).await?;
    run("sales.formula.save", json!({"figures": {}, "note": "As shipped."})).await?;
    Ok(())
}

/// Sites with everything that signing asks for, something that stops the lift, and a duty that somebody else read.
async fn sites(engine: &Engine, admin: &str, place: &Value) -> Result<()> {
    let run = async |operation: &str, input: Value| -> Result<Value> {
        Ok(ask(engine, admin, operation, input).await.with_context(|| operation.to_owned())?.data)
    };
    let crane = json!({"name": "Crane for lifts", "type": "CRANE", "location_id": place});
    let crane = run("fleet.equipment.create", crane).await?;
    // The only machine of its status is among the first that are tried.
    run("fleet.equipment.change", json!({"id": crane["id"], "status": "REPAIR"})).await?;
    let me = run("access.auth.me", json!({})).await?;
    let company: CompanyId = serde_json::from_value(me["company"]["id"].clone())?;
    for at in 0..8 {
        let lead = json!({"full_name": format!("Lars Lift {at}"), "phone": format!("416-555-02{at:02}"), "location_id": place,
            "rental": {"machine_class": "MC-50", "site_city": "Toronto"}});
        let lead = run("sales.lead.create", lead).await?;
        let made = json!({"lead_id": lead["id"], "ground": "Gravel", "access": "Gate 3"});
        let made = run("sales.assessment.create", made).await?;
        let id = &made["id"];
        let answers = json!({"id": id, "constraints": [{"kind": "ROAD_ACCESS", "severity": "OK"},
            {"kind": "HEIGHT_LIMITS", "severity": "OK"}, {"kind": "CRANE_SETUP", "severity": "OK"},
            {"kind": "POWER_LINES", "severity": "OK", "line_kv": 33, "distance_m": "2"},
            {"kind": "SURFACE_TYPE", "severity": "OK"}]});
        run("sales.assessment.put_constraints", answers).await?;
        let picture = json!({"owner": "site_assessment", "owner_id": id, "kind": "PHOTO", "purpose": "POWER_LINES",
            "content_type": "image/png", "bytes": 70, "sha256": format!("{at:064x}"), "taken_at": "2026-06-01T12:00:00Z"});
        run("capture.media.register", picture).await?;
        let lifts =
            json!({"id": id, "lifts": [{"name": "Chiller", "load_t": "12.5", "radius_m": "9", "height_m": "20"}]});
        let lifts = run("sales.assessment.put_lifts", lifts).await?;
        let duty = json!({"id": id, "lift_id": lifts["lifts"][0]["id"], "equipment_id": crane["id"],
            "configuration": "Boom 30.5 m", "chart_radius_m": "9", "chart_boom_m": "30.5", "duty_t": "19.2",
            "source": "Chart, page 14"});
        engine.run_internal(company, "test", "sales.assessment.read_duty", duty).await?;
    }
    Ok(())
}

/// Surveys that customers have sent, each with a picture that is still on its way taken back.
async fn surveys(engine: &Engine, admin: &str, company: CompanyId, place: &Value) -> Result<()> {
    let run = async |operation: &str, input: Value| -> Result<Value> {
        Ok(ask(engine, admin, operation, input).await.with_context(|| operation.to_owned())?.data)
    };
    for at in 0..3 {
        let lead = json!({"full_name": format!("Sunniva Survey {at}"), "location_id": place,
            "email": format!("sunniva{at}@{}.example", company.uuid())});
        let lead = run("sales.lead.create", lead).await?;
        let estimate = run("sales.estimate.create", json!({"lead_id": lead["id"], "location_id": place})).await?;
        let sent = run("sales.survey.send", json!({"id": estimate["id"]})).await?;
        let token = sent["portal_url"].as_str().and_then(|url| url.rsplit('/').next()).context("a link")?.to_owned();
        let guest = async |operation: &str, mut input: Value| -> Result<Value> {
            input["token"] = json!(token);
            let asked = request(engine, operation, Credentials::Link(token.clone()), input);
            Ok(engine.run(asked).await.with_context(|| operation.to_owned())?.data)
        };
        let rooms = json!([{"kind": "KITCHEN", "items": [{"article_code": 152, "name": "Dresser", "count": 2}]}]);
        guest("sales.survey.put_rooms", json!({"rooms": rooms})).await?;
        if at == 0 {
            // One that is out, with a picture on its way.
            let picture = json!({"room_number": 1, "content_type": "image/png", "bytes": 70,
                "sha256": format!("{at:064x}"), "taken_at": "2026-06-01T12:00:00Z"});
            guest("sales.survey.add_picture", picture).await?;
        } else {
            guest("sales.survey.submit", json!({})).await?;
        }
    }
    Ok(())
}
