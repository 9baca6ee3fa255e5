//! What the sweeps ask of the tables of companies, in one statement each.

use std::collections::BTreeMap;

use kernel::ids::{CompanyId, PREFIXES};
use tokio_postgres::Client;
use uuid::Uuid;

use super::ids;

pub struct Schema {
    rows: String,
    digest: String,
    /// (table, table it refers to) → column.
    parents: BTreeMap<(String, String), String>,
}

impl Schema {
    pub async fn read(owner: &Client, tenant_tables: Vec<String>) -> Self {
        let columns = "select table_name::text, bool_or(column_name = 'status') from information_schema.columns \
                       where table_schema = 'public' and table_name = any ($1) group by 1 \
                       having bool_or(column_name = 'company_id') and bool_or(column_name = 'id') order by 1";
        let named: Vec<&str> = PREFIXES.iter().map(|(table, _)| *table).chain(ids::PLAIN).collect();
        let found = owner.query(columns, &[&named]).await.expect("the catalogue");
        // Rows of different statuses stand first, so that a few tries meet every status.
        let rows = found.iter().map(|row| {
            let table: String = row.get(0);
            let status = if row.get(1) { "status" } else { "null::text" };
            format!(
                "(select '{table}', id from (select id, row_number() over (partition by {status} order by id) as n \
                 from {table} where company_id = $1) x order by n, id limit 60)"
            )
        });
        let digest = tenant_tables.iter().map(|table| {
            format!(
                "(select '{table}', count(*), coalesce(sum(xmin::text::bigint), 0)::bigint from {table} \
                 where company_id = $1)"
            )
        });
        let keys = "select c.conrelid::regclass::text, c.confrelid::regclass::text, a.attname::text \
                    from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = any (c.conkey) \
                    where c.contype = 'f' and a.attname <> 'company_id'";
        let keys = owner.query(keys, &[]).await.expect("the catalogue");
        Self {
            rows: rows.collect::<Vec<_>>().join(" union all "),
            digest: digest.collect::<Vec<_>>().join(" union all "),
            parents: keys.iter().map(|row| ((row.get(0), row.get(1)), row.get(2))).collect(),
        }
    }

    /// Ids in their edge form by table.
    pub async fn rows(&self, owner: &Client, company: CompanyId) -> BTreeMap<&'static str, Vec<String>> {
        let mut out = BTreeMap::from([("company", vec![ids::edge("company", company.uuid())])]);
        for row in owner.query(&self.rows, &[&company]).await.expect("rows") {
            let table: &str = row.get(0);
            let names = PREFIXES.iter().map(|(name, _)| *name).chain(ids::PLAIN);
            if let Some(name) = names.into_iter().find(|name| *name == table) {
                out.entry(name).or_insert_with(Vec::new).push(ids::edge(table, row.get::<_, Uuid>(1)));
            }
        }
        out
    }

    pub async fn digest(&self, owner: &Client, company: CompanyId) -> BTreeMap<String, (i64, i64)> {
        let rows = owner.query(&self.digest, &[&company]).await.expect("a digest");
        rows.iter().map(|row| (row.get(0), (row.get(1), row.get(2)))).collect()
    }

    /// The first row of `child` that belongs to this row of `parent`; `None` where the tables are not connected or there is none.
    pub async fn child(&self, owner: &Client, child: &str, parent: &str, id: Uuid) -> Option<String> {
        let column = self.parents.get(&(child.to_owned(), parent.to_owned()))?;
        let text = format!("select id from {child} where {column} = $1 order by id limit 1");
        let row = owner.query_opt(&text, &[&id]).await.unwrap_or_else(|e| panic!("{child}: {e}"))?;
        Some(ids::edge(child, row.get(0)))
    }
}
