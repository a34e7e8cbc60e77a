//! Everything else: the voters' pages. Addresses that are no files are the application's.

use crate::{error::Refused, server::Board};
use axum::{
    extract::{Request, State},
    http::{HeaderValue, header},
    response::{IntoResponse as _, Response},
};
use std::sync::Arc;
use tower::ServiceExt as _;
use tower_http::services::{ServeDir, ServeFile};

pub(crate) async fn serve(State(board): State<Arc<Board>>, request: Request) -> Response {
    let Some(web) = &board.web else {
        return Refused::not_found("this board serves no voters' pages").into_response();
    };
    let path = request.uri().path();
    let is_file = path.rsplit('/').next().is_some_and(|name| name.contains('.'));
    let mut response = if is_file {
        ServeDir::new(web).oneshot(request).await.into_response()
    } else {
        ServeFile::new(web.join("index.html"))
            .oneshot(request)
            .await
            .into_response()
    };
    // Names do not change with content, so browsers have to ask each time.
    response
        .headers_mut()
        .insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    response
}
