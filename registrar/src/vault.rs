//! Encryption of what the database holds: who stole it learns how many voters there are, and no more.

use admin_cli::Failure;
use chacha20poly1305::{
    KeyInit as _, XChaCha20Poly1305, XNonce,
    aead::{Aead as _, Payload},
};
use ostrakon_crypto::hash::Hasher;
use rand_core::{OsRng, RngCore as _};
use zeroize::Zeroizing;

/// Bytes of a nonce.
const NONCE: usize = 24;

/// XChaCha20-Poly1305 under the registrar's own key.
pub struct Vault {
    cipher: XChaCha20Poly1305,
    tags: Zeroizing<[u8; 32]>,
}

/// Where in the database something is: what was encrypted for one place opens in no other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// A voter's data.
    Voter {
        /// The row.
        number: i64,
    },
    /// A voter's code.
    Code {
        /// Whose.
        number: i64,
        /// Which of theirs.
        issue: i64,
    },
    /// What a mail server said.
    Delivery {
        /// The row.
        id: i64,
    },
    /// A line of the journal.
    Journal {
        /// The row.
        seq: i64,
    },
}

impl Place {
    fn text(self) -> String {
        match self {
            Self::Voter { number } => format!("ostrakon/v1/registrar/voter\n{number}"),
            Self::Code { number, issue } => format!("ostrakon/v1/registrar/code\n{number}\n{issue}"),
            Self::Delivery { id } => format!("ostrakon/v1/registrar/delivery\n{id}"),
            Self::Journal { seq } => format!("ostrakon/v1/registrar/journal\n{seq}"),
        }
    }
}

impl Vault {
    pub(crate) fn new(key: &[u8; 32], tags: &[u8; 32]) -> Self {
        Self {
            cipher: XChaCha20Poly1305::new(key.into()),
            tags: Zeroizing::new(*tags),
        }
    }

    /// Encrypts for a place: a random nonce, then the ciphertext.
    ///
    /// # Errors
    /// Never for what fits into memory.
    pub fn seal(&self, place: Place, plain: &[u8]) -> Result<Vec<u8>, Failure> {
        let place = place.text();
        let mut sealed = vec![0; NONCE];
        OsRng.fill_bytes(&mut sealed);
        let payload = Payload {
            msg: plain,
            aad: place.as_bytes(),
        };
        let ciphertext = self
            .cipher
            .encrypt(XNonce::from_slice(&sealed), payload)
            .map_err(|error| Failure::unknown(error.to_string(), "is this machine out of memory?"))?;
        sealed.extend_from_slice(&ciphertext);
        Ok(sealed)
    }

    /// Decrypts what was encrypted for a place.
    ///
    /// # Errors
    /// If it was not, or was changed.
    pub fn open(&self, place: Place, sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>, Failure> {
        let text = place.text();
        let opened = sealed.split_at_checked(NONCE).and_then(|(nonce, ciphertext)| {
            let payload = Payload {
                msg: ciphertext,
                aad: text.as_bytes(),
            };
            self.cipher.decrypt(XNonce::from_slice(nonce), payload).ok()
        });
        opened.map(Zeroizing::new).ok_or_else(|| {
            Failure::wrong(
                format!("the database is damaged at {place:?}"),
                "restore the folder from a copy",
            )
        })
    }

    /// What finds a voter by the registrar's own id, and tells nothing about it without the key.
    #[must_use]
    pub fn tag(&self, id: &str) -> [u8; 32] {
        let mut hasher = Hasher::new();
        hasher.update(b"ostrakon/v1/registrar/tag\n");
        hasher.update(self.tags.as_slice());
        hasher.update(id.as_bytes());
        *hasher.finish().as_bytes()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_sealed_opens_in_its_place_only() {
        let vault = Vault::new(&[1; 32], &[2; 32]);
        let place = Place::Code { number: 1, issue: 2 };
        let sealed = vault.seal(place, b"secret").unwrap();
        assert_eq!(vault.open(place, &sealed).unwrap().as_slice(), b"secret");
        assert_ne!(vault.seal(place, b"secret").unwrap(), sealed);
        for other in [Place::Code { number: 12, issue: 2 }, Place::Voter { number: 1 }] {
            assert_eq!(vault.open(other, &sealed).unwrap_err().code(), 1);
        }
        for position in 0..sealed.len() {
            let mut damaged = sealed.clone();
            damaged[position] ^= 1;
            assert!(vault.open(place, &damaged).is_err(), "byte {position}");
        }
        assert!(vault.open(place, &sealed[..NONCE - 1]).is_err());
        assert!(Vault::new(&[3; 32], &[2; 32]).open(place, &sealed).is_err());
    }

    #[test]
    fn tags_depend_on_key_and_id() {
        let vault = Vault::new(&[1; 32], &[2; 32]);
        assert_eq!(vault.tag("a"), vault.tag("a"));
        assert_ne!(vault.tag("a"), vault.tag("b"));
        assert_ne!(vault.tag("a"), Vault::new(&[1; 32], &[3; 32]).tag("a"));
    }
}
