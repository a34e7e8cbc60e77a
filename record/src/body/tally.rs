//! Closing, decryption, result, and the end without one.

use super::encoding::elements;
use ostrakon_crypto::{
    decryption::PartialDecryption, group::Element, hash::Hash, index::TrusteeIndex,
    proof::dlog_equality::DlogEqualityProof,
};
use serde::{Deserialize, Serialize};

/// Voting ends.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Close {
    /// POSIX seconds.
    pub time: u64,
    /// Hash of the open line.
    pub context: Hash,
}

/// What a trustee is about to decrypt.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Intent {
    /// Hash of the close line.
    pub close: Hash,
    /// Digest of the aggregate ([`crate::election::Tally::digest`]).
    pub aggregate: Hash,
}

/// A trustee's part of the decryption.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PartialDecryptionBody {
    /// Hash of the close line.
    pub close: Hash,
    /// Digest of the aggregate.
    pub aggregate: Hash,
    /// D for all options of all contests in manifest order, 32 bytes each.
    #[serde(with = "elements")]
    pub shares: Vec<Element>,
    /// One proof for all of them.
    pub proof: DlogEqualityProof,
}

impl PartialDecryptionBody {
    /// The shares and their proof.
    #[must_use]
    pub fn partial(&self) -> PartialDecryption {
        PartialDecryption {
            shares: self.shares.clone(),
            proof: self.proof,
        }
    }
}

/// The counts, recomputed by every verifier.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ResultBody {
    /// Hash of the close line.
    pub close: Hash,
    /// Number of counted ballots: one for each credential that cast any.
    pub ballots: u64,
    /// Sum of their weights.
    pub weight: u64,
    /// Indices of the trustees whose partial decryptions were combined, ascending: exactly t.
    pub trustees: Vec<TrusteeIndex>,
    /// In manifest order.
    pub contests: Vec<ContestResult>,
}

/// The counts of one contest.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ContestResult {
    /// The contest's id.
    pub id: String,
    /// Every option, in manifest order.
    pub options: Vec<OptionResult>,
    /// Sum of the weights of the ballots that left the contest blank; none where the rule does not allow it.
    pub blank: Option<u64>,
    /// Ids of the options with the highest count, in manifest order; more than one is a tie; none if all are 0.
    pub leading: Vec<String>,
}

/// The count of one option.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OptionResult {
    /// The option's id.
    pub id: String,
    /// Sum of weight × value over all counted ballots.
    pub count: u64,
}

/// The end without a result.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Abort {
    /// POSIX seconds.
    pub time: u64,
    /// Why, in words: 1 to 4,000 bytes.
    pub reason: String,
}
