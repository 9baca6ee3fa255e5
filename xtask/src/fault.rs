//! What is wrong in a file of ours, said as `file:line: sentence`, so that an editor can jump to it.

use std::fmt;

/// One thing wrong at one place.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fault {
    /// Path below the workspace's root.
    pub file: String,
    /// Counted from 1.
    pub line: usize,
    /// A whole sentence.
    pub message: String,
}

impl Fault {
    pub fn new(file: &str, line: usize, message: impl Into<String>) -> Self {
        Self { file: file.into(), line, message: message.into() }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.file, self.line, self.message)
    }
}

/// Prints all faults in the order of files and lines; an error when there is any.
pub fn settle(mut faults: Vec<Fault>) -> anyhow::Result<()> {
    if faults.is_empty() {
        return Ok(());
    }
    faults.sort();
    faults.dedup();
    for fault in &faults {
        eprintln!("{fault}");
    }
    anyhow::bail!("{} found", if faults.len() == 1 { "1 fault".into() } else { format!("{} faults", faults.len()) })
}
