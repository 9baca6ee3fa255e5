//! Another company's id, wherever an input takes one: answered like an id that never was, and nothing is touched.

use std::collections::BTreeSet;

use engine::{ColumnKind, Engine, Error, ErrorKind, Kind, module::AnyOperation, operation::Access};
use serde_json::{Value, json};

use super::{
    Finding, Ground, ask, finding,
    ids::{self, IdField},
    inputs, nothing_wrong, on_common_ground,
};

/// How many of the own rows stand beside the foreign id until the operation gets as far as to look at it.
const ROWS_TRIED: usize = 12;

/// Fields that problems call by another name: a tariff's by that of its version, several places by that of each row.
const ALSO_CALLED: &[(&str, &str)] = &[("tariff_id", "tariff_version_id"), ("location_ids", "location_id")];

/// What refusals call the records of fields with a name of another kind.
const NOUNS: &[(&str, &str)] =
    &[("owner_id", "record"), ("id", "record"), ("certification_id", "certificate"), ("assigned_id", "assignment")];

pub struct Swept {
    /// Operation and field of every id that was tried.
    pub tried: BTreeSet<(String, String)>,
    pub found: Vec<Finding>,
}

/// Tries every id field of every operation inside a company.
pub async fn sweep(ground: &Ground, engine: &Engine) -> Swept {
    let mut swept = Swept { tried: BTreeSet::new(), found: vec![] };
    for operation in engine.registry().operations() {
        let spec = operation.spec();
        let elsewhere = operation.is_platform() || matches!(spec.access, Access::Link(_) | Access::Internal);
        if elsewhere {
            continue;
        }
        for field in ids::of(operation.as_ref()) {
            let place = (spec.name.to_owned(), field.name());
            let Some(foreign) = ground.theirs.row(&field.table, 0) else {
                swept.found.push(finding(spec.name, format!("{}: they have no {}", place.1, field.table)));
                continue;
            };
            if let Err(wrong) = one(ground, engine, operation.as_ref(), &field, foreign).await {
                swept.found.push(finding(spec.name, format!("{}: {wrong}", place.1)));
            }
            swept.tried.insert(place);
        }
        for filter in spec.list.into_iter().flat_map(|l| l.filters) {
            let ColumnKind::Id(table) = filter.kind else { continue };
            let Some(foreign) = ground.theirs.row(table, 0) else {
                swept.found.push(finding(spec.name, format!("filter {}: they have no {table}", filter.name)));
                continue;
            };
            let page = ask(engine, &ground.mine.admin, spec.name, json!({filter.name: foreign})).await;
            match page {
                Ok(page) if page.data["items"] == json!([]) => {}
                Ok(page) => swept.found.push(finding(spec.name, format!("{} shows {}", filter.name, page.data))),
                Err(e) => swept.found.push(finding(spec.name, format!("{} answers {e}", filter.name))),
            }
            swept.tried.insert((spec.name.to_owned(), format!("filter {}", filter.name)));
        }
    }
    swept
}

async fn one(
    ground: &Ground,
    engine: &Engine,
    operation: &dyn AnyOperation,
    field: &IdField,
    foreign: &str,
) -> Result<(), String> {
    let spec = operation.spec();
    let mut said = BTreeSet::new();
    let nouns = nouns(engine, field);
    for at in 0..ROWS_TRIED {
        let base = inputs::for_field(ground.input(operation, at).await, spec.name, &field.name());
        let with = |id: &str| {
            let mut input = base.clone();
            field.put(&mut input, id);
            input
        };
        let answer = ask(engine, &ground.mine.admin, spec.name, with(foreign)).await.map(|a| a.data);
        let never = ask(engine, &ground.mine.admin, spec.name, with(&ids::unknown(&field.table))).await.map(|a| a.data);
        match (&answer, &never) {
            (Err(e), Err(n)) if refuses(e, field, &nouns) => {
                // What names the id itself is told apart by nothing else.
                let same = e.kind == n.kind && e.code == n.code && e.message == n.message;
                return if same { Ok(()) } else { Err(format!("answers {e}, to an id that never was {n}")) };
            }
            (Ok(a), Ok(n))
                if spec.kind == Kind::Read && settled(a, foreign) == settled(n, &ids::unknown(&field.table)) =>
            {
                return Ok(());
            }
            (Ok(a), _) => return Err(format!("takes it: {}", short(a))),
            (Err(e), _) => drop(said.insert(e.to_string())),
        }
    }
    Err(format!("answers {said:?}"))
}

