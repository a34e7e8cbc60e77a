//! `cargo xtask fuzz`: the fuzz targets for as long as one likes.

use crate::process;
use anyhow::Result;

/// Options of `cargo xtask fuzz`.
#[derive(Debug, clap::Args)]
pub(crate) struct Options {
    /// Only targets whose name contains this
    target: Option<String>,
    /// How long each target runs; they run side by side
    #[arg(long, value_name = "N", default_value_t = 60)]
    seconds: u64,
    /// Repeat a failure: the seed that it named
    #[arg(long, value_name = "HEX")]
    seed: Option<String>,
}

/// Runs the targets.
///
/// # Errors
/// If one finds something; it prints the shortest input and the seed.
pub(crate) fn run(options: &Options) -> Result<()> {
    // The development profile, in which an overflow panics.
    let mut command = process::cargo([
        "test",
        "--locked",
        "--package",
        "ostrakon-fuzz",
        "--tests",
        "--no-fail-fast",
        "--",
    ]);
    command
        .args(&options.target)
        .env("OSTRAKON_FUZZ_SECONDS", options.seconds.to_string());
    if let Some(seed) = &options.seed {
        command.env("OSTRAKON_FUZZ_SEED", seed);
    }
    process::run(&mut command)
}
