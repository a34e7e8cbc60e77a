//! A witness's key, and what it has cosigned last of each log: a file each, named by the SHA-256 of the log's origin.
//!
//! Between the comparison with what was cosigned last and the storing of what is cosigned next nobody else gets in, and
//! a cosignature leaves only when what it is about is on the disk. So a witness that is killed at any moment has never
//! cosigned two histories.

use crate::{
    failure::Failure,
    faults::step,
    files,
    identity::{self, SecretFile},
};
use anyhow::{Context as _, anyhow, bail};
use data_encoding::HEXLOWER;
use ostrakon_crypto::{ml_dsa, signature::SigningKey};
use ostrakon_record::tlog::{
    Checkpoint, KeyName, Note, SignedCheckpoint, VerifierKey,
    add_checkpoint::{AddCheckpoint, Refusal, TreeHead},
    cosignature::Cosigner,
    note::NoteSignature,
};
use sha2::{Digest as _, Sha256};
use std::{
    path::{Path, PathBuf},
    sync::{Mutex, PoisonError},
};

const REMEDY: &str = "restore it from a copy, or begin in another folder, as another witness";
const ED25519: SecretFile = SecretFile {
    name: "witness.key",
    remedy: REMEDY,
};
const ML_DSA_44: SecretFile = SecretFile {
    name: "witness-ml-dsa-44.key",
    remedy: REMEDY,
};

/// Key and state.
pub(super) struct Memory {
    cosigner: Cosigner,
    folder: PathBuf,
    /// Held from reading the last tree head to storing the next.
    turn: Mutex<()>,
}

/// Whoever has the folder's key. What was cosigned with another one is not known to be ours.
fn cosigner(folder: &Path, name: KeyName, ml_dsa_44: bool) -> anyhow::Result<Cosigner> {
    let (own, other, remedy) = if ml_dsa_44 {
        (
            ML_DSA_44,
            ED25519,
            "leave --ml-dsa-44 out, or begin in another folder, as another witness",
        )
    } else {
        (
            ED25519,
            ML_DSA_44,
            "start it with --ml-dsa-44, or begin in another folder, as another witness",
        )
    };
    if folder.join(other.name).exists() {
        bail!(Failure::new(
            format!("{} is of a witness with the key {}", folder.display(), other.name),
            remedy,
        ));
    }
    let seed = identity::secret(folder, &own)?;
    Ok(if ml_dsa_44 {
        Cosigner::ml_dsa_44(name, ml_dsa::SigningKey::from_seed(seed.as_bytes()))
    } else {
        Cosigner::ed25519(name, SigningKey::from_seed(seed.as_bytes()))
    })
}

impl Memory {
    /// Reads the key from the folder, or makes it.
    pub(super) fn open(folder: &Path, name: &str, ml_dsa_44: bool) -> anyhow::Result<Self> {
        let name = KeyName::new(name).with_context(|| {
            Failure::new(
                "a witness needs the name of a key",
                "such as witness.example.org/town",
            )
        })?;
        let cosigner = cosigner(folder, name, ml_dsa_44)?;
        let logs = folder.join("logs");
        files::create_folder(&logs).with_context(|| {
            Failure::new(
                format!("cannot make {}", logs.display()),
                "is the disk full, or the folder somebody else's?",
            )
        })?;
        Ok(Self {
            cosigner,
            folder: logs,
            turn: Mutex::new(()),
        })
    }

    /// The key that verifies this witness's cosignatures.
    pub(super) const fn verifier_key(&self) -> &VerifierKey {
        self.cosigner.verifier_key()
    }

    /// The checkpoint that was cosigned last of the log whose origin has this SHA-256 in hexadecimal digits.
    pub(super) fn last(&self, log: &str) -> anyhow::Result<Option<String>> {
        let is_digest = HEXLOWER
            .decode(log.as_bytes())
            .is_ok_and(|digest| digest.len() == 32);
        if !is_digest {
            return Ok(None);
        }
        files::read(&self.folder, log)
            .with_context(|| format!("cannot read {}", self.folder.join(log).display()))
    }

    /// Cosigns a checkpoint that its log has signed, if it continues the one before: or says why not. Fails if it cannot
    /// be stored, or what is stored is damaged; then nothing was cosigned.
    ///
    /// The time is that of the last cosignature if the clock was set back meanwhile.
    pub(super) fn cosign(
        &self,
        request: &AddCheckpoint<SignedCheckpoint>,
        time: u64,
    ) -> anyhow::Result<Result<NoteSignature, Refusal>> {
        let _turn = self.turn.lock().unwrap_or_else(PoisonError::into_inner);
        let checkpoint = request.checkpoint.checkpoint();
        let log = HEXLOWER.encode(&Sha256::digest(checkpoint.origin.as_str()));
        let (last, last_time) = match self.last(&log)? {
            None => (TreeHead::default(), 0),
            Some(text) => self
                .own(&text)
                .with_context(|| format!("{} is damaged", self.folder.join(&log).display()))?,
        };
        if let Err(refusal) = request.judge(&last) {
            return Ok(Err(refusal));
        }
        step!("witness-judged");
        let signature = self.cosigner.cosign(checkpoint, time.max(last_time))?;
        let cosigned = request.checkpoint.clone().with([signature.clone()])?;
        files::replace(&self.folder, &log, &cosigned.to_string())
            .with_context(|| format!("cannot write {}", self.folder.join(&log).display()))?;
        step!("witness-stored");
        Ok(Ok(signature))
    }

    /// What a stored checkpoint says, and when this witness cosigned it.
    fn own(&self, text: &str) -> anyhow::Result<(TreeHead, u64)> {
        let note: Note = text.parse()?;
        let signed = note
            .verify(self.verifier_key())?
            .ok_or_else(|| anyhow!("it has no cosignature by {}", self.verifier_key()))?;
        let head = TreeHead::from(&note.text().parse::<Checkpoint>()?);
        Ok((head, signed.time.unwrap_or_default()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ostrakon_record::tlog::{Frontier, NodeHash, proof};

    #[test]
    fn times_of_cosignatures_do_not_decrease_when_the_clock_is_set_back() {
        let folder = tempfile::tempdir().unwrap();
        let log = SigningKey::from_seed(&[7; 32]);
        let leaf = |number: u64| NodeHash::of_leaf(&number.to_be_bytes());
        let times = [(1, 1_000), (2, 400), (3, 0), (4, 1_001), (5, 1_000)].map(|(size, time)| {
            let tree: Frontier = (0..size).map(leaf).collect();
            let checkpoint = Checkpoint {
                origin: KeyName::new("board.example/e").unwrap(),
                size,
                root: tree.root(),
            };
            let old = size - 1;
            let read = |level: u8, index: u64| {
                let from = index << level;
                let subtree: Frontier = (from..from + (1 << level)).map(leaf).collect();
                Ok::<_, std::convert::Infallible>(subtree.root())
            };
            let request = AddCheckpoint {
                old,
                proof: proof::consistency_proof(old, size, read).unwrap(),
                checkpoint: checkpoint.sign(&log),
            };
            // Started anew each time.
            let memory = Memory::open(folder.path(), "witness.example/w", false).unwrap();
            let signature = memory.cosign(&request, time).unwrap().unwrap();
            let cosigned = request.checkpoint.clone().with([signature]).unwrap();
            let signed = cosigned.note().verify(memory.verifier_key()).unwrap();
            signed.unwrap().time.unwrap()
        });
        assert_eq!(times, [1_000, 1_000, 1_000, 1_001, 1_001]);
    }
}
