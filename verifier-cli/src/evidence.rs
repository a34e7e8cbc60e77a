//! Evidence of promises that a log has broken: written after a verification, shown to anybody.

use crate::{EvidenceArguments, Failure, output, stored::Stored};
use ostrakon_record::{
    evidence::{BrokenPromise, Evidence, Investigation, Misbehaviour},
    tlog::checkpoint::UnverifiedCheckpoint,
    verify::Testimony,
};
use std::{fmt::Write as _, path::Path, process::ExitCode};

/// Writes all evidence that record and testimony give, one object a line; no file if there is none.
pub(crate) fn write(record: &Stored, testimony: &Testimony, path: &Path) -> Result<(), Failure> {
    let Some(newest) = newest(record)? else {
        output::note(
            "no evidence: the record has no checkpoint to prove anything with; fetch it again later",
        );
        return Ok(());
    };
    let mut investigation = Investigation::new(&newest, testimony).map_err(|error| {
        Failure::wrong(
            format!("the newest checkpoint: {error}"),
            "fetch the checkpoints again",
        )
    })?;
    record.each_line(|line| {
        investigation.line(line);
        true
    })?;
    let evidence = investigation.finish();
    if evidence.is_empty() {
        output::note("no evidence: nothing that the log's key has signed is proved to be broken");
        return Ok(());
    }
    let mut text = String::new();
    for evidence in &evidence {
        let object = serde_json::to_string(evidence)
            .map_err(|error| Failure::unknown(error.to_string(), "this is a defect of the program"))?;
        // Writing to a string does not fail.
        let _ = writeln!(text, "{object}");
    }
    output::file(path, &text, "--evidence")?;
    output::note(&format!(
        "evidence of {} broken promises in {}\nnext: show it to everybody; `verifier-cli evidence {}` verifies it",
        evidence.len(),
        path.display(),
        path.display()
    ));
    Ok(())
}

/// The published checkpoint of the most lines that the record has.
fn newest(record: &Stored) -> Result<Option<String>, Failure> {
    let mut lines = 0u64;
    record.each_line(|_| {
        lines = lines.saturating_add(1);
        true
    })?;
    let mut checkpoints = record.checkpoints()?;
    let mut newest: Option<(u64, String)> = None;
    while let Some(note) = checkpoints.next()? {
        let Ok(checkpoint) = note.parse::<UnverifiedCheckpoint>() else {
            continue;
        };
        let size = checkpoint.checkpoint().size;
        if size <= lines && newest.as_ref().is_none_or(|(newest, _)| size > *newest) {
            newest = Some((size, note));
        }
    }
    Ok(newest.map(|(_, note)| note))
}

/// Verifies a file of evidence, and tells what it proves.
pub(crate) fn run(arguments: &EvidenceArguments) -> Result<ExitCode, Failure> {
    let path = arguments.file.display();
    let text = std::fs::read_to_string(&arguments.file).map_err(|error| {
        Failure::unknown(
            format!("{path}: {error}"),
            "name a file that `verifier-cli verify --evidence` wrote",
        )
    })?;
    if text.is_empty() {
        return Err(Failure::wrong(format!("{path} is empty"), "it proves nothing"));
    }
    for (line, number) in text.lines().zip(1..) {
        let wrong = |error: String| {
            Failure::wrong(
                format!("{path}, line {number}: {error}"),
                "this proves nothing against the board",
            )
        };
        let evidence: Evidence = serde_json::from_str(line).map_err(|error| wrong(error.to_string()))?;
        let misbehaviour = evidence.verify().map_err(|error| wrong(error.to_string()))?;
        if let Some(expected) = arguments.election.filter(|id| *id != misbehaviour.election) {
            return Err(wrong(format!(
                "it is about election {}, not about {expected}",
                misbehaviour.election
            )));
        }
        output::answer(&words(&misbehaviour))?;
    }
    Ok(ExitCode::SUCCESS)
}

fn words(misbehaviour: &Misbehaviour) -> String {
    let Misbehaviour {
        election,
        log,
        size,
        broken,
    } = misbehaviour;
    let what = match broken {
        BrokenPromise::Line { seq, promised, found } => format!(
            "its key signed a receipt for line {seq} with the hash\n    {promised}\n  and a checkpoint of {size} lines in \
             which that line has the hash\n    {found}"
        ),
        BrokenPromise::History {
            size: common,
            promised,
            found,
        } => format!(
            "its key signed a checkpoint of {common} lines with the root\n    {promised}\n  and one of {size} lines whose \
             first {common} have the root\n    {found}"
        ),
    };
    format!("PROVED: the log of election {election} broke its promise\n  log {log}\n  {what}\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use ostrakon_crypto::hash::Hash;

    /// What people are told names both sides of the contradiction.
    #[test]
    fn both_hashes_are_told() {
        let log = "board.example/e1+b5d34cc6+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4";
        let told = words(&Misbehaviour {
            election: Hash::ZERO,
            log: log.parse().unwrap(),
            size: 9,
            broken: BrokenPromise::Line {
                seq: 7,
                promised: Hash::of(b"promised"),
                found: Hash::of(b"found"),
            },
        });
        for part in [Hash::of(b"promised"), Hash::of(b"found"), Hash::ZERO] {
            assert!(told.contains(&part.to_string()), "{told}");
        }
        assert!(told.contains("line 7") && told.contains("9 lines") && told.contains(log));
    }
}
