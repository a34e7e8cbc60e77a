//! `GET /board`: name and key.

use crate::{openapi::Always, server::Board};
use axum::{Json, extract::State};
use bulletin_board_client::BoardInfo;
use std::sync::Arc;

/// The board's name and key, which a manifest must name
#[utoipa::path(
    get,
    path = "/board",
    operation_id = "board",
    responses((status = 200, description = "Name, key and version", body = BoardInfo), Always)
)]
pub(crate) async fn show(State(board): State<Arc<Board>>) -> Json<BoardInfo> {
    Json(BoardInfo {
        name: board.identity.name.clone(),
        key: board.identity.key.verifying_key(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
    })
}
