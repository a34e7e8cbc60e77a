//! `GET /elections/{election}/ballots/{tracker}`: where a ballot is.

use super::find;
use crate::{error::Refused, server::Board};
use axum::{
    Json,
    extract::{Path, State},
};
use bulletin_board_client::api::BallotStatus;
use ostrakon_crypto::hash::Hash;
use ostrakon_record::tracker::BallotTracker;
use std::sync::Arc;

pub(crate) async fn show(
    State(board): State<Arc<Board>>,
    Path((id, tracker)): Path<(String, String)>,
) -> Result<Json<BallotStatus>, Refused> {
    let (_, handle) = find(&board, &id).await?;
    let tracker: Hash = tracker
        .parse()
        .map_err(|_| Refused::not_found("a tracker has 64 lower-case hexadecimal digits"))?;
    let committed = handle.committed.read().await;
    let place = committed
        .election
        .ballot_place(&BallotTracker::from_hash(tracker));
    let (seq, superseded) =
        place.ok_or_else(|| Refused::not_found("this log has no ballot with this tracker"))?;
    Ok(Json(BallotStatus { seq, superseded }))
}
