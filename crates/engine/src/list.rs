//! Lists: filters, sorting, search, keyset paging over a checked base statement. Only constant text of the
//! program becomes SQL; everything a client sends is a bound value.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD as B64};
use jiff::{Timestamp, civil::Date};
use kernel::{Error, Problems, Result};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use tokio_postgres::Row;
use uuid::Uuid;

use crate::{
    permission::Reach,
    sql::Sql,
    tx::{Param, TenantTx},
};

pub const MOST: i64 = 200;
pub const DEFAULT: i64 = 25;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColumnKind {
    Text,
    Bool,
    BigInt,
    Integer,
    Timestamp,
    Date,
    /// A typed id of this table; the edge form is parsed.
    Id(&'static str),
}

#[derive(Clone, Copy, Debug)]
pub struct ListSort {
    pub name: &'static str,
    pub column: &'static str,
    pub kind: ColumnKind,
    pub descending: bool,
    pub nullable: bool,
}

#[derive(Clone, Copy, Debug)]
pub struct ListFilter {
    pub name: &'static str,
    pub column: &'static str,
    pub kind: ColumnKind,
}

/// A generated base statement; ends in its where clause, `$1` is the company.
#[derive(Clone, Copy, Debug)]
pub struct ListSql {
    pub name: &'static str,
    pub sql: &'static str,
    pub resource: &'static str,
    pub alias: &'static str,
    /// The alias of the table whose id tells rows of the same rank apart.
    pub rows: &'static str,
    pub sorts: &'static [ListSort],
    pub filters: &'static [ListFilter],
    /// A definer function `(q text) returns setof uuid` that finds ids of the company set in the transaction.
    pub search: Option<&'static str>,
}

/// What a client may say to any list.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
pub struct ListQuery {
    /// At most 200; 25 when absent.
    #[serde(default, deserialize_with = "number")]
    #[schemars(range(min = 1, max = 200))]
    pub limit: Option<i64>,
    /// `page.next` of the page before.
    #[serde(default)]
    pub cursor: Option<String>,
    /// A field name, with `-` in front for descending.
    #[serde(default)]
    pub sort: Option<String>,
    /// Free text.
    #[serde(default)]
    pub q: Option<String>,
    /// Field filters: `status=NEW,CONTACTED`, `received_at.gte=…`.
    #[serde(flatten)]
    #[schemars(skip)]
    pub filters: Map<String, Value>,
}

/// A whole number that may arrive as text, as everything in a query string does.
///
/// # Errors
/// When it is neither.
pub fn number<'de, D: serde::Deserializer<'de>>(d: D) -> std::result::Result<Option<i64>, D::Error> {
    match Option::<Value>::deserialize(d)? {
        None | Some(Value::Null) => Ok(None),
        Some(Value::Number(n)) => n.as_i64().map(Some).ok_or_else(|| serde::de::Error::custom("a whole number")),
        Some(Value::String(s)) => s.parse().map(Some).map_err(|_| serde::de::Error::custom("a whole number")),
        Some(_) => Err(serde::de::Error::custom("a whole number")),
    }
}

#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Page<T> {
    pub items: Vec<T>,
    /// Cursor of the next page; absent on the last one.
    pub next: Option<String>,
    pub limit: i64,
}

impl<T> Page<T> {
    pub fn map<U>(self, f: impl FnMut(T) -> U) -> Page<U> {
        Page { items: self.items.into_iter().map(f).collect(), next: self.next, limit: self.limit }
    }
}

/// A statement put together from the base, with its values.
pub struct Composed {
    pub sql: String,
    params: Vec<Param>,
    pub limit: i64,
}

struct Builder {
    sql: String,
    params: Vec<Param>,
}

impl Builder {
    fn bind(&mut self, value: Param) -> usize {
        self.params.push(value);
        self.params.len()
    }
}

/// Where a page begins, as conditions on the rows.
enum After {
    One(String),
    /// The rows that have a value behind the cursor's, and then those that have none.
    Two(String, String),
}

