//! Phases, and who may say what in which (docs/record.md §4).

use super::{RefreshStep, Violation};
use crate::{
    body::Abort,
    entry::{Kind, Signer, Submission},
    manifest::TEXT_LIMIT,
    verify::CheckId,
};
use core::fmt;
use serde::{Deserialize, Serialize};

/// Where an election stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Phase {
    /// Trustees commit to their polynomials.
    KeyCommit,
    /// Trustees deal shares.
    KeyDeal,
    /// Trustees confirm the key.
    KeyConfirm,
    /// A trustee has complained: the authority starts key generation anew.
    KeyDispute,
    /// The registrar posts the roll.
    Roll,
    /// Trustees rehearse; then the authority opens.
    Rehearsal,
    /// Ballots are accepted.
    Voting,
    /// Closed: t trustees announce what they decrypt.
    Intent,
    /// Trustees decrypt.
    Decryption,
    /// Closed with fewer ballots than the minimum: nothing is ever decrypted.
    Withheld,
    /// The result is published.
    Finished,
    /// Ended without a result.
    Aborted,
}

impl fmt::Display for Phase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::KeyCommit => "key generation, first round",
            Self::KeyDeal => "key generation, second round",
            Self::KeyConfirm => "key generation, third round",
            Self::KeyDispute => "key generation, stopped by a complaint",
            Self::Roll => "awaiting the roll",
            Self::Rehearsal => "ready to open",
            Self::Voting => "open for voting",
            Self::Intent => "closed, awaiting trustees",
            Self::Decryption => "closed, being decrypted",
            Self::Withheld => "closed with too few ballots to decrypt",
            Self::Finished => "finished",
            Self::Aborted => "aborted",
        })
    }
}

/// A line at the wrong time, by the wrong role, or again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PhaseError {
    /// Not in this phase.
    #[error("a line of kind {kind} cannot be posted now: the election is {phase}")]
    NotNow {
        /// What was posted.
        kind: Kind,
        /// Where the election stands.
        phase: Phase,
    },
    /// A deal before all have committed.
    #[error("nobody may reveal a deal before every trustee has committed to its own")]
    EarlyDeal,
    /// Nobody confirms a key about which somebody has complained.
    #[error("the key cannot be confirmed: a trustee has complained, and key generation has to start anew")]
    Disputed,
    /// The roll is fixed when voting opens.
    #[error("the roll cannot change any more: the election is {phase}")]
    RollFixed {
        /// Where the election stands.
        phase: Phase,
    },
    /// Another role does this.
    #[error("a line of kind {kind} cannot be signed by {signer}")]
    Role {
        /// What was posted.
        kind: Kind,
        /// By whom.
        signer: Signer,
    },
    /// Each trustee does this once.
    #[error("{signer} has already posted a line of kind {kind}")]
    Again {
        /// What was posted.
        kind: Kind,
        /// By whom.
        signer: Signer,
    },
    /// An abort needs a reason.
    #[error("an abort needs a reason of 1 to {TEXT_LIMIT} bytes")]
    Reason,
    /// Voting cannot end before it began.
    #[error("the close line's time {close} is before the open line's {open}")]
    Time {
        /// POSIX seconds.
        open: u64,
        /// POSIX seconds.
        close: u64,
    },
    /// The close line names another open line.
    #[error("the close line names another open line than this election's")]
    Context,
}

impl PhaseError {
    pub(crate) const fn check(&self) -> CheckId {
        match self {
            Self::RollFixed { .. } => CheckId::E2,
            Self::EarlyDeal => CheckId::K2,
            Self::Disputed => CheckId::K4,
            _ => CheckId::L6,
        }
    }
}

impl Phase {
    /// Whether a line of this kind by this role can come now. `refresh` is how far a refresh is, if one is running.
    pub(super) fn admits(
        self,
        submission: &Submission,
        refresh: Option<RefreshStep>,
    ) -> Result<(), PhaseError> {
        let (kind, signer) = (submission.kind(), submission.signer());
        let role = match kind {
            Kind::Manifest
            | Kind::KeyRestart
            | Kind::KeyRefresh
            | Kind::Open
            | Kind::Close
            | Kind::Result
            | Kind::Abort => signer == Signer::Authority,
            Kind::RollPart | Kind::RollSeal => signer == Signer::Registrar,
            Kind::Ballot | Kind::Commitment | Kind::Challenge => signer == Signer::Voter,
            Kind::KeyCommit
            | Kind::KeyDeal
            | Kind::KeyConfirm
            | Kind::KeyComplaint
            | Kind::Rehearsal
            | Kind::Intent
            | Kind::PartialDecryption => matches!(signer, Signer::Trustee(_)),
        };
        if !role {
            return Err(PhaseError::Role { kind, signer });
        }
        let now = match kind {
            Kind::Manifest => false,
            Kind::KeyCommit => self == Self::KeyCommit,
            Kind::KeyDeal if self == Self::KeyCommit => return Err(PhaseError::EarlyDeal),
            Kind::KeyDeal => self == Self::KeyDeal || refresh == Some(RefreshStep::Deal),
            Kind::KeyConfirm if self == Self::KeyDispute => return Err(PhaseError::Disputed),
            Kind::KeyConfirm => self == Self::KeyConfirm || refresh == Some(RefreshStep::Confirm),
            Kind::KeyComplaint => {
                matches!(self, Self::KeyConfirm | Self::KeyDispute)
                    || matches!(refresh, Some(RefreshStep::Confirm | RefreshStep::Dispute))
            }
            Kind::KeyRestart => self < Self::Roll || refresh.is_some(),
            Kind::KeyRefresh => self == Self::Voting && refresh.is_none(),
            Kind::RollPart | Kind::RollSeal => {
                if self >= Self::Voting && self != Self::Aborted {
                    return Err(PhaseError::RollFixed { phase: self });
                }
                self == Self::Roll
            }
            Kind::Rehearsal | Kind::Open => self == Self::Rehearsal,
            Kind::Ballot | Kind::Commitment | Kind::Challenge | Kind::Close => self == Self::Voting,
            // Trustees who were late still announce what they decrypt.
            Kind::Intent => matches!(self, Self::Intent | Self::Decryption | Self::Withheld),
            Kind::PartialDecryption => matches!(self, Self::Decryption | Self::Intent | Self::Withheld),
            Kind::Result => matches!(self, Self::Decryption | Self::Withheld),
            Kind::Abort => !matches!(self, Self::Finished | Self::Aborted),
        };
        if now {
            Ok(())
        } else {
            Err(PhaseError::NotNow { kind, phase: self })
        }
    }
}

pub(super) fn examine_abort(body: &Abort, found: &mut Vec<Violation>) {
    if body.reason.trim().is_empty() || body.reason.len() > TEXT_LIMIT {
        found.push(PhaseError::Reason.into());
    }
}
