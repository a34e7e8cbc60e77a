//! Inclusion receipts: that a line is in the tree of a witnessed checkpoint, in one text (docs/record.md §10).

use super::{
    checkpoint::parse_size,
    decode_base64,
    policy::Policy,
    proof::{ProofError, ProofLinesError, parse_lines, verify_inclusion},
    tree::NodeHash,
    witnessed::{QuorumError, WitnessedCheckpoint, WitnessedError},
};
use core::{fmt, str::FromStr};
use data_encoding::BASE64;

const FIRST_LINE: &str = "c2sp.org/tlog-proof@v1";

/// A proof with everything that is needed to verify it, except the line and the policy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TlogProof {
    /// Bytes that nobody vouches for; the board adds none.
    pub extra: Option<Vec<u8>>,
    /// Which leaf, from 0: the line's `seq`.
    pub index: u64,
    /// The siblings on the leaf's path, its own first.
    pub hashes: Vec<NodeHash>,
    /// The checkpoint with its signatures, as the log publishes it.
    pub checkpoint: String,
}

/// A text that is no proof.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum TlogProofParseError {
    /// The first line is wrong.
    #[error("the first line is not {FIRST_LINE:?}")]
    Version,
    /// The extra data is not base64.
    #[error("the extra data is not base64 with padding")]
    Extra,
    /// The index is wrong.
    #[error("there is no line `index` with a decimal number")]
    Index,
    /// The hashes are wrong.
    #[error(transparent)]
    Proof(#[from] ProofLinesError),
    /// There is no empty line before the checkpoint.
    #[error("there is no empty line before the checkpoint")]
    Separator,
}

/// A proof that proves nothing.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum TlogProofError {
    /// The checkpoint is not one, of another log, or has a wrong signature.
    #[error(transparent)]
    Checkpoint(#[from] WitnessedError),
    /// The line is not at this place in the tree.
    #[error(transparent)]
    Inclusion(#[from] ProofError),
    /// Too few witnesses have cosigned the checkpoint.
    #[error(transparent)]
    Quorum(#[from] QuorumError),
}

impl TlogProof {
    /// Checks that the leaf with this hash is in a tree whose checkpoint the policy lets pass, and returns that
    /// checkpoint. Whose line it is, and which, the caller knows.
    ///
    /// # Errors
    /// If the log did not sign the checkpoint, a cosignature is wrong or the quorum is missing, or the leaf is not at
    /// its index in the tree.
    pub fn verify<'a>(
        &self,
        leaf: &NodeHash,
        policy: &'a Policy,
    ) -> Result<WitnessedCheckpoint<'a>, TlogProofError> {
        let witnessed = WitnessedCheckpoint::open(&self.checkpoint, policy)?;
        let checkpoint = witnessed.checkpoint();
        verify_inclusion(leaf, self.index, checkpoint.size, &self.hashes, &checkpoint.root)?;
        witnessed.check_quorum()?;
        Ok(witnessed)
    }
}

impl fmt::Display for TlogProof {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{FIRST_LINE}")?;
        if let Some(extra) = &self.extra {
            writeln!(f, "extra {}", BASE64.encode(extra))?;
        }
        writeln!(f, "index {}", self.index)?;
        for hash in &self.hashes {
            writeln!(f, "{hash}")?;
        }
        write!(f, "\n{}", self.checkpoint)
    }
}

impl FromStr for TlogProof {
    type Err = TlogProofParseError;
    fn from_str(text: &str) -> Result<Self, TlogProofParseError> {
        let (head, checkpoint) = text.split_once("\n\n").ok_or(TlogProofParseError::Separator)?;
        let mut lines = head.split('\n').peekable();
        if lines.next() != Some(FIRST_LINE) {
            return Err(TlogProofParseError::Version);
        }
        let extra = lines
            .next_if(|line| line.starts_with("extra "))
            .and_then(|line| line.strip_prefix("extra "))
            .map(|extra| decode_base64(extra).ok_or(TlogProofParseError::Extra))
            .transpose()?;
        let index = lines.next().and_then(|line| line.strip_prefix("index "));
        let index = index.and_then(parse_size).ok_or(TlogProofParseError::Index)?;
        Ok(Self {
            extra,
            index,
            hashes: parse_lines(lines)?,
            checkpoint: checkpoint.to_owned(),
        })
    }
}
