//! The amounts of a whole ballot are in their ranges and their sums within the rules (docs/protocol.md §7.11, §7.12).
//!
//! Each amount is committed to once more, as V_j = v_j B + s_j H. Ranges are proved of the V_j and of what follows from
//! them; a link proof shows that V_j and the ciphertext hold the same amount.

use super::{
    committed_bits::{powers, scalars},
    range::{self, RangeGenerators, RangeProof},
};
use crate::{
    elgamal::Ciphertext,
    group::{DecodeError, Element, Point, Scalar},
    transcript::ProofTranscript,
};
use core::{
    num::Wrapping,
    ops::{Add, Sub},
};
use merlin::TranscriptRng;
use zeroize::Zeroizing;

/// Most range claims of one ballot: what a browser proves in a few seconds.
pub(crate) const CLAIM_LIMIT: usize = 64;

/// One allocate contest: amounts 0 … bound, and the limits of their sum.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Budget {
    pub(crate) options: usize,
    pub(crate) bound: u32,
    pub(crate) minimum: u32,
    pub(crate) maximum: u32,
}

impl Budget {
    /// How many values of 32 bits show that the contest obeys its rule.
    const fn claims(&self) -> usize {
        let bounded = if self.bound < self.maximum { 2 } else { 1 };
        let limits = if self.minimum > 0 { 2 } else { 1 };
        self.options.saturating_mul(bounded).saturating_add(limits)
    }
}

/// All allocate contests of a ballot.
#[derive(Debug)]
pub(crate) struct Allocation {
    budgets: Vec<Budget>,
    amounts: usize,
    generators: RangeGenerators,
}

impl Allocation {
    /// None without allocate contests; an error if they need too many claims.
    pub(crate) fn new(budgets: Vec<Budget>) -> Result<Option<Self>, usize> {
        let claims = budgets
            .iter()
            .fold(0usize, |sum, budget| sum.saturating_add(budget.claims()));
        if claims > CLAIM_LIMIT {
            return Err(claims);
        }
        Ok((claims > 0).then(|| Self {
            amounts: budgets.iter().map(|budget| budget.options).sum(),
            budgets,
            generators: RangeGenerators::new(claims),
        }))
    }

    /// Whether the proof has as many parts as it must have.
    pub(crate) fn fits(&self, proof: &AllocationProof) -> bool {
        proof.commitments.len() == self.amounts && proof.range.length() == self.generators.proof_length()
    }

    /// Lengths of the commitments, of the link and of the range proof in bytes.
    pub(crate) fn lengths(&self) -> [usize; 3] {
        [32 * self.amounts, 192, self.generators.proof_length()]
    }

    /// What must be in 0 … 2^32 − 1, from the amounts: as numbers, as blindings (where constants are 0) or as
    /// commitments.
    fn claims<T: Copy + Add<Output = T> + Sub<Output = T>>(
        &self,
        amounts: &[T],
        constant: impl Fn(u32) -> T,
    ) -> Vec<T> {
        let mut rest = amounts;
        let mut claims = Vec::with_capacity(self.budgets.iter().map(Budget::claims).sum());
        for budget in &self.budgets {
            let (amounts, after) = rest.split_at_checked(budget.options).unwrap_or((rest, &[]));
            rest = after;
            let sum = amounts.iter().fold(constant(0), |sum, amount| sum + *amount);
            claims.extend(amounts);
            if budget.bound < budget.maximum {
                claims.extend(amounts.iter().map(|amount| constant(budget.bound) - *amount));
            }
            claims.push(constant(budget.maximum) - sum);
            if budget.minimum > 0 {
                claims.push(sum - constant(budget.minimum));
            }
        }
        claims
    }

    /// Whether the range proof holds.
    pub(crate) fn ranges_hold(&self, transcript: &mut ProofTranscript, proof: &AllocationProof) -> bool {
        let commitments: Vec<Element> = proof.commitments.iter().map(Point::element).collect();
        let constant = |number| {
            let number = Scalar::from_u64(u64::from(number));
            Element::double_base_vartime(&Scalar::ZERO, &Element::identity(), &number)
        };
        let claims = self.claims(&commitments, constant);
        range::verify(&self.generators, transcript, &claims, &proof.range)
    }
}

