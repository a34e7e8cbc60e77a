//! The embedded database: write-ahead log, every commit on the disk before it is acknowledged.

use super::{NewLine, StoreError, StoredLine};
use ostrakon_crypto::hash::Hash;
use sqlx::{
    SqlitePool,
    migrate::Migrator,
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous},
};
use std::path::Path;

static MIGRATIONS: Migrator = sqlx::migrate!("migrations/sqlite");

/// Lines in one answer of the database while a log is read.
const PAGE: i64 = 256;
/// Connections that read.
const READERS: u32 = 4;

/// All logs of a board.
#[derive(Clone, Debug)]
pub(crate) struct SqliteStore {
    writer: SqlitePool,
    readers: SqlitePool,
}

fn signed(number: u64) -> Result<i64, StoreError> {
    i64::try_from(number).map_err(|_| StoreError::Range)
}

impl SqliteStore {
    /// Opens the database file, and creates it if it is absent.
    pub(crate) async fn open(path: &Path) -> Result<Self, StoreError> {
        let options = SqliteConnectOptions::new()
            .filename(path)
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true);
        // SQLite has one writer; a second connection would only wait.
        let writer = SqlitePoolOptions::new()
            .max_connections(1)
            .connect_with(options.clone())
            .await?;
        MIGRATIONS.run(&writer).await?;
        let readers = SqlitePoolOptions::new()
            .max_connections(READERS)
            .connect_with(options.read_only(true))
            .await?;
        Ok(Self { writer, readers })
    }

    /// Ids of all elections, in the order of their creation.
    pub(crate) async fn elections(&self) -> Result<Vec<Hash>, StoreError> {
        let rows: Vec<(Vec<u8>,)> = sqlx::query_as("SELECT id FROM election ORDER BY number")
            .fetch_all(&self.readers)
            .await?;
        rows.into_iter()
            .map(|(id,)| Ok(Hash::from_bytes(id.try_into().map_err(|_| StoreError::Range)?)))
            .collect()
    }

    /// Up to 256 lines from position `from`, before `to`.
    pub(crate) async fn page(
        &self,
        election: &Hash,
        from: u64,
        to: u64,
    ) -> Result<Vec<StoredLine>, StoreError> {
        let rows: Vec<(i64, String)> = sqlx::query_as(
            "SELECT seq, line FROM entry WHERE election = ? AND seq >= ? AND seq < ? ORDER BY seq LIMIT ?",
        )
        .bind(election.as_bytes().as_slice())
        .bind(signed(from)?)
        .bind(signed(to)?)
        .bind(PAGE)
        .fetch_all(&self.readers)
        .await?;
        let mut lines = Vec::with_capacity(rows.len());
        for (expected, (seq, line)) in (from..).zip(rows) {
            if u64::try_from(seq) != Ok(expected) {
                let reason = "the line is missing".to_owned();
                return Err(StoreError::Damaged {
                    election: *election,
                    seq: expected,
                    reason,
                });
            }
            lines.push(StoredLine { line });
        }
        Ok(lines)
    }

    /// Stores an election's line 0.
    pub(crate) async fn create(&self, election: &Hash, line: &NewLine<'_>) -> Result<(), StoreError> {
        let mut transaction = self.writer.begin().await?;
        sqlx::query("INSERT INTO election (id) VALUES (?)")
            .bind(election.as_bytes().as_slice())
            .execute(&mut *transaction)
            .await?;
        insert(&mut transaction, election, line).await?;
        Ok(transaction.commit().await?)
    }

    /// Stores lines, all of them or none.
    pub(crate) async fn append(&self, election: &Hash, lines: &[NewLine<'_>]) -> Result<(), StoreError> {
        let mut transaction = self.writer.begin().await?;
        for line in lines {
            insert(&mut transaction, election, line).await?;
        }
        Ok(transaction.commit().await?)
    }

    /// Ends all connections.
    pub(crate) async fn close(&self) {
        self.readers.close().await;
        self.writer.close().await;
    }
}

async fn insert(
    transaction: &mut sqlx::Transaction<'_, sqlx::Sqlite>,
    election: &Hash,
    new: &NewLine<'_>,
) -> Result<(), StoreError> {
    let submission = new.entry.submission();
    sqlx::query("INSERT INTO entry (election, seq, hash, signer, body_hash, line) VALUES (?, ?, ?, ?, ?, ?)")
        .bind(election.as_bytes().as_slice())
        .bind(signed(new.entry.seq())?)
        .bind(new.entry.hash().as_bytes().as_slice())
        .bind(submission.signer().to_string())
        .bind(submission.body_hash().as_bytes().as_slice())
        .bind(&new.line)
        .execute(&mut **transaction)
        .await?;
    Ok(())
}
