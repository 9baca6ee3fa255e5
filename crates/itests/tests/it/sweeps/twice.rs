//! Every command that can be brought to succeed is sent again under its key: it has happened once, the second answer
//! is the first one, other input under the key is refused, and one line stands in the trail.

use std::collections::BTreeSet;

use engine::{Credentials, Engine, ErrorKind, Kind, Request, module::AnyOperation, operation::Access};
use serde_json::{Value, json};

use super::{Finding, Ground, finding, nothing_wrong, on_common_ground, request};

/// Rows of different statuses that are tried until a command fits one.
const ROWS_TRIED: usize = 60;

/// Commands for which no input of this sweep need come to succeed, and why.
const NEVER: &[(&str, &str)] = &[
    ("dispatch.crew.answer", "only who is seated on the journey answers, and administrators are not"),
    (
        "integrations.import.correct",
        "rows stand when the background work, which does not run here, has checked them; `imports` does",
    ),
    ("integrations.import.run", "only what the background work has checked; `imports` runs"),
    ("integrations.import.undo", "only what the background work has run; `imports` takes back"),
    ("integrations.import.upload", "the file is the request's body; `imports` brings some"),
    (
        "messaging.bulk.approve",
        "the list is frozen by the background work, which does not run here; `bulk` has one approved",
    ),
    ("messaging.bulk.pause", "only what is on its way; `bulk` pauses one"),
    ("messaging.bulk.start", "only a list that the background work has frozen; `bulk` starts one"),
    ("messaging.conversation.attach", "what nobody knows begins with a message from outside; `texts` brings one"),
    ("messaging.template.discard", "a draft is written first; `templates` writes one"),
    ("messaging.message.resend", "messages leave, and fail, by the background work, which does not run here"),
    ("quotes.approval.answer", "only to a question of somebody else, and nobody asks here; `quote_approvals` has both"),
    ("quotes.approval.ask", "administrators have no limits and ask nobody; `quote_approvals` has reps ask"),
    ("quotes.approval.take", "only what an answer offered, and nobody asks here; `quote_approvals` has a rep take it"),
    ("quotes.approval.withdraw", "only what somebody asked; `quote_approvals` has reps ask"),
    ("sales.deal.undo_move", "a move is taken back within seconds, by its own name only; `deals` does"),
    ("older.journey.crew", "needs somebody free at the journey's hours; dispatch.crew.assign, its newer face, is run"),
];

/// Tables that say that money has moved.
const MONEY: [&str; 4] = ["payment", "payment_allocation", "financial_transaction", "ledger_entry"];

#[derive(Default)]
pub struct Swept {
    /// Commands that were run twice.
    pub twice: BTreeSet<String>,
    /// Commands for which no input came to succeed, with the last answer.
    pub never: Vec<Finding>,
    pub found: Vec<Finding>,
}

/// Commands of a company's staff, as the product declares them.
pub fn commands() -> Vec<&'static str> {
    let modules = app::modules::all();
    let all = modules.iter().flat_map(|m| &m.operations).filter(|o| {
        let spec = o.spec();
        let staff = matches!(spec.access, Access::Permission(..) | Access::Session);
        spec.kind == Kind::Command && staff && !o.is_platform()
    });
    let mut names: Vec<_> = all.map(|o| o.spec().name).collect();
    names.sort_unstable();
    names
}

