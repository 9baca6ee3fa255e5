//! Estimates over the real database: sheet, figures, explanation, versions, the way to the quote.

use serde_json::{Value, json};
use testkit::{Kit, TestCompany};

use crate::books::Books;

struct Desk {
    kit: Kit,
    company: TestCompany,
    location: Value,
}

impl Desk {
    async fn open(slug: &str) -> Self {
        let kit = Kit::start().await.expect("a database");
        let company = kit.company(slug, "MOVING").await.expect("a company");
        let locations = kit.internal(company.id, "access.location.list", json!({})).await.expect("a list");
        Self { location: locations["items"][0]["id"].clone(), kit, company }
    }
    async fn run(&self, operation: &str, input: Value) -> Value {
        self.kit.internal(self.company.id, operation, input).await.unwrap_or_else(|e| panic!("{operation}: {e}"))
    }
    async fn refused(&self, operation: &str, input: Value) -> kernel::Error {
        self.kit.internal(self.company.id, operation, input).await.expect_err(operation)
    }
    async fn lead(&self) -> Value {
        let lead = json!({"full_name": "Nora Quill", "email": "nora.quill@example.com", "location_id": self.location,
            "service_type": "MOVING", "move_size": "Apartment, two bedrooms", "move_date": "2035-06-12",
            "origin": {"street": "17 Balsam Avenue", "city": "Toronto", "province": "ON", "country": "CA", "floor": 3},
            "destination": {"city": "Ottawa", "province": "ON", "country": "CA", "floor": 5, "elevator": true}});
        self.run("sales.lead.create", lead).await
    }
    async fn estimate(&self) -> Value {
        let lead = self.lead().await;
        self.run("sales.estimate.create", json!({"lead_id": lead["id"], "method": "ONSITE", "driving_minutes": 35}))
            .await
    }
}

/// 864 cubic feet with two appliances and three pieces to assemble.
fn rooms() -> Value {
    json!([
        {"kind": "KITCHEN", "items": [{"name": "Fridge", "volume_cuft": "45", "going": 2, "flags": ["APPLIANCE"]}]},
        {"kind": "BEDROOM", "items": [
            {"name": "Bed", "volume_cuft": "58", "going": 3, "staying": 1, "flags": ["ASSEMBLY"]},
            {"name": "Wardrobe", "volume_cuft": "60", "going": 10, "flags": []}]},
    ])
}

#[tokio::test]
async fn sal_22_to_28_from_the_preset_to_the_sheet_and_its_explanation() {
    let desk = Desk::open("sheet").await;
    let estimate = desk.estimate().await;
    let id = estimate["id"].clone();
    assert!(estimate["number"].as_str().is_some_and(|n| n.starts_with("E-") && n.ends_with("-000001")));
    let (outputs, sheet) = (&estimate["outputs"], &estimate["sheet"]);
    assert_eq!((&outputs["mode"], &outputs["volume_cuft"]), (&json!("PRESET"), &json!("864")));
    assert_eq!((&outputs["low_volume_cuft"], &outputs["high_volume_cuft"]), (&json!("691.2"), &json!("1036.8")));
    assert_eq!((&sheet["stops"][0]["floor"], &sheet["stops"][1]["elevator"]), (&json!(3), &json!(true)));
    assert_eq!((&estimate["counts_as_survey"], &estimate["move_size"]), (&json!(true), &json!("APARTMENT_2")));

    let put = desk.run("sales.estimate.put_sheet", json!({"id": id, "rooms": rooms()})).await;
    let outputs = &put["outputs"];
    assert_eq!(
        (&outputs["mode"], &outputs["volume_cuft"], &outputs["weight_lb"]),
        (&json!("INVENTORY"), &json!("864"), &json!("6048"))
    );
    assert_eq!((&outputs["movers"], &outputs["trucks"], &outputs["minutes"]), (&json!(4), &json!(1), &json!(465)));
    assert_eq!((&outputs["low_minutes"], &outputs["high_minutes"]), (&json!(405), &json!(555)));
    assert_eq!(put["sheet"]["rooms"][1]["items"][0]["staying"], 1, "what stays is kept and not counted");

    let preview = json!({"id": id, "cartons": [{"material": "carton-small", "quantity": 16, "packed_by": "CARRIER"}]});
    let preview = desk.run("sales.estimate.preview", preview).await;
    assert_eq!(
        (&preview["outputs"]["volume_cuft"], &preview["outputs"]["packing_minutes"]),
        (&json!("888"), &json!(60))
    );
    assert_eq!(
        desk.run("sales.estimate.read", json!({"id": id})).await["outputs"]["volume_cuft"],
        "864",
        "nothing is kept"
    );

    let why = desk.run("sales.estimate.formula", json!({"id": id})).await;
    let step = |name: &str| {
        why["steps"].as_array().expect("steps").iter().find(|s| s["name"] == name).expect("a step").clone()
    };
    assert_eq!((&step("handling")["value"], &step("handling")["rule"]), (&json!("50"), &json!("SAL-25")));
    assert_eq!((&why["outputs"], &why["formula"]["origin"]), (outputs, &json!("SHIPPED")));
    assert_eq!(why["inputs"]["things"].as_array().map(Vec::len), Some(3));

    let typed = json!({"id": id, "typed": {"minutes": 300, "movers": 3}});
    assert_eq!(desk.refused("sales.estimate.change", typed.clone()).await.problems[0].field, "typed_reason");
    let typed =
        json!({"id": id, "typed": {"minutes": 300, "movers": 3}, "typed_reason": "The customer empties the garage."});
    let manual = desk.run("sales.estimate.change", typed).await;
    assert_eq!(
        (&manual["outputs"]["mode"], &manual["outputs"]["minutes"], &manual["outputs"]["movers"]),
        (&json!("MANUAL"), &json!(300), &json!(3))
    );
    let again = desk.run("sales.estimate.change", json!({"id": id, "typed": {}})).await;
    assert_eq!((&again["outputs"], &again["typed_reason"]), (outputs, &Value::Null));
}

