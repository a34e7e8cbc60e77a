//! What others hold of a log: receipts, checkpoints and earlier copies, from files.

use crate::{Failure, stored::Stored};
use ostrakon_crypto::hash::Hash;
use ostrakon_record::{
    receipt::{Kept, KeptError},
    tlog::series::NoteSeries,
    verify::{EarlierCopy, Testimony},
};
use std::path::{Path, PathBuf};

/// Files with testimony.
#[derive(Debug, Default)]
pub(crate) struct Files {
    pub(crate) receipts: Vec<PathBuf>,
    pub(crate) checkpoints: Vec<PathBuf>,
    pub(crate) earlier: Vec<PathBuf>,
}

/// What a voter keeps.
pub(crate) fn kept(path: &Path) -> Result<Kept, Failure> {
    let text = text(path, "--receipt needs a file with a receipt")?;
    text.parse().map_err(|error: KeptError| {
        Failure::unknown(
            format!("{}: {error}", path.display()),
            "a receipt is the JSON that the board answers, or an inclusion receipt of tlog-proof",
        )
    })
}

/// Adds what is in the files.
pub(crate) fn read(files: &Files) -> Result<Testimony, Failure> {
    let mut testimony = receipts(&files.receipts)?;
    for path in &files.checkpoints {
        let text = text(path, "--checkpoint needs a file with signed checkpoints")?;
        let mut series = NoteSeries::default();
        let notes = text.lines().filter_map(|line| series.line(line));
        testimony.checkpoints.extend(notes.collect::<Vec<_>>());
        testimony.checkpoints.extend(series.end());
    }
    for path in &files.earlier {
        let record = Stored::find(path)?;
        testimony.copies.push(copy(&record)?);
        // The last one covers all that the others cover.
        testimony.checkpoints.extend(last_checkpoint(&record)?);
    }
    Ok(testimony)
}

/// Receipts of either kind.
pub(crate) fn receipts(paths: &[PathBuf]) -> Result<Testimony, Failure> {
    let mut testimony = Testimony::default();
    for path in paths {
        let kept = kept(path)?;
        testimony.receipts.extend(kept.receipt);
        testimony.proofs.extend(kept.proof);
    }
    Ok(testimony)
}

/// The last published checkpoint of a record, if it has one.
pub(crate) fn last_checkpoint(record: &Stored) -> Result<Option<String>, Failure> {
    let mut checkpoints = record.checkpoints()?;
    let mut last = None;
    while let Some(note) = checkpoints.next()? {
        last = Some(note);
    }
    Ok(last)
}

fn text(path: &Path, hint: &str) -> Result<String, Failure> {
    std::fs::read_to_string(path)
        .map_err(|error| Failure::unknown(format!("{}: {error}", path.display()), hint))
}

/// Where a copy ends. A last line that is cut off is none.
fn copy(record: &Stored) -> Result<EarlierCopy, Failure> {
    let mut copy = EarlierCopy {
        entries: 0,
        head: Hash::ZERO,
    };
    let mut last = copy;
    let whole = record.each_line(|line| {
        last = copy;
        copy.entries = copy.entries.saturating_add(1);
        copy.head = Hash::of(line);
        true
    })?;
    Ok(if whole { copy } else { last })
}
