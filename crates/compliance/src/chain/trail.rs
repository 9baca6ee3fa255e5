//! The state of a verification behind the header.

use super::{
    block_order::BlockOrder,
    checkpoint::{Checkpoint, SignedCheckpoint},
    checkpoint_order::{SeenCheckpoint, check_known, check_links},
    keys::PublicKeys,
    line::{End, FORMAT, Header, Line},
    open_block::OpenBlock,
    report::{Findings, Kind, Place, Report},
};

pub(super) struct Trail {
    report: Report,
    known: Option<Checkpoint>,
    order: BlockOrder,
    open: Option<OpenBlock>,
    checkpoints: Vec<SeenCheckpoint>,
    end: Option<(End, u64)>,
}

impl Trail {
    pub fn begin(header: Header, keys: &PublicKeys, known: Option<Checkpoint>, findings: &mut Findings) -> Self {
        let mut add = |kind, text: String| findings.add(kind, Place::Header, 1, text);
        if header.format != FORMAT {
            add(Kind::Changed, format!("The format is {} instead of {FORMAT}.", header.format));
        }
        if header.first_block == 0 {
            add(Kind::Changed, "Blocks are counted from 1.".to_owned());
        }
        if keys.get(&header.key_id).is_none() {
            add(Kind::BadSignature, format!("The public key {} was not given.", header.key_id));
        }
        let first_block = header.first_block.max(1);
        let mut order = BlockOrder::new(header.company, first_block);
        let mut report = Report { company: Some(header.company), first_block, ..Report::default() };
        if first_block > 1 {
            report.remarks.push(format!("The file begins with block {first_block}; earlier blocks were not checked."));
        }
        let known = known.filter(|known| {
            let place = Place::KnownCheckpoint(known.day);
            if known.company != header.company {
                let text = "The known checkpoint is that of another company.".to_owned();
                findings.add(Kind::BadLink, place, 1, text);
                return false;
            }
            if known.last_block.checked_add(1) == Some(first_block) {
                order.newest_hash = vec![known.last_hash];
            } else if known.last_block < first_block {
                report.remarks.push(format!("The {place} lies before the file and could not be compared."));
                return false;
            }
            true
        });
        Self { report, known, order, open: None, checkpoints: Vec::new(), end: None }
    }

    /// Takes a line, or `None` for one that cannot be read.
    pub fn take(&mut self, line: Option<Line>, number: u64, keys: &PublicKeys, findings: &mut Findings) {
        if self.end.is_some() {
            let text = "There is a line behind the end line.".to_owned();
            return findings.add(Kind::Inserted, Place::Line, number, text);
        }
        match line {
            Some(Line::Entry { bytes, leaf }) => {
                self.report.entries += 1;
                match &mut self.open {
                    Some(open) => open.entry(Some((bytes, leaf)), number),
                    None => {
                        let text = "An entry stands outside of every block.".to_owned();
                        findings.add(Kind::Inserted, Place::Line, number, text);
                    }
                }
            }
            Some(Line::Block(block)) => {
                self.close(false, number, findings);
                self.report.blocks += 1;
                let (stands_for, hashes) = self.order.take(&block, number, findings);
                if let Some(known) = self.known.as_ref().filter(|k| k.last_block == stands_for)
                    && !hashes.contains(&known.last_hash)
                {
                    let text = format!("Block {stands_for} is not the one the known checkpoint was made over.");
                    findings.add(Kind::BadLink, Place::KnownCheckpoint(known.day), number, text);
                }
                let company = self.report.company.unwrap_or_default();
                self.open = Some(OpenBlock::new(company, block, stands_for, number));
            }
            Some(Line::Checkpoint(signed)) => {
                self.close(false, number, findings);
                self.checkpoint(signed, number, keys, findings);
            }
            Some(Line::End(end)) => {
                self.close(false, number, findings);
                self.end = Some((end, number));
            }
            Some(Line::Header(_)) => {
                let text = "There is a second header.".to_owned();
                findings.add(Kind::Inserted, Place::Line, number, text);
            }
            None => match &mut self.open {
                Some(open) if !open.is_full() => open.entry(None, number),
                _ => findings.add(Kind::Changed, Place::Line, number, "The line cannot be read.".to_owned()),
            },
        }
    }

