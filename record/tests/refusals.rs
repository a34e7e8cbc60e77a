//! Which check a wrong line violates, and which answer its poster deserves: who may not, who may later, who never.
#![allow(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use ostrakon_crypto::{
    ballot::OpeningError, dkg::DkgError, hash::Hash, index::TrusteeIndex, signature::SignatureError,
};
use ostrakon_record::{
    BallotTracker, Kind, Phase, Signer, Violation,
    body::RestartReason,
    election::{
        BallotError, ChallengeError, KeyError, PhaseError, PlaceError, RefreshError, Refusal, SetupError,
        TallyError,
    },
    manifest::ManifestError,
    roll::RollError,
    verify::CheckId::{self, *},
};

/// Holds every violation against its check and answer.
fn judged(table: impl IntoIterator<Item = (CheckId, Refusal, Violation)>) {
    for (check, refusal, violation) in table {
        assert_eq!(
            (violation.check(), violation.refusal()),
            (check, refusal),
            "{violation:?}"
        );
    }
}

fn one() -> TrusteeIndex {
    TrusteeIndex::new(1).unwrap()
}

#[test]
fn whose_line_it_is() {
    let signature = |signer| Violation::Signature {
        signer,
        error: SignatureError,
    };
    let (kind, signer, phase) = (Kind::Close, Signer::Trustee(one()), Phase::Roll);
    let (seq, hash) = (1, Hash::ZERO);
    judged([
        (B3, Refusal::Forbidden, signature(Signer::Voter)),
        (E1, Refusal::Forbidden, signature(Signer::Registrar)),
        (L6, Refusal::Forbidden, signature(Signer::Authority)),
        (L6, Refusal::Forbidden, signature(signer)),
        (L6, Refusal::Forbidden, PhaseError::Role { kind, signer }.into()),
        (L6, Refusal::Conflict, PhaseError::NotNow { kind, phase }.into()),
        (L6, Refusal::Conflict, PhaseError::Again { kind, signer }.into()),
        (L6, Refusal::Conflict, PhaseError::Context.into()),
        (E2, Refusal::Conflict, PhaseError::RollFixed { phase }.into()),
        (K2, Refusal::Conflict, PhaseError::EarlyDeal.into()),
        (K4, Refusal::Conflict, PhaseError::Disputed.into()),
        (
            L1,
            Refusal::Conflict,
            PlaceError::Seq {
                expected: seq,
                found: seq,
            }
            .into(),
        ),
        (
            L1,
            Refusal::Conflict,
            PlaceError::Prev {
                expected: hash,
                found: hash,
            }
            .into(),
        ),
    ]);
}

#[test]
fn while_the_key_is_handed_on() {
    let (kind, signer, culprit) = (Kind::KeyDeal, Signer::Trustee(one()), one());
    let dkg = || DkgError::Identity;
    let reason = String::new;
    judged([
        (
            K6,
            Refusal::Conflict,
            RefreshError::Session { kind, signer }.into(),
        ),
        (K6, Refusal::Invalid, RefreshError::Dealers { needed: 2 }.into()),
        (K6, Refusal::Invalid, RefreshError::Deal(dkg()).into()),
        (K6, Refusal::Invalid, RefreshError::Complaint(dkg()).into()),
        (
            K6,
            Refusal::Invalid,
            RefreshError::End(KeyError::NoComplaint).into(),
        ),
        (
            K6,
            Refusal::Conflict,
            RefreshError::End(KeyError::NotAbsent { culprit }).into(),
        ),
        (
            K7,
            Refusal::Invalid,
            RefreshError::Trustees { reason: reason() }.into(),
        ),
        (
            K7,
            Refusal::Invalid,
            RefreshError::Confirmation {
                trustee: one(),
                reason: reason(),
            }
            .into(),
        ),
        (
            K7,
            Refusal::Forbidden,
            RefreshError::Former { kind, trustee: one() }.into(),
        ),
    ]);
}

