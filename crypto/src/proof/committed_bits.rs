//! The values of a whole ballot are in their ranges and their sums within the rules (docs/protocol.md §7.3–7.5).
//!
//! All bits of all values and slacks are committed to together in V; the responses f answer for the bits, for the
//! plaintexts of all ciphertexts and for the rules at once.

use crate::{
    ballot::{BallotContext, BallotProof, BallotStyle},
    elgamal::Ciphertext,
    group::{Element, Point, Scalar},
    transcript::{Label, ProofTranscript},
};
use rand_core::{CryptoRng, RngCore};
use subtle::{Choice, ConditionallySelectable as _, ConstantTimeGreater as _};
use zeroize::Zeroizing;

/// A value in 0..=bound as bits: τ weights 1, 2, …, 2^{τ−2}, S − (2^{τ−1} − 1). Every value in the range has such a
/// form, and no other value has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Slot {
    pub(crate) weights: Vec<u32>,
}

impl Slot {
    pub(crate) fn new(bound: u32) -> Self {
        let length = u32::BITS - bound.leading_zeros();
        let weights = (0..length)
            .map(|bit| {
                if bit + 1 < length {
                    1 << bit
                } else {
                    bound - ((1 << bit) - 1)
                }
            })
            .collect();
        Self { weights }
    }

    /// Appends the bits of a value in range, in constant time.
    fn append_bits(&self, value: u32, bits: &mut Vec<u8>) {
        let Some((last, low)) = self.weights.split_last() else {
            return;
        };
        let threshold: u32 = low.iter().sum();
        let top = value.ct_gt(&threshold);
        let rest = value.wrapping_sub(u32::conditional_select(&0, last, top));
        for position in 0..low.len() {
            let [bit, ..] = ((rest >> position) & 1).to_le_bytes();
            bits.push(bit);
        }
        bits.push(top.unwrap_u8());
    }
}

/// Sums of weight × value over each slot, in order.
fn weighted_sums(slots: &[Slot], values: &[Scalar]) -> Vec<Scalar> {
    let mut values = values.iter();
    slots
        .iter()
        .map(|slot| {
            slot.weights
                .iter()
                .zip(values.by_ref())
                .fold(Scalar::ZERO, |sum, (weight, value)| {
                    sum + Scalar::from_u64(u64::from(*weight)) * *value
                })
        })
        .collect()
}

/// y, y², y³, …
fn powers(y: Scalar, count: usize) -> Vec<Scalar> {
    let mut power = Scalar::ONE;
    (0..count)
        .map(|_| {
            power = power * y;
            power
        })
        .collect()
}

/// Coefficients of one ballot's equations that follow from the challenge y.
struct Coefficients {
    /// y^j for each value.
    values: Vec<Scalar>,
    /// y^{m+k} for each rule.
    rules: Vec<Scalar>,
    /// λ_j = y^j + g_j y^{m+k} for value j under rule k.
    lambda: Vec<Scalar>,
}

impl Coefficients {
    fn new(style: &BallotStyle, y: Scalar) -> Self {
        let mut values = powers(y, style.value_count() + style.rules().len());
        let rules = values.split_off(style.value_count());
        let mut limited = rules.iter();
        let mut of_value = values.iter();
        let mut lambda = Vec::with_capacity(values.len());
        for contest in style.contests() {
            let (rule, maximum) = contest
                .sum
                .and_then(|(_, maximum)| Some((*limited.next()?, Scalar::from_u64(u64::from(maximum)))))
                .unwrap_or((Scalar::ZERO, Scalar::ZERO));
            let options = of_value.by_ref().take(contest.options);
            lambda.extend(options.map(|power| *power + rule));
            let blank = of_value.by_ref().take(usize::from(contest.blank));
            lambda.extend(blank.map(|power| *power + maximum * rule));
        }
        Self {
            values,
            rules,
            lambda,
        }
    }
}

/// Everything before the prover's first message.
fn statement(
    style: &BallotStyle,
    key: &Point,
    context: &BallotContext,
    ciphertexts: &[Vec<Ciphertext>],
) -> ProofTranscript {
    let mut transcript = context.transcript("ballot");
    transcript.count(Label::CONTESTS, style.contests().len());
    for contest in style.contests() {
        transcript.count(Label::OPTIONS, contest.options);
        transcript.number(Label::BOUND, u64::from(contest.bound));
        transcript.number(Label::SUM_LIMITED, u64::from(contest.sum.is_some()));
        let (minimum, maximum) = contest.sum.unwrap_or((0, 0));
        transcript.number(Label::SUM_MINIMUM, u64::from(minimum));
        transcript.number(Label::SUM_MAXIMUM, u64::from(maximum));
        transcript.number(Label::BLANK, u64::from(contest.blank));
    }
    transcript.point(Label::KEY, key);
    transcript.count(Label::CONTESTS, ciphertexts.len());
    for contest in ciphertexts {
        transcript.count(Label::OPTIONS, contest.len());
        for ciphertext in contest {
            transcript.point(Label::C1, &ciphertext.c1);
            transcript.point(Label::C2, &ciphertext.c2);
        }
    }
    transcript
}

