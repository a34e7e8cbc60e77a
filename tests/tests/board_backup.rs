//! The operator's drill of docs/operator.md: back up while voting lasts, lose the disk, restore, take over what observers
//! saw, go on.
#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use ostrakon_tests::{
    board::{Board, Hosted},
    fixture::{Roles, Stage},
    programs::program,
};
use std::{fs, path::Path, process::Command};

/// Exit code, standard output and standard error of a command of the board's program, with names in the place of paths.
fn run(folder: &Path, arguments: &[&str]) -> (i32, String, String) {
    let output = Command::new(program("bulletin-board"))
        .current_dir(folder)
        .args(arguments)
        .output()
        .unwrap();
    (
        output.status.code().unwrap(),
        String::from_utf8(output.stdout).unwrap(),
        String::from_utf8(output.stderr).unwrap(),
    )
}

fn succeed(folder: &Path, arguments: &[&str]) -> String {
    let (code, output, error) = run(folder, arguments);
    assert_eq!((code, error.as_str()), (0, ""), "{arguments:?}");
    output
}

fn fail(folder: &Path, arguments: &[&str], code: i32, words: &str) {
    let (exit, output, error) = run(folder, arguments);
    assert_eq!((exit, output.as_str()), (code, ""), "{arguments:?}: {error}");
    assert!(
        error.starts_with("error: ") && error.contains("\nhint: "),
        "{error}"
    );
    assert!(error.contains(words), "{error}");
}

fn vote(hosted: &mut Hosted, voter: usize) {
    let ballot = hosted.record.ballot(voter, &Roles::choices(voter));
    hosted.record.push(ballot);
}

#[tokio::test]
async fn the_drill_loses_nothing_that_an_observer_saw() {
    let mut hosted = Hosted::start(60, 6, Stage::Open).await;
    let id = *hosted.record.election().id();
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    let data = hosted.folder.path().to_str().unwrap().to_owned();
    for voter in 0..2 {
        vote(&mut hosted, voter);
    }
    hosted.post_new().await;

    // While the board serves.
    let said = succeed(here, &["backup", "--data-dir", &data, "backup", "--with-keys"]);
    let end = format!(
        "election {id}: {} lines, head {}\n",
        hosted.record.entries().len(),
        hosted.record.election().head()
    );
    assert_eq!(said, end);
    fail(
        here,
        &["backup", "--data-dir", &data, "backup"],
        2,
        "backup exists",
    );
    succeed(here, &["backup", "--data-dir", &data, "no-keys"]);
    assert!(!here.join("no-keys/board.key").exists());

    // Acknowledged after the backup, and seen by an observer.
    for voter in 2..4 {
        vote(&mut hosted, voter);
    }
    hosted.post_new().await;
    let seen = hosted.log().await;
    fs::write(here.join("record.jsonl"), &seen).unwrap();

    // The machine is gone. Its folder is, and the backup is what there is.
    hosted.board.kill();
    let restored = here.join("restored");
    fail(
        here,
        &["restore", "--data-dir", &data, "backup"],
        2,
        "board.sqlite exists",
    );
    fail(
        here,
        &["restore", "--data-dir", "keyless", "no-keys"],
        2,
        "holds board.key",
    );
    fail(
        here,
        &["restore", "--data-dir", "restored", "nothing"],
        1,
        "no usable backup",
    );
    assert_eq!(
        succeed(here, &["restore", "--data-dir", "restored", "backup"]),
        end
    );

    // It shows what it has, and takes nothing.
    hosted.board = Board::start(&restored);
    assert!(hosted.board.said().contains("bulletin-board resume"));
    assert_eq!(
        hosted.log().await,
        seen.split_inclusive('\n')
            .take(hosted.entries().await.try_into().unwrap())
            .collect::<String>()
    );
    let client = hosted.board.client();
    let refused = hosted.record.ballot(5, &Roles::choices(5));
    let error = client.post(&id, &refused).await.unwrap_err();
    assert_eq!(error.status(), Some(503), "{error}");
    assert!(error.to_string().contains("restored from a backup"), "{error}");
    fail(
        here,
        &["resume", "--data-dir", "restored", "--no-newer-copy"],
        2,
        "another server uses",
    );
    assert!(hosted.board.stop().success());

    fail(
        here,
        &["resume", "--data-dir", "restored"],
        2,
        &format!("no copy of election {id}"),
    );
    // A copy whose last vote was changed on the way.
    let tampered = seen.replacen("\"seq\":", "\"seq\": ", 1);
    fs::write(here.join("tampered.jsonl"), &tampered).unwrap();
    let copied = ["resume", "--data-dir", "restored", "--copy", "tampered.jsonl"];
    fail(here, &copied, 1, "tampered.jsonl: ");
    let end = format!(
        "election {id}: {} lines, head {}\n",
        hosted.record.entries().len(),
        hosted.record.election().head()
    );
    let copied = ["resume", "--data-dir", "restored", "--copy", "record.jsonl"];
    assert_eq!(succeed(here, &copied), end);
    fail(here, &copied, 1, "was resumed");

    // The election goes on, and nothing is missing.
    hosted.board = Board::start(&restored);
    assert_eq!(hosted.log().await, seen);
    hosted.record.push(refused);
    hosted.advance(Stage::Finished).await;
    assert_eq!(hosted.log().await, hosted.record.log());
}

#[tokio::test]
async fn a_backup_that_is_older_than_a_fork_is_not_resumed() {
    let mut hosted = Hosted::start(61, 4, Stage::Open).await;
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    let data = hosted.folder.path().to_str().unwrap().to_owned();
    succeed(here, &["backup", "--data-dir", &data, "backup", "--with-keys"]);
    vote(&mut hosted, 0);
    hosted.post_new().await;
    fs::write(here.join("first.jsonl"), hosted.log().await).unwrap();
    assert!(hosted.board.stop().success());

    // Somebody goes on from the backup without asking: the other history has another vote.
    succeed(here, &["restore", "--data-dir", "other", "backup"]);
    succeed(here, &["resume", "--data-dir", "other", "--no-newer-copy"]);
    hosted.board = Board::start(&here.join("other"));
    let id = *hosted.record.election().id();
    let ballot = hosted.record.ballot(1, &Roles::choices(1));
    hosted.board.client().post(&id, &ballot).await.unwrap();
    fs::write(here.join("second.jsonl"), hosted.log().await).unwrap();

    succeed(here, &["restore", "--data-dir", "third", "backup"]);
    let both = [
        "resume",
        "--data-dir",
        "third",
        "--copy",
        "first.jsonl",
        "--copy",
        "second.jsonl",
    ];
    fail(here, &both, 1, "one of the two is a fork");
    // It still only reads.
    fail(here, &["resume", "--data-dir", "third"], 2, "no copy of election");
}
