//! An election's folder: its keys, its board, its state.

use crate::{OfficeArguments, output, steps};
use admin_cli::{Failure, files};
use bulletin_board_client::{BoardClient, ClientError, ElectionSummary, Follower, follow::BallotProofs};
use ostrakon_crypto::{hash::Hash, signature::SigningKey};
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
pub(crate) const ELECTION: &str = "election.json";
/// Tries of a request that got no answer.
const TRIES: u32 = 5;
/// Longest pause between tries, whatever the board asks for.
const LONGEST_PAUSE: Duration = Duration::from_mins(1);
/// Lines of the log that are read between two movements of the progress bar.
const SLICE: u64 = 200;

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
        files::create_private(&folder.join(ELECTION), format!("{}\n", json(self)?).as_bytes())
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

    /// The election as the board's log shows it now.
    pub(crate) async fn update(&mut self) -> Result<&Election, Failure> {
        let read = self.follower.election().map_or(0, Election::entries);
        let there = self.follower.board().summary(&self.id).await?.entries;
        let progress = output::progress("reading the log", there.saturating_sub(read));
        let mut next = read.saturating_add(SLICE);
        // A board that claims more lines than it has does not keep us here.
        while next < there && self.follower.update(Some(next)).await?.entries() == next {
            progress.inc(SLICE);
            next = next.saturating_add(SLICE);
        }
        progress.finish_and_clear();
        Ok(self.follower.update(None).await?)
    }

    /// Prints how far the election is, for programs.
    pub(crate) fn print_json(&self) -> Result<(), Failure> {
        let Some(election) = self.follower.election() else {
            return Ok(());
        };
        let report = Report {
            summary: ElectionSummary::of(election),
            abort_reason: election.abort_reason(),
            next: steps::next(election),
        };
        output::data(&json(&report)?);
        Ok(())
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
        retry(async || self.follower.board().post(&self.id, &line).await).await?;
        Ok(())
    }
}

/// Repeats a request that got no answer a few times.
pub(crate) async fn retry<T>(request: impl AsyncFn() -> Result<T, ClientError>) -> Result<T, ClientError> {
    let mut tries = 1;
    loop {
        match request().await {
            Err(error) if error.is_retryable() && tries < TRIES => {
                output::note(&format!("{error}; trying again"));
                let pause = error.retry_after().unwrap_or(Duration::from_secs(1));
                tokio::time::sleep(pause.min(LONGEST_PAUSE)).await;
                tries += 1;
            }
            outcome => return outcome,
        }
    }
}

/// JSON for programs.
pub(crate) fn json<T: Serialize>(value: &T) -> Result<String, Failure> {
    serde_json::to_string_pretty(value)
        .map_err(|error| Failure::unknown(error.to_string(), "this is a defect: please report it"))
}

/// How far the election is, for programs.
#[derive(Serialize)]
struct Report<'a> {
    #[serde(flatten)]
    summary: ElectionSummary,
    #[serde(skip_serializing_if = "Option::is_none")]
    abort_reason: Option<&'a str>,
    /// In words.
    next: String,
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
        format!(
            "this is not possible now; where the election stands: {}",
            election.phase()
        ),
        "`election-admin status` tells what comes next",
    ))
}
