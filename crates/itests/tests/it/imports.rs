//! Files of customers over the real database: mapped, checked, run in batches by each policy, reported, taken back.

use engine::{Credentials, Request};
use kernel::ids::UserId;
use serde_json::{Value, json};

use crate::books::Books;

async fn upload(books: &Books, name: &str, text: &str) -> kernel::Result<Value> {
    upload_by(books, Credentials::Internal { company: books.company.id, cause: "test".into() }, name, text).await
}

async fn upload_by(books: &Books, credentials: Credentials, name: &str, text: &str) -> kernel::Result<Value> {
    let request = Request {
        operation: "integrations.import.upload".into(),
        credentials,
        input: json!({"object": "customer", "file_name": name, "location_id": books.location}),
        key: None,
        if_version: None,
        body: Some(text.to_owned().into()),
        facts: books.served.kit.facts(),
    };
    books.served.kit.engine.run(request).await.map(|answer| answer.data)
}

async fn until_state(books: &Books, run: &Value, state: &str) -> Value {
    let found = |it: &Value| (it["state"] == state).then(|| it.clone());
    books.until("integrations.import.read", json!({"id": run["id"]}), found).await
}

/// Uploaded, mapped as guessed, and checked.
async fn checked(books: &Books, text: &str) -> Value {
    let run = upload(books, "customers.csv", text).await.expect("a file");
    let map = json!({"id": run["id"], "mapping": run["mapping"]});
    books.run("integrations.import.map", map).await;
    books.run("integrations.import.check", json!({"id": run["id"]})).await;
    until_state(books, &run, "CHECKED").await
}

async fn done(books: &Books, run: &Value, policy: &str) -> Value {
    let input = json!({"id": run["id"], "policy": policy, "leave_out": true, "reason": "They asked for it."});
    books.run("integrations.import.run", input).await;
    until_state(books, run, "DONE").await["counts"].clone()
}

async fn rows(books: &Books, run: &Value, filter: Value) -> Vec<Value> {
    let mut input = json!({"import_run_id": run["id"], "limit": 200});
    for (name, value) in filter.as_object().expect("filters") {
        input[name] = value.clone();
    }
    books.run("integrations.import.rows", input).await["items"].as_array().expect("rows").clone()
}

async fn customers(books: &Books) -> i64 {
    let text = "select count(*) from customer where company_id = $1";
    books.owner().await.query_one(text, &[&books.company.id]).await.expect("a count").get(0)
}

fn counted(counts: &Value, names: &[&str]) -> Vec<i64> {
    names.iter().map(|n| counts[n].as_i64().expect("a count")).collect()
}

const FILE: &str = "Prénom;Nom;Courriel;Téléphone;Rue;Ville;Type;Pointure
Nora;Quill;nora.quill@example.com;416-555-0142;1 Elm St;Toronto;Résidentiel;38
Nora;Quill;NORA.QUILL@example.com;416 555 0142;1 Elm St;Toronto;;38
Ann;Example;;+1 416 555 0100;12 Elm St;Somewhere;;40
;;nobody@example.com;;;;;
Ivo;Marsh;ivo at example;555-0142;;;enormous;44
=Kai;Reed;kai@example.com;'+1 647 555 0199;;;;41
";

