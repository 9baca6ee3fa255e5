//! The demo: three busy days at both companies, loaded once.

use std::collections::BTreeMap;

use app::demo;
use kernel::ids::CompanyId;
use serde_json::{Value, json};
use testkit::{Client, Kit, Served};

async fn company(served: &Served, slug: &str) -> CompanyId {
    let nobody = CompanyId::from_uuid(uuid::Uuid::nil());
    let all = served.kit.internal(nobody, "access.platform.company.list", json!({})).await.expect("companies");
    let found = all.as_array().expect("a list").iter().find(|c| c["slug"] == slug).expect("the company").clone();
    serde_json::from_value(found["id"].clone()).expect("an id")
}

async fn all_of(served: &Served, company: CompanyId, operation: &str, filter: Value) -> Vec<Value> {
    let mut input = filter;
    input["limit"] = json!(200);
    let page = served.kit.internal(company, operation, input).await.unwrap_or_else(|e| panic!("{operation}: {e}"));
    page["items"].as_array().expect("items").clone()
}

fn count<'a>(records: &'a [Value], field: &str) -> BTreeMap<&'a str, usize> {
    let mut out = BTreeMap::new();
    for record in records {
        *out.entry(record[field].as_str().unwrap_or_default()).or_default() += 1;
    }
    out
}

async fn has_three_days(served: &Served, slug: &str, least: usize) {
    let id = company(served, slug).await;
    let jobs = all_of(served, id, "dispatch.job.list", json!({})).await;
    // Each place has its own today; at night two of them stand on different days.
    let places = all_of(served, id, "access.location.list", json!({})).await;
    let day_of = |job: &Value| {
        let place = places.iter().find(|place| place["id"] == job["location_id"]).expect("the job's place");
        let zone = jiff::tz::TimeZone::get(place["timezone"].as_str().expect("a zone")).expect("a known zone");
        let today = served.kit.engine.settings().now().to_zoned(zone).date();
        let date: jiff::civil::Date = job["date"].as_str().expect("a day").parse().expect("a day");
        (date - today).get_days()
    };
    for day in -1..=1 {
        let jobs: Vec<Value> = jobs.iter().filter(|j| day_of(j) == day).cloned().collect();
        assert!(jobs.len() >= least, "{slug} has {} jobs on day {day}", jobs.len());
        let by_status = count(&jobs, "status");
        match day {
            -1 => assert_eq!(by_status.get("COMPLETED"), Some(&jobs.len()), "{slug} {day}: {by_status:?}"),
            0 => {
                for status in ["COMPLETED", "IN_PROGRESS", "SCHEDULED", "PENDING"] {
                    assert!(by_status.contains_key(status), "{slug} {day}: {by_status:?}");
                }
            }
            _ => assert!(by_status.contains_key("PENDING") && by_status.contains_key("SCHEDULED"), "{by_status:?}"),
        }
    }
    let leads = all_of(served, id, "sales.lead.list", json!({})).await;
    let statuses = count(&leads, "status");
    for status in
        ["NEW", "CONTACTED", "QUALIFIED", "UNQUALIFIED", "PROPOSAL_SENT", "NEGOTIATION", "WON", "LOST", "ARCHIVED"]
    {
        assert!(statuses.contains_key(status), "{slug}: no lead is {status}: {statuses:?}");
    }
    let deals = all_of(served, id, "sales.deal.list", json!({})).await;
    let stages = count(&deals, "stage");
    for stage in ["QUALIFICATION", "PROPOSAL", "NEGOTIATION", "WON", "LOST"] {
        assert!(stages.contains_key(stage), "{slug}: no deal is {stage}: {stages:?}");
    }
    let quotes = all_of(served, id, "quotes.quote.list", json!({})).await;
    let statuses = count(&quotes, "status");
    for status in ["DRAFT", "SENT", "VIEWED", "REJECTED", "CONVERTED"] {
        assert!(statuses.contains_key(status), "{slug}: no quote is {status}: {statuses:?}");
    }
    let caught = all_of(served, id, "sales.lead.quarantine", json!({})).await;
    assert!(caught.len() >= 2, "{slug}: {} leads in quarantine", caught.len());
}

async fn signed_in(served: &Served, email: &str) -> Client {
    let mut client = served.anonymous();
    let input = json!({"email": email, "password": demo::PASSWORD});
    let session = client.post("/auth/login", input).await.expect("an answer").data().expect(email);
    client.token = session["access_token"].as_str().map(str::to_owned);
    client
}

/// Everybody who signs in to work finds work: cards on the board, journeys on the phone.
async fn everybody_sees_work(served: &Served) {
    for email in ["dispatcher@lgm.example", "manager1@lgm.example", "operations@asp.example"] {
        let client = signed_in(served, email).await;
        let me = client.get("/auth/me").await.expect("an answer").data().expect(email);
        let place = me["user"]["location_id"].as_str().expect("a location of one's own").to_owned();
        let board = client.get(&format!("/board?location_id={place}")).await.expect("an answer").data().expect(email);
        let cards = board["lanes"].as_array().expect("lanes").iter().filter_map(|l| l["journeys"].as_array()).flatten();
        assert!(cards.count() >= 3, "{email} sees an empty board");
        assert!(!board["unassigned"].as_array().expect("the tray").is_empty(), "{email}: nothing in the tray");
    }
    for email in ["driver@lgm.example", "mover@lgm.example", "operator@asp.example"] {
        let client = signed_in(served, email).await;
        let active = client.get("/journeys/active").await.expect("an answer").data().expect(email);
        let statuses: Vec<&Value> = active.as_array().expect("journeys").iter().map(|j| &j["status"]).collect();
        assert!(statuses.iter().any(|s| **s == "ONSITE"), "{email}: {statuses:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn both_companies_have_three_busy_days_and_a_second_loading_changes_nothing() {
    let served = Kit::start().await.expect("a database").serve().await.expect("a server");
    demo::companies(&served.kit.engine).await.unwrap_or_else(|e| panic!("{e:#}"));
    has_three_days(&served, "lgm", 8).await;
    has_three_days(&served, "asp-cranes", 4).await;
    everybody_sees_work(&served).await;

    let lgm = company(&served, "lgm").await;
    let before = all_of(&served, lgm, "dispatch.job.list", json!({})).await.len();
    demo::companies(&served.kit.engine).await.unwrap_or_else(|e| panic!("{e:#}"));
    assert_eq!(all_of(&served, lgm, "dispatch.job.list", json!({})).await.len(), before);
    served.stop().await;
}
