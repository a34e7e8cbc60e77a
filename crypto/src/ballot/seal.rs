//! Encrypting and proving (docs/protocol.md §7.4, §7.10).

use super::{
    BallotContext, BallotStyle, ContestRule, SealedBallot, SecretOpening,
    proof::{self, Witness},
};
use crate::{
    elgamal::Ciphertext,
    group::{Element, Point, Scalar},
    proof::{allocation, committed_bits},
    transcript::Label,
};
use rand_core::{CryptoRng, RngCore};
use zeroize::Zeroizing;

/// Choices that cannot be sealed. Positions count from 0.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SealError {
    /// Not one list for each contest.
    #[error("choices for {found} contests instead of {expected}")]
    ContestCount {
        /// Contests of the style.
        expected: usize,
        /// Lists given.
        found: usize,
    },
    /// Not one value for each option, and one for the blank vote if there is one.
    #[error("contest {contest}: {found} values instead of {expected}")]
    OptionCount {
        /// Position of the contest.
        contest: usize,
        /// Values that the contest has.
        expected: usize,
        /// Values given.
        found: usize,
    },
    /// A value above the bound.
    #[error("contest {contest}, option {option}: the value is more than {bound}")]
    OptionOutOfRange {
        /// Position of the contest.
        contest: usize,
        /// Position of the option.
        option: usize,
        /// Highest value.
        bound: u32,
    },
    /// Too many or too few.
    #[error("contest {contest}: the values must add up to at least {minimum} and at most {maximum}")]
    SumOutOfRange {
        /// Position of the contest.
        contest: usize,
        /// Smallest sum.
        minimum: u32,
        /// Largest sum.
        maximum: u32,
    },
    /// A blank vote beside others.
    #[error("contest {contest}: a blank vote excludes every other choice")]
    BlankAndMore {
        /// Position of the contest.
        contest: usize,
    },
    /// The random generator gave zero where that has a probability of 2^−252: it is broken.
    #[error("the random generator is broken")]
    Randomness,
}

/// Encrypts choices (by contest: the value of each option, then 0 or 1 for the blank vote if the contest has one) and
/// proves that they obey the rules. Constant time in the choices, as long as they obey the rules.
///
/// # Errors
/// If they do not.
pub fn seal<R: RngCore + CryptoRng>(
    style: &BallotStyle,
    key: &Point,
    context: &BallotContext,
    choices: &[Vec<u32>],
    rng: &mut R,
) -> Result<SealedBallot, SealError> {
    seal_openable(style, key, context, choices, rng).map(|(ballot, _)| ballot)
}

/// [`seal`], and what would open the ballot.
///
/// # Errors
/// If the choices break a rule.
pub fn seal_openable<R: RngCore + CryptoRng>(
    style: &BallotStyle,
    key: &Point,
    context: &BallotContext,
    choices: &[Vec<u32>],
    rng: &mut R,
) -> Result<(SealedBallot, SecretOpening), SealError> {
    let slacks = slacks(style, choices)?;
    seal_values(style, key, context, choices, &slacks, rng)
}

fn slacks(style: &BallotStyle, choices: &[Vec<u32>]) -> Result<Zeroizing<Vec<u32>>, SealError> {
    if choices.len() != style.contests().len() {
        return Err(SealError::ContestCount {
            expected: style.contests().len(),
            found: choices.len(),
        });
    }
    let mut slacks = Zeroizing::new(Vec::with_capacity(style.rules().len()));
    for (contest, (rule, values)) in style.contests().iter().zip(choices).enumerate() {
        if values.len() != rule.values() {
            return Err(SealError::OptionCount {
                contest,
                expected: rule.values(),
                found: values.len(),
            });
        }
        let too_high = |(option, value): (usize, &u32)| {
            let bound = rule.bound_at(option);
            (*value > bound).then_some((option, bound))
        };
        if let Some((option, bound)) = values.iter().enumerate().find_map(too_high) {
            return Err(SealError::OptionOutOfRange {
                contest,
                option,
                bound,
            });
        }
        if let Some((lo, hi)) = rule.sum {
            let (options, blank) = values.split_at_checked(rule.options).unwrap_or((values, &[]));
            let total = |values: &[u32]| values.iter().copied().map(u64::from).sum::<u64>();
            let (minimum, maximum) = (u64::from(lo), u64::from(hi));
            let chosen = total(options);
            let sum = chosen + maximum * total(blank);
            if sum > maximum && chosen <= maximum {
                return Err(SealError::BlankAndMore { contest });
            }
            let slack = maximum.checked_sub(sum).filter(|_| sum >= minimum);
            let slack = slack.and_then(|slack| u32::try_from(slack).ok());
            let slack = slack.ok_or(SealError::SumOutOfRange {
                contest,
                minimum: lo,
                maximum: hi,
            })?;
            if !rule.allocate {
                slacks.push(slack);
            }
        }
    }
    Ok(slacks)
}

