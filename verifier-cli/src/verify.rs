//! Verifies a copy of a record, line by line.

use crate::{
    Failure, VerifyArguments, evidence, output, present,
    record::{self, Checkpoints, LOG, Line, read_line},
    testimony,
};
use indicatif::{ProgressBar, ProgressStyle};
use ostrakon_record::verify::{Anchors, Expectations, ExpectedContest, Report, Verdict, Verifier};
use rand_core::OsRng;
use std::{path::Path, process::ExitCode};

pub(crate) fn run(arguments: &VerifyArguments) -> Result<ExitCode, Failure> {
    let result = arguments.expect.as_deref().map(expected).transpose()?;
    let testimony = testimony::read(arguments)?;
    let anchors = Anchors {
        election: arguments.election,
        ..Anchors::default()
    };
    let expectations = Expectations {
        anchors,
        result,
        trackers: arguments.tracker.clone(),
        testimony: testimony.clone(),
    };
    let report = verify_record(&arguments.dir, expectations)?;
    let shown = if arguments.json {
        present::json(&report, &arguments.lang)
    } else {
        present::text(&report, &arguments.lang)
    };
    output::data(&shown).map_err(|error| {
        Failure::unknown(
            format!("the report cannot be written: {error}"),
            "is the disk full?",
        )
    })?;
    if let Some(path) = &arguments.evidence {
        evidence::write(&arguments.dir, &testimony, path)?;
    }
    Ok(ExitCode::from(match report.verdict {
        Verdict::Verified => 0,
        Verdict::Failed => 1,
        Verdict::Incomplete => 2,
    }))
}

fn expected(path: &Path) -> Result<Vec<ExpectedContest>, Failure> {
    let bytes = std::fs::read(path).map_err(|error| {
        Failure::unknown(
            format!("{}: {error}", path.display()),
            "--expect needs a file with the announced counts",
        )
    })?;
    let form = r#"write the announced counts as [{"contest":"…","options":[{"id":"…","count":0}]}]"#;
    let announced: Vec<ExpectedContest> = serde_json::from_slice(&bytes)
        .map_err(|error| Failure::unknown(format!("{}: {error}", path.display()), form))?;
    // A comparison with nothing would pass, and look like one that was made.
    if announced.iter().all(|contest| contest.options.is_empty()) {
        return Err(Failure::unknown(
            format!("{} announces no count", path.display()),
            form,
        ));
    }
    Ok(announced)
}

fn verify_record(folder: &Path, expectations: Expectations) -> Result<Report, Failure> {
    let (mut reader, length) = record::open_log(folder)?;
    let mut checkpoints = Checkpoints::open(folder)?;
    let progress = ProgressBar::new(length).with_style(
        ProgressStyle::with_template("verifying {bar:30} {bytes}/{total_bytes}, {eta} left")
            .unwrap_or_else(|_| ProgressStyle::default_bar()),
    );
    let mut verifier = Verifier::new(expectations);
    let mut line = Vec::new();
    loop {
        while verifier.needs_checkpoint() {
            match checkpoints.next()? {
                Some(note) => verifier.checkpoint(&note),
                None => verifier.no_more_checkpoints(),
            }
        }
        let read = read_line(&mut reader, &mut line);
        match read.map_err(|error| record::unreadable(&folder.join(LOG), &error))? {
            Line::End => break,
            Line::Whole => verifier.line(&line, &mut OsRng),
            Line::Cut => {
                verifier.line(&line, &mut OsRng);
                verifier.truncated();
            }
        }
        progress.inc(u64::try_from(line.len()).unwrap_or(0).saturating_add(1));
    }
    let report = verifier.finish(&mut OsRng);
    progress.finish_and_clear();
    Ok(report)
}
