//! Python with pyspark, and the Java that Spark runs on.

use super::{apt, venv::Environment};
use crate::place;
use anyhow::Result;
use std::path::PathBuf;

/// PyPI has it as source only, which is the packed programs.
const ENVIRONMENT: Environment = Environment {
    packages: &["pyspark==3.5.1", "py4j==0.10.9.7"],
    options: &["--no-binary=pyspark"],
    check: "import pyspark; assert pyspark.__version__ == '3.5.1'",
    purpose: "to verify a record in parts under Spark",
};

/// Finds it in the cache's environment, or installs it there from PyPI, and Java from Debian.
///
/// # Errors
/// If they cannot be installed.
pub(crate) fn ensure() -> Result<PathBuf> {
    if place::on_path(&["java"]).is_none() {
        apt::install(&["default-jre-headless"], "for Spark")?;
    }
    ENVIRONMENT.ensure()
}
