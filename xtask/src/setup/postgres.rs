//! PostgreSQL, for the tests of the board's store and of its failures: they start servers of their own.

use super::apt;
use crate::failure::Failure;
use anyhow::Result;
use std::{env, fs, path::PathBuf};

/// Where Debian puts a folder for each version.
const VERSIONS: &str = "/usr/lib/postgresql";

/// Finds the folder of PostgreSQL's programs, or installs Debian's.
///
/// # Errors
/// If there is none and none can be installed.
pub(crate) fn ensure() -> Result<PathBuf> {
    if let Some(named) = env::var_os("POSTGRES_BIN").map(PathBuf::from) {
        return if named.join("initdb").is_file() {
            Ok(named)
        } else {
            Err(Failure::unable(format!(
                "POSTGRES_BIN names {}, which holds no initdb",
                named.display()
            ))
            .into())
        };
    }
    if let Some(found) = find() {
        return Ok(found);
    }
    apt::install(&["postgresql"], "to test boards on private PostgreSQL servers")?;
    find().ok_or_else(|| {
        Failure::unable(format!("postgresql was installed but {VERSIONS} holds no initdb"))
            .hint("set POSTGRES_BIN to the folder of PostgreSQL's programs")
            .into()
    })
}

fn find() -> Option<PathBuf> {
    let versions = fs::read_dir(VERSIONS).ok()?;
    versions
        .flatten()
        .map(|version| version.path().join("bin"))
        .filter(|folder| folder.join("initdb").is_file())
        .max()
}
