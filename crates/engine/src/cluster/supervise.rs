//! The thread that starts PostgreSQL, waits on it, and starts it again when it ends unasked.
//!
//! A thread of its own because the system ties the parent-death signal to the thread that made the child: a pool's
//! thread may end long before the server does.

use std::collections::VecDeque;
use std::path::PathBuf;
use std::process::Child;
use std::sync::mpsc::SyncSender;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;
use tokio::sync::watch;

use super::account::Account;
use super::error::ClusterError;
use super::folder::DataFolder;
use super::programs::Programs;
use super::{Options, leftover, process, settings, socket};

/// Everything a start needs.
#[derive(Debug)]
pub(super) struct Plan {
    pub data: DataFolder,
    pub programs: Programs,
    pub account: Option<Account>,
    pub socket_folder: PathBuf,
    pub at_death: Signal,
    pub options: Options,
}

/// How PostgreSQL is doing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Phase {
    /// First start, or started again after an unexpected end.
    Starting,
    /// Accepts connections.
    Running,
    /// Stopped because it was asked to.
    Stopped,
    /// Ended unexpectedly too often; holds the last reason.
    Died(String),
}

#[derive(Debug, Default)]
struct Hold {
    child: Option<Child>,
    stopping: bool,
    ended: bool,
}

/// What the thread and the cluster's owner share.
#[derive(Debug)]
pub(super) struct Supervised {
    pub plan: Plan,
    pub phase: watch::Sender<Phase>,
    hold: Mutex<Hold>,
    changed: Condvar,
}

impl Supervised {
    pub fn new(plan: Plan) -> Supervised {
        let phase = watch::Sender::new(Phase::Starting);
        Supervised { plan, phase, hold: Mutex::default(), changed: Condvar::new() }
    }

    /// Process id of the running PostgreSQL.
    pub fn pid(&self) -> Option<u32> {
        self.hold().child.as_ref().map(Child::id)
    }

    /// The thread's work. `started` hears about the first start.
    pub fn run(&self, started: &SyncSender<Result<(), ClusterError>>) {
        let mut first = true;
        let mut restarts: VecDeque<Instant> = VecDeque::new();
        let end = loop {
            let outcome = self.start();
            let reason = match outcome {
                Ok(pid) => {
                    self.phase.send_replace(Phase::Running);
                    if first {
                        first = false;
                        let _ = started.send(Ok(()));
                    }
                    self.wait(pid)
                }
                Err(e) if first => {
                    let said = e.to_string();
                    let _ = started.send(Err(e));
                    break Phase::Died(said);
                }
                Err(e) => e.to_string(),
            };
            if self.hold().stopping {
                break Phase::Stopped;
            }
            let limit = self.plan.options.restarts;
            while restarts.front().is_some_and(|at| at.elapsed() > limit.within) {
                restarts.pop_front();
            }
            if restarts.len() >= limit.most {
                tracing::error!(reason, "PostgreSQL ended and is not started again");
                break Phase::Died(reason);
            }
            restarts.push_back(Instant::now());
            tracing::warn!(reason, "PostgreSQL ended unexpectedly and is started again");
            self.phase.send_replace(Phase::Starting);
        };
        leftover::wait_for_helpers(&self.plan.data.pg);
        self.phase.send_replace(end);
        self.hold().ended = true;
        self.changed.notify_all();
    }

    /// Asks PostgreSQL to end, with growing force. An error means that it was ended the hard way.
    pub fn stop(&self) -> Result<(), ClusterError> {
        let patience = self.plan.options.stop_timeout;
        let short = Duration::from_secs(5);
        let gentle = self.plan.options.stop_signal();
        for (signal, wait) in [(gentle, patience), (Signal::SIGQUIT, short), (Signal::SIGKILL, short)] {
            let mut hold = self.hold();
            hold.stopping = true;
            if let Some(child) = &hold.child {
                // Not yet waited for, so the id is still the child's.
                let _ = kill(Pid::from_raw(child.id().cast_signed()), signal);
            }
            let waited = self.changed.wait_timeout_while(hold, wait, |h| !h.ended);
            if waited.unwrap_or_else(PoisonError::into_inner).0.ended {
                return match signal == gentle {
                    true => Ok(()),
                    false => Err(ClusterError::StopForced { seconds: patience.as_secs() }),
                };
            }
        }
        Err(ClusterError::StopForced { seconds: patience.as_secs() })
    }

    fn start(&self) -> Result<u32, ClusterError> {
        leftover::clear(&self.plan.data.pg)?;
        socket::clear(&self.plan.socket_folder);
        let pid = {
            let mut hold = self.hold();
            if hold.stopping {
                return Err(self.not_started("it was asked to stop"));
            }
            let child = process::launch(&self.plan)?;
            let pid = child.id();
            hold.child = Some(child);
            pid
        };
        let begun = Instant::now();
        loop {
            if process::is_ready(&self.plan.data.pg, pid) {
                return Ok(pid);
            }
            if let Some(reason) = self.ended() {
                return Err(self.not_started(&reason));
            }
            if begun.elapsed() > self.plan.options.start_timeout {
                if let Some(child) = &mut self.hold().child {
                    let _ = kill(Pid::from_raw(child.id().cast_signed()), Signal::SIGQUIT);
                }
                self.wait(pid);
                return Err(self.not_started("it was not ready in time"));
            }
            std::thread::sleep(Duration::from_millis(1));
        }
    }

    /// Waits for the end of the child and says how it ended.
    fn wait(&self, pid: u32) -> String {
        loop {
            process::wait_for_end(pid);
            if let Some(reason) = self.ended() {
                return reason;
            }
        }
    }

    /// How the child ended, None while it runs.
    fn ended(&self) -> Option<String> {
        let mut hold = self.hold();
        let status = hold.child.as_mut()?.try_wait();
        let reason = match status {
            Ok(None) => return None,
            Ok(Some(status)) => status.to_string(),
            Err(e) => e.to_string(),
        };
        hold.child = None;
        Some(reason)
    }

    fn not_started(&self, reason: &str) -> ClusterError {
        let log = settings::log_tail(&self.plan.data.log);
        ClusterError::NotStarted { reason: reason.to_owned(), log }
    }

    fn hold(&self) -> MutexGuard<'_, Hold> {
        self.hold.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
