//! The whole generator against a real database: the floor's migration, a small schema, good and bad statements.

use std::{fs, path::Path};

use super::run;
use crate::{database::Database, fault::Fault};

const GOOD: &str = include_str!("../../trial/queries/lead.sql");
const BAD: &str = include_str!("../../trial/queries/bad.sql");

/// A root with the real floor and the trial's schema and statements.
fn root(queries: &[(&str, &str)]) -> tempfile::TempDir {
    let (real, root) = (crate::root(), tempfile::tempdir().unwrap());
    let put = |file: &str, text: &str| {
        let path = root.path().join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    let floor = "migrations/0001_floor.sql";
    put(floor, &fs::read_to_string(real.join(floor)).unwrap());
    put("migrations/0002_sales.sql", include_str!("../../trial/migrations/0002_trial.sql"));
    for (name, text) in queries {
        put(&format!("crates/sales/queries/{name}.sql"), text);
    }
    root
}

fn part<'a>(text: &'a str, from: &str) -> &'a str {
    let start = text.find(from).unwrap_or_else(|| panic!("{from} is missing in {text}"));
    let rest = &text[start..];
    &rest[..rest.find("\n}").map_or(rest.len(), |end| end)]
}

fn has(text: &str, lines: &[&str]) {
    for line in lines {
        assert!(text.contains(line), "{line} is missing in {text}");
    }
}

async fn faults(root: &Path) -> Vec<Fault> {
    let database = Database::migrated(root).await.unwrap();
    let found = super::generate(root, &database.client, true).await.unwrap();
    database.stop().await.unwrap();
    found
}

#[tokio::test(flavor = "multi_thread")]
async fn statements_become_rust_that_says_what_the_schema_says() {
    let root = root(&[("lead", GOOD)]);
    run(root.path(), &[]).await.unwrap();
    let text = fs::read_to_string(root.path().join("generated/sales/lead.rs")).unwrap();
    has(
        part(&text, "pub struct LeadByIdRow"),
        &[
            "id: kernel::ids::LeadId,",
            "r#type: String,",
            "customer_id: Option<kernel::ids::CustomerId>,",
            "customer_name: Option<String>,",
            "tags: Vec<String>,",
            "data: serde_json::Value,",
            "day: Option<jiff::civil::Date>,",
            "at_time: Option<jiff::civil::Time>,",
            "rate: Option<rust_decimal::Decimal>,",
            "raw: Option<Vec<u8>>,",
            "latitude: Option<f64>,",
            "created_by: Option<uuid::Uuid>,",
            "company_id: kernel::ids::CompanyId,",
        ],
    );
    has(
        part(&text, "pub struct InsertLead<'a>"),
        &[
            "id: kernel::ids::LeadId,",
            "number: &'a str,",
            "email: Option<&'a str>,",
            "customer_id: Option<kernel::ids::CustomerId>,",
            "tags: &'a [String],",
        ],
    );
    assert!(!part(&text, "pub struct InsertLead<'a>").contains("received_at"));
    has(
        part(&text, "pub async fn lead_count"),
        &["customer_id: Option<kernel::ids::CustomerId>,", "ids: &[uuid::Uuid],"],
    );
    has(part(&text, "pub struct LeadCountRow"), &["count: i64,", "best: Option<i64>,"]);
    // A view's columns are what its tables' are.
    has(
        part(&text, "pub struct LeadCard"),
        &["id: kernel::ids::LeadId,", "number: String,", "display_name: Option<String>,"],
    );
    has(part(&text, "pub async fn touch"), &["score: i64,", "email: Option<&str>,", "id: kernel::ids::LeadId,"]);
    has(part(&text, "pub async fn slug_taken"), &["tx: &impl engine::Sql"]);
    has(
        part(&text, "pub const LEAD_LIST"),
        &["kind: engine::ColumnKind::Id(\"customer\")", "search: Some(\"lead_search\")"],
    );

    let check = ["--check".to_string()];
    run(root.path(), &check).await.unwrap();
    fs::write(root.path().join("crates/sales/queries/lead.sql"), GOOD.replace("l.status, l.type", "l.type")).unwrap();
    assert!(run(root.path(), &check).await.is_err());
}

#[tokio::test(flavor = "multi_thread")]
async fn every_fault_of_every_file_is_said_with_its_line() {
    let root = root(&[("bad", BAD), ("worse", "select 1;\n")]);
    let found: Vec<String> = faults(root.path()).await.iter().map(Fault::to_string).collect();
    for (i, line) in BAD.lines().enumerate() {
        let Some((_, part)) = line.split_once("-- wrong: ") else { continue };
        let place = format!("crates/sales/queries/bad.sql:{}: ", i + 1);
        assert!(
            found.iter().any(|f| f.starts_with(&place) && f.contains(part)),
            "{place}{part} is missing in {found:#?}"
        );
    }
    assert!(found.iter().any(|f| f.starts_with("crates/sales/queries/worse.sql:1: ")), "{found:#?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_broken_migration_is_named_with_its_line() {
    let root = root(&[]);
    fs::write(root.path().join("migrations/0003_broken.sql"), "select 1;\n\nselect missing;\n").unwrap();
    let error = Database::migrated(root.path()).await.err().unwrap().to_string();
    assert!(error.starts_with("migrations/0003_broken.sql:3: "), "{error}");
}
