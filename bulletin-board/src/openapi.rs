//! The API's description in OpenAPI, made of the routes themselves: `GET /api/v1/openapi.json`, and `bulletin-board openapi`.

use axum::http::StatusCode;
use bulletin_board_client::{
    Problem,
    api::LogEnd,
    schema::{self, SignedRefusal},
};
use std::collections::BTreeMap;
use utoipa::{
    IntoResponses, PartialSchema, ToSchema,
    openapi::{
        ContentBuilder, Header, InfoBuilder, LicenseBuilder, OpenApi, OpenApiBuilder, Ref, RefOr, Response,
        ResponseBuilder,
        header::HeaderBuilder,
        schema::{ComponentsBuilder, ObjectBuilder, Schema, Type},
        security::{HttpAuthScheme, HttpBuilder, SecurityScheme},
    },
};

/// Name of the operator's token in the description.
const OPERATOR: &str = "operator";

/// Id of an election.
pub(crate) enum Id {}

impl PartialSchema for Id {
    fn schema() -> RefOr<Schema> {
        schema::hash().into()
    }
}

impl ToSchema for Id {}

/// A ballot's tracker.
pub(crate) enum Tracker {}

impl PartialSchema for Tracker {
    fn schema() -> RefOr<Schema> {
        ObjectBuilder::new()
            .schema_type(Type::String)
            .pattern(Some(
                "^([0-9a-f]{64}|[0-9A-HJKMNP-TV-Z]{5}(-[0-9A-HJKMNP-TV-Z]{5}){4})$",
            ))
            .build()
            .into()
    }
}

impl ToSchema for Tracker {}

/// A public key.
pub(crate) enum Key {}

impl PartialSchema for Key {
    fn schema() -> RefOr<Schema> {
        schema::point().into()
    }
}

impl ToSchema for Key {}

/// A position in a log, or its length.
pub(crate) enum Position {}

impl PartialSchema for Position {
    fn schema() -> RefOr<Schema> {
        ObjectBuilder::new()
            .schema_type(Type::Integer)
            .minimum(Some(0u64))
            .maximum(Some(u64::MAX))
            .build()
            .into()
    }
}

impl ToSchema for Position {}

/// A server-sent event that tells where a log ends.
pub(crate) enum HeadEvent {}

impl PartialSchema for HeadEvent {
    fn schema() -> RefOr<Schema> {
        let string = || ObjectBuilder::new().schema_type(Type::String);
        let data = string()
            .content_media_type("application/json")
            .content_schema(Some(Ref::from_schema_name(LogEnd::name())));
        ObjectBuilder::new()
            .schema_type(Type::Object)
            .property("event", string().enum_values(Some(["head"])))
            .required("event")
            .property("id", string().description(Some("Number of lines")))
            .required("id")
            .property("data", data)
            .required("data")
            .build()
            .into()
    }
}

impl ToSchema for HeadEvent {}

/// Bytes that are no text.
pub(crate) enum Binary {}

impl PartialSchema for Binary {
    fn schema() -> RefOr<Schema> {
        ObjectBuilder::new()
            .schema_type(Type::String)
            .content_media_type("application/octet-stream")
            .build()
            .into()
    }
}

impl ToSchema for Binary {}

/// What is said besides the routes.
pub(crate) fn frame() -> OpenApi {
    let token = HttpBuilder::new()
        .scheme(HttpAuthScheme::Bearer)
        .description(Some("What is in the file admin.token of the board's data folder"))
        .build();
    OpenApiBuilder::new()
        .info(
            InfoBuilder::new()
                .title("Ostrakon bulletin board")
                .version(env!("CARGO_PKG_VERSION"))
                .description(Some(
                    "Public, append-only logs of elections. What the lines mean and how anybody checks them is \
                     specified in docs/record.md; checkpoints, tiles and proofs are those of C2SP.",
                ))
                .license(Some(
                    LicenseBuilder::new()
                        .name(env!("CARGO_PKG_LICENSE"))
                        .identifier(Some(env!("CARGO_PKG_LICENSE")))
                        .build(),
                ))
                .build(),
        )
        .components(Some(
            ComponentsBuilder::new()
                .schema(Problem::name(), Problem::schema())
                .schema(LogEnd::name(), LogEnd::schema())
                .schema(SignedRefusal::name(), SignedRefusal::schema())
                .security_scheme(OPERATOR, SecurityScheme::Http(token))
                .build(),
        ))
        .build()
}

