//! A day of work over the real database: planning, double booking, steps by role, departing, proof, completing.

use engine::{Credentials, ErrorKind, Request};
use kernel::{
    Error,
    ids::{CompanyId, UserId},
};
use serde_json::{Value, json};
use testkit::{Kit, TestCompany};

/// A company with a truck, a driver, a mover and a job.
struct Yard {
    kit: Kit,
    company: TestCompany,
    location: Value,
    truck: Value,
    job: Value,
    driver: (UserId, Value),
    mover: (UserId, Value),
    manager: UserId,
}

const START: &str = "2026-12-01T13:00:00Z";
const END: &str = "2026-12-01T18:00:00Z";
const PICTURE: &[u8] = b"\x89PNG\r\n\x1a\npicture";
const PICTURE_SHA256: &str = "6b1da8fbd5f7a2f66ffcaebc4a9c7f850c9ec3c484db03ef25fd15e01ff23496";

impl Yard {
    async fn open(slug: &str) -> Self {
        let kit = Kit::start().await.expect("a database");
        let company = kit.company(slug, "MOVING").await.expect("a company");
        let run = async |operation: &str, input: Value| {
            kit.internal(company.id, operation, input).await.unwrap_or_else(|e| panic!("{operation}: {e}"))
        };
        let location = run("access.location.list", json!({})).await["items"][0]["id"].clone();
        let mut people = vec![];
        for role in ["DRIVER", "MOVER", "MANAGER"] {
            let user = run(
                "access.user.create",
                json!({"name": format!("Some {role}"), "email": format!("{}@{slug}.example.org", role.to_lowercase()),
                    "role_code": role, "location_id": location, "password": testkit::PASSWORD}),
            )
            .await["id"]
                .clone();
            let member = match role {
                "MANAGER" => Value::Null,
                position => {
                    let input = json!({"name": format!("Some {role}"), "position": position, "user_id": user, "location_id": location});
                    run("crew.member.create", input).await["id"].clone()
                }
            };
            people.push((serde_json::from_value::<UserId>(user).expect("a user's id"), member));
        }
        let truck = run("fleet.equipment.create", json!({"name": "Truck 1", "type": "TRUCK", "location_id": location}))
            .await["id"]
            .clone();
        let customer = run(
            "customers.customer.create",
            json!({"kind": "PERSON", "first_name": "Ann", "last_name": "Example", "phone": "+14165550100", "location_id": location}),
        )
        .await["id"]
            .clone();
        let stops = json!([
            {"role": "PICKUP", "address": {"street": "12 Elm St", "city": "Toronto", "province": "ON", "country": "CA"}},
            {"role": "DROPOFF", "address": {"street": "90 King St", "city": "Hamilton", "province": "ON", "country": "CA"}},
        ]);
        let job = run(
            "dispatch.job.create",
            json!({"customer_id": customer, "location_id": location, "kind": "MOVING", "title": "Move",
                "service_date": "2026-12-01", "crew_wanted": 2, "stops": stops}),
        )
        .await["id"]
            .clone();
        let manager = people.pop().expect("three people").0;
        let mover = people.pop().expect("three people");
        let driver = people.pop().expect("three people");
        Self { kit, company, location, truck, job, driver, mover, manager }
    }

