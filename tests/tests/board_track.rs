//! What anybody finds out about a ballot, a receipt, the turnout and the witnesses, from a real board.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test stops at the first surprise"
)]

use bulletin_board_client::{LogReader, Redeemed, api::BallotState};
use ostrakon_crypto::{hash::Hash, signature::SigningKey};
use ostrakon_record::{
    evidence::BrokenPromise,
    receipt::Receipt,
    tlog::{KeyName, checkpoint::log_key},
};
use ostrakon_tests::{
    board::{Board, Hosted},
    fixture::{Record, Roles, Stage},
    witness::Witness,
};
use std::{
    fs,
    time::{Duration, Instant, SystemTime, UNIX_EPOCH},
};
use tempfile::TempDir;

/// Longest time that anything here may take.
const LIMIT: Duration = Duration::from_mins(1);

/// Asks until there is an answer.
async fn until<T>(what: &str, mut ask: impl AsyncFnMut() -> Option<T>) -> T {
    let start = Instant::now();
    loop {
        if let Some(answer) = ask().await {
            return answer;
        }
        assert!(start.elapsed() < LIMIT, "{what}: not in time");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

/// A board with an election that one witness watches.
async fn watched(seed: u64) -> (Hosted, Witness, TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let witness = Witness::start(folder.path(), "witness.example/w");
    let data = tempfile::tempdir().unwrap();
    let arguments = ["--listen", "127.0.0.1:0", "--checkpoint-interval", "0.05"];
    let board = Board::start_with(data.path(), &arguments);
    let info = board.client().board().await.unwrap();
    let roles = Roles::new(seed, 5)
        .on_board(&info.name, info.key)
        .watched_by(vec![witness.in_policy()], 1);
    let hosted = Hosted::of(board, data, Record::new(roles));
    let log = &hosted.record.election().manifest().log;
    witness.follow(&log_key(&KeyName::new(&log.origin).unwrap(), log.key));
    (hosted, witness, folder)
}

fn now() -> u64 {
    #[expect(
        clippy::disallowed_methods,
        reason = "times of witnesses are compared with it"
    )]
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
    now.as_secs()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn turnout_and_cosignatures_are_shown_with_their_times() {
    let start = now();
    let (mut hosted, witness, _folder) = watched(300).await;
    let (id, client) = (*hosted.record.election().id(), hosted.board.client());
    hosted.advance(Stage::Open).await;
    assert_eq!(client.summary(&id).await.unwrap().closed_at, None);
    for (voter, choices) in [(0, 0), (1, 1), (0, 2)] {
        let ballot = hosted.record.ballot(voter, &Roles::choices(choices));
        hosted.record.push(ballot);
        hosted.post_new().await;
    }
    let entries = u64::try_from(hosted.record.entries().len()).unwrap();
    let points = until("the turnout", async || {
        let points = client.turnout(&id).await.unwrap();
        points
            .last()
            .is_some_and(|last| last.entries == entries)
            .then_some(points)
    })
    .await;
    let counts: Vec<_> = points
        .iter()
        .map(|point| (point.ballots, point.counted))
        .collect();
    assert_eq!(counts, [(0, 0), (1, 1), (2, 2), (3, 2)]);
    assert!(points.is_sorted_by_key(|point| (point.time, point.entries)));
    assert!(points.iter().all(|point| (start..=now()).contains(&point.time)));

    let witnesses = client.witnesses(&id).await.unwrap();
    assert_eq!(witnesses.len(), 1);
    assert_eq!(witnesses[0].name, witness.in_policy().name);
    let last = witnesses[0].cosigned.unwrap();
    assert_eq!(last.lines, entries);
    assert!((start..=now()).contains(&last.time));

    // Times are read from storage, not remembered.
    let hosted = hosted.restarted();
    let client = hosted.board.client();
    assert_eq!(client.turnout(&id).await.unwrap(), points);

    let mut hosted = hosted;
    hosted.advance(Stage::Finished).await;
    let closed = client.summary(&id).await.unwrap().closed_at;
    assert_eq!(closed, hosted.record.election().close_position());
    assert!(closed.is_some());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn without_witnesses_there_are_no_times() {
    let hosted = Hosted::start(301, 4, Stage::Voted).await;
    let (id, client) = (*hosted.record.election().id(), hosted.board.client());
    assert_eq!(client.turnout(&id).await.unwrap(), []);
    assert_eq!(client.witnesses(&id).await.unwrap(), []);
    let reader = LogReader::open(&client, &id).await.unwrap();
    let line = reader.line(3).await.unwrap().unwrap();
    // Nobody has to cosign, so whatever the log signs is enough.
    let inclusion = until("a checkpoint", async || reader.inclusion(3, &line).await.unwrap()).await;
    assert!(inclusion.quorum && inclusion.cosigned.is_empty());
    assert_eq!(reader.since(3).await.unwrap(), None);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn receipts_are_redeemed_or_prove_that_the_board_broke_its_promise() {
    let start = now();
    let (mut hosted, witness, _folder) = watched(302).await;
    let (id, client) = (*hosted.record.election().id(), hosted.board.client());
    hosted.advance(Stage::Open).await;
    let ballot = hosted.record.ballot(0, &Roles::choices(0));
    let seq = hosted.record.push(ballot.clone()).seq();
    let honest = {
        hosted.post_new().await;
        client.post(&id, &ballot).await.unwrap().receipt
    };
    let reader = LogReader::open(&client, &id).await.unwrap();
    let line = reader.line(seq).await.unwrap().unwrap();
    let inclusion = until("the witness", async || {
        let inclusion = reader.inclusion(seq, &line).await.unwrap();
        inclusion.filter(|inclusion| inclusion.quorum)
    })
    .await;
    assert!(inclusion.size > seq);
    assert_eq!(inclusion.cosigned.len(), 1);
    let since = reader.since(seq).await.unwrap().unwrap();
    assert!((start..=now()).contains(&since));
    let Redeemed::Kept {
        line: kept,
        inclusion,
    } = reader.redeem(&honest).await.unwrap()
    else {
        panic!("it is kept");
    };
    assert_eq!((kept, inclusion.unwrap().quorum), (line.clone(), true));
    assert!(
        reader.inclusion(seq, &format!("{line} ")).await.is_err(),
        "another line"
    );

    // What the board's key might sign besides.
    let seed = fs::read_to_string(hosted.folder.path().join("board.key")).unwrap();
    let seed: Hash = seed.trim_end().parse().unwrap();
    let key = SigningKey::from_seed(seed.as_bytes());
    let promised = Hash::of(b"a line that was lost");
    let broken = Receipt::sign(&key, id, seq, promised, honest.body);
    let Redeemed::Broken {
        evidence: Some(evidence),
    } = reader.redeem(&broken).await.unwrap()
    else {
        panic!("it is proved");
    };
    let proved = evidence.verify().unwrap();
    assert_eq!(proved.election, id);
    let found = Hash::of(line.as_bytes());
    assert_eq!(proved.broken, BrokenPromise::Line { seq, promised, found });
    let entries = hosted.entries().await;
    for (receipt, expected) in [
        (
            Receipt::sign(&key, id, entries, promised, honest.body),
            Redeemed::Missing { entries },
        ),
        (
            Receipt::sign(&key, Hash::ZERO, seq, honest.line, honest.body),
            Redeemed::Unsigned,
        ),
        (
            Receipt::sign(
                &SigningKey::from_seed(&[3; 32]),
                id,
                seq,
                honest.line,
                honest.body,
            ),
            Redeemed::Unsigned,
        ),
    ] {
        assert_eq!(reader.redeem(&receipt).await.unwrap(), expected);
    }

    // Without its witness the board signs alone.
    drop(witness);
    let later = hosted.record.ballot(1, &Roles::choices(1));
    let later_seq = hosted.record.push(later).seq();
    hosted.post_new().await;
    let line = reader.line(later_seq).await.unwrap().unwrap();
    let alone = until("a checkpoint", async || {
        reader.inclusion(later_seq, &line).await.unwrap()
    })
    .await;
    assert!(!alone.quorum && alone.cosigned.is_empty());
    assert_eq!(reader.since(later_seq).await.unwrap(), None);
}

#[tokio::test]
async fn practice_ballots_are_found_as_what_they_are() {
    let mut hosted = Hosted::start(303, 4, Stage::Open).await;
    let (id, client) = (*hosted.record.election().id(), hosted.board.client());
    let [commitment, challenge] = hosted.record.challenge(0, &Roles::choices(0));
    let committed = hosted.record.push(commitment).seq();
    hosted.post_new().await;
    let ostrakon_record::body::Body::Challenge(body) = challenge.body() else {
        panic!("it opens a ballot");
    };
    let tracker = body.ballot.tracker();
    let text = tracker.to_string().parse().unwrap();
    let found = client.ballot(&id, &text).await.unwrap();
    assert_eq!((found.state, found.seq), (BallotState::Committed, committed));
    let opened = hosted.record.push(challenge.clone()).seq();
    hosted.post_new().await;
    let found = client.ballot(&id, &text).await.unwrap();
    assert_eq!((found.state, found.seq), (BallotState::Opened, opened));
    assert_eq!((found.tracker, found.replaced_by), (tracker, None));
}
