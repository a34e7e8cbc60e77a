//! JSON with exactly one form (docs/record.md §1): decoding and encoding again gives the same bytes.

use serde::{Serialize, de::DeserializeOwned};

/// Bytes that are not the one canonical form of a value.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CanonicalError {
    /// Not JSON, or not of the expected shape.
    #[error("{message}")]
    Malformed {
        /// What the decoder said, with line and column.
        message: String,
    },
    /// The same value has another, canonical form.
    #[error(
        "not in canonical form: white space, field order, escapes or numbers differ from the only allowed form"
    )]
    NotCanonical,
}

impl CanonicalError {
    /// Whether the decoder met the identity element, which no key, ciphertext, commitment or credential may be.
    #[must_use]
    pub fn is_identity(&self) -> bool {
        match self {
            Self::Malformed { message } => {
                message.contains(&ostrakon_crypto::group::DecodeError::Identity.to_string())
            }
            Self::NotCanonical => false,
        }
    }
}

/// Encodes a value in its canonical form.
///
/// # Panics
/// Never for the record's types: their maps have string keys, and their `Serialize` does not fail.
#[must_use]
pub fn encode<T: Serialize>(value: &T) -> String {
    #[expect(
        clippy::expect_used,
        reason = "the record's types have string keys and cannot fail to serialise"
    )]
    serde_json::to_string(value).expect("the record's types serialise")
}

/// Decodes a value, accepting only its canonical form.
///
/// # Errors
/// [`CanonicalError`] if the bytes are anything but what [`encode`] gives for the value.
pub fn decode<T: Serialize + DeserializeOwned>(bytes: &[u8]) -> Result<T, CanonicalError> {
    let value: T = serde_json::from_slice(bytes).map_err(|error| CanonicalError::Malformed {
        message: error.to_string(),
    })?;
    if encode(&value).as_bytes() == bytes {
        Ok(value)
    } else {
        Err(CanonicalError::NotCanonical)
    }
}
