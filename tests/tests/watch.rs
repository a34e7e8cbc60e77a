//! The observer's program beside a running election: what it follows, and what it raises an alarm about.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test stops at the first surprise"
)]

use axum::{
    Json, Router,
    extract::Query,
    routing::{get, post},
};
use bulletin_board_client::ElectionSummary;
use data_encoding::HEXLOWER;
use ostrakon_crypto::hash::Hash;
use ostrakon_record::{
    entry::Signer,
    receipt::Receipt,
    tlog::{Checkpoint, NodeHash, Note, VerifierKey},
};
use ostrakon_tests::{
    board::Hosted,
    fixture::{Record, Roles, Stage},
    programs::program,
    town::Outcome,
};
use rustix::process::{Pid, Signal, kill_process};
use serde_json::Value;
use sha2::{Digest as _, Sha256};
use std::{
    fs,
    path::Path,
    process::{Child, Command, Stdio},
    sync::{Arc, Mutex},
    time::{Duration, Instant},
};
use tempfile::TempDir;

/// Longest time that anything here may take.
const LIMIT: Duration = Duration::from_mins(1);

fn watcher(address: &str, folder: &Path, more: &[&str]) -> Command {
    let mut command = Command::new(program("verifier-cli"));
    command
        .args([
            "watch",
            address,
            "--json",
            "--interval",
            "1",
            "--patience",
            "2",
            "--output",
        ])
        .arg(folder)
        .args(more)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command
}

/// Waits for the watcher's end.
async fn ended(watching: Child) -> Outcome {
    let waiting = tokio::task::spawn_blocking(move || watching.wait_with_output().unwrap());
    tokio::time::timeout(LIMIT, waiting)
        .await
        .unwrap()
        .unwrap()
        .into()
}

