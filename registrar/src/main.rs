//! `election-registrar`: the registrar's program.
//!
//! - [`commands`]: one file for each command
//! - [`desk`]: the registrar's folder, opened with the passphrase

mod commands;
mod desk;

use admin_cli::{Failure, output};
use clap::{ArgGroup, Args, Parser, Subcommand};
use ostrakon_crypto::hash::Hash;
use std::{
    num::NonZeroU16,
    path::{Path, PathBuf},
    process::ExitCode,
};

/// Keeps the list of voters, gives each a secret code, brings it to them, and signs the public roll.
#[derive(Parser)]
#[command(name = "election-registrar", version, about, max_term_width = 100, after_help = ORDER)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

const ORDER: &str = "\
In this order: init, (official: election-admin new), join, import, mail, letters or export, (reissue what
got lost), roll, post. Only `join` without --manifest, `mail` and `post` use the network. `status` tells who has no code.

Exit codes: 0 done, 1 something is wrong, 2 could not find out (network, files, others are missing).";

#[derive(Subcommand)]
enum Command {
    /// Make a folder with your key; its public half is for the election's definition
    Init(FolderArguments),
    /// Say which election the codes are for
    Join(JoinArguments),
    /// Read the list of voters; everybody new gets a secret code
    Import(ImportArguments),
    /// Write codes to a file for whoever hands them out, such as a mailing house
    Export(ExportArguments),
    /// Write letters as PDF: one page a voter, for window envelopes
    Letters(LettersArguments),
    /// Send codes by e-mail: fills the queue, and works it off
    Mail(MailArguments),
    /// Take in what came back: notices about undeliverable e-mails, or a list
    Bounces(BouncesArguments),
    /// Give a voter another code instead of the one that got lost; until the roll is signed
    Reissue(ReissueArguments),
    /// Tell who has got a code, and who has not
    Status(StatusArguments),
    /// Sign the public roll, and write it to a file; it is final
    Roll(RollArguments),
    /// Post a signed roll; needs neither folder nor key
    Post(PostArguments),
}

/// The registrar's folder.
#[derive(Args)]
struct FolderArguments {
    /// The registrar's folder
    #[arg(long, value_name = "DIR")]
    dir: PathBuf,
    #[command(flatten)]
    passphrase: PassphraseArguments,
}

/// Where the passphrase comes from.
#[derive(Args, Clone)]
struct PassphraseArguments {
    /// File with the passphrase, instead of asking for it
    #[arg(long, value_name = "FILE", conflicts_with = "passphrase_fd")]
    passphrase_file: Option<PathBuf>,
    /// Number of an open descriptor to read the passphrase from, instead of asking for it
    #[arg(long, value_name = "N")]
    passphrase_fd: Option<u32>,
}

impl PassphraseArguments {
    /// The file to read, if the terminal is not to be asked.
    fn source(&self) -> Option<PathBuf> {
        let descriptor = self
            .passphrase_fd
            .map(|number| Path::new("/dev/fd").join(number.to_string()));
        descriptor.or_else(|| self.passphrase_file.clone())
    }
}

/// An election to issue codes for.
#[derive(Args)]
#[command(group = ArgGroup::new("which").required(true))]
struct JoinArguments {
    #[command(flatten)]
    folder: FolderArguments,
    /// Address of the board, as it stands in the voters' links
    #[arg(long, value_name = "URL")]
    board: String,
    /// Id of the election, as the official told it
    #[arg(long, value_name = "ID", group = "which")]
    election: Option<Hash>,
    /// A file that begins with line 0 of the election's log; nothing is asked of the board then
    #[arg(long, value_name = "FILE", group = "which")]
    manifest: Option<PathBuf>,
}

/// A list of voters.
#[derive(Args)]
struct ImportArguments {
    /// CSV file with the columns id and name and, as far as needed, address, email, language and weight
    voters: PathBuf,
    #[command(flatten)]
    folder: FolderArguments,
    /// Language of voters for whom the list names none
    #[arg(long, value_name = "TAG", default_value = "en")]
    language: String,
    /// Take voters off who are not in the list any more; their codes become invalid
    #[arg(long)]
    remove: bool,
}

/// A file of codes.
#[derive(Args)]
struct ExportArguments {
    #[command(flatten)]
    folder: FolderArguments,
    /// New file for the codes: CSV, secret
    #[arg(short, long, value_name = "FILE")]
    output: PathBuf,
    #[command(flatten)]
    whom: SelectionArguments,
}

