//! Copies a record from a board. What is there already is kept and continued.

use crate::{Failure, FetchArguments, fetch_checkpoints, output, present::printable, record::LOG};
use bulletin_board_client::{BoardClient, ClientError};
use indicatif::{ProgressBar, ProgressStyle};
use ostrakon_crypto::hash::Hash;
use ostrakon_record::entry::{Entry, LINE_LIMIT};
use serde_json::json;
use std::{
    fs::{self, File, OpenOptions},
    io::{BufRead as _, BufReader, BufWriter, Read as _, Write as _},
    path::Path,
    process::ExitCode,
};

/// File that says where a record comes from.
const ORIGIN: &str = "record.json";

pub(crate) fn run(arguments: &FetchArguments) -> Result<ExitCode, Failure> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let runtime =
        runtime.map_err(|error| Failure::unknown(error.to_string(), "is this machine out of resources?"))?;
    runtime.block_on(fetch(arguments))
}

pub(crate) fn refused(error: &ClientError) -> Failure {
    Failure::unknown(error.to_string(), error.hint())
}

async fn fetch(arguments: &FetchArguments) -> Result<ExitCode, Failure> {
    let board = BoardClient::new(&arguments.url);
    let election = match arguments.election {
        Some(election) => election,
        None => only_election(&board).await?,
    };
    let directory = &arguments.output;
    let path = directory.join(LOG);
    let copy = Copy::open(&path, &election)?;
    let summary = board.summary(&election).await.map_err(|error| refused(&error))?;
    if copy.lines > summary.entries {
        return Err(Failure::wrong(
            format!(
                "{} has {} lines, and the board now has {}",
                path.display(),
                copy.lines,
                summary.entries
            ),
            "a board never drops lines: keep this copy as evidence, and tell other observers",
        ));
    }
    let unwritable = |error: std::io::Error| {
        Failure::unknown(
            format!("{}: {error}", directory.display()),
            "choose a folder that you can write to",
        )
    };
    fs::create_dir_all(directory).map_err(unwritable)?;
    fetch_checkpoints::fetch(&board, &election, directory).await?;
    let progress = ProgressBar::new(summary.entries).with_style(
        ProgressStyle::with_template("fetching {bar:30} {pos}/{len} lines, {eta} left")
            .unwrap_or_else(|_| ProgressStyle::default_bar()),
    );
    let before = copy.lines;
    progress.set_position(before);
    let outcome = append(&board, &election, &path, copy, &progress).await;
    progress.finish_and_clear();
    let lines = outcome?;
    if lines < summary.entries {
        return Err(Failure::unknown(
            format!(
                "the board sent {lines} lines, and says that it has {}",
                summary.entries
            ),
            "run the same command again: it goes on where it stopped",
        ));
    }
    let origin = json!({ "election": election, "board": board.base() });
    fs::write(directory.join(ORIGIN), format!("{origin:#}\n")).map_err(unwritable)?;
    output::note(&format!(
        "{lines} lines of election {election} in {}, {} of them new\nnext: verifier-cli verify {}",
        path.display(),
        lines.saturating_sub(before),
        directory.display()
    ));
    Ok(ExitCode::SUCCESS)
}

async fn only_election(board: &BoardClient) -> Result<Hash, Failure> {
    let elections = board.elections().await.map_err(|error| refused(&error))?;
    if let [election] = elections.as_slice() {
        return Ok(election.election);
    }
    if elections.is_empty() {
        return Err(Failure::unknown(
            "the board has no election",
            "is it the right board?",
        ));
    }
    let list: Vec<String> = elections
        .iter()
        .map(|election| {
            format!(
                "\n  {}  {}",
                election.election,
                printable(election.title.pick("en"))
            )
        })
        .collect();
    let problem = format!("the board has {} elections{}", elections.len(), list.concat());
    Err(Failure::unknown(problem, "name one with --election ID"))
}

/// What is there already.
struct Copy {
    lines: u64,
    /// Length in bytes of the whole lines.
    length: u64,
    /// Hash of the last line.
    head: Hash,
}

