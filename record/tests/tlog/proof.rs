//! Inclusion and consistency proofs.

use crate::{defined_root, leaf, leaves, perfect, root};
use core::convert::Infallible;
use ostrakon_record::tlog::{
    Frontier, NodeHash,
    proof::{
        PlaceError, ProofError, ProveError, consistency_proof, consistency_reads, inclusion_proof,
        inclusion_reads, verify_consistency, verify_inclusion,
    },
};
use proptest::prelude::*;

const SIZE: u64 = 320;

fn split(leaves: &[NodeHash]) -> usize {
    leaves.len().next_power_of_two() / 2
}

/// PATH of RFC 6962 §2.1.1, as it is written there.
fn defined_path(index: usize, leaves: &[NodeHash]) -> Vec<NodeHash> {
    if leaves.len() == 1 {
        return Vec::new();
    }
    let (left, right) = leaves.split_at(split(leaves));
    let (mut path, sibling) = if index < left.len() {
        (defined_path(index, left), right)
    } else {
        (defined_path(index - left.len(), right), left)
    };
    path.push(defined_root(sibling));
    path
}

/// SUBPROOF of RFC 6962 §2.1.2, as it is written there.
fn defined_subproof(old: usize, leaves: &[NodeHash], known: bool) -> Vec<NodeHash> {
    if old == leaves.len() {
        return if known {
            Vec::new()
        } else {
            vec![defined_root(leaves)]
        };
    }
    let (left, right) = leaves.split_at(split(leaves));
    let (mut proof, sibling) = if old <= left.len() {
        (defined_subproof(old, left, known), right)
    } else {
        (defined_subproof(old - left.len(), right, false), left)
    };
    proof.push(defined_root(sibling));
    proof
}

fn flip(hash: NodeHash, bit: usize) -> NodeHash {
    let mut bytes = *hash.as_bytes();
    bytes[bit / 8] ^= 1 << (bit % 8);
    NodeHash::from_bytes(bytes)
}

#[test]
fn proofs_have_the_lengths_of_the_check_values() {
    let read = perfect(&leaves(300));
    let inclusion = inclusion_proof(77, 300, &read).unwrap();
    assert_eq!(inclusion.len(), 9);
    assert_eq!(
        verify_inclusion(&leaf(77), 77, 300, &inclusion, &root(300)),
        Ok(())
    );
    let consistency = consistency_proof(256, 300, &read).unwrap();
    assert_eq!(consistency.len(), 1);
    assert_eq!(
        verify_consistency(256, &root(256), 300, &root(300), &consistency),
        Ok(())
    );
}

#[test]
fn every_inclusion_proof_is_the_definition_and_verifies() {
    let leaves = leaves(SIZE);
    let read = perfect(&leaves);
    for size in 1..=SIZE {
        let tree = &leaves[..usize::try_from(size).unwrap()];
        let root = defined_root(tree);
        for index in 0..size {
            let proof = inclusion_proof(index, size, &read).unwrap();
            let position = usize::try_from(index).unwrap();
            assert_eq!(proof, defined_path(position, tree), "{index} in {size}");
            assert_eq!(
                verify_inclusion(&tree[position], index, size, &proof, &root),
                Ok(()),
                "{index} in {size}"
            );
        }
    }
}

#[test]
fn every_consistency_proof_is_the_definition_and_verifies() {
    let leaves = leaves(SIZE);
    let read = perfect(&leaves);
    let roots: Vec<NodeHash> = (0..=SIZE).map(root).collect();
    for new in 0..=SIZE {
        let position = usize::try_from(new).unwrap();
        for old in 0..=new {
            let proof = consistency_proof(old, new, &read).unwrap();
            let before = usize::try_from(old).unwrap();
            if old > 0 {
                assert_eq!(
                    proof,
                    defined_subproof(before, &leaves[..position], true),
                    "{old} to {new}"
                );
            }
            assert_eq!(
                verify_consistency(old, &roots[before], new, &roots[position], &proof),
                Ok(()),
                "{old} to {new}"
            );
        }
    }
}

#[test]
fn places_outside_the_tree_have_no_proof() {
    let read = perfect(&leaves(8));
    for (index, size) in [(0, 0), (8, 8), (u64::MAX, 8), (u64::MAX, u64::MAX)] {
        let place = PlaceError::Index { index, size };
        assert_eq!(inclusion_proof(index, size, &read), Err(ProveError::Place(place)));
        assert_eq!(
            verify_inclusion(&leaf(0), index, size, &[], &leaf(0)),
            Err(ProofError::Place(place))
        );
    }
    for (old, new) in [(1, 0), (9, 8), (u64::MAX, 8)] {
        let place = PlaceError::Order { old, new };
        assert_eq!(consistency_proof(old, new, &read), Err(ProveError::Place(place)));
        assert_eq!(
            verify_consistency(old, &leaf(0), new, &leaf(0), &[]),
            Err(ProofError::Place(place))
        );
    }
}

#[test]
fn every_tree_continues_the_empty_one_and_itself() {
    let [empty, three, wrong] = [NodeHash::EMPTY, root(3), leaf(9)];
    assert_eq!(verify_consistency(0, &empty, 0, &empty, &[]), Ok(()));
    assert_eq!(verify_consistency(0, &empty, 3, &three, &[]), Ok(()));
    assert_eq!(verify_consistency(3, &three, 3, &three, &[]), Ok(()));
    assert_eq!(
        verify_consistency(0, &wrong, 3, &three, &[]),
        Err(ProofError::OldRoot)
    );
    assert_eq!(
        verify_consistency(0, &empty, 0, &wrong, &[]),
        Err(ProofError::NewRoot)
    );
    assert_eq!(
        verify_consistency(3, &three, 3, &wrong, &[]),
        Err(ProofError::NewRoot)
    );
    for (old, old_root) in [(0, &empty), (3, &three)] {
        assert_eq!(
            verify_consistency(old, old_root, 3, &three, &[leaf(0)]),
            Err(ProofError::Length {
                expected: 0,
                found: 1
            })
        );
    }
}

