//! The trustee's program: a key ceremony before the election, a decryption ceremony after it.
//!
//! What is to be done, and what must be refused, is in the crate [`trustee`], which the pages use, too; here are the log, the
//! files and the words.
//!
//! - [`identity`]: the trustee's key file
//! - [`session`]: one election, followed from its log
//! - [`ceremony`]: key generation
//! - [`rehearse`]: proving to hold the key share
//! - [`refresh`]: handing the key on to other trustees
//! - [`decrypt`]: decrypting the closed ballot box
//! - [`witnesses`]: who has seen the closed ballot box
//! - [`decision`]: where it is written down which one
//! - [`seen`]: where it is written down what was seen of the log
//! - [`refusal`]: what to do about what must not be done
//! - [`channel`]: where a log is read
//! - [`stick`]: for a machine without network, what is carried to it and back
//! - [`copy`]: the log on the stick
//! - [`message`]: what a trustee posts, on the stick
//! - [`carry`]: the machine with the network
//! - [`files`]: writing files safely
//! - [`output`]: the standard streams

mod carry;
mod ceremony;
mod channel;
mod copy;
mod decision;
mod decrypt;
mod failure;
mod files;
mod identity;
mod message;
mod output;
mod refresh;
mod refusal;
mod rehearse;
mod seen;
mod session;
mod stick;
mod witnesses;

use clap::{Args, Parser, Subcommand};
use failure::Failure;
use ostrakon_crypto::hash::Hash;
use std::{path::PathBuf, process::ExitCode};
use tokio::runtime::Runtime;

/// Holds a trustee's key: generates the election's key with the other trustees, and decrypts its sum with them.
#[derive(Parser)]
#[command(name = "tally", version, about, max_term_width = 100, after_help = ORDER)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

const ORDER: &str = "\
Before the election: init, ceremony, rehearse. After it: decrypt.
If a trustee is lost while voting goes on: refresh.
If the machine with your key is never to touch a network: all of them with --offline, and carry on
another machine.
Every command can be interrupted and run again. The key file, written once by init, is all that you
ever need: keep copies of it and of its passphrase in different places.
Leave the files that appear beside it alone: they keep a board from deceiving you.

Exit codes: 0 done, 1 something is wrong, 2 could not find out (network, files, time).";

#[derive(Subcommand)]
enum Command {
    /// Make your key file, once for all elections
    Init(InitArguments),
    /// Generate the election's key with the other trustees; waits for them
    Ceremony(ElectionArguments),
    /// Prove that you still hold your share of the key, once the roll of voters is sealed
    Rehearse(ElectionArguments),
    /// Hand your share of the key on while voting goes on, or receive yours
    Refresh(RefreshArguments),
    /// Verify the whole record of a closed election, and decrypt your part of its sum
    Decrypt(ElectionArguments),
    /// Without any key: bring the log to a stick for a machine without network, and its messages to the board
    Carry(CarryArguments),
}

/// A new identity.
#[derive(Args)]
struct InitArguments {
    /// Folder for your key file
    #[arg(long, value_name = "DIR")]
    dir: PathBuf,
    /// How the other trustees and voters know you
    #[arg(long)]
    name: String,
    /// File with the passphrase, instead of asking for it
    #[arg(long, value_name = "FILE")]
    passphrase_file: Option<PathBuf>,
}

/// An identity in an election.
#[derive(Args)]
struct ElectionArguments {
    /// Folder with your key file
    #[arg(long, value_name = "DIR")]
    dir: PathBuf,
    #[command(flatten)]
    place: Place,
    /// Election id, as the election official gave it to you
    #[arg(long, value_name = "ID")]
    election: Hash,
    /// File with the passphrase, instead of asking for it
    #[arg(long, value_name = "FILE")]
    passphrase_file: Option<PathBuf>,
    /// Give up waiting for others after so many seconds
    #[arg(long, value_name = "SECONDS", conflicts_with = "offline")]
    timeout: Option<u64>,
}

/// Where the election's log is.
#[derive(Args)]
#[group(required = true, multiple = false)]
struct Place {
    /// Address of the board
    #[arg(long, value_name = "URL")]
    board: Option<String>,
    /// Without network: folder of the stick that `tally carry` has written
    #[arg(long, value_name = "DIR")]
    offline: Option<PathBuf>,
}

/// A stick.
#[derive(Args)]
struct CarryArguments {
    /// Folder of the stick
    #[arg(long, value_name = "DIR")]
    stick: PathBuf,
    /// Address of the board
    #[arg(long, value_name = "URL")]
    board: String,
    /// Election id, as the election official gave it to you
    #[arg(long, value_name = "ID")]
    election: Hash,
    /// Give up waiting for the witnesses after so many seconds
    #[arg(long, value_name = "SECONDS")]
    timeout: Option<u64>,
}

/// A refresh.
#[derive(Args)]
struct RefreshArguments {
    #[command(flatten)]
    election: ElectionArguments,
    /// Hand your share on in this refresh: its id, after you have compared it and the new trustees with the others
    #[arg(long, value_name = "ID")]
    accept: Option<Hash>,
}

fn main() -> ExitCode {
    match run(&Cli::parse().command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            output::note(&format!("{}: {failure}", failure.label()));
            output::note(&format!("hint: {}", failure.hint()));
            ExitCode::from(failure.code())
        }
    }
}

fn run(command: &Command) -> Result<(), Failure> {
    let arguments = match command {
        Command::Init(arguments) => return identity::init(arguments),
        Command::Carry(arguments) => return runtime()?.block_on(carry::run(arguments)),
        Command::Ceremony(arguments) | Command::Rehearse(arguments) | Command::Decrypt(arguments) => {
            arguments
        }
        Command::Refresh(arguments) => &arguments.election,
    };
    let identity = identity::load(&arguments.dir, arguments.passphrase_file.as_deref())?;
    runtime()?.block_on(async {
        match command {
            Command::Refresh(arguments) => refresh::run(arguments, &identity).await,
            Command::Rehearse(arguments) => rehearse::run(arguments, &identity).await,
            Command::Decrypt(arguments) => decrypt::run(arguments, &identity).await,
            _ => ceremony::run(arguments, &identity).await,
        }
    })
}

fn runtime() -> Result<Runtime, Failure> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    runtime.map_err(|error| Failure::unknown(error.to_string(), "is this machine out of resources?"))
}
