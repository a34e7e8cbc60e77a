//! ML-DSA-44 signatures (FIPS 204), which quantum computers cannot forge: for witnesses that have such keys.

use crate::signature::SignatureError;
use core::fmt;
use data_encoding::BASE64;
use ml_dsa::{
    MlDsa44,
    signature::{Keypair as _, Signer as _, Verifier as _},
};

/// Length of a public key in bytes.
pub const PUBLIC_KEY_LENGTH: usize = 1_312;
/// Length of a signature in bytes.
pub const SIGNATURE_LENGTH: usize = 2_420;

/// A secret signing key. Erased when dropped.
pub struct SigningKey(ml_dsa::SigningKey<MlDsa44>);

impl SigningKey {
    /// The key of a 32-byte seed (FIPS 204, algorithm 6).
    #[must_use]
    pub fn from_seed(seed: &[u8; 32]) -> Self {
        Self(ml_dsa::SigningKey::from_seed(&(*seed).into()))
    }

    /// The public key.
    #[must_use]
    pub fn verifying_key(&self) -> VerifyingKey {
        VerifyingKey(self.0.verifying_key().encode().to_vec())
    }

    /// Signs a message: the deterministic variant with an empty context.
    ///
    /// # Errors
    /// If no signature is found, which the specification allows for with a probability below 2⁻²⁵⁶.
    pub fn sign(&self, message: &[u8]) -> Result<Vec<u8>, SignatureError> {
        let signature = self.0.try_sign(message).map_err(|_| SignatureError)?;
        Ok(signature.encode().to_vec())
    }
}

/// A public key: any [`PUBLIC_KEY_LENGTH`] bytes.
#[derive(Clone, PartialEq, Eq)]
pub struct VerifyingKey(Vec<u8>);

/// Bytes that are no public key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("an ML-DSA-44 public key has {PUBLIC_KEY_LENGTH} bytes, not {length}")]
pub struct KeyLengthError {
    /// Number of bytes.
    pub length: usize,
}

impl VerifyingKey {
    /// Decodes a key.
    ///
    /// # Errors
    /// If the length is wrong.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, KeyLengthError> {
        let length = bytes.len();
        if length != PUBLIC_KEY_LENGTH {
            return Err(KeyLengthError { length });
        }
        Ok(Self(bytes.to_vec()))
    }

    /// The key's bytes.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    /// Verifies a signature with an empty context.
    ///
    /// # Errors
    /// If the signature is not of this key over this message.
    pub fn verify(&self, message: &[u8], signature: &[u8]) -> Result<(), SignatureError> {
        let key = self.0.as_slice().try_into().map_err(|_| SignatureError)?;
        let key = ml_dsa::VerifyingKey::<MlDsa44>::decode(&key);
        let signature = ml_dsa::Signature::<MlDsa44>::try_from(signature).map_err(|_| SignatureError)?;
        key.verify(message, &signature).map_err(|_| SignatureError)
    }
}

impl fmt::Debug for VerifyingKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&BASE64.encode(&self.0))
    }
}
