//! A real board that is killed, starved, damaged or pressed: nothing acknowledged is lost, and nothing forks.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test stops at the first surprise"
)]

use bulletin_board_client::{ClientError, Follower, follow::BallotProofs};
use ostrakon_record::{
    election::Election,
    entry::{Signer, Submission},
    receipt::Receipt,
};
use ostrakon_tests::{
    board::{Board, Hosted, command, refused_start},
    faults::board_with,
    fixture::{Roles, Stage},
    voters::{adopt_ballots, check_receipts, finish, persist},
};
use std::{
    fs,
    io::Write as _,
    net::TcpStream,
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};
use tokio::task::JoinSet;

/// Longest time that anything here may take.
const LIMIT: Duration = Duration::from_mins(1);

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn kill_nine_while_votes_are_cast_loses_no_acknowledged_ballot() {
    const VOTERS: usize = 300;
    const KILLS: usize = 6;
    let mut hosted = Hosted::start(30, VOTERS, Stage::Open).await;
    let id = *hosted.record.election().id();
    let ballots: Vec<Submission> = (0..VOTERS)
        .map(|voter| hosted.record.ballot(voter, &Roles::choices(voter)))
        .collect();
    let listen = hosted.board.listen();
    let client = hosted.board.client();
    let acknowledged = Arc::new(AtomicUsize::new(0));

    let mut voters = JoinSet::new();
    for ballots in ballots.chunks(VOTERS.div_ceil(8)) {
        let (client, ballots, acknowledged) = (client.clone(), ballots.to_vec(), acknowledged.clone());
        voters.spawn(async move {
            let mut receipts = Vec::new();
            for ballot in ballots {
                receipts.push(
                    persist(std::slice::from_ref(&client), &id, &ballot)
                        .await
                        .unwrap(),
                );
                acknowledged.fetch_add(1, Ordering::SeqCst);
            }
            receipts
        });
    }
    // Each time that some more ballots were acknowledged, so that every kill hits a busy board.
    let mut board = hosted.board;
    for kill in 1..=KILLS {
        let start = Instant::now();
        while acknowledged.load(Ordering::SeqCst) < kill * VOTERS / (KILLS + 2) {
            assert!(start.elapsed() < LIMIT, "the voters do not get on");
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
        assert!(
            acknowledged.load(Ordering::SeqCst) < VOTERS,
            "the voters were done before kill {kill}"
        );
        board.kill();
        board = Board::start_with(hosted.folder.path(), &["--listen", &listen]);
    }
    hosted.board = board;
    let receipts: Vec<Receipt> = voters.join_all().await.into_iter().flatten().collect();

    adopt_ballots(&mut hosted).await;
    check_receipts(&hosted, &receipts);
    assert_eq!(receipts.len(), VOTERS);
    assert_eq!(
        hosted.record.election().ballots(),
        u64::try_from(VOTERS).unwrap(),
        "and no other"
    );
    finish(&mut hosted).await;
}

#[tokio::test]
async fn a_restart_at_every_stage_changes_nothing() {
    let mut hosted = Hosted::start(31, 5, Stage::Defined).await;
    for stage in Stage::ALL {
        hosted.advance(stage).await;
        hosted = hosted.restarted();
        assert_eq!(hosted.log().await, hosted.record.log(), "{stage:?}");
        let id = *hosted.record.election().id();
        let summary = hosted.board.client().summary(&id).await.unwrap();
        assert_eq!(
            summary,
            bulletin_board_client::ElectionSummary::of(hosted.record.election())
        );
        // A line of before the restart still gets its first receipt.
        let last = hosted.record.entries().last().unwrap();
        if last.seq() > 0 {
            let posted = hosted.board.client().post(&id, last.submission()).await.unwrap();
            assert!(posted.repeated);
            assert_eq!(
                (posted.receipt.seq, posted.receipt.line),
                (last.seq(), *last.hash())
            );
        }
    }
}

#[tokio::test]
async fn one_changed_character_in_storage_is_found_at_start() {
    let hosted = Hosted::start(33, 4, Stage::Voted).await;
    let (folder, record) = (hosted.folder, hosted.record);
    assert!(hosted.board.stop().success());
    let file = folder.path().join("board.sqlite");
    let intact = fs::read(&file).unwrap();
    let find = |text: &str| {
        intact
            .windows(text.len())
            .position(|window| window == text.as_bytes())
    };

    // In the weight of the last voter of the first roll part, and in the signature of the last line.
    let part = record
        .entries()
        .iter()
        .find(|entry| entry.submission().signer() == Signer::Registrar)
        .unwrap();
    let last = record.entries().last().unwrap();
    for (entry, offset, noticed) in [(part, 10, part.seq()), (last, 90, last.seq())] {
        let line = entry.line();
        let tail = &line[line.len() - 200..];
        let position = find(tail).expect("the line's end is in the file") + tail.len() - offset;
        let mut changed = intact.clone();
        changed[position] = if changed[position] == b'A' { b'B' } else { b'A' };
        fs::write(&file, changed).unwrap();
        let (code, said) = refused_start(command(folder.path(), &["--listen", "127.0.0.1:0"]));
        assert_eq!(code, Some(2), "{said}");
        assert!(
            said.contains(&format!("election {}", record.election().id())),
            "{said}"
        );
        // A change that a signature does not cover is found where the next line names the hash.
        assert!(
            (noticed..=noticed + 1).any(|seq| said.contains(&format!("damaged at line {seq}:"))),
            "line {noticed}: {said}"
        );
    }
    fs::write(&file, &intact).unwrap();
    let board = Board::start(folder.path());
    let mut follower = Follower::new(board.client(), *record.election().id(), BallotProofs::Check);
    assert_eq!(
        follower.update(None).await.map(Election::head).unwrap(),
        record.election().head()
    );
}

#[tokio::test]
async fn a_lost_key_is_noticed_and_a_second_server_is_refused() {
    let hosted = Hosted::start(34, 4, Stage::Defined).await;
    let (code, said) = refused_start(command(hosted.folder.path(), &["--listen", "127.0.0.1:0"]));
    assert_eq!(code, Some(2));
    assert!(said.contains("another server uses"), "{said}");
    assert!(said.contains("hint:"), "{said}");
    assert_eq!(hosted.log().await, hosted.record.log(), "the first one goes on");

    let folder = hosted.folder;
    assert!(hosted.board.stop().success());
    let key = folder.path().join("board.key");
    let kept = fs::read(&key).unwrap();
    fs::remove_file(&key).unwrap();
    let (code, said) = refused_start(command(folder.path(), &["--listen", "127.0.0.1:0"]));
    assert_eq!(code, Some(2));
    assert!(said.contains("board.key is not the key"), "{said}");
    fs::write(&key, kept).unwrap();
    drop(Board::start(folder.path()));
}

#[tokio::test]
async fn clients_that_never_finish_do_not_keep_the_board_from_others_or_from_ending() {
    let mut hosted = Hosted::start(35, 4, Stage::Open).await;
    let id = *hosted.record.election().id();
    let idle: Vec<TcpStream> = (0..50)
        .map(|number| {
            let mut stream = TcpStream::connect(hosted.board.listen()).unwrap();
            let part = match number % 3 {
                0 => String::new(),
                1 => "GET /healthz HTT".to_owned(),
                _ => format!(
                    "POST /api/v1/elections/{id}/entries HTTP/1.1\r\nhost: x\r\ncontent-length: 900\r\n\r\n{{"
                ),
            };
            stream.write_all(part.as_bytes()).unwrap();
            stream
        })
        .collect();
    let ballot = hosted.record.ballot(0, &Roles::choices(0));
    hosted.record.push(ballot);
    hosted.post_new().await;
    let start = Instant::now();
    assert!(hosted.board.stop().success());
    assert!(start.elapsed() < Duration::from_secs(20), "{:?}", start.elapsed());
    drop(idle);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_acknowledged_before_a_polite_end_is_there_after_it() {
    const VOTERS: usize = 200;
    let mut hosted = Hosted::start(36, VOTERS, Stage::Open).await;
    let id = *hosted.record.election().id();
    let client = hosted.board.client();
    let done = Arc::new(AtomicBool::new(false));
    let mut voters = JoinSet::new();
    for voter in 0..VOTERS {
        let ballot = hosted.record.ballot(voter, &Roles::choices(voter));
        let (client, done) = (client.clone(), done.clone());
        voters.spawn(async move {
            let posted = client.post(&id, &ballot).await;
            done.store(true, Ordering::SeqCst);
            posted
        });
    }
    while !done.load(Ordering::SeqCst) {
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    let listen = hosted.board.listen();
    assert!(hosted.board.stop().success());
    let outcomes = voters.join_all().await;
    hosted.board = Board::start_with(hosted.folder.path(), &["--listen", &listen]);
    adopt_ballots(&mut hosted).await;
    let mut acknowledged = 0;
    for outcome in outcomes {
        match outcome {
            Ok(posted) => {
                let entry = &hosted.record.entries()[usize::try_from(posted.receipt.seq).unwrap()];
                assert_eq!(entry.hash(), &posted.receipt.line);
                acknowledged += 1;
            }
            Err(error) => assert!(error.is_retryable(), "{error}"),
        }
    }
    assert!(acknowledged > 0);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_burst_of_more_than_the_board_can_check_is_shed_or_kept() {
    const VOTERS: usize = 1_500;
    let folder = tempfile::tempdir().unwrap();
    let board = Board::start_with(
        folder.path(),
        &["--listen", "127.0.0.1:0", "--limit-per-second", "100000"],
    );
    let mut hosted = Hosted::on(board, folder, Roles::new(37, VOTERS), Stage::Open).await;
    let id = *hosted.record.election().id();
    let client = hosted.board.client();
    // Sealed before the first is posted, so that they arrive faster than they can be checked.
    let ballots: Vec<Submission> = (0..VOTERS)
        .map(|voter| hosted.record.ballot(voter, &Roles::choices(voter)))
        .collect();
    let mut posts = JoinSet::new();
    for ballot in ballots {
        let client = client.clone();
        posts.spawn(async move { client.post(&id, &ballot).await });
    }
    let outcomes = posts.join_all().await;
    adopt_ballots(&mut hosted).await;
    let (mut kept, mut unknown) = (0, 0);
    for outcome in outcomes {
        match outcome {
            Ok(posted) => {
                let entry = &hosted.record.entries()[usize::try_from(posted.receipt.seq).unwrap()];
                assert_eq!(entry.hash(), &posted.receipt.line);
                kept += 1;
            }
            // Where a process may have few files open, connections fail.
            Err(ClientError::Unreachable { .. }) => unknown += 1,
            Err(error) => {
                assert_eq!(error.status(), Some(503), "{error}");
                assert!(error.retry_after().is_some());
            }
        }
    }
    let ballots = hosted.record.election().ballots();
    assert!(
        (kept..=kept + unknown).contains(&ballots),
        "what was shed is not in the log"
    );
    assert!(kept > 0);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn ten_times_what_can_be_checked_is_shed_and_what_was_taken_is_kept() {
    const VOTERS: usize = 150;
    /// Booths that do not wait for their answer: each of these posts once more what its neighbours post.
    const IMPATIENCE: usize = 10;
    const FLOOD: Duration = Duration::from_secs(6);
    /// Ballots that can be checked in that time: a batch of at most 128 in 1.5 seconds.
    const CHECKED: usize = 4 * 128;
    const MEMORY: usize = 300 << 10;
    let folder = tempfile::tempdir().unwrap();
    // Each thread checks a batch at a time, and takes so long that together they come to one in 1.5 seconds.
    let threads = std::thread::available_parallelism().unwrap().get();
    let arguments = ["--listen", "127.0.0.1:0", "--limit-per-second", "1000000"];
    let slow = format!("verify-batch=sleep({})", 1_500 * threads);
    let slow = board_with(&slow, folder.path(), &arguments);
    let board = Board::from_command(folder.path(), slow);
    let mut hosted = Hosted::on(board, folder, Roles::new(38, VOTERS), Stage::Open).await;
    let (client, id) = (hosted.board.client(), *hosted.record.election().id());
    let ballots: Vec<Submission> = (0..VOTERS)
        .map(|voter| hosted.record.ballot(voter, &Roles::choices(voter)))
        .collect();

    let (offered, shed) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
    let end = Instant::now() + FLOOD;
    let mut booths = JoinSet::new();
    for ballot in ballots.iter().cycle().take(IMPATIENCE * VOTERS) {
        let (client, ballot) = (client.clone(), ballot.clone());
        let (offered, shed) = (offered.clone(), shed.clone());
        booths.spawn(async move {
            loop {
                offered.fetch_add(1, Ordering::Relaxed);
                match tokio::time::timeout_at(end.into(), client.post(&id, &ballot)).await {
                    Err(_) => return None,
                    Ok(Ok(posted)) => return Some(posted.receipt),
                    // Where a process may have few files open, connections fail.
                    Ok(Err(ClientError::Unreachable { .. })) => {
                        tokio::time::sleep(Duration::from_millis(50)).await;
                    }
                    Ok(Err(error)) => {
                        assert!(matches!(error.status(), Some(503 | 429)), "{error}");
                        assert!(error.retry_after().is_some(), "{error}");
                        shed.fetch_add(1, Ordering::Relaxed);
                    }
                }
            }
        });
    }
    let mut receipts: Vec<Receipt> = booths.join_all().await.into_iter().flatten().collect();
    let (offered, shed) = (offered.load(Ordering::Relaxed), shed.load(Ordering::Relaxed));
    assert!(offered > 10 * CHECKED, "{offered} offered");
    assert!(shed > 0 && !receipts.is_empty());
    let status = fs::read_to_string(format!("/proc/{}/status", hosted.board.process())).unwrap();
    let most = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))
        .unwrap();
    let most: usize = most.trim().trim_end_matches(" kB").parse().unwrap();
    assert!(most < MEMORY, "{most} KiB");

    // Those who had no answer come again, in their turn.
    let mut booths = JoinSet::new();
    for ballot in ballots {
        let client = [client.clone()];
        booths.spawn(async move { persist(&client, &id, &ballot).await.unwrap() });
    }
    receipts.extend(booths.join_all().await);
    adopt_ballots(&mut hosted).await;
    receipts.sort_by_key(|receipt| receipt.seq);
    receipts.dedup();
    check_receipts(&hosted, &receipts);
    assert_eq!(receipts.len(), VOTERS, "each ballot once");
    assert_eq!(hosted.record.election().ballots(), u64::try_from(VOTERS).unwrap());
}
