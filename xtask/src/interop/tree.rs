//! The log's Merkle tree.

use super::Peer;
use crate::{failure::Failure, say};
use anyhow::{Context as _, Result, ensure};
use data_encoding::BASE64;
use ostrakon_record::tlog::{
    Frontier, NodeHash, TilePath, bundle,
    proof::{consistency_proof, inclusion_proof, verify_consistency, verify_inclusion},
    tile::{self, Content, subtree_hash, tiles_between},
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A small tree with many proofs, and one with three levels of tiles.
const SMALL: Places = Places {
    size: 300,
    sizes: &[1, 2, 3, 4, 5, 7, 8, 9, 77, 128, 255, 256, 257, 300],
    step: 1,
};
const LARGE: Places = Places {
    size: 66_000,
    sizes: &[65_535, 65_536, 65_537, 66_000],
    step: 4_093,
};
/// One proof of so many is forged.
const FORGED: usize = 13;

/// What is proven about a tree.
struct Places {
    size: u64,
    /// The sizes whose proofs are made.
    sizes: &'static [u64],
    /// From one leaf, or older size, to the next.
    step: usize,
}

#[derive(Serialize, Deserialize)]
struct Root {
    size: u64,
    root: NodeHash,
}

#[derive(Clone, Serialize, Deserialize)]
struct Inclusion {
    index: u64,
    size: u64,
    proof: Vec<NodeHash>,
}

#[derive(Clone, Serialize, Deserialize)]
struct Consistency {
    old: u64,
    new: u64,
    proof: Vec<NodeHash>,
}

#[derive(Default, Serialize, Deserialize)]
struct Proofs {
    inclusion: Vec<Inclusion>,
    consistency: Vec<Consistency>,
}

#[derive(Serialize, Deserialize)]
struct Tree {
    roots: Vec<Root>,
    #[serde(flatten)]
    proofs: Proofs,
    /// Bytes by path, in base64.
    tiles: BTreeMap<String, String>,
}

#[derive(Serialize)]
struct Offer {
    lines: Vec<String>,
    #[serde(flatten)]
    tree: Tree,
    /// What nobody may accept.
    forged: Proofs,
}

pub(super) fn run() -> Result<()> {
    for places in [SMALL, LARGE] {
        let log = Log::new(places.size)?;
        let ours = log.offer(&places)?;
        for peer in Peer::ALL {
            let theirs: Tree = peer.exchange("tree", &ours)?;
            log.check(peer, &ours, &theirs)
                .map_err(|error| Failure::wrong(format!("{}: {error:#}", peer.name())))?;
            say::data(format_args!(
                "{}: the same {} roots, {} proofs and {} tiles of {} lines; {} forged proofs refused",
                peer.name(),
                theirs.roots.len(),
                theirs.proofs.inclusion.len() + theirs.proofs.consistency.len(),
                theirs.tiles.len(),
                places.size,
                ours.forged.inclusion.len() + ours.forged.consistency.len(),
            ));
        }
    }
    Ok(())
}

/// A log of ours.
struct Log {
    lines: Vec<String>,
    leaves: Vec<NodeHash>,
    /// The root of each size.
    roots: Vec<NodeHash>,
    tiles: BTreeMap<TilePath, Vec<u8>>,
}

impl Log {
    fn new(size: u64) -> Result<Self> {
        let lines: Vec<String> = (0..size).map(|index| format!("line {index}")).collect();
        let leaves: Vec<NodeHash> = lines
            .iter()
            .map(|line| NodeHash::of_leaf(line.as_bytes()))
            .collect();
        let mut frontier = Frontier::new();
        let mut roots = vec![frontier.root()];
        for leaf in &leaves {
            frontier.push(*leaf);
            roots.push(frontier.root());
        }
        let tiles = tiles(&lines, &leaves)?;
        Ok(Self {
            lines,
            leaves,
            roots,
            tiles,
        })
    }

    fn offer(&self, places: &Places) -> Result<Offer> {
        let last = places.size;
        let read = |tiles: &BTreeMap<TilePath, Vec<u8>>, level, index| {
            subtree_hash(level, index, last, |path| {
                tiles.get(path).ok_or("there is no such tile")
            })
        };
        let mut proofs = Proofs::default();
        for &size in places.sizes {
            for index in (0..size).step_by(places.step).chain([size - 1]) {
                let proof = inclusion_proof(index, size, |level, index| read(&self.tiles, level, index))?;
                proofs.inclusion.push(Inclusion { index, size, proof });
            }
            for old in (1..=size).step_by(places.step).chain([size]) {
                let proof = consistency_proof(old, size, |level, index| read(&self.tiles, level, index))?;
                proofs.consistency.push(Consistency {
                    old,
                    new: size,
                    proof,
                });
            }
        }
        let roots = (1_u64..).zip(self.roots.iter().skip(1));
        Ok(Offer {
            lines: self.lines.clone(),
            forged: self.forge(&proofs)?,
            tree: Tree {
                roots: roots
                    .filter(|(size, _)| places.step == 1 || places.sizes.contains(size))
                    .map(|(size, root)| Root { size, root: *root })
                    .collect(),
                proofs,
                tiles: encoded(self.tiles.iter()),
            },
        })
    }

    /// Changes some proofs in every way there is; our own verifier must refuse them all.
    fn forge(&self, honest: &Proofs) -> Result<Proofs> {
        let mut forged = Proofs::default();
        for honest in honest.inclusion.iter().step_by(FORGED) {
            for proof in forgeries(&honest.proof) {
                forged.inclusion.push(Inclusion { proof, ..*honest });
            }
            if honest.index + 1 < honest.size {
                forged.inclusion.push(Inclusion {
                    index: honest.index + 1,
                    ..honest.clone()
                });
            }
        }
        for honest in honest.consistency.iter().step_by(FORGED) {
            for proof in forgeries(&honest.proof) {
                forged.consistency.push(Consistency { proof, ..*honest });
            }
        }
        for proof in &forged.inclusion {
            ensure!(
                self.verify_inclusion(proof).is_err(),
                "our verifier accepts a forged inclusion of {} in {}",
                proof.index,
                proof.size
            );
        }
        for proof in &forged.consistency {
            ensure!(
                self.verify_consistency(proof).is_err(),
                "our verifier accepts a forged consistency of {} with {}",
                proof.new,
                proof.old
            );
        }
        Ok(forged)
    }

    /// Checks what a peer made of our lines.
    fn check(&self, peer: Peer, ours: &Offer, theirs: &Tree) -> Result<()> {
        let asked = (
            ours.tree.roots.len(),
            ours.tree.proofs.inclusion.len(),
            ours.tree.proofs.consistency.len(),
        );
        let answered = (
            theirs.roots.len(),
            theirs.proofs.inclusion.len(),
            theirs.proofs.consistency.len(),
        );
        ensure!(
            asked == answered,
            "{answered:?} roots and proofs instead of {asked:?}"
        );
        for theirs in &theirs.roots {
            let size = theirs.size;
            ensure!(self.root(size)? == theirs.root, "size {size}: another root");
        }
        for proof in &theirs.proofs.inclusion {
            self.verify_inclusion(proof)
                .with_context(|| format!("inclusion of {} in {}", proof.index, proof.size))?;
        }
        for proof in &theirs.proofs.consistency {
            self.verify_consistency(proof)
                .with_context(|| format!("consistency of {} with {}", proof.new, proof.old))?;
        }
        // Go has another format for lines.
        let comparable = self
            .tiles
            .iter()
            .filter(|(path, _)| peer != Peer::Go || path.content() != Content::Entries);
        ensure!(encoded(comparable) == theirs.tiles, "other tiles");
        Ok(())
    }

    fn root(&self, size: u64) -> Result<NodeHash> {
        let root = self.roots.get(usize::try_from(size)?);
        root.copied()
            .with_context(|| format!("there is no tree of size {size}"))
    }

    fn verify_inclusion(&self, proof: &Inclusion) -> Result<()> {
        let leaf = self.leaves.get(usize::try_from(proof.index)?);
        let leaf = leaf.with_context(|| format!("there is no leaf {}", proof.index))?;
        let root = self.root(proof.size)?;
        Ok(verify_inclusion(
            leaf,
            proof.index,
            proof.size,
            &proof.proof,
            &root,
        )?)
    }

    fn verify_consistency(&self, proof: &Consistency) -> Result<()> {
        let (old, new) = (self.root(proof.old)?, self.root(proof.new)?);
        Ok(verify_consistency(
            proof.old,
            &old,
            proof.new,
            &new,
            &proof.proof,
        )?)
    }
}

/// All tiles and entry bundles.
fn tiles(lines: &[String], leaves: &[NodeHash]) -> Result<BTreeMap<TilePath, Vec<u8>>> {
    let full = usize::from(tile::FULL);
    let mut levels = vec![leaves.to_vec()];
    while let Some(below) = levels.last().filter(|below| below.len() >= full) {
        let roots = below.chunks_exact(full);
        levels.push(
            roots
                .map(|tile| tile.iter().copied().collect::<Frontier>().root())
                .collect(),
        );
    }
    let size = u64::try_from(lines.len())?;
    tiles_between(0, size)
        .map(|path| {
            let first = usize::try_from(path.index())? * full;
            let part = first..first + usize::from(path.width());
            let missing = || format!("{path} is beyond the log");
            let bytes = match path.content() {
                Content::Hashes(level) => {
                    let hashes = levels.get(usize::from(level)).and_then(|hashes| hashes.get(part));
                    tile::encode(hashes.with_context(missing)?)?
                }
                Content::Entries => bundle::encode(lines.get(part).with_context(missing)?)?,
            };
            Ok((path, bytes))
        })
        .collect()
}

fn encoded<'a>(tiles: impl Iterator<Item = (&'a TilePath, &'a Vec<u8>)>) -> BTreeMap<String, String> {
    tiles
        .map(|(path, bytes)| (path.to_string(), BASE64.encode(bytes)))
        .collect()
}

/// A proof with a hash too many, without its last one, and with each hash damaged.
fn forgeries(proof: &[NodeHash]) -> Vec<Vec<NodeHash>> {
    let mut forged = vec![[proof, &[NodeHash::EMPTY]].concat()];
    if let Some((_, shorter)) = proof.split_last() {
        forged.push(shorter.to_vec());
    }
    for position in 0..proof.len() {
        let mut damaged = proof.to_vec();
        if let Some(hash) = damaged.get_mut(position) {
            *hash = NodeHash::of_leaf(hash.as_bytes());
        }
        forged.push(damaged);
    }
    forged
}
