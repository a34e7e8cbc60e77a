//! Encryption under a passphrase in the age format, which other programs know too.

use age::{
    DecryptError, Decryptor, scrypt,
    secrecy::{ExposeSecret as _, SecretString},
};
use std::{
    io::{ErrorKind, Read as _},
    iter,
};
use zeroize::Zeroizing;

/// Work to try one passphrase: scrypt with N = 2^17, which takes 128 MB and about half a second. Fixed rather than
/// measured, so that a busy moment cannot make a weak file, and the file opens on a slower machine too.
pub const WORK_FACTOR: u8 = 17;
/// Most work that opening a file may take: 2^20, 1 GB.
const MOST_WORK: u8 = 20;
/// Characters under which a passphrase is remarked upon.
const SHORT: usize = 12;

/// The file was not encrypted.
#[derive(Debug, thiserror::Error)]
#[error("encrypting under the passphrase: {reason}")]
pub struct LockError {
    reason: String,
}

/// Why a file does not open.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum OpenError {
    /// Another passphrase opens it, or it was changed.
    #[error("wrong passphrase")]
    Passphrase,
    /// No such file at all.
    #[error("{0}")]
    Damaged(String),
}

/// Whether who finds the file could try all passphrases of this length.
#[must_use]
pub fn is_short(passphrase: &SecretString) -> bool {
    passphrase.expose_secret().chars().count() < SHORT
}

/// Encrypts.
///
/// # Errors
/// If the machine cannot.
pub fn lock(secret: &[u8], passphrase: SecretString) -> Result<Vec<u8>, LockError> {
    let mut recipient = scrypt::Recipient::new(passphrase);
    recipient.set_work_factor(WORK_FACTOR);
    age::encrypt(&recipient, secret).map_err(|error| LockError {
        reason: error.to_string(),
    })
}

/// Decrypts a secret of this length.
///
/// # Errors
/// If the passphrase is another one, or the file is damaged.
pub fn open<const LENGTH: usize>(
    encrypted: &[u8],
    passphrase: SecretString,
) -> Result<Zeroizing<[u8; LENGTH]>, OpenError> {
    let damaged = |reason: String| OpenError::Damaged(reason);
    let mut key = scrypt::Identity::new(passphrase);
    key.set_max_work_factor(MOST_WORK);
    let header = Decryptor::new_buffered(encrypted).map_err(|error| damaged(error.to_string()))?;
    let mut reader = header
        .decrypt(iter::once::<&dyn age::Identity>(&key))
        .map_err(|error| match error {
            DecryptError::DecryptionFailed | DecryptError::KeyDecryptionFailed => OpenError::Passphrase,
            DecryptError::NoMatchingKeys => damaged("not encrypted with a passphrase".to_owned()),
            other => damaged(other.to_string()),
        })?;
    let mut bytes = Zeroizing::new([0; LENGTH]);
    reader
        .read_exact(bytes.as_mut())
        .map_err(|error| match error.kind() {
            ErrorKind::UnexpectedEof => damaged("cut short".to_owned()),
            _ => damaged(error.to_string()),
        })?;
    // The last bytes are authenticated only once the end is reached.
    match reader.read(&mut [0]) {
        Ok(0) => Ok(bytes),
        Ok(_) => Err(damaged("too long".to_owned())),
        Err(error) => Err(damaged(error.to_string())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECRET: [u8; 40] = [7; 40];

    fn passphrase(text: &str) -> SecretString {
        SecretString::from(text.to_owned())
    }

    /// Encrypts cheaply.
    fn seal(plain: &[u8]) -> Vec<u8> {
        let mut recipient = scrypt::Recipient::new(passphrase("right"));
        recipient.set_work_factor(4);
        age::encrypt(&recipient, plain).unwrap()
    }

    fn reason(encrypted: &[u8]) -> String {
        let opened = open::<40>(encrypted, passphrase("right"));
        opened.err().unwrap().to_string()
    }

    #[test]
    fn it_opens_with_its_passphrase_only() {
        let encrypted = lock(&SECRET, passphrase("right")).unwrap();
        assert_eq!(*open::<40>(&encrypted, passphrase("right")).unwrap(), SECRET);
        assert_eq!(
            open::<40>(&encrypted, passphrase("Right")).err(),
            Some(OpenError::Passphrase)
        );
        let header = String::from_utf8_lossy(&encrypted);
        assert!(
            header.starts_with("age-encryption.org/v1\n-> scrypt "),
            "{header}"
        );
        assert_eq!(
            header.lines().nth(1).unwrap().rsplit(' ').next(),
            Some(WORK_FACTOR.to_string().as_str())
        );
    }

    #[test]
    fn damaged_files_do_not_open() {
        let good = seal(&SECRET);
        assert!(open::<40>(&good, passphrase("right")).is_ok());
        for position in 0..good.len() {
            let mut damaged = good.clone();
            damaged[position] ^= 1;
            assert!(
                open::<40>(&damaged, passphrase("right")).is_err(),
                "byte {position}"
            );
        }
        for length in 0..good.len() {
            reason(&good[..length]);
        }
        reason(&seal(&SECRET[..39]));
        assert_eq!(reason(&seal(&[7; 41])), "too long");
        let to_key = age::encrypt(&age::x25519::Identity::generate().to_public(), &SECRET).unwrap();
        assert_eq!(reason(&to_key), "not encrypted with a passphrase");
    }

    #[test]
    fn a_file_that_takes_hours_to_open_is_refused() {
        let good = seal(&SECRET);
        let ends = |byte: &u8| *byte == b'\n';
        let first = good.iter().position(ends).unwrap() + 1;
        let end = first + good[first..].iter().position(ends).unwrap();
        assert!(good[..end].ends_with(b" 4"));
        let greedy = [&good[..end - 1], b"40", &good[end..]].concat();
        let OpenError::Damaged(_) = open::<40>(&greedy, passphrase("right")).err().unwrap() else {
            panic!("it was tried");
        };
    }
}
