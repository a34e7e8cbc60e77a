//! Storage of the logs. All SQL is here.
//!
//! - [`change`]: what is written, each in one transaction
//! - [`file`]: the embedded database's file, looked at and copied
//! - [`page`]: lines that are read
//! - [`rows`]: the statements, in the same words for every database
//! - [`sqlite`]: the embedded database
//! - [`postgres`]: a database server, and its replicas

mod change;
pub(crate) mod file;
mod page;
pub(crate) mod postgres;
mod rows;
mod sqlite;

use crate::faults::step;
use change::Change;
use ostrakon_crypto::hash::Hash;
use ostrakon_record::{
    entry::Entry,
    tlog::{Frontier, NodeHash},
};
pub(crate) use page::Page;
use postgres::{PostgresStore, Session};
use rows::Rows as _;
use sqlite::SqliteStore;
use std::{
    io,
    path::{Path, PathBuf},
    slice,
    time::Duration,
};

/// Storage that does not do what it should.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub(crate) enum StoreError {
    /// The database.
    #[error("database: {0}")]
    Database(#[from] sqlx::Error),
    /// The database's layout.
    #[error("database: {0}")]
    Migration(#[from] sqlx::migrate::MigrateError),
    /// A number that a database cannot hold.
    #[error("a number is out of range")]
    Range,
    /// What is stored is no log.
    #[error("the stored log of election {election} is damaged at line {seq}: {reason}")]
    Damaged {
        /// Whose log.
        election: Hash,
        /// Position.
        seq: u64,
        /// What is wrong.
        reason: String,
    },
    /// Lines do not continue the stored log.
    #[error("line {seq} does not continue the stored log of election {election}, which has {size} lines")]
    Behind {
        /// Whose log.
        election: Hash,
        /// Position of the first new line.
        seq: u64,
        /// Lines that are stored.
        size: u64,
    },
    /// A database server did not answer in time: what became of the last change, nobody knows.
    #[error("database: no answer in time")]
    Timeout,
    /// A database server that only follows another one.
    #[error("the database server is a replica")]
    Replica,
    /// A database that must not be used as it is.
    #[error("the database is not fit for a log: {message}")]
    Unfit {
        /// Why not.
        message: String,
        /// What to do about it.
        hint: &'static str,
    },
    /// The file beside the database.
    #[error("{}: {error}", path.display())]
    Memory {
        /// Of a log.
        path: PathBuf,
        /// Why it cannot be read or written.
        error: io::Error,
    },
    /// A checkpoint that must not be published.
    #[error("the checkpoint of election {election} at size {size} comes after another one at size {newest}")]
    Checkpoint {
        /// Whose log.
        election: Hash,
        /// Size of the new one.
        size: u64,
        /// Size of the newest one that is stored.
        newest: u64,
    },
}

/// Where a log ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Head {
    /// Hash of the last line.
    pub(crate) last: Hash,
    /// Of the tree over all lines.
    pub(crate) frontier: Frontier,
}

impl Head {
    /// Of a log without lines.
    const START: Self = Self {
        last: Hash::ZERO,
        frontier: Frontier::new(),
    };

    /// Number of lines.
    pub(crate) const fn size(&self) -> u64 {
        self.frontier.size()
    }
}

/// A line to be stored.
pub(crate) struct NewLine<'a> {
    pub(crate) entry: &'a Entry,
    pub(crate) line: String,
}

impl<'a> NewLine<'a> {
    pub(crate) fn of(entry: &'a Entry) -> Self {
        Self {
            line: entry.line(),
            entry,
        }
    }
}

/// A checkpoint, signed by the log and nobody else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct StoredCheckpoint {
    /// Lines that it covers.
    pub(crate) size: u64,
    /// Root of the tree over them.
    pub(crate) root: NodeHash,
    /// The signed note.
    pub(crate) note: String,
}

/// What a witness said about a checkpoint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct StoredCosignature {
    /// Size of the checkpoint.
    pub(crate) size: u64,
    /// Name of the witness's key.
    pub(crate) name: String,
    /// Id of the witness's key.
    pub(crate) key_id: [u8; 4],
    /// The line of the note, without its newline.
    pub(crate) line: String,
}

/// All logs of a board.
#[derive(Clone, Debug)]
pub(crate) enum Store {
    /// The embedded database.
    Sqlite(SqliteStore),
    /// A database server.
    Postgres(PostgresStore),
}

