//! Server, sender and pace of e-mails: TOML.

use admin_cli::Failure;
use lettre::message::Mailbox;
use serde::Deserialize;
use std::{
    fs,
    num::NonZeroU32,
    path::{Path, PathBuf},
    time::Duration,
};
use zeroize::Zeroizing;

/// An annotated example.
pub const EXAMPLE: &str = include_str!("../../examples/mail.toml");

/// How e-mails are sent.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct MailConfig {
    /// Host name of the mail server.
    pub server: String,
    /// Its port.
    pub port: u16,
    /// How the connection is protected.
    pub security: Security,
    /// A certificate authority (PEM) to trust besides the system's, for a server of one's own.
    pub ca: Option<PathBuf>,
    /// Name at the server, if it asks for one.
    pub user: Option<String>,
    /// File with the password.
    pub password_file: Option<PathBuf>,
    /// Who sends.
    pub from: Mailbox,
    /// Who gets answers, if not the sender.
    pub reply_to: Option<Mailbox>,
    /// Where undeliverable e-mails come back to, if not to the sender.
    pub bounces_to: Option<lettre::Address>,
    /// Most e-mails in a minute.
    #[serde(default = "hundred")]
    pub per_minute: NonZeroU32,
    /// Seconds to wait after the first, second, … time that the server says "later"; after the last one it has failed.
    #[serde(default = "pauses")]
    pub retry_after: Vec<u32>,
}

/// How a connection is protected.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Security {
    /// TLS from the first byte, usually on port 465.
    Tls,
    /// TLS after STARTTLS, usually on port 587; without it nothing is sent.
    Starttls,
    /// None: only to a server on the same machine.
    None,
}

fn hundred() -> NonZeroU32 {
    NonZeroU32::MIN.saturating_add(99)
}

fn pauses() -> Vec<u32> {
    vec![60, 300, 900, 3_600, 14_400]
}

impl MailConfig {
    /// Reads it.
    ///
    /// # Errors
    /// If it cannot be read, or cannot be meant.
    pub fn read(path: &Path) -> Result<Self, Failure> {
        let hint = "`election-registrar mail --print-example` prints an annotated example";
        let text = fs::read_to_string(path)
            .map_err(|error| Failure::unknown(format!("{}: {error}", path.display()), hint))?;
        let wrong = |reason: &str| Failure::wrong(format!("{}: {reason}", path.display()), hint);
        let mut config: Self = toml::from_str(&text).map_err(|error| wrong(error.to_string().trim()))?;
        let local = ["localhost", "127.0.0.1", "::1"].contains(&config.server.as_str());
        if config.security == Security::None && !local {
            return Err(wrong(
                "security = \"none\" would show every code to whoever is on the way; only a server on this machine may do \
                 without",
            ));
        }
        if config.user.is_some() != config.password_file.is_some() {
            return Err(wrong("user and password-file go together"));
        }
        // Relative to the file that names them.
        let folder = path.parent().unwrap_or_else(|| Path::new("."));
        for file in [&mut config.ca, &mut config.password_file].into_iter().flatten() {
            *file = folder.join(&*file);
        }
        Ok(config)
    }

    /// The password at the server.
    ///
    /// # Errors
    /// If the file cannot be read.
    pub fn password(&self) -> Result<Option<Zeroizing<String>>, Failure> {
        let Some(path) = &self.password_file else {
            return Ok(None);
        };
        let text = fs::read_to_string(path).map(Zeroizing::new).map_err(|error| {
            Failure::unknown(
                format!("{}: {error}", path.display()),
                "password-file names a text file",
            )
        })?;
        Ok(Some(Zeroizing::new(
            text.trim_end_matches(['\r', '\n']).to_owned(),
        )))
    }

    /// Time between two e-mails.
    #[must_use]
    pub fn pace(&self) -> Duration {
        Duration::from_mins(1) / self.per_minute.get()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_example_is_sane_and_mistakes_are_named() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("mail.toml");
        fs::write(&path, EXAMPLE).unwrap();
        let config = MailConfig::read(&path).unwrap();
        assert_eq!((config.security, config.per_minute.get()), (Security::Tls, 100));
        assert_eq!(config.password_file, Some(folder.path().join("mail.password")));
        for (text, with, reason) in [
            (
                "security = \"tls\"",
                "security = \"none\"",
                "would show every code",
            ),
            ("user = \"town-clerk\"", "", "go together"),
            ("port = 465", "port = 465\ncolour = 1", "unknown field `colour`"),
            ("per-minute = 100", "per-minute = 0", "nonzero"),
        ] {
            assert!(EXAMPLE.contains(text), "{text}");
            fs::write(&path, EXAMPLE.replace(text, with)).unwrap();
            let failure = MailConfig::read(&path).err().unwrap();
            assert!(failure.to_string().contains(reason), "{failure}");
            assert_eq!(failure.code(), 1);
        }
    }
}
