//! Proofs that a leaf is in a tree, and that a tree continues another (docs/record.md §7.2).
//!
//! A proof is made from the hashes of perfect subtrees: the one of level l and index i has 2^l leaves, the first of
//! which is leaf i · 2^l. Where they come from is the caller's business: tiles, a table, a vector.

use super::tree::NodeHash;
use core::ops::Range;

/// A place that the tree does not have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PlaceError {
    /// The leaf comes after the last one.
    #[error("a tree of size {size} has no leaf {index}")]
    Index {
        /// Index of the leaf, from 0.
        index: u64,
        /// Number of leaves.
        size: u64,
    },
    /// What should be the older tree is larger.
    #[error("a tree of size {new} does not continue one of size {old}: it is smaller")]
    Order {
        /// Number of leaves of the older tree.
        old: u64,
        /// Number of leaves of the newer tree.
        new: u64,
    },
}

/// A proof that cannot be made.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ProveError<E> {
    /// There is nothing to prove.
    #[error(transparent)]
    Place(#[from] PlaceError),
    /// The hash of a subtree cannot be read.
    #[error("hash {index} of level {level} of the tree: {error}")]
    Read {
        /// Level of the subtree, 0 for leaves.
        level: u8,
        /// Index of the subtree in its level.
        index: u64,
        /// What the reader said.
        error: E,
    },
}

/// A proof that does not prove.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ProofError {
    /// There is nothing to prove.
    #[error(transparent)]
    Place(#[from] PlaceError),
    /// The proof has not the number of hashes that follows from the sizes.
    #[error("the proof has {found} hashes instead of {expected}")]
    Length {
        /// How many hashes there should be.
        expected: usize,
        /// How many there are.
        found: usize,
    },
    /// The leaf and the proof lead to another root.
    #[error("the leaf is not at this place in the tree: the proof leads to another root")]
    Root,
    /// The proof leads to another root of the older tree.
    #[error("the proof leads to another root of the older tree")]
    OldRoot,
    /// The proof leads to another root of the newer tree.
    #[error("the newer tree does not continue the older one: the proof leads to another root")]
    NewRoot,
}

/// Most hashes of a proof about trees that can be.
pub const PROOF_LIMIT: usize = 63;

/// Lines that are no proof.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ProofLinesError {
    /// A line is no hash.
    #[error("hash {number} of the proof is not written as 44 characters of base64, the last one `=`")]
    Hash {
        /// Which line of the proof, from 1.
        number: usize,
    },
    /// More than [`PROOF_LIMIT`].
    #[error("the proof has more than {PROOF_LIMIT} hashes")]
    Length,
}

/// Reads a proof in text, each hash on its own line.
pub(super) fn parse_lines<'a>(
    lines: impl IntoIterator<Item = &'a str>,
) -> Result<Vec<NodeHash>, ProofLinesError> {
    lines
        .into_iter()
        .zip(1..)
        .map(|(line, number)| match number {
            1..=PROOF_LIMIT => line.parse().map_err(|_| ProofLinesError::Hash { number }),
            _ => Err(ProofLinesError::Length),
        })
        .collect()
}

/// The proof that leaf `index` is in the tree of `size` leaves: the siblings on its path, that of the leaf first.
///
/// `read` gives the hash of the perfect subtree with a level and an index.
///
/// # Errors
/// If there is no such leaf, or a hash cannot be read.
///
/// # Source
/// RFC 6962 §2.1.1
pub fn inclusion_proof<E>(
    index: u64,
    size: u64,
    mut read: impl FnMut(u8, u64) -> Result<NodeHash, E>,
) -> Result<Vec<NodeHash>, ProveError<E>> {
    let path = inclusion_path(index, size)?;
    path.iter()
        .rev()
        .map(|sibling| range_root(&sibling.leaves, &mut read))
        .collect()
}

