//! Small secrets in files that a passphrase opens, and where the passphrase comes from.
//!
//! - [`lock`]: encryption in the age format
//! - `ask` (not in the browser): from a file, a descriptor or the terminal, never from the command line

#[cfg(not(target_arch = "wasm32"))]
pub mod ask;
pub mod lock;

pub use age::secrecy::SecretString;
