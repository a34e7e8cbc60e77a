//! Trustee indices and thresholds (docs/protocol.md §6.1).

use crate::group::Scalar;
use core::{fmt, num::NonZeroU8};
use serde::{Deserialize, Serialize};

/// A number that is no index or threshold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum IndexError {
    /// A polynomial's value at 0 is the secret itself.
    #[error("a trustee's index is 1 to 255, not 0")]
    Zero,
    /// t is not in 1..=n.
    #[error(
        "a threshold of {threshold} of {trustees} is impossible: it must be from 1 to the number of trustees"
    )]
    Threshold {
        /// t.
        threshold: u8,
        /// n.
        trustees: u8,
    },
}

/// A trustee's number, 1 to 255: where the polynomials are evaluated. Never 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct TrusteeIndex(NonZeroU8);

impl TrusteeIndex {
    /// 1.
    pub const FIRST: Self = Self(NonZeroU8::MIN);

    /// An index.
    ///
    /// # Errors
    /// [`IndexError::Zero`].
    pub fn new(value: u8) -> Result<Self, IndexError> {
        NonZeroU8::new(value).map(Self).ok_or(IndexError::Zero)
    }

    /// The number.
    #[must_use]
    pub const fn get(self) -> u8 {
        self.0.get()
    }

    /// The coefficient of Lagrange of this index among all of a set's, at 0: `Π_{i≠j} i / (i − j)`.
    pub(crate) fn lagrange(self, all: impl Iterator<Item = Self>) -> Scalar {
        let own = Scalar::from_u64(u64::from(self.get()));
        let (numerator, denominator) = all.filter(|other| *other != self).fold(
            (Scalar::ONE, Scalar::ONE),
            |(numerator, denominator), other| {
                let other = Scalar::from_u64(u64::from(other.get()));
                (numerator * other, denominator * (other - own))
            },
        );
        numerator * denominator.invert()
    }
}

impl fmt::Display for TrusteeIndex {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// t of n trustees can decrypt, 1 ≤ t ≤ n ≤ 255.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Threshold {
    threshold: u8,
    trustees: u8,
}

impl Threshold {
    /// t of n.
    ///
    /// # Errors
    /// [`IndexError::Threshold`] if t is 0 or more than n.
    pub const fn new(threshold: u8, trustees: u8) -> Result<Self, IndexError> {
        if threshold == 0 || threshold > trustees {
            return Err(IndexError::Threshold { threshold, trustees });
        }
        Ok(Self { threshold, trustees })
    }

    /// t.
    #[must_use]
    pub const fn threshold(self) -> u8 {
        self.threshold
    }

    /// n.
    #[must_use]
    pub const fn trustees(self) -> u8 {
        self.trustees
    }

    /// 1, 2, …, n.
    pub fn indices(self) -> impl Iterator<Item = TrusteeIndex> {
        (1..=self.trustees).filter_map(|value| TrusteeIndex::new(value).ok())
    }

    /// Whether an index is at most n.
    #[must_use]
    pub const fn contains(self, index: TrusteeIndex) -> bool {
        index.get() <= self.trustees
    }
}
