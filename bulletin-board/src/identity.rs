//! The board's key and its operator's token, made on the first start.

use crate::failure::Failure;
use anyhow::Context as _;
use ostrakon_crypto::{hash::Hash, signature::SigningKey};
use rand_core::{OsRng, RngCore as _};
use std::{
    fs::{self, OpenOptions},
    io::{self, Write as _},
    path::Path,
};

/// A file with a secret.
pub(crate) struct SecretFile {
    pub(crate) name: &'static str,
    /// What to do if it is damaged.
    pub(crate) remedy: &'static str,
}

const KEY: SecretFile = SecretFile {
    name: "board.key",
    remedy: "restore it from a copy: without it no receipt can be signed any more",
};
const TOKEN: SecretFile = SecretFile {
    name: "admin.token",
    remedy: "restore it from a copy, or remove it, and a new one is made",
};

/// Names of the files with secrets.
pub(crate) const FILES: [&str; 2] = [KEY.name, TOKEN.name];

/// Who this board is.
pub(crate) struct Identity {
    /// First part of its logs' names.
    pub(crate) name: String,
    /// Signs receipts.
    pub(crate) key: SigningKey,
    /// Hash of the token that allows to create elections.
    token: Hash,
}

impl Identity {
    /// Reads key and token from the data folder, or makes them.
    pub(crate) fn open(folder: &Path, name: &str) -> anyhow::Result<Self> {
        Ok(Self {
            name: name.to_owned(),
            key: SigningKey::from_seed(secret(folder, &KEY)?.as_bytes()),
            token: Hash::of(secret(folder, &TOKEN)?.to_string().as_bytes()),
        })
    }

    /// Whether this is the operator's token. Hashes are compared, so the time tells nothing about it.
    pub(crate) fn allows(&self, token: &str) -> bool {
        Hash::of(token.as_bytes()) == self.token
    }
}

/// A file of 64 random hexadecimal digits that only its owner can read. It appears whole or not at all, and one that is
/// not whole is refused: an empty token would let everybody in.
pub(crate) fn secret(folder: &Path, file: &SecretFile) -> anyhow::Result<Hash> {
    let path = folder.join(file.name);
    if !path.exists() {
        let unfinished = folder.join(format!("{}.new", file.name));
        write(&unfinished)
            .and_then(|()| fs::rename(&unfinished, &path))
            .and_then(|()| fs::File::open(folder)?.sync_all())
            .with_context(|| {
                Failure::new(
                    format!("cannot write {}", path.display()),
                    "is the disk full, or the folder somebody else's?",
                )
            })?;
    }
    let text = fs::read_to_string(&path).with_context(|| {
        Failure::new(
            format!("cannot read {}", path.display()),
            "run the board as the owner of its data folder",
        )
    })?;
    text.trim_end().parse().with_context(|| {
        let message = format!("{} is damaged", path.display());
        Failure::new(message, file.remedy)
    })
}

fn write(path: &Path) -> io::Result<()> {
    // What an earlier start left unfinished may have other permissions.
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    let mut bytes = [0; 32];
    OsRng.fill_bytes(&mut bytes);
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    writeln!(file, "{}", Hash::from_bytes(bytes))?;
    file.sync_all()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn key_and_token_are_made_once_for_their_owner_only() {
        let folder = tempfile::tempdir().unwrap();
        let first = Identity::open(folder.path(), "here").unwrap();
        let second = Identity::open(folder.path(), "here").unwrap();
        assert_eq!(first.key.verifying_key(), second.key.verifying_key());
        let token = fs::read_to_string(folder.path().join("admin.token")).unwrap();
        assert!(second.allows(token.trim_end()));
        assert!(!second.allows(""));
        assert!(!second.allows(&token));
        for name in ["board.key", "admin.token"] {
            #[cfg(unix)]
            {
                use std::os::unix::fs::PermissionsExt as _;
                let mode = fs::metadata(folder.path().join(name))
                    .unwrap()
                    .permissions()
                    .mode();
                assert_eq!(mode & 0o777, 0o600, "{name}");
            }
        }
        assert_eq!(
            fs::read_dir(folder.path()).unwrap().count(),
            2,
            "nothing unfinished is left"
        );
    }

    #[test]
    fn damaged_secrets_are_refused() {
        for name in ["board.key", "admin.token"] {
            for text in ["", "\n", "0", "zz"] {
                let folder = tempfile::tempdir().unwrap();
                fs::write(folder.path().join(name), text).unwrap();
                let error = Identity::open(folder.path(), "here").map(drop).unwrap_err();
                assert!(error.to_string().contains(name), "{error}");
            }
        }
    }
}
