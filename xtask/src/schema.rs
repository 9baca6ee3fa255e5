//! `cargo xtask schema`: writes docs/schema, a page for every table, from the migrated catalogue.

use std::{collections::BTreeMap, fmt::Write as _, path::Path};

use anyhow::{Result, bail};
use tokio_postgres::Client;

use crate::{database::Database, output::Made};

const MARK: &str = "<!-- Written by cargo xtask schema";
const MADE: Made = Made { folder: "docs/schema", command: "cargo xtask schema", mark: MARK };

const TABLES: &str = "
select c.oid, c.relname::text, c.relkind in ('v', 'm'), c.relrowsecurity and c.relforcerowsecurity,
  exists (select 1 from pg_attribute a where a.attrelid = c.oid and a.attname = 'company_id' and not a.attisdropped),
  obj_description(c.oid, 'pg_class'),
  case when c.relkind in ('v', 'm') then pg_get_viewdef(c.oid) end
from pg_class c
join pg_namespace n on n.oid = c.relnamespace
where c.relkind in ('r', 'p', 'v', 'm')
  and n.nspname = 'public'
  and not c.relispartition
  and not exists (
    select 1 from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')
order by c.relname";

const COLUMNS: &str = "
select a.attname::text, format_type(a.atttypid, a.atttypmod), a.attnotnull, pg_get_expr(d.adbin, d.adrelid),
  col_description(a.attrelid, a.attnum)
from pg_attribute a
left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
where a.attrelid = $1
  and a.attnum > 0
  and not a.attisdropped
order by a.attnum";

const CONSTRAINTS: &str = "
select c.contype::text, c.conname::text, pg_get_constraintdef(c.oid, true), f.relname::text
from pg_constraint c
left join pg_class f on f.oid = c.confrelid
where c.conrelid = $1
  and c.contype in ('p', 'u', 'f', 'c', 'x')
  and c.conparentid = 0
order by position(c.contype::text in 'puxfc'), c.conname";

const INDEXES: &str = "
select c.relname::text, pg_get_indexdef(i.indexrelid, 0, true)
from pg_index i
join pg_class c on c.oid = i.indexrelid
where i.indrelid = $1
  and not exists (select 1 from pg_constraint k where k.conindid = i.indexrelid and k.contype in ('p', 'u', 'x'))
order by c.relname";

const TRIGGERS: &str = "
select t.tgname::text, pg_get_triggerdef(t.oid, true)
from pg_trigger t
where t.tgrelid = $1
  and not t.tgisinternal
order by t.tgname";

const REFERRERS: &str = "
select distinct r.relname::text
from pg_constraint c
join pg_class r on r.oid = c.conrelid
where c.confrelid = $1
  and c.contype = 'f'
  and c.conparentid = 0
order by 1";

/// What a page says of one table.
#[derive(Debug, Default)]
struct Page {
    name: String,
    class: &'static str,
    about: Option<String>,
    definition: Option<String>,
    columns: Vec<Column>,
    /// (kind, name, definition, referenced table).
    constraints: Vec<(String, String, String, Option<String>)>,
    indexes: Vec<(String, String)>,
    triggers: Vec<(String, String)>,
    referrers: Vec<String>,
}

#[derive(Debug, Default)]
struct Column {
    name: String,
    kind: String,
    not_null: bool,
    default: Option<String>,
    about: Option<String>,
}

/// Writes the pages, or with `--check` only says what differs.
pub async fn run(root: &Path, arguments: &[String]) -> Result<()> {
    let check = match arguments {
        [] => false,
        [flag] if flag == "--check" => true,
        _ => bail!("usage: cargo xtask schema [--check]"),
    };
    let database = Database::migrated(root).await?;
    let pages = pages(&database.client).await;
    database.stop().await?;
    let pages = pages?;
    let mut files: BTreeMap<String, String> =
        pages.iter().map(|p| (format!("docs/schema/{}.md", p.name), text(p))).collect();
    files.insert("docs/schema/README.md".into(), index(&pages));
    crate::fault::settle(MADE.settle(root, &files, &[], check)?)
}

async fn pages(client: &Client) -> Result<Vec<Page>> {
    let mut out = vec![];
    for row in client.query(TABLES, &[]).await? {
        let oid: u32 = row.get(0);
        let (view, walled, of_company): (bool, bool, bool) = (row.get(2), row.get(3), row.get(4));
        let mut page = Page {
            name: row.get(1),
            class: class(view, walled, of_company),
            about: row.get(5),
            definition: row.get(6),
            ..Page::default()
        };
        for c in client.query(COLUMNS, &[&oid]).await? {
            page.columns.push(Column {
                name: c.get(0),
                kind: c.get(1),
                not_null: c.get(2),
                default: c.get(3),
                about: c.get(4),
            });
        }
        for c in client.query(CONSTRAINTS, &[&oid]).await? {
            page.constraints.push((c.get(0), c.get(1), c.get(2), c.get(3)));
        }
        page.indexes = client.query(INDEXES, &[&oid]).await?.iter().map(|r| (r.get(0), r.get(1))).collect();
        page.triggers = client.query(TRIGGERS, &[&oid]).await?.iter().map(|r| (r.get(0), r.get(1))).collect();
        page.referrers = client.query(REFERRERS, &[&oid]).await?.iter().map(|r| r.get(0)).collect();
        out.push(page);
    }
    Ok(out)
}

fn class(view: bool, walled: bool, of_company: bool) -> &'static str {
    match (view, walled, of_company) {
        (true, ..) => "view",
        (_, true, _) => "tenant",
        (_, false, true) => "local infrastructure",
        (_, false, false) => "global",
    }
}