#[test]
fn what_cannot_be_read_is_named() {
    let read = |level, index| if level == 3 { Err("disk") } else { Ok(leaf(index)) };
    let error = inclusion_proof(0, 16, read).unwrap_err();
    assert_eq!(error.to_string(), "hash 1 of level 3 of the tree: disk");
}

/// Nobody can make the verifier overflow or run long.
#[test]
fn the_largest_sizes_verify_like_others() {
    let hashes: Vec<NodeHash> = (0..64).map(leaf).collect();
    for (index, size) in [
        (0, u64::MAX),
        (u64::MAX - 1, u64::MAX),
        (1 << 62, Frontier::LARGEST),
    ] {
        let length = inclusion_proof(index, size, |_, index| Ok::<_, Infallible>(leaf(index)))
            .unwrap()
            .len();
        assert_eq!(
            verify_inclusion(&leaf(0), index, size, &hashes[..length], &leaf(0)),
            Err(ProofError::Root)
        );
    }
    let proof = consistency_proof(u64::MAX - 1, u64::MAX, |_, index| {
        Ok::<_, Infallible>(leaf(index))
    })
    .unwrap();
    assert_eq!(
        verify_consistency(u64::MAX - 1, &leaf(0), u64::MAX, &leaf(0), &proof),
        Err(ProofError::OldRoot)
    );
}

proptest! {
    #[test]
    fn a_changed_inclusion_proof_fails(
        size in 2u64..400,
        index in any::<prop::sample::Index>(),
        other in any::<prop::sample::Index>(),
        which in any::<prop::sample::Index>(),
        bit in 0usize..256,
    ) {
        let index = u64::try_from(index.index(usize::try_from(size).unwrap())).unwrap();
        let root = root(size);
        let proof = inclusion_proof(index, size, perfect(&leaves(size))).unwrap();
        let verify = |leaf, index, proof: &[NodeHash], root| verify_inclusion(&leaf, index, size, proof, &root);
        prop_assert_eq!(verify(leaf(index), index, &proof, root), Ok(()));

        let mut changed = proof.clone();
        let which = which.index(proof.len());
        changed[which] = flip(changed[which], bit);
        prop_assert_eq!(verify(leaf(index), index, &changed, root), Err(ProofError::Root));
        prop_assert_eq!(verify(flip(leaf(index), bit), index, &proof, root), Err(ProofError::Root));
        prop_assert_eq!(verify(leaf(index), index, &proof, flip(root, bit)), Err(ProofError::Root));

        let other = u64::try_from(other.index(usize::try_from(size).unwrap())).unwrap();
        if other != index {
            prop_assert!(verify(leaf(index), other, &proof, root).is_err());
        }
        changed = proof.clone();
        changed.push(root);
        let length = |found| Err(ProofError::Length { expected: proof.len(), found });
        prop_assert_eq!(verify(leaf(index), index, &changed, root), length(proof.len() + 1));
        prop_assert_eq!(verify(leaf(index), index, &proof[1..], root), length(proof.len() - 1));
    }

    #[test]
    fn a_changed_consistency_proof_fails(
        old in 1u64..300,
        more in 1u64..150,
        which in any::<prop::sample::Index>(),
        bit in 0usize..256,
    ) {
        let new = old + more;
        let (old_root, new_root) = (root(old), root(new));
        let proof = consistency_proof(old, new, perfect(&leaves(new))).unwrap();
        let verify = |old_root, new_root, proof: &[NodeHash]| {
            verify_consistency(old, &old_root, new, &new_root, proof)
        };
        prop_assert_eq!(verify(old_root, new_root, &proof), Ok(()));

        let mut changed = proof.clone();
        let which = which.index(proof.len());
        changed[which] = flip(changed[which], bit);
        prop_assert!(verify(old_root, new_root, &changed).is_err());
        prop_assert!(verify(flip(old_root, bit), new_root, &proof).is_err());
        prop_assert_eq!(verify(old_root, flip(new_root, bit), &proof), Err(ProofError::NewRoot));

        changed = proof.clone();
        changed.push(new_root);
        let length = |found| Err(ProofError::Length { expected: proof.len(), found });
        prop_assert_eq!(verify(old_root, new_root, &changed), length(proof.len() + 1));
        prop_assert_eq!(verify(old_root, new_root, &proof[1..]), length(proof.len() - 1));
    }

    #[test]
    fn the_announced_reads_are_those_of_the_proof(size in 1u64..100_000, part in any::<prop::sample::Index>()) {
        let part = u64::try_from(part.index(usize::try_from(size).unwrap())).unwrap();
        let mut seen = Vec::new();
        inclusion_proof(part, size, |level, index| {
            seen.push((level, index));
            Ok::<_, Infallible>(NodeHash::EMPTY)
        })
        .unwrap();
        let mut announced = inclusion_reads(part, size).unwrap();
        announced.sort_unstable();
        seen.sort_unstable();
        prop_assert_eq!(announced, seen);

        let mut seen = Vec::new();
        consistency_proof(part, size, |level, index| {
            seen.push((level, index));
            Ok::<_, Infallible>(NodeHash::EMPTY)
        })
        .unwrap();
        let mut announced = consistency_reads(part, size).unwrap();
        announced.sort_unstable();
        seen.sort_unstable();
        prop_assert_eq!(announced, seen);
    }
}
