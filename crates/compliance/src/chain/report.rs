//! What a verification found, in words.

use std::{collections::BTreeMap, fmt};

use jiff::civil::Date;
use uuid::Uuid;

use super::hash::Hash;

/// What can be wrong with a trail.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    Changed,
    Missing,
    Inserted,
    Reordered,
    BadLink,
    BadSignature,
    Truncated,
}

/// Where in the trail; numbers from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    Header,
    Block(u64),
    Entry {
        block: u64,
        entry: u64,
    },
    Checkpoint(Date),
    /// The checkpoint that was given beside the file.
    KnownCheckpoint(Date),
    /// A line that belongs to no block.
    Line,
    End,
}

/// The first bad place of one kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    pub kind: Kind,
    pub place: Place,
    /// Line of the file, from 1.
    pub line: u64,
    pub text: String,
}

/// The result of a verification. [`fmt::Display`] gives it in plain sentences.
#[derive(Clone, Debug, Default)]
pub struct Report {
    pub company: Option<Uuid>,
    /// At most one of each kind, in the order of [`Kind`].
    pub findings: Vec<Finding>,
    /// First block the file claims to hold.
    pub first_block: u64,
    pub last_block: u64,
    pub blocks: u64,
    pub entries: u64,
    pub checkpoints: u64,
    /// Day, last block and hash of the newest checkpoint whose signature holds.
    pub signed: Option<(Date, u64, Hash)>,
    /// What the reader must know though it is no fault.
    pub remarks: Vec<String>,
}

impl Report {
    pub fn is_clean(&self) -> bool {
        self.findings.is_empty()
    }

    pub fn finding(&self, kind: Kind) -> Option<&Finding> {
        self.findings.iter().find(|f| f.kind == kind)
    }
}

/// Collects findings and keeps the one that stands first in the file, for each kind.
#[derive(Default)]
pub(super) struct Findings(BTreeMap<Kind, Finding>);

impl Findings {
    pub fn add(&mut self, kind: Kind, place: Place, line: u64, text: String) {
        self.push(Finding { kind, place, line, text });
    }

    pub fn push(&mut self, finding: Finding) {
        let first = self.0.entry(finding.kind).or_insert_with(|| finding.clone());
        if finding.line < first.line {
            *first = finding;
        }
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn into_vec(self) -> Vec<Finding> {
        self.0.into_values().collect()
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Changed => "CHANGED",
            Self::Missing => "MISSING",
            Self::Inserted => "INSERTED",
            Self::Reordered => "REORDERED",
            Self::BadLink => "BAD_LINK",
            Self::BadSignature => "BAD_SIGNATURE",
            Self::Truncated => "TRUNCATED",
        })
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Header => f.write_str("header"),
            Self::Block(number) => write!(f, "block {number}"),
            Self::Entry { block, entry } => write!(f, "block {block}, entry {entry}"),
            Self::Checkpoint(day) => write!(f, "checkpoint of {day}"),
            Self::KnownCheckpoint(day) => write!(f, "known checkpoint of {day}"),
            Self::Line => f.write_str("between the blocks"),
            Self::End => f.write_str("end of the file"),
        }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {} (line {}). {}", self.kind, self.place, self.line, self.text)
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(company) = self.company {
            writeln!(f, "Audit trail of company {company}.")?;
        }
        writeln!(
            f,
            "Read {} entries in {} blocks (to block {}) and {} checkpoints.",
            self.entries, self.blocks, self.last_block, self.checkpoints
        )?;
        if let Some((day, block, hash)) = &self.signed {
            writeln!(f, "The newest good signature is of {day}, to block {block}, checkpoint {hash}.")?;
        }
        for remark in &self.remarks {
            writeln!(f, "{remark}")?;
        }
        for finding in &self.findings {
            writeln!(f, "{finding}")?;
        }
        if self.is_clean() {
            writeln!(f, "The trail is unaltered as far as it was checked.")
        } else {
            writeln!(f, "The trail has been tampered with or damaged: the first bad place of each kind is named above.")
        }
    }
}
