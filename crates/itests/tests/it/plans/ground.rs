//! The database with many rows.

use serde_json::Value;
use testkit::Kit;
use tokio_postgres::{Client, SimpleQueryMessage};

use super::{Case, statements, verdict};

pub const COMPANY: &str = "01900000-0000-7000-9000-000000000001";
const OTHERS: [&str; 2] = ["01900000-0000-7000-9000-000000000002", "01900000-0000-7000-9000-000000000003"];
/// `fill.id(50000)`.
pub const MIDDLE_ID: &str = "01900000-0000-7000-8000-00000000c350";
/// In what a list shows or a search looks through.
const MANY: i64 = 100_000;
/// In what only hangs on other records: enough to tell a scan.
const SOME: i64 = 20_000;

pub struct Ground {
    pub owner: Client,
    pub kit: Kit,
}

impl Ground {
    /// `shown` are the tables of the lists.
    pub async fn new(shown: &[&str]) -> Self {
        let kit = Kit::start().await.expect("an installation");
        let owner = kit.owner().await.expect("a connection");
        owner.batch_execute(include_str!("fill.sql")).await.expect("the rules");
        for (at, id) in [COMPANY].iter().chain(&OTHERS).enumerate() {
            let text = format!(
                "insert into company (id, name, slug, industry, timezone, currency) \
                 values ('{id}', 'Company {at}', 'company-{at}', 'MOVING', 'America/Toronto', 'CAD')"
            );
            owner.batch_execute(&text).await.expect("a company");
        }
        let tables = owner.query("select fill.tables()", &[]).await.expect("the tables");
        let mut tables: Vec<String> = tables.iter().map(|row| row.get(0)).collect();
        let rows = |table: &str| if shown.contains(&table) { MANY } else { SOME };
        tables.sort_by_key(|table| -rows(table));
        let mut workers = Vec::new();
        for half in 0..2 {
            let client = kit.owner().await.expect("a connection");
            let all = [COMPANY].iter().chain(&OTHERS).map(|c| format!("'{c}'")).collect::<Vec<_>>().join(", ");
            let texts: Vec<_> = tables
                .iter()
                .skip(half)
                .step_by(2)
                .map(|table| format!("select fill.table('{table}', array[{all}]::uuid[], {})", rows(table)))
                .collect();
            workers.push(tokio::spawn(async move {
                for text in texts {
                    client.batch_execute(&text).await.unwrap_or_else(|e| panic!("{text}: {e:?}"));
                }
            }));
        }
        for worker in workers {
            worker.await.expect("filled");
        }
        owner.batch_execute("grant usage on schema fill to public").await.expect("the values for everybody");
        owner.batch_execute("vacuum").await.expect("vacuumed");
        Self { owner, kit }
    }

    /// What is wrong with the plan of a case; looked at twice, so that a busy machine does not count.
    pub async fn judge(&self, case: &Case) -> Vec<String> {
        let mut found = self.look(case).await;
        if !found.is_empty() {
            found = self.look(case).await;
        }
        found
    }

    async fn look(&self, case: &Case) -> Vec<String> {
        self.owner.batch_execute("begin").await.expect("begin");
        let out = self.look_here(case).await;
        self.owner.batch_execute("rollback; deallocate all").await.expect("rollback");
        out
    }

    /// The same inside of the open transaction.
    pub async fn look_here(&self, case: &Case) -> Vec<String> {
        match self.explained(case).await {
            Ok(plan) => verdict::reasons(&plan, case.sql.contains("_search(") || case.sql.contains("_hits(")),
            Err(e) => vec![format!("cannot be carried out: {e:?}")],
        }
    }

    /// The plan as carried out by the application's role in the company.
    async fn explained(&self, case: &Case) -> Result<Value, tokio_postgres::Error> {
        let client = &self.owner;
        let settings = format!(
            "set local role cnc_app; set local app.company_id = '{COMPANY}'; \
             set local app.entry_id = '{MIDDLE_ID}'; set local app.now = '2026-01-01T12:00:00Z'; \
             set local plan_cache_mode = force_generic_plan; prepare it as {}",
            case.sql
        );
        client.batch_execute(&settings).await?;
        let types = "select parameter_types::text[] from pg_prepared_statements where name = 'it'";
        let types: Vec<String> = client.query_one(types, &[]).await?.get(0);
        let values = match &case.given {
            Some(given) => given.clone(),
            None => case.params.iter().zip(&types).map(|(p, kind)| statements::sample(&case.name, p, kind)).collect(),
        };
        let values = if values.is_empty() { String::new() } else { format!("({})", values.join(", ")) };
        if std::env::var("CNC_PLANS_SHOW").is_ok_and(|wanted| case.name.contains(&wanted)) {
            println!("== {}", case.name);
            for row in
                client.simple_query(&format!("explain (analyze, buffers, timing off) execute it {values}")).await?
            {
                if let SimpleQueryMessage::Row(row) = row {
                    println!("{}", row.get(0).unwrap_or_default());
                }
            }
        }
        let explain = format!("explain (analyze, buffers, timing off, format json) execute it {values}");
        let answer = client.simple_query(&explain).await?;
        let text: String = answer
            .iter()
            .filter_map(|m| match m {
                SimpleQueryMessage::Row(row) => row.get(0),
                _ => None,
            })
            .collect();
        Ok(serde_json::from_str(&text).expect("a plan"))
    }
}
