//! Go with the packages of its transparency logs, for the comparison with other implementations.

use super::apt;
use crate::{failure::Failure, place};
use anyhow::Result;
use std::path::{Path, PathBuf};

/// Where Debian puts the sources of Go's libraries.
pub(crate) const LIBRARIES: &str = "/usr/share/gocode";
const PACKAGE: &str = "src/golang.org/x/mod/sumdb";

/// Finds or installs Go and `golang.org/x/mod/sumdb`.
///
/// # Errors
/// If something is missing and cannot be installed.
pub(crate) fn ensure() -> Result<PathBuf> {
    if let Some(go) = find() {
        return Ok(go);
    }
    apt::install(
        &["golang-go", "golang-golang-x-mod-dev"],
        "to compare our log's formats with Go's",
    )?;
    find().ok_or_else(|| {
        Failure::unable(format!(
            "Go was installed, but `go` is not on the PATH or {LIBRARIES}/{PACKAGE} is missing"
        ))
        .into()
    })
}

fn find() -> Option<PathBuf> {
    place::on_path(&["go"]).filter(|_| Path::new(LIBRARIES).join(PACKAGE).is_dir())
}
