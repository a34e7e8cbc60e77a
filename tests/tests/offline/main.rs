//! Trustees whose machine with the key never touches a network: everything goes by a stick, in a real election with others.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::too_many_lines,
    reason = "a test stops at the first surprise"
)]

mod refused;

use ostrakon_crypto::hash::Hash;
use ostrakon_tests::{
    programs::program,
    town::{Outcome, Town},
};
use std::{
    fs,
    path::PathBuf,
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

/// Longest time that anything here may take.
const LIMIT: Duration = Duration::from_mins(1);

/// A trustee with a stick and two machines.
struct Apart<'a> {
    town: &'a Town,
    id: Hash,
    number: usize,
}

impl<'a> Apart<'a> {
    fn new(town: &'a Town, id: Hash, number: usize) -> Self {
        let apart = Self { town, id, number };
        fs::create_dir(apart.stick()).unwrap();
        apart
    }

    fn stick(&self) -> PathBuf {
        self.town.path(&format!("stick{}", self.number))
    }

    /// The election's folder on the stick.
    fn folder(&self) -> PathBuf {
        self.stick().join(format!("election-{}", self.id))
    }

    fn log(&self) -> PathBuf {
        self.folder().join("log.jsonl")
    }

    /// The only message on the stick.
    fn message(&self) -> Option<PathBuf> {
        let files = fs::read_dir(self.folder()).unwrap();
        let messages: Vec<PathBuf> = files
            .map(|file| file.unwrap().path())
            .filter(|path| {
                path.file_name()
                    .unwrap()
                    .to_str()
                    .unwrap()
                    .starts_with("message-")
            })
            .collect();
        assert!(messages.len() < 2, "{messages:?}");
        messages.into_iter().next()
    }

    /// On the machine with the key.
    fn runs(&self, command: &str, more: &[&str]) -> Outcome {
        let mut process = Command::new(program("tally"));
        process
            .arg(command)
            .arg("--offline")
            .arg(self.stick())
            .args(["--election", &self.id.to_string(), "--dir"])
            .arg(self.town.path(&format!("trustee{}", self.number)))
            .arg("--passphrase-file")
            .arg(self.town.path("passphrase"))
            .args(more);
        process.output().unwrap().into()
    }

    /// On the machine with the network.
    fn carry(&self) -> Outcome {
        let mut process = Command::new(program("tally"));
        process
            .args(["carry", "--board", self.town.board.address(), "--stick"])
            .arg(self.stick())
            .args(["--election", &self.id.to_string(), "--timeout", "20"]);
        process.output().unwrap().into()
    }

    /// Carries the stick to and fro until the machine with the key says this.
    fn until(&self, command: &str, more: &[&str], words: &str) -> Outcome {
        let begun = Instant::now();
        loop {
            self.carry()
                .ends(0, &["next: take the stick to the machine with the key"]);
            let outcome = self.runs(command, more);
            if outcome.notes.contains(words) {
                return outcome;
            }
            outcome.ends(
                2,
                &[
                    "not finished: ",
                    "hint: take the stick to the machine with the network",
                ],
            );
            assert!(
                begun.elapsed() < LIMIT,
                "{words:?} was not said in time: {outcome:#?}"
            );
        }
    }

    fn seen(&self) -> Vec<u8> {
        let name = format!("trustee{}/seen-{}.json", self.number, self.id);
        fs::read(self.town.path(&name)).unwrap()
    }
}

fn start(town: &Town, command: &str, id: &Hash, number: usize, more: &[&str]) -> Child {
    let mut process = town.trustee(command, id, number, 120);
    process.args(more).stdout(Stdio::piped()).stderr(Stdio::piped());
    process.spawn().unwrap()
}

fn ended(process: Child) -> Outcome {
    process.wait_with_output().unwrap().into()
}

