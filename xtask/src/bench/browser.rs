//! The same sealing in a browser.

use super::Measurement;
use crate::{
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
