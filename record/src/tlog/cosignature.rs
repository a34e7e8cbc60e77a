//! Cosignatures: a witness says when it saw a checkpoint that continues all that it saw before (docs/record.md §9.1).

use super::{
    checkpoint::Checkpoint,
    note::NoteSignature,
    tree::Frontier,
    vkey::{KeyName, PublicKey, VerifierKey},
};
use ostrakon_crypto::{
    ml_dsa,
    signature::{Signature, SignatureError, SigningKey, VerifyingKey},
};

/// Latest time of a cosignature, in POSIX seconds: 2⁶³ − 1.
pub const LATEST: u64 = Frontier::LARGEST;

/// That a cosignature cannot be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CosignError {
    /// A time that no cosignature can have.
    #[error("{time} is no time of a cosignature; the latest is 2^63 - 1")]
    Time {
        /// POSIX seconds.
        time: u64,
    },
    /// No ML-DSA-44 signature was found, which practically never happens.
    #[error("the signature cannot be made")]
    Signature,
}

/// Who cosigns checkpoints, with a secret key of its own.
pub struct Cosigner {
    key: SecretKey,
    public: VerifierKey,
}

enum SecretKey {
    Ed25519(Box<SigningKey>),
    MlDsa44(Box<ml_dsa::SigningKey>),
}

impl Cosigner {
    /// A cosigner of this name.
    ///
    /// # Security
    /// What it signs does not contain the name: each cosigner needs a key of its own.
    #[must_use]
    pub fn ed25519(name: KeyName, key: SigningKey) -> Self {
        let public = VerifierKey::new(name, PublicKey::Ed25519Cosigner(key.verifying_key()));
        let key = SecretKey::Ed25519(Box::new(key));
        Self { key, public }
    }

    /// A cosigner of this name whose signatures a quantum computer cannot forge.
    #[must_use]
    pub fn ml_dsa_44(name: KeyName, key: ml_dsa::SigningKey) -> Self {
        let public = VerifierKey::new(name, PublicKey::MlDsa44Cosigner(key.verifying_key()));
        let key = SecretKey::MlDsa44(Box::new(key));
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
    /// If the time is beyond [`LATEST`], or no ML-DSA-44 signature is found.
    ///
    /// # Security
    /// It says that this is the largest tree of the log that the cosigner has seen, and that it continues all earlier
    /// ones. Only who has made sure of that, and has stored it, may call this.
    pub fn cosign(&self, checkpoint: &Checkpoint, time: u64) -> Result<NoteSignature, CosignError> {
        if time > LATEST {
            return Err(CosignError::Time { time });
        }
        let signature = match &self.key {
            SecretKey::Ed25519(key) => {
                let signature = key.sign(&ed25519_message(time, &checkpoint.to_string()));
                signature.as_bytes().to_vec()
            }
            SecretKey::MlDsa44(key) => ml_dsa_44_message(self.public.name(), time, checkpoint)
                .and_then(|message| key.sign(&message))
                .map_err(|_| CosignError::Signature)?,
        };
        let payload = [time.to_be_bytes().as_slice(), &signature].concat();
        Ok(NoteSignature::new(&self.public, payload))
    }
}

/// Verifies an Ed25519 cosignature of a note's text and returns its time.
pub(super) fn verify_ed25519(key: &VerifyingKey, text: &str, payload: &[u8]) -> Result<u64, SignatureError> {
    let (time, signature) = split(payload)?;
    let signature = signature.try_into().map_err(|_| SignatureError)?;
    key.verify(&ed25519_message(time, text), &Signature::from_bytes(signature))?;
    Ok(time)
}

/// Verifies an ML-DSA-44 cosignature of a checkpoint's text and returns its time.
pub(super) fn verify_ml_dsa_44(
    key: &ml_dsa::VerifyingKey,
    name: &KeyName,
    text: &str,
    payload: &[u8],
) -> Result<u64, SignatureError> {
    let (time, signature) = split(payload)?;
    let checkpoint = text.parse().map_err(|_| SignatureError)?;
    key.verify(&ml_dsa_44_message(name, time, &checkpoint)?, signature)?;
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

fn ed25519_message(time: u64, text: &str) -> Vec<u8> {
    format!("cosignature/v1\ntime {time}\n{text}").into_bytes()
}

/// The structure `cosigned_message` of a whole tree, which begins at leaf 0.
fn ml_dsa_44_message(name: &KeyName, time: u64, checkpoint: &Checkpoint) -> Result<Vec<u8>, SignatureError> {
    let mut message = b"subtree/v1\n\0".to_vec();
    // A name has at most 255 bytes, so its length fits.
    let append_name = |message: &mut Vec<u8>, name: &KeyName| {
        let name = name.as_str().as_bytes();
        message.push(u8::try_from(name.len()).map_err(|_| SignatureError)?);
        message.extend_from_slice(name);
        Ok(())
    };
    append_name(&mut message, name)?;
    message.extend_from_slice(&time.to_be_bytes());
    append_name(&mut message, &checkpoint.origin)?;
    message.extend_from_slice(&0_u64.to_be_bytes());
    message.extend_from_slice(&checkpoint.size.to_be_bytes());
    message.extend_from_slice(checkpoint.root.as_bytes());
    Ok(message)
}
