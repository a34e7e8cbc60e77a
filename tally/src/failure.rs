//! Why a command ends without having done its work, and what to do about it.

use crate::output::printable;
use bulletin_board_client::{ClientError, FollowError};

/// Something is wrong, or could not be found out.
#[derive(Debug, thiserror::Error)]
#[error("{problem}")]
pub(crate) struct Failure {
    problem: String,
    hint: String,
    code: u8,
    outlook: Outlook,
}

/// What may come after a failure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outlook {
    /// Nothing by itself.
    Final,
    /// The same may succeed in a moment.
    Retry,
    /// More can be done when the stick has been at the other machine.
    Carry,
}

impl Failure {
    /// The input or the record is wrong.
    pub(crate) fn wrong(problem: impl Into<String>, hint: impl Into<String>) -> Self {
        Self {
            problem: problem.into(),
            hint: hint.into(),
            code: 1,
            outlook: Outlook::Final,
        }
    }

    /// It could not be found out.
    pub(crate) fn unknown(problem: impl Into<String>, hint: impl Into<String>) -> Self {
        Self {
            problem: problem.into(),
            hint: hint.into(),
            code: 2,
            outlook: Outlook::Final,
        }
    }

    /// All is done that can be done before the stick has been at the other machine.
    pub(crate) fn carry(problem: impl Into<String>, hint: impl Into<String>) -> Self {
        Self {
            outlook: Outlook::Carry,
            ..Self::unknown(problem, hint)
        }
    }

    /// A fault of this program.
    #[expect(clippy::needless_pass_by_value, reason = "for map_err")]
    pub(crate) fn defect(problem: impl ToString) -> Self {
        Self::unknown(problem.to_string(), "this is a defect: please report it")
    }

    /// Whether the same may succeed in a moment.
    pub(crate) fn is_retryable(&self) -> bool {
        self.outlook == Outlook::Retry
    }

    /// What it is called.
    pub(crate) fn label(&self) -> &'static str {
        match self.outlook {
            Outlook::Carry => "not finished",
            Outlook::Final | Outlook::Retry => "error",
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

impl From<ostrakon_crypto::dkg::DkgError> for Failure {
    /// A fault in the key generation, with its culprit's name in it.
    fn from(error: ostrakon_crypto::dkg::DkgError) -> Self {
        trustee::Refusal::from(error).into()
    }
}

impl From<passphrase::ask::AskError> for Failure {
    fn from(error: passphrase::ask::AskError) -> Self {
        if error.is_wrong() {
            Self::wrong(error.to_string(), error.hint())
        } else {
            Self::unknown(error.to_string(), error.hint())
        }
    }
}

impl From<ClientError> for Failure {
    fn from(error: ClientError) -> Self {
        Self {
            outlook: if error.is_retryable() {
                Outlook::Retry
            } else {
                Outlook::Final
            },
            // The board's own words are in it.
            ..Self::unknown(printable(&error.to_string()), error.hint())
        }
    }
}

impl From<FollowError> for Failure {
    fn from(error: FollowError) -> Self {
        match error {
            FollowError::Client(error) => error.into(),
            error => Self::wrong(printable(&error.to_string()), error.hint()),
        }
    }
}