/// Trustee 3 does everything by files, hands its share on to trustee 5, who does everything by files, too; the others are
/// online. Nothing works without the two.
#[tokio::test]
async fn an_election_with_trustees_without_network() {
    let town = Town::new(2, 3, 3);
    let (id, _) = town.define();
    let third = Apart::new(&town, id, 3);
    third.runs("ceremony", &[]).ends(2, &["has nothing of election"]);

    let online = [1, 2].map(|number| start(&town, "ceremony", &id, number, &[]));
    for kind in ["key-commit", "key-deal", "key-confirm"] {
        let said = format!("your {kind} is on the stick for the board");
        third.until("ceremony", &[], &said).ends(2, &[]);
        // Everything that goes to and fro is small.
        assert!(fs::metadata(third.message().unwrap()).unwrap().len() < 4096);
        assert!(fs::metadata(third.log()).unwrap().len() < 16_384);
        // Again, or without the first one: the same words, although sealing is random.
        let message = fs::read(third.message().unwrap()).unwrap();
        fs::remove_file(third.message().unwrap()).unwrap();
        third.runs("ceremony", &[]).ends(2, &[&said]);
        assert_eq!(fs::read(third.message().unwrap()).unwrap(), message);
        let posted = format!("{kind} of trustee-3 is in the log");
        third.carry().ends(0, &[&posted]);
        assert_eq!(third.message(), None, "what is in the log is carried no more");
    }
    for process in online {
        ended(process).ends(0, &[]);
    }
    third
        .until("ceremony", &[], "The election's key is generated")
        .ends(0, &[]);

    town.voters("id,name,email,weight\n1,Voter,,1\n2,Voter,,1\n3,Voter,,1\n");
    town.roll().ends(0, &[]);
    town.tally("rehearse", &id, &[1]);
    third
        .until("rehearse", &[], "your rehearsal is on the stick")
        .ends(2, &[]);
    town.office("open")
        .ends(2, &["only 1 of the 2 trustees needed to decrypt have rehearsed"]);
    third.until("rehearse", &[], "Rehearsed").ends(0, &[]);
    town.office("open").ends(0, &[]);
    let links: Vec<String> = town.codes().iter().map(|row| row.link.clone()).collect();
    for link in &links[..2] {
        town.vote(link, &[vec![1, 0], vec![2, 1]]).await;
    }

    // Trustees 1 and 3 hand the key on to 4 and 5.
    for number in [4, 5] {
        town.init_trustee(number);
    }
    let files = ["trustee4/trustee.pub.json", "trustee5/trustee.pub.json"];
    let begun = town.admin(&[
        "refresh",
        "--dir",
        "office",
        "--trustee",
        files[0],
        "--trustee",
        files[1],
        "--threshold",
        "2",
        "--dealers",
        "1,3",
    ]);
    begun.ends(0, &[]);
    let accepted = begun.data.trim().to_owned();
    let fifth = Apart::new(&town, id, 5);
    let online = [(1, &["--accept", accepted.as_str()][..]), (4, &[])]
        .map(|(number, more)| start(&town, "refresh", &id, number, more));
    third.carry().ends(0, &[]);
    third
        .runs("refresh", &[])
        .ends(1, &["\"name\":\"Trustee 5\"", &format!("--accept {accepted}")]);
    let accept = ["--accept", accepted.as_str()];
    third
        .until("refresh", &accept, "your key-deal is on the stick")
        .ends(2, &[]);
    third.carry().ends(0, &["key-deal of trustee-3 is in the log"]);
    fifth
        .until("refresh", &[], "your key-confirm is on the stick")
        .ends(2, &[]);
    fifth.carry().ends(0, &["key-confirm of trustee-2 is in the log"]);
    for process in online {
        ended(process).ends(0, &[]);
    }
    fifth
        .until("refresh", &[], "The key was handed on to you")
        .ends(0, &[]);
    third
        .until("refresh", &accept, "The key is handed on")
        .ends(0, &[]);

    town.vote(&links[2], &[vec![0, 1], vec![0, 3]]).await;
    fifth.carry().ends(0, &["open for voting"]);
    fifth
        .runs("decrypt", &[])
        .ends(2, &["not finished: waiting for the election to be closed"]);
    town.office("close").ends(0, &[]);
    third
        .until("decrypt", &[], "you have handed your share of the key on")
        .ends(1, &[]);

    let decided = town.path(&format!("trustee5/decided-{id}.json"));
    assert!(!decided.exists());
    let announced = fifth.until("decrypt", &[], "your intent is on the stick");
    announced.ends(2, &["the record is in order: 3 ballots are counted"]);
    let decision = fs::read(&decided).unwrap();
    fifth.carry().ends(0, &["intent of trustee-2 is in the log"]);
    fifth
        .runs("decrypt", &[])
        .ends(2, &["not finished: 1 of 2 trustees are ready to decrypt"]);
    let fourth = start(&town, "decrypt", &id, 4, &[]);
    fifth
        .until("decrypt", &[], "your partial-decryption is on the stick")
        .ends(2, &[]);
    let message = fs::read(fifth.message().unwrap()).unwrap();
    fifth
        .runs("decrypt", &[])
        .ends(2, &["your partial-decryption is on the stick"]);
    assert_eq!(fs::read(fifth.message().unwrap()).unwrap(), message);
    fifth
        .carry()
        .ends(0, &["partial-decryption of trustee-2 is in the log"]);
    fifth
        .runs("decrypt", &[])
        .ends(0, &["There is nothing left to do"]);
    assert_eq!(fs::read(&decided).unwrap(), decision);
    ended(fourth).ends(0, &[]);
    town.office("result").ends(0, &[]);
    let verify = |record: &str| -> Outcome {
        let mut process = Command::new(program("verifier-cli"));
        process
            .args(["verify", record, "--election", &id.to_string()])
            .output()
            .unwrap()
            .into()
    };
    verify(town.board.address()).ends(0, &["PASS     K6", "PASS     K7", "VERIFIED"]);
    // The copy on the stick is a record like any other.
    fifth.carry().ends(0, &["finished"]);
    verify(fifth.folder().to_str().unwrap()).ends(0, &["VERIFIED"]);
}
