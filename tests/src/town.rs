//! A small town: the official's and the trustees' programs, a real board, voters' links.

use crate::{board::Board, programs::program};
use bulletin_board_client::{BoardClient, ElectionSummary, Follower, follow::BallotProofs};
use ostrakon_crypto::{
    credential::{CredentialKey, VoterCode},
    hash::Hash,
};
use ostrakon_record::booth::{NextBallot, Sealed};
use rand_core::OsRng;
use registrar::mailing::{self, CodeRow};
use serde_json::Value;
use std::{
    fmt::Write as _,
    fs,
    path::PathBuf,
    process::{Command, Output},
    thread,
};
use tempfile::TempDir;

/// A board, trustees' keys, a definition; no election yet.
pub struct Town {
    folder: TempDir,
    /// The board.
    pub board: Board,
    trustees: usize,
}

/// What a program did.
#[derive(Debug)]
pub struct Outcome {
    /// Exit code.
    pub code: i32,
    /// Standard output.
    pub data: String,
    /// Standard error.
    pub notes: String,
}

impl From<Output> for Outcome {
    fn from(output: Output) -> Self {
        Self {
            code: output.status.code().expect("not killed"),
            data: String::from_utf8(output.stdout).unwrap(),
            notes: String::from_utf8(output.stderr).unwrap(),
        }
    }
}

impl Outcome {
    /// Insists on an exit code and on words that it must have said.
    #[track_caller]
    pub fn ends(&self, code: i32, words: &[&str]) {
        let said = |words: &&str| self.notes.contains(words) || self.data.contains(words);
        assert!(
            self.code == code && words.iter().all(said),
            "expected {code} and {words:?}: {self:#?}"
        );
    }

    /// What a successful program printed.
    #[must_use]
    pub fn json(&self) -> Value {
        assert_eq!(self.code, 0, "{self:#?}");
        serde_json::from_str(&self.data).unwrap()
    }
}

