//! Checkpoints, receipts and earlier copies, compared with the lines (docs/record.md §6, L2 to L5).

use super::{CheckId, Finding, Party, Seen, findings::Findings, timeline::Thinned};
use crate::{
    entry::Entry,
    evidence::log_of,
    manifest::Manifest,
    receipt::Receipt,
    tlog::{
        Frontier, NodeHash, Policy, SignedCheckpoint, VerifierKey, checkpoint::UnverifiedCheckpoint,
        note::NoteError, proof::verify_inclusion, tlog_proof::TlogProof,
    },
};
use ostrakon_crypto::{hash::Hash, signature::VerifyingKey};
use serde::Deserialize;
use std::collections::BTreeMap;

/// What others hold of a log, and what it must therefore agree with.
#[derive(Clone, Debug, Default)]
pub struct Testimony {
    /// Checkpoints from elsewhere, each a signed note.
    pub checkpoints: Vec<String>,
    /// The board's receipts.
    pub receipts: Vec<Receipt>,
    /// Proofs that a line is in the log, with their checkpoints.
    pub proofs: Vec<TlogProof>,
    /// Earlier copies of the record.
    pub copies: Vec<EarlierCopy>,
}

/// Where an earlier copy of the record ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EarlierCopy {
    /// Number of its lines.
    pub entries: u64,
    /// Hash of the last one.
    pub head: Hash,
}

impl Testimony {
    fn is_empty(&self) -> bool {
        self.checkpoints.is_empty()
            && self.receipts.is_empty()
            && self.proofs.is_empty()
            && self.copies.is_empty()
    }

    /// Adds what others hold.
    pub fn extend(&mut self, other: Self) {
        self.checkpoints.extend(other.checkpoints);
        self.receipts.extend(other.receipts);
        self.proofs.extend(other.proofs);
        self.copies.extend(other.copies);
    }

    /// All checkpoints: those of proofs, too.
    pub(crate) fn notes(&self) -> impl Iterator<Item = &str> {
        let proofs = self.proofs.iter().map(|proof| proof.checkpoint.as_str());
        self.checkpoints.iter().map(String::as_str).chain(proofs)
    }
}

/// Positions of the lines that witnesses must have seen.
#[derive(Clone, Copy, Debug)]
pub(super) struct Milestones {
    pub(super) closed: Option<u64>,
    pub(super) result: Option<u64>,
}

/// What is known of a line that somebody's testimony names.
#[derive(Clone, Copy, Debug)]
struct Named {
    line: Hash,
    body: Option<Hash>,
    leaf: NodeHash,
}

/// Builds the tree while the lines pass, and keeps of it only what is asked for.
#[derive(Debug)]
pub(super) struct Transparency {
    tree: Frontier,
    /// The log's key, under its name and by itself.
    log: Option<(VerifierKey, VerifyingKey)>,
    /// The next published checkpoint: the tree has not reached its size, or the log's key is not known.
    waiting: Option<UnverifiedCheckpoint>,
    /// Number of published checkpoints so far.
    published: u64,
    exhausted: bool,
    /// Whose cosignatures a checkpoint needs, if any.
    policy: Option<Policy>,
    /// Most lines that a checkpoint with enough of them covers.
    witnessed: u64,
    /// Size and root of the last one that was judged.
    last: Option<(u64, NodeHash)>,
    testimony: Testimony,
    /// Checkpoints from elsewhere that can be read.
    elsewhere: Vec<UnverifiedCheckpoint>,
    /// Roots at the sizes that these have, once the tree has been so large.
    roots: BTreeMap<u64, Option<NodeHash>>,
    /// Lines that receipts and copies name, once they have passed.
    named: BTreeMap<u64, Option<Named>>,
    /// Number of the lines of which an earlier run has proved something, and the root of their tree.
    proved: Option<(u64, NodeHash)>,
    seen: Thinned<Seen>,
    findings: Findings,
}

