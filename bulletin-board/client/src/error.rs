//! What can go wrong, and whether to try again.

use crate::Problem;
use core::time::Duration;
use ostrakon_record::refusal::SignedRefusal;

/// A request without the wanted answer.
#[derive(Clone, Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ClientError {
    /// No answer.
    #[error("the board at {url} cannot be reached: {reason}")]
    Unreachable {
        /// The board's address.
        url: String,
        /// What the network said.
        reason: String,
    },
    /// An answer that says no.
    #[error("the board refuses: {}", problem.words())]
    Refused {
        /// HTTP status.
        status: u16,
        /// Seconds after which the board asks to try again.
        retry_after: Option<u64>,
        /// Why.
        problem: Box<Problem>,
    },
    /// An answer that is none of the expected form.
    #[error("the board's answer cannot be understood: {reason}")]
    Malformed {
        /// What is wrong with it.
        reason: String,
    },
}

impl ClientError {
    pub(crate) fn unreachable(url: &str, error: &reqwest::Error) -> Self {
        let mut reason = error.to_string();
        let mut source = std::error::Error::source(error);
        while let Some(cause) = source {
            reason = cause.to_string();
            source = cause.source();
        }
        Self::Unreachable {
            url: url.to_owned(),
            reason,
        }
    }

    /// Whether the same request may succeed later.
    #[must_use]
    pub const fn is_retryable(&self) -> bool {
        matches!(
            self,
            Self::Unreachable { .. }
                | Self::Refused {
                    status: 429 | 500..=599,
                    ..
                }
        )
    }

    /// How long to wait before the next try, as far as the board said.
    #[must_use]
    pub fn retry_after(&self) -> Option<Duration> {
        match self {
            Self::Refused { retry_after, .. } => retry_after.map(Duration::from_secs),
            _ => None,
        }
    }

    /// HTTP status of a refusal.
    #[must_use]
    pub const fn status(&self) -> Option<u16> {
        match self {
            Self::Refused { status, .. } => Some(*status),
            _ => None,
        }
    }

    /// The board's signed refusal of a voter's line, whoever signed it.
    #[must_use]
    pub fn refusal(&self) -> Option<&SignedRefusal> {
        match self {
            Self::Refused { problem, .. } => problem.refusal.as_deref(),
            _ => None,
        }
    }

    /// What to do about it.
    #[must_use]
    pub const fn hint(&self) -> &'static str {
        match self {
            Self::Unreachable { .. } => {
                "is the address right, and is the board running? Nothing is lost: try again"
            }
            Self::Refused { status: 404, .. } => "is it the right board and election id?",
            Self::Refused {
                status: 429 | 500..=599,
                ..
            } => "the board is busy or in trouble: try again later",
            Self::Refused { status: 409, .. } => {
                "nothing was posted: something else came first; read the log again, and start anew"
            }
            Self::Refused { .. } => "nothing was posted",
            Self::Malformed { .. } => "is this the address of an Ostrakon board of the same version?",
        }
    }
}
