//! Commitments and opened ballots (docs/record.md §4): C1 and what C3 needs to know.

use super::{BallotError, Election, Violation, voting::Whereabouts};
use crate::{
    challenge::{Challenge, Commitment},
    entry::Entry,
    tracker::{BallotTracker, TrackerText},
    verify::CheckId,
};
use ostrakon_crypto::{group::Point, hash::Hash};
use std::collections::{BTreeMap, HashMap, HashSet};

/// All commitments and openings so far.
#[derive(Clone, Debug, Default)]
pub(super) struct Challenges {
    /// By the hash of the commitment's line.
    commitments: HashMap<Hash, Committed>,
    /// By tracker: where it was committed to.
    trackers: BTreeMap<BallotTracker, u64>,
    /// Commitments of each credential, by its encoding.
    numbers: HashMap<[u8; 32], u32>,
    /// Opened ballots, and where.
    opened: BTreeMap<BallotTracker, u64>,
    /// C1 of every opened ballot.
    seen: HashSet<[u8; 32]>,
}

#[derive(Clone, Copy, Debug)]
struct Committed {
    credential: Point,
    tracker: BallotTracker,
}

/// A commitment or an opening that cannot be accepted.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ChallengeError {
    /// For another election or opening.
    #[error("the commitment is bound to the voting context {found}, not to this election's {expected}")]
    Context {
        /// Hash of the open line.
        expected: Hash,
        /// In the commitment.
        found: Hash,
    },
    /// No more challenges.
    #[error("this is challenge {number} of this credential, and this election allows {limit}")]
    Limit {
        /// Number in the commitment.
        number: u32,
        /// The manifest's.
        limit: u32,
    },
    /// Not the next one of its credential.
    #[error("the commitment has number {found}; the next one of this credential is {expected}")]
    Number {
        /// Next number.
        expected: u32,
        /// In the commitment.
        found: u32,
    },
    /// A commitment to what is known already.
    #[error("the committed tracker is already in the log at position {seq}")]
    KnownTracker {
        /// Position of the ballot or commitment that has it.
        seq: u64,
    },
    /// An opening without a commitment.
    #[error("the log has no commitment {commitment}: a ballot must be committed to before it is opened")]
    NoCommitment {
        /// Hash of the commitment's line.
        commitment: Hash,
    },
    /// An opening of somebody else's ballot.
    #[error("the commitment is another credential's")]
    Credential,
    /// An opening of another ballot.
    #[error("the opened ballot's tracker is {found}, and {expected} was committed to")]
    Tracker {
        /// Committed to.
        expected: BallotTracker,
        /// The opened ballot's.
        found: BallotTracker,
    },
    /// A second opening.
    #[error("this ballot is already opened at position {seq}")]
    OpenedAlready {
        /// Position of the first opening.
        seq: u64,
    },
}

impl ChallengeError {
    pub(super) const CHECK: CheckId = CheckId::C1;

    pub(super) const fn is_conflict(&self) -> bool {
        matches!(
            self,
            Self::Limit { .. }
                | Self::Number { .. }
                | Self::KnownTracker { .. }
                | Self::NoCommitment { .. }
                | Self::OpenedAlready { .. }
        )
    }
}

impl Challenges {
    /// Position of the opened ballot with this tracker.
    pub(super) fn opened(&self, tracker: &BallotTracker) -> Option<u64> {
        self.opened.get(tracker).copied()
    }

    /// What was opened, or else committed to, under this tracker.
    pub(super) fn whereabouts(&self, text: &TrackerText) -> Option<(BallotTracker, Whereabouts)> {
        let range = text.first()..=text.last();
        let opened = self.opened.range(range.clone()).next();
        if let Some((tracker, seq)) = opened {
            return Some((*tracker, Whereabouts::Opened { seq: *seq }));
        }
        let (tracker, seq) = self.trackers.range(range).next()?;
        Some((*tracker, Whereabouts::Committed { seq: *seq }))
    }

    /// Whether one of these C1 is in an opened ballot.
    pub(super) fn has_opened<'a>(&self, mut c1s: impl Iterator<Item = &'a [u8; 32]>) -> bool {
        c1s.any(|c1| self.seen.contains(c1))
    }
}

