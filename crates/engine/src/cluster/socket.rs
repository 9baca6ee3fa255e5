//! The folder of the unix socket: private, and short enough for the system's limit.

use std::fs::DirBuilder;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::ErrorKind;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{DirBuilderExt, MetadataExt, PermissionsExt};
use std::os::unix::net::UnixListener;
use std::path::{Path, PathBuf};

use nix::unistd::geteuid;

use super::account::Account;
use super::error::{At, ClusterError};
use super::folder::{DataFolder, private_folder};

/// PostgreSQL's usual port; it ends the socket's name and is never opened on the network.
pub(super) const PORT: u16 = 5432;
const SOCKET_NAME: &str = ".s.PGSQL.5432";

/// Longest socket path in bytes: `sun_path` without its closing zero.
const LONGEST_PATH: usize = if cfg!(target_os = "linux") { 107 } else { 103 };

/// The data folder's own `run` where a socket can stand there, else a folder under the runtime directory or /tmp
/// named after a hash of the data folder.
pub(super) fn socket_folder(data: &DataFolder, account: Option<&Account>) -> Result<PathBuf, ClusterError> {
    if fits(&data.run) {
        private_folder(&data.run, account)?;
        if takes_sockets(&data.run) {
            return checked(data.run.clone(), account);
        }
    }
    let mut hasher = DefaultHasher::new();
    data.root.as_os_str().as_bytes().hash(&mut hasher);
    let name = format!("cnc-{:016x}", hasher.finish());
    let mut refusal = String::from("no folder with a short path");
    for parent in short_parents(account.is_some()) {
        let folder = parent.join(&name);
        if !parent.is_dir() || !fits(&folder) {
            continue;
        }
        match own_folder(folder, account) {
            Ok(folder) => return Ok(folder),
            Err(e) => refusal = e.to_string(),
        }
    }
    Err(ClusterError::NoSocketFolder(refusal))
}

/// Removes what a killed PostgreSQL left behind, which would stop the next one if its process id is in use again.
pub(super) fn clear(folder: &Path) {
    for name in [SOCKET_NAME.to_owned(), format!("{SOCKET_NAME}.lock")] {
        if let Err(e) = std::fs::remove_file(folder.join(name))
            && e.kind() != ErrorKind::NotFound
        {
            tracing::warn!(error = %e, folder = %folder.display(), "old database socket stays");
        }
    }
}

fn short_parents(as_root: bool) -> Vec<PathBuf> {
    let mut parents = Vec::new();
    if as_root {
        parents.push(PathBuf::from("/run"));
    } else if let Some(own) = std::env::var_os("XDG_RUNTIME_DIR") {
        parents.push(PathBuf::from(own));
    }
    parents.push(PathBuf::from("/tmp"));
    parents
}

/// Whether the socket's path is short enough and can stand unquoted in PostgreSQL's list of folders.
fn fits(folder: &Path) -> bool {
    let plain = |b: &u8| b.is_ascii_alphanumeric() || b"/._-+".contains(b);
    let bytes = folder.as_os_str().as_bytes();
    bytes.len() + 1 + SOCKET_NAME.len() <= LONGEST_PATH && bytes.iter().all(plain)
}

/// Some mounted file systems have no sockets.
fn takes_sockets(folder: &Path) -> bool {
    let probe = folder.join(".probe");
    let _ = std::fs::remove_file(&probe);
    let bound = UnixListener::bind(&probe).is_ok();
    let _ = std::fs::remove_file(&probe);
    bound
}

fn own_folder(folder: PathBuf, account: Option<&Account>) -> Result<PathBuf, ClusterError> {
    // Only a folder made here is given away: an existing one may be another user's trap.
    match DirBuilder::new().mode(0o700).create(&folder) {
        Ok(()) => account.map_or(Ok(()), |a| a.give(&folder))?,
        Err(e) if e.kind() == ErrorKind::AlreadyExists => {}
        Err(e) => return Err(e).at("cannot create", &folder),
    }
    checked(folder, account)
}

/// Refuses a folder that somebody else made, or may enter: whoever reaches the socket is trusted.
fn checked(folder: PathBuf, account: Option<&Account>) -> Result<PathBuf, ClusterError> {
    let about = folder.symlink_metadata().at("cannot read", &folder)?;
    let owner = account.map_or(geteuid().as_raw(), |a| a.uid);
    if !about.is_dir() || about.uid() != owner {
        let said = format!("{} is not a folder of the database's own account", folder.display());
        return Err(ClusterError::NoSocketFolder(said));
    }
    if about.mode() & 0o077 != 0 {
        std::fs::set_permissions(&folder, std::fs::Permissions::from_mode(0o700))
            .at("cannot change the mode of", &folder)?;
    }
    Ok(folder)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_limit_counts_the_whole_socket_path() {
        let longest = LONGEST_PATH - SOCKET_NAME.len() - 1;
        assert!(fits(Path::new(&format!("/{}", "a".repeat(longest - 1)))));
        assert!(!fits(Path::new(&format!("/{}", "a".repeat(longest)))));
        assert!(!fits(Path::new("/with,comma")) && !fits(Path::new("/with space")));
    }
}
