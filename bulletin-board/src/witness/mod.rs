//! The witness program: cosigns checkpoints of logs that only grow, in the words of C2SP's tlog-witness.
//!
//! - [`logs`]: which logs it follows
//! - [`memory`]: its key, and what it has cosigned last

mod logs;
mod memory;

use crate::{config::WitnessConfig, failure::Failure, router, server};
use anyhow::Context as _;
use axum::{
    Router,
    body::Bytes,
    extract::{DefaultBodyLimit, Path, State},
    http::{HeaderMap, StatusCode, header},
    middleware,
    response::{IntoResponse, Response},
    routing::{get, post},
};
use logs::Logs;
use memory::Memory;
use ostrakon_record::tlog::{
    add_checkpoint::{self, AddCheckpoint, Refusal, RequestError, TEXT_CONTENT_TYPE},
    note::NOTE_LIMIT,
};
use std::{
    fs,
    io::Write as _,
    sync::Arc,
    time::{Duration, SystemTime, UNIX_EPOCH},
};
use tokio::net::TcpListener;

/// Longest request, in bytes: the longest note, and a proof.
const REQUEST_LIMIT: usize = NOTE_LIMIT + (1 << 12);

/// Longest time to an answer's first byte.
const PATIENCE: Duration = Duration::from_secs(30);

/// Everything that requests need.
struct Witness {
    logs: Logs,
    memory: Memory,
}

/// Serves until the program is asked to end.
pub(crate) async fn run(config: &WitnessConfig) -> anyhow::Result<()> {
    fs::create_dir_all(&config.dir).with_context(|| {
        Failure::new(
            format!("cannot make {}", config.dir.display()),
            "name a folder that the witness may write to",
        )
    })?;
    let _lock = server::lock(&config.dir)?;
    let logs = Logs::open(&config.logs, &config.manifests)?;
    let memory = Memory::open(&config.dir, &config.name, config.ml_dsa_44)?;
    let listener = TcpListener::bind(config.listen).await.with_context(|| {
        Failure::new(
            format!("cannot listen on {}", config.listen),
            "is another server running there? Port 0 takes a free one",
        )
    })?;
    let address = listener.local_addr()?;
    let mut output = std::io::stdout().lock();
    writeln!(output, "{}", memory.verifier_key())?;
    writeln!(output, "listening on http://{address}")?;
    drop(output);
    let witness = Arc::new(Witness { logs, memory });
    let app = Router::new()
        .route("/add-checkpoint", post(add))
        .route("/{log}/checkpoint", get(show))
        .layer(DefaultBodyLimit::max(REQUEST_LIMIT))
        .layer(middleware::from_fn_with_state(PATIENCE, router::in_time))
        .with_state(witness);
    axum::serve(listener, app)
        .with_graceful_shutdown(server::asked_to_end())
        .await?;
    tracing::info!("ended");
    Ok(())
}

/// `POST /add-checkpoint`
async fn add(State(witness): State<Arc<Witness>>, body: Bytes) -> Response {
    // A task of its own, so that a client who goes away does not stop it halfway; files are slow.
    let answer = tokio::task::spawn_blocking(move || witness.add(&body)).await;
    match answer {
        Ok(Ok(answer)) => {
            let status = StatusCode::from_u16(answer.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
            let kind = [(header::CONTENT_TYPE, answer.content_type)];
            (status, kind, answer.body).into_response()
        }
        Ok(Err(error)) => {
            tracing::error!("cannot remember what to cosign: {error:#}");
            trouble()
        }
        Err(error) => {
            tracing::error!(%error, "a request failed");
            trouble()
        }
    }
}

fn trouble() -> Response {
    let kind = [(header::CONTENT_TYPE, TEXT_CONTENT_TYPE)];
    let body = "the witness cannot store what it would cosign\n";
    (StatusCode::INTERNAL_SERVER_ERROR, kind, body).into_response()
}

impl Witness {
    fn add(&self, body: &[u8]) -> anyhow::Result<add_checkpoint::Response> {
        let request = std::str::from_utf8(body)
            .map_err(|_| RequestError::Separator)
            .and_then(str::parse::<AddCheckpoint<_>>);
        let request = match request {
            Ok(request) => request,
            Err(error) => return Ok((&Refusal::Malformed(error)).into()),
        };
        let authentic = match request.clone().authenticate(&self.logs.known()) {
            // It may have been added to the files meanwhile.
            Err(Refusal::UnknownLog { .. }) => request.authenticate(&self.logs.read_again()),
            other => other,
        };
        let request = match authentic {
            Ok(request) => request,
            Err(refusal) => return Ok((&refusal).into()),
        };
        let origin = request.checkpoint.checkpoint().origin.clone();
        match self.memory.cosign(&request, now())? {
            Ok(signature) => {
                let size = request.checkpoint.checkpoint().size;
                tracing::info!(%origin, size, "cosigned");
                Ok(add_checkpoint::Response::cosigned(&[signature]))
            }
            Err(refusal @ Refusal::Inconsistent(_)) => {
                // The request holds both: what the log signed, and what it was to continue.
                tracing::error!(%origin, %refusal, checkpoint = %request.checkpoint, "a log with two histories?");
                Ok((&refusal).into())
            }
            Err(refusal) => Ok((&refusal).into()),
        }
    }
}

/// `GET /{log}/checkpoint`: what was cosigned last; the log is named by the SHA-256 of its origin.
async fn show(State(witness): State<Arc<Witness>>, Path(log): Path<String>) -> Response {
    let mut headers = HeaderMap::new();
    headers.insert(
        header::CONTENT_TYPE,
        header::HeaderValue::from_static(TEXT_CONTENT_TYPE),
    );
    headers.insert(
        header::CACHE_CONTROL,
        header::HeaderValue::from_static("no-cache"),
    );
    let last = tokio::task::spawn_blocking(move || witness.memory.last(&log)).await;
    match last {
        Ok(Ok(Some(checkpoint))) => (headers, checkpoint).into_response(),
        Ok(Ok(None)) => (
            StatusCode::NOT_FOUND,
            headers,
            "nothing was cosigned of such a log\n",
        )
            .into_response(),
        Ok(Err(error)) => {
            tracing::error!("cannot read what was cosigned: {error:#}");
            trouble()
        }
        Err(error) => {
            tracing::error!(%error, "a request failed");
            trouble()
        }
    }
}

/// POSIX seconds now.
fn now() -> u64 {
    #[expect(
        clippy::disallowed_methods,
        reason = "the one place where the witness reads the clock"
    )]
    let now = SystemTime::now();
    now.duration_since(UNIX_EPOCH)
        .map_or(0, |elapsed| elapsed.as_secs())
}
