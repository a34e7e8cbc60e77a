//! Everything else: the voters' pages. Addresses that are no files are the application's.

use crate::{error::Refused, server::Board};
use axum::{
    extract::{Request, State},
    http::{HeaderValue, header},
    response::{IntoResponse as _, Response},
};
use ostrakon_record::pages::{FIRST_PAGES, first_page};
use std::{path::Path, sync::Arc};
use tower::ServiceExt as _;
use tower_http::services::{ServeDir, ServeFile};

/// Browsers have to ask each time.
const CHANGES: HeaderValue = HeaderValue::from_static("no-cache");
/// Browsers need never ask again.
const NEVER_CHANGES: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");

/// Whether a folder holds voters' pages.
pub(crate) fn has_pages(web: &Path) -> bool {
    FIRST_PAGES.iter().all(|name| web.join(name).is_file())
}

pub(crate) async fn serve(State(board): State<Arc<Board>>, request: Request) -> Response {
    let Some(web) = &board.web else {
        return Refused::not_found("this board serves no voters' pages").into_response();
    };
    let name = request.uri().path().rsplit('/').next().unwrap_or_default();
    let is_file = name.contains('.');
    let cached = if is_named_after_contents(name) {
        NEVER_CHANGES
    } else {
        CHANGES
    };
    let mut response = if is_file {
        let files = ServeDir::new(web).precompressed_br();
        files.oneshot(request).await.into_response()
    } else {
        let page = ServeFile::new(web.join(first_page(request.uri().path()))).precompressed_br();
        page.oneshot(request).await.into_response()
    };
    // What is not there today may be there tomorrow.
    let cached = if response.status().is_client_error() {
        CHANGES
    } else {
        cached
    };
    response.headers_mut().insert(header::CACHE_CONTROL, cached);
    response
}

/// Whether a file is named as `cargo xtask web` does it: `style.0123456789abcdef.css`, with digits of its digest.
fn is_named_after_contents(name: &str) -> bool {
    let digits = name.rsplit('.').nth(1).unwrap_or_default();
    let stem = name.split('.').next().unwrap_or_default();
    !stem.is_empty()
        && stem != digits
        && digits.len() == 16
        && digits.bytes().all(|byte| byte.is_ascii_hexdigit())
}

#[cfg(test)]
mod tests {
    use super::is_named_after_contents;

    #[test]
    fn only_names_with_a_digest_never_change() {
        for (name, never) in [
            ("style.0123456789abcdef.css", true),
            ("voter-page.0123456789abcdef.wasm", true),
            ("index.html", false),
            ("sha256sums.txt", false),
            ("0123456789abcdef.css", false),
            ("style.0123456789abcde.css", false),
            ("style.0123456789abcdeg.css", false),
            ("0123456789abcdef", false),
            ("", false),
        ] {
            assert_eq!(is_named_after_contents(name), never, "{name}");
        }
    }
}
