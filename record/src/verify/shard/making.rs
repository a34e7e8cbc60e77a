//! Verifies a part of a record: of each line all that can be seen without those before it.

use super::{
    super::window::{Claims, Window, faults},
    partial::{Mark, SEGMENT, Segment},
};
use crate::{
    election::{BallotVerifier, Cast, Election},
    entry::{Entry, LineError, Signer},
    tlog::{NodeHash, range::Range},
};
use core::mem;
use data_encoding::BASE64URL_NOPAD;
use ostrakon_crypto::{elgamal::Aggregate, hash::Hash};
use rand_core::{CryptoRng, RngCore};
use serde::Deserialize;
use serde_json::value::RawValue;
use std::collections::BTreeSet;

/// Reads a record's set-up, and believes it: what is wrong with it the merge tells. The roll's points are not decoded, which
/// would take each part as long as a tenth of its ballots.
#[derive(Debug, Default)]
pub struct Opening {
    election: Option<Election>,
    lines: u64,
    opened: bool,
}

#[derive(Deserialize)]
struct RollLine<'a> {
    kind: &'a str,
    signer: &'a str,
    #[serde(borrow)]
    body: &'a RawValue,
}

#[derive(Deserialize)]
struct RollPart<'a> {
    #[serde(borrow)]
    voters: Vec<RollVoter<'a>>,
}

#[derive(Deserialize)]
struct RollVoter<'a> {
    credential: &'a str,
    weight: u32,
}

/// The voters of a roll part; none if the line is another one.
fn roll_part(line: &[u8]) -> Option<Vec<([u8; 32], u32)>> {
    let line: RollLine<'_> = serde_json::from_slice(line).ok()?;
    if (line.kind, line.signer) != ("roll-part", "registrar") {
        return None;
    }
    let part: RollPart<'_> = serde_json::from_str(line.body.get()).ok()?;
    let decode = |voter: &RollVoter<'_>| {
        let credential = BASE64URL_NOPAD.decode(voter.credential.as_bytes()).ok()?;
        Some((credential.try_into().ok()?, voter.weight))
    };
    part.voters.iter().map(decode).collect()
}

impl Opening {
    /// Takes the next line, without its newline; tells whether it opens the election.
    pub fn line(&mut self, line: &[u8]) -> bool {
        let first = self.lines == 0;
        self.lines = self.lines.saturating_add(1);
        if first {
            let begun = Entry::parse(line)
                .ok()
                .and_then(|entry| Election::begin(&entry).ok());
            self.election = begun.map(|(election, _)| election);
            return false;
        }
        let Some(election) = &mut self.election else {
            return false;
        };
        if let Some(voters) = roll_part(line) {
            election.enrol(voters);
            return false;
        }
        match Entry::parse(line) {
            Ok(entry) => election.absorb(&entry),
            Err(_) => election.skip(Hash::of(line)),
        }
        self.opened = election.opened_at().is_some();
        self.opened
    }

    /// Number of lines so far.
    #[must_use]
    pub const fn lines(&self) -> u64 {
        self.lines
    }

    /// The election, if line 0 has begun one.
    #[must_use]
    pub const fn election(&self) -> Option<&Election> {
        self.election.as_ref()
    }
}

/// How to know what voters claim that does not hold.
#[derive(Debug)]
pub(super) enum Proofs {
    /// By proving it; none where there is no key.
    Check(Option<Box<BallotVerifier>>),
    /// Somebody has proved it: these lines are faulty.
    Known(BTreeSet<u64>),
}

/// Verifies some of the lines behind the set-up.
#[derive(Debug)]
pub struct Shard<'a> {
    election: &'a Election,
    proofs: Proofs,
    window: Window,
    /// Of the window's lines.
    leaves: Vec<NodeHash>,
    /// Position of the window's first line.
    next: u64,
    /// Hash of the line before it.
    head: Hash,
    /// Numbers of lines after which a segment ends.
    cuts: BTreeSet<u64>,
    open: Open,
}

/// A segment that is not yet ended.
#[derive(Debug)]
struct Open {
    range: Range,
    sums: Vec<Aggregate>,
    segment: Segment,
}

impl Open {
    fn new(first: u64) -> Self {
        Self {
            range: Range::new(first),
            sums: Vec::new(),
            segment: Segment {
                first,
                lines: 0,
                subtrees: Vec::new(),
                ballots: Vec::new(),
                sums: Vec::new(),
                read: Vec::new(),
                faulty: Vec::new(),
            },
        }
    }

    fn end(mut self) -> Segment {
        self.segment.subtrees = self.range.hashes();
        self.segment.sums = self.sums.iter().flat_map(Aggregate::to_bytes).collect();
        self.segment
    }
}

type Decoded = Vec<(Hash, Result<Entry, LineError>)>;

impl<'a> Shard<'a> {
    /// Verifies lines from the given one on, of an election that has just been opened. `before` is the hash of the line before it;
    /// `checkpoints` are the sizes of all published checkpoints.
    #[must_use]
    pub fn new(
        election: &'a Election,
        first: u64,
        before: Hash,
        checkpoints: impl IntoIterator<Item = u64>,
    ) -> Self {
        let proofs = Proofs::Check(election.ballot_verifier().map(Box::new));
        Self::with(election, first, before, checkpoints, proofs)
    }

