//! What any observer checks (docs/protocol.md §6.3–6.6).

use super::{Deal, DkgError, EncryptedShare, PublicKeys, Session, SharePurpose};
use crate::{
    group::{Element, Point, Scalar},
    hash::{Hash, Hasher},
    index::{Threshold, TrusteeIndex},
    proof::schnorr::SchnorrProof,
    transcript::{Label, ProofTranscript},
};

/// H(Γ, i, `C_{i,0..t−1}`) with domain and count.
pub(super) fn commitment(session: &Session, index: TrusteeIndex, coefficients: &[Point]) -> Hash {
    let mut hasher = Hasher::new();
    hasher.update(b"ostrakon/v1/key-commit\n");
    hasher.update(session.id.as_bytes());
    hasher.update(&[index.get()]);
    hasher.update(
        &u32::try_from(coefficients.len())
            .unwrap_or(u32::MAX)
            .to_be_bytes(),
    );
    for coefficient in coefficients {
        hasher.update(coefficient.as_bytes());
    }
    hasher.finish()
}

pub(super) fn possession_transcript(
    session: &Session,
    index: TrusteeIndex,
    coefficients: &[Point],
    shares: &[EncryptedShare],
) -> ProofTranscript {
    deal_transcript("key-deal", &session.id, index, coefficients, shares)
}

/// What the proof of a deal is bound to.
pub(super) fn deal_transcript(
    name: &'static str,
    session: &Hash,
    index: TrusteeIndex,
    coefficients: &[Point],
    shares: &[EncryptedShare],
) -> ProofTranscript {
    let mut transcript = ProofTranscript::new(name);
    transcript.hash(Label::SESSION, session);
    transcript.number(Label::TRUSTEE, u64::from(index.get()));
    transcript.count(Label::COUNT, coefficients.len());
    for coefficient in coefficients {
        transcript.point(Label::COEFFICIENT, coefficient);
    }
    transcript.count(Label::COUNT, shares.len());
    for share in shares {
        transcript.number(Label::RECIPIENT, u64::from(share.recipient.get()));
    }
    transcript
}

/// What a dealer proves to know the logarithms of: `C_{i,0}`, then every E.
pub(super) fn possession_statement(coefficients: &[Point], shares: &[EncryptedShare]) -> Vec<Point> {
    let ephemerals = shares.iter().map(|share| share.ephemeral);
    coefficients.iter().take(1).copied().chain(ephemerals).collect()
}

pub(super) fn share_transcript(
    purpose: SharePurpose,
    index: TrusteeIndex,
    context: &Hash,
) -> ProofTranscript {
    let mut transcript = ProofTranscript::new(match purpose {
        SharePurpose::Confirm => "key-confirm",
        SharePurpose::Rehearsal => "rehearsal",
    });
    transcript.hash(Label::CONTEXT, context);
    transcript.number(Label::TRUSTEE, u64::from(index.get()));
    transcript
}

/// Σ_k j^k C_k.
pub(super) fn evaluate_vartime(coefficients: &[Element], index: TrusteeIndex) -> Element {
    let x = Scalar::from_u64(u64::from(index.get()));
    let powers: Vec<Scalar> = core::iter::successors(Some(Scalar::ONE), |power| Some(*power * x))
        .take(coefficients.len())
        .collect();
    Element::multiscalar_vartime(&powers, coefficients)
}

/// Checks that a deal opens its commitment.
///
/// # Errors
/// [`DkgError::Commitment`].
pub fn check_commitment(
    session: &Session,
    index: TrusteeIndex,
    expected: &Hash,
    deal: &Deal,
) -> Result<(), DkgError> {
    if commitment(session, index, &deal.coefficients) == *expected {
        Ok(())
    } else {
        Err(DkgError::Commitment { trustee: index })
    }
}

/// Checks that a deal has exactly t coefficients, and the proof of possession of the first one's and all ephemeral
/// secrets.
///
/// # Errors
/// [`DkgError::Coefficients`] or [`DkgError::Possession`].
pub fn check_deal(session: &Session, index: TrusteeIndex, deal: &Deal) -> Result<(), DkgError> {
    check_coefficient_count(session.threshold, index, deal)?;
    deal.possession
        .verify_all(
            possession_transcript(session, index, &deal.coefficients, &deal.shares),
            &possession_statement(&deal.coefficients, &deal.shares),
        )
        .map_err(|_| DkgError::Possession { trustee: index })
}

