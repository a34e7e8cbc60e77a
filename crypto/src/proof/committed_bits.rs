//! The values of a whole ballot are in their ranges and their sums within the rules (docs/protocol.md §7.4–7.5).
//!
//! All bits of all values and slacks are committed to together in V; the responses f answer for the bits, for the
//! plaintexts of all ciphertexts and for the rules at once.

use crate::{
    ballot::{BallotStyle, BitsProof},
    elgamal::Ciphertext,
    group::{Element, Point, Scalar},
};
use merlin::TranscriptRng;
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
pub(crate) fn powers(y: Scalar, count: usize) -> Vec<Scalar> {
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
        for contest in style.contests().iter().filter(|contest| !contest.allocate) {
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

/// Secret input of the prover.
pub(crate) struct Witness {
    /// All values of choose and score contests, then slacks of their rules with one.
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

/// A prover in the middle of its work; constant time in the witness.
pub(crate) struct Prover<'a> {
    style: &'a BallotStyle,
    witness: &'a Witness,
    bits: Zeroizing<Vec<u8>>,
    blinds: Zeroizing<Vec<Scalar>>,
    rho: Zeroizing<Scalar>,
    alpha: Zeroizing<Scalar>,
    sigma: Zeroizing<Scalar>,
}

impl<'a> Prover<'a> {
    pub(crate) fn new(style: &'a BallotStyle, witness: &'a Witness, nonces: &mut TranscriptRng) -> Self {
        // With its final capacity from the start: a vector that grows leaves copies behind that nobody erases.
        let mut bits = Zeroizing::new(Vec::with_capacity(style.bit_count()));
        for (slot, value) in style.slots().iter().zip(witness.values.iter()) {
            slot.append_bits(*value, &mut bits);
        }
        let mut random = || Zeroizing::new(Scalar::random(nonces));
        let (rho, alpha, sigma) = (random(), random(), random());
        let blinds = Zeroizing::new(bits.iter().map(|_| Scalar::random(nonces)).collect());
        Self {
            style,
            witness,
            bits,
            blinds,
            rho,
            alpha,
            sigma,
        }
    }

    /// V and A. `None` only if one is the identity, which has a probability of about 2^−252.
    pub(crate) fn commitments(&self) -> Option<(Point, Point)> {
        let generators = self.style.generators();
        // V = ρH + Σ b_i G_i + Σ a_i (1 − 2b_i) G'_i
        let signed: Zeroizing<Vec<Scalar>> = Zeroizing::new(
            self.bits
                .iter()
                .zip(self.blinds.iter())
                .map(|(bit, blind)| Scalar::conditional_select(blind, &-*blind, Choice::from(*bit)))
                .collect(),
        );
        let mut v = Element::multiscalar(
            core::iter::once(&*self.rho).chain(signed.iter()),
            core::iter::once(&generators.h).chain(&generators.primed),
        );
        for (bit, generator) in self.bits.iter().zip(&generators.plain) {
            v += Element::conditional_select(&Element::identity(), generator, Choice::from(*bit));
        }
        // A = αH + Σ a_i G_i − Σ a_i² G'_i
        let squares: Zeroizing<Vec<Scalar>> =
            Zeroizing::new(self.blinds.iter().map(|blind| -(*blind * *blind)).collect());
        let a = Element::multiscalar(
            core::iter::once(&*self.alpha)
                .chain(self.blinds.iter())
                .chain(squares.iter()),
            core::iter::once(&generators.h)
                .chain(&generators.plain)
                .chain(&generators.primed),
        );
        v.to_point().zip(a.to_point())
    }

    /// E1 and E2, for the challenge y.
    pub(crate) fn announcements(&self, key: &Point, y: Scalar) -> Option<(Point, Point)> {
        let coefficients = Coefficients::new(self.style, y);
        // e = Σ_j y^j α_j − Σ_k y^{m+k} α_{s_k}
        let sums = Zeroizing::new(weighted_sums(self.style.slots(), &self.blinds));
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
        let e1 = Element::base_times(&self.sigma).to_point();
        let e2 = (Element::base_times(&e) + key.element() * *self.sigma).to_point();
        e1.zip(e2)
    }

    /// f, z and z_E, for the challenges y and x.
    pub(crate) fn responses(&self, y: Scalar, x: Scalar) -> (Vec<Scalar>, Scalar, Scalar) {
        let f = self
            .bits
            .iter()
            .zip(self.blinds.iter())
            .map(|(bit, blind)| Scalar::conditional_select(&Scalar::ZERO, &x, Choice::from(*bit)) + *blind)
            .collect();
        let combined = Zeroizing::new(
            Coefficients::new(self.style, y)
                .lambda
                .iter()
                .zip(self.witness.randomness.iter())
                .fold(Scalar::ZERO, |sum, (lambda, randomness)| {
                    sum + *lambda * *randomness
                }),
        );
        (f, *self.alpha + x * *self.rho, *self.sigma + x * *combined)
    }
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

pub(crate) fn equations(style: &BallotStyle, proof: &BitsProof, (y, x): (Scalar, Scalar)) -> Equations {
    let coefficients = Coefficients::new(style, y);
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

/// Whether the three equations hold.
pub(crate) fn holds(
    style: &BallotStyle,
    key: &Point,
    ciphertexts: &[&Ciphertext],
    proof: &BitsProof,
    (y, x): (Scalar, Scalar),
) -> bool {
    let equations = equations(style, proof, (y, x));
    let generators = style.generators();
    let bits = Element::multiscalar_vartime(
        [&Scalar::ONE, &x, &equations.bits.h]
            .into_iter()
            .chain(&equations.bits.plain)
            .chain(&equations.bits.primed),
        [&proof.a.element(), &proof.v.element(), &generators.h]
            .into_iter()
            .chain(&generators.plain)
            .chain(&generators.primed),
    );
    let first: Vec<Element> = ciphertexts
        .iter()
        .map(|ciphertext| ciphertext.c1.element())
        .collect();
    let second: Vec<Element> = ciphertexts
        .iter()
        .map(|ciphertext| ciphertext.c2.element())
        .collect();
    let randomness = Element::multiscalar_vartime(
        [&Scalar::ONE, &-proof.z_e].into_iter().chain(&equations.lambda),
        [&proof.e1.element(), &Element::base()].into_iter().chain(&first),
    );
    let values = Element::multiscalar_vartime(
        [&Scalar::ONE, &-equations.phi, &-proof.z_e]
            .into_iter()
            .chain(&equations.lambda),
        [&proof.e2.element(), &Element::base(), &key.element()]
            .into_iter()
            .chain(&second),
    );
    bits.is_identity() && randomness.is_identity() && values.is_identity()
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