impl Town {
    /// With this threshold, trustees and minimum of ballots.
    #[must_use]
    pub fn new(threshold: u8, trustees: usize, minimum: u32) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let board = Board::start(&folder.path().join("board"));
        let town = Self {
            folder,
            board,
            trustees,
        };
        fs::write(town.path("passphrase"), "a made-up passphrase\n").unwrap();
        town.registrar("init", &[]).ends(0, &["registrar.pub.json"]);
        let mut files = String::new();
        for number in 1..=trustees {
            town.init_trustee(number);
            write!(files, "\"trustee{number}/trustee.pub.json\", ").unwrap();
        }
        let definition = format!(
            r#"title = {{ en = "Town" }}
opens = 2026-06-01T08:00:00Z
closes = 2999-06-01T08:00:00Z
threshold = {threshold}
minimum_ballots = {minimum}
trustees = [{files}]
[[contests]]
id = "bridge"
title = {{ en = "Build a bridge?" }}
choose = {{ minimum = 1, maximum = 1 }}
options = [{{ id = "yes", label = {{ en = "Yes" }} }}, {{ id = "no", label = {{ en = "No" }} }}]
[[contests]]
id = "colour"
title = {{ en = "Which colour?" }}
score = {{ bound = 3, maximum = 4 }}
options = [{{ id = "red", label = {{ en = "Red" }} }}, {{ id = "blue", label = {{ en = "Blue" }} }}]
"#
        );
        fs::write(town.path("town.toml"), definition).unwrap();
        town
    }

    /// Makes a trustee's key file.
    pub fn init_trustee(&self, number: usize) {
        let made = Command::new(program("tally"))
            .args(["init", "--name", &format!("Trustee {number}"), "--dir"])
            .arg(self.path(&format!("trustee{number}")))
            .arg("--passphrase-file")
            .arg(self.path("passphrase"))
            .output()
            .unwrap();
        assert!(made.status.success(), "{made:?}");
    }

    /// A file in the town's folder.
    #[must_use]
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Runs `election-admin` in the town's folder.
    #[must_use]
    pub fn admin(&self, arguments: &[&str]) -> Outcome {
        let mut command = Command::new(program("election-admin"));
        let output = command.current_dir(self.folder.path()).args(arguments).output();
        output.unwrap().into()
    }

    /// A command on the election in the folder `office`.
    #[must_use]
    pub fn office(&self, command: &str) -> Outcome {
        self.admin(&[command, "--dir", "office"])
    }

    /// What `election-admin status` tells.
    #[must_use]
    pub fn status(&self) -> Value {
        self.admin(&["status", "--dir", "office", "--json"]).json()
    }

    /// Defines the election.
    #[must_use]
    pub fn define(&self) -> (Hash, Outcome) {
        let outcome = self.admin(&self.new_arguments("board/admin.token"));
        assert_eq!(outcome.code, 0, "{outcome:#?}");
        let id = outcome.data.strip_suffix('\n').unwrap().parse().unwrap();
        (id, outcome)
    }

    /// Arguments that define the election.
    #[must_use]
    pub fn new_arguments<'a>(&'a self, token: &'a str) -> [&'a str; 10] {
        [
            "new",
            "town.toml",
            "--board",
            self.board.address(),
            "--dir",
            "office",
            "--token-file",
            token,
            "--registrar",
            "registrar/registrar.pub.json",
        ]
    }

    /// The command of a trustee's program, with a time limit.
    #[must_use]
    pub fn trustee(&self, command: &str, election: &Hash, number: usize, seconds: u32) -> Command {
        let mut program = Command::new(program("tally"));
        program
            .args([command, "--board", self.board.address()])
            .args(["--timeout", &seconds.to_string()])
            .args(["--election", &election.to_string(), "--dir"])
            .arg(self.path(&format!("trustee{number}")))
            .arg("--passphrase-file")
            .arg(self.path("passphrase"));
        program
    }

    /// Trustees do something at the same time.
    pub fn tally(&self, command: &str, election: &Hash, trustees: &[usize]) {
        thread::scope(|scope| {
            for number in trustees {
                scope.spawn(move || {
                    let output = self.trustee(command, election, *number, 60).output().unwrap();
                    assert!(output.status.success(), "{output:?}");
                });
            }
        });
    }

    /// All trustees generate the key.
    pub fn ceremony(&self, election: &Hash) {
        let all: Vec<usize> = (1..=self.trustees).collect();
        self.tally("ceremony", election, &all);
    }

    /// Writes the list of voters.
    pub fn voters(&self, list: &str) {
        fs::write(self.path("voters.csv"), list).unwrap();
    }

    /// Runs a command of `election-registrar` in the town's folder, on the registrar's folder.
    #[must_use]
    pub fn registrar(&self, command: &str, arguments: &[&str]) -> Outcome {
        let mut program = Command::new(program("election-registrar"));
        program.current_dir(self.folder.path()).arg(command);
        if command != "post" {
            program.args(["--dir", "registrar", "--passphrase-file", "passphrase"]);
        }
        program.args(arguments).output().unwrap().into()
    }

    /// The registrar gives the voters of the list their codes, in the file `codes.csv`.
    pub fn hand_out(&self) {
        let election = fs::read_to_string(self.path("office/election.json")).unwrap();
        let election: Value = serde_json::from_str(&election).unwrap();
        let id = election["election"].as_str().unwrap();
        for (command, arguments) in [
            ("join", &["--board", self.board.address(), "--election", id][..]),
            ("import", &["voters.csv"]),
            ("export", &["--output", "codes.csv"]),
        ] {
            self.registrar(command, arguments).ends(0, &[]);
        }
    }

    /// Signs the roll, and posts it.
    #[must_use]
    pub fn post(&self) -> Outcome {
        self.registrar("roll", &["--output", "roll.lines"]).ends(0, &[]);
        self.registrar("post", &["roll.lines"])
    }

    /// Hands out codes and posts the roll.
    #[must_use]
    pub fn roll(&self) -> Outcome {
        self.hand_out();
        self.post()
    }

    /// The voters' secret codes.
    #[must_use]
    pub fn codes(&self) -> Vec<CodeRow> {
        mailing::read(&self.path("codes.csv")).unwrap()
    }

    /// What the board says of the election.
    pub async fn summary(&self, election: &Hash) -> ElectionSummary {
        self.board.client().summary(election).await.unwrap()
    }

    /// Casts the ballot of a voter, with nothing but the link that the voter was given.
    pub async fn vote(&self, link: &str, choices: &[Vec<u32>]) {
        let (page, code) = link.split_once('#').unwrap();
        let (board, election) = page.split_once("/vote/").unwrap();
        let client = BoardClient::new(board);
        let id: Hash = election.parse().unwrap();
        let mut follower = Follower::new(client.clone(), id, BallotProofs::Skip);
        let election = follower.update(None).await.unwrap();
        let key = CredentialKey::derive(&election.manifest().nonce, &VoterCode::parse(code).unwrap());
        let sealed = Sealed::seal(
            election.style(),
            &election.voting_parameters().unwrap(),
            &key,
            NextBallot::FIRST,
            choices,
            &mut OsRng,
        );
        let line = sealed.unwrap().cast(&key, &mut OsRng);
        assert!(!client.post(&id, &line).await.unwrap().repeated);
    }
}
