//! The embedded database: write-ahead log, every commit on the disk before it is acknowledged.

use super::{NewLine, StoreError, StoredLine};
use ostrakon_crypto::hash::Hash;
use sqlx::{
    Connection as _, SqliteConnection, SqlitePool,
    migrate::Migrator,
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous},
};
use std::{path::Path, slice};

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
        self.store(election, slice::from_ref(line), Creation::New).await
    }

    /// Stores lines, all of them or none.
    pub(crate) async fn append(&self, election: &Hash, lines: &[NewLine<'_>]) -> Result<(), StoreError> {
        self.store(election, lines, Creation::Existing).await
    }

    async fn store(
        &self,
        election: &Hash,
        lines: &[NewLine<'_>],
        creation: Creation,
    ) -> Result<(), StoreError> {
        let mut connection = self.writer.acquire().await?;
        let stored = transact(&mut connection, election, lines, creation).await;
        if stored.is_err() {
            // SQLite ends a transaction by itself when the disk fails, and sqlx does not learn of it: its next
            // transaction would be a savepoint that commits nothing. So a connection that failed is not used again.
            // Whatever closing it says, it is closed.
            let _ = connection.close().await;
        }
        stored?;
        self.confirm(election, lines).await
    }

    /// Reads through another connection, which sees only what is committed, whether these very bytes are there.
    async fn confirm(&self, election: &Hash, lines: &[NewLine<'_>]) -> Result<(), StoreError> {
        let mut rest = lines;
        while let [first, ..] = rest {
            let lost = |seq| StoreError::Damaged {
                election: *election,
                seq,
                reason: "it is not what was committed".to_owned(),
            };
            let from = first.entry.seq();
            let page = self.page(election, from, u64::MAX >> 1).await?;
            for (stored, line) in page.iter().zip(rest) {
                if Hash::of(stored.line.as_bytes()) != *line.entry.hash() {
                    return Err(lost(line.entry.seq()));
                }
            }
            if page.is_empty() {
                return Err(lost(from));
            }
            rest = rest.get(page.len()..).unwrap_or_default();
        }
        Ok(())
    }

    /// Whether [`SqliteStore::close`] was called.
    pub(crate) fn is_closed(&self) -> bool {
        self.readers.is_closed()
    }

    /// Ends all connections.
    pub(crate) async fn close(&self) {
        self.readers.close().await;
        self.writer.close().await;
    }
}

/// Whether the election is there already.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Creation {
    New,
    Existing,
}

async fn transact(
    connection: &mut SqliteConnection,
    election: &Hash,
    lines: &[NewLine<'_>],
    creation: Creation,
) -> Result<(), StoreError> {
    // Named, it is refused inside another transaction instead of becoming a part of it.
    let mut transaction = connection.begin_with("BEGIN IMMEDIATE").await?;
    if creation == Creation::New {
        sqlx::query("INSERT INTO election (id) VALUES (?)")
            .bind(election.as_bytes().as_slice())
            .execute(&mut *transaction)
            .await?;
    }
    for line in lines {
        insert(&mut transaction, election, line).await?;
    }
    Ok(transaction.commit().await?)
}

async fn insert(
    connection: &mut SqliteConnection,
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
        .execute(connection)
        .await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use ostrakon_crypto::signature::SigningKey;
    use ostrakon_record::{
        body::{Abort, Body},
        entry::{Entry, Signer, Submission},
    };
    use tempfile::TempDir;

    const ELECTION: Hash = Hash::from_bytes([7; 32]);

    /// Any chained lines: the store does not judge them.
    fn entries(count: u64) -> Vec<Entry> {
        let key = SigningKey::from_seed(&[1; 32]);
        let mut entries: Vec<Entry> = Vec::new();
        for time in 0..count {
            let reason = "of a test".to_owned();
            let line = Submission::sign(
                &key,
                Signer::Authority,
                &ELECTION,
                Body::Abort(Abort { time, reason }),
            );
            let prev = entries.last().map_or(Hash::ZERO, |entry| *entry.hash());
            entries.push(Entry::place(time, prev, line).unwrap());
        }
        entries
    }

    async fn store(lines: &[Entry]) -> (SqliteStore, TempDir) {
        let folder = tempfile::tempdir().unwrap();
        let store = SqliteStore::open(&folder.path().join("board.sqlite"))
            .await
            .unwrap();
        store.create(&ELECTION, &NewLine::of(&lines[0])).await.unwrap();
        let rest: Vec<NewLine<'_>> = lines[1..].iter().map(NewLine::of).collect();
        store.append(&ELECTION, &rest).await.unwrap();
        (store, folder)
    }

    async fn stored(store: &SqliteStore) -> Vec<String> {
        let page = store.page(&ELECTION, 0, 1_000).await.unwrap();
        page.into_iter().map(|stored| stored.line).collect()
    }

    #[tokio::test]
    async fn what_is_stored_comes_back() {
        let lines = entries(300);
        let (store, folder) = store(&lines).await;
        let texts: Vec<String> = lines.iter().map(Entry::line).collect();
        assert_eq!(stored(&store).await, texts[..256], "a page");
        let page = store.page(&ELECTION, 250, 260).await.unwrap();
        assert!(page.iter().map(|stored| &stored.line).eq(&texts[250..260]));
        assert!(store.page(&Hash::ZERO, 0, 9).await.unwrap().is_empty());
        store.close().await;
        let again = SqliteStore::open(&folder.path().join("board.sqlite"))
            .await
            .unwrap();
        assert_eq!(again.elections().await.unwrap(), [ELECTION]);
        assert_eq!(stored(&again).await, texts[..256]);
    }

    #[tokio::test]
    async fn the_database_itself_refuses_every_change() {
        let lines = entries(5);
        let (store, _folder) = store(&lines).await;
        let before = stored(&store).await;
        for statement in [
            "UPDATE entry SET line = '{}' WHERE seq = 3",
            "UPDATE entry SET seq = 9 WHERE seq = 4",
            "UPDATE OR REPLACE entry SET seq = 3 WHERE seq = 4",
            "DELETE FROM entry",
            "DELETE FROM entry WHERE seq = 4",
            "REPLACE INTO entry SELECT election, seq, hash, signer, randomblob(32), '{}' FROM entry WHERE seq = 4",
            "REPLACE INTO entry SELECT election, 5, hash, signer, body_hash, '{}' FROM entry WHERE seq = 4",
            "INSERT INTO entry SELECT election, 4, hash, signer, randomblob(32), '{}' FROM entry WHERE seq = 4",
            "INSERT INTO entry SELECT election, 5, hash, signer, body_hash, '{}' FROM entry WHERE seq = 4",
            "INSERT INTO entry SELECT election, 6, hash, signer, randomblob(32), '{}' FROM entry WHERE seq = 4",
            "INSERT INTO entry SELECT election, -1, hash, signer, randomblob(32), '{}' FROM entry WHERE seq = 4",
            "INSERT INTO entry SELECT randomblob(32), 0, hash, signer, body_hash, '{}' FROM entry WHERE seq = 4",
            "INSERT INTO entry SELECT election, 5, x'00', signer, randomblob(32), '{}' FROM entry WHERE seq = 4",
            "INSERT INTO entry SELECT election, 5, hash, signer, x'00', '{}' FROM entry WHERE seq = 4",
            "INSERT INTO entry SELECT election, 5, hash, '', randomblob(32), '{}' FROM entry WHERE seq = 4",
            "INSERT INTO entry SELECT election, 5, hash, signer, randomblob(32), '' FROM entry WHERE seq = 4",
            "INSERT INTO entry SELECT election, 5, hash, signer, randomblob(32), hex(zeroblob(32768)) FROM entry WHERE seq = 4",
            "UPDATE election SET id = randomblob(32)",
            "DELETE FROM election",
            "REPLACE INTO election (id) SELECT id FROM election",
            "REPLACE INTO election (id, number) SELECT randomblob(32), number FROM election",
            "INSERT INTO election (id) VALUES (x'00')",
        ] {
            let outcome = sqlx::query(statement).execute(&store.writer).await;
            assert!(outcome.is_err(), "{statement}");
        }
        assert_eq!(stored(&store).await, before);
        assert_eq!(store.elections().await.unwrap(), [ELECTION]);
        // What is refused above is refused for what is wrong with it: the right line is welcome.
        let right = "INSERT INTO entry SELECT election, 5, hash, signer, randomblob(32), '{}' FROM entry WHERE seq = 4";
        sqlx::query(right).execute(&store.writer).await.unwrap();
    }

    #[tokio::test]
    async fn a_transaction_stores_all_lines_or_none() {
        let lines = entries(6);
        let (store, _folder) = store(&lines[..3]).await;
        // The last one repeats a line.
        let batch: Vec<NewLine<'_>> = [&lines[3], &lines[4], &lines[2]]
            .into_iter()
            .map(NewLine::of)
            .collect();
        store.append(&ELECTION, &batch).await.unwrap_err();
        assert_eq!(stored(&store).await.len(), 3);
        let batch: Vec<NewLine<'_>> = lines[3..].iter().map(NewLine::of).collect();
        store.append(&ELECTION, &batch).await.unwrap();
        assert_eq!(stored(&store).await.len(), 6);
    }

    #[tokio::test]
    async fn a_missing_line_is_noticed() {
        let (store, _folder) = store(&entries(5)).await;
        sqlx::query("DROP TRIGGER entry_is_never_deleted")
            .execute(&store.writer)
            .await
            .unwrap();
        sqlx::query("DELETE FROM entry WHERE seq = 2")
            .execute(&store.writer)
            .await
            .unwrap();
        let error = store.page(&ELECTION, 0, 9).await.unwrap_err();
        assert!(matches!(error, StoreError::Damaged { seq: 2, .. }), "{error}");
    }

    #[tokio::test]
    async fn commits_reach_the_disk() {
        let (store, _folder) = store(&entries(1)).await;
        let (journal,): (String,) = sqlx::query_as("PRAGMA journal_mode")
            .fetch_one(&store.writer)
            .await
            .unwrap();
        let (synchronous,): (i64,) = sqlx::query_as("PRAGMA synchronous")
            .fetch_one(&store.writer)
            .await
            .unwrap();
        assert_eq!((journal.as_str(), synchronous), ("wal", 2));
        let denied = sqlx::query("DELETE FROM entry")
            .execute(&store.readers)
            .await
            .unwrap_err();
        assert!(denied.to_string().contains("readonly"), "{denied}");
    }
}
