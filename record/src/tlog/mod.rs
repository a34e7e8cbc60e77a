//! The log in the formats of the transparency ecosystem, which others can watch (docs/record.md §7 to §10).
//!
//! The leaves of the tree are the log's lines, each without its newline. Nothing here knows what a line says.
//!
//! - [`tree`]: hashes of leaves and nodes, and what appending needs
//! - [`proof`]: that a leaf is in a tree, and that a tree continues another
//! - [`tile`]: the tree cut into files that never change
//! - [`series`]: several notes in one text
//! - [`subtrees`]: hashes for proofs, collected while the leaves pass
//! - [`range`]: a part of the leaves by itself
//! - [`bundle`]: lines, up to 256 together
//! - [`vkey`]: names and public keys of those who sign notes
//! - [`note`]: signed notes
//! - [`checkpoint`]: the tree's size and root, signed by the log
//! - [`cosignature`]: a witness's signature of a checkpoint
//! - [`policy`]: whose signatures make a checkpoint count
//! - [`witnessed`]: checkpoints under a policy
//! - [`add_checkpoint`]: how a log asks a witness, and what the witness answers
//! - [`tlog_proof`]: that a line is in a witnessed tree, in one text

pub mod add_checkpoint;
pub mod bundle;
pub mod checkpoint;
pub mod cosignature;
pub mod note;
pub mod policy;
pub mod proof;
pub mod range;
pub mod series;
pub mod subtrees;
pub mod tile;
pub mod tlog_proof;
pub mod tree;
pub mod vkey;
pub mod witnessed;

use data_encoding::BASE64;

/// Decodes base64 in its one form: the library also takes several padded pieces, one after the other.
fn decode_base64(text: &str) -> Option<Vec<u8>> {
    let bytes = BASE64.decode(text.as_bytes()).ok()?;
    (BASE64.encode(&bytes) == text).then_some(bytes)
}

pub use checkpoint::{Checkpoint, SignedCheckpoint};
pub use note::Note;
pub use policy::Policy;
pub use tile::TilePath;
pub use tlog_proof::TlogProof;
pub use tree::{Frontier, NodeHash};
pub use vkey::{KeyName, VerifierKey};
pub use witnessed::WitnessedCheckpoint;
