//! Makes the registrar's key.

use crate::{
    FolderArguments,
    desk::{self, not_asked},
};
use admin_cli::{Failure, output};
use passphrase::{ask, lock};
use registrar::identity::{self, KEY_FILE, PUBLIC_FILE};
use std::{fs, os::unix::fs::DirBuilderExt as _};

pub(crate) fn run(arguments: &FolderArguments) -> Result<(), Failure> {
    let folder = &arguments.dir;
    let (key, public) = (folder.join(KEY_FILE), folder.join(PUBLIC_FILE));
    match (key.exists(), public.exists()) {
        (false, false) => {}
        (true, true) => {
            return Err(Failure::wrong(
                format!("{} exists already", key.display()),
                "nothing was changed; each election needs a folder of its own",
            ));
        }
        (false, true) => {
            return Err(Failure::wrong(
                format!(
                    "{} exists already, but its {KEY_FILE} is missing",
                    public.display()
                ),
                "nothing was changed; restore the key file from your copy, or name another folder",
            ));
        }
        // An earlier run was interrupted, or the public file was moved away.
        (true, false) => {
            identity::publish(folder, &desk::identity(folder, &arguments.passphrase)?)?;
            output::note(&format!(
                "Your key file was there and is unchanged: {}\nYour public key, written anew: {}",
                key.display(),
                public.display()
            ));
            return Ok(());
        }
    }
    let passphrase = ask::new(arguments.passphrase.source().as_deref()).map_err(|error| not_asked(&error))?;
    if lock::is_short(&passphrase) {
        output::note(ask::SHORT_WARNING);
    }
    fs::DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(folder)
        .map_err(|error| {
            Failure::unknown(
                format!("{}: {error}", folder.display()),
                "name a folder that you can write to",
            )
        })?;
    identity::create(folder, passphrase)?;
    output::note(&format!(
        "Your key file:   {}\nYour public key: {}\n\n\
         1. Keep the passphrase: without it nobody can read the list, the codes or the key again.\n\
         2. Give the public key to the election official, for `election-admin new --registrar`. It is no secret.\n\
         3. Keep copies of this folder; what is in it is encrypted.",
        key.display(),
        public.display()
    ));
    Ok(())
}