impl Transparency {
    pub(super) fn new(testimony: Testimony, proved: Option<(u64, NodeHash)>) -> Self {
        let mut transparency = Self {
            tree: Frontier::new(),
            log: None,
            waiting: None,
            published: 0,
            exhausted: false,
            policy: None,
            witnessed: 0,
            last: None,
            elsewhere: Vec::new(),
            roots: BTreeMap::new(),
            named: BTreeMap::new(),
            proved,
            seen: Thinned::default(),
            findings: Findings::default(),
            testimony,
        };
        for text in transparency.testimony.notes() {
            match text.parse::<UnverifiedCheckpoint>() {
                Ok(checkpoint) => transparency.elsewhere.push(checkpoint),
                Err(error) => transparency.findings.push(
                    CheckId::L5,
                    record_wide(format!("a checkpoint from elsewhere cannot be read: {error}")),
                ),
            }
        }
        let sizes = transparency
            .elsewhere
            .iter()
            .map(|known| (known.checkpoint().size, None));
        transparency.roots = sizes.chain(proved.map(|(lines, _)| (lines, None))).collect();
        if let Some(root) = transparency.roots.get_mut(&0) {
            *root = Some(NodeHash::EMPTY);
        }
        let receipts = transparency.testimony.receipts.iter().map(|receipt| receipt.seq);
        let copies = transparency.testimony.copies.iter();
        let ends = copies.filter_map(|copy| copy.entries.checked_sub(1));
        let proved = transparency.testimony.proofs.iter().map(|proof| proof.index);
        transparency.named = receipts
            .chain(ends)
            .chain(proved)
            .map(|seq| (seq, None))
            .collect();
        transparency
    }

    /// Whether the next published checkpoint is to be given before the next line.
    pub(super) const fn needs_checkpoint(&self) -> bool {
        !self.exhausted && self.waiting.is_none()
    }

    /// There are no more of them.
    pub(super) const fn exhaust(&mut self) {
        self.exhausted = true;
    }

    /// Takes the next published checkpoint.
    pub(super) fn checkpoint(&mut self, text: &str) {
        self.published = self.published.saturating_add(1);
        match text.parse::<UnverifiedCheckpoint>() {
            Ok(checkpoint) => self.waiting = Some(checkpoint),
            Err(error) => {
                let message = format!("published checkpoint {} cannot be read: {error}", self.published);
                self.findings.push(CheckId::L2, record_wide(message));
            }
        }
        self.judge();
    }

    /// Learns the log's key from line 0.
    pub(super) fn begin(&mut self, manifest: &Manifest) {
        // An origin that can name no key breaks P4; nothing can be signed under it.
        self.log = log_of(manifest).ok().map(|log| (log, manifest.log.key));
        // Where P4 fails nobody can tell whom to ask.
        let sound = manifest.problems().is_empty();
        let policy = manifest.policy().ok().filter(|_| sound);
        self.policy = policy.filter(|policy| policy.quorum().is_some());
        self.judge();
    }

    /// Takes the next line, without its newline.
    pub(super) fn line(&mut self, bytes: &[u8]) {
        let seq = self.tree.size();
        let leaf = NodeHash::of_leaf(bytes);
        if let Some(named) = self.named.get_mut(&seq) {
            *named = Some(Named {
                line: Hash::of(bytes),
                leaf,
                body: Entry::parse(bytes)
                    .ok()
                    .map(|entry| entry.submission().body_hash()),
            });
        }
        self.tree.push(leaf);
        if let Some(root) = self.roots.get_mut(&self.tree.size()) {
            *root = Some(self.tree.root());
        }
        self.judge();
    }

    /// Takes the next lines together, by the hashes of their subtrees. Gives false, and changes nothing, if so many lines do not
    /// have so many of them.
    pub(super) fn range(&mut self, lines: u64, subtrees: &[NodeHash]) -> bool {
        let fits = self.tree.append_range(lines, subtrees);
        if fits {
            if let Some(root) = self.roots.get_mut(&self.tree.size()) {
                *root = Some(self.tree.root());
            }
            self.judge();
        }
        fits
    }