#[test]
fn before_the_vote() {
    let (kind, signer, culprit) = (Kind::KeyDeal, Signer::Trustee(one()), one());
    let dkg = || DkgError::NotATrustee { trustee: one() };
    let (field, reason) = (String::new, String::new);
    judged([
        (
            P2,
            Refusal::Invalid,
            ManifestError::Protocol { found: field() }.into(),
        ),
        (
            P4,
            Refusal::Invalid,
            ManifestError::Field {
                field: field(),
                reason: reason(),
            }
            .into(),
        ),
        (
            K1,
            Refusal::Invalid,
            ManifestError::Trustees {
                field: field(),
                reason: reason(),
            }
            .into(),
        ),
        (K2, Refusal::Conflict, KeyError::Session { kind, signer }.into()),
        (K2, Refusal::Invalid, KeyError::Commitment(dkg()).into()),
        (K3, Refusal::Invalid, KeyError::Deal(dkg()).into()),
        (K4, Refusal::Invalid, KeyError::Shares(dkg()).into()),
        (K4, Refusal::Invalid, KeyError::Complaint(dkg()).into()),
        (K4, Refusal::Invalid, KeyError::NoComplaint.into()),
        (K4, Refusal::Conflict, KeyError::NotAbsent { culprit }.into()),
        (
            K4,
            Refusal::Invalid,
            KeyError::Culprit {
                culprit,
                reason: RestartReason::Absent,
            }
            .into(),
        ),
        (
            L6,
            Refusal::Conflict,
            KeyError::Repeated {
                complainant: one(),
                dealer: one(),
            }
            .into(),
        ),
        (
            K5,
            Refusal::Invalid,
            KeyError::Confirmation {
                trustee: one(),
                reason: reason(),
            }
            .into(),
        ),
        (K5, Refusal::Invalid, SetupError::JointKey.into()),
        (E1, Refusal::Invalid, SetupError::OpenRoll.into()),
        (E1, Refusal::Invalid, RollError::PartLength { found: 0 }.into()),
    ]);
}

#[test]
fn voters_and_counts() {
    let (seq, expected, found) = (9, 1, 2);
    let credential = String::new;
    let (tracker, hash) = (BallotTracker::from_hash(Hash::ZERO), Hash::ZERO);
    judged([
        (
            B1,
            Refusal::Invalid,
            BallotError::Context {
                expected: hash,
                found: hash,
            }
            .into(),
        ),
        (B1, Refusal::Invalid, BallotError::Shape.into()),
        (
            B2,
            Refusal::Forbidden,
            BallotError::NotOnRoll {
                credential: credential(),
            }
            .into(),
        ),
        (B3, Refusal::Forbidden, BallotError::Signature.into()),
        (B4, Refusal::Invalid, BallotError::Proof.into()),
        (
            B5,
            Refusal::Conflict,
            BallotError::Sequence { expected, found }.into(),
        ),
        (B5, Refusal::Conflict, BallotError::Previous.into()),
        (B5, Refusal::Conflict, BallotError::VotedAlready { seq }.into()),
        (B6, Refusal::Conflict, BallotError::RepeatedBallot { seq }.into()),
        (B6, Refusal::Invalid, BallotError::RepeatedCiphertext.into()),
        (
            C2,
            Refusal::Invalid,
            BallotError::Opening(OpeningError::Shape).into(),
        ),
        (C3, Refusal::Conflict, BallotError::Opened { seq }.into()),
        (C3, Refusal::Conflict, BallotError::Cast { seq }.into()),
        (C3, Refusal::Invalid, BallotError::CastAndOpened.into()),
        (
            C1,
            Refusal::Invalid,
            ChallengeError::Context {
                expected: hash,
                found: hash,
            }
            .into(),
        ),
        (
            C1,
            Refusal::Conflict,
            ChallengeError::Limit { number: 3, limit: 2 }.into(),
        ),
        (
            C1,
            Refusal::Conflict,
            ChallengeError::Number { expected, found }.into(),
        ),
        (C1, Refusal::Conflict, ChallengeError::KnownTracker { seq }.into()),
        (
            C1,
            Refusal::Conflict,
            ChallengeError::NoCommitment { commitment: hash }.into(),
        ),
        (C1, Refusal::Invalid, ChallengeError::Credential.into()),
        (
            C1,
            Refusal::Invalid,
            ChallengeError::Tracker {
                expected: tracker,
                found: tracker,
            }
            .into(),
        ),
        (
            C1,
            Refusal::Conflict,
            ChallengeError::OpenedAlready { seq }.into(),
        ),
        (
            T2,
            Refusal::Invalid,
            TallyError::Aggregate { trustee: one() }.into(),
        ),
        (T4, Refusal::Invalid, TallyError::NotClosed.into()),
        (R2, Refusal::Invalid, TallyError::Shape.into()),
    ]);
}
