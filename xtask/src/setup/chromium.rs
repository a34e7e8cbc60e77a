//! The browser of the browser test.

use super::apt;
use crate::{failure::Failure, place};
use anyhow::Result;
use std::{env, path::PathBuf};

const NAMES: [&str; 3] = ["chromium", "chromium-browser", "google-chrome"];

/// Finds Chromium, or installs Debian's.
///
/// # Errors
/// If there is none and none can be installed.
pub(crate) fn ensure() -> Result<PathBuf> {
    if let Some(named) = env::var_os("CHROMIUM").map(PathBuf::from) {
        return if named.is_file() {
            Ok(named)
        } else {
            Err(Failure::unable(format!("CHROMIUM names {}, which is no file", named.display())).into())
        };
    }
    if let Some(found) = place::on_path(&NAMES) {
        return Ok(found);
    }
    apt::install(
        &["chromium", "fonts-dejavu-core"],
        "to test the voter's pages in a real browser",
    )?;
    place::on_path(&NAMES).ok_or_else(|| {
        Failure::unable("chromium was installed but is not on the PATH")
            .hint("set CHROMIUM=/path/to/chromium")
            .into()
    })
}
