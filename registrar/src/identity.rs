//! The registrar's key file, encrypted under a passphrase, and the public key for the official.

use crate::vault::Vault;
use admin_cli::{Failure, config::RegistrarFile, files, output};
use ostrakon_crypto::signature::SigningKey;
use passphrase::{
    SecretString,
    lock::{self, OpenError},
};
use rand_core::{OsRng, RngCore as _};
use std::{fs, path::Path};
use zeroize::Zeroizing;

/// Secret keys, encrypted.
pub const KEY_FILE: &str = "registrar.key.age";
/// Public key, for the official.
pub const PUBLIC_FILE: &str = "registrar.pub.json";

/// First bytes of the decrypted key file; then the signing seed, the vault's key and the key of its tags, 32 bytes each.
const MAGIC: &[u8; 16] = b"ostrakon-regis-1";
/// Length of the decrypted key file.
const LENGTH: usize = 16 + 3 * 32;

/// The registrar's secrets.
pub struct Identity {
    /// Signs the roll.
    pub signing: SigningKey,
    /// Encrypts the database.
    pub vault: Vault,
}

/// Makes the key files in a folder.
///
/// # Errors
/// If one is there already, or cannot be written.
pub fn create(folder: &Path, passphrase: SecretString) -> Result<(), Failure> {
    let mut secret = Zeroizing::new([0; LENGTH]);
    let (magic, keys) = secret.split_at_mut(MAGIC.len());
    magic.copy_from_slice(MAGIC);
    OsRng.fill_bytes(keys);
    let locked = lock::lock(secret.as_slice(), passphrase.clone())
        .map_err(|error| Failure::unknown(error.to_string(), "nothing was written; try again"))?;
    files::create_private(&folder.join(KEY_FILE), &locked)?;
    // Read back before anybody relies on it.
    let identity = open(folder, passphrase)?;
    publish(folder, &identity)
}

/// Writes the public key file, if it is not there.
///
/// # Errors
/// If it cannot be written.
pub fn publish(folder: &Path, identity: &Identity) -> Result<(), Failure> {
    let path = folder.join(PUBLIC_FILE);
    if path.exists() {
        return Ok(());
    }
    let file = RegistrarFile {
        signing_key: identity.signing.verifying_key(),
    };
    fs::write(&path, format!("{}\n", output::json(&file)?)).map_err(|error| {
        Failure::unknown(
            format!("{}: {error}", path.display()),
            "can you write there, and is the disk full?",
        )
    })
}

/// Opens the key file in a folder.
///
/// # Errors
/// If it cannot be read, or the passphrase is another one.
pub fn open(folder: &Path, passphrase: SecretString) -> Result<Identity, Failure> {
    let path = folder.join(KEY_FILE);
    let locked = fs::read(&path).map_err(|error| {
        Failure::unknown(
            format!("{}: {error}", path.display()),
            "name the folder that `election-registrar init` made",
        )
    })?;
    let wrong = |error: OpenError| {
        let hint = match error {
            OpenError::Passphrase => {
                "mind upper and lower case and the keyboard's language; if you are sure of it, the file is damaged: use \
                 your second copy"
            }
            _ => "the file is damaged or no key file: use your second copy",
        };
        Failure::wrong(format!("{}: {error}", path.display()), hint)
    };
    let secret = lock::open::<LENGTH>(&locked, passphrase).map_err(wrong)?;
    let keys = secret.strip_prefix(MAGIC.as_slice()).unwrap_or_default();
    let ([signing, vault, tags], []) = keys.as_chunks::<32>() else {
        return Err(wrong(OpenError::Damaged("another kind of key file".to_owned())));
    };
    Ok(Identity {
        signing: SigningKey::from_seed(signing),
        vault: Vault::new(vault, tags),
    })
}
