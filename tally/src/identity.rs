//! The trustee's key file: written once, encrypted under a passphrase in the age format.

use crate::{
    InitArguments,
    failure::Failure,
    files::{self, Readers},
    output, passphrase,
};
use age::{DecryptError, scrypt, secrecy::SecretString};
use ostrakon_crypto::{
    group::{DecodeError, Point},
    secret::{SecretScalar, Seed},
    signature::{SigningKey, VerifyingKey},
};
use rand_core::OsRng;
use serde::{Deserialize, Serialize};
use std::{fs, path::Path};
use zeroize::{Zeroize as _, Zeroizing};

/// Secret keys, encrypted.
const KEY_FILE: &str = "trustee.key.age";
/// Public keys, for the election official.
const PUBLIC_FILE: &str = "trustee.pub.json";
/// Work to try one passphrase: 2^15 rounds of scrypt, about a tenth of a second and 32 MB. Fixed rather than measured, so that the
/// file opens on a slower machine too.
const WORK_FACTOR: u8 = 15;

/// First bytes of the decrypted key file; then the signing seed, the encryption key and the dealing seed, 32 bytes each.
const MAGIC: &[u8; 16] = b"ostrakon-key-1\n\n";

/// A trustee's secrets.
pub(crate) struct Identity {
    pub(crate) signing: SigningKey,
    pub(crate) encryption: SecretScalar,
    pub(crate) dealing: Seed,
}

/// What the election official puts into the manifest.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PublicIdentity {
    name: String,
    signing_key: VerifyingKey,
    encryption_key: Point,
}

impl Identity {
    fn generate() -> Self {
        Self {
            signing: SigningKey::generate(&mut OsRng),
            encryption: SecretScalar::random(&mut OsRng),
            dealing: Seed::random(&mut OsRng),
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
        let mut bytes = Zeroizing::new(Vec::with_capacity(parts.iter().map(|part| part.len()).sum()));
        for part in parts {
            bytes.extend_from_slice(part);
        }
        bytes
    }

    fn from_bytes(bytes: &[u8]) -> Result<Self, DecodeError> {
        let rest = bytes.strip_prefix(MAGIC).ok_or(DecodeError::NotCanonical)?;
        let (parts, []) = rest.as_chunks::<32>() else {
            return Err(DecodeError::Length {
                expected: 96,
                found: rest.len(),
            });
        };
        let [signing, encryption, dealing] = parts else {
            return Err(DecodeError::Length {
                expected: 96,
                found: rest.len(),
            });
        };
        let mut seed = *dealing;
        let identity = Self {
            signing: SigningKey::from_seed(signing),
            encryption: SecretScalar::from_bytes(encryption)?,
            dealing: Seed::from_bytes(seed),
        };
        seed.zeroize();
        Ok(identity)
    }
}

pub(crate) fn init(arguments: &InitArguments) -> Result<(), Failure> {
    let name = arguments.name.trim();
    if name.is_empty() || name.len() > 200 {
        return Err(Failure::wrong(
            "the name must have 1 to 200 bytes",
            "nothing was written",
        ));
    }
    let folder = &arguments.dir;
    let (key_path, public_path) = (folder.join(KEY_FILE), folder.join(PUBLIC_FILE));
    for path in [&key_path, &public_path] {
        if path.exists() {
            return Err(Failure::wrong(
                format!("{} exists already", path.display()),
                "nothing was changed: the key there is good for any number of elections",
            ));
        }
    }
    let passphrase = passphrase::new(arguments.passphrase_file.as_deref())?;
    fs::create_dir_all(folder).map_err(|error| {
        Failure::unknown(
            format!("{}: {error}", folder.display()),
            "name a folder that you can write to",
        )
    })?;
    let identity = Identity::generate();
    let mut recipient = scrypt::Recipient::new(passphrase.clone());
    recipient.set_work_factor(WORK_FACTOR);
    let encrypted = age::encrypt(&recipient, &identity.to_bytes()).map_err(|error| {
        Failure::unknown(
            format!("encrypting the key file: {error}"),
            "nothing was written; try again",
        )
    })?;
    files::create(&key_path, &encrypted, Readers::Owner)?;
    // Read back before anybody relies on it.
    let saved = open(&key_path, passphrase)?;
    let public = PublicIdentity {
        name: name.to_owned(),
        signing_key: saved.signing.verifying_key(),
        encryption_key: saved.encryption.public(),
    };
    let mut json = serde_json::to_vec_pretty(&public)
        .map_err(|error| Failure::unknown(error.to_string(), "this is a defect: please report it"))?;
    json.push(b'\n');
    files::create(&public_path, &json, Readers::Everybody)?;
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
    open(&path, passphrase::existing(passphrase_file)?)
}

fn open(path: &Path, passphrase: SecretString) -> Result<Identity, Failure> {
    let damaged = |reason: String| {
        Failure::wrong(
            format!("{}: {reason}", path.display()),
            "the file is damaged or no key file: use your second copy",
        )
    };
    let encrypted = fs::read(path).map_err(|error| {
        Failure::unknown(format!("{}: {error}", path.display()), "can you read that file?")
    })?;
    let bytes =
        age::decrypt(&scrypt::Identity::new(passphrase), &encrypted).map_err(|error| match error {
            DecryptError::DecryptionFailed
            | DecryptError::KeyDecryptionFailed
            | DecryptError::NoMatchingKeys => Failure::wrong(
                format!("{}: wrong passphrase", path.display()),
                "mind upper and lower case and the keyboard's language",
            ),
            other => damaged(other.to_string()),
        })?;
    let bytes = Zeroizing::new(bytes);
    Identity::from_bytes(&bytes).map_err(|error| damaged(error.to_string()))
}
