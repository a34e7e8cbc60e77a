//! Ballots (docs/record.md §4).

use super::{BallotVerifier, Cast, Election, Phase, PhaseError, Violation, challenge::Challenges};
use crate::{
    body::{Ballot, Close},
    entry::{Entry, Submission},
    manifest::Manifest,
    tracker::{BallotTracker, TrackerText},
    verify::CheckId,
};
use ostrakon_crypto::{
    ballot::{self, OpeningError},
    elgamal::{Aggregate, Ciphertext},
    group::Point,
    hash::Hash,
};
use std::collections::{BTreeMap, HashMap, HashSet};

#[derive(Clone, Debug)]
pub(super) struct Voting {
    revoting: bool,
    /// By the encoding of the credential.
    voters: HashMap<[u8; 32], VoterState>,
    /// In order, for those who have only the beginning of a tracker.
    places: BTreeMap<BallotTracker, Place>,
    seen: HashSet<[u8; 32]>,
    pub(super) challenges: Challenges,
    open: Option<Opened>,
    ballots: u64,
    counted: u64,
    counted_weight: u64,
    pub(super) aggregates: Vec<Vec<Aggregate>>,
    /// Positions of ballots that were replaced and whose ciphertexts are not kept: they are still in the sums.
    pub(super) uncounted: Vec<u64>,
}

/// Where a ballot is, and whose it is.
#[derive(Clone, Copy, Debug)]
struct Place {
    seq: u64,
    credential: [u8; 32],
}

#[derive(Clone, Copy, Debug)]
struct Opened {
    seq: u64,
    hash: Hash,
    time: u64,
}

#[derive(Clone, Debug)]
struct VoterState {
    weight: u32,
    tip: Option<Tip>,
}

/// A credential's last ballot. Its ciphertexts are kept to take them out of the sum when it is replaced: encoded, which
/// is a sixth of the memory, and decoded for the few that are replaced.
#[derive(Clone, Debug)]
struct Tip {
    place: BallotPlace,
    /// None of a ballot that came summed up with others.
    ciphertexts: Option<Encoded>,
}

type Encoded = Box<[Box<[[u8; Ciphertext::LENGTH]]>]>;

fn encode(ciphertexts: &[Vec<Ciphertext>]) -> Encoded {
    let encoded = |contest: &Vec<Ciphertext>| contest.iter().map(Ciphertext::to_bytes).collect();
    ciphertexts.iter().map(encoded).collect()
}

/// A ballot's place in its credential's chain and in the log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BallotPlace {
    /// 1, 2, … for each credential.
    pub sequence: u32,
    /// Its tracker.
    pub tracker: BallotTracker,
    /// Position in the log.
    pub seq: u64,
}

/// What became of a sealed ballot, and where.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whereabouts {
    /// It was cast, and is its credential's last one.
    Cast {
        /// Position in the log.
        seq: u64,
    },
    /// It was cast, and later ballots of its credential have replaced it.
    Superseded {
        /// Position in the log.
        seq: u64,
        /// Position of the last one.
        by: u64,
    },
    /// It was opened to check it, and can never be cast.
    Opened {
        /// Position of the opening.
        seq: u64,
    },
    /// It was committed to, and neither cast nor opened.
    Committed {
        /// Position of the commitment.
        seq: u64,
    },
}

impl Whereabouts {
    /// Position of the line that tells it.
    #[must_use]
    pub const fn seq(&self) -> u64 {
        let (Self::Cast { seq }
        | Self::Superseded { seq, .. }
        | Self::Opened { seq }
        | Self::Committed { seq }) = self;
        *seq
    }
}

/// What a booth needs to seal a ballot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct VotingParameters {
    /// Election id.
    pub election: Hash,
    /// Voting context: hash of the open line.
    pub context: Hash,
    /// K.
    pub key: Point,
}

