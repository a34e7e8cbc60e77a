//! The voters' pages that an election is meant for.

use admin_cli::Failure;
use bulletin_board_client::pages;
use ostrakon_record::pages::FileDigest;
use std::{convert::Infallible, path::PathBuf, str::FromStr};

/// Pages as an official names them.
#[derive(Clone, Debug)]
pub(crate) enum Pages {
    /// By the digest that somebody has told.
    Digest(FileDigest),
    /// By their files.
    Folder(PathBuf),
}

impl FromStr for Pages {
    type Err = Infallible;
    fn from_str(text: &str) -> Result<Self, Infallible> {
        Ok(text
            .parse()
            .map_or_else(|_| Self::Folder(text.into()), Self::Digest))
    }
}

impl Pages {
    /// The digest that stands for all of the files.
    ///
    /// # Errors
    /// If a folder cannot be read, or its files are not those that it lists.
    pub(crate) fn digest(&self) -> Result<FileDigest, Failure> {
        match self {
            Self::Digest(digest) => Ok(*digest),
            Self::Folder(folder) => pages::read_folder(folder)
                .map(|list| list.digest())
                .map_err(|error| {
                    Failure::wrong(
                        error.to_string(),
                        "--pages takes a folder that `cargo xtask web` has made, or the 64 digits that it prints",
                    )
                }),
        }
    }
}
