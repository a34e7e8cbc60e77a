//! The observer's program and what a board has signed: checkpoints beside the log, receipts, earlier copies, and evidence
//! of broken promises that needs nothing else.
#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use ostrakon_crypto::{hash::Hash, signature::SigningKey};
use ostrakon_record::{
    receipt::Receipt,
    tlog::{Checkpoint, NodeHash},
};
use ostrakon_tests::{
    fixture::{Record, Stage},
    programs::program,
    town::Outcome,
};
use rand_core::OsRng;
use std::{fs, path::Path, process::Command};
use tempfile::TempDir;

/// A folder with a record in `now`, and an earlier copy of it in `before`.
struct Observer {
    record: Record,
    folder: TempDir,
}

impl Observer {
    fn new() -> Self {
        let record = Record::honest(41, Stage::Finished);
        let observer = Self {
            record,
            folder: tempfile::tempdir().unwrap(),
        };
        let lines = observer.record.entries().len();
        for (name, lines) in [("now", lines), ("before", 9)] {
            let copy = observer.folder.path().join(name);
            fs::create_dir(&copy).unwrap();
            let log: String = observer.record.log().split_inclusive('\n').take(lines).collect();
            fs::write(copy.join("log.jsonl"), log).unwrap();
            let checkpoints = (4..=lines).step_by(5).map(|size| observer.checkpoint(size));
            fs::write(
                copy.join("checkpoints"),
                checkpoints.collect::<Vec<_>>().join("\n"),
            )
            .unwrap();
        }
        observer
    }

    fn checkpoint(&self, size: usize) -> String {
        self.sign(&self.record.checkpoint(size))
    }

    fn sign(&self, checkpoint: &Checkpoint) -> String {
        self.record.sign_checkpoint(checkpoint).to_string()
    }

    /// A receipt for a line that is not in the log.
    fn broken_receipt(&self, seq: u64, key: &SigningKey) -> String {
        let id = *self.record.election().id();
        let receipt = Receipt::sign(key, id, seq, Hash::of(b"my line"), Hash::of(b"my body"));
        serde_json::to_string(&receipt).unwrap()
    }

    fn key(&self) -> &SigningKey {
        self.record.roles.log_key.as_ref().unwrap()
    }

    fn write(&self, name: &str, text: &str) {
        fs::write(self.folder.path().join(name), text).unwrap();
    }

    /// Runs the program in the folder.
    fn run(&self, arguments: &[&str]) -> Outcome {
        let mut command = Command::new(program("verifier-cli"));
        command.current_dir(self.folder.path()).args(arguments);
        command.output().unwrap().into()
    }
}

fn status<'a>(outcome: &'a Outcome, check: &str) -> &'a str {
    let mut lines = outcome
        .data
        .lines()
        .map(|line| line.split_whitespace().collect::<Vec<_>>());
    lines
        .find(|words| words.get(1) == Some(&check))
        .and_then(|words| words.first().copied())
        .unwrap()
}

#[test]
fn what_is_kept_passes_and_leaves_no_evidence() {
    let observer = Observer::new();
    let receipt = serde_json::to_string(&observer.record.receipt(11)).unwrap();
    observer.write("receipt.json", &(receipt + "\n"));
    observer.write(
        "witness.txt",
        &[observer.checkpoint(3), observer.checkpoint(8)].join("\n"),
    );
    let alone = observer.run(&["verify", "now"]);
    assert_eq!(alone.code, 0, "{}", alone.data);
    assert_eq!(
        ["L2", "L3", "L5"].map(|check| status(&alone, check)),
        ["PASS", "PASS", "NOT-RUN"]
    );
    let outcome = observer.run(&[
        "verify",
        "now",
        "--receipt",
        "receipt.json",
        "--checkpoint",
        "witness.txt",
        "--earlier",
        "before",
        "--evidence",
        "evidence",
    ]);
    assert_eq!(outcome.code, 0, "{}", outcome.data);
    assert_eq!(
        ["L2", "L3", "L5"].map(|check| status(&outcome, check)),
        ["PASS"; 3]
    );
    assert!(outcome.notes.contains("no evidence"), "{}", outcome.notes);
    assert!(!Path::new(&observer.folder.path().join("evidence")).exists());

    // A record without checkpoints is no worse, and shows less.
    fs::remove_file(observer.folder.path().join("now/checkpoints")).unwrap();
    let without = observer.run(&["verify", "now"]);
    assert_eq!(without.code, 0);
    assert_eq!(["L2", "L3"].map(|check| status(&without, check)), ["NOT-RUN"; 2]);
}