/// A ballot that cannot be accepted.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum BallotError {
    /// For another election or opening.
    #[error("the ballot is bound to the voting context {found}, not to this election's {expected}")]
    Context {
        /// Hash of the open line.
        expected: Hash,
        /// In the ballot.
        found: Hash,
    },
    /// Contests or options are not the manifest's.
    #[error("the ballot's contests, options or proof do not have the numbers that the manifest asks for")]
    Shape,
    /// Nobody on the roll has this credential.
    #[error("credential {credential} is not on the roll")]
    NotOnRoll {
        /// The credential in base64url.
        credential: String,
    },
    /// Not the next ballot of its credential.
    #[error("the ballot has number {found}; the next one of this credential is {expected}")]
    Sequence {
        /// Next number.
        expected: u32,
        /// In the ballot.
        found: u32,
    },
    /// Another ballot before it.
    #[error("the ballot names another ballot before it than this credential's last one")]
    Previous,
    /// A second ballot where only one is allowed.
    #[error("this credential has voted at position {seq}, and this election does not allow to vote again")]
    VotedAlready {
        /// Position of the first ballot.
        seq: u64,
    },
    /// The very same ballot.
    #[error("this ballot is already in the log at position {seq}")]
    RepeatedBallot {
        /// Position of the first one.
        seq: u64,
    },
    /// A ciphertext that is in another ballot or twice in this one.
    #[error("a ciphertext of the ballot occurs twice in the log")]
    RepeatedCiphertext,
    /// The proof.
    #[error("the ballot's proof does not verify")]
    Proof,
    /// The voter's signature.
    #[error("the voter's signature does not verify")]
    Signature,
    /// An opening to something else.
    #[error(transparent)]
    Opening(#[from] OpeningError),
    /// A ballot that is cast after it was opened.
    #[error("this ballot was opened at position {seq}: it can never be cast")]
    Opened {
        /// Position of the opening.
        seq: u64,
    },
    /// A ballot that is opened after it was cast.
    #[error("this ballot was cast at position {seq}: it cannot be opened")]
    Cast {
        /// Position of the ballot.
        seq: u64,
    },
    /// A ciphertext of a cast ballot in an opened one, or the other way round.
    #[error("a ciphertext is both in a cast and in an opened ballot")]
    CastAndOpened,
}

impl BallotError {
    pub(super) const fn check(&self) -> CheckId {
        match self {
            Self::Context { .. } | Self::Shape => CheckId::B1,
            Self::NotOnRoll { .. } => CheckId::B2,
            Self::Signature => CheckId::B3,
            Self::Proof => CheckId::B4,
            Self::Sequence { .. } | Self::Previous | Self::VotedAlready { .. } => CheckId::B5,
            Self::RepeatedBallot { .. } | Self::RepeatedCiphertext => CheckId::B6,
            Self::Opening(_) => CheckId::C2,
            Self::Opened { .. } | Self::Cast { .. } | Self::CastAndOpened => CheckId::C3,
        }
    }

    pub(super) const fn is_conflict(&self) -> bool {
        matches!(
            self,
            Self::Sequence { .. }
                | Self::Previous
                | Self::VotedAlready { .. }
                | Self::RepeatedBallot { .. }
                | Self::Opened { .. }
                | Self::Cast { .. }
        )
    }
}

impl From<ballot::BallotError> for BallotError {
    fn from(error: ballot::BallotError) -> Self {
        match error {
            ballot::BallotError::Signature => Self::Signature,
            ballot::BallotError::Proof => Self::Proof,
            _ => Self::Shape,
        }
    }
}

impl Voting {
    pub(super) fn new(manifest: &Manifest) -> Self {
        Self {
            revoting: manifest.revoting,
            voters: HashMap::new(),
            places: BTreeMap::new(),
            seen: HashSet::new(),
            challenges: Challenges::default(),
            open: None,
            ballots: 0,
            counted: 0,
            counted_weight: 0,
            aggregates: manifest
                .contests
                .iter()
                .map(|contest| vec![Aggregate::zero(); contest.values()])
                .collect(),
            uncounted: Vec::new(),
        }
    }

    /// Puts a credential on the roll; the first weight counts.
    pub(super) fn enrol(&mut self, credential: [u8; 32], weight: u32) {
        self.voters
            .entry(credential)
            .or_insert(VoterState { weight, tip: None });
    }

    pub(super) fn open(&mut self, seq: u64, hash: Hash, time: u64) {
        self.open = Some(Opened { seq, hash, time });
    }

