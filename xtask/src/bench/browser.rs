//! The same sealing in a browser, and how long voters wait there.

use super::{Derived, Measurement};
use crate::{
    browser,
    failure::Failure,
    process,
    setup::{chromium, node},
    web,
};
use anyhow::{Context as _, Result};
use std::process::Command;

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
    let (mut times, mut sizes) = (Vec::new(), Vec::new());
    for line in browser::measure()?.lines() {
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
                target: FIRST_PAGE.to_owned(),
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
