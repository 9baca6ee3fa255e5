//! Has PostgreSQL prepare a statement and puts together what is known of it.

use tokio_postgres::{Client, error::ErrorPosition, types::Type};

use super::{
    catalogue::Catalogue,
    columns::{self, Origin},
    file::{Kind, Statement},
    lint, list, params,
    shape::{self, Shape, Source},
    token::{self, Token},
    tree,
    types::{self, Rust},
};
use crate::fault::Fault;

#[derive(Clone, Debug)]
pub struct Param {
    pub name: String,
    pub rust: Rust,
    pub nullable: bool,
    /// The expression that gives it, for what the transaction knows by itself.
    pub implicit: Option<&'static str>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// As PostgreSQL calls it, with its mark.
    pub raw: String,
    /// As the row's field is called.
    pub name: String,
    pub rust: Rust,
    pub nullable: bool,
}

#[derive(Clone, Debug)]
pub struct Described {
    pub statement: Statement,
    /// With numbered parameters, without comments.
    pub sql: String,
    pub params: Vec<Param>,
    pub columns: Vec<Column>,
    pub list: Option<list::List>,
}

/// Checks and types one statement; else everything wrong with it.
pub async fn describe(
    client: &Client,
    catalogue: &Catalogue,
    file: &str,
    statement: &Statement,
) -> Result<Described, Vec<Fault>> {
    let one = |(line, message): (usize, String)| vec![Fault::new(file, line, message)];
    let tokens = token::tokens(&statement.text, statement.text_line).map_err(one)?;
    let tree = tree::tree(&tokens).map_err(one)?;
    let shape = shape::shape(&tree).map_err(one)?;
    let mut found = lint::lint(statement, &tokens, &shape, catalogue);
    let names = params::order(&tokens);
    let (sql, places) = numbered(&statement.text, &tokens, &names);
    let prepared = match client.prepare(&sql).await {
        Ok(prepared) => prepared,
        Err(error) => {
            found.push(refused(&error, &places, statement));
            return Err(found.into_iter().map(|(l, m)| Fault::new(file, l, m)).collect());
        }
    };
    let mut params = vec![];
    for (name, ty) in names.iter().zip(prepared.params()) {
        match param(name, ty, statement, &tokens, &shape, catalogue) {
            Ok(param) => params.push(param),
            Err(message) => found.push((line_of(name, &tokens, statement), message)),
        }
    }
    let mut columns = vec![];
    let count = prepared.columns().len();
    for (index, column) in prepared.columns().iter().enumerate() {
        if statement.kind == Kind::Exec {
            break;
        }
        let origin = Origin { table: column.table_oid(), column: column.column_id() };
        let sure = columns::not_null(index, count, origin, &shape, catalogue);
        match result(column.name(), column.type_(), sure, columns::id_of(origin, catalogue), catalogue) {
            Ok(column) if columns.iter().any(|c: &Column| c.name == column.name) => {
                found.push((statement.text_line, format!("Two columns are called {}.", column.name)));
            }
            Ok(column) => columns.push(column),
            Err(message) => found.push((statement.text_line, message)),
        }
    }
    if statement.kind != Kind::Exec && count == 0 {
        found.push((statement.line, "The statement answers no rows: make it :exec.".into()));
    }
    let list = match statement.kind {
        Kind::List => list::read(statement, &names, &columns, &shape, catalogue).map_err(|all| found.extend(all)).ok(),
        _ => None,
    };
    if !found.is_empty() {
        return Err(found.into_iter().map(|(l, m)| Fault::new(file, l, m)).collect());
    }
    Ok(Described { statement: statement.clone(), sql, params, columns, list })
}

/// The text with `$n` for parameters and without comments, and (byte offset, line) of its tokens.
pub fn numbered(text: &str, tokens: &[Token], names: &[String]) -> (String, Vec<(usize, usize)>) {
    let (mut out, mut places, mut end) = (String::new(), vec![], 0);
    for token in tokens {
        let gap = &text[end..token.start];
        if gap.trim().is_empty() {
            out.push_str(gap);
        } else if let Some(at) = gap.rfind('\n') {
            out.push_str(&gap[at..]);
        } else {
            out.push(' ');
        }
        places.push((out.len(), token.line));
        match (token.kind, names.iter().position(|n| *n == token.text)) {
            (token::Kind::Param(_), Some(at)) => out.push_str(&format!("${}", at + 1)),
            _ => out.push_str(&text[token.start..token.end]),
        }
        end = token.end;
    }
    (out.trim_start().to_string(), places)
}

fn refused(error: &tokio_postgres::Error, places: &[(usize, usize)], statement: &Statement) -> (usize, String) {
    let Some(db) = error.as_db_error() else { return (statement.line, format!("PostgreSQL did not answer: {error}.")) };
    let line = match db.position() {
        Some(ErrorPosition::Original(at)) => {
            let at = *at as usize;
            places.iter().rev().find(|(start, _)| *start < at).map(|(_, line)| *line)
        }
        _ => None,
    };
    let hint = db.hint().map(|h| format!(" ({h})")).unwrap_or_default();
    (line.unwrap_or(statement.line), format!("PostgreSQL refuses it: {}{hint}.", db.message()))
}

