//! PostgreSQL of an earlier run whose server was killed: it is waited for, and ended where it doesn't end by itself.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;

use super::error::{At, ClusterError};

/// On the command line of every PostgreSQL this server starts; tells it from one started by hand.
pub(super) const MARK: &str = "cluster_name=cnc";

/// When each stronger means follows, counted from the start of waiting.
const ASK_AFTER: Duration = Duration::from_millis(500);
const INSIST_AFTER: Duration = Duration::from_secs(60);
const KILL_AFTER: Duration = Duration::from_secs(70);
const GIVE_UP_AFTER: Duration = Duration::from_secs(80);
/// Sessions whose parent was killed have nothing left to write cleanly.
const ORPHANED_SESSIONS_AFTER: Duration = Duration::from_secs(2);

/// Returns when no PostgreSQL runs on the data any more, and a next one can start. The caller holds the folder's lock.
pub(super) fn clear(pg: &Path) -> Result<(), ClusterError> {
    let pid_file = pg.join("postmaster.pid");
    let noted = noted_pid(&pid_file);
    let begun = Instant::now();
    let mut sent = None;
    loop {
        // Where running programs can't be listed, PostgreSQL's own check of its pid file has to do.
        let Some(running) = processes_in(pg) else {
            return Ok(());
        };
        let Some(any) = running.first() else { break };
        let main = noted.filter(|pid| running.contains(pid));
        // One that has just ended has no command line any more: it is looked for again before it is taken for foreign.
        if let Some(pid) = main.filter(|pid| !marked(*pid) && works_in(*pid, pg)) {
            return Err(ClusterError::StartedByHand { folder: pg.to_owned(), pid: pid.as_raw() });
        }
        let waited = begun.elapsed();
        if waited > GIVE_UP_AFTER {
            return Err(ClusterError::LeftoverStays { folder: pg.to_owned(), pid: any.as_raw() });
        }
        let signal = match main {
            Some(_) if waited > KILL_AFTER => Some(Signal::SIGKILL),
            Some(_) if waited > INSIST_AFTER => Some(Signal::SIGQUIT),
            Some(_) if waited > ASK_AFTER => Some(Signal::SIGINT),
            None if waited > ORPHANED_SESSIONS_AFTER * 2 => Some(Signal::SIGKILL),
            None if waited > ORPHANED_SESSIONS_AFTER => Some(Signal::SIGQUIT),
            _ => None,
        };
        if signal.is_some() && signal != sent {
            tracing::warn!(?signal, pid = main.unwrap_or(*any).as_raw(), "ending PostgreSQL of an earlier run");
            let targets = main.as_ref().map_or(running.as_slice(), std::slice::from_ref);
            for pid in targets.iter().filter(|p| works_in(**p, pg)) {
                let _ = kill(*pid, signal);
            }
            sent = signal;
        }
        std::thread::sleep(Duration::from_millis(3));
    }
    // The noted id may be another program's by now, which PostgreSQL would take for a running server.
    if noted.is_some_and(|pid| kill(pid, None) != Err(nix::errno::Errno::ESRCH)) && pid_file.exists() {
        std::fs::remove_file(&pid_file).at("cannot remove", &pid_file)?;
    }
    Ok(())
}

/// Waits a moment for the helpers of a PostgreSQL that has ended; its log writer is the last to go.
pub(super) fn wait_for_helpers(pg: &Path) {
    let begun = Instant::now();
    while begun.elapsed() < ORPHANED_SESSIONS_AFTER && processes_in(pg).is_some_and(|p| !p.is_empty()) {
        std::thread::sleep(Duration::from_millis(1));
    }
}

/// Ends at once whatever works on a folder that is about to be thrown away.
pub(super) fn kill_all(pg: &Path) {
    for _ in 0..1000 {
        let running = processes_in(pg).unwrap_or_default();
        if running.is_empty() {
            return;
        }
        for pid in running {
            let _ = kill(pid, Signal::SIGKILL);
        }
        std::thread::sleep(Duration::from_millis(3));
    }
}

fn noted_pid(pid_file: &Path) -> Option<Pid> {
    let text = std::fs::read_to_string(pid_file).ok()?;
    // A negative number marks a single-user run.
    let pid: i32 = text.lines().next()?.trim().parse().ok()?;
    Some(Pid::from_raw(pid.abs())).filter(|p| p.as_raw() > 1)
}

/// Every process of PostgreSQL works in its data folder; that, not the name or the pid file, tells whose it is.
#[cfg(target_os = "linux")]
fn processes_in(pg: &Path) -> Option<Vec<Pid>> {
    let entries = std::fs::read_dir("/proc").ok()?;
    let ids = entries.flatten().filter_map(|e| e.file_name().to_str()?.parse().ok().map(Pid::from_raw));
    Some(ids.filter(|pid| works_in(*pid, pg)).collect())
}

#[cfg(target_os = "linux")]
fn works_in(pid: Pid, pg: &Path) -> bool {
    let link = |name: &str| std::fs::read_link(format!("/proc/{pid}/{name}")).ok().map(without_deleted);
    link("cwd").is_some_and(|f| f == pg) && link("exe").is_some_and(|f| f.file_name().is_some_and(|n| n == "postgres"))
}

/// The system marks what an upgrade or a clean-up has removed.
#[cfg(target_os = "linux")]
fn without_deleted(path: PathBuf) -> PathBuf {
    match path.to_str().and_then(|p| p.strip_suffix(" (deleted)")) {
        Some(stripped) => PathBuf::from(stripped),
        None => path,
    }
}

#[cfg(target_os = "linux")]
fn marked(pid: Pid) -> bool {
    std::fs::read(format!("/proc/{pid}/cmdline"))
        .is_ok_and(|line| line.split(|b| *b == 0).any(|arg| arg == MARK.as_bytes()))
}

#[cfg(not(target_os = "linux"))]
fn processes_in(pg: &Path) -> Option<Vec<Pid>> {
    let listed = std::process::Command::new("lsof").args(["-a", "-d", "cwd", "-c", "postgres", "-Fpn"]).output();
    let text = String::from_utf8(listed.ok()?.stdout).ok()?;
    let mut current = None;
    let mut found = Vec::new();
    for line in text.lines() {
        if let Some(pid) = line.strip_prefix('p') {
            current = pid.parse().ok().map(Pid::from_raw);
        } else if line.strip_prefix('n').is_some_and(|f| PathBuf::from(f) == pg) {
            found.extend(current);
        }
    }
    Some(found)
}

#[cfg(not(target_os = "linux"))]
fn works_in(pid: Pid, pg: &Path) -> bool {
    processes_in(pg).is_some_and(|all| all.contains(&pid))
}

#[cfg(not(target_os = "linux"))]
fn marked(pid: Pid) -> bool {
    let mut command = std::process::Command::new("ps");
    let listed = command.args(["-o", "command=", "-p", &pid.to_string()]).output();
    listed.is_ok_and(|l| String::from_utf8_lossy(&l.stdout).contains(MARK))
}
