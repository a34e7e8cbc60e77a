//! The board that is measured.

use super::prepare::Prepared;
use crate::{
    election::{Board, Programs},
    place,
};
use anyhow::{Context as _, Result};
use bulletin_board_client::BoardClient;
use ostrakon_crypto::hash::Hash;
use std::{fs, path::Path};

/// More than any measurement posts: not this limit is measured.
const UNLIMITED: &str = "1000000";

/// Starts a board on a data folder, and makes the folder if it is absent.
///
/// # Errors
/// If it does not start.
pub(super) async fn start(programs: &Programs, data: &Path) -> Result<Board> {
    fs::create_dir_all(data)?;
    let arguments = ["--limit-per-second", UNLIMITED].map(Into::into).to_vec();
    Board::start(programs, data, arguments).await
}

/// Starts a board on a fresh data folder and opens the election on it.
///
/// # Errors
/// If it does not start or refuses a line.
pub(super) async fn open(programs: &Programs, prepared: &Prepared) -> Result<(Board, Hash)> {
    let data = place::target().join("bench-board").join("data");
    if data.exists() {
        fs::remove_dir_all(&data).with_context(|| data.display().to_string())?;
    }
    fs::create_dir_all(&data)?;
    prepared.identify(&data)?;
    let board = start(programs, &data).await?;
    let client = BoardClient::new(board.address());
    let election = *prepared.election.id();
    let (manifest, rest) = prepared.setup.split_first().context("no lines")?;
    client.create(manifest, &prepared.token()?).await?;
    for line in rest {
        client.post(&election, line).await?;
    }
    Ok((board, election))
}
