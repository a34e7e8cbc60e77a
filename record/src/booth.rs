//! Sealing and casting a ballot (docs/record.md §4.5): what every booth does, in a browser or not.

use crate::{
    body::{Ballot, Body},
    election::{Election, VotingParameters},
    entry::{Signer, Submission},
    tracker::BallotTracker,
};
use ostrakon_crypto::{
    ballot::{self, BallotContext, BallotStyle, SealError},
    credential::CredentialKey,
    hash::Hash,
};
use rand_core::{CryptoRng, RngCore};

/// A sealed ballot that has not been cast.
#[derive(Debug)]
pub struct Sealed {
    body: Ballot,
    tracker: BallotTracker,
    election: Hash,
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
        let sealed = ballot::seal(style, &parameters.key, &context, choices, rng)?;
        let body = Ballot {
            context: context.voting_context,
            credential: context.credential,
            sequence: context.sequence,
            previous: context.previous,
            ciphertexts: sealed.ciphertexts,
            proof: sealed.proof,
            allocations: sealed.allocations,
        };
        let tracker = BallotTracker::of(Body::Ballot(body.clone()).encode().as_bytes());
        Ok(Self {
            body,
            tracker,
            election: parameters.election,
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

    /// Signs the ballot, which makes it ready to post.
    #[must_use]
    pub fn cast<R: RngCore + CryptoRng>(self, key: &CredentialKey, rng: &mut R) -> Submission {
        let signature = key.sign(&self.election, self.tracker.hash(), rng);
        Submission::with_signature(Signer::Voter, Body::Ballot(self.body), signature)
    }
}
