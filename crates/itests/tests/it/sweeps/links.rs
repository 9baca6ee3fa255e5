//! What is opened by a secret link: only by the very link, only what it is for, and once under its key.

use std::collections::BTreeMap;

use engine::{Credentials, ErrorKind, Kind, module::AnyOperation, operation::Access};
use serde_json::{Value, json};

use super::{Ground, ask, finding, ids, nothing_wrong, request, twice};

/// Makes a link of every kind in my company: kind → its text.
async fn links(ground: &Ground) -> BTreeMap<&'static str, String> {
    let run = async |name: &str| {
        let operation = ground.kit.engine.registry().operation(name).expect("an operation").clone();
        let mut input = ground.input(operation.as_ref(), 0).await;
        if name == "quotes.quote.create" {
            // The first customers of the demo may have been merged.
            let customers = ask(&ground.kit.engine, &ground.mine.admin, "customers.customer.list", json!({})).await;
            input["customer_id"] = customers.expect("customers").data["items"][0]["id"].clone();
        }
        ask(&ground.kit.engine, &ground.mine.admin, name, input).await.unwrap_or_else(|e| panic!("{name}: {e}")).data
    };
    let quote = run("quotes.quote.create").await;
    let sent = ask(&ground.kit.engine, &ground.mine.admin, "quotes.quote.send", json!({"id": quote["id"]})).await;
    let last = |url: &Value| url.as_str().and_then(|u| u.rsplit('/').next()).expect("a link").to_owned();
    let invitation = "select substring(content from '/invitation/(i_[A-Za-z0-9_-]+)') from communication_part \
                      where company_id = $1 and content like '%/invitation/%' order by id desc limit 1";
    let invitation = ground.owner.query_one(invitation, &[&ground.mine.id]).await.expect("an invitation").get(0);
    let drafts = json!({"state": "DRAFT", "sort": "created_at"});
    let drafts = ask(&ground.kit.engine, &ground.mine.admin, "sales.estimate.list", drafts).await.expect("estimates");
    let survey = json!({"id": drafts.data["items"][0]["id"], "to": "guest@example.org"});
    let survey = ask(&ground.kit.engine, &ground.mine.admin, "sales.survey.send", survey).await;
    let customers = ask(&ground.kit.engine, &ground.mine.admin, "customers.customer.list", json!({"limit": 100})).await;
    let customers = customers.expect("customers").data;
    let written = customers["items"].as_array().expect("a list").iter().find(|c| c["email"].is_string()).expect("one");
    let offer = json!({"channel": "EMAIL", "customer_id": written["id"], "subject": "News", "text": "News.", "purpose": "MARKETING"});
    ask(&ground.kit.engine, &ground.mine.admin, "messaging.message.send", offer).await.expect("written");
    let ending = "select substring(content from '/unsubscribe/(u_[A-Za-z0-9_-]+)') from communication_part \
                  where company_id = $1 and content like '%/unsubscribe/%' order by id desc limit 1";
    let ending = ground.owner.query_one(ending, &[&ground.mine.id]).await.expect("a link").get(0);
    BTreeMap::from([
        ("u", ending),
        ("q", last(&sent.expect("sent").data["portal_url"])),
        ("f", last(&run("sales.form.create").await["url"])),
        ("p", run("sales.provider.create").await["key"].as_str().expect("a key").to_owned()),
        ("i", invitation),
        ("s", last(&survey.expect("sent").data["portal_url"])),
        ("h", last(&run("messaging.sender.create").await["incoming_url"])),
    ])
}

/// The example with the link in its place.
fn input(operation: &dyn AnyOperation, link: &str) -> Value {
    let mut input = operation.example();
    for member in input.as_object_mut().into_iter().flat_map(|members| members.values_mut()) {
        if member.as_str().is_some_and(|text| text.starts_with(&link[..2])) {
            *member = json!(link);
        }
    }
    input
}