    /// Whether one of these C1 is in a cast ballot.
    pub(super) fn has_cast<'a>(&self, mut c1s: impl Iterator<Item = &'a [u8; 32]>) -> bool {
        c1s.any(|c1| self.seen.contains(c1))
    }

    /// Takes a ballot in the place of its credential's last one. Without ciphertexts its own are in the sums already.
    pub(super) fn absorb(&mut self, cast: &Cast, seq: u64, ciphertexts: Option<&[Vec<Ciphertext>]>) {
        self.ballots = self.ballots.saturating_add(1);
        if self.places.contains_key(&cast.tracker) {
            return;
        }
        let credential = cast.credential;
        self.places.insert(cast.tracker, Place { seq, credential });
        self.seen.extend(&cast.c1s);
        let Some(voter) = self.voters.get_mut(&credential) else {
            return;
        };
        let weight = voter.weight;
        let place = BallotPlace {
            sequence: cast.sequence,
            tracker: cast.tracker,
            seq,
        };
        let ciphertexts_of_tip = ciphertexts.map(encode);
        let before = voter.tip.replace(Tip {
            place,
            ciphertexts: ciphertexts_of_tip,
        });
        match before {
            Some(Tip {
                ciphertexts: Some(before),
                ..
            }) => self.subtract(&before, weight),
            Some(before) => self.uncounted.push(before.place.seq),
            None => {
                self.counted = self.counted.saturating_add(1);
                self.counted_weight = self.counted_weight.saturating_add(u64::from(weight));
            }
        }
        if let Some(ciphertexts) = ciphertexts {
            self.add(ciphertexts, weight);
        }
    }

    fn add(&mut self, ciphertexts: &[Vec<Ciphertext>], weight: u32) {
        for (sums, contest) in self.aggregates.iter_mut().zip(ciphertexts) {
            for (sum, ciphertext) in sums.iter_mut().zip(contest) {
                sum.add(ciphertext, u64::from(weight));
            }
        }
    }

    fn subtract(&mut self, ciphertexts: &Encoded, weight: u32) {
        for (sums, contest) in self.aggregates.iter_mut().zip(ciphertexts) {
            for (sum, encoded) in sums.iter_mut().zip(contest) {
                // What was encoded can be decoded.
                if let Ok(ciphertext) = Ciphertext::from_bytes(encoded) {
                    sum.subtract(&ciphertext, u64::from(weight));
                }
            }
        }
    }
}

impl Election {
    /// What a booth needs to seal a ballot; none before the open line.
    #[must_use]
    pub fn voting_parameters(&self) -> Option<VotingParameters> {
        Some(VotingParameters {
            election: self.id,
            context: self.voting.open.as_ref()?.hash,
            key: self.public_keys()?.joint,
        })
    }

    /// Position of the open line.
    #[must_use]
    pub fn opened_at(&self) -> Option<u64> {
        self.voting.open.as_ref().map(|open| open.seq)
    }

    /// Weight of a credential on the roll.
    #[must_use]
    pub fn weight(&self, credential: &Point) -> Option<u32> {
        self.voting
            .voters
            .get(credential.as_bytes())
            .map(|voter| voter.weight)
    }

    /// A credential's last ballot.
    #[must_use]
    pub fn last_ballot(&self, credential: &Point) -> Option<BallotPlace> {
        self.voting
            .voters
            .get(credential.as_bytes())?
            .tip
            .as_ref()
            .map(|tip| tip.place)
    }

    /// Position of the ballot with this tracker.
    #[must_use]
    pub fn ballot_position(&self, tracker: &BallotTracker) -> Option<u64> {
        self.voting.places.get(tracker).map(|place| place.seq)
    }

    /// Trackers and positions of the cast ballots that are meant: one or none, but for chance.
    pub fn ballots_named(&self, text: &TrackerText) -> impl Iterator<Item = (&BallotTracker, u64)> {
        let named = self.voting.places.range(text.first()..=text.last());
        named.map(|(tracker, place)| (tracker, place.seq))
    }

    /// Where something with this tracker is.
    #[must_use]
    pub fn whereabouts(&self, text: &TrackerText) -> Option<(BallotTracker, Whereabouts)> {
        let Some((tracker, place)) = self.voting.places.range(text.first()..=text.last()).next() else {
            return self.voting.challenges.whereabouts(text);
        };
        let tip = self.voting.voters.get(&place.credential)?.tip.as_ref()?;
        let seq = place.seq;
        let found = if tip.place.seq == seq {
            Whereabouts::Cast { seq }
        } else {
            let by = tip.place.seq;
            Whereabouts::Superseded { seq, by }
        };
        Some((*tracker, found))
    }

    /// Number of ballot lines, superseded ones too.
    #[must_use]
    pub const fn ballots(&self) -> u64 {
        self.voting.ballots
    }

    /// Number of credentials on the roll that cast a ballot: each counts once.
    #[must_use]
    pub const fn counted(&self) -> u64 {
        self.voting.counted
    }

    /// Sum of the weights of those credentials.
    #[must_use]
    pub const fn counted_weight(&self) -> u64 {
        self.voting.counted_weight
    }

    /// Sums of the counted ballots' ciphertexts, by contest, then option, then the blank vote if there is one.
    #[must_use]
    pub fn aggregates(&self) -> &[Vec<Aggregate>] {
        &self.voting.aggregates
    }

