//! Python with sympy, for the symbolic check of the ballots' proof.

use super::apt;
use crate::{failure::Failure, place, process};
use anyhow::Result;
use std::{path::PathBuf, process::Command};

/// Where Debian's sympy can be found by, whatever other Python comes first on the `PATH`.
const DEBIANS_PYTHON: &str = "/usr/bin/python3";

/// Finds or installs a Python that has sympy.
///
/// # Errors
/// If there is none and it cannot be installed.
pub(crate) fn ensure() -> Result<PathBuf> {
    if let Some(python) = find() {
        return Ok(python);
    }
    apt::install(&["python3-sympy"], "to check the proof's equations symbolically")?;
    find().ok_or_else(|| {
        Failure::unable("no Python finds sympy")
            .hint("install sympy for the python3 on the PATH, with `pip install sympy` for example")
            .into()
    })
}

fn find() -> Option<PathBuf> {
    place::on_path(&["python3"])
        .into_iter()
        .chain([PathBuf::from(DEBIANS_PYTHON)])
        .find(|python| process::output(Command::new(python).args(["-c", "import sympy"])).is_some())
}
