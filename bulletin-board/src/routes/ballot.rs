//! `GET /elections/{election}/ballots/{tracker}`: where a ballot is.

use super::{Parts, find};
use crate::{
    error::Refused,
    openapi::{Id, Named},
    server::Board,
};
use axum::{Json, extract::State};
use bulletin_board_client::api::BallotStatus;
use ostrakon_crypto::hash::Hash;
use ostrakon_record::tracker::BallotTracker;
use std::sync::Arc;

/// Where a ballot is
#[utoipa::path(
    get,
    path = "/elections/{election}/ballots/{tracker}",
    operation_id = "ballot",
    params(
        ("election" = inline(Id), Path, description = "Id of the election: the hash of its line 0"),
        ("tracker" = inline(Id), Path, description = "The ballot's tracker: the hash of its body")
    ),
    responses((status = 200, description = "Its position, and whether it counts", body = BallotStatus), Named)
)]
pub(crate) async fn show(
    State(board): State<Arc<Board>>,
    Parts((id, tracker)): Parts<(String, String)>,
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
