//! Merging customers and taking it back.

use kernel::ErrorKind;
use serde_json::{Value, json};
use testkit::{Kit, TestCompany};

struct Desk {
    kit: Kit,
    company: TestCompany,
}

impl Desk {
    async fn open(slug: &str) -> Self {
        let kit = Kit::start().await.expect("a database");
        let company = kit.company(slug, "MOVING").await.expect("a company");
        Self { kit, company }
    }
    async fn run(&self, operation: &str, input: Value) -> Value {
        self.kit.internal(self.company.id, operation, input).await.unwrap_or_else(|e| panic!("{operation}: {e}"))
    }
    async fn firm(&self, name: &str, phone: &str) -> Value {
        self.run("customers.customer.create", json!({"company_name": name, "phone": phone, "notes": name})).await
    }
    async fn read(&self, customer: &Value) -> Value {
        self.run("customers.customer.read", json!({"id": customer["id"]})).await
    }
    async fn merge(&self, survivor: &Value, loser: &Value, choices: Value) -> Value {
        let (a, b) = (self.read(survivor).await, self.read(loser).await);
        let input = json!({"survivor_id": a["id"], "survivor_version": a["version"], "loser_id": b["id"],
            "loser_version": b["version"], "choices": choices});
        self.run("customers.merge.run", input).await
    }
}

/// A record without what every change of a row counts up.
fn content(mut record: Value) -> Value {
    for counted in ["version", "updated_at"] {
        record.as_object_mut().expect("a record").remove(counted);
    }
    record
}

#[tokio::test]
async fn cus_18_an_unmerged_customer_is_as_it_was_and_later_changes_stay() {
    let desk = Desk::open("family").await;
    let a = desk.firm("Harbour Crane Hire", "416-555-0142").await;
    let b = desk.firm("Seawall Rigging", "416-555-0143").await;
    for (who, limit, hold) in [(&a, 1_000_000, false), (&b, 400_000, true)] {
        let credit = json!({"id": who["id"], "terms_days": 30, "credit_limit_minor": limit, "credit_hold": hold,
            "reason": "agreed"});
        desk.run("customers.customer.credit", credit).await;
    }
    let (a_before, b_before) = (desk.read(&a).await, desk.read(&b).await);

    let merged = desk.merge(&a, &b, json!({})).await;
    let survivor = &merged["customer"];
    assert_eq!((&survivor["credit_limit_minor"], &survivor["credit_hold"]), (&json!(400_000), &json!(true)));
    assert_eq!(survivor["points"].as_array().map(Vec::len), Some(2), "the family's points: {survivor}");
    let loser = desk.read(&b).await;
    assert_eq!((&loser["status"], &loser["merged_into"]), (&json!("MERGED"), &a["id"]));

    desk.run("customers.customer.change", json!({"id": a["id"], "website": "harbour.example"})).await;
    let undone = desk.run("customers.merge.undo", json!({"id": merged["merge_id"]})).await;
    assert_eq!(content(undone["loser"].clone()), content(b_before));
    let mut expected = content(a_before);
    expected["website"] = json!("harbour.example");
    assert_eq!(content(undone["survivor"].clone()), expected);
    let again = desk.kit.internal(desk.company.id, "customers.merge.undo", json!({"id": merged["merge_id"]})).await;
    assert_eq!(again.expect_err("undone").code, "UNDONE");
}

#[tokio::test]
async fn cus_16_a_family_is_one_level_deep_and_the_later_merge_is_undone_first() {
    let desk = Desk::open("depth").await;
    let a = desk.firm("Alder Movers", "416-555-0151").await;
    let b = desk.firm("Birch Storage", "416-555-0152").await;
    let c = desk.firm("Cedar Rentals", "416-555-0153").await;
    let first = desk.merge(&b, &c, json!({})).await;
    let second = desk.merge(&a, &b, json!({"phone": "LOSER"})).await;
    assert_eq!(second["customer"]["phone"], "+14165550152");
    assert_eq!(desk.read(&c).await["merged_into"], a["id"], "who followed the loser follows the survivor");
    let early = desk.kit.internal(desk.company.id, "customers.merge.undo", json!({"id": first["merge_id"]})).await;
    assert_eq!(early.expect_err("in order").code, "MERGED_AGAIN");
    desk.run("customers.merge.undo", json!({"id": second["merge_id"]})).await;
    assert_eq!(desk.read(&c).await["merged_into"], b["id"]);
    desk.run("customers.merge.undo", json!({"id": first["merge_id"]})).await;
    assert_eq!(desk.read(&c).await["status"], "ACTIVE");
}

#[tokio::test]
async fn cus_16_what_cannot_be_merged_is_refused_and_an_old_view_is_stale() {
    let desk = Desk::open("refused").await;
    let a = desk.firm("Alder Movers", "416-555-0161").await;
    let b = desk.firm("Birch Storage", "416-555-0162").await;
    let try_it = async |input: Value| desk.kit.internal(desk.company.id, "customers.merge.run", input).await;
    let of = |survivor: &Value, loser: &Value, version: i64| {
        json!({"survivor_id": survivor["id"], "survivor_version": version, "loser_id": loser["id"],
            "loser_version": loser["version"]})
    };
    let own = try_it(of(&a, &a, 1)).await.expect_err("itself");
    assert_eq!(own.problems[0].code, "SAME");
    let stale = try_it(of(&a, &b, 77)).await.expect_err("an old view");
    assert_eq!(stale.kind, ErrorKind::Stale);
    let other = desk.kit.company("elsewhere", "MOVING").await.expect("a company");
    let foreign = desk
        .kit
        .internal(other.id, "customers.customer.create", json!({"company_name": "Far Away", "phone": "416-555-0163"}))
        .await
        .expect("a customer");
    let crossed = try_it(of(&a, &foreign, 1)).await.expect_err("across companies");
    assert_eq!(crossed.problems[0].code, "NOT_FOUND");
    desk.merge(&a, &b, json!({})).await;
    let closed = desk.read(&a).await;
    let twice = try_it(of(&closed, &b, closed["version"].as_i64().expect("a version"))).await.expect_err("twice");
    assert_eq!(twice.problems[0].code, "CUSTOMER_CLOSED");
}