impl ListSql {
    /// `None` when the caller may see nothing.
    pub fn compose(&self, tx: &TenantTx, query: &ListQuery) -> Result<Option<Composed>> {
        let mut problems = Problems::new();
        let Some(mut b) = self.rows_of(tx, query, &mut problems)? else { return Ok(None) };
        let sort = self.sort(query.sort.as_deref(), &mut problems);
        let mut after = None;
        if let (Some(cursor), Some((sort, descending))) = (&query.cursor, sort) {
            after = self.after(cursor, sort, descending, &mut b);
            if after.is_none() {
                problems.add("cursor", "NOT_READABLE", "This cursor does not belong to this list.");
            }
        }
        let limit = query.limit.unwrap_or(DEFAULT);
        if !(1..=MOST).contains(&limit) {
            problems.add("limit", "OUT_OF_RANGE", format!("Between 1 and {MOST}."));
        }
        problems.finish()?;
        let Some((sort, descending)) = sort else { return Err(Error::internal("a list without a sort")) };
        let direction = if descending { "desc" } else { "asc" };
        let nulls = if sort.nullable { " nulls last" } else { "" };
        let order = |column: &str, id: &str| {
            // A literal: a bound limit would be planned anew at every call.
            format!("\norder by {column} {direction}{nulls}, {id} {direction}\nlimit {}", limit + 1)
        };
        let page = order(sort.column, &format!("{}.id", self.rows));
        let sql = match after {
            None => format!("{}{page}", b.sql),
            Some(After::One(place)) => format!("{}{place}{page}", b.sql),
            // Two ranges of the same index; with "or" between them it would be read from its beginning.
            Some(After::Two(values, empty)) => {
                let all = order(sort.name, "id");
                format!("({0}{values}{page})\nunion all\n({0}{empty}{page}){all}", b.sql)
            }
        };
        Ok(Some(Composed { sql, params: b.params, limit }))
    }

    /// All rows within reach that fit; `None` when the caller may see nothing.
    fn rows_of(&self, tx: &TenantTx, query: &ListQuery, problems: &mut Problems) -> Result<Option<Builder>> {
        let right = tx.core.registry.right_to_see(self.resource);
        let Some(reach) = tx.caller().permissions().reach(right, "VIEW", tx.now()) else { return Ok(None) };
        let mut b = Builder { sql: self.sql.to_owned(), params: vec![Box::new(tx.company())] };
        self.reach(tx, &reach, &mut b)?;
        for (name, value) in &query.filters {
            self.filter(name, value, &mut b, problems);
        }
        if let Some(q) = query.q.as_deref().map(str::trim).filter(|q| !q.is_empty()) {
            match self.search {
                None => drop(problems.add("q", "NOT_SEARCHABLE", "This list has no free-text search.")),
                Some(_) if q.chars().count() > 200 => drop(problems.add("q", "TOO_LONG", "At most 200 characters.")),
                Some(search) => {
                    let n = b.bind(Box::new(q.to_owned()));
                    b.sql.push_str(&format!("\n  and {}.id in (select {search}(${n}))", self.alias));
                }
            }
        }
        Ok(Some(b))
    }

    fn reach(&self, tx: &TenantTx, reach: &Reach, b: &mut Builder) -> Result<()> {
        let resource = tx
            .core
            .registry
            .resource(self.resource)
            .ok_or_else(|| Error::internal(format!("no resource {}", self.resource)))?;
        let location = resource.location.replace("r.", &format!("{}.", self.alias));
        let mine = resource.mine.replace("r.", &format!("{}.", self.alias));
        let no_location = location.starts_with("null");
        match reach {
            Reach::Company => {}
            Reach::Locations(_) if no_location => {}
            Reach::Locations(list) => {
                let ids: Vec<Uuid> = list.iter().map(|l| l.uuid()).collect();
                let n = b.bind(Box::new(ids));
                b.sql.push_str(&format!("\n  and ({location} is null or {location} = any(${n}))"));
            }
            Reach::Own(list) => {
                let me = b.bind(Box::new(tx.user_id_or_nil()));
                let mine = mine.replace("$3", &format!("${me}"));
                if list.is_empty() {
                    b.sql.push_str(&format!("\n  and ({mine})"));
                } else if no_location {
                    // LOCATION means the whole company here.
                } else {
                    let ids: Vec<Uuid> = list.iter().map(|l| l.uuid()).collect();
                    let n = b.bind(Box::new(ids));
                    b.sql.push_str(&format!("\n  and ({mine} or {location} is null or {location} = any(${n}))"));
                }
            }
        }
        Ok(())
    }

