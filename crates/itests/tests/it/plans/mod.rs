//! Lists never scan: every statement that answers many rows is carried out over 100,000 rows of one company, as the
//! application's role behind row security, and what it had to read is bounded.

mod exceptions;
mod ground;
mod lists;
mod statements;
mod verdict;

use ground::{COMPANY, Ground, MIDDLE_ID};

/// One statement with the values it is tried with.
pub struct Case {
    pub name: String,
    pub sql: String,
    /// Names of the parameters, to find values by.
    pub params: Vec<String>,
    /// The values themselves, where they are known.
    pub given: Option<Vec<String>>,
}

#[tokio::test]
#[ignore = "a minute of filling, and alone on the machine: make plans"]
async fn every_list_and_search_uses_an_index_at_a_hundred_thousand_rows() {
    let start = std::time::Instant::now();
    let ground = Ground::new(&lists::shown()).await;
    println!("filled after {:?}", start.elapsed());
    let cases = cases(&ground).await;
    println!("composed after {:?}", start.elapsed());
    let mut wrong = Vec::new();
    let mut excepted = Vec::new();
    for case in &cases {
        let found = ground.judge(case).await;
        if found.is_empty() {
            continue;
        }
        match exceptions::of(&case.name) {
            Some(at) => excepted.push(at),
            None => wrong.push(format!("{}: {}", case.name, found.join("; "))),
        }
    }
    println!("judged after {:?}", start.elapsed());
    println!("{} statements, {} excepted", cases.len(), excepted.len());
    assert!(cases.len() > 400, "only {} statements", cases.len());
    assert!(wrong.is_empty(), "{} of {} statements:\n{}", wrong.len(), cases.len(), wrong.join("\n"));
    a_dropped_index_is_found_out(&ground, &cases).await;
    let stale: Vec<_> = (0..exceptions::ALL.len()).filter(|at| !excepted.contains(at)).collect();
    let stale: Vec<_> = stale.into_iter().map(|at| exceptions::ALL[at].0).collect();
    assert!(stale.is_empty(), "exceptions that are none: {stale:#?}");
}

/// The test of the test: without its index each of these reads everything, and is found out.
async fn a_dropped_index_is_found_out(ground: &Ground, cases: &[Case]) {
    for (case, indexes) in [
        ("compliance.audit.list by -at", "audit_entry_at"),
        ("customers.customer.list by created_at", "customer_created"),
        ("sales.lead.list by score", "lead_score"),
        ("quotes.quote.list by total_minor", "quote_total"),
        ("capture.media.list by -taken_at", "media_taken"),
    ] {
        let case = cases.iter().find(|c| c.name == case).unwrap_or_else(|| panic!("no case {case}"));
        let before = ground.judge(case).await;
        assert!(before.is_empty(), "{}: {before:?}", case.name);
        ground.owner.batch_execute(&format!("begin; drop index {indexes}")).await.expect("the index");
        let found = ground.look_here(case).await;
        ground.owner.batch_execute("rollback; deallocate all").await.expect("rollback");
        assert!(!found.is_empty(), "{} is not found out without {indexes}", case.name);
    }
}

async fn cases(ground: &Ground) -> Vec<Case> {
    let mut cases: Vec<Case> = statements::many()
        .into_iter()
        .map(|s| Case { name: format!("{}.{}", s.module, s.name), sql: s.sql, params: s.params, given: None })
        .collect();
    let company = kernel::ids::CompanyId::from_uuid(COMPANY.parse().expect("an id"));
    let beside = ground.kit.beside(lists::modules()).await.expect("the program that answers statements");
    cases.extend(lists::cases(&beside.engine, company, &ground.owner).await);
    cases
}
