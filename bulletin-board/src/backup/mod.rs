//! Copies of the data folder, and the way back.
//!
//! - [`copy`]: `backup`, while a board may be serving
//! - [`restore`]: `restore`, after which a board only reads
//! - [`resume`]: `resume`, which takes over what observers saw after the backup

mod copy;
mod restore;
mod resume;

pub(crate) use copy::{Keys, backup};
pub(crate) use restore::restore;
pub(crate) use resume::{Missing, resume};

use crate::{
    committed::Committed,
    config::ServeConfig,
    failure::Failure,
    store::{Store, StoreError},
};
use anyhow::{Context as _, bail};
use ostrakon_crypto::hash::Hash;
use serde::{Deserialize, Serialize};
use std::{
    fs::{self, File, OpenOptions},
    io::{self, Write as _},
    path::Path,
};

/// The database in a data folder, and in a backup.
pub(crate) const DATABASE: &str = "board.sqlite";
/// What a backup holds.
const CONTENTS: &str = "backup.json";
/// In a data folder: it was restored, and nobody has said yet that nothing is missing.
const MARKER: &str = "restored.json";

/// The logs of a backup.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Contents {
    elections: Vec<LogEnd>,
}

/// Where a log ends.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct LogEnd {
    election: Hash,
    entries: u64,
    head: Hash,
}

/// Whether the folder was restored, and may lack lines that were acknowledged.
pub(crate) fn is_unconfirmed(folder: &Path) -> io::Result<bool> {
    folder.join(MARKER).try_exists()
}

/// PostgreSQL's copies are not ours to make.
fn only_the_file(config: &ServeConfig) -> anyhow::Result<()> {
    if config.database_urls.is_empty() {
        return Ok(());
    }
    bail!(Failure::new(
        "the logs are in a PostgreSQL database, which has its own programs for copies",
        "use pg_basebackup or pg_dump; after its restoration run `bulletin-board restore` without a backup's folder",
    ))
}

/// Reads and checks all logs of a database.
async fn load(store: &Store) -> Result<Vec<Committed>, StoreError> {
    let mut logs = Vec::new();
    for id in store.elections().await? {
        let (log, _) = Committed::load(store, &id).await?;
        logs.push(log);
    }
    Ok(logs)
}

fn contents_of(logs: &[Committed]) -> Contents {
    let elections = logs.iter().map(|log| LogEnd {
        election: *log.election.id(),
        entries: log.election.entries(),
        head: *log.election.head(),
    });
    Contents {
        elections: elections.collect(),
    }
}

/// Writes a new file, for its owner only, and puts it on the disk.
fn write(path: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
        .open(path)
        .and_then(|mut file| {
            file.write_all(bytes)?;
            file.sync_all()
        })
        .with_context(|| unwritable(path))
}

/// Puts a file or folder on the disk.
fn sync(path: &Path) -> anyhow::Result<()> {
    File::open(path)
        .and_then(|file| file.sync_all())
        .with_context(|| unwritable(path))
}

fn copy_secret(from: &Path, to: &Path) -> anyhow::Result<()> {
    let bytes = fs::read(from).with_context(|| {
        Failure::new(
            format!("cannot read {}", from.display()),
            "run this as the owner of the data folder",
        )
    })?;
    write(to, &bytes)
}

fn unwritable(path: &Path) -> Failure {
    Failure::new(
        format!("cannot write {}", path.display()),
        "is the disk full, or the folder somebody else's?",
    )
}

fn tell(contents: &Contents) -> io::Result<()> {
    let mut output = io::stdout().lock();
    for log in &contents.elections {
        let LogEnd {
            election,
            entries,
            head,
        } = log;
        writeln!(output, "election {election}: {entries} lines, head {head}")?;
    }
    Ok(())
}
