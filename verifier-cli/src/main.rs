//! The observer's program: fetch an election's record and verify it, believing nobody.
//!
//! - [`fetch`]: copies a record from a board; [`fetch_checkpoints`]: what it says about it
//! - [`verify`]: verifies a record; [`state`]: what an interrupted run has proved; [`interrupt`]: Ctrl-C
//! - [`record`]: what a record consists of; [`stored`]: one that is here; [`remote`]: one that a board sends; [`feed`]: either
//! - [`shard`]: verifies a record in parts, and puts them together
//! - [`pack`]: packs a record into one file
//! - [`anchors`]: what an observer knows from elsewhere; [`testimony`]: what others hold of the log
//! - [`receipt`]: what a receipt promises
//! - [`show`]: a line as it is; [`explain`]: what a check means; [`trust`]: what an election rests on
//! - [`booth`]: the pages that a server sends to voters
//! - [`evidence`]: proofs of broken promises
//! - [`watch`]: follows a running election
//! - [`compare`]: two copies of one record
//! - [`present`]: shows a report to people and to programs; [`html`]: as a page; [`plot`]: its pictures
//! - [`output`]: the standard streams, and files that people ask for

mod anchors;
mod booth;
mod compare;
mod evidence;
mod explain;
mod feed;
mod fetch;
mod fetch_checkpoints;
mod html;
mod interrupt;
mod output;
mod pack;
mod plot;
mod present;
mod receipt;
mod record;
mod remote;
mod shard;
mod show;
mod state;
mod stored;
mod testimony;
mod trust;
mod verify;
mod watch;

use clap::{Parser, Subcommand};
use ostrakon_crypto::hash::Hash;
use ostrakon_record::{pages::FileDigest, tlog::KeyName, verify::shard::Part};
use std::{path::PathBuf, process::ExitCode};

/// Fetches and verifies the record of an Ostrakon election.
#[derive(Parser)]
#[command(name = "verifier-cli", version, about, max_term_width = 100, after_help = EXIT_CODES)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

const EXIT_CODES: &str = "Exit codes: 0 verified (or fetched), 1 the record is wrong, 2 could not find out.";

const VERIFY_CODES: &str =
    "Exit codes: 0 verified, 1 the record is wrong, 2 could not find out, 130 interrupted.";

const MERGE_CODES: &str = "That the proofs in the parts were verified you believe to whoever ran `verify --shard`, but for a random sample.\n\n\
    Exit codes: 0 verified, 1 the record is wrong, 2 could not find out, such as of a wrong partial, 130 interrupted.";

const RECEIPT_CODES: &str =
    "Exit codes: 0 the record keeps the promise, 1 it does not, 2 could not find out.";

const EVIDENCE_CODES: &str =
    "Exit codes: 0 the board has broken its promise, 1 this is not proved, 2 could not find out.";

const WATCH_CODES: &str = "Exit codes: 0 the election is over and verified, 1 an alarm, 2 could not find out, 130 stopped by Ctrl-C.";

const COMPARE_CODES: &str =
    "Exit codes: 0 the same, or one continues the other, 1 they are two histories, 2 could not find out.";

const BOOTH_CODES: &str = "A server can send other pages to voters than to you: run this from several places, at several times.\n\n\
    Exit codes: 0 the server sends the expected pages, 1 it does not, 2 could not find out.";

#[derive(Subcommand)]
enum Command {
    /// Copy the record of an election into a folder; a second run goes on where the first one stopped
    Fetch(FetchArguments),
    /// Verify a record: a copy, without asking anybody anything, or one that a board sends
    #[command(after_help = VERIFY_CODES)]
    Verify(VerifyArguments),
    /// Put together what `verify --shard` has found of the parts of a record: the answer is that of `verify`
    #[command(after_help = MERGE_CODES)]
    Merge(MergeArguments),
    /// Say what a check means, or list all checks
    Explain(ExplainArguments),
    /// Show a line of a record as it is
    Show(ShowArguments),
    /// Say in plain words what an election rests on: who could do what, with whom
    Trust(TrustArguments),
    /// Say what a receipt promises, and whether a record keeps the promise
    #[command(after_help = RECEIPT_CODES)]
    Receipt(ReceiptArguments),
    /// Pack the folder of a record into one file, the same whoever packs it
    Pack(PackArguments),
    /// Verify evidence that a board has broken a promise; needs neither the record nor the board
    #[command(after_help = EVIDENCE_CODES)]
    Evidence(EvidenceArguments),
    /// Follow a running election: copy and verify every new line, and raise an alarm where something is wrong
    #[command(after_help = WATCH_CODES)]
    Watch(WatchArguments),
    /// Compare two copies of a record: the same, one continues the other, or two histories
    #[command(after_help = COMPARE_CODES)]
    Compare(CompareArguments),
    /// Compare the pages that a server sends to voters with those that the election's manifest names
    #[command(after_help = BOOTH_CODES)]
    Booth(BoothArguments),
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
    /// Folder with the record, an archive of it, its lines in a file, or the address of a board
    record: PathBuf,
    /// Folder for a copy, if the record is a board's; without it nothing is kept
    #[arg(short, long, value_name = "DIR")]
    output: Option<PathBuf>,
    /// New file for the report as a page, with pictures
    #[arg(long, value_name = "FILE")]
    html: Option<PathBuf>,
    /// File for what is proved: after an interruption the same command goes on there. Use none but your own
    #[arg(long, value_name = "FILE")]
    state: Option<PathBuf>,
    /// Verify only the I-th of N parts of a copy, for `merge`; a part that is there already is not verified again
    #[arg(long, value_name = "I/N", requires = "partials", conflicts_with_all = ["ReportArguments", "output", "html", "state"])]
    shard: Option<Part>,
    /// Folder for what the part comes to
    #[arg(long, value_name = "DIR", requires = "shard")]
    partials: Option<PathBuf>,
    #[command(flatten)]
    report: ReportArguments,
}

