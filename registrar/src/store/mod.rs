//! Voters, codes and what became of them, in a database file of the registrar's folder.
//!
//! - [`people`]: the list, the codes, who is still to get one
//! - [`deliveries`]: what was handed out, and what became of it
//! - [`queue`]: e-mails that are to be sent
//! - [`journal`]: what the registrar did, and why

mod deliveries;
mod journal;
mod people;
mod queue;

pub use deliveries::{Channel, Delivery, DeliveryState, Progress};
pub use journal::{Act, JournalLine};
pub use people::{Imported, Recipient, Removal, Selection};
pub use queue::{Bounce, NAME_LENGTH, Returned};

use admin_cli::Failure;
use ostrakon_crypto::hash::Hash;
use ostrakon_record::{election::Election, entry::Entry, manifest::Manifest};
use sqlx::{
    Connection as _, Row as _, SqliteConnection,
    migrate::Migrator,
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous},
};
use std::{
    fs::{File, OpenOptions, TryLockError},
    os::unix::fs::OpenOptionsExt as _,
    path::Path,
};

static MIGRATIONS: Migrator = sqlx::migrate!("./migrations");

/// The database.
const DATABASE: &str = "registrar.sqlite";
/// Held by the one program that changes it.
const LOCK: &str = "registrar.lock";

/// The registrar's database.
pub struct Store {
    connection: SqliteConnection,
    /// Held until the end.
    _lock: Option<File>,
}

/// Which election the codes are for.
pub struct Joined {
    /// Its id.
    pub id: Hash,
    /// Its definition.
    pub manifest: Manifest,
    /// Address of the board.
    pub board: String,
}

impl Joined {
    /// Everything of a voter's link before the code.
    #[must_use]
    pub fn link_base(&self) -> String {
        format!("{}/vote/{}#", self.board, self.id)
    }

    /// Reads line 0 of an election's log.
    ///
    /// # Errors
    /// If it is something else.
    pub fn read(line: &str, board: &str) -> Result<Self, Failure> {
        let wrong = |reason: String| {
            Failure::wrong(
                format!("line 0 of the log: {reason}"),
                "is this the right board, and the right file?",
            )
        };
        let entry = Entry::parse(line.as_bytes()).map_err(|error| wrong(error.to_string()))?;
        let (election, violations) = Election::begin(&entry).map_err(|error| wrong(error.to_string()))?;
        if let Some(violation) = violations.first() {
            return Err(wrong(violation.to_string()));
        }
        Ok(Self {
            id: *entry.hash(),
            manifest: election.manifest().clone(),
            board: board.trim_end_matches('/').to_owned(),
        })
    }
}

fn failed(error: &sqlx::Error) -> Failure {
    Failure::unknown(
        format!("the registrar's database: {error}"),
        "is the disk full, or the file damaged? Restore the folder from a copy if it is",
    )
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        Self(failed(&error))
    }
}

impl From<Failure> for StoreError {
    fn from(failure: Failure) -> Self {
        Self(failure)
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        error.0
    }
}

/// A failure on its way out of this module.
#[derive(Debug)]
pub struct StoreError(Failure);

impl Store {
    /// Opens a folder's database to change it, and makes it if it is absent. What an interrupted program left behind
    /// as on its way is unknown from now on; tells how many of these there are.
    ///
    /// # Errors
    /// If another program is at work there, or the database cannot be used.
    pub async fn open(folder: &Path) -> Result<(Self, u64), StoreError> {
        let path = folder.join(LOCK);
        let lock = OpenOptions::new()
            .write(true)
            .create(true)
            .truncate(false)
            .mode(0o600)
            .open(&path)
            .map_err(|error| {
                Failure::unknown(
                    format!("{}: {error}", path.display()),
                    "name the folder that `election-registrar init` made",
                )
            })?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                return Err(Failure::unknown(
                    format!("another election-registrar is at work in {}", folder.display()),
                    "wait until it has ended",
                )
                .into());
            }
            Err(TryLockError::Error(error)) => {
                return Err(Failure::unknown(
                    format!("{}: {error}", path.display()),
                    "the folder must be on a disk of this machine",
                )
                .into());
            }
        }
        let database = folder.join(DATABASE);
        if !database.exists() {
            // Readable by its owner alone from the first moment.
            OpenOptions::new()
                .write(true)
                .create_new(true)
                .mode(0o600)
                .open(&database)
                .map_err(|error| {
                    Failure::unknown(format!("{}: {error}", database.display()), "can you write there?")
                })?;
        }
        let mut store = Self {
            connection: Self::connect(&database, false).await?,
            _lock: Some(lock),
        };
        MIGRATIONS
            .run(&mut store.connection)
            .await
            .map_err(|error| failed(&error.into()))?;
        let interrupted = store.interrupt().await?;
        Ok((store, interrupted))
    }

    /// Opens a folder's database to look at it, while another program may be at work.
    ///
    /// # Errors
    /// If there is none, or it cannot be used.
    pub async fn look(folder: &Path) -> Result<Self, StoreError> {
        let database = folder.join(DATABASE);
        if !database.exists() {
            return Err(Failure::unknown(
                format!("{} does not exist", database.display()),
                "`election-registrar import` reads the list of voters",
            )
            .into());
        }
        Ok(Self {
            connection: Self::connect(&database, true).await?,
            _lock: None,
        })
    }

    async fn connect(database: &Path, read_only: bool) -> Result<SqliteConnection, StoreError> {
        let options = SqliteConnectOptions::new()
            .filename(database)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            // What is deleted is overwritten, too.
            .pragma("secure_delete", "on")
            .read_only(read_only);
        Ok(SqliteConnection::connect_with(&options).await?)
    }

    /// Which election the codes are for.
    ///
    /// # Errors
    /// If that was not said yet, or the database cannot be used.
    pub async fn joined(&mut self) -> Result<Joined, StoreError> {
        match self.election().await? {
            Some(joined) => Ok(joined),
            None => Err(Failure::unknown(
                "it is not known yet which election the codes are for",
                "run `election-registrar join` first",
            )
            .into()),
        }
    }

    /// Which election the codes are for, if that was said.
    ///
    /// # Errors
    /// If the database cannot be used.
    pub async fn election(&mut self) -> Result<Option<Joined>, StoreError> {
        let row = sqlx::query("SELECT line, board FROM election")
            .fetch_optional(&mut self.connection)
            .await?;
        let Some(row) = row else { return Ok(None) };
        let (line, board): (String, String) = (row.try_get(0)?, row.try_get(1)?);
        Ok(Some(Joined::read(&line, &board)?))
    }

    /// Keeps which election the codes are for. The same one again, at another address, is possible.
    ///
    /// # Errors
    /// If it is another election, or the database cannot be used.
    pub async fn join(&mut self, line: &str, joined: &Joined) -> Result<(), StoreError> {
        if let Some(known) = self.election().await?
            && known.id != joined.id
        {
            return Err(Failure::wrong(
                format!("this folder is for election {}", known.id),
                "nothing was changed; each election needs a folder of its own: `election-registrar init`",
            )
            .into());
        }
        sqlx::query(
            "INSERT INTO election (only, line, board) VALUES (1, ?, ?) \
             ON CONFLICT (only) DO UPDATE SET board = excluded.board",
        )
        .bind(line)
        .bind(&joined.board)
        .execute(&mut self.connection)
        .await?;
        Ok(())
    }
}
