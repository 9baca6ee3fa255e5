//! One runner for all operations: permission and scope, idempotency, transaction, audit, events, bounded retry.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex},
    time::Duration,
};

use bytes::Bytes;
use kernel::{
    Error, ErrorKind, Result,
    ids::{CompanyId, UserId},
};
use serde_json::{Value, value::RawValue};
use uuid::Uuid;

use crate::{
    audit::{self, Outcome},
    caller::{Caller, RequestFacts},
    database::Database,
    event::{Event, event_questions},
    idempotency, mask,
    module::{AnyOperation, Module, Registry},
    opening,
    operation::{Access, Kind, Spec},
    permission::Permissions,
    settings::Settings,
    tx::{Core, TenantTx, lock},
};

mod caller;
mod job;
mod platform;

/// How often a whole operation is run when the database asks for it.
const ATTEMPTS: u32 = 6;

/// What the request came with.
#[derive(Clone, Debug)]
pub enum Credentials {
    /// `Authorization: Bearer …`
    Bearer(String),
    /// A secret link or key found in the path.
    Link(String),
    /// The product itself, inside one company: subscribers, schedules, the command line.
    Internal {
        company: CompanyId,
        cause: String,
    },
    /// The product itself acting as one of the company's users (demo data, tests of roles).
    OnBehalf {
        company: CompanyId,
        user: UserId,
    },
    Anonymous,
}

#[derive(Clone, Debug)]
pub struct Request {
    pub operation: String,
    pub credentials: Credentials,
    /// Path parameters, query and body as one object.
    pub input: Value,
    pub key: Option<String>,
    pub if_version: Option<i64>,
    pub body: Option<Bytes>,
    pub facts: RequestFacts,
}

#[derive(Clone, Debug)]
pub struct Answer {
    pub data: Value,
    /// The same answer as before, for a repeated key.
    pub replayed: bool,
    /// What people are told beside it; mostly nothing.
    pub said: String,
}

/// An answer as a tree, or as text where nobody looks into it on its way out.
#[derive(Debug)]
pub enum Told {
    Tree(Answer),
    Text(Box<RawValue>),
}

impl Told {
    fn tree(self) -> Result<Answer> {
        match self {
            Self::Tree(answer) => Ok(answer),
            Self::Text(text) => {
                let data = serde_json::from_str(text.get()).map_err(Error::internal)?;
                Ok(Answer { data, replayed: false, said: String::new() })
            }
        }
    }
}

struct Compiled {
    operation: Arc<dyn AnyOperation>,
    masks: Vec<mask::Masked>,
}

struct Inner {
    database: Database,
    registry: Arc<Registry>,
    settings: Arc<Settings>,
    operations: HashMap<&'static str, Compiled>,
    rights: Mutex<HashMap<(CompanyId, UserId), Arc<Permissions>>>,
    committed: tokio::sync::Notify,
}

#[derive(Clone)]
pub struct Engine(Arc<Inner>);

impl Engine {
    pub fn new(database: Database, modules: Vec<Module>, settings: Settings) -> Self {
        let registry = Arc::new(Registry::new(modules));
        let operations = registry
            .operations()
            .map(|operation| {
                let masks = mask::places(&operation.output_schema());
                (operation.spec().name, Compiled { operation: operation.clone(), masks })
            })
            .collect();
        Self(Arc::new(Inner {
            database,
            registry,
            settings: Arc::new(settings),
            operations,
            rights: Mutex::default(),
            committed: tokio::sync::Notify::new(),
        }))
    }
    pub fn registry(&self) -> &Registry {
        &self.0.registry
    }
    pub fn settings(&self) -> &Settings {
        &self.0.settings
    }
    pub fn database(&self) -> &Database {
        &self.0.database
    }
    /// Wakes after a commit that wrote events, so that the relay need not wait for its next look.
    pub async fn committed(&self) {
        self.0.committed.notified().await;
    }
    pub fn new_request_id(&self) -> Uuid {
        self.0.settings.uuid(self.0.settings.now())
    }

    /// Runs an operation for the product itself.
    pub async fn run_internal(&self, company: CompanyId, cause: &str, operation: &str, input: Value) -> Result<Value> {
        let request = Request {
            operation: operation.into(),
            credentials: Credentials::Internal { company, cause: cause.into() },
            input,
            key: None,
            if_version: None,
            body: None,
            facts: RequestFacts::internal(self.new_request_id()),
        };
        self.run(request).await.map(|a| a.data)
    }

    /// Runs one operation, again when the database asks for it, bounded.
    pub async fn run(&self, request: Request) -> Result<Answer> {
        self.attempts(request, false).await?.tree()
    }

    /// As `run`; what a read answers need not become a tree where nothing of it is hidden from the caller.
    pub async fn tell(&self, request: Request) -> Result<Told> {
        self.attempts(request, true).await
    }

