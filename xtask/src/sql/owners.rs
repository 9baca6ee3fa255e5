//! The rule that a module reads another module's rows only through its published views (`<module>_v_…`).

use std::{collections::BTreeMap, fs, path::Path};

use anyhow::Result;

use super::shape::{Shape, Source, Verb};
use crate::tree;

/// Which module made which table, told by the names of the migrations: `0004_sales.sql`, `0011_billing_ledger.sql`.
#[derive(Default)]
pub struct Owners(BTreeMap<String, String>);

/// Migrations of the floors: their tables belong to no module and every module may name them.
const FLOORS: [&str; 3] = ["floor", "search", "keys"];

impl Owners {
    pub fn read(root: &Path) -> Result<Self> {
        let mut all = BTreeMap::new();
        for path in tree::files(root, &["migrations"], &["sql"])? {
            let stem = path.file_stem().and_then(|s| s.to_str()).unwrap_or_default().to_owned();
            let module = stem.split('_').nth(1).unwrap_or_default().to_owned();
            if FLOORS.contains(&module.as_str()) {
                continue;
            }
            for line in fs::read_to_string(&path)?.lines() {
                let mut words = line.split_whitespace();
                if (words.next(), words.next()) == (Some("create"), Some("table"))
                    && let Some(table) = words.next()
                {
                    all.insert(table.trim_end_matches('(').to_owned(), module.clone());
                }
            }
        }
        Ok(Self(all))
    }

    /// The tables (line, sentence) in a statement that are another module's.
    pub fn foreign(&self, module: &str, shape: &Shape) -> Vec<(usize, String)> {
        let named = shape.relations.iter().filter_map(|relation| {
            let Source::Table(table) = &relation.source else { return None };
            let owner = self.0.get(table).filter(|owner| *owner != module)?;
            let writes = shape.blocks[relation.block].verb != Verb::Select;
            let instead = if writes { "ask its port or tell it by an event" } else { "read one of its views" };
            Some((relation.line, format!("{table} belongs to {owner}: {instead}.")))
        });
        named.collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sql::{shape::shape, token::tokens, tree::tree};

    fn found(module: &str, text: &str) -> Vec<String> {
        let owners = Owners(BTreeMap::from([("lead".to_owned(), "sales".to_owned())]));
        let tokens = tokens(text, 1).unwrap();
        owners.foreign(module, &shape(&tree(&tokens).unwrap()).unwrap()).into_iter().map(|(_, s)| s).collect()
    }

    #[test]
    fn a_module_reads_only_its_own_tables_and_published_views() {
        assert!(found("sales", "select l.id from lead l").is_empty());
        assert!(found("quotes", "select l.id from sales_v_lead l").is_empty());
        assert_eq!(found("quotes", "select l.id from lead l"), ["lead belongs to sales: read one of its views."]);
        assert_eq!(found("quotes", "update lead set status = 'LOST'").len(), 1);
        assert_eq!(found("quotes", "select 1 where exists (select 1 from lead l where l.id = :id)").len(), 1);
    }
}
