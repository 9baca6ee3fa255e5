//! The project's own tools: `cargo xtask <command>`.

mod database;
mod fault;
mod output;
mod schema;
mod sql;
mod tidy;
mod tree;

use std::{path::PathBuf, process::ExitCode};

const USAGE: &str = "usage: cargo xtask <command>
  sql [--check]     types the statements of crates/*/queries and writes generated/
  schema [--check]  writes docs/schema, a page for every table
  tidy              says what breaks the rules of style";

#[tokio::main]
async fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let root = root();
    let outcome = match arguments.split_first() {
        Some((command, rest)) => match command.as_str() {
            "sql" => sql::run(&root, rest).await,
            "schema" => schema::run(&root, rest).await,
            "tidy" => tidy::run(&root, rest),
            _ => Err(anyhow::anyhow!("{USAGE}")),
        },
        None => Err(anyhow::anyhow!("{USAGE}")),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error:#}");
            ExitCode::FAILURE
        }
    }
}

/// The workspace's root: the folder above this crate's.
fn root() -> PathBuf {
    let here = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    here.parent().map_or(here.clone(), PathBuf::from)
}
