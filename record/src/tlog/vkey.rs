//! Names and public keys of those who sign notes (docs/record.md §8.1).

use super::{cosignature, decode_base64};
use core::{fmt, str::FromStr};
use data_encoding::{BASE64, HEXLOWER};
use ostrakon_crypto::{
    ml_dsa,
    signature::{Signature, SignatureError, VerifyingKey},
};
use sha2::{Digest as _, Sha256};

/// Longest name of a key, in bytes.
pub const NAME_LIMIT: usize = 255;

/// The name of a key: 1 to 255 bytes without white space, control characters and `+`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct KeyName(String);

/// A text that names no key.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "{name:?} cannot name a key: a name has 1 to {NAME_LIMIT} bytes and no white space, control character or `+`"
)]
pub struct KeyNameError {
    /// The text.
    pub name: String,
}

impl KeyName {
    /// A name.
    ///
    /// # Errors
    /// If the text is empty, too long, or has white space, a control character or `+`.
    pub fn new(name: &str) -> Result<Self, KeyNameError> {
        let forbidden = |character: char| character.is_whitespace() || character < ' ' || character == '+';
        if name.is_empty() || name.len() > NAME_LIMIT || name.contains(forbidden) {
            return Err(KeyNameError {
                name: name.to_owned(),
            });
        }
        Ok(Self(name.to_owned()))
    }

    /// The name as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for KeyName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Four bytes that, together with its name, tell a key from others. Anybody can make another key with the same ones.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct KeyId([u8; 4]);

impl KeyId {
    /// An id from its bytes.
    #[must_use]
    pub const fn from_bytes(bytes: [u8; 4]) -> Self {
        Self(bytes)
    }

    /// The id's bytes.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8; 4] {
        &self.0
    }
}

impl fmt::Display for KeyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&HEXLOWER.encode(&self.0))
    }
}

impl fmt::Debug for KeyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// A public key, and what its signatures are over.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum PublicKey {
    /// Ed25519 over the text of a note: a log.
    Ed25519(VerifyingKey),
    /// Ed25519 over a time and the text of a checkpoint: a witness.
    Ed25519Cosigner(VerifyingKey),
    /// ML-DSA-44 over a time, the cosigner's name and a checkpoint: a witness.
    MlDsa44Cosigner(ml_dsa::VerifyingKey),
}

impl PublicKey {
    /// The byte that stands for the type of the signatures.
    #[must_use]
    pub const fn type_byte(&self) -> u8 {
        match self {
            Self::Ed25519(_) => 0x01,
            Self::Ed25519Cosigner(_) => 0x04,
            Self::MlDsa44Cosigner(_) => 0x06,
        }
    }

    /// Whether its signatures are cosignatures.
    #[must_use]
    pub const fn is_cosigner(&self) -> bool {
        matches!(self, Self::Ed25519Cosigner(_) | Self::MlDsa44Cosigner(_))
    }

    /// The key's bytes, without its type.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        match self {
            Self::Ed25519(key) | Self::Ed25519Cosigner(key) => key.as_bytes(),
            Self::MlDsa44Cosigner(key) => key.as_bytes(),
        }
    }

    fn decode(encoding: &[u8]) -> Result<Self, VerifierKeyError> {
        let (type_byte, key) = encoding.split_first().ok_or(VerifierKeyError::Form)?;
        let ed25519 = || {
            let bytes = key.try_into().map_err(|_| VerifierKeyError::Key)?;
            VerifyingKey::from_bytes(bytes).map_err(|_| VerifierKeyError::Key)
        };
        match type_byte {
            0x01 => Ok(Self::Ed25519(ed25519()?)),
            0x04 => Ok(Self::Ed25519Cosigner(ed25519()?)),
            0x06 => {
                let key = ml_dsa::VerifyingKey::from_bytes(key).map_err(|_| VerifierKeyError::Key)?;
                Ok(Self::MlDsa44Cosigner(key))
            }
            type_byte => Err(VerifierKeyError::Type {
                type_byte: *type_byte,
            }),
        }
    }
}

