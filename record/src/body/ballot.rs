//! A cast ballot.

use super::encoding::{allocation_proof, bits_proof, ciphertext_lists};
use crate::{canonical, tracker::BallotTracker};
use ostrakon_crypto::{
    ballot::{AllocationProof, BallotContext, BallotStyle, BitsProof, SealedBallot},
    elgamal::Ciphertext,
    group::Point,
    hash::Hash,
};
use serde::{Deserialize, Serialize};

/// A cast ballot. Its hash is the tracker.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ballot {
    /// Voting context: hash of the open line.
    pub context: Hash,
    /// Whose ballot.
    pub credential: Point,
    /// 1, 2, … for each credential.
    pub sequence: u32,
    /// Tracker of this credential's ballot before, or zeros.
    pub previous: Hash,
    /// For each contest the ciphertexts of its options, then of the blank vote if there is one: C1, C2 of the first,
    /// C1, C2 of the second, …
    #[serde(with = "ciphertext_lists")]
    pub ciphertexts: Vec<Vec<Ciphertext>>,
    /// Of all choose and score contests; none if there are none.
    #[serde(with = "bits_proof")]
    pub proof: Option<BitsProof>,
    /// Of all allocate contests; none if there are none.
    #[serde(with = "allocation_proof")]
    pub allocations: Option<AllocationProof>,
}

impl Ballot {
    /// What the ballot is bound to.
    #[must_use]
    pub fn context(&self) -> BallotContext {
        BallotContext {
            voting_context: self.context,
            credential: self.credential,
            sequence: self.sequence,
            previous: self.previous,
        }
    }

    /// The encrypted part.
    #[must_use]
    pub fn sealed(&self) -> SealedBallot {
        SealedBallot {
            ciphertexts: self.ciphertexts.clone(),
            proof: self.proof.clone(),
            allocations: self.allocations.clone(),
        }
    }

    /// Length of the longest line that a ballot of a style can be.
    #[must_use]
    pub fn longest_line(style: &BallotStyle) -> usize {
        let text = |bytes: usize| bytes.saturating_mul(4).div_ceil(3).saturating_add(2);
        let lists = style.contests().iter();
        // A comma after every list but the last one.
        let lists =
            lists.map(|rule| text(Ciphertext::LENGTH.saturating_mul(rule.values())).saturating_add(1));
        let proof = style.proof_length().map_or(4, text);
        let allocations = style.allocation_lengths().map_or(4, |lengths| {
            let frame = r#"{"commitments":,"link":,"range":}"#.len();
            lengths
                .map(text)
                .iter()
                .fold(frame, |sum, part| sum.saturating_add(*part))
        });
        let zero = Hash::ZERO;
        let (key, signature) = ("A".repeat(43), "A".repeat(86));
        let frame = format!(
            r#"{{"seq":{},"prev":"{zero}","kind":"ballot","signer":"voter","body":{{"context":"{zero}","credential":"{key}","sequence":{},"previous":"{zero}","ciphertexts":[],"proof":,"allocations":}},"signature":"{signature}"}}"#,
            u64::MAX,
            u32::MAX,
        );
        lists
            .fold(frame.len(), usize::saturating_add)
            .saturating_sub(1)
            .saturating_add(proof)
            .saturating_add(allocations)
    }

    /// The ballot's name.
    #[must_use]
    pub fn tracker(&self) -> BallotTracker {
        BallotTracker::of(canonical::encode(self).as_bytes())
    }

    /// C1 of every ciphertext.
    pub(crate) fn c1s(&self) -> impl Iterator<Item = &[u8; 32]> {
        let ciphertexts = self.ciphertexts.iter().flatten();
        ciphertexts.map(|ciphertext| ciphertext.c1.as_bytes())
    }

    /// Whether a C1 occurs twice in it.
    pub(crate) fn repeats_itself(&self) -> bool {
        let mut own: Vec<_> = self.c1s().collect();
        own.sort_unstable();
        own.array_windows().any(|[first, second]| first == second)
    }
}
