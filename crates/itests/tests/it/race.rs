//! A thousand dispatchers reach for the same truck at the same time.

use futures::future::join_all;
use kernel::ids::JourneyId;
use serde_json::{Value, json};
use testkit::{Kit, Reply};

const ATTEMPTS: i32 = 1_000;
const START: &str = "2026-12-01T13:00:00Z";
const END: &str = "2026-12-01T18:00:00Z";

/// Copies of one journey, as the owner: making a thousand of them through the product would be most of the test.
const COPIES: &str = "
insert into journey (company_id, id, number, job_id, location_id, kind, title, day, template_id, planned_start,
  planned_end, crew_wanted, crew_minimum)
select j.company_id, gen_random_uuid(), 'RACE-' || n, j.job_id, j.location_id, j.kind, 'Race ' || n, j.day,
  j.template_id, j.planned_start, j.planned_end, j.crew_wanted, j.crew_minimum
from journey j, generate_series(1, $2::integer) n
where j.company_id = $1
returning id";

#[tokio::test(flavor = "multi_thread")]
async fn cal_1_of_a_thousand_at_once_one_takes_the_truck_and_the_others_hear_who() {
    let kit = Kit::start().await.expect("a database");
    let company = kit.company("thousand", "MOVING").await.expect("a company");
    let run = async |operation: &str, input: Value| {
        kit.internal(company.id, operation, input).await.unwrap_or_else(|e| panic!("{operation}: {e}"))
    };
    let location = run("access.location.list", json!({})).await["items"][0]["id"].clone();
    let customer = run("customers.customer.create", json!({"kind": "PERSON", "first_name": "Ann"})).await["id"].clone();
    let truck = run("fleet.equipment.create", json!({"name": "Truck 1", "type": "TRUCK", "location_id": location}))
        .await["id"]
        .clone();
    let stops = json!([
        {"role": "PICKUP", "address": {"street": "12 Elm St", "city": "Toronto", "province": "ON", "country": "CA"}},
        {"role": "DROPOFF", "address": {"street": "90 King St", "city": "Hamilton", "province": "ON", "country": "CA"}},
    ]);
    let job = json!({"customer_id": customer, "location_id": location, "kind": "MOVING", "title": "Move",
        "service_date": "2026-12-01", "crew_wanted": 2, "stops": stops});
    let job = run("dispatch.job.create", job).await["id"].clone();
    run("dispatch.journey.create", json!({"job_id": job, "planned_start": START, "planned_end": END})).await;
    let owner = kit.owner().await.expect("a connection");
    owner.batch_execute("set session_replication_role = replica").await.expect("no triggers");
    let rows = owner.query(COPIES, &[&company.id.uuid(), &ATTEMPTS]).await.expect("a thousand journeys");
    let journeys: Vec<String> = rows.iter().map(|r| JourneyId::from_uuid(r.get(0)).to_string()).collect();
    assert_eq!(journeys.len(), 1_000);

    let served = kit.serve().await.expect("a server");
    let client = served.signed_in(&company.admin_email).await.expect("a session");
    let attempts = journeys.iter().map(|journey| {
        let change = json!({"truck_id": truck});
        let client = &client;
        async move { client.patch(&format!("/journeys/{journey}"), change).await }
    });
    let outcomes: Vec<Reply> = join_all(attempts).await.into_iter().map(|o| o.expect("an answer")).collect();

    let winners: Vec<&String> =
        journeys.iter().zip(&outcomes).filter(|(_, o)| o.status == 200).map(|(journey, _)| journey).collect();
    assert_eq!(winners.len(), 1, "{:?}", tally(&outcomes));
    for lost in outcomes.iter().filter(|o| o.status != 200) {
        let (code, with) = (&lost.body["error"], &lost.body["data"]["with"]["journey_id"]);
        assert_eq!((lost.status, code), (409, &json!("TRUCK_TAKEN")), "{} {:?}", lost.body, tally(&outcomes));
        assert_eq!(with, &json!(winners[0]), "{} {:?}", lost.body, tally(&outcomes));
    }
    let held = "select count(*) from schedule_entry where company_id = $1 and status = 'SCHEDULED'";
    let held: i64 = owner.query_one(held, &[&company.id.uuid()]).await.expect("a count").get(0);
    assert_eq!(held, 1);
    served.stop().await;
}

/// How often each answer was given, for the failure's message.
fn tally(outcomes: &[Reply]) -> std::collections::BTreeMap<String, usize> {
    let mut out = std::collections::BTreeMap::new();
    for o in outcomes {
        let named = if o.body["data"]["with"].is_object() { "named" } else { "unnamed" };
        *out.entry(format!("{} {} {named}", o.status, o.body["error"])).or_default() += 1;
    }
    out
}
