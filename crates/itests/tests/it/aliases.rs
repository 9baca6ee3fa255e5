//! Paths of the older system, with the shapes its documents give: an older client changes its base URL only.

use serde_json::{Value, json};
use testkit::{Client, Kit, PASSWORD, Served, TestCompany};

/// A company with a truck, three of the crew with a sign-in and a planned journey.
struct Older {
    served: Served,
    company: TestCompany,
    /// Signed in as the administrator.
    client: Client,
    journey: String,
    job: Value,
    truck: Value,
    /// Users: driver, mover, another mover; and one who is not of the crew.
    users: Vec<Value>,
}

impl Older {
    async fn open(slug: &str) -> Self {
        let kit = Kit::start().await.expect("a database");
        let company = kit.company(slug, "MOVING").await.expect("a company");
        let served = kit.serve().await.expect("a server");
        let client = served.signed_in(&company.admin_email).await.expect("signed in");
        let run = async |operation: &str, input: Value| {
            let answer = served.kit.internal(company.id, operation, input).await;
            answer.unwrap_or_else(|e| panic!("{operation}: {e} {:?}", e.problems))
        };
        let location = run("access.location.list", json!({})).await["items"][0]["id"].clone();
        let mut users = Vec::new();
        for (n, role) in ["DRIVER", "MOVER", "MOVER", "MANAGER"].into_iter().enumerate() {
            let input = json!({"name": format!("Crew {n}"), "email": format!("crew{n}@{slug}.example.org"),
                "role_code": role, "location_id": location, "password": PASSWORD});
            let user = run("access.user.create", input).await["id"].clone();
            if role != "MANAGER" {
                let member =
                    json!({"name": format!("Crew {n}"), "position": role, "user_id": user, "location_id": location});
                run("crew.member.create", member).await;
            }
            users.push(user);
        }
        let truck = json!({"name": "Truck 1", "type": "TRUCK", "location_id": location});
        let truck = run("fleet.equipment.create", truck).await["id"].clone();
        let customer =
            json!({"first_name": "Ann", "last_name": "Example", "phone": "+14165550100", "location_id": location});
        let customer = run("customers.customer.create", customer).await["id"].clone();
        let job = json!({"customer_id": customer, "location_id": location, "kind": "MOVING", "title": "Move",
            "crew_wanted": 2, "crew_minimum": 1});
        let job = run("dispatch.job.create", job).await["id"].clone();
        let mut older = Self { served, company, client, journey: String::new(), job, truck, users };
        older.journey = older.plan("12:00", "16:00").await["id"].as_str().expect("an id").to_owned();
        older
    }