/// What a ballot with allocate contests carries for them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AllocationProof {
    /// V_j of each amount.
    pub commitments: Vec<Point>,
    /// V_j and the ciphertexts hold the same amounts.
    pub link: LinkProof,
    /// The amounts obey the rules.
    pub range: RangeProof,
}

impl AllocationProof {
    /// Commitments, link and range proof, one after the other.
    pub(crate) fn to_bytes(&self) -> Vec<u8> {
        let commitments = self.commitments.iter().flat_map(|point| *point.as_bytes());
        commitments
            .chain(self.link.to_bytes())
            .chain(self.range.to_bytes())
            .collect()
    }
}

/// T1, T2, T3, z_a, z_b, z_c: 192 bytes in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LinkProof {
    pub(crate) announcements: Announcements,
    pub(crate) z_a: Scalar,
    pub(crate) z_b: Scalar,
    pub(crate) z_c: Scalar,
}

/// T1, T2, T3.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Announcements {
    pub(crate) t1: Point,
    pub(crate) t2: Point,
    pub(crate) t3: Point,
}

impl LinkProof {
    /// Decodes 192 bytes.
    ///
    /// # Errors
    /// If there are more or fewer, or a part is not canonical, or a point the identity.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, DecodeError> {
        let (parts, rest) = bytes.as_chunks::<32>();
        match parts {
            [t1, t2, t3, z_a, z_b, z_c] if rest.is_empty() => Ok(Self {
                announcements: Announcements {
                    t1: Point::from_bytes(t1)?,
                    t2: Point::from_bytes(t2)?,
                    t3: Point::from_bytes(t3)?,
                },
                z_a: Scalar::from_bytes(z_a)?,
                z_b: Scalar::from_bytes(z_b)?,
                z_c: Scalar::from_bytes(z_c)?,
            }),
            _ => Err(DecodeError::Length {
                expected: 192,
                found: bytes.len(),
            }),
        }
    }

    /// The proof's bytes.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let Announcements { t1, t2, t3 } = &self.announcements;
        let points = [t1, t2, t3].map(|point| *point.as_bytes());
        points.into_iter().flatten().chain(self.responses()).collect()
    }

    /// z_a, z_b, z_c.
    pub(crate) fn responses(&self) -> Vec<u8> {
        [&self.z_a, &self.z_b, &self.z_c].map(Scalar::to_bytes).concat()
    }
}

/// Secret input of the prover.
pub(crate) struct Witness {
    /// v_j.
    pub(crate) amounts: Zeroizing<Vec<u32>>,
    /// r_j.
    pub(crate) randomness: Zeroizing<Vec<Scalar>>,
}

/// A prover in the middle of its work.
pub(crate) struct Prover<'a> {
    allocation: &'a Allocation,
    witness: &'a Witness,
    amounts: Zeroizing<Vec<Scalar>>,
    blindings: Zeroizing<Vec<Scalar>>,
    nonces: Zeroizing<[Scalar; 3]>,
}

impl<'a> Prover<'a> {
    pub(crate) fn new(allocation: &'a Allocation, witness: &'a Witness, rng: &mut TranscriptRng) -> Self {
        Self {
            allocation,
            witness,
            amounts: scalars(&witness.amounts),
            blindings: Zeroizing::new(witness.amounts.iter().map(|_| Scalar::random(rng)).collect()),
            nonces: Zeroizing::new([(); 3].map(|()| Scalar::random(rng))),
        }
    }

    /// V_j = v_j B + s_j H.
    pub(crate) fn commitments(&self) -> Option<Vec<Point>> {
        let h = Element::pedersen_blinding();
        let pairs = self.amounts.iter().zip(self.blindings.iter());
        pairs
            .map(|(amount, blinding)| (Element::base_times(amount) + h * *blinding).to_point())
            .collect()
    }

    /// T1 = bB, T2 = aB + bK, T3 = aB + cH.
    pub(crate) fn announcements(&self, key: &Point) -> Option<Announcements> {
        let [a, b, c] = *self.nonces;
        let value = Element::base_times(&a);
        Some(Announcements {
            t1: Element::base_times(&b).to_point()?,
            t2: (value + key.element() * b).to_point()?,
            t3: (value + Element::pedersen_blinding() * c).to_point()?,
        })
    }

