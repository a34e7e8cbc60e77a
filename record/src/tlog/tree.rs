//! The Merkle tree of RFC 6962 over SHA-256 (docs/record.md §7.1).

use super::decode_base64;
use core::{fmt, str::FromStr};
use data_encoding::BASE64;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};
use sha2::{Digest as _, Sha256};

/// The hash of a leaf, of a node or of a whole tree: 32 bytes, written in base64 with padding.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct NodeHash([u8; 32]);

/// Text that is not 32 bytes in base64.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a hash of the tree is written as 44 characters of base64, the last one `=`")]
pub struct NodeHashParseError;

impl NodeHash {
    /// The root of a tree without leaves: SHA-256 of nothing.
    pub const EMPTY: Self = Self([
        0xe3, 0xb0, 0xc4, 0x42, 0x98, 0xfc, 0x1c, 0x14, 0x9a, 0xfb, 0xf4, 0xc8, 0x99, 0x6f, 0xb9, 0x24, 0x27,
        0xae, 0x41, 0xe4, 0x64, 0x9b, 0x93, 0x4c, 0xa4, 0x95, 0x99, 0x1b, 0x78, 0x52, 0xb8, 0x55,
    ]);

    /// The hash of a leaf, which is a line without its newline.
    #[must_use]
    pub fn of_leaf(line: &[u8]) -> Self {
        Self(
            Sha256::new()
                .chain_update([0])
                .chain_update(line)
                .finalize()
                .into(),
        )
    }

    /// The hash of a node from those of its children.
    #[must_use]
    pub fn of_children(left: &Self, right: &Self) -> Self {
        Self(
            Sha256::new()
                .chain_update([1])
                .chain_update(left.0)
                .chain_update(right.0)
                .finalize()
                .into(),
        )
    }

    /// A hash from its bytes.
    #[must_use]
    pub const fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// The hash's bytes.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl fmt::Display for NodeHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&BASE64.encode(&self.0))
    }
}

impl fmt::Debug for NodeHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for NodeHash {
    type Err = NodeHashParseError;
    fn from_str(text: &str) -> Result<Self, NodeHashParseError> {
        let bytes = decode_base64(text).ok_or(NodeHashParseError)?;
        Ok(Self(bytes.try_into().map_err(|_| NodeHashParseError)?))
    }
}

impl Serialize for NodeHash {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for NodeHash {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?
            .parse()
            .map_err(D::Error::custom)
    }
}

/// What appending to a tree needs: the roots of the perfect subtrees that the tree consists of.
///
/// Each binary one of the size stands for one of them, so there are at most 63.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Frontier {
    size: u64,
    hashes: Vec<NodeHash>,
}

/// A frontier that cannot be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum FrontierError {
    /// More or fewer hashes than the size has binary ones.
    #[error("the frontier of a tree of size {size} has {expected} hashes, not {found}")]
    Length {
        /// Number of leaves.
        size: u64,
        /// How many hashes there should be.
        expected: usize,
        /// How many there are.
        found: usize,
    },
    /// More leaves than the formats allow.
    #[error("a tree has at most {} leaves, not {size}", Frontier::LARGEST)]
    Size {
        /// Number of leaves.
        size: u64,
    },
}

impl Frontier {
    /// The largest size that other implementations read: 2⁶³ − 1.
    pub const LARGEST: u64 = u64::MAX >> 1;

    /// The frontier of a tree without leaves.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            size: 0,
            hashes: Vec::new(),
        }
    }

    /// A stored frontier. Whether the hashes are right, only the leaves or a signed root can tell.
    ///
    /// # Errors
    /// If there is not one hash for each binary one of the size, or the size is beyond [`Frontier::LARGEST`].
    pub fn from_parts(size: u64, hashes: Vec<NodeHash>) -> Result<Self, FrontierError> {
        if size > Self::LARGEST {
            return Err(FrontierError::Size { size });
        }
        let expected = (0..u64::BITS).filter(|bit| size >> bit & 1 == 1).count();
        if hashes.len() != expected {
            return Err(FrontierError::Length {
                size,
                expected,
                found: hashes.len(),
            });
        }
        Ok(Self { size, hashes })
    }

    /// Appends a leaf.
    pub fn push(&mut self, leaf: NodeHash) {
        self.append(0, leaf);
    }

    /// Appends the leaves of a perfect subtree of 2^`level` leaves: the size must be a multiple of that.
    pub(super) fn append(&mut self, level: u32, subtree: NodeHash) {
        let mut node = subtree;
        // It completes every perfect subtree that a trailing one stands for, as a carry runs in an addition.
        for _ in 0..(self.size >> level).trailing_ones() {
            if let Some(left) = self.hashes.pop() {
                node = NodeHash::of_children(&left, &node);
            }
        }
        self.hashes.push(node);
        self.size += 1 << level;
    }

    /// Number of leaves.
    #[must_use]
    pub const fn size(&self) -> u64 {
        self.size
    }

    /// The root of the tree.
    #[must_use]
    pub fn root(&self) -> NodeHash {
        self.hashes
            .iter()
            .rev()
            .copied()
            .reduce(|right, left| NodeHash::of_children(&left, &right))
            .unwrap_or(NodeHash::EMPTY)
    }

    /// The roots of the perfect subtrees, largest first.
    #[must_use]
    pub fn hashes(&self) -> &[NodeHash] {
        &self.hashes
    }
}

impl Extend<NodeHash> for Frontier {
    fn extend<I: IntoIterator<Item = NodeHash>>(&mut self, leaves: I) {
        for leaf in leaves {
            self.push(leaf);
        }
    }
}

impl FromIterator<NodeHash> for Frontier {
    fn from_iter<I: IntoIterator<Item = NodeHash>>(leaves: I) -> Self {
        let mut frontier = Self::new();
        frontier.extend(leaves);
        frontier
    }
}