    fn checkpoint(&mut self, signed: SignedCheckpoint, line: u64, keys: &PublicKeys, findings: &mut Findings) {
        self.report.checkpoints += 1;
        let good = signed.verify(keys);
        let SignedCheckpoint { checkpoint, key_id, .. } = signed;
        let mut add = |kind, text: String| findings.add(kind, Place::Checkpoint(checkpoint.day), line, text);
        let mut early = false;
        if !good {
            add(Kind::BadSignature, format!("It is not signed by a key given (it names key {key_id})."));
        } else if Some(checkpoint.company) != self.report.company {
            add(Kind::BadLink, "It is the checkpoint of another company.".to_owned());
        } else if checkpoint.last_block < self.order.newest {
            add(Kind::Reordered, format!("It covers block {} and stands behind a later one.", checkpoint.last_block));
        } else if checkpoint.last_block > self.order.newest {
            early = true;
        } else if self.order.newest_hash.is_empty() {
            self.order.newest_hash.push(checkpoint.last_hash);
        } else if !self.order.newest_hash.contains(&checkpoint.last_hash) {
            add(Kind::BadLink, format!("Block {} is not the one that was signed.", checkpoint.last_block));
        }
        let hash = checkpoint.hash();
        if good && self.report.signed.is_none_or(|(_, block, _)| block <= checkpoint.last_block) {
            self.report.signed = Some((checkpoint.day, checkpoint.last_block, hash));
        }
        self.checkpoints.push(SeenCheckpoint { checkpoint, hash, signed: good, early, line });
    }

    fn close(&mut self, cut: bool, after: u64, findings: &mut Findings) {
        if let Some(open) = self.open.take() {
            open.close(findings, cut, after);
        }
    }

    /// Judges the whole; `lines` is the number of lines read.
    pub fn finish(mut self, lines: u64, mut findings: Findings) -> Report {
        let behind = lines + 1;
        self.close(true, behind, &mut findings);
        self.order.report_gaps(&mut findings);
        check_links(&self.checkpoints, self.report.first_block == 1, &mut findings);
        self.check_signed_blocks(behind, &mut findings);
        if let Some(known) = &self.known {
            if known.last_block > self.order.newest {
                let text = format!("The known checkpoint of {} covers block {}.", known.day, known.last_block);
                findings.add(Kind::Truncated, Place::End, behind, text);
            }
            if known.last_block >= self.report.first_block || self.report.first_block == 1 {
                let cut = self.end.is_none() || known.last_block > self.order.newest;
                check_known(known, &self.checkpoints, cut, behind, &mut findings);
            }
        }
        self.check_end(behind, &mut findings);
        self.remark_unsigned();
        self.report.last_block = self.order.newest;
        self.report.findings = findings.into_vec();
        self.report
    }

    /// Checkpoints that stand before their block: misplaced, or the block was cut off.
    fn check_signed_blocks(&self, behind: u64, findings: &mut Findings) {
        for SeenCheckpoint { checkpoint, line, .. } in self.checkpoints.iter().filter(|c| c.early) {
            let covered = checkpoint.last_block;
            if covered > self.order.newest {
                let text = format!("The checkpoint of {} covers block {covered}.", checkpoint.day);
                findings.add(Kind::Truncated, Place::End, behind, text);
            } else if !self.order.lacks(covered) {
                let text = format!("It covers block {covered} and stands before it.");
                findings.add(Kind::Reordered, Place::Checkpoint(checkpoint.day), *line, text);
            }
        }
    }

    fn check_end(&self, behind: u64, findings: &mut Findings) {
        let Some((end, line)) = &self.end else {
            let text = "The end line is not in the file.".to_owned();
            return findings.add(Kind::Truncated, Place::End, behind, text);
        };
        let counted = [end.last_block, end.entries, end.checkpoints];
        let read = [self.order.newest, self.report.entries, self.report.checkpoints];
        // Whatever was dropped or added before explains the difference already.
        if counted == read || !findings.is_empty() {
            return;
        }
        let (kind, text) = if counted.iter().zip(read).any(|(counted, read)| *counted > read) {
            (Kind::Missing, "The end line counts more blocks, entries or checkpoints than there are.")
        } else {
            (Kind::Changed, "The end line counts fewer blocks, entries or checkpoints than there are.")
        };
        findings.add(kind, Place::End, *line, text.to_owned());
    }

    fn remark_unsigned(&mut self) {
        let newest = self.order.newest;
        match self.report.signed {
            None => self.report.remarks.push("No checkpoint in the file carries a good signature.".to_owned()),
            Some((_, signed, _)) if signed < newest => {
                let text = format!("Blocks {} to {newest} are not covered by a checkpoint yet.", signed + 1);
                self.report.remarks.push(text);
            }
            Some(_) => {}
        }
    }
}
