//! The board's signed promise that a line is in the log (docs/record.md §3.4).

use crate::tlog::{TlogProof, tlog_proof::TlogProofParseError};
use core::str::FromStr;
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

/// How an inclusion receipt begins; a board's own receipt is JSON.
const PROOF: &str = "c2sp.org/tlog-proof";

/// What a voter keeps: the board's own receipt, a proof that the line is in the log, or both.
#[derive(Clone, Debug)]
pub struct Kept {
    /// The board's promise.
    pub receipt: Option<Receipt>,
    /// The proof.
    pub proof: Option<TlogProof>,
}

/// A file that is no receipt.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum KeptError {
    /// It begins like an inclusion receipt.
    #[error(transparent)]
    Proof(#[from] TlogProofParseError),
    /// It does not.
    #[error(transparent)]
    Receipt(#[from] serde_json::Error),
}

impl Kept {
    /// Whether a text is meant to be an inclusion receipt.
    #[must_use]
    pub fn is_proof(text: &str) -> bool {
        text.starts_with(PROOF)
    }
}

impl FromStr for Kept {
    type Err = KeptError;

    fn from_str(text: &str) -> Result<Self, KeptError> {
        if !Self::is_proof(text) {
            return Ok(Self {
                receipt: Some(serde_json::from_str(text)?),
                proof: None,
            });
        }
        let proof: TlogProof = text.parse()?;
        // A booth keeps the board's own receipt in it.
        let extra = proof.extra.as_ref();
        let receipt = extra.and_then(|extra| serde_json::from_slice(extra).ok());
        Ok(Self {
            receipt,
            proof: Some(proof),
        })
    }
}