/// What to put together.
#[derive(clap::Args)]
pub(crate) struct MergeArguments {
    /// Folder with the record, or its lines in a file
    record: PathBuf,
    /// What `verify --shard` has written: all parts, or their folders
    #[arg(required = true, value_name = "PARTIAL")]
    partials: Vec<PathBuf>,
    /// Lines of each part whose proofs are verified again, chosen at random; without it 460, or fewer of very many parts
    #[arg(long, value_name = "LINES")]
    sample: Option<u64>,
    #[command(flatten)]
    report: ReportArguments,
}

/// What to compare the record with, and how to report.
#[derive(clap::Args)]
#[group(id = "ReportArguments", multiple = true)]
pub(crate) struct ReportArguments {
    /// Print the report as JSON
    #[arg(long)]
    json: bool,
    /// File with all that you know from elsewhere: TOML or JSON, see docs/observer.md
    #[arg(long, value_name = "FILE")]
    anchors: Option<PathBuf>,
    /// The election id you know from elsewhere, such as a poster or your letter
    #[arg(long, value_name = "ID")]
    election: Option<Hash>,
    /// Announced counts to compare with: JSON, [{"contest":"…","options":[{"id":"…","count":0}]}]
    #[arg(long, value_name = "FILE")]
    expect: Option<PathBuf>,
    /// Tracker of a ballot that must be in the record; may be given more than once
    #[arg(long, value_name = "TRACKER")]
    tracker: Vec<String>,
    /// A board's receipt (JSON) or an inclusion receipt (tlog-proof) whose line must be in the record; may be given more than
    /// once
    #[arg(long, value_name = "FILE")]
    receipt: Vec<PathBuf>,
    /// Checkpoints from elsewhere, such as a witness, that the record must agree with; may be given more than once
    #[arg(long, value_name = "FILE")]
    checkpoint: Vec<PathBuf>,
    /// Earlier copy, in a folder or an archive, that the record must continue; may be given more than once
    #[arg(long, value_name = "COPY")]
    earlier: Vec<PathBuf>,
    /// New file for proofs, verifiable by anybody, that the board has broken a promise
    #[arg(long, value_name = "FILE")]
    evidence: Option<PathBuf>,
    /// Language of titles and labels where the election has several
    #[arg(long, value_name = "TAG", default_value = "en")]
    lang: String,
}

/// What to explain.
#[derive(clap::Args)]
pub(crate) struct ExplainArguments {
    /// Id of a check, such as B4; all of them without it
    check: Option<String>,
}

/// What to show.
#[derive(clap::Args)]
pub(crate) struct ShowArguments {
    /// Folder with the record, an archive of it, its lines in a file, or the address of a board
    record: PathBuf,
    /// Number of the line; the first is 0
    seq: u64,
    /// Election id; may be left out if the board has exactly one election
    #[arg(long, value_name = "ID")]
    election: Option<Hash>,
}

/// What to tell about.
#[derive(clap::Args)]
pub(crate) struct TrustArguments {
    /// Folder with the record, an archive of it, its lines in a file, or the address of a board
    record: PathBuf,
    /// Election id; may be left out if the board has exactly one election
    #[arg(long, value_name = "ID")]
    election: Option<Hash>,
    /// Print JSON
    #[arg(long)]
    json: bool,
    /// Language of the title where the election has several
    #[arg(long, value_name = "TAG", default_value = "en")]
    lang: String,
}

/// What to judge.
#[derive(clap::Args)]
pub(crate) struct ReceiptArguments {
    /// A board's receipt (JSON) or an inclusion receipt (tlog-proof)
    file: PathBuf,
    /// Folder with the record, an archive of it, its lines in a file, or the address of a board
    #[arg(long, value_name = "RECORD")]
    record: Option<PathBuf>,
    /// File with what you know from elsewhere: TOML or JSON, see docs/observer.md
    #[arg(long, value_name = "FILE")]
    anchors: Option<PathBuf>,
    /// The election id you know from elsewhere
    #[arg(long, value_name = "ID")]
    election: Option<Hash>,
}

