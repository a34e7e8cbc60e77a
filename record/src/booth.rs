//! Sealing a ballot, and then casting or opening it (docs/record.md §4): what every booth does, in a browser or
//! not.

use crate::{
    body::{Ballot, Body},
    challenge::{Challenge, Commitment},
    election::{Election, VotingParameters},
    entry::{Signer, Submission},
    tracker::BallotTracker,
};
use ostrakon_crypto::{
    ballot::{self, BallotContext, BallotStyle, Opening, SealError, SecretOpening},
    credential::{ChallengeStep, CredentialKey},
    hash::Hash,
};
use rand_core::{CryptoRng, RngCore};

/// A sealed ballot of which nobody has decided yet whether it is cast or opened: never both.
#[derive(Debug)]
pub struct Sealed {
    body: Ballot,
    tracker: BallotTracker,
    election: Hash,
    opening: SecretOpening,
}

/// Why a ballot cannot be sealed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum BoothError {
    /// Voting has not been opened.
    #[error("voting has not been opened yet")]
    NotOpen,
    /// The code belongs to nobody on this election's roll.
    #[error("this voter code is not on the roll of this election")]
    NotOnRoll,
    /// One ballot only, and it is cast.
    #[error("this voter code has voted at position {seq}, and this election does not allow to vote again")]
    VotedAlready {
        /// Position of the ballot.
        seq: u64,
    },
    /// Selections against the rules.
    #[error(transparent)]
    Seal(#[from] SealError),
}

/// Where the next ballot of a credential belongs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NextBallot {
    /// 1, 2, …
    pub sequence: u32,
    /// Tracker of the ballot before, or zeros.
    pub previous: Hash,
}

impl NextBallot {
    /// For a credential without ballots.
    pub const FIRST: Self = Self {
        sequence: 1,
        previous: Hash::ZERO,
    };

    /// After the ballot with this number and tracker.
    #[must_use]
    pub const fn after(sequence: u32, tracker: &BallotTracker) -> Self {
        Self {
            sequence: sequence.saturating_add(1),
            previous: *tracker.hash(),
        }
    }
}

impl Sealed {
    /// Encrypts and proves: `choices` by contest in manifest order, each the value of every option, then 0 or 1 for the
    /// blank vote if there is one.
    ///
    /// # Errors
    /// If the choices break a rule.
    pub fn seal<R: RngCore + CryptoRng>(
        style: &BallotStyle,
        parameters: &VotingParameters,
        key: &CredentialKey,
        next: NextBallot,
        choices: &[Vec<u32>],
        rng: &mut R,
    ) -> Result<Self, SealError> {
        let context = BallotContext {
            voting_context: parameters.context,
            credential: key.credential(),
            sequence: next.sequence,
            previous: next.previous,
        };
        let (sealed, opening) = ballot::seal_openable(style, &parameters.key, &context, choices, rng)?;
        let body = Ballot {
            context: context.voting_context,
            credential: context.credential,
            sequence: context.sequence,
            previous: context.previous,
            ciphertexts: sealed.ciphertexts,
            proof: sealed.proof,
            allocations: sealed.allocations,
        };
        let tracker = body.tracker();
        Ok(Self {
            body,
            tracker,
            election: parameters.election,
            opening,
        })
    }

    /// [`Sealed::seal`] for an election whose log was read: knows the credential's last ballot.
    ///
    /// # Errors
    /// If the election is not open, the credential is not on its roll or may not vote again, or the choices break
    /// a rule.
    pub fn for_election<R: RngCore + CryptoRng>(
        election: &Election,
        key: &CredentialKey,
        choices: &[Vec<u32>],
        rng: &mut R,
    ) -> Result<Self, BoothError> {
        let parameters = election.voting_parameters().ok_or(BoothError::NotOpen)?;
        election.weight(&key.credential()).ok_or(BoothError::NotOnRoll)?;
        let next = match election.last_ballot(&key.credential()) {
            None => NextBallot::FIRST,
            Some(place) if election.manifest().revoting => NextBallot::after(place.sequence, &place.tracker),
            Some(place) => return Err(BoothError::VotedAlready { seq: place.seq }),
        };
        Ok(Self::seal(
            election.style(),
            &parameters,
            key,
            next,
            choices,
            rng,
        )?)
    }

    /// The ballot's name.
    #[must_use]
    pub const fn tracker(&self) -> &BallotTracker {
        &self.tracker
    }

    /// Commits to the ballot: the line to be posted before it is opened. It binds to nothing; the ballot can still be
    /// cast. `number` counts the credential's commitments from 1 ([`Election::challenges_of`]).
    #[must_use]
    pub fn commit<R: RngCore + CryptoRng>(
        &self,
        number: u32,
        key: &CredentialKey,
        rng: &mut R,
    ) -> Submission {
        let body = Body::Commitment(Commitment {
            context: self.body.context,
            credential: self.body.credential,
            number,
            tracker: self.tracker,
        });
        sign_step(ChallengeStep::Commitment, &self.election, body, key, rng)
    }

    /// Opens the ballot for everybody to see. `commitment` is the hash of the commitment's line, as the board's receipt
    /// names it.
    #[must_use]
    pub fn challenge<R: RngCore + CryptoRng>(
        self,
        commitment: Hash,
        key: &CredentialKey,
        rng: &mut R,
    ) -> Submission {
        let Opening { choices, randomness } = self.opening.reveal();
        let body = Body::Challenge(Challenge {
            commitment,
            ballot: self.body,
            choices,
            randomness,
        });
        sign_step(ChallengeStep::Challenge, &self.election, body, key, rng)
    }

    /// Signs the ballot, which makes it ready to post.
    #[must_use]
    pub fn cast<R: RngCore + CryptoRng>(self, key: &CredentialKey, rng: &mut R) -> Submission {
        let signature = key.sign(&self.election, self.tracker.hash(), rng);
        Submission::with_signature(Signer::Voter, Body::Ballot(self.body), signature)
    }
}

fn sign_step<R: RngCore + CryptoRng>(
    step: ChallengeStep,
    election: &Hash,
    body: Body,
    key: &CredentialKey,
    rng: &mut R,
) -> Submission {
    let hash = Hash::of(body.encode().as_bytes());
    Submission::with_signature(Signer::Voter, body, key.sign_step(step, election, &hash, rng))
}
