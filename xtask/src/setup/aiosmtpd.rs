//! Python with aiosmtpd, a mail server.

use super::venv::Environment;
use anyhow::Result;
use std::path::PathBuf;

const ENVIRONMENT: Environment = Environment {
    packages: &["aiosmtpd==1.4.6"],
    options: &[],
    check: "import aiosmtpd; assert aiosmtpd.__version__ == '1.4.6'",
    purpose: "to send e-mails to a real mail server",
};

/// Finds it in the cache's environment, or installs it there from PyPI.
///
/// # Errors
/// If it cannot be installed.
pub(crate) fn ensure() -> Result<PathBuf> {
    ENVIRONMENT.ensure()
}
