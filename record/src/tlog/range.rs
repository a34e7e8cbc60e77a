//! A part of a tree's leaves by itself: the hashes of the perfect subtrees that it consists of, the largest that there are,
//! from left to right (docs/record.md §14.2). Whoever has the leaves before it has the tree with it.

use super::tree::{Frontier, NodeHash};

/// Collects the subtrees of a range while its leaves pass.
#[derive(Clone, Debug)]
pub struct Range {
    next: u64,
    /// With their levels, which fall.
    subtrees: Vec<(u32, NodeHash)>,
}

impl Range {
    /// A range that begins with this leaf, the first being 0.
    #[must_use]
    pub const fn new(first: u64) -> Self {
        Self {
            next: first,
            subtrees: Vec::new(),
        }
    }

    /// Takes the next leaf.
    pub fn push(&mut self, leaf: NodeHash) {
        let (mut level, mut node) = (0, leaf);
        // A right child completes its parent, if the left one is in the range.
        while self.next >> level & 1 == 1 {
            let Some((_, left)) = self.subtrees.pop_if(|(found, _)| *found == level) else {
                break;
            };
            node = NodeHash::of_children(&left, &node);
            level += 1;
        }
        self.subtrees.push((level, node));
        self.next = self.next.saturating_add(1);
    }

    /// The subtrees' hashes.
    #[must_use]
    pub fn hashes(&self) -> Vec<NodeHash> {
        self.subtrees.iter().map(|(_, hash)| *hash).collect()
    }
}

impl Frontier {
    /// Appends a range of so many leaves, by its subtrees' hashes.
    ///
    /// Gives false, and leaves the tree as it was, if so many leaves there do not have so many subtrees.
    #[must_use]
    pub fn append_range(&mut self, leaves: u64, hashes: &[NodeHash]) -> bool {
        let Some(end) = self
            .size()
            .checked_add(leaves)
            .filter(|end| *end <= Self::LARGEST)
        else {
            return false;
        };
        let mut levels = Vec::new();
        let mut size = self.size();
        while size < end {
            let level = (end - size).ilog2().min(size.trailing_zeros());
            levels.push(level);
            size += 1 << level;
        }
        if levels.len() != hashes.len() {
            return false;
        }
        for (level, hash) in levels.into_iter().zip(hashes) {
            self.append(level, *hash);
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn leaf(number: u64) -> NodeHash {
        NodeHash::of_leaf(number.to_string().as_bytes())
    }

    #[test]
    fn ranges_together_make_the_tree() {
        for size in [1, 2, 3, 64, 77, 300, 513] {
            let whole: Frontier = (0..size).map(leaf).collect();
            for first in 0..=size {
                for second in [first, first + 1, u64::midpoint(first, size), size] {
                    if second > size || second < first {
                        continue;
                    }
                    let mut tree = Frontier::new();
                    for (from, to) in [(0, first), (first, second), (second, size)] {
                        let mut range = Range::new(from);
                        (from..to).for_each(|number| range.push(leaf(number)));
                        assert!(tree.append_range(to - from, &range.hashes()));
                    }
                    assert_eq!(tree, whole, "{size}: {first}, {second}");
                }
            }
        }
    }

    #[test]
    fn a_range_with_other_subtrees_is_refused() {
        let mut tree: Frontier = (0..5).map(leaf).collect();
        let before = tree.clone();
        let mut range = Range::new(5);
        (5..12).for_each(|number| range.push(leaf(number)));
        let hashes = range.hashes();
        // 5, 6 to 7, 8 to 11.
        assert_eq!(hashes.len(), 3);
        assert!(!tree.append_range(7, &hashes[1..]));
        assert!(!tree.append_range(8, &hashes));
        assert!(!tree.append_range(u64::MAX, &hashes));
        assert_eq!(tree, before);
        assert!(tree.append_range(7, &hashes));
    }
}
