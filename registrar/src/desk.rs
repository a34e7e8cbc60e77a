//! The registrar's folder, opened with the passphrase.

use crate::{FolderArguments, PassphraseArguments, SelectionArguments};
use admin_cli::{Failure, output};
use passphrase::ask;
use registrar::{
    identity::{self, Identity},
    store::{Selection, Store},
};
use std::path::Path;

/// An open folder.
pub(crate) struct Desk {
    pub(crate) identity: Identity,
    pub(crate) store: Store,
}

impl Desk {
    /// Opens it to change it.
    pub(crate) async fn open(arguments: &FolderArguments) -> Result<Self, Failure> {
        let identity = identity(&arguments.dir, &arguments.passphrase)?;
        let (store, interrupted) = Store::open(&arguments.dir).await?;
        if interrupted > 0 {
            output::note(&format!(
                "warning: an earlier run was interrupted while it handed out {interrupted} codes; these may have arrived, \
                 and are not sent again unless you name the voters or say --everybody (`status --missing` lists them)"
            ));
        }
        Ok(Self { identity, store })
    }
}

/// The keys of a folder.
pub(crate) fn identity(folder: &Path, passphrase: &PassphraseArguments) -> Result<Identity, Failure> {
    if !folder.join(identity::KEY_FILE).exists() {
        return Err(Failure::unknown(
            format!("{} does not exist", folder.join(identity::KEY_FILE).display()),
            "name the folder that `election-registrar init` made",
        ));
    }
    let passphrase = ask::existing(passphrase.source().as_deref()).map_err(|error| not_asked(&error))?;
    identity::open(folder, passphrase)
}

/// A passphrase that is not there, as a failure.
pub(crate) fn not_asked(error: &ask::AskError) -> Failure {
    if error.is_wrong() {
        Failure::wrong(error.to_string(), error.hint())
    } else {
        Failure::unknown(error.to_string(), error.hint())
    }
}

impl SelectionArguments {
    /// Who is meant.
    pub(crate) fn selection(&self) -> Selection {
        if self.everybody {
            Selection::Everybody
        } else if self.unknown {
            Selection::Unknown
        } else if self.voter.is_empty() {
            Selection::Waiting
        } else {
            Selection::Named(self.voter.clone())
        }
    }
}
