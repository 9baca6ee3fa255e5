//! The transaction of one operation in one company.
//!
//! BEGIN, the tenant's settings, the permission's questions and the body's first statement leave together; the
//! answer of the body's first statement is handed over only when the questions came out well. The last
//! statements leave together with COMMIT.

use std::sync::{Arc, Mutex, OnceLock};

use bytes::Bytes;
use deadpool_postgres::Object;
use futures::future::{join, join_all};
use jiff::Timestamp;
use kernel::{Error, Id, Result, ids::CompanyId};
use tokio_postgres::{Row, types::ToSql};
use uuid::Uuid;

use crate::{
    caller::{Caller, Principal},
    event::NewEvent,
    module::Registry,
    permission::{RowFacts, refusal},
    settings::Settings,
    sql::{Sql, translate},
};

pub(crate) type Param = Box<dyn ToSql + Sync + Send>;

/// A question that travels with BEGIN.
pub(crate) struct Question {
    pub sql: String,
    pub params: Vec<Param>,
}

type Judge = Box<dyn FnOnce(Vec<Vec<Row>>) -> Result<Opened> + Send>;

/// What has not been sent yet.
pub(crate) struct Opening {
    pub begin: String,
    pub questions: Vec<Question>,
    pub judge: Judge,
}

/// What the questions said.
#[derive(Default)]
pub(crate) struct Opened {
    pub target: Option<TargetRow>,
    pub replay: Option<serde_json::Value>,
    pub actor_name: Option<String>,
}

/// The record the operation is about, as found and locked at its start.
#[derive(Clone, Debug)]
pub struct TargetRow {
    pub id: Uuid,
    pub version: Option<i64>,
    pub facts: RowFacts,
}

/// What the operation says of itself for the audit line.
#[derive(Default, Clone)]
pub(crate) struct About {
    pub entity: Option<String>,
    pub entity_id: Option<Uuid>,
    pub label: Option<String>,
    pub location: Option<Uuid>,
    pub severity: Option<&'static str>,
    pub occurred_at: Option<Timestamp>,
    pub reason: Option<String>,
    /// What people are told beside the answer.
    pub said: Option<String>,
}

/// The database side, shared by the views of one transaction.
pub(crate) struct Core {
    client: Mutex<Option<Arc<Object>>>,
    pub settings: Arc<Settings>,
    pub registry: Arc<Registry>,
    pub now: Timestamp,
    pub entry: Uuid,
    opening: Mutex<Option<Opening>>,
    /// True once BEGIN is on its way: until then other first statements wait.
    sent: tokio::sync::watch::Sender<bool>,
    refused: Mutex<Option<Error>>,
    pub opened: OnceLock<Opened>,
    pub events: Mutex<Vec<NewEvent>>,
    pub about: Mutex<About>,
    pub body: Option<Bytes>,
    pub if_version: Option<i64>,
}

impl Core {
    pub fn new(
        client: Object,
        settings: Arc<Settings>,
        registry: Arc<Registry>,
        now: Timestamp,
        entry: Uuid,
        opening: Opening,
    ) -> Self {
        Self {
            client: Mutex::new(Some(Arc::new(client))),
            settings,
            registry,
            now,
            entry,
            opening: Mutex::new(Some(opening)),
            sent: tokio::sync::watch::Sender::new(false),
            refused: Mutex::new(None),
            opened: OnceLock::new(),
            events: Mutex::default(),
            about: Mutex::default(),
            body: None,
            if_version: None,
        }
    }

    fn client(&self) -> Result<Arc<Object>> {
        lock(&self.client).clone().ok_or_else(|| Error::internal("the transaction has ended"))
    }

    fn translated(&self, e: tokio_postgres::Error) -> Error {
        translate(e, &self.registry.constraints)
    }

    async fn query(&self, client: &Object, sql: &str, params: &[&(dyn ToSql + Sync)]) -> Result<Vec<Row>> {
        let statement = client.prepare_cached(sql).await.map_err(|e| self.translated(e))?;
        client.query(&statement, params).await.map_err(|e| self.translated(e))
    }

    /// Runs a statement; the first one takes BEGIN and the questions along.
    async fn send<T, F: Future<Output = Result<T>>>(&self, statement: F) -> Result<T> {
        let opening = lock(&self.opening).take();
        let Some(opening) = opening else {
            let mut sent = self.sent.subscribe();
            let _ = sent.wait_for(|sent| *sent).await;
            if let Some(refused) = lock(&self.refused).clone() {
                return Err(refused);
            }
            return statement.await;
        };
        let (opened, answer) = self.open(opening, statement).await;
        match opened {
            Ok(()) => answer,
            Err(e) => {
                *lock(&self.refused) = Some(e.clone());
                self.sent.send_replace(true);
                Err(e)
            }
        }
    }

