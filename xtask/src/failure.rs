//! Errors with a remedy and an exit code.

use std::{error::Error, fmt};

/// What went wrong, what to do about it, and how the process ends.
#[derive(Debug)]
pub(crate) struct Failure {
    problem: String,
    hint: Option<String>,
    code: u8,
}

impl Failure {
    /// Something was checked and is wrong: exit code 1.
    pub(crate) fn wrong(problem: impl Into<String>) -> Self {
        Self {
            problem: problem.into(),
            hint: None,
            code: 1,
        }
    }

    /// Something could not be done or found out: exit code 2.
    pub(crate) fn unable(problem: impl Into<String>) -> Self {
        Self {
            problem: problem.into(),
            hint: None,
            code: 2,
        }
    }

    /// Adds the remedy.
    pub(crate) fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// The remedy in an error's chain.
    pub(crate) fn hint_of(error: &anyhow::Error) -> Option<&str> {
        error
            .chain()
            .find_map(|cause| cause.downcast_ref::<Self>()?.hint.as_deref())
    }

    /// The exit code that an error asks for.
    pub(crate) fn code_of(error: &anyhow::Error) -> u8 {
        error
            .chain()
            .find_map(|cause| Some(cause.downcast_ref::<Self>()?.code))
            .unwrap_or(2)
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.problem)
    }
}

impl Error for Failure {}

impl From<admin_cli::Failure> for Failure {
    fn from(failure: admin_cli::Failure) -> Self {
        Self {
            problem: failure.to_string(),
            hint: Some(failure.hint().to_owned()),
            code: failure.code(),
        }
    }
}
