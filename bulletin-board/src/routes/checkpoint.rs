//! `GET /log/{election}/checkpoint`: the newest one, as C2SP's tlog-tiles has it.
//! `GET /elections/{election}/checkpoints?from=SIZE`: all of at least this size, ascending, an empty line between two.

use super::{Parts, find};
use crate::{
    error::Refused,
    openapi::{Id, Named, Position, Queried},
    server::Board,
    store::{Store, StoreError},
};
use axum::{
    body::{Body, Bytes},
    extract::{Query, State, rejection::QueryRejection},
    http::header,
    response::{IntoResponse, Response},
};
use futures_util::{Stream, stream};
use ostrakon_crypto::hash::Hash;
use serde::Deserialize;
use std::sync::Arc;
use utoipa::IntoParams;

const TEXT: (header::HeaderName, &str) = (header::CONTENT_TYPE, "text/plain; charset=utf-8");

/// The newest checkpoint, with its cosignatures
#[utoipa::path(
    get,
    path = "/{election}/checkpoint",
    operation_id = "checkpoint",
    params(("election" = inline(Id), Path, description = "Id of the election: the hash of its line 0")),
    responses(
        (status = 200, description = "A signed note: c2sp.org/tlog-checkpoint", body = String, content_type = "text/plain"),
        Named
    )
)]
pub(crate) async fn newest(
    State(board): State<Arc<Board>>,
    Parts(id): Parts<String>,
) -> Result<Response, Refused> {
    let (_, handle) = find(&board, &id).await?;
    let newest = handle.publication.published().newest;
    let newest =
        newest.ok_or_else(|| Refused::not_found("this log has no checkpoint yet: try again in a second"))?;
    let fresh = (header::CACHE_CONTROL, "no-cache");
    Ok(([TEXT, fresh], newest.to_string()).into_response())
}

/// Which checkpoints.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(crate) struct From {
    /// Smallest size
    #[serde(default)]
    #[param(value_type = Position, inline)]
    from: u64,
}

/// All checkpoints, with their cosignatures
#[utoipa::path(
    get,
    path = "/elections/{election}/checkpoints",
    operation_id = "checkpoints",
    params(("election" = inline(Id), Path, description = "Id of the election: the hash of its line 0"), From),
    responses(
        (status = 200, description = "Signed notes, ascending by size, an empty line between two", body = String, content_type = "text/plain"),
        Queried
    )
)]
pub(crate) async fn all(
    State(board): State<Arc<Board>>,
    Parts(id): Parts<String>,
    from: Result<Query<From>, QueryRejection>,
) -> Result<Response, Refused> {
    let Query(From { from }) = from.map_err(|error| Refused::bad_request(error.body_text()))?;
    let (id, handle) = find(&board, &id).await?;
    let to = handle.publication.published().size();
    let body = Body::from_stream(notes(board.store.clone(), id, from, to));
    Ok(([TEXT], body).into_response())
}

/// Pages of checkpoints, each read when the one before has been sent.
fn notes(store: Store, id: Hash, from: u64, to: u64) -> impl Stream<Item = Result<Bytes, StoreError>> {
    stream::try_unfold((from, ""), move |(next, separator)| {
        let store = store.clone();
        async move {
            if next > to {
                return Ok(None);
            }
            let mut page = store.checkpoints(&id, next).await?;
            // One that was stored may not be public yet.
            page.retain(|checkpoint| checkpoint.size <= to);
            let (Some(first), Some(last)) = (page.first(), page.last()) else {
                return Ok(None);
            };
            let after = last.size.saturating_add(1);
            let cosignatures = store.cosignatures(&id, first.size, last.size).await?;
            let mut cosignatures = cosignatures.into_iter().peekable();
            let mut text = String::new();
            let mut separator = separator;
            for checkpoint in page {
                text.push_str(separator);
                text.push_str(&checkpoint.note);
                while let Some(cosignature) =
                    cosignatures.next_if(|cosignature| cosignature.size == checkpoint.size)
                {
                    text.push_str(&cosignature.line);
                    text.push('\n');
                }
                separator = "\n";
            }
            Ok(Some((Bytes::from(text), (after, separator))))
        }
    })
}
