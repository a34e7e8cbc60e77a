//! Python with schemathesis, which holds the board's HTTP interface against its description.

use super::venv::Environment;
use anyhow::Result;
use std::path::PathBuf;

const ENVIRONMENT: Environment = Environment {
    packages: &["schemathesis==4.32.5"],
    options: &[],
    check: "from importlib.metadata import version; import schemathesis; assert version('schemathesis') == '4.32.5'",
    purpose: "to hold the board's HTTP interface against its description",
};

/// Finds it in the cache's environment, or installs it there from PyPI.
///
/// # Errors
/// If it cannot be installed.
pub(crate) fn ensure() -> Result<PathBuf> {
    ENVIRONMENT.ensure()
}