/// What people call a record of the field's kind, and what the field calls it.
fn nouns(engine: &Engine, field: &IdField) -> Vec<String> {
    let resources = engine.registry().resources().filter(|r| r.table == field.table).map(|r| r.noun.to_owned());
    let name = field.name();
    let last = name.rsplit('.').next().unwrap_or_default().trim_end_matches("_ids").trim_end_matches("_id");
    let other = NOUNS.iter().filter(|(field, _)| *field == name).map(|(_, noun)| (*noun).to_owned());
    resources.chain(other).chain([last.replace('_', " "), field.table.replace('_', " ")]).collect()
}

/// Whether it is refused for this id: no such record of its kind, or the field is named.
fn refuses(e: &Error, field: &IdField, nouns: &[String]) -> bool {
    let last = field.name();
    let last = last.rsplit('.').next().unwrap_or_default();
    let called = |part: &str| part == last || ALSO_CALLED.contains(&(last, part));
    match e.kind {
        ErrorKind::NotFound => nouns.iter().any(|noun| e.message.contains(noun.as_str())),
        ErrorKind::Invalid => e.problems.iter().any(|p| p.field.split('.').any(called)),
        _ => false,
    }
}

/// An answer without the id that was asked for, and without the time it was given.
fn settled(answer: &Value, id: &str) -> Value {
    let text = answer.to_string().replace(id, "");
    let mut value: Value = serde_json::from_str(&text).unwrap_or_default();
    if let Some(members) = value.as_object_mut() {
        for name in ["at", "server_time", "generated_at"] {
            members.remove(name);
        }
    }
    value
}

fn short(answer: &Value) -> String {
    answer.to_string().chars().take(200).collect()
}

#[test]
fn another_companys_ids_are_answered_like_ids_that_never_were() {
    on_common_ground(async |ground| {
        let before = ground.digest(ground.theirs.id).await;
        let swept = sweep(ground, &ground.kit.engine).await;
        nothing_wrong(&swept.found);
        let after = ground.digest(ground.theirs.id).await;
        for (table, rows) in &before {
            assert_eq!(Some(rows), after.get(table), "rows of {table} were touched");
        }
        for operation in ground.kit.engine.registry().operations() {
            let spec = operation.spec();
            if let Some(target) = spec.target {
                let place = (spec.name.to_owned(), target.field.to_owned());
                assert!(swept.tried.contains(&place), "{place:?} was not tried");
            }
        }
        println!("{} ids tried", swept.tried.len());
        assert!(swept.tried.len() >= 150, "only {} ids were tried", swept.tried.len());
    });
}

// On a ground of its own: the trail shows what the other sweep asked for.
#[tokio::test(flavor = "multi_thread")]
async fn nothing_of_another_company_stands_in_an_answer() {
    let ground = Ground::new().await;
    let theirs: Vec<&String> = ground.theirs.rows.values().flatten().collect();
    let (mut answered, mut found) = (0, vec![]);
    for operation in ground.kit.engine.registry().operations() {
        let spec = operation.spec();
        if spec.kind != Kind::Read || operation.is_platform() {
            continue;
        }
        let mut input = ground.input(operation.as_ref(), 0).await;
        if spec.list.is_some() {
            input["limit"] = json!(200);
        }
        let Ok(answer) = ask(&ground.kit.engine, &ground.mine.admin, spec.name, input).await else { continue };
        answered += 1;
        let text = answer.data.to_string();
        found
            .extend(theirs.iter().filter(|id| text.contains(**id)).map(|id| finding(spec.name, format!("shows {id}"))));
    }
    nothing_wrong(&found);
    println!("{answered} answers looked through");
    assert!(answered >= 60, "only {answered} answers");
}