#[tokio::test]
async fn sal_22_single_lines_are_added_changed_and_struck() {
    let desk = Desk::open("lines").await;
    let id = desk.estimate().await["id"].clone();
    let two = json!({"id": id, "kind": "BEDROOM", "item": {"article_code": 152, "going": 2}});
    let put = desk.run("sales.estimate.put_item", two).await;
    let line = &put["sheet"]["rooms"][0]["items"][0];
    assert_eq!((&line["name"], &line["volume_cuft"]), (&json!("Dresser, double"), &json!("40")));
    assert_eq!(put["outputs"]["volume_cuft"], "80");
    let change = json!({"id": id, "room": 1, "line": 1, "item": {"article_code": 152, "going": 1, "staying": 1}});
    assert_eq!(desk.run("sales.estimate.put_item", change).await["outputs"]["volume_cuft"], "40");
    let strike = json!({"id": id, "room": 1, "line": 1, "item": {"article_code": 152}});
    assert_eq!(
        desk.run("sales.estimate.put_item", strike).await["outputs"]["mode"],
        "PRESET",
        "an empty sheet is the size again"
    );
    let free = json!({"id": id, "kind": "GARAGE", "item": {"name": "Kiln", "volume_cuft": "18.5", "weight_lb": 360, "going": 1}});
    let free = desk.run("sales.estimate.put_item", free).await;
    assert_eq!((&free["outputs"]["movers"], &free["outputs"]["weight_lb"]), (&json!(3), &json!("360")), "over 350 lb");
    let unknown = json!({"id": id, "kind": "GARAGE", "item": {"article_code": 99_999, "going": 1}});
    assert!(desk.refused("sales.estimate.put_item", unknown).await.problems[0].field.ends_with("article_code"));
    let nowhere = json!({"id": id, "kind": "GARAGE", "item": {"article_code": 152, "going": 1, "to_stop": 9}});
    assert_eq!(desk.refused("sales.estimate.put_item", nowhere).await.problems[0].code, "NO_SUCH_STOP");
    let dense = desk.refused("sales.estimate.change", json!({"id": id, "density_lb_per_cuft": "15.5"})).await;
    assert_eq!(dense.problems[0].field, "density_lb_per_cuft");
}

