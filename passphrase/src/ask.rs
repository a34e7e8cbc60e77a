//! Where a passphrase comes from: a file, a descriptor that was handed over, or the terminal; never the command line.

use age::secrecy::{ExposeSecret as _, SecretString};
use std::{
    io::{IsTerminal as _, stdin},
    path::{Path, PathBuf},
};
use zeroize::Zeroizing;

/// What a program says about a short one.
pub const SHORT_WARNING: &str =
    "warning: this passphrase is short. Who finds your key file can try many: five random words are better";

/// There is no passphrase.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum AskError {
    /// The file cannot be read as text.
    #[error("{}: {error}", path.display())]
    File {
        /// Which.
        path: PathBuf,
        /// Why.
        error: std::io::Error,
    },
    /// Nobody can be asked.
    #[error("there is no terminal to ask for the passphrase")]
    NoTerminal,
    /// The terminal failed.
    #[error("{0}")]
    Terminal(std::io::Error),
    /// It is empty.
    #[error("the passphrase is empty")]
    Empty,
    /// Typed twice, but not the same.
    #[error("the two passphrases differ")]
    Differ,
}

impl AskError {
    /// The remedy.
    #[must_use]
    pub const fn hint(&self) -> &'static str {
        match self {
            Self::File { .. } => "--passphrase-file needs a text file",
            Self::NoTerminal | Self::Terminal(_) => "use --passphrase-file FILE",
            Self::Empty => "it protects your key if somebody finds the file",
            Self::Differ => "nothing was written; try again",
        }
    }

    /// Whether what was given is wrong, rather than that nothing could be found out.
    #[must_use]
    pub const fn is_wrong(&self) -> bool {
        matches!(self, Self::Empty | Self::Differ)
    }
}

/// The passphrase of something that has one.
///
/// # Errors
/// If there is none.
pub fn existing(file: Option<&Path>) -> Result<SecretString, AskError> {
    file.map_or_else(|| prompt("Passphrase of your key file: "), read)
}

/// A new passphrase, typed twice; [`crate::lock::is_short`] tells whether to warn.
///
/// # Errors
/// If there is none.
pub fn new(file: Option<&Path>) -> Result<SecretString, AskError> {
    if let Some(file) = file {
        return read(file);
    }
    let passphrase = prompt("Choose a passphrase for your key file: ")?;
    let again = prompt("The same passphrase again: ")?;
    if passphrase.expose_secret() == again.expose_secret() {
        Ok(passphrase)
    } else {
        Err(AskError::Differ)
    }
}

fn read(path: &Path) -> Result<SecretString, AskError> {
    let text = std::fs::read_to_string(path)
        .map(Zeroizing::new)
        .map_err(|error| AskError::File {
            path: path.to_owned(),
            error,
        })?;
    accept(without_newline(&text))
}

/// Editors end a file with a newline that nobody types.
fn without_newline(text: &str) -> &str {
    text.strip_suffix('\n')
        .map_or(text, |line| line.strip_suffix('\r').unwrap_or(line))
}

fn prompt(question: &str) -> Result<SecretString, AskError> {
    if !stdin().is_terminal() {
        return Err(AskError::NoTerminal);
    }
    let text = rpassword::prompt_password(question)
        .map(Zeroizing::new)
        .map_err(AskError::Terminal)?;
    accept(&text)
}

fn accept(text: &str) -> Result<SecretString, AskError> {
    if text.is_empty() {
        return Err(AskError::Empty);
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
        assert!(accept("").err().unwrap().is_wrong());
    }
}
