//! Marketing: who writes, how it is ended, and how much of it a customer bears.

use crate::texts::desk::Desk;
use anyhow::Result;
use serde_json::json;

const NOON: &str = "2026-07-15T12:00:00";
const ELISE: &str = "+14165550142";

/// Express consent to marketing by a channel, on the customer's point for it.
async fn wants_news(desk: &Desk, customer: &str, channel: &str) {
    let kind = if channel == "SMS" { "PHONE" } else { "EMAIL" };
    let card = desk.run("customers.customer.read", json!({"id": customer})).await;
    let point =
        card["points"].as_array().expect("points").iter().find(|p| p["kind"] == kind).expect(kind)["id"].clone();
    let input = json!({"id": customer, "point_id": point, "channel": channel, "purpose": "MARKETING", "act": "GIVEN",
        "wording": "Yes, write to me."});
    desk.run("customers.consent.record", input).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn msg_13_marketing_is_moved_and_then_dropped_over_all_channels() -> Result<()> {
    let desk = Desk::open("enough", NOON).await?;
    let elise = desk.customer("Roy", ELISE, "elise@mail.example").await;
    for channel in ["EMAIL", "SMS"] {
        wants_news(&desk, &elise, channel).await;
    }
    let mut told = vec![];
    for (at, channel) in ["EMAIL", "SMS", "EMAIL", "SMS", "EMAIL"].into_iter().enumerate() {
        let offer = json!({"channel": channel, "customer_id": elise, "subject": "Boxes", "text": format!("Offer {at}"), "purpose": "MARKETING"});
        let sent = desk.run("messaging.message.send", offer).await;
        let day = sent["send_at"].as_str().map_or("now", |at| &at[..10]).to_owned();
        told.push(format!(
            "{} {day} {}",
            sent["status"].as_str().expect("one"),
            sent["code"].as_str().unwrap_or_default()
        ));
    }
    assert_eq!(
        told,
        ["QUEUED now ", "SCHEDULED 2026-07-16 ", "SCHEDULED 2026-07-17 ", "SCHEDULED 2026-07-22 ", "CANCELLED now CAP"]
    );
    // Service is not marketing.
    assert_eq!(desk.text(&elise, "We come at five.").await["status"], "QUEUED");
    desk.served.stop().await;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn msg_11_marketing_mail_says_who_writes_and_one_click_ends_it() -> Result<()> {
    let desk = Desk::open("ending", NOON).await?;
    let elise = desk.customer("Roy", ELISE, "elise@mail.example").await;
    wants_news(&desk, &elise, "EMAIL").await;
    let offer = json!({"channel": "EMAIL", "customer_id": elise, "subject": "Boxes", "text": "Half price -- today.", "purpose": "MARKETING"});
    let sent = desk.run("messaging.message.send", offer.clone()).await;
    desk.until(&sent["id"], "SENT").await;
    let words = desk.message(&sent["id"]).await["text"].as_str().expect("words").to_owned();
    let (own, added) = words.split_once("\n\n-- \n").expect("what we add");
    assert_eq!(own, "Half price -- today.");
    assert!(added.starts_with("Company ending, Toronto ON, CA\nGet no more mail like this: http"), "{added}");
    let url = added.rsplit_once(' ').expect("a link").1;
    let letter = desk.mail.taken()[0].replace("\r\n ", " ").replace("\r\n\t", " ");
    assert!(letter.contains(&format!("List-Unsubscribe: <{url}>")), "{letter}");
    assert!(letter.contains("List-Unsubscribe-Post: List-Unsubscribe=One-Click"));
    // Service mail has none of it.
    let service = json!({"channel": "EMAIL", "customer_id": elise, "subject": "Today", "text": "We come at five."});
    let service = desk.run("messaging.message.send", service.clone()).await;
    desk.until(&service["id"], "SENT").await;
    assert_eq!(desk.message(&service["id"]).await["text"], "We come at five.");
    assert!(!desk.mail.taken()[1].contains("List-Unsubscribe"));
    // Sent again, the lines are there once.
    let again = desk.run("messaging.message.resend", json!({"id": sent["id"]})).await;
    let words = desk.message(&again["id"]).await["text"].as_str().expect("words").to_owned();
    assert_eq!(words.matches("Get no more mail like this").count(), 1);
    assert!(!words.contains(url), "by its own link");
    // Looking ends nothing, however often; a year later one click does, without a question, and twice is once.
    let path = url.split_once("/api").expect("ours").1;
    desk.pass(365 * 86_400);
    assert_eq!(desk.http.get(path).await?.status, 200);
    let granted = desk.run("messaging.message.send", offer.clone()).await;
    assert_ne!(granted["status"], "SUPPRESSED");
    let form = [("content-type", "application/x-www-form-urlencoded")];
    for _ in 0..2 {
        let ended = desk.http.post_bytes(path, b"List-Unsubscribe=One-Click".to_vec(), &form).await?;
        assert_eq!(ended.status, 200, "{:?}", ended.body);
    }
    assert_eq!(desk.run("messaging.message.send", offer).await["code"], "WITHDRAWN");
    let service = json!({"channel": "EMAIL", "customer_id": elise, "subject": "Today", "text": "We come at six."});
    assert_ne!(desk.run("messaging.message.send", service).await["status"], "SUPPRESSED");
    let states = desk.run("customers.consent.read", json!({"id": elise})).await;
    let all = states["states"].as_array().expect("states");
    let marketing = all.iter().find(|s| s["channel"] == "EMAIL" && s["purpose"] == "MARKETING").expect("one");
    assert_eq!((&marketing["state"], &marketing["source"]), (&json!("WITHDRAWN"), &json!("LINK")));
    let wrong = path.replacen("u_", "q_", 1);
    assert_eq!(desk.http.get(&wrong).await?.status, 404);
    desk.served.stop().await;
    Ok(())
}
