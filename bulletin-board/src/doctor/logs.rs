//! The logs, read without changing anything.

use super::{
    Finding,
    checks::{unknown, wrong},
};
use crate::{
    backup::DATABASE,
    config::ServeConfig,
    store::{Store, StoreError, StoredCheckpoint, file},
};
use ostrakon_record::{
    election::Election,
    entry::Entry,
    tlog::{KeyName, SignedCheckpoint, checkpoint::log_key},
};

/// A log.
pub(super) struct Log {
    /// After line 0.
    pub(super) election: Election,
    /// Without cosignatures.
    pub(super) newest: Option<SignedCheckpoint>,
}

/// Line 0 and newest checkpoint of every election, or what is wrong.
pub(super) async fn read(config: &ServeConfig) -> Result<Vec<Log>, Finding> {
    let stored = stored(config)
        .await
        .map_err(|error| unknown(error.to_string(), "see to the database first"))?;
    stored
        .into_iter()
        .map(|(line, newest)| parse(&line, newest))
        .collect::<Result<_, _>>()
        .map_err(|error| wrong(error, "restore a backup, or observers' copies"))
}

async fn stored(config: &ServeConfig) -> Result<Vec<(String, Option<StoredCheckpoint>)>, StoreError> {
    if config.database_urls.is_empty() {
        let path = config.data_dir.join(DATABASE);
        return if path.exists() {
            file::logs(&path).await
        } else {
            Ok(Vec::new())
        };
    }
    let store = Store::open_server(&config.database_urls).await?;
    let mut logs = Vec::new();
    for id in store.elections().await? {
        let newest = store.newest_checkpoint(&id).await?;
        for line in store.page(&id, 0, 1).await?.iter() {
            logs.push((line.to_owned(), newest.clone()));
        }
    }
    store.close().await;
    Ok(logs)
}

fn parse(line: &str, newest: Option<StoredCheckpoint>) -> Result<Log, String> {
    let entry = Entry::parse(line.as_bytes()).map_err(|error| format!("a line 0 is none: {error}"))?;
    let wrong = |error: &dyn std::fmt::Display| format!("election {}: {error}", entry.hash());
    let (election, _) = Election::begin(&entry).map_err(|error| wrong(&error))?;
    let log = &election.manifest().log;
    let origin = KeyName::new(&log.origin).map_err(|error| wrong(&error))?;
    let key = log_key(&origin, log.key);
    let newest = newest
        .map(|newest| SignedCheckpoint::open(&newest.note, &key))
        .transpose()
        .map_err(|error| wrong(&error))?;
    Ok(Log { election, newest })
}
