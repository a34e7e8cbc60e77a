//! The Merkle tree of RFC 6962 over SHA-256 (docs/record.md §7.1).

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
        let bytes = BASE64.decode(text.as_bytes()).map_err(|_| NodeHashParseError)?;
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
        let mut node = leaf;
        // The new leaf completes every perfect subtree that a trailing one stands for, as a carry runs in an addition.
        for _ in 0..self.size.trailing_ones() {
            if let Some(left) = self.hashes.pop() {
                node = NodeHash::of_children(&left, &node);
            }
        }
        self.hashes.push(node);
        self.size += 1;
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

#[cfg(test)]
pub(crate) mod tests {
    #![allow(
        clippy::unwrap_used,
        clippy::indexing_slicing,
        reason = "a test stops at the first surprise"
    )]

    use super::*;
    use proptest::prelude::*;

    /// The leaves of the check values: the numbers in decimal.
    pub(crate) fn leaf(index: u64) -> NodeHash {
        NodeHash::of_leaf(index.to_string().as_bytes())
    }

    pub(crate) fn leaves(size: u64) -> Vec<NodeHash> {
        (0..size).map(leaf).collect()
    }

    /// MTH of RFC 6962 §2.1, as it is written there.
    pub(crate) fn defined_root(leaves: &[NodeHash]) -> NodeHash {
        match leaves {
            [] => NodeHash::EMPTY,
            [leaf] => *leaf,
            _ => {
                let (left, right) = leaves.split_at(leaves.len().next_power_of_two() / 2);
                NodeHash::of_children(&defined_root(left), &defined_root(right))
            }
        }
    }

    #[test]
    fn roots_are_the_check_values() {
        for (size, root) in [
            (0, "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="),
            (1, "2zQm6HgGjSjSabbIcXIyLOU3K2V1bQeJAB00g19gHAM="),
            (3, "cl1SMNto9VdHDcNfHYhlgTrNfrsHrRUndBQd7LrnEyc="),
            (256, "goUV0DPBnYyQHzfsy4rtkZZncDSG+NL/8c9wQDIcXbE="),
            (300, "hOE+weA3FVrmGXV1mbLNIa2lpWXg/ZsxOcDDxsG4rak="),
        ] {
            let frontier: Frontier = leaves(size).into_iter().collect();
            assert_eq!(frontier.root().to_string(), root, "size {size}");
            assert_eq!(root.parse(), Ok(frontier.root()));
        }
        assert_eq!(<[u8; 32]>::from(Sha256::digest([])), *NodeHash::EMPTY.as_bytes());
    }

    #[test]
    fn the_frontier_has_the_root_of_the_definition_at_every_size() {
        let leaves = leaves(600);
        let mut frontier = Frontier::new();
        for (size, leaf) in leaves.iter().enumerate() {
            assert_eq!(frontier.root(), defined_root(&leaves[..size]), "size {size}");
            frontier.push(*leaf);
        }
    }

    #[test]
    fn hashes_have_one_text() {
        let text = "2zQm6HgGjSjSabbIcXIyLOU3K2V1bQeJAB00g19gHAM=";
        assert_eq!(text.parse(), Ok(leaf(0)));
        for wrong in [
            "2zQm6HgGjSjSabbIcXIyLOU3K2V1bQeJAB00g19gHAN=",
            "2zQm6HgGjSjSabbIcXIyLOU3K2V1bQeJAB00g19gHAM",
            "2zQm6HgGjSjSabbIcXIyLOU3K2V1bQeJAB00g19gHAM=\n",
            "2zQm6HgGjSjSabbIcXIyLOU3K2V1bQeJAB00g19gHA==",
            "2zQm6HgGjSjSabbIcXIyLOU3K2V1bQeJAB00g19gHAMA",
            "",
        ] {
            assert_eq!(wrong.parse::<NodeHash>(), Err(NodeHashParseError), "{wrong:?}");
        }
    }

    #[test]
    fn a_frontier_of_the_wrong_length_is_refused() {
        for (size, found) in [(0, 1), (1, 0), (7, 2), (7, 4), (8, 0), (300, 3)] {
            let expected = usize::try_from(u64::count_ones(size)).unwrap();
            let length = FrontierError::Length {
                size,
                expected,
                found,
            };
            assert_eq!(
                Frontier::from_parts(size, leaves(300)[..found].to_vec()),
                Err(length)
            );
        }
        let size = 1 << 63;
        assert_eq!(
            Frontier::from_parts(size, leaves(1)),
            Err(FrontierError::Size { size })
        );
    }

    proptest! {
        #[test]
        fn a_restored_frontier_goes_on_as_if_it_had_stayed(before in 0u64..700, after in 0u64..300) {
            let stayed: Frontier = leaves(before + after).into_iter().collect();
            let stopped: Frontier = leaves(before).into_iter().collect();
            let mut restored = Frontier::from_parts(stopped.size(), stopped.hashes().to_vec()).unwrap();
            prop_assert_eq!(&restored, &stopped);
            restored.extend((before..before + after).map(leaf));
            prop_assert_eq!(restored, stayed);
        }
    }
}
