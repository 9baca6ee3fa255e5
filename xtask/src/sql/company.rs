//! The rule that every relation with companies' rows is narrowed to the one company, in every statement.

use super::{
    catalogue::Catalogue,
    shape::{Relation, Shape, Source, Verb},
    token::Token,
    tree::{Node, by_comma, equalities, parameter, reference},
};

/// What an equality compares.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Company,
    Of(usize),
}

/// The relations (line, sentence) that are not narrowed to `:company_id`. In a statement over global tables
/// only walled ones have to be.
pub fn unnarrowed(shape: &Shape, catalogue: &Catalogue, global: bool) -> Vec<(usize, String)> {
    let mut known: Vec<bool> = shape.relations.iter().map(|r| !must(r, catalogue, global)).collect();
    let mut steps = vec![];
    let mut found = vec![];
    for condition in &shape.conditions {
        for (left, right) in equalities(&condition.nodes) {
            if !global && let Some(other) = other_parameter(left, right).or_else(|| other_parameter(right, left)) {
                found.push((
                    other.line,
                    format!("company_id is compared with :{}: only :company_id is the caller's.", other.text),
                ));
            }
            let (Some(l), Some(r)) =
                (side(left, shape, condition.block, catalogue), side(right, shape, condition.block, catalogue))
            else {
                continue;
            };
            for (from, to) in [(l, r), (r, l)] {
                if let Side::Of(to) = to
                    && shape.relations[to].block == condition.block
                    && condition.narrows.as_ref().is_none_or(|n| n.contains(&to))
                {
                    steps.push((from, to));
                }
            }
        }
    }
    for (index, block) in shape.blocks.iter().enumerate() {
        if block.verb == Verb::Insert && inserts_company(shape, index) {
            known[block.relations[0]] = true;
        }
    }
    loop {
        let next = steps.iter().find(|(from, to)| {
            !known[*to]
                && (*from == Side::Company
                    || matches!(from, Side::Of(f) if known[*f] && hands_on(&shape.relations[*f], catalogue)))
        });
        match next {
            Some(&(_, to)) => known[to] = true,
            None => break,
        }
    }
    let open = shape.relations.iter().zip(known).filter(|(_, known)| !known);
    found.extend(open.map(|(r, _)| (r.line, sentence(r, shape))));
    found
}

/// The parameter that a company's column is compared with, where it is not the caller's company.
fn other_parameter<'a>(column: &[Node], value: &'a [Node]) -> Option<&'a Token> {
    reference(column).filter(|at| at.column == "company_id")?;
    parameter(value).filter(|p| p.text != "company_id")
}

fn sentence(relation: &Relation, shape: &Shape) -> String {
    let Source::Table(name) = &relation.source else { return String::new() };
    let alias = &relation.alias;
    match shape.blocks[relation.block].verb {
        Verb::Insert => format!("The insert into {name} must set company_id to :company_id."),
        _ if name == "company" => format!("company (as {alias}) is any company's row: add {alias}.id = :company_id."),
        _ => format!("{name} (as {alias}) is not narrowed to the company: add {alias}.company_id = :company_id."),
    }
}

fn must(relation: &Relation, catalogue: &Catalogue, global: bool) -> bool {
    match &relation.source {
        // Everybody may read every company's row: the wall is this rule alone.
        Source::Table(_) if is_company(relation) => !global,
        Source::Table(name) => catalogue.table(name).is_some_and(|t| t.of_company() && (!global || t.walled || t.view)),
        _ => false,
    }
}

/// Whether the relation's company_id is worth following: a global table that has none cannot hand it on.
fn has_company(relation: &Relation, catalogue: &Catalogue) -> bool {
    match &relation.source {
        Source::Table(name) | Source::Excluded(name) => catalogue.table(name).is_some_and(|t| t.of_company()),
        Source::Derived => true,
        Source::Function => false,
    }
}

/// The table of companies, whose rows are told apart by their own id.
fn is_company(relation: &Relation) -> bool {
    matches!(&relation.source, Source::Table(name) if name == "company")
}

fn hands_on(relation: &Relation, catalogue: &Catalogue) -> bool {
    is_company(relation) || has_company(relation, catalogue)
}

fn side(nodes: &[Node], shape: &Shape, block: usize, catalogue: &Catalogue) -> Option<Side> {
    if let Some(parameter) = parameter(nodes) {
        return (parameter.text == "company_id").then_some(Side::Company);
    }
    let at = reference(nodes)?;
    let found = match at.column.as_str() {
        "company_id" => shape.resolve(&at, block, |r, _| has_company(r, catalogue)),
        "id" => shape.resolve(&at, block, |r, _| is_company(r)).filter(|r| is_company(&shape.relations[*r])),
        _ => None,
    };
    found.map(Side::Of)
}

