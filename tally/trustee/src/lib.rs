//! What a trustee holds, does and refuses: the same code for the command line and for the browser.
//!
//! Nothing here asks a board, opens a file or speaks to anybody. A program reads the log, and asks what comes next; it posts that,
//! waits, verifies or writes down, and tells its user so in words of its own.
//!
//! - [`identity`]: the secrets in a key file
//! - [`standing`]: what somebody is in an election
//! - [`ceremony`]: key generation
//! - [`rehearsal`]: proving to hold the key share
//! - [`decryption`]: decrypting the closed ballot box
//! - [`decision`]: which one, for ever
//! - [`seen`]: what was seen of the log
//! - [`words`]: an election's id for comparing by voice
//! - [`refusal`]: why a trustee does not go on

pub mod ceremony;
pub mod decision;
pub mod decryption;
pub mod identity;
pub mod refusal;
pub mod rehearsal;
pub mod seen;
pub mod standing;
pub mod words;

pub use decision::Decision;
pub use identity::{Identity, PublicIdentity};
pub use refusal::Refusal;
pub use seen::Seen;
pub use standing::{Standing, standing};