    /// The tree's root if it grew by these lines.
    pub(super) fn with_range(&self, lines: u64, subtrees: &[NodeHash]) -> Option<NodeHash> {
        let mut tree = self.tree.clone();
        tree.append_range(lines, subtrees).then(|| tree.root())
    }

    /// Whether a published checkpoint ends between these lines.
    pub(super) fn waits_within(&self, first: u64, end: u64) -> bool {
        let size = self.waiting.as_ref().map(|waiting| waiting.checkpoint().size);
        size.is_some_and(|size| first < size && size < end)
    }

    /// Whether somebody's testimony names one of these lines, or a tree that ends between them.
    pub(super) fn asks_within(&self, first: u64, end: u64) -> bool {
        self.named.range(first..end).next().is_some()
            || self.roots.range(first.saturating_add(1)..end).next().is_some()
    }

    /// Judges the waiting checkpoint if the tree has reached its size.
    fn judge(&mut self) {
        let Some((log, _)) = &self.log else { return };
        let size = self.tree.size();
        let Some(unverified) = self.waiting.take_if(|waiting| waiting.checkpoint().size <= size) else {
            return;
        };
        let checkpoint = unverified.checkpoint().clone();
        let seq = checkpoint.size.checked_sub(1);
        let mut found = |check, by, message| self.findings.push(check, Finding { seq, by, message });
        let signed = match unverified.verify(log) {
            Ok(signed) => signed,
            Err(error) => {
                let message = format!("the checkpoint of size {}: {error}", checkpoint.size);
                return found(CheckId::L2, None, message);
            }
        };
        let board = Some(Party::Board);
        let root = match checkpoint.size {
            0 => NodeHash::EMPTY,
            _ => self.tree.root(),
        };
        match self.last {
            Some((last, _)) if checkpoint.size < last => {
                let message = format!(
                    "the checkpoint of size {} comes after one of size {last}",
                    checkpoint.size
                );
                found(CheckId::L3, board, message);
            }
            Some((last, other)) if checkpoint.size == last && checkpoint.root != other => {
                let message = format!(
                    "two checkpoints of size {last} have different roots: {other} and {}",
                    checkpoint.root
                );
                found(CheckId::L3, board, message);
            }
            _ if checkpoint.root != root => {
                let message = format!(
                    "the checkpoint of size {} has the root {}; that of the lines is {root}",
                    checkpoint.size, checkpoint.root
                );
                found(CheckId::L2, board, message);
            }
            _ => match self.policy.as_ref().map(|policy| cosigned(policy, &signed)) {
                Some(Ok(cosigned)) => {
                    if cosigned.quorum {
                        self.witnessed = self.witnessed.max(checkpoint.size);
                    }
                    if let Some(time) = cosigned.first {
                        let lines = checkpoint.size;
                        self.seen.push(|| Seen { lines, time });
                    }
                }
                Some(Err(error)) => {
                    let message = format!("the checkpoint of size {}: {error}", checkpoint.size);
                    found(CheckId::L4, None, message);
                }
                None => {}
            },
        }
        self.last = Some((checkpoint.size, checkpoint.root));
    }

    /// Root of the tree of all lines so far.
    pub(super) fn root(&self) -> NodeHash {
        self.tree.root()
    }

    /// Whether the lines so far begin with those of which an earlier run has proved something, if there was one.
    pub(super) fn continues_earlier_run(&self) -> bool {
        let same = |(lines, root): (u64, NodeHash)| self.roots.get(&lines).copied().flatten() == Some(root);
        self.proved.is_none_or(same)
    }

    /// When witnesses saw how many lines.
    pub(super) fn seen(&self) -> Vec<Seen> {
        self.seen.points().to_vec()
    }

