//! `GET /board`: name and key.

use crate::server::Board;
use axum::{Json, extract::State};
use bulletin_board_client::BoardInfo;
use std::sync::Arc;

pub(crate) async fn show(State(board): State<Arc<Board>>) -> Json<BoardInfo> {
    Json(BoardInfo {
        name: board.identity.name.clone(),
        key: board.identity.key.verifying_key(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
    })
}
