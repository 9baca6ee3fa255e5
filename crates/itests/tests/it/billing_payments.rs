//! Payments and the ledger over the real database: what is taken counts once, never too much, and always balances.

use engine::{Credentials, ErrorKind, Request};
use kernel::{Error, ids::UserId};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::{billing::pdf, books::Books};

fn cad(amount: &str) -> Value {
    json!({"amount": amount, "currency": "CAD"})
}

/// An invoice of 746.08, issued.
async fn issued(books: &Books) -> Value {
    let draft = books.draft().await;
    books.issue(&draft["id"]).await.expect("issued")["id"].clone()
}

fn request(books: &Books, by: Option<UserId>, key: &str, input: Value) -> Request {
    let company = books.company.id;
    Request {
        operation: "billing.payment.record".into(),
        credentials: match by {
            Some(user) => Credentials::OnBehalf { company, user },
            None => Credentials::Internal { company, cause: "test".into() },
        },
        input,
        key: Some(key.into()),
        if_version: None,
        body: None,
        facts: books.served.kit.facts(),
    }
}

async fn pay(books: &Books, input: Value) -> kernel::Result<Value> {
    let request = request(books, None, &Uuid::now_v7().to_string(), input);
    books.served.kit.engine.run(request).await.map(|answer| answer.data)
}

async fn refused(books: &Books, input: Value) -> Error {
    pay(books, input).await.expect_err("refused")
}

async fn holds(books: &Books) {
    let checked = books.run("billing.ledger.check", json!({})).await;
    assert_eq!((&checked["holds"], &checked["differences"]), (&json!(true), &json!([])), "{checked}");
}

