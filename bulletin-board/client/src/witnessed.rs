//! How far enough witnesses have seen a log.

use crate::{BoardClient, ClientError, NoteStream};
use ostrakon_crypto::hash::Hash;
use ostrakon_record::tlog::{Checkpoint, Policy, witnessed::WitnessedCheckpoint};

/// A checkpoint that a policy's quorum has cosigned; the log's signature and theirs are verified.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Witnessed {
    /// Size and root of the log's tree.
    pub checkpoint: Checkpoint,
    /// The note with all signatures.
    pub note: String,
}

impl Witnessed {
    /// Verifies a note. None if the policy does not let it pass: others may have signed it, or nobody yet.
    #[must_use]
    pub fn open(note: &str, policy: &Policy) -> Option<Self> {
        let witnessed = WitnessedCheckpoint::open(note, policy).ok()?;
        witnessed.check_quorum().ok()?;
        Some(Self {
            checkpoint: witnessed.checkpoint().clone(),
            note: note.to_owned(),
        })
    }
}

impl BoardClient {
    /// The newest published checkpoint of at least `from` lines that the policy lets pass. What it does not let pass is
    /// left out.
    ///
    /// # Errors
    /// If the board cannot be reached or has no such election.
    pub async fn witnessed(
        &self,
        election: &Hash,
        policy: &Policy,
        from: u64,
    ) -> Result<Option<Witnessed>, ClientError> {
        let mut notes = NoteStream::new(self.checkpoints(election, from).await?);
        let mut newest = None;
        while let Some(note) = notes.next_note().await? {
            newest = Witnessed::open(&note, policy)
                .filter(|witnessed| witnessed.checkpoint.size >= from)
                .or(newest);
        }
        Ok(newest)
    }
}
