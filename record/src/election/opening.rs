//! Checking one opened ballot by itself: what a voter's second device does (docs/record.md §3.6).

use super::{BallotError, ChallengeError, Election, Violation};
use crate::{body::Body, challenge::Challenge, entry::Entry};

/// Two lines that do not show what a ballot holds.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum OpeningError {
    /// They are no commitment and its challenge.
    #[error("these lines are not a commitment and the challenge that opens it")]
    Kind,
    /// One of them the log would not have taken.
    #[error("line {seq}: {violation}")]
    Violation {
        /// Its position.
        seq: u64,
        /// What is wrong.
        violation: Violation,
    },
    /// A signature, the ballot's proof or the opening itself.
    #[error("line {seq}: {error}")]
    Ballot {
        /// The line's position.
        seq: u64,
        /// What is wrong.
        error: BallotError,
    },
}

impl Election {
    /// Checks that a challenge opens the ballot that its commitment has named, and that the ballot holds what the challenge
    /// says. The election must have been read up to its opening, and no further: what else the voter did is not known, so
    /// the commitment may be any of those that the manifest allows. Whether the lines are in the log, and whether the ballot
    /// was cast besides, is for the caller to find out.
    ///
    /// # Errors
    /// The first fault.
    pub fn check_opening<'a>(
        &self,
        commitment: &Entry,
        challenge: &'a Entry,
    ) -> Result<&'a Challenge, OpeningError> {
        let (Body::Commitment(_), Body::Challenge(opened)) = (commitment.body(), challenge.body()) else {
            return Err(OpeningError::Kind);
        };
        let mut election = self.clone();
        for entry in [commitment, challenge] {
            let (seq, submission) = (entry.seq(), entry.submission());
            let earlier = |violation: &Violation| {
                matches!(
                    violation,
                    Violation::Challenge(ChallengeError::Number { expected, found }) if found > expected
                )
            };
            let mut violations = election.examine_submission(submission).into_iter();
            if let Some(violation) = violations.find(|violation| !earlier(violation)) {
                return Err(OpeningError::Violation { seq, violation });
            }
            election
                .verify_ballot(submission)
                .map_err(|error| OpeningError::Ballot { seq, error })?;
            election.absorb(entry);
        }
        Ok(opened)
    }
}