impl Election {
    /// Number of sealed ballots that a credential committed to: the next commitment has one more.
    #[must_use]
    pub fn challenges_of(&self, credential: &Point) -> u32 {
        let numbers = &self.voting.challenges.numbers;
        numbers.get(credential.as_bytes()).copied().unwrap_or(0)
    }

    /// Number of sealed ballots that voters committed to.
    #[must_use]
    pub fn committed(&self) -> usize {
        self.voting.challenges.commitments.len()
    }

    /// Number of ballots that voters opened to check them.
    #[must_use]
    pub fn opened(&self) -> u64 {
        u64::try_from(self.voting.challenges.opened.len()).unwrap_or(u64::MAX)
    }

    pub(super) fn examine_commitment(&self, commitment: &Commitment, found: &mut Vec<Violation>) {
        let challenges = &self.voting.challenges;
        let known = challenges.trackers.get(&commitment.tracker).copied();
        if let Some(seq) = known.or_else(|| self.ballot_position(&commitment.tracker)) {
            found.push(ChallengeError::KnownTracker { seq }.into());
            return;
        }
        if let Some(expected) = self.other_context(&commitment.context) {
            found.push(
                ChallengeError::Context {
                    expected,
                    found: commitment.context,
                }
                .into(),
            );
        }
        if self.weight(&commitment.credential).is_none() {
            found.push(
                BallotError::NotOnRoll {
                    credential: commitment.credential.to_string(),
                }
                .into(),
            );
        }
        let expected = self.challenges_of(&commitment.credential).saturating_add(1);
        let limit = self.manifest.challenges;
        if commitment.number > limit {
            found.push(
                ChallengeError::Limit {
                    number: commitment.number,
                    limit,
                }
                .into(),
            );
        } else if commitment.number != expected {
            found.push(
                ChallengeError::Number {
                    expected,
                    found: commitment.number,
                }
                .into(),
            );
        }
    }

    pub(super) fn absorb_commitment(&mut self, entry: &Entry, commitment: &Commitment) {
        let challenges = &mut self.voting.challenges;
        if challenges.trackers.contains_key(&commitment.tracker) {
            return;
        }
        challenges.trackers.insert(commitment.tracker, entry.seq());
        challenges.commitments.insert(
            *entry.hash(),
            Committed {
                credential: commitment.credential,
                tracker: commitment.tracker,
            },
        );
        let number = challenges
            .numbers
            .entry(*commitment.credential.as_bytes())
            .or_default();
        *number = number.saturating_add(1);
    }

    pub(super) fn examine_challenge(&self, challenge: &Challenge, found: &mut Vec<Violation>) {
        let Challenge {
            commitment, ballot, ..
        } = challenge;
        let challenges = &self.voting.challenges;
        let tracker = ballot.tracker();
        if let Some(seq) = challenges.opened(&tracker) {
            found.push(ChallengeError::OpenedAlready { seq }.into());
            return;
        }
        match challenges.commitments.get(commitment) {
            None => found.push(
                ChallengeError::NoCommitment {
                    commitment: *commitment,
                }
                .into(),
            ),
            Some(committed) if committed.credential != ballot.credential => {
                found.push(ChallengeError::Credential.into());
            }
            Some(committed) if committed.tracker != tracker => found.push(
                ChallengeError::Tracker {
                    expected: committed.tracker,
                    found: tracker,
                }
                .into(),
            ),
            Some(_) => {}
        }
        if let Some(seq) = self.ballot_position(&tracker) {
            found.push(BallotError::Cast { seq }.into());
        } else if self.voting.has_cast(ballot.c1s()) {
            found.push(BallotError::CastAndOpened.into());
        }
        if challenges.has_opened(ballot.c1s()) || ballot.repeats_itself() {
            found.push(BallotError::RepeatedCiphertext.into());
        }
        self.examine_form(ballot, found);
    }

    pub(super) fn absorb_challenge(&mut self, entry: &Entry, challenge: &Challenge) {
        let challenges = &mut self.voting.challenges;
        let tracker = challenge.ballot.tracker();
        challenges.opened.entry(tracker).or_insert_with(|| entry.seq());
        challenges.seen.extend(challenge.ballot.c1s());
    }
}