    pub(super) fn with(
        election: &'a Election,
        first: u64,
        before: Hash,
        checkpoints: impl IntoIterator<Item = u64>,
        proofs: Proofs,
    ) -> Self {
        Self {
            election,
            proofs,
            window: Window::new(),
            leaves: Vec::new(),
            next: first,
            head: before,
            cuts: checkpoints.into_iter().collect(),
            open: Open::new(first),
        }
    }

    /// Takes the next line, without its newline; gives the segments that are done.
    pub fn line<R: RngCore + CryptoRng>(&mut self, line: &[u8], rng: &mut R) -> Vec<Segment> {
        self.leaves.push(NodeHash::of_leaf(line));
        self.window.push(line);
        if self.window.is_full() {
            self.advance(rng)
        } else {
            Vec::new()
        }
    }

    /// Ends the part; gives the rest of its segments, and the hash of its last line.
    pub fn finish<R: RngCore + CryptoRng>(mut self, rng: &mut R) -> (Vec<Segment>, Hash) {
        let mut segments = self.advance(rng);
        if self.open.segment.lines > 0 {
            segments.push(self.open.end());
        }
        (segments, self.head)
    }

    fn advance<R: RngCore + CryptoRng>(&mut self, rng: &mut R) -> Vec<Segment> {
        let decoded = mem::replace(&mut self.window, Window::new()).decode();
        let leaves = mem::take(&mut self.leaves);
        let mut marks = self.marks(&decoded);
        let faulty = self.faulty(&decoded, &marks, rng);
        let mut segments = Vec::new();
        for (((_, line), mark), leaf) in decoded.iter().zip(&mut marks).zip(leaves) {
            if faulty.contains(&self.next) {
                *mark = Mark::Faulty;
            }
            segments.extend(self.append(line.as_ref().ok(), mark, leaf));
        }
        segments
    }

    /// What there is to say of the window's lines before anything is proved.
    fn marks(&mut self, decoded: &Decoded) -> Vec<Mark> {
        let mut marks = Vec::with_capacity(decoded.len());
        for (position, (hash, line)) in (self.next..).zip(decoded) {
            let before = mem::replace(&mut self.head, *hash);
            marks.push(match line {
                Err(_) => Mark::Faulty,
                Ok(entry) => match self.election.cast(entry, position, &before) {
                    Some(cast) => Mark::Cast(cast),
                    None if is_plain_ballot(entry) => Mark::Faulty,
                    None => Mark::Read,
                },
            });
        }
        marks
    }

    /// Lines in which voters claim what does not hold. What is faulty anyway the merge proves.
    fn faulty<R: RngCore + CryptoRng>(
        &self,
        decoded: &Decoded,
        marks: &[Mark],
        rng: &mut R,
    ) -> BTreeSet<u64> {
        let verifier = match &self.proofs {
            Proofs::Known(faulty) => return faulty.clone(),
            Proofs::Check(None) => return BTreeSet::new(),
            Proofs::Check(Some(verifier)) => verifier,
        };
        let mut claims = Claims::default();
        for (position, ((_, line), mark)) in (self.next..).zip(decoded.iter().zip(marks)) {
            let entry = line.as_ref().ok().filter(|_| *mark != Mark::Faulty);
            if let Some(claim) = entry.and_then(|entry| verifier.claim(entry.submission())) {
                claims.push(position, claim);
            }
        }
        let found = faults(&claims.batches(rng), verifier);
        found.into_iter().map(|fault| fault.seq).collect()
    }

    /// Appends the next line to the segment; gives the segment if that ends it.
    fn append(&mut self, entry: Option<&Entry>, mark: &Mark, leaf: NodeHash) -> Option<Segment> {
        let position = self.next;
        self.next = position.saturating_add(1);
        let open = &mut self.open;
        open.range.push(leaf);
        open.segment.lines = open.segment.lines.saturating_add(1);
        match mark {
            Mark::Cast(cast) => self.add(entry, cast),
            Mark::Read => open.segment.read.push(position),
            Mark::Faulty => open.segment.faulty.push(position),
        }
        // What officials and trustees post may end the voting: the sums before it are those that count.
        let official = entry.is_some_and(|entry| entry.submission().signer() != Signer::Voter);
        let ends = official || self.next.is_multiple_of(SEGMENT) || self.cuts.contains(&self.next);
        ends.then(|| mem::replace(&mut self.open, Open::new(self.next)).end())
    }

    fn add(&mut self, entry: Option<&Entry>, cast: &Cast) {
        let open = &mut self.open;
        cast.write(&mut open.segment.ballots);
        if open.sums.is_empty() {
            open.sums = self.election.no_sums();
        }
        if let Some(crate::body::Body::Ballot(ballot)) = entry.map(Entry::body) {
            for (sum, (ciphertext, weight)) in open.sums.iter_mut().zip(self.election.weighted(ballot)) {
                sum.add(ciphertext, weight);
            }
        }
    }
}

/// Whether a line would be a cast ballot if nothing were wrong with it.
fn is_plain_ballot(entry: &Entry) -> bool {
    let voters = entry.submission().signer() == Signer::Voter;
    voters && entry.kind() == crate::entry::Kind::Ballot
}
