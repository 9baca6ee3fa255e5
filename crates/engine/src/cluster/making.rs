//! Making a new cluster: in a folder beside its place, renamed when it is complete and on disk.

use std::fs::File;
use std::io::ErrorKind;
use std::path::Path;
use std::time::Duration;

use nix::sys::signal::Signal;

use super::Durability;
use super::account::Account;
use super::error::{At, ClusterError};
use super::folder::{DataFolder, private_folder};
use super::leftover;
use super::process::{guarded, run_to_end};
use super::programs::Programs;

/// The database that a new cluster is made with.
pub const DATABASE: &str = "cnc";
/// The superuser that a new cluster is made with; migrations and administration only.
pub const SUPERUSER: &str = "postgres";

/// Makes the cluster with its database. What a broken off earlier attempt left is removed first.
pub(super) fn make(
    data: &DataFolder,
    programs: &Programs,
    account: Option<&Account>,
    durability: Durability,
) -> Result<(), ClusterError> {
    remove_half_made(data)?;
    private_folder(&data.making, account)?;
    let folder = data.making.as_path();
    let command = |name: &str| guarded(&programs.program(name), account, Signal::SIGKILL);

    let mut initdb = command("initdb");
    initdb.arg("-D").arg(folder).args(["-U", SUPERUSER, "-E", "UTF8", "-T", "english", "-A", "trust"]);
    initdb.args(["--data-checksums", "--no-sync", "--no-instructions"]).args(locale(programs.major));
    run_to_end(initdb, "")?;

    let mut single = command("postgres");
    single.args(["--single", "-F", "-D"]).arg(folder).args(["-c", "exit_on_error=on", "template1"]);
    run_to_end(single, &format!("create database {DATABASE}\n"))?;

    if durability == Durability::Full {
        let mut sync = command("initdb");
        sync.arg("--sync-only").arg("-D").arg(folder);
        run_to_end(sync, "")?;
    }
    std::fs::rename(folder, &data.pg).at("cannot rename", folder)?;
    sync_folder(&data.root)
}

/// Removes the folder of an attempt that didn't get to its end.
pub(super) fn remove_half_made(data: &DataFolder) -> Result<(), ClusterError> {
    if !data.making.exists() {
        return Ok(());
    }
    // One that is being killed may still write a file behind the back of the removal.
    let mut tries = 0;
    loop {
        leftover::kill_all(&data.making);
        match std::fs::remove_dir_all(&data.making) {
            Err(e) if e.kind() == ErrorKind::NotFound => return Ok(()),
            Err(e) if e.kind() == ErrorKind::DirectoryNotEmpty && tries < 100 => tries += 1,
            other => return other.at("cannot remove", &data.making),
        }
        std::thread::sleep(Duration::from_millis(50));
    }
}

/// Order and case rules that are the same on every machine: by code point, with Unicode's classes of characters.
fn locale(major: u32) -> Vec<&'static str> {
    match major {
        17.. => vec!["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"],
        _ if cfg!(target_os = "macos") => vec!["--locale=C", "--lc-ctype=UTF-8"],
        _ => vec!["--locale=C.UTF-8"],
    }
}

fn sync_folder(folder: &Path) -> Result<(), ClusterError> {
    File::open(folder).and_then(|f| f.sync_all()).at("cannot sync", folder)
}
