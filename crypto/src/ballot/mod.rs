//! Ballots (docs/protocol.md §7).
//!
//! - `style`: the rules of all contests, and the generators that their proofs need
//! - `seal`: encrypting and proving
//! - `proof`: the one transcript of a ballot's proofs
//! - `check`: checking, one by one and in batches
//! - `opening`: what a challenged ballot is opened with

mod check;
mod opening;
mod proof;
mod seal;
mod style;
#[cfg(test)]
mod tests;

pub use crate::proof::{
    allocation::{AllocationProof, LinkProof},
    range::RangeProof,
};
pub use check::{BallotError, BatchItem, challenges, check, check_batch};
pub use opening::{Opening, OpeningError, SecretOpening, check_opening};
pub(crate) use proof::{challenges as challenges_of, ranges_hold};
pub use seal::{SealError, seal, seal_openable};
pub use style::{BallotStyle, ContestRule, StyleError};

use crate::{
    elgamal::Ciphertext,
    group::{DecodeError, Point, Scalar},
    hash::Hash,
    transcript::{Label, ProofTranscript},
};

/// What a ballot is bound to, besides its own content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BallotContext {
    /// Hash of the open line.
    pub voting_context: Hash,
    /// Whose ballot.
    pub credential: Point,
    /// 1, 2, … for each credential.
    pub sequence: u32,
    /// Tracker of this credential's ballot before, or zeros.
    pub previous: Hash,
}

impl BallotContext {
    /// A transcript that starts with this context.
    pub(crate) fn transcript(&self, proof: &str) -> ProofTranscript {
        let mut transcript = ProofTranscript::new(proof);
        transcript.hash(Label::CONTEXT, &self.voting_context);
        transcript.point(Label::CREDENTIAL, &self.credential);
        transcript.number(Label::SEQUENCE, u64::from(self.sequence));
        transcript.hash(Label::PREVIOUS, &self.previous);
        transcript
    }
}

/// The encrypted choices and their proofs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SealedBallot {
    /// By contest, then option.
    pub ciphertexts: Vec<Vec<Ciphertext>>,
    /// Of all choose and score contests; none if there are none.
    pub proof: Option<BitsProof>,
    /// Of all allocate contests; none if there are none.
    pub allocations: Option<AllocationProof>,
}

impl SealedBallot {
    /// All proofs, one after the other.
    pub(crate) fn proof_bytes(&self) -> Vec<u8> {
        let bits = self.proof.as_ref().map(BitsProof::to_bytes);
        let allocations = self.allocations.as_ref().map(AllocationProof::to_bytes);
        let parts: Vec<Vec<u8>> = bits.into_iter().chain(allocations).collect();
        parts.concat()
    }
}

/// The committed-bits proof: V, A, E1, E2, f_1 … f_n, z, z_E: 32·(n + 6) bytes in this order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BitsProof {
    pub(crate) v: Point,
    pub(crate) a: Point,
    pub(crate) e1: Point,
    pub(crate) e2: Point,
    pub(crate) f: Vec<Scalar>,
    pub(crate) z: Scalar,
    pub(crate) z_e: Scalar,
}

impl BitsProof {
    /// Decodes a proof of any number of bits.
    ///
    /// # Errors
    /// If the length is no multiple of 32 or too short, or a part is not canonical, or a point the identity.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, DecodeError> {
        let wrong = DecodeError::Length {
            expected: 192.max(bytes.len().next_multiple_of(32)),
            found: bytes.len(),
        };
        let (parts, rest) = bytes.as_chunks::<32>();
        match parts {
            [v, a, e1, e2, f @ .., z, z_e] if rest.is_empty() => Ok(Self {
                v: Point::from_bytes(v)?,
                a: Point::from_bytes(a)?,
                e1: Point::from_bytes(e1)?,
                e2: Point::from_bytes(e2)?,
                f: f.iter().map(Scalar::from_bytes).collect::<Result<_, _>>()?,
                z: Scalar::from_bytes(z)?,
                z_e: Scalar::from_bytes(z_e)?,
            }),
            _ => Err(wrong),
        }
    }

    /// The proof's bytes.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let points = [&self.v, &self.a, &self.e1, &self.e2].map(|point| *point.as_bytes());
        [points.concat(), self.responses()].concat()
    }

    /// f_1 … f_n, z, z_E.
    pub(crate) fn responses(&self) -> Vec<u8> {
        let scalars = self.f.iter().chain([&self.z, &self.z_e]);
        scalars.map(Scalar::to_bytes).collect::<Vec<_>>().concat()
    }
}