    async fn attempts(&self, request: Request, text: bool) -> Result<Told> {
        let Some(compiled) = self.0.operations.get(request.operation.as_str()) else {
            return Err(Error::not_found("operation"));
        };
        let spec = compiled.operation.spec();
        if spec.key_required && request.key.is_none() && !matches!(request.credentials, Credentials::Internal { .. }) {
            return Err(Error::invalid(
                "Idempotency-Key",
                "REQUIRED",
                "Money moves here: an idempotency key is required.",
            ));
        }
        if request.key.as_ref().is_some_and(|k| !(8..=200).contains(&k.len()) || !k.is_ascii()) {
            return Err(Error::invalid("Idempotency-Key", "OUT_OF_RANGE", "A key has 8 to 200 ASCII characters."));
        }
        crate::readable::readable(&request.input)?;
        let mut attempt = 0;
        loop {
            attempt += 1;
            // Boxed: whoever awaits an operation, and awaits it inside of others, need not have room for all of it.
            let outcome = if compiled.operation.is_platform() {
                Box::pin(self.attempt_platform(compiled, &spec, &request)).await.map(Told::Tree)
            } else {
                Box::pin(self.attempt_tenant(compiled, &spec, &request, text)).await
            };
            match outcome {
                Err(e) if e.retry && attempt < ATTEMPTS => {
                    tracing::debug!(operation = spec.name, attempt, error = %e, "again");
                    let mut jitter = [0u8; 1];
                    self.0.settings.dice.fill(&mut jitter);
                    let wait_ms = (1 << attempt) + u64::from(jitter[0]) / 16;
                    tokio::time::sleep(Duration::from_millis(wait_ms)).await;
                }
                other => return other,
            }
        }
    }

    /// Everything the user holds; kept in memory until the company's access version moves.
    pub(crate) async fn permissions(&self, company: CompanyId, user: UserId) -> Result<Arc<Permissions>> {
        if let Some(known) = lock(&self.0.rights).get(&(company, user)) {
            return Ok(known.clone());
        }
        let loaded = Arc::new(opening::load_permissions(&self.0.database, company, user).await?);
        let mut rights = lock(&self.0.rights);
        if rights.len() > 50_000 {
            rights.clear();
        }
        rights.insert((company, user), loaded.clone());
        Ok(loaded)
    }

    /// Permissions for *why denied* and previews.
    pub async fn permissions_of(&self, company: CompanyId, user: UserId) -> Result<Arc<Permissions>> {
        lock(&self.0.rights).remove(&(company, user));
        self.permissions(company, user).await
    }

    fn forget(&self, caller: &Caller) {
        if let Some(user) = caller.user() {
            lock(&self.0.rights).remove(&(caller.company, user));
        }
    }

    async fn attempt_tenant(&self, compiled: &Compiled, spec: &Spec, request: &Request, text: bool) -> Result<Told> {
        let caller = self.caller(spec, request).await?;
        let now = self.0.settings.now();
        let entry = self.0.settings.uuid(now);
        let mut hash = None;
        let judged_key = request.key.as_ref().filter(|_| spec.kind == Kind::Command);
        if judged_key.is_some() {
            hash = Some(idempotency::input_hash(spec, &request.input, request.body.as_deref())?);
        }
        let client = self.0.database.client().await?;
        let opening = opening::of(
            &self.0.registry,
            spec,
            &caller,
            request,
            entry,
            now,
            judged_key.map(String::as_str),
            hash.as_deref(),
        )?;
        let mut core = Core::new(client, self.0.settings.clone(), self.0.registry.clone(), now, entry, opening);
        core.body = request.body.clone();
        core.if_version = request.if_version;
        let core = Arc::new(core);
        let tx = TenantTx { core: core.clone(), caller: Arc::new(caller) };
        let quiet = spec.kind == Kind::Read && !spec.audited;
        let hidden = |m: &mask::Masked| tx.caller.permissions.masked(&m.group);
        if text && quiet && !spec.blob && !compiled.masks.iter().any(hidden) {
            return self.told(compiled, spec, &tx, request).await;
        }
        let outcome = match may(spec, &tx).await {
            Ok(()) => compiled.operation.run(&tx, request.input.clone()).await,
            Err(e) => Err(e),
        };
        let outcome = match outcome {
            Ok(data) => core.ensure_open().await.map(|()| data),
            Err(e) => Err(e),
        };
        let mut data = match outcome {
            Ok(data) => data,
            Err(e) if e.code == opening::REPLAY => {
                core.rollback().await;
                let data = core.opened.get().and_then(|o| o.replay.clone()).or(e.data).unwrap_or(Value::Null);
                return Ok(Told::Tree(Answer { data, replayed: true, said: String::new() }));
            }
            Err(e) => return Err(self.undone(&tx, spec, request, e).await),
        };
        for masked in compiled.masks.iter().filter(|m| hidden(m)) {
            mask::remove(&mut data, &masked.path);
        }
        if quiet {
            core.end_read();
            return Ok(Told::Tree(Answer { data, replayed: false, said: String::new() }));
        }
        let mut last = event_questions(&core, &tx.caller);
        let told = !last.is_empty();
        if let (Some(key), Some(hash)) = (judged_key, hash) {
            last.push(idempotency::keep(&core, &tx.caller, spec, key, hash, &data));
        }
        last.push(audit::line(&core, &tx.caller, spec, &request.input, Outcome::Done, None, entry)?);
        if let Err(mut e) = core.commit(&last).await {
            // Somebody with the same key was faster: the next attempt finds the stored answer.
            if e.cause.as_deref().is_some_and(|c| c.contains("idempotency_pkey")) {
                e.retry = true;
            }
            if !e.retry {
                self.record_failure(&tx, spec, request, &e).await;
            }
            return Err(e);
        }
        if told {
            self.0.committed.notify_one();
        }
        let said = lock(&core.about).said.take().unwrap_or_default();
        Ok(Told::Tree(Answer { data, replayed: false, said }))
    }