pub async fn sweep(ground: &mut Ground, engine: &Engine, names: &[&'static str]) -> Swept {
    let mut swept = Swept::default();
    // What found nothing to work on is tried again behind the others, which may have made it.
    let mut waiting = vec![];
    for (name, last) in names.iter().map(|n| (n, false)).chain(names.iter().map(|n| (n, true))) {
        if last && !waiting.contains(name) {
            continue;
        }
        let operation = engine.registry().operation(name).expect("an operation").clone();
        ground.look_again().await;
        match first(ground, engine, operation.as_ref()).await {
            Err(_) if !last => waiting.push(*name),
            Err(said) => swept.never.push(finding(name, said)),
            Ok((asked, answer)) => {
                swept.twice.insert((*name).to_owned());
                let wrong = again(ground, engine, operation.as_ref(), asked, answer).await;
                swept.found.extend(wrong.into_iter().map(|w| finding(name, w)));
            }
        }
    }
    swept
}

/// The first input that succeeds, with its request and answer.
async fn first(ground: &Ground, engine: &Engine, operation: &dyn AnyOperation) -> Result<(Request, Value), String> {
    let name = operation.spec().name;
    let mut said = BTreeSet::new();
    for at in 0..ROWS_TRIED {
        let input = ground.input(operation, at).await;
        let asked = request(engine, name, Credentials::Bearer(ground.mine.admin.clone()), input);
        match engine.run(asked.clone()).await {
            Ok(answer) => return Ok((asked, answer.data)),
            Err(e) => drop(said.insert(e.to_string())),
        }
    }
    Err(format!("{said:?}"))
}

pub async fn again(
    ground: &Ground,
    engine: &Engine,
    operation: &dyn AnyOperation,
    asked: Request,
    answer: Value,
) -> Vec<String> {
    let spec = operation.spec();
    let mut wrong = vec![];
    let lines = ground.lines(spec.name, asked.facts.request_id, "DONE").await;
    if lines != 1 {
        wrong.push(format!("left {lines} lines in the trail"));
    }
    let before = ground.digest(ground.mine.id).await;
    match engine.run(asked.clone()).await {
        Ok(second) if second.replayed && second.data == answer => {}
        Ok(second) => wrong.push(format!("the second answer is another one: {} after {answer}", second.data)),
        Err(e) => wrong.push(format!("the second time it answers {e}")),
    }
    let after = ground.digest(ground.mine.id).await;
    let touched: Vec<&String> = after.iter().filter(|(t, rows)| before.get(*t) != Some(rows)).map(|(t, _)| t).collect();
    if !touched.is_empty() {
        wrong.push(format!("the second time it changed {touched:?}"));
    }
    let mut other = asked.clone();
    other.input["beside"] = json!("what was asked before");
    match engine.run(other).await {
        Err(e) if e.code == "KEY_REUSED" => {}
        Err(e) => wrong.push(format!("other input under the key is answered {e}")),
        Ok(_) => wrong.push("other input under the key is taken".into()),
    }
    if money_moved(ground, asked.facts.request_id).await && !spec.key_required {
        wrong.push("money moved without a key being required".into());
    }
    wrong
}

/// Whether a row of a table of money came with this request.
async fn money_moved(ground: &Ground, request: uuid::Uuid) -> bool {
    let text = "select exists (select 1 from row_change c join audit_entry a \
                on a.company_id = c.company_id and a.id = c.entry_id \
                where a.request_id = $1 and c.table_name = any ($2))";
    ground.owner.query_one(text, &[&request, &MONEY.as_slice()]).await.expect("the images").get(0)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_command_sent_again_under_its_key_has_happened_once() {
    let mut ground = Ground::new().await;
    let engine = ground.kit.engine.clone();
    let swept = sweep(&mut ground, &engine, &commands()).await;
    nothing_wrong(&swept.found);
    let excepted = |name: &str| NEVER.iter().any(|(known, _)| *known == name);
    let silent: Vec<_> = swept.never.iter().filter(|never| !excepted(&never.operation)).collect();
    assert!(silent.is_empty(), "could not be run: {silent:#?}");
    for (name, why) in NEVER {
        assert!(commands().contains(name), "{name} ({why}) is no command: the exception is out of date");
    }
    println!("{} commands run twice", swept.twice.len());
    assert!(swept.twice.len() >= 85, "only {} commands were run twice", swept.twice.len());
}

#[test]
fn where_money_moves_the_key_is_required() {
    on_common_ground(async |ground| {
        let engine = &ground.kit.engine;
        let mut tried = vec![];
        for operation in engine.registry().operations().filter(|o| o.spec().key_required) {
            let spec = operation.spec();
            let credentials = match spec.access {
                Access::Link(_) => Credentials::Link("anything".into()),
                _ => Credentials::Bearer(ground.mine.admin.clone()),
            };
            let mut asked = request(engine, spec.name, credentials, ground.input(operation.as_ref(), 0).await);
            asked.key = None;
            let error = engine.run(asked).await.expect_err(spec.name);
            assert_eq!(error.kind, ErrorKind::Invalid, "{}: {error}", spec.name);
            assert_eq!(error.problems[0].field, "Idempotency-Key", "{}", spec.name);
            tried.push(spec.name);
        }
        let billing = ["billing.deposit.take", "billing.invoice.issue", "billing.payment.record"];
        let quotes = ["quotes.portal.accept", "quotes.portal.complete", "quotes.portal.prepare"];
        assert_eq!(tried, [billing, quotes].concat());
    });
}
