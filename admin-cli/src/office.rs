//! An election's folder: its keys, its board, its state.

use crate::{OfficeArguments, output};
use admin_cli::{Failure, files};
use bulletin_board_client::{BoardClient, Follower, follow::BallotProofs};
use ostrakon_crypto::{hash::Hash, index::TrusteeIndex, signature::SigningKey};
use ostrakon_record::{
    body::Body,
    election::{Election, Phase},
    entry::{Signer, Submission},
};
use serde::{Deserialize, Serialize};
use std::{
    fs,
    path::{Path, PathBuf},
    time::{Duration, SystemTime, UNIX_EPOCH},
};

/// The official's signing key.
pub(crate) const AUTHORITY_KEY: &str = "authority.key";
/// The registrar's signing key.
pub(crate) const REGISTRAR_KEY: &str = "registrar.key";
/// Which election, on which board.
const ELECTION: &str = "election.json";
/// Tries of a request that got no answer.
const TRIES: u32 = 5;

/// Which election, on which board.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Reference {
    pub(crate) election: Hash,
    pub(crate) board: String,
}

impl Reference {
    /// Writes it to a new folder's file.
    pub(crate) fn save(&self, folder: &Path) -> Result<(), Failure> {
        let json = serde_json::to_string_pretty(self)
            .map_err(|error| Failure::unknown(error.to_string(), "this is a defect: please report it"))?;
        files::create_private(&folder.join(ELECTION), format!("{json}\n").as_bytes())
    }
}

/// An election in the official's hands.
pub(crate) struct Office {
    pub(crate) folder: PathBuf,
    pub(crate) id: Hash,
    pub(crate) follower: Follower,
}

impl Office {
    /// Opens the folder.
    pub(crate) fn open(arguments: &OfficeArguments, proofs: BallotProofs) -> Result<Self, Failure> {
        let path = arguments.dir.join(ELECTION);
        let bytes = fs::read(&path).map_err(|error| {
            Failure::unknown(
                format!("{}: {error}", path.display()),
                "name the folder that `election-admin new` made",
            )
        })?;
        let reference: Reference = serde_json::from_slice(&bytes).map_err(|error| {
            Failure::wrong(
                format!("{}: {error}", path.display()),
                "the file is damaged: restore it from a copy",
            )
        })?;
        let board = BoardClient::new(arguments.board.as_deref().unwrap_or(&reference.board));
        let follower = Follower::new(board, reference.election, proofs);
        Ok(Self {
            folder: arguments.dir.clone(),
            id: reference.election,
            follower,
        })
    }

    /// The election as the board shows it now.
    pub(crate) async fn update(&mut self) -> Result<&Election, Failure> {
        Ok(self.follower.update(None).await?)
    }

    /// One of the folder's keys.
    pub(crate) fn key(&self, name: &str) -> Result<SigningKey, Failure> {
        files::read_key(&self.folder.join(name))
    }

    /// Signs and posts as the official.
    pub(crate) async fn post(&self, body: Body) -> Result<(), Failure> {
        self.post_as(&self.key(AUTHORITY_KEY)?, Signer::Authority, body)
            .await
    }

    /// Signs and posts. A lost answer is harmless: posting the same line again gives the first receipt.
    pub(crate) async fn post_as(&self, key: &SigningKey, signer: Signer, body: Body) -> Result<(), Failure> {
        let line = Submission::sign(key, signer, &self.id, body);
        let mut tries = 1;
        loop {
            match self.follower.board().post(&self.id, &line).await {
                Ok(_) => return Ok(()),
                Err(error) if error.is_retryable() && tries < TRIES => {
                    output::note(&format!("{error}; trying again"));
                    tokio::time::sleep(error.retry_after().unwrap_or(Duration::from_secs(1))).await;
                    tries += 1;
                }
                Err(error) => return Err(error.into()),
            }
        }
    }
}

/// POSIX seconds now.
pub(crate) fn now() -> u64 {
    #[expect(
        clippy::disallowed_methods,
        reason = "the one place where this program reads the clock"
    )]
    let now = SystemTime::now();
    now.duration_since(UNIX_EPOCH)
        .map_or(0, |elapsed| elapsed.as_secs())
}

/// Refuses if the election is in another phase.
pub(crate) fn expect_phase(election: &Election, phase: Phase) -> Result<(), Failure> {
    if election.phase() == phase {
        return Ok(());
    }
    Err(Failure::wrong(
        format!("this is not possible now: the election is {}", election.phase()),
        "`election-admin status` tells what comes next",
    ))
}

/// Names of the trustees for whom `done` is not true.
pub(crate) fn missing(election: &Election, done: impl Fn(TrusteeIndex) -> bool) -> String {
    let trustees = election
        .session()
        .threshold
        .indices()
        .zip(&election.manifest().trustees);
    let names: Vec<&str> = trustees
        .filter(|(index, _)| !done(*index))
        .map(|(_, trustee)| trustee.name.as_str())
        .collect();
    names.join(", ")
}
