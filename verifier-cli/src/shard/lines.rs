//! The lines of a record that is here, at any position.

use crate::{
    Failure,
    record::{self, Line, read_line},
    stored::Stored,
};
use std::{
    fs::File,
    io::{BufRead as _, BufReader, Read as _, Seek as _, SeekFrom},
    path::{Path, PathBuf},
};

/// Lines between two whose places are kept.
const STEP: u64 = 16;

/// A file of lines, whose places are known.
pub(super) struct Lines {
    path: PathBuf,
    reader: BufReader<File>,
    /// Where the reader is: the line, and the byte at which it begins.
    next: (u64, u64),
    /// Where every 16th line begins.
    starts: Vec<u64>,
    count: u64,
    cut: bool,
}

impl Lines {
    /// Looks for the ends of all lines, and nothing else: what a line says of its place is anybody's.
    pub(super) fn of(record: &Stored) -> Result<Self, Failure> {
        let path = record.lines()?;
        let (mut reader, _) = record::open_lines(&path)?;
        let failed = |error: std::io::Error| record::unreadable(&path, &error);
        let (mut starts, mut count, mut place) = (Vec::new(), 0u64, 0u64);
        loop {
            let read = reader.skip_until(b'\n').map_err(failed)?;
            if read == 0 {
                break;
            }
            if count.is_multiple_of(STEP) {
                starts.push(place);
            }
            count = count.saturating_add(1);
            place = place.saturating_add(u64::try_from(read).unwrap_or(u64::MAX));
        }
        let mut file = File::open(&path).map_err(failed)?;
        let mut last = [b'\n'];
        if let Some(byte) = place.checked_sub(1) {
            file.seek(SeekFrom::Start(byte)).map_err(failed)?;
            file.read_exact(&mut last).map_err(failed)?;
            file.rewind().map_err(failed)?;
        }
        Ok(Self {
            cut: last != [b'\n'],
            reader: BufReader::new(file),
            next: (0, 0),
            path,
            starts,
            count,
        })
    }

    /// Number of lines.
    pub(super) const fn count(&self) -> u64 {
        self.count
    }

    /// Whether the last one has no newline.
    pub(super) const fn cut(&self) -> bool {
        self.cut
    }

    /// The line at a position, without its newline.
    pub(super) fn at(&mut self, position: u64) -> Result<Vec<u8>, Failure> {
        let mut line = Vec::new();
        self.read(position, &mut line)?;
        Ok(line)
    }

    /// Reads the line at a position. Those that follow each other are read without searching.
    pub(super) fn read(&mut self, position: u64, line: &mut Vec<u8>) -> Result<(), Failure> {
        let failed = |error: std::io::Error| record::unreadable(&self.path, &error);
        if self.next.0 != position {
            let known = position / STEP;
            let start = usize::try_from(known)
                .ok()
                .and_then(|known| self.starts.get(known));
            let start = *start.ok_or_else(|| changed(&self.path, position))?;
            let moved = match i64::try_from(i128::from(start) - i128::from(self.next.1)) {
                Ok(way) => self.reader.seek_relative(way),
                Err(_) => self.reader.seek(SeekFrom::Start(start)).map(drop),
            };
            moved.map_err(failed)?;
            self.next = (known.saturating_mul(STEP), start);
        }
        loop {
            let at = self.next.0;
            if matches!(read_line(&mut self.reader, line).map_err(failed)?, Line::End) {
                return Err(changed(&self.path, position));
            }
            self.next = (
                at.saturating_add(1),
                self.reader.stream_position().map_err(failed)?,
            );
            if at == position {
                return Ok(());
            }
        }
    }
}

fn changed(path: &Path, position: u64) -> Failure {
    Failure::unknown(
        format!("{} has no line {position} any more", path.display()),
        "the record changed meanwhile: run the command again when nothing writes to it",
    )
}
