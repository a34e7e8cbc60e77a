//! Python with aics-tlog and aics-witness, for the comparison with other implementations.

use super::apt;
use crate::{failure::Failure, place, process, say};
use anyhow::Result;
use std::{
    path::{Path, PathBuf},
    process::Command,
};

/// The version whose behaviour was examined.
const VERSION: &str = "0.2.1";
/// And that of aics-witness.
const WITNESS_VERSION: &str = "0.1.0";
/// They ask for Python 3.12 but run on Debian's 3.11.
const OLDEST: &str = "(3, 11)";

/// Finds both in the cache's environment, or installs them there from PyPI.
///
/// # Errors
/// If it cannot be installed.
pub(crate) fn ensure() -> Result<PathBuf> {
    let folder = place::cache().join(format!("aics-tlog-{VERSION}"));
    let own = folder.join("bin/python");
    if is_there(&own) {
        return Ok(own);
    }
    say::note(format_args!(
        "set-up: installing aics-tlog {VERSION} from PyPI into {}, to compare our log's formats with it",
        folder.display()
    ));
    if find_python().is_none() {
        apt::install(&["python3-venv"], "to compare our log's formats with aics-tlog")?;
    }
    let python = find_python().ok_or_else(|| {
        Failure::unable("no Python of version 3.11 or later with venv is on the PATH")
            .hint("install Python 3.11 or later with its venv module")
    })?;
    process::run(Command::new(python).args(["-m", "venv", "--clear"]).arg(&folder)).map_err(not_installed)?;
    process::run(
        Command::new(&own)
            .args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check"])
            .args(["--only-binary=:all:", "--ignore-requires-python"])
            .arg(format!("aics-tlog=={VERSION}"))
            .arg(format!("aics-witness=={WITNESS_VERSION}")),
    )
    .map_err(not_installed)?;
    if is_there(&own) {
        Ok(own)
    } else {
        Err(not_installed("it was installed but does not load").into())
    }
}

fn not_installed(error: impl std::fmt::Display) -> Failure {
    Failure::unable(format!("aics-tlog {VERSION} cannot be installed: {error}"))
        .hint("see the messages above; the network or a mirror of PyPI is needed once")
}

fn is_there(python: &Path) -> bool {
    let check = format!(
        "import aics_tlog, aics_witness; assert aics_tlog.__version__ == {VERSION:?}; \
         assert aics_witness.__version__ == {WITNESS_VERSION:?}"
    );
    process::output(Command::new(python).args(["-c", &check])).is_some()
}

/// A Python that is new enough and can make environments.
fn find_python() -> Option<PathBuf> {
    let check = format!("import sys, venv, ensurepip; assert sys.version_info >= {OLDEST}");
    ["python3", "python3.13", "python3.12", "python3.11"]
        .into_iter()
        .filter_map(|name| place::on_path(&[name]))
        .chain([PathBuf::from("/usr/bin/python3")])
        .find(|python| process::output(Command::new(python).args(["-c", &check])).is_some())
}