/// A key that is trusted, under its name. In text a vkey: `name+id+base64(type ‖ key)`.
#[derive(Clone, PartialEq, Eq)]
pub struct VerifierKey {
    name: KeyName,
    id: KeyId,
    key: PublicKey,
}

/// A vkey that is none.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum VerifierKeyError {
    /// Not three parts, or they are not hexadecimal digits and base64.
    #[error("a vkey has the form name+8 hexadecimal digits+base64")]
    Form,
    /// The name is none.
    #[error(transparent)]
    Name(#[from] KeyNameError),
    /// A type of signatures that is not known here.
    #[error("a vkey has the unknown signature type {type_byte:#04x}; known are 0x01, 0x04 and 0x06")]
    Type {
        /// The type's byte.
        type_byte: u8,
    },
    /// Not a public key of its type.
    #[error("a vkey has no valid public key")]
    Key,
    /// The id does not follow from the rest.
    #[error("a vkey has the id {found} instead of {expected}: it was changed or miscopied")]
    Id {
        /// The id of this name and key.
        expected: KeyId,
        /// The id in the text.
        found: KeyId,
    },
}

impl VerifierKey {
    /// A key under a name.
    #[must_use]
    pub fn new(name: KeyName, key: PublicKey) -> Self {
        let digest: [u8; 32] = Sha256::new()
            .chain_update(name.as_str())
            .chain_update([b'\n', key.type_byte()])
            .chain_update(key.as_bytes())
            .finalize()
            .into();
        let [a, b, c, d, ..] = digest;
        Self {
            name,
            id: KeyId([a, b, c, d]),
            key,
        }
    }

    /// The key's name.
    #[must_use]
    pub const fn name(&self) -> &KeyName {
        &self.name
    }

    /// The key's id.
    #[must_use]
    pub const fn id(&self) -> KeyId {
        self.id
    }

    /// The public key.
    #[must_use]
    pub const fn key(&self) -> &PublicKey {
        &self.key
    }

    /// Verifies the bytes that follow the id in a signature line, and returns the time of a cosignature in POSIX
    /// seconds.
    pub(super) fn verify(&self, text: &str, signature: &[u8]) -> Result<Option<u64>, SignatureError> {
        match &self.key {
            PublicKey::Ed25519(key) => {
                let signature = signature.try_into().map_err(|_| SignatureError)?;
                key.verify(text.as_bytes(), &Signature::from_bytes(signature))?;
                Ok(None)
            }
            PublicKey::Ed25519Cosigner(key) => cosignature::verify_ed25519(key, text, signature).map(Some),
            PublicKey::MlDsa44Cosigner(key) => {
                cosignature::verify_ml_dsa_44(key, &self.name, text, signature).map(Some)
            }
        }
    }
}

impl fmt::Display for VerifierKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let encoding = [&[self.key.type_byte()], self.key.as_bytes()].concat();
        write!(f, "{}+{}+{}", self.name, self.id, BASE64.encode(&encoding))
    }
}

impl fmt::Debug for VerifierKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for VerifierKey {
    type Err = VerifierKeyError;
    fn from_str(text: &str) -> Result<Self, VerifierKeyError> {
        let mut parts = text.splitn(3, '+');
        let (Some(name), Some(id), Some(key)) = (parts.next(), parts.next(), parts.next()) else {
            return Err(VerifierKeyError::Form);
        };
        let id = HEXLOWER
            .decode(id.as_bytes())
            .map_err(|_| VerifierKeyError::Form)?;
        let found = KeyId(id.try_into().map_err(|_| VerifierKeyError::Form)?);
        let key = PublicKey::decode(&decode_base64(key).ok_or(VerifierKeyError::Form)?)?;
        let key = Self::new(KeyName::new(name)?, key);
        if key.id != found {
            return Err(VerifierKeyError::Id {
                expected: key.id,
                found,
            });
        }
        Ok(key)
    }
}
