//! `GET /log/{election}/tile/{path}`: tiles of hashes and entry bundles, as C2SP's tlog-tiles has them.

use super::find;
use crate::{error::Refused, server::Board, store::StoreError, tree};
use axum::{
    extract::{Path, State},
    http::header,
    response::{IntoResponse as _, Response},
};
use ostrakon_record::tlog::{
    TilePath, bundle,
    tile::{self, Content, FULL},
};
use std::sync::Arc;

/// What is in a tile never changes.
const HEADERS: [(header::HeaderName, &str); 2] = [
    (header::CONTENT_TYPE, "application/octet-stream"),
    (header::CACHE_CONTROL, "public, max-age=31536000, immutable"),
];

pub(crate) async fn show(
    State(board): State<Arc<Board>>,
    Path((id, path)): Path<(String, String)>,
) -> Result<Response, Refused> {
    let (id, handle) = find(&board, &id).await?;
    let path: TilePath = format!("tile/{path}")
        .parse()
        .map_err(|error: tile::TileError| Refused::not_found(&error.to_string()))?;
    let size = handle.publication.published().size();
    if !path.is_within(size) {
        return Err(Refused::not_found(&format!(
            "the newest checkpoint covers {size} lines; the tile has others, too"
        )));
    }
    let from = path.index().saturating_mul(FULL.into());
    let count = u64::from(path.width());
    let bytes = match path.content() {
        Content::Hashes(level) => {
            let hashes = tree::tile_hashes(&board.store, &id, level, from, count).await;
            hashes.map(|hashes| tile::encode(&hashes).ok())
        }
        Content::Entries => {
            let lines = board.store.page(&id, from, from.saturating_add(count)).await;
            lines.map(|lines| bundle::encode(&lines.iter().collect::<Vec<_>>()).ok())
        }
    };
    let bytes = bytes.and_then(|bytes| bytes.ok_or(StoreError::Range));
    let bytes = bytes.map_err(|error| {
        tracing::error!(election = %id, %path, %error, "a tile cannot be read");
        Refused::trouble()
    })?;
    Ok((HEADERS, bytes).into_response())
}
