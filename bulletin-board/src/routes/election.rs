//! `GET /elections/{election}`: how far it is.

use super::{Parts, find};
use crate::{
    error::Refused,
    openapi::{Id, Named},
    server::Board,
};
use axum::{Json, extract::State};
use bulletin_board_client::ElectionSummary;
use std::sync::Arc;

/// How far an election is
#[utoipa::path(
    get,
    path = "/elections/{election}",
    operation_id = "election",
    params(("election" = inline(Id), Path, description = "Id of the election: the hash of its line 0")),
    responses((status = 200, description = "A summary of its log", body = ElectionSummary), Named)
)]
pub(crate) async fn show(
    State(board): State<Arc<Board>>,
    Parts(id): Parts<String>,
) -> Result<Json<ElectionSummary>, Refused> {
    let (_, handle) = find(&board, &id).await?;
    let committed = handle.committed.read().await;
    Ok(Json(ElectionSummary::of(&committed.election)))
}
