//! A company with a tariff, a customer and a signed job: what the tests of billing begin with.

use std::time::Duration;

use engine::Credentials;
use kernel::ids::UserId;
use serde_json::{Value, json};
use testkit::{Kit, Served, TestCompany};

/// A company that has sold something.
pub struct Books {
    pub served: Served,
    pub company: TestCompany,
    pub location: Value,
    pub customer: Value,
    crane: bool,
}

/// A quote of 4.75 h at 139.00 on a Wednesday.
const DAY: &str = "2027-02-10";

impl Books {
    pub async fn open(slug: &str, industry: &str) -> Self {
        let kit = Kit::start().await.expect("a database");
        let company = kit.company(slug, industry).await.expect("a company");
        let served = kit.serve().await.expect("a port");
        let crane = industry == "CRANE_RENTAL";
        let mut books = Self { served, company, location: Value::Null, customer: Value::Null, crane };
        books.location = books.run("access.location.list", json!({})).await["items"][0]["id"].clone();
        let seller = if crane {
            json!({"legal_name": "Sahyadri Cranes Pvt Ltd", "currency": "INR", "country": "IN", "region": "MH",
                "street": "7 Dockyard Road", "city": "Mumbai", "terms_days": 15,
                "registrations": [{"tax": "IGST", "jurisdiction": "IN-MH", "number": "27AAACS0000A1Z5", "valid_from": "2020-01-01"}]})
        } else {
            json!({"legal_name": "Maple Lane Movers Ltd", "currency": "CAD", "country": "CA", "region": "ON",
                "street": "48 Foundry Road", "city": "Toronto", "postal_code": "M4C 2B1", "terms_days": 30,
                "payment_instructions": "Transfer to accounts@maplelane.example",
                "registrations": [{"tax": "GST", "jurisdiction": "CA", "number": "100000002 RT0001", "valid_from": "2020-01-01"}]})
        };
        books.run("billing.entity.create", seller).await;
        let tariff = if crane {
            json!({"name": "Cranes", "kind": "CRANE", "currency": "INR", "valid_from": "2020-01-01", "rules": [
                {"rule_key": "crane.flat", "kind": "FEE", "fee": {"method": "FLAT", "price": "143600.00"},
                 "category": "MACHINE", "tax_class": "SITE_WORK"}]})
        } else {
            json!({"name": "Moves", "kind": "MOVING", "currency": "CAD", "valid_from": "2020-01-01", "rules": [
                {"rule_key": "hourly.2-1", "kind": "HOURLY", "movers": 2, "trucks": 1, "rates": {"weekday": "139.00"}},
                {"rule_key": "travel.none", "kind": "TRAVEL", "mode": {"mode": "NONE"}}]})
        };
        let tariff = books.run("quotes.tariff.create", tariff).await;
        books.run("quotes.tariff.publish", json!({"id": tariff["id"]})).await;
        let (province, country) = if crane { ("MH", "IN") } else { ("ON", "CA") };
        let customer = json!({"kind": "PERSON", "first_name": "Ann", "last_name": "Example", "phone": "+14165550100",
            "location_id": books.location, "address": {"street": "12 Elm St", "city": "Somewhere", "province": province, "country": country}});
        books.customer = books.run("customers.customer.create", customer).await["id"].clone();
        books
    }

    pub async fn run(&self, operation: &str, input: Value) -> Value {
        self.attempt(operation, input).await.unwrap_or_else(|e| panic!("{operation}: {e} {:?} {:?}", e.data, e.cause))
    }
    pub async fn attempt(&self, operation: &str, input: Value) -> kernel::Result<Value> {
        self.served.kit.internal(self.company.id, operation, input).await
    }
    pub async fn issue(&self, invoice: &Value) -> kernel::Result<Value> {
        self.issue_by(Credentials::Internal { company: self.company.id, cause: "test".into() }, invoice).await
    }
    pub async fn issue_by(&self, credentials: Credentials, invoice: &Value) -> kernel::Result<Value> {
        let request = engine::Request {
            operation: "billing.invoice.issue".into(),
            credentials,
            input: json!({"id": invoice}),
            key: Some(uuid::Uuid::now_v7().to_string()),
            if_version: None,
            body: None,
            facts: self.served.kit.facts(),
        };
        self.served.kit.engine.run(request).await.map(|answer| answer.data)
    }
    /// Somebody of a role at the location.
    pub async fn user(&self, role: &str) -> UserId {
        let email = format!("{}@{}.example.org", role.to_lowercase(), self.company.slug);
        let input = json!({"name": format!("Some {role}"), "email": email, "role_code": role, "location_id": self.location,
            "password": testkit::PASSWORD});
        serde_json::from_value(self.run("access.user.create", input).await["id"].clone()).expect("a user's id")
    }
    pub async fn owner(&self) -> tokio_postgres::Client {
        self.served.kit.owner().await.expect("a connection")
    }

