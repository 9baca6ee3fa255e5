//! From a signed quote to an issued invoice over the real database: draft by event, numbers without gaps, the lock.

use std::time::Duration;

use base64::Engine as _;
use engine::{Credentials, ErrorKind};
use kernel::ids::{InvoiceId, UserId};
use serde_json::{Value, json};

use crate::books::Books;

fn uuid_of(invoice: &Value) -> uuid::Uuid {
    serde_json::from_value::<InvoiceId>(invoice["id"].clone()).expect("an invoice's id").uuid()
}

#[tokio::test(flavor = "multi_thread")]
async fn bil_3_a_signed_quote_becomes_an_invoice_when_the_job_is_done() {
    let books = Books::open("path", "MOVING").await;
    let job = books.signed_job().await;
    books.finish(&job).await;
    let line = books.until("billing.invoice.list", json!({"job_id": job}), |page| page["items"].get(0).cloned()).await;
    assert_eq!((&line["status"], &line["total"]["amount"]), (&json!("DRAFT"), &json!("746.08")));

    let waiting = books.run("billing.to_bill", json!({})).await;
    assert_eq!(waiting["items"][0]["draft_id"], line["id"]);
    assert_eq!(waiting["items"][0]["quoted"]["amount"], "746.08");
    assert_eq!(waiting["items"][0]["age_hours"], 0);
    let same = books.run("billing.invoice.draft", json!({"id": job})).await;
    assert_eq!(same["id"], line["id"], "a draft is made once");
    assert_eq!((&same["items"][0]["quantity"], &same["items"][0]["unit_price"]), (&json!("4.75"), &json!("139.00")));
    assert_eq!(same["taxes"][0]["amount"]["amount"], "85.83");
    let preview = books.run("billing.invoice.pdf", json!({"id": line["id"]})).await;
    assert!(pdf(&preview).starts_with(b"%PDF"), "a draft can be looked at");

    let issued = books.issue(&line["id"]).await.expect("issued");
    assert_eq!((&issued["number"], &issued["status"]), (&json!("INV-000001"), &json!("SENT")));
    assert_eq!(issued["taxes"][0]["registration"], "100000002 RT0001");
    let owner = books.owner().await;
    let terms = owner.query_one("select due_date - tax_date from invoice where id = $1", &[&uuid_of(&issued)]).await;
    assert_eq!(terms.expect("an invoice").get::<_, i32>(0), 30);
    assert_eq!(books.run("billing.to_bill", json!({})).await["items"], json!([]));
    let there = books.attempt("billing.invoice.draft", json!({"id": job})).await.expect_err("billed");
    assert_eq!((there.kind, there.code.as_str()), (ErrorKind::Conflict, "FINAL_INVOICE_EXISTS"));
    assert_eq!(there.data.expect("the invoice")["invoice_id"], line["id"]);

    let posted = owner
        .query(
            "select a.code, e.amount_minor from ledger_entry e \
             join financial_transaction f on f.company_id = e.company_id and f.id = e.transaction_id \
             join ledger_account a on a.company_id = e.company_id and a.id = e.account_id \
             where f.source = 'invoice' and f.source_id = $1 order by e.position",
            &[&uuid_of(&issued)],
        )
        .await
        .expect("entries");
    let posted: Vec<(String, i64)> = posted.iter().map(|row| (row.get(0), row.get(1))).collect();
    let expected = [("1100", 74_608), ("4010", -66_025), ("2200", -8_583)];
    assert_eq!(posted, expected.map(|(code, minor)| (code.to_owned(), minor)));

    let file = books.run("billing.invoice.pdf", json!({"id": line["id"]})).await;
    assert!(pdf(&file).starts_with(b"%PDF"));
    assert_eq!(file["file_name"], "INV-000001.pdf");
    let mut kept = vec![];
    for _ in 0..200 {
        kept = owner
            .query("select pdf_sha256 from invoice_paper where invoice_id = $1", &[&uuid_of(&issued)])
            .await
            .expect("papers");
        if !kept.is_empty() {
            break;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    let stored = books.run("billing.invoice.pdf", json!({"id": line["id"]})).await;
    assert_eq!((kept.len(), &stored["bytes"]), (1, &file["bytes"]), "the same data give the same file");

    let other = books.served.kit.company("elsewhere", "MOVING").await.expect("a company");
    for operation in ["billing.invoice.get", "billing.invoice.pdf"] {
        let foreign = books.served.kit.internal(other.id, operation, json!({"id": line["id"]})).await;
        assert_eq!(foreign.expect_err(operation).kind, ErrorKind::NotFound);
    }
    books.served.stop().await;
}

pub fn pdf(blob: &Value) -> Vec<u8> {
    let text = blob["bytes"].as_str().expect("bytes");
    base64::engine::general_purpose::STANDARD.decode(text).expect("base 64")
}

#[tokio::test(flavor = "multi_thread")]
async fn bil_2_a_rollback_gives_the_number_back_and_many_at_once_leave_no_gap() {
    let books = Books::open("numbers", "MOVING").await;
    let mut drafts = vec![];
    for _ in 0..5 {
        drafts.push(books.draft().await["id"].clone());
    }
    let owner = books.owner().await;
    owner
        .batch_execute(
            "create function fail_on_purpose() returns trigger language plpgsql as $$ begin raise exception 'on purpose'; end $$; \
             create trigger fail_on_purpose before insert on financial_transaction for each row execute function fail_on_purpose()",
        )
        .await
        .expect("a trigger");
    books.issue(&drafts[0]).await.expect_err("the ledger refuses");
    let still = books.run("billing.invoice.get", json!({"id": drafts[0]})).await;
    assert_eq!((&still["status"], &still["number"]), (&json!("DRAFT"), &Value::Null));
    owner.batch_execute("drop function fail_on_purpose() cascade").await.expect("dropped");

    let issued = futures::future::join_all(drafts.iter().map(|draft| books.issue(draft))).await;
    let mut numbers: Vec<String> =
        issued.into_iter().map(|i| i.expect("issued")["number"].as_str().expect("a number").to_owned()).collect();
    numbers.sort();
    assert_eq!(numbers, ["INV-000001", "INV-000002", "INV-000003", "INV-000004", "INV-000005"]);
    let again = books.issue(&drafts[0]).await.expect_err("once");
    assert_eq!(again.code, "INVOICE_ISSUED");
    books.served.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn bil_4_an_issued_invoice_is_locked_in_the_database() {
    let books = Books::open("locked", "MOVING").await;
    let draft = books.draft().await;
    let id = uuid_of(&draft);
    books.issue(&draft["id"]).await.expect("issued");
    let (client, connection) =
        books.served.kit.application().connect(tokio_postgres::NoTls).await.expect("a connection");
    tokio::spawn(connection);
    let begin = books.begin();
    for change in [
        format!("update invoice set title = 'Another' where id = '{id}'"),
        format!("update invoice set total_minor = 1, subtotal_minor = 1, tax_minor = 0 where id = '{id}'"),
        format!("update invoice set number = 'INV-000099' where id = '{id}'"),
        format!("update invoice set document = '{{}}' where id = '{id}'"),
        format!("update invoice set status = 'DRAFT' where id = '{id}'"),
        format!("update invoice set status = 'REFUNDED' where id = '{id}'"),
        format!("delete from invoice where id = '{id}'"),
        format!("update invoice_item set description = 'Another' where invoice_id = '{id}'"),
        format!("delete from invoice_item where invoice_id = '{id}'"),
        format!("update invoice_tax set amount_minor = 0 where invoice_id = '{id}'"),
        format!("delete from invoice_tax where invoice_id = '{id}'"),
    ] {
        client.batch_execute(&begin).await.expect("a transaction");
        let refused = client.batch_execute(&change).await.expect_err(&change);
        assert_eq!(refused.code().map(|code| code.code()), Some("23001"), "{change}: {refused:?}");
        client.batch_execute("rollback").await.expect("rolled back");
    }
    for (operation, input) in [
        ("billing.invoice.edit", json!({"id": draft["id"], "title": "Another"})),
        ("billing.invoice.cancel", json!({"id": draft["id"], "reason": "No"})),
    ] {
        assert_eq!(books.attempt(operation, input).await.expect_err(operation).code, "INVOICE_ISSUED");
    }
    books.served.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn bil_5_a_draft_can_be_changed_within_what_was_agreed() {
    let books = Books::open("edit", "MOVING").await;
    let draft = books.draft().await;
    let item = |change: Value| {
        let mut line = json!({"id": draft["items"][0]["id"]});
        line.as_object_mut().expect("an object").extend(change.as_object().expect("an object").clone());
        json!({"id": draft["id"], "items": [line]})
    };
    let more = books.attempt("billing.invoice.edit", item(json!({"quantity": "5"}))).await.expect_err("too much");
    assert_eq!(more.problems[0].code, "MORE_THAN_AGREED");
    let changed = books
        .run(
            "billing.invoice.edit",
            json!({"id": draft["id"], "purchase_order": "PO 4711", "items": [{"id": draft["items"][0]["id"], "quantity": "4",
                "discount": {"amount": "56.00", "currency": "CAD"}}]}),
        )
        .await;
    // 4 × 139.00 − 56.00 = 500.00, HST 65.00.
    assert_eq!((&changed["subtotal"]["amount"], &changed["total"]["amount"]), (&json!("500.00"), &json!("565.00")));
    assert_eq!(changed["purchase_order"], "PO 4711");

    books.run("billing.invoice.cancel", json!({"id": draft["id"], "reason": "Billed by hand"})).await;
    let cancelled = books.issue(&draft["id"]).await.expect_err("cancelled");
    assert_eq!(cancelled.code, "INVOICE_CANCELLED");
    let fresh = books.run("billing.invoice.draft", json!({"id": draft["job_id"]})).await;
    assert_ne!(fresh["id"], draft["id"], "a cancelled draft makes room");
    books.served.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn bil_5_far_below_the_signed_price_only_an_approver_issues() {
    let books = Books::open("approve", "MOVING").await;
    let draft = books.draft().await;
    let change = json!({"id": draft["id"], "items": [{"id": draft["items"][0]["id"], "discount": {"amount": "200.00", "currency": "CAD"}}]});
    books.run("billing.invoice.edit", change).await;
    let (desk, manager) = (books.user("DISPATCHER").await, books.user("MANAGER").await);
    for permission in ["invoice:VIEW", "invoice:CREATE"] {
        let give = json!({"id": desk, "act": "GRANT", "permission": permission, "scope": "CLIENT"});
        books.run("access.user_permission.give", give).await;
    }
    let owner = books.owner().await;
    let behind = async |change: String| {
        owner.batch_execute(&format!("{}; {change}; commit", books.begin())).await.expect("changed")
    };
    let by = |user: UserId| Credentials::OnBehalf { company: books.company.id, user };
    let refused = books.issue_by(by(desk), &draft["id"]).await.expect_err("30 % off");
    assert_eq!(refused.kind, ErrorKind::Forbidden, "{refused}");

    behind("update customer set po_required = true".to_owned()).await;
    let order = books.issue_by(by(manager), &draft["id"]).await.expect_err("no purchase order");
    assert_eq!(order.code, "PURCHASE_ORDER_REQUIRED", "BIL-7");
    books.run("billing.invoice.edit", json!({"id": draft["id"], "purchase_order": "PO 4711"})).await;
    let issued = books.issue_by(by(manager), &draft["id"]).await.expect("approved");
    // 660.25 − 200.00 = 460.25, HST 59.83.
    assert_eq!((&issued["number"], &issued["total"]["amount"]), (&json!("INV-000001"), &json!("520.08")));
    books.served.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn bil_2_bil_17_an_indian_tax_invoice_with_its_own_series() {
    let books = Books::open("cranes", "CRANE_RENTAL").await;
    let draft = books.draft().await;
    assert_eq!(draft["total"]["amount"], "169448.00");
    let taxes: Vec<_> = draft["taxes"].as_array().expect("taxes").iter().map(|t| t["tax"].as_str()).collect();
    assert_eq!(taxes, [Some("CGST"), Some("SGST")]);
    let issued = books.issue(&draft["id"]).await.expect("issued");
    let number = issued["number"].as_str().expect("a number");
    assert!(number.len() <= 16 && number.starts_with("INV/") && number.ends_with("/000001"), "{number}");
    let file = books.run("billing.invoice.pdf", json!({"id": draft["id"]})).await;
    assert!(pdf(&file).starts_with(b"%PDF"));
    books.served.stop().await;
}
