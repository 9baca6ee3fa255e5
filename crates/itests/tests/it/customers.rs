//! Customers over the real database: doubles, search, points, consent.

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
}

#[tokio::test]
async fn cus_14_the_same_customer_stops_and_a_similar_one_is_suggested() {
    let desk = Desk::open("doubles").await;
    let made = desk
        .run(
            "customers.customer.create",
            json!({"company_name": "Harbour Crane Hire", "email": "Info+Quote@Example.COM ", "phone": "(416) 555-0142 ext. 7"}),
        )
        .await;
    assert_eq!((made["number"].as_str(), made["kind"].as_str()), (Some("C-000001"), Some("COMPANY")));
    assert_eq!(
        (made["email"].as_str(), made["phone"].as_str()),
        (Some("info+quote@example.com"), Some("+14165550142"))
    );
    assert_eq!(made["terms_days"], 30);

    let again = json!({"company_name": "Harbour Cranes", "email": "info@example.com", "phone": "416-555-0142"});
    let refused =
        desk.kit.internal(desk.company.id, "customers.customer.create", again.clone()).await.expect_err("a double");
    assert_eq!((refused.kind, refused.code.as_str()), (ErrorKind::Conflict, "CUSTOMER_EXISTS"));
    let data = refused.data.expect("the match");
    assert_eq!((&data["matches"][0]["id"], &data["matches"][0]["score"]), (&made["id"], &json!(100)));

    let similar = desk
        .run("customers.customer.create", json!({"company_name": "Harbor Crane Hire Ltd", "phone": "416 555 0142"}))
        .await;
    assert_eq!(similar["number"], "C-000002", "a refused creation takes no number");
    assert_eq!(similar["matches"][0]["score"], 68);
    let card = desk.run("customers.customer.card", json!({"id": similar["id"]})).await;
    assert_eq!(card["duplicates"][0]["customer_id"], made["id"]);

    let mut anyway = again;
    anyway["create_anyway"] = json!(true);
    anyway["reason"] = json!("Another branch with its own books.");
    let third = desk.run("customers.customer.create", anyway).await;
    assert_eq!(third["number"], "C-000003");
}

#[tokio::test]
async fn cus_22_found_by_part_typo_number_and_point_and_never_by_another_company() {
    let desk = Desk::open("finding").await;
    let made = desk
        .run(
            "customers.customer.create",
            json!({"company_name": "Étoile-du-Nord Ltée", "email": "bonjour@etoile.example", "phone": "+1 514 555 0123"}),
        )
        .await;
    for q in ["etoile", "ÉTOILE du", "nord", "etoille du nord", "C-000001", "bonjour@et", "5550123"] {
        let found = desk.run("customers.customer.suggest", json!({"q": q})).await;
        assert_eq!(found[0]["id"], made["id"], "{q}: {found}");
        let listed = desk.run("customers.customer.list", json!({"q": q})).await;
        assert_eq!(listed["items"][0]["id"], made["id"], "{q}");
        let hits = desk.run("customers.search", json!({"q": q})).await;
        assert_eq!(hits[0]["id"], made["id"], "{q}");
    }
    assert_eq!(desk.run("customers.customer.suggest", json!({"q": "zebra"})).await, json!([]));
    assert_eq!(desk.run("customers.customer.suggest", json!({})).await[0]["id"], made["id"], "the last ones");
    let other = desk.kit.company("finding-other", "MOVING").await.expect("a company");
    for q in ["etoile", "C-000001", "bonjour@et", "5550123"] {
        let found =
            desk.kit.internal(other.id, "customers.customer.suggest", json!({"q": q})).await.expect("an answer");
        assert_eq!(found, json!([]), "{q}");
    }
}