/// The proof that the tree of `new` leaves begins with the `old` leaves of another. It is empty if `old` is 0 or `new`.
///
/// `read` gives the hash of the perfect subtree with a level and an index.
///
/// # Errors
/// If `old` is larger than `new`, or a hash cannot be read.
///
/// # Source
/// RFC 6962 §2.1.2; for an empty older tree c2sp.org/tlog-witness
pub fn consistency_proof<E>(
    old: u64,
    new: u64,
    mut read: impl FnMut(u8, u64) -> Result<NodeHash, E>,
) -> Result<Vec<NodeHash>, ProveError<E>> {
    let split = consistency_split(old, new)?;
    split
        .subtrees()
        .map(|leaves| range_root(leaves, &mut read))
        .collect()
}

/// Level and index of each perfect subtree that [`inclusion_proof`] reads, for callers that must fetch them before.
///
/// # Errors
/// If there is no such leaf.
pub fn inclusion_reads(index: u64, size: u64) -> Result<Vec<(u8, u64)>, PlaceError> {
    let path = inclusion_path(index, size)?;
    Ok(path
        .iter()
        .rev()
        .flat_map(|sibling| perfect_subtrees(&sibling.leaves))
        .collect())
}

/// Level and index of each perfect subtree that [`consistency_proof`] reads, for callers that must fetch them before.
///
/// # Errors
/// If `old` is larger than `new`.
pub fn consistency_reads(old: u64, new: u64) -> Result<Vec<(u8, u64)>, PlaceError> {
    let split = consistency_split(old, new)?;
    Ok(split.subtrees().flat_map(perfect_subtrees).collect())
}

/// Checks that the leaf with this hash is leaf `index` of the tree with this size and root.
///
/// # Errors
/// If there is no such leaf, the proof has the wrong length, or it leads to another root.
///
/// # Security
/// It takes root and size for granted, both: a proof can also hold for the same root under a wrong size. They come
/// from a signed checkpoint.
pub fn verify_inclusion(
    leaf: &NodeHash,
    index: u64,
    size: u64,
    proof: &[NodeHash],
    root: &NodeHash,
) -> Result<(), ProofError> {
    let path = inclusion_path(index, size)?;
    check_length(path.len(), proof)?;
    let found = path
        .iter()
        .rev()
        .zip(proof)
        .fold(*leaf, |node, (sibling, hash)| sibling.join(&node, hash));
    if found == *root {
        Ok(())
    } else {
        Err(ProofError::Root)
    }
}

/// Checks that the newer tree begins with the leaves of the older.
///
/// # Errors
/// If the older tree is larger, the proof has the wrong length, or it leads to another root of either tree.
pub fn verify_consistency(
    old: u64,
    old_root: &NodeHash,
    new: u64,
    new_root: &NodeHash,
    proof: &[NodeHash],
) -> Result<(), ProofError> {
    let split = consistency_split(old, new)?;
    check_length(split.subtrees().count(), proof)?;
    for (size, root, error) in [
        (old, old_root, ProofError::OldRoot),
        (new, new_root, ProofError::NewRoot),
    ] {
        if size == 0 && *root != NodeHash::EMPTY {
            return Err(error);
        }
    }
    if old == 0 {
        // Every tree continues the empty one.
        return Ok(());
    }
    let mut hashes = proof.iter();
    let common = split
        .common
        .as_ref()
        .and_then(|_| hashes.next())
        .unwrap_or(old_root);
    let (mut found_old, mut found_new) = (*common, *common);
    for (sibling, hash) in split.path.iter().rev().zip(hashes) {
        if sibling.side == Side::Left {
            found_old = sibling.join(&found_old, hash);
        }
        found_new = sibling.join(&found_new, hash);
    }
    if found_old != *old_root {
        return Err(ProofError::OldRoot);
    }
    if found_new != *new_root {
        return Err(ProofError::NewRoot);
    }
    Ok(())
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Left,
    Right,
}

/// A subtree beside a path.
struct Sibling {
    side: Side,
    leaves: Range<u64>,
}

impl Sibling {
    /// The parent's hash.
    fn join(&self, node: &NodeHash, sibling: &NodeHash) -> NodeHash {
        match self.side {
            Side::Left => NodeHash::of_children(sibling, node),
            Side::Right => NodeHash::of_children(node, sibling),
        }
    }
}