#[tokio::test(flavor = "multi_thread")]
async fn bil_25_example_1_a_transfer_then_the_rest_in_cash() {
    let books = Books::open("example-one", "MOVING").await;
    let draft = books.draft().await;
    let early = refused(&books, json!({"invoice_id": draft["id"], "method": "CHECK", "amount": cad("10.00")})).await;
    assert_eq!((early.kind, early.code.as_str()), (ErrorKind::Conflict, "INVOICE_NOT_ISSUED"));
    let invoice = books.issue(&draft["id"]).await.expect("issued")["id"].clone();
    holds(&books).await;

    let transfer =
        json!({"invoice_id": invoice, "method": "BANK_TRANSFER", "amount": cad("200.00"), "reference": "TR 4711"});
    let first = pay(&books, transfer).await.expect("taken");
    assert_eq!((&first["number"], &first["received"]), (&json!("RCT-000001"), &cad("200.00")));
    assert_eq!(first["allocations"][0]["invoice_status"], "PARTIAL_PAID");
    assert_eq!(first["allocations"][0]["balance"], cad("546.08"));

    let above =
        refused(&books, json!({"invoice_id": invoice, "method": "BANK_TRANSFER", "amount": cad("546.10")})).await;
    assert_eq!((above.kind, above.problems[0].code.as_str()), (ErrorKind::Invalid, "ABOVE_BALANCE"));
    assert!(above.message.contains("546.08") && above.message.contains("credit"), "{above}");

    let cash = json!({"invoice_id": invoice, "method": "CASH", "amount": cad("546.08"), "tendered": cad("560.00")});
    let rest = pay(&books, cash).await.expect("taken");
    assert_eq!((&rest["number"], &rest["amount"]), (&json!("RCT-000002"), &cad("546.08")));
    assert_eq!((&rest["received"], &rest["rounding"], &rest["change"]), (&cad("546.10"), &cad("0.02"), &cad("13.90")));
    assert_eq!(rest["allocations"][0]["invoice_status"], "PAID");
    let page = books.run("billing.invoice.get", json!({"id": invoice})).await;
    assert_eq!((&page["status"], &page["balance"]), (&json!("PAID"), &cad("0.00")));
    assert_eq!(page["payments"].as_array().map(Vec::len), Some(2));
    let again = refused(&books, json!({"invoice_id": invoice, "method": "CASH", "amount": cad("5.00")})).await;
    assert_eq!(again.code, "INVOICE_PAID");

    holds(&books).await;
    let balance = books.run("billing.ledger.trial_balance", json!({})).await;
    let side = |code: &str, side: &str| {
        let accounts = balance["accounts"].as_array().expect("accounts");
        accounts.iter().find(|a| a["code"] == code).map(|a| a[side].clone())
    };
    let nothing = |code: &str| side(code, "debit") == Some(Value::Null) && side(code, "credit") == Some(Value::Null);
    assert!(nothing("1100"), "{balance}");
    for (code, place, amount) in [
        ("1000", "debit", "546.10"),
        ("1050", "debit", "200.00"),
        ("4010", "credit", "660.25"),
        ("2200", "credit", "85.83"),
        ("6410", "credit", "0.02"),
    ] {
        assert_eq!(side(code, place), Some(cad(amount)), "{code}: {balance}");
    }
    assert_eq!((&balance["total_debit"], &balance["total_credit"]), (&cad("746.10"), &cad("746.10")));

    let ledger = books.run("billing.ledger.list", json!({"limit": 2})).await;
    let newest = &ledger["items"][0];
    assert_eq!((&newest["kind"], &newest["number"]), (&json!("PAYMENT"), &json!("RCT-000002")));
    assert_eq!(newest["description"], "Ann Example");
    let entry = |at: usize| (&newest["entries"][at]["account_code"], &newest["entries"][at]["account_name"]);
    assert_eq!(entry(0), (&json!("1000"), &json!("Cash in the field")));
    let older = books.run("billing.ledger.list", json!({"limit": 2, "cursor": ledger["next"]})).await;
    assert_eq!((&older["items"][0]["kind"], &older["next"]), (&json!("INVOICE"), &Value::Null));

    let receipt = books.run("billing.payment.receipt", json!({"id": rest["id"]})).await;
    assert!(pdf(&receipt).starts_with(b"%PDF"));
    assert_eq!(receipt["file_name"], "RCT-000002.pdf");

    let other = books.served.kit.company("elsewhere", "MOVING").await.expect("a company");
    for operation in ["billing.payment.get", "billing.payment.receipt"] {
        let foreign = books.served.kit.internal(other.id, operation, json!({"id": rest["id"]})).await;
        assert_eq!(foreign.expect_err(operation).kind, ErrorKind::NotFound);
    }
    for operation in ["billing.payment.list", "billing.ledger.list"] {
        let page = books.served.kit.internal(other.id, operation, json!({})).await.expect("a page");
        assert_eq!(page["items"], json!([]));
    }
    let mut theirs =
        request(&books, None, "their-key", json!({"invoice_id": invoice, "method": "CASH", "amount": cad("5.00")}));
    theirs.credentials = Credentials::Internal { company: other.id, cause: "test".into() };
    assert_eq!(books.served.kit.engine.run(theirs).await.expect_err("foreign").kind, ErrorKind::NotFound);
    books.served.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn bil_11_what_is_above_the_balance_is_credit_only_when_marked() {
    let books = Books::open("credit", "MOVING").await;
    let invoice = issued(&books).await;
    let input = json!({"invoice_id": invoice, "method": "CHECK", "amount": cad("800.00"), "surplus_to_credit": true});
    let taken = pay(&books, input).await.expect("taken");
    assert_eq!((&taken["credit"], &taken["allocations"][0]["amount"]), (&cad("53.92"), &cad("746.08")));
    let balance = books.run("billing.ledger.trial_balance", json!({})).await;
    let credit = balance["accounts"].as_array().expect("accounts").iter().find(|a| a["code"] == "2150");
    assert_eq!(credit.map(|a| &a["credit"]), Some(&cad("53.92")));
    holds(&books).await;
    let list = books.run("billing.payment.list", json!({"customer_id": books.customer})).await;
    assert_eq!(list["items"][0]["credit"], cad("53.92"));
    books.served.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn bil_20_a_double_click_takes_the_money_once() {
    let books = Books::open("clicks", "MOVING").await;
    let invoice = issued(&books).await;
    let input = json!({"invoice_id": invoice, "method": "CASH", "amount": cad("100.00")});
    let tries = (0..10).map(|_| {
        let (engine, request) =
            (books.served.kit.engine.clone(), request(&books, None, "one-key-for-all-clicks", input.clone()));
        tokio::spawn(async move { engine.run(request).await })
    });
    let mut ids = std::collections::BTreeSet::new();
    for outcome in futures::future::join_all(tries).await {
        let answer = outcome.expect("no panic").expect("the stored answer");
        ids.insert(answer.data["id"].as_str().expect("an id").to_owned());
    }
    assert_eq!(ids.len(), 1);
    let list = books.run("billing.payment.list", json!({})).await;
    assert_eq!(list["items"].as_array().map(Vec::len), Some(1));
    assert_eq!(books.run("billing.invoice.get", json!({"id": invoice})).await["balance"], cad("646.08"));
    let token = books.served.kit.sign_in(&books.company.admin_email).await.expect("signed in");
    let mut without = request(&books, None, "", input);
    without.credentials = Credentials::Bearer(token);
    without.key = None;
    let keyless = books.served.kit.engine.run(without).await.expect_err("money needs a key");
    assert_eq!(keyless.kind, ErrorKind::Invalid, "{keyless}");
    books.served.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn bil_11_twenty_at_once_never_exceed_the_invoice() {
    let books = Books::open("twenty", "MOVING").await;
    let invoice = issued(&books).await;
    let input = json!({"invoice_id": invoice, "method": "BANK_TRANSFER", "amount": cad("100.00")});
    let outcomes = futures::future::join_all((0..20).map(|_| pay(&books, input.clone()))).await;
    let mut numbers = vec![];
    for outcome in outcomes {
        match outcome {
            Ok(taken) => numbers.push(taken["number"].as_str().expect("a number").to_owned()),
            Err(e) => assert_eq!(e.problems[0].code, "ABOVE_BALANCE", "{e}"),
        }
    }
    numbers.sort();
    let expected: Vec<String> = (1..=7).map(|n| format!("RCT-{n:06}")).collect();
    assert_eq!(numbers, expected, "gap-free");
    let page = books.run("billing.invoice.get", json!({"id": invoice})).await;
    assert_eq!((&page["paid"], &page["status"]), (&cad("700.00"), &json!("PARTIAL_PAID")));
    holds(&books).await;
    books.served.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn acc_15_who_is_on_the_job_collects_on_it() {
    let books = Books::open("field", "MOVING").await;
    let job = books.signed_job().await;
    let draft = books.run("billing.invoice.draft", json!({"id": job})).await;
    let invoice = books.issue(&draft["id"]).await.expect("issued")["id"].clone();
    let mut people = vec![];
    for (name, role) in [("on", "DRIVER"), ("off", "DRIVER"), ("mover", "MOVER")] {
        let user = json!({"name": format!("Some {name}"), "email": format!("{name}@field.example.org"), "role_code": role,
            "location_id": books.location, "password": testkit::PASSWORD});
        let user = books.run("access.user.create", user).await["id"].clone();
        let member =
            json!({"name": format!("Some {name}"), "position": role, "user_id": user, "location_id": books.location});
        let member = books.run("crew.member.create", member).await["id"].clone();
        people.push((serde_json::from_value::<UserId>(user).expect("a user's id"), member));
    }
    let truck = json!({"name": "Truck 9", "type": "TRUCK", "location_id": books.location});
    let truck = books.run("fleet.equipment.create", truck).await["id"].clone();
    let journey = json!({"job_id": job, "planned_start": "2027-02-10T13:00:00Z", "planned_end": "2027-02-10T18:00:00Z",
        "truck_id": truck, "crew_member_ids": [people[0].1, people[2].1]});
    books.run("dispatch.journey.create", journey).await;

    let input = json!({"invoice_id": invoice, "method": "CASH", "amount": cad("100.00")});
    let by = async |user: UserId| {
        let request = request(&books, Some(user), &Uuid::now_v7().to_string(), input.clone());
        books.served.kit.engine.run(request).await
    };
    by(people[0].0).await.expect("the driver of the job");
    assert_eq!(by(people[1].0).await.expect_err("another's job").kind, ErrorKind::NotFound);
    let mover = by(people[2].0).await.expect_err("movers collect nothing");
    assert!(matches!(mover.kind, ErrorKind::Forbidden | ErrorKind::NotFound), "{mover}");
    holds(&books).await;
    books.served.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn bil_29_the_database_refuses_what_does_not_balance() {
    let books = Books::open("guard", "MOVING").await;
    issued(&books).await;
    let owner = books.owner().await;
    let row = owner.query_one("select id, entity_id from financial_transaction", &[]).await.expect("the issue's");
    let (older, entity): (Uuid, Uuid) = (row.get(0), row.get(1));
    let account = async |code: &str| -> Uuid {
        owner.query_one("select id from ledger_account where code = $1", &[&code]).await.expect("an account").get(0)
    };
    let (receivable, revenue) = (account("1100").await, account("4010").await);
    let company = books.company.id.uuid();
    let (client, connection) =
        books.served.kit.application().connect(tokio_postgres::NoTls).await.expect("a connection");
    tokio::spawn(connection);
    let begin = format!("{};", books.begin());
    let header = |id: Uuid| {
        format!(
            "insert into financial_transaction (company_id, id, entity_id, type, source, source_id, purpose, label, \
             effective_date, posted_at) values ('{company}', '{id}', '{entity}', 'PAYMENT', 'test', '{id}', 'test', 'T', \
             '2026-11-24', '2026-11-24T12:00:00Z');"
        )
    };
    let line_on = |account: Uuid, of: Uuid, position: i32, minor: i64, base: i64| {
        format!(
            "insert into ledger_entry (company_id, id, transaction_id, position, account_id, amount_minor, currency, \
             base_minor) values ('{company}', '{}', '{of}', {position}, '{account}', {minor}, 'CAD', {base});",
            Uuid::now_v7()
        )
    };
    let line = |of: Uuid, position: i32, minor: i64, base: i64| line_on(receivable, of, position, minor, base);
    let id = Uuid::now_v7;
    let (a, b, c, d, e) = (id(), id(), id(), id(), id());
    let balanced = format!("{}{}{}", header(a), line(a, 1, 500, 500), line(a, 2, -500, -500));
    client.batch_execute(&format!("{begin}{balanced}commit")).await.expect("what balances is taken");
    let (check, restrict, denied) = ("23514", "23001", "42501");
    for (what, sql, code) in [
        ("no line", header(b), check),
        ("one line", format!("{}{}", header(b), line(b, 1, 500, 500)), check),
        ("lopsided", format!("{}{}{}", header(b), line(b, 1, 500, 500), line(b, 2, -499, -499)), check),
        ("lopsided base", format!("{}{}{}", header(c), line(c, 1, 500, 500), line(c, 2, -500, -499)), check),
        ("lopsided amounts", format!("{}{}{}", header(c), line(c, 1, 500, 500), line(c, 2, -499, -500)), check),
        (
            "a line after an early check",
            format!(
                "{}{}{}set constraints all immediate; set constraints all deferred; {}",
                header(d),
                line(d, 1, 500, 500),
                line(d, 2, -500, -500),
                line(d, 3, 100, 100)
            ),
            check,
        ),
        ("a line to an older header", line(older, 90, 500, 500), restrict),
        ("lines to an older header", format!("{}{}", line(a, 3, 5, 5), line(a, 4, -5, -5)), restrict),
        ("a line without a header", line(e, 1, 500, 500), restrict),
        (
            "a change of a line",
            format!("update ledger_entry set amount_minor = 1 where transaction_id = '{a}';"),
            denied,
        ),
        ("a change of a header", format!("update financial_transaction set label = 'X' where id = '{a}';"), denied),
        ("a lost line", format!("delete from ledger_entry where transaction_id = '{a}';"), denied),
        ("a lost header", format!("delete from financial_transaction where id = '{a}';"), denied),
    ] {
        let outcome = client.batch_execute(&format!("{begin}{sql}commit")).await;
        let error = outcome.expect_err(what);
        assert_eq!(error.code().map(|c| c.code()), Some(code), "{what}: {error:?}");
        client.batch_execute("rollback").await.expect("rolled back");
    }
    let twice = format!("{begin}{}{}{}commit", header(d), line(d, 1, 5, 5), line(d, 2, -5, -5));
    client.batch_execute(&twice).await.expect("once");
    let second = format!(
        "{begin}insert into financial_transaction (company_id, id, entity_id, type, source, source_id, purpose, label, \
         effective_date, posted_at) values ('{company}', '{e}', '{entity}', 'PAYMENT', 'test', '{d}', 'test', 'T', \
         '2026-11-24', '2026-11-24T12:00:00Z');{}{}commit",
        line(e, 1, 5, 5),
        line(e, 2, -5, -5)
    );
    let error = client.batch_execute(&second).await.expect_err("BIL-28: once for each source and purpose");
    assert_eq!(error.as_db_error().and_then(|e| e.constraint()), Some("financial_transaction_once"));
    client.batch_execute("rollback").await.expect("rolled back");

    // What balances may still be wrong: then the check tells.
    holds(&books).await;
    let wrong = format!("{begin}{}{}{}commit", header(e), line(e, 1, 700, 700), line_on(revenue, e, 2, -700, -700));
    client.batch_execute(&wrong).await.expect("it balances");
    let checked = books.run("billing.ledger.check", json!({})).await;
    assert_eq!((&checked["holds"], &checked["differences"][0]["ledger"]), (&json!(false), &cad("7.00")), "{checked}");
    assert_eq!(checked["controls"][0]["ledger"], cad("753.08"));
    books.served.stop().await;
}
