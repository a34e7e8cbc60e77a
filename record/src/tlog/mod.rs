//! The log in the formats of the transparency ecosystem, which others can watch (docs/record.md §7).
//!
//! The leaves of the tree are the log's lines, each without its newline. Nothing here knows what a line says.
//!
//! - [`tree`]: hashes of leaves and nodes, and what appending needs
//! - [`proof`]: that a leaf is in a tree, and that a tree continues another
//! - [`tile`]: the tree cut into files that never change
//! - [`bundle`]: lines, up to 256 together

pub mod bundle;
pub mod proof;
pub mod tile;
pub mod tree;

pub use tile::TilePath;
pub use tree::{Frontier, NodeHash};
