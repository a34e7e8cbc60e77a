//! Verifies a record, line by line, while it is read.

use crate::{
    Failure, FetchArguments, ReportArguments, VerifyArguments,
    anchors::Known,
    evidence,
    feed::{Feed, StoredFeed, address},
    fetch, html,
    interrupt::{INTERRUPTED, Interrupt},
    output, present,
    record::Line,
    remote::Remote,
    shard, state,
    stored::Stored,
    testimony,
};
use indicatif::{ProgressBar, ProgressStyle};
use ostrakon_crypto::hash::Hash;
use ostrakon_record::verify::{Expectations, ExpectedContest, Report, Verdict, Verifier, observer};
use rand_core::OsRng;
use std::{
    path::Path,
    process::ExitCode,
    time::{Duration, Instant},
};

/// Lines after which what is proved is written down.
const SAVED: u64 = 1 << 16;

/// What the verification took.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Times {
    /// Waiting for the file, the network, or what unpacks.
    pub(crate) reading: Duration,
    /// Decoding, comparing and proving.
    pub(crate) verifying: Duration,
    /// After the last line.
    pub(crate) ending: Duration,
}

pub(crate) fn run(arguments: &VerifyArguments) -> Result<ExitCode, Failure> {
    if let (Some(part), Some(folder)) = (arguments.shard, &arguments.partials) {
        return shard::run(&arguments.record, part, folder);
    }
    let mut expectations = expectations(&arguments.report)?;
    expectations.proved = arguments.state.as_deref().map(state::read).transpose()?.flatten();
    let testimony = expectations.testimony.clone();
    let election = expectations.anchors.election;
    let place = Place::find(arguments, election)?;
    // Fetching can be stopped anywhere, and goes on there.
    let interrupt = Interrupt::watch()?;
    let mut feed: Box<dyn Feed> = match &place {
        Place::Here(stored) => Box::new(StoredFeed::open(stored)?),
        Place::Board(url) => Box::new(Remote::open(url, election, &interrupt)?),
    };
    let (report, times) = verify(
        feed.as_mut(),
        expectations,
        arguments.state.as_deref(),
        &interrupt,
    )?;
    let path = match &place {
        Place::Here(stored) => stored.path(),
        Place::Board(_) => &arguments.record,
    };
    let language = &arguments.report.lang;
    let shown = if arguments.report.json {
        present::json(&report, language)
    } else {
        present::text(&report, language, path)
    };
    output::answer(&shown)?;
    if let Some(file) = &arguments.html {
        output::file(file, &html::page(&report, language, path, &times), "--html")?;
    }
    if let (Some(path), Place::Here(stored)) = (&arguments.report.evidence, &place) {
        evidence::write(stored, &testimony, path)?;
    }
    Ok(code(report.verdict))
}

/// What the program ends with.
pub(crate) fn code(verdict: Verdict) -> ExitCode {
    ExitCode::from(match verdict {
        Verdict::Verified => 0,
        Verdict::Failed => 1,
        Verdict::Incomplete => 2,
    })
}

/// What files and command line say of the record.
pub(crate) fn expectations(arguments: &ReportArguments) -> Result<Expectations, Failure> {
    let known = Known::of(arguments)?;
    let announced = arguments.expect.as_deref().map(expected).transpose()?;
    let mut testimony = testimony::read(&known.files)?;
    testimony.extend(known.testimony);
    Ok(Expectations {
        anchors: known.anchors,
        result: announced.or(known.result),
        trackers: known.trackers,
        testimony,
        proved: None,
    })
}

/// Where the record is.
enum Place {
    Here(Stored),
    /// To be verified as it arrives.
    Board(String),
}

