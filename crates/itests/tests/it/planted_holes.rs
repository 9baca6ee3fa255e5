//! The test of the tests: holes are planted one by one, and the gate must see each.

use testkit::Kit;

use crate::catalogue::tenant_tables;

#[tokio::test]
async fn every_planted_hole_turns_the_gate_red() {
    let kit = Kit::start().await.expect("a database");
    let tables = tenant_tables(&kit).await;
    let owner = kit.owner().await.expect("a connection");
    let mut holes: Vec<(String, String)> = Vec::new();
    for t in &tables {
        holes.push((format!("policy of {t} dropped"), format!("drop policy tenant on {t}")));
        holes.push((format!("force of {t} dropped"), format!("alter table {t} no force row level security")));
        holes.push((format!("{t} opened for all"), format!("create policy open on {t} for select using (true)")));
    }
    for t in ["customer", "quote", "app_user", "location", "equipment", "media"] {
        holes.push((format!("single-column unique key on {t}"), format!("create unique index hole on {t} (id)")));
        holes.push((format!("row images of {t} dropped"), format!("drop trigger image on {t}")));
        holes.push((format!("{t} may be truncated"), format!("grant truncate on {t} to cnc_app")));
        holes.push((format!("{t} open to all"), format!("grant select on {t} to public")));
    }
    for (name, text) in [
        ("a table without a company", "create table hole (id uuid primary key)"),
        ("a nullable company", "create table hole (company_id uuid, id uuid not null, primary key (id))"),
        (
            "a definer function without search_path",
            "create function hole() returns int language sql security definer as 'select 1'",
        ),
        ("a view that runs as its owner", "create view hole as select * from customer"),
        ("a materialised view", "create materialized view hole as select 1 as one"),
        ("a policy that pins nothing", "drop policy tenant on customer; create policy tenant on customer using (true)"),
        ("the application may change the audit trail", "grant update on audit_entry to cnc_app"),
        (
            "a foreign key without the company",
            "create unique index u on customer (id); alter table lead add constraint hole foreign key (customer_id) references customer (id) not valid",
        ),
    ] {
        holes.push((name.into(), text.into()));
    }
    assert!(holes.len() >= 50, "only {} holes", holes.len());
    let mut unseen = Vec::new();
    for (name, text) in &holes {
        owner.batch_execute("begin").await.expect("begin");
        if let Err(e) = owner.batch_execute(text).await {
            panic!("{name} could not be planted: {e:?}");
        }
        if engine::gate::check(&owner).await.expect("the gate runs").is_empty() {
            unseen.push(name.clone());
        }
        owner.batch_execute("rollback").await.expect("rollback");
    }
    assert!(unseen.is_empty(), "the gate does not see: {unseen:#?}");
}
