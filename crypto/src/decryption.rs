//! Partial decryption of sums, its combination by any t trustees, small discrete logarithms (docs/protocol.md §8).

use crate::{
    dkg::KeyShare,
    elgamal::Aggregate,
    group::{Element, Point, Scalar},
    hash::Hash,
    index::{Threshold, TrusteeIndex},
    proof::dlog_equality::{DlogEqualityProof, Statement},
    transcript::{Label, ProofTranscript},
};
use core::hash::{BuildHasherDefault, Hasher};
use rand_core::{CryptoRng, RngCore};
use std::collections::HashMap;

/// A trustee's part of the decryption of all sums.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartialDecryption {
    /// `D_c = x_j·C1_c` for every sum.
    pub shares: Vec<Element>,
    /// That all have the logarithm of the trustee's verification key.
    pub proof: DlogEqualityProof,
}

/// A partial decryption or a set of them that does not hold.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum DecryptionError {
    /// Not one share for each sum.
    #[error("trustee {trustee}: {found} decryption shares instead of {expected}")]
    ShareCount {
        /// Whose.
        trustee: TrusteeIndex,
        /// Number of sums.
        expected: usize,
        /// Number of shares.
        found: usize,
    },
    /// The proof.
    #[error("trustee {trustee}: the decryption proof does not verify")]
    Proof {
        /// Whose.
        trustee: TrusteeIndex,
    },
    /// Fewer than t.
    #[error("{found} of the {needed} partial decryptions needed")]
    TooFew {
        /// t.
        needed: usize,
        /// How many there are.
        found: usize,
    },
    /// Twice the same trustee, or one that the session does not have.
    #[error("trustee {trustee} is not one of the trustees, or is counted twice")]
    Trustee {
        /// Whose.
        trustee: TrusteeIndex,
    },
}

fn transcript(index: TrusteeIndex, context: &Hash) -> ProofTranscript {
    let mut transcript = ProofTranscript::new("partial-decryption");
    transcript.hash(Label::CONTEXT, context);
    transcript.number(Label::TRUSTEE, u64::from(index.get()));
    transcript
}

/// Decrypts a trustee's part. `context` binds the proof to election, close line and sums.
#[must_use]
pub fn decrypt<R: RngCore + CryptoRng>(
    share: &KeyShare,
    context: &Hash,
    aggregates: &[Aggregate],
    rng: &mut R,
) -> PartialDecryption {
    let bases: Vec<Element> = aggregates.iter().map(|aggregate| aggregate.c1).collect();
    let shares: Vec<Element> = bases
        .iter()
        .map(|base| *base * *share.secret().scalar())
        .collect();
    let key = share.verification_key();
    let statement = Statement {
        key: &key,
        bases: &bases,
        products: &shares,
    };
    let proof = DlogEqualityProof::prove(
        transcript(share.index(), context),
        share.secret(),
        &statement,
        rng,
    );
    PartialDecryption { shares, proof }
}

/// Checks a trustee's part.
///
/// # Errors
/// [`DecryptionError::ShareCount`] or [`DecryptionError::Proof`].
pub fn check(
    index: TrusteeIndex,
    verification_key: &Point,
    context: &Hash,
    aggregates: &[Aggregate],
    partial: &PartialDecryption,
) -> Result<(), DecryptionError> {
    let (expected, found) = (aggregates.len(), partial.shares.len());
    if expected != found {
        return Err(DecryptionError::ShareCount {
            trustee: index,
            expected,
            found,
        });
    }
    let bases: Vec<Element> = aggregates.iter().map(|aggregate| aggregate.c1).collect();
    let statement = Statement {
        key: verification_key,
        bases: &bases,
        products: &partial.shares,
    };
    partial
        .proof
        .verify(transcript(index, context), &statement)
        .map_err(|_| DecryptionError::Proof { trustee: index })
}