    /// Plans a journey of today by the older path.
    async fn plan(&self, from: &str, to: &str) -> Value {
        let day = "2031-05-06";
        let input = json!({"job_id": self.job, "truck_id": self.truck, "planned_start": format!("{day}T{from}:00Z"),
            "planned_end": format!("{day}T{to}:00Z")});
        self.client.post("/journey", input).await.expect("an answer").data().expect("a journey")
    }
    async fn run(&self, operation: &str, input: Value) -> Value {
        let answer = self.served.kit.internal(self.company.id, operation, input).await;
        answer.unwrap_or_else(|e| panic!("{operation}: {e} {:?}", e.data))
    }
    async fn put(&self, body: Value) -> testkit::Reply {
        self.client
            .send("PUT".parse().expect("a method"), &format!("/journey/{}", self.journey), Some(body), &[])
            .await
            .expect("an answer")
    }
    async fn crew(&self, body: Value) -> testkit::Reply {
        self.client.post(&format!("/journey/{}/crew", self.journey), body).await.expect("an answer")
    }
    async fn seats(&self) -> usize {
        let page = self.client.get(&format!("/journey/{}", self.journey)).await.expect("an answer");
        page.data().expect("a journey")["crew"].as_array().expect("crew").len()
    }
    /// Works through the steps from one number to another as the product itself.
    async fn steps(&self, numbers: std::ops::RangeInclusive<i32>) {
        for number in numbers {
            let step = json!({"id": self.journey, "number": number});
            self.run("dispatch.step.complete", step.clone()).await;
            self.run("dispatch.step.approve", step).await;
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn signing_in_who_am_i_and_signing_out() {
    let kit = Kit::start().await.expect("a database");
    let company = kit.company("older-door", "MOVING").await.expect("a company");
    let served = kit.serve().await.expect("a server");
    let mut client = served.anonymous();

    let refused = client.post("/auth/login", json!({"email": company.admin_email, "password": "wrong"})).await;
    let refused = refused.expect("an answer");
    assert_eq!(refused.status, 401);
    assert_eq!(refused.body["success"], false);
    assert_eq!(refused.body["detail"], refused.body["message"], "older clients show `detail`");

    let reply = client.post("/auth/login", json!({"email": company.admin_email, "password": PASSWORD})).await;
    let reply = reply.expect("an answer");
    assert_eq!((reply.status, &reply.body["success"]), (200, &json!(true)));
    assert!(reply.body["message"].is_string());
    let data = &reply.body["data"];
    assert!(data["access_token"].is_string() && data["expires_in"].is_i64(), "{data}");
    assert_eq!(data["token_type"], "bearer");
    for field in ["id", "name", "email", "role", "userType", "clientId"] {
        assert!(data["user"][field].is_string(), "{field} in {}", data["user"]);
    }
    assert!(data["user"].get("locationId").is_some());
    assert_eq!((&data["user"]["role"], &data["user"]["userType"]), (&json!("ADMIN"), &json!("regular")));
    let cookie = reply.headers.get("set-cookie").and_then(|v| v.to_str().ok()).expect("a cookie");
    let cookie = cookie.split(';').next().expect("its value").to_owned();

    client.token = data["access_token"].as_str().map(str::to_owned);
    let me = client.get("/auth/me").await.expect("an answer").data().expect("who I am");
    assert_eq!(me["user"]["email"], company.admin_email);

    let renewed =
        client.send("POST".parse().expect("a method"), "/auth/refresh", Some(json!({})), &[("cookie", &cookie)]).await;
    let renewed = renewed.expect("an answer").data().expect("a new token");
    client.token = renewed["access_token"].as_str().map(str::to_owned);
    client.post("/auth/logout", json!({})).await.expect("an answer").data().expect("signed out");
    assert_eq!(client.get("/auth/me").await.expect("an answer").status, 401);
    served.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn acc_36_health_answers_anonymously_by_module_also_at_the_root() {
    let served = Kit::start().await.expect("a database").serve().await.expect("a server");
    for path in ["/health", "/../health"] {
        let reply = served.anonymous().get(path).await.expect("an answer");
        assert_eq!(reply.status, 200);
        let body = reply.body;
        assert_eq!((&body["success"], &body["status"]), (&json!(true), &json!("operational")));
        assert!(body["version"].is_string() && body["message"].is_string());
        for module in ["auth", "journey", "audit", "multi_tenant", "company_management", "background_sync"] {
            assert!(body["modules"][module].is_string(), "{module} in {}", body["modules"]);
        }
    }
    served.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_status_in_a_change_runs_the_matching_transition_or_is_refused() {
    let older = Older::open("older-status").await;
    let unplanned = older.put(json!({"status": "ON_THE_MOON"})).await;
    assert_eq!(unplanned.status, 422, "{}", unplanned.body);
    let jump = older.put(json!({"status": "COMPLETED"})).await;
    assert_eq!((jump.status, &jump.body["error"]), (409, &json!("NO_SUCH_TRANSITION")));
    let early = older.put(json!({"status": "EN_ROUTE", "notes": "Ring twice"})).await;
    assert_eq!((early.status, &early.body["error"]), (409, &json!("NOT_READY_TO_DEPART")), "the same checks");
    let page = older.client.get(&format!("/journey/{}", older.journey)).await.expect("an answer").data().expect("it");
    assert_eq!(page["notes"], Value::Null, "all of a change or nothing");

    older.crew(json!({"user_id": older.users[0], "role": "DRIVER"})).await.data().expect("a seat");
    older.steps(1..=1).await;
    for (status, notes) in [("EN_ROUTE", "Ring twice"), ("ONSITE", "At the back"), ("EN_ROUTE", "Home"), ("ONSITE", "")]
    {
        let page = older.put(json!({"status": status, "notes": notes})).await.data().expect(status);
        assert_eq!(page["status"], status);
        assert_eq!(page["notes"].as_str().unwrap_or_default(), notes);
    }
    assert_eq!(older.put(json!({"status": "ONSITE"})).await.status, 200, "where it already is");
    assert_eq!(older.put(json!({"status": "COMPLETED"})).await.body["error"], "NOT_COMPLETE", "the same checks");
    older.steps(2..=4).await;
    assert_eq!(older.put(json!({"status": "COMPLETED"})).await.data().expect("completed")["status"], "COMPLETED");
    assert_eq!(older.put(json!({"status": "AUDITED"})).await.status, 409, "reached by the audit alone");
    older.served.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn users_stand_for_their_crew_members_all_or_none() {
    let older = Older::open("older-crew").await;
    let stranger = older.crew(json!({"crew": [
        {"user_id": older.users[0], "role": "DRIVER"}, {"user_id": older.users[3], "role": "MOVER"},
    ]}));
    let stranger = stranger.await;
    assert_eq!((stranger.status, &stranger.body["details"][0]["field"]), (422, &json!("crew.1.user_id")));
    assert_eq!(older.seats().await, 0, "nobody when not all");

    let card = older.crew(json!({"user_id": older.users[0], "role": "DRIVER"})).await.data().expect("a seat");
    assert_eq!(card["crew"][0]["role"], "DRIVER");
    let both = json!({"crew": [{"userId": older.users[1], "role": "MOVER"}, {"userId": older.users[2]}]});
    older.crew(both).await.data().expect("two seats");
    assert_eq!(older.seats().await, 3);
    assert_eq!(older.crew(json!({"user_id": older.users[1]})).await.body["error"], "ALREADY_ASSIGNED");
    assert_eq!(older.crew(json!({})).await.status, 422);
    older.served.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_other_journey_paths_answer_as_documented() {
    let older = Older::open("older-paths").await;
    let active = older.client.get("/journey/active").await.expect("an answer");
    assert_eq!((active.status, &active.body["success"]), (200, &json!(true)));
    assert!(active.body["data"].is_array() && active.body["message"].is_string());

    let second = older.plan("18:00", "20:00").await["id"].as_str().expect("an id").to_owned();
    let path = format!("/journey/{second}");
    let gone =
        older.client.send("DELETE".parse().expect("a method"), &path, None, &[]).await.expect("an answer").data();
    assert_eq!(gone.expect("cancelled")["status"], "CANCELLED", "nothing is deleted");
    assert_eq!(older.client.get(&path).await.expect("an answer").status, 200);

    let step = format!("/journey/{}/steps/1", older.journey);
    for (verb, status) in [("start", "IN_PROGRESS"), ("complete", "COMPLETED")] {
        let answer = older.client.post(&format!("{step}/{verb}"), json!({})).await.expect("an answer").data();
        assert_eq!(answer.expect(verb)["status"], status);
    }
    let anonymous = older.served.anonymous();
    assert_eq!(anonymous.get("/journey/active").await.expect("an answer").status, 401);
    assert_eq!(anonymous.post("/journey", json!({})).await.expect("an answer").status, 401);
    older.served.stop().await;
}
