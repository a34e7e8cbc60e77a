//! `GET /elections/{election}`: how far it is.

use super::find;
use crate::{error::Refused, server::Board};
use axum::{
    Json,
    extract::{Path, State},
};
use bulletin_board_client::ElectionSummary;
use std::sync::Arc;

pub(crate) async fn show(
    State(board): State<Arc<Board>>,
    Path(id): Path<String>,
) -> Result<Json<ElectionSummary>, Refused> {
    let (_, handle) = find(&board, &id).await?;
    let committed = handle.committed.read().await;
    Ok(Json(ElectionSummary::of(&committed.election)))
}
