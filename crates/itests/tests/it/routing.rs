//! Routing over the real database: rules, pools, hours, the clock and its levels.

use engine::Credentials;
use futures::future::join_all;
use serde_json::{Value, json};
use testkit::{Kit, Served, TestCompany};

struct Desk {
    served: Served,
    company: TestCompany,
    location: Value,
    people: Vec<Value>,
}

impl Desk {
    /// A company with people who sell, and one pool of them at its location, open around the clock.
    async fn open(slug: &str, weights: &[i32]) -> Self {
        let kit = Kit::start().await.expect("a database");
        let company = kit.company(slug, "MOVING").await.expect("a company");
        let served = kit.serve().await.expect("a port");
        let mut desk = Self { served, company, location: Value::Null, people: vec![] };
        desk.location = desk.run("access.location.list", json!({})).await["items"][0]["id"].clone();
        let week: Vec<Value> =
            (1..=7).map(|day| json!({"weekday": day, "from_minute": 0, "to_minute": 1440})).collect();
        desk.run("sales.routing.save_hours", json!({"location_id": desk.location, "hours": week})).await;
        for at in 0..weights.len() {
            let user = json!({"name": format!("Seller {at}"), "email": format!("seller{at}@{slug}.example.org"),
                "role_code": "MANAGER", "location_id": desk.location, "password": testkit::PASSWORD});
            desk.people.push(desk.run("access.user.create", user).await["id"].clone());
        }
        let members = desk.people.iter().zip(weights);
        let members: Vec<Value> =
            members.map(|(user, weight)| json!({"user_id": user, "weight": weight, "untouched_cap": 1000})).collect();
        let pool = json!({"name": "Sellers", "location_id": desk.location, "is_default": true, "members": members});
        desk.run("sales.routing.save_pool", pool).await;
        desk
    }
    async fn run(&self, operation: &str, input: Value) -> Value {
        self.attempt(operation, input)
            .await
            .unwrap_or_else(|e| panic!("{operation}: {e} {:?} {:?}", e.problems, e.cause))
    }
    async fn attempt(&self, operation: &str, input: Value) -> kernel::Result<Value> {
        self.served.kit.internal(self.company.id, operation, input).await
    }
    async fn provider(&self) -> String {
        let input = json!({"name": "Leads", "location_id": self.location});
        self.run("sales.provider.create", input).await["key"].as_str().expect("a key").to_owned()
    }
    async fn take(&self, key: &str, n: usize, more: Value) -> Value {
        let mut sent =
            json!({"provider_key": key, "full_name": format!("Customer {n}"), "email": format!("c{n}@example.com")});
        for (name, value) in more.as_object().into_iter().flatten() {
            sent[name] = value.clone();
        }
        let credentials = Credentials::Link(key.to_owned());
        self.served.kit.run(credentials, "sales.intake.native", sent).await.expect("taken in")["id"].clone()
    }
    async fn until(&self, id: &Value, done: impl Fn(&Value) -> bool) -> Value {
        for _ in 0..300 {
            let lead = self.run("sales.lead.read", json!({"id": id})).await;
            if done(&lead) {
                return lead;
            }
            tokio::time::sleep(std::time::Duration::from_millis(100)).await;
        }
        panic!("{}", self.run("sales.lead.read", json!({"id": id})).await)
    }
    /// Sets a lead's clock back, as if it had waited.
    async fn waited(&self, id: &Value, minutes: i32) {
        let owner = self.served.kit.owner().await.expect("a connection");
        let id: kernel::ids::LeadId = serde_json::from_value(id.clone()).expect("an id");
        let nil = uuid::Uuid::nil();
        let text = format!(
            "begin; set local app.company_id = '{c}'; set local app.user_id = '{nil}'; set local app.entry_id = '{nil}'; \
             set local app.now = '2026-11-24T12:00:00Z'; \
             update lead set received_at = received_at - interval '{minutes} minutes', \
               clock_started_at = clock_started_at - interval '{minutes} minutes', \
               escalation_due_at = escalation_due_at - interval '{minutes} minutes' \
             where company_id = '{c}' and id = '{}'; commit",
            id.uuid(),
            c = self.company.id.uuid(),
        );
        owner.batch_execute(&text).await.expect("set back");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn sal_8_leads_in_parallel_are_shared_by_weight_and_none_goes_astray() {
    let desk = Desk::open("shares", &[2, 1, 1]).await;
    let key = desk.provider().await;
    let leads = join_all((0..40).map(|n| desk.take(&key, n, json!({})))).await;
    let mut given = std::collections::BTreeMap::<String, usize>::new();
    for lead in &leads {
        let lead = desk.until(lead, |l| l["assigned_to"].is_string()).await;
        *given.entry(lead["assigned_to"].as_str().expect("an owner").to_owned()).or_default() += 1;
        assert_eq!(lead["routing"]["outcome"], "MEMBER");
    }
    let shares: Vec<usize> = desk.people.iter().map(|p| given[p.as_str().expect("an id")]).collect();
    assert!(
        (19..=21).contains(&shares[0]) && (9..=11).contains(&shares[1]) && (9..=11).contains(&shares[2]),
        "{shares:?}"
    );
    let lead = desk.run("sales.lead.read", json!({"id": leads[0]})).await;
    let candidates = lead["routing"]["candidates"].as_array().expect("candidates");
    assert_eq!(candidates.len(), 3, "every candidate is shown");
    assert_eq!(candidates.iter().filter(|c| c["chosen"] == true).count(), 1);
    desk.served.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn sal_7_the_first_rule_that_holds_decides_and_a_dry_run_explains_it() {
    let desk = Desk::open("rules", &[1]).await;
    let special = json!({"name": "Pianos", "members": [], "fallback_to": desk.people[0]});
    let pools = desk.run("sales.routing.save_pool", special).await;
    let pianos =
        pools["pools"].as_array().expect("pools").iter().find(|p| p["name"] == "Pianos").expect("a pool")["id"].clone();
    let rule = |condition: &str, position: i32| json!({"name": format!("Rule {position}"), "position": position, "condition": condition, "pool_id": pianos});
    let wrong =
        desk.attempt("sales.routing.save_rule", rule("lead.colour == 'teal'", 1)).await.expect_err("an unknown field");
    assert_eq!(wrong.problems[0].field, "condition");
    desk.run("sales.routing.save_rule", rule("lead.score > 100", 5)).await;
    let nested =
        "(lead.source == 'Leads' && !(lead.language == 'xx')) && (lead.notes == 'Has a piano.' || now.hour > 99)";
    desk.run("sales.routing.save_rule", rule(nested, 10)).await;
    let key = desk.provider().await;
    let piano = desk.take(&key, 1, json!({"notes": "Has a piano."})).await;
    let piano = desk.until(&piano, |l| l["routing"].is_object()).await;
    assert_eq!((&piano["routing"]["rule_name"], &piano["routing"]["outcome"]), (&json!("Rule 10"), &json!("FALLBACK")));
    assert_eq!(piano["assigned_to"], desk.people[0]);
    let plain = desk.take(&key, 2, json!({})).await;
    let plain = desk.until(&plain, |l| l["routing"].is_object()).await;
    assert_eq!((&plain["routing"]["rule_name"], &plain["routing"]["pool_name"]), (&Value::Null, &json!("Sellers")));

    let dry = desk.run("sales.routing.test", json!({"condition": "lead.notes == null", "pool_id": pianos})).await;
    assert_eq!((&dry["matched"], dry["leads"].as_array().map(Vec::len)), (&json!(1), Some(2)));
    let of =
        |id: &Value| dry["leads"].as_array().expect("leads").iter().find(|l| &l["id"] == id).expect("a lead").clone();
    assert_eq!((&of(&plain["id"])["by_draft"], &of(&piano["id"])["rule_name"]), (&json!(true), &json!("Rule 10")));
    assert_eq!(
        desk.run("sales.lead.read", json!({"id": plain["id"]})).await["version"],
        plain["version"],
        "nothing is written"
    );
    let own = json!({"full_name": "Walks in", "phone": "416-555-0199", "location_id": desk.location});
    let rep: kernel::ids::UserId = serde_json::from_value(desk.people[0].clone()).expect("an id");
    let credentials = Credentials::OnBehalf { company: desk.company.id, user: rep };
    let own = desk.served.kit.run(credentials, "sales.lead.create", own).await.expect("a lead");
    assert_eq!(own["assigned_to"], desk.people[0], "a lead a rep enters is the rep's own");
    desk.served.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn sal_10_a_waiting_lead_is_raised_and_handed_on_at_most_twice() {
    let desk = Desk::open("waits", &[1, 1, 1, 1]).await;
    let key = desk.provider().await;
    let id = desk.take(&key, 1, json!({})).await;
    let first = desk.until(&id, |l| l["escalation_due_at"].is_string()).await;
    assert_eq!(first["escalation"], 0);
    desk.waited(&id, 6).await;
    let told = desk.until(&id, |l| l["escalation"] == 1).await;
    assert_eq!(told["assigned_to"], first["assigned_to"], "level 1 tells the owner and the manager");
    desk.waited(&id, 5).await;
    let second = desk.until(&id, |l| l["escalation"] == 2).await;
    assert_ne!(second["assigned_to"], first["assigned_to"], "level 2: the next able member");
    assert_eq!(second["routing"]["outcome"], "HANDED_OVER");
    desk.waited(&id, 10).await;
    let third = desk.until(&id, |l| l["assigned_to"] != second["assigned_to"]).await;
    assert_eq!(third["escalation"], 2);
    desk.waited(&id, 10).await;
    let last = desk.until(&id, |l| l["escalation"] == 3).await;
    assert_eq!(
        (&last["assigned_to"], &last["escalation_due_at"]),
        (&third["assigned_to"], &Value::Null),
        "handed on twice, no more"
    );
    let call = json!({"id": id, "kind": "CALL_OUT", "outcome": "NO_ANSWER"});
    let called = desk.run("sales.lead.touch", call).await;
    let minutes = called["business_minutes"].as_i64().expect("minutes of answering hours are kept");
    assert!((31..=35).contains(&minutes), "31 and what the test took: {minutes}");
    let times = desk.run("sales.lead.times", json!({"by": "SOURCE"})).await;
    assert_eq!((&times["times"][0]["p50_minutes"], &times["times"][0]["leads"]), (&json!(minutes), &json!(1)));
    desk.served.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn sal_8_none_able_leaves_the_open_queue_at_level_2() {
    let desk = Desk::open("queue", &[1]).await;
    let pool = desk.run("sales.routing.pools", json!({})).await["pools"][0].clone();
    let closed = json!({"id": pool["id"], "name": "Sellers", "location_id": desk.location, "is_default": true,
        "members": [{"user_id": desk.people[0], "languages": ["fr"]}]});
    desk.run("sales.routing.save_pool", closed).await;
    let key = desk.provider().await;
    let id = desk.take(&key, 1, json!({})).await;
    // The choice is written first, the level right behind it.
    let lead = desk.until(&id, |l| l["routing"].is_object() && l["escalation"] == 2).await;
    assert_eq!(lead["assigned_to"], Value::Null);
    assert_eq!(
        (&lead["routing"]["outcome"], &lead["routing"]["candidates"][0]["ability"]),
        (&json!("QUEUE"), &json!("LANGUAGE"))
    );
    desk.served.stop().await;
}