/// The index and the pages' links say what the catalogue says, in Markdown.
fn index(pages: &[Page]) -> String {
    let mut out = format!(
        "{MARK} from migrations/: edit those. -->\n# Schema\n\n| table | class | about |\n| --- | --- | --- |\n"
    );
    for p in pages {
        let _ = writeln!(
            out,
            "| [{0}]({0}.md) | {1} | {2} |",
            p.name,
            p.class,
            cell(p.about.as_deref().unwrap_or_default())
        );
    }
    out
}

fn text(page: &Page) -> String {
    let mut out = format!("{MARK} from migrations/: edit those. -->\n# {}\n\nClass: {}.\n", page.name, page.class);
    if let Some(about) = &page.about {
        let _ = writeln!(out, "\n{about}");
    }
    out.push_str("\n| column | type | null | default | about |\n| --- | --- | --- | --- | --- |\n");
    for c in &page.columns {
        let null = if c.not_null || page.definition.is_some() { "" } else { "yes" };
        let default = c.default.as_ref().map(|d| format!("`{}`", cell(d))).unwrap_or_default();
        let about = cell(c.about.as_deref().unwrap_or_default());
        let _ = writeln!(out, "| {} | {} | {null} | {default} | {about} |", c.name, c.kind);
    }
    let headings = [("p", "Primary key"), ("u", "Unique"), ("x", "Exclusions"), ("f", "References"), ("c", "Checks")];
    for (kind, heading) in headings {
        let of_kind: Vec<_> = page.constraints.iter().filter(|c| c.0 == kind).collect();
        if of_kind.is_empty() {
            continue;
        }
        let _ = writeln!(out, "\n## {heading}");
        for (_, name, definition, referenced) in of_kind {
            let link = referenced.as_ref().map(|r| format!(" → [{r}]({r}.md)")).unwrap_or_default();
            let _ = writeln!(out, "- {name}: `{definition}`{link}");
        }
    }
    for (heading, entries) in [("Indexes", &page.indexes), ("Triggers", &page.triggers)] {
        if entries.is_empty() {
            continue;
        }
        let _ = writeln!(out, "\n## {heading}");
        for (name, definition) in entries {
            let _ = writeln!(out, "- {name}: `{definition}`");
        }
    }
    if !page.referrers.is_empty() {
        let links: Vec<String> = page.referrers.iter().map(|r| format!("[{r}]({r}.md)")).collect();
        let _ = writeln!(out, "\n## Referred to by\n{}", links.join(", "));
    }
    if let Some(definition) = &page.definition {
        let _ = writeln!(out, "\n## Definition\n```sql\n{}\n```", definition.trim());
    }
    out
}

fn cell(text: &str) -> String {
    text.replace('|', "\\|").replace('\n', " ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_says_what_the_catalogue_says() {
        let page = Page {
            name: "lead".into(),
            class: "tenant",
            columns: vec![Column {
                name: "status".into(),
                kind: "text".into(),
                default: Some("'A|B'".into()),
                ..Column::default()
            }],
            constraints: vec![("f".into(), "lead_c".into(), "FOREIGN KEY (x)".into(), Some("customer".into()))],
            referrers: vec!["quote".into()],
            ..Page::default()
        };
        let text = text(&page);
        assert!(text.starts_with(MARK));
        for part in [
            "| status | text | yes | `'A\\|B'` |  |",
            "- lead_c: `FOREIGN KEY (x)` → [customer](customer.md)",
            "[quote](quote.md)",
        ] {
            assert!(text.contains(part), "{part}: {text}");
        }
        assert!(!text.contains("Indexes"));
    }

    #[test]
    fn classes_follow_the_walls() {
        assert_eq!(class(false, true, true), "tenant");
        assert_eq!(class(false, false, true), "local infrastructure");
        assert_eq!(class(false, false, false), "global");
    }
}
