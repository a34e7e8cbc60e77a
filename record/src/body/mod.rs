//! What each kind of line says (docs/record.md §3). Field order here is the canonical order.
//!
//! - `keys`: key generation and refresh
//! - `setup`: the roll, rehearsals, opening
//! - `ballot`: a cast ballot
//! - `tally`: closing, decryption, result, the end without one
//! - `encoding`: bytes in base64

mod ballot;
pub(crate) mod encoding;
mod keys;
mod setup;
mod tally;

pub use ballot::Ballot;
pub use keys::{
    DealtShare, KeyCommit, KeyComplaint, KeyConfirm, KeyDeal, KeyRefresh, KeyRestart, RestartReason,
};
pub use setup::{Open, Rehearsal, RollPart, RollSeal};
pub use tally::{Abort, Close, ContestResult, Intent, OptionResult, PartialDecryptionBody, ResultBody};

pub(crate) use encoding::base64;

use crate::{
    canonical::{self, CanonicalError},
    challenge::{Challenge, Commitment},
    entry::Kind,
    manifest::Manifest,
};

/// The content of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Body {
    /// Line 0.
    Manifest(Manifest),
    /// A trustee's commitment to its polynomial.
    KeyCommit(KeyCommit),
    /// A trustee's polynomial commitments and encrypted shares.
    KeyDeal(KeyDeal),
    /// A trustee agrees to the generated key and proves to hold its share.
    KeyConfirm(KeyConfirm),
    /// A trustee accuses another of having dealt it a bad share.
    KeyComplaint(KeyComplaint),
    /// Key generation starts anew, or a refresh ends.
    KeyRestart(KeyRestart),
    /// The key is to be handed on to other trustees.
    KeyRefresh(KeyRefresh),
    /// Some voters of the roll.
    RollPart(RollPart),
    /// The roll is complete.
    RollSeal(RollSeal),
    /// A trustee proves again to hold its share.
    Rehearsal(Rehearsal),
    /// Voting begins.
    Open(Open),
    /// A cast ballot.
    Ballot(Ballot),
    /// A ballot is sealed, to be cast or opened.
    Commitment(Commitment),
    /// A sealed ballot is opened.
    Challenge(Challenge),
    /// Voting ends.
    Close(Close),
    /// A trustee has verified the record and is about to decrypt.
    Intent(Intent),
    /// A trustee's part of the decryption.
    PartialDecryption(PartialDecryptionBody),
    /// The counts.
    Result(ResultBody),
    /// The election ends without a result.
    Abort(Abort),
}

impl Body {
    /// The kind of line it belongs in.
    #[must_use]
    pub const fn kind(&self) -> Kind {
        match self {
            Self::Manifest(_) => Kind::Manifest,
            Self::KeyCommit(_) => Kind::KeyCommit,
            Self::KeyDeal(_) => Kind::KeyDeal,
            Self::KeyConfirm(_) => Kind::KeyConfirm,
            Self::KeyComplaint(_) => Kind::KeyComplaint,
            Self::KeyRestart(_) => Kind::KeyRestart,
            Self::KeyRefresh(_) => Kind::KeyRefresh,
            Self::RollPart(_) => Kind::RollPart,
            Self::RollSeal(_) => Kind::RollSeal,
            Self::Rehearsal(_) => Kind::Rehearsal,
            Self::Open(_) => Kind::Open,
            Self::Ballot(_) => Kind::Ballot,
            Self::Commitment(_) => Kind::Commitment,
            Self::Challenge(_) => Kind::Challenge,
            Self::Close(_) => Kind::Close,
            Self::Intent(_) => Kind::Intent,
            Self::PartialDecryption(_) => Kind::PartialDecryption,
            Self::Result(_) => Kind::Result,
            Self::Abort(_) => Kind::Abort,
        }
    }

    /// Canonical JSON.
    #[must_use]
    pub fn encode(&self) -> String {
        match self {
            Self::Manifest(body) => canonical::encode(body),
            Self::KeyCommit(body) => canonical::encode(body),
            Self::KeyDeal(body) => canonical::encode(body),
            Self::KeyConfirm(body) => canonical::encode(body),
            Self::KeyComplaint(body) => canonical::encode(body),
            Self::KeyRestart(body) => canonical::encode(body),
            Self::KeyRefresh(body) => canonical::encode(body),
            Self::RollPart(body) => canonical::encode(body),
            Self::RollSeal(body) => canonical::encode(body),
            Self::Rehearsal(body) => canonical::encode(body),
            Self::Open(body) => canonical::encode(body),
            Self::Ballot(body) => canonical::encode(body),
            Self::Commitment(body) => canonical::encode(body),
            Self::Challenge(body) => canonical::encode(body),
            Self::Close(body) => canonical::encode(body),
            Self::Intent(body) => canonical::encode(body),
            Self::PartialDecryption(body) => canonical::encode(body),
            Self::Result(body) => canonical::encode(body),
            Self::Abort(body) => canonical::encode(body),
        }
    }

    /// Decodes the canonical JSON of a body of this kind.
    ///
    /// # Errors
    /// If it is anything else.
    pub fn decode(kind: Kind, bytes: &[u8]) -> Result<Self, CanonicalError> {
        Ok(match kind {
            Kind::Manifest => Self::Manifest(canonical::decode(bytes)?),
            Kind::KeyCommit => Self::KeyCommit(canonical::decode(bytes)?),
            Kind::KeyDeal => Self::KeyDeal(canonical::decode(bytes)?),
            Kind::KeyConfirm => Self::KeyConfirm(canonical::decode(bytes)?),
            Kind::KeyComplaint => Self::KeyComplaint(canonical::decode(bytes)?),
            Kind::KeyRestart => Self::KeyRestart(canonical::decode(bytes)?),
            Kind::KeyRefresh => Self::KeyRefresh(canonical::decode(bytes)?),
            Kind::RollPart => Self::RollPart(canonical::decode(bytes)?),
            Kind::RollSeal => Self::RollSeal(canonical::decode(bytes)?),
            Kind::Rehearsal => Self::Rehearsal(canonical::decode(bytes)?),
            Kind::Open => Self::Open(canonical::decode(bytes)?),
            Kind::Ballot => Self::Ballot(canonical::decode(bytes)?),
            Kind::Commitment => Self::Commitment(canonical::decode(bytes)?),
            Kind::Challenge => Self::Challenge(canonical::decode(bytes)?),
            Kind::Close => Self::Close(canonical::decode(bytes)?),
            Kind::Intent => Self::Intent(canonical::decode(bytes)?),
            Kind::PartialDecryption => Self::PartialDecryption(canonical::decode(bytes)?),
            Kind::Result => Self::Result(canonical::decode(bytes)?),
            Kind::Abort => Self::Abort(canonical::decode(bytes)?),
        })
    }
}
