//! `GET /elections/{election}/proof/{seq}`: that a line is in the log, under a checkpoint with its cosignatures, as
//! C2SP's tlog-proof has it.

use super::{Parts, find};
use crate::{
    error::Refused,
    openapi::{Id, Named, Position},
    server::Board,
    tree,
};
use axum::{
    extract::State,
    http::header,
    response::{IntoResponse as _, Response},
};
use ostrakon_record::tlog::tlog_proof::TlogProof;
use std::sync::Arc;

/// That a line is in the log
#[utoipa::path(
    get,
    path = "/elections/{election}/proof/{seq}",
    operation_id = "proof",
    params(
        ("election" = inline(Id), Path, description = "Id of the election: the hash of its line 0"),
        ("seq" = inline(Position), Path, description = "The line's position, from 0")
    ),
    responses(
        (
            status = 200,
            description = "An inclusion proof under a checkpoint with its cosignatures: c2sp.org/tlog-proof@v1",
            body = String,
            content_type = "text/plain"
        ),
        Named
    )
)]
pub(crate) async fn show(
    State(board): State<Arc<Board>>,
    Parts((id, seq)): Parts<(String, String)>,
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
