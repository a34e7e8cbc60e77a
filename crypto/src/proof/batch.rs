//! Many ballots' proofs and signatures as one multiscalar multiplication (docs/protocol.md §9).

use super::{
    allocation::{self, Announcements, LinkProof},
    committed_bits,
    schnorr::SchnorrProof,
};
use crate::{
    ballot::{BallotStyle, BatchItem, challenges_of, ranges_hold},
    credential::signature_transcript,
    elgamal::Ciphertext,
    group::{Element, Point, Scalar},
    transcript::{Label, ProofTranscript},
};
use rand_chacha::ChaCha20Rng;
use rand_core::{CryptoRng, RngCore, SeedableRng as _};

/// Sum of all equations: must be the identity.
struct Sum {
    base: Scalar,
    key: Scalar,
    h: Scalar,
    plain: Vec<Scalar>,
    primed: Vec<Scalar>,
    scalars: Vec<Scalar>,
    elements: Vec<Element>,
}

impl Sum {
    fn new(bits: usize, terms: usize) -> Self {
        Self {
            base: Scalar::ZERO,
            key: Scalar::ZERO,
            h: Scalar::ZERO,
            plain: vec![Scalar::ZERO; bits],
            primed: vec![Scalar::ZERO; bits],
            scalars: Vec::with_capacity(terms),
            elements: Vec::with_capacity(terms),
        }
    }

    fn term(&mut self, scalar: Scalar, point: &Point) {
        self.scalars.push(scalar);
        self.elements.push(point.element());
    }

    /// Adds `scalar`·λ_j·point_j.
    fn terms<'a>(&mut self, scalar: Scalar, lambda: &[Scalar], points: impl Iterator<Item = &'a Point>) {
        for (lambda, point) in lambda.iter().zip(points) {
            self.term(scalar * *lambda, point);
        }
    }

    fn holds(self, style: &BallotStyle, key: &Point) -> bool {
        let generators = style.generators();
        let fixed = [self.base, self.key, self.h];
        let fixed_elements = [Element::base(), key.element(), generators.h];
        Element::multiscalar_vartime(
            fixed
                .iter()
                .chain(&self.plain)
                .chain(&self.primed)
                .chain(&self.scalars),
            fixed_elements
                .iter()
                .chain(&generators.plain)
                .chain(&generators.primed)
                .chain(&self.elements),
        )
        .is_identity()
    }
}

/// What the transcript of one item gives.
struct Prepared<'a> {
    item: &'a BatchItem,
    signature: SchnorrProof,
    challenges: (Scalar, Scalar),
    signed: Scalar,
}

/// Whether all items of the right shape with a decodable signature hold together. Every equation has its own weight
/// of 128 bits that depends on all statements, all bytes of all proofs, and fresh randomness.
pub(crate) fn all_hold<R: RngCore + CryptoRng>(
    style: &BallotStyle,
    key: &Point,
    items: &[(&BatchItem, SchnorrProof)],
    rng: &mut R,
) -> bool {
    let mut transcript = ProofTranscript::new("batch");
    transcript.count(Label::COUNT, items.len());
    let mut prepared = Vec::with_capacity(items.len());
    for (item, signature) in items {
        let sealed = &item.ballot;
        let challenges = challenges_of(style, key, &item.context, sealed);
        let signed = signature.challenge(
            signature_transcript(&item.election, &item.tracker),
            &item.context.credential,
        );
        // x stands for the statement and the announcements before it.
        transcript.bytes(Label::CHALLENGE_X, &challenges.x.to_bytes());
        transcript.bytes(Label::RESPONSES, &sealed.proof_bytes());
        transcript.bytes(Label::CHALLENGE, &signed.to_bytes());
        transcript.bytes(Label::SIGNATURE, &signature.to_bytes());
        prepared.push(Prepared {
            item,
            signature: *signature,
            challenges: (challenges.y, challenges.x),
            signed,
        });
        // Range proofs of different ballots are not joined: the crate that makes them has no way to.
        if !ranges_hold(style, sealed, challenges) {
            return false;
        }
    }
    let mut seed = [0; 32];
    transcript.weights_rng(rng).fill_bytes(&mut seed);
    let mut weights = ChaCha20Rng::from_seed(seed);
    let mut weight = || {
        let mut bytes = [0; 16];
        weights.fill_bytes(&mut bytes);
        Scalar::from_u128(u128::from_le_bytes(bytes))
    };
    // Two points of each value, four of the bits' proof, two of the signature; with amounts there are more.
    let values = items
        .iter()
        .flat_map(|(item, _)| &item.ballot.ciphertexts)
        .map(Vec::len);
    let terms = 2 * values.sum::<usize>() + 6 * items.len();
    let mut sum = Sum::new(style.bit_count(), terms);
    for prepared in prepared {
        add_bits(&mut sum, style, &prepared, &mut weight);
        add_link(&mut sum, style, &prepared, &mut weight);
        let Prepared {
            item,
            signature,
            signed,
            ..
        } = prepared;
        // With this sign the announcement's factor keeps its 128 bits, which halves its share of the multiplication.
        let w = weight();
        sum.base -= w * signature.response;
        sum.term(w * signed, &item.context.credential);
        sum.term(w, &signature.announcement);
    }
    sum.holds(style, key)
}