#[tokio::test]
async fn cus_22_words_in_any_order_with_mistakes_a_word_too_many_an_address_and_a_part_of_an_email_find() {
    let desk = Desk::open("words").await;
    let nora = desk
        .run(
            "customers.customer.create",
            json!({"first_name": "Nora", "last_name": "Quillfeather", "email": "the.boss@quillfeather-pianos.example",
                   "address": {"street": "44 Kingfisher Crescent", "city": "Ottawa"}}),
        )
        .await;
    let omar = desk
        .run(
            "customers.customer.create",
            json!({"first_name": "Omar", "last_name": "Quillfeather", "phone": "613 555 0188"}),
        )
        .await;
    let found = async |q: &str| {
        let found = desk.run("customers.customer.suggest", json!({"q": q})).await;
        found.as_array().expect("a list").iter().map(|h| (h["id"].clone(), h["matched"].clone())).collect::<Vec<_>>()
    };
    for (q, matched) in [
        ("quillfeather nora", "NAME"),
        ("quill no", "NAME"),
        ("norra quilfether", "NAME"),
        ("quilfeathr nora", "NAME"),
        ("nora quillfeather of ottawa", "NAME"),
        ("kingfisher", "ADDRESS"),
        ("44 kingf", "ADDRESS"),
        ("pianos", "EMAIL"),
        ("boss@quill", "EMAIL"),
    ] {
        let hits = found(q).await;
        assert_eq!(hits.first(), Some(&(nora["id"].clone(), json!(matched))), "{q}: {hits:?}");
    }
    assert_eq!(found("0188").await[0], (omar["id"].clone(), json!("PHONE")), "any four digits");
    let both = found("quillfeather").await;
    assert_eq!((both.len(), &both[0].0), (2, &omar["id"]), "the latest first: {both:?}");
    let number = found("C-000001").await;
    assert_eq!(
        number,
        vec![(nora["id"].clone(), json!("NUMBER"))],
        "a whole number finds nothing that is only like it"
    );
    for nothing in ["gmail.com", "zebra crossing", "n", "%", "'", "nora \\ '' & | ! :*"] {
        let hits = found(nothing).await;
        assert!(hits.is_empty() || nothing.starts_with("nora"), "{nothing}: {hits:?}");
    }
    // A new name's words are known at once, also a contact's and a changed one's.
    desk.run("customers.contact.add", json!({"id": omar["id"], "name": "Wilhelmina Zastrow"})).await;
    assert_eq!(found("wilhelmna").await[0], (omar["id"].clone(), json!("CONTACT")));
    desk.run("customers.customer.change", json!({"id": nora["id"], "last_name": "Vandersteen"})).await;
    assert_eq!(found("vandestren").await[0], (nora["id"].clone(), json!("NAME")));
}

#[tokio::test]
async fn cus_1_points_follow_the_record_and_invalid_ones_are_kept() {
    let desk = Desk::open("points").await;
    let made = desk
        .run("customers.customer.create", json!({"first_name": "Nora", "last_name": "Quill", "phone": "555-0142"}))
        .await;
    assert_eq!((&made["points"][0]["state"], &made["incomplete"]), (&json!("INVALID"), &json!(true)));
    let id = made["id"].clone();
    let changed = desk
        .run("customers.customer.change", json!({"id": id, "phone": "416-555-0199", "email": "nora@example.com"}))
        .await;
    assert_eq!((changed["phone"].as_str(), changed["incomplete"].as_bool()), (Some("+14165550199"), Some(false)));
    let primary: Vec<_> = changed["points"]
        .as_array()
        .expect("points")
        .iter()
        .filter(|p| p["is_primary"] == true)
        .map(|p| &p["value"])
        .collect();
    assert_eq!(primary, vec![&json!("nora@example.com"), &json!("+14165550199")]);
    let back = desk.run("customers.customer.change", json!({"id": id, "phone": "416-555-0177"})).await;
    let again = desk.run("customers.customer.change", json!({"id": id, "phone": "416-555-0199"})).await;
    assert_eq!(
        again["points"].as_array().map(Vec::len),
        back["points"].as_array().map(Vec::len),
        "a known number is not doubled"
    );
    let with =
        desk.run("customers.contact.add", json!({"id": id, "name": "Ivo Marsh", "email": "ivo@example.com"})).await;
    assert_eq!(with["contacts"][0]["is_primary"], true);
    desk.run(
        "customers.address.add",
        json!({"id": id, "kind": "SITE", "address": {"street": "12 King St W", "city": "Toronto"}, "access": {"dock": true}}),
    )
    .await;
    let blocked = desk.run("customers.customer.block", json!({"id": id, "reason": "Two cheques came back."})).await;
    assert_eq!(blocked["status"], "BLOCKED");
    assert_eq!(desk.run("customers.customer.unblock", json!({"id": id, "reason": "Paid."})).await["status"], "ACTIVE");
}

#[tokio::test]
async fn cus_8_the_latest_entry_is_the_state_and_belongs_to_the_point() {
    let desk = Desk::open("consent").await;
    let make = async |name: &str| {
        desk.run(
            "customers.customer.create",
            json!({"first_name": name, "last_name": "Shared", "phone": "416-555-0150", "create_anyway": true, "reason": "A couple."}),
        )
        .await
    };
    let (one, two) = (make("Ann").await, make("Ben").await);
    let mut input = json!({"id": one["id"], "point_id": one["points"][0]["id"], "channel": "SMS", "purpose": "MARKETING",
        "act": "GIVEN", "wording": "Yes, write to me."});
    assert_eq!(desk.run("customers.consent.record", input.clone()).await["states"][0]["holds"], true);
    input["act"] = json!("WITHDRAWN");
    desk.run("customers.consent.record", input).await;
    let states = desk.run("customers.consent.read", json!({"id": two["id"]})).await;
    assert_eq!(
        (&states["states"][0]["state"], &states["states"][0]["holds"]),
        (&json!("WITHDRAWN"), &json!(false)),
        "who shares a number shares its fate"
    );
}
