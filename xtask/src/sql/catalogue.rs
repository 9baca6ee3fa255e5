//! What the migrated schema says about tables, columns, references and functions.

use std::collections::{BTreeMap, BTreeSet};

use tokio_postgres::Client;

/// A column, of a table or a view.
#[derive(Clone, Debug, Default)]
pub struct Column {
    pub name: String,
    /// As PostgreSQL writes it, for example `text` or `uuid[]`.
    pub kind: String,
    pub not_null: bool,
    /// For a view's column: the table whose id stands in it, found through the view's own text.
    pub id_of: Option<String>,
}

#[derive(Clone, Debug, Default)]
pub struct Table {
    pub oid: u32,
    /// With its schema where that is not `public`.
    pub name: String,
    pub view: bool,
    /// Whether row security shuts companies off from one another.
    pub walled: bool,
    pub columns: BTreeMap<i16, Column>,
    /// Column → (referenced table's oid, referenced column), without the company's column of composite keys.
    pub references: BTreeMap<i16, (u32, i16)>,
}

impl Table {
    pub fn column(&self, name: &str) -> Option<(i16, &Column)> {
        self.columns.iter().find(|(_, c)| c.name == name).map(|(n, c)| (*n, c))
    }
    /// Whether its rows belong to companies.
    pub fn of_company(&self) -> bool {
        self.column("company_id").is_some()
    }
}

#[derive(Clone, Debug, Default)]
pub struct Catalogue {
    pub tables: BTreeMap<u32, Table>,
    /// Functions of PostgreSQL and its extensions whose answer changes from call to call.
    pub volatile: BTreeSet<String>,
    /// Our own functions that may write.
    pub writing: BTreeSet<String>,
    /// (table, Rust type) of every kind of id.
    pub id_types: &'static [(&'static str, &'static str)],
}

const TABLES: &str = "
select c.oid, n.nspname::text, c.relname::text, c.relkind in ('v', 'm'), c.relrowsecurity
from pg_class c
join pg_namespace n on n.oid = c.relnamespace
where c.relkind in ('r', 'p', 'v', 'm', 'f')
  and n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast')
  and not c.relispartition
order by c.oid";

const COLUMNS: &str = "
select a.attrelid, a.attnum, a.attname::text, format_type(a.atttypid, a.atttypmod), a.attnotnull
from pg_attribute a
where a.attnum > 0
  and not a.attisdropped
  and a.attrelid = any($1)";

const REFERENCES: &str = "
select c.conrelid, k.col, c.confrelid, k.refcol
from pg_constraint c
cross join lateral unnest(c.conkey, c.confkey) as k (col, refcol)
join pg_attribute a on a.attrelid = c.conrelid and a.attnum = k.col
where c.contype = 'f'
  and (a.attname <> 'company_id' or cardinality(c.conkey) = 1)
order by c.conrelid, c.conname";

const FUNCTIONS: &str = "
select p.proname::text,
  bool_and(n.nspname = 'pg_catalog' or exists (
    select 1 from pg_depend d where d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.deptype = 'e'))
from pg_proc p
join pg_namespace n on n.oid = p.pronamespace
where n.nspname <> 'information_schema'
group by p.proname
having bool_and(p.provolatile = 'v')";

impl Catalogue {
    pub async fn read(client: &Client) -> Result<Self, tokio_postgres::Error> {
        let mut out = Self { id_types: kernel::ids::TABLES, ..Self::default() };
        for row in client.query(TABLES, &[]).await? {
            let (schema, name): (String, String) = (row.get(1), row.get(2));
            let name = if schema == "public" { name } else { format!("{schema}.{name}") };
            let table = Table { oid: row.get(0), name, view: row.get(3), walled: row.get(4), ..Table::default() };
            out.tables.insert(table.oid, table);
        }
        let oids: Vec<u32> = out.tables.keys().copied().collect();
        for row in client.query(COLUMNS, &[&oids]).await? {
            let column = Column { name: row.get(2), kind: row.get(3), not_null: row.get(4), id_of: None };
            if let Some(table) = out.tables.get_mut(&row.get(0)) {
                table.columns.insert(row.get(1), column);
            }
        }
        for row in client.query(REFERENCES, &[]).await? {
            if let Some(table) = out.tables.get_mut(&row.get(0)) {
                table.references.entry(row.get(1)).or_insert((row.get(2), row.get(3)));
            }
        }
        for row in client.query(FUNCTIONS, &[]).await? {
            let (name, foreign): (String, bool) = (row.get(0), row.get(1));
            if foreign { &mut out.volatile } else { &mut out.writing }.insert(name);
        }
        Ok(out)
    }

