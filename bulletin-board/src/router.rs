//! Which request goes where, and what every answer carries.

use crate::{
    error::{Reason, Refused},
    metrics, openapi, routes,
    server::Board,
};
use axum::{
    Router,
    extract::{DefaultBodyLimit, MatchedPath, Request, State},
    http::{HeaderName, HeaderValue, header},
    middleware::{self, Next},
    response::{IntoResponse as _, Response},
    routing::get,
};
use bulletin_board_client::pages::HEADERS;
use ostrakon_record::entry::LINE_LIMIT;
use std::{
    sync::{Arc, LazyLock},
    time::{Duration, Instant},
};
use tower::ServiceBuilder;
use tower_http::{
    compression::{
        CompressionLayer, DefaultPredicate,
        predicate::{Predicate as _, SizeAbove},
    },
    set_header::SetResponseHeaderLayer,
};
use utoipa::openapi::OpenApi;
use utoipa_axum::{router::OpenApiRouter, routes};

/// What every answer carries, as it is sent.
static SENT: LazyLock<[(HeaderName, HeaderValue); HEADERS.len()]> = LazyLock::new(|| {
    HEADERS.map(|(name, value)| (HeaderName::from_static(name), HeaderValue::from_static(value)))
});

/// The routes that are described, before whatever is common to them.
struct Routes {
    /// Below `/api/v1`.
    api: Router<Arc<Board>>,
    /// Below `/log`: for the programs of others, at the addresses that they know.
    log: Router<Arc<Board>>,
    /// At the top.
    top: Router<Arc<Board>>,
    description: OpenApi,
}

/// Whoever adds a route describes it where its handler is: there is no other way to add one here.
fn routes() -> Routes {
    let (api, of_api) = OpenApiRouter::default()
        .routes(routes!(routes::board::show))
        .routes(routes!(routes::openapi::show))
        .routes(routes!(routes::elections::list, routes::elections::create))
        .routes(routes!(routes::election::show))
        .routes(routes!(routes::entries::append))
        .routes(routes!(routes::log::stream))
        .routes(routes!(routes::checkpoint::all))
        .routes(routes!(routes::proof::show))
        .routes(routes!(routes::events::stream))
        .routes(routes!(routes::credential::show))
        .routes(routes!(routes::ballot::show))
        .routes(routes!(routes::turnout::show))
        .routes(routes!(routes::witnesses::show))
        .split_for_parts();
    let (log, of_log) = OpenApiRouter::default()
        .routes(routes!(routes::checkpoint::newest))
        .routes(routes!(routes::tile::show))
        .split_for_parts();
    let (top, of_top) = OpenApiRouter::default()
        .routes(routes!(routes::health::show))
        .split_for_parts();
    let description = openapi::frame()
        .nest("/api/v1", of_api)
        .nest("/log", of_log)
        .merge_from(of_top);
    Routes {
        api,
        log,
        top,
        description: openapi::plain_names(description),
    }
}

/// All routes but those of the voters' pages, in OpenAPI.
pub(crate) fn description() -> OpenApi {
    routes().description
}

pub(crate) fn router(board: Arc<Board>) -> Router {
    let Routes { api, log, top, .. } = routes();
    let api = api
        .fallback(|| async { Refused::not_found("the board has no such route") })
        .method_not_allowed_fallback(|| async { Refused::method() })
        .layer(SetResponseHeaderLayer::if_not_present(
            header::CACHE_CONTROL,
            HeaderValue::from_static("no-store"),
        ))
        .layer(DefaultBodyLimit::max(LINE_LIMIT));
    let log = log
        .fallback(|| async { Refused::not_found("a log has a checkpoint and tiles, and nothing else") })
        .method_not_allowed_fallback(|| async { Refused::method() });
    top.nest("/api/v1", api)
        .nest("/log", log)
        .fallback_service(get(routes::pages::serve).with_state(board.clone()))
        .layer(
            // As one layer: the router would box the future of every request once for each.
            ServiceBuilder::new()
                .layer(middleware::from_fn(with_headers))
                .layer(middleware::from_fn(counted))
                .layer(middleware::from_fn_with_state(board.client_timeout, in_time))
                // A receipt is not worth it.
                .layer(
                    CompressionLayer::new().compress_when(DefaultPredicate::new().and(SizeAbove::new(1_024))),
                ),
        )
        .with_state(board)
}

/// Sets what every answer carries.
async fn with_headers(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    for (name, value) in SENT.iter() {
        headers.insert(name, value.clone());
    }
    response
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_route_is_described() {
        // Only `routes!` adds routes, and it takes nothing without a description.
        let source = include_str!("router.rs").split("#[cfg(test)]").next().unwrap();
        for other in [".route(", ".route_service(", ".nest_service("] {
            assert!(!source.contains(other), "{other}");
        }
        let handlers = source.matches("routes::").count();
        let description = description();
        let operations: Vec<_> = description
            .paths
            .paths
            .values()
            .flat_map(|item| item.get.iter().chain(&item.post))
            .collect();
        // All but the voters' pages.
        assert_eq!(operations.len(), handlers - 1);
        let ids: std::collections::BTreeSet<_> = operations
            .iter()
            .map(|operation| operation.operation_id.as_deref().unwrap())
            .collect();
        assert_eq!(ids.len(), operations.len(), "each has a name of its own");
    }
}
