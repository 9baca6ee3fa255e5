//! Operations: what a module declares instead of handlers. The struct is the input; the runner does the rest.

use std::future::Future;

use http::Method;
use kernel::{Problems, Result};
use schemars::JsonSchema;
use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;

use crate::{list::ListSql, platform::PlatformTx, tx::TenantTx};

/// Who may call it at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// A signed-in user holding `resource:ACTION`.
    Permission(&'static str, &'static str),
    /// Any signed-in user of the company.
    Session,
    /// Whoever has a secret link or key of this kind (see `kernel::link`).
    Link(&'static str),
    /// Anybody; platform operations only (signing in, health).
    Public,
    /// A signed-in super admin; platform operations only.
    SuperAdmin(&'static str),
    /// Not reachable from outside: called by subscribers, schedules and the command line.
    Internal,
}

/// What kind of act it is in the audit trail.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Action {
    View,
    Create,
    Update,
    Delete,
    Approve,
    Assign,
    Login,
    Export,
    Rollback,
    Support,
}

impl Action {
    pub fn code(self) -> &'static str {
        match self {
            Action::View => "VIEW",
            Action::Create => "CREATE",
            Action::Update => "UPDATE",
            Action::Delete => "DELETE",
            Action::Approve => "APPROVE",
            Action::Assign => "ASSIGN",
            Action::Login => "LOGIN",
            Action::Export => "EXPORT",
            Action::Rollback => "ROLLBACK",
            Action::Support => "SUPPORT",
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Changes nothing; leaves an audit line only when the spec says so.
    Read,
    /// Changes something; always audited, idempotent under its key.
    Command,
}

/// The record an operation is about: found by this input field, locked for commands, tested against the
/// caller's grants before the body's first rows are handed over.
#[derive(Clone, Copy, Debug)]
pub struct Target {
    pub resource: &'static str,
    pub field: &'static str,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Body {
    Json,
    /// The raw bytes of the request; at most this many. Read with `tx.body()`.
    Bytes(usize),
}

/// Everything about an operation but its body.
#[derive(Clone, Copy, Debug)]
pub struct Spec {
    pub name: &'static str,
    pub method: &'static str,
    /// Below `/api`; `{field}` names an input field.
    pub path: &'static str,
    pub summary: &'static str,
    pub access: Access,
    pub action: Action,
    pub kind: Kind,
    pub target: Option<Target>,
    pub offline: bool,
    pub key_required: bool,
    pub audited: bool,
    pub created: bool,
    pub list: Option<&'static ListSql>,
    pub body: Body,
    /// Answers bytes (a PDF, a picture) instead of JSON; `Output` must be [`Blob`].
    pub blob: bool,
    /// The media types a file may have.
    pub content: &'static [&'static str],
    /// Headers that carry an input field: (header in lower case, field).
    pub headers: &'static [(&'static str, &'static str)],
}

const fn same(a: &str, b: &str) -> bool {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    if a.len() != b.len() {
        return false;
    }
    let mut i = 0;
    while i < a.len() {
        if a[i] != b[i] {
            return false;
        }
        i += 1;
    }
    true
}

