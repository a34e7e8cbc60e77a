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
    path::{Path, PathBuf},
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
    let election = choose(&board, arguments.election).await?;
    let directory = &arguments.output;
    let progress = ProgressBar::new(0).with_style(
        ProgressStyle::with_template("fetching {bar:30} {pos}/{len} lines, {eta} left")
            .unwrap_or_else(|_| ProgressStyle::default_bar()),
    );
    let mut copy = Copy::open(directory, &election)?;
    let before = copy.lines;
    let outcome = copy.update(&board, &progress).await;
    progress.finish_and_clear();
    outcome?;
    output::note(&format!(
        "{} lines of election {election} in {}, {} of them new\nnext: verifier-cli verify {}",
        copy.lines,
        copy.path().display(),
        copy.lines.saturating_sub(before),
        directory.display()
    ));
    Ok(ExitCode::SUCCESS)
}

/// The election that is meant: the board's only one, if none is named.
pub(crate) async fn choose(board: &BoardClient, named: Option<Hash>) -> Result<Hash, Failure> {
    match named {
        Some(election) => Ok(election),
        None => only_election(board).await,
    }
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

/// A copy of an election's record in a folder.
pub(crate) struct Copy {
    directory: PathBuf,
    election: Hash,
    /// Number of whole lines.
    lines: u64,
    /// Their length in bytes.
    length: u64,
    /// Hash of the last one.
    head: Hash,
}

impl Copy {
    /// What is there already.
    pub(crate) fn open(directory: &Path, election: &Hash) -> Result<Self, Failure> {
        let mut copy = Self {
            directory: directory.to_owned(),
            election: *election,
            lines: 0,
            length: 0,
            head: Hash::ZERO,
        };
        let path = copy.path();
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
        let mut reader = BufReader::new(File::open(&path).map_err(unreadable)?);
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

    /// Number of whole lines.
    pub(crate) const fn lines(&self) -> u64 {
        self.lines
    }

    fn path(&self) -> PathBuf {
        self.directory.join(LOG)
    }

    /// Copies what is missing: checkpoints, then the lines that they cover, and what follows.
    pub(crate) async fn update(
        &mut self,
        board: &BoardClient,
        progress: &ProgressBar,
    ) -> Result<(), Failure> {
        let summary = board
            .summary(&self.election)
            .await
            .map_err(|error| refused(&error))?;
        if self.lines > summary.entries {
            return Err(Failure::wrong(
                format!(
                    "{} has {} lines, and the board now has {}",
                    self.path().display(),
                    self.lines,
                    summary.entries
                ),
                "a board never drops lines: keep this copy as evidence, and tell other observers",
            ));
        }
        let unwritable = |error: std::io::Error| {
            Failure::unknown(
                format!("{}: {error}", self.directory.display()),
                "choose a folder that you can write to",
            )
        };
        fs::create_dir_all(&self.directory).map_err(unwritable)?;
        let origin = json!({ "election": self.election, "board": board.base() });
        fetch_checkpoints::fetch(board, &self.election, &self.directory).await?;
        progress.set_length(summary.entries);
        progress.set_position(self.lines);
        fs::write(self.directory.join(ORIGIN), format!("{origin:#}\n")).map_err(unwritable)?;
        self.append(board, progress).await?;
        if self.lines < summary.entries {
            return Err(Failure::unknown(
                format!(
                    "the board sent {} lines, and says that it has {}",
                    self.lines, summary.entries
                ),
                "run the same command again: it goes on where it stopped",
            ));
        }
        Ok(())
    }

    /// Copies the lines that are missing.
    async fn append(&mut self, board: &BoardClient, progress: &ProgressBar) -> Result<(), Failure> {
        let path = self.path();
        let unwritable = |error: std::io::Error| {
            Failure::unknown(
                format!("{}: {error}", path.display()),
                "is the disk full, or the file not yours?",
            )
        };
        // From the last line of the copy on, so that a board with another history is found out even if it has nothing new.
        let known = self.lines.checked_sub(1);
        let mut lines = board
            .log(&self.election, known.unwrap_or(0), None)
            .await
            .map_err(|error| refused(&error))?;
        if let Some(known) = known {
            let last = lines.next_line().await.map_err(|error| refused(&error))?;
            if last.is_none_or(|line| Hash::of(&line) != self.head) {
                return Err(another_history(known, &path));
            }
        }
        let file = OpenOptions::new()
            .create(true)
            .append(true)
            .open(&path)
            .map_err(unwritable)?;
        file.set_len(self.length).map_err(unwritable)?;
        let mut writer = BufWriter::new(&file);
        let outcome = loop {
            let line = match lines.next_line().await {
                Ok(Some(line)) => line,
                Ok(None) => break Ok(()),
                Err(error) => break Err(refused(&error)),
            };
            // The verifier judges lines; here it only matters that they continue this copy.
            if self.lines == 0 && Hash::of(&line) != self.election {
                break Err(Failure::wrong(
                    format!(
                        "line 0 of the board's log is not that of election {}",
                        self.election
                    ),
                    "the board shows another election under this id: tell other observers",
                ));
            }
            if self.lines > 0 && Entry::parse(&line).is_ok_and(|entry| *entry.prev() != self.head) {
                break Err(another_history(self.lines, &path));
            }
            writer
                .write_all(&line)
                .and_then(|()| writer.write_all(b"\n"))
                .map_err(unwritable)?;
            let length = u64::try_from(line.len()).unwrap_or(u64::MAX).saturating_add(1);
            self.head = Hash::of(&line);
            self.lines = self.lines.saturating_add(1);
            self.length = self.length.saturating_add(length);
            progress.inc(1);
        };
        writer.flush().map_err(unwritable)?;
        drop(writer);
        file.sync_all().map_err(unwritable)?;
        outcome
    }
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