    async fn open<T, F: Future<Output = Result<T>>>(&self, opening: Opening, statement: F) -> (Result<()>, Result<T>) {
        let ended = || Err(Error::internal("not run"));
        let client = match self.client() {
            Ok(client) => client,
            Err(e) => return (Err(e), ended()),
        };
        // Known statements cost no trip here; new ones are prepared before BEGIN so that the order holds.
        let mut prepared = Vec::with_capacity(opening.questions.len());
        for question in &opening.questions {
            match client.prepare_cached(&question.sql).await {
                Ok(statement) => prepared.push(statement),
                Err(e) => return (Err(self.translated(e)), ended()),
            }
        }
        let questions = join_all(opening.questions.iter().zip(&prepared).map(|(question, statement)| {
            let params: Vec<&(dyn ToSql + Sync)> =
                question.params.iter().map(|p| p.as_ref() as &(dyn ToSql + Sync)).collect();
            let client = &client;
            async move { client.query(statement, &params).await }
        }));
        let begin = client.batch_execute(&opening.begin);
        // Whoever waits is polled after this, so it is sent after BEGIN.
        self.sent.send_replace(true);
        // Polled in this order, so sent in this order.
        let (begun, (answers, answer)) = join(begin, join(questions, statement)).await;
        let judged = begun.map_err(|e| self.translated(e)).and_then(|()| {
            let rows: std::result::Result<Vec<_>, _> = answers.into_iter().collect();
            (opening.judge)(rows.map_err(|e| self.translated(e))?)
        });
        let opened = judged.map(|opened| {
            let _ = self.opened.set(opened);
        });
        (opened, answer)
    }

    pub async fn rows(&self, sql: &str, params: &[&(dyn ToSql + Sync)]) -> Result<Vec<Row>> {
        let client = self.client()?;
        self.send(self.query(&client, sql, params)).await
    }

    pub async fn exec(&self, sql: &str, params: &[&(dyn ToSql + Sync)]) -> Result<u64> {
        let client = self.client()?;
        self.send(async {
            let statement = client.prepare_cached(sql).await.map_err(|e| self.translated(e))?;
            client.execute(&statement, params).await.map_err(|e| self.translated(e))
        })
        .await
    }

    pub async fn batch(&self, sql: &str) -> Result<()> {
        let client = self.client()?;
        self.send(async { client.batch_execute(sql).await.map_err(|e| self.translated(e)) }).await
    }

    /// Opens the transaction if no statement has.
    pub async fn ensure_open(&self) -> Result<()> {
        self.send(async { Ok(()) }).await
    }

    /// Sends the last statements together with COMMIT; any failure means nothing was kept.
    pub async fn commit(&self, last: &[Question]) -> Result<()> {
        let client = self.client()?;
        let mut prepared = Vec::with_capacity(last.len());
        for question in last {
            prepared.push(client.prepare_cached(&question.sql).await.map_err(|e| self.translated(e))?);
        }
        let writes = join_all(last.iter().zip(&prepared).map(|(question, statement)| {
            let params: Vec<&(dyn ToSql + Sync)> =
                question.params.iter().map(|p| p.as_ref() as &(dyn ToSql + Sync)).collect();
            let client = &client;
            async move { client.execute(statement, &params).await }
        }));
        let (written, committed) = join(writes, client.batch_execute("COMMIT")).await;
        for outcome in written {
            if let Err(e) = outcome {
                // COMMIT of an aborted transaction rolled it back: the connection is clean.
                self.release();
                return Err(self.translated(e));
            }
        }
        match committed {
            Ok(()) => {
                self.release();
                Ok(())
            }
            Err(e) => {
                let mut e = self.translated(e);
                // Whatever fails at COMMIT is run again under the same key (a deferred constraint speaks for itself).
                e.retry |= e.kind == kernel::ErrorKind::Internal || e.kind == kernel::ErrorKind::Unavailable;
                Err(e)
            }
        }
    }

    /// Ends a read without waiting for the answer.
    pub fn end_read(self: &Arc<Self>) {
        let core = self.clone();
        tokio::spawn(async move {
            core.rollback().await;
        });
    }

    pub async fn rollback(&self) {
        let begun = lock(&self.opening).is_none();
        let Ok(client) = self.client() else { return };
        if !begun || client.batch_execute("ROLLBACK").await.is_ok() {
            self.release();
        }
    }

    /// Gives the connection back to the pool; only called when no transaction is open on it.
    fn release(&self) {
        lock(&self.client).take();
    }
}

impl Drop for Core {
    /// A transaction dropped half way (the client went away) must not go back to the pool.
    fn drop(&mut self) {
        if let Some(client) = lock(&self.client).take()
            && let Ok(object) = Arc::try_unwrap(client)
        {
            drop(Object::take(object));
        }
    }
}

