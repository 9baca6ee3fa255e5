//! `cnc verify audit FILE --key PUBLIC`: needs nothing but the export and the public key.

use std::{io::BufReader, path::Path, process::ExitCode};

use anyhow::{Context, Result};

/// Prints what was found; the exit code is 0 for a clean trail, 1 for findings, 2 when it cannot be checked.
pub fn audit(file: &Path, key: &str) -> Result<ExitCode> {
    let keys = match std::fs::read_to_string(key) {
        Ok(text) => text,
        Err(_) => key.to_owned(),
    };
    let reader = std::fs::File::open(file).with_context(|| format!("cannot open {}", file.display()))?;
    let outcome = compliance::chain::verify_audit(BufReader::new(reader), &keys, None);
    println!("{}", outcome.text);
    Ok(ExitCode::from(outcome.exit))
}
