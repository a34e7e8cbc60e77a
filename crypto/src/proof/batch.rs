//! Many ballots' proofs and signatures as one multiscalar multiplication (docs/protocol.md §9).

use super::{committed_bits, schnorr::SchnorrProof};
use crate::{
    ballot::{BallotStyle, BatchItem},
    credential::signature_transcript,
    group::{Element, Point, Scalar},
    transcript::{Label, ProofTranscript},
};
use rand_core::{CryptoRng, RngCore};

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
    fn new(bits: usize) -> Self {
        Self {
            base: Scalar::ZERO,
            key: Scalar::ZERO,
            h: Scalar::ZERO,
            plain: vec![Scalar::ZERO; bits],
            primed: vec![Scalar::ZERO; bits],
            scalars: Vec::new(),
            elements: Vec::new(),
        }
    }

    fn term(&mut self, scalar: Scalar, point: &Point) {
        self.scalars.push(scalar);
        self.elements.push(point.element());
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
    proof: committed_bits::Challenges,
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
    let prepared: Vec<Prepared<'_>> = items
        .iter()
        .map(|(item, signature)| {
            let sealed = &item.ballot;
            let challenges =
                committed_bits::challenges(style, key, &item.context, &sealed.ciphertexts, &sealed.proof);
            let signed = signature.challenge(
                signature_transcript(&item.election, &item.tracker),
                &item.context.credential,
            );
            // x stands for the statement and the announcements before it.
            transcript.bytes(Label::CHALLENGE_X, &challenges.x.to_bytes());
            transcript.bytes(Label::RESPONSES, &sealed.proof.to_bytes());
            transcript.bytes(Label::CHALLENGE, &signed.to_bytes());
            transcript.bytes(Label::SIGNATURE, &signature.to_bytes());
            Prepared {
                item,
                signature: *signature,
                proof: challenges,
                signed,
            }
        })
        .collect();
    let mut weights = transcript.weights_rng(rng);
    let mut weight = || {
        let mut bytes = [0; 16];
        weights.fill_bytes(&mut bytes);
        Scalar::from_u128(u128::from_le_bytes(bytes))
    };
    let mut sum = Sum::new(style.bit_count());
    for Prepared {
        item,
        signature,
        proof,
        signed,
    } in prepared
    {
        let sealed = &item.ballot.proof;
        let equations = committed_bits::equations(style, sealed, &proof);
        let w = weight();
        sum.term(w, &sealed.a);
        sum.term(w * proof.x, &sealed.v);
        sum.h += w * equations.bits.h;
        for (total, scalar) in sum.plain.iter_mut().zip(&equations.bits.plain) {
            *total += w * *scalar;
        }
        for (total, scalar) in sum.primed.iter_mut().zip(&equations.bits.primed) {
            *total += w * *scalar;
        }
        let (first, second) = (weight(), weight());
        sum.term(first, &sealed.e1);
        sum.term(second, &sealed.e2);
        for (lambda, ciphertext) in equations
            .lambda
            .iter()
            .zip(item.ballot.ciphertexts.iter().flatten())
        {
            sum.term(first * *lambda, &ciphertext.c1);
            sum.term(second * *lambda, &ciphertext.c2);
        }
        sum.base -= first * sealed.z_e + second * equations.phi;
        sum.key -= second * sealed.z_e;
        let w = weight();
        sum.base += w * signature.response;
        sum.term(-(w * signed), &item.context.credential);
        sum.term(-w, &signature.announcement);
    }
    sum.holds(style, key)
}
