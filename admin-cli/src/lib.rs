//! What the election official's tool reads and writes; the program itself is `election-admin`.
//!
//! - [`config`]: an election's definition in TOML
//! - [`places`]: where in a definition its fields are
//! - [`calendar`]: dates and POSIX seconds
//! - [`pabulib`]: real participatory-budgeting elections
//! - [`witnesses`]: who watches the log
//! - [`files`]: keys and other private files
//! - [`following`]: a log that is followed, and requests that may be lost
//! - [`output`]: the standard streams

pub mod calendar;
pub mod config;
pub mod files;
pub mod following;
pub mod output;
pub mod pabulib;
pub mod places;
pub mod witnesses;

/// Why a command ends without having done its work, and what to do about it.
#[derive(Debug, thiserror::Error)]
#[error("{problem}")]
pub struct Failure {
    problem: String,
    hint: String,
    code: u8,
}

impl Failure {
    /// The input, or what the board says, is wrong.
    #[must_use]
    pub fn wrong(problem: impl Into<String>, hint: impl Into<String>) -> Self {
        Self {
            problem: problem.into(),
            hint: hint.into(),
            code: 1,
        }
    }

    /// It could not be found out.
    #[must_use]
    pub fn unknown(problem: impl Into<String>, hint: impl Into<String>) -> Self {
        Self {
            problem: problem.into(),
            hint: hint.into(),
            code: 2,
        }
    }

    /// The remedy.
    #[must_use]
    pub fn hint(&self) -> &str {
        &self.hint
    }

    /// Exit code.
    #[must_use]
    pub const fn code(&self) -> u8 {
        self.code
    }
}

impl From<bulletin_board_client::ClientError> for Failure {
    fn from(error: bulletin_board_client::ClientError) -> Self {
        use bulletin_board_client::ClientError;
        // An answer that is no board's says nothing about the election.
        if error.is_retryable() || matches!(error, ClientError::Malformed { .. }) {
            Self::unknown(error.to_string(), error.hint())
        } else {
            Self::wrong(error.to_string(), error.hint())
        }
    }
}

impl From<bulletin_board_client::FollowError> for Failure {
    fn from(error: bulletin_board_client::FollowError) -> Self {
        match error {
            bulletin_board_client::FollowError::Client(error) => error.into(),
            error => Self::wrong(error.to_string(), error.hint()),
        }
    }
}
