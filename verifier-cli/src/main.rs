//! The observer's program: fetch an election's record and verify it, believing nobody.
//!
//! - [`fetch`]: copies a record from a board
//! - [`verify`]: verifies a copy, offline
//! - [`present`]: shows a report to people and to programs
//! - [`output`]: the standard streams

mod fetch;
mod output;
mod present;
mod verify;

use clap::{Parser, Subcommand};
use ostrakon_crypto::hash::Hash;
use std::{path::PathBuf, process::ExitCode};

/// Fetches and verifies the record of an Ostrakon election.
#[derive(Parser)]
#[command(name = "verifier-cli", version, about, max_term_width = 100, after_help = EXIT_CODES)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

const EXIT_CODES: &str = "Exit codes: 0 verified (or fetched), 1 the record is wrong, 2 could not find out.";

#[derive(Subcommand)]
enum Command {
    /// Copy the record of an election into a folder; a second run goes on where the first one stopped
    Fetch(FetchArguments),
    /// Verify a copied record; nothing is asked of anybody
    #[command(after_help = EXIT_CODES)]
    Verify(VerifyArguments),
}

/// What to fetch.
#[derive(clap::Args)]
pub(crate) struct FetchArguments {
    /// Address of the board
    url: String,
    /// Election id; may be left out if the board has exactly one election
    #[arg(long, value_name = "ID")]
    election: Option<Hash>,
    /// Folder for the record
    #[arg(short, long, value_name = "DIR")]
    output: PathBuf,
}

/// What to verify.
#[derive(clap::Args)]
pub(crate) struct VerifyArguments {
    /// Folder with the record
    dir: PathBuf,
    /// Print the report as JSON
    #[arg(long)]
    json: bool,
    /// The election id you know from elsewhere, such as a poster or your letter
    #[arg(long, value_name = "ID")]
    election: Option<Hash>,
    /// Announced counts to compare with: JSON, [{"contest":"…","options":[{"id":"…","count":0}]}]
    #[arg(long, value_name = "FILE")]
    expect: Option<PathBuf>,
    /// Tracker of a ballot that must be in the record; may be given more than once
    #[arg(long, value_name = "TRACKER")]
    tracker: Vec<String>,
    /// Language of titles and labels where the election has several
    #[arg(long, value_name = "TAG", default_value = "en")]
    lang: String,
}

/// A run that ends without its answer, and what to do about it.
#[derive(Debug, thiserror::Error)]
#[error("{problem}")]
pub(crate) struct Failure {
    problem: String,
    hint: String,
    code: u8,
}

impl Failure {
    /// The input is wrong.
    fn wrong(problem: impl Into<String>, hint: impl Into<String>) -> Self {
        Self {
            problem: problem.into(),
            hint: hint.into(),
            code: 1,
        }
    }

    /// Nothing could be found out.
    fn unknown(problem: impl Into<String>, hint: impl Into<String>) -> Self {
        Self {
            problem: problem.into(),
            hint: hint.into(),
            code: 2,
        }
    }
}

fn main() -> ExitCode {
    let cli = Cli::parse();
    let outcome = match &cli.command {
        Command::Fetch(arguments) => fetch::run(arguments),
        Command::Verify(arguments) => verify::run(arguments),
    };
    outcome.unwrap_or_else(|failure| {
        output::note(&format!("error: {failure}"));
        output::note(&format!("hint: {}", failure.hint));
        ExitCode::from(failure.code)
    })
}
