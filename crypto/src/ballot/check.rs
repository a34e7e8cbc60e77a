//! Checking ballots, one by one and in batches (docs/protocol.md §7.5, §9).

use super::{BallotContext, BallotStyle, SealedBallot, ranges_hold};
use crate::{
    credential::verify_ballot_signature,
    group::{Point, Scalar},
    hash::Hash,
    proof::{allocation, batch, committed_bits, schnorr::SchnorrProof},
    signature::Signature,
};
use core::borrow::Borrow;
use rand_core::{CryptoRng, RngCore};

/// Ballots in one multiscalar multiplication: more gain nothing.
const BATCH: usize = 512;

/// A ballot that does not hold.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum BallotError {
    /// Numbers of contests, options or proof elements are not the style's.
    #[error("the ballot has not the style's numbers of contests, options and proof elements")]
    Shape,
    /// The proof.
    #[error("the ballot's proof does not verify")]
    Proof,
    /// The voter's signature.
    #[error("the ballot's signature does not verify")]
    Signature,
}

fn has_shape(style: &BallotStyle, ballot: &SealedBallot) -> bool {
    style.fits(
        &ballot.ciphertexts,
        ballot.proof.as_ref(),
        ballot.allocations.as_ref(),
    )
}

/// Checks one ballot's proof; the signature is [`verify_ballot_signature`]'s.
///
/// # Errors
/// [`BallotError::Shape`] or [`BallotError::Proof`].
pub fn check(
    style: &BallotStyle,
    key: &Point,
    context: &BallotContext,
    ballot: &SealedBallot,
) -> Result<(), BallotError> {
    if !has_shape(style, ballot) {
        return Err(BallotError::Shape);
    }
    let challenges = super::proof::challenges(style, key, context, ballot);
    let (y, x) = (challenges.y, challenges.x);
    let (of_bits, of_amounts) = style.parted(&ballot.ciphertexts);
    let bits = ballot
        .proof
        .as_ref()
        .is_none_or(|proof| committed_bits::holds(style, key, &of_bits, proof, (y, x)));
    let link = style
        .allocation()
        .zip(ballot.allocations.as_ref())
        .is_none_or(|(allocation, proof)| {
            allocation::link_holds(allocation, key, &of_amounts, proof, (y, x))
        });
    if bits && link && ranges_hold(style, ballot, challenges) {
        Ok(())
    } else {
        Err(BallotError::Proof)
    }
}

/// The challenges y and x of a ballot's proof: for comparison with another implementation.
///
/// # Errors
/// [`BallotError::Shape`].
pub fn challenges(
    style: &BallotStyle,
    key: &Point,
    context: &BallotContext,
    ballot: &SealedBallot,
) -> Result<[Scalar; 2], BallotError> {
    if !has_shape(style, ballot) {
        return Err(BallotError::Shape);
    }
    let challenges = super::proof::challenges(style, key, context, ballot);
    Ok([challenges.y, challenges.x])
}

/// One ballot of a batch.
#[derive(Clone, Debug)]
pub struct BatchItem {
    /// What the ballot says that it is bound to.
    pub context: BallotContext,
    /// The encrypted choices.
    pub ballot: SealedBallot,
    /// Election id.
    pub election: Hash,
    /// Tracker: what the voter signed.
    pub tracker: Hash,
    /// The voter's signature.
    pub signature: Signature,
}

impl BatchItem {
    fn check(&self, style: &BallotStyle, key: &Point) -> Result<(), BallotError> {
        if !has_shape(style, &self.ballot) {
            return Err(BallotError::Shape);
        }
        verify_ballot_signature(
            &self.context.credential,
            &self.election,
            &self.tracker,
            &self.signature,
        )
        .map_err(|_| BallotError::Signature)?;
        check(style, key, &self.context, &self.ballot)
    }
}

/// Checks many ballots' proofs and signatures, 512 together in one multiscalar multiplication. Where they do not hold
/// together, halves are checked, and in the end single ballots by [`check`] and [`verify_ballot_signature`]. One
/// outcome an item, in order.
pub fn check_batch<R: RngCore + CryptoRng>(
    style: &BallotStyle,
    key: &Point,
    items: &[impl Borrow<BatchItem>],
    rng: &mut R,
) -> Vec<Result<(), BallotError>> {
    let items: Vec<&BatchItem> = items.iter().map(Borrow::borrow).collect();
    items
        .chunks(BATCH)
        .flat_map(|chunk| check_half(style, key, chunk, rng))
        .collect()
}

fn check_half<R: RngCore + CryptoRng>(
    style: &BallotStyle,
    key: &Point,
    items: &[&BatchItem],
    rng: &mut R,
) -> Vec<Result<(), BallotError>> {
    if let [item] = items {
        return vec![item.check(style, key)];
    }
    let decoded: Option<Vec<(&BatchItem, SchnorrProof)>> = items
        .iter()
        .map(|&item| {
            let signature = SchnorrProof::from_bytes(item.signature.as_bytes()).ok()?;
            has_shape(style, &item.ballot).then_some((item, signature))
        })
        .collect();
    if decoded.is_some_and(|decoded| batch::all_hold(style, key, &decoded, rng)) {
        return vec![Ok(()); items.len()];
    }
    let (left, right) = items.split_at(items.len() / 2);
    let mut outcomes = check_half(style, key, left, rng);
    outcomes.extend(check_half(style, key, right, rng));
    outcomes
}
