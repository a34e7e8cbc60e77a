//! Python with aics-tlog and aics-witness, for the comparison with other implementations.

use super::venv::Environment;
use anyhow::Result;
use std::path::PathBuf;

/// The versions whose behaviour was examined. They ask for Python 3.12 but run on Debian's 3.11.
const ENVIRONMENT: Environment = Environment {
    packages: &["aics-tlog==0.2.1", "aics-witness==0.1.0"],
    options: &["--ignore-requires-python"],
    check: "import aics_tlog, aics_witness; assert aics_tlog.__version__ == '0.2.1'; \
            assert aics_witness.__version__ == '0.1.0'",
    purpose: "to compare our log's formats with it",
};

/// Finds both in the cache's environment, or installs them there from PyPI.
///
/// # Errors
/// If they cannot be installed.
pub(crate) fn ensure() -> Result<PathBuf> {
    ENVIRONMENT.ensure()
}
