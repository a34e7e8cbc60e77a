//! `GET /openapi.json`: this API's description.

use crate::{openapi::Always, router};
use axum::Json;
use utoipa::openapi::OpenApi;

/// This description
#[utoipa::path(
    get,
    path = "/openapi.json",
    operation_id = "description",
    responses(
        (status = 200, description = "An OpenAPI document", body = Object, content_type = "application/json"),
        Always
    )
)]
pub(crate) async fn show() -> Json<OpenApi> {
    Json(router::description())
}
