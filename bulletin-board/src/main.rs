//! The bulletin board: orders signed lines into append-only logs and shows them to everybody. It is trusted for nothing
//! but availability: whatever it does wrong, a verifier sees.
//!
//! - [`config`]: the command line
//! - [`database`]: which store, and what to do if it cannot be used
//! - [`followers`]: what other servers have appended
//! - [`telemetry`]: the program's own log
//! - [`server`]: start, listening, shutdown
//! - [`identity`]: the board's key and its operator's token
//! - [`router`], [`routes`]: HTTP
//! - [`failure`]: why it cannot serve
//! - [`error`]: refusals as problem documents
//! - [`limits`]: how much anybody may ask for
//! - [`admission`]: what happens to a posted line before it gets a place
//! - [`collector`]: jobs that are cheaper together
//! - [`sequencer`]: one task an election that gives lines their places
//! - [`publication`]: checkpoints, and one task an election that signs them
//! - [`cosigning`]: tasks that show them to witnesses
//! - [`tree`]: the stored tree, computed anew and read for proofs
//! - [`store`]: the database
//! - [`witness`]: the witness program

mod admission;
mod collector;
mod config;
mod cosigning;
mod database;
mod error;
mod failure;
mod followers;
mod identity;
mod limits;
mod publication;
mod router;
mod routes;
mod sequencer;
mod server;
mod store;
mod telemetry;
mod tree;
mod witness;

use clap::Parser as _;
use config::{Cli, Command};
use failure::Failure;
use std::{io::Write as _, process::ExitCode};

fn main() -> ExitCode {
    let command = Cli::parse().command;
    telemetry::start();
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    let outcome = runtime
        .map_err(anyhow::Error::from)
        .and_then(|runtime| match &command {
            Command::Serve(config) => runtime.block_on(server::run(config)),
            Command::Migrate(config) => runtime.block_on(database::migrate(config)),
            Command::Witness(config) => runtime.block_on(witness::run(config)),
        });
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let hint = Failure::hint_of(&error);
            let _ = writeln!(std::io::stderr().lock(), "error: {error:#}\nhint: {hint}");
            ExitCode::from(2)
        }
    }
}
