//! Disks that are full, read-only, or lose what they had: a clear answer, nothing acknowledged is lost, nothing forks.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test stops at the first surprise"
)]

use ostrakon_record::tlog::{KeyName, SignedCheckpoint, VerifierKey, checkpoint::log_key};
use ostrakon_tests::{
    board::{Board, Hosted, command, log, refused_start},
    faults::{limit_files, with_bare_disk},
    fixture::{Record, Roles, Stage},
    folders::copy_folder,
    programs::program,
    voters::{Voters, adopt_ballots, check_receipts, finish, persist, until},
    witness::Witness,
};
use std::{
    fs::{self, File},
    io::{Seek as _, SeekFrom, Write as _},
    path::Path,
    process::Command,
};
use tempfile::TempDir;

const ANYWHERE: [&str; 2] = ["--listen", "127.0.0.1:0"];

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_full_disk_refuses_and_what_was_acknowledged_stays() {
    const VOTERS: usize = 400;
    let folder = tempfile::tempdir().unwrap();
    let board = Board::start(folder.path());
    let mut hosted = Hosted::on(board, folder, Roles::new(32, VOTERS), Stage::Open).await;
    let id = *hosted.record.election().id();
    let listen = hosted.board.listen();
    assert!(hosted.board.stop().success());

    // A file may not grow over 512 KiB: to the board this is a disk that is full in the middle of a write.
    let bare = with_bare_disk(&command(hosted.folder.path(), &["--listen", &listen]));
    hosted.board = Board::from_command(hosted.folder.path(), bare);
    limit_files(hosted.board.process(), Some(512 << 10));
    let client = hosted.board.client();
    let mut receipts = Vec::new();
    let mut refused = Vec::new();
    for voter in 0..VOTERS {
        let ballot = hosted.record.ballot(voter, &Roles::choices(voter));
        match client.post(&id, &ballot).await {
            Ok(posted) => receipts.push(posted.receipt),
            Err(error) => {
                assert_eq!(error.status(), Some(503), "{error}");
                refused.push(ballot);
                if refused.len() == 3 {
                    break;
                }
            }
        }
    }
    assert!(
        !receipts.is_empty() && !refused.is_empty(),
        "{} and {}",
        receipts.len(),
        refused.len()
    );
    // Readers see what was acknowledged, and nothing else.
    let shown = hosted.entries().await;
    let before = u64::try_from(hosted.record.entries().len()).unwrap();
    assert_eq!(shown, before + u64::try_from(receipts.len()).unwrap());

    hosted.board.kill();
    hosted.board = Board::start_with(hosted.folder.path(), &["--listen", &listen]);
    for ballot in &refused {
        receipts.push(persist(std::slice::from_ref(&client), &id, ballot).await.unwrap());
    }
    adopt_ballots(&mut hosted).await;
    check_receipts(&hosted, &receipts);
    assert_eq!(
        hosted.record.election().ballots(),
        u64::try_from(receipts.len()).unwrap()
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_disk_that_becomes_read_only_refuses_lines_shows_the_log_and_recovers() {
    let folder = tempfile::tempdir().unwrap();
    let bare = with_bare_disk(&command(folder.path(), &ANYWHERE));
    let board = Board::from_command(folder.path(), bare);
    let mut hosted = Hosted::on(board, folder, Roles::new(81, 20), Stage::Open).await;
    let client = hosted.board.client();
    let id = *hosted.record.election().id();
    let mut voters = Voters::default();
    voters.post(8, &mut hosted, std::slice::from_ref(&client));
    voters.check(&mut hosted).await;
    let shown = hosted.log().await;

    limit_files(hosted.board.process(), Some(0));
    let ballot = hosted.record.ballot(8, &Roles::choices(8));
    for _ in 0..3 {
        let error = client.post(&id, &ballot).await.unwrap_err();
        assert_eq!(error.status(), Some(503), "{error}");
        assert!(
            error.retry_after().is_some() && error.to_string().contains("cannot store"),
            "{error}"
        );
        assert_eq!(hosted.log().await, shown, "readers see what was acknowledged");
    }
    assert!(hosted.board.end().is_none());

    limit_files(hosted.board.process(), None);
    let receipt = persist(std::slice::from_ref(&client), &id, &ballot)
        .await
        .unwrap();
    adopt_ballots(&mut hosted).await;
    check_receipts(&hosted, &[receipt]);
    check_receipts(&hosted, voters.receipts());
    assert_eq!(hosted.record.election().ballots(), 9);
    finish(&mut hosted).await;

    // A board does not start where it could not go on.
    assert!(hosted.board.stop().success());
    let mut shell = Command::new("bash");
    shell.args(["-c", "trap '' XFSZ; ulimit -f 0; exec \"$@\"", "board"]);
    let board = command(hosted.folder.path(), &ANYWHERE);
    shell.arg(board.get_program()).args(board.get_args());
    let (code, said) = refused_start(shell);
    assert_eq!(code, Some(2), "{said}");
    assert!(said.contains("hint: is the disk full"), "{said}");
    drop(Board::start(hosted.folder.path()));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_witness_that_cannot_store_what_it_cosigns_says_so_and_keeps_what_it_had() {
    let folders = tempfile::tempdir().unwrap();
    let bare = with_bare_disk(&Command::new(program("bulletin-board")));
    let witness = Witness::from_command(bare, folders.path(), "witness.example/w", &[], "127.0.0.1:0");
    let folder = tempfile::tempdir().unwrap();
    let board = Board::start_with(
        folder.path(),
        &["--listen", "127.0.0.1:0", "--checkpoint-interval", "0.05"],
    );
    let info = board.client().board().await.unwrap();
    let roles = Roles::new(82, 3)
        .on_board(&info.name, info.key)
        .watched_by(vec![witness.in_policy()], 1);
    let mut hosted = Hosted::of(board, folder, Record::new(roles));
    witness.follow(&key_of(&hosted.record));
    hosted.advance(Stage::Open).await;
    let (client, id) = (hosted.board.client(), *hosted.record.election().id());
    let policy = hosted.record.election().manifest().policy().unwrap();
    let covered = async |record: &Record| {
        let size = record.entries().len().try_into().unwrap();
        client.witnessed(&id, &policy, size).await.unwrap().is_some()
    };
    until("the quorum", async || covered(&hosted.record).await).await;

    limit_files(witness.process(), Some(0));
    let before = states(&witness);
    hosted.advance(Stage::Voted).await;
    until("the answer", async || hosted.board.said().contains("500")).await;
    assert!(!covered(&hosted.record).await);
    assert_eq!(states(&witness), before, "nothing half");
    limit_files(witness.process(), None);
    until("the quorum", async || covered(&hosted.record).await).await;
    assert_ne!(states(&witness), before);
}

/// What a witness has cosigned last of each log.
fn states(witness: &Witness) -> Vec<(String, String)> {
    let files = fs::read_dir(witness.state().join("logs")).unwrap();
    let mut states: Vec<(String, String)> = files
        .map(|file| file.unwrap())
        .filter(|file| !file.file_name().to_string_lossy().ends_with(".new"))
        .map(|file| {
            (
                file.file_name().to_string_lossy().into_owned(),
                fs::read_to_string(file.path()).unwrap(),
            )
        })
        .collect();
    states.sort();
    states
}

fn key_of(record: &Record) -> VerifierKey {
    let log = &record.election().manifest().log;
    log_key(&KeyName::new(&log.origin).unwrap(), log.key)
}

/// A copy of a data folder whose write-ahead log was spoilt.
fn spoilt(folder: &Path, spoil: impl FnOnce(&File)) -> TempDir {
    let copy = tempfile::tempdir().unwrap();
    copy_folder(folder, copy.path());
    let wal = File::options()
        .write(true)
        .open(copy.path().join("board.sqlite-wal"))
        .unwrap();
    spoil(&wal);
    copy
}

/// What a board does with such a folder: it shows so many lines, all of them those of the log, or says why not.
async fn outcome(folder: &Path, record: &Record) -> Result<usize, String> {
    let Some(board) = Board::try_from_command(folder, command(folder, &ANYWHERE)) else {
        return Err(fs::read_to_string(folder.join("stderr.log")).unwrap());
    };
    let lines = log(&board.client(), record, 0, None).await;
    assert!(record.log().starts_with(&lines.concat()), "other lines");
    Ok(lines.len())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_write_ahead_log_that_is_cut_short_forks_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let board = Board::start_with(
        folder.path(),
        &["--listen", "127.0.0.1:0", "--checkpoint-interval", "0.05"],
    );
    let mut hosted = Hosted::on(board, folder, Roles::new(83, 40), Stage::Open).await;
    let mut voters = Voters::default();
    let (client, id) = (hosted.board.client(), *hosted.record.election().id());
    voters.post(20, &mut hosted, std::slice::from_ref(&client));
    voters.check(&mut hosted).await;
    let published = hosted.record.entries().len();
    until("the checkpoint", async || {
        // There may be none yet.
        let Ok(text) = client.checkpoint(&id).await else {
            return false;
        };
        let signed = SignedCheckpoint::open(&text, &key_of(&hosted.record)).unwrap();
        signed.checkpoint().size == u64::try_from(published).unwrap()
    })
    .await;
    let Hosted {
        board,
        record,
        folder,
        ..
    } = hosted;
    board.kill();
    let length = fs::metadata(folder.path().join("board.sqlite-wal"))
        .unwrap()
        .len();
    assert!(length > 100_000, "{length}");

    // All of it was published: without a line of it the board does not serve.
    let mut refused = 0;
    for cut in [
        0,
        31,
        32,
        1_000,
        length / 3,
        length / 2,
        length - 30_000,
        length - 4_000,
        length - 1,
        length,
    ] {
        let copy = spoilt(folder.path(), |wal| wal.set_len(cut).unwrap());
        match outcome(copy.path(), &record).await {
            Ok(lines) => assert_eq!(lines, published, "cut at {cut}"),
            Err(said) => {
                assert!(cut < length);
                let words = ["this is not", "published here", "hint: restore the data"];
                assert!(
                    words.iter().all(|words| said.contains(words)),
                    "cut at {cut}: {said}"
                );
                refused += 1;
            }
        }
    }
    assert!(refused >= 6, "{refused}");
    for place in [40, length / 2] {
        let copy = spoilt(folder.path(), |mut wal| {
            wal.seek(SeekFrom::Start(place)).unwrap();
            wal.write_all(b"spoilt").unwrap();
        });
        let said = outcome(copy.path(), &record).await.unwrap_err();
        assert!(said.contains("published here"), "{said}");
    }

    // What was not published yet can be lost, unnoticed here but not by who holds a receipt; the rest is served.
    let board = Board::start_with(
        folder.path(),
        &["--listen", "127.0.0.1:0", "--checkpoint-interval", "3600"],
    );
    let mut hosted = Hosted::of(board, folder, record);
    hosted.adopt();
    let client = hosted.board.client();
    voters.post(20, &mut hosted, std::slice::from_ref(&client));
    voters.check(&mut hosted).await;
    let all = hosted.record.entries().len();
    let Hosted {
        board,
        record,
        folder,
        ..
    } = hosted;
    board.kill();
    let length = fs::metadata(folder.path().join("board.sqlite-wal"))
        .unwrap()
        .len();
    let mut kept = Vec::new();
    for cut in [0, length / 4, length / 2, length - 1, length] {
        let copy = spoilt(folder.path(), |wal| wal.set_len(cut).unwrap());
        kept.push(outcome(copy.path(), &record).await.unwrap());
    }
    assert!(
        kept.is_sorted() && kept[0] >= published && kept[1] < all,
        "{kept:?}"
    );
    assert_eq!(kept[4], all);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_older_copy_of_the_database_is_not_served_where_more_was_published() {
    let mut hosted = Hosted::start(84, 4, Stage::Open).await;
    let listen = hosted.board.listen();
    assert!(hosted.board.stop().success());
    let database = hosted.folder.path().join("board.sqlite");
    let old = fs::read(&database).unwrap();
    hosted.board = Board::start_with(hosted.folder.path(), &["--listen", &listen]);
    hosted.advance(Stage::Finished).await;
    let (client, id) = (hosted.board.client(), *hosted.record.election().id());
    let size = u64::try_from(hosted.record.entries().len()).unwrap();
    until("the checkpoint", async || {
        client.checkpoint(&id).await.unwrap().lines().nth(1) == Some(&size.to_string())
    })
    .await;
    assert!(hosted.board.stop().success());
    let new = fs::read(&database).unwrap();

    fs::write(&database, old).unwrap();
    let (code, said) = refused_start(command(hosted.folder.path(), &ANYWHERE));
    assert_eq!(code, Some(2), "{said}");
    assert!(said.contains(&format!("a checkpoint of {size} lines")), "{said}");
    assert!(
        said.contains("hint: restore the data folder from a copy"),
        "{said}"
    );

    fs::write(&database, new).unwrap();
    let file = hosted.folder.path().join("published").join(id.to_string());
    let note = fs::read_to_string(&file).unwrap();
    fs::write(&file, note.replacen('\n', "\n1", 1)).unwrap();
    let (code, said) = refused_start(command(hosted.folder.path(), &ANYWHERE));
    assert_eq!(code, Some(2), "{said}");
    assert!(said.contains("is damaged"), "{said}");
    fs::write(&file, note).unwrap();
    drop(Board::start(hosted.folder.path()));
}
