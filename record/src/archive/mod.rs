//! A record in one file (docs/record.md §13): a tar archive in a Zstandard frame. It is somebody else's file, so nothing in it
//! is believed, and nothing of it is held but what is read at the moment.
//!
//! - [`header`]: the headers of the archive's members
//! - [`pack`]: makes an archive
//! - [`read`]: reads one

mod header;
pub mod pack;
pub mod read;

use crate::stream;
pub use pack::{Packed, pack};
pub use read::{ArchiveError, MemberReader, open};

/// What an archive has, in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Member {
    /// The published checkpoints; may be missing.
    Checkpoints,
    /// The log's lines.
    Log,
}

impl Member {
    const ALL: [Self; 2] = [Self::Checkpoints, Self::Log];

    /// The member's file name, which is that in a record's folder.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Checkpoints => stream::CHECKPOINTS,
            Self::Log => stream::LOG,
        }
    }
}

impl core::fmt::Display for Member {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str(self.name())
    }
}
