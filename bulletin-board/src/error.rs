//! Refusals as problem documents (RFC 9457). Internals are logged, not told.

use crate::identity::Identity;
use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use bulletin_board_client::Problem;
use ostrakon_crypto::hash::Hash;
use ostrakon_record::{
    election::{BeginError, Refusal, Violation},
    entry::LineError,
    refusal::SignedRefusal,
    verify::CheckId,
};

/// Seconds after which a busy board asks to try again.
const RETRY_AFTER: HeaderValue = HeaderValue::from_static("1");

/// How the board's operator proves to be it.
const BEARER: HeaderValue = HeaderValue::from_static("Bearer");

/// A request that is not granted. Nothing was appended, as far as is known.
#[derive(Clone, Debug)]
pub(crate) struct Refused {
    status: StatusCode,
    kind: &'static str,
    title: &'static str,
    detail: Option<String>,
    check: Option<CheckId>,
    /// Number of committed lines after which a line was judged.
    judged_after: Option<u64>,
    refusal: Option<Box<SignedRefusal>>,
}

impl Refused {
    pub(crate) const fn new(status: StatusCode, kind: &'static str, title: &'static str) -> Self {
        Self {
            status,
            kind,
            title,
            detail: None,
            check: None,
            judged_after: None,
            refusal: None,
        }
    }

    /// Says after how many committed lines a line was judged.
    pub(crate) const fn after(mut self, entries: u64) -> Self {
        self.judged_after = Some(entries);
        self
    }

    /// Signs it if it is a judgement: of what was posted, with this hash and that of its body.
    pub(crate) fn signed(mut self, identity: &Identity, election: Hash, posted: Hash, body: Hash) -> Self {
        if let (Some(check), Some(entries)) = (self.check, self.judged_after) {
            let refusal = SignedRefusal::sign(&identity.key, election, entries, posted, body, check);
            self.refusal = Some(Box::new(refusal));
        }
        self
    }

    fn with(mut self, detail: impl Into<String>) -> Self {
        self.detail = Some(detail.into());
        self
    }

    pub(crate) fn not_found(what: &str) -> Self {
        Self::new(StatusCode::NOT_FOUND, "not-found", "not found").with(what)
    }

    pub(crate) fn bad_request(detail: impl Into<String>) -> Self {
        Self::new(
            StatusCode::BAD_REQUEST,
            "bad-request",
            "the request cannot be understood",
        )
        .with(detail)
    }

    pub(crate) const fn method() -> Self {
        Self::new(
            StatusCode::METHOD_NOT_ALLOWED,
            "method",
            "this address does not know this method",
        )
    }

    pub(crate) fn token() -> Self {
        Self::new(
            StatusCode::UNAUTHORIZED,
            "token",
            "only the board's operator may do this",
        )
        .with("send the token of the board's operator as a bearer token")
    }

    pub(crate) fn too_large(limit: usize) -> Self {
        Self::new(StatusCode::PAYLOAD_TOO_LARGE, "too-large", "the line is too long")
            .with(format!("a line has at most {limit} bytes"))
    }

    pub(crate) const fn busy() -> Self {
        Self::new(
            StatusCode::SERVICE_UNAVAILABLE,
            "busy",
            "the board is busy: try again in a moment",
        )
    }

    /// Nobody knows whether the line was stored.
    pub(crate) fn trouble() -> Self {
        Self::new(
            StatusCode::SERVICE_UNAVAILABLE,
            "storage",
            "the board cannot store lines at the moment: try again later",
        )
        .with(
            "the board cannot store lines at the moment; if this one was stored all the same, it gets its receipt when it \
             is posted again",
        )
    }

    pub(crate) const fn full() -> Self {
        Self::new(
            StatusCode::SERVICE_UNAVAILABLE,
            "full",
            "the board's disk is almost full: try again later",
        )
    }

    pub(crate) const fn read_only() -> Self {
        Self::new(
            StatusCode::SERVICE_UNAVAILABLE,
            "read-only",
            "the board takes no lines at the moment: it was restored from a backup",
        )
    }

    pub(crate) const fn rate() -> Self {
        Self::new(
            StatusCode::TOO_MANY_REQUESTS,
            "rate",
            "too many lines from one address: slow down",
        )
    }
}

impl From<&LineError> for Refused {
    fn from(error: &LineError) -> Self {
        let check = if error.is_identity() {
            CheckId::P3
        } else {
            CheckId::P1
        };
        let mut refused = Self::new(
            StatusCode::BAD_REQUEST,
            "malformed",
            "the line is not in canonical form",
        );
        refused.check = Some(check);
        refused.with(error.to_string())
    }
}

impl From<&Violation> for Refused {
    fn from(violation: &Violation) -> Self {
        let mut refused = match violation.refusal() {
            Refusal::Forbidden => {
                Self::new(StatusCode::FORBIDDEN, "forbidden", "this poster may not do this")
            }
            Refusal::Conflict => Self::new(
                StatusCode::CONFLICT,
                "conflict",
                "the line does not fit this state of the log",
            ),
            Refusal::Invalid => Self::new(
                StatusCode::UNPROCESSABLE_ENTITY,
                "invalid",
                "the line's statement does not hold",
            ),
        };
        refused.check = Some(violation.check());
        refused.with(violation.to_string())
    }
}

impl From<&BeginError> for Refused {
    fn from(error: &BeginError) -> Self {
        Self::new(
            StatusCode::UNPROCESSABLE_ENTITY,
            "invalid",
            "the line starts no election",
        )
        .with(error.to_string())
    }
}

/// Why a request was refused, for those who count.
#[derive(Clone, Debug)]
pub(crate) struct Reason {
    pub(crate) kind: &'static str,
    pub(crate) check: Option<String>,
}

impl IntoResponse for Refused {
    fn into_response(self) -> Response {
        let reason = Reason {
            kind: self.kind,
            check: self.check.as_ref().map(ToString::to_string),
        };
        let problem = Problem {
            kind: format!("urn:ostrakon:problem:{}", self.kind),
            title: self.title.to_owned(),
            status: self.status.as_u16(),
            detail: self.detail,
            check: self.check.map(|check| check.to_string()),
            refusal: self.refusal,
        };
        let body = serde_json::to_string(&problem).unwrap_or_default();
        let kind = [(header::CONTENT_TYPE, "application/problem+json")];
        let mut response = (self.status, kind, body).into_response();
        response.extensions_mut().insert(reason);
        if self.status == StatusCode::UNAUTHORIZED {
            response.headers_mut().insert(header::WWW_AUTHENTICATE, BEARER);
        }
        if matches!(
            self.status,
            StatusCode::SERVICE_UNAVAILABLE | StatusCode::TOO_MANY_REQUESTS
        ) {
            response.headers_mut().insert(header::RETRY_AFTER, RETRY_AFTER);
        }
        response
    }
}
