//! Verifies a copy of a record, line by line.

use crate::{Failure, VerifyArguments, output, present};
use indicatif::{ProgressBar, ProgressStyle};
use ostrakon_record::{
    entry::LINE_LIMIT,
    verify::{Anchors, Expectations, ExpectedContest, Report, Verdict, Verifier},
};
use rand_core::OsRng;
use std::{
    fs::File,
    io::{BufRead, BufReader, Read as _},
    path::Path,
    process::ExitCode,
};

/// File of the log's lines in a record's folder.
pub(crate) const LOG: &str = "log.jsonl";

pub(crate) fn run(arguments: &VerifyArguments) -> Result<ExitCode, Failure> {
    let result = arguments.expect.as_deref().map(expected).transpose()?;
    let anchors = Anchors {
        election: arguments.election,
        ..Anchors::default()
    };
    let expectations = Expectations {
        anchors,
        result,
        trackers: arguments.tracker.clone(),
    };
    let report = verify_file(&arguments.dir.join(LOG), expectations)?;
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

fn verify_file(path: &Path, expectations: Expectations) -> Result<Report, Failure> {
    let unreadable = |error: std::io::Error| {
        Failure::unknown(
            format!("{}: {error}", path.display()),
            "name the folder of a record; `verifier-cli fetch` makes one",
        )
    };
    let file = File::open(path).map_err(unreadable)?;
    let length = file.metadata().map_err(unreadable)?.len();
    let progress = ProgressBar::new(length).with_style(
        ProgressStyle::with_template("verifying {bar:30} {bytes}/{total_bytes}, {eta} left")
            .unwrap_or_else(|_| ProgressStyle::default_bar()),
    );
    let mut reader = BufReader::with_capacity(1 << 20, file);
    let mut verifier = Verifier::new(expectations);
    let mut line = Vec::new();
    loop {
        match read_line(&mut reader, &mut line).map_err(unreadable)? {
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

enum Line {
    /// Ended by a newline, which is left out.
    Whole,
    /// The file ends without a newline.
    Cut,
    End,
}

/// Reads a line. Of one that is longer than allowed only a little more than the limit is kept, which is enough to
/// refuse it.
fn read_line(reader: &mut impl BufRead, line: &mut Vec<u8>) -> std::io::Result<Line> {
    line.clear();
    let limit = u64::try_from(LINE_LIMIT).unwrap_or(u64::MAX).saturating_add(2);
    if reader.by_ref().take(limit).read_until(b'\n', line)? == 0 {
        return Ok(Line::End);
    }
    if line.last() == Some(&b'\n') {
        line.pop();
        return Ok(Line::Whole);
    }
    if line.len() <= LINE_LIMIT {
        return Ok(Line::Cut);
    }
    loop {
        let buffer = reader.fill_buf()?;
        if buffer.is_empty() {
            return Ok(Line::Cut);
        }
        if let Some(end) = buffer.iter().position(|byte| *byte == b'\n') {
            reader.consume(end.saturating_add(1));
            return Ok(Line::Whole);
        }
        let length = buffer.len();
        reader.consume(length);
    }
}
