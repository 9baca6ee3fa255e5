//! What lies where in the data folder, and the lock on it.

use std::fs::{DirBuilder, File, OpenOptions, TryLockError};
use std::io::{Read, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use super::account::Account;
use super::error::{At, ClusterError};

/// The places inside a data folder.
#[derive(Debug, Clone)]
pub(super) struct DataFolder {
    /// The folder itself, without links.
    pub root: PathBuf,
    /// PostgreSQL's own data.
    pub pg: PathBuf,
    /// Where a new cluster is made before it is renamed to `pg`.
    pub making: PathBuf,
    /// PostgreSQL's logs.
    pub log: PathBuf,
    /// Settings, written at each start.
    pub settings: PathBuf,
    /// Where the socket stands if the path is short enough.
    pub run: PathBuf,
}

impl DataFolder {
    /// Makes the folder where it doesn't exist.
    pub fn open(path: &Path) -> Result<DataFolder, ClusterError> {
        let mut parents = DirBuilder::new();
        parents.recursive(true);
        if let Some(parent) = path.parent().filter(|p| !p.as_os_str().is_empty()) {
            parents.create(parent).at("cannot create", parent)?;
        }
        if !path.exists() {
            make_private(path)?;
        }
        let root = std::fs::canonicalize(path).at("cannot open", path)?;
        Ok(DataFolder {
            pg: root.join("pg"),
            making: root.join("pg.making"),
            log: root.join("log"),
            settings: root.join("postgres.conf"),
            run: root.join("run"),
            root,
        })
    }

    /// Major version of the PostgreSQL that made the data, None where there is none yet.
    pub fn made_by(&self) -> Result<Option<u32>, ClusterError> {
        let marker = self.pg.join("PG_VERSION");
        match std::fs::read_to_string(&marker) {
            Ok(text) => match text.trim().parse() {
                Ok(major) => Ok(Some(major)),
                Err(_) => Err(ClusterError::NotACluster(self.pg.clone())),
            },
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => {
                // A folder without content is in nobody's way.
                match std::fs::remove_dir(&self.pg) {
                    Err(e) if e.kind() == std::io::ErrorKind::DirectoryNotEmpty => {
                        Err(ClusterError::NotACluster(self.pg.clone()))
                    }
                    _ => Ok(None),
                }
            }
            Err(e) => Err(e).at("cannot read", &marker),
        }
    }
}

/// Makes a folder that its owner alone may use, given to the account where there is one. An existing one is kept.
pub(super) fn private_folder(path: &Path, account: Option<&Account>) -> Result<(), ClusterError> {
    if !path.is_dir() {
        make_private(path)?;
    }
    account.map_or(Ok(()), |a| a.give(path))
}

fn make_private(path: &Path) -> Result<(), ClusterError> {
    DirBuilder::new().mode(0o700).create(path).at("cannot create", path)
}

/// Holds the data folder for this process until it is dropped or the process ends.
#[derive(Debug)]
pub(super) struct FolderLock {
    _held: File,
}

impl FolderLock {
    /// Takes the lock or names the holder. Waits for a moment where the holder has just ended, since a program it was
    /// about to start may carry its open files for an instant.
    pub fn take(folder: &Path) -> Result<FolderLock, ClusterError> {
        let path = folder.join("lock");
        let mut options = OpenOptions::new();
        options.read(true).write(true).create(true).truncate(false).mode(0o600);
        let mut file = options.open(&path).at("cannot open", &path)?;
        let begun = Instant::now();
        loop {
            match file.try_lock() {
                Ok(()) => break,
                Err(TryLockError::Error(e)) => return Err(e).at("cannot lock", &path),
                Err(TryLockError::WouldBlock) => {}
            }
            let mut holder = String::new();
            file.read_to_string(&mut holder).at("cannot read", &path)?;
            let holder = holder.trim().to_owned();
            if begun.elapsed() > Duration::from_millis(500) || runs(&holder) {
                return Err(ClusterError::InUse { folder: folder.to_owned(), holder });
            }
            std::thread::sleep(Duration::from_millis(10));
            std::io::Seek::rewind(&mut file).at("cannot read", &path)?;
        }
        file.set_len(0).at("cannot write", &path)?;
        std::io::Seek::rewind(&mut file).at("cannot write", &path)?;
        writeln!(file, "{}", std::process::id()).at("cannot write", &path)?;
        Ok(FolderLock { _held: file })
    }
}

fn runs(pid: &str) -> bool {
    pid.parse().is_ok_and(|pid| nix::sys::signal::kill(nix::unistd::Pid::from_raw(pid), None).is_ok())
}
