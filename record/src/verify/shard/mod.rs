//! A record verified in parts, by several programs or machines, and put together (docs/record.md §14).
//!
//! - [`partial`]: what one part comes to, and how it is written
//! - [`making`]: verifies a part
//! - [`merging`]: puts the parts together, by the verifier that reads whole records
//! - [`audit`]: makes a part again without its proofs, and compares

pub mod audit;
pub mod making;
pub mod merging;
pub mod partial;

pub use audit::Audit;
pub use making::{Opening, Shard};
pub use merging::{Merge, MergeError};
pub use partial::{Header, Part, Segment};
