//! What needs somebody's word before it is sent, who may give it, what voids it.

use engine::Credentials;
use serde_json::{Value, json};

use crate::{books::Books, quotes::inputs};

/// A company that sells moves, with a rep and a manager.
struct Desk {
    books: Books,
    rep: Credentials,
    manager: Credentials,
}

impl Desk {
    async fn open(slug: &str) -> Self {
        let books = Books::open(slug, "MOVING").await;
        let user = |id| Credentials::OnBehalf { company: books.company.id, user: id };
        let copy = json!({"code": "REP", "name": "Rep", "from": "MANAGER"});
        let role = books.run("access.role.clone", copy).await["id"].clone();
        let grant = |action: &str, scope: &str| json!({"resource": "quote", "action": action, "scope": scope});
        let grants =
            json!([grant("VIEW", "LOCATION"), grant("CREATE", "OWN"), grant("UPDATE", "OWN"), grant("DELETE", "OWN")]);
        books.run("access.role.change", json!({"id": role, "permissions": grants})).await;
        let (rep, manager) = (user(books.user("REP").await), user(books.user("MANAGER").await));
        Self { rep, manager, books }
    }

    async fn by(&self, who: &Credentials, operation: &str, input: Value) -> kernel::Result<Value> {
        let request = engine::Request {
            operation: operation.into(),
            credentials: who.clone(),
            input,
            key: Some(uuid::Uuid::now_v7().to_string()),
            if_version: None,
            body: None,
            facts: self.books.served.kit.facts(),
        };
        self.books.served.kit.engine.run(request).await.map(|answer| answer.data)
    }

    async fn done(&self, who: &Credentials, operation: &str, input: Value) -> Value {
        self.by(who, operation, input).await.unwrap_or_else(|e| panic!("{operation}: {e} {:?} {:?}", e.data, e.cause))
    }

    async fn refused(&self, who: &Credentials, operation: &str, input: Value) -> String {
        self.by(who, operation, input).await.expect_err(operation).code
    }

    /// A draft of the rep's with five hours at 139.00 and a discount.
    async fn draft(&self, discount: &str) -> Value {
        let input = json!({"customer_id": self.books.customer, "location_id": self.books.location, "kind": "MOVING",
            "service_date": "2027-02-10", "inputs": inputs(discount)});
        self.done(&self.rep, "quotes.quote.create", input).await["id"].clone()
    }
}

#[tokio::test]
async fn quo_38_a_price_beyond_the_reps_limit_is_asked_for_approved_and_sent() {
    let desk = Desk::open("approvals").await;
    let id = desk.draft("10%").await;
    let (rep, manager) = (&desk.rep, &desk.manager);
    assert_eq!(desk.refused(rep, "quotes.quote.send", json!({"id": id})).await, "NEEDS_APPROVAL", "QUO-37");
    let flags = desk.done(rep, "quotes.quote.flags", json!({"id": id})).await;
    assert_eq!(
        (&flags["may_send"], &flags["may_ask"], &flags["is_approved"]),
        (&json!(false), &json!(true), &json!(false))
    );
    assert_eq!(desk.refused(rep, "quotes.approval.ask", json!({"id": id, "reason": " "})).await, "INVALID");

    let ask = json!({"id": id, "reason": "Their third move with us."});
    let asked = desk.done(rep, "quotes.approval.ask", ask.clone()).await;
    assert_eq!(
        (&asked["state"], &asked["is_this_price"], &asked["discount"]["amount"]),
        (&json!("ASKED"), &json!(true), &json!("69.50"))
    );
    assert_eq!((&asked["discount_share"], &asked["findings"][0]["code"]), (&json!("10%"), &json!("P11")));
    let waiting = desk.done(rep, "quotes.quote.read", json!({"id": id})).await;
    assert_eq!(waiting["status"], "PENDING_APPROVAL", "QUO-39");
    for (operation, input) in [
        ("quotes.quote.send", json!({"id": id})),
        ("quotes.quote.change", json!({"id": id, "terms": "Other."})),
        ("quotes.quote.delete", json!({"id": id})),
        ("quotes.approval.ask", ask.clone()),
    ] {
        assert_eq!(desk.refused(rep, operation, input).await, "WAITS_FOR_APPROVAL", "{operation}");
    }

    let yes = json!({"id": id, "approve": true});
    assert_eq!(
        desk.by(rep, "quotes.approval.answer", yes.clone()).await.expect_err("no right").kind,
        kernel::ErrorKind::Forbidden
    );
    let list = desk.done(manager, "quotes.approval.list", json!({"state": "ASKED"})).await;
    let line = &list["items"][0];
    assert_eq!((&line["quote_id"], &line["total"]["amount"], &line["reason"]), (&id, &json!("706.82"), &ask["reason"]));
    let no = json!({"id": id, "approve": false});
    assert_eq!(desk.refused(manager, "quotes.approval.answer", no).await, "INVALID", "a no says what should change");
    let approved = desk.done(manager, "quotes.approval.answer", yes.clone()).await;
    assert_eq!((&approved["state"], &approved["answered_by_name"]), (&json!("APPROVED"), &json!("Some MANAGER")));
    assert_eq!(
        desk.refused(manager, "quotes.approval.answer", yes).await,
        "NOTHING_ASKED",
        "ACC-38: the first answer counts"
    );

    let flags = desk.done(rep, "quotes.quote.flags", json!({"id": id})).await;
    assert_eq!((&flags["may_send"], &flags["is_approved"]), (&json!(true), &json!(true)));
    assert_eq!(desk.refused(rep, "quotes.approval.ask", ask).await, "NOTHING_TO_APPROVE");
    let sent = desk.done(rep, "quotes.quote.send", json!({"id": id})).await;
    assert_eq!(sent["status"], "SENT");
}

