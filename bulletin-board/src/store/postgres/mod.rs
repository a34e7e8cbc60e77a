//! PostgreSQL: for boards of several server processes, and for replicas.
//!
//! - [`fitness`]: what a database must be like
//! - [`migrate`]: tables and rights, by the role that owns them
//! - [`session`]: a transaction that is over when it is dropped
//!
//! Whoever appends to a log locks its head, in the transaction that adds the lines: so there is one sequencer of a log
//! at any time, and the next one takes over as soon as the lock is free. What fences a late one off is the head itself:
//! lines are only added after the very line that they name.

pub(crate) mod fitness;
pub(crate) mod migrate;
mod session;

pub(super) use session::Session;

use super::{NewLine, StoreError, change::Change, rows::signed};
use ostrakon_crypto::hash::Hash;
use sqlx::{
    Connection as _, PgConnection, PgPool, Postgres,
    pool::PoolConnection,
    postgres::{PgConnectOptions, PgPoolOptions},
};
use std::{
    str::FromStr as _,
    sync::{Arc, PoisonError, RwLock},
    time::Duration,
};
use tokio::{sync::Mutex, time::timeout};

/// Connections of a process.
const CONNECTIONS: u32 = 12;
/// Longest wait for a connection.
const CONNECT: Duration = Duration::from_secs(3);
/// Longest wait for a transaction, replicas included. What became of it after that, nobody knows.
const PATIENCE: Duration = Duration::from_secs(15);

/// PostgreSQL's code for a lock that others kept too long.
const LOCK_NOT_AVAILABLE: &str = "55P03";

/// Settings of our sessions. A process that is lost holds a lock for five seconds at most. No time limit of the server
/// ends a statement: it would end the wait for a replica, too, and call that a success.
const SETTINGS: [(&str, &str); 7] = [
    ("default_transaction_isolation", "read committed"),
    ("idle_in_transaction_session_timeout", "5s"),
    ("lock_timeout", "10s"),
    ("statement_timeout", "0"),
    ("tcp_keepalives_idle", "3"),
    ("tcp_keepalives_interval", "1"),
    ("tcp_keepalives_count", "3"),
];

/// A database on a PostgreSQL server, or on whichever of several is the primary one.
#[derive(Clone, Debug)]
pub(crate) struct PostgresStore(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    servers: Vec<PgConnectOptions>,
    /// Of the server that was the primary one when we looked.
    pool: RwLock<Pool>,
    /// Held while the primary server is looked for.
    search: Mutex<()>,
}

/// Connections to a server.
#[derive(Clone, Debug)]
struct Pool {
    connections: PgPool,
    /// How often the primary server was looked for before.
    search: u64,
}

/// Address of a database.
fn options(url: &str) -> Result<PgConnectOptions, StoreError> {
    let options = PgConnectOptions::from_str(url).map_err(|error| StoreError::Unfit {
        // The address itself may hold a password.
        message: format!("the address of the database cannot be understood: {error}"),
        hint: "it looks like postgres://ROLE@HOST:PORT/DATABASE; passwords are read from ~/.pgpass, or the file that \
               PGPASSFILE names",
    })?;
    Ok(options.options(SETTINGS))
}

impl PostgresStore {
    /// Connects to the primary one of these servers, if the database and our role in it are fit for a log.
    pub(super) async fn open(urls: &[String]) -> Result<Self, StoreError> {
        let servers = urls
            .iter()
            .map(|url| options(url))
            .collect::<Result<Vec<_>, _>>()?;
        let (primary, mut connection) = find(&servers).await?;
        fitness::layout(&mut connection).await?;
        fitness::rights(&mut connection).await?;
        connection.close().await?;
        let connections = pool(primary.clone());
        Ok(Self(Arc::new(Inner {
            servers,
            pool: RwLock::new(Pool {
                connections,
                search: 0,
            }),
            search: Mutex::new(()),
        })))
    }

