//! A real board and its witnesses: quorums, outages, witnesses that forget or talk rubbish.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test stops at the first surprise"
)]

use axum::{
    Router,
    body::Body,
    http::StatusCode,
    response::IntoResponse as _,
    routing::{get, post},
};
use bulletin_board_client::{BoardClient, FollowError, Follower, follow::BallotProofs};
use ostrakon_crypto::{index::TrusteeIndex, signature::SigningKey};
use ostrakon_record::{
    entry::Signer,
    tlog::{
        Checkpoint, KeyName, NodeHash, Policy, VerifierKey, WitnessedCheckpoint, checkpoint::log_key,
        cosignature::Cosigner, policy, tlog_proof::TlogProof, vkey::PublicKey,
    },
};
use ostrakon_tests::{
    board::{Board, Hosted, command},
    fixture::{Record, Roles, Stage},
    folders::copy_folder,
    programs::program,
    witness::Witness,
};
use std::{
    collections::BTreeSet,
    fs,
    path::Path,
    process::Command,
    sync::{Arc, Mutex},
    time::{Duration, Instant},
};
use tempfile::TempDir;

/// Longest time that anything here may take.
const LIMIT: Duration = Duration::from_mins(1);

/// Waits until something holds.
async fn until(what: &str, mut holds: impl AsyncFnMut() -> bool) {
    let start = Instant::now();
    while !holds().await {
        assert!(start.elapsed() < LIMIT, "{what}: not in time");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

/// A board with an election whose checkpoints need the cosignatures of `quorum` of these witnesses.
async fn watched(seed: u64, witnesses: Vec<policy::Witness>, quorum: usize) -> Hosted {
    let folder = tempfile::tempdir().unwrap();
    let arguments = ["--listen", "127.0.0.1:0", "--checkpoint-interval", "0.05"];
    let board = Board::start_with(folder.path(), &arguments);
    let info = board.client().board().await.unwrap();
    let roles = Roles::new(seed, 5)
        .on_board(&info.name, info.key)
        .watched_by(witnesses, quorum);
    let record = Record::new(roles);
    Hosted::of(board, folder, record)
}

fn log_of(hosted: &Hosted) -> VerifierKey {
    let log = &hosted.record.election().manifest().log;
    log_key(&KeyName::new(&log.origin).unwrap(), log.key)
}

fn policy_of(hosted: &Hosted) -> Policy {
    hosted.record.election().manifest().policy().unwrap()
}

/// Who has cosigned the newest checkpoint, if it covers the whole log.
async fn cosigned(hosted: &Hosted) -> Vec<String> {
    let Ok(text) = hosted
        .board
        .client()
        .checkpoint(hosted.record.election().id())
        .await
    else {
        return Vec::new();
    };
    let policy = policy_of(hosted);
    let witnessed = WitnessedCheckpoint::open(&text, &policy).unwrap();
    if witnessed.checkpoint().size != u64::try_from(hosted.record.entries().len()).unwrap() {
        return Vec::new();
    }
    let cosignatures = witnessed.cosignatures().iter();
    cosignatures
        .map(|cosignature| cosignature.witness.name.clone())
        .collect()
}

/// Whether the witnessed proof of the log's last line is there; every proof must verify but for the quorum.
async fn last_is_witnessed(hosted: &Hosted) -> bool {
    let last = hosted.record.entries().last().unwrap();
    let client = hosted.board.client();
    let Ok(text) = client.proof(hosted.record.election().id(), last.seq()).await else {
        return false;
    };
    let proof: TlogProof = text.parse().unwrap();
    let leaf = NodeHash::of_leaf(last.line().as_bytes());
    proof.verify(&leaf, &policy_of(hosted)).is_ok()
}

/// The order of signatures means nothing.
fn sorted_lines(text: &str) -> Vec<&str> {
    let mut lines: Vec<&str> = text.lines().collect();
    lines.sort_unstable();
    lines
}

struct Three {
    folder: TempDir,
    witnesses: Vec<Witness>,
}

impl Three {
    fn start() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let witnesses = (1..=3).map(|number| start(folder.path(), number)).collect();
        Self { folder, witnesses }
    }

    fn in_policy(&self) -> Vec<policy::Witness> {
        self.witnesses.iter().map(Witness::in_policy).collect()
    }

    fn follow(&self, hosted: &Hosted) {
        for witness in &self.witnesses {
            witness.follow(&log_of(hosted));
        }
    }
}

fn start(folder: &Path, number: usize) -> Witness {
    Witness::start(
        &folder.join(number.to_string()),
        &format!("witness.example/w{number}"),
    )
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_stage_is_witnessed_and_stays_so_after_a_restart() {
    let three = Three::start();
    let mut hosted = watched(90, three.in_policy(), 2).await;
    three.follow(&hosted);
    for stage in [
        Stage::Defined,
        Stage::Open,
        Stage::Voted,
        Stage::Closed,
        Stage::Finished,
    ] {
        hosted.advance(stage).await;
        until("the quorum", async || last_is_witnessed(&hosted).await).await;
    }
    until("all three", async || cosigned(&hosted).await.len() == 3).await;

    let before = hosted
        .board
        .client()
        .checkpoint(hosted.record.election().id())
        .await;
    drop(three);
    let hosted = hosted.restarted();
    let after = hosted
        .board
        .client()
        .checkpoint(hosted.record.election().id())
        .await;
    assert_eq!(
        sorted_lines(&after.unwrap()),
        sorted_lines(&before.unwrap()),
        "nobody had to be asked again"
    );
    assert!(last_is_witnessed(&hosted).await);

    // All checkpoints are there with what was said about them.
    let id = hosted.record.election().id();
    let mut lines = hosted.board.client().checkpoints(id, 0).await.unwrap();
    let mut cosignatures = 0;
    while let Some(line) = lines.next_line().await.unwrap() {
        cosignatures += usize::from(String::from_utf8(line).unwrap().starts_with("— witness.example/"));
    }
    assert!(cosignatures >= 5 * 2, "{cosignatures}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn witnesses_with_keys_of_both_kinds_make_a_quorum() {
    let folder = tempfile::tempdir().unwrap();
    let witnesses = [
        start(folder.path(), 1),
        Witness::start_with(&folder.path().join("2"), "witness.example/w2", &["--ml-dsa-44"]),
    ];
    assert!(matches!(witnesses[1].key().key(), PublicKey::MlDsa44Cosigner(_)));
    let in_policy = witnesses.iter().map(Witness::in_policy).collect();
    let mut hosted = watched(94, in_policy, 2).await;
    for witness in &witnesses {
        witness.follow(&log_of(&hosted));
    }
    hosted.advance(Stage::Keyed).await;
    until("both", async || last_is_witnessed(&hosted).await).await;
    assert_eq!(cosigned(&hosted).await.len(), 2);

    // What the board has stored is enough: nobody can be asked any more.
    drop(witnesses);
    let hosted = hosted.restarted();
    assert!(last_is_witnessed(&hosted).await);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_is_away_and_comes_back_and_one_forgets() {
    let mut three = Three::start();
    let mut hosted = watched(91, three.in_policy(), 2).await;
    three.follow(&hosted);
    hosted.advance(Stage::Keyed).await;
    until("all three", async || cosigned(&hosted).await.len() == 3).await;

    // The third one goes; the second one is set back to what it is now.
    let old = three.folder.path().join("old");
    copy_folder(&three.witnesses[1].state(), &old);
    three.witnesses[2].kill();
    hosted.advance(Stage::Open).await;
    until("two of them", async || last_is_witnessed(&hosted).await).await;
    assert_eq!(cosigned(&hosted).await.len(), 2);
    let second = three.witnesses.remove(1);
    fs::remove_dir_all(second.state()).unwrap();
    copy_folder(&old, &second.state());
    three.witnesses.insert(1, second.restarted());
    hosted.advance(Stage::Voted).await;
    until("the same two", async || last_is_witnessed(&hosted).await).await;
    assert!(hosted.board.said().contains("the witness has forgotten"));

    let third = three.witnesses.remove(2);
    three.witnesses.push(third.restarted());
    until("the third one again", async || cosigned(&hosted).await.len() == 3).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_old_copy_of_the_log_is_not_served() {
    let mut three = Three::start();
    let mut hosted = watched(93, three.in_policy(), 2).await;
    three.follow(&hosted);
    hosted.advance(Stage::Keyed).await;
    until("the quorum", async || last_is_witnessed(&hosted).await).await;
    assert!(hosted.board.stop().success());
    let backup = three.folder.path().join("backup");
    copy_folder(hosted.folder.path(), &backup);
    hosted.board = Board::start(hosted.folder.path());
    hosted.advance(Stage::Open).await;
    until("the quorum", async || last_is_witnessed(&hosted).await).await;
    let (folder, newer) = (hosted.folder, three.folder.path().join("newer"));
    assert!(hosted.board.stop().success());
    copy_folder(folder.path(), &newer);

    // The log in it is in order, and signed; only others know that there was more.
    fs::remove_dir_all(folder.path()).unwrap();
    copy_folder(&backup, folder.path());
    let output = command(folder.path(), &["--listen", "127.0.0.1:0"])
        .output()
        .unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(said.contains("this is an old copy of the log: witness"), "{said}");
    assert!(
        said.contains("hint: restore the data folder from a copy"),
        "{said}"
    );

    // Nobody tells it while the witnesses are away; as soon as one is back, it does.
    for witness in &mut three.witnesses {
        witness.kill();
    }
    let board = Board::start(folder.path());
    three.witnesses = three.witnesses.into_iter().map(Witness::restarted).collect();
    until("the end", async || {
        board.said().contains("this is an old copy of the log: witness")
    })
    .await;
    assert_eq!(board.ended().code(), Some(2));

    // With the key and nothing else, the same election would begin anew.
    fs::remove_dir_all(folder.path()).unwrap();
    fs::create_dir(folder.path()).unwrap();
    fs::copy(backup.join("board.key"), folder.path().join("board.key")).unwrap();
    let board = Board::start(folder.path());
    let line = hosted.record.entries()[0].submission();
    board.client().create(line, &board.token()).await.unwrap_err();
    assert!(board.said().contains("this is an old copy of the log: witness"));
    assert!(board.client().elections().await.unwrap().is_empty());
    assert!(board.stop().success());

    fs::remove_dir_all(folder.path()).unwrap();
    copy_folder(&newer, folder.path());
    drop(Board::start(folder.path()));

    // Known to be old, it is shown; and with the missing lines from somebody's copy it is the log that they have cosigned.
    fs::remove_dir_all(folder.path()).unwrap();
    copy_folder(&backup, folder.path());
    fs::write(folder.path().join("restored.json"), "{}").unwrap();
    drop(Board::start(folder.path()));
    let record = folder.path().join("record.jsonl");
    fs::write(&record, hosted.record.log()).unwrap();
    let output = Command::new(program("bulletin-board"))
        .args(["resume", "--data-dir"])
        .arg(folder.path())
        .arg("--copy")
        .arg(record)
        .output()
        .unwrap();
    assert!(output.status.success(), "{output:?}");
    hosted.board = Board::start(folder.path());
    hosted.folder = folder;
    hosted.advance(Stage::Voted).await;
    until("the quorum", async || last_is_witnessed(&hosted).await).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_is_shown_another_log_than_the_witnesses_notices() {
    let three = Three::start();
    let mut hosted = watched(94, three.in_policy(), 2).await;
    three.follow(&hosted);
    hosted.advance(Stage::Open).await;
    let id = *hosted.record.election().id();
    let policy = policy_of(&hosted);
    let mut reader = Follower::new(hosted.board.client(), id, BallotProofs::Check);
    reader.update(None).await.unwrap();
    until("the quorum", async || {
        reader.witnessed(&policy).await.unwrap()
            == Some(u64::try_from(hosted.record.entries().len()).unwrap())
    })
    .await;

    // Another log of the same election, in order and signed by the same people.
    let info = hosted.board.client().board().await.unwrap();
    let roles = Roles::new(94, 5)
        .on_board(&info.name, info.key)
        .watched_by(three.in_policy(), 2);
    let mut fork = Record::new(roles);
    let last = TrusteeIndex::new(3).unwrap();
    let commit = fork.key_commit(last);
    fork.push(fork.sign(Signer::Trustee(last), commit));
    fork.advance(Stage::Open);
    assert_eq!(*fork.election().id(), id);
    assert_eq!(fork.entries().len(), hosted.record.entries().len());
    let (lines, honest) = (fork.log(), hosted.board.client());
    let app = Router::new()
        .route("/api/v1/elections/{id}/log", get(async move || lines))
        .route(
            "/api/v1/elections/{id}/proof/{seq}",
            get(
                async move |axum::extract::Path((_, seq)): axum::extract::Path<(String, u64)>| {
                    honest.proof(&id, seq).await.unwrap()
                },
            ),
        );
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, app).await.unwrap() });
    let mut deceived = Follower::new(BoardClient::new(&address), id, BallotProofs::Check);
    deceived.update(None).await.unwrap();
    let found = deceived.witnessed(&policy).await.unwrap_err();
    assert!(matches!(found, FollowError::Forked { .. }), "{found}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn rubbish_is_not_published_and_stops_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let honest: Vec<Witness> = (1..=2).map(|number| start(folder.path(), number)).collect();
    let rubbish = |number: u8| {
        let name = KeyName::new(&format!("rubbish.example/{number}")).unwrap();
        Cosigner::ed25519(name, SigningKey::from_seed(&[number + 1; 32]))
    };
    let other: Checkpoint = format!("board.example/other\n3\n{}\n", NodeHash::EMPTY)
        .parse()
        .unwrap();
    let cosigned_by = |key: &Cosigner| (200, key.cosign(&other, 1).unwrap().to_string());
    let thief = Cosigner::ed25519(
        rubbish(1).verifier_key().name().clone(),
        SigningKey::from_seed(&[99; 32]),
    );
    let answers = [
        // Cosignatures of something else, by the right key and by another one of the same name.
        cosigned_by(&rubbish(0)),
        cosigned_by(&thief),
        (200, String::new()),
        (200, "nothing\n".to_owned()),
        (200, "x".repeat(10_000_000)),
        (409, "many\n".to_owned()),
        (409, "0\n".to_owned()),
        (409, format!("{}\n", u64::MAX >> 1)),
        (422, "no\n".to_owned()),
        (404, "who?\n".to_owned()),
        (500, "oops\n".to_owned()),
        (302, String::new()),
    ];
    let kinds = answers.len();
    let asked = Arc::new(Mutex::new(BTreeSet::new()));
    let seen = asked.clone();
    let app = Router::new().route(
        "/{number}/add-checkpoint",
        post(
            async move |axum::extract::Path(number): axum::extract::Path<usize>| {
                seen.lock().unwrap().insert(number);
                let (status, body) = answers[number].clone();
                (StatusCode::from_u16(status).unwrap(), Body::from(body)).into_response()
            },
        ),
    );
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, app).await.unwrap() });

    let mut witnesses: Vec<policy::Witness> = honest.iter().map(Witness::in_policy).collect();
    witnesses.extend((0..kinds).map(|number| policy::Witness {
        name: format!("rubbish{number}"),
        key: rubbish(number.try_into().unwrap()).verifier_key().clone(),
        address: Some(format!("{address}/{number}")),
    }));
    let mut hosted = watched(92, witnesses, 2).await;
    for witness in &honest {
        witness.follow(&log_of(&hosted));
    }
    for stage in [Stage::Keyed, Stage::Voted, Stage::Finished] {
        hosted.advance(stage).await;
        until("the two honest ones", async || last_is_witnessed(&hosted).await).await;
    }
    until("all answers", async || asked.lock().unwrap().len() == kinds).await;
    let id = *hosted.record.election().id();
    let mut lines = hosted.board.client().checkpoints(&id, 0).await.unwrap();
    while let Some(line) = lines.next_line().await.unwrap() {
        let line = String::from_utf8(line).unwrap();
        assert!(!line.contains("rubbish"), "{line}");
    }
}