    /// Which checks had something to check.
    pub(super) fn ran(&self, milestones: Milestones) -> Vec<CheckId> {
        let mut ran = Vec::new();
        if self.published > 0 {
            ran.extend([CheckId::L2, CheckId::L3]);
        }
        if self.policy.is_some() && milestones.closed.is_some() {
            ran.push(CheckId::L4);
        }
        if !self.testimony.is_empty() || self.proved.is_some() {
            ran.push(CheckId::L5);
        }
        ran
    }

    /// What was found, if these are all the lines.
    pub(super) fn compare(&self, election: Option<&Hash>, milestones: Milestones) -> Findings {
        let mut findings = self.findings.clone();
        let lines = self.tree.size();
        if let Some(waiting) = &self.waiting {
            let size = waiting.checkpoint().size;
            if size > lines {
                let message =
                    format!("a checkpoint of size {size} is published, and the log has {lines} lines");
                findings.push(CheckId::L3, record_wide(message));
            }
        }
        findings.extend(self.unwitnessed(milestones));
        if let Some((size, _)) = self.proved.filter(|_| !self.continues_earlier_run()) {
            let message = format!(
                "these are not the {size} lines of which an earlier run has proved something, or not all of them"
            );
            findings.push(CheckId::L5, record_wide(message));
        }
        let Some(((log, key), election)) = self.log.as_ref().zip(election) else {
            return findings;
        };
        let mut found = |seq, by, message| findings.push(CheckId::L5, Finding { seq, by, message });
        for unverified in &self.elsewhere {
            let checkpoint = unverified.checkpoint();
            if let Err(Contradiction { by, message }) = self.compare_checkpoint(log, unverified) {
                found(
                    checkpoint.size.checked_sub(1),
                    by,
                    format!(
                        "the checkpoint of size {} from elsewhere {message}",
                        checkpoint.size
                    ),
                );
            }
        }
        for receipt in &self.testimony.receipts {
            if let Err(Contradiction { by, message }) = self.compare_receipt(key, election, receipt) {
                found(
                    Some(receipt.seq),
                    by,
                    format!("the receipt for line {} {message}", receipt.seq),
                );
            }
        }
        for proof in &self.testimony.proofs {
            if let Err(message) = self.compare_proof(proof) {
                found(
                    Some(proof.index),
                    None,
                    format!("the proof of line {} {message}", proof.index),
                );
            }
        }
        for copy in &self.testimony.copies {
            // An empty copy is continued by every log.
            let Some(end) = copy.entries.checked_sub(1) else {
                continue;
            };
            match self.named.get(&end).copied().flatten() {
                None => found(
                    Some(end),
                    None,
                    format!(
                        "an earlier copy has {} lines, and the log has {lines}",
                        copy.entries
                    ),
                ),
                Some(named) if named.line != copy.head => found(
                    Some(end),
                    None,
                    format!(
                        "the first {} lines are not those of an earlier copy",
                        copy.entries
                    ),
                ),
                Some(_) => {}
            }
        }
        findings
    }

    /// Which milestones no checkpoint with the quorum covers. Who covers the result covers the close line.
    fn unwitnessed(&self, milestones: Milestones) -> Option<(CheckId, Finding)> {
        let quorum = self.policy.as_ref()?.quorum()?;
        let uncovered = |milestone: Option<u64>| milestone.filter(|seq| *seq >= self.witnessed);
        let closed = uncovered(milestones.closed).map(|seq| (seq, "close line"));
        let (seq, what) = closed.or_else(|| uncovered(milestones.result).map(|seq| (seq, "result")))?;
        let message = format!(
            "no published checkpoint that covers the {what} is cosigned by the quorum {quorum:?}; the first {} lines are",
            self.witnessed
        );
        Some((
            CheckId::L4,
            Finding {
                seq: Some(seq),
                by: None,
                message,
            },
        ))
    }

