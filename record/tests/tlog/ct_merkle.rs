//! The crate ct-merkle and ours accept each other's proofs.

use crate::perfect;
use ct_merkle::{ConsistencyProof, InclusionProof, mem_backed_tree::MemoryBackedTree};
use ostrakon_record::tlog::{
    NodeHash,
    proof::{consistency_proof, inclusion_proof, verify_consistency, verify_inclusion},
};
use sha2_of_ct_merkle::Sha256;

const SIZE: usize = 130;

fn to_ours(digests: &[u8]) -> Vec<NodeHash> {
    let chunks = digests.chunks_exact(32);
    assert!(chunks.remainder().is_empty());
    chunks
        .map(|bytes| NodeHash::from_bytes(bytes.try_into().unwrap()))
        .collect()
}

fn to_theirs(proof: &[NodeHash]) -> Vec<u8> {
    proof.iter().flat_map(|hash| *hash.as_bytes()).collect()
}

#[test]
fn proofs_are_the_same() {
    let lines: Vec<String> = (0..SIZE).map(|index| format!("line {index}")).collect();
    let hashes: Vec<NodeHash> = lines
        .iter()
        .map(|line| NodeHash::of_leaf(line.as_bytes()))
        .collect();
    let read = perfect(&hashes);
    let mut tree = MemoryBackedTree::<Sha256, String>::new();
    let mut roots = Vec::new();
    for line in &lines {
        tree.push(line.clone());
        let their_root = tree.root();
        let root = to_ours(their_root.as_bytes())[0];
        let size = tree.len();
        for (position, line) in lines[..=roots.len()].iter().enumerate() {
            let index = u64::try_from(position).unwrap();
            let ours = inclusion_proof(index, size, &read).unwrap();
            let theirs = tree.prove_inclusion(position);
            assert_eq!(ours, to_ours(theirs.as_bytes()), "{index} in {size}");
            assert_eq!(
                verify_inclusion(&hashes[position], index, size, &ours, &root),
                Ok(())
            );
            let proof = InclusionProof::try_from_bytes(to_theirs(&ours)).unwrap();
            their_root.verify_inclusion(line, index, &proof).unwrap();
        }
        roots.push(their_root);
        for (position, old_root) in roots.iter().enumerate() {
            let old = old_root.num_leaves();
            let ours = consistency_proof(old, size, &read).unwrap();
            let theirs = tree.prove_consistency(roots.len() - 1 - position);
            assert_eq!(ours, to_ours(theirs.as_bytes()), "{old} to {size}");
            assert_eq!(
                verify_consistency(old, &to_ours(old_root.as_bytes())[0], size, &root, &ours),
                Ok(())
            );
            let proof = ConsistencyProof::try_from_bytes(to_theirs(&ours)).unwrap();
            roots[roots.len() - 1]
                .verify_consistency(old_root, &proof)
                .unwrap();
        }
    }
}
