//! The log as mirrors and monitors read it: checkpoints and tiles from a real board.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test stops at the first surprise"
)]

use bulletin_board_client::BoardClient;
use ostrakon_crypto::hash::Hash;
use ostrakon_record::tlog::{
    Frontier, KeyName, NodeHash, SignedCheckpoint, TilePath, VerifierKey, bundle,
    checkpoint::log_key,
    policy::{Log, Policy},
    tile::{Content, FULL, tiles_between},
    tlog_proof::TlogProof,
};
use ostrakon_tests::{
    board::{Board, Hosted, command},
    fixture::{Record, Roles, Stage},
};
use reqwest::{Response, StatusCode, header};
use std::{
    fs,
    path::Path,
    process::Stdio,
    time::{Duration, Instant},
};

/// Longest time that anything here may take.
const LIMIT: Duration = Duration::from_mins(1);

fn key_of(record: &Record) -> VerifierKey {
    let log = &record.election().manifest().log;
    log_key(&KeyName::new(&log.origin).unwrap(), log.key)
}

fn policy_of(record: &Record) -> Policy {
    let log = Log {
        key: key_of(record),
        address: None,
    };
    Policy::of_log(log, Vec::new(), 0).unwrap()
}

fn size_of(record: &Record) -> u64 {
    record.entries().len().try_into().unwrap()
}

/// Lines as the tree has them: without newlines.
fn lines(record: &Record) -> Vec<String> {
    record.log().lines().map(str::to_owned).collect()
}

fn tree(lines: &[String]) -> Frontier {
    lines
        .iter()
        .map(|line| NodeHash::of_leaf(line.as_bytes()))
        .collect()
}