    fn compare_checkpoint(
        &self,
        log: &VerifierKey,
        unverified: &UnverifiedCheckpoint,
    ) -> Result<(), Contradiction> {
        let signed = unverified
            .clone()
            .verify(log)
            .map_err(|error| Contradiction::nobody(format!("is no evidence about this log: {error}")))?;
        let checkpoint = signed.checkpoint();
        match self.roots.get(&checkpoint.size).copied().flatten() {
            None => Err(Contradiction::board(format!(
                "is signed by the log's key, and the log has {} lines",
                self.tree.size()
            ))),
            Some(root) if root != checkpoint.root => Err(Contradiction::board(format!(
                "is signed by the log's key and has the root {}; that of the lines is {root}",
                checkpoint.root
            ))),
            Some(_) => Ok(()),
        }
    }

    /// The proof's checkpoint is compared apart: what leads to another root than the log's says nothing of its lines.
    fn compare_proof(&self, proof: &TlogProof) -> Result<(), String> {
        let Ok(unverified) = proof.checkpoint.parse::<UnverifiedCheckpoint>() else {
            return Ok(());
        };
        let checkpoint = unverified.checkpoint();
        let root = self.roots.get(&checkpoint.size).copied().flatten();
        let named = self.named.get(&proof.index).copied().flatten();
        let (Some(named), Some(root)) = (named, root.filter(|root| *root == checkpoint.root)) else {
            return Ok(());
        };
        verify_inclusion(&named.leaf, proof.index, checkpoint.size, &proof.hashes, &root)
            .map_err(|error| format!("is not of the line that the log has there: {error}"))
    }

    fn compare_receipt(
        &self,
        key: &VerifyingKey,
        election: &Hash,
        receipt: &Receipt,
    ) -> Result<(), Contradiction> {
        if receipt.election != *election {
            return Err(Contradiction::nobody(format!(
                "is of another election: {}",
                receipt.election
            )));
        }
        receipt.verify(key).map_err(|_| {
            Contradiction::nobody("is no evidence about this log: the log's key did not sign it".to_owned())
        })?;
        match self.named.get(&receipt.seq).copied().flatten() {
            None => Err(Contradiction::board(format!(
                "is signed by the log's key, and the log has {} lines",
                self.tree.size()
            ))),
            Some(named) if named.line != receipt.line => Err(Contradiction::board(format!(
                "is signed by the log's key, and the log has another line there: {} instead of {}",
                named.line, receipt.line
            ))),
            Some(named) if named.body != Some(receipt.body) => Err(Contradiction::board(
                "is signed by the log's key, and names another body than the line's".to_owned(),
            )),
            Some(_) => Ok(()),
        }
    }
}

/// Testimony that the log does not agree with.
struct Contradiction {
    by: Option<Party>,
    message: String,
}

impl Contradiction {
    /// The log's key has signed what is not so.
    const fn board(message: String) -> Self {
        let by = Some(Party::Board);
        Self { by, message }
    }

    /// Anybody can have written it.
    const fn nobody(message: String) -> Self {
        Self { by: None, message }
    }
}

/// What the witnesses of a policy did about a checkpoint.
struct Cosigned {
    /// Whether those that cosigned are enough.
    quorum: bool,
    /// When the first of them did.
    first: Option<u64>,
}

fn cosigned(policy: &Policy, signed: &SignedCheckpoint) -> Result<Cosigned, NoteError> {
    let mut names = Vec::new();
    let mut first: Option<u64> = None;
    for witness in policy.witnesses() {
        if let Some(signed) = signed.note().verify(&witness.key)? {
            names.push(&witness.name);
            first = first.into_iter().chain(signed.time).min();
        }
    }
    let quorum = policy.is_satisfied(|witness| names.contains(&&witness.name));
    Ok(Cosigned { quorum, first })
}

fn record_wide(message: String) -> Finding {
    Finding {
        seq: None,
        by: None,
        message,
    }
}