    async fn run(&self, operation: &str, input: Value) -> Value {
        self.attempt(operation, input).await.unwrap_or_else(|e| panic!("{operation}: {e} {:?}", e.data))
    }
    async fn attempt(&self, operation: &str, input: Value) -> kernel::Result<Value> {
        self.kit.internal(self.company.id, operation, input).await
    }
    async fn by(&self, user: UserId, operation: &str, input: Value) -> kernel::Result<Value> {
        self.kit.run(Credentials::OnBehalf { company: self.company.id, user }, operation, input).await
    }
    async fn refused(&self, operation: &str, input: Value) -> Error {
        self.attempt(operation, input).await.expect_err(operation)
    }
    fn plan(&self, start: &str, end: &str, crew: &[&Value]) -> Value {
        json!({"job_id": self.job, "planned_start": start, "planned_end": end, "truck_id": self.truck, "crew_member_ids": crew})
    }
    async fn journey(&self) -> Value {
        self.run("dispatch.journey.create", self.plan(START, END, &[&self.driver.1, &self.mover.1])).await
    }
    /// Answers the required items of a step as the product itself.
    async fn tick_required(&self, journey: &Value, number: usize) {
        for item in journey["steps"][number - 1]["items"].as_array().expect("items") {
            if item["required"] != true {
                continue;
            }
            let value = match item["kind"].as_str() {
                Some("PERCENT") => json!(80),
                Some("CHOICE") => item["options"][0]["code"].clone(),
                Some("COUNT") => json!(12),
                Some("RATING") => json!(5),
                _ => Value::Null,
            };
            let input =
                json!({"id": journey["id"], "number": number, "code": item["code"], "done": true, "value": value});
            self.run("dispatch.step.tick", input).await;
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn dsp_12_a_double_booking_is_refused_and_names_the_other_journey() {
    let yard = Yard::open("double").await;
    let first = yard.journey().await;
    let truck =
        yard.refused("dispatch.journey.create", yard.plan("2026-12-01T17:00:00Z", "2026-12-01T19:00:00Z", &[])).await;
    assert_eq!((truck.kind, truck.code.as_str()), (ErrorKind::Conflict, "TRUCK_TAKEN"));
    let with = &truck.data.expect("the other journey")["with"];
    assert_eq!((&with["journey_id"], &with["title"]), (&first["id"], &json!("Move")));

    let touching = yard.run("dispatch.journey.create", yard.plan(END, "2026-12-01T20:00:00Z", &[])).await;
    yard.run("dispatch.journey.change", json!({"id": touching["id"], "truck_id": null})).await;
    let seat = json!({"id": touching["id"], "crew_member_id": yard.driver.1});
    yard.run("dispatch.crew.assign", seat).await;
    let person = yard
        .refused("dispatch.journey.change", json!({"id": touching["id"], "planned_start": "2026-12-01T17:30:00Z"}))
        .await;
    assert_eq!(person.code, "CREW_TAKEN");
    assert_eq!(person.data.expect("the other journey")["with"]["journey_id"], first["id"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn cal_1_of_many_at_once_exactly_one_takes_the_truck() {
    let yard = Yard::open("race").await;
    let attempts = (0..8).map(|_| yard.attempt("dispatch.journey.create", yard.plan(START, END, &[])));
    let outcomes = futures::future::join_all(attempts).await;
    assert_eq!(outcomes.iter().filter(|o| o.is_ok()).count(), 1);
    for lost in outcomes.into_iter().filter_map(Result::err) {
        assert_eq!((lost.kind, lost.code.as_str()), (ErrorKind::Conflict, "TRUCK_TAKEN"), "{lost}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn acc_13_each_role_edits_its_own_part_and_a_manager_approves() {
    let yard = Yard::open("matrix").await;
    let journey = yard.journey().await;
    let tick = |code: &str| json!({"id": journey["id"], "number": 1, "code": code, "done": true});
    let (driver, mover, manager) = (yard.driver.0, yard.mover.0, yard.manager);
    yard.by(driver, "dispatch.step.tick", tick("lights")).await.expect("the driver's part");
    let other = yard.by(driver, "dispatch.step.tick", tick("tools")).await.expect_err("the mover's part");
    assert_eq!(other.code, "STEP_MATRIX");
    yard.by(mover, "dispatch.step.tick", tick("tools")).await.expect("the mover's part");
    let step = json!({"id": journey["id"], "number": 1});
    let open = yard.by(driver, "dispatch.step.complete", step.clone()).await.expect_err("items are open");
    assert_eq!(open.code, "ITEMS_OPEN");
    yard.tick_required(&journey, 1).await;
    yard.by(driver, "dispatch.step.complete", step.clone()).await.expect("completed");
    assert_eq!(yard.by(driver, "dispatch.step.approve", step.clone()).await.expect_err("no").code, "STEP_MATRIX");
    let early =
        yard.by(driver, "dispatch.journey.depart", json!({"id": journey["id"]})).await.expect_err("not approved");
    assert_eq!(early.code, "NOT_READY_TO_DEPART");
    yard.by(manager, "dispatch.step.approve", step).await.expect("approved");
    let card = yard.by(driver, "dispatch.journey.depart", json!({"id": journey["id"]})).await.expect("departed");
    assert_eq!(card["status"], "EN_ROUTE");
    let again = yard.by(driver, "dispatch.journey.depart", json!({"id": journey["id"]})).await.expect("no effect");
    assert_eq!(again["version"], card["version"], "MOB-13: already there");
}

#[tokio::test(flavor = "multi_thread")]
async fn acc_14_who_completed_a_step_does_not_approve_it() {
    let yard = Yard::open("own").await;
    let journey = yard.journey().await;
    let step = json!({"id": journey["id"], "number": 1});
    let closed = yard.by(yard.manager, "dispatch.step.complete", step.clone()).await.expect("the office may close");
    assert!(!closed["left_open"].as_array().expect("codes").is_empty(), "on record");
    let own = yard.by(yard.manager, "dispatch.step.approve", step).await.expect_err("own work");
    assert_eq!(own.code, "OWN_WORK", "the administrator can");
}

#[tokio::test(flavor = "multi_thread")]
async fn dsp_3_a_day_from_departure_to_completion() {
    let yard = Yard::open("day").await;
    let journey = yard.journey().await;
    let id = json!({"id": journey["id"]});
    let step = |number: usize| json!({"id": journey["id"], "number": number});
    yard.tick_required(&journey, 1).await;
    yard.run("dispatch.step.complete", step(1)).await;
    yard.run("dispatch.step.approve", step(1)).await;
    yard.run("dispatch.journey.depart", id.clone()).await;
    assert_eq!(yard.run("dispatch.job.read", json!({"id": yard.job})).await["status"], "IN_PROGRESS");
    for _ in 0..2 {
        assert_eq!(yard.run("dispatch.journey.arrive", id.clone()).await["status"], "ONSITE");
        assert_eq!(yard.run("dispatch.journey.leave", id.clone()).await["status"], "EN_ROUTE");
    }
    assert_eq!(yard.refused("dispatch.journey.complete", id.clone()).await.code, "NOT_COMPLETE");
    for number in 2..=4 {
        yard.run("dispatch.step.complete", step(number)).await;
    }
    let card = yard.run("dispatch.journey.complete", id.clone()).await;
    assert_eq!((&card["status"], &card["progress"]["closed"]), (&json!("COMPLETED"), &json!(4)));
    let page = yard.run("dispatch.journey.read", id).await;
    assert!(page["stops"].as_array().expect("stops").iter().all(|s| s["state"] == "DONE"));
    assert_eq!(yard.run("dispatch.job.read", json!({"id": yard.job})).await["status"], "COMPLETED");

    let owner = yard.kit.owner().await.expect("a connection");
    let company = yard.company.id.uuid();
    let jump = format!("update journey set status = 'AUDITED' where company_id = '{company}'");
    assert!(owner.batch_execute(&jump).await.is_err(), "the database refuses a status without a transition");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_driver_sees_the_own_journeys_and_takes_them_along() {
    let yard = Yard::open("reach").await;
    let mine = yard.journey().await;
    let other = yard.run("dispatch.journey.create", yard.plan(END, "2026-12-01T20:00:00Z", &[&yard.mover.1])).await;
    let driver = yard.driver.0;
    let list = yard.by(driver, "dispatch.journey.list", json!({})).await.expect("a page");
    let ids: Vec<&Value> = list["items"].as_array().expect("items").iter().map(|j| &j["id"]).collect();
    assert_eq!(ids, [&mine["id"]]);
    let foreign = yard.by(driver, "dispatch.journey.read", json!({"id": other["id"]})).await.expect_err("not theirs");
    assert_eq!(foreign.kind, ErrorKind::NotFound);
    let board = yard.by(driver, "dispatch.board.read", json!({"date": "2026-12-01"})).await.expect("a board");
    assert_eq!(board["without_truck"].as_array().expect("cards").len() + lanes(&board), 1);
    let bundle = yard.by(driver, "dispatch.bundle.read", json!({})).await.expect("a bundle");
    assert_eq!(bundle["user"]["id"], json!(driver));
    let move_it = json!({"id": mine["id"], "planned_end": "2026-12-01T19:00:00Z"});
    assert_eq!(
        yard.by(driver, "dispatch.journey.change", move_it).await.expect_err("planning").kind,
        ErrorKind::Forbidden
    );
    let cancel = json!({"id": mine["id"], "reason": "No"});
    assert_eq!(yard.by(driver, "dispatch.journey.cancel", cancel).await.expect_err("own").kind, ErrorKind::Forbidden);
}

fn lanes(board: &Value) -> usize {
    let of = |lane: &Value| lane["journeys"].as_array().map_or(0, Vec::len);
    board["lanes"].as_array().expect("lanes").iter().map(of).sum()
}

#[tokio::test(flavor = "multi_thread")]
async fn cap_3_registered_proof_counts_and_approval_waits_for_the_bytes() {
    let yard = Yard::open("proof").await;
    let journey = yard.journey().await;
    let driver = yard.driver.0;
    let input = json!({
        "owner": "journey_step", "owner_id": journey["steps"][0]["id"], "kind": "PHOTO", "purpose": "VEHICLE",
        "content_type": "image/png", "bytes": PICTURE.len(), "sha256": PICTURE_SHA256, "taken_at": START,
    });
    let ticket = yard.by(driver, "capture.media.register", input.clone()).await.expect("a ticket");
    let same = yard.by(driver, "capture.media.register", input).await.expect("the same ticket");
    assert_eq!(ticket["id"], same["id"], "CAP-4");
    yard.tick_required(&journey, 1).await;
    let step = json!({"id": journey["id"], "number": 1});
    yard.by(driver, "dispatch.step.complete", step.clone()).await.expect("completed");
    assert_eq!(
        yard.by(yard.manager, "dispatch.step.approve", step.clone()).await.expect_err("bytes").code,
        "MEDIA_ON_THE_WAY"
    );
    let other = upload(&yard, driver, &ticket, b"\x89PNG\r\n\x1a\nsomething").await.expect_err("other bytes");
    assert_eq!(other.kind, ErrorKind::Conflict);
    upload(&yard, driver, &ticket, PICTURE).await.expect("stored");
    yard.by(yard.manager, "dispatch.step.approve", step).await.expect("approved");
    let file = yard.by(yard.mover.0, "capture.media.file", json!({"id": ticket["id"]})).await.expect("the crew's file");
    assert_eq!(file["content_type"], "image/png");
}

async fn upload(yard: &Yard, user: UserId, ticket: &Value, bytes: &[u8]) -> kernel::Result<Value> {
    let request = Request {
        operation: "capture.media.upload".into(),
        credentials: Credentials::OnBehalf { company: yard.company.id, user },
        input: json!({"id": ticket["id"]}),
        key: None,
        if_version: None,
        body: Some(bytes.to_vec().into()),
        facts: yard.kit.facts(),
    };
    yard.kit.engine.run(request).await.map(|a| a.data)
}

#[tokio::test(flavor = "multi_thread")]
async fn crw_4_an_operator_needs_a_verified_certificate_to_the_end() {
    let yard = Yard::open("certificate").await;
    let journey = yard.journey().await;
    let input = json!({"name": "Ola Operator", "position": "OPERATOR", "location_id": yard.location});
    let operator = yard.run("crew.member.create", input).await;
    let seat = json!({"id": journey["id"], "crew_member_id": operator["id"]});
    assert_eq!(yard.refused("dispatch.crew.assign", seat.clone()).await.code, "CREW_NOT_ABLE");
    let filed = json!({"id": operator["id"], "kind": "OPERATOR", "expires_on": "2026-12-01"});
    let held = yard.by(yard.manager, "crew.certification.add", filed).await.expect("filed");
    let judged = json!({"id": operator["id"], "certification_id": held[0]["id"], "verdict": "VALID"});
    let own = yard.by(yard.manager, "crew.certification.judge", judged.clone()).await.expect_err("own");
    assert_eq!(own.code, "OWN_WORK", "CRW-6");
    assert_eq!(yard.refused("dispatch.crew.assign", seat.clone()).await.code, "CREW_NOT_ABLE", "not verified yet");
    yard.run("crew.certification.judge", judged).await;
    let card = yard.run("dispatch.crew.assign", seat).await;
    assert_eq!(card["crew_confirmed"], 3, "valid through the end of its last day");
}

#[tokio::test(flavor = "multi_thread")]
async fn mob_10_a_receipt_is_written_once_and_the_phone_keeps_its_mark() {
    let yard = Yard::open("receipt").await;
    let receipt = |sequence: i64| {
        json!({"device_id": "phone-1", "client_id": "018f2d3e-7b2a-7c11-9f00-2b1f6f0a1c11", "sequence": sequence,
            "operation": "dispatch.journey.depart", "recorded_at": START, "state": "APPLIED"})
    };
    let (driver, company): (UserId, CompanyId) = (yard.driver.0, yard.company.id);
    assert_eq!(yard.by(driver, "mobile.operation.record", receipt(7)).await.expect("kept")["last_sequence"], 7);
    assert_eq!(yard.by(driver, "mobile.operation.record", receipt(3)).await.expect("kept")["last_sequence"], 7);
    let all = yard.kit.internal(company, "mobile.operation.list", json!({})).await.expect("a page");
    assert_eq!(all["items"].as_array().expect("receipts").len(), 1);
}
