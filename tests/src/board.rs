//! A real board, as a process of its own.

use crate::{
    fixture::{Record, Roles, Stage},
    programs::program,
};
use bulletin_board_client::BoardClient;
use ostrakon_record::receipt::Receipt;
use rustix::process::{Pid, Signal, kill_process};
use std::{
    fs::{self, File},
    io::{BufRead as _, BufReader, Read as _},
    path::{Path, PathBuf},
    process::{Child, ChildStdout, Command, ExitStatus, Stdio},
};
use tempfile::TempDir;

/// A running board. Killed when dropped.
pub struct Board {
    process: Child,
    folder: PathBuf,
    address: String,
    output: BufReader<ChildStdout>,
}

impl Board {
    /// Starts a board on this data folder and a free port.
    ///
    /// # Panics
    /// If it does not come up.
    #[must_use]
    pub fn start(folder: &Path) -> Self {
        Self::start_with(folder, &["--listen", "127.0.0.1:0"])
    }

    /// Starts a board on this data folder with these arguments.
    ///
    /// # Panics
    /// If it does not come up.
    #[must_use]
    pub fn start_with(folder: &Path, arguments: &[&str]) -> Self {
        Self::from_command(folder, command(folder, arguments))
    }

    /// Starts the board with this command.
    ///
    /// # Panics
    /// If it does not come up.
    #[must_use]
    pub fn from_command(folder: &Path, command: Command) -> Self {
        Self::try_from_command(folder, command)
            .unwrap_or_else(|| panic!("the board does not serve: {}", said(folder)))
    }

    /// Starts the board with this command; none if it says that it cannot serve, on standard error.
    ///
    /// # Panics
    /// If it cannot be run.
    #[must_use]
    pub fn try_from_command(folder: &Path, mut command: Command) -> Option<Self> {
        fs::create_dir_all(folder).unwrap();
        let own_log = File::options()
            .create(true)
            .append(true)
            .open(log_file(folder))
            .unwrap();
        let mut process = command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(own_log)
            .spawn()
            .unwrap();
        let mut line = String::new();
        let mut output = BufReader::new(process.stdout.take().unwrap());
        output.read_line(&mut line).unwrap();
        let Some(address) = line.trim_end().strip_prefix("listening on ") else {
            assert_eq!(line, "");
            process.wait().unwrap();
            return None;
        };
        Some(Self {
            address: address.to_owned(),
            process,
            folder: folder.to_owned(),
            output,
        })
    }

    /// The next line that it wrote to standard output.
    ///
    /// # Panics
    /// If there is none.
    #[must_use]
    pub fn next_line(&mut self) -> String {
        let mut line = String::new();
        self.output.read_line(&mut line).unwrap();
        line.trim_end().to_owned()
    }

    /// Its address, such as `http://127.0.0.1:40123`.
    #[must_use]
    pub fn address(&self) -> &str {
        &self.address
    }

    /// Its port on 127.0.0.1, as an argument of `--listen`.
    #[must_use]
    pub fn listen(&self) -> String {
        self.address.rsplit('/').next().unwrap().to_owned()
    }

    /// A client of it.
    #[must_use]
    pub fn client(&self) -> BoardClient {
        BoardClient::new(&self.address)
    }

    /// Its operator's token.
    #[must_use]
    pub fn token(&self) -> String {
        fs::read_to_string(self.folder.join("admin.token"))
            .unwrap()
            .trim_end()
            .to_owned()
    }

    /// Ends it without warning.
    pub fn kill(mut self) {
        self.process.kill().unwrap();
        self.process.wait().unwrap();
    }

    /// Asks it to end, and waits for that.
    #[must_use]
    pub fn stop(mut self) -> ExitStatus {
        kill_process(self.process(), Signal::TERM).unwrap();
        self.process.wait().unwrap()
    }

    /// How it has ended, if it has.
    #[must_use]
    pub fn end(&mut self) -> Option<ExitStatus> {
        self.process.try_wait().unwrap()
    }

    /// The process's number.
    #[must_use]
    pub fn process(&self) -> Pid {
        Pid::from_raw(self.process.id().try_into().unwrap()).unwrap()
    }

    /// Waits until it has ended by itself.
    #[must_use]
    pub fn ended(mut self) -> ExitStatus {
        self.process.wait().unwrap()
    }

    /// What it has written to standard error so far.
    #[must_use]
    pub fn said(&self) -> String {
        said(&self.folder)
    }
}