#[tokio::test]
async fn sal_29_prohibited_articles_are_struck_or_acknowledged_before_anything_is_locked() {
    let desk = Desk::open("prohibited").await;
    let id = desk.estimate().await["id"].clone();
    let item = |acknowledged: bool| json!({"article_code": 451, "going": 1, "acknowledged": acknowledged});
    let put = desk.run("sales.estimate.put_item", json!({"id": id, "kind": "OUTDOOR", "item": item(false)})).await;
    assert_eq!(put["unsettled_prohibited"], 1);
    assert_eq!(desk.refused("sales.estimate.lock", json!({"id": id})).await.code, "PROHIBITED_ARTICLES");
    let known = json!({"id": id, "room": 1, "line": 1, "item": item(true)});
    assert_eq!(desk.run("sales.estimate.put_item", known).await["unsettled_prohibited"], 0);
    let valued = json!({"id": id, "kind": "OFFICE", "item": {"article_code": 441, "going": 1}});
    assert_eq!(desk.run("sales.estimate.put_item", valued).await["unvalued"], 1);
    assert_eq!(desk.run("sales.estimate.lock", json!({"id": id})).await["state"], "LOCKED");
}

#[tokio::test]
async fn sal_30_a_locked_estimate_is_changed_by_a_new_version_with_a_list_of_differences() {
    let desk = Desk::open("versions").await;
    let first = desk.estimate().await;
    let id = first["id"].clone();
    desk.run("sales.estimate.put_sheet", json!({"id": id, "rooms": rooms()})).await;
    desk.run("sales.estimate.lock", json!({"id": id})).await;
    let sheet = json!({"id": id, "rooms": []});
    assert_eq!(desk.refused("sales.estimate.put_sheet", sheet).await.code, "ESTIMATE_LOCKED");
    assert_eq!(desk.refused("sales.estimate.lock", json!({"id": id})).await.code, "ESTIMATE_LOCKED");
    let kept = desk.run("sales.estimate.formula", json!({"id": id})).await;
    assert!(kept["kept_at"].is_string());

    let second = desk.run("sales.estimate.next_version", json!({"id": id})).await;
    assert_eq!((&second["number"], &second["estimate_version"]), (&first["number"], &json!(2)));
    assert_eq!(
        (&second["state"], &second["parent_id"], &second["outputs"]["minutes"]),
        (&json!("DRAFT"), &id, &json!(465))
    );
    let more = json!({"id": second["id"], "kind": "GARAGE", "item": {"article_code": 117, "going": 3}});
    desk.run("sales.estimate.put_item", more).await;
    let found = desk.run("sales.estimate.differences", json!({"id": second["id"]})).await;
    let found = found["differences"].as_array().expect("differences").clone();
    let whats: Vec<_> = found.iter().map(|d| d["what"].as_str().unwrap_or_default()).collect();
    assert_eq!(whats, ["volume_cuft", "weight_lb", "minutes", "item"]);
    assert_eq!(
        (&found[3]["subject"], &found[3]["after"]),
        (&json!("GARAGE · Bicycle"), &json!({"going": 3, "staying": 0}))
    );

    let list = desk.run("sales.estimate.list", json!({"lead_id": first["lead_id"], "is_newest": "true"})).await;
    assert_eq!((list["items"].as_array().map(Vec::len), &list["items"][0]["id"]), (Some(1), &second["id"]));
    assert_eq!(desk.run("sales.estimate.formula", json!({"id": id})).await["outputs"], kept["outputs"]);
}

