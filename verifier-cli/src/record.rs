//! What a record consists of: the log's lines, and the checkpoints that the board published.

use crate::Failure;
use ostrakon_record::{archive::ArchiveError, stream::Notes};
use std::{
    fs::File,
    io::{self, BufRead, BufReader, ErrorKind},
    path::{Path, PathBuf},
};

pub(crate) use ostrakon_record::stream::{CHECKPOINTS, LOG, Line, read_line};

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
    notes: Option<Notes<Box<dyn BufRead>>>,
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
            notes: reader.map(Notes::new),
        }
    }

    /// The next one; none at the end.
    pub(crate) fn next(&mut self) -> Result<Option<String>, Failure> {
        let Some(notes) = &mut self.notes else {
            return Ok(None);
        };
        notes.next_note().map_err(|error| unreadable(&self.path, &error))
    }
}