#[tokio::test]
async fn quo_38_any_change_of_price_voids_the_word() {
    let desk = Desk::open("voided").await;
    let id = desk.draft("10%").await;
    let (rep, manager) = (&desk.rep, &desk.manager);
    desk.done(rep, "quotes.approval.ask", json!({"id": id, "reason": "A neighbour."})).await;
    desk.done(manager, "quotes.approval.answer", json!({"id": id, "approve": true})).await;
    desk.done(rep, "quotes.quote.change", json!({"id": id, "inputs": inputs("11%")})).await;
    assert_eq!(desk.done(rep, "quotes.approval.read", json!({"id": id})).await["is_this_price"], false);
    assert_eq!(desk.refused(rep, "quotes.quote.send", json!({"id": id})).await, "NEEDS_APPROVAL");
    // Back to what was approved: the same price has the same mark.
    desk.done(rep, "quotes.quote.change", json!({"id": id, "inputs": inputs("10%"), "terms": "Cash only."})).await;
    desk.done(rep, "quotes.quote.send", json!({"id": id})).await;
}

#[tokio::test]
async fn quo_37_nobody_answers_beyond_the_own_limits_nor_the_own_question() {
    let desk = Desk::open("limits").await;
    let (rep, manager) = (&desk.rep, &desk.manager);
    let id = desk.draft("20%").await;
    desk.done(rep, "quotes.approval.ask", json!({"id": id, "reason": "A large account."})).await;
    let yes = json!({"id": id, "approve": true});
    assert_eq!(
        desk.refused(manager, "quotes.approval.answer", yes.clone()).await,
        "BEYOND_YOUR_LIMITS",
        "15 % at most"
    );
    let no = json!({"id": id, "approve": false, "note": "Not below fifteen percent."});
    assert_eq!(desk.done(manager, "quotes.approval.answer", no).await["note"], "Not below fifteen percent.");
    assert_eq!(desk.done(rep, "quotes.quote.read", json!({"id": id})).await["status"], "DRAFT");

    // The manager's own question is for somebody with wider limits, never for the manager.
    let changed = json!({"id": id, "inputs": inputs("16%")});
    desk.done(manager, "quotes.quote.change", changed).await;
    desk.done(manager, "quotes.approval.ask", json!({"id": id, "reason": "Agreed by phone."})).await;
    assert_eq!(desk.refused(manager, "quotes.approval.answer", yes.clone()).await, "OWN_REQUEST");
    let admin = desk.books.served.kit.sign_in(&desk.books.company.admin_email).await.expect("a token");
    let admin = Credentials::Bearer(admin);
    desk.done(&admin, "quotes.approval.answer", yes).await;
    desk.done(manager, "quotes.quote.send", json!({"id": id})).await;
}

