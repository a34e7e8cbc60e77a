//! Evidence that a log's key has signed two things that cannot both be true (docs/record.md §6.1).
//!
//! - [`Evidence`]: a promise and what breaks it
//! - [`Investigation`]: finds it

mod investigation;

pub use investigation::Investigation;

use crate::{
    body::Body,
    entry::Entry,
    manifest::Manifest,
    receipt::Receipt,
    tlog::{
        KeyName, NodeHash, SignedCheckpoint, VerifierKey,
        checkpoint::{CheckpointError, log_key},
        proof::{ProofError, verify_consistency, verify_inclusion},
        vkey::KeyNameError,
    },
};
use ostrakon_crypto::{hash::Hash, signature::SignatureError};
use serde::{Deserialize, Serialize};

/// A promise of a log, and a checkpoint of the same log that breaks it. Anybody can verify it, with nothing else.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Evidence {
    /// Line 0: its hash is the election's id, and it names the log and its key.
    pub manifest: String,
    /// What the log has signed.
    pub promise: Promise,
    /// A checkpoint of the log, as a signed note.
    pub checkpoint: String,
    /// That the log with this checkpoint has something else: hashes of §7.2.
    pub proof: Vec<NodeHash>,
}

/// What a log can promise.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Promise {
    /// That a line is in the log. Another one has its place; the proof is of its inclusion.
    Receipt {
        /// The promise.
        receipt: Receipt,
        /// The line that has the place, without its newline.
        line: String,
    },
    /// That the log began with other lines. The proof is of consistency with the beginning that it has.
    Checkpoint {
        /// The promise, as a signed note.
        checkpoint: String,
        /// The root of as many lines of the log.
        root: NodeHash,
    },
}

/// What evidence proves about a log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Misbehaviour {
    /// The election.
    pub election: Hash,
    /// Whose log it is.
    pub log: VerifierKey,
    /// Number of lines that the contradicting checkpoint covers.
    pub size: u64,
    /// What was promised, and is not so.
    pub broken: BrokenPromise,
}

/// A promise that was broken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BrokenPromise {
    /// The line for which there is a receipt is not in its place.
    Line {
        /// Its place.
        seq: u64,
        /// The hash in the receipt.
        promised: Hash,
        /// The hash of the line in the log.
        found: Hash,
    },
    /// The log has two histories.
    History {
        /// Number of lines up to which they differ.
        size: u64,
        /// The root in the first checkpoint.
        promised: NodeHash,
        /// The root according to the second one.
        found: NodeHash,
    },
}

/// Evidence that proves nothing.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum EvidenceError {
    /// Line 0 is no manifest.
    #[error("line 0 in the evidence is no manifest")]
    Manifest,
    /// The manifest's log can sign nothing.
    #[error("the manifest's log: {0}")]
    Origin(#[from] KeyNameError),
    /// The receipt is of another election.
    #[error("the receipt is of election {found}, not of {expected}")]
    OtherElection {
        /// Of line 0.
        expected: Hash,
        /// In the receipt.
        found: Hash,
    },
    /// The log did not sign the receipt.
    #[error("the log's key did not sign the receipt")]
    Receipt(#[from] SignatureError),
    /// The log did not sign a checkpoint.
    #[error(transparent)]
    Checkpoint(#[from] CheckpointError),
    /// What the log has instead is not proved.
    #[error(transparent)]
    Proof(#[from] ProofError),
    /// There is no contradiction.
    #[error("there is no contradiction: the log has what it promised")]
    Kept,
}

impl Evidence {
    /// Verifies that the log has broken its promise.
    ///
    /// # Errors
    /// If line 0 is no manifest, the log did not sign both statements, the proof does not hold, or there is no
    /// contradiction.
    pub fn verify(&self) -> Result<Misbehaviour, EvidenceError> {
        let entry = Entry::parse(self.manifest.as_bytes()).map_err(|_| EvidenceError::Manifest)?;
        let Body::Manifest(manifest) = entry.body() else {
            return Err(EvidenceError::Manifest);
        };
        let log = log_of(manifest)?;
        let signed = SignedCheckpoint::open(&self.checkpoint, &log)?;
        let (size, root) = (signed.checkpoint().size, signed.checkpoint().root);
        let broken = match &self.promise {
            Promise::Receipt { receipt, line } => {
                if receipt.election != *entry.hash() {
                    return Err(EvidenceError::OtherElection {
                        expected: *entry.hash(),
                        found: receipt.election,
                    });
                }
                receipt.verify(&manifest.log.key)?;
                let leaf = NodeHash::of_leaf(line.as_bytes());
                verify_inclusion(&leaf, receipt.seq, size, &self.proof, &root)?;
                let found = Hash::of(line.as_bytes());
                if found == receipt.line {
                    return Err(EvidenceError::Kept);
                }
                BrokenPromise::Line {
                    seq: receipt.seq,
                    promised: receipt.line,
                    found,
                }
            }
            Promise::Checkpoint {
                checkpoint,
                root: found,
            } => {
                let promised = SignedCheckpoint::open(checkpoint, &log)?;
                let promised = promised.checkpoint();
                verify_consistency(promised.size, found, size, &root, &self.proof)?;
                if promised.root == *found {
                    return Err(EvidenceError::Kept);
                }
                BrokenPromise::History {
                    size: promised.size,
                    promised: promised.root,
                    found: *found,
                }
            }
        };
        Ok(Misbehaviour {
            election: *entry.hash(),
            log,
            size,
            broken,
        })
    }
}

/// The key under which a manifest's log signs checkpoints.
///
/// # Errors
/// If the log's origin cannot name a key.
pub fn log_of(manifest: &Manifest) -> Result<VerifierKey, KeyNameError> {
    Ok(log_key(&KeyName::new(&manifest.log.origin)?, manifest.log.key))
}
