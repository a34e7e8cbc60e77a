//! The trustee's key file: made once for all elections, encrypted under a passphrase in the age format.

use ostrakon_crypto::{
    dkg::{Complaint, Deal, Dealer, DkgError, KeyShare},
    group::{DecodeError, Point},
    hash::Hash,
    index::TrusteeIndex,
    secret::{SecretScalar, Seed},
    signature::{SigningKey, VerifyingKey},
};
use ostrakon_record::{
    body::Body,
    election::Election,
    entry::{Signer, Submission},
};
use passphrase::{
    SecretString,
    lock::{self, LockError, OpenError},
};
use rand_core::OsRng;
use serde::{Deserialize, Serialize};
use zeroize::{Zeroize as _, Zeroizing};

/// What the file with the secret keys is called; it is encrypted.
pub const KEY_FILE: &str = "trustee.key.age";
/// What the file with the public keys is called, which is for the election official.
pub const PUBLIC_FILE: &str = "trustee.pub.json";
/// First bytes of the decrypted key file; then the signing seed, the encryption key and the dealing seed, 32 bytes each.
const MAGIC: &[u8; 16] = b"ostrakon-key-1\n\n";
/// Length of the decrypted key file.
const LENGTH: usize = 16 + 3 * 32;
/// Bytes of the longest name.
const NAME_LIMIT: usize = 200;

/// A trustee's secrets.
pub struct Identity {
    signing: SigningKey,
    encryption: SecretScalar,
    dealing: Seed,
}

/// What the election official puts into the manifest.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PublicIdentity {
    name: String,
    signing_key: VerifyingKey,
    encryption_key: Point,
}

impl PublicIdentity {
    /// The public file's text.
    ///
    /// # Errors
    /// None that is known.
    pub fn encode(&self) -> Result<String, serde_json::Error> {
        serde_json::to_string_pretty(self).map(|text| text + "\n")
    }
}

/// Whether others can be shown this name of a trustee: 1 to 200 bytes, none of them invisible.
#[must_use]
pub fn is_name(name: &str) -> bool {
    !name.is_empty() && name.len() <= NAME_LIMIT && name == name.trim() && name.chars().all(is_visible)
}

/// Control characters could rewrite what a terminal shows, and marks of writing direction turn it around.
#[must_use]
pub fn is_visible(character: char) -> bool {
    !character.is_control()
        && !matches!(
            character,
            '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}'
        )
}

impl Identity {
    /// A new trustee's.
    #[must_use]
    pub fn generate() -> Self {
        Self {
            signing: SigningKey::generate(&mut OsRng),
            encryption: SecretScalar::random(&mut OsRng),
            dealing: Seed::random(&mut OsRng),
        }
    }

    /// What is no secret of it.
    #[must_use]
    pub fn public(&self, name: &str) -> PublicIdentity {
        PublicIdentity {
            name: name.to_owned(),
            signing_key: self.verifying_key(),
            encryption_key: self.encryption.public(),
        }
    }

    /// Whose signatures are this trustee's.
    #[must_use]
    pub fn verifying_key(&self) -> VerifyingKey {
        self.signing.verifying_key()
    }

    /// What shares are encrypted to.
    #[must_use]
    pub const fn encryption(&self) -> &SecretScalar {
        &self.encryption
    }

    /// What polynomials are derived from.
    #[must_use]
    pub const fn dealing(&self) -> &Seed {
        &self.dealing
    }

    /// The key file.
    ///
    /// # Errors
    /// If the machine cannot encrypt.
    pub fn seal(&self, passphrase: SecretString) -> Result<Vec<u8>, LockError> {
        lock::lock(&self.to_bytes(), passphrase)
    }

    /// Opens a key file.
    ///
    /// # Errors
    /// If the passphrase is another one, or the file is damaged.
    pub fn open(encrypted: &[u8], passphrase: SecretString) -> Result<Self, OpenError> {
        let bytes = lock::open(encrypted, passphrase)?;
        Self::from_bytes(&bytes).map_err(|error| OpenError::Damaged(error.to_string()))
    }

    fn to_bytes(&self) -> Zeroizing<Vec<u8>> {
        let encryption = self.encryption.expose_bytes();
        let parts: [&[u8]; 4] = [
            MAGIC,
            self.signing.expose_seed(),
            encryption.as_ref(),
            self.dealing.expose_bytes(),
        ];
        // With its final capacity from the start: a vector that grows leaves copies behind that nobody erases.
        let mut bytes = Zeroizing::new(Vec::with_capacity(LENGTH));
        for part in parts {
            bytes.extend_from_slice(part);
        }
        bytes
    }

    fn from_bytes(bytes: &[u8; LENGTH]) -> Result<Self, DecodeError> {
        let secrets = bytes
            .strip_prefix(MAGIC.as_slice())
            .ok_or(DecodeError::NotCanonical)?;
        let ([signing, encryption, dealing], []) = secrets.as_chunks::<32>() else {
            return Err(DecodeError::NotCanonical);
        };
        let mut seed = *dealing;
        let dealing = Seed::from_bytes(seed);
        seed.zeroize();
        Ok(Self {
            signing: SigningKey::from_seed(signing),
            encryption: SecretScalar::from_bytes(encryption)?,
            dealing,
        })
    }

