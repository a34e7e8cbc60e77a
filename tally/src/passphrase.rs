//! Where the passphrase comes from: a file or the terminal, never the command line.

use crate::failure::Failure;
use age::secrecy::SecretString;
use std::{
    io::{IsTerminal as _, stdin},
    path::Path,
};
use zeroize::Zeroizing;

/// An existing key file's passphrase.
pub(crate) fn existing(file: Option<&Path>) -> Result<SecretString, Failure> {
    file.map_or_else(|| prompt("Passphrase of your key file: "), read)
}

/// A new key file's passphrase; typed twice.
pub(crate) fn new(file: Option<&Path>) -> Result<SecretString, Failure> {
    use age::secrecy::ExposeSecret as _;
    if let Some(file) = file {
        return read(file);
    }
    let passphrase = prompt("Choose a passphrase for your key file: ")?;
    let again = prompt("The same passphrase again: ")?;
    if passphrase.expose_secret() == again.expose_secret() {
        Ok(passphrase)
    } else {
        Err(Failure::wrong(
            "the two passphrases differ",
            "nothing was written; try again",
        ))
    }
}

fn read(path: &Path) -> Result<SecretString, Failure> {
    let text = std::fs::read_to_string(path)
        .map(Zeroizing::new)
        .map_err(|error| {
            Failure::unknown(
                format!("{}: {error}", path.display()),
                "--passphrase-file needs a text file",
            )
        })?;
    accept(
        text.strip_suffix('\n')
            .map_or(text.as_str(), |text| text.strip_suffix('\r').unwrap_or(text)),
    )
}

fn prompt(question: &str) -> Result<SecretString, Failure> {
    if !stdin().is_terminal() {
        return Err(Failure::unknown(
            "there is no terminal to ask for the passphrase",
            "use --passphrase-file FILE",
        ));
    }
    let text = rpassword::prompt_password(question)
        .map(Zeroizing::new)
        .map_err(|error| Failure::unknown(error.to_string(), "use --passphrase-file FILE"))?;
    accept(&text)
}

fn accept(text: &str) -> Result<SecretString, Failure> {
    if text.is_empty() {
        return Err(Failure::wrong(
            "the passphrase is empty",
            "it protects your key if somebody finds the file",
        ));
    }
    Ok(SecretString::from(text.to_owned()))
}
