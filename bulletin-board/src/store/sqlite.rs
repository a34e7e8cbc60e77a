//! The embedded database: write-ahead log, every commit on the disk before it is acknowledged.

use super::{NewLine, StoreError, change::Change, rows::signed};
use ostrakon_crypto::hash::Hash;
use sqlx::{
    Connection as _, QueryBuilder, Sqlite, SqliteConnection, SqlitePool,
    migrate::Migrator,
    pool::PoolConnection,
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous},
};
use std::path::Path;

static MIGRATIONS: Migrator = sqlx::migrate!("migrations/sqlite");

/// Connections that read.
const READERS: u32 = 4;

/// A database in one file.
#[derive(Clone, Debug)]
pub(crate) struct SqliteStore {
    pub(super) writer: SqlitePool,
    pub(super) readers: SqlitePool,
}

impl SqliteStore {
    /// Opens the database file, and creates it if it is absent.
    pub(super) async fn open(path: &Path) -> Result<Self, StoreError> {
        let options = SqliteConnectOptions::new()
            .filename(path)
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true);
        // SQLite has one writer; a second connection would only wait.
        let writer = SqlitePoolOptions::new()
            .test_before_acquire(false)
            .max_connections(1)
            .connect_with(options.clone())
            .await?;
        MIGRATIONS.run(&writer).await?;
        // A process that was killed may have left what can be read, but is not on the disk yet.
        sqlx::query("PRAGMA wal_checkpoint(FULL)")
            .execute(&writer)
            .await?;
        let readers = SqlitePoolOptions::new()
            .test_before_acquire(false)
            .max_connections(READERS)
            .connect_with(options.read_only(true))
            .await?;
        Ok(Self { writer, readers })
    }

    /// A connection that only reads.
    pub(super) async fn reader(&self) -> Result<PoolConnection<Sqlite>, StoreError> {
        Ok(self.readers.acquire().await?)
    }

    /// Makes a change in a transaction of its own.
    pub(super) async fn write(&self, change: &Change<'_>) -> Result<(), StoreError> {
        let mut connection = self.writer.acquire().await?;
        let written = transact(&mut connection, change).await;
        if written.is_err() {
            // SQLite ends a transaction by itself when the disk fails, and sqlx does not learn of it: its next
            // transaction would be a savepoint that commits nothing. So a connection that failed is not used again.
            // Whatever closing it says, it is closed.
            let _ = connection.close().await;
        }
        written
    }

    /// Whether [`SqliteStore::close`] was called.
    pub(super) fn is_closed(&self) -> bool {
        self.readers.is_closed()
    }

    /// Ends all connections.
    pub(super) async fn close(&self) {
        self.readers.close().await;
        self.writer.close().await;
    }
}

async fn transact(connection: &mut SqliteConnection, change: &Change<'_>) -> Result<(), StoreError> {
    // Named, it is refused inside another transaction instead of becoming a part of it.
    let mut transaction = connection.begin_with("BEGIN IMMEDIATE").await?;
    change.apply(&mut *transaction).await?;
    Ok(transaction.commit().await?)
}

/// Most rows of one statement.
const ROWS: usize = 64;

/// Many lines a statement, for each one is a journey to the database's thread and back.
pub(super) async fn insert_entries(
    connection: &mut SqliteConnection,
    election: &Hash,
    lines: &[NewLine<'_>],
) -> Result<(), StoreError> {
    let mut rest = lines;
    while !rest.is_empty() {
        // By powers of two, so that there are few statements, and each is prepared once.
        let (now, later) = rest.split_at(ROWS.min(1 << rest.len().ilog2()));
        let mut statement =
            QueryBuilder::new("INSERT INTO entry (election, seq, hash, signer, body_hash, line) ");
        let mut rows = Vec::with_capacity(now.len());
        for new in now {
            rows.push((signed(new.entry.seq())?, new));
        }
        statement.push_values(rows, |mut row, (seq, new)| {
            let submission = new.entry.submission();
            row.push_bind(election.as_bytes().as_slice())
                .push_bind(seq)
                .push_bind(new.entry.hash().as_bytes().as_slice())
                .push_bind(submission.signer().to_string())
                .push_bind(submission.body_hash().as_bytes().to_vec())
                .push_bind(&new.line);
        });
        statement.build().execute(&mut *connection).await?;
        rest = later;
    }
    Ok(())
}
