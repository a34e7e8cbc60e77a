//! The stored tree: computed anew from the lines, and read for proofs.

use crate::store::{Head, Page, Store, StoreError, StoredCheckpoint};
use ostrakon_crypto::hash::Hash;
use ostrakon_record::tlog::{
    Frontier, NodeHash,
    proof::{self, PlaceError},
};
use std::collections::HashMap;

/// Hashes in a full tile.
const TILE: u64 = 256;

/// What the lines in storage say about the tree and about what was signed.
#[derive(Clone, Debug)]
pub(crate) struct Recounted {
    /// Of the tree over all lines.
    pub(crate) frontier: Frontier,
    /// The newest checkpoint that was signed, which is of these lines.
    pub(crate) newest: Option<StoredCheckpoint>,
}

impl Recounted {
    /// Of no lines.
    pub(crate) const NOTHING: Self = Self {
        frontier: Frontier::new(),
        newest: None,
    };
}

/// The tree, computed anew line by line and held against what is stored about it.
pub(crate) struct Recount {
    election: Hash,
    head: Head,
    newest: Option<StoredCheckpoint>,
    frontier: Frontier,
}

impl Recount {
    /// Reads what is stored about the tree.
    pub(crate) async fn begin(store: &Store, election: &Hash) -> Result<Self, StoreError> {
        // In this order: checkpoints that are signed in the meantime do not matter, they are of more lines.
        let newest = store.newest_checkpoint(election).await?;
        Ok(Self {
            election: *election,
            head: store.head(election).await?,
            newest,
            frontier: Frontier::new(),
        })
    }

    /// Computes the tree of the lines up to the head that is stored now.
    pub(crate) async fn of_head(store: &Store, election: &Hash) -> Result<Recounted, StoreError> {
        let mut recount = Self::begin(store, election).await?;
        while recount.frontier.size() < recount.head.size() {
            let from = recount.frontier.size();
            for line in lines(store, election, from, recount.head.size()).await?.iter() {
                recount.push(line.as_bytes())?;
            }
        }
        recount.finish()
    }

    /// Number of lines that are to be added.
    pub(crate) const fn size(&self) -> u64 {
        self.head.size()
    }

    /// Adds a line, without its newline.
    pub(crate) fn push(&mut self, line: &[u8]) -> Result<(), StoreError> {
        self.frontier.push(NodeHash::of_leaf(line));
        match &self.newest {
            Some(newest) if newest.size == self.frontier.size() && newest.root != self.frontier.root() => {
                Err(self.damaged("the log's key has signed a checkpoint of other lines"))
            }
            _ => Ok(()),
        }
    }

    /// After the last line.
    pub(crate) fn finish(self) -> Result<Recounted, StoreError> {
        if self.frontier != self.head.frontier {
            return Err(self.damaged("the stored tree is not that of the lines"));
        }
        if self
            .newest
            .as_ref()
            .is_some_and(|newest| newest.size > self.frontier.size())
        {
            return Err(self.damaged("the log's key has signed a checkpoint of more lines than there are"));
        }
        Ok(Recounted {
            frontier: self.frontier,
            newest: self.newest,
        })
    }

    fn damaged(&self, reason: &str) -> StoreError {
        StoreError::Damaged {
            election: self.election,
            seq: self.frontier.size().saturating_sub(1),
            reason: reason.to_owned(),
        }
    }
}

/// Some of the lines from `from`, before `to`; at least one, so that whoever asks for the rest comes to an end.
pub(crate) async fn lines(store: &Store, election: &Hash, from: u64, to: u64) -> Result<Page, StoreError> {
    let page = store.page(election, from, to).await?;
    if page.is_empty() {
        return Err(StoreError::Damaged {
            election: *election,
            seq: from,
            reason: "committed lines are missing".to_owned(),
        });
    }
    Ok(page)
}

/// A proof that cannot be made.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub(crate) enum TreeError {
    /// There is nothing to prove.
    #[error(transparent)]
    Place(#[from] PlaceError),
    /// The tree cannot be read.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Proof that a line is in the tree of `size` lines.
pub(crate) async fn inclusion_proof(
    store: &Store,
    election: &Hash,
    index: u64,
    size: u64,
) -> Result<Vec<NodeHash>, TreeError> {
    let known = subtrees(store, election, proof::inclusion_reads(index, size)?).await?;
    let proof = proof::inclusion_proof(index, size, |level, index| read(&known, level, index));
    Ok(proof.map_err(|_| StoreError::Range)?)
}

/// Proof that the tree of `new` lines begins with the `old` lines of an earlier one.
pub(crate) async fn consistency_proof(
    store: &Store,
    election: &Hash,
    old: u64,
    new: u64,
) -> Result<Vec<NodeHash>, TreeError> {
    let known = subtrees(store, election, proof::consistency_reads(old, new)?).await?;
    let proof = proof::consistency_proof(old, new, |level, index| read(&known, level, index));
    Ok(proof.map_err(|_| StoreError::Range)?)
}

/// Root of the tree of the first `size` lines.
pub(crate) async fn root(store: &Store, election: &Hash, size: u64) -> Result<NodeHash, StoreError> {
    let mut hashes = Vec::new();
    for level in (0..u64::BITS).rev().filter(|level| size >> level & 1 == 1) {
        let level = u8::try_from(level).map_err(|_| StoreError::Range)?;
        // After all larger ones.
        hashes.push(subtree(store, election, level, (size >> level) - 1).await?);
    }
    let frontier = Frontier::from_parts(size, hashes).map_err(|_| StoreError::Range)?;
    Ok(frontier.root())
}

type Subtrees = HashMap<(u8, u64), NodeHash>;

fn read(known: &Subtrees, level: u8, index: u64) -> Result<NodeHash, StoreError> {
    known.get(&(level, index)).copied().ok_or(StoreError::Range)
}

async fn subtrees(store: &Store, election: &Hash, places: Vec<(u8, u64)>) -> Result<Subtrees, StoreError> {
    let mut known = Subtrees::with_capacity(places.len());
    for (level, index) in places {
        known.insert((level, index), subtree(store, election, level, index).await?);
    }
    Ok(known)
}

/// Hash of a perfect subtree of 2^level lines.
async fn subtree(store: &Store, election: &Hash, level: u8, index: u64) -> Result<NodeHash, StoreError> {
    let count = 1u64 << (level % 8);
    let from = index.checked_mul(count).ok_or(StoreError::Range)?;
    let leaves = tile_hashes(store, election, level / 8, from, count).await?;
    Ok(leaves.into_iter().collect::<Frontier>().root())
}

/// `count` hashes of a level of tiles, all of one tile.
pub(crate) async fn tile_hashes(
    store: &Store,
    election: &Hash,
    level: u8,
    from: u64,
    count: u64,
) -> Result<Vec<NodeHash>, StoreError> {
    let Some(tile) = store.tile(election, level, from / TILE).await? else {
        return store
            .hashes(election, level, from, from.saturating_add(count))
            .await;
    };
    let size = |number: u64| usize::try_from(number).map_err(|_| StoreError::Range);
    let (hashes, _) = tile.as_chunks::<32>();
    Ok(hashes
        .iter()
        .skip(size(from % TILE)?)
        .take(size(count)?)
        .copied()
        .map(NodeHash::from_bytes)
        .collect())
}
