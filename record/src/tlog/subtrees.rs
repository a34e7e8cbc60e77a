//! Hashes of chosen subtrees, collected while the leaves pass: what a proof needs that is made from the lines themselves.

use super::tree::{Frontier, NodeHash};
use std::collections::BTreeMap;

/// Collects the hashes of perfect subtrees, each named by level and index as in [`super::proof`].
#[derive(Clone, Debug)]
pub struct Subtrees {
    wanted: BTreeMap<(u8, u64), Frontier>,
    size: u64,
}

impl Subtrees {
    /// Wants the subtrees at these places.
    #[must_use]
    pub fn new(places: impl IntoIterator<Item = (u8, u64)>) -> Self {
        Self {
            wanted: places.into_iter().map(|place| (place, Frontier::new())).collect(),
            size: 0,
        }
    }

    /// Takes the next leaf of the tree.
    pub fn push(&mut self, leaf: NodeHash) {
        for ((level, index), subtree) in &mut self.wanted {
            if self.size.checked_shr(u32::from(*level)).unwrap_or(0) == *index {
                subtree.push(leaf);
            }
        }
        self.size = self.size.saturating_add(1);
    }

    /// The hash of a subtree that was wanted, once all of its leaves have passed.
    #[must_use]
    pub fn hash(&self, level: u8, index: u64) -> Option<NodeHash> {
        let subtree = self.wanted.get(&(level, index))?;
        let leaves = 1u64.checked_shl(u32::from(level))?;
        (subtree.size() == leaves).then(|| subtree.root())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tlog::proof::{consistency_proof, consistency_reads, inclusion_proof, inclusion_reads};
    use crate::tlog::proof::{verify_consistency, verify_inclusion};

    #[test]
    fn proofs_are_made_while_the_leaves_pass() {
        let leaves: Vec<NodeHash> = (0..300u32)
            .map(|number| NodeHash::of_leaf(number.to_string().as_bytes()))
            .collect();
        let root = |size: usize| leaves.iter().take(size).copied().collect::<Frontier>().root();
        for (index, size) in [(0, 1), (77, 300), (255, 256), (256, 257)] {
            let places = inclusion_reads(index, size)
                .unwrap()
                .into_iter()
                .chain(consistency_reads(index, size).unwrap());
            let mut subtrees = Subtrees::new(places);
            for leaf in &leaves {
                subtrees.push(*leaf);
            }
            let read = |level, index| subtrees.hash(level, index).ok_or(());
            let leaf = leaves[usize::try_from(index).unwrap()];
            let (size, new) = (size, root(usize::try_from(size).unwrap()));
            let proof = inclusion_proof(index, size, read).unwrap();
            verify_inclusion(&leaf, index, size, &proof, &new).unwrap();
            let proof = consistency_proof(index, size, read).unwrap();
            let old = root(usize::try_from(index).unwrap());
            verify_consistency(index, &old, size, &new, &proof).unwrap();
        }
        let mut partial = Subtrees::new([(2, 0), (0, 9)]);
        for leaf in leaves.iter().take(3) {
            partial.push(*leaf);
        }
        assert_eq!(
            [partial.hash(2, 0), partial.hash(0, 9), partial.hash(0, 0)],
            [None; 3]
        );
    }
}
