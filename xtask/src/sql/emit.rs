//! Writes the Rust of one file of statements.

use std::fmt::Write as _;

use super::{
    describe::{Column, Described, Param},
    file::Kind,
    types::{camel, ident},
};
use crate::fault::Fault;

/// Begins every generated file; files with it may be replaced and removed.
pub const MARK: &str = "//! Written by `cargo xtask sql`";

/// Arguments by position up to here; more stand in a struct, so that no two are mistaken for one another.
const POSITIONAL: usize = 4;

/// The module's text before formatting; else rows that share a name but not their columns.
pub fn file(source: &str, statements: &[Described]) -> Result<String, Vec<Fault>> {
    let mut out = format!("{MARK} from {source}: edit that.\n");
    let (mut rows, mut faults): (Vec<(String, &Described)>, Vec<Fault>) = (vec![], vec![]);
    for described in statements {
        let row = row_name(described);
        if described.statement.kind != Kind::Exec {
            match rows.iter().find(|(name, _)| *name == row) {
                None => {
                    row_struct(&mut out, &row, &described.columns);
                    rows.push((row.clone(), described));
                }
                Some((_, first)) if same(&first.columns, &described.columns) => {}
                Some((_, first)) => faults.push(Fault::new(
                    source,
                    described.statement.line,
                    format!("The row {row} has other columns here than in {}.", first.statement.name),
                )),
            }
        }
        match &described.list {
            Some(list) => list_const(&mut out, described, list),
            None => function(&mut out, described, &row),
        }
    }
    if faults.is_empty() { Ok(out) } else { Err(faults) }
}