fn line_of(name: &str, tokens: &[Token], statement: &Statement) -> usize {
    let found = tokens.iter().find(|t| matches!(t.kind, token::Kind::Param(_)) && t.text == name);
    found.map_or(statement.line, |t| t.line)
}

fn param(
    name: &str,
    ty: &Type,
    statement: &Statement,
    tokens: &[Token],
    shape: &Shape,
    catalogue: &Catalogue,
) -> Result<Param, String> {
    let implicit = match name {
        _ if statement.global => None,
        "company_id" => Some(("tx.company()", Type::UUID)),
        "now" => Some(("tx.now()", Type::TIMESTAMPTZ)),
        "me" => Some(("tx.user_id_or_nil()", Type::UUID)),
        _ => None,
    };
    if let Some((expression, wanted)) = implicit {
        if *ty != wanted {
            return Err(format!(
                ":{name} is a {}, here it is read as {}: cast what it is compared with.",
                wanted.name(),
                ty.name()
            ));
        }
        return Ok(Param { name: name.into(), rust: types::rust(ty)?, nullable: false, implicit: Some(expression) });
    }
    if types::ident(name).is_none() || name == "tx" {
        return Err(format!(":{name} cannot be an argument's name: choose another."));
    }
    let meaning = params::meaning(name, tokens, shape, catalogue);
    let mut rust = types::rust(ty).map_err(|e| format!(":{name}: {e}"))?;
    if *ty == Type::UUID {
        if let [_, _, ..] = meaning.id_of[..] {
            return Err(format!(
                ":{name} stands for ids of {}: use a parameter for each.",
                meaning.id_of.join(" and ")
            ));
        }
        let main = || match &shape.relations.get(*shape.blocks.get(shape.main)?.relations.first()?)?.source {
            Source::Table(table) => catalogue.id_type(table),
            _ => None,
        };
        let id = match meaning.id_of.first() {
            Some(table) => catalogue.id_type(table),
            None if name == "id" => main(),
            None => catalogue.id_type_by_name(name),
        };
        rust = id.map_or(rust, Rust::id);
    }
    Ok(Param { name: name.into(), rust, nullable: meaning.nullable, implicit: None })
}

fn result(raw: &str, ty: &Type, sure: bool, id_of: Option<&str>, catalogue: &Catalogue) -> Result<Column, String> {
    let (name, nullable) = match (raw.strip_suffix('!'), raw.strip_suffix('?')) {
        (Some(name), _) => (name, false),
        (_, Some(name)) if !name.starts_with('?') => (name, true),
        _ => (raw, !sure),
    };
    if types::ident(name).is_none() {
        return Err(format!("The column {name} needs a name in lower snake case: as name."));
    }
    let mut rust = types::rust(ty).map_err(|e| format!("Column {name}: {e}"))?;
    if *ty == Type::UUID {
        rust = id_of.and_then(|t| catalogue.id_type(t)).map_or(rust, Rust::id);
    }
    Ok(Column { raw: raw.into(), name: name.into(), rust, nullable })
}

/// Finds out for every view's columns what is known of tables' columns, from the view's own text.
pub async fn views(client: &Client, catalogue: &mut Catalogue) -> Result<(), tokio_postgres::Error> {
    let views: Vec<u32> = catalogue.tables.values().filter(|t| t.view).map(|t| t.oid).collect();
    for oid in views {
        let row = client.query_one("select pg_get_viewdef($1::oid)", &[&oid]).await?;
        let text = row.get::<_, String>(0);
        let text = text.trim_end().trim_end_matches(';');
        let shape = token::tokens(text, 1).and_then(|t| tree::tree(&t)).and_then(|t| shape::shape(&t));
        // A view this cannot read stays as it is: its columns may be NULL and their ids are plain.
        let Ok(shape) = shape else { continue };
        let prepared = client.prepare(text).await?;
        let count = prepared.columns().len();
        for (index, column) in prepared.columns().iter().enumerate() {
            let origin = Origin { table: column.table_oid(), column: column.column_id() };
            let sure = columns::not_null(index, count, origin, &shape, catalogue);
            let id_of = columns::id_of(origin, catalogue).map(str::to_owned);
            let own =
                catalogue.tables.get_mut(&oid).and_then(|t| t.columns.values_mut().find(|c| c.name == column.name()));
            if let Some(own) = own {
                (own.not_null, own.id_of) = (sure, id_of);
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameters_are_numbered_and_comments_left_out() {
        let text = "select l.id -- the id\nfrom lead l /* x */ where l.id = :id\n  -- only ours\n  and l.company_id = :company_id";
        let tokens = token::tokens(text, 5).unwrap();
        let names = params::order(&tokens);
        let (sql, places) = numbered(text, &tokens, &names);
        assert_eq!(sql, "select l.id\nfrom lead l where l.id = $2\n  and l.company_id = $1");
        assert_eq!(places.last().map(|p| p.1), Some(8));
    }

    #[test]
    fn marks_in_aliases_decide() {
        let c = crate::sql::catalogue::sample::catalogue();
        let of = |raw: &str, sure| result(raw, &Type::INT8, sure, None, &c).map(|c| (c.name, c.nullable));
        assert_eq!(of("count!", false), Ok(("count".into(), false)));
        assert_eq!(of("name?", true), Ok(("name".into(), true)));
        assert_eq!(of("name", true), Ok(("name".into(), false)));
        assert!(of("?column?", false).is_err());
    }
}