/// v·B for each sum, by Lagrange interpolation at 0 over exactly the given partial decryptions.
///
/// # Errors
/// If they are fewer than t, not of the session's trustees, or of other numbers of sums.
pub fn combine(
    threshold: Threshold,
    partials: &[(TrusteeIndex, &PartialDecryption)],
    aggregates: &[Aggregate],
) -> Result<Vec<Element>, DecryptionError> {
    let (needed, found) = (usize::from(threshold.threshold()), partials.len());
    if found < needed {
        return Err(DecryptionError::TooFew { needed, found });
    }
    for (position, (trustee, partial)) in partials.iter().enumerate() {
        let repeated = partials.iter().take(position).any(|(other, _)| other == trustee);
        if repeated || !threshold.contains(*trustee) {
            return Err(DecryptionError::Trustee { trustee: *trustee });
        }
        let (expected, found) = (aggregates.len(), partial.shares.len());
        if expected != found {
            return Err(DecryptionError::ShareCount {
                trustee: *trustee,
                expected,
                found,
            });
        }
    }
    let mut sums: Vec<Element> = aggregates.iter().map(|aggregate| aggregate.c2).collect();
    for (trustee, partial) in partials {
        let factor = trustee.lagrange(partials.iter().map(|(other, _)| *other));
        for (sum, share) in sums.iter_mut().zip(&partial.shares) {
            *sum -= Element::multiscalar_vartime([&factor], [share]);
        }
    }
    Ok(sums)
}

/// Discrete logarithms to the base B in a range of up to 2^40, by baby-step giant-step.
///
/// The table holds 8 bytes of the encodings of 2·iB for the baby steps i; a match is confirmed by computing. Giant
/// steps are encoded 256 at a time.
#[derive(Debug)]
pub struct DiscreteLog {
    table: HashMap<u64, u32, BuildHasherDefault<Fingerprint>>,
    steps: u64,
}

/// Elements encoded together.
const ENCODED_TOGETHER: usize = 256;
/// Most baby steps: 2^20.
const MOST_STEPS: u64 = 1 << 20;

/// The second 8 bytes of an encoding: as good as random, unlike the first, whose lowest bit is always 0.
fn fingerprint(encoding: &[u8; 32]) -> u64 {
    let (chunks, _) = encoding.as_chunks::<8>();
    chunks.get(1).map_or(0, |chunk| u64::from_le_bytes(*chunk))
}

/// Takes a fingerprint for its own hash: it is as good as random, and the table has no adversary.
#[derive(Clone, Copy, Debug, Default)]
struct Fingerprint(u64);

impl Hasher for Fingerprint {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.write_u64(u64::from(*byte));
        }
    }

    fn write_u64(&mut self, fingerprint: u64) {
        self.0 = self.0.rotate_left(8) ^ fingerprint;
    }
}

impl DiscreteLog {
    /// A table for logarithms up to `bound`: about twice its square root of entries, at most 2^20.
    #[must_use]
    pub fn new(bound: u64) -> Self {
        let steps = bound
            .isqrt()
            .saturating_mul(2)
            .saturating_add(1)
            .clamp(16, MOST_STEPS);
        let mut table = HashMap::with_capacity_and_hasher(
            usize::try_from(steps).unwrap_or(0),
            BuildHasherDefault::default(),
        );
        let mut element = Element::identity();
        let mut number = 0u32;
        while u64::from(number) < steps {
            let mut elements = Vec::with_capacity(ENCODED_TOGETHER);
            for _ in 0..ENCODED_TOGETHER {
                elements.push(element);
                element += Element::base();
            }
            for encoding in Element::double_and_encode_batch(&elements) {
                table.entry(fingerprint(&encoding)).or_insert(number);
                number = number.saturating_add(1);
            }
        }
        Self {
            table,
            steps: u64::from(number),
        }
    }

    /// The v in 0..=`bound` with vB = `element`, if there is one.
    #[must_use]
    pub fn solve(&self, element: &Element, bound: u64) -> Option<u64> {
        let giant = -Element::base_times(&Scalar::from_u64(self.steps));
        let mut current = *element;
        let mut start = 0u64;
        while start <= bound {
            let mut elements = Vec::with_capacity(ENCODED_TOGETHER);
            let mut number = start;
            while elements.len() < ENCODED_TOGETHER && number <= bound {
                elements.push(current);
                current += giant;
                number = number.saturating_add(self.steps);
            }
            for encoding in Element::double_and_encode_batch(&elements) {
                if let Some(low) = self.table.get(&fingerprint(&encoding)) {
                    let value = start.saturating_add(u64::from(*low));
                    if value <= bound && Element::base_times(&Scalar::from_u64(value)) == *element {
                        return Some(value);
                    }
                }
                start = start.saturating_add(self.steps);
            }
        }
        None
    }
}
