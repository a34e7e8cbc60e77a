//! `GET /healthz`: whether somebody is there.

use crate::openapi::Always;

/// Whether the server answers
#[utoipa::path(
    get,
    path = "/healthz",
    operation_id = "health",
    responses((status = 200, description = "`ok`", body = String, content_type = "text/plain"), Always)
)]
pub(crate) async fn show() -> &'static str {
    "ok"
}
