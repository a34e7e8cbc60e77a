//! A record in parts: what that costs beside one process, and how long many partials take to be put together.

use crate::{failure::Failure, large, place, process, say};
use anyhow::{Context as _, Result};
use ostrakon_crypto::hash::Hash;
use ostrakon_record::{
    canonical,
    verify::shard::{Header, Part, Segment, partial::Writer},
};
use std::{
    fs::{self, File},
    io::{BufRead as _, BufReader},
    path::{Path, PathBuf},
    process::{Command, Stdio},
    time::{Duration, Instant},
};

/// Options of `cargo xtask bench shards`.
#[derive(Debug, clap::Args)]
pub(crate) struct Options {
    /// Ballots of the record that one process and four parts verify
    #[arg(long, default_value_t = 100_000)]
    ballots: usize,
    /// Ballots of the record whose 1,000 partials are put together: 256,000 or more, so that none is empty
    #[arg(long, default_value_t = 260_000)]
    many: usize,
    /// Measure so often; the fastest counts
    #[arg(long, default_value_t = 3)]
    times: u32,
}

const PARTS: u32 = 4;
const MANY: u32 = 1_000;
/// Most that four parts may take more than one process.
const LOSS: f64 = 0.10;
/// Most that 1,000 partials may take.
const MERGE: Duration = Duration::from_secs(5);

/// Measures, and prints.
///
/// # Errors
/// If a program fails or the answers differ.
pub(crate) fn run(options: &Options) -> Result<()> {
    process::run(&mut process::cargo([
        "build",
        "--locked",
        "--release",
        "--package=verifier-cli",
    ]))?;
    let program = place::target().join("release/verifier-cli");
    let folder = place::target().join("bench-shards");
    let record = made(&folder, options.ballots)?;
    let partials = folder.join("partials");
    let (mut whole, mut parts, mut merging) = (Duration::MAX, Duration::MAX, Duration::MAX);
    for _ in 0..options.times {
        whole = whole.min(timed(|| report(&program, &["verify", text(&record)?])).map(|(time, _)| time)?);
        empty(&partials)?;
        let (made, ()) = timed(|| shards(&program, &record, &partials))?;
        let (merged, _) = timed(|| report(&program, &["merge", text(&record)?, text(&partials)?]))?;
        if made + merged < parts {
            (parts, merging) = (made + merged, merged);
        }
    }
    let alone = report(&program, &["verify", text(&record)?])?;
    let mut together = report(&program, &["merge", text(&record)?, text(&partials)?])?;
    if let Some(object) = together.as_object_mut() {
        object.remove("parts");
    }
    if alone != together {
        return Err(Failure::wrong("the parts' report is not that of the whole record").into());
    }
    let loss = parts.as_secs_f64() / whole.as_secs_f64() - 1.0;
    say::data(format_args!(
        "{} ballots, one process               {:.2} s",
        options.ballots,
        whole.as_secs_f64()
    ));
    say::data(format_args!(
        "the same in {PARTS} parts, merged              {:.2} s, of which merging {:.2} s",
        parts.as_secs_f64(),
        merging.as_secs_f64()
    ));
    say::data(format_args!(
        "loss                                  {:.1} % (target < {:.0} %)",
        loss * 100.0,
        LOSS * 100.0
    ));
    let record = made(&folder, options.many)?;
    empty(&partials)?;
    process::run(
        Command::new(&program)
            .args([
                "verify",
                text(&record)?,
                "--shard",
                "1/1",
                "--partials",
                text(&partials)?,
            ])
            .stderr(Stdio::null()),
    )?;
    let many = folder.join("many");
    empty(&many)?;
    divide(&record, &partials.join("part-000001-of-000001.partial"), &many)?;
    let mut time = Duration::MAX;
    for _ in 0..options.times {
        time = time
            .min(timed(|| report(&program, &["merge", text(&record)?, text(&many)?])).map(|(time, _)| time)?);
    }
    say::data(format_args!(
        "{MANY} partials of {} ballots, merged  {:.2} s (target < {:.0} s)",
        options.many,
        time.as_secs_f64(),
        MERGE.as_secs_f64()
    ));
    if loss < LOSS && time < MERGE {
        Ok(())
    } else {
        Err(Failure::wrong("a target is missed")
            .hint("measure again when the machine does nothing else")
            .into())
    }
}

