//! `GET /elections/{election}/proof/{seq}`: that a line is in the log, under a checkpoint with its cosignatures, as
//! C2SP's tlog-proof has it.

use super::find;
use crate::{error::Refused, server::Board, tree};
use axum::{
    extract::{Path, State},
    http::header,
    response::{IntoResponse as _, Response},
};
use ostrakon_record::tlog::tlog_proof::TlogProof;
use std::sync::Arc;

pub(crate) async fn show(
    State(board): State<Arc<Board>>,
    Path((id, seq)): Path<(String, String)>,
) -> Result<Response, Refused> {
    let (id, handle) = find(&board, &id).await?;
    let index: u64 = seq
        .parse()
        .map_err(|_| Refused::not_found("a line's position is a number"))?;
    let published = handle.publication.published();
    let checkpoint = [published.witnessed, published.newest]
        .into_iter()
        .flatten()
        .find(|signed| signed.checkpoint().size > index)
        .ok_or_else(|| Refused::not_found("no checkpoint covers this line yet"))?;
    let hashes = tree::inclusion_proof(&board.store, &id, index, checkpoint.checkpoint().size).await;
    let hashes = hashes.map_err(|error| {
        tracing::error!(election = %id, index, %error, "a proof cannot be made");
        Refused::trouble()
    })?;
    let proof = TlogProof {
        extra: None,
        index,
        hashes,
        checkpoint: checkpoint.to_string(),
    };
    let kind = [(header::CONTENT_TYPE, "text/plain; charset=utf-8")];
    Ok((kind, proof.to_string()).into_response())
}