/// Letters.
#[derive(Args)]
struct LettersArguments {
    #[command(flatten)]
    folder: FolderArguments,
    /// Folder for the PDF files: secret
    #[arg(short, long, value_name = "DIR")]
    output: PathBuf,
    /// Who sends the letters: stands in small print above the address
    #[arg(long, value_name = "TEXT", default_value = "")]
    sender: String,
    /// Letters in one file
    #[arg(long, value_name = "N", default_value = "500")]
    per_file: NonZeroU16,
    /// A font for characters that the built-in ones lack; may be repeated
    #[arg(long = "font", value_name = "FILE")]
    fonts: Vec<PathBuf>,
    #[command(flatten)]
    whom: SelectionArguments,
}

/// E-mails.
#[derive(Args)]
struct MailArguments {
    /// How e-mails are sent (see --print-example)
    #[arg(long, value_name = "FILE", required_unless_present = "print_example")]
    config: Option<PathBuf>,
    /// Print an annotated file for --config, and do nothing else
    #[arg(long)]
    print_example: bool,
    /// The registrar's folder
    #[arg(long, value_name = "DIR", required_unless_present = "print_example")]
    dir: Option<PathBuf>,
    #[command(flatten)]
    passphrase: PassphraseArguments,
    /// Fill the queue, and send nothing yet
    #[arg(long)]
    queue_only: bool,
    #[command(flatten)]
    whom: SelectionArguments,
}

/// What came back.
#[derive(Args)]
struct BouncesArguments {
    /// A Maildir, a folder of e-mails, an mbox file, an e-mail, or a CSV file with the columns message or id, and reason
    mailbox: PathBuf,
    #[command(flatten)]
    folder: FolderArguments,
}

/// Who is meant; without any of these whoever was not sent the present code yet, or did not get it.
#[derive(Args)]
struct SelectionArguments {
    /// Everybody, also those who were sent their code already
    #[arg(long, conflicts_with_all = ["voter", "unknown"])]
    everybody: bool,
    /// Only those of whom nobody knows whether the code arrived, because a run was interrupted
    #[arg(long, conflicts_with = "voter")]
    unknown: bool,
    /// Only this voter, also if the code was sent already; may be repeated
    #[arg(long, value_name = "VOTER_ID")]
    voter: Vec<String>,
}

/// Another code.
#[derive(Args)]
struct ReissueArguments {
    /// The voter's id in your list
    voter: String,
    #[command(flatten)]
    folder: FolderArguments,
    /// Why; it is kept in your journal
    #[arg(long)]
    reason: String,
}

/// Who got what.
#[derive(Args)]
struct StatusArguments {
    /// The registrar's folder
    #[arg(long, value_name = "DIR")]
    dir: PathBuf,
    #[command(flatten)]
    passphrase: PassphraseArguments,
    /// List each voter who has not got the present code; needs the passphrase
    #[arg(long)]
    missing: bool,
    /// Print the journal; needs the passphrase
    #[arg(long)]
    journal: bool,
    /// Print JSON on standard output
    #[arg(long)]
    json: bool,
}

/// The public roll.
#[derive(Args)]
struct RollArguments {
    #[command(flatten)]
    folder: FolderArguments,
    /// New file for the signed roll; nothing in it is secret
    #[arg(short, long, value_name = "FILE")]
    output: PathBuf,
}

/// A signed roll.
#[derive(Args)]
struct PostArguments {
    /// File that `roll` wrote
    roll: PathBuf,
    /// Address of the board, if it has moved
    #[arg(long, value_name = "URL")]
    board: Option<String>,
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
        Command::Init(arguments) => commands::init::run(arguments),
        Command::Join(arguments) => commands::join::run(arguments).await,
        Command::Import(arguments) => commands::import::run(arguments).await,
        Command::Export(arguments) => commands::export::run(arguments).await,
        Command::Letters(arguments) => commands::letters::run(arguments).await,
        Command::Mail(arguments) => commands::mail::run(arguments).await,
        Command::Bounces(arguments) => commands::bounces::run(arguments).await,
        Command::Reissue(arguments) => commands::reissue::run(arguments).await,
        Command::Status(arguments) => commands::status::run(arguments).await,
        Command::Roll(arguments) => commands::roll::run(arguments).await,
        Command::Post(arguments) => commands::post::run(arguments).await,
    }
}
