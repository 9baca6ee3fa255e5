//! Starting PostgreSQL's programs so that none outlives this server, and waiting until it is ready.

use std::fs::File;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Child, Command, Stdio};

use nix::sys::signal::Signal;

use super::account::Account;
use super::error::{At, ClusterError};
use super::leftover::MARK;
use super::supervise::Plan;

/// A command under the account, without our environment (it may hold secrets) and out of our process group, so that an
/// interrupt from the terminal reaches the server first. At the death of the calling **thread** the system sends
/// `at_death`, where it can (Linux).
pub(super) fn guarded(program: &Path, account: Option<&Account>, at_death: Signal) -> Command {
    let mut command = Command::new(program);
    command.env_clear().envs(
        std::env::vars_os()
            .filter(|(name, _)| ["PATH", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "TMPDIR"].iter().any(|n| name == n)),
    );
    command.env("LC_ALL", "C").current_dir("/").process_group(0).stdin(Stdio::null());
    if let Some(account) = account {
        command.uid(account.uid).gid(account.gid);
    }
    end_with_parent(&mut command, at_death);
    command
}

#[cfg(target_os = "linux")]
#[allow(unsafe_code)]
fn end_with_parent(command: &mut Command, at_death: Signal) {
    let parent = nix::unistd::getpid();
    // SAFETY: between fork and exec the closure makes two system calls and nothing else; its errors are bare codes,
    // so nothing is allocated.
    unsafe {
        command.pre_exec(move || {
            nix::sys::prctl::set_pdeathsig(at_death)?;
            // The parent may have died before the line above.
            if nix::unistd::getppid() != parent {
                return Err(nix::errno::Errno::ESRCH.into());
            }
            Ok(())
        });
    }
}

#[cfg(not(target_os = "linux"))]
fn end_with_parent(_: &mut Command, _: Signal) {}

/// Runs one of PostgreSQL's programs to its end with `input`.
pub(super) fn run_to_end(mut command: Command, input: &str) -> Result<(), ClusterError> {
    let program = command.get_program().to_owned();
    let failed = |status: String, output: String| ClusterError::ProgramFailed {
        program: program.to_string_lossy().into_owned(),
        status,
        output,
    };
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().map_err(|e| failed(e.to_string(), "it could not be run".into()))?;
    if let Some(mut stdin) = child.stdin.take() {
        // A program that ends early closes its input; its status tells.
        let _ = std::io::Write::write_all(&mut stdin, input.as_bytes());
    }
    let done = child.wait_with_output().map_err(|e| failed(e.to_string(), String::new()))?;
    if done.status.success() {
        return Ok(());
    }
    let said = [done.stdout, done.stderr].concat();
    Err(failed(done.status.to_string(), String::from_utf8_lossy(&said).trim().to_owned()))
}

/// Starts the server process; it is not ready yet.
pub(super) fn launch(plan: &Plan) -> Result<Child, ClusterError> {
    let first_words = plan.data.log.join("start.log");
    // Made anew, never followed: the folder is the account's, and a link there could lead root's pen elsewhere.
    let _ = std::fs::remove_file(&first_words);
    let log = File::create_new(&first_words).at("cannot create", &first_words)?;
    let program = plan.programs.program("postgres");
    let mut command = guarded(&program, plan.account.as_ref(), plan.at_death);
    command.arg("-D").arg(&plan.data.pg);
    for setting in [
        MARK.to_owned(),
        format!("config_file={}", plan.data.settings.display()),
        format!("unix_socket_directories={}", plan.socket_folder.display()),
        "unix_socket_permissions=0700".to_owned(),
        "listen_addresses=".to_owned(),
        format!("port={}", super::socket::PORT),
    ] {
        command.arg("-c").arg(setting);
    }
    command.stdout(Stdio::null()).stderr(log);
    command.spawn().at("cannot run", &program)
}

/// Whether the server process `pid` accepts connections: it says so in its pid file.
pub(super) fn is_ready(pg: &Path, pid: u32) -> bool {
    let Ok(text) = std::fs::read_to_string(pg.join("postmaster.pid")) else {
        return false;
    };
    let mut lines = text.lines();
    let own = lines.next().is_some_and(|l| l.trim().parse() == Ok(pid));
    own && lines.nth(6).is_some_and(|l| l.trim_end() == "ready")
}

/// Waits for the end of the child without forgetting its process id, so that no signal meets a stranger.
#[cfg(target_os = "linux")]
pub(super) fn wait_for_end(pid: u32) {
    use nix::sys::wait::{Id, WaitPidFlag, waitid};
    let pid = nix::unistd::Pid::from_raw(pid.cast_signed());
    while waitid(Id::Pid(pid), WaitPidFlag::WEXITED | WaitPidFlag::WNOWAIT) == Err(nix::errno::Errno::EINTR) {}
}

/// Without a wait that keeps the process id, the caller asks from time to time.
#[cfg(not(target_os = "linux"))]
pub(super) fn wait_for_end(_: u32) {
    std::thread::sleep(std::time::Duration::from_millis(100));
}