/// The verifier's challenges, recomputed from the announcements.
pub(crate) struct Challenges {
    pub(crate) y: Scalar,
    pub(crate) x: Scalar,
}

pub(crate) fn challenges(
    style: &BallotStyle,
    key: &Point,
    context: &BallotContext,
    ciphertexts: &[Vec<Ciphertext>],
    proof: &BallotProof,
) -> Challenges {
    let mut transcript = statement(style, key, context, ciphertexts);
    transcript.point(Label::V, &proof.v);
    transcript.point(Label::A, &proof.a);
    let y = transcript.challenge(Label::CHALLENGE_Y);
    transcript.point(Label::E1, &proof.e1);
    transcript.point(Label::E2, &proof.e2);
    let x = transcript.challenge(Label::CHALLENGE_X);
    Challenges { y, x }
}

/// Secret input of the prover.
pub(crate) struct Witness {
    /// All values of all contests, then slacks of all rules with one.
    pub(crate) values: Zeroizing<Vec<u32>>,
    /// r_j of all values.
    pub(crate) randomness: Zeroizing<Vec<Scalar>>,
}

/// Values as scalars, erased when dropped.
pub(crate) fn scalars(values: &[u32]) -> Zeroizing<Vec<Scalar>> {
    Zeroizing::new(
        values
            .iter()
            .map(|value| Scalar::from_u64(u64::from(*value)))
            .collect(),
    )
}

/// Proves; constant time in the witness. `None` only if a commitment is the identity, which has a probability of
/// about 2^−252.
pub(crate) fn prove<R: RngCore + CryptoRng>(
    style: &BallotStyle,
    key: &Point,
    context: &BallotContext,
    ciphertexts: &[Vec<Ciphertext>],
    witness: &Witness,
    rng: &mut R,
) -> Option<BallotProof> {
    let generators = style.generators();
    let mut transcript = statement(style, key, context, ciphertexts);
    // With its final capacity from the start: a vector that grows leaves copies behind that nobody erases.
    let mut bits = Zeroizing::new(Vec::with_capacity(style.bit_count()));
    for (slot, value) in style.slots().iter().zip(witness.values.iter()) {
        slot.append_bits(*value, &mut bits);
    }
    let values = scalars(&witness.values);
    let secrets: Vec<&Scalar> = values.iter().chain(witness.randomness.iter()).collect();
    let mut nonces = transcript.prover_rng(&secrets, rng);

    let rho = Zeroizing::new(Scalar::random(&mut nonces));
    let alpha = Zeroizing::new(Scalar::random(&mut nonces));
    let sigma = Zeroizing::new(Scalar::random(&mut nonces));
    let blinds: Zeroizing<Vec<Scalar>> =
        Zeroizing::new(bits.iter().map(|_| Scalar::random(&mut nonces)).collect());

    // V = ρH + Σ b_i G_i + Σ a_i (1 − 2b_i) G'_i
    let signed: Zeroizing<Vec<Scalar>> = Zeroizing::new(
        bits.iter()
            .zip(blinds.iter())
            .map(|(bit, blind)| Scalar::conditional_select(blind, &-*blind, Choice::from(*bit)))
            .collect(),
    );
    let mut v = Element::multiscalar(
        core::iter::once(&*rho).chain(signed.iter()),
        core::iter::once(&generators.h).chain(&generators.primed),
    );
    for (bit, generator) in bits.iter().zip(&generators.plain) {
        v += Element::conditional_select(&Element::identity(), generator, Choice::from(*bit));
    }
    // A = αH + Σ a_i G_i − Σ a_i² G'_i
    let squares: Zeroizing<Vec<Scalar>> =
        Zeroizing::new(blinds.iter().map(|blind| -(*blind * *blind)).collect());
    let a = Element::multiscalar(
        core::iter::once(&*alpha)
            .chain(blinds.iter())
            .chain(squares.iter()),
        core::iter::once(&generators.h)
            .chain(&generators.plain)
            .chain(&generators.primed),
    );
    let (v, a) = (v.to_point()?, a.to_point()?);
    transcript.point(Label::V, &v);
    transcript.point(Label::A, &a);
    let coefficients = Coefficients::new(style, transcript.challenge(Label::CHALLENGE_Y));

    // e = Σ_j y^j α_j − Σ_k y^{m+k} α_{s_k}
    let sums = Zeroizing::new(weighted_sums(style.slots(), &blinds));
    let signed_powers = coefficients
        .values
        .iter()
        .copied()
        .chain(coefficients.rules.iter().map(|power| -*power));
    let e = Zeroizing::new(
        sums.iter()
            .zip(signed_powers)
            .fold(Scalar::ZERO, |sum, (alpha, power)| sum + power * *alpha),
    );
    let e1 = Element::base_times(&sigma).to_point()?;
    let e2 = (Element::base_times(&e) + key.element() * *sigma).to_point()?;
    transcript.point(Label::E1, &e1);
    transcript.point(Label::E2, &e2);
    let x = transcript.challenge(Label::CHALLENGE_X);

    let f = bits
        .iter()
        .zip(blinds.iter())
        .map(|(bit, blind)| Scalar::conditional_select(&Scalar::ZERO, &x, Choice::from(*bit)) + *blind)
        .collect();
    let combined = Zeroizing::new(
        coefficients
            .lambda
            .iter()
            .zip(witness.randomness.iter())
            .fold(Scalar::ZERO, |sum, (lambda, randomness)| {
                sum + *lambda * *randomness
            }),
    );
    Some(BallotProof {
        v,
        a,
        e1,
        e2,
        f,
        z: *alpha + x * *rho,
        z_e: *sigma + x * *combined,
    })
}

