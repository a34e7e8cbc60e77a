//! Several servers on one PostgreSQL database with a replica: one board, whatever dies.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test stops at the first surprise"
)]

use bulletin_board_client::BoardClient;
use ostrakon_crypto::hash::Hash;
use ostrakon_record::{entry::Submission, receipt::Receipt};
use ostrakon_tests::{
    board::{Board, Hosted},
    database::{DATABASE, database},
    fixture::{Roles, Stage},
    programs::program,
    seen::Seen,
    voters::{adopt_ballots, check_receipts, finish, persist},
};
use postgres_cluster::Cluster;
use std::{
    fs,
    path::Path,
    process::Command,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};
use tempfile::TempDir;
use tokio::task::JoinSet;

/// Longest time that anything here may take.
const LIMIT: Duration = Duration::from_mins(3);

/// Servers of one board: the same key and token, the same databases, each with a folder of its own.
fn servers(count: usize, databases: &[&Cluster]) -> Vec<(Board, TempDir)> {
    let urls: Vec<String> = databases
        .iter()
        .map(|cluster| cluster.server_url(DATABASE))
        .collect();
    let mut servers: Vec<(Board, TempDir)> = Vec::new();
    for _ in 0..count {
        let folder = tempfile::tempdir().unwrap();
        if let Some((_, first)) = servers.first() {
            for name in ["board.key", "admin.token"] {
                fs::copy(first.path().join(name), folder.path().join(name)).unwrap();
            }
        }
        servers.push((start(folder.path(), &urls.join(",")), folder));
    }
    servers
}

fn start(folder: &Path, urls: &str) -> Board {
    Board::start_with(
        folder,
        &[
            "--listen",
            "127.0.0.1:0",
            "--limit-per-second",
            "100000",
            "--checkpoint-interval",
            "0.05",
            "--database-url",
            urls,
        ],
    )
}

