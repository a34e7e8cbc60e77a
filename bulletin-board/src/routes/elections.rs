//! `GET /elections`: all of them. `POST /elections`: a new one, by the board's operator.

use super::{accept, receipt};
use crate::{
    committed::Committed,
    error::Refused,
    limits::Client,
    openapi::{Always, Created},
    sequencer::Placed,
    server::Board,
    store::NewLine,
    tree::Recounted,
};
use axum::{
    Json,
    body::Bytes,
    extract::{State, rejection::BytesRejection},
    http::{HeaderMap, header},
    response::Response,
};
use bulletin_board_client::{ElectionSummary, schema};
use ostrakon_crypto::hash::Hash;
use ostrakon_record::{
    election::{Election, Violation},
    entry::{Entry, Submission},
    manifest::{Manifest, ManifestError},
    receipt::Receipt,
};
use std::sync::Arc;

/// All elections, in the order of their creation
#[utoipa::path(
    get,
    path = "/elections",
    operation_id = "elections",
    responses((status = 200, description = "A summary of each", body = Vec<ElectionSummary>), Always)
)]
pub(crate) async fn list(State(board): State<Arc<Board>>) -> Json<Vec<ElectionSummary>> {
    let elections = board.elections.read().await;
    let mut summaries = Vec::with_capacity(elections.order.len());
    for handle in elections.order.iter().filter_map(|id| elections.by_id.get(id)) {
        summaries.push(ElectionSummary::of(&handle.committed.read().await.election));
    }
    Json(summaries)
}

/// Creates an election
#[utoipa::path(
    post,
    path = "/elections",
    operation_id = "create",
    request_body(
        content = schema::Submission,
        content_type = "application/json",
        description = "Its manifest, which must name this board's key and name"
    ),
    security(("operator" = [])),
    responses(
        (status = 201, description = "It exists", body = schema::Receipt),
        (status = 200, description = "It existed before", body = schema::Receipt),
        Created
    )
)]
pub(crate) async fn create(
    State(board): State<Arc<Board>>,
    Client(address): Client,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Result<Response, Refused> {
    let token = headers
        .get(header::AUTHORIZATION)
        .and_then(|value| value.to_str().ok());
    let token = token
        .and_then(|value| value.strip_prefix("Bearer "))
        .unwrap_or_default();
    if !board.identity.allows(token) {
        return Err(Refused::token());
    }
    let body = accept(&board, address, body)?;
    let submission = Submission::parse(&body).map_err(|error| Refused::from(&error))?;
    let entry = Entry::place(0, Hash::ZERO, submission).map_err(|error| Refused::from(&error))?;
    let (election, violations) = Election::begin(&entry).map_err(|error| Refused::from(&error))?;
    if let Some(violation) = violations
        .into_iter()
        .chain(foreign(&board, election.manifest()))
        .next()
    {
        return Err(Refused::from(&violation));
    }
    // A task of its own, so that a client who goes away does not stop it halfway.
    let placed = tokio::spawn(begin(board, entry, election)).await;
    Ok(receipt(&placed.map_err(|_| Refused::trouble())??))
}

/// Stores line 0 and starts to serve its election.
async fn begin(board: Arc<Board>, entry: Entry, election: Election) -> Result<Placed, Refused> {
    let id = *election.id();
    // Its log may have been lost here, and a new one under its name would be a fork.
    board.check_memory(&election).await.map_err(|error| {
        tracing::error!(election = %id, %error, "an election cannot be created again");
        Refused::trouble()
    })?;
    let mut elections = board.elections.write().await;
    let repeated = elections.by_id.contains_key(&id);
    if !repeated {
        let (committed, recounted) = match board.store.create(&id, &NewLine::of(&entry)).await {
            Ok(()) => (Committed::begin(&entry, election), Recounted::NOTHING),
            Err(error) => {
                tracing::error!(election = %id, %error, "an election could not be stored");
                // After an error nobody knows what is stored: it may be there after all.
                let stored = Committed::load(&board.store, &id).await;
                stored.map_err(|_| Refused::trouble())?
            }
        };
        let handle = board.serve(committed, recounted).await.map_err(|error| {
            tracing::error!(election = %id, %error, "an election cannot be served");
            Refused::trouble()
        })?;
        elections.insert(id, handle);
        tracing::info!(election = %id, "created");
    }
    let body = entry.submission().body_hash();
    Ok(Placed {
        receipt: Receipt::sign(&board.identity.key, id, 0, id, body),
        repeated,
    })
}

/// A manifest must name this board's key, and a log of this board.
fn foreign(board: &Board, manifest: &Manifest) -> Option<Violation> {
    let log = &manifest.log;
    let own = log.key == board.identity.key.verifying_key()
        && log
            .origin
            .rsplit_once('/')
            .is_some_and(|(name, _)| name == board.identity.name);
    (!own).then(|| {
        let reason = "must be this board's key and name (GET /api/v1/board)".to_owned();
        ManifestError::Field {
            field: "log".to_owned(),
            reason,
        }
        .into()
    })
}
