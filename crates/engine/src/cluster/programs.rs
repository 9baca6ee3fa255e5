//! Where PostgreSQL's own programs are.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::error::ClusterError;

/// The oldest major version the schema is written for.
pub(super) const OLDEST: u32 = 15;

/// One installation of PostgreSQL: the folder of its programs and its major version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Programs {
    /// Folder that holds `postgres` and `initdb`.
    pub folder: PathBuf,
    /// Major version, for example 15.
    pub major: u32,
}

impl Programs {
    /// Finds an installation: the folder in `CNC_PG_BIN` alone where it is set, else PATH, else the newest in the
    /// usual folders. Data that exists decides the major version, since PostgreSQL opens no other.
    pub fn find(data_made_by: Option<(u32, &Path)>) -> Result<Programs, ClusterError> {
        let named = std::env::var_os("CNC_PG_BIN").filter(|v| !v.is_empty());
        let (folders, searched) = match named {
            Some(folder) => {
                let searched = format!("CNC_PG_BIN={}", folder.to_string_lossy());
                (vec![PathBuf::from(folder)], searched)
            }
            None => {
                let mut folders = path_folders();
                folders.extend(usual_folders());
                (folders, "CNC_PG_BIN, PATH, the usual folders".to_owned())
            }
        };
        choose(folders, data_made_by, searched)
    }

    /// Path of one program.
    pub(super) fn program(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }
}

fn choose(
    folders: Vec<PathBuf>,
    data_made_by: Option<(u32, &Path)>,
    searched: String,
) -> Result<Programs, ClusterError> {
    let mut others = Vec::new();
    for folder in folders.into_iter().filter_map(|f| complete(&f)) {
        let Some(major) = major_version(&folder) else {
            continue;
        };
        let fits = match data_made_by {
            Some((made_by, _)) => major == made_by,
            None => major >= OLDEST,
        };
        if fits {
            return Ok(Programs { folder, major });
        }
        if major >= OLDEST && !others.contains(&major) {
            others.push(major);
        }
    }
    match data_made_by {
        Some((made_by, folder)) if !others.is_empty() => {
            let found = others.iter().map(u32::to_string).collect::<Vec<_>>().join(", ");
            Err(ClusterError::OtherVersion { folder: folder.to_owned(), made_by, found })
        }
        _ => Err(ClusterError::ProgramsMissing { oldest: OLDEST, searched }),
    }
}

/// The folder that holds both programs; a link on PATH leads to the real one.
fn complete(folder: &Path) -> Option<PathBuf> {
    let real = std::fs::canonicalize(folder.join("postgres")).ok()?;
    [real.parent()?, folder]
        .into_iter()
        .find(|f| f.join("postgres").is_file() && f.join("initdb").is_file())
        .map(Path::to_owned)
}

fn path_folders() -> Vec<PathBuf> {
    std::env::var_os("PATH").map(|p| std::env::split_paths(&p).collect()).unwrap_or_default()
}

/// Folders packagers use, newest version first. Each is a parent, the start of a folder's name, and what follows.
fn usual_folders() -> Vec<PathBuf> {
    const USUAL: [(&str, &str, &str); 10] = [
        ("/usr/lib/postgresql", "", "bin"),
        ("/usr", "pgsql-", "bin"),
        ("/usr/lib", "postgresql", "bin"),
        ("/usr/libexec", "postgresql", ""),
        ("/usr/local", "pgsql", "bin"),
        ("/opt/homebrew/opt", "postgresql", "bin"),
        ("/usr/local/opt", "postgresql", "bin"),
        ("/home/linuxbrew/.linuxbrew/opt", "postgresql", "bin"),
        ("/Applications/Postgres.app/Contents/Versions", "", "bin"),
        ("/opt", "pgsql", "bin"),
    ];
    let mut found: Vec<(u32, PathBuf)> = Vec::new();
    for (parent, start, rest) in USUAL {
        for entry in std::fs::read_dir(parent).into_iter().flatten().flatten() {
            let name = entry.file_name();
            let Some(version) = name.to_str().and_then(|n| n.strip_prefix(start)) else {
                continue;
            };
            let number: String = version.chars().filter(|c| c.is_ascii_digit()).take(2).collect();
            found.push((number.parse().unwrap_or(0), entry.path().join(rest)));
        }
    }
    found.sort_by_key(|(number, _)| std::cmp::Reverse(*number));
    found.into_iter().map(|(_, folder)| folder).collect()
}

fn major_version(folder: &Path) -> Option<u32> {
    let said = Command::new(folder.join("postgres")).arg("--version").output().ok()?;
    parse_version(&String::from_utf8_lossy(&said.stdout))
}

/// `postgres (PostgreSQL) 15.4 (…)`, `… 17beta1`, `… 18devel`.
fn parse_version(said: &str) -> Option<u32> {
    let number = said.split(')').nth(1)?.trim_start();
    let digits: String = number.chars().take_while(char::is_ascii_digit).collect();
    digits.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_read_from_releases_and_previews() {
        let said = |s: &str| parse_version(s);
        assert_eq!(said("postgres (PostgreSQL) 15.4 (Debian 15.4-1)\n"), Some(15));
        assert_eq!(said("postgres (PostgreSQL) 17beta1\n"), Some(17));
        assert_eq!(said("postgres (PostgreSQL) 18devel\n"), Some(18));
        assert_eq!(said("no such thing"), None);
    }

    #[test]
    fn nothing_installed_says_what_to_install() {
        let said = choose(vec!["/nonexistent".into()], None, "PATH".into()).unwrap_err().to_string();
        assert!(said.contains("PostgreSQL 15 or newer was not found"), "{said}");
        assert!(said.contains("apt install postgresql") && said.contains("DATABASE_URL"), "{said}");
    }

    #[test]
    fn data_of_another_major_version_is_named() {
        let folders = usual_folders();
        let said = choose(folders, Some((9, Path::new("/data"))), "PATH".into()).unwrap_err();
        assert!(matches!(said, ClusterError::OtherVersion { made_by: 9, .. }), "{said}");
    }
}
