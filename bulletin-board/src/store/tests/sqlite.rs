//! What holds for SQLite.

use super::*;
use crate::store::SqliteStore;
use tempfile::TempDir;

suite!(InFile);

/// A database in a temporary folder.
struct InFile(TempDir);

impl Place for InFile {
    async fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    async fn open(&self) -> Store {
        Store::open_file(&self.0.path().join("board.sqlite"))
            .await
            .unwrap()
    }
}

fn database(store: &Store) -> &SqliteStore {
    match store {
        Store::Sqlite(database) => database,
        Store::Postgres(_) => panic!("it is SQLite"),
    }
}

async fn execute(store: &Store, statement: &'static str) -> Result<(), sqlx::Error> {
    let outcome = sqlx::query(statement).execute(&database(store).writer).await;
    outcome.map(drop)
}

#[tokio::test]
async fn the_database_itself_refuses_every_change() {
    let lines = entries(300);
    let place = InFile::new().await;
    let store = place.open().await;
    post(&store, &lines, 100).await;
    let hashes = leaves(&lines);
    for size in [5, 10] {
        store
            .save_checkpoint(&ELECTION, &checkpoint(size, 1))
            .await
            .unwrap();
    }
    store
        .add_cosignatures(&ELECTION, &[cosignature(5, "a", "line")])
        .await
        .unwrap();
    let before = (page(&store).await, store.head(&ELECTION).await.unwrap());
    for statement in [
        "UPDATE entry SET line = '{}' WHERE seq = 3",
        "UPDATE entry SET seq = 900 WHERE seq = 299",
        "UPDATE OR REPLACE entry SET seq = 3 WHERE seq = 4",
        "DELETE FROM entry",
        "DELETE FROM entry WHERE seq = 299",
        "REPLACE INTO entry SELECT election, seq, hash, signer, randomblob(32), '{}' FROM entry WHERE seq = 4",
        "REPLACE INTO entry SELECT election, 300, hash, signer, body_hash, '{}' FROM entry WHERE seq = 4",
        "REPLACE INTO entry (rowid, election, seq, hash, signer, body_hash, line) \
         SELECT rowid, election, 300, hash, signer, randomblob(32), '{}' FROM entry WHERE seq = 4",
        "UPDATE OR REPLACE entry SET rowid = 4 WHERE seq = 299",
        "INSERT INTO entry SELECT election, 4, hash, signer, randomblob(32), '{}' FROM entry WHERE seq = 4",
        "INSERT INTO entry SELECT election, 300, hash, signer, body_hash, '{}' FROM entry WHERE seq = 4",
        "INSERT INTO entry SELECT election, 301, hash, signer, randomblob(32), '{}' FROM entry WHERE seq = 4",
        "INSERT INTO entry SELECT election, -1, hash, signer, randomblob(32), '{}' FROM entry WHERE seq = 4",
        "INSERT INTO entry SELECT randomblob(32), 0, hash, signer, body_hash, '{}' FROM entry WHERE seq = 4",
        "INSERT INTO entry SELECT election, 300, x'00', signer, randomblob(32), '{}' FROM entry WHERE seq = 4",
        "INSERT INTO entry SELECT election, 300, hash, signer, x'00', '{}' FROM entry WHERE seq = 4",
        "INSERT INTO entry SELECT election, 300, hash, '', randomblob(32), '{}' FROM entry WHERE seq = 4",
        "INSERT INTO entry SELECT election, 300, hash, signer, randomblob(32), '' FROM entry WHERE seq = 4",
        "INSERT INTO entry SELECT election, 300, hash, signer, randomblob(32), hex(zeroblob(32768)) FROM entry WHERE seq = 4",
        "UPDATE election SET id = randomblob(32)",
        "DELETE FROM election",
        "REPLACE INTO election (id) SELECT id FROM election",
        "REPLACE INTO election (id, number) SELECT randomblob(32), number FROM election",
        "INSERT INTO election (id) VALUES (x'00')",
        "UPDATE head SET size = 299",
        "UPDATE head SET size = 300, last = zeroblob(32)",
        "UPDATE head SET size = 301",
        "UPDATE head SET size = 301, last = (SELECT hash FROM entry WHERE seq = 299)",
        "DELETE FROM head",
        "REPLACE INTO head SELECT election, 0, zeroblob(32), x'' FROM head",
        "INSERT INTO head SELECT randomblob(32), 0, zeroblob(32), x'' FROM head",
        "UPDATE tile SET root = zeroblob(32)",
        "DELETE FROM tile",
        "REPLACE INTO tile SELECT election, level, number, zeroblob(8192), root FROM tile",
        "INSERT INTO tile SELECT election, level, 1, zeroblob(8191), root FROM tile",
        "INSERT INTO tile SELECT election, 8, 0, hashes, root FROM tile",
        "UPDATE checkpoint SET note = 'x'",
        "DELETE FROM checkpoint",
        "REPLACE INTO checkpoint SELECT election, size, root, 'x' FROM checkpoint WHERE size = 10",
        "INSERT INTO checkpoint SELECT election, 9, root, note FROM checkpoint WHERE size = 10",
        "INSERT INTO checkpoint SELECT election, 301, root, note FROM checkpoint WHERE size = 10",
        "INSERT INTO checkpoint SELECT election, 11, x'00', note FROM checkpoint WHERE size = 10",
        "INSERT INTO checkpoint SELECT election, 11, root, '' FROM checkpoint WHERE size = 10",
        "UPDATE cosignature SET line = 'x'",
        "DELETE FROM cosignature",
        "REPLACE INTO cosignature SELECT election, size, name, key_id, 'x' FROM cosignature",
        "INSERT INTO cosignature SELECT election, 6, name, key_id, line FROM cosignature",
        "INSERT INTO cosignature SELECT election, size, name, x'00', line FROM cosignature",
    ] {
        assert!(execute(&store, statement).await.is_err(), "{statement}");
    }
    assert_eq!((page(&store).await, store.head(&ELECTION).await.unwrap()), before);
    assert_eq!(store.elections().await.unwrap(), [ELECTION]);
    assert_eq!(
        store.tile(&ELECTION, 0, 0).await.unwrap(),
        Some(bytes(&hashes[..256]))
    );
    // What is refused above is refused for what is wrong with it: the right rows are welcome.
    for statement in [
        "INSERT INTO entry SELECT election, 300, hash, signer, randomblob(32), '{}' FROM entry WHERE seq = 4",
        "UPDATE head SET size = 301, last = (SELECT hash FROM entry WHERE seq = 300)",
        "INSERT INTO tile SELECT election, level, 1, zeroblob(8192), root FROM tile",
        "INSERT INTO checkpoint SELECT election, 301, root, note FROM checkpoint WHERE size = 10",
        "INSERT INTO cosignature SELECT election, 10, name, key_id, line FROM cosignature",
    ] {
        execute(&store, statement).await.unwrap();
    }
}

