//! Roots and frontiers.

use crate::{defined_root, leaf, leaves};
use ostrakon_record::tlog::{
    Frontier, NodeHash,
    tree::{FrontierError, NodeHashParseError},
};
use proptest::prelude::*;

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
    let largest = Frontier::from_parts(Frontier::LARGEST, leaves(63)).unwrap();
    assert_eq!((largest.size(), largest.hashes().len()), (u64::MAX >> 1, 63));
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