#[tokio::test(flavor = "multi_thread")]
async fn only_the_very_link_opens() {
    let ground = Ground::new().await;
    let links = links(&ground).await;
    let (mut found, mut tried) = (vec![], 0);
    for operation in ground.kit.engine.registry().operations() {
        let spec = operation.spec();
        let Access::Link(kind) = spec.access else { continue };
        let link = &links[kind];
        let theirs = kernel::link::read(kind, link).expect("a link").company;
        assert_eq!(theirs, ground.mine.id);
        // The secret with a character changed, and the secret under the other company's name.
        let mut changed = link.clone();
        changed.replace_range(30..31, if &link[30..31] == "A" { "B" } else { "A" });
        let moved = kernel::link::make(kind, ground.theirs.id, [7; 32]);
        let moved = format!("{}{}", &moved[..24], &link[24..]);
        for wrong in [changed, moved] {
            tried += 1;
            let asked = request(
                &ground.kit.engine,
                spec.name,
                Credentials::Link(wrong.clone()),
                input(operation.as_ref(), &wrong),
            );
            match ground.kit.engine.run(asked).await {
                Err(e) if e.kind == ErrorKind::NotFound => {}
                Err(e) => found.push(finding(spec.name, format!("answers {e}"))),
                // Providers are answered in their own way: the status stands in the answer.
                Ok(answer) if answer.data["http_status"].as_i64().is_some_and(|status| status >= 400) => {}
                Ok(_) => found.push(finding(spec.name, "opens to a link that never was")),
            }
        }
        for field in ids::of(operation.as_ref()) {
            let Some(foreign) = ground.theirs.row(&field.table, 0) else { continue };
            tried += 1;
            let mut input = input(operation.as_ref(), link);
            field.put(&mut input, foreign);
            let asked = request(&ground.kit.engine, spec.name, Credentials::Link(link.clone()), input);
            if ground.kit.engine.run(asked).await.is_ok() {
                found.push(finding(spec.name, format!("takes another company's {}", field.name())));
            }
        }
    }
    nothing_wrong(&found);
    assert!(tried >= 20, "only {tried} were tried");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_sent_again_under_its_key_has_acted_once() {
    let ground = Ground::new().await;
    let engine = &ground.kit.engine;
    let links = links(&ground).await;
    let (mut found, mut run) = (vec![], vec![]);
    // Looked at, accepted; the other operations of the link then find it closed.
    for name in [
        "quotes.portal.read",
        "quotes.portal.give_up",
        "quotes.portal.accept",
        "access.user.accept",
        "sales.form.submit",
        "sales.form.send",
        "sales.intake.native",
        "sales.intake.from_provider",
        "sales.survey.open",
        "sales.survey.put_rooms",
        "sales.survey.submit",
        "messaging.unsubscribe.act",
    ] {
        let operation = engine.registry().operation(name).expect("an operation");
        let Access::Link(kind) = operation.spec().access else { panic!("{name} needs no link") };
        let mut input = input(operation.as_ref(), &links[kind]);
        if name == "quotes.portal.accept" {
            let page = request(
                engine,
                "quotes.portal.read",
                Credentials::Link(links[kind].clone()),
                json!({"token": links[kind]}),
            );
            let page = engine.run(page).await.expect("the page").data;
            input["total_shown"] = page["quote"]["total"].clone();
            let covers = page["quote"]["covers"].as_array().expect("a list").iter();
            input["covers"] = covers.map(|cover| json!({"part": cover["part"], "option": "RELEASED"})).collect();
        }
        let asked = request(engine, name, Credentials::Link(links[kind].clone()), input);
        match engine.run(asked.clone()).await {
            Err(e) => found.push(finding(name, format!("answers {e}"))),
            Ok(answer) => {
                run.push(name);
                let wrong = twice::again(&ground, engine, operation.as_ref(), asked, answer.data).await;
                found.extend(wrong.into_iter().map(|w| finding(name, w)));
            }
        }
    }
    nothing_wrong(&found);
    let all = engine.registry().operations().map(|o| o.spec());
    let all = all.filter(|s| s.kind == Kind::Command && matches!(s.access, Access::Link(_))).map(|s| s.name);
    let left: Vec<&str> = all.filter(|name| !run.contains(name)).collect();
    // The last closes the quote that was accepted; what providers call is signed, and tried in `texts`.
    let signed = ["messaging.hook.email", "messaging.hook.sms", "messaging.hook.sms_status"];
    // Pictures of a survey that is not sent yet, with their bytes, are tried in `surveys`.
    let pictures = ["sales.survey.add_picture", "sales.survey.bring_part", "sales.survey.remove_picture"];
    // Paying by card needs a provider; `acceptances` has one.
    let quotes = ["quotes.portal.complete", "quotes.portal.pay", "quotes.portal.prepare", "quotes.portal.reject"];
    assert_eq!(left, [&signed[..], &quotes, &pictures].concat());
}
