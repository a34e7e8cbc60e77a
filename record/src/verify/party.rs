//! Who has signed what is wrong (docs/record.md §6).

use crate::{
    body::Body,
    election::{BallotError, Election, PhaseError, Violation},
    entry::{Signer, Submission},
};
use core::fmt;
use ostrakon_crypto::{group::Point, index::TrusteeIndex};
use serde::{Deserialize, Serialize};

/// Somebody who has a part in an election.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Party {
    /// The election official.
    Authority,
    /// Who issues voter codes.
    Registrar,
    /// Who keeps the log.
    Board,
    /// A trustee.
    Trustee {
        /// Place in the list of the manifest, or of the refresh.
        index: TrusteeIndex,
        /// Name there.
        name: String,
    },
    /// Whoever holds this credential's voter code.
    Credential(Box<Point>),
}

impl fmt::Display for Party {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Authority => f.write_str("the authority"),
            Self::Registrar => f.write_str("the registrar"),
            Self::Board => f.write_str("the board"),
            Self::Trustee { index, name } => write!(f, "trustee {index}, {name:?}"),
            Self::Credential(credential) => write!(f, "credential {credential}"),
        }
    }
}

impl Party {
    /// Whose line it is, by its own account.
    pub(super) fn signer(submission: &Submission, election: &Election) -> Option<Self> {
        let credential = |credential| Some(Self::Credential(Box::new(credential)));
        match submission.signer() {
            Signer::Authority => Some(Self::Authority),
            Signer::Registrar => Some(Self::Registrar),
            Signer::Trustee(index) => election.author(submission).map(|trustee| Self::Trustee {
                index,
                name: trustee.name.clone(),
            }),
            Signer::Voter => match submission.body() {
                Body::Ballot(ballot) => credential(ballot.credential),
                Body::Commitment(commitment) => credential(commitment.credential),
                Body::Challenge(challenge) => credential(challenge.ballot.credential),
                _ => None,
            },
        }
    }

    /// Who has signed what violates something, given all that the state machine found of the line.
    pub(super) fn of(
        violation: &Violation,
        all: &[Violation],
        submission: &Submission,
        election: &Election,
    ) -> Option<Self> {
        let unsigned = |violation: &Violation| {
            matches!(
                violation,
                Violation::Signature { .. } | Violation::Ballot(BallotError::Signature)
            )
        };
        if all.iter().any(unsigned) {
            return None;
        }
        match violation {
            Violation::Phase(PhaseError::Reason | PhaseError::Time { .. } | PhaseError::Context) => {
                Self::signer(submission, election)
            }
            // Nobody signs a line's place, nor that it is there twice; of a line that cannot come now the signature is not
            // looked at. A voter's device may have counted wrong, or somebody dropped a ballot; somebody copied, or was copied.
            Violation::Place(_)
            | Violation::Phase(_)
            | Violation::Ballot(
                BallotError::RepeatedBallot { .. }
                | BallotError::RepeatedCiphertext
                | BallotError::Sequence { .. }
                | BallotError::Previous,
            ) => None,
            _ => Self::signer(submission, election),
        }
    }
}
