//! Why the program cannot do what it was asked, and what to do about it.

/// An error with its remedy; what caused it may stand behind it.
#[derive(Debug, thiserror::Error)]
#[error("{message}")]
pub(crate) struct Failure {
    message: String,
    hint: &'static str,
    /// What the program exits with.
    code: u8,
}

impl Failure {
    /// Lower case, no full stop.
    pub(crate) fn new(message: impl Into<String>, hint: &'static str) -> Self {
        Self {
            message: message.into(),
            hint,
            code: 2,
        }
    }

    /// Of an input that is wrong, whoever looks at it.
    pub(crate) fn wrong(message: impl Into<String>, hint: &'static str) -> Self {
        Self {
            code: 1,
            ..Self::new(message, hint)
        }
    }

    /// What the program exits with after an error: 1 if an input is wrong, 2 if it could not be found out.
    pub(crate) fn code_of(error: &anyhow::Error) -> u8 {
        error.downcast_ref::<Self>().map_or(2, |failure| failure.code)
    }

    /// What to do about an error.
    pub(crate) fn hint_of(error: &anyhow::Error) -> &'static str {
        error
            .downcast_ref::<Self>()
            .map_or("see the messages above", |failure| failure.hint)
    }
}
