//! `POST /elections/{election}/entries`: a line.

use super::{Parts, accept, find, receipt};
use crate::{
    admission,
    error::Refused,
    limits::Client,
    openapi::{Id, Posted},
    server::Board,
};
use axum::{
    body::Bytes,
    extract::{State, rejection::BytesRejection},
    response::Response,
};
use bulletin_board_client::schema::{Receipt, Submission};
use std::sync::Arc;

/// Posts a line
#[utoipa::path(
    post,
    path = "/elections/{election}/entries",
    operation_id = "append",
    params(("election" = inline(Id), Path, description = "Id of the election: the hash of its line 0")),
    request_body(content = Submission, content_type = "application/json"),
    responses(
        (status = 201, description = "The line has this place", body = Receipt),
        (status = 200, description = "It had this place before", body = Receipt),
        Posted
    )
)]
pub(crate) async fn append(
    State(board): State<Arc<Board>>,
    Client(address): Client,
    Parts(id): Parts<String>,
    body: Result<Bytes, BytesRejection>,
) -> Result<Response, Refused> {
    let body = accept(&board, address, body)?;
    let (_, handle) = find(&board, &id).await?;
    // Boxed once here, or every layer of the router moves it.
    let placed = Box::pin(admission::admit(&board, &handle, &body)).await?;
    Ok(receipt(&placed))
}
