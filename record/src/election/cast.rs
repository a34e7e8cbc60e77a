//! Ballots in whose lines others have found nothing wrong (docs/record.md §14): what the state machine has to know of them, so
//! that it finds what is wrong between lines.

use super::{Election, Phase};
use crate::{
    body::{Ballot, Body},
    entry::{Entry, Signer},
    tracker::BallotTracker,
};
use data_encoding::BASE64URL_NOPAD;
use ostrakon_crypto::{
    elgamal::{Aggregate, Ciphertext},
    hash::Hash,
};

/// What other ballots have to do with a ballot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Cast {
    /// By its encoding.
    pub(super) credential: [u8; 32],
    pub(super) tracker: BallotTracker,
    pub(super) sequence: u32,
    pub(super) previous: Hash,
    /// C1 of every ciphertext.
    pub(super) c1s: Vec<[u8; 32]>,
}

impl Cast {
    pub(super) fn new(ballot: &Ballot, tracker: Hash) -> Self {
        Self {
            credential: *ballot.credential.as_bytes(),
            tracker: BallotTracker::from_hash(tracker),
            sequence: ballot.sequence,
            previous: ballot.previous,
            c1s: ballot.c1s().copied().collect(),
        }
    }

    pub(super) fn credential_text(&self) -> String {
        BASE64URL_NOPAD.encode(&self.credential)
    }

    /// Number of bytes of a ballot with so many ciphertexts.
    pub(crate) const fn length(ciphertexts: usize) -> usize {
        ciphertexts.saturating_mul(32).saturating_add(100)
    }

    /// Credential ‖ tracker ‖ sequence (4) ‖ previous ‖ C1 of every ciphertext.
    pub(crate) fn write(&self, bytes: &mut Vec<u8>) {
        bytes.extend(self.credential);
        bytes.extend(self.tracker.hash().as_bytes());
        bytes.extend(self.sequence.to_be_bytes());
        bytes.extend(self.previous.as_bytes());
        bytes.extend(self.c1s.as_flattened());
    }

    /// None if these are not that many bytes.
    pub(crate) fn read(bytes: &[u8]) -> Option<Self> {
        let (credential, bytes) = bytes.split_first_chunk()?;
        let (tracker, bytes) = bytes.split_first_chunk()?;
        let (sequence, bytes) = bytes.split_first_chunk()?;
        let (previous, bytes) = bytes.split_first_chunk()?;
        let (c1s, []) = bytes.as_chunks() else { return None };
        Some(Self {
            credential: *credential,
            tracker: BallotTracker::from_hash(Hash::from_bytes(*tracker)),
            sequence: u32::from_be_bytes(*sequence),
            previous: Hash::from_bytes(*previous),
            c1s: c1s.to_vec(),
        })
    }
}

impl Election {
    /// What a line casts, if nothing is wrong with it that one can see without the lines before: those of voting only. What it
    /// claims (`BallotVerifier`) is left out.
    pub(crate) fn cast(&self, entry: &Entry, position: u64, before: &Hash) -> Option<Cast> {
        let (Body::Ballot(ballot), Signer::Voter) = (entry.body(), entry.submission().signer()) else {
            return None;
        };
        let mut found = Vec::new();
        self.examine_form(ballot, &mut found);
        let sound = entry.seq() == position
            && entry.prev() == before
            && found.is_empty()
            && !ballot.repeats_itself()
            && self.weight(&ballot.credential).is_some();
        sound.then(|| Cast::new(ballot, entry.submission().body_hash()))
    }

    /// Takes the effect of the next line, which casts this ballot and whose ciphertexts are in the sums already. Gives false,
    /// and changes nothing, if it is not as it must be.
    pub(crate) fn take(&mut self, cast: &Cast) -> bool {
        let mut found = Vec::new();
        self.examine_cast(cast, None, &mut found);
        if self.phase != Phase::Voting || !found.is_empty() {
            return false;
        }
        let seq = self.entries;
        self.entries = seq.saturating_add(1);
        self.voting.absorb(cast, seq, None);
        true
    }

    /// Takes the effect of a roll part whose points nobody has decoded.
    pub(crate) fn enrol(&mut self, voters: impl IntoIterator<Item = ([u8; 32], u32)>) {
        self.entries = self.entries.saturating_add(1);
        if self.phase == Phase::Roll {
            for (credential, weight) in voters {
                self.voting.enrol(credential, weight);
            }
        }
    }

    /// Says which line the last one was, where not every line was given as a whole.
    pub(crate) const fn follow(&mut self, head: Hash) {
        self.head = head;
    }

    /// A ballot's ciphertexts, as they count.
    pub(crate) fn weighted<'a>(
        &self,
        ballot: &'a Ballot,
    ) -> impl Iterator<Item = (&'a Ciphertext, u64)> + use<'a> {
        let weight = u64::from(self.weight(&ballot.credential).unwrap_or(0));
        let ciphertexts = ballot.ciphertexts.iter().flatten();
        ciphertexts.map(move |ciphertext| (ciphertext, weight))
    }

    /// Sums of nothing.
    pub(crate) fn no_sums(&self) -> Vec<Aggregate> {
        let values = self.voting.aggregates.iter().flatten();
        values.map(|_| Aggregate::zero()).collect()
    }

    /// Adds what ballots add up to.
    pub(crate) fn add_sums(&mut self, sums: &[Aggregate]) {
        for (sum, more) in self.voting.aggregates.iter_mut().flatten().zip(sums) {
            sum.merge(more);
        }
    }

    /// Takes a ballot out of the sums.
    pub(crate) fn take_out(&mut self, ballot: &Ballot) {
        let weighted = self.weighted(ballot);
        for (sum, (ciphertext, weight)) in self.voting.aggregates.iter_mut().flatten().zip(weighted) {
            sum.subtract(ciphertext, weight);
        }
    }

    /// Positions of ballots that do not count any more and have to be taken out of the sums; each is named once.
    pub(crate) fn uncounted(&mut self) -> Vec<u64> {
        core::mem::take(&mut self.voting.uncounted)
    }
}
