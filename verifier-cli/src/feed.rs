//! Where a record's lines and checkpoints come from while it is verified.

use crate::{
    Failure,
    record::{self, Checkpoints, Line, read_line},
    stored::Stored,
};
use std::{
    io::BufRead,
    path::{Path, PathBuf},
};

/// A stream of lines, and one of the checkpoints published about them.
pub(crate) trait Feed {
    /// The next line, without its newline.
    fn line(&mut self, line: &mut Vec<u8>) -> Result<Line, Failure>;
    /// The next checkpoint; none at the end.
    fn checkpoint(&mut self) -> Result<Option<String>, Failure>;
    /// How long the record is, in whatever the progress bar counts.
    fn length(&self) -> u64;
    /// The progress bar.
    fn progress(&self) -> &'static str;
    /// How far a line takes it.
    fn step(&self, line: &[u8]) -> u64;
}

/// Of a record that is here.
pub(crate) struct StoredFeed {
    path: PathBuf,
    log: Box<dyn BufRead>,
    length: u64,
    checkpoints: Checkpoints,
}

impl StoredFeed {
    pub(crate) fn open(record: &Stored) -> Result<Self, Failure> {
        let (log, length) = record.log()?;
        Ok(Self {
            path: record.path().to_owned(),
            log,
            length,
            checkpoints: record.checkpoints()?,
        })
    }
}

impl Feed for StoredFeed {
    fn line(&mut self, line: &mut Vec<u8>) -> Result<Line, Failure> {
        read_line(&mut self.log, line).map_err(|error| record::unreadable(&self.path, &error))
    }

    fn checkpoint(&mut self) -> Result<Option<String>, Failure> {
        self.checkpoints.next()
    }

    fn length(&self) -> u64 {
        self.length
    }

    fn progress(&self) -> &'static str {
        "verifying {bar:30} {bytes}/{total_bytes}, {eta} left"
    }

    fn step(&self, line: &[u8]) -> u64 {
        u64::try_from(line.len()).unwrap_or(0).saturating_add(1)
    }
}

/// Whether an argument is the address of a board rather than a path.
pub(crate) fn address(path: &Path) -> Option<&str> {
    path.to_str()
        .filter(|text| text.starts_with("http://") || text.starts_with("https://"))
}