impl Spec {
    const fn base(name: &'static str, method: &'static str, path: &'static str, kind: Kind) -> Self {
        let action = match kind {
            Kind::Read => Action::View,
            Kind::Command => Action::Update,
        };
        Self {
            name,
            method,
            path,
            summary: "",
            access: Access::Internal,
            action,
            kind,
            target: None,
            offline: false,
            key_required: false,
            audited: matches!(kind, Kind::Command),
            created: false,
            list: None,
            body: Body::Json,
            blob: false,
            content: &[],
            headers: &[],
        }
    }
    pub const fn read(name: &'static str, path: &'static str) -> Self {
        Self::base(name, "GET", path, Kind::Read)
    }
    /// A read whose input is too large or too private for a query string.
    pub const fn read_by_post(name: &'static str, path: &'static str) -> Self {
        Self::base(name, "POST", path, Kind::Read)
    }
    pub const fn command(name: &'static str, method: &'static str, path: &'static str) -> Self {
        Self::base(name, method, path, Kind::Command)
    }
    pub const fn list(name: &'static str, path: &'static str, list: &'static ListSql) -> Self {
        let mut it = Self::base(name, "GET", path, Kind::Read);
        it.list = Some(list);
        it
    }
    pub const fn summary(mut self, text: &'static str) -> Self {
        self.summary = text;
        self
    }
    /// `permission("quote", "UPDATE")`; the audit action follows the permission's.
    pub const fn permission(mut self, resource: &'static str, action: &'static str) -> Self {
        self.access = Access::Permission(resource, action);
        if matches!(self.kind, Kind::Command) {
            self.action = if same(action, "CREATE") {
                Action::Create
            } else if same(action, "DELETE") {
                Action::Delete
            } else if same(action, "APPROVE") {
                Action::Approve
            } else if same(action, "ASSIGN") {
                Action::Assign
            } else if same(action, "EXPORT") {
                Action::Export
            } else {
                Action::Update
            };
        }
        self
    }
    pub const fn session(mut self) -> Self {
        self.access = Access::Session;
        self
    }
    pub const fn link(mut self, kind: &'static str) -> Self {
        self.access = Access::Link(kind);
        self
    }
    pub const fn public(mut self) -> Self {
        self.access = Access::Public;
        self
    }
    pub const fn super_admin(mut self, permission: &'static str) -> Self {
        self.access = Access::SuperAdmin(permission);
        self
    }
    /// The record in question: resource (as registered by its module) and the input field with its id.
    pub const fn on(mut self, resource: &'static str, field: &'static str) -> Self {
        self.target = Some(Target { resource, field });
        self
    }
    pub const fn action(mut self, action: Action) -> Self {
        self.action = action;
        self
    }
    /// A phone may queue it and send it later.
    pub const fn offline(mut self) -> Self {
        self.offline = true;
        self
    }
    /// Money moves: the idempotency key is required.
    pub const fn key_required(mut self) -> Self {
        self.key_required = true;
        self
    }
    /// A read that leaves an audit line too (exports, reveals, downloads).
    pub const fn audited(mut self) -> Self {
        self.audited = true;
        self
    }
    /// Answers 201 instead of 200.
    pub const fn created(mut self) -> Self {
        self.created = true;
        self
    }
    pub const fn bytes(mut self, most: usize) -> Self {
        self.body = Body::Bytes(most);
        self
    }
    /// Answers a PDF; other files say so with [`Spec::content`].
    pub const fn blob(mut self) -> Self {
        self.blob = true;
        self.content = &["application/pdf"];
        self
    }
    /// The media types of a file that is no PDF.
    pub const fn content(mut self, types: &'static [&'static str]) -> Self {
        self.blob = true;
        self.content = types;
        self
    }
    /// Headers that carry an input field, such as a provider's signature.
    pub const fn headers(mut self, headers: &'static [(&'static str, &'static str)]) -> Self {
        self.headers = headers;
        self
    }
    pub fn http_method(&self) -> Method {
        Method::from_bytes(self.method.as_bytes()).unwrap_or(Method::POST)
    }
    pub fn module(&self) -> &'static str {
        self.name.split('.').next().unwrap_or(self.name)
    }
}

/// What a command answers when there is nothing to say.
#[derive(Clone, Copy, Debug, Default, Serialize, JsonSchema)]
pub struct Done {}

/// A file as answer. On the wire its bytes; inside the runner JSON with base 64, so that replays work.
#[derive(Clone, Debug, Serialize, serde::Deserialize, JsonSchema)]
pub struct Blob {
    pub content_type: String,
    pub file_name: String,
    /// Base 64.
    pub bytes: String,
}

impl Blob {
    pub fn new(content_type: &str, file_name: &str, bytes: &[u8]) -> Self {
        use base64::Engine as _;
        Self {
            content_type: content_type.into(),
            file_name: file_name.into(),
            bytes: base64::engine::general_purpose::STANDARD.encode(bytes),
        }
    }
}

/// An operation inside one company.
pub trait Operation: DeserializeOwned + JsonSchema + Send + Sync + 'static {
    type Output: Serialize + JsonSchema + Send;
    const SPEC: Spec;
    /// Everything that can be said about the input without looking at data.
    fn check(&self, _problems: &mut Problems) {}
    fn run(self, tx: &TenantTx) -> impl Future<Output = Result<Self::Output>> + Send;
    /// An input that validates; shown in the API document.
    fn example() -> Value;
}

/// An operation outside companies: signing in, the super admin's portal.
pub trait PlatformOperation: DeserializeOwned + JsonSchema + Send + Sync + 'static {
    type Output: Serialize + JsonSchema + Send;
    const SPEC: Spec;
    fn check(&self, _problems: &mut Problems) {}
    fn run(self, tx: &PlatformTx) -> impl Future<Output = Result<Self::Output>> + Send;
    fn example() -> Value;
}