fn events(outcome: &Outcome) -> Vec<Value> {
    let lines = outcome.data.lines();
    lines.map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// Kinds, checks and lines of the alarms.
fn alarms(outcome: &Outcome) -> Vec<(String, Value, Value)> {
    let events = events(outcome).into_iter();
    let alarms = events
        .filter(|event| event["event"] == "alarm")
        .map(|event| event["alarm"].clone());
    alarms
        .map(|alarm| {
            let kind = alarm["kind"].as_str().unwrap().to_owned();
            (kind, alarm["check"].clone(), alarm["seq"].clone())
        })
        .collect()
}

/// Waits until the copy has so many lines.
async fn copied(folder: &Path, lines: usize) {
    let start = Instant::now();
    while fs::read_to_string(folder.join("log.jsonl")).map_or(0, |log| log.lines().count()) < lines {
        assert!(start.elapsed() < LIMIT, "{lines} lines are not copied");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_whole_election_is_followed_to_its_end() {
    let mut hosted = Hosted::start(91, 5, Stage::Open).await;
    let copy = TempDir::new().unwrap();
    let watching = watcher(hosted.board.address(), copy.path(), &[]).spawn().unwrap();
    copied(copy.path(), hosted.record.entries().len()).await;
    hosted.advance(Stage::Finished).await;
    let outcome = ended(watching).await;
    assert_eq!((outcome.code, alarms(&outcome).len()), (0, 0), "{outcome:#?}");
    let last = events(&outcome).pop().unwrap();
    assert_eq!(last["lines"], hosted.record.entries().len());
    assert_eq!(last["verdict"], "verified");
    // Somebody who comes later finds everything at once, and goes on with the same copy.
    let again = ended(watcher(hosted.board.address(), copy.path(), &[]).spawn().unwrap()).await;
    assert_eq!(again.code, 0, "{}", again.data);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_silent_board_is_told_of_and_alarms_are_posted() {
    let told: Arc<Mutex<Vec<Value>>> = Arc::default();
    let taken = Arc::clone(&told);
    let app = Router::new().route(
        "/alarm",
        post(async move |body: String| {
            taken.lock().unwrap().push(serde_json::from_str(&body).unwrap());
        }),
    );
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let webhook = format!("http://{}/alarm", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, app).await.unwrap() });
    let hosted = Hosted::start(93, 2, Stage::Open).await;
    let copy = TempDir::new().unwrap();
    let address = hosted.board.address().to_owned();
    let watching = watcher(&address, copy.path(), &["--webhook", &webhook])
        .spawn()
        .unwrap();
    copied(copy.path(), hosted.record.entries().len()).await;
    assert!(hosted.board.stop().success());
    let outcome = ended(watching).await;
    assert_eq!(outcome.code, 1, "{}", outcome.data);
    assert_eq!(alarms(&outcome)[0].0, "silence");
    // Nor is there anything else to say of a board that never answered.
    let id = hosted.record.election().id().to_string();
    let nothing = TempDir::new().unwrap();
    let outcome = ended(
        watcher(&address, nothing.path(), &["--election", &id])
            .spawn()
            .unwrap(),
    )
    .await;
    assert_eq!(outcome.code, 1, "{outcome:#?}");
    assert_eq!(
        alarms(&outcome),
        [("silence".to_owned(), Value::Null, Value::Null)]
    );
    let told = told.lock().unwrap();
    assert_eq!(told.len(), 1);
    assert_eq!(told[0]["alarm"]["kind"], "silence");
    assert_eq!(told[0]["election"], id);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_interrupted_watcher_says_how_to_go_on() {
    let record = Record::honest(99, Stage::Open);
    let liar = Liar::start(&record).await;
    let copy = TempDir::new().unwrap();
    let id = record.election().id().to_string();
    let watching = watcher(&liar.address, copy.path(), &["--election", &id])
        .spawn()
        .unwrap();
    copied(copy.path(), record.entries().len()).await;
    let process = Pid::from_raw(i32::try_from(watching.id()).unwrap()).unwrap();
    kill_process(process, Signal::INT).unwrap();
    ended(watching)
        .await
        .ends(130, &["nothing was wrong so far", "the same command goes on"]);
}

/// A watcher cosigns what it has verified; others take it as a peer; and it never cosigns two histories.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_a_watcher_has_verified_it_cosigns() {
    let record = Record::honest(98, Stage::Finished);
    let liar = Liar::start(&record).await;
    let copy = TempDir::new().unwrap();
    let cosign = ["--cosign", "watcher.example/w"];
    let outcome = liar.watched(&record, copy.path(), &cosign).await;
    assert_eq!(outcome.code, 0, "{outcome:#?}");
    let key: VerifierKey = outcome.notes.split_whitespace().nth(2).unwrap().parse().unwrap();
    let folder = fs::read_dir(copy.path().join("cosigned"))
        .unwrap()
        .next()
        .unwrap()
        .unwrap();
    let file = folder.path().join("checkpoint");
    let note: Note = fs::read_to_string(&file).unwrap().parse().unwrap();
    assert!(note.verify(&key).unwrap().is_some());
    assert_eq!(note.text(), record.checkpoint(record.entries().len()).to_string());
    // The same again changes nothing; another board under the same log's key is an alarm.
    let cosigned = fs::read(&file).unwrap();
    let outcome = liar.watched(&record, copy.path(), &cosign).await;
    assert_eq!((outcome.code, fs::read(&file).unwrap()), (0, cosigned.clone()));
    let mut fork = Record::honest(98, Stage::Voted);
    let abort = fork.sign(Signer::Authority, fork.abort());
    fork.push(abort);
    let liar = Liar::start(&fork).await;
    for name in ["log.jsonl", "checkpoints"] {
        fs::remove_file(copy.path().join(name)).unwrap();
    }
    let outcome = liar.watched(&fork, copy.path(), &cosign).await;
    assert_eq!(outcome.code, 1, "{outcome:#?}");
    assert_eq!(alarms(&outcome)[0].0, "history");
    assert_eq!(fs::read(&file).unwrap(), cosigned);
}

/// A board that shows whatever it likes, and signs it.
struct Liar {
    address: String,
    shown: Arc<Mutex<Shown>>,
}

struct Shown {
    summary: ElectionSummary,
    log: String,
    checkpoints: String,
}

impl Shown {
    /// The first lines of a record, and one checkpoint of them.
    fn of(record: &Record, lines: usize) -> Self {
        let log: String = record.log().split_inclusive('\n').take(lines).collect();
        let mut summary = ElectionSummary::of(record.election());
        summary.entries = u64::try_from(lines).unwrap();
        Self {
            summary,
            log,
            checkpoints: record.sign_checkpoint(&record.checkpoint(lines)).to_string(),
        }
    }
}

#[derive(serde::Deserialize)]
struct From {
    from: usize,
}

impl Liar {
    async fn start(record: &Record) -> Self {
        let shown = Arc::new(Mutex::new(Shown::of(record, record.entries().len())));
        let [summary, log, checkpoints] = [(); 3].map(|()| Arc::clone(&shown));
        let app = Router::new()
            .route(
                "/api/v1/elections/{id}",
                get(async move || Json(summary.lock().unwrap().summary.clone())),
            )
            .route(
                "/api/v1/elections/{id}/log",
                get(async move |Query(From { from }): Query<From>| {
                    let log = log.lock().unwrap().log.clone();
                    log.split_inclusive('\n').skip(from).collect::<String>()
                }),
            )
            .route(
                "/api/v1/elections/{id}/checkpoints",
                get(async move || checkpoints.lock().unwrap().checkpoints.clone()),
            );
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        tokio::spawn(async move { axum::serve(listener, app).await.unwrap() });
        Self { address, shown }
    }

    /// Runs a watcher beside it until it ends.
    async fn watched(&self, record: &Record, copy: &Path, more: &[&str]) -> Outcome {
        let id = record.election().id().to_string();
        let more = [&["--election", &id], more].concat();
        ended(watcher(&self.address, copy, &more).spawn().unwrap()).await
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_board_that_changes_or_drops_lines_is_caught() {
    let record = Record::honest(92, Stage::Closed);
    let lines = record.entries().len();
    let mut other = Record::honest(92, Stage::Voted);
    let abort = other.sign(Signer::Authority, other.abort());
    other.push(abort);
    for (name, shown) in [
        ("fewer", Shown::of(&record, lines - 1)),
        ("others", Shown::of(&other, lines)),
    ] {
        let liar = Liar::start(&record).await;
        let copy = TempDir::new().unwrap();
        let id = record.election().id().to_string();
        let watching = watcher(&liar.address, copy.path(), &["--election", &id])
            .spawn()
            .unwrap();
        copied(copy.path(), lines).await;
        *liar.shown.lock().unwrap() = shown;
        let outcome = ended(watching).await;
        assert_eq!(outcome.code, 1, "{name}: {}", outcome.data);
        assert_eq!(alarms(&outcome)[0].0, "history", "{name}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_ballot_after_the_closing_is_told_of() {
    let mut record = Record::honest(97, Stage::Open);
    let late = record.ballot(0, &Roles::choices(1));
    record.advance(Stage::Closed);
    let seq = record.force(late).seq();
    let liar = Liar::start(&record).await;
    let copy = TempDir::new().unwrap();
    let outcome = liar.watched(&record, copy.path(), &[]).await;
    assert_eq!(outcome.code, 1, "{}", outcome.data);
    assert_eq!(alarms(&outcome), [("check".to_owned(), "L6".into(), seq.into())]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_receipt_that_the_log_does_not_keep_is_told_of() {
    let record = Record::honest(94, Stage::Open);
    let liar = Liar::start(&record).await;
    let files = TempDir::new().unwrap();
    let id = *record.election().id();
    let key = record.roles.log_key.as_ref().unwrap();
    let lines = u64::try_from(record.entries().len()).unwrap();
    for (name, seq) in [("changed", 2), ("missing", lines)] {
        let receipt = Receipt::sign(key, id, seq, Hash::of(b"my line"), Hash::of(b"my body"));
        let file = files.path().join(name);
        fs::write(&file, serde_json::to_string(&receipt).unwrap()).unwrap();
        let copy = files.path().join(format!("copy-{name}"));
        let outcome = liar
            .watched(&record, &copy, &["--receipt", file.to_str().unwrap()])
            .await;
        assert_eq!(outcome.code, 1, "{}", outcome.data);
        assert_eq!(alarms(&outcome), [("check".to_owned(), "L5".into(), seq.into())]);
    }
}

/// The log's key under two histories: what somebody else holds is no part of what the board shows.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_fork_between_watchers_is_proved() {
    let record = Record::honest(95, Stage::Open);
    let liar = Liar::start(&record).await;
    let files = TempDir::new().unwrap();
    let lines = record.entries().len();
    let mut checkpoint = record.checkpoint(lines);
    let holds = |name: &str, checkpoint: &Checkpoint| {
        let file = files.path().join(name);
        fs::write(&file, record.sign_checkpoint(checkpoint).to_string()).unwrap();
        file.to_str().unwrap().to_owned()
    };
    let honest = holds("honest", &checkpoint);
    checkpoint.root = NodeHash::of_leaf(b"another history");
    let fork = holds("fork", &checkpoint);
    checkpoint.size += 100;
    let ahead = holds("ahead", &checkpoint);
    let copy = files.path().join("copy");
    // As a witness shows what it has cosigned last.
    let shown = fs::read_to_string(&fork).unwrap();
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let witness = format!("http://{}", listener.local_addr().unwrap());
    let digest = HEXLOWER.encode(&Sha256::digest(checkpoint.origin.as_str()));
    let app = Router::new().route(&format!("/{digest}/checkpoint"), get(async move || shown));
    tokio::spawn(async move { axum::serve(listener, app).await.unwrap() });
    let other = files.path().join("other");
    let peer = ["--cosign", "watcher.example/w", "--peer", &witness];
    let outcome = liar.watched(&record, &other, &peer).await;
    assert_eq!(
        (outcome.code, alarms(&outcome)[0].0.as_str()),
        (1, "fork"),
        "{outcome:#?}"
    );
    assert!(!other.join("cosigned").exists(), "it cosigned beside an alarm");
    for (peer, kind) in [(&fork, "fork"), (&ahead, "hidden")] {
        let outcome = liar
            .watched(&record, &copy, &["--peer", &honest, "--peer", peer])
            .await;
        assert_eq!(outcome.code, 1, "{}", outcome.data);
        assert_eq!(alarms(&outcome), [(kind.to_owned(), Value::Null, Value::Null)]);
    }
    let proof = copy.join(format!("fork-{lines}.jsonl"));
    let mut command = Command::new(program("verifier-cli"));
    Outcome::from(command.arg("evidence").arg(proof).output().unwrap()).ends(0, &["PROVED"]);
}

#[test]
fn copies_are_the_same_or_continue_each_other_or_are_two_histories() {
    let folder = TempDir::new().unwrap();
    let write = |name: &str, record: &Record, lines: usize| {
        let copy = folder.path().join(name);
        fs::create_dir(&copy).unwrap();
        let log: String = record.log().split_inclusive('\n').take(lines).collect();
        fs::write(copy.join("log.jsonl"), log).unwrap();
        let checkpoint = record.sign_checkpoint(&record.checkpoint(lines));
        fs::write(copy.join("checkpoints"), checkpoint.to_string()).unwrap();
    };
    let [mut record, mut other] = [(); 2].map(|()| Record::honest(96, Stage::Open));
    let common = record.entries().len();
    for (record, voter) in [(&mut record, 0), (&mut other, 1)] {
        let ballot = record.ballot(voter, &Roles::choices(1));
        record.push(ballot);
    }
    write("a", &record, common + 1);
    write("same", &record, common + 1);
    write("short", &record, common);
    write("other", &other, common + 1);
    let compare = |second: &str, more: &[&str]| -> Outcome {
        let mut command = Command::new(program("verifier-cli"));
        command
            .current_dir(folder.path())
            .args(["compare", "a", second])
            .args(more);
        command.output().unwrap().into()
    };
    let same = compare("same", &[]);
    assert_eq!(same.code, 0);
    assert!(same.data.starts_with("SAME"), "{}", same.data);
    let short = compare("short", &[]);
    assert_eq!(short.code, 0);
    assert!(
        short
            .data
            .starts_with(&format!("CONTINUES: a begins with the {common} lines of short")),
        "{}",
        short.data
    );
    let fork = compare("other", &["--evidence", "proof"]);
    assert_eq!(fork.code, 1);
    assert!(
        fork.data
            .starts_with(&format!("FORK: the copies differ from line {common} on")),
        "{}",
        fork.data
    );
    let proof = Command::new(program("verifier-cli"))
        .current_dir(folder.path())
        .args(["evidence", "proof"])
        .output();
    assert!(proof.unwrap().status.success());
}
