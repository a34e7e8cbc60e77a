//! Where the passphrase comes from: a file or the terminal, never the command line.

use crate::{failure::Failure, output};
use age::secrecy::{ExposeSecret as _, SecretString};
use std::{
    io::{IsTerminal as _, stdin},
    path::Path,
};
use zeroize::Zeroizing;

/// Characters under which a passphrase is remarked upon.
const SHORT: usize = 12;

/// An existing key file's passphrase.
pub(crate) fn existing(file: Option<&Path>) -> Result<SecretString, Failure> {
    file.map_or_else(|| prompt("Passphrase of your key file: "), read)
}

/// A new key file's passphrase; typed twice.
pub(crate) fn new(file: Option<&Path>) -> Result<SecretString, Failure> {
    let passphrase = if let Some(file) = file {
        read(file)?
    } else {
        let passphrase = prompt("Choose a passphrase for your key file: ")?;
        let again = prompt("The same passphrase again: ")?;
        if passphrase.expose_secret() != again.expose_secret() {
            return Err(Failure::wrong(
                "the two passphrases differ",
                "nothing was written; try again",
            ));
        }
        passphrase
    };
    if passphrase.expose_secret().chars().count() < SHORT {
        output::note(
            "warning: this passphrase is short. Who finds your key file can try many: five random words are better",
        );
    }
    Ok(passphrase)
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
    accept(without_newline(&text))
}

/// Editors end a file with a newline that nobody types.
fn without_newline(text: &str) -> &str {
    text.strip_suffix('\n')
        .map_or(text, |line| line.strip_suffix('\r').unwrap_or(line))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_newline_is_not_part_of_it() {
        for (text, passphrase) in [
            ("a b", "a b"),
            ("a b\n", "a b"),
            ("a b\r\n", "a b"),
            (" a b \n", " a b "),
            ("a b\n\n", "a b\n"),
            ("a b\r", "a b\r"),
            ("\n", ""),
        ] {
            assert_eq!(without_newline(text), passphrase, "{text:?}");
        }
        assert_eq!(accept("").err().unwrap().code(), 1);
    }
}
