//! SIGKILL at every step of an append, of a checkpoint and of a cosignature: nothing acknowledged is lost, nothing is
//! signed twice.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test stops at the first surprise"
)]

use ostrakon_record::tlog::{NodeHash, tlog_proof::TlogProof};
use ostrakon_tests::{
    board::{Board, Hosted, command},
    database::{DATABASE, database},
    faults::board_with,
    fixture::{Record, Roles, Stage},
    programs::{board_with_failpoints, workspace},
    seen::Seen,
    voters::{PATIENCE, Voters, finish, until},
    witness::Witness,
};
use std::{
    collections::BTreeSet,
    fs,
    os::unix::process::ExitStatusExt as _,
    path::Path,
    process::{Command, ExitStatus},
    time::{Duration, Instant},
};
use tempfile::TempDir;

/// Steps of creating an election.
const CREATING: [&str; 3] = ["create-election", "create-head", "create-committed"];
/// Steps of appending lines, publishing a checkpoint and storing cosignatures; `N*off->` lets N go by.
const SERVING: [&str; 26] = [
    "verify-batch=return",
    "append-batch=return",
    "append-locked=return",
    "append-entries=return",
    "append-tree=return",
    "append-head=return",
    "append-committed=return",
    "append-confirmed=return",
    "append-acknowledged=return",
    "append-acknowledged=3*off->return",
    "append-head=2*off->return",
    "publish-begun=return",
    "publish-read=return",
    "publish-signed=return",
    "publish-locked=return",
    "publish-inserted=return",
    "publish-saved=return",
    // At start, it is written once more.
    "file-written=1*off->return",
    "file-renamed=1*off->return",
    "publish-remembered=return",
    "publish-shown=return",
    "cosign-answered=return",
    "cosign-inserted=return",
    "cosign-stored=return",
    "cosign-shown=return",
    "append-tile=return",
];
/// Steps of a witness.
const WITNESSING: [&str; 4] = ["witness-judged", "file-written", "file-renamed", "witness-stored"];

/// Lines before the first tile is full, and some more.
const VOTERS: usize = 420;
const SIGKILL: i32 = 9;