/// Wildcards are written otherwise in axum than in OpenAPI.
pub(crate) fn plain_names(mut description: OpenApi) -> OpenApi {
    let paths = std::mem::take(&mut description.paths.paths);
    description.paths.paths = paths
        .into_iter()
        .map(|(path, item)| (path.replace("{*", "{"), item))
        .collect();
    description
}

/// How a request may be refused.
const REFUSALS: [(StatusCode, &str); 9] = [
    (
        StatusCode::BAD_REQUEST,
        "The request cannot be understood, or the line is not in canonical form",
    ),
    (
        StatusCode::UNAUTHORIZED,
        "Only the board's operator may do this, who sends a token",
    ),
    (StatusCode::FORBIDDEN, "This poster may not do this"),
    (StatusCode::NOT_FOUND, "There is no such thing, or not yet"),
    (
        StatusCode::CONFLICT,
        "The line does not fit this state of the log",
    ),
    (StatusCode::PAYLOAD_TOO_LARGE, "The line is too long"),
    (
        StatusCode::UNPROCESSABLE_ENTITY,
        "The line's statement does not hold",
    ),
    (
        StatusCode::TOO_MANY_REQUESTS,
        "Too many lines from one address: slow down",
    ),
    (
        StatusCode::SERVICE_UNAVAILABLE,
        "The board is busy, or cannot store lines at the moment: try again later",
    ),
];

fn retry_after() -> Header {
    HeaderBuilder::new()
        .description(Some("Seconds to wait"))
        .schema(Some(ObjectBuilder::new().schema_type(Type::Integer)))
        .build()
}

/// Problem documents (RFC 9457) with these statuses.
fn refusals(statuses: &[StatusCode]) -> BTreeMap<String, RefOr<Response>> {
    let refusals = REFUSALS.iter().filter(|(status, _)| statuses.contains(status));
    let responses = refusals.map(|(status, description)| {
        let content = ContentBuilder::new()
            .schema(Some(Ref::from_schema_name(Problem::name())))
            .build();
        let mut response = ResponseBuilder::new()
            .description(*description)
            .content("application/problem+json", content);
        if matches!(
            *status,
            StatusCode::TOO_MANY_REQUESTS | StatusCode::SERVICE_UNAVAILABLE
        ) {
            response = response.header("retry-after", retry_after());
        }
        (status.as_str().to_owned(), response.build().into())
    });
    responses.collect()
}

/// Refusals of those who ask for what is always there.
pub(crate) enum Always {}

impl IntoResponses for Always {
    fn responses() -> BTreeMap<String, RefOr<Response>> {
        refusals(&[StatusCode::SERVICE_UNAVAILABLE])
    }
}

/// Refusals of those who ask for something by its name.
pub(crate) enum Named {}

impl IntoResponses for Named {
    fn responses() -> BTreeMap<String, RefOr<Response>> {
        refusals(&[StatusCode::NOT_FOUND, StatusCode::SERVICE_UNAVAILABLE])
    }
}

/// Refusals of those who ask for a part of something.
pub(crate) enum Queried {}

impl IntoResponses for Queried {
    fn responses() -> BTreeMap<String, RefOr<Response>> {
        refusals(&[
            StatusCode::BAD_REQUEST,
            StatusCode::NOT_FOUND,
            StatusCode::SERVICE_UNAVAILABLE,
        ])
    }
}

/// Refusals of whoever posts something.
fn judged() -> BTreeMap<String, RefOr<Response>> {
    refusals(&[
        StatusCode::BAD_REQUEST,
        StatusCode::FORBIDDEN,
        StatusCode::PAYLOAD_TOO_LARGE,
        StatusCode::UNPROCESSABLE_ENTITY,
        StatusCode::TOO_MANY_REQUESTS,
        StatusCode::SERVICE_UNAVAILABLE,
    ])
}

/// Refusals of those who post a manifest.
pub(crate) enum Created {}

impl IntoResponses for Created {
    fn responses() -> BTreeMap<String, RefOr<Response>> {
        let mut responses = judged();
        responses.extend(refusals(&[StatusCode::UNAUTHORIZED]));
        responses
    }
}

/// Refusals of those who post a line.
pub(crate) enum Posted {}

impl IntoResponses for Posted {
    fn responses() -> BTreeMap<String, RefOr<Response>> {
        let mut responses = judged();
        responses.extend(refusals(&[StatusCode::NOT_FOUND, StatusCode::CONFLICT]));
        responses
    }
}
