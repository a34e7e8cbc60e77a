//! Reading the log: whether it holds what was acknowledged, and how fast it is.

use super::http::Connections;
use crate::{election::Board, failure::Failure};
use anyhow::{Result, ensure};
use bulletin_board_client::BoardClient;
use http_body_util::BodyExt as _;
use hyper::StatusCode;
use ostrakon_crypto::hash::Hash;
use std::collections::HashMap;
use tokio::time::Instant;

/// Counts the acknowledged lines, each of which must be in the exported log, at its place.
///
/// # Errors
/// If one is not.
pub(super) async fn check(
    board: &Board,
    election: &Hash,
    promises: impl Iterator<Item = (u64, Hash)>,
) -> Result<u64> {
    let mut promised: HashMap<u64, Hash> = HashMap::new();
    for (seq, line) in promises {
        if promised.insert(seq, line).is_some() {
            return Err(Failure::wrong(format!("two ballots were promised place {seq}")).into());
        }
    }
    let (mut stream, mut found) = (BoardClient::new(board.address()).log(election, 0, None).await?, 0);
    let mut seq = 0;
    while let Some(line) = stream.next_line().await? {
        if let Some(promised) = promised.remove(&seq) {
            ensure!(
                promised == Hash::of(&line),
                Failure::wrong(format!(
                    "place {seq} of the log holds another line than was acknowledged"
                ))
            );
            found += 1;
        }
        seq += 1;
    }
    let missing = promised.len();
    ensure!(
        missing == 0,
        Failure::wrong(format!("{missing} acknowledged ballots are not in the log"))
    );
    Ok(found)
}

/// Reads the whole log once: bytes and seconds.
///
/// # Errors
/// If the board does not deliver it.
pub(super) async fn export(board: &Board, election: &Hash) -> Result<(u64, f64)> {
    let connections = Connections::new(board.address(), 1);
    let start = Instant::now();
    let (status, mut body) = connections
        .get(&format!("/api/v1/elections/{election}/log"))
        .await?;
    ensure!(
        status == StatusCode::OK,
        Failure::wrong(format!("the log: {status}"))
    );
    let mut bytes = 0;
    while let Some(frame) = body.frame().await {
        if let Some(data) = frame?.data_ref() {
            bytes += u64::try_from(data.len())?;
        }
    }
    Ok((bytes, start.elapsed().as_secs_f64()))
}
