//! The lines of an export, each with exactly one spelling.

use serde::{Deserialize, Serialize, de::DeserializeOwned};
use uuid::Uuid;

use super::{block::Block, checkpoint::SignedCheckpoint, hash::Hash};

/// Name and version of the export format.
pub const FORMAT: &str = "cnc-audit/1";

const ENTRY: &[u8] = b"{\"entry\":";
const LEAF: &[u8] = b",\"leaf\":\"";
const CLOSE: &[u8] = b"\"}";

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Header {
    pub format: String,
    pub company: Uuid,
    pub key_id: String,
    pub first_block: u64,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct BlockLine {
    pub block: Block,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CheckpointLine {
    pub checkpoint: SignedCheckpoint,
}

#[derive(Clone, Copy, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct End {
    pub last_block: u64,
    pub entries: u64,
    pub checkpoints: u64,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct EndLine {
    pub end: End,
}

pub(super) enum Line<'a> {
    Header(Header),
    Block(Block),
    Entry { bytes: &'a [u8], leaf: Hash },
    Checkpoint(SignedCheckpoint),
    End(End),
}

impl<'a> Line<'a> {
    /// `None` for a line that is none of these in every byte.
    pub fn read(line: &'a [u8]) -> Option<Self> {
        match line {
            _ if line.starts_with(ENTRY) => {
                let (bytes, rest) = line[ENTRY.len()..].split_last_chunk::<{ LEAF.len() + 64 + CLOSE.len() }>()?;
                let digits = rest.strip_prefix(LEAF)?.strip_suffix(CLOSE)?;
                Some(Self::Entry { bytes, leaf: Hash::from_hex(digits)? })
            }
            _ if line.starts_with(b"{\"block\":") => exact(line).map(|l: BlockLine| Self::Block(l.block)),
            _ if line.starts_with(b"{\"checkpoint\":") => {
                exact(line).map(|l: CheckpointLine| Self::Checkpoint(l.checkpoint))
            }
            _ if line.starts_with(b"{\"end\":") => exact(line).map(|l: EndLine| Self::End(l.end)),
            _ => exact(line).map(Self::Header),
        }
    }
}

/// Writes an entry line without its LF.
pub(super) fn entry_line(bytes: &[u8], leaf: &Hash) -> Vec<u8> {
    [ENTRY, bytes, LEAF, hex::encode(leaf.0).as_bytes(), CLOSE].concat()
}

/// Reads a line and refuses every spelling but the one that would be written.
fn exact<T: Serialize + DeserializeOwned>(line: &[u8]) -> Option<T> {
    let value = serde_json::from_slice(line).ok()?;
    (serde_json::to_vec(&value).ok()? == line).then_some(value)
}
