//! `GET /elections/{election}/log?from=A&to=B`: lines A to B−1, as a stream from the database.

use super::{Parts, find};
use crate::{
    error::Refused,
    openapi::{Id, Position, Queried},
    server::Board,
    store::{Store, StoreError},
};
use axum::{
    body::{Body, Bytes},
    extract::{Query, State, rejection::QueryRejection},
    http::header,
    response::{IntoResponse as _, Response},
};
use futures_util::{Stream, stream};
use ostrakon_crypto::hash::Hash;
use serde::Deserialize;
use std::sync::Arc;
use utoipa::IntoParams;

/// Which lines.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(crate) struct Range {
    /// Position of the first line; at most the length of the log
    #[serde(default)]
    #[param(value_type = Position, inline)]
    from: u64,
    /// Position after the last line; without it, all that there are
    #[param(value_type = Option<Position>, inline)]
    to: Option<u64>,
}

/// Lines of the log
#[utoipa::path(
    get,
    path = "/elections/{election}/log",
    operation_id = "log",
    params(("election" = inline(Id), Path, description = "Id of the election: the hash of its line 0"), Range),
    responses(
        (status = 200, description = "Each line with its newline", body = String, content_type = "text/plain"),
        Queried
    )
)]
pub(crate) async fn stream(
    State(board): State<Arc<Board>>,
    Parts(id): Parts<String>,
    range: Result<Query<Range>, QueryRejection>,
) -> Result<Response, Refused> {
    let Query(range) = range.map_err(|error| Refused::bad_request(error.body_text()))?;
    let (id, handle) = find(&board, &id).await?;
    let entries = handle.committed.read().await.election.entries();
    if range.from > entries {
        return Err(Refused::bad_request(format!(
            "the log has {entries} lines, from 0 on; asked for {}",
            range.from
        )));
    }
    let to = range.to.map_or(entries, |to| to.min(entries));
    let body = Body::from_stream(lines(board.store.clone(), id, range.from, to));
    let kind = [(header::CONTENT_TYPE, "text/plain; charset=utf-8")];
    Ok((kind, body).into_response())
}

/// Pages of lines, each read when the one before has been sent.
fn lines(store: Store, id: Hash, from: u64, to: u64) -> impl Stream<Item = Result<Bytes, StoreError>> {
    stream::try_unfold(from, move |next| {
        let store = store.clone();
        async move {
            if next >= to {
                return Ok(None);
            }
            let page = store.page(&id, next, to).await?;
            if page.is_empty() {
                let reason = "committed lines are missing".to_owned();
                return Err(StoreError::Damaged {
                    election: id,
                    seq: next,
                    reason,
                });
            }
            let after = next.saturating_add(page.len());
            Ok(Some((Bytes::from(page.into_text()), after)))
        }
    })
}
