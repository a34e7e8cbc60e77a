//! The partials of one record: each part once, none missing.

use super::{
    Parted,
    file::{self, FileError, Partial},
};
use crate::{Failure, MergeArguments};
use core::ops::Range;
use ostrakon_record::verify::shard::{Header, Part};
use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

/// Every part's file, and the lines that it has.
pub(super) struct Parts {
    pub(super) of: u32,
    pub(super) files: BTreeMap<u32, (PathBuf, Range<u64>)>,
    /// The command that makes a part, without the part.
    again: String,
}

impl Parts {
    /// Finds the parts' files.
    pub(super) fn find(arguments: &MergeArguments, parted: &mut Parted) -> Result<Self, Failure> {
        let first = arguments.partials.first().map_or(Path::new(""), PathBuf::as_path);
        let folder = if first.is_dir() {
            Some(first)
        } else {
            first.parent()
        };
        let mut parts = Self {
            of: 0,
            files: BTreeMap::new(),
            again: format!(
                "verifier-cli verify {} --partials {}",
                arguments.record.display(),
                folder.unwrap_or(Path::new("")).display()
            ),
        };
        for path in file::find(&arguments.partials)? {
            parts.add(&path, parted)?;
        }
        parts.complete(parted)?;
        Ok(parts)
    }

    fn add(&mut self, path: &Path, parted: &mut Parted) -> Result<(), Failure> {
        let unusable = |problem: String| {
            Failure::unknown(
                format!("{}: {problem}", path.display()),
                format!("remove it, and make the part again: {} --shard I/N", self.again),
            )
        };
        let opened = Partial::open(path);
        let header = opened.map_err(|error| unusable(error.to_string()))?.header;
        let part = header.part();
        if part.number == 0 || part.number > part.of {
            return Err(unusable(format!("there is no part {part}")));
        }
        if self.of != 0 && self.of != part.of {
            return Err(unusable(format!(
                "it is of {} parts, and others are of {}: a record is divided in one way",
                part.of, self.of
            )));
        }
        let expected = parted.header(part)?;
        if header != expected {
            return Err(unusable(format!(
                "the partial {part} of {} is not of this record: {}",
                lines(&(header.first..header.end)),
                difference(&header, &expected)
            )));
        }
        self.of = part.of;
        let range = header.first..header.end;
        match self.files.insert(part.number, (path.to_owned(), range)) {
            None => Ok(()),
            Some((other, _)) => Err(Failure::unknown(
                format!(
                    "{} and {} are both the partial {part}",
                    other.display(),
                    path.display()
                ),
                "name each part once",
            )),
        }
    }

    /// Says how to make those that are missing.
    fn complete(&self, parted: &Parted) -> Result<(), Failure> {
        let of = self.of;
        if of == 0 {
            return Err(Failure::unknown(
                "there is no partial there",
                format!("make them: {} --shard 1/4, …", self.again),
            ));
        }
        let mut missing = (1..=of).filter(|number| !self.files.contains_key(number));
        let Some(number) = missing.next() else {
            return Ok(());
        };
        let range = Part { number, of }.range(parted.setup, parted.lines.count());
        let others: Vec<String> = missing.map(|number| format!("{number}/{of}")).collect();
        let others = if others.is_empty() {
            String::new()
        } else {
            format!(", and {}", others.join(", "))
        };
        Err(Failure::unknown(
            format!(
                "the partial {number}/{of} of {} is missing{others}",
                lines(&range)
            ),
            format!("make it: {} --shard {number}/{of}", self.again),
        ))
    }

    /// Says of a part what is wrong with it.
    pub(super) fn wrong(&self, number: u32, problem: &str) -> Failure {
        let of = self.of;
        let (path, range) = self.files.get(&number).cloned().unwrap_or_default();
        Failure::unknown(
            format!(
                "{}: the partial {number}/{of} of {} is wrong: {problem}",
                path.display(),
                lines(&range)
            ),
            format!(
                "remove it and make it again on a machine that you trust: {} --shard {number}/{of}; or believe nobody, and run `verify` without --shard",
                self.again
            ),
        )
    }

    /// Says it of the part that has a line.
    pub(super) fn wrong_at(&self, position: u64, problem: &str) -> Failure {
        let mut files = self.files.iter();
        let found = files.find(|(_, (_, range))| range.contains(&position));
        let number = found.map_or(0, |(number, _)| *number);
        self.wrong(number, &format!("line {position}: {problem}"))
    }

    /// Of a file that is cut off or damaged.
    pub(super) fn damaged(&self, number: u32) -> impl Fn(FileError) -> Failure {
        move |error| self.wrong(number, &error.to_string())
    }
}

fn lines(range: &Range<u64>) -> String {
    match range.end.checked_sub(1) {
        Some(last) if range.start <= last => format!("lines {} to {last}", range.start),
        _ => "no lines".to_owned(),
    }
}

/// The first thing in which a header is not as it has to be.
fn difference(found: &Header, expected: &Header) -> &'static str {
    let differences = [
        (found.election != expected.election, "it is of another election"),
        (
            found.lines != expected.lines,
            "it is of a copy with another number of lines",
        ),
        (
            found.checkpoint != expected.checkpoint,
            "it is of a copy with another last checkpoint",
        ),
        (
            found.setup != expected.setup,
            "it says that another line opens the election",
        ),
        (
            (found.first, found.end) != (expected.first, expected.end),
            "it has another range of lines than the part",
        ),
    ];
    let first = differences.iter().find(|(differs, _)| *differs);
    first.map_or("it follows another line than the record's", |(_, what)| what)
}
