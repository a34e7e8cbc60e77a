//! `POST /elections/{election}/entries`: a line.

use super::{accept, find, receipt};
use crate::{admission, error::Refused, server::Board};
use axum::{
    body::Bytes,
    extract::{ConnectInfo, Path, State, rejection::BytesRejection},
    response::Response,
};
use std::{net::SocketAddr, sync::Arc};

pub(crate) async fn append(
    State(board): State<Arc<Board>>,
    ConnectInfo(address): ConnectInfo<SocketAddr>,
    Path(id): Path<String>,
    body: Result<Bytes, BytesRejection>,
) -> Result<Response, Refused> {
    let body = accept(&board, address.ip(), body)?;
    let (_, handle) = find(&board, &id).await?;
    let placed = admission::admit(&board, &handle, &body).await?;
    Ok(receipt(&placed))
}
