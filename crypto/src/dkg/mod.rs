//! Distributed key generation (docs/protocol.md §6): Pedersen's with a commit round, proofs of possession, and
//! encrypted shares.
//!
//! A trustee's polynomial is derived from its seed and the session, so a trustee can be interrupted anywhere, and its
//! key file, written once, is all it ever needs.
//!
//! - `round`: what a trustee does, one type for each state
//! - `check`: what any observer checks
//! - `share`: encryption of a share to its receiver
//! - `complaint`: accusing a dealer, and judging the accusation
//! - [`refresh`]: handing the key on to other trustees

mod check;
mod complaint;
pub mod refresh;
mod round;
mod share;

pub use check::{
    check_commitment, check_deal, check_possession, check_share_list, public_keys, transcript_hash,
};
pub use complaint::{Complaint, Verdict};
pub use round::{Dealer, KeyShare, Receiver};

use crate::{
    group::Point,
    hash::Hash,
    index::{Threshold, TrusteeIndex},
    proof::schnorr::SchnorrProof,
};

/// Public facts of one session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// Γ: hash of the line that starts the session.
    pub id: Hash,
    /// t of n.
    pub threshold: Threshold,
    /// P_1 … P_n: the trustees' encryption keys, in order of index.
    pub encryption_keys: Vec<Point>,
}

impl Session {
    pub(crate) fn encryption_key(&self, index: TrusteeIndex) -> Result<&Point, DkgError> {
        let position = usize::from(index.get()).saturating_sub(1);
        self.encryption_keys
            .get(position)
            .ok_or(DkgError::NotATrustee { trustee: index })
    }
}

/// What a trustee publishes in the second round.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deal {
    /// `C_{i,0}` … `C_{i,t−1}`.
    pub coefficients: Vec<Point>,
    /// Knowledge of `a_{i,0}` and of the secret behind every share's E.
    pub possession: SchnorrProof,
    /// For each other trustee, by ascending index.
    pub shares: Vec<EncryptedShare>,
}

/// A share for one receiver.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EncryptedShare {
    /// j.
    pub recipient: TrusteeIndex,
    /// E = eB.
    pub ephemeral: Point,
    /// The encrypted scalar and its tag of 16 bytes.
    pub ciphertext: [u8; 48],
}

/// The joint key and everyone's verification key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicKeys {
    /// K = Σ `C_{i,0}`.
    pub joint: Point,
    /// K_1 … K_n: `K_j = Σ_i Σ_k j^k C_{i,k}`.
    pub verification: Vec<Point>,
}

/// What a proof of possession of a share is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SharePurpose {
    /// Confirming the key; the context is the session's transcript hash.
    Confirm,
    /// Rehearsing before opening; the context is the roll's seal.
    Rehearsal,
}

/// Why key generation cannot go on, and whose fault it is.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum DkgError {
    /// Nobody has this index.
    #[error("trustee {trustee}: this session has no such trustee")]
    NotATrustee {
        /// The index.
        trustee: TrusteeIndex,
    },
    /// Not one of each trustee.
    #[error("{found} of {expected} trustees' messages are there")]
    Missing {
        /// n.
        expected: usize,
        /// How many there are.
        found: usize,
    },
    /// One's own message in the log is not what one's key file derives.
    #[error("trustee {trustee}: the log holds another key generation message than this key file derives")]
    NotMine {
        /// One's own index.
        trustee: TrusteeIndex,
    },
    /// The deal does not open the commitment.
    #[error("trustee {trustee}: the deal is not what the trustee committed to")]
    Commitment {
        /// The culprit.
        trustee: TrusteeIndex,
    },
    /// Not exactly t.
    #[error("trustee {trustee}: the deal has {found} coefficients instead of {expected}")]
    Coefficients {
        /// The culprit.
        trustee: TrusteeIndex,
        /// t.
        expected: usize,
        /// In the deal.
        found: usize,
    },
    /// A bad proof of possession.
    #[error("trustee {trustee}: the proof of possession does not verify")]
    Possession {
        /// The culprit.
        trustee: TrusteeIndex,
    },
    /// Shares missing, too many, or in disorder.
    #[error("trustee {trustee}: the deal does not hold exactly one share for every other trustee, in order")]
    ShareList {
        /// The culprit.
        trustee: TrusteeIndex,
    },
    /// A deal of a refresh whose first coefficient is not the dealer's share.
    #[error("trustee {trustee}: the deal is not of the trustee's own share of the key")]
    OwnShare {
        /// The culprit.
        trustee: TrusteeIndex,
    },
    /// A share that cannot be decrypted or does not fit the coefficients.
    #[error("trustee {trustee}: the share that it dealt to trustee {recipient} is wrong")]
    Share {
        /// The culprit.
        trustee: TrusteeIndex,
        /// Who received it.
        recipient: TrusteeIndex,
    },
    /// A complaint whose secret is not proved to be the complainant's.
    #[error("trustee {trustee}: the proof of the complaint against trustee {dealer} does not verify")]
    Complaint {
        /// Who complained.
        trustee: TrusteeIndex,
        /// Against whom.
        dealer: TrusteeIndex,
    },
    /// A complaint against oneself.
    #[error("trustee {trustee}: complains of its own deal, which holds no share for itself")]
    OwnDeal {
        /// Who complained.
        trustee: TrusteeIndex,
    },
    /// A sum is the identity: somebody chose keys to cancel others.
    #[error("the deals add up to the identity element, which no honest trustees' do")]
    Identity,
}