/// The turn to append to a log: nobody else does before it is used or given back.
#[derive(Debug)]
pub(crate) struct Turn {
    /// Where the log ends.
    pub(crate) head: Head,
    /// SQLite has one writer, this process.
    session: Option<Session>,
}

/// Asks through a connection that only reads, whatever the database.
macro_rules! ask {
    ($store:expr, $rows:ident => $answer:expr) => {
        match $store {
            Self::Sqlite(database) => {
                let mut connection = database.reader().await?;
                let $rows = &mut *connection;
                $answer.await
            }
            Self::Postgres(database) => {
                let mut connection = database.connection().await?;
                let $rows = &mut *connection;
                $answer.await
            }
        }
    };
}

impl Store {
    /// Opens the database file, and creates it if it is absent.
    pub(crate) async fn open_file(path: &Path) -> Result<Self, StoreError> {
        let store = Self::Sqlite(SqliteStore::open(path).await?);
        store.fill().await?;
        Ok(store)
    }

    /// Connects to the primary one of these database servers.
    pub(crate) async fn open_server(urls: &[String]) -> Result<Self, StoreError> {
        Ok(Self::Postgres(PostgresStore::open(urls).await?))
    }

    /// Gives logs of earlier versions their heads and trees.
    async fn fill(&self) -> Result<(), StoreError> {
        for election in self.elections().await? {
            if ask!(self, rows => rows.head(&election))?.is_none() {
                tracing::info!(%election, "computing the tree of a log of an earlier version");
                self.write(&Change::Fill { election: &election }).await?;
            }
        }
        Ok(())
    }

    /// Ids of all elections, in the order of their creation.
    pub(crate) async fn elections(&self) -> Result<Vec<Hash>, StoreError> {
        ask!(self, rows => rows.elections())
    }

    /// Up to 256 lines from position `from`, before `to`.
    pub(crate) async fn page(&self, election: &Hash, from: u64, to: u64) -> Result<Page, StoreError> {
        ask!(self, rows => rows.lines(election, from, to))
    }

    /// Where a log ends.
    pub(crate) async fn head(&self, election: &Hash) -> Result<Head, StoreError> {
        ask!(self, rows => rows.head(election))?.ok_or_else(|| headless(election))
    }

    /// The 8,192 bytes of a full tile of hashes.
    pub(crate) async fn tile(
        &self,
        election: &Hash,
        level: u8,
        number: u64,
    ) -> Result<Option<Vec<u8>>, StoreError> {
        ask!(self, rows => rows.tile(election, level, number))
    }

    /// Hashes `from` to `to` − 1 of a level of tiles: those of lines at level 0, roots of full tiles below at others.
    pub(crate) async fn hashes(
        &self,
        election: &Hash,
        level: u8,
        from: u64,
        to: u64,
    ) -> Result<Vec<NodeHash>, StoreError> {
        ask!(self, rows => change::hashes(rows, election, level, from, to))
    }

    /// The newest checkpoint.
    pub(crate) async fn newest_checkpoint(
        &self,
        election: &Hash,
    ) -> Result<Option<StoredCheckpoint>, StoreError> {
        ask!(self, rows => rows.newest_checkpoint(election))
    }

    /// Up to 256 checkpoints of at least this size, ascending.
    pub(crate) async fn checkpoints(
        &self,
        election: &Hash,
        from: u64,
    ) -> Result<Vec<StoredCheckpoint>, StoreError> {
        ask!(self, rows => rows.checkpoints(election, from))
    }

    /// Cosignatures of checkpoints of size `from` to `to`, both included; ascending by size, then in the order of names.
    pub(crate) async fn cosignatures(
        &self,
        election: &Hash,
        from: u64,
        to: u64,
    ) -> Result<Vec<StoredCosignature>, StoreError> {
        ask!(self, rows => rows.cosignatures(election, from, to))
    }

    /// Cosignatures of the smallest checkpoint of at least this size that has any; none if there is no such checkpoint.
    pub(crate) async fn first_cosignatures(
        &self,
        election: &Hash,
        from: u64,
    ) -> Result<Vec<StoredCosignature>, StoreError> {
        let Some(size) = ask!(self, rows => rows.cosigned_size(election, from))? else {
            return Ok(Vec::new());
        };
        self.cosignatures(election, size, size).await
    }

    /// Stores an election's line 0.
    pub(crate) async fn create(&self, election: &Hash, line: &NewLine<'_>) -> Result<(), StoreError> {
        let lines = slice::from_ref(line);
        self.write(&Change::Create { election, line }).await?;
        step!("create-committed");
        self.confirm(election, lines).await
    }

