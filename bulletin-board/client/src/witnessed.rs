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

impl BoardClient {
    /// The newest published checkpoint of at least `from` lines that the policy lets pass. What it does not let pass is
    /// left out: others may have signed it, or nobody yet.
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
            let checkpoint = WitnessedCheckpoint::open(&note, policy)
                .ok()
                .filter(|witnessed| witnessed.check_quorum().is_ok())
                .map(|witnessed| witnessed.checkpoint().clone())
                .filter(|checkpoint| checkpoint.size >= from);
            newest = checkpoint
                .map(|checkpoint| Witnessed { checkpoint, note })
                .or(newest);
        }
        Ok(newest)
    }
}
