//! Making evidence from a record and what others hold of its log.

use super::{Evidence, Promise};
use crate::{
    receipt::Receipt,
    tlog::{
        Frontier, NodeHash,
        checkpoint::{CheckpointError, UnverifiedCheckpoint},
        proof::{consistency_proof, consistency_reads, inclusion_proof, inclusion_reads},
        subtrees::Subtrees,
    },
    verify::Testimony,
};
use std::collections::BTreeMap;

/// Looks for promises that a log has broken, while its lines pass.
#[derive(Debug)]
pub struct Investigation {
    /// The record's newest checkpoint.
    newest: UnverifiedCheckpoint,
    note: String,
    receipts: Vec<Receipt>,
    /// Older ones from elsewhere, and their notes.
    older: Vec<(UnverifiedCheckpoint, String)>,
    tree: Frontier,
    subtrees: Subtrees,
    manifest: Option<String>,
    /// Lines that receipts name.
    lines: BTreeMap<u64, String>,
    /// Roots at the sizes of the older checkpoints.
    roots: BTreeMap<u64, NodeHash>,
}

impl Investigation {
    /// Investigates what others hold against a published checkpoint of no more lines than the record has.
    ///
    /// # Errors
    /// If that is no checkpoint.
    pub fn new(newest: &str, testimony: &Testimony) -> Result<Self, CheckpointError> {
        let note = newest.to_owned();
        let newest: UnverifiedCheckpoint = newest.parse()?;
        let size = newest.checkpoint().size;
        let mut receipts = testimony.receipts.clone();
        receipts.retain(|receipt| receipt.seq < size);
        let older: Vec<_> = testimony
            .notes()
            .filter_map(|note| Some((note.parse::<UnverifiedCheckpoint>().ok()?, note.to_owned())))
            .filter(|(older, _)| older.checkpoint().size <= size)
            .collect();
        // What has a place in the tree can be read in it.
        let places = receipts
            .iter()
            .filter_map(|receipt| inclusion_reads(receipt.seq, size).ok());
        let beginnings = older
            .iter()
            .filter_map(|(older, _)| consistency_reads(older.checkpoint().size, size).ok());
        let subtrees = Subtrees::new(places.chain(beginnings).flatten());
        Ok(Self {
            newest,
            note,
            receipts,
            older,
            tree: Frontier::new(),
            subtrees,
            manifest: None,
            lines: BTreeMap::new(),
            roots: BTreeMap::from([(0, NodeHash::EMPTY)]),
        })
    }

    /// Takes the next line of the record, without its newline.
    pub fn line(&mut self, bytes: &[u8]) {
        let seq = self.tree.size();
        let text = || core::str::from_utf8(bytes).ok().map(str::to_owned);
        if seq == 0 {
            self.manifest = text();
        }
        if self.receipts.iter().any(|receipt| receipt.seq == seq) {
            self.lines.extend(text().map(|line| (seq, line)));
        }
        let leaf = NodeHash::of_leaf(bytes);
        self.tree.push(leaf);
        self.subtrees.push(leaf);
        let size = self.tree.size();
        if self
            .older
            .iter()
            .any(|(older, _)| older.checkpoint().size == size)
        {
            self.roots.insert(size, self.tree.root());
        }
    }

    /// All evidence that there is; each verifies.
    #[must_use]
    pub fn finish(self) -> Vec<Evidence> {
        let Some(manifest) = self.manifest else {
            return Vec::new();
        };
        let size = self.newest.checkpoint().size;
        let read = |level, index| self.subtrees.hash(level, index).ok_or(());
        let receipts = self.receipts.iter().filter_map(|receipt| {
            let promise = Promise::Receipt {
                receipt: *receipt,
                line: self.lines.get(&receipt.seq)?.clone(),
            };
            Some((promise, inclusion_proof(receipt.seq, size, read).ok()?))
        });
        let older = self.older.iter().filter_map(|(older, note)| {
            let older = older.checkpoint().size;
            let promise = Promise::Checkpoint {
                checkpoint: note.clone(),
                root: *self.roots.get(&older)?,
            };
            Some((promise, consistency_proof(older, size, read).ok()?))
        });
        receipts
            .chain(older)
            .map(|(promise, proof)| Evidence {
                manifest: manifest.clone(),
                promise,
                checkpoint: self.note.clone(),
                proof,
            })
            .filter(|evidence| evidence.verify().is_ok())
            .collect()
    }
}
