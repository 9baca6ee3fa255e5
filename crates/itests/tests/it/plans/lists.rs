//! The statements that the engine's list builder puts together: each list by each sort, from the first page and from
//! the middle, by each filter, by each reach a role can have, and by its text search.

use std::sync::LazyLock;

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD as B64};
use engine::{
    ColumnKind, Credentials, Engine, ListQuery, ListSql, Module, Operation, Request, RequestFacts, Resource, Spec,
    TenantTx, module::Registry,
};
use kernel::{Error, Result, ids::CompanyId};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};
use tokio_postgres::Client;

use super::{COMPANY, Case};

static REGISTRY: LazyLock<Registry> = LazyLock::new(|| Registry::new(app::modules::all()));

/// Answers the text of a list's statement instead of its rows.
#[derive(Deserialize, JsonSchema)]
struct Compose {
    operation: String,
    query: ListQuery,
    /// Put behind the base, as the builder does with the caller's reach.
    reach: String,
}

impl Operation for Compose {
    type Output = Option<String>;
    const SPEC: Spec = Spec::read_by_post("plans.compose", "/plans").summary("The statement of a list.");
    async fn run(self, tx: &TenantTx) -> Result<Self::Output> {
        let list = REGISTRY.operations().find(|o| o.spec().name == self.operation).and_then(|o| o.spec().list);
        let list = list.ok_or_else(|| Error::internal("no such list"))?;
        let sql = format!("{}{}", list.sql, self.reach);
        let list = ListSql { sql: sql.leak(), ..*list };
        Ok(list.compose(tx, &self.query)?.map(|composed| composed.sql))
    }
    fn example() -> Value {
        json!({"operation": "customers.customer.list", "query": {}, "reach": ""})
    }
}

/// The product's modules and the one that answers statements.
pub fn modules() -> Vec<Module> {
    let mut all = app::modules::all();
    all.push(Module::new("plans", "The statements of lists.").operation::<Compose>());
    all
}

/// The tables that lists show and searches look through.
pub fn shown() -> Vec<&'static str> {
    let lists = REGISTRY.operations().filter_map(|o| o.spec().list);
    let mut tables: Vec<_> = lists
        .map(|list| {
            let from = list.sql.split("\nfrom ").nth(1).unwrap_or_default();
            from.split_whitespace().next().unwrap_or_default()
        })
        .map(|table| if table == "dispatch_v_job" { "job" } else { table })
        .collect();
    tables.extend(["contact", "contact_point", "lead_touch", "row_change", "lead_intake"]);
    tables
}

/// What people type: a name, the beginning of one, a misspelt one, what occurs in most rows, a number, nothing known.
const TEXTS: [&str; 8] =
    ["greta halaski", "gret", "grta halaskie", "mo", "of", "N-000777", "p777@example.org", "zzyzx qqq"];

/// Every case of every list.
pub async fn cases(engine: &Engine, company: CompanyId, rows: &Client) -> Vec<Case> {
    let (mut out, mut seen) = (Vec::new(), Vec::new());
    for operation in REGISTRY.operations() {
        let spec = operation.spec();
        let Some(list) = spec.list else { continue };
        if seen.contains(&list.sql) {
            continue;
        }
        seen.push(list.sql);
        let resource = *REGISTRY.resource(list.resource).expect("a resource");
        let asked = Asked { engine, company, rows, operation: spec.name, list, resource };
        asked.all(&mut out).await;
    }
    out
}

struct Asked<'a> {
    engine: &'a Engine,
    company: CompanyId,
    rows: &'a Client,
    operation: &'static str,
    list: &'static ListSql,
    resource: Resource,
}