fn add_bits(
    sum: &mut Sum,
    style: &BallotStyle,
    prepared: &Prepared<'_>,
    weight: &mut impl FnMut() -> Scalar,
) {
    let ballot = &prepared.item.ballot;
    let Some(proof) = &ballot.proof else { return };
    let (ciphertexts, _) = style.parted(&ballot.ciphertexts);
    let equations = committed_bits::equations(style, proof, prepared.challenges);
    let (_, x) = prepared.challenges;
    let w = weight();
    sum.term(w, &proof.a);
    sum.term(w * x, &proof.v);
    sum.h += w * equations.bits.h;
    for (total, scalar) in sum.plain.iter_mut().zip(&equations.bits.plain) {
        *total += w * *scalar;
    }
    for (total, scalar) in sum.primed.iter_mut().zip(&equations.bits.primed) {
        *total += w * *scalar;
    }
    let (first, second) = (weight(), weight());
    sum.term(first, &proof.e1);
    sum.term(second, &proof.e2);
    sum.terms(first, &equations.lambda, firsts(&ciphertexts));
    sum.terms(second, &equations.lambda, seconds(&ciphertexts));
    sum.base -= first * proof.z_e + second * equations.phi;
    sum.key -= second * proof.z_e;
}

fn add_link(
    sum: &mut Sum,
    style: &BallotStyle,
    prepared: &Prepared<'_>,
    weight: &mut impl FnMut() -> Scalar,
) {
    let ballot = &prepared.item.ballot;
    let Some((allocation, proof)) = style.allocation().zip(ballot.allocations.as_ref()) else {
        return;
    };
    let (_, ciphertexts) = style.parted(&ballot.ciphertexts);
    let (y, x) = prepared.challenges;
    let lambda = allocation::link_lambda(allocation, y, x);
    let LinkProof {
        announcements: Announcements { t1, t2, t3 },
        z_a,
        z_b,
        z_c,
    } = &proof.link;
    let (first, second, third) = (weight(), weight(), weight());
    sum.term(first, t1);
    sum.term(second, t2);
    sum.term(third, t3);
    sum.terms(first, &lambda, firsts(&ciphertexts));
    sum.terms(second, &lambda, seconds(&ciphertexts));
    sum.terms(third, &lambda, proof.commitments.iter());
    sum.base -= first * *z_b + (second + third) * *z_a;
    sum.key -= second * *z_b;
    sum.h -= third * *z_c;
}

fn firsts<'a>(ciphertexts: &'a [&Ciphertext]) -> impl Iterator<Item = &'a Point> {
    ciphertexts.iter().map(|ciphertext| &ciphertext.c1)
}

fn seconds<'a>(ciphertexts: &'a [&Ciphertext]) -> impl Iterator<Item = &'a Point> {
    ciphertexts.iter().map(|ciphertext| &ciphertext.c2)
}