    fn pool(&self) -> Pool {
        self.0.pool.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// A connection.
    pub(super) async fn connection(&self) -> Result<PoolConnection<Postgres>, StoreError> {
        let pool = self.pool();
        match pool.connections.acquire().await {
            Ok(connection) => Ok(connection),
            Err(sqlx::Error::PoolClosed) if self.is_closed() => Err(sqlx::Error::PoolClosed.into()),
            Err(error) => {
                self.search(&pool, &error.into()).await?;
                Ok(self.pool().connections.acquire().await?)
            }
        }
    }

    /// Looks for the primary server, unless somebody else has done so since.
    async fn search(&self, failed: &Pool, error: &StoreError) -> Result<(), StoreError> {
        let _searching = self.0.search.lock().await;
        if self.pool().search != failed.search {
            return Ok(());
        }
        tracing::warn!(%error, "looking for the primary database server");
        let (primary, connection) = find(&self.0.servers).await?;
        connection.close().await?;
        tracing::info!(host = primary.get_host(), port = primary.get_port(), "found");
        let found = Pool {
            connections: pool(primary.clone()),
            search: failed.search.wrapping_add(1),
        };
        *self.0.pool.write().unwrap_or_else(PoisonError::into_inner) = found;
        // What still uses the old connections ends with them; nobody waits for that.
        drop(failed.connections.close());
        Ok(())
    }

    /// Makes a change in a transaction of its own.
    pub(super) async fn write(&self, change: &Change<'_>) -> Result<(), StoreError> {
        let session = self.begin().await?;
        self.finish(session, change).await
    }

    /// Makes a change in a transaction, and commits it. Returns when the replicas that the server requires have it, too.
    pub(super) async fn finish(&self, mut session: Session, change: &Change<'_>) -> Result<(), StoreError> {
        let pool = self.pool();
        let committed = in_time(async {
            change.apply(session.rows()?).await?;
            session.commit().await
        })
        .await;
        if let Err(error @ (StoreError::Database(_) | StoreError::Timeout)) = &committed {
            // Perhaps the server is the primary one no more. Whatever comes of the search, this has failed.
            let _ = self.search(&pool, error).await;
        }
        committed
    }

    /// Ends a transaction that holds a lock and changed nothing: even so, its commit waits for the replicas that the
    /// server requires, and they get everything in order.
    pub(super) async fn settle(&self, session: Session) -> Result<(), StoreError> {
        in_time(session.commit()).await
    }

    /// Begins a transaction.
    pub(super) async fn begin(&self) -> Result<Session, StoreError> {
        let connection = self.connection().await?;
        in_time(Session::begin(connection)).await
    }

    /// Whether [`PostgresStore::close`] was called.
    pub(super) fn is_closed(&self) -> bool {
        self.pool().connections.is_closed()
    }

    /// Ends all connections.
    pub(super) async fn close(&self) {
        self.pool().connections.close().await;
    }
}

async fn in_time<T>(work: impl Future<Output = Result<T, StoreError>>) -> Result<T, StoreError> {
    timeout(PATIENCE, work).await.unwrap_or(Err(StoreError::Timeout))
}

/// What an error means that ends the waiting for a lock.
pub(super) fn in_vain(error: StoreError) -> StoreError {
    match error {
        StoreError::Database(sqlx::Error::Database(error))
            if error.code().as_deref() == Some(LOCK_NOT_AVAILABLE) =>
        {
            StoreError::Timeout
        }
        error => error,
    }
}

fn pool(server: PgConnectOptions) -> PgPool {
    PgPoolOptions::new()
        .max_connections(CONNECTIONS)
        .acquire_timeout(CONNECT)
        // A server may become another one's replica, or be set up anew, while we are connected to it.
        .after_connect(|connection, _| {
            Box::pin(async move {
                fitness::settings(connection)
                    .await
                    .map_err(|error| sqlx::Error::Configuration(Box::new(error)))
            })
        })
        .connect_lazy_with(server)
}

/// Connects to each of the servers until one is the primary one and fit.
async fn find(servers: &[PgConnectOptions]) -> Result<(&PgConnectOptions, PgConnection), StoreError> {
    let mut failure = StoreError::Timeout;
    for server in servers {
        match timeout(CONNECT, connect(server)).await {
            Ok(Ok(connection)) => return Ok((server, connection)),
            // Of several servers all but one are replicas: what is wrong with another one is worth more.
            Ok(Err(error)) if !matches!(error, StoreError::Replica) || servers.len() == 1 => failure = error,
            Ok(Err(_)) | Err(_) => {}
        }
    }
    Err(failure)
}

async fn connect(server: &PgConnectOptions) -> Result<PgConnection, StoreError> {
    let mut connection = PgConnection::connect_with(server).await?;
    fitness::settings(&mut connection).await?;
    Ok(connection)
}

/// One statement for all lines.
pub(super) async fn insert_entries(
    connection: &mut PgConnection,
    election: &Hash,
    lines: &[NewLine<'_>],
) -> Result<(), StoreError> {
    let mut places = Vec::with_capacity(lines.len());
    let mut hashes = Vec::with_capacity(lines.len());
    let mut signers = Vec::with_capacity(lines.len());
    let mut bodies = Vec::with_capacity(lines.len());
    let mut texts = Vec::with_capacity(lines.len());
    for new in lines {
        let submission = new.entry.submission();
        places.push(signed(new.entry.seq())?);
        hashes.push(new.entry.hash().as_bytes().as_slice());
        signers.push(submission.signer().to_string());
        bodies.push(submission.body_hash().as_bytes().to_vec());
        texts.push(new.line.as_str());
    }
    sqlx::query(
        "INSERT INTO entry (election, seq, hash, signer, body_hash, line) \
         SELECT $1, * FROM unnest($2::bigint[], $3::bytea[], $4::text[], $5::bytea[], $6::text[])",
    )
    .bind(election.as_bytes().as_slice())
    .bind(places)
    .bind(hashes)
    .bind(signers)
    .bind(bodies)
    .bind(texts)
    .execute(connection)
    .await?;
    Ok(())
}