/// The `mod.rs` above the files of a module.
pub fn index(module: &str, files: &[(String, bool, bool)]) -> String {
    let mut out = format!("{MARK} from crates/{module}/queries: edit those.\n\n");
    for (name, ..) in files {
        let _ = writeln!(out, "pub mod {name};");
    }
    if files.iter().any(|(_, opt, _)| *opt) {
        out.push_str(
            "\n/// None or one row; more are a mistake of the statement `name`.
            fn at_most_one(rows: Vec<engine::Row>, name: &str) -> kernel::Result<Option<engine::Row>> {
                if rows.len() > 1 {
                    return Err(kernel::Error::internal(format!(\"{name} answered {} rows instead of one\", rows.len())));
                }
                Ok(rows.into_iter().next())
            }\n",
        );
    }
    if files.iter().any(|(.., one)| *one) {
        out.push_str(
            "\n/// Exactly one row; anything else is a mistake of the statement `name`.
            fn exactly_one(rows: Vec<engine::Row>, name: &str) -> kernel::Result<engine::Row> {
                let count = rows.len();
                rows.into_iter().next().filter(|_| count == 1)
                    .ok_or_else(|| kernel::Error::internal(format!(\"{name} answered {count} rows instead of one\")))
            }\n",
        );
    }
    out
}

fn row_name(described: &Described) -> String {
    match described.statement.directive("row") {
        Some(directive) => directive.value.clone(),
        None => camel(&described.statement.name) + "Row",
    }
}

fn same(a: &[Column], b: &[Column]) -> bool {
    a.len() == b.len() && a.iter().zip(b).all(|(a, b)| (&a.name, &a.rust, a.nullable) == (&b.name, &b.rust, b.nullable))
}

/// Names were checked when the statement was described.
fn field(name: &str) -> String {
    ident(name).unwrap_or_else(|| name.to_string())
}

fn row_struct(out: &mut String, row: &str, columns: &[Column]) {
    let _ = writeln!(out, "\n#[derive(Debug, Clone, serde::Serialize)]\npub struct {row} {{");
    for c in columns {
        let ty = if c.nullable { format!("Option<{}>", c.rust.owned) } else { c.rust.owned.clone() };
        let _ = writeln!(out, "pub {}: {ty},", field(&c.name));
    }
    let _ =
        writeln!(out, "}}\n\nimpl {row} {{\npub fn from_row(row: &engine::Row) -> kernel::Result<Self> {{\nOk(Self {{");
    for (i, c) in columns.iter().enumerate() {
        let _ = writeln!(out, "{}: row.try_get({i}).map_err(kernel::Error::internal)?,", field(&c.name));
    }
    out.push_str("})\n}\n}\n");
}

fn argument(p: &Param, lifetime: Option<&str>) -> String {
    let ty = lifetime.map_or_else(|| p.rust.lent.clone(), |l| p.rust.lent_for(l));
    let ty = if p.nullable { format!("Option<{ty}>") } else { ty };
    format!("{}: {ty}", field(&p.name))
}

fn docs(out: &mut String, described: &Described) {
    out.push('\n');
    for line in &described.statement.docs {
        let _ = writeln!(out, "/// {line}");
    }
}

fn function(out: &mut String, described: &Described, row: &str) {
    let statement = &described.statement;
    let arguments: Vec<&Param> = described.params.iter().filter(|p| p.implicit.is_none()).collect();
    let in_struct = arguments.len() > POSITIONAL;
    let set = camel(&statement.name);
    let borrows = arguments.iter().any(|p| p.rust.borrows());
    if in_struct {
        let lifetime = if borrows { "<'a>" } else { "" };
        let _ = writeln!(out, "\n#[derive(Debug, Clone)]\npub struct {set}{lifetime} {{");
        for p in &arguments {
            let _ = writeln!(out, "pub {},", argument(p, Some("'a")));
        }
        out.push_str("}\n");
    }
    docs(out, described);
    let tx = if statement.global { "&impl engine::Sql" } else { "&engine::TenantTx" };
    let answer = match statement.kind {
        Kind::Opt => format!("Option<{row}>"),
        Kind::One | Kind::List => row.to_string(),
        Kind::Many => format!("Vec<{row}>"),
        Kind::Exec => "u64".into(),
    };
    let mut given: Vec<String> = vec![];
    if in_struct {
        given.push(format!("p: {set}{}", if borrows { "<'_>" } else { "" }));
    } else {
        given.extend(arguments.iter().map(|p| argument(p, None)));
    }
    let given: String = given.iter().map(|g| format!(", {g}")).collect();
    let _ = writeln!(out, "pub async fn {}(tx: {tx}{given}) -> kernel::Result<{answer}> {{", field(&statement.name));
    let _ = writeln!(out, "const SQL: &str = {};", literal(&described.sql));
    for p in &described.params {
        if let Some(expression) = p.implicit {
            let _ = writeln!(out, "let {} = {expression};", p.name);
        }
    }
    let bound: Vec<String> = described
        .params
        .iter()
        .map(|p| {
            if in_struct && p.implicit.is_none() {
                format!("&p.{}", field(&p.name))
            } else {
                format!("&{}", field(&p.name))
            }
        })
        .collect();
    let call = format!("(tx, SQL, &[{}]).await", bound.join(", "));
    let name = &statement.name;
    let _ = match statement.kind {
        Kind::Exec => writeln!(out, "engine::Sql::exec{call}"),
        Kind::Opt => writeln!(
            out,
            "let rows = engine::Sql::rows{call}?;\nsuper::at_most_one(rows, {name:?})?.as_ref().map({row}::from_row).transpose()"
        ),
        Kind::One | Kind::List => {
            writeln!(out, "let rows = engine::Sql::rows{call}?;\n{row}::from_row(&super::exactly_one(rows, {name:?})?)")
        }
        Kind::Many => writeln!(out, "let rows = engine::Sql::rows{call}?;\nrows.iter().map({row}::from_row).collect()"),
    };
    out.push_str("}\n");
}

fn list_const(out: &mut String, described: &Described, list: &super::list::List) {
    docs(out, described);
    let name = &described.statement.name;
    let _ = writeln!(
        out,
        "pub const {}: engine::ListSql = engine::ListSql {{\nname: {name:?},\nsql: {},\nresource: {:?},\nalias: {:?},\nrows: {:?},\nsorts: &[",
        name.to_uppercase(),
        literal(&described.sql),
        list.resource,
        list.alias,
        list.rows
    );
    for s in &list.sorts {
        let _ = writeln!(
            out,
            "engine::ListSort {{ name: {:?}, column: {:?}, kind: {}, descending: {}, nullable: {} }},",
            s.name, s.column, s.kind, s.descending, s.nullable
        );
    }
    out.push_str("],\nfilters: &[\n");
    for f in &list.filters {
        let _ = writeln!(out, "engine::ListFilter {{ name: {:?}, column: {:?}, kind: {} }},", f.name, f.column, f.kind);
    }
    let _ = writeln!(out, "],\nsearch: {:?},\n}};", list.search);
}

/// A raw string with as many hashes as it takes.
fn literal(sql: &str) -> String {
    let mut hashes = String::new();
    while sql.contains(&format!("\"{hashes}")) {
        hashes.push('#');
    }
    format!("r{hashes}\"{sql}\"{hashes}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sql::{file::statements, types::Rust};

    fn described(source: &str, params: &[(&str, &str, bool)], columns: &[(&str, &str, bool)]) -> Described {
        let rust = |ty: &str| Rust { owned: ty.trim_start_matches('&').into(), lent: ty.into() };
        let statement = statements("x.sql", source).0.remove(0);
        Described {
            sql: statement.text.clone(),
            params: params
                .iter()
                .map(|&(name, ty, nullable)| Param {
                    name: name.into(),
                    rust: rust(ty),
                    nullable,
                    implicit: (name == "company_id").then_some("tx.company()"),
                })
                .collect(),
            columns: columns
                .iter()
                .map(|&(name, ty, nullable)| Column { raw: name.into(), name: name.into(), rust: rust(ty), nullable })
                .collect(),
            list: None,
            statement,
        }
    }

    #[test]
    fn few_arguments_stand_by_position() {
        let d = described(
            "-- name: lead_by_id :opt\n-- Why.\nselect 1;",
            &[("company_id", "", false), ("id", "LeadId", false), ("type", "&str", true)],
            &[("id", "LeadId", false), ("note", "String", true)],
        );
        let out = file("x.sql", &[d]).unwrap();
        assert!(out.contains("/// Why.\npub async fn lead_by_id(tx: &engine::TenantTx, id: LeadId, r#type: Option<&str>) -> kernel::Result<Option<LeadByIdRow>>"), "{out}");
        assert!(out.contains("&[&company_id, &id, &r#type]"), "{out}");
        assert!(out.contains("pub note: Option<String>,"), "{out}");
    }

    #[test]
    fn many_arguments_stand_in_a_struct() {
        let params =
            [("a", "i64", false), ("b", "&str", false), ("c", "i64", true), ("d", "bool", false), ("e", "i64", false)];
        let out = file("x.sql", &[described("-- name: put :exec global\nselect 1;", &params, &[])]).unwrap();
        assert!(out.contains("pub struct Put<'a> {"), "{out}");
        assert!(out.contains("pub b: &'a str,"), "{out}");
        assert!(out.contains("put(tx: &impl engine::Sql, p: Put<'_>) -> kernel::Result<u64>"), "{out}");
    }

    #[test]
    fn a_shared_row_has_the_same_columns() {
        let source = |name: &str| format!("-- name: {name} :one\n-- row: LeadRow\nselect 1;");
        let a = described(&source("a"), &[], &[("id", "LeadId", false)]);
        let b = described(&source("b"), &[], &[("id", "LeadId", false)]);
        let c = described(&source("c"), &[], &[("id", "LeadId", true)]);
        assert_eq!(file("x.sql", &[a.clone(), b]).unwrap().matches("struct LeadRow").count(), 1);
        assert_eq!(file("x.sql", &[a, c]).unwrap_err().len(), 1);
    }

    #[test]
    fn raw_strings_get_the_hashes_they_need() {
        assert_eq!(literal("a"), "r\"a\"");
        assert_eq!(literal("as \"n!\""), "r#\"as \"n!\"\"#");
    }
}
