//! A ballot's name (docs/record.md §4).

use core::fmt;
use data_encoding::Encoding;
use ostrakon_crypto::hash::Hash;
use serde::{Deserialize, Serialize};

/// SHA3-256 of a ballot line's unsigned body. Software compares it whole; people see 25 characters of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct BallotTracker(Hash);

impl BallotTracker {
    /// The tracker of a canonical unsigned ballot body.
    #[must_use]
    pub fn of(body: &[u8]) -> Self {
        Self(Hash::of(body))
    }

    /// A tracker from its hash.
    #[must_use]
    pub const fn from_hash(hash: Hash) -> Self {
        Self(hash)
    }

    /// The whole hash.
    #[must_use]
    pub const fn hash(&self) -> &Hash {
        &self.0
    }

    /// Whether `text` is this tracker: its 25 characters (any case, with or without hyphens) or its 64
    /// hexadecimal digits.
    #[must_use]
    pub fn matches(&self, text: &str) -> bool {
        let plain: String = text
            .chars()
            .filter(|c| !c.is_whitespace() && *c != '-')
            .collect::<String>()
            .to_ascii_uppercase();
        plain == self.to_string().replace('-', "") || plain == self.0.to_string().to_ascii_uppercase()
    }
}

/// Crockford's base32: no I, L, O, U.
fn crockford() -> Option<Encoding> {
    let mut specification = data_encoding::Specification::new();
    specification.symbols.push_str("0123456789ABCDEFGHJKMNPQRSTVWXYZ");
    specification.encoding().ok()
}

/// The first 125 bits as 25 Crockford base32 characters in groups of five.
impl fmt::Display for BallotTracker {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // 20 bytes are exactly 32 characters, so no padding bits enter.
        let prefix = self.0.as_bytes().get(..20).unwrap_or_default();
        let text = crockford().ok_or(fmt::Error)?.encode(prefix);
        for (position, character) in text.chars().take(25).enumerate() {
            if position > 0 && position % 5 == 0 {
                f.write_str("-")?;
            }
            write!(f, "{character}")?;
        }
        Ok(())
    }
}