#[tokio::test(flavor = "multi_thread")]
async fn int_33_the_check_finds_everything_and_writes_nothing() {
    let books = Books::open("imp-check", "MOVING").await;
    let before = customers(&books).await;
    let run = checked(&books, FILE).await;
    assert_eq!((&run["delimiter"], &run["encoding"], &run["row_total"]), (&json!(";"), &json!("UTF-8"), &json!(6)));
    assert_eq!(run["mapping"][2], "email");
    assert_eq!(run["mapping"][7], Value::Null, "nobody's field");
    assert_eq!(
        counted(&run["counts"], &["new", "known", "repeated", "errors", "warnings"]),
        [2, 1, 1, 2, 1],
        "{}",
        run["counts"]
    );
    assert_eq!(customers(&books).await, before, "the check is the dry run");

    let bad = rows(&books, &run, json!({"state": "ERROR"})).await;
    assert_eq!((bad.len(), &bad[0]["line"], &bad[0]["problems"][0]["code"]), (2, &json!(4), &json!("REQUIRED")));
    let codes: Vec<_> = bad[1]["problems"].as_array().expect("problems").iter().map(|p| p["field"].clone()).collect();
    assert_eq!(codes, ["type", "email", "phone"], "all that is wrong with a row at once");
    let repeated = rows(&books, &run, json!({"same_line.gte": 1})).await;
    assert_eq!((&repeated[0]["line"], &repeated[0]["same_line"]), (&json!(2), &json!(1)), "within the file");
    let known = rows(&books, &run, json!({"match_score.gte": 60})).await;
    assert_eq!(known.len(), 1);
    assert_eq!((&known[0]["line"], &known[0]["match_id"]), (&json!(3), &books.customer), "against the base");
    // The same phone 45, the same name 30, the same address 20 (CUS-13).
    assert_eq!(known[0]["match_score"], 95);

    let input = json!({"id": run["id"], "policy": "SKIP"});
    let refused = books.attempt("integrations.import.run", input).await.expect_err("errors keep it from starting");
    assert_eq!(refused.code, "ROWS_WITH_ERRORS");
    let fix = json!({"id": run["id"], "line": 5, "column": 6, "value": "Autre"});
    let fixed = books.run("integrations.import.correct", fix).await;
    assert_eq!(counted(&fixed["counts"], &["new", "errors", "warnings"]), [3, 1, 1], "checked again at once");

    let counts = done(&books, &run, "SKIP").await;
    assert_eq!(counted(&counts, &["created", "changed", "skipped", "left_out"]), [3, 0, 2, 1], "{counts}");
    assert_eq!(customers(&books).await, before + 3);
    let made = rows(&books, &run, json!({"state": "CREATED"})).await;
    let ivo = books.run("customers.customer.read", json!({"id": made[1]["record_id"]})).await;
    assert_eq!(
        (&ivo["display_name"], &ivo["type"], &ivo["incomplete"]),
        (&json!("Ivo Marsh"), &json!("OTHER"), &json!(true))
    );
    let given: Vec<_> = ivo["points"].as_array().expect("points").iter().map(|p| (&p["given"], &p["state"])).collect();
    let invalid = json!("INVALID");
    assert_eq!(given, [(&json!("ivo at example"), &invalid), (&json!("555-0142"), &invalid)], "kept, never used");
    let kai = books.run("customers.customer.read", json!({"id": made[2]["record_id"]})).await;
    assert_eq!(kai["display_name"], "=Kai Reed", "a formula is text");
    assert_eq!(kai["points"][1]["given"], "+1 647 555 0199", "an export's apostrophe is lost again");

    let report = json!({"id": run["id"], "rows": "PROBLEMS", "language": "fr"});
    let report = books.run("integrations.import.report", report).await;
    let text = String::from_utf8(base64(report["bytes"].as_str().expect("bytes"))).expect("a text");
    let lines: Vec<&str> = text.lines().collect();
    assert!(lines[0].ends_with("Pointure,Résultat,Raison"), "{text}");
    assert_eq!(lines.len(), 5, "{text}");
    assert!(lines[1].contains("Ignorée,Comme la ligne 2.") && text.contains("Un client doit avoir un nom"), "{text}");

    // INT-34: the same file again changes nothing, neither skipping nor updating.
    for (policy, expected) in [("SKIP", [0, 0, 0, 4, 2]), ("UPDATE", [0, 0, 3, 1, 2])] {
        let again = checked(&books, FILE).await;
        let counts = done(&books, &again, policy).await;
        let names = ["created", "changed", "unchanged", "skipped", "left_out"];
        assert_eq!(counted(&counts, &names), expected, "{policy}: {counts}");
    }
    assert_eq!(customers(&books).await, before + 3);
    books.served.stop().await;
}

fn base64(text: &str) -> Vec<u8> {
    use base64::{Engine as _, engine::general_purpose::STANDARD};
    STANDARD.decode(text).expect("base 64")
}