pub(crate) fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
}

/// The way to one company's data, for one operation.
#[derive(Clone)]
pub struct TenantTx {
    pub(crate) core: Arc<Core>,
    pub(crate) caller: Arc<Caller>,
}

impl Sql for TenantTx {
    async fn rows(&self, sql: &str, params: &[&(dyn ToSql + Sync)]) -> Result<Vec<Row>> {
        self.core.rows(sql, params).await
    }
    async fn exec(&self, sql: &str, params: &[&(dyn ToSql + Sync)]) -> Result<u64> {
        self.core.exec(sql, params).await
    }
}

impl TenantTx {
    pub fn company(&self) -> CompanyId {
        self.caller.company
    }
    /// The operation's one instant.
    pub fn now(&self) -> Timestamp {
        self.core.now
    }
    pub fn caller(&self) -> &Caller {
        &self.caller
    }
    /// The acting user's id; nil for links, keys and the product itself.
    pub fn user_id_or_nil(&self) -> Uuid {
        self.caller.user().map_or(Uuid::nil(), Id::uuid)
    }
    pub fn settings(&self) -> &Settings {
        &self.core.settings
    }
    /// The operation's id: that of its audit line.
    pub fn entry(&self) -> Uuid {
        self.core.entry
    }
    pub fn new_id<K>(&self) -> Id<K> {
        Id::from_uuid(self.core.settings.uuid(self.core.now))
    }
    /// 256 random bits, for links and keys.
    pub fn secret(&self) -> [u8; 32] {
        let mut bytes = [0; 32];
        self.core.settings.dice.fill(&mut bytes);
        bytes
    }
    /// An implementation of a port trait, by its `Arc<dyn …>` type.
    pub fn port<T: std::any::Any + Send + Sync + Clone>(&self) -> Result<T> {
        self.core
            .settings
            .ports
            .get::<T>()
            .ok_or_else(|| Error::internal(format!("no port {}", std::any::type_name::<T>())))
    }
    /// The raw request body of an operation declared with `bytes`.
    pub fn body(&self) -> Bytes {
        self.core.body.clone().unwrap_or_default()
    }
    /// SHA-256 of the link or key the caller came with.
    pub fn link_hash(&self) -> Result<[u8; 32]> {
        match self.caller.principal {
            Principal::Link { hash, .. } => Ok(hash),
            _ => Err(Error::internal("not called by a link")),
        }
    }
    /// The record of `Spec::on`, found, tested and (for commands) locked.
    pub async fn target(&self) -> Result<TargetRow> {
        self.core.ensure_open().await?;
        self.core
            .opened
            .get()
            .and_then(|o| o.target.clone())
            .ok_or_else(|| Error::internal("the operation has no target"))
    }
    /// Tells other modules and open screens, when and only when the transaction commits.
    pub fn emit(&self, event: NewEvent) {
        lock(&self.core.events).push(event);
    }
    /// Says which record the operation is about, for the audit line; `label` is its business number or name.
    pub fn about(&self, entity: &str, id: Uuid, label: &str) {
        let mut about = lock(&self.core.about);
        about.entity = Some(entity.into());
        about.entity_id = Some(id);
        about.label = Some(label.into());
    }
    pub fn at_location(&self, location: Option<kernel::ids::LocationId>) {
        lock(&self.core.about).location = location.map(Id::uuid);
    }
    /// INFO unless said: WARNING or CRITICAL.
    pub fn severity(&self, severity: &'static str) {
        lock(&self.core.about).severity = Some(severity);
    }
    /// When it really happened, for work recorded offline.
    pub fn occurred_at(&self, at: Timestamp) {
        lock(&self.core.about).occurred_at = Some(at);
    }
    /// The reason a person gave.
    pub fn reason(&self, reason: &str) {
        lock(&self.core.about).reason = Some(reason.into());
    }
    /// Tells people something beside the answer, for instance that a record was kept elsewhere than asked; in the language
    /// they read.
    pub fn say(&self, english: &str, french: &str) {
        let sentence = if self.caller.facts().reads_french { french } else { english };
        lock(&self.core.about).said = Some(sentence.into());
    }
    /// Tests a right on a row the operation made or found by itself; refuses like the runner does.
    pub fn require(&self, resource: &str, action: &str, row: &RowFacts) -> Result<()> {
        self.caller
            .permissions
            .decide(resource, action, row, self.now())
            .map_err(|reason| refusal(resource, action, reason))
    }
    pub fn may(&self, resource: &str, action: &str, row: &RowFacts) -> bool {
        self.require(resource, action, row).is_ok()
    }
}
