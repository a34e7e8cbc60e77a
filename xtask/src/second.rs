//! The second implementation of the verifier (`tests/second-verifier`), against ours.

use crate::{place, process, setup};
use anyhow::Result;
use std::{
    path::{Path, PathBuf},
    process::Command,
};

/// Runs it on the vectors, and on every record that the test `tamper` writes, forged and honest: verdict, failing checks and checks that did not
/// run must be ours.
///
/// # Errors
/// If it judges anything otherwise; it names each record and the difference.
pub(crate) fn run(state: Corpus) -> Result<()> {
    let corpus = corpus(state)?;
    process::run(python()?.args(["-m", "unittest", "--quiet", "tests.test_vectors"]))?;
    process::run(python()?.args(["-m", "second_verifier", "--corpus"]).arg(corpus))
}

/// Lets it verify the record in a folder.
///
/// # Errors
/// If it says anything but that the record is verified.
pub(crate) fn verify(record: &Path) -> Result<()> {
    process::run(python()?.args(["-m", "second_verifier"]).arg(record))
}

fn python() -> Result<Command> {
    let mut python = Command::new(setup::python::ensure()?);
    python.current_dir(place::root().join("tests/second-verifier"));
    // No compiled modules in the tree.
    python.env("PYTHONDONTWRITEBYTECODE", "1");
    Ok(python)
}

/// Whether the forged records may be of other sources.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Corpus {
    /// They may.
    Old,
    /// The tests have just made them.
    New,
}

/// The records that the test `tamper` writes where cargo lets tests write; made now if they may be old or are not there.
///
/// # Errors
/// If that test fails.
pub(crate) fn corpus(state: Corpus) -> Result<PathBuf> {
    let corpus = place::target().join("tmp/tamper");
    if state == Corpus::Old || !corpus.exists() {
        process::run(&mut process::cargo([
            "test",
            "--locked",
            "--workspace",
            "--test=tamper",
            "every_check_finds_its_forgeries",
        ]))?;
    }
    Ok(corpus)
}
