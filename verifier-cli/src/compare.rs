//! Compares two copies of a record: the same, one continues the other, or two histories.

use crate::{
    CompareArguments, Failure, evidence, output,
    record::{self, Line, read_line},
    stored::Stored,
    testimony::last_checkpoint,
};
use ostrakon_record::{tlog::checkpoint::UnverifiedCheckpoint, verify::Testimony};
use std::{io::BufRead, path::Path, process::ExitCode};

/// What two copies are to each other.
enum Relation {
    Same,
    /// The first has more lines than the second, which has so many.
    FirstContinues(u64),
    SecondContinues(u64),
    /// The first line that is not the same.
    Fork(u64),
}

pub(crate) fn run(arguments: &CompareArguments) -> Result<ExitCode, Failure> {
    let CompareArguments { first, second, .. } = arguments;
    let (relation, lines) = relation(first, second)?;
    let continues = |longer: &Path, shorter: &Path, common: u64| {
        format!(
            "CONTINUES: {} begins with the {common} lines of {} and has {lines}\n",
            longer.display(),
            shorter.display()
        )
    };
    let words = match relation {
        Relation::Same => format!("SAME: both have the same {lines} lines\n"),
        Relation::FirstContinues(common) => continues(first, second, common),
        Relation::SecondContinues(common) => continues(second, first, common),
        Relation::Fork(seq) => format!(
            "FORK: the copies differ from line {seq} on; the {seq} lines before are the same\nnext: verifier-cli show {} {seq}; \
             verifier-cli show {} {seq}\n",
            first.display(),
            second.display()
        ),
    };
    output::answer(&words)?;
    let Relation::Fork(_) = relation else {
        return Ok(ExitCode::SUCCESS);
    };
    if let Some(path) = &arguments.evidence {
        write_evidence(first, second, path)?;
    }
    Ok(ExitCode::from(1))
}

fn relation(first: &Path, second: &Path) -> Result<(Relation, u64), Failure> {
    let mut left = Lines::open(first)?;
    let mut right = Lines::open(second)?;
    let mut common = 0_u64;
    let found = loop {
        match (left.next()?, right.next()?) {
            (false, false) => break Relation::Same,
            (true, false) => break Relation::FirstContinues(common),
            (false, true) => break Relation::SecondContinues(common),
            (true, true) if left.line != right.line => return Ok((Relation::Fork(common), common)),
            (true, true) => common = common.saturating_add(1),
        }
    };
    let longer = if matches!(found, Relation::SecondContinues(_)) {
        right
    } else {
        left
    };
    Ok((found, longer.count()?))
}

/// The whole lines of a copy. One that was being written when fetching was stopped is none.
struct Lines<'a> {
    path: &'a Path,
    reader: Box<dyn BufRead>,
    line: Vec<u8>,
    read: u64,
}

impl<'a> Lines<'a> {
    fn open(path: &'a Path) -> Result<Self, Failure> {
        Ok(Self {
            path,
            reader: Stored::find(path)?.log()?.0,
            line: Vec::new(),
            read: 0,
        })
    }

    /// Reads the next line, if there is one.
    fn next(&mut self) -> Result<bool, Failure> {
        let read = read_line(&mut self.reader, &mut self.line)
            .map_err(|error| record::unreadable(self.path, &error))?;
        let whole = matches!(read, Line::Whole);
        self.read = self.read.saturating_add(u64::from(whole));
        Ok(whole)
    }

    /// Number of all lines.
    fn count(mut self) -> Result<u64, Failure> {
        while self.next()? {}
        Ok(self.read)
    }
}

/// What the log promised to the holder of the older checkpoint, and what it signed later.
fn write_evidence(first: &Path, second: &Path, path: &Path) -> Result<(), Failure> {
    let mut checkpoints = Vec::new();
    for copy in [first, second] {
        let record = Stored::find(copy)?;
        let Some(note) = last_checkpoint(&record)? else {
            output::note(&format!("no evidence: {} has no checkpoint", copy.display()));
            return Ok(());
        };
        let size = note
            .parse::<UnverifiedCheckpoint>()
            .map_or(0, |read| read.checkpoint().size);
        checkpoints.push((size, record, note));
    }
    checkpoints.sort_by_key(|(size, _, _)| *size);
    let (Some((_, _, promise)), Some((_, record, _))) = (checkpoints.first(), checkpoints.last()) else {
        return Ok(());
    };
    let testimony = Testimony {
        checkpoints: vec![promise.clone()],
        ..Testimony::default()
    };
    evidence::write(record, &testimony, path)
}