/// [`seal_openable`] without judging the values: tests forge with it.
pub(super) fn seal_values<R: RngCore + CryptoRng>(
    style: &BallotStyle,
    key: &Point,
    context: &BallotContext,
    choices: &[Vec<u32>],
    slacks: &[u32],
    rng: &mut R,
) -> Result<(SealedBallot, SecretOpening), SealError> {
    // With their final capacity from the start: a vector that grows leaves copies behind that nobody erases.
    let total = style.contests().iter().map(ContestRule::values).sum();
    let parted = |allocate| {
        let mut values = Zeroizing::new(Vec::with_capacity(total + slacks.len()));
        let contests = style.contests().iter().zip(choices);
        for (_, contest) in contests.filter(|(rule, _)| rule.allocate == allocate) {
            values.extend_from_slice(contest);
        }
        values
    };
    let (mut values, amounts) = (parted(false), parted(true));
    values.extend_from_slice(slacks);
    // Hedged like the nonces of proofs: a generator that repeats its state must not encrypt two values alike.
    let mut transcript = context.transcript("ballot-encryption");
    transcript.point(Label::KEY, key);
    let (value_scalars, amount_scalars) = (
        committed_bits::scalars(&values),
        committed_bits::scalars(&amounts),
    );
    let secrets: Vec<&Scalar> = value_scalars.iter().chain(amount_scalars.iter()).collect();
    let mut hedged = transcript.prover_rng(&secrets, rng);
    let mut randomness = Zeroizing::new(Vec::with_capacity(total));
    let mut amount_randomness = Zeroizing::new(Vec::with_capacity(total));
    let mut opening = Zeroizing::new(Vec::with_capacity(choices.len()));
    let mut ciphertexts = Vec::with_capacity(choices.len());
    for (rule, contest) in style.contests().iter().zip(choices) {
        let (randomness, width) = if rule.allocate {
            (&mut amount_randomness, u32::BITS)
        } else {
            (&mut randomness, u8::BITS)
        };
        let mut sealed = Vec::with_capacity(contest.len());
        let mut drawn = Vec::with_capacity(contest.len());
        for value in contest {
            let r = Scalar::random(&mut hedged);
            randomness.push(r);
            drawn.push(r);
            let message = Element::base_times_small(*value, width);
            let c1 = Element::base_times(&r).to_point();
            let c2 = (message + key.element() * r).to_point();
            let (c1, c2) = c1.zip(c2).ok_or(SealError::Randomness)?;
            sealed.push(Ciphertext { c1, c2 });
        }
        ciphertexts.push(sealed);
        opening.push(drawn);
    }
    let witness = Witness {
        bits: committed_bits::Witness { values, randomness },
        amounts: allocation::Witness {
            amounts,
            randomness: amount_randomness,
        },
    };
    let (proof, allocations) =
        proof::prove(style, key, context, &ciphertexts, &witness, rng).ok_or(SealError::Randomness)?;
    let ballot = SealedBallot {
        ciphertexts,
        proof,
        allocations,
    };
    Ok((ballot, SecretOpening::new(choices, opening)))
}
