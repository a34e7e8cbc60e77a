//! `GET /elections/{election}/ballots/{tracker}`: where a ballot is, and what became of it.

use super::{Parts, find};
use crate::{
    error::Refused,
    openapi::{Id, Named, Tracker},
    server::Board,
};
use axum::{Json, extract::State};
use bulletin_board_client::api::BallotStatus;
use ostrakon_record::tracker::{TrackerError, TrackerText};
use std::sync::Arc;

/// Where a ballot is
#[utoipa::path(
    get,
    path = "/elections/{election}/ballots/{tracker}",
    operation_id = "ballot",
    params(
        ("election" = inline(Id), Path, description = "Id of the election: the hash of its line 0"),
        (
            "tracker" = inline(Tracker),
            Path,
            description = "The ballot's tracker: the hash of its body, or the 25 characters that people have of it"
        )
    ),
    responses((status = 200, description = "Its position, and what became of it", body = BallotStatus), Named)
)]
pub(crate) async fn show(
    State(board): State<Arc<Board>>,
    Parts((id, tracker)): Parts<(String, String)>,
) -> Result<Json<BallotStatus>, Refused> {
    let (_, handle) = find(&board, &id).await?;
    let text: TrackerText = tracker
        .parse()
        .map_err(|error: TrackerError| Refused::not_found(&error.to_string()))?;
    let committed = handle.committed.read().await;
    let found = committed.election.whereabouts(&text);
    let (tracker, found) =
        found.ok_or_else(|| Refused::not_found("this log has no ballot with this tracker"))?;
    Ok(Json(BallotStatus::of(tracker, found)))
}
