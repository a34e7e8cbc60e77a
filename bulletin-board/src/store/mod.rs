//! Storage of the logs. All SQL is here.
//!
//! - [`sqlite`]: the embedded database

mod sqlite;

pub(crate) use sqlite::SqliteStore;

use ostrakon_crypto::hash::Hash;
use ostrakon_record::entry::Entry;

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
}

/// A line as it is stored.
#[derive(Clone, Debug)]
pub(crate) struct StoredLine {
    /// The line without its newline.
    pub(crate) line: String,
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
