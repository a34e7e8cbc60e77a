//! `POST /elections/{election}/entries`: a line.

use super::{accept, find, receipt};
use crate::{admission, error::Refused, limits::Client, server::Board};
use axum::{
    body::Bytes,
    extract::{Path, State, rejection::BytesRejection},
    response::Response,
};
use std::sync::Arc;

pub(crate) async fn append(
    State(board): State<Arc<Board>>,
    Client(address): Client,
    Path(id): Path<String>,
    body: Result<Bytes, BytesRejection>,
) -> Result<Response, Refused> {
    let body = accept(&board, address, body)?;
    let (_, handle) = find(&board, &id).await?;
    let placed = admission::admit(&board, &handle, &body).await?;
    Ok(receipt(&placed))
}
