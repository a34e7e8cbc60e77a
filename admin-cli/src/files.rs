//! Keys and other private files: never over another one, readable by their owner alone, on the disk before going on.

use crate::Failure;
use data_encoding::BASE64URL_NOPAD;
use ostrakon_crypto::signature::SigningKey;
use std::{
    fs::{self, File},
    io::{ErrorKind, Write},
    path::{Path, PathBuf},
};
use tempfile::NamedTempFile;
use zeroize::{Zeroize as _, Zeroizing};

/// A file that only its owner can read, and that appears whole or not at all, never over another one.
pub struct PrivateFile {
    path: PathBuf,
    file: NamedTempFile,
}

impl PrivateFile {
    /// Begins a new file. It gets its name with [`PrivateFile::keep`].
    ///
    /// # Errors
    /// If there is a file of that name, or it cannot be written.
    pub fn create(path: &Path) -> Result<Self, Failure> {
        if path.exists() {
            return Err(failed(path, &ErrorKind::AlreadyExists.into()));
        }
        // Temporary files have mode 0600.
        let file = NamedTempFile::new_in(folder_of(path)).map_err(|error| failed(path, &error))?;
        Ok(Self {
            path: path.to_owned(),
            file,
        })
    }

    /// Gives it its name, once all of it is on the disk.
    ///
    /// # Errors
    /// If there is a file of that name by now, or it cannot be written.
    pub fn keep(self) -> Result<(), Failure> {
        let Self { path, file } = self;
        file.as_file().sync_all().map_err(|error| failed(&path, &error))?;
        file.persist_noclobber(&path)
            .map_err(|refused| failed(&path, &refused.error))?;
        if let Ok(folder) = File::open(folder_of(&path)) {
            // Makes the name as durable as the content, where the system can.
            let _ = folder.sync_all();
        }
        Ok(())
    }
}

impl Write for PrivateFile {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.file.write(bytes)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        self.file.flush()
    }
}

/// Creates a file that only its owner can read; an existing one is left alone and an error. After a crash the file is
/// whole or absent.
///
/// # Errors
/// If it exists or cannot be written.
pub fn create_private(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let mut file = PrivateFile::create(path)?;
    file.write_all(bytes).map_err(|error| failed(path, &error))?;
    file.keep()
}

fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

fn failed(path: &Path, error: &std::io::Error) -> Failure {
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
}

/// Writes a signing key to a new file.
///
/// # Errors
/// If the file exists or cannot be written.
pub fn write_key(path: &Path, key: &SigningKey) -> Result<(), Failure> {
    // With its final capacity from the start: a string that grows leaves a copy behind that nobody erases.
    let mut text = Zeroizing::new(String::with_capacity(BASE64URL_NOPAD.encode_len(32) + 1));
    BASE64URL_NOPAD.encode_append(key.expose_seed(), &mut text);
    text.push('\n');
    create_private(path, text.as_bytes())
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

#[cfg(test)]
mod tests {
    use super::*;
    use rand_core::OsRng;
    use std::os::unix::fs::PermissionsExt as _;

    #[test]
    fn keys_are_private_and_never_overwritten() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("authority.key");
        let (key, other) = (SigningKey::generate(&mut OsRng), SigningKey::generate(&mut OsRng));
        write_key(&path, &key).unwrap();
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        let failure = write_key(&path, &other).unwrap_err();
        assert_eq!(failure.code(), 1);
        assert!(failure.to_string().ends_with("authority.key exists already"));
        assert_eq!(read_key(&path).unwrap().verifying_key(), key.verifying_key());
        // Nothing else is left behind.
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn damaged_and_missing_keys_are_told_apart() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("authority.key");
        assert_eq!(read_key(&path).err().unwrap().code(), 2);
        for text in ["", "AAAA", "not a key", &"A".repeat(42), &"A".repeat(86)] {
            fs::write(&path, text).unwrap();
            assert_eq!(read_key(&path).err().unwrap().code(), 1, "{text}");
        }
        assert_eq!(
            create_private(&folder.path().join("none/x"), b"")
                .unwrap_err()
                .code(),
            2
        );
    }
}