#[tokio::test]
async fn a_missing_line_is_noticed() {
    let place = InFile::new().await;
    let store = place.open().await;
    post(&store, &entries(5), 9).await;
    execute(&store, "DROP TRIGGER entry_is_never_deleted")
        .await
        .unwrap();
    execute(&store, "DELETE FROM entry WHERE seq = 2").await.unwrap();
    let error = store.page(&ELECTION, 0, 9).await.unwrap_err();
    assert!(matches!(error, StoreError::Damaged { seq: 2, .. }), "{error}");
}

#[tokio::test]
async fn a_database_of_an_earlier_version_gets_its_tree() {
    let place = InFile::new().await;
    let lines = entries(700);
    let store = place.open().await;
    post(&store, &lines, 700).await;
    let head = store.head(&ELECTION).await.unwrap();
    for statement in [
        "DROP TABLE cosignature",
        "DROP TABLE checkpoint",
        "DROP TABLE tile",
        "DROP TABLE head",
        "DELETE FROM _sqlx_migrations WHERE version = 3",
    ] {
        execute(&store, statement).await.unwrap();
    }
    store.close().await;
    let store = place.open().await;
    assert_eq!(store.head(&ELECTION).await.unwrap(), head);
    assert_eq!(head.frontier.root(), root(&leaves(&lines)));
    for (number, tile) in (0..).zip(leaves(&lines).chunks_exact(256)) {
        let stored = store.tile(&ELECTION, 0, number).await.unwrap();
        assert_eq!(stored, Some(bytes(tile)), "tile {number}");
    }
}

#[tokio::test]
async fn commits_reach_the_disk() {
    let place = InFile::new().await;
    let store = place.open().await;
    post(&store, &entries(1), 1).await;
    let database = database(&store);
    let (journal,): (String,) = sqlx::query_as("PRAGMA journal_mode")
        .fetch_one(&database.writer)
        .await
        .unwrap();
    let (synchronous,): (i64,) = sqlx::query_as("PRAGMA synchronous")
        .fetch_one(&database.writer)
        .await
        .unwrap();
    assert_eq!((journal.as_str(), synchronous), ("wal", 2));
    let denied = sqlx::query("DELETE FROM entry")
        .execute(&database.readers)
        .await
        .unwrap_err();
    assert!(denied.to_string().contains("readonly"), "{denied}");
}
