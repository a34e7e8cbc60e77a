//! Where everything of a demo is: the public record on top, what the roles keep for themselves below `private`.

use crate::failure::Failure;
use anyhow::{Context as _, Result};
use std::{
    fs,
    os::unix::fs::DirBuilderExt as _,
    path::{Path, PathBuf},
};

/// Says that a folder is ours to replace.
const MARK: &str = "private/made-by-xtask-demo";

/// A demo's folder.
#[derive(Debug)]
pub(crate) struct Folder(PathBuf);

impl Folder {
    /// Makes it, in place of an earlier demo's.
    ///
    /// # Errors
    /// If the folder holds something else.
    pub(crate) fn create(folder: &Path) -> Result<Self> {
        let folder = std::path::absolute(folder)?;
        if folder.join(MARK).is_file() {
            fs::remove_dir_all(&folder).with_context(|| folder.display().to_string())?;
        } else if fs::read_dir(&folder).is_ok_and(|mut files| files.next().is_some()) {
            return Err(
                Failure::unable(format!("{} holds something else than a demo", folder.display()))
                    .hint("--out needs an empty or new folder, or one of an earlier demo")
                    .into(),
            );
        }
        let this = Self(folder);
        fs::create_dir_all(&this.0).with_context(|| this.0.display().to_string())?;
        fs::DirBuilder::new().mode(0o700).create(this.private())?;
        fs::create_dir(this.logs())?;
        fs::write(
            this.0.join(MARK),
            "The next demo in this folder replaces all of it.\n",
        )?;
        Ok(this)
    }

    /// The public record.
    pub(crate) fn record(&self) -> &Path {
        &self.0
    }

    /// What was voted, for the verifier to compare with.
    pub(crate) fn expected(&self) -> PathBuf {
        self.0.join("expected.json")
    }

    fn private(&self) -> PathBuf {
        self.0.join("private")
    }

    /// What the processes say.
    pub(crate) fn logs(&self) -> PathBuf {
        self.private().join("logs")
    }

    /// The board's database and keys.
    pub(crate) fn board(&self) -> PathBuf {
        self.private().join("board")
    }

    /// A witness's key and state.
    pub(crate) fn witness(&self, number: usize) -> PathBuf {
        self.private().join(format!("witness-{number}"))
    }

    /// Keys of the logs that the witnesses follow.
    pub(crate) fn followed(&self) -> PathBuf {
        self.private().join("followed-logs.txt")
    }

    /// The election official's key.
    pub(crate) fn official(&self) -> PathBuf {
        self.private().join("official")
    }

    /// A trustee's keys.
    pub(crate) fn trustee(&self, number: usize) -> PathBuf {
        self.private().join(format!("trustee-{number}"))
    }

    /// A trustee's passphrase.
    pub(crate) fn passphrase(&self, number: usize) -> PathBuf {
        self.private().join(format!("passphrase-{number}.txt"))
    }

    /// The election's definition.
    pub(crate) fn definition(&self) -> PathBuf {
        self.private().join("election.toml")
    }

    /// The registrar's key and database.
    pub(crate) fn registrar(&self) -> PathBuf {
        self.private().join("registrar")
    }

    /// The registrar's passphrase.
    pub(crate) fn registrar_passphrase(&self) -> PathBuf {
        self.private().join("passphrase-registrar.txt")
    }

    /// The voters' codes.
    pub(crate) fn codes(&self) -> PathBuf {
        self.private().join("codes.csv")
    }

    /// The signed roll.
    pub(crate) fn roll(&self) -> PathBuf {
        self.private().join("roll.lines")
    }

    /// The registrar's list of voters.
    pub(crate) fn voters(&self) -> PathBuf {
        self.private().join("voters.csv")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_demo_replaces_a_demo_and_nothing_else() {
        let place = tempfile::tempdir().unwrap();
        let demo = place.path().join("a/demo");
        Folder::create(&demo).unwrap();
        fs::write(demo.join("log.jsonl"), "old").unwrap();
        Folder::create(&demo).unwrap();
        assert!(!demo.join("log.jsonl").exists());

        let other = place.path().join("other");
        fs::create_dir(&other).unwrap();
        fs::write(other.join("thesis.tex"), "precious").unwrap();
        let error = Folder::create(&other).unwrap_err();
        assert!(error.to_string().contains("holds something else"), "{error}");
        assert!(other.join("thesis.tex").exists());
    }
}
