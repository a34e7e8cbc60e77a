//! The ballot's one transcript, which joins the proofs of all its contests (docs/protocol.md §7.3, §7.4, §7.12).

use super::{AllocationProof, BallotContext, BallotStyle, BitsProof, SealedBallot};
use crate::{
    elgamal::Ciphertext,
    group::{Point, Scalar},
    proof::{
        allocation::{self, Announcements},
        committed_bits,
    },
    transcript::{Label, ProofTranscript},
};
use rand_core::{CryptoRng, RngCore};

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
        transcript.number(Label::ALLOCATE, u64::from(contest.allocate));
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

fn append_commitments(
    transcript: &mut ProofTranscript,
    bits: Option<(&Point, &Point)>,
    amounts: Option<&[Point]>,
) {
    if let Some((v, a)) = bits {
        transcript.point(Label::V, v);
        transcript.point(Label::A, a);
    }
    if let Some(commitments) = amounts {
        transcript.count(Label::COMMITMENTS, commitments.len());
        for commitment in commitments {
            transcript.point(Label::COMMITMENT, commitment);
        }
    }
}

fn append_announcements(
    transcript: &mut ProofTranscript,
    bits: Option<(&Point, &Point)>,
    link: Option<&Announcements>,
) {
    if let Some((e1, e2)) = bits {
        transcript.point(Label::E1, e1);
        transcript.point(Label::E2, e2);
    }
    if let Some(Announcements { t1, t2, t3 }) = link {
        transcript.point(Label::T1, t1);
        transcript.point(Label::T2, t2);
        transcript.point(Label::T3, t3);
    }
}

/// What the range proof comes after.
fn append_responses(
    transcript: &mut ProofTranscript,
    bits: Option<&BitsProof>,
    link: &allocation::LinkProof,
) {
    let bits = bits.map(BitsProof::responses).unwrap_or_default();
    transcript.bytes(Label::RESPONSES, &[bits, link.responses()].concat());
}

/// The verifier's challenges, recomputed from the announcements, and the transcript that gave them.
pub(crate) struct Challenges {
    pub(crate) y: Scalar,
    pub(crate) x: Scalar,
    transcript: ProofTranscript,
}

pub(crate) fn challenges(
    style: &BallotStyle,
    key: &Point,
    context: &BallotContext,
    ballot: &SealedBallot,
) -> Challenges {
    let mut transcript = statement(style, key, context, &ballot.ciphertexts);
    let (bits, allocations) = (ballot.proof.as_ref(), ballot.allocations.as_ref());
    append_commitments(
        &mut transcript,
        bits.map(|proof| (&proof.v, &proof.a)),
        allocations.map(|proof| proof.commitments.as_slice()),
    );
    let y = transcript.challenge(Label::CHALLENGE_Y);
    append_announcements(
        &mut transcript,
        bits.map(|proof| (&proof.e1, &proof.e2)),
        allocations.map(|proof| &proof.link.announcements),
    );
    let x = transcript.challenge(Label::CHALLENGE_X);
    Challenges { y, x, transcript }
}

/// Whether the range proof of a ballot that fits its style holds; true if it has none.
pub(crate) fn ranges_hold(style: &BallotStyle, ballot: &SealedBallot, challenges: Challenges) -> bool {
    style
        .allocation()
        .zip(ballot.allocations.as_ref())
        .is_none_or(|(allocation, proof)| {
            let mut transcript = challenges.transcript;
            append_responses(&mut transcript, ballot.proof.as_ref(), &proof.link);
            allocation.ranges_hold(&mut transcript, proof)
        })
}

/// Secret input of the prover.
pub(crate) struct Witness {
    /// Of choose and score contests.
    pub(crate) bits: committed_bits::Witness,
    /// Of allocate contests.
    pub(crate) amounts: allocation::Witness,
}

/// Proves; constant time in the witness. `None` if a commitment is the identity, which has a probability of about
/// 2^−252.
pub(crate) fn prove<R: RngCore + CryptoRng>(
    style: &BallotStyle,
    key: &Point,
    context: &BallotContext,
    ciphertexts: &[Vec<Ciphertext>],
    witness: &Witness,
    rng: &mut R,
) -> Option<(Option<BitsProof>, Option<AllocationProof>)> {
    let mut transcript = statement(style, key, context, ciphertexts);
    let values = committed_bits::scalars(&witness.bits.values);
    let amounts = committed_bits::scalars(&witness.amounts.amounts);
    let secrets: Vec<&Scalar> = values
        .iter()
        .chain(witness.bits.randomness.iter())
        .chain(amounts.iter())
        .chain(witness.amounts.randomness.iter())
        .collect();
    let mut nonces = transcript.prover_rng(&secrets, rng);
    let bits =
        (style.bit_count() > 0).then(|| committed_bits::Prover::new(style, &witness.bits, &mut nonces));
    let link = style
        .allocation()
        .map(|allocation| allocation::Prover::new(allocation, &witness.amounts, &mut nonces));

    let committed = match &bits {
        Some(prover) => Some(prover.commitments()?),
        None => None,
    };
    let commitments = match &link {
        Some(prover) => Some(prover.commitments()?),
        None => None,
    };
    append_commitments(
        &mut transcript,
        committed.as_ref().map(|(v, a)| (v, a)),
        commitments.as_deref(),
    );
    let y = transcript.challenge(Label::CHALLENGE_Y);

    let announced = match &bits {
        Some(prover) => Some(prover.announcements(key, y)?),
        None => None,
    };
    let linked = match &link {
        Some(prover) => Some(prover.announcements(key)?),
        None => None,
    };
    append_announcements(
        &mut transcript,
        announced.as_ref().map(|(e1, e2)| (e1, e2)),
        linked.as_ref(),
    );
    let x = transcript.challenge(Label::CHALLENGE_X);

    let proof = bits
        .zip(committed)
        .zip(announced)
        .map(|((prover, (v, a)), (e1, e2))| {
            let (f, z, z_e) = prover.responses(y, x);
            BitsProof {
                v,
                a,
                e1,
                e2,
                f,
                z,
                z_e,
            }
        });
    let Some(((prover, commitments), announcements)) = link.zip(commitments).zip(linked) else {
        return Some((proof, None));
    };
    let link = prover.link(&announcements, y, x);
    append_responses(&mut transcript, proof.as_ref(), &link);
    let secrets: Vec<&Scalar> = secrets.into_iter().chain(prover.blindings()).collect();
    let mut nonces = transcript.prover_rng(&secrets, rng);
    let range = prover.ranges(&mut transcript, &mut nonces)?;
    let allocations = AllocationProof {
        commitments,
        link,
        range,
    };
    Some((proof, Some(allocations)))
}
