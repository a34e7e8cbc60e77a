//! Committed values are in 0 … 2^32 − 1 (docs/protocol.md §7.13): aggregated Bulletproofs, as the crate of that name
//! makes them.

use crate::{
    group::{DecodeError, Element, Point, Scalar},
    transcript::{Label, ProofTranscript, TranscriptStream},
};
use bulletproofs::{BulletproofGens, PedersenGens, RangeProof as Bulletproof};
use core::fmt;
use merlin::TranscriptRng;
use zeroize::Zeroizing;

/// Bits of a value.
const BITS: usize = 32;

/// Generators for a fixed number of values, a power of two.
pub(crate) struct RangeGenerators {
    values: usize,
    pedersen: PedersenGens,
    vectors: BulletproofGens,
}

impl RangeGenerators {
    /// For at least this many values.
    pub(crate) fn new(values: usize) -> Self {
        let values = values.next_power_of_two();
        Self {
            values,
            pedersen: PedersenGens::default(),
            vectors: BulletproofGens::new(BITS, values),
        }
    }

    /// Length of a proof in bytes: 32·(9 + 2·log2(32·values)).
    pub(crate) fn proof_length(&self) -> usize {
        let length = BITS.saturating_mul(self.values);
        let halvings =
            core::iter::successors(Some(length), |length| Some(length / 2).filter(|half| *half > 0));
        32 * (9 + 2 * halvings.skip(1).count())
    }
}

impl fmt::Debug for RangeGenerators {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RangeGenerators")
            .field("values", &self.values)
            .finish_non_exhaustive()
    }
}

/// A, S, T_1, T_2, t_x, t_x_blinding, e_blinding, then L, R of each halving, then a, b.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RangeProof(Vec<u8>);

impl RangeProof {
    /// Decodes a proof of any number of values.
    ///
    /// # Errors
    /// If no proof has this length, or a part is not canonical, or a point the identity.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, DecodeError> {
        let wrong = DecodeError::Length {
            expected: 288.max(bytes.len().next_multiple_of(64).saturating_add(32)),
            found: bytes.len(),
        };
        let (parts, rest) = bytes.as_chunks::<32>();
        let [
            a,
            s,
            t_1,
            t_2,
            t_x,
            t_x_blinding,
            e_blinding,
            halvings @ ..,
            last_a,
            last_b,
        ] = parts
        else {
            return Err(wrong);
        };
        if !rest.is_empty() || halvings.len() % 2 != 0 {
            return Err(wrong);
        }
        for point in [a, s, t_1, t_2].into_iter().chain(halvings) {
            Point::from_bytes(point)?;
        }
        for scalar in [t_x, t_x_blinding, e_blinding, last_a, last_b] {
            Scalar::from_bytes(scalar)?;
        }
        Ok(Self(bytes.to_vec()))
    }

    /// The proof's bytes.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        self.0.clone()
    }

    pub(crate) const fn length(&self) -> usize {
        self.0.len()
    }
}

/// Proves for commitments v·B + s·H, in constant time in v and s; none if a value is out of range. Values that are
/// missing to the generators' number are 0 with s = 0.
///
/// The crate folds l(x) and r(x) in variable time: these are uniform whatever the values are, and might be published.
pub(crate) fn prove(
    generators: &RangeGenerators,
    transcript: &mut ProofTranscript,
    values: &[u64],
    blindings: &[Scalar],
    nonces: &mut TranscriptRng,
) -> Option<RangeProof> {
    // With their final capacity from the start: a vector that grows leaves copies behind that nobody erases.
    let mut padded_values = Zeroizing::new(Vec::with_capacity(generators.values));
    padded_values.extend_from_slice(values);
    padded_values.resize(generators.values, 0);
    let mut padded_blindings = Zeroizing::new(Vec::with_capacity(generators.values));
    padded_blindings.extend(blindings.iter().map(Scalar::dalek));
    padded_blindings.resize(generators.values, Scalar::ZERO.dalek());
    let (proof, _) = Bulletproof::prove_multiple_with_rng(
        &generators.vectors,
        &generators.pedersen,
        transcript.merlin(),
        &padded_values,
        &padded_blindings,
        BITS,
        nonces,
    )
    .ok()?;
    RangeProof::from_bytes(&proof.to_bytes()).ok()
}

/// Whether the proof convinces for these commitments. The crate checks its two equations as one, with a weight that
/// comes from the transcript and the proof here.
pub(crate) fn verify(
    generators: &RangeGenerators,
    transcript: &mut ProofTranscript,
    commitments: &[Element],
    proof: &RangeProof,
) -> bool {
    let Ok(decoded) = Bulletproof::from_bytes(&proof.0) else {
        return false;
    };
    let mut padded: Vec<_> = commitments.iter().map(Element::compressed).collect();
    padded.resize(generators.values, Element::identity().compressed());
    let mut weight = transcript.clone();
    weight.bytes(Label::RANGE, &proof.0);
    decoded
        .verify_multiple_with_rng(
            &generators.vectors,
            &generators.pedersen,
            transcript.merlin(),
            &padded,
            BITS,
            &mut TranscriptStream::new(weight),
        )
        .is_ok()
}