/// How a process that was to die has ended.
async fn death(what: &str, mut end: impl FnMut() -> Option<ExitStatus>) {
    let start = Instant::now();
    loop {
        if let Some(status) = end() {
            assert_eq!(status.signal(), Some(SIGKILL), "{what}: {status}");
            return;
        }
        assert!(start.elapsed() < PATIENCE, "{what}: this step never came");
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
}

/// Waits until the last line is witnessed, and with it all before; the first receipt is then proved, too.
async fn settled(hosted: &Hosted, voters: &Voters) {
    let policy = hosted.record.election().manifest().policy().unwrap();
    let (client, id) = (hosted.board.client(), hosted.record.election().id());
    let last = hosted.record.entries().last().unwrap().seq();
    let promised = voters.receipts().first().map(|receipt| receipt.seq);
    for seq in [Some(last), promised].into_iter().flatten() {
        let leaf = NodeHash::of_leaf(
            hosted.record.entries()[usize::try_from(seq).unwrap()]
                .line()
                .as_bytes(),
        );
        until("the witnessed proof", async || {
            let Ok(text) = client.proof(id, seq).await else {
                return false;
            };
            text.parse::<TlogProof>().unwrap().verify(&leaf, &policy).is_ok()
        })
        .await;
    }
}

/// A board with a witness, killed at each step while voters vote.
async fn killed_at_every_step(seed: u64, database: &[&str]) {
    let folders = tempfile::tempdir().unwrap();
    let mut witness = Witness::start(&folders.path().join("witness"), "witness.example/w");
    let folder = tempfile::tempdir().unwrap();
    let start = |listen: &str| {
        let mut arguments = vec!["--listen", listen, "--checkpoint-interval", "0.05"];
        arguments.extend(["--limit-per-second", "100000"]);
        arguments.extend(database);
        arguments.into_iter().map(str::to_owned).collect::<Vec<String>>()
    };
    let arguments = start("127.0.0.1:0");
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let board = Board::start_with(folder.path(), &arguments);
    let arguments = start(&board.listen());
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();

    let info = board.client().board().await.unwrap();
    let roles = Roles::new(seed, VOTERS)
        .on_board(&info.name, info.key)
        .watched_by(vec![witness.in_policy()], 1);
    let mut hosted = Hosted::of(board, folder, Record::new(roles));
    let mut seen = Seen::of(&hosted.record);
    witness.follow(seen.log());
    hosted.advance(Stage::Open).await;
    let client = hosted.board.client();
    seen.watch(client.clone());
    let mut voters = Voters::default();
    settled(&hosted, &voters).await;

    for step in SERVING {
        hosted.board.kill();
        hosted.board = Board::from_command(
            hosted.folder.path(),
            board_with(step, hosted.folder.path(), &arguments),
        );
        voters.post(6, &mut hosted, std::slice::from_ref(&client));
        if step.starts_with("append-tile") {
            let missing = 256_usize.saturating_sub(hosted.record.entries().len());
            voters.post(missing, &mut hosted, std::slice::from_ref(&client));
        }
        // Some steps come only after some batches.
        while hosted.board.end().is_none() {
            if voters.waiting() == 0 {
                voters.post(1, &mut hosted, std::slice::from_ref(&client));
            }
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        death(step, || hosted.board.end()).await;
        hosted.board = Board::start_with(hosted.folder.path(), &arguments);
        voters.check(&mut hosted).await;
        settled(&hosted, &voters).await;
    }

    for step in WITNESSING {
        let mut program = Command::new(board_with_failpoints());
        program.env("FAILPOINTS", format!("{step}=return"));
        witness = witness.restarted_with(program);
        voters.post(3, &mut hosted, std::slice::from_ref(&client));
        death(step, || witness.end()).await;
        witness = witness.restarted();
        voters.check(&mut hosted).await;
        settled(&hosted, &voters).await;
    }

    finish(&mut hosted).await;
    seen.check(&hosted).await;

    let Hosted {
        mut board, folder, ..
    } = hosted;
    for (number, step) in (0u64..).zip(CREATING) {
        board = create(board, folder.path(), &arguments, seed + number, step).await;
    }
}

/// An election that is created on a board that dies, and then is created.
async fn create(board: Board, folder: &Path, arguments: &[&str], seed: u64, step: &str) -> Board {
    let info = board.client().board().await.unwrap();
    board.kill();
    let record = Record::new(Roles::new(seed + 100, 1).on_board(&info.name, info.key));
    let line = record.entries()[0].submission();
    let mut dying = Board::from_command(folder, board_with(&format!("{step}=return"), folder, arguments));
    dying.client().create(line, &dying.token()).await.unwrap_err();
    death(step, || dying.end()).await;
    let restarted = Board::start_with(folder, arguments);
    let client = restarted.client();
    for _ in 0..2 {
        let receipt = client.create(line, &restarted.token()).await.unwrap();
        receipt.verify(&info.key).unwrap();
        assert_eq!((receipt.seq, receipt.line), (0, *record.entries()[0].hash()));
    }
    let summary = client.summary(record.election().id()).await.unwrap();
    assert_eq!(summary.entries, 1);
    restarted
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_board_on_a_file_dies_at_every_step() {
    killed_at_every_step(50, &[]).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_board_on_a_database_server_dies_at_every_step() {
    let cluster = database();
    let url = cluster.server_url(DATABASE);
    killed_at_every_step(60, &["--database-url", &url]).await;
}

/// A step that nobody tries is a hole in this test.
#[test]
fn every_step_of_the_program_is_tried() {
    let mut steps = BTreeSet::new();
    let mut folders = vec![workspace().join("bulletin-board/src")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let text = fs::read_to_string(&path).unwrap();
            let names = text.split("step!(\"").skip(1);
            steps.extend(names.map(|rest| rest.split('"').next().unwrap().to_owned()));
        }
    }
    let tried = CREATING.iter().chain(&SERVING).chain(&WITNESSING);
    let tried: BTreeSet<String> = tried
        .map(|step| step.split('=').next().unwrap().to_owned())
        .collect();
    assert_eq!(steps, tried);
}

/// The program that people run has no such steps.
#[tokio::test]
async fn the_real_program_does_not_know_fail_points() {
    let folder = TempDir::new().unwrap();
    let mut real = command(folder.path(), &["--listen", "127.0.0.1:0"]);
    let steps = CREATING.iter().chain(&SERVING);
    let every: Vec<String> = steps
        .map(|step| format!("{}=return", step.split('=').next().unwrap()))
        .collect();
    real.env("FAILPOINTS", every.join(";"));
    let board = Board::from_command(folder.path(), real);
    let mut hosted = Hosted::on(board, folder, Roles::new(59, 1), Stage::Open).await;
    hosted.advance(Stage::Voted).await;
    assert!(hosted.board.end().is_none());
}
