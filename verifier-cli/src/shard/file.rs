//! Partials as files.

use super::PROGRAM;
use crate::Failure;
use ostrakon_record::verify::shard::{
    Header, Part, Segment,
    partial::{End, Next, PartialError, Reader, Writer},
};
use std::{
    fs::{self, File},
    io::{BufRead, BufReader, BufWriter, Read as _, Write as _},
    path::{Path, PathBuf},
    process,
};

/// How the files' names end.
const EXTENSION: &str = "partial";
/// Longest line that is read: no segment is as long.
const LONGEST: u64 = 1 << 28;

/// Where a part's file is in the folder of all.
pub(super) fn place(folder: &Path, part: Part) -> PathBuf {
    let Part { number, of } = part;
    folder.join(format!("part-{number:06}-of-{of:06}.{EXTENSION}"))
}

/// The partials that somebody names, in files or folders.
pub(super) fn find(paths: &[PathBuf]) -> Result<Vec<PathBuf>, Failure> {
    let mut files = Vec::new();
    for path in paths {
        let failed = |error: std::io::Error| {
            Failure::unknown(
                format!("{}: {error}", path.display()),
                "name the files that `verify --shard` has written, or their folder",
            )
        };
        if !fs::metadata(path).map_err(failed)?.is_dir() {
            files.push(path.clone());
            continue;
        }
        let mut found = Vec::new();
        for entry in fs::read_dir(path).map_err(failed)? {
            let file = entry.map_err(failed)?.path();
            if file.extension().is_some_and(|extension| extension == EXTENSION) {
                found.push(file);
            }
        }
        found.sort();
        files.extend(found);
    }
    Ok(files)
}

/// What is wrong with a file.
#[derive(Debug, thiserror::Error)]
pub(super) enum FileError {
    #[error(transparent)]
    Partial(#[from] PartialError),
    #[error(transparent)]
    Io(#[from] std::io::Error),
}

/// A partial that is read segment by segment.
pub(super) struct Partial {
    pub(super) header: Header,
    reader: Reader,
    lines: BufReader<File>,
}

impl Partial {
    pub(super) fn open(path: &Path) -> Result<Self, FileError> {
        let mut lines = BufReader::with_capacity(1 << 17, File::open(path)?);
        let mut reader = Reader::default();
        let header = reader.header(&line(&mut lines)?, PROGRAM)?;
        Ok(Self {
            header,
            reader,
            lines,
        })
    }

    /// The next segment, or the end, which is the last thing in the file.
    pub(super) fn next(&mut self) -> Result<Next, FileError> {
        let next = self.reader.next(&line(&mut self.lines)?)?;
        if matches!(next, Next::End(_)) && !self.lines.fill_buf()?.is_empty() {
            return Err(PartialError::Cut.into());
        }
        Ok(next)
    }

    /// All of it.
    pub(super) fn rest(mut self) -> Result<(Vec<Segment>, End), FileError> {
        let mut segments = Vec::new();
        loop {
            match self.next()? {
                Next::Segment(segment) => segments.push(*segment),
                Next::End(end) => return Ok((segments, end)),
            }
        }
    }

    /// Whether it is whole, and of these lines.
    pub(super) fn is_whole(path: &Path, header: &Header) -> Result<bool, FileError> {
        let mut partial = Self::open(path)?;
        let mut next = header.first;
        loop {
            match partial.next()? {
                Next::Segment(segment) if segment.first == next => next = next.saturating_add(segment.lines),
                Next::Segment(_) => return Ok(false),
                Next::End(_) => return Ok(partial.header == *header && next == header.end),
            }
        }
    }
}

fn line(lines: &mut impl BufRead) -> Result<Vec<u8>, FileError> {
    let mut line = Vec::new();
    lines.by_ref().take(LONGEST).read_until(b'\n', &mut line)?;
    if line.pop() == Some(b'\n') {
        Ok(line)
    } else {
        Err(PartialError::Cut.into())
    }
}

/// A partial that is being written, beside its place: what is there is always whole.
pub(super) struct Draft {
    place: PathBuf,
    beside: PathBuf,
    file: BufWriter<File>,
    writer: Writer,
}

impl Draft {
    pub(super) fn new(place: &Path, header: &Header) -> Result<Self, Failure> {
        let mut name = place.as_os_str().to_owned();
        // Two that make the same part by mistake do not disturb each other.
        name.push(format!(".{}.new", process::id()));
        let beside = PathBuf::from(name);
        let file = File::create(&beside).map_err(|error| unwritten(&beside, &error))?;
        let mut draft = Self {
            place: place.to_owned(),
            beside,
            file: BufWriter::new(file),
            writer: Writer::default(),
        };
        let line = draft.writer.line(header);
        draft.write(&line)?;
        Ok(draft)
    }

    fn write(&mut self, text: &str) -> Result<(), Failure> {
        let written = self.file.write_all(text.as_bytes());
        written.map_err(|error| unwritten(&self.beside, &error))
    }

    pub(super) fn segments(&mut self, segments: &[Segment]) -> Result<(), Failure> {
        for segment in segments {
            let line = self.writer.line(segment);
            self.write(&line)?;
        }
        Ok(())
    }

    pub(super) fn end(mut self, after: ostrakon_crypto::hash::Hash) -> Result<(), Failure> {
        let end = core::mem::take(&mut self.writer).end(after);
        self.write(&end)?;
        let file = self
            .file
            .into_inner()
            .map_err(std::io::IntoInnerError::into_error);
        let moved = file.and_then(|file| {
            file.sync_all()?;
            fs::rename(&self.beside, &self.place)
        });
        moved.map_err(|error| unwritten(&self.place, &error))
    }

    /// Leaves nothing.
    pub(super) fn discard(self) {
        // What cannot be removed disturbs nobody.
        let _ = fs::remove_file(&self.beside);
    }
}

fn unwritten(path: &Path, error: &std::io::Error) -> Failure {
    Failure::unknown(
        format!("{}: {error}", path.display()),
        "is the disk full, or the folder not yours?",
    )
}
