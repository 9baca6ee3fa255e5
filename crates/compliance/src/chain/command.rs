//! What `cnc verify audit FILE --key PUBLIC` says and returns.

use std::io::Read;

use super::{checkpoint::SignedCheckpoint, keys::PublicKeys, line::Line, verifier::verify};

/// Plain sentences for the terminal and the exit status of the command.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    pub text: String,
    /// 0 unaltered, 1 something was found, 2 the check could not be made.
    pub exit: u8,
}

impl Outcome {
    fn impossible(why: &str) -> Self {
        Self { text: format!("The check could not be made. {why}\n"), exit: 2 }
    }
}

/// Verifies an export with nothing but the text of the public key file (see
/// [`PublicKeys::parse`]) and, where there is one, the text of a checkpoint kept elsewhere: the
/// line of an export or the object inside it.
pub fn verify_audit(export: impl Read, keys: &str, known: Option<&str>) -> Outcome {
    let keys = match PublicKeys::parse(keys) {
        Ok(keys) => keys,
        Err(why) => return Outcome::impossible(&why),
    };
    let known = match known.map(read_checkpoint) {
        None => None,
        Some(None) => return Outcome::impossible("The known checkpoint cannot be read."),
        Some(Some(known)) if !known.verify(&keys) => {
            return Outcome::impossible("The known checkpoint is not signed by a key given.");
        }
        Some(Some(known)) => Some(known.checkpoint),
    };
    match verify(export, &keys, known.as_ref()) {
        Ok(report) => Outcome { text: report.to_string(), exit: u8::from(!report.is_clean()) },
        Err(e) => Outcome::impossible(&format!("The file cannot be read: {e}.")),
    }
}

fn read_checkpoint(text: &str) -> Option<SignedCheckpoint> {
    let text = text.trim();
    match Line::read(text.as_bytes()) {
        Some(Line::Checkpoint(checkpoint)) => Some(checkpoint),
        _ => serde_json::from_str(text).ok(),
    }
}
