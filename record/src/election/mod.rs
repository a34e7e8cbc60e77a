//! The election as a state machine (docs/record.md §4): its only input is the log.
//!
//! [`Election::examine`] tells everything that is wrong with a line and changes nothing; [`Election::absorb`] takes
//! a line's effect and judges nothing. The board absorbs only lines without findings. The verifier writes the
//! findings down and absorbs the line all the same, so that one fault is reported once.
//!
//! - [`phase`]: phases and who may say what in which
//! - [`keys`]: key generation
//! - [`holders`]: who holds the key
//! - [`refresh`]: handing the key on to other trustees
//! - [`setup`]: roll, rehearsals, opening
//! - `voting`: ballots
//! - `cast`: ballots that others have looked at
//! - `challenge`: commitments and opened ballots
//! - `opening`: one opened ballot by itself
//! - `proof`: what voters' lines prove by themselves
//! - [`tallying`]: intents and partial decryptions
//! - `result`: combining, counting, comparing

mod cast;
mod challenge;
pub mod holders;
pub mod keys;
mod opening;
pub mod phase;
mod proof;
pub mod refresh;
mod result;
pub mod setup;
pub mod tallying;
pub mod voting;

pub(crate) use cast::Cast;
pub use challenge::ChallengeError;
pub use holders::{HandedOn, Received};
pub use keys::{Dispute, KeyError, PastSession};
pub use opening::OpeningError;
pub use phase::{Phase, PhaseError};
pub use proof::{BallotVerifier, Claim};
pub use refresh::{RefreshError, RefreshStep, RunningRefresh};
pub use setup::SetupError;
pub use tallying::{Tally, TallyError};
pub use voting::{BallotError, BallotPlace, VotingParameters, Whereabouts};

use crate::{
    body::Body,
    entry::{Entry, Kind, Signer, Submission},
    manifest::{Manifest, ManifestError},
    roll::RollError,
    verify::CheckId,
};
use ostrakon_crypto::{ballot::BallotStyle, dkg::Session, hash::Hash, signature::SignatureError};

/// What a whole log up to some line amounts to.
#[derive(Clone, Debug)]
pub struct Election {
    id: Hash,
    manifest: Manifest,
    style: BallotStyle,
    session: Session,
    phase: Phase,
    entries: u64,
    head: Hash,
    keys: keys::KeyGeneration,
    /// Boxed: it is large, and an election is moved.
    holders: Box<holders::Holders>,
    setup: setup::Setup,
    voting: voting::Voting,
    tallying: tallying::Tallying,
    abort_reason: Option<String>,
}

