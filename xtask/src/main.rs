//! The developer's and newcomer's entry: `cargo xtask demo | test | recipes | web | bench | constant-time | fuzz | setup`.
//!
//! - `demo`: a whole election on this machine
//! - `election`: the steps of an election, for the demo and the browser test
//! - `browser`: the browser test
//! - `test`: everything that must hold, in order
//! - `bench`: measurements
//! - `constant_time`: whether times depend on secrets
//! - `mail`: codes by e-mail, to a real mail server
//! - `interop`: our log's formats against implementations by others
//! - `api`: the board's HTTP interface, against its description
//! - `recipes`: a record in parts, under programs that run many
//! - `large`: records of many ballots
//! - `second`: the second implementation of the verifier, against ours
//! - `fuzz`: the fuzz targets, for long
//! - `setup`: what must be on the machine besides Rust
//! - `web`: the bundle of the voter's pages
//! - `process`, `place`, `failure`, `say`: running programs, finding folders, errors, output

mod api;
mod bench;
mod browser;
mod constant_time;
mod demo;
mod election;
mod failure;
mod fuzz;
mod interop;
mod large;
mod mail;
mod place;
mod process;
mod recipes;
mod say;
mod second;
mod setup;
mod test;
mod web;

use anyhow::Result;
use clap::{Parser, Subcommand};
use failure::Failure;
use std::process::ExitCode;

/// Ostrakon: everything a developer or newcomer does here.
#[derive(Debug, Parser)]
#[command(
    name = "cargo xtask",
    bin_name = "cargo xtask",
    arg_required_else_help = true,
    max_term_width = 100,
    after_help = EXAMPLES
)]
struct CommandLine {
    #[command(subcommand)]
    command: Command,
}

const EXAMPLES: &str = "\
Each command installs what it needs and says so: Rust by rustup is all that must be there before.

  cargo xtask demo                        a whole election of 50 made-up voters, in seconds
  cargo xtask demo --stay                 leaves it open for you to vote in a browser
  cargo xtask demo --pabulib ELECTION.pb  replays a real participatory budget, vote by vote
  cargo xtask test                        everything that must hold
  cargo xtask test --only browser         one step of it

Environment: WASM_RUSTC names the compiler for the voter's pages, CHROMIUM the browser of the browser test.

Exit codes: 0 all is well, 1 something is wrong, 2 could not find out (something is missing, network, files).";

#[derive(Debug, Subcommand)]
enum Command {
    /// Hold a whole election on this machine, from the trustees' keys to the verified result
    Demo(demo::Options),
    /// Run every test there is; tells what failed and how to repeat just that
    Test(test::Options),
    /// Build the voter's pages
    Web(web::Options),
    /// Install what the other commands need, and list it
    ///
    /// The other commands do this by themselves. As root on Debian it installs packages with apt.
    Setup,
    /// Verify a record in parts under GNU parallel, Slurm and Spark; installs them
    Recipes(recipes::Options),
    /// Measure whether times depend on secrets
    ConstantTime(constant_time::Options),
    /// Run the fuzz targets; `cargo test` gives each two seconds
    Fuzz(fuzz::Options),
    /// Measure the cryptography, or a board under load; prints, and writes target/bench.json
    Bench(bench::Options),
}

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    match run(&CommandLine::parse().command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            say::note(format_args!("error: {error:#}"));
            if let Some(hint) = Failure::hint_of(&error) {
                say::note(format_args!("hint: {hint}"));
            }
            ExitCode::from(Failure::code_of(&error))
        }
    }
}

fn run(command: &Command) -> Result<()> {
    match command {
        Command::Web(options) => web::build(options).map(|_| ()),
        Command::Demo(options) => demo::run(options),
        Command::Test(options) => test::run(options),
        Command::ConstantTime(options) => constant_time::run(options),
        Command::Fuzz(options) => fuzz::run(options),
        Command::Recipes(options) => recipes::run(options),
        Command::Bench(options) => bench::run(options),
        Command::Setup => setup::all(),
    }
}
