//! The board's signed promise that a line is in the log (docs/record.md §3.4).

use ostrakon_crypto::{
    hash::Hash,
    signature::{Signature, SignatureError, SigningKey, VerifyingKey},
};
use serde::{Deserialize, Serialize};

/// A promise that the line with this hash has this position.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Receipt {
    /// The election.
    pub election: Hash,
    /// Position in the log.
    pub seq: u64,
    /// Hash of the line.
    pub line: Hash,
    /// What was posted: SHA3-256 of the body; for a ballot, its tracker.
    pub body: Hash,
    /// By the log's key.
    pub signature: Signature,
}

fn message(election: &Hash, seq: u64, line: &Hash, body: &Hash) -> String {
    format!("ostrakon/v1/receipt\n{election}\n{seq}\n{line}\n{body}\n")
}

impl Receipt {
    /// Signs a receipt.
    #[must_use]
    pub fn sign(key: &SigningKey, election: Hash, seq: u64, line: Hash, body: Hash) -> Self {
        let signature = key.sign(message(&election, seq, &line, &body).as_bytes());
        Self {
            election,
            seq,
            line,
            body,
            signature,
        }
    }

    /// Checks the log's signature.
    ///
    /// # Errors
    /// If it does not verify under `key`.
    pub fn verify(&self, key: &VerifyingKey) -> Result<(), SignatureError> {
        key.verify(
            message(&self.election, self.seq, &self.line, &self.body).as_bytes(),
            &self.signature,
        )
    }
}