impl Asked<'_> {
    async fn all(&self, out: &mut Vec<Case>) {
        for sort in self.list.sorts {
            let middle = self.value(sort.column, sort.kind, "").await;
            for minus in ["", "-"] {
                let by = format!("{minus}{}", sort.name);
                out.push(self.case(&format!("by {by}"), json!({"sort": by}), "", &[]).await);
                if let Some((edge, raw)) = &middle {
                    let query = json!({"sort": by, "cursor": cursor(sort.name, Some(edge))});
                    out.push(self.case(&format!("by {by}, page in the middle"), query, "", &[raw, MIDDLE]).await);
                }
                if sort.nullable {
                    let query = json!({"sort": by, "cursor": cursor(sort.name, None)});
                    out.push(self.case(&format!("by {by}, page of the empty"), query, "", &[MIDDLE]).await);
                }
            }
        }
        for filter in self.list.filters {
            let orders = match filter.kind {
                ColumnKind::Text | ColumnKind::Bool => &["count(*)", "count(*) desc"][..],
                _ => &[""],
            };
            for order in orders {
                let Some((edge, raw)) = self.value(filter.column, filter.kind, order).await else { continue };
                let which = match *order {
                    "count(*)" => " (rarest)",
                    "" => "",
                    _ => " (commonest)",
                };
                let query = json!({filter.name: edge});
                out.push(self.case(&format!("{} is{which}", filter.name), query, "", &[&raw]).await);
            }
        }
        if self.list.search.is_some() {
            for text in TEXTS {
                let raw = format!("'{text}'");
                out.push(self.case(&format!("search for {text}"), json!({"q": text}), "", &[&raw]).await);
            }
        }
        let at = |text: &str| text.replace("r.", &format!("{}.", self.list.alias)).replace("$3", "fill.id(7)");
        let (location, mine) = (at(self.resource.location), at(self.resource.mine));
        if !location.starts_with("null") {
            let reach = format!("\n  and ({location} is null or {location} = any (array[fill.id(3), fill.id(4)]))");
            out.push(self.case("within two locations", json!({}), &reach, &[]).await);
        }
        out.push(self.case("own ones", json!({}), &format!("\n  and ({mine})"), &[]).await);
    }

    /// A value of the column as the API writes it and as SQL: of some row, or by how often it occurs.
    async fn value(&self, column: &str, kind: ColumnKind, order: &str) -> Option<(String, String)> {
        let from = self.list.sql.find("\nfrom ").expect("a from");
        let from = self.list.sql[from..].replace("$1", &format!("'{COMPANY}'"));
        let text = match kind {
            ColumnKind::Timestamp => {
                format!("to_char({column} at time zone 'utc', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')")
            }
            _ => format!("{column}::text"),
        };
        let alias = self.list.alias;
        let end = match order {
            "" => format!("order by {alias}.id offset 1777 limit 1"),
            order => format!("group by {column} order by {order}, {column} limit 1"),
        };
        let sql = format!("select {text} {from}\n and {column} is not null {end}");
        let row =
            self.rows.query_opt(&sql, &[]).await.unwrap_or_else(|e| panic!("{}: {sql}: {e:?}", self.operation))?;
        let raw: String = row.get(0);
        let edge = match kind {
            ColumnKind::Id(table) => {
                let prefix = kernel::ids::PREFIXES.iter().find(|(t, _)| *t == table).map_or("", |(_, p)| p);
                format!("{prefix}_{}", kernel::id::encode(raw.parse().expect("an id")))
            }
            _ => raw.clone(),
        };
        Some((edge, format!("'{raw}'")))
    }

    async fn case(&self, what: &str, query: Value, reach: &str, values: &[&str]) -> Case {
        let input = json!({"operation": self.operation, "query": query, "reach": reach});
        let request = Request {
            operation: "plans.compose".into(),
            credentials: Credentials::Internal { company: self.company, cause: "test".into() },
            input,
            key: None,
            if_version: None,
            body: None,
            facts: RequestFacts::internal(self.engine.new_request_id()),
        };
        let answer = self.engine.run(request).await.unwrap_or_else(|e| panic!("{} {what}: {e}", self.operation));
        let sql = answer.data.as_str().expect("a statement").to_owned();
        let mut given = vec![format!("'{COMPANY}'")];
        given.extend(values.iter().map(|v| (*v).to_owned()));
        Case { name: format!("{} {what}", self.operation), sql, params: vec![], given: Some(given) }
    }
}

const MIDDLE: &str = "fill.id(50000)";

fn cursor(sort: &str, value: Option<&String>) -> String {
    let id = super::MIDDLE_ID.parse::<uuid::Uuid>().expect("an id");
    B64.encode(serde_json::to_vec(&(sort, value, id)).expect("a cursor"))
}
