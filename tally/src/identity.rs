//! The trustee's key file: written once, encrypted under a passphrase in the age format.

use crate::{
    InitArguments,
    failure::Failure,
    files::{self, Readers},
    output,
};
use ostrakon_crypto::{
    group::{DecodeError, Point},
    secret::{SecretScalar, Seed},
    signature::{SigningKey, VerifyingKey},
};
use passphrase::{
    SecretString, ask,
    lock::{self, OpenError},
};
use rand_core::OsRng;
use serde::{Deserialize, Serialize};
use std::{fs, path::Path};
use zeroize::{Zeroize as _, Zeroizing};

/// Secret keys, encrypted.
const KEY_FILE: &str = "trustee.key.age";
/// Public keys, for the election official.
const PUBLIC_FILE: &str = "trustee.pub.json";
/// First bytes of the decrypted key file; then the signing seed, the encryption key and the dealing seed, 32 bytes each.
const MAGIC: &[u8; 16] = b"ostrakon-key-1\n\n";
/// Length of the decrypted key file.
const LENGTH: usize = 16 + 3 * 32;

/// A trustee's secrets.
pub(crate) struct Identity {
    pub(crate) signing: SigningKey,
    pub(crate) encryption: SecretScalar,
    pub(crate) dealing: Seed,
}

/// What the election official puts into the manifest.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PublicIdentity {
    name: String,
    signing_key: VerifyingKey,
    encryption_key: Point,
}

impl Identity {
    pub(crate) fn generate() -> Self {
        Self {
            signing: SigningKey::generate(&mut OsRng),
            encryption: SecretScalar::random(&mut OsRng),
            dealing: Seed::random(&mut OsRng),
        }
    }

    pub(crate) fn public(&self, name: &str) -> PublicIdentity {
        PublicIdentity {
            name: name.to_owned(),
            signing_key: self.signing.verifying_key(),
            encryption_key: self.encryption.public(),
        }
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
}

pub(crate) fn init(arguments: &InitArguments) -> Result<(), Failure> {
    let name = arguments.name.trim();
    if name.is_empty() || name.len() > 200 || name != output::printable(name) {
        return Err(Failure::wrong(
            "the name must have 1 to 200 bytes, none of them invisible",
            "nothing was written",
        ));
    }
    let folder = &arguments.dir;
    let (key_path, public_path) = (folder.join(KEY_FILE), folder.join(PUBLIC_FILE));
    match (key_path.exists(), public_path.exists()) {
        (false, false) => {}
        (true, true) => {
            return Err(Failure::wrong(
                format!("{} exists already", key_path.display()),
                "nothing was changed: the key there is good for any number of elections",
            ));
        }
        (false, true) => {
            return Err(Failure::wrong(
                format!(
                    "{} exists already, but its {KEY_FILE} is missing",
                    public_path.display()
                ),
                "nothing was changed; restore the key file from your second copy, or name another folder",
            ));
        }
        // An earlier run was interrupted, or the public file was moved away.
        (true, false) => {
            let identity = load(folder, arguments.passphrase_file.as_deref())?;
            write_public(&public_path, &identity.public(name))?;
            output::note(&format!(
                "Your key file was there and is unchanged: {}\nYour public keys, written anew:            {}",
                key_path.display(),
                public_path.display()
            ));
            return Ok(());
        }
    }
    let passphrase = ask::new(arguments.passphrase_file.as_deref())?;
    if ask::is_short(&passphrase) {
        output::note(ask::SHORT_WARNING);
    }
    fs::create_dir_all(folder).map_err(|error| {
        Failure::unknown(
            format!("{}: {error}", folder.display()),
            "name a folder that you can write to",
        )
    })?;
    let encrypted = encrypt(&Identity::generate(), passphrase.clone())?;
    files::create(&key_path, &encrypted, Readers::Owner)?;
    // Read back before anybody relies on it.
    let saved = open(&key_path, passphrase)?;
    write_public(&public_path, &saved.public(name))?;
    output::note(&format!(
        "Your key file:    {}\nYour public keys: {}\n\n\
         1. Copy the key file to a second place, and write the passphrase down in a third. Without both nobody can\n   \
         replace you; with both anybody can.\n\
         2. Give the public keys to the election official. They are no secret.",
        key_path.display(),
        public_path.display()
    ));
    Ok(())
}

/// Opens the key file in a folder.
pub(crate) fn load(folder: &Path, passphrase_file: Option<&Path>) -> Result<Identity, Failure> {
    let path = folder.join(KEY_FILE);
    if !path.exists() {
        return Err(Failure::unknown(
            format!("{} does not exist", path.display()),
            "name the folder with your key file; `tally init` makes one",
        ));
    }
    open(&path, ask::existing(passphrase_file)?)
}

fn write_public(path: &Path, public: &PublicIdentity) -> Result<(), Failure> {
    let mut json = serde_json::to_vec_pretty(public).map_err(Failure::defect)?;
    json.push(b'\n');
    files::create(path, &json, Readers::Everybody)
}

fn encrypt(identity: &Identity, passphrase: SecretString) -> Result<Vec<u8>, Failure> {
    lock::lock(&identity.to_bytes(), passphrase)
        .map_err(|error| Failure::unknown(error.to_string(), "nothing was written; try again"))
}

fn open(path: &Path, passphrase: SecretString) -> Result<Identity, Failure> {
    let encrypted = fs::read(path).map_err(|error| {
        Failure::unknown(format!("{}: {error}", path.display()), "can you read that file?")
    })?;
    decrypt(&encrypted, passphrase).map_err(|error| {
        let hint = match error {
            OpenError::Passphrase => {
                "mind upper and lower case and the keyboard's language; if you are sure of it, the file is damaged: use \
                 your second copy"
            }
            _ => "the file is damaged or no key file: use your second copy",
        };
        Failure::wrong(format!("{}: {error}", path.display()), hint)
    })
}

fn decrypt(encrypted: &[u8], passphrase: SecretString) -> Result<Identity, OpenError> {
    let bytes = lock::open(encrypted, passphrase)?;
    Identity::from_bytes(&bytes).map_err(|error| OpenError::Damaged(error.to_string()))
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
        let encrypted = encrypt(&identity, passphrase("right")).unwrap();
        let opened = decrypt(&encrypted, passphrase("right")).unwrap();
        assert_eq!(opened.to_bytes(), identity.to_bytes());
        assert!(matches!(
            decrypt(&encrypted, passphrase("Right")),
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
        let identity = decrypt(&seal(&plain), passphrase("right")).unwrap();
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
        let opens = |plain: &[u8]| decrypt(&seal(plain), passphrase("right"));
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
}