#[tokio::test]
async fn sal_28_a_location_changes_its_formula_and_drafts_follow_at_their_next_change() {
    let desk = Desk::open("formula").await;
    let id = desk.estimate().await["id"].clone();
    desk.run("sales.estimate.put_sheet", json!({"id": id, "rooms": rooms()})).await;
    desk.run("sales.estimate.lock", json!({"id": id})).await;
    let figures = json!({"speed": {"lb_per_hour": [700, 1000, 650, 1550, 1800], "further_lb_per_hour": 200}});
    let wrong = desk.refused("sales.formula.save", json!({"location_id": desk.location, "figures": figures})).await;
    assert_eq!(wrong.problems[0].code, "NOT_RISING");
    let figures = json!({"range": {"low_percent": 90, "high_percent": 110}, "rounding_minutes": 30});
    let trials = desk.run("sales.formula.test", json!({"location_id": desk.location, "figures": figures})).await;
    let trial = &trials["trials"][0];
    assert_eq!((&trial["minutes"], &trial["new_minutes"], &trials["error"]), (&json!(465), &json!(480), &Value::Null));
    let saved = desk.run("sales.formula.save", json!({"location_id": desk.location, "figures": figures})).await;
    assert_eq!((&saved["origin"], &saved["formula_version"]), (&json!("LOCATION"), &json!(1)));
    let second = desk.run("sales.estimate.next_version", json!({"id": id})).await;
    assert_eq!(second["outputs"]["minutes"], 480);
    assert_eq!(desk.run("sales.estimate.formula", json!({"id": second["id"]})).await["formula"]["id"], saved["id"]);
    assert_eq!(
        desk.run("sales.estimate.read", json!({"id": id})).await["outputs"]["minutes"],
        465,
        "a locked one keeps its own"
    );
}

#[tokio::test]
async fn a_company_adds_and_changes_articles_sizes_and_services() {
    let desk = Desk::open("articles").await;
    let shipped = desk.run("sales.article.catalogue", json!({})).await["articles"].as_array().expect("articles").len();
    assert!(shipped >= 250);
    let kiln = json!({"name_en": "Kiln", "name_fr": "Four à céramique", "volume_cuft": "18", "room": "GARAGE"});
    assert_eq!(desk.run("sales.article.save", kiln).await["code"], 10_001);
    let dresser = json!({"code": 152, "name_en": "Dresser, double", "name_fr": "Commode double", "volume_cuft": "44", "room": "BEDROOM"});
    desk.run("sales.article.save", dresser).await;
    let after = desk.run("sales.article.catalogue", json!({})).await;
    let after = after["articles"].as_array().expect("articles");
    assert_eq!(after.len(), shipped + 1, "a changed article stands once");
    let id = desk.estimate().await["id"].clone();
    let put = json!({"id": id, "kind": "BEDROOM", "item": {"article_code": 152, "going": 1}});
    assert_eq!(desk.run("sales.estimate.put_item", put).await["outputs"]["volume_cuft"], "44");
    let cottage = json!({"code": "COTTAGE", "name_en": "Cottage", "name_fr": "Chalet", "volume_cuft": 640});
    desk.run("sales.move_size.save", cottage).await;
    let ferry = json!({"code": "FERRY_LOAD", "name_en": "Ferry, loading", "name_fr": "Traversier", "load_percent": 65, "unload_percent": 0});
    desk.run("sales.service_type.save", ferry).await;
    let lead = desk.lead().await["id"].clone();
    let new = json!({"lead_id": lead, "move_size": "COTTAGE", "service_type": "FERRY_LOAD"});
    let new = desk.run("sales.estimate.create", new).await;
    assert_eq!((&new["outputs"]["volume_cuft"], &new["unload_percent"]), (&json!("640"), &json!(0)));
    let nobody = desk.refused("sales.estimate.create", json!({"method": "PHONE"})).await;
    assert_eq!(nobody.problems[0].field, "lead_id");
}

#[tokio::test]
async fn what_was_estimated_stands_in_the_view_that_quotes_read() {
    let desk = Desk::open("handed").await;
    let estimate = desk.estimate().await;
    let (id, lead) = (estimate["id"].clone(), estimate["lead_id"].clone());
    desk.run("sales.estimate.put_sheet", json!({"id": id, "rooms": rooms()})).await;
    assert_eq!(desk.refused("sales.estimate.hand_over", json!({"id": id})).await.code, "NO_CUSTOMER");
    desk.run("sales.lead.touch", json!({"id": lead, "kind": "CALL_OUT", "outcome": "CONNECTED"})).await;
    desk.run("sales.lead.status", json!({"id": lead, "status": "QUALIFIED"})).await;
    let done = desk.run("sales.lead.convert", json!({"id": lead, "quote": true})).await;
    assert_eq!(desk.run("sales.estimate.read", json!({"id": id})).await["quote_id"], done["quote_id"]);
    let handed = desk.run("sales.estimate.hand_over", json!({"id": id})).await;
    assert_eq!(
        (&handed["quote_id"], &handed["customer_id"]),
        (&done["quote_id"], &done["customer_id"]),
        "the lead's own draft"
    );
    let owner = desk.kit.owner().await.expect("a connection");
    let text = "select hand_over::text from sales_v_estimate where company_id = $1";
    let row = owner.query_one(text, &[&desk.company.id]).await.expect("a row");
    let given: Value = serde_json::from_str(row.get(0)).expect("JSON");
    assert_eq!((&given["movers"], &given["trucks"], &given["labour"]["minutes"]), (&json!(4), &json!(1), &json!(427)));
    assert_eq!((&given["volume_cuft"], &given["stops"][0]["role"]), (&json!("864"), &json!("PICKUP")));
}

