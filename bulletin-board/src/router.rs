//! Which request goes where, and what every answer carries.

use crate::{
    error::{Reason, Refused},
    metrics, routes,
    server::Board,
};
use axum::{
    Router,
    extract::{DefaultBodyLimit, MatchedPath, Request, State},
    http::{HeaderName, HeaderValue, header},
    middleware::{self, Next},
    response::{IntoResponse as _, Response},
    routing::{get, post},
};
use ostrakon_record::entry::LINE_LIMIT;
use std::{
    sync::Arc,
    time::{Duration, Instant},
};
use tower_http::{compression::CompressionLayer, set_header::SetResponseHeaderLayer};

/// Nothing but what this server serves; WebAssembly, no other evaluation; no frames, no forms to elsewhere.
const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; \
     style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// Headers of every answer.
const HEADERS: [(HeaderName, &str); 6] = [
    (header::CONTENT_SECURITY_POLICY, CONTENT_SECURITY_POLICY),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "no-referrer"),
    (
        HeaderName::from_static("cross-origin-opener-policy"),
        "same-origin",
    ),
    (
        HeaderName::from_static("cross-origin-embedder-policy"),
        "require-corp",
    ),
    (
        HeaderName::from_static("permissions-policy"),
        "camera=(), geolocation=(), microphone=()",
    ),
];

pub(crate) fn router(board: Arc<Board>) -> Router {
    let api = Router::new()
        .route("/board", get(routes::board::show))
        .route(
            "/elections",
            get(routes::elections::list).post(routes::elections::create),
        )
        .route("/elections/{election}", get(routes::election::show))
        .route("/elections/{election}/entries", post(routes::entries::append))
        .route("/elections/{election}/log", get(routes::log::stream))
        .route("/elections/{election}/checkpoints", get(routes::checkpoint::all))
        .route("/elections/{election}/proof/{seq}", get(routes::proof::show))
        .route("/elections/{election}/events", get(routes::events::stream))
        .route(
            "/elections/{election}/credentials/{credential}",
            get(routes::credential::show),
        )
        .route(
            "/elections/{election}/ballots/{tracker}",
            get(routes::ballot::show),
        )
        .fallback(|| async { Refused::not_found("the board has no such route") })
        .method_not_allowed_fallback(|| async { Refused::method() })
        .layer(SetResponseHeaderLayer::if_not_present(
            header::CACHE_CONTROL,
            HeaderValue::from_static("no-store"),
        ))
        .layer(DefaultBodyLimit::max(LINE_LIMIT));
    // For the programs of others, at the addresses that they know.
    let log = Router::new()
        .route("/{election}/checkpoint", get(routes::checkpoint::newest))
        .route("/{election}/tile/{*path}", get(routes::tile::show))
        .fallback(|| async { Refused::not_found("a log has a checkpoint and tiles, and nothing else") })
        .method_not_allowed_fallback(|| async { Refused::method() });
    let app = Router::new()
        .nest("/api/v1", api)
        .nest("/log", log)
        .route("/healthz", get(|| async { "ok" }))
        .fallback_service(get(routes::pages::serve).with_state(board.clone()))
        .layer(CompressionLayer::new())
        .layer(middleware::from_fn_with_state(board.client_timeout, in_time))
        .layer(middleware::from_fn(counted))
        .with_state(board);
    HEADERS.into_iter().fold(app, |app, (name, value)| {
        app.layer(SetResponseHeaderLayer::overriding(
            name,
            HeaderValue::from_static(value),
        ))
    })
}

/// Gives up a request that takes too long, such as one whose body does not arrive.
pub(crate) async fn in_time(State(patience): State<Duration>, request: Request, next: Next) -> Response {
    tokio::time::timeout(patience, next.run(request))
        .await
        .unwrap_or_else(|_| Refused::busy().into_response())
}

/// Counts requests, refusals and their time.
async fn counted(request: Request, next: Next) -> Response {
    let start = Instant::now();
    let method = request.method().clone();
    let route = request.extensions().get::<MatchedPath>().cloned();
    let response = next.run(request).await;
    let route = route.as_ref().map_or("other", MatchedPath::as_str);
    metrics::answered(route, &method, response.status(), start.elapsed());
    if let Some(reason) = response.extensions().get::<Reason>() {
        metrics::refused(reason.kind, reason.check.as_deref());
    }
    response
}
