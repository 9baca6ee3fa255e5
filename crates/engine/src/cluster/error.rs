//! What can go wrong with the private cluster, in sentences for the person who runs the server.

use std::path::{Path, PathBuf};

/// Why the private cluster could not be opened, kept or stopped.
#[derive(Debug, thiserror::Error)]
pub enum ClusterError {
    /// No usable installation of PostgreSQL was found.
    #[error(
        "PostgreSQL {oldest} or newer was not found (searched: {searched}). Install it (Debian, Ubuntu: apt install \
         postgresql; Fedora: dnf install postgresql-server; Alpine: apk add postgresql; macOS: brew install \
         postgresql), name its program folder in CNC_PG_BIN, or use a server of your own with DATABASE_URL"
    )]
    ProgramsMissing { oldest: u32, searched: String },

    /// The data folder was made by another major version than those installed.
    #[error(
        "the data in {folder} was made by PostgreSQL {made_by}, but only {found} is installed. Install \
         PostgreSQL {made_by}, or move the data with pg_upgrade"
    )]
    OtherVersion { folder: PathBuf, made_by: u32, found: String },

    /// Another server holds the data folder.
    #[error(
        "the data folder {folder} is in use by another server (process {holder}). Stop that one first, or give \
         this one a data folder of its own"
    )]
    InUse { folder: PathBuf, holder: String },

    /// PostgreSQL was started on the folder by somebody else.
    #[error(
        "PostgreSQL was started on {folder} by hand (process {pid}). Stop it first, for example with kill -INT {pid}"
    )]
    StartedByHand { folder: PathBuf, pid: i32 },

    /// PostgreSQL of an earlier run doesn't end.
    #[error("PostgreSQL of an earlier run on {folder} does not end (process {pid})")]
    LeftoverStays { folder: PathBuf, pid: i32 },

    /// The account PostgreSQL runs under may not reach the data folder.
    #[error(
        "PostgreSQL runs as the user {user}, who may not enter {blocked}, and so not reach the data folder. Choose a \
         data folder elsewhere (for example /var/lib/cnc), or allow it with: chmod o+x {blocked}"
    )]
    Unreachable { user: String, blocked: PathBuf },

    /// The data belongs to another user than the one who runs the server.
    #[error("the data in {folder} belongs to the user {owner}. Start the server as that user or as root")]
    WrongOwner { folder: PathBuf, owner: String },

    /// The server runs as root and no unprivileged account could be found or made.
    #[error(
        "PostgreSQL does not run as root, and no account for it could be made ({reason}). Create one with: useradd \
         --system {user}"
    )]
    NoAccount { user: String, reason: String },

    /// The folder where the cluster belongs holds something else.
    #[error("{0} holds files, but no PostgreSQL data. Move them away or choose another data folder")]
    NotACluster(PathBuf),

    /// No folder for the socket could be made that is short enough and private.
    #[error("no private folder for the database socket: {0}")]
    NoSocketFolder(String),

    /// One of PostgreSQL's programs failed.
    #[error("{program} failed ({status}): {output}")]
    ProgramFailed { program: String, status: String, output: String },

    /// PostgreSQL ended, or did not get ready in time.
    #[error("PostgreSQL did not start ({reason}). Its log says: {log}")]
    NotStarted { reason: String, log: String },

    /// PostgreSQL had to be ended the hard way; the next start recovers from its log.
    #[error("PostgreSQL did not stop within {seconds} s and was ended; the next start recovers")]
    StopForced { seconds: u64 },

    /// A file or folder could not be used.
    #[error("{what} {path}: {source}")]
    Io { what: &'static str, path: PathBuf, source: std::io::Error },

    /// A statement on the cluster failed.
    #[error("database statement failed: {0}")]
    Statement(#[from] tokio_postgres::Error),

    /// The thread that looks after PostgreSQL could not be started or ended early.
    #[error("the database supervisor failed: {0}")]
    Supervisor(String),
}

/// Names the file an input or output error belongs to.
pub(super) trait At<T> {
    fn at(self, what: &'static str, path: &Path) -> Result<T, ClusterError>;
}

impl<T> At<T> for std::io::Result<T> {
    fn at(self, what: &'static str, path: &Path) -> Result<T, ClusterError> {
        self.map_err(|source| ClusterError::Io { what, path: path.to_owned(), source })
    }
}
