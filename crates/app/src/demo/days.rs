//! Busy days: tariffs, crews, leads in many states, quotes on their way, one signed.

use anyhow::{Context, Result, anyhow};
use engine::Credentials;
use jiff::{ToSpan, civil::Date, tz::TimeZone};
use quotes::pricing::{fixtures, tariff::TariffVersion};
use serde_json::{Value, json};

use super::{Actor, people};

fn today(actor: &Actor<'_>, zone: &str) -> Result<Date> {
    let zone = TimeZone::get(zone)?;
    Ok(actor.engine.settings().now().to_zoned(zone).date())
}

/// Makes and publishes a tariff of the whole company.
async fn tariff(actor: &Actor<'_>, name: &str, kind: &str, currency: &str, version: &TariffVersion) -> Result<()> {
    let made = actor
        .run(
            "quotes.tariff.create",
            json!({
                "name": name, "kind": kind, "currency": currency, "valid_from": "2020-01-01",
                "settings": version.settings, "rules": version.rules,
            }),
        )
        .await?;
    actor.run("quotes.tariff.publish", json!({"id": made["id"]})).await.map(drop)
}

async fn crew(actor: &Actor<'_>, field: &[Value], place: &Value, positions: &[&str]) -> Result<()> {
    for member in field {
        actor.run("crew.member.create", member.clone()).await?;
    }
    for (n, position) in positions.iter().enumerate() {
        let input = json!({"name": people::full(80 + n), "position": position, "location_id": place,
            "phone": format!("+1416555{:04}", 150 + n)});
        actor.run("crew.member.create", input).await?;
    }
    Ok(())
}

/// Turns a lead into a sent quote and answers (quote, portal token).
async fn quote(
    actor: &Actor<'_>,
    lead: &Value,
    place: &Value,
    kind: &str,
    day: Date,
    inputs: Value,
) -> Result<(Value, String)> {
    let converted = actor.run("sales.lead.convert", json!({"id": lead["id"], "quote": false})).await?;
    let quote = actor
        .run(
            "quotes.quote.create",
            json!({
                "customer_id": converted["customer_id"], "lead_id": lead["id"], "location_id": place,
                "kind": kind, "service_date": day, "inputs": inputs,
            }),
        )
        .await?;
    let sent = actor.run("quotes.quote.send", json!({"id": quote["id"]})).await?;
    let url = sent["portal_url"].as_str().context("the portal's address")?;
    let token = url.rsplit('/').next().ok_or_else(|| anyhow!("no token in {url}"))?.to_owned();
    Ok((quote, token))
}

/// The customer signs with a typed name.
async fn accept(actor: &Actor<'_>, token: &str, name: &str) -> Result<()> {
    let link = || Credentials::Link(token.to_owned());
    let page = actor.with(link(), "quotes.portal.read", json!({"token": token})).await?;
    let input = json!({
        "token": token, "selected": [], "signer_name": name, "method": "TYPED", "typed_name": name, "consent": true,
        "total_shown": page["quote"]["total"],
    });
    actor.with(link(), "quotes.portal.accept", input).await.map(drop)
}

const CITIES: &[(&str, &str)] =
    &[("North York", "ON"), ("Toronto", "ON"), ("Markham", "ON"), ("Ajax", "ON"), ("Calgary", "AB")];

pub async fn moves(actor: &Actor<'_>, home: &Value, field: &[Value]) -> Result<()> {
    let day = today(actor, "America/Toronto")?;
    tariff(actor, "Local moves", "MOVING", "CAD", &fixtures::moving_example()).await?;
    crew(actor, field, home, &["DRIVER", "DRIVER", "MOVER", "MOVER", "MOVER", "MOVER"]).await?;
    for n in 0..14_usize {
        let (first, last) = people::name(n + 100);
        let (from, to) = (CITIES[n % CITIES.len()], CITIES[(n + 1) % 4]);
        let source = ["Website", "Google Organic", "Repeat Customer"][n % 3];
        let lead = actor
            .run(
                "sales.lead.create",
                json!({
                    "first_name": first, "last_name": last, "phone": format!("+1416555{:04}", 200 + n),
                    "email": format!("{}.{}@customers.example", first.to_lowercase(), last.to_lowercase()),
                    "source": source, "service_type": "LOCAL_MOVE",
                    "move_size": "2 Bedroom Apartment", "move_date": day + i64::try_from(n % 20 + 1)?.days(),
                    "origin": {"city": from.0, "province": from.1, "country": "CA"},
                    "destination": {"city": to.0, "province": to.1, "country": "CA"}, "location_id": home,
                }),
            )
            .await?;
        if n % 3 == 0 {
            continue;
        }
        actor
            .run(
                "sales.lead.touch",
                json!({"id": lead["id"], "kind": "CALL_OUT", "note": "Asked about stairs and parking."}),
            )
            .await?;
        if n % 3 == 2 {
            actor.run("sales.lead.status", json!({"id": lead["id"], "status": "QUALIFIED"})).await?;
            let inputs = json!({"parts": [{"key": "move", "work": {"kind": "MOVE", "basis": {"kind": "HOURLY", "movers": 2,
                "trucks": 1, "labour": {"minutes": 240 + 15 * n}, "travel": {"rule_key": "travel.trip-fee"}}}}]});
            let when = day + i64::try_from(n % 5 + 1)?.days();
            let (_, token) = quote(actor, &lead, home, "MOVING", when, inputs).await?;
            if n % 2 == 0 {
                accept(actor, &token, &format!("{first} {last}")).await?;
            }
        }
    }
    Ok(())
}

pub async fn hires(actor: &Actor<'_>, yard: &Value, field: &[Value]) -> Result<()> {
    let day = today(actor, "Asia/Kolkata")?;
    tariff(actor, "Crane rates", "CRANE", "INR", &fixtures::crane_example()).await?;
    crew(actor, field, yard, &["OPERATOR", "OPERATOR", "RIGGER", "RIGGER"]).await?;
    for n in 0..8_usize {
        let (first, last) = people::name(n + 130);
        let lead = actor
            .run(
                "sales.lead.create",
                json!({
                    "first_name": first, "last_name": last, "company_name": format!("{last} Construction"),
                    "phone": format!("+9198220{:05}", 10_000 + n),
                    "email": format!("{}@{}-build.example", first.to_lowercase(), last.to_lowercase()),
                    "source": "Referral", "service_type": "CRANE_RENTAL", "location_id": yard,
                    "rental": {"machine_class": "MC-50", "site_city": "Pune", "site_province": "MH",
                        "start_date": day + i64::try_from(n + 2)?.days(), "rental_days": 5 + n},
                }),
            )
            .await?;
        if n % 2 == 0 {
            continue;
        }
        actor.run("sales.lead.touch", json!({"id": lead["id"], "kind": "CALL_OUT"})).await?;
        actor.run("sales.lead.status", json!({"id": lead["id"], "status": "QUALIFIED"})).await?;
        let inputs = json!({"parts": [{"key": "hire", "work": {"kind": "CRANE_ORDER",
            "length": {"by": "DAYS", "days": 5 + n}, "mobilisation": {"distance_km": 60},
            "machines": [{"key": "mc-50", "class": "MC-50", "quantity": 1}]}}]});
        let (_, token) = quote(actor, &lead, yard, "CRANE", day + 3.days(), inputs).await?;
        if n == 1 {
            accept(actor, &token, &format!("{first} {last}")).await?;
        }
    }
    Ok(())
}