/// Waits until a server shows this many ballots.
async fn shows(client: &BoardClient, id: &Hash, ballots: u64) {
    let start = Instant::now();
    loop {
        match client.summary(id).await {
            Ok(summary) if summary.ballots >= ballots => return,
            shown => assert!(start.elapsed() < LIMIT, "not {ballots} ballots: {shown:?}"),
        }
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
}

async fn until(acknowledged: &AtomicUsize, number: usize) {
    let start = Instant::now();
    while acknowledged.load(Ordering::SeqCst) < number {
        assert!(start.elapsed() < LIMIT, "the voters do not get on");
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_killed_server_and_a_lost_database_lose_no_acknowledged_ballot() {
    const VOTERS: usize = 300;
    let primary = database();
    let standby = primary.standby("a");
    // Set after the replica was made, which so requires no replica of its own when it takes over.
    primary.require_replica("a");

    let mut servers = servers(3, &[&primary, &standby]);
    let clients: Vec<BoardClient> = servers.iter().map(|(board, _)| board.client()).collect();
    let (first, folder) = servers.remove(0);
    let mut hosted = Hosted::on(first, folder, Roles::new(40, VOTERS), Stage::Open).await;
    let id = *hosted.record.election().id();
    let mut seen = Seen::of(&hosted.record);
    for client in &clients {
        seen.watch(client.clone());
    }
    let ballots: Vec<Submission> = (0..VOTERS)
        .map(|voter| hosted.record.ballot(voter, &Roles::choices(voter)))
        .collect();

    let acknowledged = Arc::new(AtomicUsize::new(0));
    let mut voters = JoinSet::new();
    for (number, ballots) in ballots.chunks(VOTERS.div_ceil(9)).enumerate() {
        let mut clients = clients.clone();
        clients.rotate_left(number % 3);
        let (ballots, acknowledged) = (ballots.to_vec(), acknowledged.clone());
        voters.spawn(async move {
            let mut receipts = Vec::new();
            for ballot in ballots {
                receipts.push(persist(&clients, &id, &ballot).await.unwrap());
                acknowledged.fetch_add(1, Ordering::SeqCst);
            }
            receipts
        });
    }
    until(&acknowledged, VOTERS / 4).await;
    let (second, folder) = servers.remove(0);
    std::mem::replace(&mut hosted.board, second).kill();
    hosted.folder = folder;
    until(&acknowledged, VOTERS / 2).await;
    assert!(
        acknowledged.load(Ordering::SeqCst) < VOTERS,
        "the voters were done"
    );
    primary.crash();
    standby.promote();
    let promoted = Instant::now();
    let before = acknowledged.load(Ordering::SeqCst);
    until(&acknowledged, before + 1).await;
    let pause = promoted.elapsed();
    assert!(pause < Duration::from_secs(30), "{pause:?}");

    let receipts: Vec<Receipt> = voters.join_all().await.into_iter().flatten().collect();
    let ballots = u64::try_from(VOTERS).unwrap();
    shows(&hosted.board.client(), &id, ballots).await;
    adopt_ballots(&mut hosted).await;
    check_receipts(&hosted, &receipts);
    assert_eq!(receipts.len(), VOTERS);
    assert_eq!(hosted.record.election().ballots(), ballots, "and no other");
    // The third server shows the same.
    let (third, _folder) = servers.remove(0);
    shows(&third.client(), &id, ballots).await;
    let log = ostrakon_tests::board::log(&third.client(), &hosted.record, 0, None).await;
    assert_eq!(log.concat(), hosted.record.log());
    finish(&mut hosted).await;
    seen.check(&hosted).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn servers_of_one_database_are_one_board() {
    let cluster = database();
    let mut servers = servers(2, &[&cluster]);
    let (first, folder) = servers.remove(0);
    let (second, _second_folder) = servers.remove(0);
    let mut hosted = Hosted::on(first, folder, Roles::new(41, 4), Stage::Open).await;
    let id = *hosted.record.election().id();
    let clients = [hosted.board.client(), second.client()];
    shows(&clients[1], &id, 0).await;
    // Each next ballot of a voter fits only after the one before, which went to the other server a moment ago.
    for round in 0..10 {
        let ballot = hosted.record.ballot(0, &Roles::choices(round));
        let posted = clients[round % 2].post(&id, &ballot).await.unwrap();
        assert!(!posted.repeated);
        let entry = hosted.record.push(ballot.clone());
        assert_eq!(
            (posted.receipt.seq, &posted.receipt.line),
            (entry.seq(), entry.hash())
        );
        // The other server knows it, too, and gives the same receipt.
        let again = loop {
            match clients[(round + 1) % 2].post(&id, &ballot).await {
                Ok(again) => break again,
                Err(error) => assert!(error.is_retryable(), "{error}"),
            }
        };
        assert!(again.repeated);
        assert_eq!(again.receipt, posted.receipt);
    }
    assert_eq!(hosted.log().await, hosted.record.log());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_does_not_carry_on_where_acknowledged_lines_are_gone() {
    let primary = database();
    let standby = primary.standby("a");
    let mut servers = servers(1, &[&primary, &standby]);
    let (board, folder) = servers.remove(0);
    let mut hosted = Hosted::on(board, folder, Roles::new(42, 4), Stage::Open).await;
    let id = *hosted.record.election().id();
    // Required of nobody, the replica falls behind, and then takes over.
    standby.crash();
    for voter in 0..2 {
        let ballot = hosted.record.ballot(voter, &Roles::choices(voter));
        hosted.record.push(ballot);
    }
    hosted.post_new().await;
    primary.crash();
    standby.resume();
    standby.promote();
    let ballot = hosted.record.ballot(2, &Roles::choices(2));
    let start = Instant::now();
    while !hosted.board.said().contains("an acknowledged line is missing") {
        let posted = hosted.board.client().post(&id, &ballot).await;
        assert!(posted.is_err(), "it carries on: {posted:?}");
        assert!(start.elapsed() < LIMIT, "{}", hosted.board.said());
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    assert_eq!(hosted.board.ended().code(), Some(2));
}

/// Runs a command of the board's program on this folder and database; its exit code and what it says.
fn run(command: &str, folder: &Path, url: &str, more: &[&str]) -> (i32, String) {
    let output = Command::new(program("bulletin-board"))
        .args([command, "--database-url", url, "--data-dir"])
        .arg(folder)
        .args(more)
        .output()
        .unwrap();
    let said = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
    (output.status.code().unwrap(), said)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_restored_database_is_only_read_until_what_was_lost_is_taken_over() {
    let cluster = database();
    let (board, folder) = servers(1, &[&cluster]).remove(0);
    let mut hosted = Hosted::on(board, folder, Roles::new(43, 4), Stage::Open).await;
    let id = *hosted.record.election().id();
    let data = hosted.folder.path().to_owned();
    let url = cluster.server_url(DATABASE);
    let (code, said) = run("backup", &data, &url, &["copy"]);
    assert!(code == 2 && said.contains("pg_basebackup"), "{said}");
    let restored = cluster.restored();
    let ballot = hosted.record.ballot(0, &Roles::choices(0));
    hosted.record.push(ballot);
    hosted.post_new().await;
    let seen = hosted.log().await;
    let copy = data.join("record.jsonl");
    fs::write(&copy, &seen).unwrap();
    hosted.board.kill();
    drop(cluster);

    let url = restored.server_url(DATABASE);
    let entries = hosted.record.entries();
    let lost = entries.last().unwrap();
    let (code, said) = run("restore", &data, &url, &[]);
    let end = format!(
        "election {id}: {} lines, head {}\n",
        lost.seq(),
        entries[entries.len() - 2].hash()
    );
    assert_eq!((code, said), (0, end));
    hosted.board = start(&data, &url);
    let refused = hosted.board.client().post(&id, lost.submission()).await;
    let error = refused.unwrap_err().to_string();
    assert!(error.contains("restored from a backup"), "{error}");
    assert!(hosted.board.stop().success());
    let (code, said) = run("resume", &data, &url, &[]);
    assert!(code == 2 && said.contains("no copy of election"), "{said}");
    let (code, said) = run("resume", &data, &url, &["--copy", copy.to_str().unwrap()]);
    assert_eq!(code, 0, "{said}");
    hosted.board = start(&data, &url);
    assert_eq!(hosted.log().await, seen);
    hosted.advance(Stage::Finished).await;
    assert_eq!(hosted.log().await, hosted.record.log());
}
