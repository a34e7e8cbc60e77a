//! Encrypting and proving (docs/protocol.md §7.4, §7.10).

use super::{BallotContext, BallotStyle, SealedBallot};
use crate::{
    elgamal::Ciphertext,
    group::{Element, Point, Scalar},
    proof::committed_bits::{self, Witness},
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
    let slacks = slacks(style, choices)?;
    // With its final capacity from the start: a vector that grows leaves copies behind that nobody erases.
    let mut values = Zeroizing::new(Vec::with_capacity(style.slots().len()));
    values.extend(choices.iter().flatten().copied());
    values.extend(slacks.iter().copied());
    seal_values(style, key, context, choices, values, rng)
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
        if let Some((minimum, maximum)) = rule.sum {
            let (options, blank) = values.split_at_checked(rule.options).unwrap_or((values, &[]));
            let (chosen, blank): (u32, u32) = (options.iter().sum(), blank.iter().sum());
            let sum = chosen + maximum * blank;
            if sum > maximum && chosen <= maximum {
                return Err(SealError::BlankAndMore { contest });
            }
            if !(minimum..=maximum).contains(&sum) {
                return Err(SealError::SumOutOfRange {
                    contest,
                    minimum,
                    maximum,
                });
            }
            slacks.push(maximum - sum);
        }
    }
    Ok(slacks)
}

/// [`seal`] without judging the values: tests forge with it.
fn seal_values<R: RngCore + CryptoRng>(
    style: &BallotStyle,
    key: &Point,
    context: &BallotContext,
    choices: &[Vec<u32>],
    values: Zeroizing<Vec<u32>>,
    rng: &mut R,
) -> Result<SealedBallot, SealError> {
    // Hedged like the nonces of proofs: a generator that repeats its state must not encrypt two values alike.
    let mut transcript = context.transcript("ballot-encryption");
    transcript.point(Label::KEY, key);
    let secrets = committed_bits::scalars(&values);
    let mut hedged = transcript.prover_rng(&secrets.iter().collect::<Vec<_>>(), rng);
    let mut randomness = Zeroizing::new(Vec::with_capacity(style.value_count()));
    let mut ciphertexts = Vec::with_capacity(choices.len());
    for contest in choices {
        let mut sealed = Vec::with_capacity(contest.len());
        for value in contest {
            let r = Scalar::random(&mut hedged);
            randomness.push(r);
            let message = Element::base_times_small(*value, u8::BITS);
            let c1 = Element::base_times(&r).to_point();
            let c2 = (message + key.element() * r).to_point();
            let (c1, c2) = c1.zip(c2).ok_or(SealError::Randomness)?;
            sealed.push(Ciphertext { c1, c2 });
        }
        ciphertexts.push(sealed);
    }
    let witness = Witness { values, randomness };
    let proof = committed_bits::prove(style, key, context, &ciphertexts, &witness, rng)
        .ok_or(SealError::Randomness)?;
    Ok(SealedBallot { ciphertexts, proof })
}
