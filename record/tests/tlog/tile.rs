//! Tiles and entry bundles.

use crate::{leaf, leaves, perfect, root};
use core::convert::Infallible;
use ostrakon_record::tlog::{
    Frontier, NodeHash,
    bundle::{self, BundleError},
    proof::{consistency_proof, inclusion_proof, verify_consistency, verify_inclusion},
    tile::{self, Content, FULL, ReadError, TileError, TilePath, subtree_hash, tile_of, tiles_between},
};
use proptest::prelude::*;
use std::collections::BTreeMap;

/// The tiles of hashes of a tree, made from the leaves up, as a board makes them.
fn tiles(leaves: &[NodeHash]) -> BTreeMap<TilePath, Vec<u8>> {
    let mut tiles = BTreeMap::new();
    let mut hashes = leaves.to_vec();
    let mut level = 0;
    while !hashes.is_empty() {
        let mut above = Vec::new();
        for (index, hashes) in hashes.chunks(FULL.into()).enumerate() {
            let width = u16::try_from(hashes.len()).unwrap();
            let path = TilePath::hashes(level, u64::try_from(index).unwrap(), width).unwrap();
            if path.is_full() {
                above.push(hashes.iter().copied().collect::<Frontier>().root());
            }
            tiles.insert(path, tile::encode(hashes).unwrap());
        }
        hashes = above;
        level += 1;
    }
    tiles
}

fn names(tiles: impl Iterator<Item = TilePath>) -> Vec<String> {
    tiles.map(|path| path.to_string()).collect()
}

#[test]
fn paths_are_written_as_specified() {
    for (text, path) in [
        ("tile/0/x001/x234/067", TilePath::hashes(0, 1_234_067, 256)),
        ("tile/0/000", TilePath::hashes(0, 0, 256)),
        ("tile/0/x001/000", TilePath::hashes(0, 1000, 256)),
        ("tile/1/273.p/112", TilePath::hashes(1, 273, 112)),
        ("tile/63/999.p/1", TilePath::hashes(63, 999, 1)),
        ("tile/entries/x001/255.p/255", TilePath::entries(1255, 255)),
        (
            "tile/7/x018/x446/x744/x073/x709/x551/615",
            TilePath::hashes(7, u64::MAX, 256),
        ),
    ] {
        let path = path.unwrap();
        assert_eq!(path.to_string(), text);
        assert_eq!(text.parse(), Ok(path));
        // It tells what it was made of.
        let (index, width) = (path.index(), path.width());
        let again = match path.content() {
            Content::Hashes(level) => TilePath::hashes(level, index, width),
            Content::Entries => TilePath::entries(index, width),
        };
        assert_eq!(again, Ok(path));
    }
}

#[test]
fn other_forms_of_paths_are_refused() {
    for text in [
        "",
        "tile",
        "tile/0",
        "tile/0/",
        "/tile/0/000",
        "tile/0/000/",
        "tile//000",
        "tile/00/000",
        "tile/+1/000",
        "tile/64/000",
        "tile/256/000",
        "tile/-1/000",
        "tile/0/0",
        "tile/0/00",
        "tile/0/0000",
        "tile/0/1000",
        "tile/0/x000",
        "tile/0/x000/001",
        "tile/0/x0001/001",
        "tile/0/001/001",
        "tile/0/X001/001",
        "tile/0/xx01/001",
        "tile/0/x001/x001",
        "tile/0/+01",
        "tile/0/x018/x446/x744/x073/x709/x551/616",
        "tile/0/x001/x018/x446/x744/x073/x709/x551/615",
        "tile/0/000.p",
        "tile/0/000.p/",
        "tile/0/000.p/0",
        "tile/0/000.p/01",
        "tile/0/000.p/+1",
        "tile/0/000.p/256",
        "tile/0/000.p/257",
        "tile/0/000.p/1.p/1",
        "tile/0/000.p/1/",
        "tile/0/000 ",
        "tile/0/000?x",
        "tile/entries",
        "tile/entries/0",
        "tile/Entries/000",
        "tile/data/000",
    ] {
        let found = text.to_owned();
        assert_eq!(text.parse::<TilePath>(), Err(TileError::Path { found }));
    }
    assert_eq!(TilePath::hashes(64, 0, 1), Err(TileError::Level { level: 64 }));
    assert_eq!(TilePath::hashes(0, 0, 0), Err(TileError::Width { width: 0 }));
    assert_eq!(TilePath::entries(0, 257), Err(TileError::Width { width: 257 }));
}

