//! The unprivileged account PostgreSQL runs under when the server is root, and its way to the data folder.

use std::io::ErrorKind;
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown, lchown};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use nix::unistd::{Uid, User, geteuid};

use super::error::{At, ClusterError};

const USUAL_NAMES: [&str; 3] = ["postgres", "_postgres", OWN_NAME];
const OWN_NAME: &str = "cnc";

/// An operating system account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Account {
    pub name: String,
    pub uid: u32,
    pub gid: u32,
}

impl Account {
    /// The account for the data in `pg_folder`: None where the server is not root and PostgreSQL runs as itself.
    /// Existing data keeps its owner.
    pub fn choose(pg_folder: &Path) -> Result<Option<Account>, ClusterError> {
        let owner = std::fs::metadata(pg_folder).ok().map(|m| (m.uid(), m.gid()));
        if !geteuid().is_root() {
            return match owner {
                Some((uid, _)) if uid != geteuid().as_raw() => {
                    Err(ClusterError::WrongOwner { folder: pg_folder.to_owned(), owner: name_of(uid) })
                }
                _ => Ok(None),
            };
        }
        if let Some((uid, gid)) = owner.filter(|(uid, _)| *uid != 0) {
            return Ok(Some(Account { name: name_of(uid), uid, gid }));
        }
        USUAL_NAMES.into_iter().find_map(known).map_or_else(create, Ok).map(Some)
    }

    /// Gives `path` itself to the account.
    pub fn give(&self, path: &Path) -> Result<(), ClusterError> {
        chown(path, Some(self.uid), Some(self.gid)).at("cannot give to the database's account", path)
    }

    /// Gives everything below `folder` to the account, the folder itself last, so that a broken off run is repeated.
    pub fn give_all(&self, folder: &Path) -> Result<(), ClusterError> {
        for entry in std::fs::read_dir(folder).at("cannot read", folder)? {
            let path = entry.at("cannot read", folder)?.path();
            if path.symlink_metadata().at("cannot read", &path)?.is_dir() {
                self.give_all(&path)?;
            } else {
                lchown(&path, Some(self.uid), Some(self.gid)).at("cannot give to the database's account", &path)?;
            }
        }
        self.give(folder)
    }

    /// Lets the account, and nobody else, pass through our own folder.
    pub fn let_through(&self, folder: &Path) -> Result<(), ClusterError> {
        let about = std::fs::metadata(folder).at("cannot read", folder)?;
        if self.passes(&about) {
            return Ok(());
        }
        chown(folder, None, Some(self.gid)).at("cannot change the group of", folder)?;
        let mode = std::fs::Permissions::from_mode((about.mode() & 0o7707) | 0o010);
        std::fs::set_permissions(folder, mode).at("cannot change the mode of", folder)
    }

    /// Fails with the first folder on the way to `folder` that the account may not enter.
    pub fn check_reach(&self, folder: &Path) -> Result<(), ClusterError> {
        let mut way: Vec<&Path> = folder.ancestors().collect();
        way.reverse();
        let closed = way.into_iter().find(|f| std::fs::metadata(f).is_ok_and(|m| !self.passes(&m)));
        match closed {
            // The mode bits don't show access lists and further groups: ask the system itself.
            Some(blocked) if !self.enters(folder) => {
                Err(ClusterError::Unreachable { user: self.name.clone(), blocked: PathBuf::from(blocked) })
            }
            _ => Ok(()),
        }
    }

    fn passes(&self, about: &std::fs::Metadata) -> bool {
        let bit = match () {
            _ if about.uid() == self.uid => 0o100,
            _ if about.gid() == self.gid => 0o010,
            _ => 0o001,
        };
        about.mode() & bit != 0
    }

    fn enters(&self, folder: &Path) -> bool {
        let mut command = Command::new("/bin/sh");
        command.args(["-c", "cd -- \"$1\"", "sh"]).arg(folder).current_dir("/");
        command.uid(self.uid).gid(self.gid).stdin(Stdio::null()).stderr(Stdio::null());
        command.status().is_ok_and(|s| s.success())
    }
}

fn known(name: &str) -> Option<Account> {
    let user = User::from_name(name).ok().flatten().filter(|u| !u.uid.is_root())?;
    Some(Account { name: user.name, uid: user.uid.as_raw(), gid: user.gid.as_raw() })
}

fn name_of(uid: u32) -> String {
    let user = User::from_uid(Uid::from_raw(uid)).ok().flatten();
    user.map_or_else(|| uid.to_string(), |u| u.name)
}

fn create() -> Result<Account, ClusterError> {
    // The second form is BusyBox's.
    let forms: [(&str, &[&str]); 2] = [
        ("useradd", &["--system", "--user-group", "--no-create-home", "--shell", "/bin/false", OWN_NAME]),
        ("adduser", &["-S", "-D", "-H", "-s", "/bin/false", OWN_NAME]),
    ];
    let mut reason = String::from("neither useradd nor adduser is installed");
    for (program, args) in forms {
        match Command::new(program).args(args).stdin(Stdio::null()).output() {
            Ok(done) => {
                if let Some(account) = known(OWN_NAME) {
                    return Ok(account);
                }
                reason = String::from_utf8_lossy(&done.stderr).trim().to_owned();
            }
            Err(e) if e.kind() == ErrorKind::NotFound => {}
            Err(e) => reason = e.to_string(),
        }
    }
    Err(ClusterError::NoAccount { user: OWN_NAME.to_owned(), reason })
}
