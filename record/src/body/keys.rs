//! Key generation and refresh (docs/record.md §4.1, §4.2).

use super::encoding::fixed_bytes;
use crate::manifest::Trustee;
use core::fmt;
use ostrakon_crypto::{
    dkg::{Complaint, Deal, EncryptedShare, Verdict},
    group::Point,
    hash::Hash,
    index::TrusteeIndex,
    proof::{dlog_equality::DlogEqualityProof, schnorr::SchnorrProof},
};
use serde::{Deserialize, Serialize};

/// First round of key generation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KeyCommit {
    /// Γ: hash of the line that started the session.
    pub session: Hash,
    /// Commitment to the coefficients.
    pub commitment: Hash,
}

/// Second round of key generation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KeyDeal {
    /// Γ.
    pub session: Hash,
    /// C_{i,0} … C_{i,t−1}.
    pub coefficients: Vec<Point>,
    /// Proof of possession of a_{i,0}.
    pub possession: SchnorrProof,
    /// For each other trustee, by ascending index.
    pub shares: Vec<DealtShare>,
}

/// One encrypted share.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DealtShare {
    /// Whose.
    pub recipient: TrusteeIndex,
    /// E.
    pub ephemeral: Point,
    /// 48 bytes: the share and the tag.
    #[serde(with = "fixed_bytes")]
    pub ciphertext: [u8; 48],
}

impl KeyDeal {
    /// A deal of a session.
    #[must_use]
    pub fn new(session: Hash, deal: &Deal) -> Self {
        Self {
            session,
            coefficients: deal.coefficients.clone(),
            possession: deal.possession,
            shares: deal
                .shares
                .iter()
                .map(|share| DealtShare {
                    recipient: share.recipient,
                    ephemeral: share.ephemeral,
                    ciphertext: share.ciphertext,
                })
                .collect(),
        }
    }

    /// The deal without its session.
    #[must_use]
    pub fn deal(&self) -> Deal {
        Deal {
            coefficients: self.coefficients.clone(),
            possession: self.possession,
            shares: self
                .shares
                .iter()
                .map(|share| EncryptedShare {
                    recipient: share.recipient,
                    ephemeral: share.ephemeral,
                    ciphertext: share.ciphertext,
                })
                .collect(),
        }
    }
}

/// Third round of key generation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KeyConfirm {
    /// Γ.
    pub session: Hash,
    /// Hash of the session's transcript.
    pub transcript: Hash,
    /// K: the joint key.
    pub key: Point,
    /// Proof of knowledge of `x_i` for `K_i`, bound to `transcript`.
    pub possession: SchnorrProof,
}

/// An accusation, which anybody can judge.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KeyComplaint {
    /// Γ.
    pub session: Hash,
    /// i: whose deal holds the bad share.
    pub dealer: TrusteeIndex,
    /// S: opens that share.
    pub secret: Point,
    /// S is what it is said to be.
    pub proof: DlogEqualityProof,
}

impl KeyComplaint {
    /// A complaint of a session.
    #[must_use]
    pub const fn new(session: Hash, complaint: &Complaint) -> Self {
        Self {
            session,
            dealer: complaint.dealer,
            secret: complaint.secret,
            proof: complaint.proof,
        }
    }

    /// The complaint without its session.
    #[must_use]
    pub const fn complaint(&self) -> Complaint {
        Complaint {
            dealer: self.dealer,
            secret: self.secret,
            proof: self.proof,
        }
    }
}

/// The end of a key generation session or of a refresh. In key generation the hash of this line is the next session's Γ.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KeyRestart {
    /// Γ of the session that ends.
    pub session: Hash,
    /// Whose fault it is.
    pub culprit: TrusteeIndex,
    /// What the fault is.
    pub reason: RestartReason,
}

/// The start of a refresh (docs/record.md §4.2): the key is handed on. The hash of this line is the refresh's Γ'.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KeyRefresh {
    /// Γ of the trustees who hold the key.
    pub session: Hash,
    /// t': how many of the new trustees can decrypt.
    pub threshold: u8,
    /// The new trustees 1..n', in order.
    pub trustees: Vec<Trustee>,
    /// Those of the present trustees who deal, at least as many as can decrypt, ascending.
    pub dealers: Vec<TrusteeIndex>,
}

/// Why key generation started anew, or a refresh ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RestartReason {
    /// The culprit dealt a bad share.
    BadShare,
    /// The culprit complained of a good share.
    FalseComplaint,
    /// The culprit did not post its line.
    Absent,
}

impl From<Verdict> for RestartReason {
    fn from(verdict: Verdict) -> Self {
        match verdict {
            Verdict::BadShare => Self::BadShare,
            Verdict::FalseComplaint => Self::FalseComplaint,
        }
    }
}

impl fmt::Display for RestartReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::BadShare => "dealt a bad share",
            Self::FalseComplaint => "complained of a good share",
            Self::Absent => "did not post",
        })
    }
}
