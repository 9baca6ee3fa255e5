//! Reads an export once, from beginning to end, and finds the first bad place of each kind.

use std::io::{self, Read, Write};

use super::{
    checkpoint::Checkpoint,
    keys::PublicKeys,
    line::Line,
    report::{Findings, Kind, Place, Report},
    trail::Trail,
};

/// Longest line that is looked at; the database holds no larger entry.
const MAX_LINE_BYTES: usize = 256 << 20;
const CHUNK_BYTES: usize = 1 << 18;

/// Takes an export as it is written ([`Write`]) and judges it at [`Verifier::finish`]. Give it to
/// an [`super::ExportWriter`] to check a database without a file between.
pub struct Verifier<'a> {
    keys: &'a PublicKeys,
    known: Option<&'a Checkpoint>,
    /// The part of a line read so far.
    pending: Vec<u8>,
    line: u64,
    findings: Findings,
    stage: Stage,
}

enum Stage {
    Start,
    /// The header cannot be read, so nothing else can be checked.
    NoHeader,
    Trail(Box<Trail>),
}

/// Verifies an export read from `reader` against the keys and, where given, a checkpoint that was
/// kept elsewhere and is trusted.
///
/// # Errors
/// Only those of the reader: whatever is wrong with the trail is in the report.
pub fn verify(mut reader: impl Read, keys: &PublicKeys, known: Option<&Checkpoint>) -> io::Result<Report> {
    let mut verifier = Verifier::new(keys, known);
    let mut chunk = vec![0; CHUNK_BYTES];
    loop {
        match reader.read(&mut chunk) {
            Ok(0) => return Ok(verifier.finish()),
            Ok(length) => verifier.take(&chunk[..length]),
            Err(e) if e.kind() == io::ErrorKind::Interrupted => {}
            Err(e) => return Err(e),
        }
    }
}

impl<'a> Verifier<'a> {
    pub fn new(keys: &'a PublicKeys, known: Option<&'a Checkpoint>) -> Self {
        Self { keys, known, pending: Vec::new(), line: 0, findings: Findings::default(), stage: Stage::Start }
    }

    fn take(&mut self, mut bytes: &[u8]) {
        while let Some(end) = bytes.iter().position(|&b| b == b'\n') {
            if self.pending.is_empty() {
                self.read(&bytes[..end]);
            } else {
                self.keep(&bytes[..end]);
                let line = std::mem::take(&mut self.pending);
                self.read(&line);
                self.pending = line;
                self.pending.clear();
            }
            bytes = &bytes[end + 1..];
        }
        self.keep(bytes);
    }

    /// Keeps a part of a line. What exceeds the limit is dropped, and the line then fits nothing.
    fn keep(&mut self, part: &[u8]) {
        let room = MAX_LINE_BYTES.saturating_sub(self.pending.len());
        self.pending.extend_from_slice(&part[..part.len().min(room)]);
    }

    fn read(&mut self, bytes: &[u8]) {
        self.line += 1;
        let line = Line::read(bytes);
        match (&mut self.stage, line) {
            (Stage::Trail(trail), line) => trail.take(line, self.line, self.keys, &mut self.findings),
            (Stage::Start, Some(Line::Header(header))) => {
                let trail = Trail::begin(header, self.keys, self.known.cloned(), &mut self.findings);
                self.stage = Stage::Trail(Box::new(trail));
            }
            (Stage::Start, other) => {
                let (kind, text) = match other {
                    Some(_) => (Kind::Missing, "The header is not in the file, so nothing else was checked."),
                    None => (Kind::Changed, "The header cannot be read, so nothing else was checked."),
                };
                self.findings.add(kind, Place::Header, self.line, text.to_owned());
                self.stage = Stage::NoHeader;
            }
            (Stage::NoHeader, _) => {}
        }
    }

    /// Judges what was read.
    pub fn finish(mut self) -> Report {
        let rest = std::mem::take(&mut self.pending);
        if !rest.is_empty() {
            let text = "The last line is cut off.".to_owned();
            self.findings.add(Kind::Truncated, Place::End, self.line + 1, text);
            if Line::read(&rest).is_some() {
                self.read(&rest);
            }
        }
        match self.stage {
            Stage::Trail(trail) => trail.finish(self.line, self.findings),
            Stage::Start => {
                let text = "The file holds no whole line.".to_owned();
                self.findings.add(Kind::Truncated, Place::Header, 1, text);
                Report { findings: self.findings.into_vec(), ..Report::default() }
            }
            Stage::NoHeader => Report { findings: self.findings.into_vec(), ..Report::default() },
        }
    }
}

impl Write for Verifier<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.take(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
