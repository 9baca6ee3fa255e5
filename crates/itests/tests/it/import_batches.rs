//! The batches of an import, driven by hand: what breaks off leaves nothing, what comes twice writes once.

use engine::{Event, Request};
use kernel::{Error, ids::EventId};
use serde_json::{Value, json};
use testkit::{Kit, TestCompany};

struct Hand {
    kit: Kit,
    company: TestCompany,
    run: Value,
}

impl Hand {
    async fn ask(&self, operation: &str, input: Value) -> Value {
        self.kit.internal(self.company.id, operation, input).await.unwrap_or_else(|e| panic!("{operation}: {e:?}"))
    }

    /// A file of so many people; nobody does its batches but the test.
    async fn with(slug: &str, people: usize) -> Self {
        let kit = Kit::start().await.expect("a database");
        let company = kit.company(slug, "MOVING").await.expect("a company");
        let mut file = "Name,Email\n".to_owned();
        (0..people).for_each(|at| file += &format!("Pat Sample{at},pat{at}@sample.example\n"));
        let request = Request {
            operation: "integrations.import.upload".into(),
            credentials: engine::Credentials::Internal { company: company.id, cause: "test".into() },
            input: json!({"object": "customer", "file_name": "people.csv"}),
            key: None,
            if_version: None,
            body: Some(file.into()),
            facts: kit.facts(),
        };
        let run = kit.engine.run(request).await.expect("a file").data;
        Self { kit, company, run }
    }

    /// The last event that asks for a batch.
    async fn asked(&self) -> Event {
        let owner = self.kit.owner().await.expect("a connection");
        let text = "select id from event where company_id = $1 and name = 'integrations.import.advanced' order by at desc, id desc limit 1";
        let id: uuid::Uuid = owner.query_one(text, &[&self.company.id]).await.expect("an event").get(0);
        self.kit.engine.event(self.company.id, EventId::from_uuid(id)).await.expect("read").expect("there")
    }

    async fn step(&self, event: &Event, breaks_off: bool) -> kernel::Result<()> {
        let registry = self.kit.engine.registry();
        let run = registry.subscriber("integrations.import_step").expect("the step").run;
        self.kit
            .engine
            .run_job(self.company.id, "integrations.import_step", |tx| {
                let event = event.clone();
                Box::pin(async move {
                    run(tx, event).await?;
                    if breaks_off { Err(Error::internal("the machine went off")) } else { Ok(()) }
                })
            })
            .await
    }

    async fn state(&self) -> (String, i64) {
        let it = self.ask("integrations.import.read", json!({"id": self.run["id"]})).await;
        (it["state"].as_str().expect("a state").to_owned(), it["done_line"].as_i64().expect("a line"))
    }

    async fn customers(&self) -> i64 {
        let owner = self.kit.owner().await.expect("a connection");
        let text = "select count(*) from customer where company_id = $1";
        owner.query_one(text, &[&self.company.id]).await.expect("a count").get(0)
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn int_33_a_run_that_dies_goes_on_and_no_row_is_written_twice() {
    let hand = Hand::with("imp-dies", 1_200).await;
    let id = json!({"id": hand.run["id"]});
    let map = json!({"id": hand.run["id"], "mapping": ["name", "email"]});
    hand.ask("integrations.import.map", map).await;
    hand.ask("integrations.import.check", id.clone()).await;
    while hand.state().await.0 == "CHECKING" {
        hand.step(&hand.asked().await, false).await.expect("a batch");
    }
    let run = json!({"id": hand.run["id"], "policy": "SKIP"});
    hand.ask("integrations.import.run", run).await;

    let first = hand.asked().await;
    hand.step(&first, true).await.expect_err("died in the middle of the batch");
    assert_eq!((hand.state().await, hand.customers().await), (("RUNNING".into(), 0), 0), "nothing of it is left");
    hand.step(&first, false).await.expect("the event comes again");
    assert_eq!((hand.state().await, hand.customers().await), (("RUNNING".into(), 500), 500));
    hand.step(&first, false).await.expect("and once more");
    assert_eq!(hand.customers().await, 500, "its batch is done: nothing happens");

    let second = hand.asked().await;
    hand.ask("integrations.import.pause", id.clone()).await;
    hand.step(&second, false).await.expect("ignored");
    assert_eq!((hand.state().await, hand.customers().await), (("PAUSED".into(), 500), 500), "held");
    hand.ask("integrations.import.resume", id.clone()).await;
    // Two copies of the program at the same batch: one does it, the other finds it done.
    let again = hand.asked().await;
    let (one, other) = tokio::join!(hand.step(&again, false), hand.step(&second, false));
    one.and(other).expect("both end well");
    assert_eq!(hand.customers().await, 1_000);

    let mut tired = hand.asked().await;
    tired.attempt = 7;
    hand.step(&tired, false).await.expect("given up");
    assert_eq!(hand.state().await.0, "FAILED");
    hand.ask("integrations.import.resume", id.clone()).await;
    while hand.state().await.0 == "RUNNING" {
        hand.step(&hand.asked().await, false).await.expect("a batch");
    }
    let it = hand.ask("integrations.import.read", id).await;
    assert_eq!(
        (&it["state"], &it["counts"]["created"], hand.customers().await),
        (&json!("DONE"), &json!(1_200), 1_200)
    );
}
