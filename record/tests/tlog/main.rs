//! The log as a Merkle tree, against the definitions of RFC 6962 and an implementation that is not ours.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test stops at the first surprise"
)]

mod ct_merkle;
mod proof;
mod tile;
mod tree;

use core::convert::Infallible;
use ostrakon_record::tlog::{Frontier, NodeHash};

/// The leaves of the check values: the numbers in decimal.
fn leaf(index: u64) -> NodeHash {
    NodeHash::of_leaf(index.to_string().as_bytes())
}

fn leaves(size: u64) -> Vec<NodeHash> {
    (0..size).map(leaf).collect()
}

/// MTH of RFC 6962 §2.1, as it is written there.
fn defined_root(leaves: &[NodeHash]) -> NodeHash {
    match leaves {
        [] => NodeHash::EMPTY,
        [leaf] => *leaf,
        _ => {
            let (left, right) = leaves.split_at(leaves.len().next_power_of_two() / 2);
            NodeHash::of_children(&defined_root(left), &defined_root(right))
        }
    }
}

/// Every perfect subtree of a tree, by level and index.
fn perfect(leaves: &[NodeHash]) -> impl Fn(u8, u64) -> Result<NodeHash, Infallible> + use<> {
    let mut levels = vec![leaves.to_vec()];
    while let Some(next) = levels.last().filter(|level| level.len() > 1).map(|level| {
        let pairs = level.chunks_exact(2);
        pairs
            .map(|pair| NodeHash::of_children(&pair[0], &pair[1]))
            .collect()
    }) {
        levels.push(next);
    }
    move |level, index| Ok(levels[usize::from(level)][usize::try_from(index).unwrap()])
}

fn root(size: u64) -> NodeHash {
    leaves(size).into_iter().collect::<Frontier>().root()
}
