//! An election's state, kept up to date from the log. Every line is checked as the board must have checked it.

use crate::{
    BoardClient, ClientError,
    inclusion::{Inclusion, inclusion},
};
use ostrakon_crypto::{hash::Hash, index::TrusteeIndex};
use ostrakon_record::{
    election::{BallotError, BeginError, Election, TallyError, Violation},
    entry::{Entry, LineError},
    tlog::{
        NodeHash, Policy,
        tlog_proof::{TlogProofError, TlogProofParseError},
    },
};

/// A log that cannot be followed.
#[derive(Clone, Debug, thiserror::Error)]
#[non_exhaustive]
pub enum FollowError {
    /// The board.
    #[error(transparent)]
    Client(#[from] ClientError),
    /// Bytes that are no line.
    #[error("line {seq} of the board's log: {error}")]
    Line {
        /// Its position.
        seq: u64,
        /// What is wrong.
        error: LineError,
    },
    /// Line 0 starts no election.
    #[error("line 0 of the board's log: {0}")]
    Begin(BeginError),
    /// Line 0 is of another election.
    #[error("the board's log is of election {found}, not of {expected}")]
    Election {
        /// Asked for.
        expected: Hash,
        /// Hash of line 0.
        found: Hash,
    },
    /// A line that the board should have refused.
    #[error("line {seq} of the board's log: {violation}")]
    Violation {
        /// Its position.
        seq: u64,
        /// What is wrong.
        violation: Violation,
    },
    /// A ballot that the board should have refused.
    #[error("line {seq} of the board's log: {error}")]
    Ballot {
        /// Its position.
        seq: u64,
        /// What is wrong.
        error: BallotError,
    },
    /// What should prove that a line is in the log is no proof.
    #[error("the board's proof that line {seq} is in the log: {error}")]
    Proof {
        /// The line's position.
        seq: u64,
        /// What is wrong.
        error: TlogProofParseError,
    },
    /// A line that was read here is not in the log that was signed.
    #[error("line {seq} of the board's log is not in the log that the board has signed: {error}")]
    Forked {
        /// The line's position.
        seq: u64,
        /// What is wrong.
        error: TlogProofError,
    },
}

impl FollowError {
    /// The client's error, if it is one.
    #[must_use]
    pub const fn client(&self) -> Option<&ClientError> {
        match self {
            Self::Client(error) => Some(error),
            _ => None,
        }
    }

    /// What to do about it.
    #[must_use]
    pub const fn hint(&self) -> &'static str {
        match self {
            Self::Client(error) => error.hint(),
            _ => "do not trust this board: keep a copy of its log and tell the election's authority",
        }
    }
}

/// A trustee's part of the decryption that the board should have refused. It counts for nothing, and cannot keep the
/// other trustees from decrypting: it is no [`FollowError`].
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {seq} of the board's log, by {name}: {error}; it does not count, and the others' suffice")]
pub struct WrongPartial {
    /// Its position.
    pub seq: u64,
    /// Whose.
    pub trustee: TrusteeIndex,
    /// The trustee's name.
    pub name: String,
    /// What is wrong.
    pub error: TallyError,
}

/// Whether ballots' proofs are checked while following.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BallotProofs {
    /// Every one.
    Check,
    /// None: for those who only need to know how far the election is.
    Skip,
}

/// An election's state as its log's lines give it, wherever they are read.
#[derive(Debug)]
pub struct Reading {
    id: Hash,
    proofs: BallotProofs,
    election: Option<Election>,
    /// Of the last line that was read.
    leaf: NodeHash,
    wrong_partials: Vec<WrongPartial>,
}

impl Reading {
    /// Nothing read yet.
    #[must_use]
    pub const fn new(id: Hash, proofs: BallotProofs) -> Self {
        Self {
            id,
            proofs,
            election: None,
            leaf: NodeHash::EMPTY,
            wrong_partials: Vec::new(),
        }
    }

    /// Which election.
    #[must_use]
    pub const fn id(&self) -> &Hash {
        &self.id
    }

    /// The election as far as it was read.
    #[must_use]
    pub const fn election(&self) -> Option<&Election> {
        self.election.as_ref()
    }

    /// Number of lines read.
    #[must_use]
    pub fn entries(&self) -> u64 {
        self.election.as_ref().map_or(0, Election::entries)
    }