/// Worked example 8, a hundredth of it: created, changed, skipped and errors add up; what was used since stays.
#[tokio::test(flavor = "multi_thread")]
async fn cus_31_undo_takes_back_what_was_not_used() {
    let books = Books::open("imp-undo", "MOVING").await;
    let person = |at: usize, city: &str| {
        let area = if at < 500 { 416 } else { 647 };
        format!("Pat{at},Sample{at},pat{at}@sample.example,{area}-555-0{:03},{city}\n", at % 500)
    };
    let head = "First name,Last name,Email,Phone,City\n";
    let first: String = (0..27).map(|at| person(at, "Oshawa")).collect();
    let run = checked(&books, &format!("{head}{first}")).await;
    assert_eq!(done(&books, &run, "SKIP").await["created"], 27);

    let mut file = head.to_owned();
    (0..991).for_each(|at| file += &person(at, "Toronto"));
    // Six say again what stands above, three say nothing.
    (100..106).for_each(|at| file += &person(at, "Toronto"));
    (0..3).for_each(|at| file += &format!(",,lost{at}@sample.example,,\n"));
    let run = checked(&books, &file).await;
    assert_eq!(counted(&run["counts"], &["new", "known", "repeated", "errors"]), [964, 27, 6, 3]);
    let counts = done(&books, &run, "UPDATE").await;
    let all = counted(&counts, &["created", "changed", "skipped", "left_out"]);
    assert_eq!((all.clone(), all.iter().sum::<i64>()), (vec![964, 27, 6, 3], 1_000));
    let total = customers(&books).await;

    let made = rows(&books, &run, json!({"state": "CREATED"})).await;
    let used = &made[0]["record_id"];
    let lead = json!({"customer_id": used, "title": "A move", "location_id": books.location,
        "value": {"amount": "100.00", "currency": "CAD"}});
    books.run("sales.deal.create", lead).await;
    let renamed = json!({"id": made[1]["record_id"], "last_name": "Otherwise"});
    books.run("customers.customer.change", renamed).await;
    let changed = rows(&books, &run, json!({"state": "CHANGED"})).await;
    assert_eq!((changed.len(), &changed[0]["line"]), (27, &json!(1)));
    let touched = json!({"id": changed[0]["record_id"], "notes": "Has a piano."});
    books.run("customers.customer.change", touched).await;

    books.run("integrations.import.undo", json!({"id": run["id"]})).await;
    let undone = until_state(&books, &run, "UNDONE").await;
    assert_eq!(counted(&undone["counts"], &["taken_back", "kept"]), [988, 3], "{}", undone["counts"]);
    let kept = rows(&books, &run, json!({"state": "KEPT"})).await;
    let notes: Vec<_> = kept.iter().map(|row| row["note"].as_str().expect("why")).collect();
    assert_eq!(notes, ["CHANGED_SINCE", "USED_SINCE", "CHANGED_SINCE"]);
    let city = async |id: &Value| {
        let it = books.run("customers.customer.read", json!({"id": id})).await;
        (it["address"]["city"].clone(), it["status"].clone())
    };
    assert_eq!(city(&changed[0]["record_id"]).await, (json!("Toronto"), json!("ACTIVE")), "changed since: stays");
    assert_eq!(city(&changed[1]["record_id"]).await, (json!("Oshawa"), json!("ACTIVE")), "as it was before");
    assert_eq!(city(&made[2]["record_id"]).await, (json!("Toronto"), json!("INACTIVE")), "nothing is deleted");
    assert_eq!(customers(&books).await, total);
    let again = books.attempt("integrations.import.undo", json!({"id": run["id"]})).await.expect_err("undone");
    assert_eq!(again.code, "WRONG_STATE");

    // What was taken back is not there any more: the corrected file may come again.
    let run = checked(&books, &file).await;
    assert_eq!(counted(&run["counts"], &["new", "known", "repeated", "errors"]), [962, 29, 6, 3]);
    books.served.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn cus_30_each_policy_for_those_that_are_there() {
    let books = Books::open("imp-policy", "MOVING").await;
    let before = customers(&books).await;
    // The phone of the customer that is there, and nearly its name.
    let file = "Name,Phone,Email\nAnn Exemple,+14165550100,ann@home.example\n";
    let run = checked(&books, file).await;
    let missing = json!({"id": run["id"], "policy": "CREATE"});
    let refused = books.attempt("integrations.import.run", missing).await.expect_err("a reason is needed");
    assert_eq!(refused.problems[0].field, "reason");
    assert_eq!(done(&books, &run, "UPDATE").await["changed"], 1);
    let ann = books.run("customers.customer.read", json!({"id": books.customer})).await;
    assert_eq!((&ann["display_name"], &ann["email"]), (&json!("Ann Exemple"), &json!("ann@home.example")));
    assert_eq!(customers(&books).await, before);

    let ask =
        checked(&books, "Name,Phone,City\nAnn Exemple,+14165550100,Ajax\nAnn Exemple,+14165550100,Barrie\n").await;
    assert_eq!(done(&books, &ask, "ASK").await["created"], 2);
    let pairs = books.run("customers.duplicate.list", json!({"state": "OPEN"})).await["items"].clone();
    assert!(pairs.as_array().is_some_and(|p| p.len() >= 2), "left as suggestions: {pairs}");
    let create = checked(&books, "Name,Phone\nAnn Exemple,+14165550100\n").await;
    let pairs_before = pairs.as_array().map(Vec::len);
    assert_eq!(done(&books, &create, "CREATE").await["created"], 1);
    let pairs = books.run("customers.duplicate.list", json!({"state": "OPEN"})).await["items"].clone();
    assert_eq!(pairs.as_array().map(Vec::len), pairs_before, "wanted as it is: no suggestion");
    assert_eq!(customers(&books).await, before + 3);
    books.served.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn cus_28_a_row_is_known_by_the_other_systems_key() {
    let books = Books::open("imp-key", "MOVING").await;
    let run = checked(&books, "Customer ID,Name,City\nA-17,Nora Quill,Toronto\n").await;
    assert_eq!(done(&books, &run, "SKIP").await["created"], 1);
    let made = rows(&books, &run, json!({})).await[0]["record_id"].clone();
    // Another name, another place: only the key says that it is the same.
    let run = checked(&books, "Customer ID,Name,City\nA-17,Nora Quill-Marsh,Hamilton\n").await;
    let row = rows(&books, &run, json!({})).await[0].clone();
    assert_eq!((&row["match_id"], &row["match_score"]), (&made, &json!(100)));
    assert_eq!(done(&books, &run, "UPDATE").await["changed"], 1);
    let it = books.run("customers.customer.read", json!({"id": made})).await;
    assert_eq!((&it["last_name"], &it["address"]["city"]), (&json!("Quill-Marsh"), &json!("Hamilton")));
    books.served.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn cus_31_imported_consent_is_in_the_ledger() {
    let books = Books::open("imp-consent", "MOVING").await;
    let file = "Name,Email,Opt in,Consent text,Consent date\n\
        Ida Given,ida@sample.example,yes,Yes please write to me.,2026-03-25\n\
        Uma Implied,uma@sample.example,yes,,2026-03-25\n\
        Oto Out,oto@sample.example,no,,\n\
        Eva None,eva@sample.example,yes,Yes.,\n";
    let run = checked(&books, file).await;
    assert_eq!(counted(&run["counts"], &["errors", "warnings"]), [0, 1], "a yes without a day");
    done(&books, &run, "SKIP").await;
    let mut acts = vec![];
    for row in rows(&books, &run, json!({})).await {
        let states = books.run("customers.consent.read", json!({"id": row["record_id"]})).await["states"].clone();
        let marketing = states.as_array().expect("states").iter().find(|s| s["purpose"] == "MARKETING");
        acts.push(marketing.map(|s| (s["state"].clone(), s["basis"].clone(), s["source"].clone())));
    }
    let is = |act: &str, basis: &str| Some((json!(act), json!(basis), json!("IMPORT")));
    assert_eq!(acts, [is("GIVEN", "EXPRESS"), is("IMPLIED", "INQUIRY"), is("WITHDRAWN", "EXPRESS"), None]);
    books.served.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn int_33_an_ambiguous_order_of_days_must_be_chosen() {
    let books = Books::open("imp-days", "MOVING").await;
    let run = upload(&books, "days.csv", "Name,Consent date\nNora,03/04/2026\n").await.expect("a file");
    assert_eq!(run["columns"][1]["days"], "EITHER");
    let map = json!({"id": run["id"], "mapping": ["name", "consent_date"]});
    let refused = books.attempt("integrations.import.map", map.clone()).await.expect_err("ambiguous");
    assert_eq!(
        (&refused.problems[0].field, &refused.problems[0].code),
        (&"day_order".to_owned(), &"REQUIRED".to_owned())
    );
    let mut chosen = map;
    chosen["day_order"] = json!("DAY_FIRST");
    chosen["save_as"] = json!("Old system");
    books.run("integrations.import.map", chosen).await;
    let profiles = books.run("integrations.import.profiles", json!({})).await["profiles"].clone();
    assert_eq!(
        (&profiles[0]["name"], &profiles[0]["mapping"]["Consent date"]),
        (&json!("Old system"), &json!("consent_date"))
    );
    let manager: UserId = books.user("MANAGER").await;
    let credentials = Credentials::OnBehalf { company: books.company.id, user: manager };
    let refused = upload_by(&books, credentials, "a.csv", "Name\nNora\n").await.expect_err("import:CREATE is needed");
    assert_eq!(refused.kind, kernel::ErrorKind::Forbidden);
    books.served.stop().await;
}
