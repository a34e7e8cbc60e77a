//! What the trustees' pages and their worker say to each other, as JSON text.

use crate::{message::Trouble, words::Words};
use bulletin_board_client::TrusteeProgress;
use core::fmt;
use ostrakon_crypto::hash::Hash;
use ostrakon_record::{election::Phase, text::Text};
use passphrase::SecretString;
use serde::{Deserialize, Serialize};

/// What opens a key file, on its way to the worker.
#[derive(Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct Passphrase(pub(crate) String);

impl fmt::Debug for Passphrase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a passphrase")
    }
}

impl From<Passphrase> for SecretString {
    fn from(passphrase: Passphrase) -> Self {
        Self::from(passphrase.0)
    }
}

/// What a trustee agrees to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Task {
    /// To generate the election's key with the others.
    Keys,
    /// To prove that they still hold their share of it.
    Rehearsal,
    /// To decrypt their part of the sum.
    Decryption,
}

/// What the page asks for.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) enum Demand {
    /// A key file for a trustee of this name.
    Make { name: String, passphrase: Passphrase },
    /// How an election is, to somebody who has opened no key file.
    Look(Hash),
    /// To open the key file that is among the files, and to mind what the others say.
    Open(Passphrase),
    /// To read what is new in the log, and to do what comes next of what the trustee agrees to.
    GoOn {
        agreed: Option<Task>,
        /// Whether the decision was saved, and read back.
        kept: bool,
    },
}

/// What the worker says.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) enum Reply {
    /// To [`Demand::Make`].
    Made(Box<MadeView>),
    /// To the others.
    Office(Box<OfficeView>),
    /// To [`Demand::GoOn`], again and again while the record is verified.
    Verifying { done: u64, total: u64 },
    /// Anything that went wrong.
    Failed(Trouble),
}

impl From<Trouble> for Reply {
    fn from(trouble: Trouble) -> Self {
        Self::Failed(trouble)
    }
}

/// A file that is to be saved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Keepsake {
    pub(crate) name: String,
    pub(crate) bytes: Vec<u8>,
}

/// A new trustee.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct MadeView {
    /// Encrypted; was opened with the passphrase once more.
    pub(crate) key: Keepsake,
    /// For the election official.
    pub(crate) public: Keepsake,
}

/// An election as its trustees see it; its log was followed from the first line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct OfficeView {
    pub(crate) title: Text,
    pub(crate) phase: Phase,
    /// The election's id, for comparing it by voice.
    pub(crate) words: Vec<String>,
    pub(crate) threshold: u8,
    pub(crate) trustees: Vec<TrusteeProgress>,
    /// Position of the trustee whose key file is open.
    pub(crate) own: Option<usize>,
    pub(crate) next: Next,
    /// What the log was, to hold the board to it; none before a key file is open.
    pub(crate) seen: Option<Keepsake>,
}

/// What comes next for the trustee.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Next {
    /// To open the key file.
    Open,
    /// To agree to something.
    Agree(Task),
    /// To wait for others.
    Wait(Words),
    /// To save this, and to read it back.
    Keep(Keepsake),
    /// Nothing, perhaps until a later day.
    Rest(Words),
}
