//! Work promised to customers: sold by a signed quote, or taken on by hand.

use std::time::Duration;

use anyhow::{Context, Result, anyhow, bail};
use engine::Credentials;
use jiff::{Timestamp, ToSpan, civil::Date};
use serde_json::{Value, json};

use super::{
    Actor,
    desk::{Desk, id_of},
    people,
};

/// Where leads come from.
pub const SOURCES: [&str; 5] = ["Website", "Google Organic", "Repeat Customer", "Referral", "Walk-in"];

/// A piece of work to be promised.
#[derive(Clone, Copy)]
pub struct Promise {
    /// The customer's number.
    pub n: usize,
    pub day: Date,
    pub start: Timestamp,
    pub minutes: i64,
    /// By a signed quote.
    pub is_sold: bool,
}

/// Waits at most this long for the background work to make the job of a signed quote.
const PATIENCE: Duration = Duration::from_secs(60);
const LOOK_AGAIN: Duration = Duration::from_millis(60);

impl Desk {
    pub fn names(&self, n: usize) -> Value {
        let (first, last) = people::name(n);
        let email = format!("{}.{}{n}@customers.example", first.to_lowercase(), last.to_lowercase());
        let mut names = json!({
            "first_name": first, "last_name": last, "email": email, "phone": self.phone(n), "location_id": self.location,
        });
        if self.is_crane() {
            names["company_name"] = json!(format!("{last} Construction"));
        }
        names
    }

    /// A lead with everything a price needs to know.
    pub async fn lead(&self, n: usize, day: Date) -> Result<Value> {
        let town = self.town;
        let mut input = self.names(n);
        input["source"] = json!(SOURCES[n % SOURCES.len()]);
        if self.is_crane() {
            input["service_type"] = json!("CRANE_RENTAL");
            input["rental"] = json!({"machine_class": "MC-50", "site_city": town.city, "site_province": town.province,
                "start_date": day, "rental_days": 1 + n % 4});
        } else {
            input["service_type"] = json!("LOCAL_MOVE");
            input["move_size"] = json!("2 Bedroom Apartment");
            input["move_date"] = json!(day);
            for end in ["origin", "destination"] {
                input[end] = json!({"city": town.city, "province": town.province, "country": town.country});
            }
        }
        self.actor.by(self.office.approver, "sales.lead.create", input).await
    }

    fn inputs(&self, n: usize, minutes: i64) -> Value {
        if self.is_crane() {
            return json!({"parts": [{"key": "hire", "work": {"kind": "CRANE_ORDER",
                "length": {"by": "DAYS", "days": 1 + n % 4}, "mobilisation": {"distance_km": 25},
                "machines": [{"key": "mc-50", "class": "MC-50", "quantity": 1}]}}]});
        }
        json!({"parts": [{"key": "move", "work": {"kind": "MOVE", "basis": {"kind": "HOURLY", "movers": 2 + n % 2,
            "trucks": 1, "labour": {"minutes": minutes - 30}, "travel": {"rule_key": "travel.trip-fee"}}}}]})
    }

    fn stops(&self, n: usize) -> Vec<(Value, f64, f64)> {
        let roles: &[&str] = if self.is_crane() { &["SITE"] } else { &["PICKUP", "DROPOFF"] };
        roles.iter().enumerate().map(|(at, role)| self.town.stop(role, n + at * 17)).collect()
    }

    /// Turns a lead into a quote that has been sent; answers (quote, token of the customer's page).
    pub async fn offer(&self, lead: &Value, n: usize, day: Date, minutes: i64) -> Result<(Value, String)> {
        let by = self.office.approver;
        let actor = &self.actor;
        let call = json!({"id": lead["id"], "kind": "CALL_OUT", "note": "Asked about stairs and parking."});
        actor.by(by, "sales.lead.touch", call).await?;
        actor.by(by, "sales.lead.status", json!({"id": lead["id"], "status": "QUALIFIED"})).await?;
        let convert = json!({"id": lead["id"], "quote": false, "deal": self.is_deal(n)});
        let converted = actor.by(by, "sales.lead.convert", convert).await?;
        let micro = |degrees: f64| (degrees * 1e6) as i64;
        let stops: Vec<Value> = self
            .stops(n)
            .into_iter()
            .map(|(mut stop, latitude, longitude)| {
                stop["latitude_micro"] = json!(micro(latitude));
                stop["longitude_micro"] = json!(micro(longitude));
                stop
            })
            .collect();
        let input = json!({
            "customer_id": converted["customer_id"], "lead_id": lead["id"], "location_id": self.location,
            "kind": if self.is_crane() { "CRANE" } else { "MOVING" }, "service_date": day, "stops": stops,
            "inputs": self.inputs(n, minutes),
        });
        let quote = actor.by(by, "quotes.quote.create", input).await?;
        let sent = actor.run("quotes.quote.send", json!({"id": quote["id"]})).await?;
        let url = sent["portal_url"].as_str().context("the portal's address")?;
        let token = url.rsplit('/').next().ok_or_else(|| anyhow!("no token in {url}"))?.to_owned();
        Ok((quote, token))
    }

