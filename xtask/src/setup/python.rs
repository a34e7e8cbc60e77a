//! Python with its standard library, for the second verifier.

use super::apt;
use crate::{failure::Failure, place, process};
use anyhow::Result;
use std::{path::PathBuf, process::Command};

/// Finds or installs a Python that is new enough.
///
/// # Errors
/// If there is none and it cannot be installed.
pub(crate) fn ensure() -> Result<PathBuf> {
    if let Some(python) = find() {
        return Ok(python);
    }
    apt::install(&["python3"], "to run the second verifier")?;
    find().ok_or_else(|| {
        Failure::unable("no Python of version 3.11 or later is on the PATH")
            .hint("install Python 3.11 or later; its standard library is enough")
            .into()
    })
}

fn find() -> Option<PathBuf> {
    let check = "import sys; assert sys.version_info >= (3, 11)";
    place::on_path(&["python3"])
        .into_iter()
        .chain([PathBuf::from("/usr/bin/python3")])
        .find(|python| process::output(Command::new(python).args(["-c", check])).is_some())
}
