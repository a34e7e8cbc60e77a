//! An election's folder: its keys, its board, its state.

use crate::{OfficeArguments, steps};
use admin_cli::{Failure, files, following, output};
use bulletin_board_client::{BoardClient, ElectionSummary, Follower, follow::BallotProofs};
use ostrakon_crypto::hash::Hash;
use ostrakon_record::{
    body::Body,
    election::{Election, Phase},
    entry::{Signer, Submission},
};
use serde::{Deserialize, Serialize};
use std::{
    fs,
    path::{Path, PathBuf},
};

/// The official's signing key.
pub(crate) const AUTHORITY_KEY: &str = "authority.key";
/// Which election, on which board.
pub(crate) const ELECTION: &str = "election.json";

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
        files::create_private(
            &folder.join(ELECTION),
            format!("{}\n", output::json(self)?).as_bytes(),
        )
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
        following::update(&mut self.follower).await
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
        output::data(&output::json(&report)?);
        Ok(())
    }

    /// Signs and posts as the official. A lost answer is harmless: posting the same line again gives the first receipt.
    pub(crate) async fn post(&self, body: Body) -> Result<(), Failure> {
        let key = files::read_key(&self.folder.join(AUTHORITY_KEY))?;
        let line = Submission::sign(&key, Signer::Authority, &self.id, body);
        following::retry(async || self.follower.board().post(&self.id, &line).await).await?;
        Ok(())
    }
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
