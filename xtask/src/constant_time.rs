//! `cargo xtask constant-time`: whether the times of operations depend on secrets (docs/constant-time.md).

use crate::{failure::Failure, process};
use anyhow::Result;

/// Options of `cargo xtask constant-time`.
#[derive(Debug, clap::Args)]
pub(crate) struct Options {
    /// Only operations whose name contains this
    operation: Option<String>,
    /// How long each operation is measured; more finds smaller differences
    #[arg(long, value_name = "N", default_value_t = 20)]
    seconds: u64,
}

/// Measures, and prints a t-value for every operation.
///
/// # Errors
/// If a time depends on a secret, or the measurement misses the one that must.
pub(crate) fn run(options: &Options) -> Result<()> {
    let mut command = process::cargo([
        "bench",
        "--locked",
        "--package",
        "ostrakon-crypto",
        "--bench",
        "constant_time",
        "--",
    ]);
    command.args(&options.operation).arg(options.seconds.to_string());
    process::run(&mut command).map_err(|error| {
        Failure::wrong(error.to_string())
            .hint("a busy machine blurs times: repeat it with nothing else running and more --seconds; docs/constant-time.md")
            .into()
    })
}