    /// z_a = a + xΣ y^j v_j, z_b = b + xΣ y^j r_j, z_c = c + xΣ y^j s_j.
    pub(crate) fn link(&self, announcements: &Announcements, y: Scalar, x: Scalar) -> LinkProof {
        let powers = powers(y, self.allocation.amounts);
        let respond = |nonce: &Scalar, secrets: &[Scalar]| {
            let combined = Zeroizing::new(
                powers
                    .iter()
                    .zip(secrets)
                    .fold(Scalar::ZERO, |sum, (power, secret)| sum + *power * *secret),
            );
            *nonce + x * *combined
        };
        let [a, b, c] = &*self.nonces;
        LinkProof {
            announcements: *announcements,
            z_a: respond(a, &self.amounts),
            z_b: respond(b, &self.witness.randomness),
            z_c: respond(c, &self.blindings),
        }
    }

    /// s_j.
    pub(crate) fn blindings(&self) -> &[Scalar] {
        &self.blindings
    }

    /// The range proof, on the transcript of everything before.
    pub(crate) fn ranges(
        &self,
        transcript: &mut ProofTranscript,
        rng: &mut TranscriptRng,
    ) -> Option<RangeProof> {
        let mut amounts = Zeroizing::new(Vec::with_capacity(self.allocation.amounts));
        amounts.extend(
            self.witness
                .amounts
                .iter()
                .map(|amount| Wrapping(u64::from(*amount))),
        );
        let claims = Zeroizing::new(
            self.allocation
                .claims(&amounts, |number| Wrapping(u64::from(number))),
        );
        let values: Zeroizing<Vec<u64>> = Zeroizing::new(claims.iter().map(|claim| claim.0).collect());
        let blindings = Zeroizing::new(self.allocation.claims(&self.blindings, |_| Scalar::ZERO));
        range::prove(&self.allocation.generators, transcript, &values, &blindings, rng)
    }
}

/// The link's three equations, as coefficients: T1 + Σ λ_j C1_j = z_b B, T2 + Σ λ_j C2_j = z_a B + z_b K, T3 +
/// Σ λ_j V_j = z_a B + z_c H with λ_j = x y^j.
pub(crate) fn link_lambda(allocation: &Allocation, y: Scalar, x: Scalar) -> Vec<Scalar> {
    powers(y, allocation.amounts)
        .into_iter()
        .map(|power| x * power)
        .collect()
}

/// Whether the link's equations hold.
pub(crate) fn link_holds(
    allocation: &Allocation,
    key: &Point,
    ciphertexts: &[&Ciphertext],
    proof: &AllocationProof,
    (y, x): (Scalar, Scalar),
) -> bool {
    let lambda = link_lambda(allocation, y, x);
    let LinkProof {
        announcements,
        z_a,
        z_b,
        z_c,
    } = &proof.link;
    let holds = |announcement: &Point, points: &[Element], fixed: &[(Scalar, Element)]| {
        Element::multiscalar_vartime(
            core::iter::once(&Scalar::ONE)
                .chain(&lambda)
                .chain(fixed.iter().map(|(scalar, _)| scalar)),
            core::iter::once(&announcement.element())
                .chain(points)
                .chain(fixed.iter().map(|(_, element)| element)),
        )
        .is_identity()
    };
    let elements = |of: fn(&Ciphertext) -> Element| -> Vec<Element> {
        ciphertexts.iter().map(|ciphertext| of(ciphertext)).collect()
    };
    let first = elements(|ciphertext| ciphertext.c1.element());
    let second = elements(|ciphertext| ciphertext.c2.element());
    let commitments: Vec<Element> = proof.commitments.iter().map(Point::element).collect();
    let (b, h) = (Element::base(), Element::pedersen_blinding());
    holds(&announcements.t1, &first, &[(-*z_b, b)])
        && holds(&announcements.t2, &second, &[(-*z_a, b), (-*z_b, key.element())])
        && holds(&announcements.t3, &commitments, &[(-*z_a, b), (-*z_c, h)])
}
