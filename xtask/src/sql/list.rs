//! The head of a `:list` statement: what a list can be sorted, filtered and searched by.

use super::{
    catalogue::Catalogue,
    columns::items,
    describe::Column,
    file::{Directive, Statement, is_snake},
    shape::{Relation, Shape, Source},
    tree::{Reference, reference},
};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sort {
    pub name: String,
    pub column: String,
    /// As the engine's `ColumnKind` is written.
    pub kind: String,
    pub descending: bool,
    pub nullable: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filter {
    pub name: String,
    pub column: String,
    pub kind: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct List {
    pub resource: String,
    pub alias: String,
    /// The alias of the table whose id tells rows of the same rank apart.
    pub rows: String,
    pub sorts: Vec<Sort>,
    pub filters: Vec<Filter>,
    pub search: Option<String>,
}

type Found = Vec<(usize, String)>;

struct Reader<'a> {
    shape: &'a Shape,
    catalogue: &'a Catalogue,
    found: Found,
}

/// Reads the head; else everything wrong with it.
pub fn read(
    statement: &Statement,
    params: &[String],
    columns: &[Column],
    shape: &Shape,
    catalogue: &Catalogue,
) -> Result<List, Found> {
    let mut reader = Reader { shape, catalogue, found: vec![] };
    if let Some(other) = params.iter().find(|p| *p != "company_id") {
        reader.found.push((
            statement.text_line,
            format!("A :list statement has no parameter but :company_id: {other} cannot be bound."),
        ));
    }
    let resource = statement.directive("resource");
    let words: Vec<&str> = resource.map(|d| d.value.split_whitespace().collect()).unwrap_or_default();
    let (resource, alias, rows) = match words[..] {
        [resource, alias] => (resource, alias, alias),
        [resource, alias, "rows", rows] => (resource, alias, rows),
        _ => {
            reader.found.push((
                statement.line,
                "A :list statement says -- resource: <resource> <alias of its main table>, and rows <alias> when its \
                 rows are those of another."
                    .into(),
            ));
            ("", "", "")
        }
    };
    for alias in [alias, rows] {
        if !alias.is_empty() && reader.relation(alias).is_none() {
            reader.found.push((statement.line, format!("No table of the statement has the alias {alias}.")));
        }
    }
    let id = columns.iter().zip(items(shape)).find(|(c, _)| c.raw == "id").and_then(|(_, nodes)| reference(nodes));
    if id.and_then(|id| id.alias).is_some_and(|alias| !rows.is_empty() && alias != rows) {
        let message = format!("The id of a row must be {rows}.id: it tells rows of the same rank apart.");
        reader.found.push((statement.text_line, message));
    }
    let sorts = statement.directive("sort").map(|d| reader.sorts(d, columns)).unwrap_or_default();
    if sorts.is_empty() {
        reader.found.push((
            statement.line,
            "A :list statement says what it is sorted by: -- sort: <name> [desc] = <alias.column>.".into(),
        ));
    }
    let filters = statement.directive("filter").map(|d| reader.filters(d)).unwrap_or_default();
    let search = statement.directive("search").map(|d| d.value.clone());
    if let Some(name) = search.iter().find(|s| !is_snake(s)) {
        reader.found.push((statement.line, format!("{name} is no function's name.")));
    }
    if !columns.iter().any(|c| c.raw == "id") {
        reader
            .found
            .push((statement.text_line, "A :list statement selects id: it tells rows of the same rank apart.".into()));
    }
    if reader.found.is_empty() {
        Ok(List { resource: resource.into(), alias: alias.into(), rows: rows.into(), sorts, filters, search })
    } else {
        Err(reader.found)
    }
}

impl Reader<'_> {
    fn sorts(&mut self, directive: &Directive, columns: &[Column]) -> Vec<Sort> {
        let mut out = vec![];
        for part in directive.value.split(',') {
            let Some((name, column)) = self.halves(part, directive.line) else { continue };
            let (name, descending) = match name.split_whitespace().collect::<Vec<_>>()[..] {
                [name] | [name, "asc"] => (name, false),
                [name, "desc"] => (name, true),
                _ => {
                    self.found.push((
                        directive.line,
                        format!("A sort reads <name> [desc] = <alias.column>, not {}.", part.trim()),
                    ));
                    continue;
                }
            };
            if !columns.iter().any(|c| c.raw == name) {
                self.found.push((
                    directive.line,
                    format!("The sort {name} must be a selected column of just that name: the cursor is read from it."),
                ));
            }
            if let Some((kind, nullable)) = self.column(column, directive.line) {
                out.push(Sort { name: name.into(), column: column.into(), kind, descending, nullable });
            }
        }
        out
    }

    fn filters(&mut self, directive: &Directive) -> Vec<Filter> {
        let mut out = vec![];
        for part in directive.value.split(',') {
            let Some((name, rest)) = self.halves(part, directive.line) else { continue };
            let [column, wanted] = rest.split_whitespace().collect::<Vec<_>>()[..] else {
                self.found.push((
                    directive.line,
                    format!("A filter reads <name> = <alias.column> <type>, not {}.", part.trim()),
                ));
                continue;
            };
            let kind = match wanted.split_once(':') {
                Some(("id", table)) if self.catalogue.id_type(table).is_some() => Some(id_kind(table)),
                Some(_) => None,
                None => word_kind(wanted).map(String::from),
            };
            let Some(kind) = kind else {
                self.found.push((
                    directive.line,
                    format!(
                        "{wanted} is no filter's type: text, bool, bigint, integer, timestamptz, date or id:<table>."
                    ),
                ));
                continue;
            };
            let Some((stored, _)) = self.column(column, directive.line) else { continue };
            let id = kind.contains("::Id(") && stored.contains("::Id(");
            if stored != kind && !id {
                self.found.push((directive.line, format!("{column} is not of the type {wanted}.")));
            }
            out.push(Filter { name: name.into(), column: column.into(), kind });
        }
        out
    }

    fn halves<'p>(&mut self, part: &'p str, line: usize) -> Option<(&'p str, &'p str)> {
        let halves = part.split_once('=').map(|(a, b)| (a.trim(), b.trim()));
        if halves.is_none() {
            self.found.push((line, format!("{} has no = between its name and its column.", part.trim())));
        }
        halves
    }

    fn relation(&self, alias: &str) -> Option<&Relation> {
        let at = Reference { alias: Some(alias.into()), column: String::new() };
        self.shape.resolve(&at, self.shape.main, |_, _| true).map(|r| &self.shape.relations[r])
    }

    /// The kind of a column written `alias.column`, and whether it may be NULL.
    fn column(&mut self, written: &str, line: usize) -> Option<(String, bool)> {
        let found = written.split_once('.').and_then(|(alias, column)| {
            let relation = self.relation(alias)?;
            let Source::Table(table) = &relation.source else { return None };
            let table = self.catalogue.table(table)?;
            let (number, column) = table.column(column)?;
            Some((table.oid, number, column.clone(), relation.outer))
        });
        let Some((oid, number, column, outer)) = found else {
            self.found.push((line, format!("{written} is no column of a table in the statement (alias.column).")));
            return None;
        };
        let kind = match column.kind.split('(').next().unwrap_or_default() {
            "uuid" => Some(id_kind(self.catalogue.id_of(oid, number).unwrap_or_default())),
            "text" | "character" | "character varying" => word_kind("text").map(String::from),
            "boolean" => word_kind("bool").map(String::from),
            "timestamp with time zone" => word_kind("timestamptz").map(String::from),
            other => word_kind(other).map(String::from),
        };
        if kind.is_none() {
            self.found
                .push((line, format!("{written} is a {}: lists cannot be sorted or filtered by that.", column.kind)));
        }
        kind.map(|kind| (kind, outer || !column.not_null))
    }
}

