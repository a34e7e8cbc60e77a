//! Why the program cannot serve, and what to do about it.

/// An error with its remedy; what caused it may stand behind it.
#[derive(Debug, thiserror::Error)]
#[error("{message}")]
pub(crate) struct Failure {
    message: String,
    hint: &'static str,
}

impl Failure {
    /// Lower case, no full stop.
    pub(crate) fn new(message: impl Into<String>, hint: &'static str) -> Self {
        Self {
            message: message.into(),
            hint,
        }
    }

    /// What to do about an error.
    pub(crate) fn hint_of(error: &anyhow::Error) -> &'static str {
        error
            .downcast_ref::<Self>()
            .map_or("see the messages above", |failure| failure.hint)
    }
}