    /// Waits for the turn to append to a log.
    pub(crate) async fn turn(&self, election: &Hash) -> Result<Turn, StoreError> {
        match self {
            Self::Sqlite(_) => Ok(Turn {
                head: self.head(election).await?,
                session: None,
            }),
            Self::Postgres(database) => {
                let mut session = database.begin().await?;
                let head = session
                    .rows()?
                    .locked_head(election)
                    .await
                    .map_err(postgres::in_vain)?;
                Ok(Turn {
                    head: head.ok_or_else(|| headless(election))?,
                    session: Some(session),
                })
            }
        }
    }

    /// Stores lines and what they add to the tree, all of it or nothing.
    pub(crate) async fn append(
        &self,
        turn: Turn,
        election: &Hash,
        lines: &[NewLine<'_>],
    ) -> Result<(), StoreError> {
        let change = Change::Append { election, lines };
        match (self, turn.session) {
            (Self::Postgres(database), Some(session)) => database.finish(session, &change).await,
            _ => self.write(&change).await,
        }?;
        step!("append-committed");
        self.confirm(election, lines).await
    }

    /// Gives a turn back that was not needed. After that all lines before it will last, as in [`Store::settle`].
    pub(crate) async fn pass(&self, turn: Turn) -> Result<(), StoreError> {
        match (self, turn.session) {
            (Self::Postgres(database), Some(session)) => database.settle(session).await,
            _ => Ok(()),
        }
    }

    /// Waits until all that can be read of this log will last. A database server that was ended while it waited for its
    /// replicas shows, when it comes back, what they do not have; a promise about that would be broken if it were lost.
    pub(crate) async fn settle(&self, election: &Hash) -> Result<(), StoreError> {
        let turn = self.turn(election).await?;
        self.pass(turn).await
    }

    /// Stores a checkpoint if it is larger than all before it, or the newest one once more. Only a checkpoint that was
    /// stored may be published.
    pub(crate) async fn save_checkpoint(
        &self,
        election: &Hash,
        checkpoint: &StoredCheckpoint,
    ) -> Result<(), StoreError> {
        self.write(&Change::Checkpoint { election, checkpoint }).await
    }

    /// Stores what witnesses said. The first word of a key about a checkpoint stays.
    pub(crate) async fn add_cosignatures(
        &self,
        election: &Hash,
        cosignatures: &[StoredCosignature],
    ) -> Result<(), StoreError> {
        self.write(&Change::Cosign {
            election,
            cosignatures,
        })
        .await
    }

    async fn write(&self, change: &Change<'_>) -> Result<(), StoreError> {
        match self {
            Self::Sqlite(database) => database.write(change).await,
            Self::Postgres(database) => database.write(change).await,
        }
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
            let page = self.page(election, from, Frontier::LARGEST).await?;
            for (stored, line) in page.iter().zip(rest) {
                if stored != line.line {
                    return Err(lost(line.entry.seq()));
                }
            }
            if page.is_empty() {
                return Err(lost(from));
            }
            rest = rest.get(page.iter().count()..).unwrap_or_default();
        }
        Ok(())
    }

    /// Ids and sizes of all logs, in the order of their creation.
    pub(crate) async fn news(&self) -> Result<Vec<(Hash, u64)>, StoreError> {
        ask!(self, rows => rows.sizes())
    }

    /// Whether other servers may append to these logs.
    pub(crate) const fn is_shared(&self) -> bool {
        matches!(self, Self::Postgres(_))
    }

    /// How long to wait for a database that is away: servers are restarted and replaced by their replicas, disks do not
    /// come back.
    pub(crate) const fn patience(&self) -> Duration {
        match self {
            Self::Sqlite(_) => Duration::ZERO,
            Self::Postgres(_) => Duration::from_mins(2),
        }
    }

    /// Whether [`Store::close`] was called.
    pub(crate) fn is_closed(&self) -> bool {
        match self {
            Self::Sqlite(database) => database.is_closed(),
            Self::Postgres(database) => database.is_closed(),
        }
    }

    /// Ends all connections.
    pub(crate) async fn close(&self) {
        match self {
            Self::Sqlite(database) => database.close().await,
            Self::Postgres(database) => database.close().await,
        }
    }
}

fn headless(election: &Hash) -> StoreError {
    StoreError::Damaged {
        election: *election,
        seq: 0,
        reason: "there is no head".to_owned(),
    }
}

#[cfg(test)]
mod tests;
