//! Small secrets in files that a passphrase opens, and where the passphrase comes from.
//!
//! - [`lock`]: encryption in the age format
//! - [`ask`]: from a file, a descriptor or the terminal, never from the command line

pub mod ask;
pub mod lock;

pub use age::secrecy::SecretString;
