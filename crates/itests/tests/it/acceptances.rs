//! Accepting, signing, paying ahead by card and taking the day as one (QUO-45, QUO-46).

#[path = "acceptances/provider.rs"]
mod provider;

use engine::Credentials;
use provider::{Mood, Provider};
use serde_json::{Value, json};

use crate::{books::Books, quotes::inputs};

const TOTAL: &str = "785.35";

/// A company that takes cards and sends two trucks and four movers a day.
struct Counter {
    books: Books,
    provider: Provider,
}

impl Counter {
    async fn open(slug: &str) -> Self {
        let counter = Self::without_cards(slug).await;
        let account = json!({"base_url": counter.provider.url, "secret": "sk_hush"});
        counter.books.run("billing.card_account.set", account).await;
        counter
    }
    async fn without_cards(slug: &str) -> Self {
        let (books, provider) = (Books::open(slug, "MOVING").await, Provider::start().await.expect("a provider"));
        let days: Vec<Value> = (1..=7)
            .map(|weekday| json!({"weekday": weekday, "trucks": 2, "movers": 4, "reserve_percent": 0}))
            .collect();
        books.run("calendar.capacity.set", json!({"location_id": books.location, "days": days})).await;
        Self { books, provider }
    }
    /// A quote with a fifth paid ahead, as its customer has it: its id and the token of its link.
    async fn sent(&self) -> (Value, String) {
        let mut inputs = inputs("0%");
        inputs["deposit"] = json!({"kind": "PERCENT", "rate": "20%"});
        let quote = json!({"customer_id": self.books.customer, "location_id": self.books.location, "kind": "MOVING",
            "service_date": "2027-02-10", "inputs": inputs});
        let id = self.books.run("quotes.quote.create", quote).await["id"].clone();
        let sent = self.books.run("quotes.quote.send", json!({"id": id})).await;
        let token = sent["portal_url"].as_str().and_then(|url| url.rsplit('/').next()).expect("a token").to_owned();
        (id, token)
    }
    async fn ask(&self, token: &str, operation: &str, mut input: Value) -> kernel::Result<Value> {
        input["token"] = json!(token);
        let request = engine::Request {
            operation: format!("quotes.portal.{operation}"),
            credentials: Credentials::Link(token.into()),
            input,
            key: Some(uuid::Uuid::now_v7().to_string()),
            if_version: None,
            body: None,
            facts: self.books.served.kit.facts(),
        };
        self.books.served.kit.engine.run(request).await.map(|answer| answer.data)
    }
    async fn sign(&self, token: &str, operation: &str) -> kernel::Result<Value> {
        let signature = json!({"selected": [], "signer_name": "Ann Example", "method": "TYPED",
            "typed_name": "Ann Example", "consent": true, "total_shown": {"amount": TOTAL, "currency": "CAD"}});
        self.ask(token, operation, signature).await
    }
    /// As far as the provider's page: the acceptance and the page's address.
    async fn at_the_page(&self, token: &str) -> (Value, String) {
        let prepared = self.sign(token, "prepare").await.expect("prepared");
        let id = json!({"acceptance_id": prepared["acceptance_id"]});
        let page = self.ask(token, "pay", id.clone()).await.expect("a page")["pay_url"].clone();
        (id, page.as_str().expect("an address").to_owned())
    }
    async fn clock(&self, name: &'static str) {
        let engine = &self.books.served.kit.engine;
        let schedule = engine.registry().schedule(name).expect("a schedule").run;
        engine.run_job(self.books.company.id, name, schedule).await.expect("a run");
    }
    /// As if minutes had passed for what waits.
    async fn later(&self, text: &str) {
        let owner = self.books.owner().await;
        owner.batch_execute("set session_replication_role = replica").await.expect("as the owner");
        owner.execute(text, &[&self.books.company.id]).await.expect("later");
    }
    async fn one(&self, text: &str) -> String {
        let row = self.books.owner().await.query_one(text, &[&self.books.company.id]).await.expect("one");
        row.get(0)
    }
    async fn booked(&self, quote: &Value) -> Vec<Value> {
        let page = self.books.run("calendar.booking.list", json!({"quote_id": quote})).await;
        page["items"].as_array().expect("a list").iter().map(|booking| booking["state"].clone()).collect()
    }
    async fn status(&self, quote: &Value) -> Value {
        self.books.run("quotes.quote.read", json!({"id": quote})).await["status"].clone()
    }
    /// What the customer reads of the deposit once the quote is signed.
    async fn deposit(&self, token: &str) -> Value {
        self.ask(token, "read", json!({})).await.expect("a page")["accepted"]["deposit"]["state"].clone()
    }
    async fn received(&self, quote: &Value) -> Value {
        let found = |page: &Value| page["items"].get(0).cloned();
        self.books.until("billing.deposit.list", json!({"quote_id": quote}), found).await
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn quo_45_signature_day_and_deposit_are_one_and_the_card_is_charged_once() {
    let counter = Counter::open("card").await;
    let (quote, token) = counter.sent().await;
    let shown = counter.ask(&token, "read", json!({})).await.expect("a page");
    assert_eq!(
        (&shown["quote"]["deposit_by_card"], &shown["quote"]["deposit"]["amount"]),
        (&json!(true), &json!("157.07"))
    );
    let (acceptance, page) = counter.at_the_page(&token).await;
    let public = format!("/portal/quotes/{token}");
    let (amount, currency, back) = counter.provider.page(&page);
    assert_eq!((amount, currency.as_str(), back.ends_with(&public)), (15_707, "cad", true));
    assert!(counter.provider.credentials()[0].starts_with("Basic "), "the secret goes to the provider only");
    let again = counter.ask(&token, "pay", acceptance.clone()).await.expect("the same page");
    assert_eq!((again["pay_url"].as_str(), counter.provider.counts().0), (Some(page.as_str()), 1));
    assert_eq!(counter.booked(&quote).await, [json!("HELD")]);
    let waiting = counter.ask(&token, "read", json!({})).await.expect("a page");
    assert_eq!(waiting["quote"]["paying"]["acceptance_id"], acceptance["acceptance_id"], "who comes back goes on");

    let early = counter.ask(&token, "complete", acceptance.clone()).await.expect_err("nobody has paid");
    assert_eq!((early.code.as_str(), counter.status(&quote).await), ("DEPOSIT_WAITS", json!("SENT")));
    counter.provider.pay(&page);
    let both = futures::join!(
        counter.ask(&token, "complete", acceptance.clone()),
        counter.ask(&token, "complete", acceptance.clone())
    );
    assert_eq!(both.0.expect("signed"), both.1.expect("the same answer"));
    assert_eq!(counter.booked(&quote).await, [json!("CONFIRMED")]);

    let deposit = counter.received(&quote).await;
    assert_eq!((&deposit["amount"]["amount"], &deposit["method"]), (&json!("157.07"), &json!("CARD")));
    for _ in 0..2 {
        counter.clock("billing.settle_cards").await;
    }
    assert_eq!(counter.provider.counts(), (1, 1, 0));
    assert_eq!(counter.deposit(&token).await, "RECEIVED");
    let books = counter.books.run("billing.ledger.trial_balance", json!({})).await;
    let accounts = books["accounts"].as_array().expect("accounts").iter();
    let sums: Vec<_> = accounts.map(|a| (&a["code"], &a["debit"]["amount"], &a["credit"]["amount"])).collect();
    let (none, paid) = (Value::Null, json!("157.07"));
    assert_eq!(sums, [(&json!("1150"), &paid, &none), (&json!("2100"), &none, &paid)], "BIL-9: owed to the customer");
}

#[tokio::test(flavor = "multi_thread")]
async fn quo_45_an_invoice_takes_up_what_was_paid_ahead() {
    let counter = Counter::open("ahead").await;
    let (quote, token) = counter.sent().await;
    let (acceptance, page) = counter.at_the_page(&token).await;
    counter.provider.pay(&page);
    counter.ask(&token, "complete", acceptance).await.expect("signed");
    counter.received(&quote).await;
    let job = json!({"quote_id": quote});
    let job = counter.books.until("dispatch.job.list", job, |page| page["items"].get(0).cloned()).await["id"].clone();
    let draft = counter.books.run("billing.invoice.draft", json!({"id": job})).await;
    let issued = counter.books.issue(&draft["id"]).await.expect("issued");
    assert_eq!((&issued["status"], &issued["balance"]["amount"]), (&json!("PARTIAL_PAID"), &json!("628.28")));
    let deposit = counter.books.run("billing.deposit.list", json!({"quote_id": quote})).await;
    assert_eq!(deposit["items"][0]["applied"]["amount"], "157.07");
    let checked = counter.books.run("billing.ledger.check", json!({})).await;
    assert_eq!(checked["holds"], true, "{checked}");
}

#[tokio::test(flavor = "multi_thread")]
async fn quo_45_what_is_not_completed_leaves_nothing_half_done() {
    let counter = Counter::open("left").await;
    let (quote, token) = counter.sent().await;
    // Paid, and never come back.
    let (acceptance, page) = counter.at_the_page(&token).await;
    counter.provider.pay(&page);
    counter
        .later("update quote_acceptance set expires_at = expires_at - interval '16 minutes' where company_id = $1")
        .await;
    let late = counter.ask(&token, "complete", acceptance.clone()).await.expect_err("too late");
    assert_eq!(late.code, "ACCEPTANCE_ENDED");
    counter.clock("quotes.acceptances_expire").await;
    counter.clock("billing.settle_cards").await;
    assert_eq!(counter.booked(&quote).await, [json!("CANCELLED")]);
    assert_eq!(
        (counter.status(&quote).await, counter.provider.counts(), counter.provider.standing()),
        (json!("SENT"), (1, 0, 1), 0)
    );

    // Begun anew: what was begun before is given back, and only the newest can be paid.
    let (_, first) = counter.at_the_page(&token).await;
    let (second, page) = counter.at_the_page(&token).await;
    counter.clock("billing.settle_cards").await;
    assert_ne!(first, page);
    assert_eq!(counter.provider.standing(), 1, "the page before is closed");
    // Given up.
    counter.ask(&token, "give_up", json!({})).await.expect("given up");
    counter.clock("billing.settle_cards").await;
    assert_eq!((counter.provider.standing(), counter.provider.counts().1), (0, 0));
    assert_eq!(counter.ask(&token, "complete", second).await.expect_err("given up").code, "ACCEPTANCE_ENDED");

    // The provider is down: nothing is signed; without a card it is.
    counter.provider.be(Mood::Busy);
    let prepared = counter.sign(&token, "prepare").await.expect("prepared");
    let down = counter.ask(&token, "pay", json!({"acceptance_id": prepared["acceptance_id"]})).await;
    assert_eq!(down.expect_err("down").kind, kernel::ErrorKind::Unavailable);
    assert_eq!(counter.sign(&token, "accept").await.expect("signed")["status"], "ACCEPTED");
    assert_eq!(counter.deposit(&token).await, "DUE");
    assert_eq!(counter.booked(&quote).await.iter().filter(|state| **state == "HELD").count(), 1, "for 48 hours");
}

#[tokio::test(flavor = "multi_thread")]
async fn quo_45_a_lost_answer_charges_once_and_a_refusal_is_told() {
    let counter = Counter::open("lost").await;
    let (quote, token) = counter.sent().await;
    let (acceptance, page) = counter.at_the_page(&token).await;
    counter.provider.pay(&page);
    counter.provider.be(Mood::TakesInSilence);
    counter.ask(&token, "complete", acceptance).await.expect("signed");
    let deposit = counter.received(&quote).await;
    assert_eq!(
        (counter.provider.counts().1, &deposit["amount"]["amount"]),
        (1, &json!("157.07")),
        "it was asked, not charged again"
    );

    counter.provider.be(Mood::Takes);
    let (quote, token) = counter.sent().await;
    let (acceptance, page) = counter.at_the_page(&token).await;
    counter.provider.pay(&page);
    counter.provider.be(Mood::Declines);
    counter.ask(&token, "complete", acceptance).await.expect("signed");
    let held = json!({"quote_id": quote, "state": "HELD"});
    let booking = counter.books.until("calendar.booking.list", held, |page| page["items"].get(0).cloned()).await;
    assert!(booking["held_until"].is_string(), "QUO-45: the day falls back to a hold of 24 hours");
    assert_eq!(counter.deposit(&token).await, "DUE");
    // The money comes another way: the day is confirmed by it.
    let taken =
        json!({"quote_id": quote, "method": "BANK_TRANSFER", "amount": {"amount": "157.07", "currency": "CAD"}});
    let request = engine::Request {
        operation: "billing.deposit.take".into(),
        credentials: Credentials::Internal { company: counter.books.company.id, cause: "test".into() },
        input: taken,
        key: Some(uuid::Uuid::now_v7().to_string()),
        if_version: None,
        body: None,
        facts: counter.books.served.kit.facts(),
    };
    counter.books.served.kit.engine.run(request).await.expect("taken");
    let confirmed = json!({"quote_id": quote, "state": "CONFIRMED"});
    counter.books.until("calendar.booking.list", confirmed, |page| page["items"].get(0).cloned()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn quo_46_the_last_place_of_a_day_is_signed_for_once() {
    let counter = Counter::without_cards("last").await;
    // Two movers and a truck each: four movers are two of them.
    let mut offers = Vec::new();
    for _ in 0..5 {
        offers.push(counter.sent().await);
    }
    let all = futures::future::join_all(offers.iter().map(|(_, token)| counter.sign(token, "accept"))).await;
    let signed = all.iter().filter(|answer| answer.is_ok()).count();
    assert_eq!(signed, 2, "{:?}", all.iter().map(|a| a.as_ref().map_err(|e| e.code.clone())).collect::<Vec<_>>());
    let refused = all.iter().find_map(|answer| answer.as_ref().err()).expect("some are refused");
    assert_eq!(refused.code, "NO_CAPACITY");
    let free = refused.data.as_ref().expect("said which")["free"].clone();
    assert_eq!(free, json!(["2027-02-11", "2027-02-09", "2027-02-12"]), "the three nearest");
    let signatures = "select count(*)::text from signature_log where company_id = $1";
    assert_eq!(counter.one(signatures).await, "2", "nothing is signed for the others");

    // Nobody pays: the day is free again after 48 hours, and the next one has it.
    counter.later("update booking set held_until = held_until - interval '49 hours' where company_id = $1").await;
    counter.clock("calendar.bookings_expire").await;
    let mut later = 0;
    for (_, token) in &offers {
        later += usize::from(counter.sign(token, "accept").await.is_ok());
    }
    assert_eq!(later, 4, "two that were signed before, two more");
}