    /// Promises a piece of work and answers its job.
    pub async fn promise(&self, work: Promise) -> Result<Value> {
        let job = if work.is_sold { self.sell(work).await? } else { self.take_on(work).await? };
        let input = json!({
            "id": job, "service_date": work.day, "window_start": work.start,
            "window_end": work.start.checked_add(45.minutes())?, "planned_minutes": work.minutes,
            "instructions": if self.is_crane() { "Report to the site office. Helmets on from the gate." }
                else { "Park in the lane behind the house. The piano goes last." },
        });
        self.actor.by(self.office.planner, "dispatch.job.change", input).await
    }

    async fn sell(&self, work: Promise) -> Result<Value> {
        let (first, last) = people::name(work.n);
        // Nothing is sold for a day that has passed; the job is put on its day afterwards.
        let sold_for = work.day.max(self.today);
        let lead = self.lead(work.n, sold_for).await?;
        let (quote, token) = self.offer(&lead, work.n, sold_for, work.minutes).await?;
        accept(&self.actor, &token, &format!("{first} {last}")).await?;
        let mut waited = Duration::ZERO;
        loop {
            let found = self.actor.run("dispatch.job.list", json!({"quote_id": quote["id"]})).await?;
            if let Some(id) = found["items"].get(0).map(|job| job["id"].clone()) {
                return Ok(id);
            }
            if waited > PATIENCE {
                bail!("the job of {} has not come about", quote["number"]);
            }
            tokio::time::sleep(LOOK_AGAIN).await;
            waited += LOOK_AGAIN;
        }
    }

    async fn take_on(&self, work: Promise) -> Result<Value> {
        let customer = self.actor.by(self.office.approver, "customers.customer.create", self.names(work.n)).await?;
        let (_, last) = people::name(work.n);
        let stops: Vec<Value> = self
            .stops(work.n)
            .into_iter()
            .map(|(mut stop, latitude, longitude)| {
                stop["position"] = json!({"latitude": latitude, "longitude": longitude});
                stop
            })
            .collect();
        let input = json!({
            "customer_id": customer["id"], "location_id": self.location, "service_date": work.day, "stops": stops,
            "kind": if self.is_crane() { "CRANE" } else { "MOVING" }, "crew_wanted": 2,
            "title": if self.is_crane() { format!("Lift for {last}") } else { format!("Move of the {last} family") },
        });
        let made = self.actor.by(self.office.planner, "dispatch.job.create", input).await?;
        id_of(&made)
    }
}

/// The customer opens the page of a quote.
pub async fn view(actor: &Actor, token: &str) -> Result<Value> {
    actor.with(Credentials::Link(token.to_owned()), "quotes.portal.read", json!({"token": token})).await
}

/// The customer signs with a typed name.
pub async fn accept(actor: &Actor, token: &str, name: &str) -> Result<()> {
    let page = view(actor, token).await?;
    // As quoted; where nothing was quoted, what the law gives.
    let covers: Vec<Value> = page["quote"]["covers"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|cover| match &cover["priced"] {
            Value::Null => json!({"part": cover["part"], "option": "RELEASED"}),
            priced => priced.clone(),
        })
        .collect();
    let input = json!({
        "token": token, "selected": [], "covers": covers, "signer_name": name, "method": "TYPED", "typed_name": name, "consent": true,
        "total_shown": page["quote"]["total"],
    });
    actor.with(Credentials::Link(token.to_owned()), "quotes.portal.accept", input).await.map(drop)
}
