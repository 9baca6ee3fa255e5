//! The life of an offer over a real database: priced, sent, read, signed, converted.

mod kit;

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use kernel::{ErrorKind, Result};
use kit::{Kit, PHONE};
use serde_json::{Value, json};
use tokio_postgres::error::SqlState;

fn code(result: Result<Value>) -> String {
    match result {
        Ok(value) => panic!("not refused: {value}"),
        Err(e) => e.code,
    }
}

#[tokio::test]
async fn an_offer_goes_its_way() -> anyhow::Result<()> {
    let kit = Kit::start().await?;
    let quote = kit.draft(json!([])).await?;
    assert_eq!(quote["total"], json!({"amount": "695.00", "currency": "CAD"}));
    assert_eq!(quote["number"], "Q-2026-000001");
    let id = quote["id"].clone();

    let explained = kit.staff("quotes.quote.explain", json!({"id": id})).await?;
    assert_eq!(explained["holds"], true, "QUO-5");
    let changed = kit
        .staff(
            "quotes.quote.change",
            json!({"id": id, "inputs": kit.hourly(360, &json!([])), "terms": "Pay on the day."}),
        )
        .await?;
    assert_eq!(changed["total"]["amount"], "834.00");

    let token = kit.send(&id).await?;
    assert_eq!(code(kit.staff("quotes.quote.change", json!({"id": id, "terms": "Other."})).await), "NOT_A_DRAFT");
    assert_eq!(kit.mails(), ["quotes.quote.sent Q-2026-000001"]);

    let robot = kit.customer(&token, "quotes.portal.read", json!({}), "MailScanner/1.0").await?;
    assert_eq!(robot["quote"]["status"], "SENT", "QUO-44");
    let page = kit.customer(&token, "quotes.portal.read", json!({}), PHONE).await?;
    assert_eq!(page["quote"]["status"], "VIEWED");
    assert_eq!(page["quote"]["total"]["amount"], "834.00");
    assert_eq!(page["accepted"], Value::Null);

    let wrong = json!({"total_shown": {"amount": "1.00", "currency": "CAD"}});
    assert_eq!(code(kit.accept(&token, &wrong).await), "PRICE_CHANGED", "QUO-1");
    let right = json!({"total_shown": {"amount": "834.00", "currency": "CAD"}});
    let signed = kit.accept(&token, &right).await?;
    assert_eq!(signed["status"], "ACCEPTED");
    assert_eq!(kit.accept(&token, &wrong).await?, signed, "QUO-46: twice gives the same answer");
    assert_eq!(kit.mails().last().map(String::as_str), Some("quotes.document.signed Q-2026-000001"));

    let file = kit.staff("quotes.quote.pdf", json!({"id": id, "signed": "true"})).await?;
    let sha256 = kit::sha256_of(&file)?;
    let verified = kit.anybody("quotes.document.verify", json!({"sha256": sha256})).await?;
    assert_eq!((verified["genuine"].clone(), verified["number"].clone()), (json!(true), json!("Q-2026-000001")));
    let other = kit.anybody("quotes.document.verify", json!({"sha256": "0".repeat(64)})).await?;
    assert_eq!(other["genuine"], false);

    kit.job().await?;
    kit.tell("dispatch.job.created", json!({"quote_id": id})).await?;
    let quote = kit.staff("quotes.quote.read", json!({"id": id})).await?;
    assert_eq!(quote["status"], "CONVERTED", "QUO-48");
    assert!(quote["job_id"].as_str().is_some_and(|id| id.starts_with("job_")), "QUO-48: it leads to its job");
    assert_eq!(quote["signature"]["signer_name"], "Priya Fontaine");
    assert_eq!(code(kit.staff("quotes.quote.add_version", json!({"id": id})).await), "QUOTE_SIGNED");
    Ok(())
}

