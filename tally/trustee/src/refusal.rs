//! Why a trustee does not go on.

use ostrakon_crypto::dkg::DkgError;
use ostrakon_record::election::{Election, Phase};

/// What must not be done, or cannot any more.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Refusal {
    /// Someone else's election.
    #[error("your key is not among this election's trustees")]
    Stranger,
    /// One to whom the key is only being handed on.
    #[error("the key is being handed on to you, and you do not hold it yet")]
    Joining,
    /// One who has handed it on.
    #[error("you have handed your share of the key on, and hold it no more")]
    Former,
    /// There is nothing to do any more.
    #[error("the election was ended without a result: {reason}")]
    Aborted {
        /// The official's.
        reason: String,
    },
    /// A fault in the key generation, with its culprit.
    #[error(transparent)]
    Keys(#[from] DkgError),
    /// The joint key is the identity.
    #[error("the deals add up to no usable key")]
    NoKey,
    /// Too late to rehearse, which does no harm.
    #[error("the election was opened without your rehearsal")]
    Opened,
    /// So few ballots would reveal who chose what.
    #[error("only {counted} ballots are counted, and nothing may be decrypted under {minimum}")]
    TooFew {
        /// Counted ballots.
        counted: u64,
        /// The manifest's.
        minimum: u32,
    },
    /// Another ballot box of this election was decided for, as this place says.
    #[error("{place} says that you decided to decrypt another ballot box of this election")]
    Decided {
        /// A file, or the log.
        place: String,
    },
    /// What this trustee posted is wrong, which cannot be replaced.
    #[error("your own part in the log, line {seq}, is wrong: {error}")]
    OwnPart {
        /// Its position.
        seq: u64,
        /// What is wrong.
        error: String,
    },
    /// The record fails checks.
    #[error("the record does not verify, and you decrypt nothing")]
    Record {
        /// Check, place and what is wrong.
        findings: Vec<String>,
    },
    /// The verified lines are not those that were read before.
    #[error("the board serves other lines than a moment ago, and you decrypt nothing")]
    OtherLines,
    /// Fewer lines than were seen before.
    #[error("the board shows {shown} lines of the log; you have seen {seen} of them before")]
    Fewer {
        /// Now.
        shown: u64,
        /// Before.
        seen: u64,
    },
    /// Other lines than were seen before.
    #[error("the board shows other lines than before: the first {seen} of them do not end as they did")]
    Others {
        /// Lines that were seen.
        seen: u64,
    },
}

/// Refuses if the election is aborted.
///
/// # Errors
/// [`Refusal::Aborted`].
pub fn not_aborted(election: &Election) -> Result<(), Refusal> {
    if election.phase() != Phase::Aborted {
        return Ok(());
    }
    Err(Refusal::Aborted {
        reason: election.abort_reason().unwrap_or_default().to_owned(),
    })
}
