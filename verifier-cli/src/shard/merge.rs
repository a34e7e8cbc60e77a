//! Puts partials together: reads the set-up like `verify`, and takes of the lines behind it what the partials say.

use super::{Parted, file::Partial, interrupted, parts::Parts, progress};
use crate::{
    Failure, MergeArguments, evidence,
    interrupt::Interrupt,
    output, present,
    record::Checkpoints,
    verify::{code, expectations},
};
use ostrakon_record::verify::{
    Report, Verdict, Verifier,
    shard::{Audit, Merge, MergeError, partial::Next},
};
use rand_core::{OsRng, RngCore as _};
use std::{collections::BTreeSet, process::ExitCode};

/// Lines of a part that are proved again: of a part with one wrong line in a hundred one of them is found 99 times of 100.
const SAMPLE: u64 = 460;
/// Lines of all parts together that are, unless somebody wants more: of each part at least [`LEAST`].
const SAMPLES: u64 = 8_192;
const LEAST: u64 = 8;

pub(crate) fn run(arguments: &MergeArguments) -> Result<ExitCode, Failure> {
    let expectations = expectations(&arguments.report)?;
    let testimony = expectations.testimony.clone();
    let interrupt = Interrupt::watch()?;
    let mut parted = Parted::open(&arguments.record)?;
    let parts = Parts::find(arguments, &mut parted)?;
    let each = arguments
        .sample
        .unwrap_or_else(|| (SAMPLES / u64::from(parts.of)).clamp(LEAST, SAMPLE));
    let (report, sampled) = merge(Verifier::new(expectations), &mut parted, &parts, each, &interrupt)?;
    if report.verdict == Verdict::Failed {
        audit(&mut parted, &parts, &interrupt)?;
    }
    let language = &arguments.report.lang;
    let behind = report.entries.saturating_sub(parted.setup);
    let shown = if arguments.report.json {
        let mut value = present::value(&report, language);
        if let Some(object) = value.as_object_mut() {
            let parts = serde_json::json!({ "number": parts.of, "lines": behind, "proved_again": sampled });
            object.insert("parts".to_owned(), parts);
        }
        format!("{value:#}\n")
    } else {
        let text = present::text(&report, language, &arguments.record);
        format!(
            "Verified in {} parts, which have {behind} lines. The proofs in {sampled} of these lines, chosen at random, were verified again here.\nThat those in all others were verified you believe to whoever made the parts. If you would rather not: verifier-cli verify\n\n{text}",
            parts.of
        )
    };
    output::answer(&shown)?;
    if let Some(path) = &arguments.report.evidence {
        evidence::write(&parted.record, &testimony, path)?;
    }
    Ok(code(report.verdict))
}

/// Gives a verifier or a merge the checkpoints that it needs before the next line.
macro_rules! publish {
    ($reader:expr, $checkpoints:expr) => {
        while $reader.needs_checkpoint() {
            match $checkpoints.next()? {
                Some(note) => $reader.checkpoint(&note),
                None => $reader.no_more_checkpoints(),
            }
        }
    };
}

/// The report, and the number of lines that were proved again.
fn merge(
    mut verifier: Verifier,
    parted: &mut Parted,
    parts: &Parts,
    each: u64,
    interrupt: &Interrupt,
) -> Result<(Report, u64), Failure> {
    let progress = progress(parted.lines.count(), "merging");
    let mut checkpoints: Checkpoints = parted.record.checkpoints()?;
    let mut line = Vec::new();
    for position in 0..parted.setup {
        publish!(verifier, checkpoints);
        parted.lines.read(position, &mut line)?;
        verifier.line(&line, &mut OsRng);
        progress.inc(1);
    }
    let mut merge = Merge::new(verifier, &mut OsRng);
    let mut sampled = 0u64;
    let stopped = |error| match error {
        MergeError::Wrong { position, problem } => parts.wrong_at(position, problem),
        MergeError::Lines(failure) => failure,
        other => Failure::unknown(other.to_string(), "run verifier-cli verify"),
    };
    for (number, (path, range)) in &parts.files {
        let damaged = parts.damaged(*number);
        let sample = sample(range, each);
        sampled = sampled.saturating_add(u64::try_from(sample.len()).unwrap_or(u64::MAX));
        let mut partial = Partial::open(path).map_err(&damaged)?;
        let end = loop {
            match partial.next().map_err(&damaged)? {
                Next::End(end) => break end,
                Next::Segment(segment) => {
                    publish!(merge, checkpoints);
                    if interrupt.pressed() {
                        return Err(interrupted());
                    }
                    let mut read = |position| parted.lines.at(position);
                    merge
                        .segment(&segment, &sample, &mut read, &mut OsRng)
                        .map_err(stopped)?;
                    progress.inc(segment.lines);
                }
            }
        };
        if merge.lines() != range.end {
            return Err(parts.wrong(*number, "it ends before its last line, or goes on behind it"));
        }
        if end.after != parted.before(range.end)? {
            return Err(parts.wrong(*number, "its last line is not the record's"));
        }
    }
    let mut read = |position| parted.lines.at(position);
    let mut verifier = merge.finish(&mut read, &mut OsRng).map_err(stopped)?;
    // Those of more lines than there are.
    publish!(verifier, checkpoints);
    if parted.lines.cut() {
        verifier.truncated();
    }
    progress.finish_and_clear();
    Ok((verifier.finish(&mut OsRng), sampled))
}

/// Some lines of a range, at random.
fn sample(range: &core::ops::Range<u64>, each: u64) -> BTreeSet<u64> {
    let lines = range.end.saturating_sub(range.start);
    if each >= lines {
        return range.clone().collect();
    }
    // Those that are left out are chosen if they are fewer.
    let few = each.min(lines.saturating_sub(each));
    let mut chosen = BTreeSet::new();
    while u64::try_from(chosen.len()).is_ok_and(|count| count < few) {
        // 2⁶⁴ is so much larger than a log that all are chosen equally often.
        let offset = OsRng.next_u64().checked_rem(lines).unwrap_or(0);
        chosen.insert(range.start.saturating_add(offset));
    }
    if few == each {
        chosen
    } else {
        range.clone().filter(|line| !chosen.contains(line)).collect()
    }
}

/// Before a record is called wrong: reads all lines again, without the proofs, and compares them with what the partials say.
fn audit(parted: &mut Parted, parts: &Parts, interrupt: &Interrupt) -> Result<(), Failure> {
    let progress = progress(
        parted.lines.count(),
        "something is wrong: comparing the parts with the lines",
    );
    let Some(election) = parted.opening.election() else {
        return Ok(());
    };
    let mut line = Vec::new();
    for (number, (path, range)) in &parts.files {
        let damaged = parts.damaged(*number);
        let partial = Partial::open(path).map_err(&damaged)?;
        let before = partial.header.before;
        let (segments, _) = partial.rest().map_err(&damaged)?;
        let sizes = parted.sizes.iter().copied();
        let mut audit = Audit::new(election, range.start, before, sizes, segments);
        for position in range.clone() {
            if interrupt.pressed() {
                return Err(interrupted());
            }
            parted.lines.read(position, &mut line)?;
            let compared = audit.line(&line, &mut OsRng);
            compared.map_err(|differs| parts.wrong(*number, &differs.to_string()))?;
            progress.inc(1);
        }
        let compared = audit.finish(&mut OsRng);
        compared.map_err(|differs| parts.wrong(*number, &differs.to_string()))?;
    }
    progress.finish_and_clear();
    Ok(())
}
