//! `election-admin`: the election official's program.
//!
//! - [`commands`]: one file for each command
//! - [`office`]: an election's folder: its keys, its board, its state
//! - [`pages`]: the voters' pages that an election is meant for
//! - [`steps`]: what comes next, and who is missing

mod commands;
mod office;
mod pages;
mod steps;

use admin_cli::{Failure, output};
use clap::{Args, Parser, Subcommand};
use pages::Pages;
use std::{path::PathBuf, process::ExitCode};

/// Sets an election up, opens and closes it, publishes its result.
#[derive(Parser)]
#[command(name = "election-admin", version, about, max_term_width = 100, after_help = ORDER)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

const ORDER: &str = "\
In this order: new, (trustees: tally ceremony), (registrar: election-registrar post), (trustees: tally
rehearse), open, (voting), close, (trustees: tally decrypt), result. `status` tells what comes next.

Exit codes: 0 done, 1 something is wrong, 2 could not find out (network, files, others are missing).";

#[derive(Subcommand)]
enum Command {
    /// Define an election and post its manifest; prints the election's id
    New(NewArguments),
    /// Generate the key anew, after a complaint or because a trustee is absent
    RestartKeys(RestartArguments),
    /// Open the election for voting
    Open(OfficeArguments),
    /// Begin to hand the key on to other trustees, while voting goes on; prints its id
    Refresh(RefreshArguments),
    /// End a refresh that cannot be completed
    EndRefresh(EndRefreshArguments),
    /// Close the election
    Close(OfficeArguments),
    /// Combine the trustees' decryptions, publish and print the result
    Result(OfficeArguments),
    /// Tell how far the election is, and what comes next
    Status(OfficeArguments),
    /// End the election without a result
    Abort(AbortArguments),
}

/// A new election.
#[derive(Args)]
struct NewArguments {
    /// The election's definition (see --print-example)
    #[arg(required_unless_present_any = ["print_example", "from_pabulib"], conflicts_with = "from_pabulib")]
    config: Option<PathBuf>,
    /// Print an annotated definition, and do nothing else
    #[arg(long)]
    print_example: bool,
    /// Take contest and options from a Pabulib file (.pb) of vote type choose-1, approval or cumulative
    #[arg(long, value_name = "FILE", requires_all = ["trustees", "threshold"])]
    from_pabulib: Option<PathBuf>,
    /// The registrar's public key file: registrar.pub.json, which `election-registrar init` made
    #[arg(long, value_name = "FILE", required_unless_present = "print_example")]
    registrar: Option<PathBuf>,
    /// A trustee's public key file, in order; with --from-pabulib
    #[arg(long = "trustee", value_name = "FILE", requires = "from_pabulib")]
    trustees: Vec<PathBuf>,
    /// How many trustees are needed to decrypt; with --from-pabulib
    #[arg(long, value_name = "T", requires = "from_pabulib")]
    threshold: Option<u8>,
    /// Title instead of the file's own; with --from-pabulib
    #[arg(long, value_name = "TEXT", requires = "from_pabulib")]
    title: Option<String>,
    /// Pin the voters' pages, so that anybody can compare what a server sends: the folder that `cargo xtask web` has made, or the
    /// digest that it prints
    #[arg(long, value_name = "DIR|DIGEST")]
    pages: Option<Pages>,
    /// Address of the board
    #[arg(long, value_name = "URL", required_unless_present = "print_example")]
    board: Option<String>,
    /// New folder for the election's keys
    #[arg(long, value_name = "DIR", required_unless_present = "print_example")]
    dir: Option<PathBuf>,
    /// File with the board operator's token
    #[arg(long, value_name = "FILE", required_unless_present = "print_example")]
    token_file: Option<PathBuf>,
}

/// The election's folder.
#[derive(Args)]
struct OfficeArguments {
    /// Folder that `new` made
    #[arg(long, value_name = "DIR")]
    dir: PathBuf,
    /// Address of the board, if it has moved
    #[arg(long, value_name = "URL")]
    board: Option<String>,
    /// Print JSON on standard output
    #[arg(long)]
    json: bool,
}

/// A new start of key generation.
#[derive(Args)]
struct RestartArguments {
    #[command(flatten)]
    office: OfficeArguments,
    /// Which trustee does not take part; only where nobody has complained
    #[arg(long, value_name = "INDEX")]
    absent: Option<u8>,
}

/// A refresh.
#[derive(Args)]
struct RefreshArguments {
    #[command(flatten)]
    office: OfficeArguments,
    /// A new trustee's public key file, in order; all of them need keys that nobody in this election had before
    #[arg(long = "trustee", value_name = "FILE", required = true)]
    trustees: Vec<PathBuf>,
    /// How many of the new trustees are needed to decrypt
    #[arg(long, value_name = "T")]
    threshold: u8,
    /// Indices of the present trustees who deal, at least as many as are needed to decrypt, such as 1,3
    #[arg(long, value_name = "INDEX", required = true, value_delimiter = ',')]
    dealers: Vec<u8>,
}

/// An end of a refresh.
#[derive(Args)]
struct EndRefreshArguments {
    #[command(flatten)]
    office: OfficeArguments,
    /// Which dealer, or new trustee, does not take part; only where nobody has complained
    #[arg(long, value_name = "INDEX")]
    absent: Option<u8>,
}

/// An end without a result.
#[derive(Args)]
struct AbortArguments {
    #[command(flatten)]
    office: OfficeArguments,
    /// Why; everybody can read it
    #[arg(long)]
    reason: String,
}

fn main() -> ExitCode {
    let command = Cli::parse().command;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let outcome = runtime
        .map_err(|error| Failure::unknown(error.to_string(), "is this machine out of resources?"))
        .and_then(|runtime| runtime.block_on(run(&command)));
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            output::note(&format!("error: {failure}"));
            output::note(&format!("hint: {}", failure.hint()));
            ExitCode::from(failure.code())
        }
    }
}

async fn run(command: &Command) -> Result<(), Failure> {
    match command {
        Command::New(arguments) => commands::new::run(arguments).await,
        Command::RestartKeys(arguments) => commands::restart_keys::run(arguments).await,
        Command::Open(arguments) => commands::open::run(arguments).await,
        Command::Refresh(arguments) => commands::refresh::start(arguments).await,
        Command::EndRefresh(arguments) => commands::refresh::end(arguments).await,
        Command::Close(arguments) => commands::close::run(arguments).await,
        Command::Result(arguments) => commands::result::run(arguments).await,
        Command::Status(arguments) => commands::status::run(arguments).await,
        Command::Abort(arguments) => commands::abort::run(arguments).await,
    }
}
