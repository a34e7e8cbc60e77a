//! GNU parallel.

use super::apt;
use crate::place;
use anyhow::Result;

/// Finds it, or installs Debian's.
///
/// # Errors
/// If it cannot be installed.
pub(crate) fn ensure() -> Result<()> {
    if place::on_path(&["parallel"]).is_some() {
        return Ok(());
    }
    apt::install(&["parallel"], "to verify a record in parts under it")
}