/// The newest checkpoint, as soon as it covers so many lines.
async fn covering(client: &BoardClient, record: &Record, size: u64) -> SignedCheckpoint {
    let start = Instant::now();
    loop {
        match client.checkpoint(record.election().id()).await {
            Ok(text) => {
                let checkpoint = SignedCheckpoint::open(&text, &key_of(record)).unwrap();
                if checkpoint.checkpoint().size >= size {
                    return checkpoint;
                }
            }
            Err(error) => assert_eq!(error.status(), Some(404), "{error}"),
        }
        assert!(start.elapsed() < LIMIT, "no checkpoint of {size} lines");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

/// All checkpoints that the board shows from a size on.
async fn checkpoints(client: &BoardClient, record: &Record, from: u64) -> Vec<SignedCheckpoint> {
    let mut stream = client.checkpoints(record.election().id(), from).await.unwrap();
    let mut text = String::new();
    while let Some(line) = stream.next_line().await.unwrap() {
        text.push_str(&String::from_utf8(line).unwrap());
        text.push('\n');
    }
    // A note has one empty line itself.
    let parts: Vec<&str> = text.split("\n\n").collect();
    parts
        .chunks(2)
        .map(|note| {
            let note = note.join("\n\n");
            SignedCheckpoint::open(&format!("{}\n", note.trim_end()), &key_of(record)).unwrap()
        })
        .collect()
}

async fn get(board: &Board, path: &str) -> Response {
    let url = format!("{}/{path}", board.address());
    reqwest::get(url).await.unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_tiles_of_a_whole_election_lead_to_the_root_that_was_signed() {
    // Enough for a full tile and a part of the second one.
    let hosted = Hosted::start(80, 270, Stage::Finished).await;
    let id = *hosted.record.election().id();
    let client = hosted.board.client();
    let lines = lines(&hosted.record);
    let size = size_of(&hosted.record);
    assert!(size > 257);
    let newest = covering(&client, &hosted.record, size).await;
    assert_eq!(newest.checkpoint().size, size);
    assert_eq!(newest.checkpoint().root, tree(&lines).root());

    // What a mirror does: it fetches what a tree of this size has, and nothing else.
    let mut fetched = Vec::new();
    let mut leaves = Vec::new();
    let mut roots = Vec::new();
    for path in tiles_between(0, size) {
        let bytes = client.tile(&id, &path).await.unwrap();
        match path.content() {
            Content::Entries => {
                for line in bundle::decode(&bytes, path.width()).unwrap() {
                    fetched.push(String::from_utf8(line.to_vec()).unwrap());
                }
            }
            Content::Hashes(0) => leaves.extend(path.decode(&bytes).unwrap()),
            Content::Hashes(_) => roots.extend(path.decode(&bytes).unwrap()),
        }
    }
    assert_eq!(fetched, lines);
    assert!(
        leaves
            .iter()
            .copied()
            .eq(lines.iter().map(|line| NodeHash::of_leaf(line.as_bytes())))
    );
    assert_eq!(roots, [tree(&lines[..256]).root()]);

    // Every narrower tile is served, too: somebody may hold the checkpoint that needs it.
    for (content, index, widest) in [
        (Content::Hashes(0), 0, FULL),
        (Content::Entries, 0, FULL),
        (Content::Entries, 1, TilePath::width_in(Content::Entries, 1, size)),
    ] {
        for width in [1, widest / 2, widest].into_iter().filter(|width| *width > 0) {
            let path = match content {
                Content::Hashes(level) => TilePath::hashes(level, index, width),
                Content::Entries => TilePath::entries(index, width),
            };
            let path = path.unwrap();
            let bytes = client.tile(&id, &path).await.unwrap();
            let from = usize::try_from(index).unwrap() * 256;
            let part = &lines[from..from + usize::from(width)];
            match content {
                Content::Hashes(_) => {
                    let hashes = path.decode(&bytes).unwrap();
                    assert_eq!(hashes.into_iter().collect::<Frontier>(), tree(part));
                }
                Content::Entries => {
                    assert_eq!(bytes, bundle::encode(part).unwrap());
                }
            }
        }
    }

    // A proof of each line, as its poster gets it.
    let policy = policy_of(&hosted.record);
    for (index, line) in (0..).zip(&lines) {
        let proof: TlogProof = client.proof(&id, index).await.unwrap().parse().unwrap();
        assert_eq!(proof.index, index);
        let leaf = NodeHash::of_leaf(line.as_bytes());
        let checkpoint = proof.verify(&leaf, &policy).unwrap();
        assert_eq!(checkpoint.signed(), &newest);
    }

    // And every checkpoint on the way is of this tree.
    let all = checkpoints(&client, &hosted.record, 0).await;
    assert!(
        all.iter()
            .map(|signed| signed.checkpoint().size)
            .is_sorted_by(|a, b| a < b)
    );
    for signed in &all {
        let covered = usize::try_from(signed.checkpoint().size).unwrap();
        assert_eq!(signed.checkpoint().root, tree(&lines[..covered]).root());
    }
    assert_eq!(all.last(), Some(&newest));
    assert_eq!(checkpoints(&client, &hosted.record, size).await, [newest]);
    let none = client.checkpoints(&id, size + 1).await.unwrap().next_line().await;
    assert_eq!(none.unwrap(), None);
}

#[tokio::test]
async fn each_address_says_what_it_is_and_how_long_it_stays() {
    let hosted = Hosted::start(81, 3, Stage::Open).await;
    let id = *hosted.record.election().id();
    let size = size_of(&hosted.record);
    covering(&hosted.board.client(), &hosted.record, size).await;
    let part = TilePath::hashes(0, 0, size.try_into().unwrap()).unwrap();
    let bundle = TilePath::entries(0, size.try_into().unwrap()).unwrap();
    let immutable = "public, max-age=31536000, immutable";
    for (path, kind, cache) in [
        ("checkpoint".to_owned(), "text/plain; charset=utf-8", "no-cache"),
        (part.to_string(), "application/octet-stream", immutable),
        (bundle.to_string(), "application/octet-stream", immutable),
    ] {
        let response = get(&hosted.board, &format!("log/{id}/{path}")).await;
        assert_eq!(response.status(), StatusCode::OK, "{path}");
        assert_eq!(response.headers()[header::CONTENT_TYPE], kind, "{path}");
        assert_eq!(response.headers()[header::CACHE_CONTROL], cache, "{path}");
    }
    for path in ["checkpoints", "proof/0"] {
        let text = get(&hosted.board, &format!("api/v1/elections/{id}/{path}")).await;
        assert_eq!(
            text.headers()[header::CONTENT_TYPE],
            "text/plain; charset=utf-8",
            "{path}"
        );
        assert_eq!(text.headers()[header::CACHE_CONTROL], "no-store", "{path}");
    }
}

#[tokio::test]
async fn what_no_checkpoint_covers_is_not_there() {
    let hosted = Hosted::start(82, 3, Stage::Open).await;
    let id = *hosted.record.election().id();
    let size = size_of(&hosted.record);
    covering(&hosted.board.client(), &hosted.record, size).await;
    let beyond = size + 1;
    for path in [
        format!("log/{id}/tile/0/000.p/{beyond}"),
        format!("log/{id}/tile/entries/000.p/{beyond}"),
        format!("log/{id}/tile/0/000"),
        format!("log/{id}/tile/entries/000"),
        format!("log/{id}/tile/0/001.p/1"),
        format!("log/{id}/tile/1/000.p/1"),
        format!("log/{id}/tile/63/000.p/1"),
        format!("log/{id}/tile/0/000.p/0"),
        format!("log/{id}/tile/0/0.p/1"),
        format!("log/{id}/tile/0/x000/000.p/1"),
        format!("log/{id}/tile/64/000.p/1"),
        format!("log/{id}/tile/entries/x999/x999/x999/x999/x999/x999/999"),
        format!("log/{id}/tile/-1/000.p/1"),
        format!("api/v1/elections/{id}/proof/{size}"),
        format!("api/v1/elections/{id}/proof/last"),
        format!("log/{id}/tile"),
        format!("log/{id}"),
        format!("log/{}/checkpoint", Hash::ZERO),
        format!("log/{}/tile/0/000.p/1", Hash::ZERO),
        "log/nothing/checkpoint".to_owned(),
        format!("api/v1/elections/{}/checkpoints", Hash::ZERO),
    ] {
        let response = get(&hosted.board, &path).await;
        assert_eq!(response.status(), StatusCode::NOT_FOUND, "{path}");
        let headers = response.headers();
        assert_eq!(
            headers[header::CONTENT_TYPE],
            "application/problem+json",
            "{path}"
        );
        assert!(
            headers
                .get(header::CACHE_CONTROL)
                .is_none_or(|value| value == "no-store"),
            "what is not there may come: {path}"
        );
    }
    let bad = get(
        &hosted.board,
        &format!("api/v1/elections/{id}/checkpoints?from=x"),
    )
    .await;
    assert_eq!(bad.status(), StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn a_restart_goes_on_with_the_same_tree() {
    let mut hosted = Hosted::start(83, 5, Stage::Defined).await;
    let mut seen: Vec<SignedCheckpoint> = Vec::new();
    for stage in Stage::ALL {
        hosted.advance(stage).await;
        let size = size_of(&hosted.record);
        let before = covering(&hosted.board.client(), &hosted.record, size).await;
        hosted = hosted.restarted();
        let client = hosted.board.client();
        // From the first moment on, and word for word.
        let text = client.checkpoint(hosted.record.election().id()).await.unwrap();
        assert_eq!(text, before.to_string(), "{stage:?}");
        seen.push(before);
    }
    let all = checkpoints(&hosted.board.client(), &hosted.record, 0).await;
    assert!(seen.iter().all(|signed| all.contains(signed)));
}

#[tokio::test]
async fn the_end_of_the_vote_does_not_wait_for_the_next_look() {
    let folder = tempfile::tempdir().unwrap();
    let arguments = ["--listen", "127.0.0.1:0", "--checkpoint-interval", "3600"];
    let board = Board::start_with(folder.path(), &arguments);
    let mut hosted = Hosted::on(board, folder, Roles::new(84, 5), Stage::Voted).await;
    let voted = size_of(&hosted.record);
    let id = *hosted.record.election().id();
    let first = covering(&hosted.board.client(), &hosted.record, 1).await;
    assert!(
        first.checkpoint().size < voted,
        "there was one look, at the start"
    );
    for stage in [Stage::Closed, Stage::Finished] {
        hosted.advance(stage).await;
        let size = size_of(&hosted.record);
        covering(&hosted.board.client(), &hosted.record, size).await;
    }
    assert_eq!(hosted.entries().await, size_of(&hosted.record));
    assert_eq!(
        checkpoints(&hosted.board.client(), &hosted.record, voted)
            .await
            .len(),
        2,
        "{id}"
    );
}

/// What a board says that must not start.
fn refused_start(folder: &Path) -> String {
    let output = command(folder, &["--listen", "127.0.0.1:0"])
        .stdin(Stdio::null())
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    String::from_utf8(output.stderr).unwrap()
}

/// Replaces bytes that the database has once.
fn exchange(database: &Path, old: &[u8], new: &[u8]) {
    let mut bytes = fs::read(database).unwrap();
    let places: Vec<usize> = bytes
        .windows(old.len())
        .enumerate()
        .filter(|(_, window)| *window == old)
        .map(|(place, _)| place)
        .collect();
    assert!(!places.is_empty(), "it is not in the database");
    for place in places {
        bytes[place..place + old.len()].copy_from_slice(new);
    }
    fs::write(database, bytes).unwrap();
}

#[tokio::test]
async fn a_log_that_is_not_the_signed_one_is_not_served() {
    let hosted = Hosted::start(85, 3, Stage::Closed).await;
    let size = size_of(&hosted.record);
    let signed = covering(&hosted.board.client(), &hosted.record, size).await;
    let (folder, record) = (hosted.folder, hosted.record);
    assert!(hosted.board.stop().success());
    let database = folder.path().join("board.sqlite");
    let intact = fs::read(&database).unwrap();

    let root = signed.checkpoint().root;
    exchange(&database, root.as_bytes(), &[7; 32]);
    let said = refused_start(folder.path());
    assert!(
        said.contains("the log's key has signed a checkpoint of other lines"),
        "{said}"
    );
    fs::write(&database, &intact).unwrap();

    let frontier = tree(&lines(&record));
    exchange(&database, frontier.hashes()[0].as_bytes(), &[7; 32]);
    let said = refused_start(folder.path());
    assert!(
        said.contains("the stored tree is not that of the lines"),
        "{said}"
    );
    fs::write(&database, &intact).unwrap();

    let board = Board::start(folder.path());
    covering(&board.client(), &record, size).await;
}