    fn filter(&self, key: &str, value: &Value, b: &mut Builder, problems: &mut Problems) {
        let (name, operator) = key.split_once('.').unwrap_or((key, "eq"));
        let Some(filter) = self.filters.iter().find(|f| f.name == name) else {
            let known: Vec<_> = self.filters.iter().map(|f| f.name).collect();
            problems.add(key, "UNKNOWN_FILTER", format!("This list can be filtered by: {}.", known.join(", ")));
            return;
        };
        let text = match value {
            Value::String(s) => s.clone(),
            other => other.to_string(),
        };
        let column = filter.column;
        let symbol = match operator {
            "eq" => "=",
            "gte" => ">=",
            "gt" => ">",
            "lte" => "<=",
            "lt" => "<",
            _ => {
                problems.add(key, "UNKNOWN_OPERATOR", "Use gte, gt, lte or lt after the dot.");
                return;
            }
        };
        if symbol == "=" && text == "null" {
            b.sql.push_str(&format!("\n  and {column} is null"));
            return;
        }
        let mut bound = Vec::new();
        for part in if symbol == "=" { text.split(',').collect::<Vec<_>>() } else { vec![text.as_str()] } {
            match filter.kind.read(part) {
                Some(param) => bound.push(b.bind(param)),
                None => {
                    problems.add(key, "NOT_READABLE", format!("“{part}” does not fit this field."));
                    return;
                }
            }
        }
        match bound.as_slice() {
            [one] => b.sql.push_str(&format!("\n  and {column} {symbol} ${one}")),
            many => {
                let list: Vec<_> = many.iter().map(|n| format!("${n}")).collect();
                b.sql.push_str(&format!("\n  and {column} in ({})", list.join(", ")));
            }
        }
    }

    fn sort(&self, wanted: Option<&str>, problems: &mut Problems) -> Option<(ListSort, bool)> {
        let Some(wanted) = wanted.filter(|w| !w.is_empty()) else {
            return self.sorts.first().map(|s| (*s, s.descending));
        };
        let (name, descending) = wanted.strip_prefix('-').map_or((wanted, false), |n| (n, true));
        let found = self.sorts.iter().find(|s| s.name == name);
        if found.is_none() {
            let known: Vec<_> = self.sorts.iter().map(|s| s.name).collect();
            problems.add("sort", "UNKNOWN_SORT", format!("This list can be sorted by: {}.", known.join(", ")));
        }
        found.map(|s| (*s, descending))
    }

    fn after(&self, cursor: &str, sort: ListSort, descending: bool, b: &mut Builder) -> Option<After> {
        let decoded = B64.decode(cursor).ok()?;
        let (name, value, id): (String, Option<String>, Uuid) = serde_json::from_slice(&decoded).ok()?;
        if name != sort.name {
            return None;
        }
        let symbol = if descending { "<" } else { ">" };
        let (column, alias) = (sort.column, self.rows);
        let Some(value) = value else {
            let id = b.bind(Box::new(id));
            return Some(After::One(format!("\n  and {column} is null and {alias}.id {symbol} ${id}")));
        };
        let v = sort.kind.read(&value)?;
        let v = b.bind(v);
        let id = b.bind(Box::new(id));
        let values = format!("\n  and ({column}, {alias}.id) {symbol} (${v}, ${id})");
        Some(match sort.nullable {
            false => After::One(values),
            true => After::Two(values, format!("\n  and {column} is null")),
        })
    }
}

