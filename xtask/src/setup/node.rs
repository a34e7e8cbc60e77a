//! node.js and the packages of the browser test.

use super::apt;
use crate::{failure::Failure, place, process, say};
use anyhow::{Context as _, Result};
use std::{fmt, fs, path::PathBuf, process::Command};

/// The first version whose test runner has all that the browser test uses.
const OLDEST: u32 = 18;

/// node.js with the packages installed.
#[derive(Debug)]
pub(crate) struct Node {
    /// The program.
    pub(crate) program: PathBuf,
    version: String,
}

impl fmt::Display for Node {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.program.display(), self.version)
    }
}

/// Where the browser test and its package files are.
pub(crate) fn folder() -> PathBuf {
    place::root().join("tests/browser")
}

/// Finds or installs node.js, then the packages of the lock file.
///
/// # Errors
/// If something is missing and cannot be installed.
pub(crate) fn ensure() -> Result<Node> {
    if place::on_path(&["node"]).is_none() || place::on_path(&["npm"]).is_none() {
        apt::install(&["nodejs", "npm"], "to drive the browser test")?;
    }
    let program = place::on_path(&["node"])
        .ok_or_else(|| Failure::unable("node is not on the PATH").hint("install node.js 18 or later"))?;
    let version = process::output(Command::new(&program).arg("--version")).unwrap_or_default();
    let major = version
        .trim_start_matches('v')
        .split('.')
        .next()
        .and_then(|major| major.parse::<u32>().ok());
    if major.is_none_or(|major| major < OLDEST) {
        return Err(Failure::unable(format!(
            "{} is {version:?}; the browser test needs node.js {OLDEST} or later",
            program.display()
        ))
        .hint("put a newer node on the PATH")
        .into());
    }
    packages()?;
    Ok(Node { program, version })
}

/// `npm ci`, unless the lock file is the one that was installed last.
fn packages() -> Result<()> {
    let folder = folder();
    let lock = fs::read(folder.join("package-lock.json")).context("tests/browser/package-lock.json")?;
    let stamp = folder.join("node_modules/.installed-lock.json");
    if fs::read(&stamp).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    say::note("set-up: installing the packages of tests/browser with npm, to drive the browser test");
    process::run(Command::new("npm").current_dir(&folder).args([
        "ci",
        "--ignore-scripts",
        "--no-audit",
        "--no-fund",
        "--loglevel=error",
    ]))
    .map_err(|error| {
        Failure::unable(format!(
            "npm cannot install the packages of tests/browser: {error}"
        ))
        .hint("npm needs its registry once; see its message above, then `npm ci` in tests/browser")
    })?;
    fs::write(&stamp, lock).with_context(|| stamp.display().to_string())
}
