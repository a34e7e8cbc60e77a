//! The board that is measured.

use super::{prepare::Prepared, usage::Cpu};
use crate::{
    election::{Board, Programs},
    place, setup,
};
use anyhow::{Context as _, Result};
use bulletin_board_client::BoardClient;
use ostrakon_crypto::hash::Hash;
use postgres_cluster::Cluster;
use std::{ffi::OsString, fs, path::Path};

/// More than any measurement posts: not this limit is measured.
const UNLIMITED: &str = "1000000";
/// Name of the database on the PostgreSQL server.
const DATABASE: &str = "board";

/// Where the board keeps its logs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum Database {
    /// In a file
    Sqlite,
    /// On a PostgreSQL server of its own on this machine
    Postgres,
}

impl Database {
    /// As its makers write it.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Sqlite => "SQLite",
            Self::Postgres => "PostgreSQL",
        }
    }

    /// Of the files with its figures.
    pub(super) const fn suffix(self) -> &'static str {
        match self {
            Self::Sqlite => "",
            Self::Postgres => "-postgres",
        }
    }

    /// Installs what it needs.
    ///
    /// # Errors
    /// If that fails.
    pub(super) fn ensure(self) -> Result<()> {
        match self {
            Self::Sqlite => Ok(()),
            Self::Postgres => setup::postgres::ensure().map(drop),
        }
    }
}

/// A board, and its database server if it has one.
#[derive(Debug)]
pub(super) struct Server {
    pub(super) board: Board,
    cluster: Option<Cluster>,
}

impl Server {
    /// Starts a board on a data folder, and makes the folder if it is absent.
    ///
    /// # Errors
    /// If it does not start.
    pub(super) async fn start(programs: &Programs, data: &Path, database: Database) -> Result<Self> {
        fs::create_dir_all(data)?;
        let mut arguments: Vec<OsString> = ["--limit-per-second", UNLIMITED].map(Into::into).to_vec();
        let cluster = match database {
            Database::Sqlite => None,
            Database::Postgres => {
                let cluster = Cluster::start();
                cluster.database(DATABASE);
                let owner = cluster.owner_url(DATABASE);
                let migrate = ["migrate", "--database-url", &owner];
                programs.run("bulletin-board", "migrate", migrate).await?;
                arguments.extend(["--database-url".into(), cluster.server_url(DATABASE).into()]);
                Some(cluster)
            }
        };
        let board = Board::start(programs, data, arguments).await?;
        Ok(Self { board, cluster })
    }

    /// Starts a board on a fresh data folder and opens the election on it.
    ///
    /// # Errors
    /// If it does not start or refuses a line.
    pub(super) async fn open(
        programs: &Programs,
        prepared: &Prepared,
        database: Database,
    ) -> Result<(Self, Hash)> {
        let data = place::target().join("bench-board").join("data");
        if data.exists() {
            fs::remove_dir_all(&data).with_context(|| data.display().to_string())?;
        }
        fs::create_dir_all(&data)?;
        prepared.identify(&data)?;
        let server = Self::start(programs, &data, database).await?;
        let client = BoardClient::new(server.board.address());
        let election = *prepared.election.id();
        let (manifest, rest) = prepared.setup.split_first().context("no lines")?;
        client.create(manifest, &prepared.token()?).await?;
        for line in rest {
            client.post(&election, line).await?;
        }
        Ok((server, election))
    }

    /// The number of the board's process.
    ///
    /// # Errors
    /// If it has ended.
    pub(super) fn process(&self) -> Result<u32> {
        self.board.process().context("the board has ended")
    }

    /// What the board and its database server have used until now.
    ///
    /// # Errors
    /// If one of them has ended.
    pub(super) fn cpu(&self) -> Result<Cpu> {
        let board = Cpu::of(self.process()?)?;
        match &self.cluster {
            None => Ok(board),
            Some(cluster) => board.with_database(cluster.process()),
        }
    }

    /// Asks the board to stop, and waits.
    ///
    /// # Errors
    /// If it does not stop in time, or fails.
    pub(super) async fn stop(self) -> Result<()> {
        self.board.stop().await
    }
}
