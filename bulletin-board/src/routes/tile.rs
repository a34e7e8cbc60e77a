//! `GET /log/{election}/tile/{path}`: tiles of hashes and entry bundles, as C2SP's tlog-tiles has them.

use super::{Parts, find};
use crate::{
    error::Refused,
    openapi::{Binary, Id, Named},
    server::Board,
    store::StoreError,
    tree,
};
use axum::{
    extract::State,
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

/// A tile of the log's tree, or a bundle of its lines
#[utoipa::path(
    get,
    path = "/{election}/tile/{*path}",
    operation_id = "tile",
    params(
        ("election" = inline(Id), Path, description = "Id of the election: the hash of its line 0"),
        (
            "path" = String,
            Path,
            allow_reserved,
            description = "`LEVEL/INDEX` or `entries/INDEX`, and `.p/WIDTH` for one that is not full: c2sp.org/tlog-tiles"
        )
    ),
    responses(
        (
            status = 200,
            description = "Hashes, or lines each after its length in two bytes",
            body = inline(Binary),
            content_type = "application/octet-stream"
        ),
        Named
    )
)]
pub(crate) async fn show(
    State(board): State<Arc<Board>>,
    Parts((id, path)): Parts<(String, String)>,
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
