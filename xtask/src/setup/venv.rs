//! Python environments of the cache, with packages of one version each from PyPI.

use super::apt;
use crate::{failure::Failure, place, process, say};
use anyhow::Result;
use std::{
    path::{Path, PathBuf},
    process::Command,
};

/// An environment.
#[derive(Debug)]
pub(super) struct Environment {
    /// Packages as pip takes them, such as `name==1.2.3`; the first one names the folder.
    pub(super) packages: &'static [&'static str],
    /// For pip.
    pub(super) options: &'static [&'static str],
    /// Python that succeeds where they can be used.
    pub(super) check: &'static str,
    /// What they are for: "to …".
    pub(super) purpose: &'static str,
}

/// The oldest Python that all of them run on: Debian's.
const OLDEST: &str = "(3, 11)";

impl Environment {
    /// Finds the environment's Python, or makes it.
    ///
    /// # Errors
    /// If it cannot be made.
    pub(super) fn ensure(&self) -> Result<PathBuf> {
        let name = self.packages.first().copied().unwrap_or_default();
        let folder = place::cache().join(name.replace("==", "-"));
        let own = folder.join("bin/python");
        if self.is_there(&own) {
            return Ok(own);
        }
        say::note(format_args!(
            "set-up: installing {name} from PyPI into {}, {}",
            folder.display(),
            self.purpose
        ));
        if find_python().is_none() {
            apt::install(&["python3-venv"], self.purpose)?;
        }
        let python = find_python().ok_or_else(|| {
            Failure::unable("no Python of version 3.11 or later with venv is on the PATH")
                .hint("install Python 3.11 or later with its venv module")
        })?;
        let not_installed = |error: String| {
            Failure::unable(format!("{name} cannot be installed: {error}"))
                .hint("see the messages above; the network or a mirror of PyPI is needed once")
        };
        process::run(Command::new(python).args(["-m", "venv", "--clear"]).arg(&folder))
            .map_err(|error| not_installed(error.to_string()))?;
        process::run(
            Command::new(&own)
                .args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check"])
                .arg("--only-binary=:all:")
                .args(self.options)
                .args(self.packages),
        )
        .map_err(|error| not_installed(error.to_string()))?;
        if self.is_there(&own) {
            Ok(own)
        } else {
            Err(not_installed("it was installed but does not load".to_owned()).into())
        }
    }

    fn is_there(&self, python: &Path) -> bool {
        process::output(Command::new(python).args(["-c", self.check])).is_some()
    }
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