/// What to pack.
#[derive(clap::Args)]
pub(crate) struct PackArguments {
    /// Folder with the record
    dir: PathBuf,
    /// New file for the archive, such as record.tar.zst
    file: PathBuf,
}

/// What to be convinced by.
#[derive(clap::Args)]
pub(crate) struct EvidenceArguments {
    /// File with evidence, as `verify --evidence` writes it
    file: PathBuf,
    /// The election id you know from elsewhere
    #[arg(long, value_name = "ID")]
    election: Option<Hash>,
}

/// What to watch, and who is told.
#[derive(clap::Args)]
pub(crate) struct WatchArguments {
    /// Address of the board
    url: String,
    /// Election id; may be left out if the board has exactly one election
    #[arg(long, value_name = "ID")]
    election: Option<Hash>,
    /// Folder for the record; a second run goes on with it
    #[arg(short, long, value_name = "DIR")]
    output: PathBuf,
    /// Seconds between two looks at the board
    #[arg(long, value_name = "SECONDS", default_value = "5", value_parser = clap::value_parser!(u64).range(1..=86_400))]
    interval: u64,
    /// Seconds after which what may only be late is an alarm: a board that does not answer, lines without a checkpoint or
    /// without the witnesses' quorum, receipts and checkpoints of lines that the board does not show
    #[arg(long, value_name = "SECONDS", default_value = "60", value_parser = clap::value_parser!(u64).range(1..=86_400))]
    patience: u64,
    /// A receipt whose line must be in the log; may be given more than once
    #[arg(long, value_name = "FILE")]
    receipt: Vec<PathBuf>,
    /// Who else holds checkpoints: address of a witness, another watcher's folder, or a file; may be given more than once
    #[arg(long, value_name = "URL|PATH")]
    peer: Vec<String>,
    /// Cosign the newest checkpoint whose lines are all verified, under this name, such as watcher.example/me: the file
    /// cosigned/<log>/checkpoint in the folder, which other watchers take as a peer; the key is made there
    #[arg(long, value_name = "NAME", value_parser = KeyName::new)]
    cosign: Option<KeyName>,
    /// Address to which every alarm is posted as JSON
    #[arg(long, value_name = "URL")]
    webhook: Option<String>,
    /// Watch on after an alarm
    #[arg(long)]
    keep_going: bool,
    /// Print every event as a line of JSON
    #[arg(long)]
    json: bool,
    /// Language of the title where the election has several
    #[arg(long, value_name = "TAG", default_value = "en")]
    lang: String,
}

/// Two copies.
#[derive(clap::Args)]
pub(crate) struct CompareArguments {
    /// Folder with a record, an archive of it, or its lines in a file
    first: PathBuf,
    /// Another copy of it
    second: PathBuf,
    /// New file for evidence that the board signed both, if they are two histories
    #[arg(long, value_name = "FILE")]
    evidence: Option<PathBuf>,
}

/// What to compare.
#[derive(clap::Args)]
pub(crate) struct BoothArguments {
    /// Address of the board, or of whoever else serves the pages
    url: String,
    /// Folder with the record whose manifest names the pages
    #[arg(long, value_name = "DIR", group = "expected")]
    record: Option<PathBuf>,
    /// File with that manifest: JSON, the body of line 0
    #[arg(long, value_name = "FILE", group = "expected")]
    manifest: Option<PathBuf>,
    /// The digest itself, as `cargo xtask web` prints it
    #[arg(long, value_name = "DIGEST", group = "expected")]
    digest: Option<FileDigest>,
    /// Folder with pages that you have built yourself: tells which files differ even if the server's list is another one
    #[arg(long, value_name = "DIR")]
    files: Option<PathBuf>,
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

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let cli = Cli::parse();
    let outcome = match &cli.command {
        Command::Fetch(arguments) => fetch::run(arguments),
        Command::Verify(arguments) => verify::run(arguments),
        Command::Merge(arguments) => shard::merge::run(arguments),
        Command::Explain(arguments) => explain::run(arguments),
        Command::Show(arguments) => show::run(arguments),
        Command::Trust(arguments) => trust::run(arguments),
        Command::Receipt(arguments) => receipt::run(arguments),
        Command::Pack(arguments) => pack::run(arguments),
        Command::Evidence(arguments) => evidence::run(arguments),
        Command::Watch(arguments) => watch::run(arguments),
        Command::Compare(arguments) => compare::run(arguments),
        Command::Booth(arguments) => booth::run(arguments),
    };
    outcome.unwrap_or_else(|failure| {
        output::note(&format!("error: {failure}"));
        output::note(&format!("hint: {}", failure.hint));
        ExitCode::from(failure.code)
    })
}
