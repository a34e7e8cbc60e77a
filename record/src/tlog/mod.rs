//! The log in the formats of the transparency ecosystem, which others can watch (docs/record.md §7).
//!
//! The leaves of the tree are the log's lines, each without its newline. Nothing here knows what a line says.
//!
//! - [`tree`]: hashes of leaves and nodes, and what appending needs

pub mod tree;

pub use tree::{Frontier, NodeHash};