/// The record of so many ballots, made once.
fn made(folder: &Path, ballots: usize) -> Result<PathBuf> {
    let record = folder.join(format!("record-{ballots}"));
    if !record.exists() {
        say::note(format_args!("bench: sealing {ballots} ballots"));
        let beside = folder.join("new");
        empty(&beside)?;
        large::voted(&beside, ballots)?;
        fs::rename(&beside, &record)?;
    }
    Ok(record)
}

fn empty(folder: &Path) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    fs::create_dir_all(folder).with_context(|| folder.display().to_string())
}

fn text(path: &Path) -> Result<&str> {
    path.to_str().context("the target folder's name is no text")
}

fn timed<T>(work: impl FnOnce() -> Result<T>) -> Result<(Duration, T)> {
    let start = Instant::now();
    let done = work()?;
    Ok((start.elapsed(), done))
}

/// The report; these elections are open still, which is no error.
fn report(program: &Path, arguments: &[&str]) -> Result<serde_json::Value> {
    let output = Command::new(program)
        .args(arguments)
        .arg("--json")
        .stderr(Stdio::inherit())
        .output()?;
    Ok(serde_json::from_slice(&output.stdout)?)
}

/// All parts at the same time, each with one thread.
fn shards(program: &Path, record: &Path, partials: &Path) -> Result<()> {
    let start = |number: u32| {
        Ok(Command::new(program)
            .args([
                "verify",
                text(record)?,
                "--shard",
                &format!("{number}/{PARTS}"),
                "--partials",
                text(partials)?,
            ])
            .env("RAYON_NUM_THREADS", "1")
            .stderr(Stdio::null())
            .spawn()?)
    };
    let children: Vec<_> = (1..=PARTS).map(start).collect::<Result<_>>()?;
    for mut child in children {
        if !child.wait()?.success() {
            return Err(Failure::wrong("a part failed").into());
        }
    }
    Ok(())
}

/// Divides the one partial of a record into many: parts end where segments do.
fn divide(record: &Path, partial: &Path, folder: &Path) -> Result<()> {
    let log = BufReader::new(File::open(record.join("log.jsonl"))?);
    let hashes: Vec<Hash> = log
        .lines()
        .map(|line| Ok(Hash::of(line?.as_bytes())))
        .collect::<Result<_>>()?;
    let before = |position: u64| -> Result<Hash> {
        let Some(before) = position.checked_sub(1) else {
            return Ok(Hash::ZERO);
        };
        Ok(*hashes.get(usize::try_from(before)?).context("no such line")?)
    };
    let mut lines = BufReader::new(File::open(partial)?).lines();
    let header = lines.next().context("the partial is empty")??;
    let header: Header = canonical::decode(header.as_bytes())?;
    let mut segments = lines.filter(|line| !line.as_ref().is_ok_and(|line| line.starts_with(r#"{"after""#)));
    for number in 1..=MANY {
        let range = Part { number, of: MANY }.range(header.setup, header.lines);
        let header = Header {
            part: number,
            of: MANY,
            first: range.start,
            end: range.end,
            before: before(range.start)?,
            ..header.clone()
        };
        let mut writer = Writer::default();
        let mut text = writer.line(&header);
        let mut next = range.start;
        while next < range.end {
            let line = segments.next().context("the partial has too few segments")??;
            let segment: Segment = canonical::decode(line.as_bytes())?;
            next = next.saturating_add(segment.lines);
            text.push_str(&writer.line(&segment));
        }
        text.push_str(&writer.end(before(range.end)?));
        fs::write(folder.join(format!("{number}.partial")), text)?;
    }
    Ok(())
}
