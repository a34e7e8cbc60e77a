//! The roll, rehearsals, opening.

use crate::roll::Voter;
use ostrakon_crypto::{group::Point, hash::Hash, proof::schnorr::SchnorrProof};
use serde::{Deserialize, Serialize};

/// Some voters.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RollPart {
    /// 1, 2, …
    pub part: u32,
    /// 1 to 500, sorted by credential.
    pub voters: Vec<Voter>,
}

/// The complete roll.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RollSeal {
    /// Number of voters.
    pub count: u64,
    /// Sum of weights.
    pub weight: u64,
    /// [`crate::roll::RollTotals::digest`].
    pub digest: Hash,
}

/// A trustee can still decrypt.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rehearsal {
    /// Hash of the roll-seal line.
    pub roll: Hash,
    /// Proof of knowledge of `x_i`, bound to `roll`.
    pub possession: SchnorrProof,
}

/// Voting begins. The hash of this line is the voting context.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Open {
    /// POSIX seconds.
    pub time: u64,
    /// K.
    pub key: Point,
    /// The roll's digest.
    pub roll: Hash,
}
