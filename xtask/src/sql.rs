//! `cargo xtask sql`: types every statement of crates/*/queries against the migrated schema, holds them to the
//! rules for statements, and writes generated/<module>/<aggregate>.rs.

mod catalogue;
mod columns;
mod company;
mod describe;
mod emit;
mod file;
mod from;
mod lint;
mod list;
mod owners;
mod params;
mod shape;
mod token;
mod tree;
mod types;

#[cfg(test)]
mod mutation;
#[cfg(test)]
mod trial;

use std::{collections::BTreeMap, fs, path::Path};

use anyhow::{Context as _, Result, bail};
use tokio_postgres::Client;

use crate::{
    database::Database,
    fault::Fault,
    output::{Made, format},
    tree::below,
};
use catalogue::Catalogue;
use file::Kind;

const MADE: Made = Made { folder: "generated", command: "cargo xtask sql", mark: emit::MARK };

/// A file of statements: its module, its aggregate and its path below the root.
struct Source {
    module: String,
    aggregate: String,
    file: String,
    text: String,
}

/// Generates all, or with `check` only says what differs. A file with faults keeps its committed output.
pub async fn run(root: &Path, arguments: &[String]) -> Result<()> {
    let check = match arguments {
        [] => false,
        [flag] if flag == "--check" => true,
        _ => bail!("usage: cargo xtask sql [--check]"),
    };
    let database = Database::migrated(root).await?;
    let outcome = generate(root, &database.client, check).await;
    database.stop().await?;
    crate::fault::settle(outcome?)
}

async fn generate(root: &Path, client: &Client, check: bool) -> Result<Vec<Fault>> {
    let mut catalogue = Catalogue::read(client).await.context("reading the catalogue")?;
    describe::views(client, &mut catalogue).await.context("reading the views")?;
    let owners = owners::Owners::read(root)?;
    let (mut faults, mut files, mut keep) = (vec![], BTreeMap::new(), vec![]);
    let mut modules: BTreeMap<String, Vec<(String, bool, bool)>> = BTreeMap::new();
    for source in sources(root)? {
        let target = format!("generated/{}/{}.rs", source.module, source.aggregate);
        match one(client, &catalogue, &owners, &source).await {
            Ok((text, opt, one)) => {
                files.insert(target, format(root, &text)?);
                modules.entry(source.module).or_default().push((source.aggregate, opt, one));
            }
            Err(mut found) => {
                faults.append(&mut found);
                if root.join(&target).exists() {
                    // Its committed text may call either of the two, which one is not worth finding out.
                    modules.entry(source.module).or_default().push((source.aggregate, true, true));
                    keep.push(target);
                }
            }
        }
    }
    for (module, parts) in modules {
        files.insert(format!("generated/{module}/mod.rs"), format(root, &emit::index(&module, &parts))?);
    }
    faults.extend(MADE.settle(root, &files, &keep, check)?);
    Ok(faults)
}

/// The text for one file, and whether it takes at most one and exactly one row.
async fn one(
    client: &Client,
    catalogue: &Catalogue,
    owners: &owners::Owners,
    source: &Source,
) -> Result<(String, bool, bool), Vec<Fault>> {
    let (statements, mut faults) = file::statements(&source.file, &source.text);
    if !file::is_snake(&source.aggregate) || types::ident(&source.aggregate) != Some(source.aggregate.clone()) {
        faults.push(Fault::new(&source.file, 1, "The file's name must be lower snake case and no word of Rust."));
    }
    let mut described = vec![];
    for statement in &statements {
        if let Ok(tokens) = token::tokens(&statement.text, statement.text_line)
            && let Ok(shape) = tree::tree(&tokens).and_then(|nodes| shape::shape(&nodes))
        {
            let foreign = owners.foreign(&source.module, &shape);
            faults.extend(foreign.into_iter().map(|(line, sentence)| Fault::new(&source.file, line, sentence)));
        }
        match describe::describe(client, catalogue, &source.file, statement).await {
            Ok(one) => described.push(one),
            Err(mut found) => faults.append(&mut found),
        }
    }
    if !faults.is_empty() {
        return Err(faults);
    }
    let has = |kind| statements.iter().any(|s| s.kind == kind);
    Ok((emit::file(&source.file, &described)?, has(Kind::Opt), has(Kind::One)))
}

/// All files of statements, in the order of their names.
fn sources(root: &Path) -> Result<Vec<Source>> {
    let mut out = vec![];
    for path in crate::tree::files(root, &["crates"], &["sql"])? {
        let file = below(root, &path);
        let parts: Vec<&str> = file.split('/').collect();
        if let ["crates", module, "queries", name] = parts[..]
            && let Some(aggregate) = name.strip_suffix(".sql")
        {
            let text = fs::read_to_string(&path)?;
            out.push(Source { module: module.into(), aggregate: aggregate.into(), file: file.clone(), text });
        }
    }
    Ok(out)
}
