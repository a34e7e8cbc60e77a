//! The same sealing in a browser, how long voters wait there, and how long observers do.

use super::{Derived, Measurement};
use crate::{
    browser,
    failure::Failure,
    place, process,
    setup::{chromium, node},
    web,
};
use anyhow::{Context as _, Result};
use ostrakon_record::{manifest::Rule, stream::LOG};
use ostrakon_tests::fixture::{Record, Stage};
use std::{fs, process::Command};

/// Times of sealing in Chromium, in WebAssembly as the voter's pages have it.
///
/// # Errors
/// If it cannot be compiled, or the browser fails.
pub(super) fn seal() -> Result<Vec<Measurement>> {
    let node = node::ensure()?;
    let chromium = chromium::ensure()?;
    let module = web::build_vectors("bindgen-seal", |bindgen| bindgen.web(true))?;
    let mut command = Command::new(node.program);
    command
        .current_dir(node::folder())
        .env("MODULE", module)
        .env("CHROMIUM", chromium)
        .arg("seal.bench.mjs");
    let output = process::output(&mut command)
        .ok_or_else(|| Failure::unable(format!("`{}` failed", process::shown(&command))))?;
    output.lines().map(read).collect()
}

/// The target of the first page in bytes, as `tests/browser/budget.mjs` has it.
const FIRST_PAGE: &str = "300000";

/// How long voters wait, and how many bytes the first page is.
///
/// # Errors
/// If something cannot be compiled, or the browser fails.
pub(super) fn pages() -> Result<(Vec<Measurement>, Vec<Derived>)> {
    printed(&browser::measure()?, FIRST_PAGE)
}

/// How many ballots are verified in a browser.
const BALLOTS: usize = 10_000;
/// The bytes within which the page has to verify them, whatever their number.
const MEMORY: &str = "500000000";

/// How long Chromium takes to verify a record of [`BALLOTS`] ballots of five options, and how much memory.
///
/// # Errors
/// If something cannot be compiled, or the browser fails.
pub(super) fn verify() -> Result<(Vec<Measurement>, Vec<Derived>)> {
    let node = node::ensure()?;
    let chromium = chromium::ensure()?;
    web::build(&web::Options::default())?;
    let record = place::target().join("bench-verify");
    fs::create_dir_all(&record)?;
    let log = record.join(LOG);
    let rule = Rule::Choose {
        minimum: 1,
        maximum: 1,
        blank: false,
    };
    let mut made = Record::choosing(1, BALLOTS, 5, rule, 1);
    made.advance(Stage::Finished);
    fs::write(&log, made.log()).with_context(|| log.display().to_string())?;
    let mut command = Command::new(node.program);
    command
        .current_dir(node::folder())
        .env("CHROMIUM", chromium)
        .env("PAGE", web::default_verify_folder())
        .env("LOG", log)
        .arg("verify.bench.mjs");
    printed(&process::exchange(&mut command, "")?, MEMORY)
}

/// Reads lines `time NAME SECONDS...` and `bytes NAME NUMBER`; what the latter should be at most.
fn printed(output: &str, most: &str) -> Result<(Vec<Measurement>, Vec<Derived>)> {
    let (mut times, mut sizes) = (Vec::new(), Vec::new());
    for line in output.lines() {
        let unknown = || Failure::unable(format!("the browser said {line:?}"));
        let mut words = line.split(' ');
        let (kind, name) = words.next().zip(words.next()).ok_or_else(unknown)?;
        let numbers: Result<Vec<f64>, _> = words.map(str::parse).collect();
        let mut numbers = numbers.map_err(|_| unknown())?;
        numbers.sort_by(f64::total_cmp);
        let name = format!("chromium/{name}");
        let fastest = *numbers.first().ok_or_else(unknown)?;
        let median = *numbers.get(numbers.len() / 2).ok_or_else(unknown)?;
        match kind {
            "time" => times.push(Measurement::new(name, fastest, median)),
            "bytes" => sizes.push(Derived {
                name,
                value: fastest,
                target: most.to_owned(),
            }),
            _ => return Err(unknown().into()),
        }
    }
    Ok((times, sizes))
}

/// A line `seal NAME FASTEST MEDIAN`.
fn read(line: &str) -> Result<Measurement> {
    let words: Vec<&str> = line.split(' ').collect();
    let ["seal", name, fastest, median] = *words else {
        return Err(Failure::unable(format!("the browser said {line:?}")).into());
    };
    let number = |text: &str| -> Result<f64> { text.parse().with_context(|| line.to_owned()) };
    Ok(Measurement::new(
        format!("chromium/seal/{name}"),
        number(fastest)?,
        number(median)?,
    ))
}
