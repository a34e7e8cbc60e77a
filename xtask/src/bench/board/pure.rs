//! What verification of the same ballots takes when it is all that is done.

use super::{prepare::Prepared, usage::Cpu};
use crate::failure::Failure;
use anyhow::{Context as _, Result};
use ostrakon_record::{
    Entry, Submission,
    verify::{Expectations, Verdict, Verifier},
};
use rand_core::OsRng;
use std::{fs, process};

/// Ballots that a verifier of the whole record verifies in a second of CPU time, on as many threads as there are
/// processors: decoding, chain, state, signatures, proofs.
///
/// # Errors
/// If the record is not right.
pub(super) fn per_cpu_second(prepared: &Prepared) -> Result<f64> {
    let text = fs::read_to_string(prepared.ballots_file())?;
    let mut election = prepared.election.clone();
    let ballots = text
        .lines()
        .map(|line| {
            let submission = Submission::parse(line.as_bytes())?;
            let entry = Entry::place(election.entries(), *election.head(), submission)?;
            election.absorb(&entry);
            Ok(entry.line())
        })
        .collect::<Result<Vec<String>>>()?;
    drop((election, text));
    let mut verifier = Verifier::new(Expectations::default());
    let (mut seq, mut head) = (0, ostrakon_crypto::hash::Hash::ZERO);
    for line in &prepared.setup {
        let entry = Entry::place(seq, head, line.clone())?;
        (seq, head) = (seq + 1, *entry.hash());
        verifier.line(entry.line().as_bytes(), &mut OsRng);
    }
    // Settles what is left of the set-up.
    verifier.election(&mut OsRng).context("no election")?;
    let before = Cpu::of(process::id())?;
    for line in &ballots {
        verifier.line(line.as_bytes(), &mut OsRng);
    }
    let report = verifier.finish(&mut OsRng);
    let used = Cpu::of(process::id())?.since(before);
    if report.failed().next().is_some() || report.verdict != Verdict::Incomplete {
        return Err(Failure::wrong("the prepared ballots do not verify")
            .hint("remove the folder bench-board in the target folder, and they are made anew")
            .into());
    }
    let count: u32 = ballots.len().try_into()?;
    Ok(f64::from(count) / used.total)
}
