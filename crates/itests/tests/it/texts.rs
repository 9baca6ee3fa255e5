//! Text messages out and in, against a provider inside the test and a mail server of its own.

pub mod desk;
// The mail server of the module's own tests; not all its moods are needed here.
#[allow(dead_code)]
#[path = "../../../messaging/tests/outbox/server.rs"]
pub mod mail_server;
pub mod provider;

use anyhow::Result;
use base64::{Engine as _, engine::general_purpose::STANDARD};
use desk::{Desk, NUMBER, SECRET};
use provider::{Mood, field};
use serde_json::{Value, json};

const NOON: &str = "2026-07-15T12:00:00";
const ELISE: &str = "+14165550142";

#[tokio::test(flavor = "multi_thread")]
async fn msg_16_a_text_leaves_once_and_is_followed_to_the_end() -> Result<()> {
    let desk = Desk::open("follow", NOON).await?;
    let elise = desk.customer("Roy", ELISE, "elise@mail.example").await;
    let sent = desk.text(&elise, "We arrive between 8 and 9 – “sharp”.").await;
    assert_eq!((&sent["status"], &sent["segments"]), (&json!("QUEUED"), &json!(1)));
    desk.until(&sent["id"], "SENT").await;
    let taken = desk.provider.taken();
    assert_eq!(taken.len(), 1);
    assert_eq!((field(&taken[0], "To"), field(&taken[0], "From")), (ELISE, NUMBER));
    let body = field(&taken[0], "Body");
    assert!(body.starts_with("We arrive between 8 and 9 - \"sharp\".\nCompany follow. Reply STOP"), "MSG-11: {body}");
    let basic = format!("Basic {}", STANDARD.encode(format!("AC1:{SECRET}")));
    assert_eq!(desk.provider.credentials(), [basic]);
    // Worked example 9: READ, DELIVERED, SENT, and DELIVERED four times more.
    let callback = field(&taken[0], "StatusCallback").to_owned();
    for status in ["read", "delivered", "sent", "delivered", "delivered", "delivered", "delivered"] {
        assert_eq!(desk.tell(&callback, "SM1", status).await.status, 200, "{status}");
    }
    desk.until(&sent["id"], "READ").await;
    let owner = desk.served.kit.owner().await?;
    let kept: i64 = owner.query_one("select count(*) from message_event where kind = 'STATUS'", &[]).await?.get(0);
    assert_eq!(kept, 3, "three events kept, each once");
    // Another copy of the program works off the same rows: nothing leaves twice.
    desk.tick("messaging.retry").await;
    let second = desk.text(&elise, "See you.").await;
    desk.until(&second["id"], "SENT").await;
    assert_eq!(field(&desk.provider.taken()[1], "Body"), "See you.", "who we are is said once");
    assert_eq!(desk.provider.taken().len(), 2);
    assert_eq!(desk.message(&sent["id"]).await["status"], "READ");
    desk.served.stop().await;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn msg_10_worked_example_8_after_stop_nothing_leaves_but_one_confirmation() -> Result<()> {
    let desk = Desk::open("stop", "2026-07-15T14:02:00").await?;
    let elise = desk.customer("Roy", ELISE, "elise@mail.example").await;
    desk.provider.be(Mood::Busy);
    let waiting = desk.text(&elise, "The truck is on its way.").await;
    Desk::wait("tried", async || desk.message(&waiting["id"]).await["attempts"] == 1).await;
    desk.provider.be(Mood::Takes);
    assert_eq!(desk.says(ELISE, "Stop").await.status, 200);
    desk.came_in(1).await;
    let held = desk.until(&waiting["id"], "SUPPRESSED").await;
    assert_eq!(held["code"], "WITHDRAWN");
    Desk::wait("confirmed", async || desk.provider.taken().len() == 1).await;
    assert!(field(&desk.provider.taken()[0], "Body").contains("no more text messages"));
    // Silence: neither another Stop nor a message of ours makes one leave.
    assert_eq!(desk.says(ELISE, "STOP!").await.status, 200);
    desk.came_in(2).await;
    let later = desk.text(&elise, "Where are you?").await;
    assert_eq!((&later["status"], &later["code"]), (&json!("SUPPRESSED"), &json!("WITHDRAWN")), "said at once");
    // What was held back does not leave by the clock either.
    desk.pass(3_600);
    desk.tick("messaging.retry").await;
    // Mail of the same day goes on.
    let mail = json!({"channel": "EMAIL", "customer_id": elise, "subject": "Today", "text": "We come at five."});
    let mail = desk.run("messaging.message.send", mail).await;
    desk.until(&mail["id"], "SENT").await;
    assert_eq!(desk.mail.taken().len(), 1);
    assert_eq!(desk.provider.taken().len(), 1, "{:?}", desk.provider.taken());
    // HELP is answered, START brings service messages back and marketing not.
    desk.says(ELISE, "Aide").await;
    Desk::wait("helped", async || desk.provider.taken().len() == 2).await;
    assert!(field(&desk.provider.taken()[1], "Body").contains("Répondez ARRET"));
    desk.says(ELISE, "unstop").await;
    Desk::wait("back", async || desk.provider.taken().len() == 3).await;
    let again = desk.text(&elise, "We are there.").await;
    desk.until(&again["id"], "SENT").await;
    let offer = json!({"channel": "SMS", "customer_id": elise, "text": "Boxes at half price.", "purpose": "MARKETING"});
    assert_eq!(desk.run("messaging.message.send", offer).await["code"], "WITHDRAWN");
    let states = desk.run("customers.consent.read", json!({"id": elise})).await;
    let state = |purpose: &str| {
        let all = states["states"].as_array().expect("states");
        let of = all.iter().find(|s| s["channel"] == "SMS" && s["purpose"] == purpose).expect(purpose);
        (of["state"].clone(), of["source"].clone())
    };
    assert_eq!(state("SERVICE"), (json!("GIVEN"), json!("SMS_KEYWORD")));
    assert_eq!(state("MARKETING"), (json!("WITHDRAWN"), json!("SMS_KEYWORD")));
    desk.served.stop().await;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn msg_10_a_word_inside_a_sentence_only_marks() -> Result<()> {
    let desk = Desk::open("marks", NOON).await?;
    let elise = desk.customer("Roy", ELISE, "elise@mail.example").await;
    desk.says(ELISE, "stop by at 5").await;
    desk.came_in(1).await;
    let inbox = desk.run("messaging.conversation.list", json!({})).await;
    assert_eq!(inbox["items"][0]["marks"], json!(["MAY_MEAN_STOP"]), "{inbox}");
    let sent = desk.text(&elise, "We will.").await;
    desk.until(&sent["id"], "SENT").await;
    assert_eq!(desk.provider.taken().len(), 1, "no confirmation");
    desk.served.stop().await;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn msg_22_a_lost_answer_never_makes_two() -> Result<()> {
    let desk = Desk::open("lost", NOON).await?;
    let elise = desk.customer("Roy", ELISE, "elise@mail.example").await;
    desk.provider.be(Mood::TakesInSilence);
    let silent = desk.text(&elise, "One.").await;
    Desk::wait("taken", async || desk.provider.taken().len() == 1).await;
    desk.provider.be(Mood::Takes);
    // The clock does not send it again, and does not ask before ten minutes have passed.
    desk.pass(300);
    desk.tick("messaging.retry").await;
    assert_eq!(desk.message(&silent["id"]).await["status"], "QUEUED");
    desk.pass(301);
    desk.tick("messaging.retry").await;
    desk.until(&silent["id"], "SENT").await;
    assert_eq!(desk.provider.taken().len(), 1, "the provider had it");
    // The provider denies having this one: it is sent again.
    desk.provider.be(Mood::Loses);
    let lost = desk.text(&elise, "Two.").await;
    Desk::wait("asked", async || desk.provider.credentials().len() == 2).await;
    desk.provider.be(Mood::Takes);
    desk.pass(601);
    desk.tick("messaging.retry").await;
    desk.until(&lost["id"], "SENT").await;
    assert_eq!(desk.provider.taken().len(), 2);
    // A callback settles it too, before anybody asks.
    desk.provider.be(Mood::TakesInSilence);
    let told = desk.text(&elise, "Three.").await;
    Desk::wait("taken", async || desk.provider.taken().len() == 3).await;
    let callback = field(&desk.provider.taken()[2], "StatusCallback").to_owned();
    assert_eq!(desk.tell(&callback, "SM3", "delivered").await.status, 200);
    desk.until(&told["id"], "DELIVERED").await;
    desk.served.stop().await;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn msg_16_refusals_teach_what_the_number_is() -> Result<()> {
    let desk = Desk::open("refuse", NOON).await?;
    let elise = desk.customer("Roy", ELISE, "elise@mail.example").await;
    desk.provider.be(Mood::Refuses(21614));
    let land_line = desk.text(&elise, "Hello.").await;
    assert_eq!(desk.until(&land_line["id"], "FAILED").await["code"], "21614");
    desk.provider.be(Mood::Takes);
    let again = desk.text(&elise, "Hello again.").await;
    assert_eq!(again["status"], "SUPPRESSED", "the point is INVALID");
    let standing = desk.run("messaging.suppression.list", json!({"point": ELISE})).await;
    assert_eq!(standing["items"][0]["reason"], "INVALID");
    let other = desk.customer("Quill", "+14165550143", "nora@mail.example").await;
    desk.provider.be(Mood::Refuses(21610));
    let opted_out = desk.text(&other, "Hello.").await;
    desk.until(&opted_out["id"], "FAILED").await;
    let again = desk.text(&other, "Hello again.").await;
    assert_eq!(again["code"], "WITHDRAWN", "opted out at the provider is STOP in the ledger");
    desk.served.stop().await;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn msg_12_a_text_waits_for_the_morning_and_urgent_ones_do_not() -> Result<()> {
    let desk = Desk::open("night", "2026-07-15T21:40:00").await?;
    let elise = desk.customer("Roy", ELISE, "elise@mail.example").await;
    let put_off = desk.text(&elise, "Your crew is booked.").await;
    assert_eq!((&put_off["status"], &put_off["send_at"]), (&json!("SCHEDULED"), &json!("2026-07-16T12:00:00Z")));
    let text = |priority: &str, expires_at: &str| {
        json!({"channel": "SMS", "customer_id": elise, "text": format!("Truck in 20 minutes, {priority}."),
            "priority": priority, "expires_at": expires_at})
    };
    let urgent = desk.run("messaging.message.send", text("URGENT", "2026-07-16T02:00:00Z")).await;
    desk.until(&urgent["id"], "SENT").await;
    let useless = desk.run("messaging.message.send", text("NORMAL", "2026-07-16T03:00:00Z")).await;
    assert_eq!((&useless["status"], &useless["code"]), (&json!("CANCELLED"), &json!("EXPIRED")));
    // The provider is down and the message is good until 22:00: cancelled then, never late.
    desk.provider.be(Mood::Busy);
    let mut stale = text("URGENT", "2026-07-16T02:00:00Z");
    stale["text"] = json!("Truck at the corner.");
    let stale = desk.run("messaging.message.send", stale).await;
    Desk::wait("tried", async || desk.message(&stale["id"]).await["attempts"] == 1).await;
    desk.provider.be(Mood::Takes);
    desk.pass(20 * 60);
    desk.tick("messaging.schedule").await;
    let stale = desk.until(&stale["id"], "CANCELLED").await;
    assert_eq!(stale["code"], "EXPIRED");
    // Ten hours on it is morning there.
    desk.pass(10 * 3_600);
    desk.tick("messaging.schedule").await;
    desk.until(&put_off["id"], "SENT").await;
    assert_eq!(desk.provider.taken().len(), 2);
    desk.served.stop().await;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn msg_27_hooks_take_what_is_signed_and_take_it_once() -> Result<()> {
    let desk = Desk::open("hooks", NOON).await?;
    assert_eq!(desk.bring(ELISE, "Hello", "SMx", "another secret").await.status, 401);
    assert_eq!(desk.bring(ELISE, "Hello", "SMx", SECRET).await.status, 200);
    let again = desk.bring(ELISE, "Hello", "SMx", SECRET).await;
    assert_eq!((again.status, &again.body["data"]["new"]), (200, &json!(false)));
    let mail = "From: nora@mail.example\r\nTo: office@maplelane.example\r\nMessage-ID: <m1@mail.example>\r\n\
        Subject: Boxes\r\n\r\nHow many?\r\n";
    let long_ago = desk.now() - jiff::SignedDuration::from_mins(6);
    assert_eq!(desk.bring_mail(mail, long_ago).await.status, 401, "too old");
    assert_eq!(desk.bring_mail(mail, desk.now()).await.status, 200);
    let repeat = desk.bring_mail(mail, desk.now()).await;
    assert_eq!(repeat.body["data"]["new"], json!(false));
    desk.came_in(2).await;
    assert_eq!(desk.run("messaging.conversation.list", json!({})).await["items"].as_array().map(Vec::len), Some(2));
    // Nobody reads the secret: not by an answer, not in the trail, not in the images of the rows.
    let shown = desk.run("messaging.sender.list", json!({})).await.to_string();
    assert!(shown.contains(NUMBER) && !shown.contains(SECRET));
    let changed = json!({"id": desk.run("messaging.sender.list", json!({"channel": "SMS"})).await["items"][0]["id"],
        "secret": format!("{SECRET} anew"), "new_hooks": true});
    let changed = desk.run("messaging.sender.change", changed).await;
    assert!(!changed.to_string().contains(SECRET));
    assert_eq!(desk.bring(ELISE, "Hello", "SMy", SECRET).await.status, 404, "the old address is closed");
    let owner = desk.served.kit.owner().await?;
    for text in [
        "select count(*) from audit_entry where canonical like '%' || $1 || '%'",
        "select count(*) from row_change where image::text like '%' || $1 || '%'",
        "select count(*) from event where data::text like '%' || $1 || '%'",
    ] {
        assert_eq!(owner.query_one(text, &[&SECRET]).await?.get::<_, i64>(0), 0, "{text}");
    }
    desk.served.stop().await;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn msg_26_one_conversation_over_all_channels() -> Result<()> {
    let desk = Desk::open("inbox", NOON).await?;
    let mail = |id: &str, to: &str, more: &str, text: &str| {
        format!(
            "From: Nora Quill <nora@mail.example>\r\nTo: {to}\r\nMessage-ID: <{id}@mail.example>\r\n\
             Subject: Boxes\r\n{more}\r\n{text}\r\n"
        )
    };
    // Somebody nobody knows; a customer by that name and address is suggested afterwards.
    desk.bring_mail(&mail("m1", "office@maplelane.example", "", "How many boxes?"), desk.now()).await;
    desk.came_in(1).await;
    let inbox = desk.run("messaging.conversation.list", json!({})).await;
    let line = inbox["items"][0].clone();
    assert_eq!(
        (&line["title"], &line["customer_id"], &line["unread"]),
        (&json!("Nora Quill"), &Value::Null, &json!(1))
    );
    let nora =
        json!({"first_name": "Nora", "last_name": "Quill", "phone": "+14165550143", "email": "nora@mail.example"});
    let nora = desk.run("customers.customer.create", nora).await["id"].clone();
    let shown = desk.run("messaging.conversation.read", json!({"id": line["id"]})).await;
    assert_eq!(shown["suggestions"][0]["customer_id"], nora, "{shown}");
    let attached = json!({"id": line["id"], "customer_id": nora});
    let shown = desk.run("messaging.conversation.attach", attached).await;
    assert_eq!(shown["customer_id"], nora);
    assert_eq!(shown["ways"][0]["allowed"], true);
    // We answer by mail: it says what it answers, and answers to it come back here, from whatever address.
    let answer = json!({"id": line["id"], "channel": "EMAIL", "text": "About forty."});
    let shown = desk.run("messaging.conversation.answer", answer.clone()).await;
    assert_eq!(shown["state"], "WAITING");
    let refused = desk.try_run("messaging.conversation.answer", answer).await.expect_err("the same words");
    assert_eq!(refused.code, "SAID_JUST_NOW", "MSG-3");
    Desk::wait("answered", async || desk.mail.taken().len() == 1).await;
    let letter = desk.mail.taken()[0].clone();
    assert!(letter.contains("In-Reply-To: <m1@mail.example>") && letter.contains("Subject: Re: Boxes"), "{letter}");
    let reply_to = letter.lines().find_map(|l| l.strip_prefix("Reply-To: ")).expect("an address").trim().to_owned();
    let by_address = mail("m2", &reply_to, "", "Thank you.").replace("nora@mail", "nora.at.work@mail");
    desk.bring_mail(&by_address, desk.now()).await;
    desk.came_in(2).await;
    let message_id = letter.lines().find_map(|l| l.strip_prefix("Message-ID: ")).expect("an id").trim().to_owned();
    let by_thread = mail("m3", "office@maplelane.example", &format!("In-Reply-To: {message_id}\r\n"), "And tape?");
    desk.bring_mail(&by_thread, desk.now()).await;
    desk.came_in(3).await;
    desk.says("+14165550143", "It's Nora, by phone").await;
    desk.came_in(4).await;
    let inbox = desk.run("messaging.conversation.list", json!({})).await;
    assert_eq!(inbox["items"].as_array().map(Vec::len), Some(1), "{inbox}");
    assert_eq!((&inbox["items"][0]["state"], &inbox["items"][0]["channel"]), (&json!("OPEN"), &json!("SMS")));
    let shown = desk.run("messaging.conversation.read", json!({"id": line["id"]})).await;
    let texts: Vec<&str> =
        shown["messages"].as_array().expect("messages").iter().filter_map(|m| m["text"].as_str()).collect();
    assert_eq!(texts, ["How many boxes?", "About forty.", "Thank you.", "And tape?", "It's Nora, by phone"]);
    // Mail that comes back for good ends the address (MSG-24); a report of somebody else's making does not.
    let report = |message: &str| {
        format!(
            "From: MAILER-DAEMON@mx.mail.example\r\nTo: office@maplelane.example\r\nMessage-ID: <r{}@mx.mail.example>\r\n\
             Content-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n--b\r\n\
             Content-Type: text/plain\r\n\r\nSorry.\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\n\
             Reporting-MTA: dns; mx.mail.example\r\n\r\nFinal-Recipient: rfc822; nora@mail.example\r\n\
             Action: failed\r\nStatus: 5.1.1\r\n\r\n--b\r\nContent-Type: text/rfc822-headers\r\n\r\n\
             Message-ID: {message}\r\n--b--\r\n",
            message.len()
        )
    };
    let way =
        async || desk.run("messaging.conversation.read", json!({"id": line["id"]})).await["ways"][0]["code"].clone();
    assert_eq!(desk.bring_mail(&report("<made@up.example>"), desk.now()).await.status, 200);
    assert_eq!(desk.bring_mail(&report(&message_id), desk.now()).await.status, 200);
    Desk::wait("bounced", async || way().await == "SUPPRESSED").await;
    let standing = desk.run("messaging.suppression.list", json!({})).await;
    assert_eq!(standing["items"][0]["reason"], "HARD_BOUNCE");
    // Put away, it comes back by itself; closed, the next message opens it.
    let until = desk.now() + jiff::SignedDuration::from_mins(30);
    let id = json!({"id": line["id"]});
    let snoozed = desk.run("messaging.conversation.snooze", json!({"id": line["id"], "until": until})).await;
    assert_eq!(snoozed["state"], "SNOOZED");
    desk.pass(31 * 60);
    desk.tick("messaging.inbox").await;
    let state = async || desk.run("messaging.conversation.read", id.clone()).await["state"].clone();
    assert_eq!(state().await, "OPEN");
    desk.run("messaging.conversation.close", id.clone()).await;
    assert_eq!(state().await, "CLOSED");
    desk.says("+14165550143", "One more thing").await;
    desk.came_in(5).await;
    assert_eq!(state().await, "OPEN");
    // After STOP the way by text is shut, and says why.
    desk.says("+14165550143", "stop").await;
    desk.came_in(6).await;
    let shown = desk.run("messaging.conversation.read", id.clone()).await;
    assert_eq!((&shown["ways"][1]["allowed"], &shown["ways"][1]["code"]), (&json!(false), &json!("WITHDRAWN")));
    let answer = json!({"id": line["id"], "channel": "SMS", "text": "Sorry."});
    let refused = desk.try_run("messaging.conversation.answer", answer).await.expect_err("withdrawn");
    assert_eq!(refused.code, "WITHDRAWN");
    desk.served.stop().await;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn msg_28_a_file_that_came_by_mail_can_be_taken_and_only_through_its_conversation() -> Result<()> {
    let desk = Desk::open("files", NOON).await?;
    let mail = |from: &str, id: &str| {
        format!(
            "From: {from}\r\nTo: office@maplelane.example\r\nMessage-ID: <{id}@mail.example>\r\nSubject: Plan\r\n\
             MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nThe plan.\r\n--b\r\n\
             Content-Type: text/html; name=plan.html\r\nContent-Disposition: attachment; filename=plan.html\r\n\r\n\
             %PDF-1.7 {id}\r\n--b--\r\n"
        )
    };
    desk.bring_mail(&mail("nora@mail.example", "m1"), desk.now()).await;
    desk.bring_mail(&mail("omar@mail.example", "m2"), desk.now()).await;
    desk.came_in(2).await;
    let inbox = desk.run("messaging.conversation.list", json!({"sort": "-last_message_at"})).await;
    let of = |point: &str| {
        let all = inbox["items"].as_array().expect("a list");
        all.iter().find(|c| c["point"] == point).expect(point)["id"].as_str().expect("an id").to_owned()
    };
    let (nora, omar) = (of("nora@mail.example"), of("omar@mail.example"));
    let shown = desk.run("messaging.conversation.read", json!({"id": nora})).await;
    let message = &shown["messages"][0];
    let file = json!({"position": 0, "file_name": "plan.html", "content_type": "application/pdf"});
    assert_eq!(message["files"], json!([file]), "typed by its bytes");
    let admin = desk.served.signed_in(&desk.company.admin_email).await?;
    let path = |conversation: &str, position: i32| {
        let message = message["id"].as_str().expect("an id");
        format!("/conversations/{conversation}/messages/{message}/files/{position}")
    };
    let taken = admin.get(&path(&nora, 0)).await?;
    assert_eq!(taken.status, 200);
    assert_eq!(taken.headers["content-type"], "application/pdf");
    assert_eq!(taken.headers["x-content-type-options"], "nosniff");
    for nowhere in [path(&nora, 1), path(&omar, 0)] {
        assert_eq!(admin.get(&nowhere).await?.status, 404, "{nowhere}");
    }
    assert_eq!(desk.http.get(&path(&nora, 0)).await?.status, 401);
    desk.served.stop().await;
    Ok(())
}
