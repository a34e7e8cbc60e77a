//! Records of many ballots, made up in memory: 1 of 5 options, weights 1 to 3.

use anyhow::Result;
use ostrakon_record::{
    booth::Sealed,
    entry::{Entry, Submission},
    manifest::Rule,
};
use ostrakon_tests::fixture::{Record, Roles, Stage};
use rand_core::OsRng;
use rayon::iter::{IntoParallelIterator as _, ParallelIterator as _};
use std::{
    fs::{self, File},
    io::{BufWriter, Write as _},
    path::Path,
};

const OPTIONS: usize = 5;
/// Ballots that are sealed together.
const TOGETHER: usize = 8_192;

/// An election that has just been opened.
fn opened(voters: usize) -> Record {
    let roles = Roles::new(1, voters);
    let mut manifest = roles.manifest();
    manifest.contests.truncate(1);
    for contest in &mut manifest.contests {
        let option = contest.options.first().cloned();
        contest.options = (1..=OPTIONS)
            .filter_map(|number| {
                let mut option = option.clone()?;
                option.id = format!("option-{number}");
                Some(option)
            })
            .collect();
        contest.rule = Rule::Choose {
            minimum: 1,
            maximum: 1,
            blank: false,
        };
    }
    let mut record = Record::with_manifest(roles, manifest);
    record.advance(Stage::Open);
    record
}

/// Ballots of some of the voters, for the state after the opening.
fn ballots(record: &Record, voters: std::ops::Range<usize>) -> Result<Vec<Submission>> {
    let ballot = |voter: usize| {
        let choices = (0..OPTIONS).map(|option| u32::from(option == voter % OPTIONS));
        let voters = record.roles.voters.get(voter);
        let key = &voters
            .ok_or_else(|| anyhow::anyhow!("there is no voter {voter}"))?
            .key;
        let sealed = Sealed::for_election(record.election(), key, &[choices.collect()], &mut OsRng)?;
        Ok(sealed.cast(key, &mut OsRng))
    };
    voters.into_par_iter().map(ballot).collect()
}

/// Writes a finished record, with a checkpoint, into a new folder.
///
/// # Errors
/// If it cannot be written.
pub(crate) fn finished(folder: &Path, voters: usize) -> Result<()> {
    let mut record = opened(voters);
    for ballot in ballots(&record, 0..voters)? {
        record.push(ballot);
    }
    record.skip_to(Stage::Voted);
    record.advance(Stage::Finished);
    fs::create_dir_all(folder)?;
    fs::write(folder.join("log.jsonl"), record.log())?;
    let checkpoint = record.checkpoint(record.entries().len());
    fs::write(
        folder.join("checkpoints"),
        record.sign_checkpoint(&checkpoint).to_string(),
    )?;
    Ok(())
}

/// Writes a record up to the last ballot into a new folder: it need not be kept in memory.
///
/// # Errors
/// If it cannot be written.
pub(crate) fn voted(folder: &Path, voters: usize) -> Result<()> {
    let record = opened(voters);
    fs::create_dir_all(folder)?;
    let mut file = BufWriter::new(File::create(folder.join("log.jsonl"))?);
    file.write_all(record.log().as_bytes())?;
    let (mut seq, mut prev) = (record.election().entries(), *record.election().head());
    for first in (0..voters).step_by(TOGETHER) {
        let last = voters.min(first.saturating_add(TOGETHER));
        for ballot in ballots(&record, first..last)? {
            let entry = Entry::place(seq, prev, ballot)?;
            (seq, prev) = (seq.saturating_add(1), *entry.hash());
            writeln!(file, "{}", entry.line())?;
        }
    }
    file.flush()?;
    Ok(())
}