/// Asks again until it is so: what modules tell each other arrives a moment later.
async fn until(books: &Books, operation: &str, input: Value, so: impl Fn(&Value) -> bool) -> Value {
    let mut last = Value::Null;
    for _ in 0..100 {
        last = books.attempt(operation, input.clone()).await.unwrap_or(Value::Null);
        if so(&last) {
            return last;
        }
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
    panic!("{operation} still answers {last}")
}

#[tokio::test]
async fn sal_29_and_30_a_quote_takes_the_estimate_over_and_sending_it_locks_the_estimate() {
    let books = Books::open("sent", "MOVING").await;
    let place = json!({"street": "1 Main St", "city": "Toronto", "province": "ON", "country": "CA"});
    let lead = json!({"full_name": "Nora Quill", "phone": "(416) 555-0142", "service_type": "MOVING",
        "move_date": "2035-06-12", "location_id": books.location, "origin": place, "destination": place});
    let lead = books.run("sales.lead.create", lead).await["id"].clone();
    books.run("sales.lead.touch", json!({"id": lead, "kind": "CALL_OUT", "outcome": "CONNECTED"})).await;
    books.run("sales.lead.status", json!({"id": lead, "status": "QUALIFIED"})).await;
    let estimate =
        books.run("sales.estimate.create", json!({"lead_id": lead, "move_size": "ROOM"})).await["id"].clone();
    let quote = books.run("sales.lead.convert", json!({"id": lead, "quote": true})).await["quote_id"].clone();
    let draft = until(&books, "quotes.quote.read", json!({"id": quote}), |q| q["inputs"]["parts"].is_array()).await;
    let basis = |quote: &Value| quote["inputs"]["parts"][0]["work"]["basis"].clone();
    assert_eq!((&basis(&draft)["movers"], &basis(&draft)["trucks"]), (&json!(2), &json!(1)));
    assert_eq!(draft["inputs"]["parts"][0]["work"]["volume_cuft"], "75");

    let tank = json!({"id": estimate, "kind": "GARAGE", "item": {"article_code": 451, "going": 1}});
    books.run("sales.estimate.put_item", tank).await;
    let sofa = json!({"id": estimate, "kind": "LIVING_ROOM", "item": {"article_code": 192, "going": 2}});
    books.run("sales.estimate.put_item", sofa).await;
    books.run("sales.estimate.hand_over", json!({"id": estimate})).await;
    let has = |volume: &'static str| move |q: &Value| q["inputs"]["parts"][0]["work"]["volume_cuft"] == volume;
    until(&books, "quotes.quote.read", json!({"id": quote}), has("104")).await;
    let blocked = books.attempt("quotes.quote.send", json!({"id": quote})).await.expect_err("a tank");
    assert_eq!((blocked.code.as_str(), blocked.message.contains("may not be carried")), ("QUOTE_BLOCKED", true));
    let flags = books.run("quotes.quote.flags", json!({"id": quote})).await;
    assert_eq!((&flags["may_send"], &flags["flags"][0]["code"]), (&json!(false), &json!("PROHIBITED_ARTICLES")));

    let struck = json!({"id": estimate, "room": 1, "line": 1, "item": {"article_code": 451}});
    books.run("sales.estimate.put_item", struck).await;
    books.run("quotes.quote.send", json!({"id": quote})).await;
    let locked = until(&books, "sales.estimate.read", json!({"id": estimate}), |e| e["state"] == "LOCKED").await;
    assert_eq!(locked["quote_id"], quote);
    assert!(books.run("sales.estimate.formula", json!({"id": estimate})).await["kept_at"].is_string());
}
