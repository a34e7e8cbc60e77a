//! What others hold of a log: receipts, checkpoints and earlier copies, from files.

use crate::{
    Failure, VerifyArguments,
    record::{self, Checkpoints, LOG, Line, read_line},
};
use ostrakon_crypto::hash::Hash;
use ostrakon_record::{
    receipt::Receipt,
    tlog::{TlogProof, series::NoteSeries},
    verify::{EarlierCopy, Testimony},
};
use std::path::{Path, PathBuf};

/// How an inclusion receipt begins; a board's own receipt is JSON.
const PROOF: &str = "c2sp.org/tlog-proof";

pub(crate) fn read(arguments: &VerifyArguments) -> Result<Testimony, Failure> {
    let mut testimony = receipts(&arguments.receipt)?;
    for path in &arguments.checkpoint {
        let text = text(path, "--checkpoint needs a file with signed checkpoints")?;
        let mut series = NoteSeries::default();
        let notes = text.lines().filter_map(|line| series.line(line));
        testimony.checkpoints.extend(notes.collect::<Vec<_>>());
        testimony.checkpoints.extend(series.end());
    }
    for folder in &arguments.earlier {
        testimony.copies.push(copy(folder)?);
        // The last one covers all that the others cover.
        testimony.checkpoints.extend(last_checkpoint(folder)?);
    }
    Ok(testimony)
}

/// The last published checkpoint of the record in a folder, if it has one.
pub(crate) fn last_checkpoint(folder: &Path) -> Result<Option<String>, Failure> {
    let mut checkpoints = Checkpoints::open(folder)?;
    let mut last = None;
    while let Some(note) = checkpoints.next()? {
        last = Some(note);
    }
    Ok(last)
}

/// Receipts of either kind.
pub(crate) fn receipts(paths: &[PathBuf]) -> Result<Testimony, Failure> {
    let mut testimony = Testimony::default();
    for path in paths {
        let text = text(path, "--receipt needs a file with a receipt")?;
        let wrong = |error: String| {
            Failure::unknown(
                format!("{}: {error}", path.display()),
                "a receipt is the JSON that the board answers, or an inclusion receipt of tlog-proof",
            )
        };
        if text.starts_with(PROOF) {
            let proof: TlogProof = text.parse().map_err(|error| wrong(format!("{error}")))?;
            // A booth keeps the board's own receipt in it.
            let receipt = proof
                .extra
                .as_ref()
                .and_then(|extra| serde_json::from_slice(extra).ok());
            testimony.receipts.extend::<Option<Receipt>>(receipt);
            testimony.proofs.push(proof);
        } else {
            let receipt = serde_json::from_str(&text).map_err(|error| wrong(error.to_string()))?;
            testimony.receipts.push(receipt);
        }
    }
    Ok(testimony)
}

fn text(path: &Path, hint: &str) -> Result<String, Failure> {
    std::fs::read_to_string(path)
        .map_err(|error| Failure::unknown(format!("{}: {error}", path.display()), hint))
}

/// Where the copy in a folder ends. A last line that is cut off is none.
fn copy(folder: &Path) -> Result<EarlierCopy, Failure> {
    let (mut reader, _) = record::open_log(folder)?;
    let mut copy = EarlierCopy {
        entries: 0,
        head: Hash::ZERO,
    };
    let mut line = Vec::new();
    loop {
        let read = read_line(&mut reader, &mut line);
        match read.map_err(|error| record::unreadable(&folder.join(LOG), &error))? {
            Line::Whole => {
                copy.entries = copy.entries.saturating_add(1);
                copy.head = Hash::of(&line);
            }
            Line::Cut | Line::End => return Ok(copy),
        }
    }
}
