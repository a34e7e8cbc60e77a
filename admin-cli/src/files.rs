//! Keys and other private files: never over another one, readable by their owner alone, on the disk before going on.

use crate::Failure;
use data_encoding::BASE64URL_NOPAD;
use ostrakon_crypto::signature::SigningKey;
use rand_core::OsRng;
use std::{
    fs::{self, File, OpenOptions},
    io::{ErrorKind, Write as _},
    path::Path,
};
use zeroize::{Zeroize as _, Zeroizing};

/// Creates a file that only its owner can read; an existing one is left alone and an error.
///
/// # Errors
/// If it exists or cannot be written.
pub fn create_private(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let failed = |error: std::io::Error| {
        if error.kind() == ErrorKind::AlreadyExists {
            Failure::wrong(
                format!("{} exists already", path.display()),
                "nothing was changed; name another folder, or use what is there",
            )
        } else {
            Failure::unknown(
                format!("{}: {error}", path.display()),
                "can you write there, and is the disk full?",
            )
        }
    };
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path).map_err(failed)?;
    file.write_all(bytes)
        .and_then(|()| file.sync_all())
        .map_err(failed)?;
    if let Some(folder) = path.parent()
        && let Ok(folder) = File::open(folder)
    {
        // Makes the name as durable as the content, where the system can.
        let _ = folder.sync_all();
    }
    Ok(())
}

/// Makes a signing key and writes it to a new file.
///
/// # Errors
/// If the file exists or cannot be written.
pub fn create_key(path: &Path) -> Result<SigningKey, Failure> {
    let key = SigningKey::generate(&mut OsRng);
    let mut text = Zeroizing::new(BASE64URL_NOPAD.encode(key.expose_seed()));
    text.push('\n');
    create_private(path, text.as_bytes())?;
    Ok(key)
}

/// Reads a signing key.
///
/// # Errors
/// If the file cannot be read or is no key.
pub fn read_key(path: &Path) -> Result<SigningKey, Failure> {
    let text = fs::read_to_string(path).map(Zeroizing::new).map_err(|error| {
        Failure::unknown(
            format!("{}: {error}", path.display()),
            "name the folder that `election-admin new` made",
        )
    })?;
    let bytes = BASE64URL_NOPAD
        .decode(text.trim_end().as_bytes())
        .map(Zeroizing::new)
        .ok();
    let mut seed: [u8; 32] = bytes
        .and_then(|bytes| bytes.as_slice().try_into().ok())
        .ok_or_else(|| {
            Failure::wrong(
                format!("{} is no key file", path.display()),
                "the file is damaged: restore it from a copy",
            )
        })?;
    let key = SigningKey::from_seed(&seed);
    seed.zeroize();
    Ok(key)
}
