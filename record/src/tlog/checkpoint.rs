//! Checkpoints: which root the tree has at which size, signed by the log (docs/record.md §8.2).

use super::{
    note::{Note, NoteError, NoteSignature},
    tree::{Frontier, NodeHash},
    vkey::{KeyId, KeyName, KeyNameError, PublicKey, VerifierKey},
};
use core::{fmt, str::FromStr};
use ostrakon_crypto::signature::{SigningKey, VerifyingKey};

/// The state of a log's tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checkpoint {
    /// The log's name, which is also its key's.
    pub origin: KeyName,
    /// Number of lines.
    pub size: u64,
    /// Root of the tree of these lines.
    pub root: NodeHash,
}

/// A text that is no checkpoint, or no checkpoint of this log.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CheckpointError {
    /// Not three lines.
    #[error("a checkpoint has three lines: origin, size and root")]
    Form,
    /// The first line is no name.
    #[error("the origin of a checkpoint: {0}")]
    Origin(#[from] KeyNameError),
    /// The second line is no number of lines.
    #[error(
        "the size of a checkpoint is {found:?}: it is a decimal number up to 2^63 - 1 without leading zeros"
    )]
    Size {
        /// What the line says.
        found: String,
    },
    /// The third line is no hash.
    #[error("the root of a checkpoint is {found:?}: it is 44 characters of base64, the last one `=`")]
    Root {
        /// What the line says.
        found: String,
    },
    /// No signed note, or a wrong signature by the log.
    #[error(transparent)]
    Note(#[from] NoteError),
    /// The log's key has not signed it.
    #[error("the checkpoint is not signed by the key of {origin} with the id {id}")]
    Unsigned {
        /// The log's name.
        origin: KeyName,
        /// The id of its key.
        id: KeyId,
    },
    /// Another log's.
    #[error("the checkpoint is of {found}, not of {expected}")]
    OtherLog {
        /// The log that was asked for.
        expected: KeyName,
        /// The origin in the checkpoint.
        found: KeyName,
    },
}

impl Checkpoint {
    /// Signs the checkpoint with the log's key, under the origin as its name.
    #[must_use]
    pub fn sign(&self, key: &SigningKey) -> SignedCheckpoint {
        let text = self.to_string();
        let signature = key.sign(text.as_bytes()).as_bytes().to_vec();
        let signature = NoteSignature::new(&log_key(&self.origin, key.verifying_key()), signature);
        SignedCheckpoint {
            checkpoint: self.clone(),
            note: Note::signed(text, signature),
        }
    }
}

/// The key that signs the checkpoints of the log with this origin.
#[must_use]
pub fn log_key(origin: &KeyName, key: VerifyingKey) -> VerifierKey {
    VerifierKey::new(origin.clone(), PublicKey::Ed25519(key))
}

/// A decimal number without sign and leading zeros, not larger than a tree can be.
pub(super) fn parse_size(text: &str) -> Option<u64> {
    let size: u64 = text.parse().ok().filter(|size| *size <= Frontier::LARGEST)?;
    (text == size.to_string()).then_some(size)
}

/// The text that is signed.
impl fmt::Display for Checkpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}\n{}\n{}", self.origin, self.size, self.root)
    }
}

impl FromStr for Checkpoint {
    type Err = CheckpointError;
    fn from_str(text: &str) -> Result<Self, CheckpointError> {
        let text = text.strip_suffix('\n').ok_or(CheckpointError::Form)?;
        let mut lines = text.split('\n');
        let (Some(origin), Some(size), Some(root), None) =
            (lines.next(), lines.next(), lines.next(), lines.next())
        else {
            return Err(CheckpointError::Form);
        };
        Ok(Self {
            origin: KeyName::new(origin)?,
            size: parse_size(size).ok_or_else(|| CheckpointError::Size {
                found: size.to_owned(),
            })?,
            root: root.parse().map_err(|_| CheckpointError::Root {
                found: root.to_owned(),
            })?,
        })
    }
}

/// A checkpoint that the log's key has signed, with whatever other signatures came with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedCheckpoint {
    checkpoint: Checkpoint,
    note: Note,
}

impl SignedCheckpoint {
    /// Reads a checkpoint and verifies the log's signature.
    ///
    /// # Errors
    /// If it is no signed note or its text no checkpoint, if its origin is not the key's name, or if the key did not
    /// sign it.
    pub fn open(text: &str, log: &VerifierKey) -> Result<Self, CheckpointError> {
        UnverifiedCheckpoint::from_str(text)?.verify(log)
    }

    /// What the log says.
    #[must_use]
    pub const fn checkpoint(&self) -> &Checkpoint {
        &self.checkpoint
    }

    /// The note, with all signatures.
    #[must_use]
    pub const fn note(&self) -> &Note {
        &self.note
    }

    /// The checkpoint with more signatures, which are taken as they are.
    ///
    /// # Errors
    /// If there would be too many signatures.
    pub fn with(self, signatures: impl IntoIterator<Item = NoteSignature>) -> Result<Self, NoteError> {
        Ok(Self {
            checkpoint: self.checkpoint,
            note: self.note.with(signatures)?,
        })
    }
}

impl fmt::Display for SignedCheckpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.note, f)
    }
}

/// A checkpoint whose signatures nobody has looked at: what tells a reader which log's key to verify it with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnverifiedCheckpoint {
    checkpoint: Checkpoint,
    note: Note,
}

impl UnverifiedCheckpoint {
    /// What it claims to be.
    #[must_use]
    pub const fn checkpoint(&self) -> &Checkpoint {
        &self.checkpoint
    }

    /// Verifies the log's signature.
    ///
    /// # Errors
    /// If the origin is not the key's name, or the key did not sign it.
    pub fn verify(self, log: &VerifierKey) -> Result<SignedCheckpoint, CheckpointError> {
        let Self { checkpoint, note } = self;
        if checkpoint.origin != *log.name() {
            return Err(CheckpointError::OtherLog {
                expected: log.name().clone(),
                found: checkpoint.origin,
            });
        }
        if note.verify(log)?.is_none() {
            return Err(CheckpointError::Unsigned {
                origin: checkpoint.origin,
                id: log.id(),
            });
        }
        Ok(SignedCheckpoint { checkpoint, note })
    }
}

impl FromStr for UnverifiedCheckpoint {
    type Err = CheckpointError;
    fn from_str(text: &str) -> Result<Self, CheckpointError> {
        let note: Note = text.parse()?;
        Ok(Self {
            checkpoint: note.text().parse()?,
            note,
        })
    }
}
