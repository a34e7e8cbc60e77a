//! Who may vote, with which weight (docs/record.md §3.5).

use crate::manifest::COUNT_LIMIT;
use ostrakon_crypto::{
    group::Point,
    hash::{Hash, Hasher},
};
use serde::{Deserialize, Serialize};

/// Most voters in one roll part, so that it fits one line.
pub const PART_LIMIT: usize = 500;

/// One voter of the roll.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Voter {
    /// Public credential.
    pub credential: Point,
    /// How much the ballot counts, at least 1.
    pub weight: u32,
}

/// Running facts of a roll while its parts arrive in order.
#[derive(Clone, Debug)]
pub struct RollTotals {
    /// Number of voters.
    pub count: u64,
    /// Sum of weights.
    pub weight: u64,
    last: Option<Point>,
    digest: Hasher,
}

/// A voter who cannot be on the roll.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum RollError {
    /// Parts are numbered 1, 2, …
    #[error("roll part {found} instead of part {expected}")]
    Part {
        /// Next number.
        expected: u32,
        /// What the line says.
        found: u32,
    },
    /// A part is empty or too long.
    #[error("a roll part has {found} voters; allowed are 1 to {PART_LIMIT}")]
    PartLength {
        /// Number of voters.
        found: usize,
    },
    /// Not sorted, or the same credential twice.
    #[error(
        "voter {position} of the roll does not follow the one before: credentials must be sorted and unique"
    )]
    Order {
        /// Position on the roll, from 1.
        position: u64,
    },
    /// Weight 0 or a sum beyond what a tally can count.
    #[error(
        "voter {position} of the roll has weight {weight}: at least 1, and all weights together at most {COUNT_LIMIT} divided by the highest value of an option"
    )]
    Weight {
        /// Position on the roll, from 1.
        position: u64,
        /// The weight.
        weight: u32,
    },
    /// The seal differs from the parts.
    #[error("the roll's seal says {field} {sealed}, its parts say {counted}")]
    Seal {
        /// Which of count, weight and digest.
        field: &'static str,
        /// In the seal.
        sealed: String,
        /// In the parts.
        counted: String,
    },
}

impl Default for RollTotals {
    fn default() -> Self {
        let mut digest = Hasher::new();
        digest.update(b"ostrakon/v1/roll\n");
        Self {
            count: 0,
            weight: 0,
            last: None,
            digest,
        }
    }
}

impl RollTotals {
    /// Takes the next voter in.
    ///
    /// # Errors
    /// If the voter is out of order, repeated, or the weights leave their bounds; `highest` is the highest value of
    /// any option.
    pub fn push(&mut self, voter: &Voter, highest: u32) -> Result<(), RollError> {
        let position = self.count.saturating_add(1);
        let ordered = self
            .last
            .is_none_or(|last| last.as_bytes() < voter.credential.as_bytes());
        let weight = self.weight.saturating_add(u64::from(voter.weight));
        let heavy = weight
            .checked_mul(u64::from(highest))
            .is_none_or(|most| most > COUNT_LIMIT);
        self.count = position;
        self.weight = weight;
        self.last = Some(voter.credential);
        self.digest.update(voter.credential.as_bytes());
        self.digest.update(&voter.weight.to_be_bytes());
        if !ordered {
            return Err(RollError::Order { position });
        }
        if voter.weight == 0 || heavy {
            return Err(RollError::Weight {
                position,
                weight: voter.weight,
            });
        }
        Ok(())
    }

    /// SHA3-256 of all voters so far: credential, then weight as four bytes, the highest first.
    #[must_use]
    pub fn digest(&self) -> Hash {
        self.digest.clone().finish()
    }
}