fn id_kind(table: &str) -> String {
    format!("engine::ColumnKind::Id({table:?})")
}

fn word_kind(word: &str) -> Option<&'static str> {
    Some(match word {
        "text" => "engine::ColumnKind::Text",
        "bool" => "engine::ColumnKind::Bool",
        "bigint" => "engine::ColumnKind::BigInt",
        "integer" => "engine::ColumnKind::Integer",
        "timestamptz" => "engine::ColumnKind::Timestamp",
        "date" => "engine::ColumnKind::Date",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sql::{
        catalogue::sample::catalogue, file::statements, shape::shape, token::tokens, tree::tree, types::Rust,
    };

    fn of(head: &str) -> Result<List, Vec<String>> {
        let source = format!(
            "-- name: lead_list :list\n{head}\nselect l.id, l.received_at, l.score from lead l left join customer c on c.company_id = l.company_id where l.company_id = :company_id;"
        );
        let (all, faults) = statements("x.sql", &source);
        assert!(faults.is_empty());
        let tokens = tokens(&all[0].text, 1).unwrap();
        let shape = shape(&tree(&tokens).unwrap()).unwrap();
        let column = |raw: &str| Column {
            raw: raw.into(),
            name: raw.into(),
            rust: Rust { owned: String::new(), lent: String::new() },
            nullable: false,
        };
        let columns = ["id", "received_at", "score"].map(column);
        read(&all[0], &["company_id".into()], &columns, &shape, &catalogue())
            .map_err(|f| f.into_iter().map(|(_, m)| m).collect())
    }

    #[test]
    fn a_head_is_read() {
        let list = of("-- resource: lead l\n-- sort: received_at desc = l.received_at, score = l.score\n-- filter: status = l.status text, customer_id = l.customer_id id:customer\n-- search: lead_search").unwrap();
        assert_eq!(
            (list.resource.as_str(), list.alias.as_str(), list.search.as_deref()),
            ("lead", "l", Some("lead_search"))
        );
        assert!(list.sorts[0].descending && !list.sorts[0].nullable);
        assert!(!list.sorts[1].descending && list.sorts[1].nullable);
        assert_eq!(list.sorts[1].kind, "engine::ColumnKind::BigInt");
        assert_eq!(list.filters[1].kind, "engine::ColumnKind::Id(\"customer\")");
    }

    #[test]
    fn everything_wrong_with_a_head_is_said() {
        let found = of("-- resource: lead x\n-- sort: status = l.status, n = l.nothing\n-- filter: a = l.status bigint, b = l.score colour").unwrap_err();
        for part in ["alias x", "The sort status", "l.nothing", "not of the type bigint", "colour"] {
            assert!(found.iter().any(|f| f.contains(part)), "{part}: {found:?}");
        }
        assert_eq!(of("-- resource: lead l").unwrap_err().len(), 1);
    }

    #[test]
    fn a_row_is_told_by_its_own_id() {
        let found = of("-- resource: lead l rows c\n-- sort: received_at = l.received_at").unwrap_err();
        assert_eq!(found, ["The id of a row must be c.id: it tells rows of the same rank apart."]);
        assert_eq!(of("-- resource: lead l\n-- sort: received_at = l.received_at").unwrap().rows, "l");
    }
}
