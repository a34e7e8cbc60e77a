//! The board's key and its operator's token, made on the first start.

use anyhow::Context as _;
use ostrakon_crypto::{hash::Hash, signature::SigningKey};
use rand_core::{OsRng, RngCore as _};
use std::{
    fs::{self, OpenOptions},
    io::Write as _,
    path::Path,
};

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
        let seed = secret(&folder.join("board.key"))?;
        let token = secret(&folder.join("admin.token"))?;
        let seed: Hash = seed
            .parse()
            .context("board.key is damaged: restore it from a copy")?;
        Ok(Self {
            name: name.to_owned(),
            key: SigningKey::from_seed(seed.as_bytes()),
            token: Hash::of(token.as_bytes()),
        })
    }

    /// Whether this is the operator's token. Hashes are compared, so the time tells nothing about it.
    pub(crate) fn allows(&self, token: &str) -> bool {
        Hash::of(token.as_bytes()) == self.token
    }
}

/// A file of 64 random hexadecimal digits that only its owner can read.
fn secret(path: &Path) -> anyhow::Result<String> {
    if !path.exists() {
        let mut bytes = [0; 32];
        OsRng.fill_bytes(&mut bytes);
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut file = options
            .open(path)
            .with_context(|| format!("cannot write {}", path.display()))?;
        writeln!(file, "{}", Hash::from_bytes(bytes))?;
        file.sync_all()?;
    }
    let text = fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    Ok(text.trim_end().to_owned())
}
