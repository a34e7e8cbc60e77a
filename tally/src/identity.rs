//! The trustee's key file in its folder: written once, never over another one.

use crate::{
    InitArguments,
    failure::Failure,
    files::{self, Readers},
    output,
};
use passphrase::{
    SecretString, ask,
    lock::{self, OpenError},
};
use std::{fs, path::Path};
use trustee::{
    Identity, PublicIdentity,
    identity::{KEY_FILE, PUBLIC_FILE, is_name},
};

pub(crate) fn init(arguments: &InitArguments) -> Result<(), Failure> {
    let name = arguments.name.trim();
    if !is_name(name) {
        return Err(Failure::wrong(
            "the name must have 1 to 200 bytes, none of them invisible",
            "nothing was written",
        ));
    }
    let folder = &arguments.dir;
    let (key_path, public_path) = (folder.join(KEY_FILE), folder.join(PUBLIC_FILE));
    match (key_path.exists(), public_path.exists()) {
        (false, false) => {}
        (true, true) => {
            return Err(Failure::wrong(
                format!("{} exists already", key_path.display()),
                "nothing was changed: the key there is good for any number of elections",
            ));
        }
        (false, true) => {
            return Err(Failure::wrong(
                format!(
                    "{} exists already, but its {KEY_FILE} is missing",
                    public_path.display()
                ),
                "nothing was changed; restore the key file from your second copy, or name another folder",
            ));
        }
        // An earlier run was interrupted, or the public file was moved away.
        (true, false) => {
            let identity = load(folder, arguments.passphrase_file.as_deref())?;
            write_public(&public_path, &identity.public(name))?;
            output::note(&format!(
                "Your key file was there and is unchanged: {}\nYour public keys, written anew:            {}",
                key_path.display(),
                public_path.display()
            ));
            return Ok(());
        }
    }
    let passphrase = ask::new(arguments.passphrase_file.as_deref())?;
    if lock::is_short(&passphrase) {
        output::note(ask::SHORT_WARNING);
    }
    fs::create_dir_all(folder).map_err(|error| {
        Failure::unknown(
            format!("{}: {error}", folder.display()),
            "name a folder that you can write to",
        )
    })?;
    let encrypted = Identity::generate()
        .seal(passphrase.clone())
        .map_err(|error| Failure::unknown(error.to_string(), "nothing was written; try again"))?;
    files::create(&key_path, &encrypted, Readers::Owner)?;
    // Read back before anybody relies on it.
    let saved = open(&key_path, passphrase)?;
    write_public(&public_path, &saved.public(name))?;
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
    open(&path, ask::existing(passphrase_file)?)
}

fn write_public(path: &Path, public: &PublicIdentity) -> Result<(), Failure> {
    let json = public.encode().map_err(Failure::defect)?;
    files::create(path, json.as_bytes(), Readers::Everybody)
}

fn open(path: &Path, passphrase: SecretString) -> Result<Identity, Failure> {
    let encrypted = fs::read(path).map_err(|error| {
        Failure::unknown(format!("{}: {error}", path.display()), "can you read that file?")
    })?;
    Identity::open(&encrypted, passphrase).map_err(|error| {
        let hint = match error {
            OpenError::Passphrase => {
                "mind upper and lower case and the keyboard's language; if you are sure of it, the file is damaged: use \
                 your second copy"
            }
            _ => "the file is damaged or no key file: use your second copy",
        };
        Failure::wrong(format!("{}: {error}", path.display()), hint)
    })
}
