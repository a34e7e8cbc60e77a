//! What voters' lines claim and prove by themselves, whatever the election's state: it can be checked elsewhere, and
//! ballots together (docs/protocol.md §9).

use super::BallotError;
use crate::{body::Body, entry::Submission};
use ostrakon_crypto::{
    ballot::{self, BallotContext, BallotStyle, BatchItem, Opening, SealedBallot},
    credential::{ChallengeStep, verify_ballot_signature},
    group::Point,
    hash::Hash,
    signature::Signature,
};
use rand_core::{CryptoRng, RngCore};

/// Checks voters' signatures, proofs and openings. Cheap to make and to move elsewhere.
#[derive(Clone, Debug)]
pub struct BallotVerifier {
    pub(super) election: Hash,
    pub(super) style: BallotStyle,
    pub(super) key: Point,
}

/// What is to be proved of a voter's line.
#[derive(Clone, Debug)]
pub struct Claim(Inner);

#[derive(Clone, Debug)]
enum Inner {
    Ballot(Box<BatchItem>),
    Step(Box<Step>),
}

/// A commitment or a challenge.
#[derive(Clone, Debug)]
struct Step {
    kind: ChallengeStep,
    credential: Point,
    body: Hash,
    signature: Signature,
    opened: Option<(BallotContext, SealedBallot, Opening)>,
}

impl Claim {
    /// Who claims.
    pub(crate) const fn credential(&self) -> Point {
        match &self.0 {
            Inner::Ballot(item) => item.context.credential,
            Inner::Step(step) => step.credential,
        }
    }
}

impl BallotVerifier {
    /// Checks what a line claims.
    ///
    /// # Errors
    /// The first fault. A line that is no voter's has nothing to verify.
    pub fn verify(&self, submission: &Submission) -> Result<(), BallotError> {
        self.claim(submission).map_or(Ok(()), |claim| self.check(&claim))
    }

    /// What a line claims; none if it is no voter's.
    #[must_use]
    pub fn claim(&self, submission: &Submission) -> Option<Claim> {
        let step = |kind, credential, opened| {
            Inner::Step(Box::new(Step {
                kind,
                credential,
                body: submission.body_hash(),
                signature: *submission.signature(),
                opened,
            }))
        };
        Some(Claim(match submission.body() {
            Body::Ballot(ballot) => Inner::Ballot(Box::new(BatchItem {
                context: ballot.context(),
                ballot: ballot.sealed(),
                election: self.election,
                tracker: submission.body_hash(),
                signature: *submission.signature(),
            })),
            Body::Commitment(commitment) => step(ChallengeStep::Commitment, commitment.credential, None),
            Body::Challenge(challenge) => {
                let ballot = &challenge.ballot;
                let opened = (ballot.context(), ballot.sealed(), challenge.opening());
                step(ChallengeStep::Challenge, ballot.credential, Some(opened))
            }
            _ => return None,
        }))
    }

    /// Checks many claims, those of ballots together. One outcome each, in order: what [`BallotVerifier::verify`] says.
    pub fn verify_batch<R: RngCore + CryptoRng>(
        &self,
        claims: &[Claim],
        rng: &mut R,
    ) -> Vec<Result<(), BallotError>> {
        let ballots: Vec<&BatchItem> = claims
            .iter()
            .filter_map(|claim| match &claim.0 {
                Inner::Ballot(item) => Some(item.as_ref()),
                Inner::Step(_) => None,
            })
            .collect();
        let mut together = ballot::check_batch(&self.style, &self.key, &ballots, rng).into_iter();
        claims
            .iter()
            .map(|claim| match &claim.0 {
                Inner::Ballot(_) => together
                    .next()
                    .unwrap_or(Err(ballot::BallotError::Proof))
                    .map_err(BallotError::from),
                Inner::Step(_) => self.check(claim),
            })
            .collect()
    }

    fn check(&self, claim: &Claim) -> Result<(), BallotError> {
        self.all_faults(claim).next().map_or(Ok(()), Err)
    }

    /// All that is wrong with a claim: a wrong shape is left to [`super::Election::examine`].
    pub(crate) fn faults(&self, claim: &Claim) -> impl Iterator<Item = BallotError> + use<> {
        self.all_faults(claim)
            .filter(|error| *error != BallotError::Shape)
    }

    fn all_faults(&self, claim: &Claim) -> impl Iterator<Item = BallotError> + use<> {
        let (signed, proved, opened) = match &claim.0 {
            Inner::Ballot(item) => (
                verify_ballot_signature(
                    &item.context.credential,
                    &item.election,
                    &item.tracker,
                    &item.signature,
                ),
                ballot::check(&self.style, &self.key, &item.context, &item.ballot),
                Ok(()),
            ),
            Inner::Step(step) => {
                let signed = step
                    .kind
                    .verify(&step.credential, &self.election, &step.body, &step.signature);
                match &step.opened {
                    None => (signed, Ok(()), Ok(())),
                    Some((context, ballot, opening)) => (
                        signed,
                        ballot::check(&self.style, &self.key, context, ballot),
                        ballot::check_opening(&self.key, &ballot.ciphertexts, opening),
                    ),
                }
            }
        };
        let signed = signed.err().map(|_| BallotError::Signature);
        let proved = proved.err().map(BallotError::from);
        let opened = opened.err().map(BallotError::from);
        [signed, proved, opened].into_iter().flatten()
    }
}
