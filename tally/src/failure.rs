//! Why a command ends without having done its work, and what to do about it.

use bulletin_board_client::{ClientError, FollowError};

/// Something is wrong, or could not be found out.
#[derive(Debug, thiserror::Error)]
#[error("{problem}")]
pub(crate) struct Failure {
    problem: String,
    hint: String,
    code: u8,
}

impl Failure {
    /// The input or the record is wrong.
    pub(crate) fn wrong(problem: impl Into<String>, hint: impl Into<String>) -> Self {
        Self {
            problem: problem.into(),
            hint: hint.into(),
            code: 1,
        }
    }

    /// It could not be found out.
    pub(crate) fn unknown(problem: impl Into<String>, hint: impl Into<String>) -> Self {
        Self {
            problem: problem.into(),
            hint: hint.into(),
            code: 2,
        }
    }

    /// The remedy.
    pub(crate) fn hint(&self) -> &str {
        &self.hint
    }

    /// Exit code.
    pub(crate) const fn code(&self) -> u8 {
        self.code
    }
}

impl From<ClientError> for Failure {
    fn from(error: ClientError) -> Self {
        Self::unknown(error.to_string(), error.hint())
    }
}

impl From<FollowError> for Failure {
    fn from(error: FollowError) -> Self {
        if error.client().is_some() {
            Self::unknown(error.to_string(), error.hint())
        } else {
            Self::wrong(error.to_string(), error.hint())
        }
    }
}