impl Copy {
    fn open(path: &Path, election: &Hash) -> Result<Self, Failure> {
        let mut copy = Self {
            lines: 0,
            length: 0,
            head: Hash::ZERO,
        };
        if !path.exists() {
            return Ok(copy);
        }
        let unreadable = |error: std::io::Error| {
            Failure::unknown(
                format!("{}: {error}", path.display()),
                "name another folder, or remove the file",
            )
        };
        let limit = u64::try_from(LINE_LIMIT).unwrap_or(u64::MAX).saturating_add(1);
        let mut reader = BufReader::new(File::open(path).map_err(unreadable)?);
        let mut line = Vec::new();
        loop {
            line.clear();
            let read = reader
                .by_ref()
                .take(limit)
                .read_until(b'\n', &mut line)
                .map_err(unreadable)?;
            // A line that was being written when the program was stopped is fetched again.
            if line.pop() != Some(b'\n') {
                break;
            }
            copy.head = Hash::of(&line);
            if copy.lines == 0 && copy.head != *election {
                return Err(Failure::wrong(
                    format!(
                        "{} is the record of another election: {}",
                        path.display(),
                        copy.head
                    ),
                    "name another folder",
                ));
            }
            copy.lines = copy.lines.saturating_add(1);
            copy.length = copy.length.saturating_add(u64::try_from(read).unwrap_or(0));
        }
        Ok(copy)
    }
}

/// Copies what is missing, and tells how many lines there are then.
async fn append(
    board: &BoardClient,
    election: &Hash,
    path: &Path,
    mut copy: Copy,
    progress: &ProgressBar,
) -> Result<u64, Failure> {
    let unwritable = |error: std::io::Error| {
        Failure::unknown(
            format!("{}: {error}", path.display()),
            "is the disk full, or the file not yours?",
        )
    };
    // From the last line of the copy on, so that a board with another history is found out even if it has nothing new.
    let known = copy.lines.checked_sub(1);
    let mut lines = board
        .log(election, known.unwrap_or(0), None)
        .await
        .map_err(|error| refused(&error))?;
    if known.is_some() {
        let last = lines.next_line().await.map_err(|error| refused(&error))?;
        if last.is_none_or(|line| Hash::of(&line) != copy.head) {
            return Err(another_history(copy.lines.saturating_sub(1), path));
        }
    }
    let file = OpenOptions::new()
        .create(true)
        .append(true)
        .open(path)
        .map_err(unwritable)?;
    file.set_len(copy.length).map_err(unwritable)?;
    let mut writer = BufWriter::new(&file);
    let outcome = loop {
        let line = match lines.next_line().await {
            Ok(Some(line)) => line,
            Ok(None) => break Ok(copy.lines),
            Err(error) => break Err(refused(&error)),
        };
        // The verifier judges lines; here it only matters that they continue this copy.
        if copy.lines == 0 && Hash::of(&line) != *election {
            break Err(Failure::wrong(
                format!("line 0 of the board's log is not that of election {election}"),
                "the board shows another election under this id: tell other observers",
            ));
        }
        if copy.lines > 0 && Entry::parse(&line).is_ok_and(|entry| *entry.prev() != copy.head) {
            break Err(another_history(copy.lines, path));
        }
        copy.head = Hash::of(&line);
        copy.lines = copy.lines.saturating_add(1);
        writer
            .write_all(&line)
            .and_then(|()| writer.write_all(b"\n"))
            .map_err(unwritable)?;
        progress.inc(1);
    };
    writer.flush().map_err(unwritable)?;
    drop(writer);
    file.sync_all().map_err(unwritable)?;
    outcome
}

fn another_history(line: u64, path: &Path) -> Failure {
    Failure::wrong(
        format!(
            "line {line} of the board's log does not continue {}",
            path.display()
        ),
        "the board shows another history than before: keep this copy as evidence, and tell other observers",
    )
}