    /// Wrong partial decryptions so far.
    #[must_use]
    pub fn wrong_partials(&self) -> &[WrongPartial] {
        &self.wrong_partials
    }

    /// Reads the next line, given without its newline.
    ///
    /// # Errors
    /// If the board should have refused it.
    pub fn take(&mut self, line: &[u8]) -> Result<(), FollowError> {
        let seq = self.entries();
        let entry = Entry::parse(line).map_err(|error| FollowError::Line { seq, error })?;
        let Some(election) = &mut self.election else {
            if *entry.hash() != self.id {
                return Err(FollowError::Election {
                    expected: self.id,
                    found: *entry.hash(),
                });
            }
            let (election, violations) = Election::begin(&entry).map_err(FollowError::Begin)?;
            if let Some(violation) = violations.into_iter().next() {
                return Err(FollowError::Violation { seq, violation });
            }
            self.election = Some(election);
            self.leaf = NodeHash::of_leaf(line);
            return Ok(());
        };
        for violation in election.examine(&entry) {
            let Violation::Tally(
                error @ (TallyError::Proof { trustee, .. } | TallyError::NotAnnounced { trustee }),
            ) = violation
            else {
                return Err(FollowError::Violation { seq, violation });
            };
            let author = election.trustee(trustee);
            self.wrong_partials.push(WrongPartial {
                seq,
                trustee,
                name: author.map_or_else(String::new, |author| author.name.clone()),
                error,
            });
        }
        if self.proofs == BallotProofs::Check {
            election
                .verify_ballot(entry.submission())
                .map_err(|error| FollowError::Ballot { seq, error })?;
        }
        election.absorb(&entry);
        self.leaf = NodeHash::of_leaf(line);
        Ok(())
    }
}

/// Follows one election's log on a board.
#[derive(Debug)]
pub struct Follower {
    board: BoardClient,
    reading: Reading,
}

impl Follower {
    /// A follower that has read nothing yet.
    #[must_use]
    pub const fn new(board: BoardClient, id: Hash, proofs: BallotProofs) -> Self {
        Self {
            board,
            reading: Reading::new(id, proofs),
        }
    }

    /// The board.
    #[must_use]
    pub const fn board(&self) -> &BoardClient {
        &self.board
    }

    /// Which election.
    #[must_use]
    pub const fn id(&self) -> &Hash {
        self.reading.id()
    }

    /// The election as far as it was read.
    #[must_use]
    pub const fn election(&self) -> Option<&Election> {
        self.reading.election()
    }

    /// Wrong partial decryptions so far.
    #[must_use]
    pub fn wrong_partials(&self) -> &[WrongPartial] {
        self.reading.wrong_partials()
    }

    /// Reads the lines that are new, up to `to` if given, and tells how far the election is.
    ///
    /// # Errors
    /// If the board cannot be reached or its log is not that of the election.
    pub async fn update(&mut self, to: Option<u64>) -> Result<&Election, FollowError> {
        let from = self.reading.entries();
        let mut lines = self.board.log(self.reading.id(), from, to).await?;
        while let Some(line) = lines.next_line().await? {
            self.reading.take(&line)?;
        }
        let missing = || ClientError::Malformed {
            reason: "the log is empty".to_owned(),
        };
        self.reading.election().ok_or_else(|| missing().into())
    }

    /// How many lines of the log the policy's witnesses have seen, all that were read here among them; none if not enough
    /// of them have seen so much yet.
    ///
    /// Each line has the hash of the one before it: if the last one is in the witnesses' log, then all are.
    ///
    /// # Errors
    /// If the board cannot be reached, or what was read is not in the log that it has signed.
    pub async fn witnessed(&self, policy: &Policy) -> Result<Option<u64>, FollowError> {
        let inclusion = self.inclusion(policy).await?;
        Ok(inclusion
            .filter(|inclusion| inclusion.quorum)
            .map(|inclusion| inclusion.size))
    }

    /// That the last line that was read is in the log that the board has signed; none if no checkpoint covers it yet.
    ///
    /// # Errors
    /// If the board cannot be reached, or the line is not in the log that it has signed.
    pub async fn inclusion(&self, policy: &Policy) -> Result<Option<Inclusion>, FollowError> {
        let Some(seq) = self.reading.entries().checked_sub(1) else {
            return Ok(None);
        };
        inclusion(&self.board, self.reading.id(), seq, &self.reading.leaf, policy).await
    }
}
