//! A good and a bad statement for each rule.

use super::*;
use crate::sql::{catalogue::sample::catalogue, file::statements, shape::shape, token::tokens, tree::tree};

fn found(head: &str, text: &str) -> Vec<String> {
    let source = format!("-- name: x {head}\n{text};");
    let (all, faults) = statements("x.sql", &source);
    assert!(faults.is_empty(), "{faults:?}");
    let tokens = tokens(&all[0].text, all[0].text_line).unwrap();
    let shape = shape(&tree(&tokens).unwrap()).unwrap();
    lint(&all[0], &tokens, &shape, &catalogue()).into_iter().map(|(_, s)| s).collect()
}
fn good(head: &str, text: &str) {
    assert_eq!(found(head, text), Vec::<String>::new(), "{text}");
}
fn bad(head: &str, text: &str, part: &str) {
    let all = found(head, text);
    assert!(all.len() == 1 && all[0].contains(part), "{text}: {all:?}");
}
const WHERE: &str = "from lead l where l.company_id = :company_id";

#[test]
fn a_statement_names_the_company_or_is_global() {
    good(":opt", "select c.name from company c where c.id = :company_id");
    good(":opt global", "select c.code from currency c where c.code = :code");
    bad(":opt", "select c.code from currency c where c.code = :code", "names no :company_id");
}

#[test]
fn many_rows_are_ordered_and_limited_by_a_number() {
    good(":many", &format!("select l.id {WHERE} order by l.id limit 200"));
    bad(":many", &format!("select l.id {WHERE} order by l.id"), "must have a limit");
    bad(":many", &format!("select l.id {WHERE} limit 200"), "must have an order by");
    bad(":many", &format!("select l.id {WHERE} order by l.id limit :n"), "must be a number");
    bad(":opt", &format!("select l.id {WHERE} order by l.id limit :n::bigint"), "must be a number");
    bad(":opt", &format!("select l.id {WHERE} order by l.id fetch first 1 rows only"), "must be a number");
    good(":many", "update lead set status = :status where company_id = :company_id returning id");
}

#[test]
fn a_list_leaves_its_end_to_the_engine() {
    good(":list", &format!("select l.id {WHERE}"));
    bad(":list", &format!("select l.id {WHERE} order by l.id"), "ends with its where");
    bad(":list", &format!("select l.id {WHERE} limit 10"), "ends with its where");
    bad(
        ":list",
        "select l.id from lead l join company c on c.id = l.company_id and l.company_id = :company_id",
        "must have a where",
    );
}

#[test]
fn rows_are_inserted_by_values() {
    good(":exec", "insert into lead (company_id, id) values (:company_id, :id)");
    let all = found(":exec", "insert into lead (company_id, id) select :company_id, :id");
    assert!(all.iter().any(|s| s.contains("insert … select")), "{all:?}");
    good(
        ":exec",
        "with gone as (delete from lead where company_id = :company_id and id = :id returning id) select id from gone",
    );
    bad(
        ":exec",
        "with gone as (delete from lead where company_id = :company_id returning id) insert into lead_note (company_id, id) values (:company_id, :id)",
        "with query that writes",
    );
    bad(
        ":exec",
        "with made as (insert into lead (company_id, id) values (:company_id, :id) returning id) insert into lead_note (company_id, id) values (:company_id, (select id from made))",
        "with query that writes",
    );
}

#[test]
fn columns_are_named() {
    good(":one", &format!("select count(*) as \"n!\", 2 * l.score {WHERE}"));
    bad(":opt", &format!("select * {WHERE}"), "instead of *");
    bad(":opt", &format!("select l.id, l.* {WHERE}"), "instead of *");
    bad(":opt", "delete from lead where company_id = :company_id returning *", "instead of *");
}

#[test]
fn nothing_reads_the_clock_or_dice() {
    good(":opt", &format!("select l.id {WHERE} and l.received_at < :now"));
    good(":opt", &format!("select l.random, l.note as now {WHERE}"));
    for call in [
        "now()",
        "current_date",
        "random()",
        "pg_catalog.random()",
        "gen_random_uuid()",
        "clock_timestamp()",
        "nextval('x')",
    ] {
        bad(":opt", &format!("select {call} {WHERE}"), "differs from call to call");
    }
    bad(":opt", &format!("select set_config('a', 'b', true) {WHERE}"), "set_config");
    good(":opt", "select r.id from register(:company_id) r");
    bad(":exec", "update lead set note = register(:x) where company_id = :company_id", "is volatile");
}

#[test]
fn words_are_lower_case() {
    good(":opt", &format!("select l.note as \"Note\" {WHERE} and l.status = 'NEW'"));
    bad(":opt", &format!("SELECT l.id {WHERE}"), "lower case");
}

#[test]
fn a_row_keeps_its_company() {
    good(":exec", "update lead set note = :note where company_id = :company_id");
    bad(":exec", "update lead set company_id = :x where company_id = :company_id", "never changes its company");
}

#[test]
fn one_statement_stands_below_a_head() {
    let all = found(":opt", &format!("select l.id {WHERE}; select l.id {WHERE}"));
    assert!(all.iter().any(|s| s.contains("One statement")), "{all:?}");
}
