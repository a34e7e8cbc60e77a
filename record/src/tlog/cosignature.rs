//! Cosignatures: a witness says when it saw a checkpoint that continues all that it saw before (docs/record.md §9.1).

use super::{
    checkpoint::Checkpoint,
    note::NoteSignature,
    tree::Frontier,
    vkey::{KeyName, PublicKey, VerifierKey},
};
use ostrakon_crypto::signature::{Signature, SignatureError, SigningKey, VerifyingKey};

/// Latest time of a cosignature, in POSIX seconds: 2⁶³ − 1.
pub const LATEST: u64 = Frontier::LARGEST;

/// A time that no cosignature can have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{time} is no time of a cosignature; the latest is 2^63 - 1")]
pub struct TimeError {
    /// POSIX seconds.
    pub time: u64,
}

/// Who cosigns checkpoints, with a secret key of its own.
pub struct Cosigner {
    key: SigningKey,
    public: VerifierKey,
}

impl Cosigner {
    /// A cosigner of this name.
    ///
    /// # Security
    /// What it signs does not contain the name: each cosigner needs a key of its own.
    #[must_use]
    pub fn ed25519(name: KeyName, key: SigningKey) -> Self {
        let public = VerifierKey::new(name, PublicKey::Ed25519Cosigner(key.verifying_key()));
        Self { key, public }
    }

    /// The public key under the cosigner's name.
    #[must_use]
    pub const fn verifier_key(&self) -> &VerifierKey {
        &self.public
    }

    /// Cosigns a checkpoint at a time in POSIX seconds.
    ///
    /// # Errors
    /// If the time is beyond [`LATEST`].
    ///
    /// # Security
    /// It says that this is the largest tree of the log that the cosigner has seen, and that it continues all earlier
    /// ones. Only who has made sure of that, and has stored it, may call this.
    pub fn cosign(&self, checkpoint: &Checkpoint, time: u64) -> Result<NoteSignature, TimeError> {
        if time > LATEST {
            return Err(TimeError { time });
        }
        let signature = self.key.sign(&message(time, &checkpoint.to_string()));
        let payload = [time.to_be_bytes().as_slice(), signature.as_bytes()].concat();
        Ok(NoteSignature::new(&self.public, payload))
    }
}

/// Verifies an Ed25519 cosignature of a note's text and returns its time.
pub(super) fn verify_ed25519(key: &VerifyingKey, text: &str, payload: &[u8]) -> Result<u64, SignatureError> {
    let (time, signature) = split(payload)?;
    let signature = signature.try_into().map_err(|_| SignatureError)?;
    key.verify(&message(time, text), &Signature::from_bytes(signature))?;
    Ok(time)
}

fn split(payload: &[u8]) -> Result<(u64, &[u8]), SignatureError> {
    let (time, signature) = payload.split_first_chunk().ok_or(SignatureError)?;
    let time = u64::from_be_bytes(*time);
    if time > LATEST {
        return Err(SignatureError);
    }
    Ok((time, signature))
}

fn message(time: u64, text: &str) -> Vec<u8> {
    format!("cosignature/v1\ntime {time}\n{text}").into_bytes()
}