#[test]
fn a_broken_promise_is_proved_to_anybody() {
    let observer = Observer::new();
    let id = observer.record.election().id().to_string();
    observer.write("mine.json", &observer.broken_receipt(12, observer.key()));
    let forked = Checkpoint {
        root: NodeHash::of_leaf(b"another history"),
        ..observer.record.checkpoint(6)
    };
    observer.write("witness.txt", &observer.sign(&forked));
    let all = [
        "verify",
        "now",
        "--receipt",
        "mine.json",
        "--checkpoint",
        "witness.txt",
        "--evidence",
        "evidence",
    ];
    let outcome = observer.run(&all);
    assert_eq!(
        (outcome.code, status(&outcome, "L5")),
        (1, "FAIL"),
        "{}",
        outcome.data
    );
    for words in [
        "line 12: the receipt for line 12 is signed by the log's key, and the log has another line",
        "line 5: the checkpoint of size 6 from elsewhere is signed by the log's key",
    ] {
        assert!(outcome.data.contains(words), "{}", outcome.data);
    }
    assert!(
        outcome.notes.contains("evidence of 2 broken promises"),
        "{}",
        outcome.notes
    );
    let again = observer.run(&all);
    assert_eq!(again.code, 2, "evidence is not overwritten: {}", again.notes);

    // Nothing but the file is needed, and only the truth is in it.
    fs::remove_dir_all(observer.folder.path().join("now")).unwrap();
    let shown = observer.run(&["evidence", "evidence", "--election", &id]);
    assert_eq!(shown.code, 0, "{}", shown.notes);
    assert_eq!(
        shown
            .data
            .matches(&format!("PROVED: the log of election {id}"))
            .count(),
        2
    );
    let other = Hash::of(b"another").to_string();
    assert_eq!(
        observer.run(&["evidence", "evidence", "--election", &other]).code,
        1
    );
    let text = fs::read_to_string(observer.folder.path().join("evidence")).unwrap();
    observer.write("changed", &text.replacen("\"seq\":12", "\"seq\":11", 1));
    let changed = observer.run(&["evidence", "changed"]);
    assert_eq!(
        (changed.code, changed.data.as_str()),
        (1, ""),
        "{}",
        changed.notes
    );
}

#[test]
fn what_anybody_can_write_proves_nothing() {
    let observer = Observer::new();
    let stranger = SigningKey::generate(&mut OsRng);
    observer.write("mine.json", &observer.broken_receipt(12, &stranger));
    let outcome = observer.run(&[
        "verify",
        "now",
        "--receipt",
        "mine.json",
        "--evidence",
        "evidence",
    ]);
    assert_eq!((outcome.code, status(&outcome, "L5")), (1, "FAIL"));
    assert!(
        outcome.data.contains("no evidence about this log"),
        "{}",
        outcome.data
    );
    assert!(outcome.notes.contains("no evidence"), "{}", outcome.notes);
    // A line that the log has not reached may still come: it is missing, and no checkpoint contradicts it.
    observer.write("late.json", &observer.broken_receipt(900, observer.key()));
    let outcome = observer.run(&[
        "verify",
        "now",
        "--receipt",
        "late.json",
        "--evidence",
        "evidence",
    ]);
    assert_eq!((outcome.code, status(&outcome, "L5")), (1, "FAIL"));
    assert!(outcome.notes.contains("no evidence"), "{}", outcome.notes);
    assert!(!observer.folder.path().join("evidence").exists());
}

/// A copy that another board's history does not continue.
#[test]
fn an_earlier_copy_is_continued_or_not() {
    let observer = Observer::new();
    let path = observer.folder.path().join("before/log.jsonl");
    let log = fs::read_to_string(&path).unwrap();
    fs::write(&path, log.replacen("\"seq\":8,", "\"seq\":9,", 1)).unwrap();
    let outcome = observer.run(&["verify", "now", "--earlier", "before"]);
    assert_eq!((outcome.code, status(&outcome, "L5")), (1, "FAIL"));
    assert!(
        outcome
            .data
            .contains("line 8: the first 9 lines are not those of an earlier copy"),
        "{}",
        outcome.data
    );
}