impl Place {
    /// Fetches the record first if a folder is named for it.
    fn find(arguments: &VerifyArguments, election: Option<Hash>) -> Result<Self, Failure> {
        let Some(url) = address(&arguments.record) else {
            if arguments.output.is_some() {
                return Err(Failure::unknown(
                    "--output is for a record that a board sends",
                    "name the address of a board, or leave --output out",
                ));
            }
            return Stored::find(&arguments.record).map(Self::Here);
        };
        let url = url.to_owned();
        let Some(folder) = &arguments.output else {
            if arguments.report.evidence.is_some() {
                return Err(Failure::unknown(
                    "--evidence needs a copy of the record",
                    "name a folder for it with --output",
                ));
            }
            return Ok(Self::Board(url));
        };
        fetch::run(&FetchArguments {
            url,
            election,
            output: folder.clone(),
        })?;
        Stored::find(folder).map(Self::Here)
    }
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
    observer::announced(announced)
        .map_err(|_| Failure::unknown(format!("{} announces no count", path.display()), form))
}

fn verify(
    feed: &mut dyn Feed,
    expectations: Expectations,
    state: Option<&Path>,
    interrupt: &Interrupt,
) -> Result<(Report, Times), Failure> {
    let progress = ProgressBar::new(feed.length()).with_style(
        ProgressStyle::with_template(feed.progress()).unwrap_or_else(|_| ProgressStyle::default_bar()),
    );
    let outcome = verify_lines(feed, Verifier::new(expectations), state, interrupt, &progress);
    progress.finish_and_clear();
    outcome
}

fn verify_lines(
    feed: &mut dyn Feed,
    mut verifier: Verifier,
    state: Option<&Path>,
    interrupt: &Interrupt,
    progress: &ProgressBar,
) -> Result<(Report, Times), Failure> {
    let mut times = Times::default();
    let mut line = Vec::new();
    let mut cut = false;
    let mut clock = Instant::now();
    // The time since the last call.
    let mut lap = || {
        let before = clock;
        clock = Instant::now();
        clock.duration_since(before)
    };
    while !cut {
        while verifier.needs_checkpoint() {
            match feed.checkpoint()? {
                Some(note) => verifier.checkpoint(&note),
                None => verifier.no_more_checkpoints(),
            }
        }
        let read = feed.line(&mut line)?;
        times.reading += lap();
        if interrupt.pressed() {
            return Err(interrupted(&mut verifier, state)?);
        }
        if matches!(read, Line::End) {
            break;
        }
        verifier.line(&line, &mut OsRng);
        if matches!(read, Line::Cut) {
            verifier.truncated();
            cut = true;
        } else if verifier.lines().is_multiple_of(SAVED) {
            save(&mut verifier, state)?;
        }
        times.verifying += lap();
        progress.inc(feed.step(&line));
    }
    // Of a line that is cut off a longer copy has more.
    if !cut {
        save(&mut verifier, state)?;
    }
    let report = verifier.finish(&mut OsRng);
    times.ending = lap();
    Ok((report, times))
}

fn save(verifier: &mut Verifier, state: Option<&Path>) -> Result<bool, Failure> {
    let Some(path) = state else { return Ok(false) };
    let Some(proved) = verifier.proved(&mut OsRng) else {
        return Ok(false);
    };
    state::write(path, proved)?;
    Ok(true)
}

fn interrupted(verifier: &mut Verifier, state: Option<&Path>) -> Result<Failure, Failure> {
    let saved = save(verifier, state)?;
    // Nothing waits to be worked on then.
    let _ = verifier.election(&mut OsRng);
    let failures = verifier.failures().count();
    let found = match failures {
        0 => "nothing wrong was found in them".to_owned(),
        1 => "one thing wrong was found in them".to_owned(),
        more => format!("{more} things wrong were found in them"),
    };
    Ok(Failure {
        problem: format!("interrupted after {} lines; {found}", verifier.lines()),
        hint: if saved {
            "run the same command again: what is proved is not proved again".to_owned()
        } else {
            "run the same command again; with --state FILE it would go on where it stopped".to_owned()
        },
        code: INTERRUPTED,
    })
}