    /// A read whose answer goes out as it is.
    async fn told(&self, compiled: &Compiled, spec: &Spec, tx: &TenantTx, request: &Request) -> Result<Told> {
        let outcome = async {
            may(spec, tx).await?;
            let text = compiled.operation.run_text(tx, request.input.clone()).await?;
            tx.core.ensure_open().await.map(|()| text)
        };
        match outcome.await {
            Ok(text) => {
                tx.core.end_read();
                Ok(Told::Text(text))
            }
            Err(e) => Err(self.undone(tx, spec, request, e).await),
        }
    }

    /// Rolls back, and leaves the line that a refusal or failure leaves.
    async fn undone(&self, tx: &TenantTx, spec: &Spec, request: &Request, mut e: Error) -> Error {
        tx.core.rollback().await;
        if e.code == opening::STALE_RIGHTS {
            self.forget(&tx.caller);
            e.retry = true;
        }
        if !e.retry {
            self.record_failure(tx, spec, request, &e).await;
        }
        e
    }

    /// A refused or failed command leaves its line in a transaction of its own.
    async fn record_failure(&self, tx: &TenantTx, spec: &Spec, request: &Request, error: &Error) {
        let refused = matches!(error.kind, ErrorKind::Forbidden | ErrorKind::NotFound);
        if error.kind == ErrorKind::NotSignedIn || (spec.kind == Kind::Read && error.kind != ErrorKind::Forbidden) {
            return;
        }
        let outcome = if refused { Outcome::Refused } else { Outcome::Failed };
        let entry = self.0.settings.uuid(tx.core.now);
        let written = async {
            let line =
                audit::line(&tx.core, &tx.caller, spec, &request.input, outcome, Some(&error.to_string()), entry)?;
            let client = self.0.database.client().await?;
            let begin = opening::begin_text(tx.caller.company, tx.caller.actor_id(), entry, tx.core.now);
            let opening = opening::plain(begin);
            let core = Core::new(client, self.0.settings.clone(), self.0.registry.clone(), tx.core.now, entry, opening);
            core.ensure_open().await?;
            core.commit(&[line]).await
        };
        // A link may name a company that never was: nobody's trail is the poorer for it.
        if let Err(e) = written.await
            && e.cause.as_deref().is_none_or(|c| !c.contains("audit_entry_company_id_fkey"))
        {
            tracing::error!(operation = spec.name, error = %e, "a failure could not be written to the audit trail");
        }
    }

    /// Whether a user may hear of an event: whoever may view the record's kind at its location.
    pub async fn may_hear(&self, company: CompanyId, user: UserId, event: &Event) -> bool {
        let Ok(permissions) = self.permissions(company, user).await else { return false };
        let mine = event.actor == Some(user.uuid());
        let row = crate::permission::RowFacts { location: event.location, mine, record: Value::Null };
        let right = self.registry().right_to_see(&event.entity);
        match permissions.reach(right, "VIEW", event.at) {
            Some(crate::permission::Reach::Own(_)) => true,
            Some(_) => permissions.decide(right, "VIEW", &row, event.at).is_ok(),
            None => false,
        }
    }
}

/// Whether the caller holds what the operation asks for; the row's own tests come with the row.
async fn may(spec: &Spec, tx: &TenantTx) -> Result<()> {
    if let Access::Permission(resource, action) = spec.access
        && !tx.caller.permissions.holds(resource, action)
    {
        tx.core.ensure_open().await?;
        return Err(crate::permission::refusal(resource, action, crate::permission::Reason::NoGrant));
    }
    Ok(())
}