    /// Checks a voter's signature, proof and opening, which [`Election::examine`] leaves out.
    ///
    /// # Errors
    /// The first of them that does not verify. A line that is no voter's, or comes before the open line, has nothing
    /// to verify here.
    pub fn verify_ballot(&self, submission: &Submission) -> Result<(), BallotError> {
        self.ballot_verifier()
            .map_or(Ok(()), |verifier| verifier.verify(submission))
    }

    /// What checks voters' signatures, proofs and openings, apart from the election's state; none before the open line.
    #[must_use]
    pub fn ballot_verifier(&self) -> Option<BallotVerifier> {
        let parameters = self.voting_parameters()?;
        Some(BallotVerifier {
            election: self.id,
            style: self.style.clone(),
            key: parameters.key,
        })
    }

    /// The voting context, if it is not this one.
    pub(super) fn other_context(&self, context: &Hash) -> Option<Hash> {
        let expected = self.voting.open.as_ref()?.hash;
        (*context != expected).then_some(expected)
    }

    /// Whether a ballot, cast or opened, is for this election and its contests.
    pub(super) fn examine_form(&self, ballot: &Ballot, found: &mut Vec<Violation>) {
        if let Some(expected) = self.other_context(&ballot.context) {
            found.push(
                BallotError::Context {
                    expected,
                    found: ballot.context,
                }
                .into(),
            );
        }
        let fits = self.style.fits(
            &ballot.ciphertexts,
            ballot.proof.as_ref(),
            ballot.allocations.as_ref(),
        );
        if !fits {
            found.push(BallotError::Shape.into());
        }
    }

    pub(super) fn examine_ballot(&self, ballot: &Ballot, tracker: &Hash, found: &mut Vec<Violation>) {
        self.examine_cast(&Cast::new(ballot, *tracker), Some(ballot), found);
    }

    /// What is wrong with a ballot, and with its form if it is given.
    pub(super) fn examine_cast(&self, cast: &Cast, form: Option<&Ballot>, found: &mut Vec<Violation>) {
        if let Some(seq) = self.ballot_position(&cast.tracker) {
            found.push(BallotError::RepeatedBallot { seq }.into());
            return;
        }
        if let Some(seq) = self.voting.challenges.opened(&cast.tracker) {
            found.push(BallotError::Opened { seq }.into());
            return;
        }
        if let Some(ballot) = form {
            self.examine_form(ballot, found);
        }
        if self.voting.has_cast(cast.c1s.iter()) || form.is_some_and(Ballot::repeats_itself) {
            found.push(BallotError::RepeatedCiphertext.into());
        }
        if self.voting.challenges.has_opened(cast.c1s.iter()) {
            found.push(BallotError::CastAndOpened.into());
        }
        let Some(voter) = self.voting.voters.get(&cast.credential) else {
            found.push(
                BallotError::NotOnRoll {
                    credential: cast.credential_text(),
                }
                .into(),
            );
            return;
        };
        let (expected, previous) = voter.tip.as_ref().map_or((1, Hash::ZERO), |tip| {
            (tip.place.sequence.saturating_add(1), *tip.place.tracker.hash())
        });
        if let Some(tip) = voter.tip.as_ref().filter(|_| !self.voting.revoting) {
            found.push(BallotError::VotedAlready { seq: tip.place.seq }.into());
        } else if cast.sequence != expected {
            found.push(
                BallotError::Sequence {
                    expected,
                    found: cast.sequence,
                }
                .into(),
            );
        } else if cast.previous != previous {
            found.push(BallotError::Previous.into());
        }
    }

    pub(super) fn absorb_ballot(&mut self, entry: &Entry, ballot: &Ballot) {
        let cast = Cast::new(ballot, entry.submission().body_hash());
        self.voting
            .absorb(&cast, entry.seq(), Some(ballot.ciphertexts.as_slice()));
    }

    pub(super) fn examine_close(&self, body: &Close, found: &mut Vec<Violation>) {
        let Some(open) = &self.voting.open else { return };
        if body.context != open.hash {
            found.push(PhaseError::Context.into());
        }
        if body.time < open.time {
            found.push(
                PhaseError::Time {
                    open: open.time,
                    close: body.time,
                }
                .into(),
            );
        }
    }

    pub(super) fn absorb_close(&mut self, entry: &Entry, body: &Close) {
        self.tallying.close(entry.seq(), *entry.hash(), body.time);
        let minimum = u64::from(
            self.manifest
                .minimum_ballots
                .max(crate::manifest::MINIMUM_BALLOTS_FLOOR),
        );
        self.phase = if self.voting.counted < minimum {
            Phase::Withheld
        } else {
            Phase::Intent
        };
    }
}
