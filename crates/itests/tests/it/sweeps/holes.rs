//! The test of the sweeps: holes are planted in declarations, grants, reach, keys and references, and each must turn
//! its sweep red.

use std::{collections::BTreeSet, sync::Arc};

use engine::{
    Kind, ListSql, Spec, Target,
    module::{AnyOperation, Registry},
    operation::Access,
};
use serde_json::json;

use super::{Finding, Ground, altered, declared, foreign, scope, twice, weak};

/// At most so many operations are broken in the same way.
const EACH: usize = 6;

/// A way to break a declaration: the check that must see it, and the broken operation where it fits.
type Hole = (&'static str, fn(&Arc<dyn AnyOperation>) -> Option<Arc<dyn AnyOperation>>);

fn broken(
    operation: &Arc<dyn AnyOperation>,
    fits: impl Fn(&Spec) -> bool,
    change: impl FnOnce(&mut Spec),
) -> Option<Arc<dyn AnyOperation>> {
    fits(&operation.spec()).then(|| altered::declared(operation, change))
}

const HOLES: &[Hole] = &[
    ("summary", |o| broken(o, |s| s.access != Access::Internal, |s| s.summary = " ")),
    ("example", |o| Some(altered::exemplified(o, json!(["no", "object"])))),
    ("record", |o| broken(o, |s| s.target.is_some() && s.path.contains("{id}"), |s| s.target = None)),
    ("target", |o| {
        broken(o, |s| s.target.is_some(), |s| s.target = s.target.map(|t| Target { resource: "nothing", ..t }))
    }),
    ("target", |o| {
        broken(o, |s| s.target.is_some(), |s| s.target = s.target.map(|t| Target { field: "version", ..t }))
    }),
    ("ids", |o| {
        let any = super::ids::of(o.as_ref()).iter().any(|f| f.name().ends_with("id"));
        let told = super::ids::TOLD_BY_HAND.iter().any(|(name, ..)| *name == o.spec().name);
        (any && !told).then(|| altered::untyped(o))
    }),
    ("audit", |o| broken(o, |s| s.kind == Kind::Command, |s| s.audited = false)),
    ("export", |o| broken(o, |s| matches!(s.access, Access::Permission(_, "EXPORT")), |s| s.audited = false)),
    ("page", |o| broken(o, |s| s.list.is_some(), |s| s.list = None)),
    ("order", |o| {
        let list: &'static ListSql = Box::leak(Box::new(ListSql { sorts: &[], ..*o.spec().list? }));
        Some(altered::declared(o, |s| s.list = Some(list)))
    }),
    ("order", |o| {
        let list: &'static ListSql = Box::leak(Box::new(ListSql { resource: "nothing", ..*o.spec().list? }));
        Some(altered::declared(o, |s| s.list = Some(list)))
    }),
    ("method", |o| broken(o, |s| s.kind == Kind::Command && s.method != "GET", |s| s.method = "GET")),
    ("method", |o| broken(o, |s| s.kind == Kind::Read, |s| s.method = "DELETE")),
    ("key", |o| broken(o, |s| s.name == "billing.payment.record", |s| s.key_required = false)),
    ("public", |o| broken(o, |s| matches!(s.access, Access::Permission(..)), |s| s.access = Access::Public)),
    ("public", |o| broken(o, |s| matches!(s.access, Access::SuperAdmin(_)), |s| s.access = Access::Session)),
    ("right", |o| {
        broken(o, |s| matches!(s.access, Access::Permission(..)), |s| s.access = Access::Permission("nothing", "VIEW"))
    }),
    ("place", |o| {
        let taken = |s: &Spec| s.method == "POST" && s.path != "/customers";
        broken(o, taken, |s| s.path = "/customers")
    }),
];

#[test]
fn every_broken_declaration_is_seen() {
    let registry = Registry::new(app::modules::all());
    let (mut planted, mut unseen) = (0, vec![]);
    for (check, plant) in HOLES {
        let holes: Vec<_> = registry.operations().filter_map(plant).take(EACH).collect();
        assert!(!holes.is_empty(), "{check}: nowhere to plant a hole");
        for hole in holes {
            planted += 1;
            if !declared::one(&registry, hole.as_ref()).iter().any(|(name, _)| name == check) {
                unseen.push(format!("{check} of {}", hole.spec().name));
            }
        }
    }
    assert!(unseen.is_empty(), "not seen: {unseen:#?}");
    assert!(planted >= 80, "only {planted} holes");
}

/// How many operations a sweep found something wrong with.
fn operations(found: &[Finding]) -> usize {
    found.iter().map(|f| f.operation.as_str()).collect::<BTreeSet<_>>().len()
}

/// Every right's test is taken out of its operation: what a role without rights then gets at is found.
#[tokio::test(flavor = "multi_thread")]
async fn a_dropped_test_of_a_right_is_seen() {
    let ground = Ground::new().await;
    let token = weak::nobody(&ground).await;
    let names = weak::guarded(&ground.kit.engine);
    let open = altered::modules(|spec| {
        if matches!(spec.access, Access::Permission(..)) {
            spec.access = Access::Session;
        }
    });
    let open = ground.kit.beside(open).await.expect("an engine");
    let swept = weak::sweep(&ground, &open.engine, &token, &names).await;
    let seen = operations(&swept.found);
    println!("{seen} of {} seen", names.len());
    assert!(seen >= 100, "{seen} of {} holes seen", names.len());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_resource_without_places_or_owners_is_seen() {
    let ground = Ground::new().await;
    for (scope, change) in
        [("LOCATION", (|r| r.location = "null::uuid") as fn(&mut engine::Resource)), ("OWN", |r| r.mine = "true")]
    {
        let token = scope::newcomer(&ground, scope).await;
        let open = ground.kit.beside(altered::resources(change)).await.expect("an engine");
        let limits = |r: &engine::Resource| scope == "OWN" || scope::placed(r);
        let swept = scope::sweep(&ground, &open.engine, &token, limits).await;
        let seen = operations(&swept.found);
        println!("{scope}: {seen} of {} seen", swept.tried);
        assert!(seen >= 40, "{scope}: {seen} of {} holes seen", swept.tried);
    }
}

/// Commands that forget their key, and the trail that forgets its lines.
#[tokio::test(flavor = "multi_thread")]
async fn a_forgotten_key_and_a_missing_line_are_seen() {
    let mut ground = Ground::new().await;
    let names: Vec<&str> = twice::commands().into_iter().filter(|n| n.starts_with("customers.")).collect();
    // A read is not asked under its key; audited, it may write all the same.
    let forgetful = altered::modules(|spec| {
        if spec.kind == Kind::Command {
            (spec.kind, spec.audited) = (Kind::Read, true);
        }
    });
    let forgetful = ground.kit.beside(forgetful).await.expect("an engine");
    let swept = twice::sweep(&mut ground, &forgetful.engine, &names).await;
    let seen = operations(&swept.found);
    println!("{seen} of {} without a key seen", swept.twice.len());
    assert!(seen == swept.twice.len() && seen >= 10, "{seen} of {} seen", swept.twice.len());

    let free = altered::modules(|spec| spec.key_required = false);
    let free = ground.kit.beside(free).await.expect("an engine");
    let swept = twice::sweep(&mut ground, &free.engine, &["billing.invoice.issue", "billing.payment.record"]).await;
    assert_eq!(operations(&swept.found), 2, "money moved without a key: {:?} {:?}", swept.found, swept.never);

    ground
        .owner
        .batch_execute(
            "create function hole() returns trigger language plpgsql as 'begin return null; end'; \
             create trigger a_hole before insert on audit_entry for each row execute function hole()",
        )
        .await
        .expect("a hole");
    let engine = ground.kit.engine.clone();
    let swept = twice::sweep(&mut ground, &engine, &names).await;
    let seen = operations(&swept.found);
    println!("{seen} of {} without a line seen", swept.twice.len());
    assert!(seen == swept.twice.len() && seen >= 5, "{seen} of {} seen; {:?}", swept.twice.len(), swept.never);
}

/// References between tables that do not name the company: another company's ids are taken.
#[tokio::test(flavor = "multi_thread")]
async fn a_reference_without_the_company_is_seen() {
    let ground = Ground::new().await;
    let keys = "select c.conrelid::regclass::text, c.conname::text from pg_constraint c \
                join pg_policy p on p.polrelid = c.conrelid and p.polname = 'tenant' \
                where c.contype = 'f' and cardinality(c.conkey) > 1 and c.conparentid = 0";
    let keys = ground.owner.query(keys, &[]).await.expect("the catalogue");
    for key in &keys {
        let (table, name): (String, String) = (key.get(0), key.get(1));
        let drop = format!("alter table {table} drop constraint {name}");
        ground.owner.batch_execute(&drop).await.unwrap_or_else(|e| panic!("{drop}: {e:?}"));
    }
    let swept = foreign::sweep(&ground, &ground.kit.engine).await;
    println!("{} keys dropped, {} findings", keys.len(), swept.found.len());
    assert!(operations(&swept.found) >= 20, "{:#?}", swept.found);
}

/// Operations that forget which record they are about.
#[tokio::test(flavor = "multi_thread")]
async fn a_forgotten_record_is_seen() {
    let ground = Ground::new().await;
    let token = scope::newcomer(&ground, "LOCATION").await;
    let open = altered::modules(|spec| spec.target = None);
    let open = ground.kit.beside(open).await.expect("an engine");
    let swept = scope::sweep(&ground, &open.engine, &token, scope::placed).await;
    println!("{} of {} seen", operations(&swept.found), swept.tried);
    assert!(operations(&swept.found) >= 10, "{:#?}", swept.found);
}
