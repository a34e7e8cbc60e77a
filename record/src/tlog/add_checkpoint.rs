//! How a log asks a witness for a cosignature, and what the witness answers (docs/record.md §9.3).

use super::{
    checkpoint::{Checkpoint, CheckpointError, SignedCheckpoint, UnverifiedCheckpoint, parse_size},
    note::{NoteError, NoteSignature},
    proof::{ProofError, ProofLinesError, parse_lines, verify_consistency},
    tree::NodeHash,
    vkey::{KeyName, VerifierKey},
};
use core::{fmt, str::FromStr};

/// What a witness answers: the size of the tree that it cosigned last.
pub const SIZE_CONTENT_TYPE: &str = "text/x.tlog.size";
/// What else it answers.
pub const TEXT_CONTENT_TYPE: &str = "text/plain; charset=utf-8";

/// A log's question: a checkpoint, and the proof that it continues the one before.
///
/// `C` says how much is known of the checkpoint's signature.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AddCheckpoint<C> {
    /// The size that the witness cosigned last, as far as the log knows; 0 if it never did.
    pub old: u64,
    /// Consistency proof from there to the checkpoint.
    pub proof: Vec<NodeHash>,
    /// The new checkpoint.
    pub checkpoint: C,
}

/// A text that asks nothing.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum RequestError {
    /// The first line is wrong.
    #[error("the first line is not `old` and a size")]
    Old,
    /// There is no empty line before the checkpoint.
    #[error("there is no empty line before the checkpoint")]
    Separator,
    /// The proof is wrong.
    #[error(transparent)]
    Proof(#[from] ProofLinesError),
    /// No checkpoint.
    #[error(transparent)]
    Checkpoint(#[from] CheckpointError),
}

/// The largest tree of a log that a witness has cosigned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TreeHead {
    /// Number of leaves.
    pub size: u64,
    /// Root.
    pub root: NodeHash,
}

/// Of a log that the witness has never cosigned.
impl Default for TreeHead {
    fn default() -> Self {
        Self {
            size: 0,
            root: NodeHash::EMPTY,
        }
    }
}

impl From<&Checkpoint> for TreeHead {
    fn from(checkpoint: &Checkpoint) -> Self {
        Self {
            size: checkpoint.size,
            root: checkpoint.root,
        }
    }
}

/// Why a witness does not cosign.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Refusal {
    /// Not a request.
    #[error("{0}")]
    Malformed(#[from] RequestError),
    /// The old size is larger than the checkpoint's.
    #[error("the old size {old} is larger than the checkpoint's size {size}")]
    Order {
        /// The old size.
        old: u64,
        /// The checkpoint's size.
        size: u64,
    },
    /// The witness does not know the log.
    #[error("this witness does not follow {origin}")]
    UnknownLog {
        /// The checkpoint's origin.
        origin: KeyName,
    },
    /// The log's key did not sign.
    #[error("{0}")]
    Untrusted(CheckpointError),
    /// The witness has cosigned another size than the request says.
    #[error("the last cosigned size is {size}")]
    Conflict {
        /// The size that it cosigned last.
        size: u64,
    },
    /// The tree does not continue the one that the witness cosigned.
    #[error("the checkpoint does not continue the last cosigned one: {0}")]
    Inconsistent(ProofError),
}

impl AddCheckpoint<UnverifiedCheckpoint> {
    /// Verifies the log's signature, the first part of a witness's judgement: it needs only the keys of the logs that
    /// the witness follows.
    ///
    /// # Errors
    /// [`Refusal::UnknownLog`], [`Refusal::Untrusted`] or [`Refusal::Order`].
    pub fn authenticate<'a>(
        self,
        logs: impl IntoIterator<Item = &'a VerifierKey>,
    ) -> Result<AddCheckpoint<SignedCheckpoint>, Refusal> {
        let Checkpoint { origin, size, .. } = self.checkpoint.checkpoint().clone();
        let mut verified = Err(Refusal::UnknownLog {
            origin: origin.clone(),
        });
        // A log may have several keys under one name.
        for log in logs.into_iter().filter(|log| *log.name() == origin) {
            verified = self.checkpoint.clone().verify(log).map_err(Refusal::Untrusted);
            if verified.is_ok() {
                break;
            }
        }
        let checkpoint = verified?;
        if self.old > size {
            return Err(Refusal::Order { old: self.old, size });
        }
        Ok(AddCheckpoint {
            old: self.old,
            proof: self.proof,
            checkpoint,
        })
    }
}

