//! One file for each route.

pub(crate) mod ballot;
pub(crate) mod board;
pub(crate) mod checkpoint;
pub(crate) mod credential;
pub(crate) mod election;
pub(crate) mod elections;
pub(crate) mod entries;
pub(crate) mod events;
pub(crate) mod health;
pub(crate) mod log;
pub(crate) mod openapi;
pub(crate) mod pages;
pub(crate) mod proof;
pub(crate) mod tile;
pub(crate) mod turnout;
pub(crate) mod witnesses;

use crate::{
    disk,
    error::Refused,
    sequencer::{ElectionHandle, Placed},
    server::Board,
};
use axum::{
    Json,
    body::Bytes,
    extract::{FromRequestParts, Path, rejection::BytesRejection},
    http::{StatusCode, request},
    response::{IntoResponse as _, Response},
};
use ostrakon_crypto::hash::Hash;
use ostrakon_record::entry::LINE_LIMIT;
use serde::de::DeserializeOwned;
use std::{net::IpAddr, sync::Arc, time::Instant};

/// Parts of a path; whoever writes them wrongly is refused as everybody else.
pub(crate) struct Parts<T>(pub(crate) T);

impl<T: DeserializeOwned + Send, S: Send + Sync> FromRequestParts<S> for Parts<T> {
    type Rejection = Refused;

    async fn from_request_parts(parts: &mut request::Parts, state: &S) -> Result<Self, Refused> {
        match Path::from_request_parts(parts, state).await {
            Ok(Path(parts)) => Ok(Self(parts)),
            Err(_) => Err(Refused::not_found("the address is not UTF-8")),
        }
    }
}

/// The election with this id.
async fn find(board: &Board, id: &str) -> Result<(Hash, Arc<ElectionHandle>), Refused> {
    let id: Hash = id
        .parse()
        .map_err(|_| Refused::not_found("an election's id has 64 lower-case hexadecimal digits"))?;
    let elections = board.elections.read().await;
    let handle = elections.by_id.get(&id).cloned();
    handle
        .map(|handle| (id, handle))
        .ok_or_else(|| Refused::not_found("this board has no such election"))
}

/// A posted body, if it is not too long and its poster not too quick.
fn accept(board: &Board, address: IpAddr, body: Result<Bytes, BytesRejection>) -> Result<Bytes, Refused> {
    if board.is_read_only() {
        return Err(Refused::read_only());
    }
    // Reading a number of the file system costs nothing beside checking a line. A database server has its own disk.
    if !board.store.is_shared() {
        match disk::free(&board.data_dir) {
            Ok(bytes) if bytes >= disk::FLOOR => {}
            Ok(_) => return Err(Refused::full()),
            Err(error) => {
                tracing::error!(%error, "the data folder cannot be looked at");
                return Err(Refused::trouble());
            }
        }
    }
    if !board.rate.admits(address, Instant::now()) {
        return Err(Refused::rate());
    }
    body.map_err(|rejection| match rejection.status() {
        StatusCode::PAYLOAD_TOO_LARGE => Refused::too_large(LINE_LIMIT),
        _ => Refused::bad_request("the request's body could not be read"),
    })
}

/// 201 for a line that is new, 200 for one that was there.
fn receipt(placed: &Placed) -> Response {
    let status = if placed.repeated {
        StatusCode::OK
    } else {
        StatusCode::CREATED
    };
    (status, Json(placed.receipt)).into_response()
}
