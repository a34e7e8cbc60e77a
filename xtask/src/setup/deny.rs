//! cargo-deny: licences, sources and forbidden edges of the dependency graph.

use crate::{failure::Failure, place, process, say};
use anyhow::Result;
use std::{
    path::{Path, PathBuf},
    process::Command,
};

/// The version that reads our `deny.toml`.
const VERSION: &str = "0.20.2";

/// Finds cargo-deny of the right series, or installs it into the cache.
///
/// # Errors
/// If it cannot be installed.
pub(crate) fn ensure() -> Result<PathBuf> {
    let root = place::cache().join(format!("cargo-deny-{VERSION}"));
    let own = root.join("bin/cargo-deny");
    if own.is_file() {
        return Ok(own);
    }
    if let Some(found) = place::on_path(&["cargo-deny"]).filter(|file| is_right_series(file)) {
        return Ok(found);
    }
    say::note(format_args!(
        "set-up: installing cargo-deny {VERSION} from crates.io into {}, to check licences and dependencies (a few minutes, once)",
        root.display()
    ));
    let mut install = process::cargo(["install", "--quiet", "--locked", "--version", VERSION, "--root"]);
    install
        .arg(&root)
        // Its speed is of no matter; a plain build takes a third of an optimised one.
        .args(["--debug", "cargo-deny"])
        .env("CARGO_PROFILE_DEV_DEBUG", "0")
        .env_remove("CARGO_TARGET_DIR");
    process::run(&mut install).map_err(|error| {
        Failure::unable(format!("cargo-deny {VERSION} cannot be installed: {error}")).hint(format!(
            "see cargo's message above, or put a cargo-deny {VERSION} on the PATH"
        ))
    })?;
    Ok(own)
}

fn is_right_series(program: &Path) -> bool {
    let series: Vec<&str> = VERSION.split('.').take(2).collect();
    process::output(Command::new(program).arg("--version"))
        .is_some_and(|version| version.contains(&format!(" {}.", series.join("."))))
}
