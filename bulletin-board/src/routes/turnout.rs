//! `GET /elections/{election}/turnout`: how many had voted by which time.

use super::{Parts, find};
use crate::{
    error::Refused,
    openapi::{Id, Named},
    server::Board,
};
use axum::{
    Json,
    extract::State,
    http::header,
    response::{IntoResponse as _, Response},
};
use bulletin_board_client::api::TurnoutPoint;
use std::sync::Arc;

/// Many people look at it at once, and it changes slowly.
const BRIEFLY: (header::HeaderName, &str) = (header::CACHE_CONTROL, "public, max-age=2");

/// How many had voted by which time
#[utoipa::path(
    get,
    path = "/elections/{election}/turnout",
    operation_id = "turnout",
    params(("election" = inline(Id), Path, description = "Id of the election: the hash of its line 0")),
    responses(
        (
            status = 200,
            description = "At most 129 points from the opening to the last ballot, ascending, as far as witnesses have \
                cosigned; none if nobody does, for lines have no times",
            body = Vec<TurnoutPoint>
        ),
        Named
    )
)]
pub(crate) async fn show(
    State(board): State<Arc<Board>>,
    Parts(id): Parts<String>,
) -> Result<Response, Refused> {
    let (id, handle) = find(&board, &id).await?;
    let counts = handle.committed.read().await.growth.counts();
    let points = handle.times.of(&counts, &id, &board.store).await;
    let points: Vec<TurnoutPoint> = points.map_err(|error| {
        tracing::error!(election = %id, %error, "the turnout cannot be read");
        Refused::trouble()
    })?;
    Ok(([BRIEFLY], Json(points)).into_response())
}
