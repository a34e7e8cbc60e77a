//! Python with kubernetes-validate, which has Kubernetes' schemas.

use super::venv::Environment;
use anyhow::Result;
use std::path::PathBuf;

const ENVIRONMENT: Environment = Environment {
    packages: &["kubernetes-validate==1.37.0"],
    options: &[],
    check: "import kubernetes_validate",
    purpose: "to check the manifest of a Kubernetes job",
};

/// Finds it in the cache's environment, or installs it there from PyPI.
///
/// # Errors
/// If it cannot be installed.
pub(crate) fn ensure() -> Result<PathBuf> {
    ENVIRONMENT.ensure()
}