/// Goes down to one child of a node; the other is the sibling.
fn descend(node: &mut Range<u64>, middle: u64, into: Side) -> Sibling {
    match into {
        Side::Left => {
            let leaves = middle..node.end;
            node.end = middle;
            Sibling {
                side: Side::Right,
                leaves,
            }
        }
        Side::Right => {
            let leaves = node.start..middle;
            node.start = middle;
            Sibling {
                side: Side::Left,
                leaves,
            }
        }
    }
}

/// The siblings beside the path to a leaf, from the root down.
fn inclusion_path(index: u64, size: u64) -> Result<Vec<Sibling>, PlaceError> {
    if index >= size {
        return Err(PlaceError::Index { index, size });
    }
    let mut node = 0..size;
    let mut path = Vec::new();
    while let Some(middle) = middle(&node) {
        let side = if index < middle { Side::Left } else { Side::Right };
        path.push(descend(&mut node, middle, side));
    }
    Ok(path)
}

/// How two trees share their nodes.
struct Split {
    /// The largest subtree of both at the older tree's right edge, unless it is the whole older tree.
    common: Option<Range<u64>>,
    /// The siblings beside the path to it in the newer tree, from the root down: those on the left are in both trees.
    path: Vec<Sibling>,
}

impl Split {
    /// The subtrees whose roots are the proof, in its order.
    fn subtrees(&self) -> impl Iterator<Item = &Range<u64>> {
        let siblings = self.path.iter().rev().map(|sibling| &sibling.leaves);
        self.common.iter().chain(siblings)
    }
}

fn consistency_split(old: u64, new: u64) -> Result<Split, PlaceError> {
    if old > new {
        return Err(PlaceError::Order { old, new });
    }
    let mut split = Split {
        common: None,
        path: Vec::new(),
    };
    if old == 0 {
        return Ok(split);
    }
    let mut node = 0..new;
    while node.end != old {
        // It ends if nowhere before then at a single leaf, the last one of the older tree.
        let Some(middle) = middle(&node) else { break };
        let side = if old <= middle { Side::Left } else { Side::Right };
        split.path.push(descend(&mut node, middle, side));
    }
    if node.start != 0 {
        split.common = Some(node);
    }
    Ok(split)
}

/// Where a subtree's right child begins; a leaf has none.
const fn middle(node: &Range<u64>) -> Option<u64> {
    match node.end - node.start {
        0 | 1 => None,
        leaves => Some(node.start + (1 << (leaves - 1).ilog2())),
    }
}

/// Level and index of the perfect subtrees that a subtree of the tree consists of, from the left, largest first.
fn perfect_subtrees(node: &Range<u64>) -> impl DoubleEndedIterator<Item = (u8, u64)> + use<> {
    let Range { start, end } = *node;
    let leaves = end - start;
    (0..64_u8)
        .rev()
        .filter(move |level| leaves >> level & 1 == 1)
        .map(move |level| {
            // The leaves in the larger ones come before.
            let before = start + (leaves >> level >> 1 << 1 << level);
            (level, before >> level)
        })
}

/// The hash of a subtree of the tree.
fn range_root<E>(
    node: &Range<u64>,
    read: &mut impl FnMut(u8, u64) -> Result<NodeHash, E>,
) -> Result<NodeHash, ProveError<E>> {
    let mut root = None;
    for (level, index) in perfect_subtrees(node).rev() {
        let left = read(level, index).map_err(|error| ProveError::Read { level, index, error })?;
        root = Some(root.map_or(left, |right| NodeHash::of_children(&left, &right)));
    }
    Ok(root.unwrap_or(NodeHash::EMPTY))
}

const fn check_length(expected: usize, proof: &[NodeHash]) -> Result<(), ProofError> {
    if proof.len() == expected {
        Ok(())
    } else {
        Err(ProofError::Length {
            expected,
            found: proof.len(),
        })
    }
}