    /// A quote the customer signed, and the job the event made of it.
    pub async fn signed_job(&self) -> Value {
        let (kind, inputs, stops) = if self.crane {
            let site = json!({"role": "SITE", "address": {"city": "Pune", "province": "MH", "country": "IN"}});
            let charges = json!([{"rule_key": "crane.flat", "quantity": "1"}]);
            (
                "CRANE",
                json!({"parts": [{"key": "crane", "work": {"kind": "CHARGES"}, "charges": charges}]}),
                json!([site]),
            )
        } else {
            let hours = json!({"kind": "HOURLY", "movers": 2, "trucks": 1, "labour": {"minutes": 285}, "travel": {"rule_key": "travel.none"}});
            let at = |role: &str, city: &str| json!({"role": role, "address": {"street": "1 Main St", "city": city, "province": "ON", "country": "CA"}});
            (
                "MOVING",
                json!({"parts": [{"key": "move", "work": {"kind": "MOVE", "basis": hours}}]}),
                json!([at("PICKUP", "Toronto"), at("DROPOFF", "Hamilton")]),
            )
        };
        let quote = self
            .run(
                "quotes.quote.create",
                json!({"customer_id": self.customer, "location_id": self.location, "kind": kind, "service_date": DAY,
                    "inputs": inputs, "stops": stops}),
            )
            .await;
        let sent = self.run("quotes.quote.send", json!({"id": quote["id"]})).await;
        let token = sent["portal_url"].as_str().and_then(|url| url.rsplit('/').next()).expect("a token").to_owned();
        let link = || Credentials::Link(token.clone());
        let page = self.served.kit.run(link(), "quotes.portal.read", json!({"token": token})).await.expect("a page");
        let input = json!({"token": token, "selected": [], "signer_name": "Ann Example", "method": "TYPED",
            "typed_name": "Ann Example", "consent": true, "total_shown": page["quote"]["total"]});
        let request = engine::Request {
            operation: "quotes.portal.accept".into(),
            credentials: link(),
            input,
            key: Some(token.clone()),
            if_version: None,
            body: None,
            facts: self.served.kit.facts(),
        };
        self.served.kit.engine.run(request).await.expect("signed");
        self.until("dispatch.job.list", json!({"quote_id": quote["id"]}), |page| page["items"].get(0).cloned()).await["id"]
            .clone()
    }

    /// Asks again until the answer is there.
    pub async fn until(&self, operation: &str, input: Value, found: impl Fn(&Value) -> Option<Value>) -> Value {
        for _ in 0..200 {
            if let Some(value) = found(&self.run(operation, input.clone()).await) {
                return value;
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        panic!("{operation} never answered what was waited for")
    }

    pub async fn draft(&self) -> Value {
        let job = self.signed_job().await;
        self.run("billing.invoice.draft", json!({"id": job})).await
    }

    /// The day of a job, from departure to completion.
    pub async fn finish(&self, job: &Value) {
        let truck = json!({"name": "Truck 1", "type": "TRUCK", "location_id": self.location});
        let truck = self.run("fleet.equipment.create", truck).await["id"].clone();
        let mut crew = vec![];
        for position in ["DRIVER", "MOVER"] {
            let input = json!({"name": format!("Some {position}"), "position": position, "location_id": self.location});
            crew.push(self.run("crew.member.create", input).await["id"].clone());
        }
        let journey = json!({"job_id": job, "planned_start": "2027-02-10T13:00:00Z", "planned_end": "2027-02-10T18:00:00Z",
            "truck_id": truck, "crew_member_ids": crew});
        let journey = self.run("dispatch.journey.create", journey).await;
        let id = json!({"id": journey["id"]});
        let step = |number: usize| json!({"id": journey["id"], "number": number});
        for item in journey["steps"][0]["items"].as_array().expect("items").iter().filter(|i| i["required"] == true) {
            let value = match item["kind"].as_str() {
                Some("PERCENT") => json!(80),
                Some("CHOICE") => item["options"][0]["code"].clone(),
                Some("COUNT") => json!(12),
                Some("RATING") => json!(5),
                _ => Value::Null,
            };
            let tick = json!({"id": journey["id"], "number": 1, "code": item["code"], "done": true, "value": value});
            self.run("dispatch.step.tick", tick).await;
        }
        self.run("dispatch.step.complete", step(1)).await;
        self.run("dispatch.step.approve", step(1)).await;
        self.run("dispatch.journey.depart", id.clone()).await;
        for _ in 0..2 {
            self.run("dispatch.journey.arrive", id.clone()).await;
            self.run("dispatch.journey.leave", id.clone()).await;
        }
        for number in 2..=4 {
            self.run("dispatch.step.complete", step(number)).await;
        }
        self.run("dispatch.journey.complete", id).await;
    }

    /// BEGIN as the server says it, for looking at what the database itself refuses.
    pub fn begin(&self) -> String {
        format!(
            "begin; set local app.company_id = '{}'; set local app.user_id = '{nil}'; set local app.entry_id = '{nil}'; \
             set local app.now = '2026-11-24T12:00:00Z'",
            self.company.id.uuid(),
            nil = uuid::Uuid::nil(),
        )
    }
}
