//! Slurm, and munge, by which its programs know each other.

use super::apt;
use crate::place;
use anyhow::Result;

/// Finds their programs, or installs Debian's.
///
/// # Errors
/// If they cannot be installed.
pub(crate) fn ensure() -> Result<()> {
    let found = |name: &&str| place::on_path(&[name]).is_some();
    if ["slurmctld", "slurmd", "sbatch", "munged"].iter().all(found) {
        return Ok(());
    }
    apt::install(&["slurm-wlm", "munge"], "to verify a record in parts under Slurm")
}