/// Exactly t coefficients.
pub(super) fn check_coefficient_count(
    threshold: Threshold,
    index: TrusteeIndex,
    deal: &Deal,
) -> Result<(), DkgError> {
    let expected = usize::from(threshold.threshold());
    let found = deal.coefficients.len();
    if found == expected {
        return Ok(());
    }
    Err(DkgError::Coefficients {
        trustee: index,
        expected,
        found,
    })
}

/// Checks that a deal holds exactly one share for every other trustee, in order.
///
/// # Errors
/// [`DkgError::ShareList`].
pub fn check_share_list(session: &Session, index: TrusteeIndex, deal: &Deal) -> Result<(), DkgError> {
    let others = session.threshold.indices().filter(|other| *other != index);
    if deal.shares.iter().map(|share| share.recipient).eq(others) {
        Ok(())
    } else {
        Err(DkgError::ShareList { trustee: index })
    }
}

/// The joint key and everyone's verification key, from all deals in order of index.
///
/// # Errors
/// If deals are missing, one has not exactly t coefficients, or a sum is the identity.
pub fn public_keys(session: &Session, deals: &[Deal]) -> Result<PublicKeys, DkgError> {
    let expected = usize::from(session.threshold.trustees());
    if deals.len() != expected {
        return Err(DkgError::Missing {
            expected,
            found: deals.len(),
        });
    }
    // The sum of all polynomials in the exponent: its value at 0 is the joint key, at j the key of trustee j.
    let mut sums = vec![Element::identity(); usize::from(session.threshold.threshold())];
    for (deal, index) in deals.iter().zip(session.threshold.indices()) {
        check_coefficient_count(session.threshold, index, deal)?;
        for (sum, coefficient) in sums.iter_mut().zip(&deal.coefficients) {
            *sum += coefficient.element();
        }
    }
    let joint = sums
        .first()
        .and_then(Element::to_point)
        .ok_or(DkgError::Identity)?;
    let verification = session.threshold.indices().map(|index| {
        evaluate_vartime(&sums, index)
            .to_point()
            .ok_or(DkgError::Identity)
    });
    Ok(PublicKeys {
        joint,
        verification: verification.collect::<Result<_, _>>()?,
    })
}

/// Hash of everything that the session published, and of the keys that it gives.
#[must_use]
pub fn transcript_hash(session: &Session, commitments: &[Hash], deals: &[Deal], keys: &PublicKeys) -> Hash {
    let mut hasher = Hasher::new();
    hasher.update(b"ostrakon/v1/key-transcript\n");
    hasher.update(session.id.as_bytes());
    hasher.update(&[session.threshold.threshold(), session.threshold.trustees()]);
    for key in &session.encryption_keys {
        hasher.update(key.as_bytes());
    }
    for commitment in commitments {
        hasher.update(commitment.as_bytes());
    }
    for deal in deals {
        hash_deal(&mut hasher, deal);
    }
    hash_keys(&mut hasher, keys);
    hasher.finish()
}

pub(super) fn hash_deal(hasher: &mut Hasher, deal: &Deal) {
    let count = |length: usize| u32::try_from(length).unwrap_or(u32::MAX).to_be_bytes();
    hasher.update(&count(deal.coefficients.len()));
    for coefficient in &deal.coefficients {
        hasher.update(coefficient.as_bytes());
    }
    hasher.update(&deal.possession.to_bytes());
    hasher.update(&count(deal.shares.len()));
    for share in &deal.shares {
        hasher.update(&[share.recipient.get()]);
        hasher.update(share.ephemeral.as_bytes());
        hasher.update(&share.ciphertext);
    }
}

pub(super) fn hash_keys(hasher: &mut Hasher, keys: &PublicKeys) {
    hasher.update(keys.joint.as_bytes());
    for key in &keys.verification {
        hasher.update(key.as_bytes());
    }
}

/// Checks a proof that a trustee holds its share.
///
/// # Errors
/// [`DkgError::Possession`].
pub fn check_possession(
    verification_key: &Point,
    index: TrusteeIndex,
    purpose: SharePurpose,
    context: &Hash,
    proof: &SchnorrProof,
) -> Result<(), DkgError> {
    proof
        .verify(share_transcript(purpose, index, context), verification_key)
        .map_err(|_| DkgError::Possession { trustee: index })
}