impl AddCheckpoint<SignedCheckpoint> {
    /// Whether the checkpoint continues what the witness cosigned last, the second part of its judgement; returns what
    /// it cosigns next.
    ///
    /// # Errors
    /// [`Refusal::Conflict`] or [`Refusal::Inconsistent`].
    ///
    /// # Security
    /// `last` is what is stored. Nobody may change it between this and the storing of the new tree head, which comes before the
    /// cosignature: otherwise a witness cosigns two histories.
    pub fn judge(&self, last: &TreeHead) -> Result<TreeHead, Refusal> {
        if self.old != last.size {
            return Err(Refusal::Conflict { size: last.size });
        }
        let new = TreeHead::from(self.checkpoint.checkpoint());
        verify_consistency(last.size, &last.root, new.size, &new.root, &self.proof)
            .map_err(Refusal::Inconsistent)?;
        Ok(new)
    }
}

/// The body of a request.
impl fmt::Display for AddCheckpoint<SignedCheckpoint> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "old {}", self.old)?;
        for hash in &self.proof {
            writeln!(f, "{hash}")?;
        }
        write!(f, "\n{}", self.checkpoint)
    }
}

impl FromStr for AddCheckpoint<UnverifiedCheckpoint> {
    type Err = RequestError;
    fn from_str(body: &str) -> Result<Self, RequestError> {
        let (head, checkpoint) = body.split_once("\n\n").ok_or(RequestError::Separator)?;
        let mut lines = head.split('\n');
        let old = lines.next().and_then(|line| line.strip_prefix("old "));
        Ok(Self {
            old: old.and_then(parse_size).ok_or(RequestError::Old)?,
            proof: parse_lines(lines)?,
            checkpoint: checkpoint.parse()?,
        })
    }
}

/// A witness's answer over HTTP.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Response {
    /// Status code.
    pub status: u16,
    /// What the body is.
    pub content_type: &'static str,
    /// The body.
    pub body: String,
}

impl Response {
    /// The answer with cosignatures.
    #[must_use]
    pub fn cosigned(signatures: &[NoteSignature]) -> Self {
        Self {
            status: 200,
            content_type: TEXT_CONTENT_TYPE,
            body: signatures.iter().map(NoteSignature::to_string).collect(),
        }
    }
}

impl From<&Refusal> for Response {
    fn from(refusal: &Refusal) -> Self {
        let status = match refusal {
            Refusal::Malformed(_) | Refusal::Order { .. } => 400,
            Refusal::UnknownLog { .. } => 404,
            Refusal::Untrusted(_) => 403,
            Refusal::Conflict { .. } => 409,
            Refusal::Inconsistent(_) => 422,
        };
        match refusal {
            Refusal::Conflict { size } => Self {
                status,
                content_type: SIZE_CONTENT_TYPE,
                body: format!("{size}\n"),
            },
            other => Self {
                status,
                content_type: TEXT_CONTENT_TYPE,
                body: format!("{other}\n"),
            },
        }
    }
}

/// What a log learns from a witness's answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// The witness has cosigned; nothing is verified yet.
    Cosigned(Vec<NoteSignature>),
    /// It has cosigned another size last: ask again with a proof from there.
    Conflict {
        /// That size.
        size: u64,
    },
    /// It does not know the log.
    UnknownLog,
    /// It has another key of the log.
    Untrusted,
    /// It does not understand the request.
    Malformed,
    /// It says that the tree does not continue the one that it cosigned: grave if true.
    Inconsistent,
}

/// An answer that no witness gives.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum AnswerError {
    /// Not one of the status codes.
    #[error("a witness does not answer with status {status}")]
    Status {
        /// The code.
        status: u16,
    },
    /// No signature lines under status 200.
    #[error(transparent)]
    Cosignatures(#[from] NoteError),
    /// No size under status 409.
    #[error("a witness answers a conflict with a size, not with {body:?}")]
    Size {
        /// The beginning of the body.
        body: String,
    },
}

impl Answer {
    /// Reads an answer.
    ///
    /// # Errors
    /// If it is none of those that a witness gives.
    pub fn parse(status: u16, body: &str) -> Result<Self, AnswerError> {
        match status {
            200 => Ok(Self::Cosigned(NoteSignature::parse_lines(body)?)),
            400 => Ok(Self::Malformed),
            403 => Ok(Self::Untrusted),
            404 => Ok(Self::UnknownLog),
            409 => {
                let size = body.strip_suffix('\n').and_then(parse_size);
                let size = size.ok_or_else(|| AnswerError::Size {
                    body: body.chars().take(80).collect(),
                })?;
                Ok(Self::Conflict { size })
            }
            422 => Ok(Self::Inconsistent),
            status => Err(AnswerError::Status { status }),
        }
    }
}