#[tokio::test]
async fn acc_39_a_question_is_taken_back_or_runs_out_and_the_draft_is_free_again() {
    let desk = Desk::open("unanswered").await;
    let rep = &desk.rep;
    let id = desk.draft("10%").await;
    let ask = json!({"id": id, "reason": "A neighbour."});
    desk.done(rep, "quotes.approval.ask", ask.clone()).await;
    assert_eq!(desk.done(rep, "quotes.approval.withdraw", json!({"id": id})).await["state"], "WITHDRAWN");
    assert_eq!(desk.refused(rep, "quotes.approval.withdraw", json!({"id": id})).await, "NOTHING_ASKED");
    assert_eq!(desk.done(rep, "quotes.quote.read", json!({"id": id})).await["status"], "DRAFT");

    desk.done(rep, "quotes.approval.ask", ask).await;
    let engine = &desk.books.served.kit.engine;
    let expire = engine.registry().schedule("quotes.approvals_expire").expect("a schedule").run;
    engine.run_job(desk.books.company.id, "quotes.approvals_expire", expire).await.expect("a run");
    assert_eq!(
        desk.done(rep, "quotes.approval.read", json!({"id": id})).await["state"],
        "ASKED",
        "not before its day is over"
    );
    let company = desk.books.company.id;
    let owner = desk.books.owner().await;
    let text = "select set_config('app.company_id', $1::text, false), set_config('app.entry_id', $1::text, false)";
    owner.execute(text, &[&company.uuid().to_string()]).await.expect("a tenant");
    let text = "update quote_approval set expires_at = asked_at where company_id = $1 and state = 'ASKED'";
    assert_eq!(owner.execute(text, &[&company]).await.expect("an update"), 1);
    let late = json!({"id": id, "approve": true});
    assert_eq!(desk.refused(&desk.manager, "quotes.approval.answer", late).await, "REQUEST_EXPIRED");
    engine.run_job(company, "quotes.approvals_expire", expire).await.expect("a run");
    assert_eq!(desk.done(rep, "quotes.approval.read", json!({"id": id})).await["state"], "EXPIRED");
    desk.done(rep, "quotes.quote.delete", json!({"id": id})).await;
}

#[tokio::test]
async fn quo_22_tax_left_out_needs_the_right_over_prices() {
    let desk = Desk::open("untaxed").await;
    let (rep, manager) = (&desk.rep, &desk.manager);
    let id = desk.draft("0%").await;
    desk.done(rep, "quotes.quote.send", json!({"id": desk.draft("5%").await})).await;
    let mut untaxed = inputs("0%");
    untaxed["untaxed_reason"] = json!("Diplomatic mission, card 1234");
    let quote = desk.done(rep, "quotes.quote.change", json!({"id": id, "inputs": untaxed})).await;
    assert_eq!(quote["total"]["amount"], "695.00");
    assert_eq!(desk.refused(rep, "quotes.quote.send", json!({"id": id})).await, "NEEDS_APPROVAL");
    desk.done(rep, "quotes.approval.ask", json!({"id": id, "reason": "The card was seen."})).await;
    desk.done(manager, "quotes.approval.answer", json!({"id": id, "approve": true})).await;
    desk.done(rep, "quotes.quote.send", json!({"id": id})).await;
}

#[tokio::test]
async fn quo_36_a_company_sets_its_own_limits_and_only_makes_blocks_stricter() {
    let desk = Desk::open("limits").await;
    let id = desk.draft("10%").await;
    let (rep, books) = (&desk.rep, &desk.books);
    let may_send = async || desk.done(rep, "quotes.quote.flags", json!({"id": id})).await["may_send"].clone();
    assert_eq!(may_send().await, false, "QUO-37: a rep grants five per cent");
    let limits = books.run("quotes.limits.read", json!({})).await;
    assert_eq!(
        (&limits["senders"]["REP"]["most_discount"], &limits["checks"], &limits["shipped_levels"]["P13"]),
        (&json!("5%"), &limits["shipped_checks"], &json!("WARN"))
    );

    let roles: Vec<_> = limits["roles"].as_array().expect("roles").iter().map(|role| &role["role"]).collect();
    assert!(
        roles.contains(&&json!("REP")) && !roles.contains(&&json!("DRIVER")),
        "who makes no quotes is left out: {roles:?}"
    );

    let wider = json!({"checks": {}, "senders": {"REP": {"most_discount": "10%", "least_margin": "20%"}}});
    books.run("quotes.limits.set", wider.clone()).await;
    assert_eq!(may_send().await, true);
    let mut strict = wider;
    strict["checks"] = json!({"days_ahead": 30, "levels": {"P03": "APPROVAL"}});
    books.run("quotes.limits.set", strict).await;
    let flags = desk.done(rep, "quotes.quote.flags", json!({"id": id})).await;
    let far = flags["flags"].as_array().expect("flags").iter().find(|flag| flag["reason"] == "quote.service_date_far");
    assert_eq!((far.map(|flag| &flag["level"]), &flags["may_send"]), (Some(&json!("APPROVAL")), &json!(false)));

    let loose = json!({"checks": {"most_days": 4_000, "levels": {"P10": "WARN"}}, "senders": {"REP": {"most_discount": "120%", "least_margin": "0%"}}});
    let refused = books.attempt("quotes.limits.set", loose).await.expect_err("only upward");
    let fields: Vec<_> = refused.problems.iter().map(|problem| problem.field.as_str()).collect();
    assert_eq!(fields, ["checks.most_days", "checks.levels", "senders.REP.most_discount"], "all at once");
    let refused = desk.by(rep, "quotes.limits.set", json!({"checks": {}})).await.expect_err("not a rep's to widen");
    assert_eq!(refused.kind, kernel::ErrorKind::Forbidden);
}

