//! `GET /elections/{election}/witnesses`: what each of them cosigned last.

use super::{Parts, find};
use crate::{
    error::Refused,
    openapi::{Id, Named},
    server::Board,
};
use axum::{Json, extract::State};
use bulletin_board_client::api::{LastCosignature, WitnessStatus};
use std::sync::Arc;

/// What each witness cosigned last
#[utoipa::path(
    get,
    path = "/elections/{election}/witnesses",
    operation_id = "witnesses",
    params(("election" = inline(Id), Path, description = "Id of the election: the hash of its line 0")),
    responses(
        (
            status = 200,
            description = "The witnesses of the manifest's policy, in its order. Their signatures are in the checkpoints",
            body = Vec<WitnessStatus>
        ),
        Named
    )
)]
pub(crate) async fn show(
    State(board): State<Arc<Board>>,
    Parts(id): Parts<String>,
) -> Result<Json<Vec<WitnessStatus>>, Refused> {
    let (_, handle) = find(&board, &id).await?;
    let (policy, watch) = (handle.publication.policy(), handle.publication.watch());
    let witnesses = policy.witnesses().iter().map(|witness| WitnessStatus {
        name: witness.name.clone(),
        cosigned: watch.cosigned(&witness.name).map(|last| LastCosignature {
            lines: last.lines,
            time: last.time,
        }),
    });
    Ok(Json(witnesses.collect()))
}
