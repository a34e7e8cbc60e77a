//! `bulletin-board doctor` on boards that are well and boards that are not.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test stops at the first surprise"
)]

use ostrakon_tests::{board::Hosted, doctor::examine, fixture::Stage, programs::program};
use postgres_cluster::Cluster;
use serde_json::Value;
use std::{fs, os::unix::fs::PermissionsExt as _, path::Path, process::Command};

fn mode(path: &Path, mode: u32) {
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
}

#[tokio::test]
async fn what_is_wrong_is_named_and_nothing_else() {
    let hosted = Hosted::start(70, 2, Stage::Voted).await;
    let data = hosted.folder.path().to_owned();
    let (code, found) = examine(&data, &[]);
    assert_eq!(code, 0, "{found}");
    assert_eq!(found["database"]["outcome"], "fine", "{found}");
    assert_eq!(found["logs"]["detail"], "1, all under this key and name");
    assert_eq!(found["address"]["detail"], "a board is serving this folder");
    assert!(hosted.board.stop().success());
    let (code, found) = examine(&data, &[]);
    assert_eq!(
        (code, &found["address"]["outcome"]),
        (0, &Value::from("fine")),
        "{found}"
    );

    let key = data.join("board.key");
    mode(&key, 0o644);
    let (code, found) = examine(&data, &[]);
    assert_eq!(
        (code, &found["keys"]["detail"]),
        (1, &Value::from("others may read board.key"))
    );
    mode(&key, 0o600);
    let right = fs::read(&key).unwrap();
    fs::write(&key, format!("{}\n", "ab".repeat(32))).unwrap();
    let (code, found) = examine(&data, &[]);
    assert_eq!(
        (code, &found["logs"]["outcome"]),
        (1, &Value::from("wrong")),
        "{found}"
    );
    fs::write(&key, "ab\n").unwrap();
    assert_eq!(examine(&data, &[]).1["keys"]["outcome"], "wrong");
    fs::remove_file(&key).unwrap();
    let (code, found) = examine(&data, &[]);
    assert_eq!(
        (code, &found["keys"]["detail"]),
        (1, &Value::from("missing: board.key"))
    );
    assert!(!key.exists(), "it changes nothing");
    fs::write(&key, right).unwrap();
    mode(&key, 0o600);

    mode(&data, 0o777);
    assert_eq!(examine(&data, &[]).1["data folder"]["outcome"], "wrong");
    mode(&data, 0o700);
    assert_eq!(
        examine(&data, &["--name", "elsewhere"]).1["logs"]["outcome"],
        "warning"
    );
    assert_eq!(
        examine(&data, &["--listen", "0.0.0.0:0"]).1["settings"]["outcome"],
        "warning"
    );
    assert_eq!(
        examine(&data, &["--web", "/nothing"]).1["settings"]["outcome"],
        "wrong"
    );
    let (code, found) = examine(&data, &["--max-connections", "4000000000"]);
    assert_eq!((code, &found["files"]["outcome"]), (0, &Value::from("warning")));
    fs::write(data.join("restored.json"), "{}").unwrap();
    assert_eq!(examine(&data, &[]).1["restoration"]["outcome"], "wrong");
    fs::remove_file(data.join("restored.json")).unwrap();
    assert_eq!(examine(&data, &[]).0, 0);

    // Somewhere in the middle of the database.
    let database = data.join("board.sqlite");
    let mut bytes = fs::read(&database).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle - 2_048..middle + 2_048].fill(0xA5);
    fs::write(&database, bytes).unwrap();
    let (code, found) = examine(&data, &[]);
    assert_eq!(
        (code, &found["database"]["outcome"]),
        (1, &Value::from("wrong")),
        "{found}"
    );
}

#[test]
fn a_new_folder_is_well() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("new");
    let (code, found) = examine(&data, &[]);
    assert_eq!(code, 0, "{found}");
    assert!(!data.exists(), "it changes nothing");
}

#[test]
fn a_database_server_is_examined() {
    let cluster = Cluster::start();
    cluster.database("board");
    let folder = tempfile::tempdir().unwrap();
    let url = cluster.server_url("board");
    let looked = || examine(folder.path(), &["--database-url", &url]);
    let (code, found) = looked();
    assert_eq!(
        (code, &found["database"]["outcome"]),
        (1, &"fine".into()),
        "{found}"
    );
    assert_eq!(
        found["rights"]["outcome"], "wrong",
        "there are no tables: {found}"
    );
    let migrated = Command::new(program("bulletin-board"))
        .args(["migrate", "--database-url", &cluster.owner_url("board")])
        .output()
        .unwrap();
    assert!(migrated.status.success(), "{migrated:?}");
    let (code, found) = looked();
    assert_eq!(
        (code, &found["rights"]["outcome"], &found["durability"]["outcome"]),
        (0, &"fine".into(), &"warning".into()),
        "no replicas: {found}"
    );
    cluster.execute("board", &["GRANT UPDATE ON entry TO bulletin_board"]);
    let (code, found) = looked();
    assert_eq!(
        (code, &found["rights"]["outcome"], &found["durability"]["outcome"]),
        (1, &"wrong".into(), &"warning".into()),
        "{found}"
    );
    cluster.execute(
        "board",
        &[
            "REVOKE UPDATE ON entry FROM bulletin_board",
            "ALTER ROLE bulletin_board SET synchronous_commit = off",
        ],
    );
    let (code, found) = looked();
    assert_eq!(
        (code, &found["rights"]["outcome"], &found["durability"]["outcome"]),
        (1, &"fine".into(), &"wrong".into()),
        "{found}"
    );
    cluster.crash();
    let (code, found) = looked();
    assert_eq!(
        (code, &found["database"]["outcome"]),
        (2, &"unknown".into()),
        "{found}"
    );
}
