//! Checkpoints under a policy: whose signatures they have, and whether these are enough (docs/record.md §9.2).

use super::{
    checkpoint::{Checkpoint, CheckpointError, SignedCheckpoint, UnverifiedCheckpoint},
    note::NoteError,
    policy::{Policy, Witness},
    vkey::KeyName,
};

/// A checkpoint of a trusted log, with the cosignatures that a policy counts, all verified.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WitnessedCheckpoint<'a> {
    policy: &'a Policy,
    signed: SignedCheckpoint,
    cosignatures: Vec<Cosignature<'a>>,
}

/// That a witness has cosigned a checkpoint.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cosignature<'a> {
    /// The witness.
    pub witness: &'a Witness,
    /// When, in POSIX seconds; the last time, if it did so several times.
    pub time: u64,
}

/// A checkpoint that a policy does not let pass, however many witnesses have cosigned it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum WitnessedError {
    /// The origin is of none of the policy's logs.
    #[error("the checkpoint is of {found}, which is no log of the policy")]
    UnknownLog {
        /// The origin in the checkpoint.
        found: KeyName,
    },
    /// Not a checkpoint, or not signed by its log.
    #[error(transparent)]
    Checkpoint(#[from] CheckpointError),
    /// A signature under the name and id of a witness's key is wrong.
    #[error("the checkpoint's cosignatures: {0}")]
    Cosignature(NoteError),
}

/// That a checkpoint lacks the cosignatures of a quorum.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the checkpoint of size {size} lacks the quorum {quorum:?}: it is cosigned by {}", names(.cosigned))]
pub struct QuorumError {
    /// The checkpoint's size.
    pub size: u64,
    /// The quorum's name in the policy.
    pub quorum: String,
    /// Names of the witnesses who have cosigned.
    pub cosigned: Vec<String>,
}

fn names(witnesses: &[String]) -> String {
    if witnesses.is_empty() {
        "nobody".to_owned()
    } else {
        witnesses.join(", ")
    }
}

impl<'a> WitnessedCheckpoint<'a> {
    /// Reads a checkpoint of one of the policy's logs and verifies the signatures of the log and of all witnesses that
    /// have one. Signatures by others are ignored.
    ///
    /// # Errors
    /// If it is no checkpoint, of another log, or not signed by the log's key, or if a signature under the name and id
    /// of the log's or a witness's key does not verify.
    pub fn open(text: &str, policy: &'a Policy) -> Result<Self, WitnessedError> {
        let unverified: UnverifiedCheckpoint = text.parse()?;
        let origin = unverified.checkpoint().origin.clone();
        let mut opened = Err(WitnessedError::UnknownLog {
            found: origin.clone(),
        });
        // A log may have several keys under one name.
        for log in policy.logs().iter().filter(|log| *log.key.name() == origin) {
            opened = unverified.clone().verify(&log.key).map_err(WitnessedError::from);
            if opened.is_ok() {
                break;
            }
        }
        let signed = opened?;
        let mut cosignatures = Vec::new();
        for witness in policy.witnesses() {
            let signature = signed
                .note()
                .verify(&witness.key)
                .map_err(WitnessedError::Cosignature)?;
            let time = signature.and_then(|signature| signature.time);
            cosignatures.extend(time.map(|time| Cosignature { witness, time }));
        }
        Ok(Self {
            policy,
            signed,
            cosignatures,
        })
    }

    /// What the log says.
    #[must_use]
    pub const fn checkpoint(&self) -> &Checkpoint {
        self.signed.checkpoint()
    }

    /// The checkpoint with all signatures.
    #[must_use]
    pub const fn signed(&self) -> &SignedCheckpoint {
        &self.signed
    }

    /// Which witnesses have cosigned it, each once, in the policy's order.
    #[must_use]
    pub fn cosignatures(&self) -> &[Cosignature<'a>] {
        &self.cosignatures
    }

    /// Whether these witnesses are enough.
    ///
    /// # Errors
    /// If they do not make the policy's quorum.
    pub fn check_quorum(&self) -> Result<(), QuorumError> {
        let cosigned = |witness: &Witness| {
            self.cosignatures
                .iter()
                .any(|cosignature| cosignature.witness.name == witness.name)
        };
        if self.policy.is_satisfied(cosigned) {
            return Ok(());
        }
        let names = self
            .cosignatures
            .iter()
            .map(|cosignature| cosignature.witness.name.clone());
        Err(QuorumError {
            size: self.checkpoint().size,
            quorum: self.policy.quorum().unwrap_or_default().to_owned(),
            cosigned: names.collect(),
        })
    }
}
