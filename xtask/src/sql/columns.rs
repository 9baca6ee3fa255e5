//! Whether a result column may be NULL, and whose id stands in it.

use super::{
    catalogue::{Catalogue, Table},
    shape::{Shape, Source},
    tree::{Node, by_comma, reference},
};

/// Where PostgreSQL says a result column comes from.
#[derive(Clone, Copy, Debug, Default)]
pub struct Origin {
    pub table: Option<u32>,
    pub column: Option<i16>,
}

/// The table whose id stands in the column.
pub fn id_of(origin: Origin, catalogue: &Catalogue) -> Option<&str> {
    catalogue.id_of(origin.table?, origin.column?)
}

/// Whether result column `index` can never be NULL. `false` where that cannot be told.
pub fn not_null(index: usize, count: usize, origin: Origin, shape: &Shape, catalogue: &Catalogue) -> bool {
    let Origin { table: Some(oid), column: Some(number) } = origin else { return false };
    let Some(table) = catalogue.tables.get(&oid) else { return false };
    if !table.columns.get(&number).is_some_and(|c| c.not_null) {
        return false;
    }
    if grouped_by_sets(shape) || shape.main != shape.last {
        return false;
    }
    let items = items(shape);
    let at = (items.len() == count).then(|| reference(items[index])).flatten();
    let relation = at.and_then(|at| {
        let has = |r: &super::shape::Relation, c: &str| {
            matches!(&r.source, Source::Table(name) if catalogue.table(name).is_some_and(|t| t.column(c).is_some()))
        };
        shape.resolve(&at, shape.main, has).map(|r| &shape.relations[r])
    });
    match relation {
        Some(r) if r.outer => false,
        Some(r) if is_table(&r.source, table) => true,
        // Through a query of its own: no appearance of the table, and no query, may be missing.
        _ => {
            !shape.combined
                && !shape
                    .relations
                    .iter()
                    .any(|r| r.outer && (is_table(&r.source, table) || r.source == Source::Derived))
        }
    }
}

fn is_table(source: &Source, table: &Table) -> bool {
    matches!(source, Source::Table(name) if *name == table.name)
}

fn grouped_by_sets(shape: &Shape) -> bool {
    shape
        .blocks
        .iter()
        .filter_map(|b| b.clause("group"))
        .any(|c| c.nodes.iter().any(|n| n.is_any_word(&["rollup", "cube", "grouping"])))
}

/// The expressions of the select list or of `returning`, without their aliases.
pub fn items(shape: &Shape) -> Vec<&[Node]> {
    let Some(block) = shape.blocks.get(shape.main) else { return vec![] };
    let clause = block.clause("returning").or_else(|| block.clause("select"));
    let mut nodes = clause.map_or(&[][..], |c| &c.nodes);
    if nodes.first().is_some_and(|n| n.is_any_word(&["distinct", "all"])) {
        nodes = &nodes[1..];
        if nodes.first().is_some_and(|n| n.is_word("on")) {
            nodes = nodes.get(2..).unwrap_or_default();
        }
    }
    by_comma(nodes)
        .into_iter()
        .map(|item| match item.iter().rposition(|n| n.is_word("as")) {
            Some(at) => &item[..at],
            None => item,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sql::{catalogue::sample::catalogue, shape::shape, token::tokens, tree::tree};

    /// Whether the only column of the statement is never NULL, coming from (table, column).
    fn sure(source: &str, table: u32, column: i16) -> bool {
        let shape = shape(&tree(&tokens(source, 1).unwrap()).unwrap()).unwrap();
        not_null(0, 1, Origin { table: Some(table), column: Some(column) }, &shape, &catalogue())
    }

    #[test]
    fn columns_of_present_rows_keep_their_constraint() {
        assert!(sure("select l.status from lead l", 3, 4));
        assert!(sure("select status as s from lead", 3, 4));
        assert!(!sure("select l.note from lead l", 3, 5));
        assert!(sure("update lead set note = 'x' returning status", 3, 4));
        assert!(sure("select distinct on (l.id) l.status as s from lead l", 3, 4));
    }

    #[test]
    fn missing_rows_have_nulls() {
        assert!(!sure("select c.name from lead l left join customer c on true", 2, 3));
        assert!(sure("select l.status from lead l left join customer c on true", 3, 4));
        assert!(sure("select a.name from customer a left join customer b on true", 2, 3));
        assert!(!sure("select b.name from customer a left join customer b on true", 2, 3));
        assert!(!sure("select d.n from lead l left join (select c.name as n from customer c) d on true", 2, 3));
        assert!(sure("select d.n from (select c.name as n from customer c) d", 2, 3));
        assert!(!sure("with w as (select c.name from customer c) select w.name from lead l left join w on true", 2, 3));
    }

    #[test]
    fn what_cannot_be_told_may_be_null() {
        let shape = shape(&tree(&tokens("select 1", 1).unwrap()).unwrap()).unwrap();
        assert!(!not_null(0, 1, Origin::default(), &shape, &catalogue()));
        assert!(!sure("select l.status from lead l union select null", 3, 4));
        assert!(!sure("select l.status from lead l group by rollup (l.status)", 3, 4));
    }
}