/// The three equations, each as coefficients of fixed generators and a list of points of the ballot.
pub(crate) struct Equations {
    /// −z, and for G_i and G'_i: −f_i, −f_i (x − f_i). With A and x·V.
    pub(crate) bits: BitsEquation,
    /// x·λ_j for C1_j and C2_j.
    pub(crate) lambda: Vec<Scalar>,
    /// φ.
    pub(crate) phi: Scalar,
}

/// A + xV − zH − Σ f_i G_i − Σ f_i (x − f_i) G'_i = 0.
pub(crate) struct BitsEquation {
    pub(crate) h: Scalar,
    pub(crate) plain: Vec<Scalar>,
    pub(crate) primed: Vec<Scalar>,
}

pub(crate) fn equations(style: &BallotStyle, proof: &BallotProof, challenges: &Challenges) -> Equations {
    let x = challenges.x;
    let coefficients = Coefficients::new(style, challenges.y);
    let sums = weighted_sums(style.slots(), &proof.f);
    let (of_values, of_slacks) = sums.split_at_checked(style.value_count()).unwrap_or((&sums, &[]));
    let values = of_values
        .iter()
        .zip(&coefficients.values)
        .fold(Scalar::ZERO, |sum, (value, power)| sum + *power * *value);
    let phi =
        style.rules().iter().zip(of_slacks).zip(&coefficients.rules).fold(
            values,
            |sum, ((rule, slack), power)| {
                sum + *power * (x * Scalar::from_u64(u64::from(rule.maximum)) - *slack)
            },
        );
    Equations {
        bits: BitsEquation {
            h: -proof.z,
            plain: proof.f.iter().map(|f| -*f).collect(),
            primed: proof.f.iter().map(|f| *f * (*f - x)).collect(),
        },
        lambda: coefficients.lambda.iter().map(|lambda| x * *lambda).collect(),
        phi,
    }
}

#[cfg(test)]
mod tests {
    use super::Slot;

    #[test]
    fn a_slot_holds_exactly_its_range() {
        for bound in (0..=1_000).chain([65_535, 65_536, 2_550_000]) {
            let slot = Slot::new(bound);
            assert_eq!(
                slot.weights.iter().sum::<u32>(),
                bound,
                "all bits set give the bound"
            );
            let values: Box<dyn Iterator<Item = u32>> = if bound <= 1_000 {
                Box::new(0..=bound)
            } else {
                Box::new([0, 1, bound / 2, bound / 2 + 1, bound - 1, bound].into_iter())
            };
            for value in values {
                let mut bits = Vec::new();
                slot.append_bits(value, &mut bits);
                assert_eq!(bits.len(), slot.weights.len());
                assert!(bits.iter().all(|bit| *bit <= 1));
                let sum: u32 = slot
                    .weights
                    .iter()
                    .zip(bits)
                    .map(|(weight, bit)| weight * u32::from(bit))
                    .sum();
                assert_eq!(sum, value, "bound {bound}");
            }
        }
    }
}
