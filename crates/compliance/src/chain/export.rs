//! Writes an export line by line.

use std::io::{self, Write};

use serde::Serialize;
use uuid::Uuid;

use super::{
    block::Block,
    checkpoint::SignedCheckpoint,
    hash::leaf_hash,
    line::{BlockLine, CheckpointLine, End, EndLine, FORMAT, Header, entry_line},
};

/// Streams an export of one company to `W`: each block, its entries, then every checkpoint whose
/// last block it is. Nothing is checked here, so that a damaged chain is exported as it stands.
pub struct ExportWriter<W: Write> {
    out: W,
    end: End,
}

impl<W: Write> ExportWriter<W> {
    /// Starts an export. `key_id` names the key that signs at present; `first_block` is 1 unless
    /// the export covers a period.
    pub fn new(out: W, company: Uuid, key_id: &str, first_block: u64) -> io::Result<Self> {
        let last_block = first_block.saturating_sub(1);
        let mut writer = Self { out, end: End { last_block, entries: 0, checkpoints: 0 } };
        writer.json(&Header { format: FORMAT.to_owned(), company, key_id: key_id.to_owned(), first_block })?;
        Ok(writer)
    }

    pub fn block(&mut self, block: &Block) -> io::Result<()> {
        self.end.last_block = block.number;
        self.json(&BlockLine { block: block.clone() })
    }

    /// The next entry of the block, as canonical JSON.
    ///
    /// # Errors
    /// `InvalidData` when the bytes hold a line break, which canonical JSON never does.
    pub fn entry(&mut self, canonical: &[u8]) -> io::Result<()> {
        if canonical.contains(&b'\n') {
            return Err(io::Error::new(io::ErrorKind::InvalidData, "entry is not canonical JSON"));
        }
        self.end.entries += 1;
        let mut line = entry_line(canonical, &leaf_hash(canonical));
        line.push(b'\n');
        self.out.write_all(&line)
    }

    pub fn checkpoint(&mut self, checkpoint: &SignedCheckpoint) -> io::Result<()> {
        self.end.checkpoints += 1;
        self.json(&CheckpointLine { checkpoint: checkpoint.clone() })
    }

    /// Writes the end line and hands the writer back, flushed.
    pub fn finish(mut self) -> io::Result<W> {
        self.json(&EndLine { end: self.end })?;
        self.out.flush()?;
        Ok(self.out)
    }

    fn json(&mut self, line: &impl Serialize) -> io::Result<()> {
        let mut bytes = serde_json::to_vec(line)?;
        bytes.push(b'\n');
        self.out.write_all(&bytes)
    }
}