/// Whether company_id is among the columns and `:company_id` at its place in every row.
fn inserts_company(shape: &Shape, block: usize) -> bool {
    let block = &shape.blocks[block];
    let Some(columns) = columns(block.clause("insert").map_or(&[], |c| &c.nodes)) else { return false };
    let Some(place) = columns.iter().position(|c| *c == "company_id") else { return false };
    let rows = by_comma(block.clause("values").map_or(&[], |c| &c.nodes));
    !rows.is_empty()
        && rows.iter().all(|row| {
            let values = row.first().and_then(Node::group).map(by_comma).unwrap_or_default();
            values.get(place).and_then(|v| parameter(v)).is_some_and(|p| p.text == "company_id")
        })
}

/// The columns an insert names.
pub fn columns(insert: &[Node]) -> Option<Vec<&str>> {
    let list = insert.iter().find_map(Node::group)?;
    by_comma(list).into_iter().map(|c| c.first().and_then(Node::name)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sql::{catalogue::sample::catalogue, shape::shape, token::tokens, tree::tree};

    fn open(source: &str, global: bool) -> Vec<String> {
        let shape = shape(&tree(&tokens(source, 1).unwrap()).unwrap()).unwrap();
        unnarrowed(&shape, &catalogue(), global).into_iter().map(|(_, s)| s).collect()
    }
    fn good(source: &str) {
        assert_eq!(open(source, false), Vec::<String>::new(), "{source}");
    }
    fn bad(source: &str) {
        assert_eq!(open(source, false).len(), 1, "{source}");
    }

    #[test]
    fn every_alias_is_narrowed() {
        good("select l.id from lead l where l.company_id = :company_id");
        good("select id from lead where company_id = :company_id");
        good(
            "select l.id from lead l left join customer c on c.company_id = l.company_id and c.id = l.customer_id where l.company_id = :company_id",
        );
        good(
            "select l.id from lead l join customer c on (c.company_id, c.id) = (l.company_id, l.customer_id) where c.company_id = :company_id",
        );
        good("select 1 from company c where c.id = :company_id");
        good("select s.id from lead_search(:q) s join lead l on l.company_id = :company_id and l.id = s.id");
        bad("select l.id from lead l where l.id = :id");
        bad("select l.id from lead l where l.company_id = :company_id and l.company_id = :other");
        bad("select l.id from lead l join customer c on c.id = l.customer_id where l.company_id = :company_id");
        bad("select l.id from lead l join company c on c.id = :company_id");
        good("select l.id from lead l join company c on c.id = l.company_id where c.id = :company_id");
        bad("select l.id from lead l, company c where l.company_id = :company_id");
        bad("select c.name from company c where c.id = :other and :company_id = :company_id");
    }

    #[test]
    fn only_what_always_holds_narrows() {
        bad("select l.id from lead l where l.company_id = :company_id or l.id = :id");
        bad("select l.id from lead l where not l.company_id = :company_id");
        bad(
            "select l.id from lead l left join customer c on c.company_id = l.company_id and c.company_id = :company_id",
        );
        bad(
            "select l.id from lead l left join customer c on c.company_id = :company_id and l.company_id = :company_id",
        );
        bad(
            "select l.id from lead l where exists (select 1 from customer c where c.company_id = l.company_id and c.company_id = :company_id)",
        );
    }

    #[test]
    fn inner_statements_are_narrowed_too() {
        good(
            "select l.id from lead l where l.company_id = :company_id and exists (select 1 from customer c where c.company_id = l.company_id and c.id = l.customer_id)",
        );
        bad(
            "select l.id from lead l where l.company_id = :company_id and exists (select 1 from customer c where c.id = l.customer_id)",
        );
        bad("with w as (select id from lead) select w.id from w where :company_id = :company_id");
        good(
            "with w as (select company_id, id from lead where company_id = :company_id) select w.id from w join customer c on c.company_id = w.company_id",
        );
        bad("select id from lead where company_id = :company_id union select id from customer");
    }

    #[test]
    fn changes_are_narrowed() {
        good(
            "insert into lead (company_id, id) values (:company_id, :id), (:company_id, :other) on conflict (company_id, id) do update set id = excluded.id",
        );
        bad("insert into lead (company_id, id) values (:company_id, :id), (:other, :id)");
        bad("insert into lead (id, company_id) values (:company_id, :id)");
        bad("insert into lead values (:company_id, :id)");
        good(
            "update lead l set status = :status from customer c where l.company_id = :company_id and c.company_id = l.company_id",
        );
        bad("update lead set status = :status where id = :id");
        good("delete from lead where company_id = :company_id and id = :id");
        bad("delete from lead l using customer c where c.company_id = :company_id and c.id = l.customer_id");
    }

    #[test]
    fn global_statements_may_not_reach_walled_tables_unnarrowed() {
        assert!(open("select event_id from outbox order by event_id limit 10", true).is_empty());
        assert_eq!(open("select id from lead", true).len(), 1);
        assert!(open("select id from lead where company_id = :company_id", true).is_empty());
        bad("select event_id from outbox");
    }
}