#[test]
fn a_size_has_the_tiles_of_the_specification() {
    assert_eq!(names(tiles_between(0, 0)), Vec::<String>::new());
    assert_eq!(
        names(tiles_between(0, 256)),
        ["tile/0/000", "tile/1/000.p/1", "tile/entries/000"]
    );
    assert_eq!(
        names(tiles_between(250, 300)),
        [
            "tile/0/000",
            "tile/0/001.p/44",
            "tile/1/000.p/1",
            "tile/entries/000",
            "tile/entries/001.p/44"
        ]
    );
    let all: Vec<TilePath> = tiles_between(0, 70_000).collect();
    let partial: Vec<TilePath> = all.iter().copied().filter(|path| !path.is_full()).collect();
    assert_eq!(
        names(partial.into_iter()),
        [
            "tile/0/273.p/112",
            "tile/1/001.p/17",
            "tile/2/000.p/1",
            "tile/entries/273.p/112"
        ]
    );
    let full = |content| {
        all.iter()
            .filter(|path| path.content() == content && path.is_full())
            .count()
    };
    assert_eq!(
        [
            full(Content::Hashes(0)),
            full(Content::Hashes(1)),
            full(Content::Entries)
        ],
        [273, 1, 273]
    );
    assert_eq!(names(tiles_between(70_000, 70_000)), Vec::<String>::new());
    assert_eq!(names(tiles_between(70_001, 70_000)), Vec::<String>::new());
}

#[test]
fn a_tile_is_within_a_tree_once_all_of_it_is_there() {
    for (text, size) in [
        ("tile/0/000.p/1", 1),
        ("tile/0/000.p/255", 255),
        ("tile/0/000", 256),
        ("tile/entries/001.p/44", 300),
        ("tile/1/000.p/1", 256),
        ("tile/2/000.p/1", 65_536),
        ("tile/7/000.p/1", 1 << 56),
    ] {
        let path: TilePath = text.parse().unwrap();
        assert!(path.is_within(size), "{text} in {size}");
        assert!(path.is_within(size + 1), "{text} in {size}");
        assert!(path.is_within(u64::MAX), "{text}");
        assert!(!path.is_within(size - 1), "{text} in {size}");
    }
    for text in [
        "tile/8/000.p/1",
        "tile/63/000.p/1",
        "tile/0/x018/x446/x744/x073/x709/x551/615.p/1",
    ] {
        assert!(!text.parse::<TilePath>().unwrap().is_within(u64::MAX), "{text}");
    }
}

#[test]
fn bytes_of_another_length_are_no_tile() {
    let path = TilePath::hashes(0, 0, 2).unwrap();
    let bytes = tile::encode(&leaves(2)).unwrap();
    assert_eq!(path.decode(&bytes), Ok(leaves(2)));
    for found in [0, 32, 63, 65, 96] {
        let mut bytes = bytes.clone();
        bytes.resize(found, 0);
        let expected = 64;
        assert_eq!(
            path.decode(&bytes),
            Err(TileError::Length {
                path,
                expected,
                found
            })
        );
    }
    assert_eq!(tile::encode(&[]), Err(TileError::Width { width: 0 }));
    assert_eq!(tile::encode(&leaves(257)), Err(TileError::Width { width: 257 }));
}

#[test]
fn subtrees_beyond_the_tree_are_refused() {
    for (level, index, size) in [
        (0, 0, 0),
        (0, 8, 8),
        (3, 1, 15),
        (8, 0, 255),
        (64, 0, u64::MAX),
        (255, 0, 1),
    ] {
        assert_eq!(
            tile_of(level, index, size),
            Err(TileError::Subtree { level, index, size })
        );
    }
    assert_eq!(
        subtree_hash(3, 1, 16, |_| Err::<Vec<u8>, _>("disk"))
            .unwrap_err()
            .to_string(),
        "tile/0/000.p/16: disk"
    );
    assert!(matches!(
        subtree_hash(3, 1, 16, |_| Ok::<_, Infallible>([0; 31])),
        Err(ReadError::Tile(TileError::Length { .. }))
    ));
}