#[tokio::test]
async fn acc_38_not_this_discount_but_another_one_and_the_rep_takes_it() {
    let desk = Desk::open("counter").await;
    let id = desk.draft("12%").await;
    let (rep, manager) = (&desk.rep, &desk.manager);
    desk.done(rep, "quotes.approval.ask", json!({"id": id, "reason": "They have another offer."})).await;
    let answer = |fields: Value| {
        let mut input = json!({"id": id});
        input.as_object_mut().expect("a record").extend(fields.as_object().expect("fields").clone());
        input
    };
    let both = answer(json!({"approve": true, "discount": "8%"}));
    assert_eq!(desk.refused(manager, "quotes.approval.answer", both).await, "INVALID");
    let much = answer(json!({"approve": false, "discount": "40%"}));
    assert_eq!(desk.refused(manager, "quotes.approval.answer", much).await, "BEYOND_YOUR_LIMITS");
    let early = desk.refused(rep, "quotes.approval.take", json!({"id": id})).await;
    assert_eq!(early, "WAITS_FOR_APPROVAL");
    let offer = answer(json!({"approve": false, "discount": "8%"}));
    let answered = desk.done(manager, "quotes.approval.answer", offer).await;
    assert_eq!((&answered["state"], &answered["counter_discount"]), (&json!("REJECTED"), &json!("8%")));
    assert_eq!(desk.refused(rep, "quotes.quote.send", json!({"id": id})).await, "NEEDS_APPROVAL", "12 % stays refused");

    let taken = desk.done(rep, "quotes.approval.take", json!({"id": id})).await;
    assert_eq!(taken["total"], answered["counter_total"]);
    let flags = desk.done(rep, "quotes.quote.flags", json!({"id": id})).await;
    assert_eq!(flags["may_send"], true, "eight per cent is beyond the rep's limit, and granted");
    let more = json!({"id": id, "inputs": inputs("9%")});
    desk.done(rep, "quotes.quote.change", more).await;
    assert_eq!(desk.refused(rep, "quotes.quote.send", json!({"id": id})).await, "NEEDS_APPROVAL", "nine is not eight");
    desk.done(rep, "quotes.approval.take", json!({"id": id})).await;
    desk.done(rep, "quotes.quote.send", json!({"id": id})).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn acc_39_unanswered_it_goes_to_the_administrators_and_the_asker_is_told_when_nobody_does() {
    let desk = Desk::open("rising").await;
    let id = desk.draft("12%").await;
    desk.done(&desk.rep, "quotes.approval.ask", json!({"id": id, "reason": "Third move."})).await;
    let (engine, company, owner) = (&desk.books.served.kit.engine, desk.books.company.id, desk.books.owner().await);
    let told = async |kind: &str| -> Vec<String> {
        let sql = "select r.code from notification n \
                   join app_user u on u.company_id = n.company_id and u.id = n.user_id \
                   join role r on r.company_id = u.company_id and r.id = u.role_id where n.kind = $1 order by 1";
        for _ in 0..200 {
            let rows = owner.query(sql, &[&kind]).await.expect("notifications");
            if !rows.is_empty() {
                return rows.iter().map(|row| row.get(0)).collect();
            }
            tokio::time::sleep(std::time::Duration::from_millis(50)).await;
        }
        vec![]
    };
    assert_eq!(told("APPROVAL_ASKED").await, ["MANAGER"]);
    let later = async |text: &str| {
        let tenant =
            "select set_config('app.company_id', $1::text, false), set_config('app.entry_id', $1::text, false)";
        owner.execute(tenant, &[&company.uuid().to_string()]).await.expect("a tenant");
        assert_eq!(owner.execute(text, &[&company]).await.expect("an update"), 1);
    };
    let run = async |schedule: &'static str| {
        let run = engine.registry().schedule(schedule).expect("a schedule").run;
        engine.run_job(company, schedule, run).await.expect("a run");
    };
    let level = async || desk.done(&desk.rep, "quotes.approval.read", json!({"id": id})).await["level"].clone();
    later("update quote_approval set asked_at = asked_at - interval '14 minutes' where company_id = $1").await;
    run("quotes.approvals_rise").await;
    assert_eq!(level().await, "MANAGER", "a quarter of an hour is not over");
    later("update quote_approval set asked_at = asked_at - interval '2 minutes' where company_id = $1").await;
    run("quotes.approvals_rise").await;
    run("quotes.approvals_rise").await;
    assert_eq!((level().await, told("APPROVAL_WAITS").await), (json!("ADMIN"), vec!["ADMIN".to_owned()]), "once");
    later("update quote_approval set expires_at = asked_at where company_id = $1").await;
    run("quotes.approvals_expire").await;
    assert_eq!(told("APPROVAL_EXPIRED").await, ["REP"], "the asker");
}