    /// Signs what a trustee posts.
    #[must_use]
    pub fn sign(&self, election: &Hash, index: TrusteeIndex, body: Body) -> Submission {
        Submission::sign(&self.signing, Signer::Trustee(index), election, body)
    }

    /// One's part in the key generation, derived anew from the key file.
    ///
    /// # Errors
    /// If there is no such trustee.
    pub fn dealer(&self, election: &Election, index: TrusteeIndex) -> Result<Dealer, DkgError> {
        Dealer::new(election.session().clone(), index, &self.dealing)
    }

    /// One's share of the key, derived anew from the key file and the log.
    ///
    /// # Errors
    /// If others have not dealt yet, or somebody has dealt wrongly: its name is in it.
    pub fn share(&self, election: &Election, index: TrusteeIndex) -> Result<KeyShare, DkgError> {
        if let Some(received) = election.received() {
            return received.refresh.receive(index, &received.deals, &self.encryption);
        }
        let commitments: Vec<Hash> = election.commitments().values().copied().collect();
        let deals: Vec<Deal> = election.deals().values().cloned().collect();
        let receiver = self.dealer(election, index)?.resume(&commitments)?;
        let (share, _) = receiver.finish(&deals, &self.encryption)?;
        Ok(share)
    }

    /// Complains of one's share in another trustee's deal.
    ///
    /// # Errors
    /// If that trustee has not dealt.
    pub fn complaint(
        &self,
        election: &Election,
        index: TrusteeIndex,
        dealer: TrusteeIndex,
    ) -> Result<Complaint, DkgError> {
        let deal = election
            .deals()
            .get(&dealer)
            .ok_or(DkgError::NotATrustee { trustee: dealer })?;
        Complaint::new(
            election.session(),
            index,
            dealer,
            deal,
            &self.encryption,
            &mut OsRng,
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn passphrase(text: &str) -> SecretString {
        SecretString::from(text.to_owned())
    }

    /// Encrypts cheaply.
    fn seal(plain: &[u8]) -> Vec<u8> {
        let mut recipient = age::scrypt::Recipient::new(passphrase("right"));
        recipient.set_work_factor(4);
        age::encrypt(&recipient, plain).unwrap()
    }

    #[test]
    fn a_key_file_opens_with_its_passphrase_only() {
        let identity = Identity::generate();
        let encrypted = identity.seal(passphrase("right")).unwrap();
        let opened = Identity::open(&encrypted, passphrase("right")).unwrap();
        assert_eq!(opened.to_bytes(), identity.to_bytes());
        assert!(matches!(
            Identity::open(&encrypted, passphrase("Right")),
            Err(OpenError::Passphrase)
        ));
    }

    #[test]
    fn the_bytes_of_a_key_file_are_fixed() {
        // Another implementation must be able to read it: docs/trustee.md.
        let mut plain = MAGIC.to_vec();
        plain.extend([1; 32]);
        plain.extend([2].into_iter().chain([0; 31]));
        plain.extend([3; 32]);
        let identity = Identity::open(&seal(&plain), passphrase("right")).unwrap();
        assert_eq!(identity.signing.expose_seed(), &[1; 32]);
        assert_eq!(
            identity.encryption.expose_bytes().as_slice(),
            [&[2][..], &[0; 31]].concat()
        );
        assert_eq!(identity.dealing.expose_bytes(), &[3; 32]);
        assert_eq!(identity.to_bytes().as_slice(), plain);
    }

    #[test]
    fn files_of_something_else_do_not_open() {
        let plain = Identity::generate().to_bytes();
        let opens = |plain: &[u8]| Identity::open(&seal(plain), passphrase("right"));
        assert!(opens(&plain).is_ok());
        let mut other = plain.to_vec();
        other[0] ^= 1;
        assert!(opens(&other).is_err());
        assert!(opens(&plain[..LENGTH - 1]).is_err());
        assert!(opens(&[plain.as_slice(), &[0]].concat()).is_err());
        // The encryption key is no canonical scalar, or zero.
        for byte in [0, 0xff] {
            let mut other = plain.to_vec();
            other[48..80].fill(byte);
            assert!(opens(&other).is_err());
        }
    }

    #[test]
    fn names_are_visible_and_not_too_long() {
        let long = "x".repeat(NAME_LIMIT);
        for (name, good) in [
            ("Käthe Ölund-Žižek 李", true),
            (long.as_str(), true),
            (&format!("{long}x"), false),
            ("", false),
            (" Ada", false),
            ("Ada\nBob", false),
            ("Ada\u{1b}[2J", false),
            ("Ada\u{202e}", false),
        ] {
            assert_eq!(is_name(name), good, "{name:?}");
        }
    }
}
