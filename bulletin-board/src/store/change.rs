//! What is written, each change in one transaction.

use super::{Head, NewLine, StoreError, StoredCheckpoint, StoredCosignature, headless, rows::Rows};
use crate::faults::step;
use ostrakon_crypto::hash::Hash;
use ostrakon_record::tlog::{Frontier, NodeHash};
use std::slice;

/// Hashes in a full tile.
const TILE: u64 = 256;

/// Something to be written, all of it or nothing.
#[derive(Clone, Copy)]
pub(super) enum Change<'a> {
    /// An election and its line 0.
    Create {
        election: &'a Hash,
        line: &'a NewLine<'a>,
    },
    /// Lines.
    Append {
        election: &'a Hash,
        lines: &'a [NewLine<'a>],
    },
    /// Head and tree of a log whose lines are there.
    Fill { election: &'a Hash },
    /// A checkpoint.
    Checkpoint {
        election: &'a Hash,
        checkpoint: &'a StoredCheckpoint,
    },
    /// Cosignatures.
    Cosign {
        election: &'a Hash,
        cosignatures: &'a [StoredCosignature],
    },
}

impl Change<'_> {
    /// Makes the change in an open transaction.
    pub(super) async fn apply<R: Rows>(&self, rows: &mut R) -> Result<(), StoreError> {
        match *self {
            Self::Create { election, line } => {
                rows.insert_election(election).await?;
                step!("create-election");
                rows.insert_head(election, &Head::START).await?;
                step!("create-head");
                append(rows, election, slice::from_ref(line)).await
            }
            Self::Append { election, lines } => append(rows, election, lines).await,
            Self::Fill { election } => fill(rows, election).await,
            Self::Checkpoint { election, checkpoint } => save(rows, election, checkpoint).await,
            Self::Cosign {
                election,
                cosignatures,
            } => {
                for cosignature in cosignatures {
                    rows.insert_cosignature(election, cosignature).await?;
                }
                step!("cosign-inserted");
                Ok(())
            }
        }
    }
}

async fn append<R: Rows>(rows: &mut R, election: &Hash, lines: &[NewLine<'_>]) -> Result<(), StoreError> {
    let (Some(first), Some(last)) = (lines.first(), lines.last()) else {
        return Ok(());
    };
    let head = rows
        .locked_head(election)
        .await?
        .ok_or_else(|| headless(election))?;
    if first.entry.seq() != head.size() || *first.entry.prev() != head.last {
        return Err(StoreError::Behind {
            election: *election,
            seq: first.entry.seq(),
            size: head.size(),
        });
    }
    step!("append-locked");
    rows.insert_entries(election, lines).await?;
    step!("append-entries");
    let leaves = lines
        .iter()
        .map(|new| NodeHash::of_leaf(new.line.as_bytes()))
        .collect();
    let mut frontier = head.frontier;
    grow(rows, election, &mut frontier, leaves).await?;
    step!("append-tree");
    let last = *last.entry.hash();
    rows.update_head(election, &Head { last, frontier }).await?;
    step!("append-head");
    Ok(())
}

async fn fill<R: Rows>(rows: &mut R, election: &Hash) -> Result<(), StoreError> {
    rows.insert_head(election, &Head::START).await?;
    let Head {
        mut last,
        mut frontier,
    } = Head::START;
    loop {
        let lines = rows.lines(election, frontier.size(), Frontier::LARGEST).await?;
        let Some(line) = lines.iter().last() else { break };
        last = Hash::of(line.as_bytes());
        let leaves = lines
            .iter()
            .map(|line| NodeHash::of_leaf(line.as_bytes()))
            .collect();
        grow(rows, election, &mut frontier, leaves).await?;
    }
    if frontier.size() == 0 {
        return Ok(());
    }
    rows.update_head(election, &Head { last, frontier }).await
}

/// Adds leaves to the tree and stores every tile that they fill.
async fn grow<R: Rows>(
    rows: &mut R,
    election: &Hash,
    frontier: &mut Frontier,
    leaves: Vec<NodeHash>,
) -> Result<(), StoreError> {
    let mut size = frontier.size();
    frontier.extend(leaves.iter().copied());
    let mut new = leaves;
    for level in 0u8.. {
        let added = u64::try_from(new.len()).map_err(|_| StoreError::Range)?;
        let full = size / TILE;
        if (size + added) / TILE == full {
            break;
        }
        // Of the tile that was not full, and so not stored.
        let mut hashes = hashes(rows, election, level, full * TILE, size).await?;
        hashes.append(&mut new);
        for (number, tile) in (full..).zip(hashes.chunks_exact(256)) {
            let root = tile.iter().copied().collect::<Frontier>().root();
            rows.insert_tile(election, level, number, tile, &root).await?;
            step!("append-tile");
            new.push(root);
        }
        size = full;
    }
    Ok(())
}

/// Hashes `from` to `to` − 1 of a level of tiles.
pub(super) async fn hashes<R: Rows>(
    rows: &mut R,
    election: &Hash,
    level: u8,
    from: u64,
    to: u64,
) -> Result<Vec<NodeHash>, StoreError> {
    let mut hashes = Vec::new();
    let mut next = from;
    while next < to {
        let page: Vec<NodeHash> = match level.checked_sub(1) {
            None => {
                let lines = rows.lines(election, next, to).await?;
                lines
                    .iter()
                    .map(|line| NodeHash::of_leaf(line.as_bytes()))
                    .collect()
            }
            Some(below) => rows.tile_roots(election, below, next, to).await?,
        };
        if page.is_empty() {
            return Err(StoreError::Damaged {
                election: *election,
                seq: next,
                reason: format!("what level {level} of its tree is made of is missing"),
            });
        }
        next += u64::try_from(page.len()).map_err(|_| StoreError::Range)?;
        hashes.extend(page);
    }
    Ok(hashes)
}

async fn save<R: Rows>(
    rows: &mut R,
    election: &Hash,
    checkpoint: &StoredCheckpoint,
) -> Result<(), StoreError> {
    // Whoever writes about this log waits for us.
    rows.locked_head(election)
        .await?
        .ok_or_else(|| headless(election))?;
    step!("publish-locked");
    match rows.newest_checkpoint(election).await? {
        Some(newest) if newest == *checkpoint => Ok(()),
        Some(newest) if newest.size >= checkpoint.size => Err(StoreError::Checkpoint {
            election: *election,
            size: checkpoint.size,
            newest: newest.size,
        }),
        _ => {
            rows.insert_checkpoint(election, checkpoint).await?;
            step!("publish-inserted");
            Ok(())
        }
    }
}
