//! What a record consists of: the log's lines, and the checkpoints that the board published.

use crate::Failure;
use ostrakon_record::{archive::ArchiveError, entry::LINE_LIMIT, tlog::series::NoteSeries};
use std::{
    fs::File,
    io::{self, BufRead, BufReader, ErrorKind, Read as _},
    path::{Path, PathBuf},
};

/// File of the log's lines in a record's folder.
pub(crate) const LOG: &str = "log.jsonl";
/// File of the published checkpoints in a record's folder.
pub(crate) const CHECKPOINTS: &str = "checkpoints";

/// Opens a file of lines, and tells how many bytes it has.
pub(crate) fn open_lines(path: &Path) -> Result<(BufReader<File>, u64), Failure> {
    let opened = File::open(path).and_then(|file| {
        let length = file.metadata()?.len();
        Ok((BufReader::with_capacity(1 << 20, file), length))
    });
    opened.map_err(|error| unreadable(path, &error))
}

pub(crate) fn unreadable(path: &Path, error: &io::Error) -> Failure {
    let inner = error
        .get_ref()
        .and_then(|inner| inner.downcast_ref::<ArchiveError>());
    if let Some(error) = inner {
        return damaged(path, error);
    }
    Failure::unknown(
        format!("{}: {error}", path.display()),
        "name the folder of a record, an archive or the log's lines; `verifier-cli fetch` makes a folder",
    )
}

/// An archive that is no record.
pub(crate) fn damaged(path: &Path, error: &ArchiveError) -> Failure {
    Failure::wrong(
        format!("{}: {error}", path.display()),
        "this is no archive that `verifier-cli pack` made: ask for another copy, and do not unpack it",
    )
}

/// The published checkpoints, one by one.
pub(crate) struct Checkpoints {
    path: PathBuf,
    /// None if there is no such file.
    reader: Option<Box<dyn BufRead>>,
    series: NoteSeries,
}

impl Checkpoints {
    /// Those of the record in a folder. That it has none is for the verifier to judge.
    pub(crate) fn open(folder: &Path) -> Result<Self, Failure> {
        let path = folder.join(CHECKPOINTS);
        let reader: Option<Box<dyn BufRead>> = match File::open(&path) {
            Ok(file) => Some(Box::new(BufReader::new(file))),
            Err(error) if error.kind() == ErrorKind::NotFound => None,
            Err(error) => return Err(unreadable(&path, &error)),
        };
        Ok(Self::new(&path, reader))
    }

    /// Those that a reader gives, if there is one. What goes wrong is said of the path.
    pub(crate) fn new(path: &Path, reader: Option<Box<dyn BufRead>>) -> Self {
        Self {
            path: path.to_owned(),
            reader,
            series: NoteSeries::default(),
        }
    }

    /// The next one; none at the end.
    pub(crate) fn next(&mut self) -> Result<Option<String>, Failure> {
        let Some(reader) = &mut self.reader else {
            return Ok(None);
        };
        let mut line = Vec::new();
        loop {
            let read = read_line(reader, &mut line).map_err(|error| unreadable(&self.path, &error))?;
            if matches!(read, Line::End) {
                return Ok(self.series.end());
            }
            // Bytes that are no text make no note that anybody signed.
            if let Some(note) = self.series.line(&String::from_utf8_lossy(&line)) {
                return Ok(Some(note));
            }
        }
    }
}

/// What a file goes on with.
pub(crate) enum Line {
    /// Ended by a newline, which is left out.
    Whole,
    /// The file ends without a newline.
    Cut,
    End,
}

/// Reads a line. Of one that is longer than allowed only a little more than the limit is kept, which is enough to
/// refuse it.
pub(crate) fn read_line(reader: &mut impl BufRead, line: &mut Vec<u8>) -> std::io::Result<Line> {
    line.clear();
    let limit = u64::try_from(LINE_LIMIT).unwrap_or(u64::MAX).saturating_add(2);
    if reader.by_ref().take(limit).read_until(b'\n', line)? == 0 {
        return Ok(Line::End);
    }
    if line.last() == Some(&b'\n') {
        line.pop();
        return Ok(Line::Whole);
    }
    if line.len() <= LINE_LIMIT {
        return Ok(Line::Cut);
    }
    loop {
        let buffer = reader.fill_buf()?;
        if buffer.is_empty() {
            return Ok(Line::Cut);
        }
        if let Some(end) = buffer.iter().position(|byte| *byte == b'\n') {
            reader.consume(end.saturating_add(1));
            return Ok(Line::Whole);
        }
        let length = buffer.len();
        reader.consume(length);
    }
}