/// With three levels of tiles.
#[test]
fn every_subtree_comes_from_its_tile() {
    const SIZE: u64 = 66_000;
    let leaves = leaves(SIZE);
    let (tiles, perfect) = (tiles(&leaves), perfect(&leaves));
    let announced: Vec<TilePath> = tiles_between(0, SIZE)
        .filter(|path| path.content() != Content::Entries)
        .collect();
    assert!(announced.iter().eq(tiles.keys()));
    for level in 0..17 {
        let last = (SIZE >> level) - 1;
        for index in [0, 1, 2, 255, 256, 257, last / 2, last.saturating_sub(1), last] {
            if index <= last {
                let hash = subtree_hash(level, index, SIZE, |path| tiles.get(path).ok_or("missing"));
                assert_eq!(hash, Ok(perfect(level, index).unwrap()), "{index} of {level}");
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    /// A tree's tiles suffice for its proofs, and no other tiles are asked for.
    #[test]
    fn proofs_come_from_tiles(size in 1u64..3_000, part in any::<prop::sample::Index>()) {
        let part = u64::try_from(part.index(usize::try_from(size).unwrap())).unwrap();
        let tiles = tiles(&leaves(size));
        let read = |level, index| subtree_hash(level, index, size, |path| tiles.get(path).ok_or("missing"));
        let proof = inclusion_proof(part, size, read).unwrap();
        prop_assert_eq!(verify_inclusion(&leaf(part), part, size, &proof, &root(size)), Ok(()));
        let proof = consistency_proof(part, size, read).unwrap();
        prop_assert_eq!(verify_consistency(part, &root(part), size, &root(size), &proof), Ok(()));
    }

    #[test]
    fn growth_adds_what_is_missing(old in 0u64..70_000, more in 0u64..2_000) {
        let new = old + more;
        let before: Vec<TilePath> = tiles_between(0, old).collect();
        let grown: Vec<TilePath> = tiles_between(old, new).collect();
        let mut expected: Vec<TilePath> = tiles_between(0, new).collect();
        expected.retain(|path| before.binary_search(path).is_err());
        prop_assert_eq!(&grown, &expected);
        for path in grown {
            prop_assert!(path.is_within(new) && !path.is_within(old));
            prop_assert_eq!(path.to_string().parse(), Ok(path));
        }
    }

    #[test]
    fn bundles_are_read_as_they_are_written(lines in prop::collection::vec(prop::collection::vec(any::<u8>(), 0..600), 1..=256)) {
        let width = u16::try_from(lines.len()).unwrap();
        let bytes = bundle::encode(&lines).unwrap();
        let read: Vec<Vec<u8>> = bundle::decode(&bytes, width).unwrap().into_iter().map(<[u8]>::to_vec).collect();
        prop_assert_eq!(&read, &lines);
        let last = lines.len() - 1;
        prop_assert_eq!(
            bundle::decode(&bytes[..bytes.len() - 1], width),
            Err(BundleError::Truncated { position: last })
        );
        prop_assert_eq!(
            bundle::decode(&bytes, width + 1),
            Err(BundleError::Lines { expected: width + 1, found: lines.len() })
        );
    }
}

#[test]
fn bundles_have_the_bytes_of_the_specification() {
    assert_eq!(
        bundle::encode(&["a", "", "bc"]).unwrap(),
        [0, 1, b'a', 0, 0, 0, 2, b'b', b'c']
    );
    let longest = vec![b'x'; 65_535];
    let bytes = bundle::encode(&[&longest]).unwrap();
    assert_eq!(bytes[..3], [255, 255, b'x']);
    assert_eq!(bundle::decode(&bytes, 1), Ok(vec![&longest[..]]));
    let (position, length) = (1, 65_536);
    assert_eq!(
        bundle::encode(&[&longest, &vec![b'x'; length]]),
        Err(BundleError::TooLong { position, length })
    );
    assert_eq!(bundle::encode::<&str>(&[]), Err(BundleError::Width { found: 0 }));
    assert_eq!(
        bundle::encode(&["a"; 257]),
        Err(BundleError::Width { found: 257 })
    );
    assert_eq!(
        bundle::decode(&[0, 1, b'a', 0], 2),
        Err(BundleError::Truncated { position: 1 })
    );
    assert_eq!(
        bundle::decode(&[], 1),
        Err(BundleError::Lines {
            expected: 1,
            found: 0
        })
    );
}
