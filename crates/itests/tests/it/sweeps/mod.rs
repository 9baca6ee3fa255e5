//! Sweeps: tests generated from the table of operations, over the demo's two companies at work. Each sweep is a
//! function that answers what it found, so that a planted hole can be shown to turn it red.

mod altered;
mod declared;
mod fill;
mod foreign;
mod holes;
mod ids;
mod inputs;
mod links;
mod schema;
mod scope;
mod twice;
mod weak;

use std::{collections::BTreeMap, fmt, sync::LazyLock};

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use engine::{Answer, Credentials, Engine, Request, RequestFacts, module::AnyOperation};
use kernel::ids::CompanyId;
use schema::Schema;
use serde_json::{Value, json};
use testkit::Kit;
use tokio::{runtime::Runtime, sync::OnceCell};
use tokio_postgres::Client;
use uuid::Uuid;

/// Something a sweep found: the operation and what is wrong with it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    pub operation: String,
    pub wrong: String,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.operation, self.wrong)
    }
}

pub fn finding(operation: &str, wrong: impl fmt::Display) -> Finding {
    Finding { operation: operation.into(), wrong: wrong.to_string() }
}

/// Fails with everything that was found, one a line.
pub fn nothing_wrong(found: &[Finding]) {
    let lines: Vec<String> = found.iter().map(Finding::to_string).collect();
    assert!(lines.is_empty(), "{} findings:\n{}", lines.len(), lines.join("\n"));
}

/// A company of the demo, with its administrator's token.
pub struct Company {
    pub id: CompanyId,
    pub admin: String,
    /// The session of that token: commands that end sessions must not meet it.
    session: String,
    /// Ids in their edge form of every table that has them; rows of different statuses first.
    pub rows: BTreeMap<&'static str, Vec<String>>,
}

impl Company {
    /// The `at`-th row of the table, beginning again behind the last.
    pub fn row(&self, table: &str, at: usize) -> Option<&String> {
        let rows = self.rows.get(table)?;
        rows.get(at % rows.len().max(1))
    }
}

/// The demo's companies and their administrators.
const MINE: (&str, &str) = ("lgm", "avery.admin@lgm.example");
const THEIRS: (&str, &str) = ("asp-cranes", "anand.admin@asp.example");

/// The populated installation: mine is the mover, theirs the crane company.
pub struct Ground {
    pub kit: Kit,
    pub mine: Company,
    pub theirs: Company,
    pub owner: Client,
    schema: Schema,
}

/// One ground for the sweeps that are refused everywhere and so leave each other's rows alone. Its connections belong
/// to a runtime that outlives the single test.
pub fn on_common_ground(test: impl AsyncFnOnce(&Ground)) {
    static RUNTIME: LazyLock<Runtime> = LazyLock::new(|| Runtime::new().expect("a runtime"));
    static GROUND: OnceCell<Ground> = OnceCell::const_new();
    RUNTIME.block_on(async { test(GROUND.get_or_init(Ground::new).await).await });
}

impl Ground {
    pub async fn new() -> Self {
        let kit = Kit::populated(fill::fill).await.expect("the demo");
        let owner = kit.owner().await.expect("a connection");
        let schema = Schema::read(&owner, crate::catalogue::tenant_tables(&kit).await).await;
        let mine = company(&kit.engine, &owner, MINE).await;
        let theirs = company(&kit.engine, &owner, THEIRS).await;
        let mut ground = Self { kit, mine, theirs, owner, schema };
        ground.look_again().await;
        ground
    }

    /// The rows again, after something was made.
    pub async fn look_again(&mut self) {
        for company in [&mut self.mine, &mut self.theirs] {
            company.rows = self.schema.rows(&self.owner, company.id).await;
            if let Some(sessions) = company.rows.get_mut("session") {
                sessions.retain(|s| *s != company.session);
            }
        }
    }

    /// What stands in every table of a company: how many rows, and which transactions wrote them.
    pub async fn digest(&self, company: CompanyId) -> BTreeMap<String, (i64, i64)> {
        self.schema.digest(&self.owner, company).await
    }

    /// An input for the operation: its example, with ids replaced by the `at`-th rows of my company.
    pub async fn input(&self, operation: &dyn AnyOperation, at: usize) -> Value {
        inputs::input(self, operation, at).await
    }

    /// How many audit lines of this request stand with this outcome.
    pub async fn lines(&self, operation: &str, request: Uuid, outcome: &str) -> i64 {
        let text = "select count(*) from audit_entry where operation = $1 and request_id = $2 and outcome = $3";
        self.owner.query_one(text, &[&operation, &request, &outcome]).await.expect("the trail").get(0)
    }
}

async fn company(engine: &Engine, owner: &Client, (slug, email): (&str, &str)) -> Company {
    let id = owner.query_one("select id from company where slug = $1", &[&slug]).await.expect(slug).get(0);
    learned(owner, id).await;
    let admin = sign_in(engine, email, app::demo::PASSWORD).await;
    Company { id, session: session(&admin), admin, rows: BTreeMap::new() }
}

/// A model of what becomes of leads: no operation makes one before hundreds of leads of two years are closed.
async fn learned(owner: &Client, company: CompanyId) {
    let (company, nil) = (company.uuid(), Uuid::nil());
    let report = json!({"fit_leads": 180, "calibrate_leads": 60, "test_leads": 60, "test_looks": 60, "brier": 0.18,
        "base_brier": 0.21, "base_rate": 0.3, "calibration_error": 0.03,
        "bins": [{"count": 60, "predicted": 0.3, "observed": 0.31, "low": 0.22, "high": 0.41}]});
    let text = format!(
        "begin; set local app.company_id = '{company}'; set local app.user_id = '{nil}'; set local app.entry_id = '{nil}'; \
         insert into score_model (company_id, id, model_version, state, state_since, trained_at, history_from, leads, won, \
           coefficients, calibration, report) \
         values ('{company}', gen_random_uuid(), 1, 'ACTIVE', now(), now(), now() - interval '2 years', 300, 90, \
           '{{\"intercept\": -0.85, \"features\": {{\"REFERRAL\": 0.48}}}}', \
           '{{\"kind\": \"LOGISTIC\", \"intercept\": 0, \"slope\": 1}}', '{report}'); commit"
    );
    owner.batch_execute(&text).await.expect("a model");
}

/// The session that a token speaks of.
fn session(token: &str) -> String {
    let claims = token.split('.').nth(1).and_then(|part| URL_SAFE_NO_PAD.decode(part).ok()).expect("claims");
    let claims: Value = serde_json::from_slice(&claims).expect("claims");
    claims["sid"].as_str().expect("a session").to_owned()
}

pub async fn sign_in(engine: &Engine, email: &str, password: &str) -> String {
    let input = json!({"email": email, "password": password});
    let asked = request(engine, "access.auth.login", Credentials::Anonymous, input);
    let answer = engine.run(asked).await.expect(email);
    answer.data["access_token"].as_str().expect("a token").to_owned()
}

/// A request with a key of its own.
pub fn request(engine: &Engine, operation: &str, credentials: Credentials, input: Value) -> Request {
    Request {
        operation: operation.into(),
        credentials,
        input,
        key: Some(engine.new_request_id().to_string()),
        if_version: None,
        body: None,
        facts: RequestFacts::internal(engine.new_request_id()),
    }
}

pub async fn ask(engine: &Engine, token: &str, operation: &str, input: Value) -> kernel::Result<Answer> {
    engine.run(request(engine, operation, Credentials::Bearer(token.into()), input)).await
}
