//! The embedded database's file, looked at and copied while a board may be using it.

use super::{StoreError, StoredCheckpoint, rows::Rows as _};
use sqlx::{
    ConnectOptions as _, Connection as _,
    sqlite::{SqliteConnectOptions, SqliteConnection},
};
use std::path::Path;

/// What the database says about itself.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct FileState {
    /// `wal` if commits go to a write-ahead log.
    pub(crate) journal_mode: String,
    /// `ok`, or what is damaged.
    pub(crate) integrity: String,
    /// Those of its triggers that refuse changes of lines and are not there.
    pub(crate) unguarded: Vec<&'static str>,
}

/// Triggers that keep lines as they are.
const GUARDS: [&str; 7] = [
    "election_is_never_changed",
    "election_is_never_deleted",
    "election_is_never_replaced",
    "entry_is_never_changed",
    "entry_is_never_deleted",
    "entry_is_never_replaced",
    "entry_continues_its_log",
];

async fn open(path: &Path) -> Result<SqliteConnection, StoreError> {
    let options = SqliteConnectOptions::new().filename(path).read_only(true);
    Ok(options.connect().await?)
}

/// Copies all that is committed into a new file, in one piece, and puts it on the disk.
pub(crate) async fn copy(from: &Path, to: &Path) -> Result<(), StoreError> {
    let mut connection = open(from).await?;
    sqlx::query("VACUUM INTO $1")
        .bind(to.to_string_lossy().into_owned())
        .execute(&mut connection)
        .await?;
    Ok(connection.close().await?)
}

/// Asks the database how it is.
pub(crate) async fn inspect(path: &Path) -> Result<FileState, StoreError> {
    let mut connection = open(path).await?;
    let (journal_mode,) = sqlx::query_as("PRAGMA journal_mode")
        .fetch_one(&mut connection)
        .await?;
    let (integrity,) = sqlx::query_as("PRAGMA quick_check(1)")
        .fetch_one(&mut connection)
        .await?;
    let triggers: Vec<(String,)> = sqlx::query_as("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        .fetch_all(&mut connection)
        .await?;
    connection.close().await?;
    let is_absent = |guard: &&str| !triggers.iter().any(|(name,)| name == guard);
    Ok(FileState {
        journal_mode,
        integrity,
        unguarded: GUARDS.into_iter().filter(is_absent).collect(),
    })
}

/// Line 0 and newest checkpoint of every election.
pub(crate) async fn logs(path: &Path) -> Result<Vec<(String, Option<StoredCheckpoint>)>, StoreError> {
    let mut connection = open(path).await?;
    let mut logs = Vec::new();
    for id in connection.elections().await? {
        let newest = connection.newest_checkpoint(&id).await?;
        for line in connection.lines(&id, 0, 1).await?.iter() {
            logs.push((line.to_owned(), newest.clone()));
        }
    }
    connection.close().await?;
    Ok(logs)
}