    pub fn table(&self, name: &str) -> Option<&Table> {
        self.tables.values().find(|t| t.name == name)
    }

    /// The table whose id stands in this column: its own, or that of the table it refers to.
    pub fn id_of(&self, oid: u32, column: i16) -> Option<&str> {
        let (mut oid, mut column) = (oid, column);
        // A reference to a reference ends at the table that owns the id; a circle ends after a few steps.
        for _ in 0..8 {
            let table = self.tables.get(&oid)?;
            let here = table.columns.get(&column)?;
            if here.name == "company_id" && here.kind == "uuid" {
                return Some("company");
            }
            if let Some(id_of) = &here.id_of {
                return Some(id_of);
            }
            match table.references.get(&column) {
                Some(&next) if next != (oid, column) => (oid, column) = next,
                _ if here.name == "id" && here.kind == "uuid" => return Some(&table.name),
                _ => return None,
            }
        }
        None
    }

    /// The Rust type of a table's ids, if it has one.
    pub fn id_type(&self, table: &str) -> Option<&'static str> {
        self.id_types.iter().find(|(t, _)| *t == table).map(|(_, rust)| *rust)
    }

    /// The type of ids that a parameter's name tells: `lead_id` or `lead`, `user_id`.
    pub fn id_type_by_name(&self, name: &str) -> Option<&'static str> {
        let stem = name.strip_suffix("_id").unwrap_or(name);
        self.id_type(stem).or_else(|| {
            let wanted = format!("{}Id", super::types::camel(stem));
            self.id_types.iter().find(|(_, rust)| *rust == wanted).map(|(_, rust)| *rust)
        })
    }
}

#[cfg(test)]
pub mod sample {
    //! A small schema for the other parts' tests.

    use super::*;

    fn table(oid: u32, name: &str, walled: bool, columns: &[(&str, &str, bool)]) -> Table {
        let columns = columns.iter().enumerate().map(|(i, &(name, kind, not_null))| {
            (i as i16 + 1, Column { name: name.into(), kind: kind.into(), not_null, id_of: None })
        });
        Table { oid, name: name.into(), walled, columns: columns.collect(), ..Table::default() }
    }

    /// company, customer, lead (→ customer), lead_note (its id is its lead's), outbox (no walls), currency (global).
    pub fn catalogue() -> Catalogue {
        let mut lead = table(
            3,
            "lead",
            true,
            &[
                ("company_id", "uuid", true),
                ("id", "uuid", true),
                ("customer_id", "uuid", false),
                ("status", "text", true),
                ("note", "text", false),
                ("received_at", "timestamp with time zone", true),
                ("score", "bigint", false),
            ],
        );
        lead.references.insert(1, (1, 1));
        lead.references.insert(3, (2, 2));
        let mut note =
            table(4, "lead_note", true, &[("company_id", "uuid", true), ("id", "uuid", true), ("body", "text", true)]);
        note.references.insert(2, (3, 2));
        let tables = [
            table(1, "company", false, &[("id", "uuid", true), ("name", "text", true)]),
            table(2, "customer", true, &[("company_id", "uuid", true), ("id", "uuid", true), ("name", "text", true)]),
            lead,
            note,
            table(5, "outbox", false, &[("company_id", "uuid", true), ("event_id", "uuid", true)]),
            table(6, "currency", false, &[("code", "text", true)]),
        ];
        Catalogue {
            tables: tables.into_iter().map(|t| (t.oid, t)).collect(),
            volatile: ["random", "clock_timestamp", "gen_random_uuid"].map(String::from).into(),
            writing: ["register".to_string()].into(),
            id_types: kernel::ids::TABLES,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::sample::catalogue;

    #[test]
    fn ids_are_found_through_references() {
        let c = catalogue();
        assert_eq!(c.id_of(3, 2), Some("lead"));
        assert_eq!(c.id_of(3, 3), Some("customer"));
        assert_eq!(c.id_of(4, 2), Some("lead"));
        assert_eq!(c.id_of(5, 1), Some("company"));
        assert_eq!(c.id_of(5, 2), None);
    }

    #[test]
    fn names_of_parameters_tell_ids() {
        let c = catalogue();
        assert_eq!(c.id_type_by_name("lead_id"), Some("LeadId"));
        assert_eq!(c.id_type_by_name("user_id"), Some("UserId"));
        assert_eq!(c.id_type_by_name("app_user"), Some("UserId"));
        assert_eq!(c.id_type_by_name("entity_id"), None);
    }
}