#[tokio::test]
async fn quo_41_a_chosen_option_is_priced_signed_and_nothing_else_changes() -> anyhow::Result<()> {
    let kit = Kit::start().await?;
    let charges = json!([{"rule_key": kit::KIT_FEE, "option": {"group": "extras", "selected": false}}]);
    let quote = kit.draft(charges).await?;
    let token = kit.send(&quote["id"]).await?;
    let page = kit.customer(&token, "quotes.portal.read", json!({}), PHONE).await?;
    let option = page["quote"]["options"][0]["id"].clone();
    assert_eq!(page["quote"]["total"]["amount"], "695.00");
    let chosen = kit.customer(&token, "quotes.portal.select", json!({"selected": [option]}), PHONE).await?;
    let total = chosen["quote"]["total"].clone();
    assert_ne!(total["amount"], "695.00");
    assert_eq!(chosen["quote"]["options"][0]["selected"], true);
    let selected = option.as_str().unwrap_or_default();
    // As the page's address of the paper names them.
    let covers = URL_SAFE_NO_PAD.encode(r#"[{"part":"move","option":"RELEASED"}]"#);
    let of_choice =
        kit.customer(&token, "quotes.portal.pdf", json!({"selected": selected, "covers": covers}), PHONE).await?;

    kit.accept(&token, &json!({"selected": [option], "total_shown": total})).await?;
    let signed = kit.staff("quotes.quote.read", json!({"id": quote["id"]})).await?;
    assert_eq!(signed["total"], total);
    assert_eq!(signed["priced"]["total"], total, "QUO-41: the page shows what was signed");
    let items = signed["items"].as_array().expect("items");
    assert!(items.iter().any(|item| item["id"] == option && item["selected"] == true));
    assert_eq!(signed["signature"]["selected"], json!([option]));
    assert_eq!(signed["signature"]["pdf_sha256"], json!(kit::sha256_of(&of_choice)?), "QUO-47: the exact file shown");
    Ok(())
}

#[tokio::test]
async fn quo_46_two_at_once_sign_once() -> anyhow::Result<()> {
    let kit = Kit::start().await?;
    let quote = kit.draft(json!([])).await?;
    let token = kit.send(&quote["id"]).await?;
    let right = json!({"total_shown": {"amount": "695.00", "currency": "CAD"}});
    let (one, two) = futures::join!(kit.accept(&token, &right), kit.accept(&token, &right));
    assert_eq!(one?, two?);
    assert_eq!(kit.mails().len(), 2, "the offer and one confirmation");
    Ok(())
}

#[tokio::test]
async fn quo_39_a_new_version_replaces_the_old_and_its_link_leads_there() -> anyhow::Result<()> {
    let kit = Kit::start().await?;
    let first = kit.draft(json!([])).await?;
    let token = kit.send(&first["id"]).await?;
    let second = kit.staff("quotes.quote.add_version", json!({"id": first["id"]})).await?;
    assert_eq!((second["number"].clone(), second["quote_version"].clone()), (first["number"].clone(), json!(2)));
    assert_eq!(kit.customer(&token, "quotes.portal.read", json!({}), PHONE).await?["quote"]["version"], 1);
    kit.send(&second["id"]).await?;
    assert_eq!(kit.customer(&token, "quotes.portal.read", json!({}), PHONE).await?["quote"]["version"], 2);
    let old = kit.staff("quotes.quote.read", json!({"id": first["id"]})).await?;
    assert_eq!((old["status"].clone(), old["rejection_kind"].clone()), (json!("REJECTED"), json!("REPLACED")));
    Ok(())
}

#[tokio::test]
async fn quo_40_nothing_is_accepted_after_its_last_day() -> anyhow::Result<()> {
    let kit = Kit::start().await?;
    let quote = kit.draft(json!([])).await?;
    let token = kit.send(&quote["id"]).await?;
    let right = json!({"total_shown": {"amount": "695.00", "currency": "CAD"}});
    kit.pass_days(31);
    assert_eq!(code(kit.accept(&token, &right).await), "QUOTE_EXPIRED");
    kit.expire().await?;
    let page = kit.customer(&token, "quotes.portal.read", json!({}), PHONE).await?;
    assert_eq!((page["quote"]["status"].clone(), page["quote"]["open"].clone()), (json!("EXPIRED"), json!(false)));
    kit.pass_days(90);
    let gone = kit.customer(&token, "quotes.portal.read", json!({}), PHONE).await.expect_err("outdated");
    let foreign = kernel::link::make("q", kit.company, [9; 32]);
    let unknown = kit.customer(&foreign, "quotes.portal.read", json!({}), PHONE).await.expect_err("foreign");
    assert_eq!((gone.kind, gone.message.clone()), (ErrorKind::NotFound, unknown.message), "the same neutral answer");
    Ok(())
}

#[tokio::test]
async fn quo_39_the_database_refuses_changes_of_what_was_sent() -> anyhow::Result<()> {
    let kit = Kit::start().await?;
    let quote = kit.draft(json!([])).await?;
    kit.send(&quote["id"]).await?;
    let owner = kit.owner().await?;
    for attempt in [
        "update quote set total_minor = 1",
        "update quote set snapshot = '{}'",
        "update quote set status = 'DRAFT'",
        "update quote_item set total_minor = 1",
        "delete from quote_item",
        "delete from quote",
        "update tariff_rule set body = '{}'",
    ] {
        let refused = owner.batch_execute(attempt).await.expect_err(attempt);
        assert_eq!(refused.code(), Some(&SqlState::RESTRICT_VIOLATION), "{attempt}: {refused}");
    }
    Ok(())
}

#[tokio::test]
async fn a_converted_lead_gets_one_draft() -> anyhow::Result<()> {
    let kit = Kit::start().await?;
    let (lead, quote) = kit.lead().await?;
    for _ in 0..2 {
        kit.tell("sales.lead.converted", json!({"quote_id": quote, "lead_id": lead, "customer_id": kit.customer_id}))
            .await?;
    }
    let draft = kit.staff("quotes.quote.read", json!({"id": quote})).await?;
    assert_eq!(draft["status"], "DRAFT");
    assert_eq!(draft["title"], "Move: Toronto → Ottawa");
    let flags = kit.staff("quotes.quote.flags", json!({"id": quote})).await?;
    assert_eq!(flags["may_send"], false);
    assert!(kit.staff("quotes.quote.send", json!({"id": quote})).await.is_err(), "without a price nothing is sent");
    let list = kit.staff("quotes.quote.list", json!({"q": "Ottawa"})).await?;
    assert_eq!(list["items"].as_array().map(Vec::len), Some(1));
    Ok(())
}
