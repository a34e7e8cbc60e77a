//! Gives the copy's lines to the verifier, as far as published checkpoints cover them.

use crate::{
    Failure,
    interrupt::Interrupt,
    record::{self, Checkpoints, LOG, Line, read_line},
};
use ostrakon_record::{
    Manifest,
    tlog::{Frontier, NodeHash, checkpoint::UnverifiedCheckpoint},
    verify::{Expectations, Report, Verifier},
};
use rand_core::OsRng;
use std::{
    fs::File,
    io::BufReader,
    path::{Path, PathBuf},
};

pub(super) struct Reader {
    folder: PathBuf,
    verifier: Verifier,
    log: Option<BufReader<File>>,
    /// Of the lines that were read: 32 bytes each, to compare with checkpoints of any size.
    leaves: Vec<NodeHash>,
    /// How many checkpoints were read, and the last of them, to which witnesses may add.
    checkpoints: usize,
    last: Option<String>,
    manifest: Option<Manifest>,
    news: bool,
    interrupt: Interrupt,
}

impl Reader {
    pub(super) fn new(folder: &Path, expectations: Expectations, interrupt: Interrupt) -> Self {
        Self {
            folder: folder.to_owned(),
            verifier: Verifier::new(expectations),
            log: None,
            leaves: Vec::new(),
            checkpoints: 0,
            last: None,
            manifest: None,
            news: false,
            interrupt,
        }
    }

    /// Number of lines that were verified.
    pub(super) const fn lines(&self) -> u64 {
        self.verifier.lines()
    }

    /// Root of the first lines, if there are so many.
    pub(super) fn root(&self, size: u64) -> Option<NodeHash> {
        let leaves = self.leaves.get(..usize::try_from(size).ok()?)?;
        Some(leaves.iter().copied().collect::<Frontier>().root())
    }

    /// The last published checkpoint that was read.
    pub(super) fn last_checkpoint(&self) -> Option<&str> {
        self.last.as_deref()
    }

    /// The election's, once line 0 was read.
    pub(super) const fn manifest(&self) -> Option<&Manifest> {
        self.manifest.as_ref()
    }

    /// Whether the last reading found anything.
    pub(super) const fn has_news(&self) -> bool {
        self.news
    }

    /// Reads what is new, and reports on everything; on nothing if the program is asked to end meanwhile.
    pub(super) fn read(&mut self) -> Result<Option<Report>, Failure> {
        self.news = false;
        let mut checkpoints = Checkpoints::open(&self.folder)?;
        let mut number = 0_usize;
        while let Some(note) = checkpoints.next()? {
            number = number.saturating_add(1);
            let again = number == self.checkpoints && self.last.as_ref() != Some(&note);
            if number <= self.checkpoints && !again {
                continue;
            }
            self.news = true;
            self.checkpoints = number;
            self.last = Some(note.clone());
            self.verifier.checkpoint(&note);
            // One that cannot be read covers nothing, and the verifier has found that.
            if let Ok(checkpoint) = note.parse::<UnverifiedCheckpoint>() {
                self.read_lines(checkpoint.checkpoint().size)?;
            }
            if self.interrupt.pressed() {
                return Ok(None);
            }
        }
        if self.manifest.is_none() {
            let election = self.verifier.election(&mut OsRng);
            self.manifest = election.map(|election| election.manifest().clone());
        }
        Ok(Some(self.verifier.report(&mut OsRng)))
    }

    /// Reads up to so many lines, if there are so many.
    fn read_lines(&mut self, size: u64) -> Result<(), Failure> {
        if self.lines() >= size {
            return Ok(());
        }
        let log = match self.log.take() {
            Some(log) => log,
            None => record::open_lines(&self.folder.join(LOG))?.0,
        };
        let log = self.log.insert(log);
        let path = self.folder.join(LOG);
        let mut line = Vec::new();
        while self.verifier.lines() < size && !self.interrupt.pressed() {
            match read_line(log, &mut line).map_err(|error| record::unreadable(&path, &error))? {
                Line::Whole => {
                    self.leaves.push(NodeHash::of_leaf(&line));
                    self.verifier.line(&line, &mut OsRng);
                }
                Line::Cut | Line::End => break,
            }
        }
        Ok(())
    }
}
