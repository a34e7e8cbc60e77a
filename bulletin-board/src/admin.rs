//! The operator's own listener: metrics and health. Nobody else should reach it.

use crate::{disk, metrics, server::Board, standing::Standing};
use axum::{
    Json, Router,
    extract::State,
    http::{StatusCode, header},
    response::{IntoResponse as _, Response},
    routing::get,
};
use metrics_exporter_prometheus::PrometheusHandle;
use serde::Serialize;
use std::{
    sync::Arc,
    time::{Duration, Instant, SystemTime, UNIX_EPOCH},
};

/// Longest time of a question about health.
const PATIENCE: Duration = Duration::from_secs(5);
/// Histograms are put in order that often, read or not.
const UPKEEP: Duration = Duration::from_secs(10);

#[derive(Clone)]
struct Admin {
    board: Arc<Board>,
    numbers: PrometheusHandle,
}

/// Whether the board can do its work.
#[derive(Debug, Serialize)]
struct Health {
    ready: bool,
    /// What stands in the way.
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'static str>,
}

pub(crate) fn router(board: Arc<Board>, numbers: PrometheusHandle) -> Router {
    let upkeep = numbers.clone();
    tokio::spawn(async move {
        loop {
            tokio::time::sleep(UPKEEP).await;
            upkeep.run_upkeep();
        }
    });
    Router::new()
        .route("/metrics", get(show_metrics))
        .route("/live", get(|| async { "alive\n" }))
        .route("/ready", get(show_readiness))
        .with_state(Admin { board, numbers })
}

async fn show_metrics(State(admin): State<Admin>) -> Response {
    let elections: Vec<_> = {
        let elections = admin.board.elections.read().await;
        elections
            .by_id
            .iter()
            .map(|(id, handle)| (*id, handle.clone()))
            .collect()
    };
    #[expect(clippy::disallowed_methods, reason = "cosignatures' ages are by the clock")]
    let time = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    for (id, election) in elections {
        let entries = election.committed.read().await.election.entries();
        metrics::election(&id, entries, election.waiting());
        metrics::standing(&id, &Standing::of(&election.publication, Instant::now()), time);
    }
    if let Ok(bytes) = disk::free(&admin.board.data_dir) {
        metrics::disk_free(bytes);
    }
    let kind = [(header::CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")];
    (kind, admin.numbers.render()).into_response()
}

async fn show_readiness(State(admin): State<Admin>) -> Response {
    let reason = obstacle(&admin.board).await;
    let status = if reason.is_none() {
        StatusCode::OK
    } else {
        StatusCode::SERVICE_UNAVAILABLE
    };
    let health = Health {
        ready: reason.is_none(),
        reason,
    };
    (status, Json(health)).into_response()
}

/// Why lines could not be taken in now.
async fn obstacle(board: &Board) -> Option<&'static str> {
    if board.is_read_only() {
        return Some("the data folder was restored: the board only reads until `bulletin-board resume`");
    }
    if !board.store.is_shared() {
        match disk::free(&board.data_dir) {
            Err(_) => return Some("the data folder cannot be looked at"),
            Ok(bytes) if bytes < disk::FLOOR => return Some("the disk is almost full"),
            Ok(_) => {}
        }
    }
    match tokio::time::timeout(PATIENCE, board.store.elections()).await {
        Err(_) => Some("the database does not answer in time"),
        Ok(Err(_)) => Some("the database cannot be read"),
        Ok(Ok(_)) => None,
    }
}