impl ColumnKind {
    /// Reads the edge form of a value.
    pub(crate) fn read(self, text: &str) -> Option<Param> {
        Some(match self {
            ColumnKind::Text if text.contains('\0') => return None,
            ColumnKind::Text => Box::new(text.to_owned()),
            ColumnKind::Bool => Box::new(text.parse::<bool>().ok()?),
            ColumnKind::BigInt => Box::new(text.parse::<i64>().ok()?),
            ColumnKind::Integer => Box::new(text.parse::<i32>().ok()?),
            ColumnKind::Timestamp => Box::new(text.parse::<Timestamp>().ok()?),
            ColumnKind::Date => Box::new(text.parse::<Date>().ok()?),
            ColumnKind::Id(table) => {
                let (_, prefix) = kernel::ids::PREFIXES.iter().find(|(t, _)| *t == table)?;
                let body = text.strip_prefix(prefix)?.strip_prefix('_')?;
                Box::new(kernel::id::decode(body)?)
            }
        })
    }

    fn cursor_text(self, row: &Row, column: &str) -> Result<Option<String>> {
        fn get<'a, T: tokio_postgres::types::FromSql<'a> + ToString>(row: &'a Row, c: &str) -> Result<Option<String>> {
            row.try_get::<_, Option<T>>(c).map(|v| v.map(|v| v.to_string())).map_err(Error::internal)
        }
        match self {
            ColumnKind::Text => get::<String>(row, column),
            ColumnKind::Bool => get::<bool>(row, column),
            ColumnKind::BigInt => get::<i64>(row, column),
            ColumnKind::Integer => get::<i32>(row, column),
            ColumnKind::Timestamp => get::<Timestamp>(row, column),
            ColumnKind::Date => get::<Date>(row, column),
            ColumnKind::Id(table) => {
                let id: Option<Uuid> = row.try_get(column).map_err(Error::internal)?;
                let prefix = kernel::ids::PREFIXES.iter().find(|(t, _)| *t == table).map_or("", |(_, p)| p);
                Ok(id.map(|id| format!("{prefix}_{}", kernel::id::encode(id))))
            }
        }
    }
}

impl TenantTx {
    /// How many rows a list has, over all its pages.
    pub async fn count(&self, list: &ListSql, query: &ListQuery) -> Result<i64> {
        let mut problems = Problems::new();
        let found = list.rows_of(self, query, &mut problems)?;
        problems.finish()?;
        let Some(b) = found else { return Ok(0) };
        let params: Vec<_> =
            b.params.iter().map(|p| p.as_ref() as &(dyn tokio_postgres::types::ToSql + Sync)).collect();
        let rows = self.rows(&format!("select count(*) as n from ({}) as every_row", b.sql), &params).await?;
        rows.first().map_or(Ok(0), |row| row.try_get("n").map_err(Error::internal))
    }

    /// One page of a list. The sort's column must be in the select list under the sort's name.
    pub async fn list<T>(
        &self,
        list: &ListSql,
        query: &ListQuery,
        from_row: impl Fn(&Row) -> Result<T>,
    ) -> Result<Page<T>> {
        let limit = query.limit.unwrap_or(DEFAULT);
        let Some(composed) = list.compose(self, query)? else {
            return Ok(Page { items: vec![], next: None, limit });
        };
        let params: Vec<_> =
            composed.params.iter().map(|p| p.as_ref() as &(dyn tokio_postgres::types::ToSql + Sync)).collect();
        let mut rows = self.rows(&composed.sql, &params).await?;
        let more = rows.len() as i64 > composed.limit;
        rows.truncate(usize::try_from(composed.limit).unwrap_or(0));
        let next = match rows.last().filter(|_| more) {
            None => None,
            Some(last) => {
                let mut ignored = Problems::new();
                let (sort, _) = list
                    .sort(query.sort.as_deref(), &mut ignored)
                    .ok_or_else(|| Error::internal("a list without a sort"))?;
                let value = sort.kind.cursor_text(last, sort.name)?;
                let id: Uuid = last.try_get("id").map_err(Error::internal)?;
                let text = serde_json::to_vec(&(sort.name, value, id)).map_err(Error::internal)?;
                Some(B64.encode(text))
            }
        };
        let items = rows.iter().map(from_row).collect::<Result<Vec<_>>>()?;
        Ok(Page { items, next, limit: composed.limit })
    }
}
