//! Which logs a witness follows: keys in files, which are read again when an unknown log asks.

use crate::failure::Failure;
use anyhow::{Context as _, bail};
use ostrakon_record::{
    election::Election,
    entry::Entry,
    tlog::{KeyName, VerifierKey, checkpoint::log_key, vkey::PublicKey},
};
use std::{
    fs,
    path::{Path, PathBuf},
    sync::{PoisonError, RwLock},
};

/// Keys of logs.
pub(super) struct Logs {
    lists: Vec<PathBuf>,
    manifests: Vec<PathBuf>,
    known: RwLock<Vec<VerifierKey>>,
}

impl Logs {
    /// Reads lists of keys, and the first lines of elections' records.
    pub(super) fn open(lists: &[PathBuf], manifests: &[PathBuf]) -> anyhow::Result<Self> {
        let logs = Self {
            lists: lists.to_vec(),
            manifests: manifests.to_vec(),
            known: RwLock::default(),
        };
        let known = logs.read()?;
        *logs.known.write().unwrap_or_else(PoisonError::into_inner) = known;
        Ok(logs)
    }

    /// As read last.
    pub(super) fn known(&self) -> Vec<VerifierKey> {
        self.known.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// As the files are now; as read last if they cannot be read.
    pub(super) fn read_again(&self) -> Vec<VerifierKey> {
        match self.read() {
            Ok(read) => {
                self.known
                    .write()
                    .unwrap_or_else(PoisonError::into_inner)
                    .clone_from(&read);
                read
            }
            Err(error) => {
                tracing::error!("the logs to follow cannot be read again: {error:#}");
                self.known()
            }
        }
    }

    fn read(&self) -> anyhow::Result<Vec<VerifierKey>> {
        let mut keys = Vec::new();
        for list in &self.lists {
            for (line, number) in text(list)?.lines().zip(1..) {
                let line = line.trim();
                if line.is_empty() || line.starts_with('#') {
                    continue;
                }
                let at = || format!("{}, line {number}", list.display());
                let key: VerifierKey = line
                    .parse()
                    .with_context(|| Failure::new(at(), "each line is the vkey of a log's checkpoints"))?;
                if !matches!(key.key(), PublicKey::Ed25519(_)) {
                    bail!(Failure::new(
                        format!("{}: the key of a witness, not of a log", at()),
                        "each line is the vkey of a log's checkpoints",
                    ));
                }
                keys.push(key);
            }
        }
        for manifest in &self.manifests {
            keys.push(of_manifest(manifest)?);
        }
        Ok(keys)
    }
}

fn text(path: &Path) -> anyhow::Result<String> {
    fs::read_to_string(path).with_context(|| {
        Failure::new(
            format!("cannot read {}", path.display()),
            "name a file that the witness may read",
        )
    })
}

/// The key in line 0 of an election's log.
fn of_manifest(path: &Path) -> anyhow::Result<VerifierKey> {
    let remedy = || {
        Failure::new(
            format!("{} does not begin with line 0 of an election", path.display()),
            "name a file whose first line is the first of an election's log",
        )
    };
    let text = text(path)?;
    let line = text.lines().next().unwrap_or_default();
    let entry = Entry::parse(line.as_bytes()).with_context(remedy)?;
    let (election, _) = Election::begin(&entry).with_context(remedy)?;
    let log = &election.manifest().log;
    Ok(log_key(&KeyName::new(&log.origin).with_context(remedy)?, log.key))
}