/// Something that no line may do.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Violation {
    /// Not the next line.
    #[error(transparent)]
    Place(#[from] PlaceError),
    /// Not now, not by this role, or not again.
    #[error(transparent)]
    Phase(#[from] PhaseError),
    /// The role's signature.
    #[error("{signer}: {error}")]
    Signature {
        /// The claimed role.
        signer: Signer,
        /// What is wrong.
        error: SignatureError,
    },
    /// The manifest.
    #[error(transparent)]
    Manifest(#[from] ManifestError),
    /// Key generation.
    #[error(transparent)]
    Key(#[from] KeyError),
    /// Refresh.
    #[error(transparent)]
    Refresh(#[from] RefreshError),
    /// Rehearsal or opening.
    #[error(transparent)]
    Setup(#[from] SetupError),
    /// The roll.
    #[error(transparent)]
    Roll(#[from] RollError),
    /// A ballot, cast or opened.
    #[error(transparent)]
    Ballot(#[from] BallotError),
    /// A commitment or an opening.
    #[error(transparent)]
    Challenge(#[from] ChallengeError),
    /// Decryption or result.
    #[error(transparent)]
    Tally(#[from] TallyError),
}

/// A line that does not follow the one before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PlaceError {
    /// Wrong sequence number.
    #[error("the line's number is {found}, not {expected}")]
    Seq {
        /// Number of lines before it.
        expected: u64,
        /// In the line.
        found: u64,
    },
    /// Wrong hash of the line before.
    #[error("the line names {found} as the line before, which is {expected}")]
    Prev {
        /// Hash of the line before.
        expected: Hash,
        /// In the line.
        found: Hash,
    },
}

/// Which answer a refused poster deserves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The poster may not do this.
    Forbidden,
    /// Not in this state; it may be possible earlier, later, or after reading the log anew.
    Conflict,
    /// The statement is false or out of its bounds.
    Invalid,
}

impl Violation {
    /// The verifier's check that this violates.
    #[must_use]
    pub const fn check(&self) -> CheckId {
        match self {
            Self::Place(_) => CheckId::L1,
            Self::Signature {
                signer: Signer::Voter,
                ..
            } => CheckId::B3,
            Self::Phase(error) => error.check(),
            Self::Manifest(ManifestError::Protocol { .. }) => CheckId::P2,
            Self::Manifest(ManifestError::Trustees { .. }) => CheckId::K1,
            Self::Manifest(ManifestError::Field { .. }) => CheckId::P4,
            Self::Key(error) => error.check(),
            Self::Refresh(error) => error.check(),
            Self::Setup(error) => error.check(),
            Self::Roll(_)
            | Self::Signature {
                signer: Signer::Registrar,
                ..
            } => CheckId::E1,
            Self::Ballot(error) => error.check(),
            Self::Challenge(_) => ChallengeError::CHECK,
            Self::Tally(error) => error.check(),
            Self::Signature { .. } => CheckId::L6,
        }
    }

    /// Which answer the poster deserves.
    #[must_use]
    pub const fn refusal(&self) -> Refusal {
        match self {
            Self::Phase(PhaseError::Role { .. })
            | Self::Signature { .. }
            | Self::Refresh(RefreshError::Former { .. })
            | Self::Ballot(BallotError::NotOnRoll { .. } | BallotError::Signature) => Refusal::Forbidden,
            Self::Place(_) | Self::Phase(_) => Refusal::Conflict,
            Self::Key(error) if error.is_conflict() => Refusal::Conflict,
            Self::Refresh(error) if error.is_conflict() => Refusal::Conflict,
            Self::Ballot(error) if error.is_conflict() => Refusal::Conflict,
            Self::Challenge(error) if error.is_conflict() => Refusal::Conflict,
            _ => Refusal::Invalid,
        }
    }
}

/// A first line that starts no election.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum BeginError {
    /// Line 0 is no manifest.
    #[error("line 0 must be a manifest; this one is: {found}")]
    NotManifest {
        /// What it is instead.
        found: Kind,
    },
    /// Its numbers do not even allow to go on.
    #[error(transparent)]
    Manifest(#[from] ManifestError),
}

impl Election {
    /// Starts from line 0, and tells what is wrong with it.
    ///
    /// # Errors
    /// If the line is no manifest, or one whose threshold or rules are impossible.
    pub fn begin(entry: &Entry) -> Result<(Self, Vec<Violation>), BeginError> {
        let Body::Manifest(manifest) = entry.body() else {
            return Err(BeginError::NotManifest { found: entry.kind() });
        };
        let id = *entry.hash();
        let election = Self {
            id,
            manifest: manifest.clone(),
            style: manifest.ballot_style()?,
            session: manifest.session(id)?,
            phase: Phase::KeyCommit,
            entries: 1,
            head: id,
            keys: keys::KeyGeneration::default(),
            holders: Box::new(holders::Holders::new(manifest)),
            setup: setup::Setup::new(manifest),
            voting: voting::Voting::new(manifest),
            tallying: tallying::Tallying::default(),
            abort_reason: None,
        };
        let mut found: Vec<Violation> = place(entry, 0, &Hash::ZERO);
        if entry.submission().signer() != Signer::Authority {
            found.push(
                PhaseError::Role {
                    kind: Kind::Manifest,
                    signer: entry.submission().signer(),
                }
                .into(),
            );
        }
        found.extend(election.signature(entry.submission()));
        found.extend(manifest.problems().into_iter().map(Violation::from));
        Ok((election, found))
    }

    /// Everything that is wrong with a line as the next one. A voter's signature, proof and opening are left to
    /// [`Election::verify_ballot`] or [`BallotVerifier`], so that they can be checked elsewhere or in batches.
    #[must_use]
    pub fn examine(&self, entry: &Entry) -> Vec<Violation> {
        let mut found = place(entry, self.entries, &self.head);
        found.extend(self.examine_submission(entry.submission()));
        found
    }

    /// [`Election::examine`] without a place: what the board asks before it gives one.
    #[must_use]
    pub fn examine_submission(&self, submission: &Submission) -> Vec<Violation> {
        let step = self.refresh_step();
        if let Err(error) = self.phase.admits(submission, step) {
            return vec![error.into()];
        }
        if let Some((trustee, _)) = self.former_holder(submission) {
            let kind = submission.kind();
            return vec![RefreshError::Former { kind, trustee }.into()];
        }
        let mut found = Vec::new();
        if submission.signer() != Signer::Voter {
            found.extend(self.signature(submission));
        }
        let signer = submission.signer();
        if step.is_some() && self.examine_refresh_line(submission, &mut found) {
            return found;
        }
        match (submission.body(), signer) {
            (Body::KeyCommit(body), Signer::Trustee(index)) => self.examine_commit(index, body, &mut found),
            (Body::KeyDeal(body), Signer::Trustee(index)) => self.examine_deal(index, body, &mut found),
            (Body::KeyConfirm(body), Signer::Trustee(index)) => self.examine_confirm(index, body, &mut found),
            (Body::KeyComplaint(body), Signer::Trustee(index)) => {
                self.examine_complaint(index, body, &mut found);
            }
            (Body::KeyRestart(body), _) => self.examine_restart(body, &mut found),
            (Body::KeyRefresh(body), _) => self.examine_refresh(body, &mut found),
            (Body::RollPart(body), _) => self.examine_roll_part(body, &mut found),
            (Body::RollSeal(body), _) => self.examine_roll_seal(body, &mut found),
            (Body::Rehearsal(body), Signer::Trustee(index)) => {
                self.examine_rehearsal(index, body, &mut found);
            }
            (Body::Open(body), _) => self.examine_open(body, &mut found),
            (Body::Ballot(body), _) => self.examine_ballot(body, &submission.body_hash(), &mut found),
            (Body::Commitment(body), _) => self.examine_commitment(body, &mut found),
            (Body::Challenge(body), _) => self.examine_challenge(body, &mut found),
            (Body::Close(body), _) => self.examine_close(body, &mut found),
            (Body::Intent(body), Signer::Trustee(index)) => self.examine_intent(index, body, &mut found),
            (Body::PartialDecryption(body), Signer::Trustee(index)) => {
                self.examine_partial(index, body, &mut found);
            }
            (Body::Result(body), _) => self.examine_result(body, &mut found),
            (Body::Abort(body), _) => phase::examine_abort(body, &mut found),
            // `Phase::admits` has refused a manifest and every other signer.
            _ => {}
        }
        found
    }

    /// Takes the effect of a line, right or wrong.
    pub fn absorb(&mut self, entry: &Entry) {
        self.entries = self.entries.saturating_add(1);
        self.head = *entry.hash();
        let (submission, step) = (entry.submission(), self.refresh_step());
        if self.phase.admits(submission, step).is_err() || self.former_holder(submission).is_some() {
            return;
        }
        if step.is_some() && self.absorb_refresh_line(submission) {
            return;
        }
        match (entry.body(), entry.submission().signer()) {
            (Body::KeyCommit(body), Signer::Trustee(index)) => self.absorb_commit(index, body),
            (Body::KeyDeal(body), Signer::Trustee(index)) => self.absorb_deal(index, body),
            (Body::KeyConfirm(_), Signer::Trustee(index)) => self.absorb_confirm(index),
            (Body::KeyComplaint(body), Signer::Trustee(index)) => self.absorb_complaint(index, body),
            (Body::KeyRestart(body), _) => self.absorb_restart(entry, body),
            (Body::KeyRefresh(body), _) => self.absorb_refresh(entry, body),
            (Body::RollPart(body), _) => self.absorb_roll_part(body),
            (Body::RollSeal(_), _) => self.absorb_roll_seal(entry),
            (Body::Rehearsal(_), Signer::Trustee(index)) => self.absorb_rehearsal(index),
            (Body::Open(body), _) => self.absorb_open(entry, body),
            (Body::Ballot(body), _) => self.absorb_ballot(entry, body),
            (Body::Commitment(body), _) => self.absorb_commitment(entry, body),
            (Body::Challenge(body), _) => self.absorb_challenge(entry, body),
            (Body::Close(body), _) => self.absorb_close(entry, body),
            (Body::Intent(body), Signer::Trustee(index)) => self.absorb_intent(index, body),
            (Body::PartialDecryption(body), Signer::Trustee(index)) => self.absorb_partial(index, body),
            (Body::Result(body), _) => self.absorb_result(body),
            (Body::Abort(body), _) => {
                self.abort_reason = Some(body.reason.clone());
                self.phase = Phase::Aborted;
            }
            _ => {}
        }
    }

    /// Passes over a line that could not be decoded: it has a place and a hash, and no effect.
    pub(crate) const fn skip(&mut self, line: Hash) {
        self.entries = self.entries.saturating_add(1);
        self.head = line;
    }

    /// Hash of line 0: the election's name.
    #[must_use]
    pub const fn id(&self) -> &Hash {
        &self.id
    }

    /// What the election is.
    #[must_use]
    pub const fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    /// The contests' rules in the form that proofs need.
    #[must_use]
    pub const fn style(&self) -> &BallotStyle {
        &self.style
    }

    /// The key generation's current session; after a refresh that of the trustees who hold the key.
    #[must_use]
    pub const fn session(&self) -> &Session {
        &self.session
    }

    /// Where the election stands.
    #[must_use]
    pub const fn phase(&self) -> Phase {
        self.phase
    }

    /// Number of lines so far.
    #[must_use]
    pub const fn entries(&self) -> u64 {
        self.entries
    }

    /// Hash of the last line.
    #[must_use]
    pub const fn head(&self) -> &Hash {
        &self.head
    }

    /// Why the authority ended the election without a result.
    #[must_use]
    pub fn abort_reason(&self) -> Option<&str> {
        self.abort_reason.as_deref()
    }
}

fn place(entry: &Entry, expected: u64, head: &Hash) -> Vec<Violation> {
    let mut found = Vec::new();
    if entry.seq() != expected {
        found.push(
            PlaceError::Seq {
                expected,
                found: entry.seq(),
            }
            .into(),
        );
    }
    if entry.prev() != head {
        found.push(
            PlaceError::Prev {
                expected: *head,
                found: *entry.prev(),
            }
            .into(),
        );
    }
    found
}
