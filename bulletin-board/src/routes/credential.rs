//! `GET /elections/{election}/credentials/{credential}`: weight, last ballot, challenges.

use super::{Parts, find};
use crate::{
    error::Refused,
    openapi::{Id, Key, Named},
    server::Board,
};
use axum::{Json, extract::State};
use bulletin_board_client::{CredentialStatus, api::LastBallot};
use ostrakon_crypto::group::Point;
use std::sync::Arc;

/// What the log says about a credential
#[utoipa::path(
    get,
    path = "/elections/{election}/credentials/{credential}",
    operation_id = "credential",
    params(
        ("election" = inline(Id), Path, description = "Id of the election: the hash of its line 0"),
        ("credential" = inline(Key), Path, description = "The credential's public key")
    ),
    responses((status = 200, description = "Weight, last ballot, challenges", body = CredentialStatus), Named)
)]
pub(crate) async fn show(
    State(board): State<Arc<Board>>,
    Parts((id, credential)): Parts<(String, String)>,
) -> Result<Json<CredentialStatus>, Refused> {
    let (_, handle) = find(&board, &id).await?;
    let credential: Point = credential
        .parse()
        .map_err(|_| Refused::not_found("a credential is a point in 43 characters of base64url"))?;
    let committed = handle.committed.read().await;
    let weight = committed.election.weight(&credential);
    let weight = weight.ok_or_else(|| Refused::not_found("this credential is not on the roll"))?;
    let last = committed
        .election
        .last_ballot(&credential)
        .map(|place| LastBallot {
            sequence: place.sequence,
            tracker: place.tracker,
            seq: place.seq,
        });
    let challenges = committed.election.challenges_of(&credential);
    Ok(Json(CredentialStatus {
        weight,
        last,
        challenges,
    }))
}