impl Drop for Board {
    fn drop(&mut self) {
        // It may have ended.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// The command that starts a board on this data folder.
#[must_use]
pub fn command(folder: &Path, arguments: &[&str]) -> Command {
    command_of(&program("bulletin-board"), folder, arguments)
}

/// The command that starts a board with this program.
#[must_use]
pub fn command_of(program: &Path, folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(program);
    command.arg("serve").arg("--data-dir").arg(folder).args(arguments);
    command
}

/// Exit code and words of a board that must not start.
///
/// # Panics
/// If it says that it listens.
#[must_use]
pub fn refused_start(mut command: Command) -> (Option<i32>, String) {
    let output = command.stdin(Stdio::null()).output().unwrap();
    assert_eq!(output.stdout, b"", "it says nothing on standard output");
    (output.status.code(), String::from_utf8(output.stderr).unwrap())
}

fn log_file(folder: &Path) -> PathBuf {
    folder.join("stderr.log")
}

fn said(folder: &Path) -> String {
    let mut said = String::new();
    File::open(log_file(folder))
        .unwrap()
        .read_to_string(&mut said)
        .unwrap();
    said
}

/// An election on a real board, of which the test has its own copy.
pub struct Hosted {
    /// The board.
    pub board: Board,
    /// The same log, in memory.
    pub record: Record,
    /// The board's data.
    pub folder: TempDir,
    posted: usize,
}

impl Hosted {
    /// A new board with an election of these voters that is as far as wished.
    pub async fn start(seed: u64, voters: usize, stage: Stage) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let board = Board::start(folder.path());
        Self::on(board, folder, Roles::new(seed, voters), stage).await
    }

    /// An election with these keys on this board.
    ///
    /// # Panics
    /// If the board refuses a line of it.
    pub async fn on(board: Board, folder: TempDir, roles: Roles, stage: Stage) -> Self {
        let info = board.client().board().await.unwrap();
        let record = Record::new(roles.on_board(&info.name, info.key));
        let mut hosted = Self::of(board, folder, record);
        hosted.advance(stage).await;
        hosted
    }

    /// An election of this board, of which nothing is posted yet.
    #[must_use]
    pub const fn of(board: Board, folder: TempDir, record: Record) -> Self {
        Self {
            board,
            record,
            folder,
            posted: 0,
        }
    }

    /// Goes on to a stage, honestly, and posts every line.
    pub async fn advance(&mut self, stage: Stage) {
        self.record.advance(stage);
        self.post_new().await;
    }

    /// Takes all lines of the record as posted: others did it.
    pub fn adopt(&mut self) {
        self.posted = self.record.entries().len();
    }

    /// Posts every line of the record that was not posted yet; the board must give it the same place and hash.
    ///
    /// # Panics
    /// If it does not.
    pub async fn post_new(&mut self) {
        let client = self.board.client();
        let key = self.record.election().manifest().log.key;
        let id = *self.record.election().id();
        for entry in self.record.entries().iter().skip(self.posted) {
            let line = entry.submission();
            let receipt: Receipt = if entry.seq() == 0 {
                client.create(line, &self.board.token()).await.unwrap()
            } else {
                let posted = client.post(&id, line).await.unwrap();
                assert!(!posted.repeated, "line {} was there", entry.seq());
                posted.receipt
            };
            receipt.verify(&key).unwrap();
            assert_eq!(
                (receipt.election, receipt.seq, receipt.line, receipt.body),
                (id, entry.seq(), *entry.hash(), line.body_hash())
            );
        }
        self.posted = self.record.entries().len();
    }

    /// Starts the board anew on the same data and port.
    #[must_use]
    pub fn restarted(self) -> Self {
        let Self {
            board,
            record,
            folder,
            posted,
        } = self;
        let listen = board.listen();
        assert!(board.stop().success());
        let board = Board::start_with(folder.path(), &["--listen", &listen]);
        Self {
            board,
            record,
            folder,
            posted,
        }
    }

    /// The log as the board shows it.
    pub async fn log(&self) -> String {
        log(&self.board.client(), &self.record, 0, None).await.concat()
    }

    /// Number of lines that the board says it has.
    ///
    /// # Panics
    /// If it does not answer.
    pub async fn entries(&self) -> u64 {
        let id = self.record.election().id();
        self.board.client().summary(id).await.unwrap().entries
    }
}

/// Lines of a log as the board shows them, each with its newline.
///
/// # Panics
/// If it does not.
pub async fn log(client: &BoardClient, record: &Record, from: u64, to: Option<u64>) -> Vec<String> {
    let mut stream = client.log(record.election().id(), from, to).await.unwrap();
    let mut lines = Vec::new();
    while let Some(line) = stream.next_line().await.unwrap() {
        lines.push(String::from_utf8(line).unwrap() + "\n");
    }
    lines
}
